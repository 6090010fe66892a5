"""The pages in our own words: home, guides, help contacts, and plain text pages."""

from dataclasses import dataclass, replace
from datetime import date

from portal.address import Address
from portal.guidance import Audience, Contact, Duty, Guide
from portal.kinds import DISTRICTS
from portal.model import Effect, TextState
from portal.reading import prose
from portal.reading.prose import Section
from portal.views.edition import Edition
from portal.views.parts import EFFECT_WORDS, HOME, Card, Head, Link, Run, head_of, link_to, long_date
from portal.views.units import card

AUDIENCE_WORDS = {
    Audience.CITIZEN: ("Warga", "Saya, keluarga, atau tetangga saya mungkin dalam bahaya."),
    Audience.OFFICIAL: ("Petugas", "Saya bertugas di RT, desa, kelurahan, kecamatan, atau dinas."),
    Audience.TRAINER: ("Pelatih", "Saya menyiapkan pelatihan atau penyuluhan."),
}
_TOOLS = {
    Audience.CITIZEN: (
        Link("/langkah", "Apa yang terjadi?", "Jawab beberapa pertanyaan, dapatkan langkah berikutnya."),
        Link("/hak", "Hak Anda", "Siapa yang harus memenuhinya, kapan, dan bila ditolak."),
    ),
    Audience.OFFICIAL: (
        Link("/peran", "Tugas menurut peran", "Jam pertama, hari pertama, batas waktu, pasal."),
        Link("/tugas", "Siapa melakukan apa", "Semua peran dan tahap dalam satu lembar."),
        Link("/tenggat", "Batas waktu", "Berapa lama, sejak kapan, dan siapa yang terikat."),
    ),
    Audience.TRAINER: (
        Link("/cetak", "Bahan cetak", "Paket pelatihan, buku saku, poster, kartu."),
        Link("/peran/pelatih", "Peran pelatih", "Menyiapkan sesi yang aman."),
        Link("/alur", "Alur penanganan", "Dari kecurigaan sampai pulih, dengan gambar."),
        Link("/istilah", "Istilah", "Kata hukum dengan kata sehari-hari."),
    ),
}


