"""The tables drawn from the texts: deadlines, and the rights of victims, witnesses and reporters."""

from dataclasses import dataclass
from datetime import date

from portal import citation
from portal.address import Address
from portal.reading.library import Library
from portal.views.parts import HOME, Head, Link, Run, runs, tag


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
    """`/tenggat`: every time limit fixed in the texts, and those of other laws that matter here."""

    head: Head
    rows: tuple[DeadlineRow, ...]


@dataclass(frozen=True)
class RightRow:
    """A right as shown."""

    right: str
    holders: tuple[str, ...]
    deliverer: str
    roles: tuple[Link, ...]
    when: str
    if_refused: tuple[Run, ...]
    basis: Basis
    note: tuple[Run, ...]


@dataclass(frozen=True)
class RightsPage:
    """`/hak`: right → who must deliver → by when → if refused → article. Its title is neutral."""

    head: Head
    rows: tuple[RightRow, ...]


def deadlines_page(library: Library, as_of: date) -> DeadlinesPage:
    """Return the table of deadlines."""
    head = Head("/tenggat", "Batas waktu", "Semua batas waktu dalam peraturan, dan siapa yang terikat.", (HOME,))
    questions = {question.id: question.question for question in library.questions}
    rows = tuple(
        DeadlineRow(
            row.length,
            row.start,
            row.action,
            row.actor,
            _roles(library, row.roles),
            _basis(library, row.basis, row.outside_basis, row.quote, as_of),
            runs(library, row.note, None),
            Link(f"/catatan-hukum#{row.question}", questions[row.question]) if row.question in questions else None,
        )
        for row in library.deadlines
    )
    return DeadlinesPage(head, rows)


def rights_page(library: Library, as_of: date) -> RightsPage:
    """Return the ledger of rights."""
    head = Head("/hak", "Hak Anda", "Hak, siapa yang harus memenuhinya, kapan, dan bila ditolak.", (HOME,), True)
    rows = tuple(
        RightRow(
            row.right,
            row.holders,
            row.deliverer,
            _roles(library, row.roles),
            row.when,
            runs(library, row.if_refused, None),
            _basis(library, row.basis, row.outside_basis, row.quote, as_of),
            runs(library, row.note, None),
        )
        for row in library.rights
    )
    return RightsPage(head, rows)


def _roles(library: Library, slugs: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(Link(f"/peran/{slug}", library.roles[slug].title) for slug in slugs if slug in library.roles)


def _basis(library: Library, basis: Address | None, outside: str, quote: str, as_of: date) -> Basis:
    if basis is None:
        return Basis(None, runs(library, outside, None), "")
    words = citation.cite(basis, library.instrument(basis))
    return Basis(Link(library.href(basis) or basis.path, words, tag(library, basis.provision, as_of)), (), quote)
