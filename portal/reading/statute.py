"""The line grammar of instrument texts: text to provision tree, and back, byte for byte.

Takes the body of a content file (below its front matter) and gives a frozen tree of Provision; `write` gives the very
same text back. It knows nothing of front matter, files or Markdown: a Markdown renderer renumbers lists and melts
lines, so law never meets one. The parser never refuses a text; what is wrong with it is for `checks` to say.

    heading   = "#"+ words          the words decide: BUKU BAB Bagian Paragraf Pasal Diktum Menimbang … PENJELASAN Umum
    ayat      = "(1) " text         "(1a) " too
    huruf     = "a. " | "a) " text  after z: "aa. "
    angka     = "1. " | "1) " text  roman "i. " where it starts a list
    wrap-up   = blank line, then unmarked text while a huruf or angka is open: words that close the list
    escape    = "\\" line           a text line that only looks like a mark
    other     = text of what is open

A mark whose style is already open closes back to it; a new style opens one level deeper (nesting is not fixed in
Indonesian laws: `1.` stands inside `a.` and `a.` inside `1.`). An ayat always closes back to its article.
"""

import re
from dataclasses import dataclass, field

from portal.address import Address, Kind, roman_to_int
from portal.model import Provision

_ORDINALS = {
    word: str(value)
    for value, word in enumerate(
        "kesatu kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh kesebelas".split(), 1
    )
} | {
    f"{word} belas": str(value + 10)
    for value, word in enumerate("kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan".split(), 2)
}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))

_LETTERS = [*"abcdefghijklmnopqrstuvwxyz", *(letter * 2 for letter in "abcdefghijklmnopqrstuvwxyz")]

_HEADINGS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.BOOK, rf"buku (?P<number>{_ORDINAL}|[ivxlc]+|\d+)(?: (?P<title>.+))?"),
        (Kind.CHAPTER, r"bab (?P<number>[ivxlc]+|\d+)(?: (?P<title>.+))?"),
        (Kind.SECTION, rf"bagian (?P<number>{_ORDINAL}|\d+)(?: (?P<title>.+))?"),
        (Kind.SUBSECTION, r"paragraf (?P<number>\d+)(?: (?P<title>.+))?"),
        (Kind.ARTICLE, r"pasal (?P<number>\d+[a-z]{0,2}|[ivx]+)"),
        (Kind.DICTUM, rf"diktum (?P<number>{_ORDINAL})"),
        (Kind.PARAGRAPH, r"ayat \((?P<number>\d+[a-z]?)\)"),
        (Kind.LETTER, r"huruf (?P<number>[a-z]{1,2})"),
        (Kind.NUMBER, r"angka (?P<number>\d+)"),
        (Kind.RECITALS, r"menimbang ?:?"),
        (Kind.LEGAL_BASES, r"mengingat ?:?"),
        (Kind.CONSIDERATIONS, r"memperhatikan ?:?"),
        (Kind.ENACTMENT, r"memutuskan ?:?"),
        (Kind.CONCLUSION, r"penutup"),
        (Kind.ELUCIDATION, r"penjelasan"),
        (Kind.GENERAL, r"(?:i\. )?umum"),
        (Kind.ANNEX, r"lampiran(?: (?P<number>[ivxlc]+|\d+))?(?: (?P<title>.+))?"),
    )
)
_PARTS = (
    Kind.RECITALS,
    Kind.LEGAL_BASES,
    Kind.CONSIDERATIONS,
    Kind.ENACTMENT,
    Kind.CONCLUSION,
    Kind.ELUCIDATION,
    Kind.ANNEX,
)
_RANK = {
    Kind.INSTRUMENT: 0,
    **dict.fromkeys(_PARTS, 1),
    Kind.BOOK: 2,
    Kind.CHAPTER: 3,
    Kind.SECTION: 4,
    Kind.SUBSECTION: 5,
    Kind.ARTICLE: 6,
    Kind.DICTUM: 6,
    Kind.GENERAL: 6,
    Kind.PARAGRAPH: 7,
    Kind.LETTER: 8,
    Kind.NUMBER: 9,
}
_HOLDERS = frozenset({Kind.ELUCIDATION, Kind.ANNEX})

