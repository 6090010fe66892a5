"""Finished pages answered from memory: a pure ASGI application that stands outside FastAPI.

Takes a Publication and the application for everything else. For a known path it answers GET and HEAD with bytes,
headers and ETag that were made once, 304 when the reader has them already, 405 for other methods, and 302 for parts
of a page. Unknown paths go on to the application, whose answers get the security headers here.
"""

import hashlib
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from portal.site import Document, Publication
from portal.web.headers import KEEP_FOR_EVER, KEEP_FOR_MINUTES, KEEP_NEVER, SECURITY, Header
from portal.web.parameters import asks

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_LOG = logging.getLogger("portal")
_EMPTY: Message = {"type": "http.response.body", "body": b""}


@dataclass(frozen=True)
class _Answer:
    """The messages of one document, made once and never changed."""

    etag: bytes
    start: Message
    body: Message
    not_modified: Message


class PageTable:
    """The outermost ASGI application."""

    def __init__(self, publication: Publication, app: App) -> None:
        """Prepare the answers of a publication; `app` gets every other request."""
        self._answers = {path: _answer(document) for path, document in publication.documents.items()}
        self._redirects = {
            path: _start(302, [(b"location", target.encode()), KEEP_FOR_MINUTES, (b"content-length", b"0")])
            for path, target in publication.redirects.items()
        }
        self._depends_on = publication.depends_on
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, method = scope["path"], scope["method"]
        answer, redirect = self._answers.get(path), self._redirects.get(path)
        if (answer is None and redirect is None) or asks(scope["query_string"], self._depends_on.get(path, ())):
            await self._pass_on(scope, receive, send)
        elif method not in ("GET", "HEAD"):
            await send(_start(405, [(b"allow", b"GET, HEAD"), KEEP_NEVER, (b"content-length", b"0")]))
            await send(_EMPTY)
        elif answer is not None:
            await _send(answer, method, _if_none_match(scope), send)
        elif redirect is not None:
            await send(redirect)
            await send(_EMPTY)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; HEAD is GET without the body.

        When a request fails, Starlette answers with the 500 page and raises the error again, for the server to log.
        It ends here instead: its words may quote the request, and those would tell who read what.
        """
        is_head = scope["method"] == "HEAD"
        asked = {**scope, "method": "GET"} if is_head else scope
        try:
            await self._app(asked, receive, _secured(send, is_head))
        except Exception as error:
            _LOG.error("a request failed: %s", type(error).__name__)


async def _send(answer: _Answer, method: str, known: bytes, send: Send) -> None:
    if known and etag_matches(known, answer.etag):
        await send(answer.not_modified)
        await send(_EMPTY)
        return
    await send(answer.start)
    await send(answer.body if method == "GET" else _EMPTY)


def etag_matches(if_none_match: bytes, etag: bytes) -> bool:
    """Whether an If-None-Match header names an ETag (RFC 9110 §13.1.2: `*`, or a list compared weakly)."""
    tags = [tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b",")]
    return b"*" in tags or etag in tags


def _if_none_match(scope: Scope) -> bytes:
    return b", ".join(value for name, value in scope["headers"] if name == b"if-none-match")


def _answer(document: Document) -> _Answer:
    etag = b'"%s"' % hashlib.sha256(document.body).hexdigest()[:20].encode()
    keep = KEEP_FOR_EVER if document.is_immutable else KEEP_NEVER if document.is_never_kept else KEEP_FOR_MINUTES
    length = str(len(document.body)).encode()
    headers = [(b"content-type", document.media_type.encode()), (b"content-length", length), (b"etag", etag), keep]
    return _Answer(
        etag,
        _start(200, headers),
        {"type": "http.response.body", "body": document.body},
        _start(304, [(b"etag", etag), keep]),
    )


def _start(status: int, headers: list[Header]) -> Message:
    return {"type": "http.response.start", "status": status, "headers": [*headers, *SECURITY]}


def _secured(send: Send, is_head: bool) -> Send:
    """Return a send that adds the security headers, and `no-store` where nothing was said; no body for HEAD."""

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            if not any(name == b"cache-control" for name, _ in headers):
                headers.append(KEEP_NEVER)
            message = {**message, "headers": [*headers, *SECURITY]}
        elif is_head:
            message = {**message, "body": b""}
        await send(message)

    return wrapped
