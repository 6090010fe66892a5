"""One walk over everything we say ourselves: every sentence and every address in our own content.

Takes a Library and goes through its frozen values by their declared fields, so that a field added tomorrow is covered
without anyone remembering it. Gives each text and address with its unit, file and line. Does not judge (that is
`checks`); texts of laws are not ours and are not walked here.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args, get_type_hints

from portal.address import Address
from portal.asking import Answer, Synonym
from portal.guidance import Deadline, Duty, Penalty, Right, term_anchor
from portal.keys import Key, Place
from portal.kit import QuizItem
from portal.reading import prose
from portal.reading.library import Library

# Texts that are not read for citations, each with the reason.
EXEMPT: Mapping[tuple[type, str], str] = {
    (Duty, "quote"): "words of the law, proven word for word against `basis`; what they cite is read there",
    (Deadline, "quote"): "words of the law, proven word for word against `basis`",
    (Right, "quote"): "words of the law, proven word for word against `basis`",
    (QuizItem, "quote"): "words of the law, proven word for word against `basis`",
    (Penalty, "printed"): "words of the law, proven word for word against `basis`",
    (Synonym, "words"): "words as people type them, wrong ones too; never shown",
    (Synonym, "learned"): "words as people type them, wrong ones too; never shown",
    (Synonym, "targets"): "words to look for; never shown",
    (Answer, "words"): "words as people type them, wrong ones too; never shown",
}


# Fields of the library that hold documents with a body, and how the units of each begin.
_DOCUMENTS = {"guides": "", "pages": "", "roles": "peran/", "kits": "pelatih/", "answers": "tanya/"}


@dataclass(frozen=True)
class Said:
    """A text (`text`) or an address (`target`, with `text` '') of our own, the row that says it, and its line.

    `unit` is what is printed and changes as one: `untuk-rt` (a guide), `peran/camat`, `tenggat`, `kontak/sapa-129`,
    `uu/2023/1` (what we say beside a law).
    """

    unit: str
    row: Any
    line: int
    text: str
    target: Address | None = None

    @property
    def file(self) -> str:
        """The file of the row."""
        return str(self.row.place.file)


def said(library: Library) -> Iterator[Said]:
    """Yield every text and every address of our own content."""
    for unit, row in _rows(library):
        yield from _walk(unit, row)


def rows(library: Library) -> Iterator[Any]:
    """Yield every row of our own content, and every row that stands in another."""
    for _, row in _rows(library):
        yield from _within(row)


def _within(row: Any) -> Iterator[Any]:
    yield row
    kind: Callable[..., Any] = type(row)
    for name in keys_of(kind):
        value = getattr(row, name)
        for item in value if isinstance(value, tuple) else (value,):
            if _is_row(item):
                yield from _within(item)


def documents(library: Library) -> frozenset[str]:
    """Return the units that are documents: guides, plain pages, roles, kits, answers."""
    return frozenset(f"{begin}{slug}" for name, begin in _DOCUMENTS.items() for slug in getattr(library, name))


def _rows(library: Library) -> Iterator[tuple[str, Any]]:
    """Yield every row of the library that is ours, with its unit."""
    for name in (field.name for field in dataclasses.fields(library)):
        value = getattr(library, name)
        for slug, row in value.items() if isinstance(value, Mapping) else _numbered(value):
            if _is_row(row):
                yield _unit(name, slug, row), row


def _numbered(value: Any) -> Iterator[tuple[str, Any]]:
    rows = value if isinstance(value, tuple) else (value,)
    return (("", row) for row in rows)


def _is_row(value: Any) -> bool:
    return dataclasses.is_dataclass(value) and isinstance(getattr(value, "place", None), Place)


def _unit(name: str, slug: Any, row: Any) -> str:
    """Return the unit of a row that stands in a field of the library."""
    if name in _DOCUMENTS:
        return f"{_DOCUMENTS[name]}{slug}"
    if name == "contacts":
        return f"kontak/{term_anchor(row.name)}"
    if name in ("instruments", "events", "proofs"):
        address = row.address if hasattr(row, "address") else row.targets[0] if row.targets else None
        return address.work if address else name
    return str(row.place.file).rpartition("/")[2].removesuffix(".yaml")


@lru_cache(maxsize=64)  # one entry for each kind of row
def keys_of(kind: Callable[..., Any]) -> dict[str, str]:
    """Return the editors' key of each field that has one."""
    hints = get_type_hints(kind, include_extras=True)
    found = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]  # a row's class
        key = next((a for a in get_args(hints[field.name]) if isinstance(a, Key)), None)
        if key is not None:
            found[field.name] = key.name
    return found


def _walk(unit: str, row: Any) -> Iterator[Said]:
    place: Place = row.place
    kind: Callable[..., Any] = type(row)
    for name, key in keys_of(kind).items():
        if (type(row), name) in EXEMPT or not place.is_sound(key):
            continue
        value = getattr(row, name)
        items = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(items):
            line = place.line_of(key, index if isinstance(value, tuple) else None)
            if _is_row(item):
                yield from _walk(unit, item)
            elif isinstance(item, Address):
                yield Said(unit, row, line, "", item)
            elif type(item) is str and item:  # not the words of an enum
                yield Said(unit, row, line, item)
    for offset, block in prose.blocks(getattr(row, "body", "")):
        yield Said(unit, row, row.body_line + offset, block)
