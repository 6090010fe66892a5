"""The JSON API under /api/v1: search; and `/saran`, what to type (OpenSearch Suggestions).

Provisions and instruments have their JSON beside their pages (`….json`).
"""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from portal.reading.library import Library
from portal.search.answer import Finder, HitType
from portal.search.near import Suggestions
from portal.search.query import MAX_LENGTH
from portal.views.edition import Edition
from portal.views.finding import hit_row
from portal.web.gate import Gate

MAX_LIMIT = 50


@dataclass(frozen=True)
class SearchHit:
    """One hit; `id` is the address without the leading slash."""

    id: str
    type: str
    url: str
    citation: str
    title: str
    status: str
    excerpt: str
    score: float


@dataclass(frozen=True)
class SearchAnswer:
    """All of an answer; `corrected` is the query in another spelling, null when there is none.

    When nothing is found as it was typed, the results are those of `corrected`.
    """

    query: str
    corrected: str | None
    total: int
    results: list[SearchHit]


@dataclass(frozen=True)
class Failure:
    """Why a request was not answered: the status of the answer, and one sentence for people."""

    status: int
    message: str


@dataclass(frozen=True)
class ErrorAnswer:
    """What every failure below /api is answered."""

    error: Failure


_FAILURES: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorAnswer, "description": "A parameter has a value that cannot be used; `message` names it."},
    "4XX": {"model": ErrorAnswer, "description": "Nothing is answered here (404), or not by this method (405)."},
    500: {"model": ErrorAnswer, "description": "A fault of ours."},
    503: {"model": ErrorAnswer, "description": "Too many search at once, or this search took too long; ask again."},
}


def router(edition: Edition, finder: Finder, gate: Gate, base: str = "") -> APIRouter:
    """Return the routes of the API over one edition; `base` is the path below which the portal stands."""
    routes = APIRouter(prefix="/api/v1", responses=_FAILURES)

    @routes.get("/search")
    @gate
    def search(
        q: Annotated[str, Query(max_length=MAX_LENGTH)] = "",
        type: Annotated[HitType | None, Query()] = None,
        limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 10,
    ) -> SearchAnswer:
        """Search provisions, instruments, guides, terms and contacts."""
        answer = finder.answer(q)
        hits = [hit for hit in answer.hits if type is None or hit.type is type]
        rows = [hit_row(edition, finder, answer, hit) for hit in hits[:limit]]
        results = [
            SearchHit(
                id=row.id,
                type=row.type,
                url=base + row.href,
                citation=row.citation,
                title=row.heading,
                status=row.status,
                excerpt="".join(piece.text for piece in row.excerpt),
                score=row.score,
            )
            for row in rows
        ]
        return SearchAnswer(
            query=answer.query.text,
            corrected=answer.corrected or None,
            total=len(hits),
            results=results,
        )

    return routes


def suggestions(library: Library) -> APIRouter:
    """Return the route of `/saran` over one library."""
    routes, known = APIRouter(), Suggestions(library)

    @routes.get("/saran", include_in_schema=False)
    async def suggest(q: str = "") -> JSONResponse:
        return JSONResponse([q[:MAX_LENGTH], known.starting(q)], media_type="application/x-suggestions+json")

    return routes
