"""How the portal listens and serves: the socket, and what Uvicorn is told.

Takes settings; gives a socket that listens already, and options. Who serves with them: `portal.processes`.
"""

import os
import resource
import socket
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from portal import wire
from portal.bounds import Bounds
from portal.errors import SettingsError
from portal.settings import Settings

OPTIONS: dict[str, Any] = {
    "access_log": False,  # an access log would tell who read what
    "server_header": False,
    "proxy_headers": False,
    "log_level": "error",  # a warning of Uvicorn's tells of a request that could not be read: that is the client's
    "lifespan": "off",
    "backlog": 2048,
    "timeout_keep_alive": int(Bounds().idle),  # seconds; where our connections are not used, Uvicorn's own hold to it
    "timeout_graceful_shutdown": 5,  # seconds: a client that reads slowly must not keep the process from ending
}
_HANDED_OVER = 3  # the first descriptor that systemd hands over (sd_listen_fds)


def options() -> dict[str, Any]:
    """Return how Uvicorn is to serve: with our connections, with its own where it is not the Uvicorn we tested."""
    return OPTIONS | ({} if wire.trouble() else {"http": wire.protocol()})


def health() -> tuple[str, ...]:
    """Return what `/healthz` says of the way answers are sent."""
    missing = wire.trouble()
    return (f"jalur cepat dan batas koneksi: {f'tidak dipakai, {missing}' if missing else 'dipakai'}",)


# ---------------------------------------------------------------- sockets


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens already; raise SettingsError when nobody can listen there.

    A port in use is so told at once, before the site is rendered; whoever connects is answered when the site is ready.
    Port 0 takes any free port. A socket that systemd opened (LISTEN_FDS) goes before the settings: it stays open while
    the portal is started anew, so that nobody is turned away.
    """
    _allow_many_connections()
    if os.environ.get("LISTEN_PID") == str(os.getpid()) and os.environ.get("LISTEN_FDS", "0") != "0":
        return socket.socket(fileno=_HANDED_OVER)
    where = f"{settings.host}:{settings.port}" if not settings.socket else str(settings.socket)
    try:
        return _unix(settings.socket) if settings.socket else _internet(settings.host, settings.port)
    except OSError as error:
        message = f"Tidak dapat melayani di {where} ({error.strerror}); pilih --host atau --port lain."
        raise SettingsError(message) from error


def found_at(settings: Settings, listener: socket.socket) -> Settings:
    """Return settings that say where a socket listens: a port that was free, the file of a socket handed over."""
    where = listener.getsockname()
    if listener.family == socket.AF_UNIX:
        return replace(settings, host=f"unix:{where}")
    return replace(settings, port=where[1])


def _internet(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return _listening(listener, (host, port))


def _unix(path: Path) -> socket.socket:
    """Listen at a file; one that a portal left behind is taken, one where somebody listens is not."""
    if path.exists() and stat.S_ISSOCK(path.stat().st_mode):
        with socket.socket(socket.AF_UNIX) as probe, suppress(ConnectionRefusedError):
            probe.connect(str(path))
            raise OSError(0, "sudah ada yang melayani di situ")
        path.unlink()
    listener = _listening(socket.socket(socket.AF_UNIX), str(path))
    path.chmod(0o666)  # whoever may enter the folder may ask
    return listener


def _listening(listener: socket.socket, where: Any) -> socket.socket:
    try:
        listener.bind(where)
        listener.listen(OPTIONS["backlog"])
    except OSError:
        listener.close()
        raise
    return listener


def _allow_many_connections() -> None:
    """Let this process hold more connections than the 1,024 that systems allow at first, where they allow more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4096 if hard == resource.RLIM_INFINITY else min(4096, hard)
    if soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
