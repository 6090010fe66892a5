"""Connections: the way of bytes answers as the way of messages does, and who sends too much or too slowly is let go."""

import errno
import re
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http import HTTPStatus

import httpx
import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st
from odd import REQUESTS, get
from samples import TODAY
from serving import PATIENCE, SETTINGS, exchange, running

from portal import server, wire
from portal.bounds import SENTENCES, Bounds, refusal
from portal.reading.library import Library
from portal.web.app import create_app
from portal.web.headers import SECURITY
from portal.web.turning import Turning

PAGE = b"/uu/1999/1/pasal-2"
KEPT = b"GET %b HTTP/1.1\r\nHost: portal.example\r\n%b\r\n"
BROWSER = (
    b"User-Agent: Mozilla/5.0 (Linux; Android 10)\r\nAccept: text/html\r\nAccept-Language: id\r\n"
    b"Accept-Encoding: gzip, deflate, br, zstd\r\nConnection: keep-alive\r\n"
)
HURRIED = Bounds(head_time=0.2, body_time=0.2, idle=0.4, linger=0.2, look=0.05)  # so that no test waits long


@pytest.fixture(scope="module")
def both(tiny: Library) -> Iterator[tuple[str, str]]:
    """Two servers over the miniature country: finished answers as bytes, and all by messages."""
    application = create_app(tiny, SETTINGS, TODAY)
    with running(application) as fast, running(application, http=wire.protocol(is_fast=False)) as plain:
        yield fast, plain


@pytest.fixture
def hurried(tiny: Library) -> Iterator[str]:
    """A server that gives its clients little time."""
    with running(create_app(tiny, SETTINGS, TODAY), http=wire.protocol(HURRIED)) as origin:
        yield origin


def connect(origin: str) -> socket.socket:
    """Return a connection to a server."""
    url = httpx.URL(origin)
    return socket.create_connection((url.host, url.port or 80), PATIENCE)


def rest(connection: socket.socket) -> bytes:
    """Return what comes until the other side ends."""
    received = bytearray()
    while chunk := connection.recv(65536):
        received += chunk
    return bytes(received)


# ---------------------------------------------------------------- two ways, one answer


def undated(answer: bytes) -> bytes:
    """Return answers without the hour."""
    return re.sub(rb"\r\ndate: [^\r]*", b"", answer)


def in_pieces(origin: str, request: bytes, length: int) -> bytes:
    """Send a request in pieces, each by itself, and return all that comes."""
    with connect(origin) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        received = bytearray()
        with suppress(ConnectionError):  # where the last answer ended the connection, what follows has no reader
            for start in range(0, len(request), length):
                connection.sendall(request[start : start + length])
        with suppress(ConnectionError):
            while chunk := connection.recv(65536):
                received += chunk
        return bytes(received)


END = get(b"/tidak-ada-lagi")
ETAG = b'If-None-Match: "x", %b\r\n'
SAME = {
    "a page": KEPT % (PAGE, b""),
    "a page, as a browser asks": KEPT % (PAGE, BROWSER),
    "a page in gzip": KEPT % (PAGE, b"Accept-Encoding: gzip\r\n"),
    "a page that takes no form": KEPT % (PAGE, b"Accept-Encoding: *;q=0\r\n"),
    "a page twice": KEPT % (PAGE, BROWSER) * 2,
    "twenty pages": KEPT % (PAGE, BROWSER) * 20,
    "page, search, page": KEPT % (PAGE, b"") + KEPT % (b"/cari?q=sungai", b"") + KEPT % (PAGE, BROWSER),
    "page, part, nothing, page": b"".join(KEPT % (PAGE + path, b"") for path in (b"", b"/ayat-1", b"/x", b"")),
    "what the reader has": KEPT % (PAGE, b"If-None-Match: *\r\n"),
    "HEAD": (KEPT % (PAGE, BROWSER)).replace(b"GET", b"HEAD"),
    "HEAD between pages": KEPT % (PAGE, b"") + (KEPT % (PAGE, b"")).replace(b"GET", b"HEAD") + KEPT % (PAGE, b""),
    "POST": (KEPT % (PAGE, b"Content-Length: 3\r\n")).replace(b"GET", b"POST") + b"abc",
    "POST, then a page": (KEPT % (PAGE, b"Content-Length: 3\r\n")).replace(b"GET", b"POST")
    + b"abc"
    + KEPT % (PAGE, b""),
    "GET with a body, then a page": KEPT % (PAGE, b"Content-Length: 3\r\n") + b"abc" + KEPT % (PAGE, b""),
    "GET with chunks": KEPT % (PAGE, b"Transfer-Encoding: chunked\r\n") + b"1\r\na\r\n0\r\n\r\n",
    "GET that expects": KEPT % (PAGE, b"Expect: 100-continue\r\nContent-Length: 0\r\n"),
    "HTTP/1.0": b"GET %b HTTP/1.0\r\n\r\n" % PAGE,
    "HTTP/1.0 that stays": b"GET %b HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" % PAGE,
    "the last on a connection": get(PAGE, BROWSER.replace(b"Connection: keep-alive\r\n", b"")),
    "a whole address": KEPT % (b"http://portal.example" + PAGE, b""),
    "an address with a letter encoded": KEPT % (b"/%75u/1999/1/pasal-2", b""),
    "an address with a query": KEPT % (PAGE + b"?a=b", b""),
    "an address with a question mark": KEPT % (PAGE + b"?", b""),
    "the law of a day": KEPT % (PAGE + b"?per=2001-01-01", BROWSER),
    "an upgrade": KEPT % (PAGE, b"Connection: Upgrade\r\nUpgrade: h2c\r\n"),
    "a page that is never kept": KEPT % (b"/bantuan", BROWSER),
    "for machines": KEPT % (b"/versi.json", BROWSER) + KEPT % (b"/robots.txt", b"") + KEPT % (PAGE + b".json", BROWSER),
}


