"""Content codings: what a reader takes, in every way to say it, and bytes that come back as they were."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.coding import BEST, Coding, accepted, is_compressible, written

BR, GZIP, IDENTITY = Coding.BR, Coding.GZIP, Coding.IDENTITY


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, (IDENTITY,)),
        (b"", (IDENTITY,)),
        (b"gzip, deflate, br, zstd", (BR, GZIP, IDENTITY)),
        (b"gzip, deflate", (GZIP, IDENTITY)),
        (b"GZIP", (GZIP, IDENTITY)),
        (b"x-gzip", (GZIP, IDENTITY)),
        (b"br;q=0.5, gzip", (GZIP, BR, IDENTITY)),
        (b"br;q=0.5, gzip;q=0.5", (BR, GZIP, IDENTITY)),
        (b"br ; q=1.0 , gzip;q=0.001", (BR, GZIP, IDENTITY)),
        (b"br;q=0, gzip;q=0.000", (IDENTITY,)),
        (b"identity, br;q=0.9", (IDENTITY, BR)),
        (b"*", (BR, GZIP, IDENTITY)),
        (b"*;q=0.3, gzip", (GZIP, BR, IDENTITY)),
        (b"*;q=0", ()),
        (b"*;q=0, gzip", (GZIP,)),
        (b"identity;q=0", ()),
        (b"identity;q=0, br", (BR,)),
        (b"zstd, compress", (IDENTITY,)),
        (b"br;q=2", (IDENTITY,)),
        (b"br;q=-1, gzip", (GZIP, IDENTITY)),
        (b"br;level=3, gzip", (GZIP, IDENTITY)),
        (b",,br,,", (BR, IDENTITY)),
        (b"\xff, br", (BR, IDENTITY)),
    ],
)
def test_a_reader_gets_what_it_wants_most(header: bytes | None, expected: tuple[Coding, ...]) -> None:
    """Weights decide, then what is smallest; a weight of nought refuses, `*` speaks for what is not named."""
    assert expected == accepted(header)


@given(st.binary(max_size=400))
def test_any_header_is_read(header: bytes) -> None:
    """Whatever stands in the header, the answer is a list of ours without repetition."""
    found = accepted(header)
    assert len(set(found)) == len(found)
    assert set(found) <= set(Coding)


WEIGHT = st.integers(0, 1000).map(lambda n: n / 1000)


@given(st.dictionaries(st.sampled_from(list(Coding)), WEIGHT))
def test_the_order_is_that_of_the_weights(weights: dict[Coding, float]) -> None:
    """Of the codings that are named, those above nought come back, the heavier first."""
    header = ", ".join(f"{coding};q={weight:.3f}" for coding, weight in weights.items()).encode()
    named = [coding for coding in accepted(header) if coding in weights]
    assert {coding for coding, weight in weights.items() if weight} == set(named)
    assert sorted((weights[coding] for coding in named), reverse=True) == [weights[coding] for coding in named]


@given(st.binary(max_size=5000))
def test_what_is_written_in_a_coding_reads_as_it_was(body: bytes) -> None:
    """Both codings give back the bytes; equal bytes give equal results."""
    assert body == brotli.decompress(written(body, BR))
    assert body == brotli.decompress(written(body, BR, BEST))
    assert body == gzip.decompress(written(body, GZIP))
    assert body == written(body, IDENTITY)
    assert written(body, GZIP) == written(memoryview(body), GZIP)


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("text/html; charset=utf-8", True),
        ("application/json", True),
        ("application/x-suggestions+json", True),
        ("application/atom+xml; charset=utf-8", True),
        ("image/svg+xml", True),
        ("application/pdf", False),
        ("application/zip", False),
        ("font/ttf", False),
        ("", False),
    ],
)
def test_only_what_gets_smaller_is_compressed(media_type: str, expected: bool) -> None:
    """Text of any kind is; what is compressed already is not."""
    assert expected is is_compressible(media_type)
