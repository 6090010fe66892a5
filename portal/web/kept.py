"""Tables kept in a folder, so that a second start has every answer at once, and several processes share their bytes.

Takes a folder and an identity (what a table was made from); gives the Table, its bodies read through memory that the
system shares, or None. One file holds one table: a line that says so, a SHA-256 of what follows, an index as JSON, then
all bodies. A file is written beside and put in its place in one step. No pickles: a file that somebody
else wrote is no use to them, and is not read anyway.
"""

import hashlib
import json
import mmap
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from portal.site import Document, Publication
from portal.web.coding import Coding
from portal.web.finished import Body, Table, of_bodies

_MAGIC = b"portal tppo: answers 1\n"
_LENGTH = 8  # bytes of the number that says how long the index is
_FRONT = len(_MAGIC) + 32 + _LENGTH
_MOST = 4  # files kept: today's and yesterday's, of two settings


@dataclass(frozen=True)
class Kept:
    """A table as it was kept, and the lines that were said when it was made (warnings of the content)."""

    table: Table
    said: tuple[str, ...]


def load(folder: Path, identity: str) -> Kept | None:
    """Return the table of an identity; None when there is none, it is damaged, or others may write there."""
    return _read(_path(folder, identity))


def newest(folder: Path) -> Table | None:
    """Return the table that was kept last, whatever it was made from."""
    with suppress(OSError):
        for path in sorted(folder.glob("*.jawaban"), key=lambda path: path.stat().st_mtime, reverse=True):
            kept = _read(path)
            if kept:
                return kept.table
    return None


def keep(folder: Path, identity: str, table: Table, said: tuple[str, ...] = ()) -> None:
    """Write a table to the folder, in one step. Raise OSError where that cannot be; nothing of the attempt stays."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    bodies: dict[bytes, tuple[int, Body]] = {}
    end = 0
    for answer in table.answers.values():
        for form in answer.forms.values():
            if form.etag not in bodies:
                bodies[form.etag] = end, form.body
                end += len(form.body)
    places = {etag: (start, len(body)) for etag, (start, body) in bodies.items()}
    index = json.dumps(_index(table, said, places), separators=(",", ":")).encode()
    whole = hashlib.sha256(index)
    for _, body in bodies.values():
        whole.update(body)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".baru", dir=folder)  # for this user alone (mode 600)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + whole.digest() + len(index).to_bytes(_LENGTH, "big") + index)
            for _, body in bodies.values():
                file.write(body)
        draft.replace(_path(folder, identity))
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _tidy(folder)


def _path(folder: Path, identity: str) -> Path:
    return folder / f"{identity[:32]}.jawaban"


def _tidy(folder: Path) -> None:
    """Remove all but the newest files. A process that reads an older one goes on: it holds the file open."""
    with suppress(OSError):
        for path in sorted(folder.glob("*.jawaban"), key=lambda path: path.stat().st_mtime)[:-_MOST]:
            path.unlink(missing_ok=True)


# ---------------------------------------------------------------- the index

Places = Mapping[bytes, tuple[int, int]]


def _index(table: Table, said: tuple[str, ...], places: Places) -> dict[str, Any]:
    rows = []
    for path, answer in table.answers.items():
        own = answer.document
        forms = [[form.coding, form.etag.decode(), *places[form.etag]] for form in answer.forms.values()]
        rows.append([path, own.media_type, own.is_immutable, own.is_never_kept, own.title, forms])
    return {
        "answers": rows,
        "redirects": dict(table.publication.redirects),
        "depends_on": dict(table.publication.depends_on),
        "quick": sorted(etag.decode() for etag in table.quick),
        "said": said,
    }


def _read(path: Path) -> Kept | None:
    try:
        with path.open("rb") as file:
            if not _is_ours(file) or not _is_whole(file):
                return None
            shared = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        length = int.from_bytes(shared[_FRONT - _LENGTH : _FRONT], "big")
        return _kept(json.loads(bytes(shared[_FRONT : _FRONT + length])), shared[_FRONT + length :])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _is_ours(file: BinaryIO) -> bool:
    status = os.fstat(file.fileno())
    return status.st_uid == os.geteuid() and status.st_mode & 0o022 == 0


def _is_whole(file: BinaryIO) -> bool:
    """Whether the hash agrees. The file is read, not mapped: what is mapped counts as this process's memory."""
    front = file.read(_FRONT)
    if not front.startswith(_MAGIC):
        return False
    whole = hashlib.sha256()
    while chunk := file.read(1 << 20):
        whole.update(chunk)
    return front[len(_MAGIC) : -_LENGTH] == whole.digest()


def _kept(index: Mapping[str, Any], bodies: memoryview) -> Kept:
    answers = {}
    for path, media_type, is_immutable, is_never_kept, title, forms in index["answers"]:
        found = {Coding(coding): bodies[start : start + length] for coding, _, start, length in forms}
        etags = {Coding(coding): etag.encode() for coding, etag, _, _ in forms}
        document = Document(found[Coding.IDENTITY], media_type, is_immutable, is_never_kept, title)
        answers[path] = of_bodies(document, found, etags)
    publication = Publication(
        MappingProxyType({path: answer.document for path, answer in answers.items()}),
        MappingProxyType(index["redirects"]),
        MappingProxyType({path: tuple(keys) for path, keys in index["depends_on"].items()}),
    )
    quick = frozenset(etag.encode() for etag in index["quick"])
    return Kept(Table(publication, MappingProxyType(answers), quick), tuple(index["said"]))
