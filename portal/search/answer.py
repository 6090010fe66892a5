"""Answers: a query, the library and an engine in; hits, their excerpts, and offers when there are none.

The engine gives ids and scores; everything shown is taken from the library. Provisions that the query cites stand
first.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal import citation
from portal.address import Address, AddressError, Kind
from portal.library import Library
from portal.model import TextState
from portal.search.engine import Document, SearchEngine, WhooshEngine
from portal.search.query import ParsedQuery, parse
from portal.search.words import spans, stem

EXCERPT_LENGTH = 200
MAX_OFFERED = 5


class HitType(StrEnum):
    """What a hit is; the values are those of the API's `type`."""

    PROVISION = "provision"
    INSTRUMENT = "instrument"
    GUIDE = "guide"
    TERM = "term"
    CONTACT = "contact"


@dataclass(frozen=True)
class Piece:
    """A stretch of an excerpt; `found` when it is a word looked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Hit:
    """One thing found: id (address without slash), what it is, its score, and whether the query cites it."""

    id: str
    type: HitType
    score: float
    is_cited: bool


@dataclass(frozen=True)
class Excerpt:
    """The stretch of a hit's text that shows the words looked for, in pieces; from its elucidation or not."""

    pieces: tuple[Piece, ...]
    in_elucidation: bool


@dataclass(frozen=True)
class Answer:
    """All hits of a query, the best first; `offers` are other spellings to try (only when nothing was found)."""

    query: ParsedQuery
    hits: tuple[Hit, ...]
    offers: tuple[str, ...]


@dataclass(frozen=True)
class _Entry:
    """What the library knows of a document: its type and the texts an excerpt may come from."""

    type: HitType
    title: str
    text: str
    elucidation: str = ""


