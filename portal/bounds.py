"""What a client may do on a connection, and what it is told when it does more.

Values and bytes only: `portal.wire` holds clients to them. Uvicorn has no such limits; the figures are those of a
reader on a slow phone with room to spare, and far below what harms a process.
"""

from dataclasses import dataclass
from http import HTTPStatus

from portal.web.finished import as_lines
from portal.web.headers import KEEP_NEVER, SECURITY

EVERY = as_lines(SECURITY) + b"\r\n"  # the end of the head of every answer


@dataclass(frozen=True)
class Bounds:
    """What a client may do: bytes, counts, seconds."""

    target: int = 8192  # bytes of the address asked for
    head: int = 16384  # bytes of all header lines
    headers: int = 100
    body: int = 16384  # bytes; nothing of ours reads one
    head_time: float = 10.0  # seconds from the first byte of a request to the end of its headers
    body_time: float = 10.0
    idle: float = 15.0  # seconds a connection may rest between two requests, or before the first
    stall: float = 30.0  # seconds in which not one byte of an answer is taken
    requests: int = 1000  # on one connection
    connections: int = 1000  # of one process
    linger: float = 2.0  # seconds in which the rest of a refused request is still read, so that its answer arrives
    grace: float = 0.25  # seconds in which a request that is on its way is still answered at the end
    look: float = 0.5  # seconds between two looks at all connections


def refusal(status: HTTPStatus, sentence: str, date: bytes) -> bytes:
    """Return an answer that ends a connection; `date` are the header lines that name the hour."""
    body = f"{sentence}\n".encode()
    own = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        KEEP_NEVER,
        (b"connection", b"close"),
    ]
    return b"HTTP/1.1 %d %b\r\n%b%b%b%b" % (status, status.phrase.encode(), date, as_lines(own), EVERY, body)


SENTENCES = {
    HTTPStatus.BAD_REQUEST: "Permintaan ini tidak dapat dibaca.",
    HTTPStatus.REQUEST_TIMEOUT: "Permintaan ini terlalu lambat datangnya. Coba lagi.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Kiriman ini terlalu besar; portal ini tidak menerima kiriman.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "Alamat ini terlalu panjang.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "Keterangan permintaan ini terlalu panjang.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Terlalu banyak yang sedang membuka portal ini. Coba lagi sebentar lagi.",
}
