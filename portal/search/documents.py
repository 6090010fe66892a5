"""What can be found: provisions, instruments, guides, roles, terms, contacts, each with its tokens and its excerpt.

Takes a Library; gives what an excerpt may show (Findable) and what is searched (Indexed). What is searched is the title
twice, the text and the elucidation, with a boundary between them. An excerpt is the stretch of a text that shows the
words looked for, in pieces; nothing is escaped here: a template does that.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from portal import citation, phone
from portal.address import Kind
from portal.guidance import term_anchor
from portal.kinds import DISTRICTS
from portal.model import UNMATCHED, Provision
from portal.pages import PAGES
from portal.reading import prose
from portal.reading.library import Library
from portal.search.engine import BOUNDARY, Indexed
from portal.search.phrases import contact_id
from portal.search.words import spans, stem, tokens

# A word of the title counts as if it stood so often (docs/ranking.md).
TITLE_TIMES = 2
EXCERPT_LENGTH = 200
_NOTHING_TO_SAY = "cukup jelas."

_Words = list[tuple[int, int]]


class HitType(StrEnum):
    """What a hit is; the values are those of the API's `type`."""

    PROVISION = "provision"
    INSTRUMENT = "instrument"
    GUIDE = "guide"
    ROLE = "role"
    TERM = "term"
    CONTACT = "contact"
    ANSWER = "answer"
    PAGE = "page"


@dataclass(frozen=True)
class Piece:
    """A stretch of an excerpt; `found` when it is a word looked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class Excerpt:
    """What to show of a hit, in pieces; from its elucidation or not."""

    pieces: tuple[Piece, ...]
    in_elucidation: bool


class Showable:
    """A text ready to be cut: its words with their stems, found once."""

    def __init__(self, text: str) -> None:
        """Find the words of a text."""
        passages = [" ".join(passage.split()) for passage in text.split("\n")]
        self.text = " ".join(passage for passage in passages if passage)
        found = spans(self.text)
        self.starts = array("l", (start for start, _, _ in found))
        self._ends = array("l", (end for _, end, _ in found))
        self._places: dict[str, array[int]] = {}  # of a word and of its stem, among all words
        for place, (_, _, word) in enumerate(found):
            for token in {word, stem(word)}:
                self._places.setdefault(token, array("l")).append(place)
        self.stems = frozenset(stem(word) for _, _, word in found)
        self._unproofed = tuple(_unproofed(passages))

    def words_behind(self, start: int, end: int) -> int | None:
        """Return where the words of the unproofed passage end that a stretch breaks off in; None when in none."""
        ends = (b - len(UNMATCHED) - 1 for a, b in self._unproofed if a < end < b)
        return next((words_end for words_end in ends if start < words_end), None)

    def found(self, wanted: Collection[str]) -> _Words:
        """Return where each word stands that is wanted itself or by its stem, in order: start and end."""
        places = {place for token in wanted for place in self._places.get(token, ())}
        return [(self.starts[place], self._ends[place]) for place in sorted(places)]

    def holds(self, wanted: Collection[str]) -> bool:
        """Whether the text holds a wanted word."""
        return any(token in self._places for token in wanted)


def _unproofed(passages: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where the passages that end with the mark begin and end, when all stand on one line."""
    position = 0
    for passage in filter(None, passages):
        if passage.endswith(UNMATCHED):
            yield position, position + len(passage)
        position += len(passage) + 1


@dataclass(frozen=True)
class Findable:
    """What the library knows of something that can be found: its type and the texts an excerpt may come from.

    `names` are searched like the title and not shown. A chapter is found by its citation only: its words are those of
    its articles.
    """

    type: HitType
    title: str
    text: str
    elucidation: str = ""
    names: str = ""
    by_citation_only: bool = False

    @cached_property
    def shown_text(self) -> Showable:
        """The text, ready for excerpts."""
        return Showable(self.text)

    @cached_property
    def shown_elucidation(self) -> Showable:
        """The elucidation, ready for excerpts."""
        return Showable(self.elucidation)


def findables(library: Library) -> dict[str, Findable]:
    """Return everything that can be found, by id."""
    return dict([*_law(library), *_guidance(library)])


def indexed(known: Mapping[str, Findable]) -> Iterator[Indexed]:
    """Yield what is searched of everything that can be found by its words."""
    for id_, findable in known.items():
        if findable.by_citation_only:
            continue
        title = tokens(f"{findable.title} {findable.names}")
        words = [*(title * TITLE_TIMES), BOUNDARY, *tokens(findable.text)]
        if findable.elucidation.strip().lower() != _NOTHING_TO_SAY:
            words += [BOUNDARY, *tokens(findable.elucidation)]
        yield Indexed(id_, tuple(words), tuple(stem(word) for word in words if word != BOUNDARY))


