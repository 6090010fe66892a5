"""The pages of legal texts: instruments, chapters, provisions, elucidations.

Each takes the date whose law it shows; `asked` is true when the reader asked for that date, and the page then says so.
"""

from dataclasses import dataclass
from datetime import date

from portal import citation
from portal.address import Address, Kind
from portal.model import Instrument, Provision, TextState
from portal.reading.library import Library
from portal.views.parts import (
    HOME,
    Card,
    Doubt,
    Head,
    Link,
    QuestionMark,
    Run,
    StatusLine,
    Unit,
    all_doubts,
    card,
    citing_links,
    guide_links,
    long_date,
    question_marks,
    runs,
    status_line,
    tag,
    unit,
)
from portal.views.relations import BoundRow, Relation, bound_rows, relations
from portal.views.terms import TermNote, term_notes

INSTRUMENTS = Link("/peraturan", "Peraturan")
_FIRST_WORDS = 64


@dataclass(frozen=True)
class InstrumentsPage:
    """`/peraturan`: every instrument with its state and status, texts first, then records."""

    head: Head
    texts: tuple[Card, ...]
    records: tuple[Card, ...]


@dataclass(frozen=True)
class Entry:
    """A line of a contents list: label, title or first words, where it leads, and a status word."""

    kind: str
    label: str
    words: str
    href: str
    tag: str
    has_doubt: bool
    children: tuple["Entry", ...]


@dataclass(frozen=True)
class SourceRow:
    """A source of a text: name, address, and the day it was taken."""

    name: str
    url: str
    taken: str


@dataclass(frozen=True)
class FactRow:
    """What is known about an instrument without text: subject, statement with links, source, confidence."""

    subject: str
    statement: tuple[Run, ...]
    source: str
    confidence: str


@dataclass(frozen=True)
class InstrumentPage:
    """`/uu/2007/21`: the whole instrument, or the record of one whose text is not here."""

    head: Head
    card: Card
    status: StatusLine
    full_citation: str
    dates: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    proofing: str
    sources: tuple[SourceRow, ...]
    doubts: tuple[Doubt, ...]
    contents: tuple[Entry, ...]
    title_block: tuple[tuple[Run, ...], ...]
    units: tuple[Unit, ...]
    elucidations: tuple[Unit, ...]
    other_titles: tuple[str, ...]
    facts: tuple[FactRow, ...]
    unknowns: tuple[str, ...]
    ask_at: tuple[str, ...]
    bring: tuple[str, ...]
    questions: tuple[QuestionMark, ...]
    relations: tuple[Relation, ...]
    formats: tuple[Link, ...]


@dataclass(frozen=True)
class ChapterPage:
    """`/uu/2007/21/bab-5`: one chapter with its articles and the chapters beside it."""

    head: Head
    card: Card
    unit: Unit
    contents: tuple[Entry, ...]
    proofing: str
    previous: Link | None
    next: Link | None


@dataclass(frozen=True)
class ProvisionPage:
    """`/uu/2007/21/pasal-48`: one provision with its official explanation, status, citations and neighbours."""

    head: Head
    card: Card
    heading: str
    place: tuple[Link, ...]
    status: StatusLine
    unit: Unit
    elucidation: Unit | None
    doubts: tuple[Doubt, ...]
    proofing: str
    citations: tuple[tuple[str, str], ...]
    cited_by: tuple[Link, ...]
    guides: tuple[Link, ...]
    questions: tuple[QuestionMark, ...]
    relations: tuple[Relation, ...]
    bound: tuple[BoundRow, ...]
    terms: tuple[TermNote, ...]
    previous: Link | None
    next: Link | None
    formats: tuple[Link, ...]


@dataclass(frozen=True)
class ElucidationPage:
    """`/uu/2007/21/penjelasan`: the general elucidation, and a list of the explained articles."""

    head: Head
    card: Card
    general: tuple[Unit, ...]
    questions: tuple[QuestionMark, ...]
    contents: tuple[Entry, ...]
    proofing: str


LawPage = InstrumentPage | ChapterPage | ProvisionPage | ElucidationPage


