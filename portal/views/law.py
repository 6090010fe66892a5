"""The pages of legal texts: instruments, chapters, provisions, elucidations.

Each shows the law of the edition's day, and says so when the reader asked for that day.
"""

from dataclasses import dataclass

from portal import citation
from portal.address import Address, Kind
from portal.model import Instrument, Provision
from portal.views import fines
from portal.views.edition import Edition
from portal.views.letters import letter_link
from portal.views.parts import (
    HOME,
    BoundRow,
    Card,
    Doubt,
    Head,
    Link,
    QuestionMark,
    Relation,
    Run,
    StatusLine,
    Unit,
    head_of,
    link_to,
    long_date,
)
from portal.views.terms import TermNote, term_notes
from portal.views.times import NotYetPage, Version, cited, is_there, not_yet_page, versions
from portal.views.units import all_doubts, bound_rows, card, question_marks, relations, status_line, unit

_FIRST_WORDS = 64


@dataclass(frozen=True)
class InstrumentsPage:
    """`/peraturan`: every instrument with its state and status, texts first, then records."""

    head: Head
    texts: tuple[Card, ...]
    records: tuple[Card, ...]


@dataclass(frozen=True)
class ContentsEntry:
    """A line of a contents list: label, title or first words, where it leads, and a status word."""

    kind: str
    label: str
    words: str
    href: str
    tag: str
    has_doubt: bool
    children: tuple["ContentsEntry", ...]


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
    contents: tuple[ContentsEntry, ...]
    title_block: tuple[tuple[Run, ...], ...]
    units: tuple[Unit, ...]
    elucidations: tuple[Unit, ...]
    other_titles: tuple[str, ...]
    facts: tuple[FactRow, ...]
    unknowns: tuple[str, ...]
    ask_at: tuple[str, ...]
    bring: tuple[str, ...]
    meanwhile: tuple[Run, ...]
    letter: Link | None
    questions: tuple[QuestionMark, ...]
    relations: tuple[Relation, ...]
    versions: tuple[Version, ...]
    written: tuple[Provision, ...]


@dataclass(frozen=True)
class ChapterPage:
    """`/uu/2007/21/bab-5`: one chapter with its articles and the chapters beside it."""

    head: Head
    card: Card
    unit: Unit
    contents: tuple[ContentsEntry, ...]
    proofing: str
    previous: Link | None
    next: Link | None


@dataclass(frozen=True)
class ProvisionPage:
    """`/uu/2007/21/pasal-48`: one provision with its official explanation, status, citations and neighbours.

    `written` are the units of the content file that it shows: the provision, and its explanation if there is one.
    """

    head: Head
    card: Card
    heading: str
    place: tuple[Link, ...]
    status: StatusLine
    unit: Unit
    elucidation: Unit | None
    doubts: tuple[Doubt, ...]
    proofing: str
    cited: str
    citations: tuple[tuple[str, str], ...]
    cited_by: tuple[Link, ...]
    guides: tuple[Link, ...]
    questions: tuple[QuestionMark, ...]
    relations: tuple[Relation, ...]
    versions: tuple[Version, ...]
    bound: tuple[BoundRow, ...]
    terms: tuple[TermNote, ...]
    fines: tuple[str, ...]
    fines_basis: Link | None
    previous: Link | None
    next: Link | None
    written: tuple[Provision, ...]


@dataclass(frozen=True)
class ElucidationPage:
    """`/uu/2007/21/penjelasan`: the general elucidation, and a list of the explained articles."""

    head: Head
    card: Card
    general: tuple[Unit, ...]
    questions: tuple[QuestionMark, ...]
    contents: tuple[ContentsEntry, ...]
    proofing: str


LawPage = InstrumentPage | ChapterPage | ProvisionPage | ElucidationPage | NotYetPage


def law_page(edition: Edition, address: Address) -> LawPage | None:
    """Return the page of an address, None when the address has no page of its own."""
    instrument = edition.library.instruments.get(address.work)
    if instrument is not None and not is_there(edition, instrument):
        return not_yet_page(edition, card(edition, instrument), address, _crumbs(instrument))
    if not address.steps:
        return instrument_page(edition, instrument) if instrument else None
    node = edition.library.provisions.get(address)
    if node is None or address.provision != address:
        return None
    if node.kind is Kind.CHAPTER:
        return chapter_page(edition, node)
    if node.kind is Kind.ELUCIDATION:
        return elucidation_page(edition, node)
    return provision_page(edition, node)


def instruments_page(edition: Edition) -> InstrumentsPage:
    """Return the list of instruments."""
    cards = [card(edition, instrument) for instrument in edition.library.instruments.values()]
    texts, records = (tuple(c for c in cards if c.has_text is has_text) for has_text in (True, False))
    return InstrumentsPage(head_of("/peraturan"), texts, records)


