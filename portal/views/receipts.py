"""`/cek`: whether a printout is still current, and what changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from portal.address import Address, AddressError
from portal.pages import PAGES
from portal.print.receipt import State, contact_unit
from portal.views.edition import Edition
from portal.views.parts import EFFECT_WORDS, HOME, Head, Link, head_of, link_to, long_date

_TABLES = {row.unit: row.listed for row in PAGES if row.holds}
_HEAD = head_of("/cek", (HOME, link_to("/cetak")))


@dataclass(frozen=True)
class ReceiptPage:
    """The answer for a code, or the empty form (`verdict` '').

    `changes` are the provisions, contacts and texts of ours that read differently now; `contents` is what a pocket book
    holds when the reader came with its address.
    """

    head: Head
    code: str
    verdict: str
    is_current: bool
    about: Link | None
    day: str
    changes: tuple[Link, ...]
    notes: tuple[str, ...]
    contents: str


def receipt_page(_: Edition, contents: str = "", sentence: str = "") -> ReceiptPage:
    """Return the form without an answer; `sentence` says what was wrong with a code, '' when none was given."""
    return ReceiptPage(_HEAD, "", sentence, False, None, "", (), (), contents)


def answer_page(
    code: str, state: State, about: Link | None, changes: tuple[Link, ...], contents: str = ""
) -> ReceiptPage:
    """Return the answer for a code of a state; `about` is the print, None when it could not be told which it is."""
    crumbs = (*_HEAD.crumbs, Link("/cek", "Cek"))
    head = replace(_HEAD, path=f"/cek/{code}", description="Hasil pemeriksaan cetakan.", crumbs=crumbs)
    day = long_date(state.day)
    notes: tuple[str, ...] = ()
    if about is None:
        notes = (
            "Kode ini milik buku pilihan, atau cetakan dari isi yang belum diterbitkan. Karena itu semua perubahan "
            "sejak tanggal itu disebut di bawah ini. Untuk buku pilihan: buka alamat pada kode QR, lalu tulis kode ini "
            "di sana.",
        )
    if not changes:
        verdict = f"Masih sesuai. Tidak ada yang berubah sejak terbitan {day}."
    elif about is None:
        verdict = f"Periksa daftar ini: {len(changes)} hal di portal berubah sejak terbitan {day}."
    else:
        verdict = f"Sudah berubah: {len(changes)} hal dalam cetakan ini berbeda sejak terbitan {day}. Cetak ulang."
    return ReceiptPage(head, code, verdict, not changes, about, day, changes, notes, contents)


def change_links(edition: Edition, state: State, now: Mapping[str, str], units: Iterable[str]) -> tuple[Link, ...]:
    """Return the units that read differently now than in a state."""
    changed = [unit for unit in units if now.get(unit) != state.digests.get(unit)]
    return tuple(_link(edition, unit, _how(unit, state, now)) for unit in changed)


def effect_links(edition: Edition, state: State, units: Iterable[str]) -> tuple[Link, ...]:
    """Return the provisions among the units whose law changed by a known event after a state's day."""
    found = []
    for unit in units:
        address = _address(unit)
        if address is None or not address.steps or address not in edition.library.provisions:
            continue
        for event in edition.events(address):
            if state.day < event.since:
                words = f"{EFFECT_WORDS[event.effect].lower()} sejak {long_date(event.since)}"
                found.append(_link(edition, unit, words))
    return tuple(dict.fromkeys(found))


def _how(unit: str, state: State, now: Mapping[str, str]) -> str:
    if unit not in now:
        return "tidak ada lagi"
    return "berubah" if unit in state.digests else "baru"


def _link(edition: Edition, unit: str, note: str) -> Link:
    folder, _, slug = unit.partition("/")
    if folder == "panduan" and slug in edition.library.guides:
        return Link(f"/{unit}", f"Panduan “{edition.library.guides[slug].title}”", note)
    if folder == "peran" and slug in edition.library.roles:
        return Link(f"/{unit}", f"Peran {edition.library.roles[slug].title}", note)
    if folder == "kontak":
        names = {contact_unit(contact.name): contact.name for contact in edition.library.contacts}
        return Link("/bantuan", f"Nomor {names.get(unit, slug)}", note)
    if folder == "pelatih" and slug in edition.library.kits:
        return Link(f"/cetak/{unit}", f"Paket “{edition.library.kits[slug].title}”", note)
    address = _address(unit)
    if address is not None and edition.library.has(address):
        return edition.cited(address, note)
    return Link(f"/{unit}" if unit in _TABLES or unit in edition.library.pages else "/", _TABLES.get(unit, unit), note)


def _address(unit: str) -> Address | None:
    try:
        return Address.parse(unit)
    except AddressError:
        return None
