"""Citations as people type them: from `ps. 48 (1) a uu 2l/2OO7` to addresses, and the words left over.

Takes normalised (lower-case) text of bounded length; which works and aliases there are is given once. Text is read from
left to right, one pattern at each place, none of them nested, so reading takes linear time:

    query  = (law | article | ayat | huruf | angka | chapter | diktum | penjelasan | word)*
    law    = kind [region] ["nomor"] N [("/" | "tahun") YYYY] | N "/" YYYY | decree | alias
    article= "pasal" N [("," | "dan" | "jo." | "-" | "s.d.") N]*      a range holds at most 50
    N      = digits, among which a machine may have read l, I, | for 1 and O for 0

Units stand under the article before them; a law governs the articles before it, or, when the text begins with it, those
behind. An article without a law is meant in every text. Which addresses exist is for the library to say.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.address import Address, Kind, Step, roman_to_int

MAX_RANGE = 50
MAX_CITATIONS = 60

_DIGITS = r"(?:[0-9][0-9lio|]*|[lio|]{1,2}[0-9][0-9lio|]*)"
_ROMAN = r"(?:[ivxl]+)"
_KINDS = {
    "uu": r"undang[\s-]*undang|undang2|u\.u\.|uu",
    "pp": r"peraturan pemerintah|p\.p\.|pp",
    "perpres": r"peraturan presiden|perpres",
    "perppu": r"perppu|perpu",
    "perda": r"peraturan daerah|perda",
    "pergub": r"peraturan gubernur|pergub",
    "kepgub": r"(?:surat )?keputusan (?:gubernur|gub)|surat keputusan|sk\.? ?(?:gubernur|gub)?|kepgub|keputusan",
}
_REGION = r"(?:\s*\b(?:ri|republik indonesia|(?:provinsi|prov\.?)?\s*(?:kalimantan timur|kaltim)))?"
_NUMBER_WORD = r"(?:\s*(?:nomor|nomer|no|nr)\b\.?)?"
_YEAR = (
    r"(?:\s*[/.-]?\s*(?:tahun|thn|th)\b\.?\s*(?P<{0}a>[12][0-9lo|]{{3}}|[0-9]{{2}})\b"
    r"|\s*/\s*(?P<{0}b>[12][0-9lo|]{{3}}|[0-9]{{2}})\b|[\s-]+(?P<{0}c>[12][09o][0-9lo|]{{2}})\b)"
)
_SEPARATOR = r"\s*(?:,|&|/|\bdan\b|\batau\b|\bserta\b|\bjo\b\.?|\bjuncto\b)\s*"
_RANGE = r"\s*(?:-|–|—|s\.?\s?/?d\.?|\bsampai(?: (?:dengan|dgn))?\b|\bhingga\b)\s*"
_PASAL = r"(?:pasal|pasl|psal|pasla|pasa|psl|pas|ps|article)"
_NOT_COUNTED = r"(?!\s*(?:tahun|thn|bulan|hari|jam|orang|juta|persen|%)\b)(?!\s*/\s*[0-9])"
_ARTICLE_NUMBER = rf"{_DIGITS}(?:[a-z]{{1,2}})?"

_ARTICLE = re.compile(rf"{_PASAL}(?:[.\s-]*(?P<n>{_ARTICLE_NUMBER})|[.\s-]+(?P<r>l|{_ROMAN}))(?![a-z0-9])")
_MORE_ARTICLES = re.compile(
    rf"(?:(?P<to>{_RANGE})|{_SEPARATOR})(?:{_PASAL}\b[.\s]*)?(?P<n>{_DIGITS}(?:[a-z](?![a-z]))?){_NOT_COUNTED}(?![a-z0-9])"
)
_FIRST_ARTICLE = re.compile(rf"(?P<n>{_DIGITS}[a-z]?)(?=\s*(?:\(\s*[0-9l]|\b(?:ayat|ay|ayt)\b))")
_LEADING = re.compile(rf"(?P<n>{_DIGITS}[a-z]?)\s+")
_BEHIND_LAW = re.compile(rf"\s*,?\s*(?P<n>{_DIGITS}[a-z]?)(?=\s*(?:$|\(|\b(?:ayat|ay|huruf)\b))")
_DECREE_TAIL = re.compile(r"\s*/?\s*k\s?[.-]{1,2}\s?-?\s?[0-9lo|]{1,4}(?:\s*/\s*[12][0-9lo|]{3})?")
_PARAGRAPH = re.compile(
    rf"(?:(?:ayat|ayt|aya|ay)\b[.\s]*\(?\s*(?P<n>{_DIGITS}|l)(?P<x>[a-z](?![a-z]))?\s*\)?|\(\s*(?P<m>{_DIGITS}|l)(?P<y>[a-z])?\s*\))"
)
_MORE_PARAGRAPHS = re.compile(
    rf"(?:(?P<to>{_RANGE})|{_SEPARATOR})(?:\(\s*(?P<n>{_DIGITS}|l)\s*\)|(?P<m>[0-9]{{1,2}}){_NOT_COUNTED}(?![a-z0-9]))"
)
_LETTER = re.compile(r"(?:huruf|hurup|hrf)\b[.\s]*\(?(?P<n>[a-z])\)?(?![a-z0-9])")
_BARE_LETTER = re.compile(r"\s*(?P<n>[a-z])\)?(?![a-z0-9])")
_POINT = re.compile(rf"(?:angka|butir|poin|point)\b[.\s]*\(?(?P<n>{_DIGITS})\)?(?![a-z0-9])")
_CHAPTER = re.compile(rf"bab\b[.\s-]*(?P<n>{_DIGITS}|l|{_ROMAN})(?![a-z0-9])")
_DICTUM = re.compile(r"diktum\b\s*(?P<n>ke[a-z]+(?: belas)?)")
_EXPLAINS = re.compile(rf"penjelasan\b(?:\s+atas\b)?\s*(?=(?P<general>umum\b)?|{_PASAL}\b)")
_DECREE = re.compile(
    r"(?P<n>[0-9lo|]{1,4})?\s*/?\s*\bk\s?[.-]{1,2}\s?-?\s?(?P<k>[0-9lo|]{1,4})(?:\s*/\s*(?P<y>[12][0-9lo|]{3}))?"
)
_NUMBERED = re.compile(rf"(?:(?:nomor|nomer|no|nr)\b\.?\s*)?(?P<n>{_DIGITS}){_YEAR.format('y')}")
_OTHER_LAWS = re.compile(
    r"(?:uud|undang-undang dasar)\b(?:\s*(?:nri|negara republik indonesia))?(?:\s*(?:tahun\s*)?1945)?"
)
_LAW = re.compile(
    "(?:"
    + "|".join(rf"(?P<{kind}>{words})" for kind, words in _KINDS.items())
    + rf")(?:\b|(?=[0-9\s])){_REGION}{_NUMBER_WORD}[\s.-]*(?P<n>{_DIGITS})(?:{_YEAR.format('y')})?(?![a-z0-9])"
)
_WORD = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
_NOISE = re.compile(r"\b(?:jo|juncto)\b\.?")


def _number(text: str) -> str:
    """Return a number as meant: letters that a machine reads for digits made digits, no leading zeros; roman stays."""
    if text.isalpha():
        return "1" if text == "l" else text
    digits = re.match(r"[0-9lio|]*", text)
    head = digits[0] if digits else ""
    return (head.translate(str.maketrans("lio|", "1101")).lstrip("0") or "0") + text[len(head) :]


def _year(match: re.Match[str], name: str = "y") -> str:
    text = next((match[f"{name}{way}"] for way in "abc" if match[f"{name}{way}"]), "")
    digits = text.translate(str.maketrans("lo|", "101"))
    if len(digits) == 2:
        return f"19{digits}" if int(digits) > 44 else f"20{digits}"
    return digits


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
_NOWHERE = ""  # a law that the portal does not have


class CitationReader:
    """Reads citations over the works and aliases that exist."""

    def __init__(self, works: Sequence[str], homes: Sequence[str], aliases: Mapping[str, str]) -> None:
        """`works` are all works, `homes` those whose articles a bare `pasal 9` means, in order."""
        self._works, self._homes = tuple(works), tuple(homes)
        self._aliases = {alias.lower(): work for alias, work in aliases.items()}
        names = sorted(self._aliases, key=lambda alias: (-len(alias), alias))
        self._alias = re.compile(r"(?:" + "|".join(map(re.escape, names)) + r")(?!\w)") if names else None

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
        if leading and self._named(text, leading.end()) and not _NUMBERED.match(text):  # "455 kuhp"
            state.add(Kind.ARTICLE, _number(leading["n"]))
            return leading.end()
        return (
            self._law(text, position, state)
            or _articles(text, position, state)
            or _below(text, position, state)
            or _others(text, position, state)
        )

    def _law(self, text: str, position: int, state: _State) -> int | None:
        found = self._named(text, position)
        if found is None:
            return None
        work, end = found
        state.name_law(work)
        bare = _BEHIND_LAW.match(text, end)
        if bare and state.open == len(state.cites):  # "uu tppo 48", "kuhp 455 ayat 1"
            state.law_first = True
            state.add(Kind.ARTICLE, _number(bare["n"]))
            state.cites[-1].law, state.open = work, len(state.cites)
            return bare.end()
        return end

    def _named(self, text: str, position: int) -> tuple[str, int] | None:
        """Return the work a law's name at a position means ('' for one the portal does not have), and the name's
        end."""
        other = _OTHER_LAWS.match(text, position)
        alias = self._alias.match(text, position) if self._alias else None
        if alias:
            return self._aliases[alias[0]], alias.end()
        if other:
            return _NOWHERE, other.end()
        decree = _DECREE.match(text, position)
        works = [work for work in self._works if decree and work.endswith(f"-k-{_number(decree['k'])}")]
        if decree and works:
            return works[0], decree.end()
        law = _LAW.match(text, position)
        if law:
            kind = next(kind for kind in _KINDS if law[kind] is not None)
            return self._numbered(kind, law)
        bare = _NUMBERED.match(text, position)
        if bare:
            works = [w for kind in _KINDS for w in self._matching(kind, _number(bare["n"]), _year(bare))]
            return (works[0], bare.end()) if len(works) == 1 else None
        return None

    def _numbered(self, kind: str, law: re.Match[str]) -> tuple[str, int] | None:
        number, year, end = _number(law["n"]), _year(law), law.end()
        works = self._matching(kind, number, year)
        if kind == "kepgub":
            tail = _DECREE_TAIL.match(law.string, end)
            end = tail.end() if tail and works else end
        if len(works) == 1:
            return works[0], end
        return (f"{kind}/{year}/{number}", end) if year and kind in ("uu", "pp", "perpres", "perppu") else None

    def _matching(self, kind: str, number: str, year: str) -> list[str]:
        """Return the works of a kind, number and year ('' for any); a decree's number may go on (357-k-279)."""
        rows = [(work, work.split("/")) for work in self._works]
        return [
            work
            for work, parts in rows
            if parts[0] == kind and year in ("", parts[-2]) and f"{parts[-1]}-".startswith(f"{number}-")
        ]

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
    numbers, end = [_number(next(filter(None, first.groups())))], first.end()
    while more := _MORE_ARTICLES.match(text, end):
        numbers += _up_to(numbers[-1], _number(more["n"]), bool(more["to"]))
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
        numbers = [_number(paragraph["n"] or paragraph["m"]) + (paragraph["x"] or paragraph["y"] or "")]
        end = paragraph.end()
        while more := _MORE_PARAGRAPHS.match(text, end):
            numbers += _up_to(numbers[-1], _number(more["n"] or more["m"]), bool(more["to"]))
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
            state.add(kind, _number(match["n"]) if kind is Kind.NUMBER else match["n"])
            return match.end()
    return None


def _others(text: str, position: int, state: _State) -> int | None:
    """Read "bab v", "diktum kesatu", "penjelasan umum", and "penjelasan" before an article."""
    if chapter := _CHAPTER.match(text, position):
        state.add(Kind.CHAPTER, str(roman_to_int(chapter["n"]) or _number(chapter["n"])))
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
