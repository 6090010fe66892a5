"""The pages in our own words: home, guides, help contacts, and plain text pages."""

from dataclasses import dataclass
from datetime import date

from portal import citation, prose
from portal.address import Address
from portal.guidance import Audience, Contact, Duty, Guide
from portal.library import Library
from portal.model import Effect
from portal.prose import Section
from portal.views.law import HOME
from portal.views.parts import Card, Head, Link, Run, card, effect_words, long_date, runs, tag

AUDIENCE_WORDS = {
    Audience.CITIZEN: ("Warga", "Saya, keluarga, atau tetangga saya mungkin dalam bahaya."),
    Audience.OFFICIAL: ("Petugas", "Saya bertugas di RT, desa, kelurahan, kecamatan, atau dinas."),
    Audience.TRAINER: ("Pelatih", "Saya menyiapkan pelatihan atau penyuluhan."),
}
GUIDES = Link("/panduan", "Panduan")


@dataclass(frozen=True)
class Door:
    """One of the three ways in: whom it is for, in their words, and where it leads."""

    slug: str
    name: str
    sentence: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ContactRow:
    """A help contact as shown; empty strings for what is not known."""

    name: str
    phone: str
    phone_href: str
    whatsapp: str
    whatsapp_href: str
    site: str
    hours: str
    cost: str
    region: str
    note: str
    source: str
    checked: str


@dataclass(frozen=True)
class HomePage:
    """`/`: three doors, search, help numbers, the instruments."""

    head: Head
    doors: tuple[Door, ...]
    contacts: tuple[ContactRow, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class GuidesPage:
    """`/panduan`: the guides by audience."""

    head: Head
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class DutyRow:
    """A duty or right of a guide: its force, what to do, by when, and the law it rests on with its words."""

    force: str
    action: str
    within: str
    basis: Link | None
    outside_basis: tuple[Run, ...]
    quote: str


@dataclass(frozen=True)
class GuidePage:
    """`/panduan/{slug}` and the plain pages: rendered prose, sections, duties, and the day it was checked."""

    head: Head
    title: str
    summary: str
    audiences: tuple[str, ...]
    checked: str
    html: str
    sections: tuple[Section, ...]
    duties: tuple[DutyRow, ...]
    is_guide: bool


@dataclass(frozen=True)
class HelpPage:
    """`/bantuan`: whom to call. Its title is neutral."""

    head: Head
    contacts: tuple[ContactRow, ...]


def home_page(library: Library, as_of: date) -> HomePage:
    """Return the home page."""
    head = Head(
        "/",
        "Portal hukum pencegahan perdagangan orang Kalimantan Timur",
        "Isi aturan, tugas setiap orang, dan ke mana meminta bantuan.",
    )
    cards = tuple(card(library, i, as_of) for i in library.instruments.values())
    return HomePage(head, _doors(library), contact_rows(library), cards)


def guides_page(library: Library) -> GuidesPage:
    """Return the list of guides."""
    head = Head("/panduan", "Panduan", "Panduan untuk warga, petugas, dan pelatih.", (HOME,))
    return GuidesPage(head, _doors(library))


def guide_page(library: Library, guide: Guide, as_of: date, is_guide: bool = True) -> GuidePage:
    """Return a guide, or a plain page (`is_guide` false)."""
    path = f"/panduan/{guide.slug}" if is_guide else f"/{guide.slug}"
    rendered = prose.render(
        guide.body, library.find_citations, library.href, lambda address: _status_word(library, address, as_of)
    )
    return GuidePage(
        head=Head(path, guide.title, guide.summary, (HOME, GUIDES) if is_guide else (HOME,), is_neutral=not is_guide),
        title=guide.title,
        summary=guide.summary,
        audiences=tuple(AUDIENCE_WORDS[a][0] for a in guide.audiences),
        checked=long_date(guide.checked_on),
        html=rendered.html,
        sections=rendered.sections,
        duties=tuple(duty_row(library, duty, as_of) for duty in guide.duties),
        is_guide=is_guide,
    )


def duty_row(library: Library, duty: Duty, as_of: date) -> DutyRow:
    """Return a duty as shown."""
    basis = None
    if duty.basis is not None and duty.basis.work in library.instruments:
        words = citation.cite(duty.basis, library.instrument(duty.basis))
        basis = Link(library.href(duty.basis) or duty.basis.path, words, _status_word(library, duty.basis, as_of))
    outside = runs(library, duty.outside_basis, None) if duty.outside_basis else ()
    return DutyRow(str(duty.force), duty.action, duty.within, basis, outside, duty.quote)


def help_page(library: Library) -> HelpPage:
    """Return the page of help contacts."""
    head = Head("/bantuan", "Informasi layanan", "Nomor layanan yang dapat dihubungi.", (HOME,), is_neutral=True)
    return HelpPage(head, contact_rows(library))


def contact_rows(library: Library) -> tuple[ContactRow, ...]:
    """Return the contacts as shown, in the order of the content file."""
    return tuple(_contact(contact) for contact in library.contacts)


def _status_word(library: Library, address: Address, as_of: date) -> str:
    """Return what a reader of a guide must know of a cited provision: that it is repealed or reads differently now.

    "Diubah" is left out, for the text shown is the changed one.
    """
    word = tag(library, address.provision, as_of) if address.work in library.instruments else ""
    return "" if word == effect_words(Effect.AMENDED) else word


def _contact(contact: Contact) -> ContactRow:
    return ContactRow(
        name=contact.name,
        phone=contact.shown or contact.phone,
        phone_href=f"tel:{contact.phone}" if contact.phone else "",
        whatsapp=_grouped(contact.whatsapp),
        whatsapp_href=f"https://wa.me/{contact.whatsapp}" if contact.whatsapp else "",
        site=contact.site,
        hours=contact.hours,
        cost=contact.cost,
        region=contact.region,
        note=contact.note,
        source=contact.source,
        checked=long_date(contact.checked_on),
    )


def _grouped(whatsapp: str) -> str:
    """Return a number like 628111129129 as it is dialled at home: 08111-129-129."""
    if not whatsapp:
        return ""
    local = "0" + whatsapp.removeprefix("62")
    return "-".join([local[:-6], local[-6:-3], local[-3:]])


def _doors(library: Library) -> tuple[Door, ...]:
    return tuple(
        Door(
            str(audience),
            name,
            sentence,
            tuple(
                Link(f"/panduan/{guide.slug}", guide.title, guide.summary)
                for guide in library.guides.values()
                if audience in guide.audiences
            ),
        )
        for audience, (name, sentence) in AUDIENCE_WORDS.items()
    )