def law_page(library: Library, address: Address, as_of: date, asked: bool = False) -> LawPage | None:
    """Return the page of an address, None when the address has no page of its own."""
    if not address.steps:
        instrument = library.instruments.get(address.work)
        return instrument_page(library, instrument, as_of, asked) if instrument else None
    node = library.provisions.get(address)
    if node is None or address.provision != address:
        return None
    if node.kind is Kind.CHAPTER:
        return chapter_page(library, node, as_of, asked)
    if node.kind is Kind.ELUCIDATION:
        return elucidation_page(library, node, as_of, asked)
    return provision_page(library, node, as_of, asked)


def instruments_page(library: Library, as_of: date) -> InstrumentsPage:
    """Return the list of instruments."""
    cards = [card(library, instrument, as_of) for instrument in library.instruments.values()]
    head = Head("/peraturan", "Daftar peraturan", "Peraturan tentang perdagangan orang di Kalimantan Timur.", (HOME,))
    return InstrumentsPage(head, tuple(c for c in cards if c.has_text), tuple(c for c in cards if not c.has_text))


def instrument_page(library: Library, instrument: Instrument, as_of: date, asked: bool = False) -> InstrumentPage:
    """Return the page of a whole instrument."""
    address = instrument.address
    title = f"{instrument.short_citation} {instrument.title}"
    body = [node for node in instrument.root.children if not node.address.is_elucidation]
    explained = [child for node in instrument.root.children if node.address.is_elucidation for child in node.children]
    has_text = instrument.text_state is not TextState.MISSING
    return InstrumentPage(
        head=Head(
            address.path,
            title,
            f"{instrument.standard_citation} tentang {instrument.title}.",
            (HOME, INSTRUMENTS),
            asked=long_date(as_of) if asked else "",
        ),
        card=card(library, instrument, as_of),
        status=status_line(library, address, as_of),
        full_citation=instrument.full_citation,
        dates=tuple(_dates(instrument)),
        aliases=instrument.aliases,
        proofing=instrument.proofing,
        sources=tuple(SourceRow(s.name, s.url, long_date(s.taken_on)) for s in instrument.sources),
        doubts=all_doubts(library, address),
        contents=tuple(_entry(library, node, address, as_of) for node in instrument.root.children),
        title_block=tuple(runs(library, paragraph, address) for paragraph in instrument.root.paragraphs),
        units=tuple(unit(library, node, address, as_of) for node in body),
        elucidations=tuple(unit(library, node, address, as_of) for node in explained),
        other_titles=instrument.other_titles,
        facts=tuple(
            FactRow(f.subject, runs(library, f.statement, None), f.source, f"keyakinan {f.confidence}")
            for f in instrument.facts
        ),
        unknowns=instrument.unknowns,
        ask_at=instrument.ask_at,
        bring=instrument.bring,
        questions=question_marks(library, address),
        relations=relations(library, address),
        formats=_formats(address) if has_text else (),
    )


def chapter_page(library: Library, node: Provision, as_of: date, asked: bool = False) -> ChapterPage:
    """Return the page of one chapter."""
    instrument = library.instrument(node.address)
    words = citation.within(node.address)
    before, after = library.neighbours[node.address]
    title = f"{words} {node.title.title()} – {instrument.short_citation}"
    return ChapterPage(
        head=Head(
            node.address.path,
            title,
            f"{words} {instrument.standard_citation}.",
            _crumbs(instrument),
            asked=long_date(as_of) if asked else "",
        ),
        card=card(library, instrument, as_of),
        unit=unit(library, node, node.address, as_of),
        contents=tuple(_entry(library, child, node.address, as_of) for child in node.children),
        proofing=instrument.proofing,
        previous=_beside(before),
        next=_beside(after),
    )


