"""Several processes that share one listening socket, and everything that was made before they began.

One process reads, renders and indexes, then forks the others, so that they share its memory; Uvicorn's own supervisor
starts each anew from nothing, which costs the time and the memory of the whole site for each. What changes is made here
too: a new generation of processes is forked from it, and the old one finishes what it is answering and ends. So an
answer is wholly of one edition, and nobody is turned away. This process has no thread and no event loop.
"""

import gc
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from socket import socket
from typing import Any

import uvicorn

from portal.errors import told
from portal.server import LOOK, options, say, stamp
from portal.settings import today, until_midnight
from portal.web.turning import Turning

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
_PATIENCE = 10.0  # seconds for the processes to finish what they answer
_TOO_SOON = 1.0  # a process that ended sooner than this many seconds after its start has its successor wait as long


class Processes:
    """The processes of one portal."""

    def __init__(self, application: Turning, listener: socket, count: int, content: Path | None) -> None:
        """`content` is the folder to watch, None for none."""
        self._application, self._listener, self._count, self._content = application, listener, count, content
        self._serving: dict[int, float] = {}  # process → when it began
        self._packing = 0  # the process that compresses, 0 for none
        self._asked: list[int] = []
        self._alive, self._life = os.pipe()  # who holds the reading end learns when this process has ended
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM; exit with 1 when a process could not be started."""
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        for number in _SIGNALS:
            signal.signal(number, lambda own, _: self._asked.append(own))
        self._begin()
        self._pack()
        seen = stamp(self._content)
        while True:
            self._rest()
            asked, self._asked = self._asked, []
            if signal.SIGTERM in asked or signal.SIGINT in asked:
                break
            self._bury()
            now = stamp(self._content)
            self._go_on(signal.SIGHUP in asked or now != seen)
            seen = now
        self._end()

    def _rest(self) -> None:
        """Wait for a signal, or for the next look."""
        if not self._asked and select.select([self._woken], [], [], min(LOOK, until_midnight()))[0]:
            os.read(self._woken, 4096)

    def _go_on(self, is_asked: bool) -> None:
        """Show what is new, when something is, through a new generation."""
        application, day = self._application, today()
        before = application.table
        try:
            if is_asked:
                application.reload(day)
            elif day != application.day:
                application.turn(day)
        except Exception as error:  # the site goes on as it is, and the next look tries again
            say(told(error))
        if application.table is not before:
            self._replace()
            self._pack()

    # ------------------------------------------------------------ generations

    def _begin(self) -> None:
        """Start the processes that are missing."""
        gc.collect()
        gc.freeze()  # what is there now is shared: no collection of a child touches it
        while len(self._serving) < self._count:
            self._serving[self._fork(self._serve)] = time.monotonic()

    def _replace(self) -> None:
        """Start a generation, then let the one before finish."""
        old, self._serving = self._serving, {}
        self._begin()
        for process in old:
            _send(process, signal.SIGTERM)

    def _bury(self) -> None:
        """Take leave of processes that ended; those that should not have are started anew."""
        while True:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if process == 0:
                return
            if process == self._packing:
                self._packing = 0
                if status == 0 and self._application.take_kept():
                    self._replace()
            began = self._serving.pop(process, None)
            if began is not None:
                if time.monotonic() - began < _TOO_SOON:
                    time.sleep(_TOO_SOON)
                self._begin()

    def _end(self) -> None:
        """Let every process finish, and kill those that do not."""
        left = {*self._serving, *([self._packing] if self._packing else ())}
        for process in left:
            _send(process, signal.SIGTERM)
        deadline = time.monotonic() + _PATIENCE
        while left and time.monotonic() < deadline:
            with suppress(ChildProcessError):
                process, _ = os.waitpid(-1, os.WNOHANG)
                left.discard(process)
                if process:
                    continue
            time.sleep(0.02)
        for process in left:
            _send(process, signal.SIGKILL)

    # ------------------------------------------------------------ what a process does

    def _fork(self, work: Callable[[], None]) -> int:
        """Return the number of a new process that does a work and ends."""
        sys.stderr.flush()
        process = os.fork()
        if process:
            return process
        status = 1
        try:
            self._become_child()
            work()
            status = 0
        except BaseException as error:  # a child never goes back to where its parent is
            if not isinstance(error, SystemExit):
                say(told(error) if isinstance(error, Exception) else type(error).__name__)
        finally:
            os._exit(status)

    def _become_child(self) -> None:
        signal.set_wakeup_fd(-1)
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # sent to all of a terminal; the parent has it
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C too; the parent says when to end
        for descriptor in (self._life, self._wake, self._woken):
            os.close(descriptor)
        threading.Thread(target=self._end_with_parent, daemon=True).start()

    def _end_with_parent(self) -> None:
        os.read(self._alive, 1)  # nothing is ever written: this returns when the other end is closed
        os.kill(os.getpid(), signal.SIGTERM)

    def _serve(self) -> None:
        config = uvicorn.Config(self._application, **options())
        _Quiet(config).run([self._listener])

    def _pack(self) -> None:
        """Have the finished pages compressed and kept by a process of its own, one at a time."""
        if not self._packing and self._application.is_unfinished:
            self._packing = self._fork(self._application.finish)


class _Quiet(uvicorn.Server):
    """Uvicorn's server, which leaves Ctrl-C to the parent."""

    def handle_exit(self, sig: int, frame: Any) -> None:
        """End when the parent says so."""
        if sig == signal.SIGTERM:
            super().handle_exit(sig, frame)


def _send(process: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, number)
