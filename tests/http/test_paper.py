"""Prints without any PDF: print views, pocket books, their address, and what hostile addresses get."""

import re
from dataclasses import replace
from datetime import date, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from printing import BOOK, ORIGIN, PRINTING, document
from samples import TODAY
from serving import reading, served

from portal import html
from portal.pages import BY_BOOK_WORD
from portal.print import book
from portal.print.book import BookError, BookTooLong
from portal.print.printer import Order, Printer
from portal.reading.library import Library
from portal.site import HTML, Publication
from portal.views.every import page_of
from portal.views.parts import long_date

# ---------------------------------------------------------------- print views

NOT_PRINTED = {"/", "/cetak", "/cek"}


def test_every_page_has_a_print_view(client: httpx.Client, publication: Publication, printer: Printer) -> None:
    """Whatever stands on the site can be printed, except the pages that lead there."""
    paths = [path for path, document_ in publication.documents.items() if document_.media_type == HTML]
    paths = [path for path in paths if path not in NOT_PRINTED and not path.startswith("/cetak/pelatih/")]
    assert [] == [path for path in paths if printer.is_neutral(Order(path)) is None]
    assert 200 == client.get("/cetak/uu/2007/21/pasal-48").status_code


@pytest.mark.parametrize("size", ["a4", "f4", "a5", "besar"])
def test_a_print_says_what_it_is(printer: Printer, size: str) -> None:
    """Status, citation, proof state, day of the content, short address, code and QR stand in the page body."""
    text = document(printer, Order("/uu/2007/21/pasal-48", size))
    words = reading(text).words
    for needed in (
        "Berlaku",
        "UU 21/2007",
        "Sumber naskah",
        f"Isi per {long_date(TODAY)}",
        "portal.example/uu/2007/21/pasal-48",
        "Salinan tidak resmi",
        "Penjelasan resmi Pasal 48",
    ):
        assert needed in words, needed
    assert f'alt="Kode QR ke {ORIGIN}/uu/2007/21/pasal-48"' in text
    assert re.search(r'class="code">[0-9A-Z]{3}-[0-9A-Z]{5}<', text)


def test_a_repealed_provision_is_printed_with_what_replaced_it(printer: Printer) -> None:
    """The text in force stands first, in full; the old one says that it is no more."""
    words = reading(document(printer, Order("/uu/2007/21/pasal-2"))).words
    assert words.index("Yang berlaku sekarang: Pasal 455 UU 1/2023") < words.index("yang sudah dicabut")


def test_a_print_of_another_day_says_so(printer: Printer) -> None:
    """The law of a past day is marked as such."""
    words = reading(document(printer, Order("/uu/2007/21/pasal-2", day=date(2010, 1, 1)))).words
    assert "Hukum per 1 Januari 2010, bukan keadaan hari ini." in words


def test_no_reference_of_a_print_is_open(printer: Printer) -> None:
    """Every link leads into the same print or to the portal's public address; no id stands twice."""
    order = Order("/cetak/buku", "a5", book.parse(printer.library, BOOK))
    text = document(printer, order)
    found = reading(text[text.index('<main id="isi">') :])
    assert len(found.ids) == len(set(found.ids))
    inside = [href[1:] for href in found.hrefs if href.startswith("#")]
    assert [] == [anchor for anchor in inside if anchor not in found.ids]
    assert [] == [href for href in found.hrefs if href.startswith("/")]


def test_neutral_prints_do_not_name_the_portal(printer: Printer) -> None:
    """Wallet cards and lists of numbers have a neutral title and no name of the portal outside the screen's bar."""
    for path in ("/cetak/kartu/nomor", "/cetak/lembar/kontak", "/bantuan"):
        size = next(iter(printer.sizes(path)))
        text = document(printer, Order(path, size))
        title = re.search(r"<title>(.*?)</title>", text)
        assert title
        assert printer.site.name not in title[1]
        assert "perdagangan" not in title[1].lower()


