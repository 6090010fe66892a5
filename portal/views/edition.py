"""The content as it stands on a day, and the few questions that nearly every view asks of it.

Takes model values and addresses; gives links, runs of text and status words. It builds no page and knows no template;
what a unit of law looks like is in `units`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from portal import citation
from portal.address import Address
from portal.guidance import Need, term_anchor
from portal.model import GAP, LEFT_OUT, UNMATCHED, Effect, Event, Instrument, Status
from portal.reading.library import Library
from portal.views import fines
from portal.views.parts import EFFECT_WORDS, PLAIN_EFFECTS, Link, Run, long_date

ABROAD = f"/bantuan#{term_anchor(Need.ABROAD)}"
_MISSIONS = re.compile(r"\b((?:kedutaan|konsulat)(?: atau konsulat)?(?: Indonesia)?(?: terdekat)?)\b")


Args = ParamSpec("Args")
Made = TypeVar("Made")


def kept(make: Callable[Concatenate["Edition", Args], Made]) -> Callable[Concatenate["Edition", Args], Made]:
    """Have a part of pages made once for an edition and what else it is made from; it goes with the edition."""

    @wraps(make)
    def part(edition: "Edition", /, *args: Args.args, **named: Args.kwargs) -> Made:
        key = (make, args, *named.items())
        if key not in edition.parts:
            edition.parts[key] = make(edition, *args, **named)
        found: Made = edition.parts[key]
        return found

    return part


@dataclass(frozen=True)
class Edition:
    """The content as it stands on a day: what every view is made from. Made once, at a door.

    `is_asked` is true when the reader asked for that day; the pages of the law then say so.
    """

    library: Library
    as_of: date
    is_asked: bool = False

    @property
    def asked(self) -> date | None:
        """The day when the reader asked for it, None otherwise."""
        return self.as_of if self.is_asked else None

    @property
    def asked_words(self) -> str:
        """Return the day in words when the reader asked for it, '' otherwise."""
        return long_date(self.as_of) if self.is_asked else ""

    @cached_property
    def parts(self) -> dict[tuple[Any, ...], Any]:
        """What `kept` keeps: made of content only, never of what a reader typed, so it is bounded."""
        return {}

    @cached_property
    def fines(self) -> Mapping[str, str]:
        """The most that each fine category costs, by its roman numeral."""
        return fines.amounts(self.library.fine_categories)

    def instrument(self, address: Address) -> Instrument:
        """Return the instrument an address belongs to; KeyError when there is none."""
        return self.library.instrument(address)

    def href(self, address: Address) -> str:
        """Return where a link to an address leads, the address itself when nothing of it is here."""
        return self.library.href(address) or address.path

    def cite(self, address: Address, words: str = "") -> str:
        """Return the citation of an address: `Pasal 48 UU 21/2007`.

        `words` stand for the provision when the content cites it in its own words ("Pasal VII angka 10"); the law is
        added unless they name it.
        """
        instrument = self.instrument(address)
        if not words:
            return citation.cite(address, instrument)
        return words if instrument.short_citation in words else f"{words} {instrument.short_citation}"

    def cited(self, address: Address, note: str = "", words: str = "") -> Link:
        """Return a link to an address that reads as its citation (`words` as in `cite`)."""
        return Link(self.href(address), self.cite(address, words), note)

    def runs(self, text: str, context: Address | None = None) -> tuple[Run, ...]:
        """Return a text cut into plain stretches, links for what it cites, and gaps.

        `context` is the provision whose text it is, None for our own words.
        """
        if context is None:
            text = fines.with_amounts(text, self.fines)
        found = self.library.find_citations(text, context)
        out: list[Run] = []
        position = 0
        for entry in found:
            href = self.library.href(entry.target) if entry.target else None
            is_ours = href is not None and entry.target is not None and self.library.has(entry.target)
            out += _plain(text[position : entry.start])
            out.append(Run(entry.words, href or "", "" if is_ours else "outside"))
            position = entry.end
        return tuple(out + _plain(text[position:]))

    def sentences(self, texts: tuple[str, ...]) -> tuple[tuple[Run, ...], ...]:
        """Return what we tell people to do, each cut as `runs` cuts it; missions of Indonesia lead to their numbers."""
        return tuple(tuple(part for run in self.runs(text) for part in _missions(run)) for text in texts)

    def picture(self, name: str) -> str:
        """Return a picture as HTML, '' for none."""
        picture = self.library.pictures.get(name)
        return picture.html if picture else ""

    def status(self, address: Address) -> Status:
        """Return the status of a provision or work on the day."""
        return self.library.status(address, self.as_of)

    def events(self, address: Address) -> tuple[Event, ...]:
        """Return what has happened, up to the day, to a provision, to what holds it, or to what is below it."""
        return tuple(event for event in self.library.events_for(address) if event.since <= self.as_of)

    @kept
    def tag(self, address: Address) -> str:
        """Return the status of a provision in the shortest words for lists and search hits, '' when unchanged."""
        status = self.status(address)
        if status.is_repealed:
            return lost_force_words(status)
        events = [e for e in self.events(address) if address.steps and not is_on_whole_work(e)]
        words = [EFFECT_WORDS[effect] for effect in Effect if any(e.effect is effect for e in events)]
        return ", ".join(words).capitalize()

    @kept
    def standing(self, address: Address) -> str:
        """Return what a reader of a guide must know of a cited provision, in plain words; '' when nothing.

        A change before the law came into force is left out: nobody ever obeyed other words.
        """
        instrument = self.library.instruments.get(address.work)
        if instrument is None:
            return ""
        subject = address.provision
        status, begins = self.status(subject), instrument.in_force_from
        if status.is_repealed:
            return PLAIN_EFFECTS[_lost_force(status)]
        events = [e for e in self.events(subject) if subject.steps and not is_on_whole_work(e)]
        found = {e.effect for e in events if not (e.effect is Effect.AMENDED and begins and e.since <= begins)}
        return "; ".join(words for effect, words in PLAIN_EFFECTS.items() if effect in found and words)

    def guide_links(self, slugs: Iterable[str]) -> tuple[Link, ...]:
        """Return links to guides that read as their titles; a slug without a guide is passed over."""
        guides = self.library.guides
        return tuple(Link(guides[slug].href, guides[slug].title) for slug in slugs if slug in guides)

    def role_links(self, slugs: Iterable[str]) -> tuple[Link, ...]:
        """Return links to roles that read as their titles; a slug without a role is passed over."""
        roles = self.library.roles
        return tuple(Link(f"/peran/{slug}", roles[slug].title) for slug in slugs if slug in roles)


def lost_force_words(status: Status) -> str:
    """Return how a provision lost its force: repealed by another law, or deleted from its own."""
    return EFFECT_WORDS[_lost_force(status)]


def _lost_force(status: Status) -> Effect:
    lost = {event.effect for event in status.events} & {Effect.REPEALED, Effect.DELETED}
    return Effect.REPEALED if Effect.REPEALED in lost else Effect.DELETED


def is_on_whole_work(event: Event) -> bool:
    """Whether an event names whole works only, no provision of them."""
    return all(not target.steps for target in event.targets)


def _missions(run: Run) -> list[Run]:
    """Return a run cut where it names a mission of Indonesia, which becomes a link to the numbers abroad."""
    if run.href or run.mark:
        return [run]
    parts = enumerate(_MISSIONS.split(run.text))
    return [Run(part, ABROAD if place % 2 else "") for place, part in parts if part]


def _plain(text: str) -> list[Run]:
    for gap in (GAP, LEFT_OUT, UNMATCHED):
        if gap in text:
            before, after = text.split(gap, 1)
            return [*_plain(before), Run(gap, "", "gap"), *_plain(after)]
    return [Run(text)] if text else []
