"""What a ranking engine is: weighted words in, ids and scores out.

The values both engines share, so that they can be exchanged: documents and queries come as tokens that `words` made,
never as the text a person typed. A score is the sum over the clauses of weight × BM25 (k1 1.2, b 0.75, each field by
itself, inverse document frequency after Robertson and Sparck Jones, never below IDF_FLOOR). Engines know neither the
library nor the vocabulary.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

MAX_HITS = 500
MAX_CLAUSES = 64
IDF_FLOOR = 1e-6
# A token is too common to tell documents apart when more hold it than this share of all, and more than the least. In
# the portal the least decides, unless the share is doubled (docs/ranking.md).
COMMON_SHARE = 0.1
COMMON_LEAST = 25
BOUNDARY = "|"  # stands between two texts of a document, so that no phrase reaches over


class Field(StrEnum):
    """Where a document may hold a token: its words as written, and their stems."""

    WORDS = "words"
    STEMS = "stems"


@dataclass(frozen=True)
class Indexed:
    """What is searched of something that can be found: its id (address without the leading slash), and its tokens."""

    id: str
    words: tuple[str, ...]
    stems: tuple[str, ...]

    def tokens(self, field: Field) -> tuple[str, ...]:
        """Return the tokens of a field."""
        return self.words if field is Field.WORDS else self.stems


@dataclass(frozen=True)
class Clause:
    """One token looked for in one field, and how much it counts."""

    field: Field
    token: str
    weight: float


@dataclass(frozen=True)
class Wanted:
    """What to find: every phrase must stand in the words of a document; without phrases, one clause is enough."""

    clauses: tuple[Clause, ...]
    phrases: tuple[tuple[str, ...], ...] = ()


def telling(clauses: Sequence[Clause], counts: Sequence[int], documents: int) -> list[Clause]:
    """Return the clauses that tell documents apart; `counts` says how many hold each.

    Tokens that a large share of all documents holds cost the most time and move the least. When all are common, all
    stay.
    """
    limit = max(COMMON_SHARE * documents, COMMON_LEAST)
    rare = [clause for clause, count in zip(clauses, counts, strict=True) if count <= limit]
    return rare or list(clauses)


class TooSlow(Exception):
    """A search took longer than it may: its reader is told, instead of being shown nothing."""


class SearchEngine(Protocol):
    """What a backend must do; safe to use from several threads."""

    name: str
    version: str

    def search(self, wanted: Wanted) -> list[tuple[str, float]]:
        """Return ids with scores, the best first, at most MAX_HITS; ties by id. Raise TooSlow when it takes long."""
        ...

    def vocabulary(self) -> Mapping[str, int]:
        """Return every word of the index, unstemmed, with the number of documents that hold it."""
        ...