def provision_page(library: Library, node: Provision, as_of: date, asked: bool = False) -> ProvisionPage:
    """Return the page of an article or dictum."""
    address = node.address
    instrument = library.instrument(address)
    words = citation.within(address)
    before, after = library.neighbours[address]
    explained = library.elucidation(address)
    place = tuple(
        Link(holder.address.path, f"{holder.label} {holder.title}".strip())
        for holder in _holders(instrument, node)
        if holder.kind is Kind.CHAPTER
    )
    return ProvisionPage(
        head=Head(
            address.path,
            f"{words} {instrument.short_citation}",
            _first_words(node, 150) or f"{words} {instrument.standard_citation}.",
            (*_crumbs(instrument), *place),
            asked=long_date(as_of) if asked else "",
        ),
        card=card(library, instrument, as_of),
        heading=words,
        place=place,
        status=status_line(library, address, as_of),
        unit=unit(library, node, address, as_of),
        elucidation=unit(library, explained, address, as_of) if explained else None,
        doubts=all_doubts(library, address),
        proofing=instrument.proofing,
        citations=(
            ("Pendek", citation.cite(address, instrument)),
            ("Baku", citation.cite(address, instrument, standard=True)),
            ("Lengkap", f"{words} {instrument.full_citation}"),
        ),
        cited_by=citing_links(library, address),
        guides=guide_links(library, address),
        questions=question_marks(library, address),
        relations=relations(library, address),
        bound=bound_rows(library, address),
        terms=term_notes(library, node),
        previous=_beside(before),
        next=_beside(after),
        formats=_formats(address),
    )


def elucidation_page(library: Library, node: Provision, as_of: date, asked: bool = False) -> ElucidationPage:
    """Return the page of the general elucidation."""
    instrument = library.instrument(node.address)
    general = [child for child in node.children if child.kind is Kind.GENERAL]
    others = [child for child in node.children if child.kind is not Kind.GENERAL]
    title = f"Penjelasan {instrument.short_citation}"
    return ElucidationPage(
        head=Head(
            node.address.path,
            title,
            f"Penjelasan resmi {instrument.standard_citation}.",
            _crumbs(instrument),
            asked=long_date(as_of) if asked else "",
        ),
        card=card(library, instrument, as_of),
        general=tuple(unit(library, child, node.address, as_of) for child in general),
        questions=tuple(mark for child in general for mark in question_marks(library, child.address)),
        contents=tuple(_entry(library, child, node.address, as_of) for child in others),
        proofing=instrument.proofing,
    )


def _dates(instrument: Instrument) -> list[tuple[str, str]]:
    rows = [
        ("Ditetapkan", instrument.enacted_on),
        ("Diundangkan", instrument.promulgated_on),
        ("Mulai berlaku", instrument.in_force_from),
    ]
    found = [(name, long_date(day)) for name, day in rows if day]
    return found + ([("Pengumuman", instrument.publication)] if instrument.publication else [])


def _crumbs(instrument: Instrument) -> tuple[Link, ...]:
    return HOME, INSTRUMENTS, Link(instrument.address.path, instrument.short_citation)


def _beside(address: Address | None) -> Link | None:
    return Link(address.path, citation.within(address)) if address else None


def _formats(address: Address) -> tuple[Link, ...]:
    return tuple(
        Link(f"{address.path}.{suffix}", name)
        for suffix, name in (("txt", "Teks"), ("md", "Markdown"), ("json", "JSON"))
    )


def _holders(instrument: Instrument, node: Provision) -> list[Provision]:
    """Return the units that hold an article, the outermost first."""

    def search(holder: Provision) -> list[Provision] | None:
        for child in holder.children:
            if child is node:
                return [holder]
            found = search(child)
            if found is not None:
                return [holder, *found]
        return None

    return search(instrument.root) or []


def _entry(library: Library, node: Provision, page: Address, as_of: date) -> Entry:
    leaf = node.kind in (Kind.ARTICLE, Kind.DICTUM) or not any(c.marker.startswith("#") for c in node.children)
    children = () if leaf else tuple(_entry(library, c, page, as_of) for c in node.children if c.marker.startswith("#"))
    return Entry(
        kind=str(node.kind),
        label=node.label,
        words=node.title or (_first_words(node, _FIRST_WORDS) if leaf else ""),
        href=library.href(node.address) or page.path,
        tag=tag(library, node.address, as_of) if node.kind in (Kind.ARTICLE, Kind.DICTUM) else "",
        has_doubt=leaf and any(key.is_within(node.address) for key in library.proofs),
        children=children,
    )


def _first_words(node: Provision, length: int) -> str:
    text = " ".join(node.full_text.split())
    if len(text) <= length:
        return text
    return text[: text.rfind(" ", 0, length)].rstrip(",;:") + " …"
