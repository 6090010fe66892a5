"""The index of a library: built in memory, or stored in a folder and built anew when anything about it differs.

A stored index is one folder per build and beside it a manifest that names it: the content it was made from, the
versions of analysis and engine, a SHA-256 of every file. `MANIFEST` is replaced in one step when the new folder is
complete, so that a reader sees the old index or the new one. Opening a Whoosh index runs what its pickles say: only a
folder that this machine wrote for this user alone, and whose hashes agree, is ever opened. What fails to be read, or
cannot be written, is built in memory: nobody's search depends on a disk.
"""

import hashlib
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from portal.ours import is_ours
from portal.search import words
from portal.search.engine import Indexed, SearchEngine, TooSlow, Wanted
from portal.search.engine_fts import FtsEngine
from portal.search.engine_whoosh import WhooshEngine

ENGINES: Mapping[str, type[WhooshEngine] | type[FtsEngine]] = {"whoosh": WhooshEngine, "fts5": FtsEngine}
DEFAULT = "whoosh"

Source = Callable[[], Iterable[Indexed]]


class Index:
    """A SearchEngine that builds itself anew when reading it fails; safe to use from several threads.

    `trouble` says why it is in memory although a folder was given, '' when nothing is amiss.
    """

    def __init__(self, documents: Source, content_id: str, engine: str = DEFAULT, folder: Path | None = None) -> None:
        """Open the stored index of a folder, or build one there; without a folder, build in memory."""
        self._documents = documents
        self._engine_type = ENGINES[engine]
        self._lock = threading.Lock()
        self.trouble = ""
        self._engine = self._open(content_id, folder) if folder else self._engine_type.build(documents())
        self.name, self.version = self._engine_type.name, self._engine_type.version

    def __getstate__(self) -> dict[str, object]:
        """Leave out the lock, which is a process's own."""
        return {name: value for name, value in vars(self).items() if name != "_lock"}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take what was kept, with a lock of this process."""
        vars(self).update(state)
        self._lock = threading.Lock()

    def search(self, wanted: Wanted) -> list[tuple[str, float]]:
        """Return ids with scores, the best first."""
        engine = self._engine
        try:
            return engine.search(wanted)
        except TooSlow:
            raise
        except Exception:  # whatever a damaged file makes of a read; a fault of ours fails again below
            return self._again(engine).search(wanted)

    def vocabulary(self) -> Mapping[str, int]:
        """Return every word of the index with the number of documents that hold it."""
        engine = self._engine
        try:
            return engine.vocabulary()
        except Exception:
            return self._again(engine).vocabulary()

    def _again(self, failed: SearchEngine) -> SearchEngine:
        """Put an engine built in memory in the place of one that failed, unless another thread did."""
        with self._lock:
            if self._engine is failed:
                self._engine = self._engine_type.build(self._documents())
            return self._engine

    def _open(self, content_id: str, folder: Path) -> SearchEngine:
        """Open the stored index; one that is missing, differs or cannot be read is written anew."""
        identity = identify(self._engine_type, content_id)
        stored = _sound(folder, identity)
        if stored:
            try:
                return self._tried(stored)
            except Exception:  # the hashes agree, so it was written badly: write it again
                stored = None
        try:
            return self._tried(write(self._engine_type, self._documents(), identity, folder))
        except OSError as error:  # a full disk, a folder that may not be written to
            self.trouble = (
                f"Indeks pencarian tidak dapat disimpan di {folder} ({error.strerror or error}); indeks dibuat di "
                "memori. Periksa PORTAL_INDEX dan ruang di disk."
            )
            return self._engine_type.build(self._documents())

    def _tried(self, stored: Path) -> SearchEngine:
        engine: SearchEngine = self._engine_type.open(stored)
        engine.vocabulary()
        return engine


def identify(engine: type[WhooshEngine] | type[FtsEngine], content_id: str) -> dict[str, str]:
    """Return what an index depends on."""
    return {"engine": engine.name, "version": engine.version, "analysis": str(words.VERSION), "content": content_id}


def write(
    engine: type[WhooshEngine] | type[FtsEngine], documents: Iterable[Indexed], identity: dict[str, str], folder: Path
) -> Path:
    """Build an index in a folder of its own below `folder`, make it the current one, and return it.

    Raise OSError where that cannot be; nothing of the attempt stays, for it would fill a full disk further.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f"{engine.name}-", dir=folder))  # for this user alone (mode 700)
    draft = made.with_suffix(".json")
    try:
        engine.store(documents, made)
        manifest = {**identity, "folder": made.name, "files": _hashes(made)}
        draft.write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
        os.replace(draft, folder / f"{engine.name}.json")
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        draft.unlink(missing_ok=True)
        raise
    _tidy(folder, engine.name, made)
    return made


def _sound(folder: Path, identity: Mapping[str, str]) -> Path | None:
    """Return the stored index when it is the one wanted, ours alone, and its files are those that were written."""
    manifest_file = folder / f"{identity['engine']}.json"
    try:
        manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
        stored = folder / Path(manifest["folder"]).name
        is_own = is_ours(path.stat() for path in (folder, manifest_file, stored))
        same = all(manifest.get(key) == value for key, value in identity.items())
        return stored if is_own and same and manifest["files"] == _hashes(stored) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def _tidy(folder: Path, name: str, current: Path) -> None:
    """Remove older indexes, except the one before: another process may be reading it."""
    older = [path for path in folder.glob(f"{name}-*") if path.is_dir() and path != current]
    for path in sorted(older, key=lambda path: path.stat().st_mtime)[:-1]:
        shutil.rmtree(path, ignore_errors=True)
