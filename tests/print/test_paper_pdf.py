"""PDFs: tagged, true page numbers, readable codes, same bytes, nothing from outside."""

import itertools
import re
import socket
from collections import Counter
from pathlib import Path

import pytest
from printing import BOOK, ORIGIN, Draw, document, headings, needs, opened, pages_of_text, qr_codes, untagged_text

from portal.guidance import Stage
from portal.print import book, pdf
from portal.print.files import paper_files
from portal.print.press import Job, Press
from portal.print.printer import Order, Printer
from portal.reading.library import Library

KINDS = {
    "provision": ("/uu/2007/21/pasal-48", "a4", ""),
    "provision, repealed": ("/uu/2007/21/pasal-2", "f4", ""),
    "guide": ("/panduan/untuk-rt", "a4", ""),
    "guide, large print": ("/panduan/untuk-rt", "besar", ""),
    "role": ("/peran/ketua-rt-rw", "a5", ""),
    "book": ("/cetak/buku", "a5", BOOK),
    "poster": ("/cetak/poster/nomor", "a3", ""),
    "cards": ("/cetak/kartu/nomor", "kartu", ""),
    "signs": ("/cetak/lembar/tanda", "a4", ""),
    "picture poster": ("/cetak/poster/gambar", "a3", ""),
    "picture cards": ("/cetak/kartu/gambar", "kartu", ""),
    "kit": ("/cetak/pelatih/siapa-melakukan-apa-90-menit/fasilitator", "a4", ""),
    "matrix": ("/tugas", "a4", ""),
    "deadlines": ("/tenggat", "a4", ""),
    "path of a case": ("/alur", "a4", ""),
    "penalties": ("/sanksi", "a4", ""),
}


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys())
def kind(request: pytest.FixtureRequest) -> tuple[str, str, str]:
    """A print of every kind: address, size, contents."""
    found: tuple[str, str, str] = request.param
    return found


def test_every_text_is_tagged(kind: tuple[str, str, str], draw: Draw) -> None:
    """No text stands outside the tags, the language is Indonesian, and there is a title."""
    drawn = draw(*kind)
    found = opened(drawn)
    assert 0 == untagged_text(drawn)
    assert "id" == str(found.Root.Lang)
    assert found.Root.MarkInfo.Marked
    assert str(found.docinfo.Title)


def test_no_heading_level_is_skipped(kind: tuple[str, str, str], draw: Draw) -> None:
    """Headings start at the first level and go down one step at a time."""
    levels = headings(draw(*kind))
    assert 1 == levels[0]
    assert [] == [(above, below) for above, below in itertools.pairwise(levels) if below > above + 1]


def test_every_code_leads_to_its_page(kind: tuple[str, str, str], draw: Draw, tmp_path: Path) -> None:
    """The QR code on the first page reads as the print's own address."""
    path, size, contents = kind
    own = f"{path}?isi={contents}" if contents else path
    assert [ORIGIN + own] == qr_codes(draw(path, size, contents), tmp_path)


def test_every_font_is_embedded_and_ours(kind: tuple[str, str, str], draw: Draw) -> None:
    """No font of the system is used, whatever is installed."""
    names = {
        str(font.BaseFont)
        for page in opened(draw(*kind)).pages
        for font in page.obj.Resources.get("/Font", {}).values()
    }
    assert names
    assert [] == [name for name in names if not re.search(r"Source-S(ans-3|erif-4)|Atkinson", name)]


@pytest.mark.parametrize(("path", "size", "contents"), [KINDS["book"], ("/uu/2007/21", "a4", ""), KINDS["kit"]])
def test_contents_name_true_pages(path: str, size: str, contents: str, draw: Draw, tmp_path: Path) -> None:
    """Every number in the contents list is the page where that heading stands."""
    pages = pages_of_text(draw(path, size, contents), tmp_path)
    found = re.findall(r"^ *(\S.*?) ?\.{3,} ?(\d+)$", "\n".join(pages[:5]), re.M)
    assert len(found) >= 4
    assert [] == [
        (words, number) for words, number in found if _spaceless(words)[:24] not in _spaceless(pages[int(number) - 1])
    ]


