"""Requests that nobody sends by accident: each gets a clear answer below 500, the server goes on, and nothing is told.

They are sent byte by byte, because a decent client would refuse to. What a request says must never be written down
anywhere: the last tests read everything that a real `portal serve` says while it is asked such things.
"""

import asyncio
import re
from collections.abc import Callable

import httpx
import pytest
from fastapi import FastAPI
from odd import REQUESTS, get
from serving import Serve, exchange

from portal.web.headers import SECURITY


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS.keys())
def test_a_hostile_request_gets_a_clear_answer_and_the_server_goes_on(
    server: str, client: httpx.Client, request_: bytes
) -> None:
    """The answer is HTTP and below 500, sets no header of the request's, and the next reader is answered."""
    answer = exchange(server, request_)
    status = re.match(rb"HTTP/1\.[01] ([1-4]\d\d) ", answer)
    assert status, answer[:200]
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"set-cookie" not in head
    assert b"jahat.example" not in head
    assert b"root:" not in answer
    assert client.get("/healthz").text.startswith("ok\n")


def test_each_odd_request_is_answered_as_it_was(server: str, golden: Callable[[str, str], None]) -> None:
    """The status of each of at least 150 requests, of each answer when several, is the one of the golden file."""
    assert len(REQUESTS) >= 150
    rows = []
    for name, request in REQUESTS.items():
        statuses = re.findall(rb"HTTP/1\.1 (\d\d\d) ", exchange(server, request))
        rows.append(f"{b' '.join(statuses).decode()}  {name}\n")
    golden("odd-requests.txt", "".join(rows))


def test_what_the_connection_itself_answers_is_safe_too(server: str) -> None:
    """Refusals for length, size and form carry every security header, say no-store, and end the connection."""
    names = ("address of 8,193 bytes", "101 headers", "body of a terabyte", "two hosts", "method that is none")
    answers = [exchange(server, REQUESTS[name]) for name in names]
    assert [b"414", b"431", b"413", b"400", b"400"] == [answer[9:12] for answer in answers]
    for answer in answers:
        lines = answer.partition(b"\r\n\r\n")[0].split(b"\r\n")
        assert {b"%b: %b" % header for header in SECURITY} <= set(lines)
        assert {b"cache-control: no-store", b"connection: close"} <= set(lines)


# ---------------------------------------------------------------- nothing is told


MARKER = b"rahasia7391"
TELLING = [
    get(b"/" + MARKER),
    get(b"/UU/2007/21/" + MARKER),
    get(b"/cari?q=" + MARKER),
    get(b"/cari?" + MARKER + b"=" + MARKER),
    get(b"/saran?q=" + MARKER),
    get(b"/api/v1/search?q=" + MARKER),
    get(b"/api/v1/search?limit=" + MARKER),
    get(
        b"/", b"User-Agent: " + MARKER + b"\r\nReferer: http://" + MARKER + b"/\r\nX-Forwarded-For: " + MARKER + b"\r\n"
    ),
    get(b"/" + MARKER, method=b"POST", headers=b"Content-Length: 11\r\n") + MARKER,
    get(b"/" + MARKER, method=MARKER),
    get(b"/" + MARKER + b"\xff"),
    get(b"/" + MARKER, b"Upgrade: " + MARKER + b"\r\nConnection: upgrade\r\n"),
    MARKER + b"\r\n\r\n",
]
BROKEN = """
import portal.search.answer
def fail(self, text):
    raise ValueError(f"cannot find {text}")
portal.search.answer.Finder.answer = fail
from portal.cli import main
main()
"""


def test_nothing_of_a_request_is_written_down(serve: Serve) -> None:
    """Path, query, headers, body, method: nothing of any request appears in what `portal serve` says."""
    serving = serve()
    for request in TELLING:
        exchange(serving.origin, request)
    assert 0 == serving.stop()
    assert MARKER.decode() not in serving.output


def test_nothing_of_a_request_is_written_down_even_when_it_fails(serve: Serve) -> None:
    """A failure is answered 500 and logged by its type only: the words of an exception may quote the request."""
    serving = serve(program=("-c", BROKEN))
    page = exchange(serving.origin, get(b"/cari?q=" + MARKER)).decode()
    api = exchange(serving.origin, get(b"/api/v1/search?q=" + MARKER)).decode()
    assert 0 == serving.stop()
    assert page.startswith("HTTP/1.1 500 ")
    assert api.startswith("HTTP/1.1 500 ")
    assert '{"error":{"status":500,' in api
    assert "content-security-policy: default-src 'none'" in page
    assert "ValueError" in serving.output
    assert "Traceback" not in serving.output
    assert MARKER.decode() not in page + api + serving.output


def test_telemetry_is_off(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever collector the operator's environment sets up is asked for nothing; a plain FastAPI would tell it all."""
    asked: list[str] = []
    for getter in ("trace.get_tracer_provider", "metrics.get_meter_provider", "_logs.get_logger_provider"):
        monkeypatch.setattr(f"opentelemetry.{getter}", lambda getter=getter: asked.append(getter))
    assert 200 == client.get("/cari?q=korban").status_code
    assert 400 == client.get("/api/v1/search?limit=0").status_code
    assert [] == asked
    asyncio.run(_ask_plain_fastapi())
    assert [] != asked


async def _ask_plain_fastapi() -> None:
    transport = httpx.ASGITransport(FastAPI(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://portal.example") as client:
        await client.get("/")
