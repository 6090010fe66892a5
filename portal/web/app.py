"""The application: content and settings in, an ASGI application out.

`create_app` has no side effects. FastAPI answers only what cannot be known beforehand: search, the API, and addresses
that lead nowhere. Nothing about a request is ever logged.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from importlib.metadata import version
from types import MappingProxyType
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from portal import html, site
from portal.address import Address, AddressError, guess
from portal.formats import FORMATS
from portal.print import pdf, receipt
from portal.print.files import TypeCase, type_case
from portal.print.press import Press
from portal.print.room import PressRoom
from portal.reading.library import Library
from portal.search.answer import Finder
from portal.settings import Settings
from portal.site import Publication
from portal.views import finding
from portal.views.edition import Edition
from portal.views.parts import Link
from portal.web import api, choices, past, prints
from portal.web.cache import App, PageTable

SITE_NAME = "Portal TPPO Kaltim"
MAX_PAGE = 50
ANSWERED_HERE = frozenset({"/cari", "/saran", "/api/v1/search", "/openapi.json"})


@dataclass(frozen=True)
class Equipment:
    """What stays while a process runs: files by address, what pages say of the portal, paper styles, the press."""

    files: Mapping[str, site.Document]
    about: html.Site
    case: TypeCase
    press: Press


def equip(settings: Settings) -> Equipment:
    """Read the static files, once, and make the press ready."""
    case = type_case(settings.static)
    files, style, script = site.assets(settings.static)
    about = html.Site(
        name=SITE_NAME,
        version=version("portal-tppo-kaltim"),
        style_href=style,
        script_href=script,
        exit_href=settings.exit_url,
        formats=MappingProxyType({form.suffix: form.name for form in FORMATS}),
        pdf_missing=pdf.missing(),
    )
    return Equipment(MappingProxyType(files | case.documents), about, case, Press(settings.cache, case.assets))


def create_app(
    library: Library, settings: Settings, as_of: date, equipment: Equipment | None = None, is_kept: bool = False
) -> App:
    """Return the ASGI application that serves a library as the law stands on a date.

    `is_kept` says that newer content has faults, so that this one is kept (`/versi.json` tells it).
    """
    equipment = equipment or equip(settings)
    about = equipment.about
    edition = Edition(library, as_of)
    publication = site.build(edition, equipment.files, about, settings.base_url, is_kept)
    finder = Finder(library, settings.search, settings.index)
    app = FastAPI(
        title=SITE_NAME,
        version=about.version,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,  # it would build an address from the Host header; `guess` knows trailing slashes
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    app.include_router(api.router(edition, finder))
    app.include_router(api.suggestions(library))

    @app.get("/cari", response_class=HTMLResponse, include_in_schema=False)
    def search(q: str = "", di: str = "", h: str = "1", persis: str = "") -> HTMLResponse:
        number = int(h) if h.isdecimal() and len(h) < 4 else 1
        request = finding.SearchRequest(q, di, min(max(number, 1), MAX_PAGE), bool(persis))
        return HTMLResponse(html.render(finding.search_page(edition, finder, request), about))

    app.include_router(choices.router(edition, about))
    app.include_router(prints.router(press_room(edition, settings, equipment), equipment.press))
    app.include_router(past.router(library, about))
    _add_errors(app, publication, about)
    return PageTable(publication, app)


def press_room(edition: Edition, settings: Settings, equipment: Equipment) -> PressRoom:
    """Return what prints need: styles, fonts, the ledger of releases, and where QR codes lead."""
    about, case = equipment.about, equipment.case
    ledger = settings.content / receipt.LEDGER
    states = receipt.read(ledger.read_text("utf-8")) if ledger.exists() else ()
    released = f"{states[-1].number}" if states else ""
    words = (
        case.digest,
        edition.library.content_id,
        released,
        about.version,
        about.exit_href,
        settings.origin,
        pdf.engine(),
    )
    return PressRoom(
        edition=edition,
        site=about,
        origin=settings.origin,
        is_local=not settings.base_url,
        states=states,
        now=MappingProxyType(receipt.units(edition.library)),
        styles=case.styles,
        sheets={address: document.body for address, document in case.documents.items()},
        stamp="\n".join(words),
    )


def _add_errors(app: FastAPI, publication: Publication, about: html.Site) -> None:
    """Give every failure its page: redirects for guessed addresses, suggestions, and one JSON shape under /api."""

    def answer(request: Request, status: int, heading: str, sentence: str, links: tuple[Link, ...] = ()) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": {"status": status, "message": sentence}}, status)
        page = finding.error_page(status, heading, sentence, links)
        return HTMLResponse(html.render(page, about), status)

    @app.exception_handler(HTTPException)
    async def failed(request: Request, error: HTTPException) -> Response:
        if error.status_code != HTTPStatus.NOT_FOUND:
            heading, sentence = "Permintaan tidak dapat dijawab", "Alamat ini tidak menerima permintaan seperti itu."
            if error.detail != HTTPStatus(error.status_code).phrase:
                sentence = str(error.detail)
            response = answer(request, error.status_code, heading, sentence)
            if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                response.headers["allow"] = "GET, HEAD"
            return response
        path = request.url.path
        target = guess(path)
        if target is not None and _is_answered(target, publication):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(quote(target) + query, HTTPStatus.MOVED_PERMANENTLY)
        sentence = "Tidak ada halaman di alamat ini. Periksa alamatnya, atau cari di bawah ini."
        if path.startswith("/api/"):
            sentence = "Tidak ada jawaban di alamat ini; /openapi.json menyebut alamat yang ada."
        return answer(request, 404, "Halaman tidak ditemukan", sentence, _suggestions(path, publication))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, _: RequestValidationError) -> Response:
        sentence = "Permintaan ini tidak dapat dibaca; periksa nilai q, type, dan limit."
        return answer(request, 400, "Permintaan tidak dapat dibaca", sentence)

    @app.exception_handler(Exception)
    async def broken(request: Request, _: Exception) -> Response:
        sentence = "Ada kesalahan di pihak kami. Coba lagi sebentar lagi."
        return answer(request, 500, "Ada kesalahan", sentence)


def _is_answered(path: str, publication: Publication) -> bool:
    printed = path.removesuffix(".pdf")
    known = (path, printed, printed.removeprefix("/cetak"))
    return any(p in publication.documents or p in publication.redirects or p in ANSWERED_HERE for p in known)


def _suggestions(path: str, publication: Publication) -> tuple[Link, ...]:
    """Return links to the pages whose addresses are most like one that leads nowhere."""
    wanted = (guess(path) or path)[:200]
    found: dict[str, None] = {}
    try:
        for address in Address.parse(wanted).lineage:
            if address.path in publication.documents:
                found[address.path] = None
    except AddressError:
        pass
    pages = [p for p, d in publication.documents.items() if d.media_type == site.HTML]
    for close in difflib.get_close_matches(wanted, pages, 3, 0.7):
        found[close] = None
    return tuple(Link(href, publication.documents[href].title) for href in list(found)[:4] if href != "/")