@pytest.mark.parametrize("request_", SAME.values(), ids=SAME.keys())
def test_both_ways_send_the_same_bytes(both: tuple[str, str], request_: bytes) -> None:
    """At once, in pieces of 7 bytes and byte by byte, both ways answer alike but for the hour."""
    request = request_ + END
    fast, plain = both
    expected = undated(exchange(plain, request))
    assert expected == undated(exchange(fast, request))
    assert expected == undated(in_pieces(fast, request, 7))
    assert expected == undated(in_pieces(fast, request, 1))


def test_both_ways_answer_odd_requests_alike(both: tuple[str, str]) -> None:
    """Each odd request gets the same bytes from both ways."""
    fast, plain = both
    differing = [n for n, r in REQUESTS.items() if undated(exchange(fast, r)) != undated(exchange(plain, r))]
    assert [] == differing


def test_a_reader_with_an_etag_is_answered_alike(both: tuple[str, str]) -> None:
    """304 with the ETag of each coding, in a list, weak, is the same by both ways; with that of another coding 200."""
    fast, plain = both
    for coding in (b"br", b"gzip", b"identity"):
        accept = b"Accept-Encoding: %b\r\n" % coding
        etag = re.search(rb"etag: (\S+)", exchange(plain, get(PAGE, accept)))
        assert etag
        for form in (b"%b", b"W/%b", b'"x" , %b'):
            request = KEPT % (PAGE, accept + b"If-None-Match: " + form % etag[1] + b"\r\n") + END
            answer = undated(exchange(fast, request))
            assert answer.startswith(b"HTTP/1.1 304 ")
            assert undated(exchange(plain, request)) == answer
        other = b"gzip" if coding == b"br" else b"br"
        request = get(PAGE, b"Accept-Encoding: %b\r\nIf-None-Match: %b\r\n" % (other, etag[1]))
        assert exchange(fast, request).startswith(b"HTTP/1.1 200 ")


HEADER = st.tuples(
    st.sampled_from([b"Accept-Encoding", b"If-None-Match", b"Connection", b"X-A", b"Range", b"TE", b"Via", b"Host"]),
    st.sampled_from(
        [b"br", b"gzip;q=0.2, br;q=0.1", b"*", b"*;q=0", b"close", b"keep-alive", b"", b'"a"', b"identity"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([b"GET", b"HEAD", b"POST", b"OPTIONS"]),
            st.sampled_from([PAGE, PAGE + b"/ayat-1", b"/", b"/cari?q=sungai", b"/x", b"/bantuan", b"/%2f", b"/?"]),
            st.sampled_from([b"1.1", b"1.1", b"1.1", b"1.0"]),
            st.lists(HEADER, max_size=4),
        ),
        min_size=1,
        max_size=5,
    ),
    st.integers(1, 200),
)
def test_whatever_is_asked_both_ways_answer_alike(
    both: tuple[str, str], asked: list[tuple[bytes, bytes, bytes, list[tuple[bytes, bytes]]]], length: int
) -> None:
    """Any row of requests, in pieces of any length, gets the same bytes from both ways."""
    request = b"".join(
        b"%b %b HTTP/%b\r\nHost: a\r\n%b\r\n"
        % (method, path, version, b"".join(b"%b: %b\r\n" % own for own in headers))
        for method, path, version, headers in asked
    )
    fast, plain = both
    assert undated(exchange(plain, request + END)) == undated(in_pieces(fast, request + END, length))


