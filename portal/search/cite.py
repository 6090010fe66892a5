"""Citations as people type them: from `ps. 48 (1) a uu 2l/2OO7` to addresses, and the words left over.

Takes normalised (lower-case) text of bounded length; which works and aliases there are is given once. Text is read from
left to right, one pattern at each place, none of them nested, so reading takes linear time:

    query  = (law | article | ayat | huruf | angka | chapter | diktum | penjelasan | word)*
    law    = kind [region] ["nomor"] N [("/" | "tahun") YYYY] | N "/" YYYY | decree | alias
    article= N letter | "pasal" N [("," | "dan" | "jo." | "-" | "s.d.") N]*      a range holds at most 50
    N      = digits, among which a machine may have read l, I, | for 1 and O for 0

Units stand under the article before them; a law governs the articles before it, or, when the text begins with it, those
behind. An article without a law is meant in every text. Which addresses exist is for the library to say.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from portal.address import Address, Kind, Step, roman_to_int
from portal.search.laws import DIGITS, NUMBERED, LawNames, number_meant

MAX_RANGE = 50
MAX_CITATIONS = 60

_ROMAN = r"(?:[ivxl]+)"
_SEPARATOR = r"\s*(?:,|&|/|\bdan\b|\batau\b|\bserta\b|\bjo\b\.?|\bjuncto\b)\s*"
_RANGE = r"\s*(?:-|–|—|s\.?\s?/?d\.?|\bsampai(?: (?:dengan|dgn))?\b|\bhingga\b)\s*"
_PASAL = r"(?:pasal|pasl|psal|pasla|pasa|psl|pas|ps|article)"
_NOT_COUNTED = r"(?!\s*(?:tahun|thn|bulan|hari|jam|orang|juta|persen|%)\b)(?!\s*/\s*[0-9])"
_ARTICLE_NUMBER = rf"{DIGITS}(?:[a-z]{{1,2}})?"

_ARTICLE = re.compile(rf"{_PASAL}(?:[.\s-]*(?P<n>{_ARTICLE_NUMBER})|[.\s-]+(?P<r>l|{_ROMAN}))(?![a-z0-9])")
_MORE_ARTICLES = re.compile(
    rf"(?:(?P<to>{_RANGE})|{_SEPARATOR})(?:{_PASAL}\b[.\s]*)?(?P<n>{DIGITS}(?:[a-z](?![a-z]))?){_NOT_COUNTED}(?![a-z0-9])"
)
_LETTERED = re.compile(rf"\s*(?:{_PASAL}[.\s-]*)?(?P<n>[1-9][0-9]{{1,2}}[a-z])(?![a-z0-9])")
_FIRST_ARTICLE = re.compile(rf"(?P<n>{DIGITS}[a-z]?)(?=\s*(?:\(\s*[0-9l]|\b(?:ayat|ay|ayt)\b))")
_LEADING = re.compile(rf"(?P<n>{DIGITS}[a-z]?)\s+")
_BEHIND_LAW = re.compile(rf"\s*,?\s*(?P<n>{DIGITS}[a-z]?)(?=\s*(?:$|\(|\b(?:ayat|ay|huruf)\b))")
_PARAGRAPH = re.compile(
    rf"(?:(?:ayat|ayt|aya|ay)\b[.\s]*\(?\s*(?P<n>{DIGITS}|l)(?P<x>[a-z](?![a-z]))?\s*\)?|\(\s*(?P<m>{DIGITS}|l)(?P<y>[a-z])?\s*\))"
)
_MORE_PARAGRAPHS = re.compile(
    rf"(?:(?P<to>{_RANGE})|{_SEPARATOR})(?:\(\s*(?P<n>{DIGITS}|l)\s*\)|(?P<m>[0-9]{{1,2}}){_NOT_COUNTED}(?![a-z0-9]))"
)
_LETTER = re.compile(r"(?:huruf|hurup|hrf)\b[.\s]*\(?(?P<n>[a-z])\)?(?![a-z0-9])")
_BARE_LETTER = re.compile(r"\s*(?P<n>[a-z])\)?(?![a-z0-9])")
_POINT = re.compile(rf"(?:angka|butir|poin|point)\b[.\s]*\(?(?P<n>{DIGITS})\)?(?![a-z0-9])")
_CHAPTER = re.compile(rf"bab\b[.\s-]*(?P<n>{DIGITS}|l|{_ROMAN})(?![a-z0-9])")
_DICTUM = re.compile(r"diktum\b\s*(?P<n>ke[a-z]+(?: belas)?)")
_EXPLAINS = re.compile(rf"penjelasan\b(?:\s+atas\b)?\s*(?=(?P<general>umum\b)?|{_PASAL}\b)")
_WORD = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
_NOISE = re.compile(r"\b(?:jo|juncto)\b\.?")


@dataclass(frozen=True)
class Reading:
    """What was read: cited addresses in order, the works named without an article, and the text left over."""

    addresses: tuple[Address, ...]
    laws: tuple[str, ...]
    remainder: str


@dataclass
class _Cite:
    """One citation being read: its steps, whether of the elucidation, and the law that governs it (None: not said)."""

    steps: list[Step]
    explains: bool
    law: str | None = None


@dataclass
class _State:
    """The reading so far."""

    cites: list[_Cite] = field(default_factory=list)
    laws: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    open: int = 0  # cites from here on wait for a law
    law_first: bool = False
    explains: bool = False

    def add(self, kind: Kind, number: str) -> None:
        """Put a unit under the citation it continues."""
        if kind in (Kind.ARTICLE, Kind.CHAPTER, Kind.DICTUM, Kind.GENERAL):
            law = self.laws[-1] if self.laws and self.law_first else None
            self.cites.append(_Cite([Step(kind, number)], self.explains, law))
            self.explains = False
        elif self.cites:
            last = self.cites[-1]
            kept = [step for step in last.steps if _DEPTH[step.kind] < _DEPTH[kind]]
            if len(kept) == len(last.steps):
                last.steps.append(Step(kind, number))
            else:
                self.cites.append(_Cite([*kept, Step(kind, number)], last.explains, last.law))

    def name_law(self, work: str) -> None:
        """A law governs the citations that wait for one; the first thing in a text governs those behind it."""
        if not self.cites and not self.laws:
            self.law_first = True
        if not self.law_first:
            for cite in self.cites[self.open :]:
                cite.law = work
        self.open = len(self.cites)
        self.laws.append(work)


_DEPTH = {
    Kind.CHAPTER: 0,
    Kind.ARTICLE: 0,
    Kind.DICTUM: 0,
    Kind.GENERAL: 0,
    Kind.PARAGRAPH: 1,
    Kind.LETTER: 2,
    Kind.NUMBER: 3,
}


class CitationReader:
    """Reads citations over the works and aliases that exist."""

    def __init__(
        self, works: Sequence[str], homes: Sequence[str], aliases: Mapping[str, str], lettered: Container[str] = ()
    ) -> None:
        """Take all works, those whose articles a bare `pasal 9` means, in order, and other names of works.

        `lettered` are the numbers with a letter (`76i`) that some article has: they need no "pasal" before them.
        """
        self._homes, self._laws, self._lettered = tuple(homes), LawNames(works, aliases), lettered

    def read(self, text: str) -> Reading:
        """Read a text; anything that is no citation is left over."""
        state, position = _State(), 0
        while position < len(text):
            starts_word = position == 0 or not (text[position - 1].isalnum() and text[position].isalnum())
            end = self._unit(text, position, state) if starts_word else None
            if end is None:
                word = _WORD.match(text, position)
                assert word is not None
                state.left.append(word[0])
                end = word.end()
            else:
                state.left.append(" ")
            position = end
        left = "".join(state.left)
        return Reading(*self._addresses(state), _NOISE.sub(" ", left) if state.cites else left)

    def _unit(self, text: str, position: int, state: _State) -> int | None:
        """Read one unit or law at a position; return where it ends, None when there is none."""
        leading = _LEADING.match(text) if position == 0 else None
        if leading and self._laws.named(text, leading.end()) and not NUMBERED.match(text):  # "455 kuhp"
            state.add(Kind.ARTICLE, number_meant(leading["n"]))
            return leading.end()
        if lettered := self._letter(text, position):
            state.add(Kind.ARTICLE, lettered["n"])
            return lettered.end()
        return (
            self._law(text, position, state)
            or _articles(text, position, state)
            or _below(text, position, state)
            or _others(text, position, state)
        )

    def _letter(self, text: str, position: int) -> re.Match[str] | None:
        """Return the number with a letter that stands here, when some article has it: "76I" is not 761 misread."""
        found = _LETTERED.match(text, position)
        return found if found and found["n"] in self._lettered else None

    def _law(self, text: str, position: int, state: _State) -> int | None:
        found = self._laws.named(text, position)
        if found is None:
            return None
        work, end = found
        state.name_law(work)
        bare = _BEHIND_LAW.match(text, end)
        if bare and state.open == len(state.cites) and not self._letter(text, end):  # "uu tppo 48", "kuhp 455 ayat 1"
            state.law_first = True
            state.add(Kind.ARTICLE, number_meant(bare["n"]))
            state.cites[-1].law, state.open = work, len(state.cites)
            return bare.end()
        return end

    def _addresses(self, state: _State) -> tuple[tuple[Address, ...], tuple[str, ...]]:
        """Return the addresses cited, and the laws named without a unit of theirs."""
        last = state.laws[-1] if state.laws else None
        found: dict[Address, None] = {}
        for cite in state.cites:
            law = last if cite.law is None else cite.law
            for home in self._homes if law is None else [law] if law else []:
                address = Address(home, tuple(cite.steps))
                general = cite.steps[0].kind is Kind.GENERAL
                found[address.elucidation if cite.explains or general else address] = None
        governed = {address.work for address in found}
        laws = [work for work in dict.fromkeys(state.laws) if work and work not in governed]
        return tuple(found)[:MAX_CITATIONS], tuple(laws)


def _articles(text: str, position: int, state: _State) -> int | None:
    """Read "pasal 48, 49 dan 51-53"."""
    first = _ARTICLE.match(text, position)
    if first is None:
        first = None if state.cites else _FIRST_ARTICLE.match(text, position)
        if first is None:
            return None
    numbers, end = [number_meant(next(filter(None, first.groups())))], first.end()
    while more := _MORE_ARTICLES.match(text, end):
        numbers += _up_to(numbers[-1], number_meant(more["n"]), bool(more["to"]))
        end = more.end()
    for number in numbers[:MAX_RANGE]:
        state.add(Kind.ARTICLE, number)
    return end


def _up_to(low: str, high: str, is_range: bool) -> list[str]:
    """Return what a number adds to a list: itself, or with a range everything up to it."""
    if is_range and low.isdecimal() and high.isdecimal() and 0 < int(high) - int(low) < MAX_RANGE:
        return [str(number) for number in range(int(low) + 1, int(high) + 1)]
    return [high]


def _below(text: str, position: int, state: _State) -> int | None:
    """Read "ayat (1) dan (2) huruf a angka 3" behind an article."""
    if not state.cites:
        return None
    if paragraph := _PARAGRAPH.match(text, position):
        numbers = [number_meant(paragraph["n"] or paragraph["m"]) + (paragraph["x"] or paragraph["y"] or "")]
        end = paragraph.end()
        while more := _MORE_PARAGRAPHS.match(text, end):
            numbers += _up_to(numbers[-1], number_meant(more["n"] or more["m"]), bool(more["to"]))
            end = more.end()
        for number in numbers[:MAX_RANGE]:
            state.add(Kind.PARAGRAPH, number)
        letter = _BARE_LETTER.match(text, end)
        if letter:
            state.add(Kind.LETTER, letter["n"])
            return letter.end()
        return end
    for kind, pattern in ((Kind.LETTER, _LETTER), (Kind.NUMBER, _POINT)):
        if match := pattern.match(text, position):
            state.add(kind, number_meant(match["n"]) if kind is Kind.NUMBER else match["n"])
            return match.end()
    return None


def _others(text: str, position: int, state: _State) -> int | None:
    """Read "bab v", "diktum kesatu", "penjelasan umum", and "penjelasan" before an article."""
    if chapter := _CHAPTER.match(text, position):
        state.add(Kind.CHAPTER, str(roman_to_int(chapter["n"]) or number_meant(chapter["n"])))
        return chapter.end()
    if dictum := _DICTUM.match(text, position):
        state.add(Kind.DICTUM, dictum["n"].replace(" ", "-"))
        return dictum.end()
    explains = _EXPLAINS.match(text, position)
    if explains and (explains["general"] or _ARTICLE.match(text, explains.end())):
        state.explains = True
        if explains["general"]:
            state.add(Kind.GENERAL, "")
            return explains.end() + len("umum")
        return explains.end()
    return None
