"""What a failed request is answered: redirects for guessed addresses, suggestions, and one JSON shape under /api.

Takes an application with all its routes and what is published; knows none of them by name, so that an endpoint added
tomorrow is guessed, allowed and answered like the others. An endpoint's own sentence reaches its reader. Nothing about
a request is ever logged.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from portal import html, site
from portal.address import Address, AddressError, guess
from portal.search.engine import TooSlow
from portal.site import Publication
from portal.views import finding
from portal.views.emergency import EmergencyBlock
from portal.views.parts import Link
from portal.web.api import ErrorAnswer, Failure
from portal.web.gate import TOO_LONG
from portal.web.parameters import WrongDay

_HEADINGS: Mapping[int, str] = MappingProxyType(
    {404: "Halaman tidak ditemukan", 500: "Ada kesalahan", 503: "Sedang sibuk"}
)
_NO_PAGE = "Tidak ada halaman di alamat ini. Periksa alamatnya, atau cari di bawah ini."
_NO_ANSWER = "Tidak ada jawaban di alamat ini; {}/openapi.json menyebut alamat yang ada."

# What pydantic calls a fault, and how we say it; the words in braces come from the fault itself.
_FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "“{name}” belum diisi",
        "int_parsing": "“{name}” harus bilangan bulat",
        "greater_than_equal": "“{name}” paling kecil {ge}",
        "less_than_equal": "“{name}” paling besar {le}",
        "string_too_long": "“{name}” paling panjang {max_length} huruf",
        "enum": "“{name}” harus salah satu dari {expected}",
    }
)


def include(
    app: FastAPI,
    routers: Sequence[APIRouter],
    publication: Publication,
    about: html.Site,
    emergency: EmergencyBlock | None = None,
) -> None:
    """Give an application its routers, and every failure of theirs its answer, with the emergency block above it."""
    for router in routers:
        app.include_router(router)
    found = [*app.routes, *(route for router in routers for route in router.routes)]  # FastAPI keeps the latter inside
    routes = [route for route in found if isinstance(route, Route)]
    answered = frozenset(route.path for route in routes if "{" not in route.path)

    near = _neighbourhoods(publication)

    def answer(
        request: Request, status: int, sentence: str, links: tuple[Link, ...] = (), cause: Exception | None = None
    ) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse(asdict(ErrorAnswer(Failure(status, sentence))), status)
        heading = _HEADINGS.get(status, "Permintaan tidak dapat dijawab")
        dated = request.url.path if isinstance(cause, WrongDay) else ""
        page = finding.error_page(status, heading, sentence, links, emergency, dated)
        return HTMLResponse(html.render(page, about), status)

    @app.exception_handler(HTTPException)
    async def failed(request: Request, error: HTTPException) -> Response:
        own = "" if error.detail == HTTPStatus(error.status_code).phrase else str(error.detail)
        if error.status_code == HTTPStatus.NOT_FOUND and not own:
            return missing(request)
        sentence = own or "Alamat ini tidak menerima permintaan seperti itu."
        response = answer(request, error.status_code, sentence, cause=error)
        response.headers.update(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response.headers["allow"] = _allowed(routes, request)
        return response

    def missing(request: Request) -> Response:
        path = request.url.path
        target = guess(path)
        if target is not None and _is_answered(target, publication, answered):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(quote(target) + query, HTTPStatus.MOVED_PERMANENTLY)
        sentence = _NO_ANSWER.format(about.base) if path.startswith("/api/") else _NO_PAGE
        return answer(request, HTTPStatus.NOT_FOUND, sentence, _suggestions(path, publication, near))

    @app.exception_handler(TooSlow)
    async def slow(request: Request, _: Exception) -> Response:
        return answer(request, HTTPStatus.SERVICE_UNAVAILABLE, TOO_LONG)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        faults = "; ".join(dict.fromkeys(_fault(detail) for detail in error.errors()))
        return answer(request, HTTPStatus.BAD_REQUEST, f"Permintaan ini tidak dapat dibaca: {faults}.")

    @app.exception_handler(Exception)
    async def broken(request: Request, _: Exception) -> Response:
        sentence = "Ada kesalahan di pihak kami. Coba lagi sebentar lagi."
        return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, sentence)


def _fault(detail: Mapping[str, Any]) -> str:
    """Say what is wrong with one parameter, by its name."""
    values = {**detail.get("ctx", {}), "name": detail["loc"][-1]}
    if "expected" in values:
        values["expected"] = str(values["expected"]).replace("'", "").replace(" or ", ", ")
    return _FAULTS.get(detail["type"], "“{name}” tidak dapat dibaca").format_map(values)


def _allowed(routes: Sequence[Route], request: Request) -> str:
    """Return the Allow header of an address: the methods of every route that takes it; HEAD is made from GET."""
    takes = [route for route in routes if route.matches(request.scope)[0] is not Match.NONE]
    methods = {method for route in takes for method in route.methods or ()}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


def _is_answered(path: str, publication: Publication, answered: frozenset[str]) -> bool:
    printed = path.removesuffix(".pdf")
    known = (path, printed, printed.removeprefix("/cetak"))
    return any(p in publication.documents or p in publication.redirects or p in answered for p in known)


def _neighbourhoods(publication: Publication) -> Mapping[str, list[str]]:
    """Return the pages by what an address that leads nowhere is compared with: those of a law, or ('') of our own.

    Comparing is slow, and a stranger may ask for it as often as it likes: it must not grow with the number of laws.
    """
    found: dict[str, list[str]] = {"": []}
    for path, document in publication.documents.items():
        if document.media_type == site.HTML:
            found.setdefault(_work_of(path), []).append(path)
    return found


def _work_of(path: str) -> str:
    try:
        return Address.parse(path).work
    except AddressError:
        return ""


def _suggestions(path: str, publication: Publication, near: Mapping[str, list[str]]) -> tuple[Link, ...]:
    """Return links to the pages whose addresses are most like one that leads nowhere."""
    wanted = (guess(path) or path)[:200]
    found: dict[str, None] = {}
    try:
        for address in Address.parse(wanted).lineage:
            if address.path in publication.documents:
                found[address.path] = None
    except AddressError:
        pass
    for close in difflib.get_close_matches(wanted, near.get(_work_of(wanted), near[""]), 3, 0.7):
        found[close] = None
    return tuple(Link(href, publication.documents[href].title) for href in list(found)[:4] if href != "/")