_MARKS: tuple[tuple[str, Kind, re.Pattern[str]], ...] = (
    ("(1)", Kind.PARAGRAPH, re.compile(r"\s*\((\d+[a-z]?)\)(?:\s+|$)")),
    ("i.", Kind.NUMBER, re.compile(r"\s*([ivx]+)\.(?:\s+|$)")),
    ("a.", Kind.LETTER, re.compile(r"\s*(([a-z])\2?)\.(?:\s+|$)")),
    ("1.", Kind.NUMBER, re.compile(r"\s*(\d{1,3})\.(?:\s+|$)")),
    ("1)", Kind.NUMBER, re.compile(r"\s*(\d{1,3})\)(?:\s+|$)")),
    ("a)", Kind.LETTER, re.compile(r"\s*(([a-z])\2?)\)(?:\s+|$)")),
)


@dataclass
class _Draft:
    """A provision while it is being read; `style` is the mark's style, '' for headings, root and wrap-ups."""

    kind: Kind
    number: str
    title: str
    marker: str
    line: int
    style: str = ""
    lines: list[str] = field(default_factory=list)
    children: list["_Draft"] = field(default_factory=list)

    @property
    def is_heading(self) -> bool:
        return not self.style and self.kind is not Kind.WRAP_UP


def parse(text: str, work: Address, first_line: int = 1) -> Provision:
    """Return the provision tree of an instrument's text.

    `work` is the instrument's address, `first_line` the number in the file of the text's first line. Never raises.
    """
    root = _Draft(Kind.INSTRUMENT, "", "", "", first_line)
    stack = [root]
    blank = False
    for number, raw in enumerate(text.split("\n"), first_line):
        heading = _heading(raw)
        if heading is not None:
            _open_heading(stack, _Draft(*heading, raw, number))
        elif (mark := _mark(raw, stack)) is not None:
            _open_item(stack, mark, raw, number)
        elif blank and raw.strip() and stack[-1].style not in ("", "(1)"):
            _open_wrap_up(stack, raw, number)
        else:
            stack[-1].lines.append(raw)
        blank = not raw.strip()
    return _freeze(root, work)


def write(provision: Provision) -> str:
    """Return the source text of a provision and everything below it; the inverse of `parse` for a whole text."""
    return "\n".join(_source_lines(provision))


def ordinal(word: str) -> int | None:
    """Return the value of an ordinal as addresses write it (`kesatu`, `keduabelas`), or None when it is none."""
    return next((int(value) for name, value in _ORDINALS.items() if name.replace(" ", "") == word), None)


def number_order(unit: Provision) -> tuple[int, int]:
    """Return the value of a unit's number and the place of its letter (26b → 26, 2), by which units follow each other.

    A huruf has the value 0 and the place of its letter (after z come aa, bb …); `ii` and `kedua` count as numbers.
    """
    if unit.kind is Kind.LETTER:
        return 0, _place(unit.number)
    match = re.fullmatch(r"(\d+)([a-z]{0,2})", unit.number)
    if match:
        return int(match[1]), _place(match[2])
    return roman_to_int(unit.number) or ordinal(unit.number) or 0, 0


def _place(letter: str) -> int:
    """Return the place of a letter from 1, 0 for what is none."""
    return _LETTERS.index(letter) + 1 if letter in _LETTERS else 0


def _source_lines(node: Provision) -> list[str]:
    if node.marker.lstrip().startswith("#"):
        lines = [node.marker, *node.lines]
    elif node.marker:
        lines = [node.marker + node.lines[0], *node.lines[1:]]
    else:
        lines = list(node.lines)
    for child in node.children:
        lines += _source_lines(child)
    return lines


