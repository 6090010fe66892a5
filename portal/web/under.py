"""The door of a portal that stands below a path: `/tppo/uu/2007/21` is answered as `/uu/2007/21`, redirects lead back.

Takes a request and the way its answer goes; gives both for an application that knows its own addresses only. A proxy
may pass addresses on as they are or take the path off itself: both are answered. The one place where a Location gets
the path; what pages say gets it in `placed.py`.
"""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from portal.errors import SettingsError

Message = MutableMapping[str, Any]
_COMPUTED = ("/api/", "/cari/", "/saran/")  # what has no finished page


def refuse_ambiguous(base: str, own: Iterable[str]) -> None:
    """Raise SettingsError for a base path that begins like an address of the portal: `/uu/uu` would be two."""
    if base and any(f"{path}/".startswith(f"{base}/") for path in (*own, *_COMPUTED)):
        raise SettingsError(f"PORTAL_BASE_URL berakhir dengan “{base}”, alamat portal sendiri; pilih nama lain.")


def inside(base: str, scope: Message, send: Callable[[Message], Awaitable[None]]) -> tuple[Message, Any]:
    """Return a request without the base path, and a `send` that puts it before where an answer leads."""

    async def leading(message: Message) -> None:
        headers = message.get("headers", ())
        if any(name == b"location" for name, _ in headers):
            message = {**message, "headers": [(name, _led(base, name, value)) for name, value in headers]}
        await send(message)

    path, raw = scope["path"], scope.get("raw_path") or b""
    if f"{path}/".startswith(f"{base}/"):
        own = {"path": path.removeprefix(base) or "/", "raw_path": raw.removeprefix(base.encode()) or b"/"}
        scope = {**scope, **own}
    return scope, leading


def _led(base: str, name: bytes, value: bytes) -> bytes:
    is_own = name == b"location" and value.startswith(b"/") and not value.startswith(b"//")
    return base.encode() + value if is_own else value
