"""Addresses of the law: one value for a work and every provision in it, and its written forms.

An address is a work (`uu/2007/21`, `perda/kaltim/2007/4`) and steps down into its text (`pasal-48`, `ayat-1`,
`huruf-a`). `Address.parse` and `str` are inverse. The web path is `/` plus `str(address)`; the words of the steps are
the values of Kind, so one table serves addresses, anchors and citations. Which addresses exist is for the library to
say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.kinds import KINDS, REGIONS, home_of


class Kind(StrEnum):
    """What a unit of a legal text is; the value is the word used in addresses.

    False friends: *ayat* is PARAGRAPH, *paragraf* is SUBSECTION (Akoma Ntoso names).
    """

    INSTRUMENT = "peraturan"
    RECITALS = "menimbang"
    LEGAL_BASES = "mengingat"
    CONSIDERATIONS = "memperhatikan"
    ENACTMENT = "memutuskan"
    BOOK = "buku"
    CHAPTER = "bab"
    SECTION = "bagian"
    SUBSECTION = "paragraf"
    ARTICLE = "pasal"
    DICTUM = "diktum"
    PARAGRAPH = "ayat"
    LETTER = "huruf"
    NUMBER = "angka"
    WRAP_UP = "lanjutan"
    CONCLUSION = "penutup"
    ELUCIDATION = "penjelasan"
    GENERAL = "umum"
    ANNEX = "lampiran"


NUMBERED = frozenset(
    {
        Kind.BOOK,
        Kind.CHAPTER,
        Kind.SECTION,
        Kind.SUBSECTION,
        Kind.ARTICLE,
        Kind.DICTUM,
        Kind.PARAGRAPH,
        Kind.LETTER,
        Kind.NUMBER,
        Kind.ANNEX,
    }
)
UNNUMBERED = frozenset(
    {
        Kind.RECITALS,
        Kind.LEGAL_BASES,
        Kind.CONSIDERATIONS,
        Kind.ENACTMENT,
        Kind.CONCLUSION,
        Kind.ELUCIDATION,
        Kind.GENERAL,
    }
)

_WORK = re.compile(r"[a-z]{2,12}(?:/[a-z][a-z0-9-]{2,59})?/\d{4}/[a-z0-9]+(?:-[a-z0-9]+)*")
_STEP = re.compile(r"([a-z]+)(?:-([a-z0-9]+))?")
_WORDS = frozenset(kind.value for kind in NUMBERED | UNNUMBERED)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class AddressError(ValueError):
    """The text is not an address; the message quotes it."""


@dataclass(frozen=True, order=True)
class Step:
    """One step down into a text: the kind of unit and its number ('' where the kind has none)."""

    kind: Kind
    number: str = ""

    def __str__(self) -> str:
        """Return the address word, e.g. `ayat-1` or `menimbang`."""
        return f"{self.kind}-{self.number}" if self.number else str(self.kind)


@dataclass(frozen=True, order=True)
class Address:
    """Where a work or a provision is: `work` is the FRBR work's path, `steps` lead to the provision."""

    work: str
    steps: tuple[Step, ...] = ()

    @staticmethod
    def parse(text: str) -> "Address":
        """Read `uu/2007/21/pasal-48/ayat-1` (a leading slash is allowed); raise AddressError for anything else."""
        path = text.strip().removeprefix("/")
        work = _WORK.match(path)
        if work is None or (work.end() < len(path) and path[work.end()] != "/"):
            raise AddressError(f"“{text}” is not an address: it must start like uu/2007/21")
        rest = path[work.end() + 1 :]
        return Address(work.group(), tuple(_step(word, text) for word in rest.split("/")) if rest else ())

    def __str__(self) -> str:
        """Return the address without a leading slash."""
        return "/".join([self.work, *map(str, self.steps)])

    @property
    def path(self) -> str:
        """The web path."""
        return f"/{self}"

    @property
    def kind(self) -> Kind:
        """The kind of the last step, INSTRUMENT for a whole work."""
        return self.steps[-1].kind if self.steps else Kind.INSTRUMENT

    @property
    def number(self) -> str:
        """The number of the last step, '' where it has none."""
        return self.steps[-1].number if self.steps else ""

    @property
    def year(self) -> int:
        """The year in the work's address."""
        return int(self.work.split("/")[-2])

    def child(self, kind: Kind, number: str = "") -> "Address":
        """Return the address one step further down."""
        return Address(self.work, (*self.steps, Step(kind, number)))

    @property
    def parent(self) -> "Address":
        """The address one step up; a whole work is its own parent."""
        return Address(self.work, self.steps[:-1])

    @property
    def lineage(self) -> tuple["Address", ...]:
        """The address itself, then every address above it up to the work."""
        return tuple(Address(self.work, self.steps[:depth]) for depth in range(len(self.steps), -1, -1))

    def is_within(self, other: "Address") -> bool:
        """Whether this is another address or a part of it."""
        return self.work == other.work and self.steps[: len(other.steps)] == other.steps

    @property
    def is_elucidation(self) -> bool:
        """Whether this is official explanation rather than the text itself."""
        return bool(self.steps) and self.steps[0].kind is Kind.ELUCIDATION

    @property
    def subject(self) -> "Address":
        """What an elucidation explains; any other address is its own subject."""
        return Address(self.work, self.steps[1:]) if self.is_elucidation else self

    @property
    def elucidation(self) -> "Address":
        """Where the official explanation of this address would be."""
        if self.is_elucidation:
            return self
        return Address(self.work, (Step(Kind.ELUCIDATION), *self.steps))

    @property
    def provision(self) -> "Address":
        """The article, dictum, chapter, elucidation or work with a page of its own that holds this address."""
        for depth, step in enumerate(self.steps):
            if step.kind in (Kind.ARTICLE, Kind.DICTUM):
                return Address(self.work, self.steps[: depth + 1]).subject
        for depth in range(len(self.steps), 0, -1):
            if self.steps[depth - 1].kind is Kind.CHAPTER:
                return Address(self.work, self.steps[:depth])
        if self.is_elucidation:
            return Address(self.work, self.steps[:1])
        return Address(self.work)

    def anchor(self, page: "Address") -> str:
        """Return the id of this address on the page of another: `ayat-1-huruf-a`; '' when it is the page itself.

        The elucidation of an article stands on the article's page, under `penjelasan` and `penjelasan-ayat-1`.
        """
        steps = self.steps
        if self.is_elucidation and page.steps and not page.is_elucidation:
            own = self.subject.steps[len(page.steps) :]
            return "-".join(["penjelasan", *map(str, own)])
        if page.kind is Kind.CHAPTER and self.steps[: len(page.steps)] != page.steps:
            return "-".join(map(str, steps))
        return "-".join(map(str, steps[len(page.steps) :]))


