"""Draws PDFs: HTML and its assets in, tagged PDF bytes out; and lays A5 pages on A4 sheets for a folded booklet.

The only user of WeasyPrint and pikepdf, both optional (`pip install .[pdf]`; WeasyPrint also needs Debian's Pango).
Whatever a document refers to comes from the assets it is given: no file and no network is ever read for it. The same
input gives the same bytes. Heavy: call it in the worker process (`press`), not in the web.
"""

import ctypes
import io
import logging
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

ORIGIN = "paper:///"  # where documents pretend to be: relative addresses become names of assets
_A4 = (841.89, 595.276)  # landscape, in points


def missing() -> str:
    """Return why no PDF can be drawn here, '' when it can (in Indonesian, for /healthz and operators)."""
    if all(map(find_spec, ("pikepdf", "weasyprint"))) and _has_pango():
        return ""  # half a second sooner than asking WeasyPrint itself, at every start
    try:
        import pikepdf  # noqa: F401
        import weasyprint  # noqa: F401
    except ImportError as error:
        return f"paket Python “{error.name}” belum terpasang (make pdf)"
    except OSError:
        return "pustaka Pango belum terpasang (libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
    return ""


def _has_pango() -> bool:
    """Whether Debian's libraries are there under their usual names; other systems name them otherwise."""
    try:
        for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def engine() -> str:
    """Return the names and versions of what draws, for cache keys."""
    found = []
    for package in ("weasyprint", "pydyf", "pyphen", "fonttools", "pikepdf"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(package)
    return ", ".join(found)


def draw(html: str, assets: Mapping[str, tuple[bytes, str]]) -> bytes:
    """Return a tagged PDF of a document. `assets` gives the bytes and media type of every address it may refer to."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        """Answers from the assets and inline pictures, refuses everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(ORIGIN.rstrip("/"))
            if name in assets:
                body, media_type = assets[name]
                return URLFetcherResponse(url, body, {"Content-Type": media_type})
            if url.startswith("data:image/svg+xml"):
                return super().fetch(url, headers)
            raise ValueError("an address outside the shelf")

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it quotes what it draws
    shelf = Shelf(allowed_protocols=["data"], fail_on_errors=False)
    drawn = HTML(string=html, base_url=ORIGIN, url_fetcher=shelf).write_pdf(pdf_tags=True)
    return bytes(drawn)


def pages(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def impose(pdf: bytes) -> bytes:
    """Return A5 pages laid on A4 sheets, two a side, as a booklet.

    The sheets are printed on both sides (flipped at the short edge) and folded together. Filled up with empty pages to
    a multiple of four; tags are lost.
    """
    import pikepdf

    source = pikepdf.open(io.BytesIO(pdf))
    order = booklet_order(len(source.pages))
    out = pikepdf.new()
    for left, right in order:
        sheet = out.add_blank_page(page_size=_A4)
        for column, number in enumerate((left, right)):
            if number is not None:
                half = pikepdf.Rectangle(column * _A4[0] / 2, 0, (column + 1) * _A4[0] / 2, _A4[1])
                sheet.add_overlay(source.pages[number], half)
    out.Root.Lang = pikepdf.String("id")
    target = io.BytesIO()
    out.save(target, deterministic_id=True)
    return target.getvalue()


def booklet_order(count: int) -> list[tuple[int | None, int | None]]:
    """Return which pages (from 0, None for an empty one) stand left and right on each side of a booklet's sheets."""
    full = -(-count // 4) * 4
    sides = []
    for sheet in range(full // 4):
        first, last = 2 * sheet, full - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return [(left if left < count else None, right if right < count else None) for left, right in sides]