def test_nothing_is_folded_on_paper(printer: Printer) -> None:
    """What a phone folds stands open in a print view, which a browser prints as it is."""
    for path in ("/panduan/untuk-rt", "/peran/camat", "/hak", "/istilah", "/sanksi", "/alur", "/uu/2007/21/pasal-48"):
        folds = re.findall(r"<details[^>]*>", document(printer, Order(path)))
        assert folds, path
        assert all(" open" in fold for fold in folds), path


def test_a_dated_print_bears_the_address_of_its_day(printer: Printer) -> None:
    """What is printed of the law of 2015 leads back to the law of 2015."""
    order = Order("/uu/2007/21/pasal-2", day=date(2015, 6, 1))
    assert "/uu/2007/21/pasal-2?per=2015-06-01</b>" in document(printer, order)


def test_without_a_public_address_a_print_bears_none(printer: Printer) -> None:
    """What leads nowhere outside this machine is not printed: no address, no QR code; what the print is stays."""
    local = replace(printer, origin="http://127.0.0.1:8000", is_local=True)
    masts = [
        document(one, Order("/panduan/untuk-rt")).partition('<header class="mast">')[2].partition("</header>")[0]
        for one in (local, printer)
    ]
    assert [False, True] == ['class="qr"' in mast for mast in masts]
    assert [False, True] == ["/cek</p>" in mast for mast in masts]
    assert "127.0.0.1" not in masts[0]
    assert all("Isi per" in mast for mast in masts)


def test_the_key_of_a_print_changes_with_what_it_shows(printer: Printer) -> None:
    """Address, paper, contents and content each give another key; the day alone does not."""
    order = Order("/panduan/untuk-rt")
    keys = {
        printer.key(order),
        printer.key(replace(order, size="a5")),
        printer.key(Order("/cetak/buku", "a4", book.parse(printer.library, "kontak"))),
        replace(printer, stamp="other").key(order),
    }
    assert 4 == len(keys)
    assert printer.key(order) == replace(
        printer, edition=replace(printer.edition, as_of=TODAY + timedelta(days=1))
    ).key(order)


# ---------------------------------------------------------------- the address of a book


@pytest.mark.parametrize(
    ("asked", "spelled"),
    [
        ("p.untuk-rt", "p.untuk-rt"),
        ("uu.2007.21.1,uu.2007.21.2,uu.2007.21.3", "uu.2007.21.1-3"),
        ("uu.2007.21.1-3,uu.2007.21.2-5", "uu.2007.21.1-5"),
        ("uu.2007.21.48,uu.2007.21.1", "uu.2007.21.48,uu.2007.21.1"),
        ("kontak,kontak,r.camat,kontak", "kontak,r.camat"),
        ("uu.2007.21.1-67", "uu.2007.21"),
        (",kontak,,", "kontak"),
    ],
)
def test_a_book_has_one_address(real: Library, asked: str, spelled: str) -> None:
    """Ranges are joined, repetitions dropped, the reader's order kept."""
    assert spelled == book.spell(real, book.parse(real, asked))


@given(st.data())
def test_spelling_and_parsing_are_inverse(real: Library, data: st.DataObject) -> None:
    """What was spelled is read as the same book, and spelled the same again."""
    choices = [f"p.{slug}" for slug in real.guides] + [f"r.{slug}" for slug in real.roles] + list(BY_BOOK_WORD)
    choices += [f"uu.2007.21.{a}-{b}" for a in range(1, 68, 7) for b in (a, min(a + 5, 67))]
    words = data.draw(st.lists(st.sampled_from(choices), min_size=1, max_size=12))
    parts = book.parse(real, ",".join(words))
    assert parts == book.parse(real, book.spell(real, parts))