class Finder:
    """Answers queries over one library; safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        """Build the index of a library."""
        self._library = library
        self._entries = dict(_entries(library))
        self._works = [w for w, i in library.instruments.items() if i.text_state is not TextState.MISSING]
        self._engine: SearchEngine = WhooshEngine(
            Document(id_, e.title, f"{e.text} {e.elucidation}") for id_, e in self._entries.items()
        )

    def answer(self, text: str) -> Answer:
        """Return the answer to what a person typed; never raises."""
        query = parse(text, self._works, self._library.aliases)
        pinned = list(dict.fromkeys(id_ for id_ in map(self._page_id, query.citations) if id_))
        pinned = pinned or list(dict.fromkeys(id_ for id_ in map(self._home_id, query.citations) if id_))
        scored = [(id_, score) for id_, score in self._engine.search(query) if id_ not in pinned]
        top = scored[0][1] if scored else 0.0
        ranked = [(id_, top + len(pinned) - i, True) for i, id_ in enumerate(pinned)]
        ranked += [(id_, score, False) for id_, score in scored]
        hits = tuple(Hit(id_, self._entries[id_].type, round(score, 4), cited) for id_, score, cited in ranked)
        return Answer(query, hits, () if hits else self._offers(query))

    def _page_id(self, address: Address) -> str | None:
        """Return the document that holds a cited address, None when there is none."""
        page = str(address.provision if self._library.has(address) else address.subject.provision)
        return page if page in self._entries else None

    def _home_id(self, address: Address) -> str | None:
        """Return the instrument that may have a cited provision which is not among its printed ones (see `href`)."""
        return address.work if self._library.href(address) is not None else None

    def excerpt(self, query: ParsedQuery, id_: str) -> Excerpt:
        """Return what to show of a hit of a query."""
        entry = self._entries[id_]
        wanted = frozenset(query.all_words) | frozenset(map(stem, query.all_words))
        if entry.elucidation and not _holds(entry.text, wanted) and _holds(entry.elucidation, wanted):
            return Excerpt(excerpt(entry.elucidation, wanted), in_elucidation=True)
        return Excerpt(excerpt(entry.text, wanted), in_elucidation=False)

    def title(self, id_: str) -> str:
        """Return the title a document is found by."""
        return self._entries[id_].title

    def _offers(self, query: ParsedQuery) -> tuple[str, ...]:
        """Return the query with its unknown words replaced by the nearest known ones."""
        vocabulary = self._engine.vocabulary()
        known = [w for w in vocabulary if len(w) > 3 and not w.isdigit()]
        words, changed = list(query.all_words), False
        for index, word in enumerate(words[:MAX_OFFERED]):
            close = [] if word in vocabulary or len(word) < 4 else difflib.get_close_matches(word, known, 1, 0.75)
            if close:
                words[index], changed = close[0], True
        return (" ".join(words),) if changed else ()


def excerpt(text: str, wanted: frozenset[str], length: int = EXCERPT_LENGTH) -> tuple[Piece, ...]:
    """Return the stretch of a text that holds most of the wanted words, at most `length` characters, cut in pieces."""
    text = " ".join(text.split())
    words = [(a, b, w in wanted or stem(w) in wanted) for a, b, w in spans(text)]
    room = length - 4
    start = _best_start(words, len(text), room)
    end = len(text) if len(text) - start <= room else max(text.rfind(" ", start, start + room), start + 1)
    pieces, position = [Piece("… ", False)] if start else [], start
    for a, b, found in words:
        if found and a >= start and b <= end:
            pieces += [Piece(text[position:a], False), Piece(text[a:b], True)]
            position = b
    tail = text[position:end] + (" …" if end < len(text) else "")
    return tuple(piece for piece in [*pieces, Piece(tail, False)] if piece.text)


def _best_start(words: list[tuple[int, int, bool]], size: int, room: int) -> int:
    """Return where the window with the most found words begins: at a word, with a little before the first found one."""
    found = [(a, b) for a, b, hit in words if hit]
    if size <= room or not found:
        return 0
    best = max(
        found,
        key=lambda first: (sum(1 for a, b in found if first[0] <= a and b <= first[0] + room * 3 // 4), -first[0]),
    )
    starts = [a for a, _, _ in words if best[0] - room // 4 <= a <= best[0]]
    first = starts[0] if starts else best[0]
    return 0 if first < room // 4 else first


def _holds(text: str, wanted: frozenset[str]) -> bool:
    return any(word in wanted or stem(word) in wanted for _, _, word in spans(text))


def _entries(library: Library) -> Iterator[tuple[str, _Entry]]:
    """Yield every document of the library: its id and what it is found by."""
    for instrument in library.instruments.values():
        names = " ".join([instrument.short_citation, instrument.standard_citation, *instrument.aliases])
        facts = " ".join(f"{f.subject}: {f.statement}" for f in instrument.facts)
        text = f"{instrument.title}. {' '.join(instrument.other_titles)} {facts}"
        yield str(instrument.address), _Entry(HitType.INSTRUMENT, names, text)
        for node in instrument.root.walk():
            if node.kind is Kind.GENERAL:
                yield str(node.address.provision), _Entry(HitType.PROVISION, "Penjelasan Umum", node.full_text)
            elif node.kind in (Kind.ARTICLE, Kind.DICTUM) and not node.address.is_elucidation:
                explained = library.elucidation(node.address)
                words = explained.full_text if explained else ""
                yield str(node.address), _Entry(HitType.PROVISION, citation.within(node.address), node.full_text, words)
    for guide in library.guides.values():
        yield f"panduan/{guide.slug}", _Entry(HitType.GUIDE, guide.title, f"{guide.summary} {_plain(guide.body)}")
    for term in library.terms:
        yield f"istilah#{anchor(term.word)}", _Entry(HitType.TERM, term.word, term.definition.text)
    for index, contact in enumerate(library.contacts, 1):
        text = f"{contact.note} {contact.shown or contact.phone} {contact.region}"
        yield f"bantuan#layanan-{index}", _Entry(HitType.CONTACT, contact.name, text)


def anchor(word: str) -> str:
    """Return the id of a term on the glossary page."""
    return "-".join("".join(c if c.isalnum() else " " for c in word.lower()).split())


def _plain(markdown_text: str) -> str:
    """Return guide Markdown without its marks, for excerpts."""
    kept = [line.lstrip("#>-* 0123456789.").replace("**", "").replace("[ ]", "") for line in markdown_text.splitlines()]
    return " ".join(line.replace("|", " ").strip() for line in kept if not set(line) <= set("|-: "))


def address_of(id_: str) -> Address | None:
    """Return the address a document id stands for, None for guides, terms and contacts."""
    try:
        return Address.parse(id_)
    except AddressError:
        return None
