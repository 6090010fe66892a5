"""What is shown on paper only: the document around every print, runs of articles, contact sheets, posters, cards.

Takes model values and a library; gives frozen values made of strings. The pages themselves are those of the other
views; `portal.print.room` puts them into one document.
"""

from dataclasses import dataclass

from portal.address import Address
from portal.kit import Preset
from portal.reading import prose
from portal.views import law
from portal.views.edition import Edition
from portal.views.guides import ContactRow, contact_rows, guide_page, help_page
from portal.views.parts import HOME, Card, Head, Link, long_date
from portal.views.units import card

SIZES = {"a4": "A4", "f4": "F4", "a5": "A5", "besar": "Huruf besar"}
PAPER = Link("/cetak", "Cetak")
SIGNS_GUIDE, SIGNS_SECTION = "kenali-tanda", "tanda-yang-perlu-anda-perhatikan"


@dataclass(frozen=True)
class Mast:
    """What every print says of itself: address as typed, QR code, day of its content, code, and for which day's law.

    `is_local` is true while the portal has no public address: the print then says that it is a trial.
    """

    address: str
    url: str
    qr: str
    day: str
    code: str
    asked_day: str
    is_local: bool


@dataclass(frozen=True)
class PaperChoice:
    """A choice of paper: where it leads, its name, whether it is the one shown."""

    href: str
    words: str
    is_on: bool


@dataclass(frozen=True)
class PrintedHeading:
    """A line of a printed contents list: heading level, words, and the id on the page."""

    level: int
    words: str
    anchor: str


@dataclass(frozen=True)
class Edit:
    """A part of a pocket book on screen: its name and the addresses of the book with it moved or left out."""

    words: str
    up: str
    down: str
    without: str


@dataclass(frozen=True)
class PrintPage:
    """Any print: a sheet, a book, a poster or a card (`kind`). `body` is HTML made of other pages' templates."""

    head: Head
    kind: str
    subtitle: str
    mast: Mast
    style_href: str
    choices: tuple[PaperChoice, ...]
    downloads: tuple[Link, ...]
    back: Link
    contents: tuple[PrintedHeading, ...]
    edits: tuple[Edit, ...]
    body: str


@dataclass(frozen=True)
class ArticlesPage:
    """Articles of one instrument in a book, each with its status, marks, explanation and what replaced it."""

    head: Head
    card: Card
    proofing: str
    provisions: tuple[law.ProvisionPage, ...]


@dataclass(frozen=True)
class ContactsPage:
    """Help numbers on paper: the sure ones large, the others marked, and room for local ones."""

    head: Head
    contacts: tuple[ContactRow, ...]
    unverified: tuple[ContactRow, ...]


@dataclass(frozen=True)
class PosterPage:
    """One message, numbers largest."""

    head: Head
    contacts: tuple[ContactRow, ...]
    checked: str


@dataclass(frozen=True)
class CardsPage:
    """Wallet cards with a neutral title, eight on a sheet, to cut out."""

    head: Head
    contacts: tuple[ContactRow, ...]
    copies: tuple[int, ...]
    checked: str


@dataclass(frozen=True)
class SignsPage:
    """The signs to recognise, on one sheet, with the numbers to call."""

    head: Head
    html: str
    contacts: tuple[ContactRow, ...]
    checked: str


@dataclass(frozen=True)
class Option:
    """A part that a book may have: its word in the book's address, its name, a note."""

    word: str
    words: str
    note: str


