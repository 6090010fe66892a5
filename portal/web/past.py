"""The law of another day: `?per=YYYY-MM-DD` on an instrument or provision.

Rendered when asked for, since there are more days than pages; everything else about the page is as usual.
"""

from datetime import date
from functools import lru_cache

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from portal import formats, html, site
from portal.address import Address, AddressError
from portal.reading.indexes import Days
from portal.views.edition import Edition
from portal.web.gate import Gate
from portal.web.parameters import asked_day

_REMEMBERED = 32  # pages: those of a day that a link leads many readers to


def router(days: Days, about: html.Site, gate: Gate) -> APIRouter:
    """Return the route that answers every path asked for with a date; without one a path here leads nowhere (404)."""
    routes = APIRouter()

    @lru_cache(maxsize=_REMEMBERED)
    def document(address: Address, form: formats.Format | None, day: date) -> site.Document | None:
        return site.law_document(Edition(days.on(day), day, is_asked=True), about, address, form)

    @routes.get("/{path:path}", include_in_schema=False)
    async def past(request: Request, path: str) -> Response:
        day = asked_day(request)
        if day is None:  # most that lead nowhere: they wait for nobody
            raise HTTPException(404)
        return await dated(path, day)

    @gate
    def dated(path: str, day: date) -> Response:
        bare, form = formats.split(path)
        try:
            address = Address.parse(bare)
        except AddressError as error:
            raise HTTPException(404) from error
        library = days.on(day)
        if not library.has(address):
            raise HTTPException(404)
        found = document(address, form, day)
        if found is not None:
            return Response(found.body, media_type=found.media_type)
        target = library.href(address)
        if target is None or form:
            raise HTTPException(404)
        page, _, anchor = target.partition("#")
        return RedirectResponse(f"{page}?per={day.isoformat()}" + (f"#{anchor}" if anchor else ""), 302)

    return routes