def _step(word: str, whole: str) -> Step:
    match = _STEP.fullmatch(word)
    if match is None or match.group(1) not in _WORDS:
        raise AddressError(f"“{whole}” is not an address: “{word}” is not a part of a legal text")
    kind, number = Kind(match.group(1)), match.group(2) or ""
    if (kind in NUMBERED) != bool(number) and not (kind is Kind.ANNEX and not number):
        raise AddressError(f"“{whole}” is not an address: “{word}” needs {'a' if kind in NUMBERED else 'no'} number")
    return Step(kind, number)


def roman_to_int(text: str) -> int | None:
    """Return the value of a roman numeral up to c (100 and its sums), or None when it is not one."""
    letters = text.lower()
    if not letters or any(letter not in _ROMAN for letter in letters):
        return None
    values = [_ROMAN[letter] for letter in letters]
    total = sum(-v if any(v < later for later in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return total if int_to_roman(total) == letters.upper() else None


def int_to_roman(value: int) -> str:
    """Return a number from 1 to 399 as a roman numeral in capitals."""
    pairs = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    out = ""
    for size, letters in pairs:
        while value >= size:
            out, value = out + letters, value - size
    return out


_TOKENS, _SLUGS = "|".join(KINDS), "|".join(sorted(REGIONS, key=len, reverse=True))
_SLUG_WORK = re.compile(
    rf"(?:peraturan/)?(?:[a-z]+/)?(?P<kind>{_TOKENS})(?:-(?P<region>{_SLUGS}))?"
    r"-(?:no-)?(?P<number>\d+)-(?:tahun-)?(?P<year>\d{4})"
)
_PLACES = {region.code: region.slug for region in REGIONS.values() if region.code}
_AKN = re.compile(rf"(?:akn|eli)/id(?:-({'|'.join(_PLACES)}))?/(?:act/)?([a-z]+)/(\d{{4}})/([a-z0-9-]+)")
_COMPACT = re.compile(r"pasal[-_ ]?(\d+[a-z]?)\((\d+[a-z]?)\)(?:([a-z]))?")


def guess(path: str) -> str | None:
    """Return the canonical path an old or guessed form means, or None when the path has none of the known forms.

    Known forms: capitals, `/peraturan/uu-21-2007`, `/perda-samarinda-5-2013`, `pasal-48(1)a`, roman `bab-v`,
    `/akn/id/act/uu/2007/21`, `/eli/id/uu/2007/21`, a trailing slash. The result may still name nothing that exists.
    """
    text = path.strip("/").lower().replace("_", "-").replace("~", "")
    text = re.sub(r"/{2,}", "/", text)
    slug = _SLUG_WORK.match(text)
    if slug:
        text = "/".join(_place(slug)) + text[slug.end() :]
    akn = _AKN.match(text)
    if akn:
        region = f"{_PLACES[akn[1]]}/" if akn[1] else ""
        text = f"{akn[2]}/{region}{akn[3]}/{akn[4]}" + text[akn.end() :]
    text = _COMPACT.sub(lambda m: f"pasal-{m[1]}/ayat-{m[2]}" + (f"/huruf-{m[3]}" if m[3] else ""), text)
    text = re.sub(r"\bbab-([ivxlc]+)\b", lambda m: f"bab-{roman_to_int(m[1]) or m[1]}", text)
    text = re.sub(r"\bbab-\d+(?:/bagian-\d+)?(?:/paragraf-\d+)?/(?=pasal-)", "", text)
    return f"/{text}" if f"/{text}" != path else None


def _place(slug: re.Match[str]) -> Iterator[str]:
    """Yield the parts of the address that a work in one word means; a regional law without a region is the home's."""
    yield slug["kind"]
    if region := slug["region"] or home_of(KINDS[slug["kind"]]):
        yield region
    yield slug["year"]
    yield str(int(slug["number"]))
