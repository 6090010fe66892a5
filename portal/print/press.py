"""The press: one worker process, a short queue, and a folder of finished PDFs.

Takes a key that names a document's content and a function that makes its HTML; gives a future of the PDF. The key is
all that the cache knows: equal keys are equal bytes. At most one PDF is drawn at a time (`.lock` in the folder holds
that between processes too), a document asked for twice is drawn once, and a full queue refuses at once (Busy). The
worker is limited in memory and time, and replaced after some jobs. Knows nothing of pages and requests.
"""

import base64
import fcntl
import json
import os
import queue
import select
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from portal.print.worker import receive, send

Assets = Mapping[str, tuple[bytes, str]]
_IN_MEMORY = 32 << 20  # bytes of finished PDFs kept in memory


class Busy(Exception):
    """The queue is full; ask again in a while."""


class Failed(Exception):
    """A document could not be drawn, or not within its limits."""


@dataclass(frozen=True)
class Limits:
    """What the press may use: bytes, seconds, jobs, and the size of the folder of finished PDFs."""

    memory: int = 1 << 30
    cpu: int = 45
    wall: int = 60
    idle: int = 120
    jobs: int = 50
    queue: int = 4
    folder: int = 500 << 20


@dataclass(frozen=True)
class Job:
    """A document to draw: how to make its HTML, and whether it becomes a folded booklet."""

    html: Callable[[], str]
    is_booklet: bool = False


class Press:
    """Draws PDFs one after the other. Starts its thread and its worker when first asked."""

    def __init__(self, folder: Path, assets: Callable[[], Assets], limits: Limits | None = None) -> None:
        """`folder` keeps finished PDFs; `assets` reads what documents may refer to, when a worker starts."""
        self._folder = folder
        self._assets = assets
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._memory: OrderedDict[str, bytes] = OrderedDict()
        self._flights: dict[str, Future[bytes]] = {}
        self._queue: queue.SimpleQueue[tuple[str, Job, Future[bytes]]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._worker: subprocess.Popen[bytes] | None = None
        self._done = 0

    def ask(self, key: str, job: Job) -> "Future[bytes]":
        """Return the PDF of a key, now or later. Raises Busy when too many others wait; the future may raise Failed."""
        with self._lock:
            found = self._memory.get(key)
            if found is not None:
                self._memory.move_to_end(key)
                return _done(found)
            flight = self._flights.get(key)
            if flight is not None:
                return flight
            kept = self._kept(key)
            if kept is not None:
                self._remember(key, kept)
                return _done(kept)
            if len(self._flights) > self._limits.queue:
                raise Busy
            flight = self._flights[key] = Future()
            self._queue.put((key, job, flight))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="press", daemon=True)
                self._thread.start()
        return flight

    def memory(self) -> int:
        """Return the most memory the worker has held at once, in kilobytes (Linux; 0 where that is not told)."""
        worker = self._worker
        if worker is None:
            return 0
        try:
            status = Path(f"/proc/{worker.pid}/status").read_text("ascii")
        except OSError:
            return 0
        peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), "0")
        return int(peak)

    def close(self) -> None:
        """End the worker process."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.wait()
            for pipe in (worker.stdin, worker.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]  # both are pipes

    def _run(self) -> None:
        while True:
            key, job, flight = self._queue.get()
            try:
                with self._alone():
                    drawn = self._kept(key) or self._draw(job)
                self._keep(key, drawn)
            except Exception as error:  # handed to whoever waits; the press goes on
                with self._lock:
                    self._flights.pop(key, None)
                flight.set_exception(error if isinstance(error, Failed) else Failed(type(error).__name__))
                continue
            with self._lock:
                self._remember(key, drawn)
                self._flights.pop(key, None)
            flight.set_result(drawn)

    # ------------------------------------------------------------ the worker

    def _draw(self, job: Job) -> bytes:
        worker, is_new = self._ready()
        assert worker.stdin is not None
        assert worker.stdout is not None
        assets = self._assets() if is_new else {}
        coded = {name: (base64.b64encode(body).decode(), media) for name, (body, media) in assets.items()}
        message = {"html": job.html(), "booklet": job.is_booklet, "assets": coded}
        timer = threading.Timer(self._limits.wall, worker.kill)
        timer.start()
        try:
            send(worker.stdin, json.dumps(message).encode())  # type: ignore[arg-type]  # a pipe is binary
            answer = receive(worker.stdout)  # type: ignore[arg-type]  # a pipe is binary
        except OSError:
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            raise Failed("the worker ended: too much memory or time")
        if answer[:1] != b"+":
            raise Failed(answer[1:].decode())
        return answer[1:]

    def _ready(self) -> tuple[subprocess.Popen[bytes], bool]:
        """Return a worker that listens, and whether it is new."""
        worker, limits = self._worker, self._limits
        if worker is not None and (worker.poll() is not None or _has_ended(worker) or self._done >= limits.jobs):
            self.close()
            worker = None
        is_new = worker is None
        if worker is None:
            words = [str(number) for number in (limits.memory, limits.cpu, limits.idle)]
            worker = self._worker = subprocess.Popen(
                [sys.executable, "-m", "portal.print.worker", *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"SOURCE_DATE_EPOCH": "0", "MALLOC_ARENA_MAX": "2"},
            )
            self._done = 0
        self._done += 1
        return worker, is_new

    # ------------------------------------------------------------ what is finished

    def _remember(self, key: str, drawn: bytes) -> None:
        self._memory[key] = drawn
        while len(self._memory) > 1 and sum(map(len, self._memory.values())) > _IN_MEMORY:
            self._memory.popitem(last=False)

    def _kept(self, key: str) -> bytes | None:
        path = self._folder / f"{key}.pdf"
        try:
            kept = path.read_bytes()
            os.utime(path)  # the least recently used go first
        except OSError:
            return None
        return kept

    def _keep(self, key: str, drawn: bytes) -> None:
        """Put a PDF into the folder; a folder that cannot be written only costs time."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f".{key}.{os.getpid()}"
            draft.write_bytes(drawn)
            draft.replace(self._folder / f"{key}.pdf")
            kept = sorted((p.stat().st_mtime, p.stat().st_size, p) for p in self._folder.glob("*.pdf"))
            size = sum(row[1] for row in kept)
            for _, own, path in kept:
                if size <= self._limits.folder:
                    break
                path.unlink(missing_ok=True)
                size -= own

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the folder's lock, so that the processes of one machine draw one after the other."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            held: BinaryIO | None = (self._folder / ".lock").open("wb")
        except OSError:
            held = None
        try:
            if held is not None:
                fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            if held is not None:
                held.close()


def _has_ended(worker: "subprocess.Popen[bytes]") -> bool:
    """Whether a worker that has nothing to say has closed its side: it went idle."""
    assert worker.stdout is not None
    return bool(select.select([worker.stdout], [], [], 0)[0])


def _done(drawn: bytes) -> "Future[bytes]":
    found: Future[bytes] = Future()
    found.set_result(drawn)
    return found
