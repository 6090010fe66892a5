"""The letter by which anybody asks a public body for the text of a regulation that is not here (UU 14/2008)."""

from dataclasses import dataclass

from portal.model import Instrument
from portal.views.edition import Edition
from portal.views.parts import Card, Head, Link, Run
from portal.views.units import card

_ASKED = (
    "Saya meminta salinan informasi publik berikut, menurut Pasal 4 ayat (2) huruf c dan Pasal 22 ayat (1) UU 14/2008:"
)
_ANSWERED = (
    "Mohon saya diberi nomor pendaftaran permintaan ini (Pasal 22 ayat (4) UU 14/2008).",
    "Mohon pemberitahuan tertulis paling lambat 10 (sepuluh) hari kerja sejak permintaan ini diterima "
    "(Pasal 22 ayat (7) UU 14/2008).",
)
_NOTES = (
    "Kirim lewat meja layanan, pos, atau surat elektronik. Permintaan lisan juga boleh, dan badan publik wajib "
    "mencatatnya (Pasal 22 ayat (1) dan ayat (3) UU 14/2008).",
    "Simpan salinan surat dan nomor pendaftarannya. Yang boleh meminta adalah warga negara atau badan hukum Indonesia "
    "(Pasal 1 angka 12 UU 14/2008).",
    "Jawaban tertulis paling lambat 10 hari kerja. Badan publik dapat menambah 7 hari kerja, dengan alasan tertulis "
    "(Pasal 22 ayat (7) dan ayat (8) UU 14/2008).",
    "Tidak dijawab atau ditolak? Ajukan keberatan tertulis kepada atasan PPID, paling lambat 30 hari kerja sesudahnya "
    "(Pasal 35 ayat (1) dan Pasal 36 ayat (1) UU 14/2008).",
    "Tanggapan atas keberatan tidak memuaskan? Bawa ke Komisi Informasi, paling lambat 14 hari kerja sesudah tanggapan "
    "tertulis (Pasal 37 UU 14/2008).",
)


@dataclass(frozen=True)
class LetterPage:
    """`/cetak/surat/{slug}`: the letter, and what its writer must know and does not send.

    `to` is the body asked, `others` those that can be asked too, `wanted` what is asked for.
    """

    head: Head
    card: Card
    to: str
    others: tuple[str, ...]
    wanted: tuple[str, ...]
    asked: tuple[Run, ...]
    answered: tuple[tuple[Run, ...], ...]
    notes: tuple[tuple[Run, ...], ...]


def letter_page(edition: Edition, instrument: Instrument) -> LetterPage:
    """Return the letter that asks for the text of an instrument of Library.wanted."""
    title = f"Surat permohonan naskah {instrument.short_citation}"
    return LetterPage(
        head=Head(letter_link(instrument).href, title, "Surat siap cetak kepada badan publik, menurut UU 14/2008."),
        card=card(edition, instrument),
        to=instrument.ask_at[0],
        others=instrument.ask_at[1:],
        wanted=instrument.bring,
        asked=edition.runs(_ASKED),
        answered=tuple(map(edition.runs, _ANSWERED)),
        notes=tuple(map(edition.runs, _NOTES)),
    )


def letter_link(instrument: Instrument) -> Link:
    """Return the link to the letter that asks for an instrument of Library.wanted."""
    return Link(f"/cetak/surat/{instrument.slug}", f"Surat permohonan naskah {instrument.short_citation}")