def _spaceless(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_ready_made_books_have_the_pages_that_they_say(draw: Draw, real: Library) -> None:
    """Who prints knows the number before; a pocket book has sixteen at most, and the law is an annex of its own."""
    pages = {p.slug: len(opened(draw("/cetak/buku", "a5", p.contents)).pages) for p in real.presets}
    assert {p.slug: p.pages for p in real.presets} == pages
    books = [slug for slug in pages if not slug.startswith("lampiran-")]
    assert len(books) >= 4
    assert [] == [slug for slug in books if pages[slug] > 16]


@pytest.mark.parametrize("size", ["a4", "f4"])
def test_a_kit_needs_four_sheets_for_each_person(draw: Draw, real: Library, size: str) -> None:
    """What each participant gets, printed on one side."""
    pages = {kit: len(opened(draw(f"/cetak/pelatih/{kit}/peserta", size)).pages) for kit in real.kits}
    assert {} == {kit: count for kit, count in pages.items() if count > 4}


def test_the_deadlines_are_one_sheet(draw: Draw) -> None:
    """All time limits stand on the two sides of one sheet."""
    assert 2 == len(opened(draw("/tenggat", "a4", "")).pages)


def test_each_stage_of_who_does_what_is_one_sheet(draw: Draw, tmp_path: Path) -> None:
    """A stage stands on the two sides of one sheet, so that it can be handed to those whom it concerns."""
    pages = pages_of_text(draw("/tugas", "a4", ""), tmp_path)
    sides = Counter(stage for page in pages for stage in Stage if f"Siapa melakukan apa: {stage}" in page)
    assert set(Stage) == sides.keys()
    assert max(sides.values()) <= 2


def test_the_same_order_gives_the_same_bytes(printer: Printer, draw: Draw, tmp_path: Path) -> None:
    """Two presses that know nothing of each other draw the same PDF."""
    order = Order("/cetak/buku", "a5", book.parse(printer.library, BOOK))
    other = Press(tmp_path, paper_files(Path("static")).assets)
    try:
        again = other.ask("again", Job(lambda: document(printer, order))).result(60)
    finally:
        other.close()
    assert draw("/cetak/buku", "a5", BOOK) == again


def test_a_booklet_is_folded_from_sheets_of_four_pages(draw: Draw) -> None:
    """The booklet has two A5 pages a side, and sides for a multiple of four pages."""
    pages = len(opened(draw("/cetak/buku", "a5", BOOK)).pages)
    booklet = opened(draw("/cetak/buku", "a5", BOOK, is_booklet=True))
    assert -(-pages // 4) * 2 == len(booklet.pages)
    assert [0, 0, 842, 595] == [round(float(edge)) for edge in booklet.pages[0].MediaBox]


def test_pages_of_a_booklet_are_in_reading_order_when_folded() -> None:
    """The outermost sheet carries the last and the first page, its back the second and the last but one."""
    assert [(7, 0), (1, 6), (5, 2), (3, 4)] == pdf.booklet_order(8)
    assert [(None, 0), (1, None), (None, 2), (3, 4)] == pdf.booklet_order(5)


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src="ORIGIN/x.png">',
        '<link rel="stylesheet" href="ORIGIN/x.css">',
        '<link rel="attachment" href="FILE">',
        '<object data="FILE"></object><img src="FILE"><img src="../../../../etc/hostname">',
        '<style>@import "ORIGIN/x"; body { background: url(FILE) }</style>',
        '<svg><image href="ORIGIN/x.svg"/><image href="FILE"/></svg>',
    ],
)
def test_nothing_outside_the_shelf_is_read(hostile: str, tmp_path: Path) -> None:
    """A document that asks for files or the network is drawn without them."""
    needs(pdf.missing())
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasia")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        text = hostile.replace("ORIGIN", origin).replace("FILE", secret.as_uri())
        drawn = pdf.draw(f"<html lang=id><title>x</title><p>x</p>{text}", {})
        with pytest.raises(BlockingIOError):
            listener.accept()
    with opened(drawn) as found:
        assert 0 == len(found.attachments)


def test_a_hand_out_and_a_poster_fit_their_sheets(draw: Draw) -> None:
    """Posters, cards and the sheet of signs are one page, the cards with pictures two."""
    for name in ("poster", "cards", "signs", "picture poster"):
        assert 1 == len(opened(draw(*KINDS[name])).pages), name
    for poster in ("/cetak/poster/nomor", "/cetak/poster/gambar"):
        assert 1 == len(opened(draw(poster, "poster")).pages), poster
    assert 2 == len(opened(draw(*KINDS["picture cards"])).pages)
