"""What is shown on paper only: the document around every print, runs of articles, contact sheets, posters, cards.

Takes model values and a library; gives frozen values made of strings. The pages themselves are those of the other
views; `portal.print.printer` puts them into one document.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from portal.address import Address
from portal.asking import Situation
from portal.kit import Preset
from portal.model import Instrument
from portal.pages import BY_PATH, FOLDERS, PAGES, Frame
from portal.print.book import work_words
from portal.reading import pictures, prose
from portal.reading.library import Library
from portal.views import law
from portal.views.contacts import ContactGroup, ContactRow, contact_rows, help_page
from portal.views.edition import Edition
from portal.views.guides import guide_page
from portal.views.letters import letter_link
from portal.views.parts import Card, Head, Link, Pictured, Run, head_of, long_date
from portal.views.units import card


@dataclass(frozen=True)
class Imprint:
    """What every print says of itself: address as typed, QR code, day of its content, code, and for which day's law.

    `is_local` is true while the portal has no public address: the print then has neither address nor QR code.
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
    imprint: Imprint
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
    """Help numbers on paper: the sure ones large, the others by need, the old ones apart, and room for local ones."""

    head: Head
    contacts: tuple[ContactRow, ...]
    groups: tuple[ContactGroup, ...]


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
    """The signs to recognise, on one sheet, with the first steps and the numbers to call."""

    head: Head
    html: str
    steps: tuple[Pictured, ...]
    contacts: tuple[ContactRow, ...]
    checked: str


@dataclass(frozen=True)
class PicturePosterPage:
    """The signs and the first steps in pictures, with the numbers to call, for people who read little."""

    head: Head
    signs: tuple[Pictured, ...]
    steps: tuple[Pictured, ...]
    contacts: tuple[ContactRow, ...]
    checked: str


@dataclass(frozen=True)
class PictureCardsPage:
    """Cards with a picture each to cut out: what they show (signs, first steps, rights), group by group."""

    head: Head
    groups: tuple[tuple[str, tuple[Pictured, ...]], ...]


@dataclass(frozen=True)
class Option:
    """A part that a book may have: its word in the book's address, and its name."""

    word: str
    words: str


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
    """`/cetak`: what can be printed, and the form for a pocket book.

    `problem` says why the form came back; `chosen` is what was ticked and typed in it, by field.
    """

    head: Head
    presets: tuple[Link, ...]
    groups: tuple[OptionGroup, ...]
    laws: tuple[LawOption, ...]
    sheets: tuple[Link, ...]
    letters: tuple[Link, ...]
    kits: tuple[Link, ...]
    problem: str
    chosen: Mapping[str, str]


def paper_page(edition: Edition, problem: str = "", chosen: Mapping[str, str] = MappingProxyType({})) -> PaperPage:
    """Return the page of what can be printed; with a `problem` the form comes back as it was sent."""
    library = edition.library
    kits = (
        Link(f"/cetak/pelatih/{kit.slug}", kit.title, f"{kit.minutes} menit. {kit.summary}")
        for kit in library.kits.values()
    )
    return PaperPage(
        head=head_of("/cetak"),
        presets=tuple(map(preset_link, library.presets)),
        groups=(*_folder_groups(library), _GROUP_OF_TABLES),
        laws=tuple(_law_option(instrument) for instrument in library.instruments.values() if instrument.articles()),
        sheets=tuple(Link(row.path, row.listed, row.note) for row in PAGES if row.frame is Frame.POSTER),
        letters=tuple(map(letter_link, library.wanted.values())),
        kits=tuple(kits),
        problem=problem,
        chosen=chosen,
    )


def _folder_groups(library: Library) -> Iterator[OptionGroup]:
    for folder in FOLDERS:
        if folder.book:
            entries = getattr(library, folder.holds).values()
            name = BY_PATH[folder.begins.rstrip("/")].title
            yield OptionGroup(name, tuple(Option(f"{folder.book}.{e.slug}", e.title) for e in entries))


_GROUP_OF_TABLES = OptionGroup("Tabel", tuple(Option(row.book, row.listed) for row in PAGES if row.book))


