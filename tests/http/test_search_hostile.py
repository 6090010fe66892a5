"""Hostile queries: bounded work, an answer that can be shown, on both engines and over the wire.

How long each takes is measured by `make bench-search`; here nothing is timed.
"""

import httpx
import pytest
from hostile import QUERIES

from portal.reading.library import Library
from portal.search.answer import Finder
from portal.search.cite import MAX_CITATIONS
from portal.search.documents import EXCERPT_LENGTH
from portal.search.engine import MAX_CLAUSES
from portal.search.index import ENGINES
from portal.search.query import MAX_LENGTH, MAX_PHRASES, MAX_WORDS
from portal.search.rank import wanted


@pytest.fixture(scope="module", params=list(ENGINES))
def finder(real: Library, request: pytest.FixtureRequest) -> Finder:
    """Search over the real content, with each engine."""
    return Finder(real, request.param)


def test_there_are_enough_hostile_queries() -> None:
    """The corpus has at least 200 different queries."""
    assert len(QUERIES) >= 200


def test_every_hostile_query_is_answered_within_bounds(finder: Finder) -> None:
    """Characters, words, phrases, citations and clauses stay within their bounds, and every hit can be shown."""
    for query in QUERIES:
        answer = finder.answer(query)
        parsed = answer.query
        looked_for = wanted(parsed, finder.expander, {})
        assert len(parsed.text) <= MAX_LENGTH, query
        assert len(parsed.all_words) <= MAX_WORDS, query
        assert len(parsed.phrases) <= MAX_PHRASES, query
        assert len(parsed.citations) <= MAX_CITATIONS, query
        assert len(looked_for.clauses) <= MAX_CLAUSES, query
        for hit in answer.hits[:10]:
            assert sum(len(piece.text) for piece in finder.excerpt(answer, hit).pieces) <= EXCERPT_LENGTH, query


def test_no_hostile_query_breaks_the_page_or_the_api(client: httpx.Client) -> None:
    """Over the wire every hostile query is answered: the page and suggestions with 200, the API with 200 or 400.

    Of 8 kilobytes the connection takes no more: 414.
    """
    statuses: dict[str, set[int]] = {"/cari": set(), "/saran": set(), "/api/v1/search": set()}
    for query in QUERIES:
        text = query.encode("utf-8", "replace").decode("utf-8")
        for path, found in statuses.items():
            found.add(client.get(path, params={"q": text}).status_code)
    assert {"/cari": {200, 414}, "/saran": {200, 414}, "/api/v1/search": {200, 400, 414}} == statuses
