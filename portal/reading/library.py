"""Everything the portal knows, immutable: texts, events, guides, roles, contacts, and the links between them.

A Library answers questions about its content; a new one replaces the old in one assignment. It opens no files (that is
`reader`), does not judge (that is `checks`) and renders nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from portal import citation
from portal.address import Address
from portal.asking import Answer, Emergency, Inquiry, Synonym, Topic
from portal.citation import Citation
from portal.guidance import (
    CaseStep,
    Contact,
    Correction,
    Deadline,
    Duty,
    Guide,
    OpenQuestion,
    Penalty,
    PlainWord,
    Right,
    Role,
    Term,
)
from portal.kit import Kit, Preset
from portal.model import (
    UNMATCHED,
    Event,
    Instrument,
    Proof,
    ProofNote,
    Provision,
    Side,
    Status,
    TextState,
    status,
)
from portal.reading.pictures import Picture
from portal.reading.wording import Wording


@dataclass(frozen=True)
class Citing:
    """A citation found in our content: where it stands, and what it cites.

    It stands in a provision (`source`), or in a unit of our own words (`unit`, '' in the text of a law).
    """

    source: Address | None
    unit: str
    file: str
    line: int
    citation: Citation


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


def _numbered(pairs: Iterable[tuple[Address, int]]) -> Mapping[Address, list[int]]:
    found: dict[Address, list[int]] = {}
    for address, number in pairs:
        found.setdefault(address, []).append(number)
    return found


@dataclass(frozen=True, kw_only=True)
class Library:
    """The whole content; every mapping is read-only.

    `content_id` is a SHA-256 over all content files, and over the texts where those of a day differ from the files.
    `wordings` are the changes of words that events make, by work. What is known from `provisions` on follows from the
    rest (see `indexes`).
    """

    instruments: Mapping[str, Instrument]
    guides: Mapping[str, Guide]
    pages: Mapping[str, Guide]
    contacts: tuple[Contact, ...]
    contact_seals: Mapping[str, str] = field(default_factory=_nothing)
    events: tuple[Event, ...]
    proofs: Mapping[Address, ProofNote]
    manifests: Mapping[str, Mapping[str, str]]
    wordings: Mapping[str, tuple[Wording, ...]]
    questions: tuple[OpenQuestion, ...]
    penalties: tuple[Penalty, ...]
    corrections: tuple[Correction, ...]
    roles: Mapping[str, Role]
    deadlines: tuple[Deadline, ...]
    rights: tuple[Right, ...]
    steps: tuple[CaseStep, ...]
    inquiry: Inquiry | None
    words: tuple[PlainWord, ...]
    synonyms: tuple[Synonym, ...]
    topics: tuple[Topic, ...]
    answers: Mapping[str, Answer] = field(default_factory=_nothing)
    emergencies: tuple[Emergency, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=_nothing)
    kits: Mapping[str, Kit]
    presets: tuple[Preset, ...]
    content_id: str
    provisions: Mapping[Address, Provision] = field(default_factory=_nothing)
    terms: tuple[Term, ...] = ()
    links: tuple[Citing, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=_nothing)
    shared_names: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    cited_by: Mapping[Address, tuple[Address, ...]] = field(default_factory=_nothing)
    guides_citing: Mapping[Address, tuple[str, ...]] = field(default_factory=_nothing)
    carried_out_by: Mapping[Address, tuple[Address, ...]] = field(default_factory=_nothing)
    neighbours: Mapping[Address, tuple[Address | None, Address | None]] = field(default_factory=_nothing)

    def instrument(self, address: Address) -> Instrument:
        """Return the instrument an address belongs to; KeyError when the library has none."""
        return self.instruments[address.work]

    def unworded(self, address: Address, as_of: date) -> tuple[Event, ...]:
        """Return the events by which a provision, or a part of it, had other words on a date than the text shows.

        Their words on that side are not held; `unworded` of the event says why.
        """
        own = address.subject
        return tuple(
            wording.event
            for wording in self.wordings.get(address.work, ())
            for target in wording.event.targets
            if wording.event.shown is not None
            and wording.event.has_other_words
            and wording.other(target) is None
            and (own.is_within(target) or target.is_within(own))
            and (wording.event.shown is Side.NEW) == (wording.event.since > as_of)
        )

    def guide_of(self, role: Role) -> Guide | None:
        """Return the guide that stands on the page of a role, None when it has none."""
        return next((guide for guide in self.guides.values() if guide.role == role.slug), None)

    @property
    def wanted(self) -> Mapping[str, Instrument]:
        """The regional instruments whose text is not here and can be asked for, by their slug.

        National texts are not asked for by letter: the gazette is published.
        """
        missing = (i for i in self.instruments.values() if i.text_state is TextState.MISSING and i.region)
        return {i.slug: i for i in missing if i.ask_at and i.bring}

    @property
    def fine_categories(self) -> Provision | None:
        """The list of the fine categories, in the first instrument that says it has one; None when none does."""
        stated = (i.fine_categories for i in self.instruments.values() if i.fine_categories)
        return next((self.provisions[address] for address in stated if address in self.provisions), None)

    def elucidation(self, address: Address) -> Provision | None:
        """Return the official explanation of a provision, None when there is none."""
        return self.provisions.get(address.elucidation)

    def has(self, address: Address) -> bool:
        """Whether an address names a work or a provision in the library."""
        return address in self.provisions or (not address.steps and address.work in self.instruments)

    def href(self, address: Address) -> str | None:
        """Return the web path with anchor of an address.

        A provision that an extract or record does not hold leads to its instrument's page; None when the library does
        not have the instrument, or has its full text without such a provision.
        """
        if self.has(address):
            page = address.provision
            anchor = address.anchor(page)
            return page.path + (f"#{anchor}" if anchor else "")
        instrument = self.instruments.get(address.work)
        if instrument is None or instrument.text_state is TextState.FULL:
            return None
        return instrument.address.path

    def events_for(self, address: Address) -> tuple[Event, ...]:
        """Return the events on a provision, on anything that holds it, or on anything below it."""
        own = address.subject
        numbers = {*self._events_below.get(own, ()), *self._numbers_on(own)}
        return tuple(self.events[number] for number in sorted(numbers))

    def status(self, address: Address, as_of: date) -> Status:
        """Return the status of a provision on a date: events on itself or on what holds it."""
        return status([self.events[number] for number in sorted(self._numbers_on(address.subject))], as_of)

    def _numbers_on(self, own: Address) -> set[int]:
        """Return the numbers of the events on an address or on what holds it."""
        return {number for above in own.lineage for number in self._events_on.get(above, ())}

    @cached_property
    def _events_on(self) -> Mapping[Address, list[int]]:
        """The numbers of the events that name an address as their target."""
        return _numbered((target, number) for number, event in enumerate(self.events) for target in event.targets)

    @cached_property
    def _events_below(self) -> Mapping[Address, list[int]]:
        """The numbers of the events that name an address, or a part of it, as their target."""
        pairs = ((target, number) for number, event in enumerate(self.events) for target in event.targets)
        return _numbered((above, number) for target, number in pairs for above in target.lineage)

    def proofs_for(self, address: Address) -> tuple[ProofNote, ...]:
        """Return the doubts about a provision's wording, its elucidation's included."""
        own = address.subject
        return tuple(note for key, note in self.proofs.items() if key.subject.is_within(own))

    def marked(self, node: Provision) -> Provision:
        """Return a provision in which every unproofed passage ends with its mark, so that a copied one carries it.

        A passage is unproofed when a note says so of it, or of a unit that it is a part of; lost words have a mark of
        their own in the text.
        """
        notes = (self.proofs.get(above) for above in node.address.lineage)
        is_doubted = any(note.state is Proof.UNMATCHED for note in notes if note)
        lines = list(node.lines)
        last = next((i for i in reversed(range(len(lines))) if lines[i].strip()), None)
        if is_doubted and last is not None:
            lines[last] = f"{lines[last].rstrip()} {UNMATCHED}"
        return replace(node, lines=tuple(lines), children=tuple(self.marked(child) for child in node.children))

    def questions_for(self, address: Address) -> tuple[OpenQuestion, ...]:
        """Return the open legal questions that mark a provision or a part of it."""
        own = address.subject
        return tuple(q for q in self.questions if any(a.subject.is_within(own) for a in q.addresses))

    def also(self, role: Role) -> tuple[Role, ...]:
        """Return the roles that a role has too: what is asked of everybody, of every official."""
        return tuple(self.roles[slug] for slug in role.also if slug in self.roles)

    def bound_by(self, address: Address) -> tuple[tuple[Role, Duty], ...]:
        """Return the duties, powers, rights and bans of roles that rest on a provision or a part of it."""
        own = address.subject
        return tuple(
            (role, duty)
            for role in self.roles.values()
            for duty in role.duties
            if duty.basis is not None and duty.basis.subject.is_within(own)
        )

    def find_citations(self, text: str, context: Address | None = None) -> list[Citation]:
        """Return the citations in a text, `context` being the provision it is of, None for a guide or a note.

        A law knows none of the names that people gave to laws later.
        """
        return citation.find(text, context, None if context else self.aliases, self.shared_names)