@pytest.mark.parametrize(
    "words",
    ["", "../etc/passwd", "p.tidak-ada", "uu.2007.21.99", "uu.2007.21.5-1", "P.UNTUK-RT", "p.untuk-rt<b>", "x", "p."],
)
def test_an_address_that_names_no_book_is_refused(real: Library, words: str) -> None:
    """Only names and numbers that are known make a book."""
    with pytest.raises(BookError):
        book.parse(real, words)


def test_a_book_has_limits(real: Library) -> None:
    """Too many parts, too long an address, too much text, too many rows: each is said before anything is drawn."""
    with pytest.raises(BookTooLong, match="paling banyak 40 bagian"):
        book.parse(real, ",".join(["kontak"] * 10_000)[: book.MAX_WORDS])
    with pytest.raises(BookTooLong, match="Alamat buku"):
        book.parse(real, ",".join(["kontak"] * 10_000))
    guide = next(iter(real.guides.values()))
    long = replace(real, guides={guide.slug: replace(guide, body="\n| a | b |" * 8000)})
    with pytest.raises(BookTooLong, match="Tabel"):
        book.measure(long, book.parse(long, f"p.{guide.slug}"))
    longer = replace(real, guides={guide.slug: replace(guide, body="a" * 200_001)})
    with pytest.raises(BookTooLong, match="huruf"):
        book.measure(longer, book.parse(longer, f"p.{guide.slug}"))


def test_every_ready_made_book_has_its_own_title(printer: Printer) -> None:
    """A preset is known by its contents; any other book is one of the reader's choosing."""
    assert 3 <= len(printer.library.presets)
    for preset in printer.library.presets:
        page = printer.document(Order("/cetak/buku", "a5", book.parse(printer.library, preset.contents)))
        assert page
        assert preset.title == page.head.title
    other = printer.document(Order("/cetak/buku", "a5", book.parse(printer.library, "kontak")))
    assert other
    assert "Buku saku pilihan" == other.head.title


# ---------------------------------------------------------------- over the wire


def test_a_form_leads_to_the_canonical_address(client: httpx.Client) -> None:
    """Ticks and article numbers of the plain form become one address (301)."""
    form = "/cetak/buku?isi=p.untuk-rt&isi=kontak&pasal.uu.2007.21=1+-+3%2C+26&pasal.pp.2008.9="
    answer = client.get(form)
    assert 301 == answer.status_code
    assert "/cetak/buku?isi=p.untuk-rt,kontak,uu.2007.21.1-3,uu.2007.21.26" == answer.headers["location"]
    assert 200 == client.get(answer.headers["location"]).status_code


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cetak/buku", 400),
        ("/cetak/buku?isi=../../etc/passwd", 400),
        ("/cetak/buku?isi=%3Cscript%3E", 400),
        ("/cetak/buku.pdf?isi=p.tidak-ada", 400),
        ("/cetak/buklet.pdf?isi=uu.2007.21.1-999", 400),
        ("/cetak/buku.pdf?isi=" + ",".join(["kontak"] * 1_100), 413),
        ("/cetak/buku?isi=kontak&ukuran=a0", 400),
        ("/cetak/uu/2007/21/pasal-480", 404),
        ("/cetak/../../etc/passwd", 404),
        ("/cetak/pelatih/tidak-ada/kuis", 404),
        ("/cetak/pelatih/tidak-ada.zip", 404),
        ("/cetak/pelatih/siapa-melakukan-apa-90-menit.zip?peserta=0", 400),
        ("/cetak/pelatih/siapa-melakukan-apa-90-menit.zip?peserta=99999999999999999999", 400),
        ("/cetak/pelatih/siapa-melakukan-apa-90-menit.zip?ukuran=a0", 400),
        ("/cetak/surat/uu-2007-21", 404),
        ("/cetak/lembar/tidak-ada.pdf", 404),
        ("/tidak-ada.pdf", 404),
        ("/uu/2007/21/pasal-48.pdf?per=kemarin", 400),
        ("/cek/zzzzzzzz", 404),
        ("/cek/%00", 404),
        ("/cek?kode=salah", 400),
    ],
)
def test_a_hostile_address_gets_a_sentence(client: httpx.Client, path: str, status: int) -> None:
    """Whatever cannot be printed is said with its status, in a page."""
    answer = client.get(path)
    assert status == answer.status_code
    assert "<h1>" in answer.text