def test_an_untested_uvicorn_is_left_to_itself_and_health_says_so(
    tiny: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another version of Uvicorn its own protocol serves, and /healthz names the version."""
    monkeypatch.setattr(uvicorn, "__version__", "99.1")
    assert "http" not in server.options()
    application = Turning(SETTINGS, pytest.fail, server.health())
    application.show(tiny, TODAY)
    with running(application, **server.OPTIONS) as origin:
        answer = httpx.get(f"{origin}/healthz", trust_env=False).text
    assert "jalur cepat dan batas koneksi: tidak dipakai, Uvicorn 99.1 belum diuji (yang diuji: 0.54.0)" in answer


def test_a_uvicorn_that_lost_a_name_is_left_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tested version whose protocol has not what is needed is not used either."""
    monkeypatch.setattr(wire, "_NEEDED", ["a_name_that_is_gone"])
    assert "belum diuji" in wire.trouble()


# ---------------------------------------------------------------- too much, too slow


def test_half_a_request_is_told_and_let_go(hurried: str) -> None:
    """A client that never ends its headers gets 408 with every security header, and the connection ends."""
    with connect(hurried) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
        answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert {b"%b: %b" % header for header in SECURITY} <= set(answer.partition(b"\r\n\r\n")[0].split(b"\r\n"))


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (b"", b""),
        (b"\r\n\r\n\r\n", b""),
        (b"G", b"HTTP/1.1 408"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX-A: a", b"HTTP/1.1 408"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc", b"HTTP/1.1 405"),
        (b"GET /cari HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc", b"HTTP/1.1 200"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 200"),
        (b"GET /cari HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 200"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT", b"HTTP/1.1 200"),
    ],
    ids="nothing newlines letter header body body-of-get page search second-half".split(),
)
def test_no_connection_rests_for_ever(hurried: str, sent: bytes, answered: bytes) -> None:
    """Whatever a client sent before it fell silent, its connection ends."""
    with connect(hurried) as connection:
        connection.sendall(sent)
        assert rest(connection).startswith(answered)


def test_a_trickle_does_not_buy_time(hurried: str) -> None:
    """A header sent byte by byte is over when its time is, however busy the client."""
    with connect(hurried) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ")
        connection.settimeout(0.01)
        answer = b""
        for _ in range(100_000):
            try:
                answer = connection.recv(4096)
                break
            except TimeoutError:
                connection.sendall(b"a")
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_five_hundred_half_requests_keep_nobody_out(hurried: str) -> None:
    """While 500 clients hold half a request each, a reader is answered; then all 500 are let go."""
    with ExitStack() as stack:
        halves = [stack.enter_context(connect(hurried)) for _ in range(500)]
        for half in halves:
            half.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
        assert 200 == httpx.get(f"{hurried}{PAGE.decode()}", trust_env=False, timeout=PATIENCE).status_code
        assert {b"HTTP/1.1 408"} == {rest(half)[:12] for half in halves}


def test_where_too_many_are_connected_those_who_wait_make_room(tiny: Library) -> None:
    """Beyond the most connections the one that has waited longest goes, and the new one is answered."""
    application, protocol = create_app(tiny, SETTINGS, TODAY), wire.protocol(Bounds(connections=20))
    with running(application, http=protocol) as origin, ExitStack() as s:
        idle = [s.enter_context(connect(origin)) for _ in range(20)]
        assert 200 == httpx.get(f"{origin}/", trust_env=False, timeout=PATIENCE).status_code
        ended, _, _ = select.select(idle, [], [], PATIENCE)
        assert [b""] == [rest(connection) for connection in ended]
        left = next(connection for connection in idle if connection not in ended)
        left.sendall(get(b"/"))
        assert rest(left).startswith(b"HTTP/1.1 200 ")


def test_a_connection_ends_after_its_last_request(tiny: Library) -> None:
    """The last of the requests that a connection may make says that it is the last."""
    with running(create_app(tiny, SETTINGS, TODAY), http=wire.protocol(Bounds(requests=3))) as origin:
        answer = exchange(origin, KEPT % (PAGE, b"") * 5)
    assert [b"", b"", b"connection: close"] == [
        (re.search(rb"connection: close", part) or [b""])[0] for part in answer.split(b"HTTP/1.1 200 OK")[1:]
    ]


def test_who_does_not_read_is_let_go(tiny: Library) -> None:
    """A client that asks for much and takes nothing of it loses its connection; its memory is not held for ever."""
    bounds = Bounds(stall=0.3, look=0.05)
    with (
        running(create_app(tiny, SETTINGS, TODAY), http=wire.protocol(bounds)) as origin,
        connect(origin) as connection,
    ):
        connection.setblocking(False)
        request, sent = KEPT % (b"/uu/1999/1", b"") * 2000, 0
        try:
            while sent < 40_000_000:  # until the server stops reading, or ends it
                sent += connection.send(request)
        except BlockingIOError:
            pass
        connection.settimeout(PATIENCE)
        ended = 0
        while not ended:  # it never reads: only writing can tell
            try:
                connection.sendall(request)
            except ConnectionError as error:
                ended = error.errno
        assert ended in (errno.ECONNRESET, errno.EPIPE)


def test_who_stops_sending_still_gets_the_answer(both: tuple[str, str]) -> None:
    """A client that closes its sending side behind a search is answered."""
    for origin in both:
        with connect(origin) as connection:
            connection.sendall(KEPT % (b"/cari?q=sungai", b""))
            connection.shutdown(socket.SHUT_WR)
            assert rest(connection).startswith(b"HTTP/1.1 200 ")


def test_every_status_that_a_connection_answers_has_a_sentence() -> None:
    """What a refused client reads is Indonesian, short, and ends the connection."""
    for status, sentence in SENTENCES.items():
        answer = refusal(HTTPStatus(status), sentence, b"")
        assert answer.endswith(f"{sentence}\n".encode())
        assert b"connection: close\r\n" in answer
