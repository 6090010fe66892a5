"""A trainer kit as one ZIP: its files as HTML that opens anywhere, as PDF where there is a press, and a note.

The same content gives the same bytes: fixed order, fixed dates.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from portal import html
from portal.kit import Kit
from portal.print.printer import Order, Printer
from portal.views import kits

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day a ZIP can name


@dataclass(frozen=True)
class Drawn:
    """A file of a kit as PDF, with its number of pages."""

    body: bytes
    pages: int


def orders(kit: Kit, size: str, people: int) -> dict[str, Order]:
    """Return what a kit's ZIP holds: the order of each of its files, by the word of kits.VARIANTS."""
    return {variant: Order(f"/cetak/pelatih/{kit.slug}/{variant}", size, people=people) for variant in kits.VARIANTS}


def kit(printer: Printer, kit: Kit, wanted: Mapping[str, Order], pdfs: Mapping[str, Drawn]) -> bytes:
    """Return the ZIP of a kit; `pdfs` are its files as PDF, none where they cannot be drawn."""
    files: dict[str, bytes] = {"BACA-SAYA.txt": _note(printer, kit, wanted, pdfs).encode()}
    for variant, order in wanted.items():
        page = printer.document(order, is_alone=True)
        if page is not None:
            name = _name(variant)
            files[f"{name}.html"] = _standing_alone(
                printer, html.on_paper(page, printer.site), page.style_href
            ).encode()
            if variant in pdfs:
                files[f"{name}.pdf"] = pdfs[variant].body
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(f"paket-{kit.slug}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, body)
    return target.getvalue()


def _name(variant: str) -> str:
    return kits.VARIANTS[variant].title.lower().replace(" ", "-")


def _standing_alone(printer: Printer, document: str, style: str) -> str:
    """Return a print that needs nothing but itself: its style inside, without the bar that leads elsewhere."""
    css = printer.sheets[style].decode()
    document = document.replace(f'<link rel="stylesheet" href="{style}">', f"<style>{css}</style>")
    return re.sub(r'<header class="bar">.*?</header>\n(?=<main)', "", document, flags=re.DOTALL)


def _note(printer: Printer, kit: Kit, wanted: Mapping[str, Order], pdfs: Mapping[str, Drawn]) -> str:
    """Return what is in the ZIP, and how often each file is printed."""
    size = next(iter(wanted.values())).size.upper()
    people = next(iter(wanted.values())).people
    lines = [f"{kit.title} ({kit.minutes} menit), {people} peserta, kertas {size}", ""]
    for variant in wanted:
        file = kits.VARIANTS[variant]
        pages = f" {pdfs[variant].pages} halaman." if variant in pdfs else ""
        lines.append(f"{_name(variant)}: {file.note} Cetak {kits.copies(variant, people)} kali.{pages}")
    lines += ["", "Cetak bolak-balik menghemat separuh kertas."]
    if not printer.is_local:
        check = f"{printer.site.base}/cek"
        lines.append(f"Dari {printer.origin}/cetak/pelatih/{kit.slug}. Periksa kode pada lembar pertama di {check}.")
    return "\n".join([*lines, "Boleh diperbanyak.", ""])
