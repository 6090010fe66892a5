"""The page that depends on what a reader chose: the filtered matrix of duties."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from portal import html
from portal.views import roles
from portal.views.edition import Edition


def router(edition: Edition, about: html.Site) -> APIRouter:
    """Return the route of `/tugas` with a filter."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/tugas")
    def duties(peran: str = "", tahap: str = "") -> Response:
        return HTMLResponse(html.render(roles.duties_page(edition, peran, tahap), about))

    return routes
