"""Prints over the wire: print views, PDFs, pocket books, kits, and the check of codes.

Every answer here is computed on request; PDFs come from the press, which draws one at a time while the web goes on.
What cannot be had is said in a sentence with its status: 400 for an address that names no book, 413 for one too long,
503 with a link to the print view while the press is busy or there is none.
"""

import asyncio
import re
from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from portal import html
from portal.pages import frame_of
from portal.print import archive, book, pdf, receipt
from portal.print.press import Busy, Failed, Job, Press
from portal.print.printer import Order, Printer
from portal.views import finding, kits, receipts
from portal.views.parts import Link
from portal.views.prints import paper_page
from portal.web.finished import etag_matches, etag_of
from portal.web.gate import Gate
from portal.web.parameters import asked_day

_KEEP = {"cache-control": "public, max-age=300"}
_RETRY = 20  # seconds


def router(printer: Printer, press: Press, gate: Gate) -> APIRouter:
    """Return the routes below `/cetak` and `/cek`, and of every `.pdf`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/cetak/buku")
    @gate
    def show_book(request: Request) -> Response:
        try:
            parts = _parts(printer, _wanted_contents(request))
        except HTTPException as error:  # the form comes back as it was sent, with the sentence beside it
            page = paper_page(printer.edition, str(error.detail), _chosen(request))
            return _html(printer, page, error.status_code)
        spelled = book.spell(printer.library, parts)
        size = _size(printer, request, "/cetak/buku")
        if request.url.query not in (f"isi={spelled}", f"isi={spelled}&ukuran={size}"):
            words = f"&ukuran={size}" if "ukuran" in request.query_params else ""
            return RedirectResponse(f"/cetak/buku?isi={spelled}{words}", 301)
        return _shown(printer, Order("/cetak/buku", size, parts))

    @routes.get("/cetak/buku.pdf")
    async def draw_book(request: Request) -> Response:
        parts = _parts(printer, request.query_params.get("isi", ""))
        order = Order("/cetak/buku", _size(printer, request, "/cetak/buku", "a5"), parts)
        return await _drawn(printer, press, request, order)

    @routes.get("/cetak/buklet.pdf")
    async def draw_booklet(request: Request) -> Response:
        parts = _parts(printer, request.query_params.get("isi", ""))
        return await _drawn(printer, press, request, Order("/cetak/buku", "a5", parts), is_booklet=True)

    @routes.get("/cetak/pelatih/{slug}.zip")
    async def pack(request: Request, slug: str) -> Response:
        kit = printer.library.kits.get(slug)
        if kit is None:
            raise HTTPException(404)
        wanted = archive.orders(kit, _size(printer, request, "/cetak/pelatih"), _people(request))
        pdfs: dict[str, archive.Drawn] = {}
        if not printer.site.pdf_missing:
            for variant, order in wanted.items():
                drawn = await _pdf(printer, press, order)
                pdfs[variant] = archive.Drawn(drawn, pdf.pages(drawn))
        body = await asyncio.to_thread(archive.kit, printer, kit, wanted, pdfs)
        return _bytes(request, body, "application/zip", f"paket-{slug}.zip")

    @routes.get("/{path:path}.pdf")
    async def draw(request: Request, path: str) -> Response:
        own, page = f"/{path}", f"/{path}".removeprefix("/cetak")
        if (
            page != own and not _is_printed(printer, own) and _is_printed(printer, page)
        ):  # the print view's address + .pdf
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{page}.pdf{query}", 301)
        return await _drawn(printer, press, request, Order(own, _size(printer, request, own), day=asked_day(request)))

    @routes.get("/cetak/{path:path}")
    @gate
    def show(request: Request, path: str) -> Response:
        own = f"/cetak/{path}"
        if not frame_of(own).is_paper_only and not path.startswith("pelatih/"):
            own = f"/{path}"
        return _shown(printer, Order(own, _size(printer, request, own), day=asked_day(request)))

    @routes.get("/cek")
    @gate
    def check_form(kode: str = "", isi: str = "") -> Response:
        if kode:
            code = receipt.parse(kode)
            known = {"isi": isi} if isi and re.fullmatch(r"[a-z0-9.,-]{1,1200}", isi) else {}
            query = "".join(f"?{name}={value}" for name, value in known.items())
            if code is not None:
                return RedirectResponse(f"/cek/{code}{query}", 303)
            return _html(
                printer,
                receipts.receipt_page(printer.edition, isi, f"Ini bukan kode cetakan. {receipt.LOOKS}"),
                400,
            )
        return _html(printer, receipts.receipt_page(printer.edition, isi))

    @routes.get("/cek/{code}")
    @gate
    def check(code: str, isi: str = "") -> Response:
        return _checked(printer, code, isi)

    return routes


# ---------------------------------------------------------------- what is asked


def _wanted_contents(request: Request) -> str:
    """Return the contents that a form or an address asks for: `isi` fields, then the articles of each law."""
    words: list[str] = []
    for name, value in request.query_params.multi_items():
        if name == "isi":
            words.append(value)
        elif name.startswith("pasal.") and value.strip():
            own = name.removeprefix("pasal.")
            words += [f"{own}.{part}" for part in re.split(r"[,\s]+", re.sub(r"\s*-\s*", "-", value.strip())) if part]
    return ",".join(words)


def _chosen(request: Request) -> Mapping[str, str]:
    """Return what a form was sent with: each part ticked, and what was typed in each field; all else is ''."""
    known: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name == "isi":
            known |= dict.fromkeys(value.split(","), "1")
        else:
            known[name] = value[:120]
    return known


def _parts(printer: Printer, contents: str) -> tuple[book.Part, ...]:
    try:
        parts = book.parse(printer.library, contents)
        book.measure(printer.library, parts)
    except book.BookTooLong as error:
        raise HTTPException(413, str(error)) from error
    except book.BookError as error:
        raise HTTPException(400, str(error)) from error
    return parts


def _people(request: Request) -> int:
    """Return for how many people a kit is asked."""
    text = request.query_params.get("peserta", "").strip() or str(kits.PEOPLE)
    if not text.isdecimal() or not 1 <= int(text[:9]) <= kits.MOST_PEOPLE:
        raise HTTPException(400, f"Tulis jumlah peserta dari 1 sampai {kits.MOST_PEOPLE}.")
    return int(text)


def _size(printer: Printer, request: Request, path: str, default: str = "") -> str:
    sizes = printer.sizes(path)
    size = request.query_params.get("ukuran", default or next(iter(sizes)))
    if size not in sizes:
        raise HTTPException(400, f"Ukuran kertas yang ada: {', '.join(sizes)}.")
    return size


# ---------------------------------------------------------------- what is answered


def _html(printer: Printer, page: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return HTMLResponse(html.render(page, printer.site), status, dict(headers or {}))


def _shown(printer: Printer, order: Order) -> Response:
    page = printer.document(order)
    if page is None:
        raise HTTPException(404)
    return HTMLResponse(html.print_view(page, printer.site), headers={} if page.head.is_neutral else _KEEP)


async def _drawn(printer: Printer, press: Press, request: Request, order: Order, is_booklet: bool = False) -> Response:
    may_keep = _may_keep(printer, order)
    view = _view(printer, order)
    if printer.site.pdf_missing:
        return _unavailable(
            printer, "PDF tidak tersedia di sini. Buka versi cetak, lalu cetak lewat peramban.", view, 0
        )
    try:
        drawn = await _pdf(printer, press, order, is_booklet)
    except Busy:
        return _unavailable(
            printer, "Banyak yang sedang mencetak. Coba lagi sebentar, atau buka versi cetak.", view, _RETRY
        )
    except Failed:
        return _unavailable(
            printer, "PDF ini tidak dapat dibuat. Buka versi cetak, lalu cetak lewat peramban.", view, 300
        )
    name = re.sub(r"[^a-z0-9]+", "-", order.path.strip("/")) + ("-buklet" if is_booklet else "")
    return _bytes(request, drawn, "application/pdf", f"{name}-{order.size}.pdf", may_keep)


async def _pdf(printer: Printer, press: Press, order: Order, is_booklet: bool = False) -> bytes:
    """Return a PDF from the press."""

    def make() -> str:
        page = printer.document(order, is_alone=True)
        return html.on_paper(page, printer.site) if page is not None else ""

    key = printer.key(order) + ("-buklet" if is_booklet else "")
    return await asyncio.wrap_future(press.ask(key, Job(make, is_booklet)))


def _may_keep(printer: Printer, order: Order) -> bool:
    """Whether a cache may keep what is drawn; 404 where nothing is, 413 for a guide that is too long for the press."""
    is_neutral = printer.is_neutral(order)
    if is_neutral is None:
        raise HTTPException(404)
    if order.path.startswith("/panduan/"):
        _parts(printer, f"p.{order.path.removeprefix('/panduan/')}")
    return not is_neutral


def _is_printed(printer: Printer, path: str) -> bool:
    return printer.is_neutral(Order(path)) is not None


def _view(printer: Printer, order: Order) -> str:
    if order.contents:
        return f"/cetak/buku?isi={book.spell(printer.library, order.contents)}"
    return order.path if order.path.startswith("/cetak/") else f"/cetak{order.path}"


def _unavailable(printer: Printer, sentence: str, view: str, retry: int) -> Response:
    page = finding.error_page(503, "PDF belum dapat dibuat", sentence, (Link(view, "Buka versi cetak"),))
    return _html(printer, page, 503, {"retry-after": str(retry)} if retry else {})


def _bytes(request: Request, body: bytes, media_type: str, name: str, may_keep: bool = True) -> Response:
    etag = etag_of(body).decode()
    headers = {"content-disposition": f'inline; filename="{name}"', "x-robots-tag": "noindex"}
    if not may_keep:
        return Response(body, media_type=media_type, headers=headers)
    headers |= _KEEP | {"etag": etag}
    known = ", ".join(request.headers.getlist("if-none-match"))
    if etag_matches(known.encode("latin-1"), etag.encode()):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


# ---------------------------------------------------------------- codes


def _checked(printer: Printer, words: str, contents: str) -> Response:
    code = receipt.parse(words)
    state = next((s for s in printer.states if code is not None and s.number == code.state), None)
    if code is None or state is None:
        sentence = f"Kode ini tidak kami kenal. {receipt.LOOKS}"
        return _html(printer, receipts.receipt_page(printer.edition, "", sentence), 404)
    addresses = list(printer.addresses())
    if contents:
        addresses.insert(0, f"/cetak/buku?isi={book.spell(printer.library, _parts(printer, contents))}")
    own = receipt.find(state, code.mark, addresses, lambda address, old: printer.printed(address, old.digests))
    known = state.digests | printer.now if not own else {}  # type: ignore[operator]  # both are dictionaries
    units = tuple(dict.fromkeys(known or (*printer.printed(own, state.digests), *printer.watched(own))))
    changes = receipts.change_links(printer.edition, state, printer.now, units)
    changes += receipts.effect_links(printer.edition, state, units)
    about = Link(own, _title(printer, own)) if own else None
    page = receipts.answer_page(str(code), state, about, changes, contents)
    return _html(printer, page)


def _title(printer: Printer, own: str) -> str:
    path, _, contents = own.partition("?isi=")
    order = Order(path, next(iter(printer.sizes(path))), book.parse(printer.library, contents) if contents else ())
    page = printer.document(order)
    return page.head.title if page else own