def instrument_page(edition: Edition, instrument: Instrument) -> InstrumentPage:
    """Return the page of a whole instrument."""
    address = instrument.address
    title = f"{instrument.short_citation} {instrument.heading}"
    body = [node for node in instrument.root.children if not node.address.is_elucidation]
    explained = [child for node in instrument.root.children if node.address.is_elucidation for child in node.children]
    return InstrumentPage(
        head=Head(
            address.path,
            title,
            f"{instrument.standard_citation} tentang {instrument.heading}.",
            (HOME, link_to("/peraturan")),
            asked=edition.asked,
        ),
        card=card(edition, instrument),
        status=status_line(edition, address),
        full_citation=instrument.full_citation,
        dates=tuple(_dates(instrument)),
        aliases=instrument.aliases,
        proofing=instrument.proofing,
        sources=tuple(SourceRow(s.name, s.url, long_date(s.taken_on)) for s in instrument.sources),
        doubts=all_doubts(edition, address),
        contents=tuple(_contents_entry(edition, node, address) for node in instrument.root.children),
        title_block=tuple(edition.runs(paragraph, address) for paragraph in instrument.root.paragraphs),
        units=tuple(unit(edition, node, address) for node in body),
        elucidations=tuple(unit(edition, node, address) for node in explained),
        other_titles=instrument.other_titles,
        facts=tuple(
            FactRow(f.subject, edition.runs(f.statement), f.source, f"keyakinan {f.confidence}")
            for f in instrument.facts
        ),
        unknowns=instrument.unknowns,
        ask_at=instrument.ask_at,
        bring=instrument.bring,
        meanwhile=edition.runs(instrument.meanwhile),
        letter=letter_link(instrument) if instrument.slug in edition.library.wanted else None,
        questions=question_marks(edition, address),
        relations=relations(edition, address),
        versions=versions(edition, address),
        written=(edition.library.marked(instrument.root),),
    )


def chapter_page(edition: Edition, node: Provision) -> ChapterPage:
    """Return the page of one chapter."""
    instrument = edition.instrument(node.address)
    words = citation.within(node.address)
    before, after = edition.library.neighbours[node.address]
    title = f"{words} {node.title.title()} – {instrument.short_citation}"
    return ChapterPage(
        head=Head(
            node.address.path,
            title,
            f"{words} {instrument.standard_citation}.",
            _crumbs(instrument),
            asked=edition.asked,
        ),
        card=card(edition, instrument),
        unit=unit(edition, node, node.address),
        contents=tuple(_contents_entry(edition, child, node.address) for child in node.children),
        proofing=instrument.proofing,
        previous=_beside(before),
        next=_beside(after),
    )


def provision_page(edition: Edition, node: Provision) -> ProvisionPage:
    """Return the page of an article or dictum."""
    address = node.address
    instrument = edition.instrument(address)
    words = citation.within(address)
    before, after = edition.library.neighbours[address]
    listed = edition.library.fine_categories
    is_list = listed is not None and listed.address.is_within(address)
    explained = edition.library.elucidation(address)
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
            asked=edition.asked,
        ),
        card=card(edition, instrument),
        heading=words,
        place=place,
        status=status_line(edition, address),
        unit=unit(edition, node, address),
        elucidation=unit(edition, explained, address) if explained else None,
        doubts=all_doubts(edition, address),
        proofing=instrument.proofing,
        cited=cited(edition, address),
        citations=(
            ("Pendek", citation.cite(address, instrument)),
            ("Baku", citation.cite(address, instrument, standard=True)),
            ("Lengkap", f"{words} {instrument.full_citation}"),
        ),
        cited_by=tuple(edition.cited(source) for source in edition.library.cited_by.get(address, ())),
        guides=edition.guide_links(edition.library.guides_citing.get(address, ())),
        questions=question_marks(edition, address),
        relations=relations(edition, address),
        versions=versions(edition, address),
        bound=bound_rows(edition, address),
        terms=term_notes(edition, node),
        fines=() if is_list else fines.named(node.full_text, edition.fines),
        fines_basis=edition.cited(listed.address) if listed else None,
        previous=_beside(before),
        next=_beside(after),
        written=tuple(map(edition.library.marked, (node, explained) if explained else (node,))),
    )


def elucidation_page(edition: Edition, node: Provision) -> ElucidationPage:
    """Return the page of the general elucidation."""
    instrument = edition.instrument(node.address)
    general = [child for child in node.children if child.kind is Kind.GENERAL]
    others = [child for child in node.children if child.kind is not Kind.GENERAL]
    title = f"Penjelasan {instrument.short_citation}"
    return ElucidationPage(
        head=Head(
            node.address.path,
            title,
            f"Penjelasan resmi {instrument.standard_citation}.",
            _crumbs(instrument),
            asked=edition.asked,
        ),
        card=card(edition, instrument),
        general=tuple(unit(edition, child, node.address) for child in general),
        questions=tuple(mark for child in general for mark in question_marks(edition, child.address)),
        contents=tuple(_contents_entry(edition, child, node.address) for child in others),
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
    return HOME, link_to("/peraturan"), Link(instrument.address.path, instrument.short_citation)


def _beside(address: Address | None) -> Link | None:
    return Link(address.path, citation.within(address)) if address else None


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


def _contents_entry(edition: Edition, node: Provision, page: Address) -> ContentsEntry:
    leaf = node.kind in (Kind.ARTICLE, Kind.DICTUM) or not any(c.marker.startswith("#") for c in node.children)
    children = (
        () if leaf else tuple(_contents_entry(edition, c, page) for c in node.children if c.marker.startswith("#"))
    )
    return ContentsEntry(
        kind=str(node.kind),
        label=node.label,
        words=node.title or (_first_words(node, _FIRST_WORDS) if leaf else ""),
        href=edition.library.href(node.address) or page.path,
        tag=edition.tag(node.address) if node.kind in (Kind.ARTICLE, Kind.DICTUM) else "",
        has_doubt=leaf and any(key.is_within(node.address) for key in edition.library.proofs),
        children=children,
    )


def _first_words(node: Provision, length: int) -> str:
    text = " ".join(node.full_text.split())
    if len(text) <= length:
        return text
    return text[: text.rfind(" ", 0, length)].rstrip(",;:") + " …"
