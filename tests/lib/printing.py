"""What the tests of prints share: a press printer over the real content, a press, and readers of PDFs."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from samples import TODAY
from serving import SETTINGS

from portal import html
from portal.print import book, pdf
from portal.print.files import paper_files
from portal.print.press import Job, Press
from portal.print.printer import Order, Printer
from portal.reading.indexes import Days
from portal.reading.library import Library
from portal.web.app import equip, printer_for

ORIGIN = "https://portal.example"
PRINTING = replace(SETTINGS, base_url=ORIGIN)
BOOK = "p.untuk-rt,r.ketua-rt-rw,uu.2007.21.1-5,uu.2007.21.48-50,uu.2023.1.455,kontak"


def needs(reason: str) -> None:
    """Skip a test for a reason; fail where CI promises that everything is there."""
    if reason and os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI=true", pytrace=False)
    if reason:
        pytest.skip(f"{reason}; “make test” tells what to install")


def needs_tool(name: str) -> None:
    """Skip a test that needs a program of poppler; it is no part of the portal, so CI may lack it."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not on the path (Debian: poppler-utils)")


@pytest.fixture(scope="session")
def printer(real: Library) -> Printer:
    """What prints of the real content need."""
    return printer_for(Days(real), TODAY, PRINTING, equip(PRINTING))


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """A press with an empty folder."""
    needs(pdf.missing())
    opened = Press(tmp_path_factory.mktemp("cetak"), paper_files(PRINTING.static).assets)
    yield opened
    opened.close()


Draw = Callable[..., bytes]


@pytest.fixture(scope="session")
def draw(printer: Printer, press: Press) -> Draw:
    """Return a function: an address in (with `contents` of a book), its PDF out."""

    def drawn(path: str, size: str = "a4", contents: str = "", is_booklet: bool = False) -> bytes:
        order = Order(path, size, book.parse(printer.library, contents) if contents else ())
        key = printer.key(order) + ("-buklet" if is_booklet else "")
        return press.ask(key, Job(lambda: document(printer, order), is_booklet)).result(60)

    return drawn


def document(printer: Printer, order: Order) -> str:
    """Return a print as HTML, as the press gets it."""
    page = printer.document(order, is_alone=True)
    assert page is not None
    return html.on_paper(page, printer.site)


def leads_to_print(printer: Printer, target: str) -> bool:
    """Whether a link leads to a print: a print view, a PDF, a pocket book, a kit as ZIP."""
    path = target.partition("?")[0]
    if path in ("/cetak/buku", "/cetak/buku.pdf", "/cetak/buklet.pdf"):
        return bool(book.parse(printer.library, target.partition("?isi=")[2].partition("&")[0]))
    if path.endswith(".zip"):
        return path.removeprefix("/cetak/pelatih/").removesuffix(".zip") in printer.library.kits
    own = path.removesuffix(".pdf")
    return any(printer.is_neutral(Order(path)) is not None for path in (own, own.removeprefix("/cetak")))


# ---------------------------------------------------------------- reading PDFs


def opened(drawn: bytes) -> Any:
    """Return a PDF as pikepdf sees it."""
    import pikepdf

    return pikepdf.open(io.BytesIO(drawn))


def untagged_text(drawn: bytes) -> int:
    """Return how many operators show text outside tags and artifacts."""
    import pikepdf

    count = 0
    for page in opened(drawn).pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += operator in ("BDC", "BMC")
            depth -= operator == "EMC"
            count += operator in ("Tj", "TJ", "'", '"') and depth == 0
    return count


def headings(drawn: bytes) -> list[int]:
    """Return the heading levels of a PDF's structure in order."""
    import pikepdf

    found: list[int] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            kind = str(node.get("/S", ""))
            if re.fullmatch(r"/H[1-6]", kind):
                found.append(int(kind[2]))
            walk(node.get("/K"))

    document_ = opened(drawn)
    walk(document_.Root.StructTreeRoot)
    return found


def pages_of_text(drawn: bytes, folder: Path) -> list[str]:
    """Return the words of every page, as pdftotext reads them."""
    needs_tool("pdftotext")
    path = folder / "cetakan.pdf"
    path.write_bytes(drawn)
    run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, encoding="utf-8", check=True)
    return run.stdout.split("\f")[:-1]


def qr_codes(drawn: bytes, folder: Path, page: int = 1) -> list[str]:
    """Return what the QR codes of a page say when it is looked at."""
    needs_tool("pdftoppm")
    import zxingcpp
    from PIL import Image

    path = folder / "cetakan.pdf"
    path.write_bytes(drawn)
    number = str(page)
    subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-png", "-f", number, "-l", number, path, folder / "lihat"], check=True
    )
    picture = sorted(folder.glob("lihat*.png"))[0]
    with Image.open(picture) as image:
        found = [code.text for code in zxingcpp.read_barcodes(image)]
    picture.unlink()
    return found
