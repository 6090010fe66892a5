"""The tables drawn from the texts and what stands beside them.

Deadlines, rights, penalties, the register of what is open, and the two lists of changes (of the law by events, and,
apart, of our own text by its editors).

Takes an Edition; gives frozen pages made of strings.
"""

from dataclasses import dataclass
from datetime import date

from portal.address import Address
from portal.guidance import Moment, OpenQuestion, Right, term_anchor
from portal.model import Event
from portal.views.edition import Edition
from portal.views.parts import EFFECT_WORDS, HOME, FilterOption, Head, Link, Run, head_of, long_date
from portal.views.units import register_anchor

AUTHOR = "Penyunting Portal TPPO Kaltim"


@dataclass(frozen=True)
class Basis:
    """What a row rests on: a provision of ours with its status and words, or the citation of a text outside ours."""

    link: Link | None
    outside: tuple[Run, ...]
    quote: str


@dataclass(frozen=True)
class DeadlineRow:
    """A time limit as shown."""

    length: str
    start: str
    action: str
    actor: str
    roles: tuple[Link, ...]
    basis: Basis
    note: tuple[Run, ...]
    question: Link | None


@dataclass(frozen=True)
class DeadlinesPage:
    """`/tenggat`: every time limit fixed in the texts, and those of other laws that matter here; or those of a role."""

    head: Head
    rows: tuple[DeadlineRow, ...]
    role_choices: tuple[FilterOption, ...]
    is_filtered: bool


@dataclass(frozen=True)
class RightRow:
    """A right as shown; the chief ones have a picture (HTML, '' for none)."""

    anchor: str
    right: str
    holders: tuple[str, ...]
    deliverer: str
    roles: tuple[Link, ...]
    when: str
    if_refused: tuple[Run, ...]
    basis: Basis
    note: tuple[Run, ...]
    picture: str


@dataclass(frozen=True)
class RightsGroup:
    """The rights of one moment, with its anchor."""

    name: str
    anchor: str
    rows: tuple[RightRow, ...]


@dataclass(frozen=True)
class RightsPage:
    """`/hak`: right → who must deliver → by when → if refused → article, by moment. Its title is neutral."""

    head: Head
    groups: tuple[RightsGroup, ...]


@dataclass(frozen=True)
class QuestionRow:
    """An open legal question: its anchor, the question, what is known, the pages that carry its mark, whom to ask."""

    anchor: str
    question: str
    known: tuple[Run, ...]
    pages: tuple[Link, ...]
    since: str
    ask: str
    source: str


@dataclass(frozen=True)
class TextRow:
    """A text that is not proofed: its anchor, where it stands, its state, what is doubtful, whom to ask."""

    anchor: str
    page: Link
    state: str
    note: str
    since: str
    ask: str


@dataclass(frozen=True)
class RegisterPage:
    """`/catatan-hukum`: open legal questions, and texts not proofed, with the pages that carry their marks."""

    head: Head
    questions: tuple[QuestionRow, ...]
    texts: tuple[TextRow, ...]


@dataclass(frozen=True)
class ChangeRow:
    """One change: a lasting id, title, summary, where it leads, and the day it was entered or made (ISO)."""

    id: str
    title: str
    summary: str
    href: str
    updated: str


@dataclass(frozen=True)
class ChangesPage:
    """A feed: the newest change first. `updated` is the newest day (ISO)."""

    head: Head
    author: str
    updated: str
    rows: tuple[ChangeRow, ...]


def deadlines_page(edition: Edition, role_slug: str = "") -> DeadlinesPage:
    """Return the table of deadlines; those of a role are also those it has in common with others."""
    library = edition.library
    asked = library.roles.get(role_slug)
    slugs = {role.slug for role in (asked, *library.also(asked))} if asked else set()
    rows = tuple(
        DeadlineRow(
            row.length,
            row.start,
            row.action,
            row.actor,
            edition.role_links(row.roles),
            _basis(edition, row.basis, row.outside_basis, row.quote),
            edition.runs(row.note),
            question_link(edition, row.question),
        )
        for row in library.deadlines
        if not slugs or slugs & set(row.roles)
    )
    named = {slug for row in library.deadlines for slug in row.roles}
    choices = tuple(FilterOption(r.slug, r.title, r is asked) for r in library.roles.values() if r.slug in named)
    return DeadlinesPage(head_of("/tenggat"), rows, choices, asked is not None)


