"""The processes of a portal: those that answer, and the one beside them that makes what takes long.

`portal prepare` reads, checks, renders and indexes, lays what it made into the folder of `PORTAL_CACHE` and ends: so
those who answer never stop for it, and never hold the memory it needs. `Following` knows when something must be made:
at the start, on SIGHUP, when a watched file changed, at midnight in East Kalimantan.

One process alone (`alone`) answers and looks at the time in a thread. Several (`Several`) are forked from one that has
neither threads nor an event loop and shows nobody anything: it holds what was made, and they share its memory. What is
new is shown by a new generation of them, and the old one finishes what it is answering and ends: an answer is wholly of
one edition, and nobody is turned away. Uvicorn's own supervisor starts each process from nothing, with time and memory
for a whole site.
"""

import ctypes
import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from socket import socket
from typing import Any, NoReturn

import uvicorn

from portal.errors import PortalError, told
from portal.server import options
from portal.settings import Settings, today, until_midnight
from portal.web.turning import Made, Turning

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
_LOOK = 1.0  # seconds between two looks at the clock and at watched files
_PATIENCE = 10.0  # seconds for the processes to finish what they answer
_TOO_SOON = 1.0  # a process that ended sooner than this many seconds after its start has its successor wait as long
PROGRAM: tuple[str, ...] = (sys.executable, "-m", "portal")  # what runs `portal prepare`
_MADE_NOTHING = "Halaman tidak jadi dibuat: prosesnya berakhir di tengah jalan (memori tidak cukup?)."


# ---------------------------------------------------------------- going with the time


class Following:
    """What a portal shows, kept at today's law and content."""

    def __init__(self, application: Turning, settings: Settings, watched: Path | None) -> None:
        """`watched` is the folder whose changes are read without being asked, None for none."""
        self.application = application
        self._settings, self._watched = settings, watched
        self._seen = _stamp(watched)
        self._is_asked = False
        self._maker: _Maker | None = None

    def start(self, progress: Callable[[], AbstractContextManager[object]] = nullcontext) -> tuple[str, ...]:
        """Have what is shown first made, where the folder has it not; return the warnings of the content.

        `progress` shows that something is made. Raise PortalError when the content cannot be shown.
        """
        day = today()
        said = self.application.find(day)
        if said is None:
            self._maker = _Maker(self._settings)
            with progress():
                made = self._maker.wait()
            if made.trouble:
                raise PortalError(f"{made.trouble.rstrip('.')}; tidak ada yang dijalankan.")
            self.application.take(made, day)
            said = made.said
        elif self.application.is_unpacked:
            self._maker = _Maker(self._settings, "--gently")
        return said

    def look(self, is_asked: bool) -> bool:
        """Have made what must be, and take what was made; return whether something else is to be shown now."""
        now = _stamp(self._watched)
        self._is_asked = self._is_asked or is_asked or now != self._seen
        self._seen = now
        if self._is_asked and self._maker is not None and self._maker.is_packing:
            self._maker.stop()
            self._maker = None
        if self._maker is None and (self._is_asked or today() != self.application.day):
            self._maker, self._is_asked = _Maker(self._settings, "--gently"), False
        return self._take()

    def rest(self, more: Collection[int] = ()) -> None:
        """Wait for what is made, for the next look, or for something to read in `more`."""
        waited = [*more, *([self._maker.pipe] if self._maker else ())]
        select.select(waited, [], [], min(_LOOK, until_midnight()))

    def stop(self) -> None:
        """Make nothing more."""
        if self._maker is not None:
            self._maker.stop()

    def _take(self) -> bool:
        maker, application = self._maker, self.application
        if maker is None:
            return False
        try:
            made, is_over = maker.read()
            is_new = made is not None and application.take(made, maker.day)
            if is_over:
                self._maker = None
                is_new = (maker.has_packed() and application.renew()) or is_new
        except Exception as error:  # the site goes on as it is, and the next look tries again
            self._maker = None
            say(told(error))
            return False
        return is_new


