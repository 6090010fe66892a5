"""The words people use: everyday words with the law's words for them, and the questions asked most with what answers.

Editors write both; search uses them. Never law: a synonym only helps to find, a topic only points. Frozen, and free of
files and engines.
"""

from dataclasses import dataclass

from portal.address import Address


@dataclass(frozen=True)
class Synonym:
    """Who types one of `words` also looks for `targets`, one way; `source` says where the pair comes from."""

    words: tuple[str, ...]
    targets: tuple[str, ...]
    source: str
    line: int


@dataclass(frozen=True)
class Topic:
    """A question in plain words, other words for it, and what answers it, the best first ('' for no guide)."""

    question: str
    words: tuple[str, ...]
    guide: str
    addresses: tuple[Address, ...]
    line: int
