"""Content codings: which of them a request takes, and bytes written in them.

Takes the value of an Accept-Encoding header and finished bytes; gives codings in the order of preference, and the bytes
in each. Brotli is asked for first: pages of the law are smallest in it, and every browser that knows zstandard knows
it too, so a third compressed form would be kept and never sent. Source of the rules: RFC 9110 §8.4.1 and §12.5.3.
"""

import re
import zlib
from enum import StrEnum
from functools import lru_cache

import brotli

WORTH_WHILE = 256  # bytes: of what is shorter, a compressed form saves no packet
# Qualities of brotli: for a page that is computed (a third of a millisecond), for a whole site at once (a fifth of a
# second), and for what is kept (ten seconds).
LIVE, QUICK, BEST = 3, 5, 11
_WEIGHT = rb"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?"
_ITEM = re.compile(rb"\s*([!#$%%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:;\s*[qQ]=(%b)\s*)?" % _WEIGHT)
_LONGEST = 200  # bytes of a header that is worth remembering; browsers send less than 60
_COMPRESSIBLE = re.compile(r"text/.*|application/(?:json|xml|.*\+json|.*\+xml)\b.*|image/svg\+xml")


class Coding(StrEnum):
    """How bytes are written, by the name that headers give it; the first is preferred where a reader takes several."""

    BR = "br"
    GZIP = "gzip"
    IDENTITY = "identity"


def accepted(header: bytes | None) -> tuple[Coding, ...]:
    """Return the codings a reader takes, the most wanted first; `header` is Accept-Encoding, None when it is absent.

    Who says nothing gets the bytes as they are. Empty when a reader takes nothing of ours, the bare bytes included.
    """
    if header is None:
        return (Coding.IDENTITY,)
    return _accepted(header) if len(header) > _LONGEST else _remembered(header)


def _accepted(header: bytes) -> tuple[Coding, ...]:
    weights: dict[bytes, float] = {}
    for item in header.split(b","):
        found = _ITEM.fullmatch(item)
        if found:
            weights[found[1].lower().removeprefix(b"x-")] = float(found[2] or 1)
    others = weights.get(b"*")

    def weight(coding: Coding) -> float:
        named = weights.get(coding.encode())
        if named is not None:
            return named
        if others is not None:
            return others
        return 0.0005 if coding is Coding.IDENTITY else 0.0  # always acceptable, and less than whatever was named

    return tuple(sorted((coding for coding in Coding if weight(coding)), key=weight, reverse=True))


_remembered = lru_cache(maxsize=256)(_accepted)


def is_compressible(media_type: str) -> bool:
    """Whether bytes of a media type get smaller by compression."""
    return _COMPRESSIBLE.fullmatch(media_type) is not None


def written(body: bytes | memoryview, coding: Coding, quality: int = QUICK) -> bytes:
    """Return bytes in a coding. Equal bytes give equal results on every machine: gzip bears no time and no name."""
    if coding is Coding.BR:
        compressed: bytes = brotli.compress(body, quality=quality)
        return compressed
    if coding is Coding.GZIP:
        packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        return packer.compress(body) + packer.flush()
    return bytes(body)
