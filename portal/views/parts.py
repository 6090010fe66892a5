"""What several pages show: text with links, units of law, status lines, doubts, dates.

Takes model values and a library; gives frozen values made of strings. Templates add only markup.
"""

from dataclasses import dataclass, replace
from datetime import date

from portal import citation
from portal.address import Address, Kind
from portal.model import GAP, LEFT_OUT, Effect, Event, Instrument, Proof, Provision, TextState
from portal.reading.library import Library

_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
_EFFECT_WORDS = {
    Effect.REPEALED: "Dicabut",
    Effect.AMENDED: "Diubah",
    Effect.REFERENCE_MOVED: "Acuan dialihkan",
    Effect.PENALTY_ADJUSTED: "Pidana disesuaikan",
}
_STATE_WORDS = {
    TextState.FULL: "Naskah lengkap",
    TextState.EXTRACT: "Kutipan",
    TextState.MISSING: "Naskah belum tersedia",
}


@dataclass(frozen=True)
class Link:
    """A link: where it leads, its words, and a note beside it ('' if none)."""

    href: str
    words: str
    note: str = ""


HOME = Link("/", "Beranda")


@dataclass(frozen=True)
class Head:
    """What every page has: its path, title, one-sentence description, and the way back to the home page.

    `is_neutral` marks help pages, whose title and address must not give a watched reader away. `asked` is the date in
    words when the reader asked for the law of another day, '' otherwise.
    """

    path: str
    title: str
    description: str
    crumbs: tuple[Link, ...] = ()
    is_neutral: bool = False
    asked: str = ""


@dataclass(frozen=True)
class Run:
    """A stretch of text: plain (`mark` ''), a link (`href`), a citation of a law outside the portal, or a gap."""

    text: str
    href: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Doubt:
    """A mark on text that is not proofed: its state in words, the sentence for readers, whom to ask.

    `href` leads to its entry in the register of open questions.
    """

    href: str
    state: str
    is_missing: bool
    place: str
    note: str
    ask: str
    since: str


@dataclass(frozen=True)
class Unit:
    """A unit of law as shown: label (`(1)`, `a.`, `Pasal 48`), own text, what stands below it, doubts and status marks.

    `anchor` is its id on this page; `href` leads to its own page ('' when it has none or this is it). `tag` is a
    short status word such as "Dicabut" ('' when nothing happened to it). Where an article stands among others,
    `notices` say what happened to it and `questions` what is open; on its own page both stand above the text instead.
    """

    kind: str
    anchor: str
    label: str
    title: str
    href: str
    paragraphs: tuple[tuple[Run, ...], ...]
    children: tuple["Unit", ...]
    doubts: tuple[Doubt, ...]
    tag: str
    notices: tuple["Notice", ...]
    questions: tuple["QuestionMark", ...]


@dataclass(frozen=True)
class QuestionMark:
    """A mark on a provision: an open legal question and its entry in the register."""

    href: str
    question: str


@dataclass(frozen=True)
class Notice:
    """One thing that happened to a provision: the sentence in runs, a note, and the text that now stands instead."""

    effect: str
    place: str
    sentence: tuple[Run, ...]
    note: str
    replacement: Unit | None
    replacement_citation: str


@dataclass(frozen=True)
class StatusLine:
    """Whether a provision is in force: the word, its tone (for shape and colour, never alone), and what happened.

    Tones: `ok` in force as printed, `changed` in force with something to mind, `gone` repealed, `unknown`.
    """

    word: str
    tone: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class Card:
    """An instrument in a list or above its text."""

    href: str
    short: str
    standard: str
    title: str
    state: str
    has_text: bool
    is_extract: bool
    status: StatusLine


def long_date(day: date) -> str:
    """Return a date as Indonesians write it: 19 April 2007."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def runs(library: Library, text: str, context: Address | None) -> tuple[Run, ...]:
    """Return a text cut into plain stretches, links for what it cites, and gaps."""
    cited = citation.find(text, context) if context else library.find_citations(text)
    out: list[Run] = []
    position = 0
    for entry in cited:
        href = library.href(entry.target) if entry.target else None
        out += _plain(text[position : entry.start])
        if href:
            outside = entry.target is not None and not library.has(entry.target)
            out.append(Run(entry.words, href, "outside" if outside else ""))
        else:
            out.append(Run(entry.words, "", "outside"))
        position = entry.end
    return tuple(out + _plain(text[position:]))


def _plain(text: str) -> list[Run]:
    for gap in (GAP, LEFT_OUT):
        if gap in text:
            before, after = text.split(gap, 1)
            return [*_plain(before), Run(gap, "", "gap"), *_plain(after)]
    return [Run(text)] if text else []


def unit(library: Library, node: Provision, page: Address, as_of: date, deep: bool = True) -> Unit:
    """Return a provision as shown on the page of an address, with all below it when `deep`."""
    anchor = "" if node.kind is Kind.WRAP_UP else node.address.anchor(page)
    own_page = node.address.provision if node.address.provision == node.address else None
    is_guest = node.kind in (Kind.ARTICLE, Kind.DICTUM) and own_page is not None and own_page != page
    return Unit(
        kind=str(node.kind),
        anchor=anchor,
        label=node.label,
        title=node.title,
        href=own_page.path if own_page and own_page != page else "",
        paragraphs=tuple(runs(library, paragraph, node.address) for paragraph in node.paragraphs),
        children=tuple(unit(library, child, page, as_of) for child in node.children) if deep else (),
        doubts=doubts(library, node.address) if node.kind is not Kind.WRAP_UP else (),
        tag=tag(library, node.address, as_of) if node.kind in (Kind.ARTICLE, Kind.DICTUM) else "",
        notices=_guest_notices(library, node.address, as_of) if is_guest else (),
        questions=question_marks(library, node.address) if is_guest else (),
    )


def _guest_notices(library: Library, address: Address, as_of: date) -> tuple[Notice, ...]:
    """Return what happened to an article shown among others: the replacement's citation without its text."""
    return tuple(
        replace(_notice(library, event, address, as_of), replacement=None)
        for event in _events(library, address, as_of)
        if not _is_whole_work(event)
    )


