"""The pages that depend on what a reader chose: the filtered matrix of duties, and the filtered penalties."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from portal import html
from portal.views import penalties, roles
from portal.views.edition import Edition


def router(edition: Edition, about: html.Site) -> APIRouter:
    """Return the routes of `/tugas` and `/sanksi` with a filter."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/tugas")
    def duties(peran: str = "", tahap: str = "") -> Response:
        return HTMLResponse(html.render(roles.duties_page(edition, peran, tahap), about))

    @routes.get("/sanksi")
    def sanctions(perbuatan: str = "", anak: str = "") -> Response:
        return HTMLResponse(html.render(penalties.penalties_page(edition, perbuatan, bool(anak)), about))

    return routes
