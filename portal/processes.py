"""The processes of a portal: one that goes with the time, and those that answer, which it forks from itself.

The first has neither thread nor event loop, so that it may fork at any moment. It shows nobody anything: it holds what
was made, and all that is forked from it shares that memory. What takes long is made by a process of its own that lays
it into the folder and ends. When something new is there (SIGHUP, a changed file for whoever watches, midnight in East
Kalimantan), a new generation of processes is forked, and the old one finishes what it is answering and ends: an
answer is wholly of one edition, and nobody is turned away. Uvicorn's own supervisor starts each process anew from
nothing, with time and memory for a whole site.
"""

import gc
import json
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from socket import socket
from typing import Any, NoReturn

import uvicorn

from portal.errors import PortalError, told
from portal.server import options
from portal.settings import today, until_midnight
from portal.web.turning import Made, Turning

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
_LOOK = 1.0  # seconds between two looks at the clock and at watched files
_PATIENCE = 10.0  # seconds for the processes to finish what they answer
_TOO_SOON = 1.0  # a process that ended sooner than this many seconds after its start has its successor wait as long
_NICE = 10  # readers first


class Processes:
    """The processes of one portal."""

    def __init__(self, application: Turning, listener: socket, count: int, content: Path | None) -> None:
        """`count` is how many answer; `content` is the folder to watch, None for none."""
        self._application, self._listener, self._count, self._content = application, listener, count, content
        self._serving: dict[int, float] = {}  # process → when it began
        self._making: _Making | None = None
        self._packing = 0  # the process that makes pages small, 0 for none
        self._asked: list[int] = []
        self._alive, self._life = os.pipe()  # who holds the reading end learns when this process has ended
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._woken, False)

    def start(self) -> tuple[str, ...]:
        """Have what is shown first made, where the folder has it not; return the warnings of the content.

        Raise PortalError when the content cannot be shown.
        """
        day = today()
        said = self._application.find(day)
        if said is None:
            making = _Making(self, day)
            made = making.result()
            os.waitpid(making.process, 0)
            if made.trouble:
                raise PortalError(f"{made.trouble.rstrip('.')}; tidak ada yang dijalankan.")
            self._application.take(made, day)
            said = made.said
        return said

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM."""
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        for number in _SIGNALS:
            signal.signal(number, lambda own, _: self._asked.append(own))
        self._share()
        self._begin()
        self._pack()
        seen, is_asked = _stamp(self._content), False
        while True:
            self._rest()
            asked, self._asked = self._asked, []
            if signal.SIGTERM in asked or signal.SIGINT in asked:
                break
            self._bury()
            now = _stamp(self._content)
            is_asked = is_asked or signal.SIGHUP in asked or now != seen
            seen = now
            if self._making is None and (is_asked or today() != self._application.day):
                self._making, is_asked = _Making(self, today()), False
            if self._making is not None and self._making.is_over:
                making, self._making = self._making, None
                self._take(making)
        self._end()

    def _rest(self) -> None:
        """Wait for a signal, for what is made, or for the next look."""
        waited = [self._woken, *([self._making.pipe] if self._making else ())]
        if not self._asked:
            select.select(waited, [], [], min(_LOOK, until_midnight()))
        with suppress(BlockingIOError):
            os.read(self._woken, 4096)

    def _take(self, making: "_Making") -> None:
        """Show what was made, through a new generation."""
        try:
            is_new = self._application.take(making.result(), making.day)
        except Exception as error:  # the site goes on as it is, and the next look tries again
            say(told(error))
            return
        if is_new:
            self._share()
            self._replace()
            self._pack()

    def _share(self) -> None:
        """Make ready what several processes are to share; one alone does it for itself, behind its finished pages."""
        if self._count > 1:
            self._application.complete()
            self._application.rehearse()

    # ------------------------------------------------------------ generations

    def _begin(self) -> None:
        """Start the processes that are missing."""
        gc.collect()
        gc.freeze()  # what is there now is shared: no collection of a child touches it
        while len(self._serving) < self._count:
            self._serving[self.fork(self._serve)] = time.monotonic()

    def _replace(self) -> None:
        """Start a generation, then let the one before finish."""
        old, self._serving = self._serving, {}
        self._begin()
        for process in old:
            _send(process, signal.SIGTERM)

    def _bury(self) -> None:
        """Take leave of processes that ended; those that should not have are started anew."""
        with suppress(ChildProcessError):
            while True:
                process, status = os.waitpid(-1, os.WNOHANG)
                if process == 0:
                    return
                if process == self._packing:
                    self._packing = 0
                    if status == 0 and self._application.find(self._application.day) is not None:
                        self._share()
                        self._replace()
                began = self._serving.pop(process, None)
                if began is not None:
                    if time.monotonic() - began < _TOO_SOON:
                        time.sleep(_TOO_SOON)
                    self._begin()

    def _end(self) -> None:
        """Let every process finish, and kill those that do not."""
        makers = [self._packing, self._making.process if self._making else 0]
        for process in filter(None, makers):
            _send(process, signal.SIGKILL)
        for process in self._serving:
            _send(process, signal.SIGTERM)
        deadline, left = time.monotonic() + _PATIENCE, set(self._serving)
        with suppress(ChildProcessError):
            while left and time.monotonic() < deadline:
                process, _ = os.waitpid(-1, os.WNOHANG)
                left.discard(process)
                if process == 0:
                    time.sleep(0.02)
        for process in left:
            _send(process, signal.SIGKILL)

    # ------------------------------------------------------------ what a process does

    def fork(self, work: Callable[[], None]) -> int:
        """Return the number of a new process that does a work and ends."""
        sys.stderr.flush()
        process = os.fork()
        if process:
            return process
        self._be_child(work)

    def _be_child(self, work: Callable[[], None]) -> NoReturn:
        """Do a work and end, whatever comes of it: a child never goes back to where its parent is."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in _SIGNALS:
                signal.signal(number, signal.SIG_DFL)
            for number in (signal.SIGHUP, signal.SIGINT):  # a terminal sends them to all; the parent says what to do
                signal.signal(number, signal.SIG_IGN)
            for descriptor in (self._life, self._wake, self._woken):
                os.close(descriptor)
            threading.Thread(target=self._end_with_parent, daemon=True).start()
            work()
            status = 0
        except SystemExit:
            pass
        except BaseException as error:
            say(told(error) if isinstance(error, Exception) else type(error).__name__)
        finally:
            os._exit(status)

    def _end_with_parent(self) -> None:
        os.read(self._alive, 1)  # nothing is ever written: this returns when the other end is closed
        os.kill(os.getpid(), signal.SIGTERM)

    def _serve(self) -> None:
        self._application.open()
        threading.Thread(target=self._complete, daemon=True).start()
        _Serving(uvicorn.Config(self._application, **options())).run([self._listener])

    def _complete(self) -> None:
        """Make ready what is computed; without it search and prints would wait for ever."""
        try:
            self._application.complete()
        except Exception as error:
            say(f"{told(error)}\nPencarian dan cetakan tidak dapat disiapkan.")
            os._exit(1)

    def _pack(self) -> None:
        """Have finished pages made as small as can be, by one process at a time."""
        if not self._packing and self._application.is_unpacked:
            self._packing = self.fork(self._be_packing)

    def _be_packing(self) -> None:
        os.nice(_NICE)
        with suppress(OSError):  # a disk that has no room any more: larger pages are as good
            self._application.pack()
            return
        sys.exit(1)

    def be_making(self, day: date, pipe: int) -> None:
        """Make a day's pages, and tell through a pipe what came of it."""
        if self._serving:
            os.nice(_NICE)
        with os.fdopen(pipe, "w", encoding="utf-8") as told_to:
            json.dump(asdict(self._application.make(day)), told_to)


