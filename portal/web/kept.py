"""What was made, kept in a folder: so that a second start has it at once, and several processes share its bytes.

Takes a folder and an identity (a digest of all that something was made from); gives it back, or None. Two kinds of
files. A table: a line that says so, a SHA-256 of what follows, an index as JSON, then all bodies, which are read
through memory that the system shares. What is computed with (the library, its search): a pickle behind a line and a
hash of the same kind. Reading a pickle can run code, so nothing is read but what this user wrote, in a file and a
folder that nobody else may write to. A file is written beside and put in its place in one step.
"""

import hashlib
import io
import json
import mmap
import os
import pickle
import pickletools
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from portal.ours import is_ours
from portal.site import Document, Publication
from portal.web.coding import Coding
from portal.web.finished import Body, Table, of_bodies

_TABLE, _READY = b"portal tppo: answers 2\n", b"portal tppo: pickle 1\n\n"
_SUFFIXES = {_TABLE: ".jawaban", _READY: ".bahan"}
_LENGTH = 8  # bytes of the number that says how long the index is
_FRONT = len(_TABLE) + 32 + _LENGTH
_DRAFT = ".baru"
_OLD = 3600.0  # seconds: no draft is written for so long
_MOST = 4  # files kept of each kind: today's and yesterday's, of two settings


@dataclass(frozen=True)
class Kept:
    """A table as it was kept, and the lines that were said when it was made (warnings of the content)."""

    table: Table
    said: tuple[str, ...]


def load(folder: Path, identity: str) -> Kept | None:
    """Return the table of an identity; None when there is none, it is damaged, or others may write there."""
    return _read(_path(folder, identity, _TABLE))


def newest(folder: Path) -> Table | None:
    """Return the table that was kept last, whatever it was made from."""
    for path in _by_age(folder, _TABLE)[::-1]:
        found = _read(path)
        if found:
            return found.table
    return None


def keep(folder: Path, identity: str, table: Table, said: tuple[str, ...] = ()) -> None:
    """Lay a table into the folder, in one step. Raise OSError where that cannot be; nothing of the attempt stays."""
    bodies: dict[bytes, tuple[int, Body]] = {}
    end = 0
    for coding in Coding:  # what most readers take lies together, so that the rest of the file need not be in memory
        for answer in table.answers.values():
            form = answer.forms.get(coding)
            if form is not None and form.etag not in bodies:
                bodies[form.etag] = end, form.body
                end += len(form.body)
    places = {etag: (start, len(body)) for etag, (start, body) in bodies.items()}
    index = json.dumps(_index(table, said, places), separators=(",", ":")).encode()
    _write(folder, identity, _TABLE, len(index), [index, *(body for _, body in bodies.values())])


def load_ready(folder: Path, identity: str) -> Any:
    """Return what was kept to compute with; None when there is nothing, it is damaged, or others may write there."""
    try:
        with _path(folder, identity, _READY).open("rb") as file:
            if not _is_own(folder, file) or not _is_whole(file, _READY):
                return None
            file.seek(_FRONT)
            return pickle.load(file)
    except (OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        return None


def keep_ready(folder: Path, identity: str, what: object) -> None:
    """Lay what is computed with into the folder, in one step. Raise OSError where that cannot be."""
    packed = io.BytesIO()
    _Pickler(packed, pickle.HIGHEST_PROTOCOL).dump(what)
    # Without the numbers that nobody refers to, reading it needs a quarter less memory.
    _write(folder, identity, _READY, 0, [pickletools.optimize(packed.getvalue())])


class _Pickler(pickle.Pickler):
    """A pickler that knows read-only mappings."""

    def reducer_override(self, what: object) -> Any:
        """Return how to make a read-only mapping again; leave all else to pickle."""
        return (_read_only, (dict(what),)) if isinstance(what, MappingProxyType) else NotImplemented


def _read_only(known: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(known)


# ---------------------------------------------------------------- files


def _path(folder: Path, identity: str, kind: bytes) -> Path:
    return folder / f"{identity[:32]}{_SUFFIXES[kind]}"


def _by_age(folder: Path, kind: bytes) -> list[Path]:
    """Return the files of a kind, the newest last."""
    try:
        return sorted(folder.glob(f"*{_SUFFIXES[kind]}"), key=lambda path: path.stat().st_mtime)
    except OSError:  # gone since, or not ours to see
        return []


def _write(folder: Path, identity: str, kind: bytes, length: int, parts: Sequence[Body]) -> None:
    """Write a file in one step. Who reads an older one goes on when it is removed: it holds the file open."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    handle, name = tempfile.mkstemp(prefix=".", suffix=_DRAFT, dir=folder)  # for this user alone (mode 600)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(kind + whole.digest() + length.to_bytes(_LENGTH, "big"))
            for part in parts:
                file.write(part)
        draft.replace(_path(folder, identity, kind))
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _tidy(folder, kind)


def _tidy(folder: Path, kind: bytes) -> None:
    """Remove all but the newest files of a kind, and drafts that somebody was stopped at."""
    kept = _by_age(folder, kind)
    newest = kept[-1].stat().st_mtime if kept else 0.0
    drafts = [path for path in folder.glob(f".*{_DRAFT}") if path.stat().st_mtime < newest - _OLD]
    for path in (*kept[:-_MOST], *drafts):
        path.unlink(missing_ok=True)


def _is_own(folder: Path, file: BinaryIO) -> bool:
    return is_ours((os.fstat(file.fileno()), folder.stat()))


def _is_whole(file: BinaryIO, kind: bytes) -> bool:
    """Whether kind and hash agree. The file is read, not mapped: what is mapped counts as this process's memory."""
    front = file.read(_FRONT)
    if not front.startswith(kind):
        return False
    whole = hashlib.sha256()
    while chunk := file.read(1 << 20):
        whole.update(chunk)
    return front[len(kind) : -_LENGTH] == whole.digest()


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
        "base": table.publication.base,
        "quick": sorted(etag.decode() for etag in table.quick),
        "said": said,
    }


def _read(path: Path) -> Kept | None:
    """Return the table of a file; None where that is no table of ours."""
    try:
        with path.open("rb") as file:
            if not _is_own(path.parent, file) or not _is_whole(file, _TABLE):
                return None
            shared = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        length = int.from_bytes(shared[_FRONT - _LENGTH : _FRONT], "big")
        return _kept(json.loads(bytes(shared[_FRONT : _FRONT + length])), shared[_FRONT + length :])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


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
        index["base"],
    )
    quick = frozenset(etag.encode() for etag in index["quick"])
    return Kept(Table(publication, MappingProxyType(answers), quick), tuple(index["said"]))
