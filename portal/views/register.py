"""The pages that say what is open and what is in force: register of legal questions, table of penalties."""

from dataclasses import dataclass
from datetime import date

from portal import citation
from portal.address import Address
from portal.guidance import OpenQuestion, Penalty
from portal.reading.library import Library
from portal.views.parts import HOME, Head, Link, Run, long_date, register_anchor, runs, tag

_FINE_CATEGORIES = "uu/2023/1/pasal-79/ayat-1"


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
class PenaltyRow:
    """An offence: its provision, the penalty as printed, the penalty today ('' where not certain) with its basis."""

    offence: str
    basis: Link
    status: str
    printed: str
    today: str
    fine: str
    today_basis: Link | None
    question: Link | None
    note: str


@dataclass(frozen=True)
class FineRow:
    """A fine category and its amount, in the words of Pasal 79 KUHP."""

    words: str


@dataclass(frozen=True)
class PenaltiesPage:
    """`/sanksi`: every offence of UU 21/2007 with the penalty as printed and as in force."""

    head: Head
    rows: tuple[PenaltyRow, ...]
    fines: tuple[FineRow, ...]
    fines_basis: Link | None
    as_of: str


def register_page(library: Library) -> RegisterPage:
    """Return the public register."""
    head = Head(
        "/catatan-hukum",
        "Catatan hukum",
        "Pertanyaan hukum yang belum terjawab dan teks yang belum dicocokkan.",
        (HOME,),
    )
    questions = tuple(_question(library, question) for question in library.questions)
    texts = tuple(
        TextRow(
            register_anchor(note.address),
            _cited(library, note.address),
            str(note.state).capitalize(),
            note.note,
            long_date(note.since),
            note.ask,
        )
        for note in library.proofs.values()
    )
    return RegisterPage(head, questions, texts)


def penalties_page(library: Library, as_of: date) -> PenaltiesPage:
    """Return the table of penalties."""
    head = Head("/sanksi", "Sanksi", "Ancaman pidana UU 21/2007: tertulis tahun 2007 dan berlaku sekarang.", (HOME,))
    fines = library.provisions.get(Address.parse(_FINE_CATEGORIES))
    return PenaltiesPage(
        head=head,
        rows=tuple(_penalty(library, penalty, as_of) for penalty in library.penalties),
        fines=tuple(FineRow(item.text.rstrip(";.").removesuffix("; dan")) for item in fines.children) if fines else (),
        fines_basis=_cited(library, fines.address) if fines else None,
        as_of=long_date(as_of),
    )


def _question(library: Library, question: OpenQuestion) -> QuestionRow:
    return QuestionRow(
        anchor=question.id,
        question=question.question,
        known=runs(library, question.known, None),
        pages=tuple(_cited(library, address) for address in question.addresses),
        since=long_date(question.since),
        ask=question.ask,
        source=question.source,
    )


def _penalty(library: Library, penalty: Penalty, as_of: date) -> PenaltyRow:
    basis = None
    if penalty.today_basis is not None:
        law = library.instrument(penalty.today_basis).short_citation
        words = penalty.today_words or citation.within(penalty.today_basis)
        basis = Link(library.href(penalty.today_basis) or penalty.today_basis.path, f"{words} {law}".strip())
    question = next((q for q in library.questions if q.id == penalty.question), None)
    return PenaltyRow(
        offence=penalty.offence,
        basis=_cited(library, penalty.basis),
        status=tag(library, penalty.basis.provision, as_of),
        printed=penalty.printed,
        today=penalty.today,
        fine=f"kategori {penalty.category}" if penalty.category else "",
        today_basis=basis,
        question=Link(f"/catatan-hukum#{question.id}", question.question) if question else None,
        note=penalty.note,
    )


def _cited(library: Library, address: Address) -> Link:
    return Link(library.href(address) or address.path, citation.cite(address, library.instrument(address)))