class _Making:
    """A process that makes a day's pages."""

    def __init__(self, processes: Processes, day: date) -> None:
        self.day = day
        self.pipe, end = os.pipe()
        self.process = processes.fork(lambda: processes.be_making(day, end))
        os.close(end)
        self._told = b""

    @property
    def is_over(self) -> bool:
        """Whether it has told all; reads what is there."""
        while select.select([self.pipe], [], [], 0)[0]:
            piece = os.read(self.pipe, 65536)
            if not piece:
                return True
            self._told += piece
        return False

    def result(self) -> Made:
        """Return what came of it, when it has told all."""
        while piece := os.read(self.pipe, 65536):
            self._told += piece
        os.close(self.pipe)
        if not self._told:
            return Made(trouble="Halaman tidak jadi dibuat: prosesnya berakhir di tengah jalan (memori tidak cukup?).")
        told_all = json.loads(self._told)
        return Made(**{**told_all, "said": tuple(told_all["said"])})


class _Serving(uvicorn.Server):
    """Uvicorn's server, which leaves Ctrl-C to the parent."""

    def handle_exit(self, sig: int, frame: Any) -> None:
        """End when the parent says so."""
        if sig == signal.SIGTERM:
            super().handle_exit(sig, frame)


def _send(process: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, number)


def _stamp(folder: Path | None) -> frozenset[tuple[str, int, int]]:
    """Return what changes with every change of a folder's files: their names, sizes and times."""
    if folder is None:
        return frozenset()
    found = set()
    for path in folder.rglob("*"):
        with suppress(OSError):  # gone since
            status = path.stat()
            found.add((str(path), status.st_size, status.st_mtime_ns))
    return frozenset(found)


def say(sentence: str) -> None:
    """Tell the operator a sentence."""
    print(sentence.rstrip(), file=sys.stderr, flush=True)
