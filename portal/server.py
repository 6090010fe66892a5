"""Serving until told to stop: sockets, processes, signals, and the thread by which a process goes with the time.

Takes settings and a library that may be published; answers until a signal ends it. SIGHUP has the content read anew,
and so does a changed file for whoever watches; midnight in East Kalimantan turns the day. The only user of Uvicorn.
"""

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from portal.checks import publishable
from portal.errors import SettingsError, told
from portal.reading.library import Library
from portal.settings import Settings, today, until_midnight
from portal.web.turning import Turning

OPTIONS: dict[str, Any] = {
    "access_log": False,  # an access log would tell who read what
    "server_header": False,
    "proxy_headers": False,
    "log_level": "warning",
    "lifespan": "off",
    "backlog": 2048,
    "timeout_graceful_shutdown": 5,  # seconds: a client that reads slowly must not keep the process from ending
    "timeout_worker_healthcheck": 10,  # seconds; so long is waited for the word of a worker that died at start, too
}
_LOOK = 1.0  # seconds between two looks at the clock, at whether anybody asked, and at watched files


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens already; raise SettingsError when nobody can listen there.

    A port in use is so told at once, before the site is rendered; whoever connects is answered when the site is ready.
    Port 0 takes any free port.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(OPTIONS["backlog"])
    except OSError as error:
        listener.close()
        message = f"Tidak dapat melayani di {host}:{port} ({error.strerror}); pilih --host atau --port lain."
        raise SettingsError(message) from error
    return listener


def alone(
    library: Library, settings: Settings, listener: socket.socket, watch: bool, ready: Callable[[], None]
) -> None:
    """Serve with this process until a signal comes; `ready` is called when the site is rendered."""
    asks = multiprocessing.get_context("spawn").RawValue("q", 0)
    _count_hangups(asks)
    application = _current(library, settings, watch, asks, _say)
    ready()
    uvicorn.Server(uvicorn.Config(application, **OPTIONS)).run([listener])


def shared(settings: Settings, listener: socket.socket, watch: bool) -> None:
    """Serve with several processes until a signal comes; end with 1 when one of them could not start.

    Uvicorn starts a process anew that has ended, but for one that ended with STARTUP_FAILURE: it would fail again.
    Uvicorn's own answer to SIGHUP, new processes for old, is replaced: it says nothing where the content has faults.
    The signal is counted, not passed on, since a process that is just starting would die of it.
    """
    spawn = multiprocessing.get_context("spawn")
    asks, last = spawn.RawValue("q", 0), spawn.Value("q", 0)
    make: Any = partial(_worker, settings, watch, asks, last)  # Uvicorn's types know names of factories only
    config = uvicorn.Config(make, factory=True, workers=settings.workers, **OPTIONS)
    supervisor = Multiprocess(config, [listener])
    _count_hangups(asks)
    supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        sys.exit(1)


def _worker(settings: Settings, watch: bool, asks: Any, last: Any) -> Turning:
    """Return the application of one of several processes; end the process with a word when there can be none.

    They share two numbers: `asks` counts who wants the content read anew, `last` marks what was said last, so that one
    speaks for all. A process ends with its parent, however that ended.
    """

    def say(sentence: str) -> None:
        mark = zlib.crc32(sentence.encode())
        with last.get_lock():
            is_new, last.value = last.value != mark, mark
        if is_new:
            _say(sentence)

    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        library, _ = publishable(settings.content, today())
        return _current(library, settings, watch, asks, say)
    except Exception as error:  # whatever it is, it would be the same at every start
        say(f"{told(error)}\nPortal tidak dapat dimulai.")
        sys.exit(STARTUP_FAILURE)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()  # a pipe that closes when the parent is gone, killed too
        os.kill(os.getpid(), signal.SIGTERM)


# ---------------------------------------------------------------- going with the time


def _count_hangups(asks: Any) -> None:
    """Count each SIGHUP in a number that processes share."""

    def count(*_: object) -> None:
        asks.value += 1

    signal.signal(signal.SIGHUP, count)


def _current(library: Library, settings: Settings, watch: bool, asks: Any, say: Callable[[str], None]) -> Turning:
    """Return the application of this process, kept at today's law and content by a thread of its own."""
    application = Turning(library, settings, today(), say)
    follow = partial(_follow, application, asks, settings.content if watch else None, say)
    threading.Thread(target=follow, name="time", daemon=True).start()
    return application


def _follow(application: Turning, asks: Any, watched: Path | None, say: Callable[[str], None]) -> None:
    """Turn the application when the day turns; reload it when asked to, or when a watched file changed."""
    seen = asks.value, _stamp(watched)
    while True:
        time.sleep(min(_LOOK, until_midnight()))
        now, day = (asks.value, _stamp(watched)), today()
        try:
            if now != seen:
                application.reload(day)
            elif day != application.day:
                application.turn(day)
        except Exception as error:  # the site goes on as it is, and the next look tries again
            say(told(error))
        seen = now


def _stamp(folder: Path | None) -> frozenset[tuple[str, int, int]]:
    """Return what changes with every change of a folder's files: their names, sizes and times."""
    if folder is None:
        return frozenset()
    found = set()
    for path in folder.rglob("*"):
        try:
            status = path.stat()
        except OSError:  # gone since
            continue
        found.add((str(path), status.st_size, status.st_mtime_ns))
    return frozenset(found)


def _say(sentence: str) -> None:
    print(sentence.rstrip(), file=sys.stderr, flush=True)
