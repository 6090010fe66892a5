"""The law of another day: `?per=YYYY-MM-DD` on an instrument or provision.

Rendered when asked for, since there are more days than pages; everything else about the page is as usual.
"""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from portal import formats, html, site
from portal.address import Address, AddressError
from portal.reading.indexes import Days
from portal.views.edition import Edition
from portal.web.parameters import asked_day


def router(days: Days, about: html.Site) -> APIRouter:
    """Return the route that answers every path asked for with a date; without one a path here leads nowhere (404)."""
    routes = APIRouter()

    @routes.get("/{path:path}", include_in_schema=False)
    def past(request: Request, path: str) -> Response:
        day = asked_day(request)
        if day is None:
            raise HTTPException(404)
        bare, form = formats.split(path)
        try:
            address = Address.parse(bare)
        except AddressError as error:
            raise HTTPException(404) from error
        library = days.on(day)
        if not library.has(address):
            raise HTTPException(404)
        asked_for = Edition(library, day, is_asked=True)
        document = site.law_document(asked_for, about, address, form)
        if document is not None:
            return Response(document.body, media_type=document.media_type)
        target = library.href(address)
        if target is None or form:
            raise HTTPException(404)
        page, _, anchor = target.partition("#")
        return RedirectResponse(f"{page}?per={day.isoformat()}" + (f"#{anchor}" if anchor else ""), 302)

    return routes
