"""Near words: the nearest known word for a word that stands nowhere, and what begins as what is being typed.

Takes the vocabulary of the index for spelling, the library for suggestions; knows no language and needs no engine (a
prefix query would cost it seconds). Distance counts insertions, deletions, changes and swaps of neighbours. The first
letter must be right: that bounds the work, and errors there are rare. Ties go to the word that more documents hold.
"""

from bisect import bisect_left
from collections.abc import Mapping

from portal.reading.library import Library
from portal.search.words import normalise, spans, stem

MAX_CORRECTED = 5
MAX_DISTANCE = 2  # docs/ranking.md has other values
# Letters of a word that is mended; shorter ones are near to too many others, which no judged query shows.
_SHORTEST = 4
MAX_SUGGESTED = 8
_LEAST_TYPED = 2  # letters
_LOOKED_AT = 400  # rows of one prefix

_Row = tuple[str, bool, int]  # the beginning, whether it is inside its text, the number of the text


class Speller:
    """Knows the words there are."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Sort the words that may be offered by their first letter."""
        self._known: dict[str, list[tuple[str, frozenset[str], int]]] = {}
        for word, count in vocabulary.items():
            if len(word) >= _SHORTEST and word.isalpha():
                self._known.setdefault(word[0], []).append((word, frozenset(word), count))

    def correct(self, word: str) -> str | None:
        """Return the nearest known word, None when none is near, or when the word is short or holds a digit."""
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        letters, best = frozenset(word), None
        reach = MAX_DISTANCE if len(word) > _SHORTEST + 1 else 1
        for known, others, count in self._known.get(word[0], ()):
            if abs(len(known) - len(word)) <= reach and len(letters ^ others) <= 2 * reach:
                found = distance(word, known, reach)
                if found is not None and (best is None or (found, -count, known) < best):
                    best = (found, -count, known)
        return best[2] if best else None

    def near(self, word: str) -> list[str]:
        """Return the commonest known words that begin with the same letters, the more letters the better."""
        for letters in range(min(len(word) - 1, 8), 2, -1):
            found = [(-count, w) for w, _, count in self._known.get(word[0], ()) if w.startswith(word[:letters])]
            if found:
                return [known for _, known in sorted(found)[:3]]
        return []


def distance(one: str, other: str, limit: int) -> int | None:
    """Return how many edits lie between two words (optimal string alignment), None when more than `limit`."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None


class Suggestions:
    """Everything that may be suggested, by the beginnings of its words."""

    def __init__(self, library: Library) -> None:
        """Sort what a library has to suggest: short names first, questions last."""
        instruments = library.instruments.values()
        texts = [
            *(term.word for term in library.terms),
            *(name for i in instruments for name in (i.short_citation, *i.aliases)),
            *(role.title for role in library.roles.values()),
            *(guide.title for guide in library.guides.values()),
            *(topic.question for topic in library.topics),
        ]
        self._texts = list({text.lower(): text for text in reversed(texts)}.values())[::-1]
        rows: set[_Row] = set()
        for number, text in enumerate(self._texts):
            for start, end, word in spans(text):
                rows.add((normalise(text[start:]), start > 0, number))
                rows.add((stem(word) + normalise(text[end:]), True, number))  # "lapor" begins "melapor" as well
        self._rows = sorted(rows)

    def starting(self, typed: str) -> list[str]:
        """Return what fits to a text being typed: what begins with it, then what has a word that does."""
        prefix = normalise(typed[:200])
        if len(prefix) < _LEAST_TYPED:
            return []
        first = bisect_left(self._rows, (prefix,))
        found = set()
        for key, inside, number in self._rows[first : first + _LOOKED_AT]:
            if not key.startswith(prefix):
                break
            found.add((inside, number))
        return [self._texts[number] for number in dict.fromkeys(number for _, number in sorted(found))][:MAX_SUGGESTED]
