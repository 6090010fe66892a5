"""Whom to call: the page of help numbers, that of a district, and the few numbers that other pages show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from portal import phone
from portal.guidance import Contact, Need, term_anchor
from portal.kinds import DISTRICTS, PROVINCES, REGIONS
from portal.views.edition import Edition
from portal.views.parts import HOME, Head, Link, head_of, long_date


@dataclass(frozen=True)
class ContactRow:
    """A help contact as shown; empty strings for what is not known. `state` marks a number nobody has tried.

    `seen` is the year of its newest source, for the quiet line beside the number; `checked` is the whole day. `where`
    tells it from its neighbours: its districts, or the part of a country that a mission serves.
    """

    name: str
    anchor: str
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
class HelpPage:
    """`/bantuan` and `/bantuan/{district}`: whom to call, by need. Its title is neutral.

    `place` is the district asked for, '' for all; `districts` are links to those of the provinces by their names.
    """

    head: Head
    contacts: tuple[ContactRow, ...]
    groups: tuple[ContactGroup, ...]
    place: str
    districts: tuple[tuple[str, tuple[Link, ...]], ...]


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


def named_contacts(edition: Edition, names: tuple[str, ...]) -> tuple[ContactRow, ...]:
    """Return the contacts of these names in this order; a number nobody has tried carries its state."""
    by_name = {contact.name: contact for contact in edition.library.contacts}
    return tuple(_contact(by_name[name], edition.as_of) for name in names if name in by_name)


def shared_text(words: str, contacts: Iterable[ContactRow]) -> str:
    """Return a short text to hand on: our words, and on a line below them the numbers to call."""
    numbers = ", ".join(f"{row.number} ({row.name.removesuffix(f' {row.number}')})" for row in contacts if row.number)
    return f"{words}\n{numbers}" if numbers else words


def _contact(contact: Contact, day: date) -> ContactRow:
    checked = long_date(contact.checked_on)
    return ContactRow(
        name=contact.name,
        anchor=term_anchor(contact.name),
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