def _law_option(instrument: Instrument) -> LawOption:
    articles = instrument.articles()
    ends = articles[0].address.number, articles[-1].address.number
    return LawOption(work_words(instrument.address.work), instrument.short_citation, instrument.title, *ends)


def preset_link(preset: Preset) -> Link:
    """Return the link to a ready-made pocket book."""
    return Link(f"/cetak/buku?isi={preset.contents}", preset.title, f"{preset.pages} halaman A5. {preset.summary}")


def articles_page(edition: Edition, articles: tuple[Address, ...]) -> ArticlesPage:
    """Return articles of one work as a book shows them."""
    instrument = edition.instrument(articles[0])
    pages = tuple(law.provision_page(edition, edition.library.provisions[address]) for address in articles)
    title = f"{instrument.short_citation} {instrument.heading}"
    head = Head(instrument.address.path, title, instrument.standard_citation)
    return ArticlesPage(head, card(edition, instrument), instrument.proofing, pages)


def contacts_page(edition: Edition) -> ContactsPage:
    """Return the list of numbers for paper."""
    page = help_page(edition)
    return ContactsPage(head_of("/cetak/lembar/kontak", ()), page.contacts, page.groups)


def poster_page(edition: Edition) -> PosterPage:
    """Return the poster of numbers."""
    return PosterPage(head_of("/cetak/poster/nomor", ()), contact_rows(edition), _oldest(edition))


def cards_page(edition: Edition) -> CardsPage:
    """Return the wallet cards. Nothing on them says what the numbers are for."""
    head = head_of("/cetak/kartu/nomor", ())
    return CardsPage(head, contact_rows(edition), tuple(range(8)), _oldest(edition))


def picture_poster_page(edition: Edition) -> PicturePosterPage:
    """Return the poster of pictures."""
    head = head_of("/cetak/poster/gambar", ())
    return PicturePosterPage(head, _signs(edition), _steps(edition), contact_rows(edition), _oldest(edition))


def picture_cards_page(edition: Edition) -> PictureCardsPage:
    """Return the cards of pictures."""
    rights = _pictured(edition, ((row.picture, row.right) for row in edition.library.rights))
    groups = (("Tanda", _signs(edition)), ("Langkah pertama", _steps(edition)), ("Hak", rights))
    return PictureCardsPage(head_of("/cetak/kartu/gambar", ()), groups)


def _signs(edition: Edition) -> tuple[Pictured, ...]:
    """Return the signs of the guide that the sheet of signs is made of."""
    guide = edition.library.guides.get(_signs_of()[0])
    return _pictured(edition, pictures.captions(guide.body) if guide else ())


def _steps(edition: Edition) -> tuple[Pictured, ...]:
    """Return the first steps for somebody who has a victim before him."""
    forms = (row for row in edition.library.emergencies if row.situation is Situation.THEIRS)
    return _pictured(edition, ((step.picture, step.words) for form in forms for step in form.steps))


def _pictured(edition: Edition, rows: Iterable[tuple[str, str]]) -> tuple[Pictured, ...]:
    """Return those of the rows (name of a picture, words) that have a picture."""
    return tuple(Pictured((Run(words),), edition.picture(name)) for name, words in rows if edition.picture(name))


def _signs_of() -> tuple[str, str]:
    """Return the slug of the guide, and the anchor of its section, that the sheet of signs is made of."""
    path, _, section = BY_PATH["/cetak/lembar/tanda"].part_of.partition("#")
    return path.rpartition("/")[2], section


def signs_page(edition: Edition) -> SignsPage | None:
    """Return the sheet of signs, from the guide's own section; None when there is none (which fails `portal check`)."""
    head = head_of("/cetak/lembar/tanda", ())
    slug, section = _signs_of()
    guide = edition.library.guides.get(slug)
    if guide is None:
        return None
    page = guide_page(edition, guide)
    found = prose.section(page.text.html, section)
    head = replace(head, description=guide.summary)
    return SignsPage(head, found, _steps(edition), contact_rows(edition), page.checked) if found else None


def _oldest(edition: Edition) -> str:
    """Return the oldest day on which the sure numbers were seen."""
    days = [contact.checked_on for contact in edition.library.contacts if not contact.state]
    return long_date(min(days)) if days else ""
