"""One connection: finished answers written as soon as a request's headers are read, and limits on what a client may do.

Takes Uvicorn's own protocol (httptools) and adds two things in the only place where both can be had. A GET of a
finished page is answered without an ASGI task, byte for byte as the plain way would (a test compares). And a client
that sends too much, or too slowly, is told so and let go (`portal.bounds`). When it is over is for Watch: it looks at
all connections a few times a second, so that no request pays for a timer.

This stands on names that Uvicorn does not promise: `trouble` says whether they are those that were tested, and
whoever starts a server uses Uvicorn's own protocol when they are not.
"""

import asyncio
import inspect
from collections.abc import Callable
from enum import Enum
from functools import partial
from http import HTTPStatus
from typing import Any, Protocol

import httptools
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from portal.bounds import EVERY, SENTENCES, Bounds, refusal
from portal.web.finished import Form, Table, as_lines, etag_matches

TESTED = ("0.54.0",)
_NEEDED = "cycle flow pipeline parser transport scope headers url expect_100_continue server_state connections".split()
_OK, _NOT_MODIFIED = b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 304 Not Modified\r\n"
# With one of these a request may have a body, or wants more than an answer: the plain way knows them all.
_UNUSUAL = frozenset({b"content-length", b"transfer-encoding", b"expect", b"upgrade"})


class Phase(Enum):
    """What a connection waits for."""

    NEW = "the first byte"
    HEAD = "the rest of the headers"
    BODY = "the rest of the body"
    ANSWER = "its answer"
    IDLE = "the next request"
    REFUSED = "the client to stop sending"


class Answering(Protocol):
    """An application with finished answers."""

    table: Table


def trouble() -> str:
    """Return why finished answers cannot be written here, '' when they can: Uvicorn is another than was tested."""
    source = inspect.getsource(HttpToolsProtocol)
    missing = [name for name in _NEEDED if f"self.{name}" not in source]
    if uvicorn.__version__ in TESTED and not missing:
        return ""
    return f"Uvicorn {uvicorn.__version__} belum diuji (yang diuji: {', '.join(TESTED)})"


def protocol(limits: Bounds | None = None, is_fast: bool = True) -> Callable[..., asyncio.Protocol]:
    """Return what `uvicorn.Config(http=…)` takes. `is_fast` false leaves every request to the plain way."""
    return partial(Wire, Watch(limits or Bounds()), is_fast)


