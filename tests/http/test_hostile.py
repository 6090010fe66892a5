"""Requests that nobody sends by accident: each gets a clear answer below 500, the server goes on, and nothing is told.

They are sent byte by byte, because a decent client would refuse to. What a request says must never be written down
anywhere: the last tests read everything that a real `portal serve` says while it is asked such things.
"""

import asyncio
import re

import httpx
import pytest
from fastapi import FastAPI
from serving import Serve, exchange

HOST = b"Host: portal.example\r\nConnection: close\r\n"


def get(target: bytes, headers: bytes = b"", method: bytes = b"GET") -> bytes:
    """Return a request for a target as it is."""
    return method + b" " + target + b" HTTP/1.1\r\n" + HOST + headers + b"\r\n"


REQUESTS = {
    # paths
    "NUL": get(b"/uu/2007/21/pasal-48%00"),
    "NUL before a suffix": get(b"/uu/2007/21%00.json"),
    "percent at the end": get(b"/uu/%"),
    "percent without digits": get(b"/%zz%u0041"),
    "bytes that are no UTF-8": get(b"/%ff%fe%c0%af"),
    "raw bytes that are no ASCII": get(b"/uu/\xff\xc3\xa9"),
    "10,000 characters": get(b"/" + b"a" * 10_000),
    "10,000 characters of a guessed form": get(b"/peraturan/uu-21-2007" + b"/pasal-1" * 1250),
    "5,000 roman digits": get(b"/uu/2007/21/bab-" + b"i" * 5000),
    "3,000 slashes": get(b"/" * 3000 + b"uu/2007/21"),
    "3,000 steps": get(b"/uu/2007/21" + b"/ayat-1" * 3000),
    "dot dot": get(b"/../../../etc/passwd"),
    "dot dot, encoded": get(b"/%2e%2e/%2e%2e/etc/passwd"),
    "dot dot, slash encoded": get(b"/aset/..%2f..%2fportal/cli.py"),
    "dot dot, encoded twice": get(b"/%252e%252e%252fetc%252fpasswd"),
    "backslash": get(b"/..\\..\\windows\\win.ini"),
    "file address": get(b"file:///etc/passwd"),
    "host in the path": get(b"//jahat.example/uu/2007/21"),
    "host in the path, encoded": get(b"/%2f%2fjahat.example%2fuu"),
    "whole address": get(b"http://jahat.example/"),
    "header in the path": get(b"/UU/2007/21%0d%0aSet-Cookie:%20a=b"),
    "unknown suffix": get(b"/uu/2007/21/pasal-48.exe"),
    "pdf of nothing": get(b"/uu/2007/21/pasal-480.pdf"),
    "two suffixes": get(b"/uu/2007/21/pasal-48.json.json"),
    "number of 4,000 digits": get(b"/uu/2007/21/pasal-" + b"9" * 4000),
    "work number of 4,000 digits": get(b"/peraturan/uu-" + b"1" * 4000 + b"-2007"),
    "arabic digits": get(b"/uu/%D9%A2%D9%A0%D9%A0%D9%A7/%D9%A2%D9%A1"),
    "superscript digits": get(b"/peraturan/uu-%C2%B2%C2%B9-2007"),
    "dotless i": get(b"/%C4%B0stilah"),
    "text that turns round": get(b"/%E2%80%AEuu/2007/21"),
    "star": get(b"*"),
    "no slash": get(b"uu/2007/21"),
    "matrix": get(b"/cari;jsessionid=1"),
    # queries
    "query of 100 kB": get(b"/cari?q=" + b"a" * 100_000),
    "query of 60 kB": get(b"/cari?q=" + b"korban+" * 8500),
    "query of open brackets": get(b"/cari?q=" + b"(" * 5000),
    "query of quotes": get(b"/cari?q=" + b"%22" * 3000),
    "query of stars": get(b"/cari?q=" + b"*%3F~" * 1000),
    "query of articles": get(b"/cari?q=" + b"pasal+1-50+" * 200),
    "query of one article and spaces": get(b"/cari?q=pasal" + b"+" * 5000 + b"48"),
    "query with NUL": get(b"/cari?q=%00korban%00"),
    "query that is no UTF-8": get(b"/cari?q=%ff%fe"),
    "query of combining marks": get(b"/cari?q=a" + b"%CC%81" * 3000),
    "query of half an emoji": get(b"/cari?q=%ED%A0%BD"),
    "query of raw bytes": get(b"/cari?q=\xff\xfe"),
    "query at an address that is not there, raw bytes": get(b"/tidak-ada?\xff\xfe"),
    "operators": get(b"/cari?q=NOT+AND+OR+title:x+%5Ba+TO+b%5D"),
    "50,000 ampersands": get(b"/cari?" + b"&" * 50_000),
    "a thousand values": get(b"/cari?" + b"q=a&" * 1000),
    "page beyond the last": get(b"/cari?q=korban&h=999999999999999999999"),
    "page below the first": get(b"/cari?q=korban&h=-1"),
    "page in superscript": get(b"/cari?q=korban&h=%C2%B2"),
    "page in arabic digits": get(b"/cari?q=korban&h=%D9%A3"),
    "filter that is no work": get(b"/cari?q=korban&di=../../etc"),
    "limit of 400 digits": get(b"/api/v1/search?limit=" + b"9" * 400),
    "limit that is not a number": get(b"/api/v1/search?limit=nan"),
    "type that is an object": get(b"/api/v1/search?type[$ne]=x"),
    "day that is none": get(b"/uu/2007/21/pasal-2?per=2026-02-30"),
    "day before the calendar": get(b"/uu/2007/21/pasal-2?per=0000-00-00"),
    "day at the end of the calendar": get(b"/uu/2007/21/pasal-2?per=9999-12-31"),
    "day of 4,000 digits": get(b"/uu/2007/21/pasal-2?per=" + b"9" * 4000),
    "day in arabic digits": get(b"/uu/2007/21/pasal-2.json?per=%D9%A2%D9%A0%D9%A2%D9%A6-01-01"),
    "day of a part that is not there": get(b"/uu/2007/21/pasal-2/ayat-99?per=2026-01-01"),
    "day of a page that has none": get(b"/bantuan?per=2026-01-01"),
    "two days": get(b"/uu/2007/21?per=2026-01-01&per=2025-01-01"),
    # headers
    "no host": b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    "two hosts": get(b"/", b"Host: jahat.example\r\n"),
    "host that is no host": b"GET /tidak-ada HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n",
    "host with a port that is no port": b"GET /UU/2007/21 HTTP/1.1\r\nHost: a:99999999\r\nConnection: close\r\n\r\n",
    "forwarded": get(b"/UU/2007/21", b"X-Forwarded-Host: jahat.example\r\nX-Forwarded-Proto: javascript\r\n"),
    "header of 100 kB": get(b"/", b"X-A: " + b"a" * 100_000 + b"\r\n"),
    "5,000 headers": get(b"/", b"A: b\r\n" * 5000),
    "header with NUL": get(b"/", b"X-A: a\x00b\r\n"),
    "header that is no UTF-8": get(b"/", b"If-None-Match: \xff\xfe\r\nAccept: \xff\r\n"),
    "header name with a space": get(b"/", b"X A: b\r\n"),
    "folded header": get(b"/", b"X-A: a\r\n b\r\n"),
    "ETags without end": get(b"/", b"If-None-Match: " + b'W/"a",' * 10_000 + b"\r\n"),
    "range": get(b"/uu/2007/21", b"Range: bytes=0-1,2-3,999999999999-\r\n"),
    "upgrade": get(b"/", b"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n"),
    "length and chunks": get(b"/", b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", b"POST") + b"0\r\n\r\n",
    "length below nought": get(b"/", b"Content-Length: -1\r\n", b"POST"),
    "chunk that is no chunk": get(b"/cari", b"Transfer-Encoding: chunked\r\n", b"POST") + b"zz\r\n",
    "body shorter than said": get(b"/cari", b"Content-Length: 99\r\n", b"POST") + b"q=",
    "body with GET": get(b"/cari", b"Content-Length: 5\r\n") + b"hello",
    "form": get(b"/cari", b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 3\r\n", b"POST") + b"--x",
    # methods and beginnings
    "CONNECT": get(b"jahat.example:443", method=b"CONNECT"),
    "TRACE": get(b"/cari?q=x", method=b"TRACE"),
    "method that is none": get(b"/", method=b"AMBIL"),
    "method in small letters": get(b"/", method=b"get"),
    "HTTP/0.9": b"GET /\r\n\r\n",
    "HTTP/2 greeting": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/9": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "TLS greeting": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
    "nothing but newlines": b"\r\n" * 1000 + b"x\r\n\r\n",
    "two requests at once": get(b"/cari?q=a").replace(b"Connection: close\r\n", b"") + get(b"/tidak-ada"),
}


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


def test_the_list_is_long_enough() -> None:
    """There are at least forty hostile requests."""
    assert len(REQUESTS) >= 40


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
