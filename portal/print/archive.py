"""A trainer kit as one ZIP: both files as HTML that opens anywhere, as PDF where there is a press, and a note.

The same content gives the same bytes: fixed order, fixed dates.
"""

import io
import re
import zipfile

from portal import html
from portal.kit import Kit
from portal.print.printer import Order, Printer
from portal.views import kits

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day a ZIP can name


def kit(printer: Printer, kit: Kit, pdfs: dict[str, bytes]) -> bytes:
    """Return the ZIP of a kit; `pdfs` are its variants as PDF, none where they cannot be drawn."""
    files: dict[str, bytes] = {"BACA-SAYA.txt": _note(printer, kit).encode()}
    for variant, (words, _) in kits.VARIANTS.items():
        page = printer.document(Order(f"/cetak/pelatih/{kit.slug}/{variant}"), is_alone=True)
        if page is not None:
            name = words.lower().replace(" ", "-")
            files[f"{name}.html"] = _standing_alone(
                printer, html.on_paper(page, printer.site), page.style_href
            ).encode()
            if variant in pdfs:
                files[f"{name}.pdf"] = pdfs[variant]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(f"paket-{kit.slug}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, body)
    return target.getvalue()


def _standing_alone(printer: Printer, document: str, style: str) -> str:
    """Return a print that needs nothing but itself: its style inside, without the bar that leads elsewhere."""
    css = printer.sheets[style].decode()
    document = document.replace(f'<link rel="stylesheet" href="{style}">', f"<style>{css}</style>")
    return re.sub(r'<header class="bar">.*?</header>\n(?=<main)', "", document, flags=re.DOTALL)


def _note(printer: Printer, kit: Kit) -> str:
    return (
        f"{kit.title} ({kit.minutes} menit)\n\n"
        "berkas-fasilitator: semua lembar, dengan catatan dan kunci. Jangan dibagikan kepada peserta.\n"
        "berkas-peserta: tanpa jawaban dan tanpa kunci.\n\n"
        f"Dari {printer.origin}/cetak/pelatih/{kit.slug}\n"
        "Boleh diperbanyak. Sebelum dipakai lagi, periksa kode pada lembar pertama di /cek.\n"
    )