@dataclass(frozen=True)
class Door:
    """One of the three ways in: whom it is for, in their words, pages made for them (`tools`), and their guides."""

    slug: str
    name: str
    sentence: str
    tools: tuple[Link, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ContactRow:
    """A help contact as shown; empty strings for what is not known. `state` marks a number nobody has tried."""

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
    state: str
    districts: tuple[str, ...]


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
    """`/bantuan` and `/bantuan/{district}`: whom to call. Its title is neutral.

    `older` are the untried numbers that nobody has seen for more than a year: the page folds them.
    """

    head: Head
    contacts: tuple[ContactRow, ...]
    unverified: tuple[ContactRow, ...]
    older: tuple[ContactRow, ...]
    districts: tuple[Link, ...]


def home_page(edition: Edition) -> HomePage:
    """Return the home page."""
    ours = [i for i in edition.library.instruments.values() if i.region or i.text_state is not TextState.MISSING]
    cards = tuple(card(edition, instrument) for instrument in ours)
    return HomePage(head_of("/", ()), _doors(edition), contact_rows(edition), cards)


def guides_page(edition: Edition) -> GuidesPage:
    """Return the list of guides."""
    return GuidesPage(head_of("/panduan"), _doors(edition))


def guide_page(edition: Edition, guide: Guide) -> GuidePage:
    """Return the page of a guide."""
    head = Head(f"/panduan/{guide.slug}", guide.title, guide.summary, (HOME, link_to("/panduan")))
    return _guide_page(edition, guide, head, is_guide=True)


def plain_page(edition: Edition, page: Guide) -> GuidePage:
    """Return a plain page; its title must not give a watched reader away."""
    return _guide_page(edition, page, Head(f"/{page.slug}", page.title, page.summary, (HOME,), True), is_guide=False)


def _guide_page(edition: Edition, guide: Guide, head: Head, is_guide: bool) -> GuidePage:
    rendered = prose.render(
        guide.body,
        edition.library.find_citations,
        edition.library.href,
        lambda address: _status_word(edition, address),
        taken=prose.FRAME_IDS | {"dasar-hukum"},  # the id of the template's own section
    )
    return GuidePage(
        head=head,
        title=guide.title,
        summary=guide.summary,
        audiences=tuple(AUDIENCE_WORDS[a][0] for a in guide.audiences),
        checked=long_date(guide.checked_on),
        html=rendered.html,
        sections=rendered.sections,
        duties=tuple(duty_row(edition, duty) for duty in guide.duties),
        is_guide=is_guide,
    )


def duty_row(edition: Edition, duty: Duty) -> DutyRow:
    """Return a duty as shown."""
    basis = None
    if duty.basis is not None and duty.basis.work in edition.library.instruments:
        basis = edition.cited(duty.basis, _status_word(edition, duty.basis))
    outside = edition.runs(duty.outside_basis) if duty.outside_basis else ()
    return DutyRow(str(duty.force), duty.action, duty.within, basis, outside, duty.quote)


def help_page(edition: Edition, district: str = "") -> HelpPage:
    """Return the page of help contacts: the national ones, and those of a district (a slug of DISTRICTS)."""
    head = head_of("/bantuan")
    if district:
        title, crumbs = f"{head.title} {DISTRICTS[district]}", (HOME, Link(head.path, head.title))
        head = replace(head, path=f"/bantuan/{district}", title=title, crumbs=crumbs)
    wanted = [c for c in edition.library.contacts if not c.districts or not district or district in c.districts]
    day = edition.as_of
    return HelpPage(
        head,
        tuple(_contact(c, day) for c in wanted if not c.state),
        tuple(_contact(c, day) for c in wanted if c.state and not c.is_old(day)),
        tuple(_contact(c, day) for c in wanted if c.state and c.is_old(day)),
        tuple(Link(f"/bantuan/{slug}", words) for slug, words in DISTRICTS.items()),
    )


def contact_rows(edition: Edition) -> tuple[ContactRow, ...]:
    """Return the contacts that are sure enough to stand anywhere, in the order of the content file."""
    return tuple(_contact(contact, edition.as_of) for contact in edition.library.contacts if not contact.state)


def _status_word(edition: Edition, address: Address) -> str:
    """Return what a reader of a guide must know of a cited provision: that it is repealed or reads differently now.

    "Diubah" is left out where the law was changed before it came into force: nobody ever obeyed other words.
    """
    instrument = edition.library.instruments.get(address.work)
    if instrument is None:
        return ""
    word, begins = edition.tag(address.provision), instrument.in_force_from
    is_older = begins is not None and all(event.since <= begins for event in edition.events(address.provision))
    return "" if is_older and word == EFFECT_WORDS[Effect.AMENDED] else word


def named_contacts(edition: Edition, names: tuple[str, ...]) -> tuple[ContactRow, ...]:
    """Return the contacts of these names in this order; a number nobody has tried carries its state."""
    by_name = {contact.name: contact for contact in edition.library.contacts}
    return tuple(_contact(by_name[name], edition.as_of) for name in names if name in by_name)


def _contact(contact: Contact, day: date) -> ContactRow:
    checked = long_date(contact.checked_on)
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
        checked=f"{checked} (lebih dari setahun lalu)" if contact.is_old(day) else checked,
        state=contact.state,
        districts=tuple(DISTRICTS.get(slug, slug) for slug in contact.districts),
    )


def _grouped(whatsapp: str) -> str:
    """Return a number like 628111129129 as it is dialled at home: 08111-129-129."""
    if not whatsapp:
        return ""
    local = "0" + whatsapp.removeprefix("62")
    return "-".join([local[:-6], local[-6:-3], local[-3:]])


def _doors(edition: Edition) -> tuple[Door, ...]:
    return tuple(
        Door(
            str(audience),
            name,
            sentence,
            _TOOLS[audience],
            tuple(
                Link(f"/panduan/{guide.slug}", guide.title, guide.summary)
                for guide in edition.library.guides.values()
                if audience in guide.audiences
            ),
        )
        for audience, (name, sentence) in AUDIENCE_WORDS.items()
    )