def rights_page(edition: Edition) -> RightsPage:
    """Return the ledger of rights."""
    rows = edition.library.rights
    groups = (
        RightsGroup(
            str(moment).capitalize(),
            term_anchor(moment),
            tuple(_right(edition, row) for row in rows if row.moment is moment),
        )
        for moment in Moment
    )
    return RightsPage(head_of("/hak"), tuple(group for group in groups if group.rows))


def _right(edition: Edition, row: Right) -> RightRow:
    return RightRow(
        term_anchor(row.right),
        row.right,
        row.holders,
        row.deliverer,
        edition.role_links(row.roles),
        row.when,
        edition.runs(row.if_refused),
        _basis(edition, row.basis, row.outside_basis, row.quote),
        edition.runs(row.note),
        edition.picture(row.picture),
    )


def _basis(edition: Edition, basis: Address | None, outside: str, quote: str) -> Basis:
    if basis is None:
        return Basis(None, edition.runs(outside), "")
    return Basis(edition.cited(basis, edition.standing(basis)), (), quote)


def register_page(edition: Edition) -> RegisterPage:
    """Return the public register."""
    questions = tuple(_question(edition, question) for question in edition.library.questions)
    texts = tuple(
        TextRow(
            register_anchor(note.address),
            edition.cited(note.address),
            str(note.state).capitalize(),
            note.note,
            long_date(note.since),
            note.ask,
        )
        for note in edition.library.proofs.values()
    )
    return RegisterPage(head_of("/catatan-hukum"), questions, texts)


def _question(edition: Edition, question: OpenQuestion) -> QuestionRow:
    return QuestionRow(
        anchor=question.id,
        question=question.question,
        known=edition.runs(question.known),
        pages=tuple(edition.cited(address) for address in question.addresses),
        since=long_date(question.since),
        ask=question.ask,
        source=question.source,
    )


def question_link(edition: Edition, id_: str) -> Link | None:
    """Return a link to an open question in the register, None when there is none of that name."""
    question = next((q for q in edition.library.questions if q.id == id_), None)
    return Link(f"/catatan-hukum#{id_}", question.question) if question else None


def law_changes_page(edition: Edition) -> ChangesPage:
    """Return the changes of the law that the portal knows of (`/perubahan.atom`)."""
    events = sorted(edition.library.events, key=lambda e: (e.since, str(e.targets[0])), reverse=True)
    rows = tuple(_law_row(edition, event) for event in events)
    head = Head("/perubahan.atom", "Perubahan hukum", "Perubahan peraturan yang dimuat di portal ini.", (HOME,))
    return ChangesPage(head, AUTHOR, _newest([e.checked_on for e in events]), rows)


def editorial_changes_page(edition: Edition) -> ChangesPage:
    """Return the corrections that the editors made (`/perbaikan.atom`)."""
    rows = tuple(
        ChangeRow(
            f"perbaikan/{c.day.isoformat()}/{index}",
            c.what,
            f"{c.what} {c.source}".strip(),
            (edition.library.href(c.addresses[0]) if c.addresses else None) or "/",
            c.day.isoformat(),
        )
        for index, c in enumerate(reversed(edition.library.corrections), 1)
    )[::-1]
    head = Head("/perbaikan.atom", "Perbaikan penyunting", "Perbaikan teks portal ini, bukan perubahan hukum.", (HOME,))
    return ChangesPage(head, AUTHOR, _newest([c.day for c in edition.library.corrections]), rows)


def _law_row(edition: Edition, event: Event) -> ChangeRow:
    targets = ", ".join(edition.cite(t) for t in event.targets)
    title = f"{targets}: {EFFECT_WORDS[event.effect].lower()} sejak {long_date(event.since)}"
    return ChangeRow(
        f"peristiwa/{event.since.isoformat()}/{event.targets[0]}/{event.effect.replace(' ', '-')}",
        title,
        f"Oleh {edition.cite(event.actor, event.actor_words)}. {event.note}".strip(),
        edition.href(event.targets[0]),
        event.checked_on.isoformat(),
    )


def _newest(days: list[date]) -> str:
    return max(days).isoformat() if days else "2026-11-24"
