"""Binding: pages' HTML put one after the other into one body whose references are all closed.

Each part's ids get its prefix; headings without an id get one; a link to what is in the same print leads there, every
other to the portal's public address. Works on the markup of our own templates only, which is why it may use patterns.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

import segno

from portal.views.prints import PrintedHeading

_WORK = re.compile(r"(/[a-z]+/(?:[a-z-]+/)?\d{4}/[^/#]+)/([^#]+)(?:#(.+))?")
_QR_MODULE, _QR_WIDTH, _QR_POSTER = 0.5, 24, 60  # mm; smaller modules are not read by old phones


def bind(parts: tuple[tuple[str, str], ...], origin: str, has_title: bool) -> tuple[str, list[PrintedHeading]]:
    """Return the body made of parts (each the path of its page, and its HTML), and its headings.

    Where the print has a title above its parts (`has_title`), every heading goes down one level.
    """
    headings: list[PrintedHeading] = []
    bound: list[str] = []
    known: dict[str, str] = {}
    for index, (path, text) in enumerate(parts):
        part, own = _numbered(text, f"b{index}", int(has_title))
        bound.append(f'<article class="part" id="b{index}">{part}</article>')
        headings += own
        known.setdefault(path, f"b{index}")
        for anchor in re.findall(rf' id="b{index}-([^"]+)"', part):
            known.setdefault(f"{path}#{anchor}", f"b{index}-{anchor}")
    return "".join(_linked(part, f"b{i}", known, origin) for i, part in enumerate(bound)), headings


def qr(url: str, large: bool) -> str:
    """Return a QR code as a picture in the address itself, in millimetres, quiet zone included."""
    code = segno.make_qr(url, error="m", boost_error=False)
    modules = code.symbol_size(border=4)[0]
    width = max(_QR_POSTER if large else _QR_WIDTH, modules * _QR_MODULE)
    return code.svg_data_uri(scale=round(width / modules, 3), border=4, unit="mm", xmldecl=False, svgns=True)


def _numbered(text: str, prefix: str, down: int) -> tuple[str, list[PrintedHeading]]:
    """Return a part whose ids have a prefix and whose headings have ids, and those headings."""
    headings: list[PrintedHeading] = []

    def heading(found: re.Match[str]) -> str:
        attributes, inner = found[2], found[3]
        level = min(int(found[1]) + down, 6)
        if down and found[1] == "1":
            attributes += ' class="title"'
        own = re.search(r'id="([^"]+)"', attributes)
        anchor = own[1] if own else f"{prefix}-j{len(headings) + 1}"
        words = " ".join(unescape(re.sub(r"<[^>]+>", "", inner)).split())
        headings.append(PrintedHeading(level, words, anchor))
        named = "" if own else f' id="{anchor}"'
        return f"<h{level}{attributes}{named}>{inner}</h{level}>"

    text = re.sub(r"<details(?![^>]* open)", "<details open", text)  # paper cannot be unfolded
    text = re.sub(r' (id|for)="([^"]+)"', rf' \1="{prefix}-\2"', text)
    text = re.sub(
        r' aria-labelledby="([^"]+)"',
        lambda found: f' aria-labelledby="{" ".join(f"{prefix}-{word}" for word in found[1].split())}"',
        text,
    )
    text = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", text)
    return re.sub(r"<h([1-6])([^>]*)>(.*?)</h\1>", heading, text, flags=re.DOTALL), headings


def _linked(part: str, prefix: str, known: Mapping[str, str], origin: str) -> str:
    """Return a part whose links lead to places in the same print where they can, else to the portal."""

    def link(found: re.Match[str]) -> str:
        href = unescape(found[1])
        if href.startswith("#"):
            return f' href="#{prefix}-{found[1][1:]}"'
        work = _WORK.fullmatch(href)
        inner = f"{work[1]}#{'-'.join((work[2] + ('/' + work[3] if work[3] else '')).split('/'))}" if work else ""
        target = known.get(href) or known.get(inner)
        if target:
            return f' href="#{target}" data-hlm=""'
        return f' href="{origin}{found[1]}"' if href.startswith("/") else found[0]

    return re.sub(r' href="([^"]*)"', link, part)


def listed(headings: list[PrintedHeading], kind: str) -> Iterator[PrintedHeading]:
    """Yield the headings that a contents list names.

    These are the parts of a book or kit with what they hold, of a law the chapters and articles up to its elucidation.
    """
    for entry in headings[1:] if kind == "sheet" else headings:
        is_law = re.match(r"(BUKU|BAB|Bagian Ke|Paragraf \d|Pasal|Diktum)", entry.words) is not None
        is_instead = re.match(r"Yang (berlaku sekarang|sekarang dirujuk): ", entry.words) is not None
        if kind == "sheet" and entry.words.startswith("Penjelasan resmi"):
            yield entry
            return
        if not is_instead and (is_law if kind == "sheet" else entry.level <= (3 if kind == "book" else 2)):
            yield entry
