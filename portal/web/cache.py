"""The page table: a pure ASGI application that stands outside FastAPI and answers from finished bytes.

Takes a Table and the application for everything else. For a known path it answers GET and HEAD with bytes, headers and
ETag that were made once, 304 when the reader has them already, 405 for other methods, and 302 for parts of a page.
What the application computes gets the security headers here, and is compressed for whoever takes that. `portal.wire`
answers the same without a message, from the same table.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from portal.web.coding import LIVE, WORTH_WHILE, Coding, accepted, is_compressible, written
from portal.web.finished import Reply, Table, etag_matches
from portal.web.headers import KEEP_FOR_MINUTES, KEEP_NEVER, SECURITY, VARY, Header
from portal.web.parameters import asks
from portal.web.under import inside

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_LOG = logging.getLogger("portal")
_EMPTY: Message = {"type": "http.response.body", "body": b""}


class PageTable:
    """The outermost ASGI application."""

    def __init__(self, table: Table, app: App) -> None:
        """Answer from a table; `app` gets every other request."""
        self.table, self.app = table, app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        publication = self.table.publication
        if publication.base:
            scope, send = inside(publication.base, scope, send)
        path, method = scope["path"], scope["method"]
        answer, target = self.table.answers.get(path), publication.redirects.get(path)
        if (answer is None and target is None) or asks(scope["query_string"], publication.depends_on.get(path, ())):
            await _pass_on(self.app, scope, receive, send)
        elif method not in ("GET", "HEAD"):
            await _bare(send, 405, (b"allow", b"GET, HEAD"), KEEP_NEVER)
        elif answer is not None:
            await _send(answer, scope, send)
        elif target is not None:
            await _bare(send, 302, (b"location", target.encode()), KEEP_FOR_MINUTES)


async def _send(answer: Reply, scope: Scope, send: Send) -> None:
    form = answer.form(_header(scope, b"accept-encoding"))
    known = _header(scope, b"if-none-match")
    if form is None:
        await _bare(send, 406, VARY, KEEP_NEVER)  # RFC 9110 §12.5.3: even the bare bytes were refused
    elif known and etag_matches(known, form.etag):
        await send({"type": "http.response.start", "status": 304, "headers": answer.headers_not_modified(form)})
        await send(_EMPTY)
    else:
        await send({"type": "http.response.start", "status": 200, "headers": answer.headers(form)})
        is_head = scope["method"] == "HEAD"
        await send(_EMPTY if is_head else {"type": "http.response.body", "body": form.body})


async def _bare(send: Send, status: int, *headers: Header) -> None:
    """Send an answer without a body."""
    own = [*headers, (b"content-length", b"0"), *SECURITY]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send(_EMPTY)


def _header(scope: Scope, name: bytes) -> bytes | None:
    """Return the value of a header, several of a name as one list (RFC 9110 §5.3), None when it is absent."""
    values = [value for own, value in scope["headers"] if own == name]
    return b", ".join(values) if values else None


# ---------------------------------------------------------------- what is computed


async def _pass_on(app: App, scope: Scope, receive: Receive, send: Send) -> None:
    """Let the application answer; HEAD is GET without the body.

    When a request fails, Starlette answers with the 500 page and raises the error again, for the server to log.
    It ends here instead: its words may quote the request, and those would tell who read what.
    """
    is_head = scope["method"] == "HEAD"
    asked = {**scope, "method": "GET"} if is_head else scope
    try:
        await app(asked, receive, _Dressed(send, _header(scope, b"accept-encoding"), is_head))
    except Exception as error:
        _LOG.error("a request failed: %s", type(error).__name__)


class _Dressed:
    """A `send` that adds what every answer has: security headers, `no-store` where nothing was said, compression.

    A body that comes whole is compressed when its reader takes that; for HEAD it is left out.
    """

    def __init__(self, send: Send, accept_encoding: bytes | None, is_head: bool) -> None:
        self._send, self._accept, self._is_head = send, accept_encoding, is_head
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message  # held until its body is known, which decides the length
            return
        body, start, is_whole = message.get("body", b""), self._start, not message.get("more_body", False)
        if start is not None:
            self._start = None
            headers, body = self._dressed(list(start["headers"]), body, is_whole)
            await self._send({**start, "headers": headers})
        await self._send({**message, "body": b"" if self._is_head else body})

    def _dressed(self, headers: list[Header], body: bytes, is_whole: bool) -> tuple[list[Header], bytes]:
        names: Mapping[bytes, bytes] = dict(headers)
        if b"cache-control" not in names:
            headers.append(KEEP_NEVER)
        # What has an ETag of its own was hashed as it is.
        if is_whole and b"etag" not in names and is_compressible(names.get(b"content-type", b"").decode("latin-1")):
            headers.append(VARY)
            coding = next(iter(accepted(self._accept)), Coding.IDENTITY)
            if coding is not Coding.IDENTITY and len(body) >= WORTH_WHILE:
                body = written(body, coding, LIVE)
                own = [(b"content-length", b"%d" % len(body)), (b"content-encoding", coding.encode())]
                headers = [*(header for header in headers if header[0] != b"content-length"), *own]
        return [*headers, *SECURITY], body
