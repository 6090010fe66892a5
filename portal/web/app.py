"""The application: content and settings in, an ASGI application out.

`create_app` has no side effects. FastAPI answers only what cannot be known beforehand: search, the API, another
day's law, prints, and addresses that lead nowhere. Nothing about a request is ever logged.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from types import MappingProxyType

from fastapi import APIRouter, FastAPI, Request
from fastapi.dependencies import models
from fastapi.responses import HTMLResponse

from portal import html, site
from portal.formats import FORMATS
from portal.print import pdf, receipt
from portal.print.files import PaperFiles, paper_files
from portal.print.press import Press
from portal.print.printer import Order, Printer
from portal.reading.indexes import Days
from portal.reading.library import Library
from portal.search.answer import Finder
from portal.settings import Settings
from portal.views import finding
from portal.views.edition import Edition
from portal.views.emergency import emergency_block
from portal.web import api, choices, errors, finished, past, prints, under
from portal.web.cache import App, PageTable
from portal.web.gate import Gate, Gates, gates
from portal.web.parameters import asked_day, edition_of

SITE_NAME = "Portal TPPO Kaltim"
MAX_PAGE = 50
_LOG = logging.getLogger("portal")


@dataclass(frozen=True)
class Equipment:
    """What stays while a process runs: files by address, what pages say of the portal, paper styles, the press, gates.

    `health` are the lines that `/healthz` adds.
    """

    files: Mapping[str, site.Document]
    about: html.Site
    paper: PaperFiles
    press: Press
    gates: Gates
    health: tuple[str, ...] = ()


def equip(settings: Settings, health: tuple[str, ...] = ()) -> Equipment:
    """Read the static files, once, and make the press ready."""
    paper = paper_files(settings.static)
    assets = site.assets(settings.static)
    about = html.Site(
        origin=settings.origin,
        canonical=settings.base_url,
        base=settings.base,
        mail=settings.mail,
        name=SITE_NAME,
        version=version("portal-tppo-kaltim"),
        style_href=assets.style,
        print_href=assets.print_style,
        script_href=assets.script,
        exit_href=settings.exit_url,
        formats=MappingProxyType({form.suffix: form.name for form in FORMATS}),
        pdf_missing=pdf.missing(),
    )
    return Equipment(
        MappingProxyType({**assets.documents, **paper.documents}),
        about,
        paper,
        Press(settings.cache, paper.assets),
        gates(),
        health,
    )


def create_app(
    library: Library,
    settings: Settings,
    as_of: date,
    equipment: Equipment | None = None,
    warn: Callable[[str], None] = _LOG.warning,
) -> PageTable:
    """Return the ASGI application that serves a library as the law stands on a date.

    `warn` gets a sentence for the operator about what is amiss and does not stop the portal.
    """
    equipment = equipment or equip(settings)
    days = Days(library)
    publication, finder = published(days, as_of, settings, equipment), found_by(days, as_of, settings, warn)
    return PageTable(finished.table(publication), computed(days, as_of, publication, settings, equipment, finder))


def published(
    days: Days, as_of: date, settings: Settings, equipment: Equipment, is_kept: bool = False
) -> site.Publication:
    """Return every page of a day. `is_kept` says that newer content has faults, so that this one is shown."""
    edition = Edition(days.on(as_of), as_of)
    made = site.build(edition, equipment.files, equipment.about, settings.base_url, is_kept, equipment.health)
    under.refuse_ambiguous(made.base, (*made.documents, *made.redirects))
    return made


def found_by(days: Days, as_of: date, settings: Settings, warn: Callable[[str], None]) -> Finder:
    """Return what searches the law and our pages as they stand on a day."""
    finder = Finder(days.on(as_of), settings.search, settings.index)
    if finder.index.trouble:
        warn(finder.index.trouble)
    return finder


def computed(
    days: Days,
    as_of: date,
    publication: site.Publication,
    settings: Settings,
    equipment: Equipment,
    finder: Finder,
) -> App:
    """Return what answers the requests that no finished page answers."""
    about, gated = equipment.about, equipment.gates
    edition = Edition(days.on(as_of), as_of)
    app = FastAPI(
        title=SITE_NAME,
        version=about.version,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        servers=[{"url": about.base}] if about.base else None,
        redirect_slashes=False,  # it would build an address from the Host header; `guess` knows trailing slashes
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    routers = (
        api.router(edition, finder, gated.search, about.base),
        api.suggestions(edition.library),
        search_page(edition, days, finder, about, gated.search),
        choices.router(edition, days, about, gated.pages),
        prints.router(printer_for(days, as_of, settings, equipment), equipment.press, gated.pages),
        past.router(days, about, gated.pages),  # the last: it takes every path
    )
    errors.include(app, routers, publication, about, emergency_block(edition))
    _forget_endpoints()
    return app


def rehearse(days: Days, as_of: date, settings: Settings, equipment: Equipment, finder: Finder) -> None:
    """Make a search page and a print view as readers ask for them, so that templates and caches are filled."""
    edition, about = Edition(days.on(as_of), as_of), equipment.about
    for words in ("ganti rugi", "korbn", "pasal 1"):
        html.render(finding.search_page(edition, finder, finding.SearchRequest(words)), about)
    page = printer_for(days, as_of, settings, equipment).document(Order("/bantuan", "a4"))
    if page is not None:
        html.on_paper(page, about)


def _forget_endpoints() -> None:
    """Empty FastAPI's caches of what kind of function an endpoint is.

    They hold the last 4,096 endpoints, ours hold the whole table they answer from: a process that turns every day
    would keep half a year of tables. Any cache of that module can be emptied, since it only saves looking again.
    """
    for value in vars(models).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def search_page(edition: Edition, days: Days, finder: Finder, about: html.Site, gate: Gate) -> APIRouter:
    """Return the route of `/cari`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/cari", response_class=HTMLResponse)
    @gate
    def search(request: Request, q: str = "", di: str = "", h: str = "1", persis: str = "") -> HTMLResponse:
        number = int(h) if h.isdecimal() and len(h) < 4 else 1
        wanted = finding.SearchRequest(q, di, min(max(number, 1), MAX_PAGE), bool(persis))
        page = finding.search_page(edition_of(edition, days, asked_day(request)), finder, wanted)
        return HTMLResponse(html.render(page, about))

    return routes


def printer_for(days: Days, as_of: date, settings: Settings, equipment: Equipment) -> Printer:
    """Return what prints need: styles, fonts, the ledger of releases, and where QR codes lead."""
    about, paper, edition = equipment.about, equipment.paper, Edition(days.on(as_of), as_of)
    ledger = settings.content / receipt.LEDGER
    states = receipt.read(ledger.read_text("utf-8")) if ledger.exists() else ()
    released = f"{states[-1].number}" if states else ""
    words = (
        paper.digest,
        edition.library.content_id,
        released,
        about.version,
        about.exit_href,
        settings.origin,
        pdf.engine(),
    )
    return Printer(
        edition=edition,
        days=days,
        site=about,
        origin=settings.origin,
        is_local=not settings.base_url,
        states=states,
        now=MappingProxyType(receipt.units(edition.library)),
        styles=paper.styles,
        sheets={address: bytes(document.body) for address, document in paper.documents.items()},
        stamp="\n".join(words),
    )
