"""The pages that depend on what a reader chose: duties and time limits of a role, and the filtered penalties."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from portal import html
from portal.reading.indexes import Days
from portal.views import penalties, roles, tables
from portal.views.edition import Edition
from portal.web.gate import Gate
from portal.web.parameters import asked_day, edition_of


def router(edition: Edition, days: Days, about: html.Site, gate: Gate) -> APIRouter:
    """Return the routes of `/tugas`, `/tenggat` and `/sanksi` with a filter."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/tugas")
    @gate
    def duties(peran: str = "", tahap: str = "") -> Response:
        return HTMLResponse(html.render(roles.duties_page(edition, peran, tahap), about))

    @routes.get("/tenggat")
    @gate
    def deadlines(peran: str = "") -> Response:
        return HTMLResponse(html.render(tables.deadlines_page(edition, peran), about))

    @routes.get("/sanksi")
    @gate
    def sanctions(request: Request, perbuatan: str = "", anak: str = "") -> Response:
        page = penalties.penalties_page(edition_of(edition, days, asked_day(request)), perbuatan, bool(anak))
        return HTMLResponse(html.render(page, about))

    return routes
