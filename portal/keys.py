"""What a content field says of itself, and where a row of content stands.

A field of `model` or `guidance` that editors write carries a Key: the Indonesian word in the file, and what its value
must be like. Every row read from a file carries a Place. Standard library only: how files are read is for
`reading.matter`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Key:
    """The word editors write for a field; `filled` refuses an empty value, `pattern` one that does not match."""

    name: str
    filled: bool = False
    pattern: str = ""


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"  # a name that stands in an address


@dataclass(frozen=True)
class Place:
    """Where a row stands: its file, its first line, and the lines of its keys (after each the lines of its items).

    `faulty` are the keys whose value could not be used. The row then holds a stand-in for it, so that every other key
    is still checked; no rule may judge the stand-in, and no such row is ever published.
    """

    file: str
    line: int
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()

    def line_of(self, key: str, item: int | None = None) -> int:
        """Return the line of a key, or of an item of its list; the row's own line for a key that is not there."""
        found = self.lines.get(key, (self.line,))
        return found[item + 1] if item is not None and item + 1 < len(found) else found[0]

    def is_sound(self, *keys: str) -> bool:
        """Whether all of these keys hold what the editor meant, not a stand-in."""
        return self.faulty.isdisjoint(keys)


NOWHERE = Place("", 1)  # of a row that no file holds


def placed() -> Any:
    """Return the field for a row's place, which is no part of what the row says: not compared, not printed."""
    return field(default=NOWHERE, compare=False, repr=False)
