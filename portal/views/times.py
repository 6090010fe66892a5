"""A provision through time: its versions, how a citation says its standing, and the day when it was not yet."""

from dataclasses import dataclass
from datetime import timedelta

from portal import citation
from portal.address import Address
from portal.model import Effect, Instrument
from portal.views.edition import Edition, is_on_whole_work
from portal.views.parts import EFFECT_WORDS, Card, Head, Link, long_date


@dataclass(frozen=True)
class Version:
    """A time in which a provision or law stood as it did: its days in words, where it is read, whether it is shown."""

    words: str
    href: str
    is_on: bool


@dataclass(frozen=True)
class NotYetPage:
    """A page of the law on a day on which the instrument did not exist: that it did not, and since when it does."""

    head: Head
    card: Card
    since: str
    versions: tuple[Version, ...]


def cited(edition: Edition, address: Address) -> str:
    """Return what to copy: the citation with its status, the day, that it is no official copy, and its address."""
    page, _, anchor = edition.href(address).partition("#")
    where = f"{page}?per={edition.as_of.isoformat()}{f'#{anchor}' if anchor else ''}"
    day = long_date(edition.as_of)
    return f"{edition.cite(address)} ({_standing(edition, address)}). Keadaan per {day}. Salinan tidak resmi. {where}"


def _standing(edition: Edition, address: Address) -> str:
    """Return whether a provision is in force, as a citation says it: "dicabut sejak …, kini Pasal 455 UU 1/2023"."""
    status, own = edition.status(address), edition.events(address)
    lost = [event for event in status.events if event.effect in (Effect.REPEALED, Effect.DELETED)]
    event = lost[-1] if status.is_repealed and lost else own[-1] if own else None
    if event is None:
        return "berlaku"
    words = EFFECT_WORDS[event.effect].lower()
    words += f" sejak {long_date(event.since)}"
    return f"{words}, kini {edition.cite(event.replacement)}" if status.is_repealed and event.replacement else words


def versions(edition: Edition, address: Address) -> tuple[Version, ...]:
    """Return the times between which a provision or work changed, the oldest first; none when it never did."""
    instrument = edition.instrument(address)
    begins = instrument.in_force_from or instrument.promulgated_on
    changes = {event.since for event in edition.library.events_for(address) if address.steps or is_on_whole_work(event)}
    starts = sorted({begins, *changes} if begins else changes)
    if len(starts) < 2:
        return ()
    ends = [start - timedelta(days=1) for start in starts[1:]]
    return tuple(
        Version(
            f"{long_date(start)} – {long_date(end)}" if end else f"sejak {long_date(start)}",
            f"{address.path}?per={start.isoformat()}",
            start <= edition.as_of <= (end or edition.as_of),
        )
        for start, end in zip(starts, [*ends, None], strict=True)
    )


def is_there(edition: Edition, instrument: Instrument) -> bool:
    """Whether an instrument had been made by the edition's day; of one without a known day its year tells."""
    made = instrument.promulgated_on
    return made <= edition.as_of if made else instrument.year <= edition.as_of.year


def not_yet_page(edition: Edition, card: Card, address: Address, crumbs: tuple[Link, ...]) -> NotYetPage:
    """Return the page of an address on a day before its instrument was made."""
    instrument = edition.instrument(address)
    title = citation.cite(address, instrument) if address.steps else instrument.short_citation
    head = Head(address.path, title, f"{title} pada tanggal lain.", crumbs, asked=edition.asked)
    since = long_date(instrument.promulgated_on) if instrument.promulgated_on else f"tahun {instrument.year}"
    return NotYetPage(head, card, since, versions(edition, address))