def question_marks(library: Library, address: Address) -> tuple[QuestionMark, ...]:
    """Return the open legal questions that mark a provision."""
    return tuple(QuestionMark(f"/catatan-hukum#{q.id}", q.question) for q in library.questions_for(address))


def doubts(library: Library, address: Address) -> tuple[Doubt, ...]:
    """Return the doubt recorded for exactly this address (none or one)."""
    note = library.proofs.get(address)
    if note is None:
        return ()
    missing = note.state is Proof.MISSING
    state = "Teks hilang pada sumber" if missing else "Belum dicocokkan"
    href = f"/catatan-hukum#{register_anchor(address)}"
    return (Doubt(href, state, missing, citation.within(address), note.note, note.ask, long_date(note.since)),)


def register_anchor(address: Address) -> str:
    """Return the id of a text's doubt in the register."""
    return "teks-" + str(address).replace("/", "-")


def all_doubts(library: Library, address: Address) -> tuple[Doubt, ...]:
    """Return every doubt about a provision, its parts and its elucidation."""
    return tuple(doubt for note in library.proofs_for(address) for doubt in doubts(library, note.address))


def tag(library: Library, address: Address, as_of: date) -> str:
    """Return the status of a provision in the shortest words for contents lists and search hits, '' when unchanged."""
    events = [e for e in library.events_for(address) if address.steps and e.since <= as_of and not _is_whole_work(e)]
    words = [_EFFECT_WORDS[effect] for effect in Effect if any(e.effect is effect for e in events)]
    if library.status(address, as_of).is_repealed:
        return _EFFECT_WORDS[Effect.REPEALED]
    return ", ".join(words).capitalize()


def effect_words(effect: Effect) -> str:
    """Return an effect as a word for readers: Dicabut, Diubah …"""
    return _EFFECT_WORDS[effect]


def _is_whole_work(event: Event) -> bool:
    return all(not target.steps for target in event.targets)


def status_line(library: Library, address: Address, as_of: date) -> StatusLine:
    """Return the status line of a provision or work on a date, with every event on it or below it."""
    instrument = library.instrument(address)
    known = instrument.promulgated_on or instrument.in_force_from
    if known is None and instrument.text_state is TextState.MISSING and not library.events_for(address):
        return StatusLine("Status belum dipastikan", "unknown", ())
    if instrument.promulgated_on and instrument.promulgated_on > as_of:
        return StatusLine("Belum ada pada tanggal itu", "unknown", ())
    if library.status(address, as_of).is_repealed:
        word, tone = "Dicabut", "gone"
    elif instrument.in_force_from and instrument.in_force_from > as_of:
        word, tone = "Belum berlaku pada tanggal itu", "unknown"
    elif any(e.since <= as_of for e in library.events_for(address)) and address.steps:
        word, tone = "Berlaku, dengan perubahan", "changed"
    else:
        word, tone = "Berlaku", "ok"
    events = library.status(address, as_of).events if not address.steps else _events(library, address, as_of)
    return StatusLine(word, tone, tuple(_notice(library, e, address, as_of) for e in events))


def _events(library: Library, address: Address, as_of: date) -> tuple[Event, ...]:
    return tuple(e for e in library.events_for(address) if e.since <= as_of)


def _notice(library: Library, event: Event, address: Address, as_of: date) -> Notice:
    actor = event.actor_words or citation.within(event.actor)
    law = library.instrument(event.actor).short_citation
    words = f"{actor} {law}" if law not in actor else actor
    sentence = (
        Run(f"{_EFFECT_WORDS[event.effect]} sejak {long_date(event.since)} oleh "),
        Run(words, library.href(event.actor) or ""),
        Run("."),
    )
    own = [t for t in event.targets if t.is_within(address) and t != address]
    place = ", ".join(_below(t, address) for t in own)
    replacement, cited = None, ""
    target = event.replacement
    if target is not None and target in library.provisions and target.work != address.work:
        replacement = unit(library, library.provisions[target], target, as_of)
        cited = citation.cite(target, library.instrument(target))
    return Notice(_EFFECT_WORDS[event.effect], place, sentence, event.note, replacement, cited)


def _below(target: Address, address: Address) -> str:
    return citation.within(Address(target.work, target.steps[len(address.steps) :]))


def card(library: Library, instrument: Instrument, as_of: date) -> Card:
    """Return an instrument as lists show it."""
    return Card(
        href=instrument.address.path,
        short=instrument.short_citation,
        standard=instrument.standard_citation,
        title=instrument.title,
        state=_STATE_WORDS[instrument.text_state],
        has_text=instrument.text_state is not TextState.MISSING,
        is_extract=instrument.text_state is TextState.EXTRACT,
        status=status_line(library, instrument.address, as_of),
    )


def citing_links(library: Library, address: Address) -> tuple[Link, ...]:
    """Return links to the provisions elsewhere that cite this one."""
    found = []
    for source in library.cited_by.get(address, ()):
        words = citation.cite(source, library.instrument(source))
        found.append(Link(library.href(source) or source.path, words))
    return tuple(found)


def guide_links(library: Library, address: Address) -> tuple[Link, ...]:
    """Return links to the guides that cite this provision."""
    return tuple(
        Link(f"/panduan/{slug}", library.guides[slug].title)
        for slug in library.guides_citing.get(address, ())
        if slug in library.guides
    )