def test_a_person_cannot_put_words_into_a_book(client: httpx.Client) -> None:
    """No part of an address appears in a book but known names."""
    answer = client.get("/cetak/buku?isi=kontak&judul=Hubungi+0812&catatan=palsu")
    assert 301 == answer.status_code
    assert "/cetak/buku?isi=kontak" == answer.headers["location"]


def test_guessed_addresses_of_pdfs_redirect(client: httpx.Client) -> None:
    """Capitals in the address of a PDF lead to it."""
    answer = client.get("/UU/2007/21/Pasal-48.pdf")
    assert (301, "/uu/2007/21/pasal-48.pdf") == (answer.status_code, answer.headers["location"])


@pytest.mark.parametrize("path", ["/uu/2007/21/pasal-48", "/panduan/untuk-rt", "/tenggat"])
def test_the_address_of_a_print_view_with_pdf_leads_to_the_pdf(client: httpx.Client, path: str) -> None:
    """Whoever adds `.pdf` to the address of a print view is led to the page's PDF, with the paper asked for (301)."""
    answer = client.get(f"/cetak{path}.pdf?ukuran=f4")
    assert (301, f"{path}.pdf?ukuran=f4") == (answer.status_code, answer.headers["location"])
    assert 404 == client.get(f"/cetak{path}-bukan.pdf").status_code


def test_without_an_engine_there_is_a_print_view_and_a_reason(printer: Printer) -> None:
    """No PDF button is shown where none can be drawn."""
    bare = replace(printer, site=replace(printer.site, pdf_missing="Pango belum terpasang"))
    page = bare.document(Order("/panduan/untuk-rt"))
    assert page
    assert () == page.downloads
    site = bare.site
    assert ".pdf" not in html.render(page_of(printer.edition, "/panduan/untuk-rt"), site)


def test_health_says_whether_there_are_pdfs(client: httpx.Client) -> None:
    """`/healthz` names the reason when there are none."""
    assert re.fullmatch(r"ok\npdf: .+\n", client.get("/healthz").text)


def test_the_web_answers_pdfs_or_leads_to_the_print_view(real: Library, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A PDF is tagged with its media type and ETag; without an engine the answer is 503 with the print view."""
    with served(real, replace(PRINTING, cache=tmp_path), TODAY) as origin, httpx.Client(base_url=origin) as own:
        answer = own.get("/panduan/untuk-rt.pdf", timeout=60)
        if answer.status_code == 503:
            assert "/cetak/panduan/untuk-rt" in answer.text
            return
        assert "application/pdf" == answer.headers["content-type"]
        again = own.get("/panduan/untuk-rt.pdf", headers={"if-none-match": answer.headers["etag"]})
        assert 304 == again.status_code
        anything = own.get("/panduan/untuk-rt.pdf", headers={"if-none-match": "*"})
        assert (304, b"") == (anything.status_code, anything.content)


def test_a_print_is_neutral_where_its_print_view_is(printer: Printer) -> None:
    """What is said of a print without making it is what the print says of itself; of a book too."""
    books = [Order("/cetak/buku", "a5", book.parse(printer.library, words)) for words in ("kontak", "r.camat,kontak")]
    orders = [
        *(Order(path, next(iter(printer.sizes(path)))) for path in printer.addresses() if "?" not in path),
        *books,
    ]
    wrong = []
    for order in orders:
        page = printer.document(order)
        if printer.is_neutral(order) != (page.head.is_neutral if page else None):
            wrong.append(order.path)
    assert [] == wrong
