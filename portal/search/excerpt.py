"""Excerpts: the stretch of a text that shows the words looked for, in pieces.

Takes texts and tokens; knows neither library nor engine, and escapes nothing: a template does.
"""

from collections.abc import Collection
from dataclasses import dataclass

from portal.search.words import spans, stem

EXCERPT_LENGTH = 200

_Words = list[tuple[int, int, bool]]


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
        self.text = " ".join(text.split())
        self.words = [(a, b, word, stem(word)) for a, b, word in spans(self.text)]

    def found(self, wanted: frozenset[str]) -> _Words:
        """Return every word with whether it, or its stem, is wanted."""
        return [(a, b, word in wanted or root in wanted) for a, b, word, root in self.words]

    def holds(self, wanted: Collection[str]) -> bool:
        """Whether the text holds a wanted word."""
        return any(word in wanted or root in wanted for _, _, word, root in self.words)


def excerpt(
    shown: Showable, wanted: frozenset[str], length: int = EXCERPT_LENGTH, first: frozenset[str] = frozenset()
) -> tuple[Piece, ...]:
    """Return the stretch of a text that holds most of the wanted words, at most `length` characters, cut in pieces.

    When the text holds words of `first` (those that were typed), they alone decide which stretch it is.
    """
    text, words = shown.text, shown.found(wanted)
    room = length - 4
    deciding = shown.found(first) if first and shown.holds(first) else words
    start = _best_start(deciding, len(text), room)
    end = len(text) if len(text) - start <= room else max(text.rfind(" ", start, start + room), start + 1)
    pieces, position = [Piece("… ", False)] if start else [], start
    for a, b, found in words:
        if found and a >= start and b <= end:
            pieces += [Piece(text[position:a], False), Piece(text[a:b], True)]
            position = b
    tail = text[position:end] + (" …" if end < len(text) else "")
    return tuple(piece for piece in [*pieces, Piece(tail, False)] if piece.text)


def _best_start(words: _Words, size: int, room: int) -> int:
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
