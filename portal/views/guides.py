"""The pages in our own words: home, guides, help contacts, and plain text pages."""

from dataclasses import dataclass, replace
from datetime import date

from portal import phone
from portal.address import Address
from portal.guidance import Audience, Contact, Duty, Guide, Need, term_anchor
from portal.kinds import DISTRICTS, PROVINCES, REGIONS
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
    """A help contact as shown; empty strings for what is not known. `state` marks a number nobody has tried.

    `seen` is the year of its newest source, for the quiet line beside the number; `checked` is the whole day. `where`
    tells it from its neighbours: its districts, or the part of a country that a mission serves.
    """

    name: str
    phones: tuple[Link, ...]
    whatsapps: tuple[Link, ...]
    emails: tuple[Link, ...]
    site: str
    hours: str
    cost: str
    region: str
    note: str
    source: str
    seen: str
    checked: str
    state: str
    where: str

    @property
    def call(self) -> Link | None:
        """Where there is room for one number: the first to phone, else to write to."""
        return next(iter((*self.phones, *self.whatsapps)), None)

    @property
    def number(self) -> str:
        """The number of `call`, '' when there is none."""
        return self.call.words if self.call else ""


@dataclass(frozen=True)
class ContactGroup:
    """The untried numbers for one need: its heading and anchor, those to show, and those to fold for their age."""

    title: str
    anchor: str
    rows: tuple[ContactRow, ...]
    older: tuple[ContactRow, ...]


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
    """`/bantuan` and `/bantuan/{district}`: whom to call, by need. Its title is neutral.

    `place` is the district asked for, '' for all; `districts` are links to those of the provinces by their names.
    """

    head: Head
    contacts: tuple[ContactRow, ...]
    groups: tuple[ContactGroup, ...]
    place: str
    districts: tuple[tuple[str, tuple[Link, ...]], ...]


def home_page(edition: Edition) -> HomePage:
    """Return the home page."""
    ours = [i for i in edition.library.instruments.values() if i.region or i.text_state is not TextState.MISSING]
    cards = tuple(card(edition, instrument) for instrument in ours)
    return HomePage(replace(head_of("/", ()), tab=HOME.words), _doors(edition), contact_rows(edition), cards)


def guides_page(edition: Edition) -> GuidesPage:
    """Return the list of guides."""
    return GuidesPage(head_of("/panduan"), _doors(edition))


def guide_page(edition: Edition, guide: Guide) -> GuidePage:
    """Return the page of a guide."""
    tab = link_to("/panduan").words if Audience.CITIZEN in guide.audiences else ""
    head = Head(f"/panduan/{guide.slug}", guide.title, guide.summary, (HOME, link_to("/panduan")), tab=tab)
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
    groups = (_group(need, [c for c in wanted if c.state and c.need is need], edition.as_of) for need in Need)
    provinces = [region for region in REGIONS.values() if region.slug in PROVINCES]
    return HelpPage(
        head,
        tuple(_contact(c, edition.as_of) for c in wanted if not c.state),
        tuple(group for group in groups if group.rows or group.older),
        DISTRICTS.get(district, ""),
        tuple((region.name, _district_links(region.slug)) for region in provinces),
    )


def _group(need: Need, contacts: list[Contact], day: date) -> ContactGroup:
    young, old = ([_contact(c, day) for c in contacts if c.is_old(day) is is_old] for is_old in (False, True))
    return ContactGroup(need, term_anchor(need), tuple(young), tuple(old))


def _district_links(province: str) -> tuple[Link, ...]:
    own = [region for region in REGIONS.values() if region.province == province]
    return tuple(Link(f"/bantuan/{region.slug}", region.long) for region in own)


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
        phones=tuple(Link(phone.dialled(n), phone.shown(n, contact.is_abroad)) for n in contact.phones),
        whatsapps=tuple(Link(phone.whatsapp(n), phone.shown(n, contact.is_abroad)) for n in contact.whatsapps),
        emails=tuple(Link(f"mailto:{address}", address) for address in contact.emails),
        site=contact.site,
        hours=contact.hours,
        cost=contact.cost,
        region=contact.region,
        note=contact.note,
        source=contact.source,
        seen=str(contact.checked_on.year),
        checked=f"{checked} (lebih dari setahun lalu)" if contact.is_old(day) else checked,
        state=contact.state,
        where=contact.region if contact.is_abroad else ", ".join(DISTRICTS.get(s, s) for s in contact.districts),
    )


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