class Wire(HttpToolsProtocol):
    """A connection."""

    def __init__(self, watch: "Watch", is_fast: bool, **given: Any) -> None:
        """`given` is what Uvicorn gives its own protocol."""
        super().__init__(**given)
        self.watch = watch
        self.limits = watch.limits
        self.phase, self.since = Phase.NEW, 0.0
        self._is_fast = is_fast
        self._app: Answering = self.app  # a table is looked for when it is needed
        self._begun = self._served = self._size = self._pieces = self._body = 0
        self._is_answered = self._is_draining = False
        self._reason = HTTPStatus.BAD_REQUEST
        self._late: HTTPStatus | None = None  # the refusal that waits for answers to be sent
        self._unsent = 0

    # ------------------------------------------------------------ the connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as Uvicorn's
        """Begin; where there are too many already, the one that rests longest goes."""
        super().connection_made(transport)
        self.watch.begin(self)
        if len(self.connections) > self.limits.connections and not self.watch.make_room(self):
            self.refuse(HTTPStatus.SERVICE_UNAVAILABLE)

    def eof_received(self) -> bool | None:  # type: ignore[override]  # asyncio takes True for "stay open"
        """A client that only stopped sending still gets the answer it waits for."""
        if self.phase is Phase.ANSWER and self._is_busy:
            self.cycle.keep_alive = False
            return True
        return None

    def data_received(self, data: bytes) -> None:
        """Read what came; refuse what cannot be read or is too much."""
        if self.phase is Phase.REFUSED or self._late:
            return
        self._unset_keepalive_if_required()
        begun, was_head = self._begun, self.phase is Phase.HEAD
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            pass  # answered as if no other protocol had been offered
        except httptools.HttpParserError:
            self.refuse(self._reason)
            return
        if was_head and self.phase is Phase.HEAD and begun == self._begun:
            self._pieces += len(data)  # of a header line that has no end the parser tells nothing
            if self._pieces > self.limits.head:
                self.refuse(_too_much(self.headers))

    def refuse(self, status: HTTPStatus) -> None:
        """Say why a request is not answered, and end; behind answers that are on their way, when those are sent."""
        if self.transport.is_closing():
            return
        if self.phase is Phase.IDLE:  # the request is answered already, and something behind it is amiss
            self.transport.close()
            return
        if self._is_busy:
            self._late = status
            return
        self.transport.write(refusal(status, SENTENCES[status], self.watch.date(self.server_state)))
        self._enter(Phase.REFUSED)
        if self.transport.can_write_eof():
            self.transport.write_eof()  # to close at once would take back what the client has not read yet

    def shutdown(self) -> None:
        """End, but answer the request that is on its way, and one that may be."""
        self._is_draining = True
        if self.phase is Phase.ANSWER:
            super().shutdown()
        else:
            self.loop.call_later(self.limits.grace, self._leave)

    def _leave(self) -> None:
        if self.phase is not Phase.ANSWER and not self.transport.is_closing():
            self.transport.close()

    # ------------------------------------------------------------ a request, as the parser reads it

    def on_message_begin(self) -> None:
        """Begin a request. What only the plain way needs is made when a request goes that way."""
        self.url, self.headers, self.expect_100_continue = b"", [], False
        self._begun += 1
        self._size = self._pieces = self._body = 0
        self._is_answered = False
        self._enter(Phase.HEAD)

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        self.url += url
        if len(self.url) > self.limits.target:
            self._stop(HTTPStatus.REQUEST_URI_TOO_LONG)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        name = name.lower()
        self.headers.append((name, value))
        self._size += len(name) + len(value) + 4  # and ": " and the end of the line
        if self._size > self.limits.head or len(self.headers) > self.limits.headers:
            self._stop(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_headers_complete(self) -> None:
        """Answer at once from the table, or go the plain way."""
        if self._is_fast and self._answer():
            return
        self._check()
        url, headers = self.url, self.headers
        super().on_message_begin()
        self.url = url
        self.headers.extend(headers)
        self.expect_100_continue = any(own == (b"expect", b"100-continue") for own in headers)
        self._enter(Phase.BODY)
        super().on_headers_complete()
        self._served += 1
        if self._served >= self.limits.requests or self._is_draining or self.parser.should_upgrade():
            self.cycle.keep_alive = False  # behind an offer of another protocol the parser reads no more

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        self._body += len(body)
        if self._body > self.limits.body:
            self._stop(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request."""
        if self._is_answered:
            return
        if self.phase is Phase.BODY:
            self._enter(Phase.ANSWER)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """End an answer that went the plain way."""
        if self.phase is not Phase.HEAD and not self.pipeline:
            self._enter(Phase.IDLE)
        is_last = not self.pipeline
        super().on_response_complete()
        if is_last and self._late:
            self.phase = Phase.HEAD  # of the request that is refused
            self.refuse(self._late)

    # ------------------------------------------------------------ what becomes of it

    def _answer(self) -> bool:
        """Write the finished answer to a plain GET; return whether it was one."""
        if self._is_draining or self._served + 1 >= self.limits.requests:
            return False
        answer = self._app.table.by_url.get(self.url)
        parser = self.parser
        if (
            answer is None
            or parser.get_method() != b"GET"
            or self._is_busy
            or self.flow.write_paused
            or not parser.should_keep_alive()
            or parser.get_http_version() != "1.1"
        ):
            return False
        known = accept = None
        hosts = 0
        for name, value in self.headers:
            if name == b"host":
                hosts += 1
            elif name == b"accept-encoding":
                accept = value if accept is None else accept + b", " + value
            elif name == b"if-none-match":
                known = value if known is None else known + b", " + value
            elif name in _UNUSUAL:
                return False
        form = answer.form(accept)
        if hosts != 1 or form is None:
            return False
        self.transport.write(self._whole(form, known))
        self.server_state.total_requests += 1
        self._served += 1
        self._is_answered = True
        self._enter(Phase.IDLE)
        return True

    def _whole(self, form: Form, known: bytes | None) -> bytes:
        """Return a finished answer as it goes over the wire, or 304 when the reader has it already."""
        date = self.watch.date(self.server_state)
        if known is not None and etag_matches(known, form.etag):
            return b"".join((_NOT_MODIFIED, date, form.renewed, EVERY))
        return b"".join((_OK, date, form.head, EVERY, form.body))

    def _check(self) -> None:
        """Refuse what the plain way would take and should not."""
        hosts = sum(1 for name, _ in self.headers if name == b"host")
        if hosts > 1 or (hosts == 0 and self.parser.get_http_version() == "1.1"):
            self._stop(HTTPStatus.BAD_REQUEST)  # RFC 9112 §3.2
        for name, value in self.headers:
            if name == b"content-length" and value.isdigit() and int(value[:20]) > self.limits.body:
                self._stop(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def _stop(self, status: HTTPStatus) -> None:
        """Leave the parser: it raises what `data_received` answers."""
        self._reason = status
        raise ValueError(status)

    @property
    def _is_busy(self) -> bool:
        """Whether an answer is on its way by the plain way."""
        cycle: Any = self.cycle  # None before the first, whatever Uvicorn's types say
        return cycle is not None and not cycle.response_complete

    def _enter(self, phase: Phase) -> None:
        self.phase, self.since = phase, self.watch.now

    # ------------------------------------------------------------ what is over

    @property
    def is_waiting(self) -> bool:
        """Whether nobody loses an answer when this connection ends."""
        return self.phase in (Phase.NEW, Phase.HEAD, Phase.IDLE) and not self.transport.is_closing()

    def look(self, now: float) -> None:
        """End what lasts too long."""
        waited, limits = now - self.since, self.limits
        if self.phase is Phase.HEAD and waited > limits.head_time:
            self.refuse(HTTPStatus.REQUEST_TIMEOUT)
        elif self.phase is Phase.BODY and waited > limits.body_time:
            self._end_body()
        elif self.phase in (Phase.NEW, Phase.IDLE) and waited > limits.idle and not self._sending(now):
            self.transport.close()
        elif self.phase is Phase.REFUSED and waited > limits.linger:
            self.transport.abort()
        elif self.phase is Phase.ANSWER:
            self._sending(now)

    def _end_body(self) -> None:
        """Let go of a client whose body does not come: most likely it is answered already."""
        if self._is_busy:
            self.transport.abort()
        else:
            self.refuse(HTTPStatus.REQUEST_TIMEOUT)

    def _sending(self, now: float) -> bool:
        """Whether bytes of an answer still wait to be taken; end a connection that has taken none for long."""
        unsent = self.transport.get_write_buffer_size()
        if not unsent:
            return False
        if unsent != self._unsent:
            self._unsent, self.since = unsent, now
        elif now - self.since > self.limits.stall:
            self.transport.abort()
        return True


def _too_much(headers: list[tuple[bytes, bytes]]) -> HTTPStatus:
    return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE if headers else HTTPStatus.REQUEST_URI_TOO_LONG


class Watch:
    """What the connections of a process share: their limits, a clock, the line that names the hour."""

    def __init__(self, limits: Bounds) -> None:
        """Nothing is watched before the first connection."""
        self.limits = limits
        self.now = 0.0
        self._all: set[Any] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._dated: object = None
        self._date = b""

    def begin(self, wire: Wire) -> None:
        """Watch the connections of a server from now on."""
        self._all = wire.connections
        self.now = wire.loop.time()
        wire.since = self.now
        if self._timer is None:
            self._timer = wire.loop.call_later(self.limits.look, self._look, wire.loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self.now = loop.time()
        for wire in list(self._all):
            if not wire.transport.is_closing() or wire.phase is Phase.REFUSED:
                wire.look(self.now)
        self._timer = loop.call_later(self.limits.look, self._look, loop) if self._all else None

    def make_room(self, for_whom: Wire) -> bool:
        """End the connection that has waited longest for its client; return whether there was one."""
        waiting = [w for w in self._all if w is not for_whom and w.is_waiting]
        if not waiting:
            return False
        min(waiting, key=lambda wire: wire.since).transport.abort()
        return True

    def date(self, state: Any) -> bytes:
        """Return the header lines that Uvicorn puts first; it makes them anew each second."""
        if state.default_headers is not self._dated:
            self._dated, self._date = state.default_headers, as_lines(state.default_headers)
        return self._date