class _Maker:
    """A running `portal prepare`: it tells in a line what it made, makes it smaller, and ends."""

    def __init__(self, settings: Settings, *words: str) -> None:
        self.day = today()
        own = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        command = [*PROGRAM, "prepare", "--day", self.day.isoformat(), *words]
        self._process = subprocess.Popen(
            command, env=own | settings.to_env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        assert self._process.stdout is not None
        self.pipe = self._process.stdout.fileno()
        self._told = b""
        self.is_packing = False

    def wait(self) -> Made:
        """Return what it made, when it has."""
        made, is_over = None, False
        while made is None and not is_over:
            select.select([self.pipe], [], [])
            made, is_over = self.read()
        return made or Made(trouble=_MADE_NOTHING)

    def read(self) -> tuple[Made | None, bool]:
        """Return what it made, once, as soon as it has told; and whether it has ended."""
        is_over = False
        while not is_over and select.select([self.pipe], [], [], 0)[0]:
            piece = os.read(self.pipe, 65536)
            self._told += piece
            is_over = not piece
        if self.is_packing or not (is_over or b"\n" in self._told):
            return None, is_over
        self.is_packing = True
        return (made_of(self._told) if self._told else Made(trouble=_MADE_NOTHING)), is_over

    def has_packed(self) -> bool:
        """Whether it ended well; waits until it has ended."""
        return self._process.wait() == 0

    def stop(self) -> None:
        """End it; what it has written so far stays."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


def line_of(made: Made) -> str:
    """Return what was made as the line by which a process tells it."""
    return json.dumps(vars(made)) + "\n"


def made_of(line: bytes) -> Made:
    """Return what a process told that it made."""
    fields = json.loads(line)
    return Made(**{**fields, "said": tuple(fields["said"])})


# ---------------------------------------------------------------- one process


def alone(following: Following, listener: socket, ready: Callable[[], None]) -> int:
    """Serve with this process until SIGINT or SIGTERM; return the exit code. `ready` is called when it may be asked."""
    asked: list[int] = []
    application = following.application
    server = _Serving(uvicorn.Config(application, **options()))
    signal.signal(signal.SIGHUP, lambda number, _: asked.append(number))
    for number in (signal.SIGINT, signal.SIGTERM):  # Uvicorn sets them later: who ends it sooner means it too
        signal.signal(number, server.handle_exit)
    application.open()
    ready()

    def go_on() -> None:
        """Make ready what is not yet, then follow the time."""
        try:
            application.complete()
            _settle()
        except Exception as error:  # without it search and prints would wait for ever
            say(f"{told(error)}\nPortal tidak dapat dimulai.")
            server.has_failed = server.should_exit = True
            return
        while not server.should_exit:
            following.rest()
            is_asked = bool(asked)
            asked.clear()
            try:
                if following.look(is_asked):
                    application.complete()
                    _settle()
            except Exception as error:  # the site goes on as it is
                say(told(error))

    threading.Thread(target=go_on, name="time", daemon=True).start()
    server.run([listener])
    following.stop()
    return 1 if server.has_failed else 0


class _Serving(uvicorn.Server):
    """Uvicorn's server, which ends by returning when it is told to, whatever told it."""

    has_failed = False
    is_child = False

    def handle_exit(self, sig: int, frame: Any) -> None:
        """End; a child leaves Ctrl-C, which a terminal sends to all, to its parent."""
        if sig == signal.SIGTERM or not self.is_child:
            self.force_exit = self.should_exit and sig == signal.SIGINT
            self.should_exit = True


# ---------------------------------------------------------------- several processes


class Several:
    """The processes of one portal, and the one that starts them."""

    def __init__(self, following: Following, listener: socket, count: int) -> None:
        """`count` is how many answer."""
        self._following, self._listener, self._count = following, listener, count
        self._serving: dict[int, float] = {}  # process → when it began
        self._asked: list[int] = []
        self._alive, self._life = os.pipe()  # who holds the reading end learns when this process has ended
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._woken, False)

    def run(self, ready: Callable[[], None]) -> int:
        """Serve until SIGINT or SIGTERM; return the exit code. `ready` is called when it may be asked."""
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        for number in _SIGNALS:
            signal.signal(number, lambda own, _: self._asked.append(own))
        with suppress(ImportError):
            importlib.import_module("uvloop")  # by whoever is forked from this, not by each of them
        self._share()
        self._begin()
        ready()
        while True:
            if not self._asked:
                self._following.rest([self._woken])
            with suppress(BlockingIOError):
                os.read(self._woken, 4096)
            asked, self._asked = self._asked, []
            if signal.SIGTERM in asked or signal.SIGINT in asked:
                break
            self._bury()
            if self._following.look(signal.SIGHUP in asked):
                self._share()
                self._replace()
        self._end()
        return 0

    def _share(self) -> None:
        """Make ready what the processes are to share."""
        self._following.application.complete()
        self._following.application.rehearse()
        _settle()

    def _begin(self) -> None:
        """Start the processes that are missing."""
        while len(self._serving) < self._count:
            self._serving[self._fork()] = time.monotonic()

    def _replace(self) -> None:
        """Start a generation, then let the one before finish."""
        old, self._serving = self._serving, {}
        self._begin()
        for process in old:
            _send(process, signal.SIGTERM)

    def _bury(self) -> None:
        """Take leave of processes that ended; those that should not have are started anew."""
        for process in self._ended():
            if time.monotonic() - self._serving.pop(process) < _TOO_SOON:
                time.sleep(_TOO_SOON)
        self._begin()

    def _ended(self) -> list[int]:
        """Return which of the processes that serve have ended."""
        ended: list[int] = []
        for process in self._serving:
            with suppress(ChildProcessError):
                if os.waitpid(process, os.WNOHANG)[0]:
                    ended.append(process)
        return ended

    def _end(self) -> None:
        """Let every process finish, and kill those that do not."""
        self._following.stop()
        for process in self._serving:
            _send(process, signal.SIGTERM)
        deadline = time.monotonic() + _PATIENCE
        while self._serving and time.monotonic() < deadline:
            for process in self._ended():
                del self._serving[process]
            time.sleep(0.02)
        for process in self._serving:
            _send(process, signal.SIGKILL)

    def _fork(self) -> int:
        """Return the number of a new process that serves. No signal comes to it before it knows what to do with it."""
        sys.stderr.flush()
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        process = os.fork()
        if process == 0:
            self._be_child()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        return process

    def _be_child(self) -> NoReturn:
        """Serve and end, whatever comes of it: a child never goes back to where its parent is."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            for number in (signal.SIGHUP, signal.SIGINT):  # a terminal sends them to all; the parent says what to do
                signal.signal(number, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            for descriptor in (self._life, self._wake, self._woken):
                os.close(descriptor)
            server = _Serving(uvicorn.Config(self._following.application, **options()))
            server.is_child = True
            threading.Thread(target=self._end_with_parent, daemon=True).start()
            server.run([self._listener])
            status = 0
        except BaseException as error:
            say(told(error) if isinstance(error, Exception) else type(error).__name__)
        finally:
            os._exit(status)

    def _end_with_parent(self) -> None:
        os.read(self._alive, 1)  # nothing is ever written: this returns when the other end is closed
        os.kill(os.getpid(), signal.SIGTERM)


def _send(process: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, number)


# ---------------------------------------------------------------- what both need


def _settle() -> None:
    """Give back memory that was needed while things were read, and look for garbage in what comes now only.

    What is there stays until something else is shown: to go through it again and again would cost more than answers do,
    and processes that share it would each get a copy. Only glibc gives memory back to the system.
    """
    gc.unfreeze()
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    gc.freeze()


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