def _law(library: Library) -> Iterator[tuple[str, Findable]]:
    for instrument in library.instruments.values():
        names = " ".join([instrument.short_citation, instrument.standard_citation, *instrument.aliases])
        facts = " ".join(f"{f.subject}: {f.statement}" for f in instrument.facts)
        text = f"{instrument.title}. {' '.join(instrument.other_titles)} {facts}"
        yield str(instrument.address), Findable(HitType.INSTRUMENT, names, text)
        for node in instrument.root.walk():
            if node.kind is Kind.GENERAL:
                text = _passages(library, node)
                yield str(node.address.provision), Findable(HitType.PROVISION, "Penjelasan Umum", text)
            elif node.kind is Kind.CHAPTER and node.address.kind is Kind.CHAPTER:
                yield str(node.address), Findable(HitType.PROVISION, node.title, node.full_text, by_citation_only=True)
            elif node.kind in (Kind.ARTICLE, Kind.DICTUM) and not node.address.is_elucidation:
                explained = library.elucidation(node.address)
                words = _passages(library, explained) if explained else ""
                text = _passages(library, node)
                yield str(node.address), Findable(HitType.PROVISION, citation.within(node.address), text, words)


def _passages(library: Library, node: Provision) -> str:
    """Return the text of a unit and of all below it, a passage a line, each with its mark when it is unproofed."""
    return "\n".join(unit.text for unit in library.marked(node).walk() if unit.text)


def _guidance(library: Library) -> Iterator[tuple[str, Findable]]:
    for guide in library.guides.values():
        yield f"panduan/{guide.slug}", Findable(HitType.GUIDE, guide.title, f"{guide.summary} {_plain(guide.body)}")
    for role in library.roles.values():
        duties = " ".join(duty.action for duty in role.duties)
        first = " ".join([*role.first_hour, *role.first_day, *role.first_week])
        text = f"{role.summary} {first} {duties}"
        yield f"peran/{role.slug}", Findable(HitType.ROLE, role.title, text, names=" ".join(role.names))
    for term in library.terms:
        yield f"istilah#{term_anchor(term.word)}", Findable(HitType.TERM, term.word, term.definition.text)
    for answer in library.answers.values():
        text = f"{_plain(answer.body)} {answer.next_step}"
        yield f"tanya/{answer.slug}", Findable(HitType.ANSWER, answer.question, text)
    for contact in library.contacts:
        numbers = " · ".join(phone.shown(number, contact.is_abroad) for number in contact.phones)
        text = " ".join(filter(None, [numbers, contact.state, contact.note, contact.region]))
        yield contact_id(contact), Findable(HitType.CONTACT, contact.name, text)
    for slug, name in DISTRICTS.items():
        own = ", ".join(contact.name for contact in library.contacts if slug in contact.districts)
        text = f"Nomor bantuan di {name}. {own}"
        yield f"bantuan/{slug}", Findable(HitType.CONTACT, f"Nomor bantuan {name}", text)
    for page in PAGES:
        if page.path != "/":
            yield page.path[1:], Findable(HitType.PAGE, page.listed, page.description or page.note)
    for kit in library.kits.values():
        title = f"Paket pelatih: {kit.title} ({kit.minutes} menit)"
        yield f"cetak/pelatih/{kit.slug}", Findable(HitType.PAGE, title, kit.summary)


def _plain(markdown_text: str) -> str:
    """Return guide Markdown without its marks and the addresses of its links, for excerpts."""
    lines = prose.linkless(markdown_text).splitlines()
    kept = [line.lstrip("#>-* 0123456789.").replace("**", "").replace("[ ]", "") for line in lines]
    return " ".join(line.replace("|", " ").strip() for line in kept if not set(line) <= set("|-: "))


# ---------------------------------------------------------------- excerpts


def excerpt(
    shown: Showable, wanted: frozenset[str], length: int = EXCERPT_LENGTH, first: frozenset[str] = frozenset()
) -> tuple[Piece, ...]:
    """Return the stretch of a text that holds most of the wanted words, at most `length` characters, cut in pieces.

    When the text holds words of `first` (those that were typed), they alone decide which stretch it is, and they alone
    are marked.
    """
    text, marked = shown.text, shown.found(first or wanted)
    deciding = marked or shown.found(wanted)
    start, end = _stretch(deciding, shown, length - 4)
    mark = ""
    if shown.words_behind(start, end) is not None:
        mark = f" {UNMATCHED}"
        start, end = _stretch(deciding, shown, length - 4 - len(mark))
        end = min(end, shown.words_behind(start, end) or end)
    pieces, position = [Piece("… ", False)] if start else [], start
    for a, b in marked:
        if a >= start and b <= end:
            pieces += [Piece(text[position:a], False), Piece(text[a:b], True)]
            position = b
    tail = text[position:end] + (" …" if end < len(text) else "") + mark
    return tuple(piece for piece in [*pieces, Piece(tail, False)] if piece.text)


def _stretch(found: _Words, shown: Showable, room: int) -> tuple[int, int]:
    """Return where the stretch to show begins and ends, at words, `room` characters at most."""
    start, text = _best_start(found, shown, room), shown.text
    return start, len(text) if len(text) - start <= room else max(text.rfind(" ", start, start + room), start + 1)


def _best_start(found: _Words, shown: Showable, room: int) -> int:
    """Return where the window with the most found words begins: at a word, with a little before the first found one."""
    if len(shown.text) <= room or not found:
        return 0
    starts, ends = [a for a, _ in found], [b for _, b in found]
    window = room * 3 // 4
    best = max(starts, key=lambda first: (bisect_right(ends, first + window) - bisect_left(starts, first), -first))
    first = shown.starts[bisect_left(shown.starts, best - room // 4)]
    return 0 if first < room // 4 else first