@dataclass(frozen=True)
class OptionGroup:
    """Options of one kind under a heading."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class LawOption:
    """An instrument whose articles a book may have: its word, name, and the first and last article."""

    word: str
    name: str
    title: str
    first: str
    last: str


@dataclass(frozen=True)
class PaperPage:
    """`/cetak`: what can be printed, and the form for a pocket book."""

    head: Head
    presets: tuple[Link, ...]
    groups: tuple[OptionGroup, ...]
    laws: tuple[LawOption, ...]
    sheets: tuple[Link, ...]
    kits: tuple[Link, ...]
    missing: str


def paper_page(edition: Edition, missing: str) -> PaperPage:
    """Return the page of what can be printed; `missing` says why there are no PDFs, '' when there are."""
    groups = (
        OptionGroup(
            "Panduan", tuple(Option(f"p.{g.slug}", g.title, g.summary) for g in edition.library.guides.values())
        ),
        OptionGroup("Peran", tuple(Option(f"r.{r.slug}", r.title, r.summary) for r in edition.library.roles.values())),
        OptionGroup(
            "Tabel",
            (
                Option("kontak", "Nomor bantuan", "Dengan tempat kosong untuk nomor setempat."),
                Option("hak", "Hak korban, saksi, dan pelapor", ""),
                Option("tenggat", "Batas waktu", ""),
                Option("sanksi", "Sanksi", "Seperti tertulis dan yang berlaku kini."),
            ),
        ),
    )
    laws = []
    for work, instrument in edition.library.instruments.items():
        articles = instrument.articles()
        if articles:
            word, ends = work.replace("/", "."), (articles[0].address.number, articles[-1].address.number)
            laws.append(LawOption(word, instrument.short_citation, instrument.title, *ends))
    head = Head("/cetak", "Cetak", "Lembar, buku saku, poster, kartu, dan paket pelatih.", (HOME,))
    kits = tuple(
        Link(f"/cetak/pelatih/{kit.slug}", kit.title, f"{kit.minutes} menit. {kit.summary}")
        for kit in edition.library.kits.values()
    )
    return PaperPage(
        head,
        tuple(map(preset_link, edition.library.presets)),
        groups,
        tuple(laws),
        tuple(SHEETS.values()),
        kits,
        missing,
    )


def preset_link(preset: Preset) -> Link:
    """Return the link to a ready-made pocket book."""
    return Link(f"/cetak/buku?isi={preset.contents}", preset.title, preset.summary)


SHEETS = {
    "poster": Link("/cetak/poster/nomor", "Poster nomor bantuan", "A4 atau A3, dengan tempat untuk nomor setempat."),
    "kartu": Link("/cetak/kartu/nomor", "Kartu dompet", "Delapan kartu berjudul netral pada satu lembar A4."),
    "tanda": Link("/cetak/lembar/tanda", "Lembar tanda", "Tanda yang perlu diperhatikan, satu lembar."),
    "kontak": Link("/cetak/lembar/kontak", "Daftar nomor", "Semua nomor dengan sumber dan tanggalnya."),
}


def articles_page(edition: Edition, work: str, articles: tuple[Address, ...]) -> ArticlesPage:
    """Return articles of a work as a book shows them."""
    instrument = edition.library.instruments[work]
    pages = tuple(law.provision_page(edition, edition.library.provisions[address]) for address in articles)
    title = f"{instrument.short_citation} {instrument.title}"
    head = Head(f"/{work}", title, instrument.standard_citation)
    return ArticlesPage(head, card(edition, instrument), instrument.proofing, pages)


def contacts_page(edition: Edition) -> ContactsPage:
    """Return the list of numbers for paper."""
    page = help_page(edition)
    head = Head("/cetak/lembar/kontak", "Nomor bantuan", "Nomor layanan yang dapat dihubungi.", is_neutral=True)
    return ContactsPage(head, page.contacts, page.unverified)


def poster_page(edition: Edition) -> PosterPage:
    """Return the poster of numbers."""
    contacts = contact_rows(edition)
    head = Head("/cetak/poster/nomor", "Nomor bantuan", "Poster nomor bantuan.")
    return PosterPage(head, contacts, _oldest(edition))


def cards_page(edition: Edition) -> CardsPage:
    """Return the wallet cards. Nothing on them says what the numbers are for."""
    head = Head("/cetak/kartu/nomor", "Nomor penting", "Kartu nomor penting.", is_neutral=True)
    return CardsPage(head, contact_rows(edition), tuple(range(8)), _oldest(edition))


def signs_page(edition: Edition) -> SignsPage | None:
    """Return the sheet of signs, from the guide's own section; None when the guide has none."""
    guide = edition.library.guides.get(SIGNS_GUIDE)
    if guide is None:
        return None
    page = guide_page(edition, guide)
    section = prose.section(page.html, SIGNS_SECTION)
    if not section:
        return None
    head = Head("/cetak/lembar/tanda", "Kenali tanda-tandanya", guide.summary)
    return SignsPage(head, section, contact_rows(edition), page.checked)


def _oldest(edition: Edition) -> str:
    """Return the oldest day on which the sure numbers were seen."""
    days = [contact.checked_on for contact in edition.library.contacts if not contact.state]
    return long_date(min(days)) if days else ""
