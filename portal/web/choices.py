"""Pages that depend on what a reader chose: the filtered matrix of duties, and the decision help.

The decision help takes its answers in the body of a POST, so that they stand in no address, log or cache; nothing of
them is kept.
"""

from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from portal import html
from portal.views import case, roles
from portal.views.edition import Edition

MAX_BODY = 2048  # bytes; five answers take less than a hundred
MAX_FIELDS = 20


def router(edition: Edition, about: html.Site) -> APIRouter:
    """Return the routes of `/tugas` with a filter and of `/langkah`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/tugas")
    def duties(peran: str = "", tahap: str = "") -> Response:
        return HTMLResponse(html.render(roles.duties_page(edition, peran, tahap), about))

    if edition.library.inquiry is None:
        return routes
    inquiry = edition.library.inquiry

    @routes.get("/langkah")
    def start() -> Response:
        return HTMLResponse(html.render(case.inquiry_page(edition, inquiry), about))

    @routes.post("/langkah")
    async def go_on(request: Request) -> Response:
        given = await _answers(request)
        return HTMLResponse(html.render(case.inquiry_page(edition, inquiry, given), about))

    return routes


async def _answers(request: Request) -> tuple[str, ...]:
    """Return the values of the form's `j` fields in order; raise 413 for a body that no such form has."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(413)
    try:
        pairs = parse_qsl(body.decode("ascii", errors="replace"), max_num_fields=MAX_FIELDS)
    except ValueError as error:  # more fields than any form of ours has
        raise HTTPException(400, "Jawaban ini tidak dapat dibaca; mulai lagi dari pertanyaan pertama.") from error
    given = [value for name, value in pairs if name == "j"]
    return tuple(given[:-1] if any(name == "kembali" for name, _ in pairs) else given)