def _heading(raw: str) -> tuple[Kind, str, str] | None:
    """Return kind, number and title of a heading line, or None when the line is none that the grammar knows."""
    match = re.fullmatch(r"#{1,6}\s+(.+?)\s*", raw)
    if match is None:
        return None
    words = " ".join(match[1].split())
    for kind, pattern in _HEADINGS:
        if found := pattern.fullmatch(words):
            groups = found.groupdict()
            return kind, _normal_number(kind, groups.get("number") or ""), groups.get("title") or ""
    return None


def _normal_number(kind: Kind, number: str) -> str:
    number = number.lower()
    if kind is Kind.DICTUM:
        return number.replace(" ", "")
    if number in _ORDINALS:
        return _ORDINALS[number]
    if kind in (Kind.BOOK, Kind.CHAPTER, Kind.ANNEX) and (value := roman_to_int(number)):
        return str(value)
    return number


def _open_heading(stack: list[_Draft], draft: _Draft) -> None:
    rank = _RANK[draft.kind]
    while len(stack) > 1 and not _may_hold(stack[-1], rank):
        stack.pop()
    stack[-1].children.append(draft)
    stack.append(draft)


def _may_hold(open_: _Draft, rank: int) -> bool:
    if not open_.is_heading:
        return False
    if open_.kind in _PARTS and open_.kind not in _HOLDERS:
        return False
    return _RANK[open_.kind] < rank


def _mark(raw: str, stack: list[_Draft]) -> tuple[str, Kind, re.Match[str]] | None:
    """Return style, kind and match of the mark that opens a line, or None for a line without one."""
    for style, kind, pattern in _MARKS:
        match = pattern.match(raw)
        if match and (style != "i." or _is_roman_item(match[1], stack)):
            return style, kind, match
    return None


def _is_roman_item(word: str, stack: list[_Draft]) -> bool:
    """Tell `i.` as a roman numeral from the letter after `h.`: a roman list starts with i and goes on by one."""
    value = roman_to_int(word)
    if value is None:
        return False
    open_ = _open_styles(stack)
    if "i." in open_:
        return value == (roman_to_int(open_["i."].number) or 0) + 1
    return value == 1 and not ("a." in open_ and open_["a."].number == "h")


def _open_styles(stack: list[_Draft]) -> dict[str, _Draft]:
    styles: dict[str, _Draft] = {}
    for draft in reversed(stack):
        if draft.is_heading:
            break
        styles.setdefault(draft.style, draft)
    return styles


def _open_item(stack: list[_Draft], mark: tuple[str, Kind, re.Match[str]], raw: str, line: int) -> None:
    style, kind, match = mark
    if stack[-1].kind is Kind.WRAP_UP:
        stack.pop()
    if style == "(1)":
        while not stack[-1].is_heading:
            stack.pop()
    elif style in _open_styles(stack):
        while stack.pop().style != style:
            pass
    draft = _Draft(kind, match[1].lower(), "", match[0], line, style, [raw[match.end() :]])
    stack[-1].children.append(draft)
    stack.append(draft)


def _open_wrap_up(stack: list[_Draft], raw: str, line: int) -> None:
    while stack[-1].style not in ("", "(1)"):
        stack.pop()
    draft = _Draft(Kind.WRAP_UP, "", "", "", line, "", [raw])
    stack[-1].children.append(draft)
    stack.append(draft)


def _freeze(draft: _Draft, address: Address) -> Provision:
    children = tuple(_freeze(child, _child_address(address, child)) for child in draft.children)
    return Provision(
        draft.kind, address, draft.number, draft.title, draft.marker, tuple(draft.lines), children, draft.line
    )


def _child_address(parent: Address, child: _Draft) -> Address:
    """Return the address of a child: articles hang on the work (or its elucidation), a wrap-up shares its holder's."""
    if child.kind is Kind.WRAP_UP:
        return parent
    if child.kind in (Kind.ARTICLE, Kind.DICTUM):
        holder = next((a for a in parent.lineage if a.kind in _HOLDERS), Address(parent.work))
        return holder.child(child.kind, child.number)
    return parent.child(child.kind, child.number)
