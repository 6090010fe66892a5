"""Which page a question asks for: learnt at start from the ways people ask it, without any model from outside.

Takes the phrases of every page that speaks to people (a written answer has fifteen or more of its own); gives ids and
scores from 0 to 1. A phrase is a vector of its words, their stems and the letters in them (three to five in a row,
which forgive misspelling), and the law's words for its everyday words, each weighted by how few pages share it. A
query is as near to a page as to the nearest of its phrases, and as to all of them together.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from math import log, sqrt
from operator import mul

from portal.search.words import meaningful, stem, tokens

_LETTERS = (3, 4, 5)
# Of a word, its stem, a pair of stems, and a few letters of it; of the nearest phrase beside all of a page.
_WEIGHTS = {"w": 1.0, "s": 1.2, "p": 0.6, "l": 0.35}
_NEAREST_SHARE = 0.3
# A feature that more pages hold than this share says little and stands in most phrases: what it may add to a phrase is
# bounded first, and counted only where the bound says that it may matter. It changes no score, only the time.
_COMMON_SHARE = 0.3
_ROUNDING = 1e-9  # bounds and sums are rounded each in its own way
_FEW = 8  # looking one phrase up costs as much as counting so many

Query = dict[int, float]  # the features of a text by their numbers, each with its weight
Vector = tuple["array[int]", "array[float]"]  # the same of a phrase or a page; a dict takes eight times as much
Expand = Callable[[list[str]], Mapping[str, float]]


class Asked:
    """Knows what people ask; safe to use from several threads."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], expand: Expand) -> None:
        """Learn the phrases of each page, by its id; `expand` gives the law's words for everyday ones, weighted."""
        self._expand = expand
        self._ids = tuple(phrases)
        self._numbers: dict[str, int] = {}
        counts = [[self._numbered(text) for text in texts] for texts in phrases.values()]
        held = Counter(chain.from_iterable({*chain.from_iterable(numbers for numbers, _ in rows)} for rows in counts))
        pages = max(len(phrases), 1)
        self._rarity = array("d", (log(1 + pages / held[number]) for number in range(len(self._numbers))))
        self._common = frozenset(number for number, holders in held.items() if holders > _COMMON_SHARE * pages)
        vectors = [[self._weighted(row) for row in rows] for rows in counts]
        self._ends = tuple(accumulate(map(len, vectors)))  # of each page's phrases, which stand in a row
        self._commonness = tuple(max(map(self._common_length, rows), default=0.0) for rows in vectors)
        self._phrases = _Postings(list(chain.from_iterable(vectors)), len(self._numbers))
        self._pages = _Postings(list(map(_together, vectors)), len(self._numbers))

    def scores(self, text: str, least: float = 0.0, always: Collection[str] = ()) -> dict[str, float]:
        """Return how near a query is to each page that shares anything with it.

        Only pages that are `least` near need be there, and those whose ids are in `always`: the others cost time.
        """
        known = {self._numbers[name]: n for name, n in self._features(text).items() if name in self._numbers}
        query = dict(zip(*self._weighted((array("l", known), array("d", known.values()))), strict=True))
        together = _products(query, self._pages, len(self._ids))
        nearest = self._nearest(query, together, least - _ROUNDING, {self._ids.index(id_) for id_ in always})
        scores = {
            self._ids[page]: _NEAREST_SHARE * score + (1 - _NEAREST_SHARE) * together[page]
            for page, score in nearest.items()
        }
        return {id_: score for id_, score in scores.items() if score > 0.0}

    def _nearest(
        self, query: Query, together: Sequence[float], least: float, always: Collection[int]
    ) -> dict[int, float]:
        """Return how near the nearest phrase of each page is, where the page's score may be `least`."""
        rare = {number: weight for number, weight in query.items() if number not in self._common}
        common = {number: weight for number, weight in query.items() if number in self._common}
        sums, length = _products(rare, self._phrases, self._ends[-1] if self._ends else 0), _length([*common.values()])
        rows: dict[int, list[int]] = {}
        for page, (start, end) in enumerate(pairwise((0, *self._ends))):
            best, reach = max(sums[start:end], default=0.0), length * self._commonness[page]
            score = _NEAREST_SHARE * (best + reach) + (1 - _NEAREST_SHARE) * together[page]
            if score >= least or page in always:
                rows[page] = [row for row in range(start, end) if sums[row] + reach >= best]
        counted = [row for some in rows.values() for row in some]
        for number, weight in common.items():
            _add(sums, weight, *self._phrases.of(number), counted)
        return {page: max((sums[row] for row in some), default=0.0) for page, some in rows.items()}

    def _numbered(self, text: str) -> Vector:
        """Return a text's features by their numbers, each with how much it counts there; new ones get a number."""
        counts, known = self._features(text), self._numbers
        return array("l", [known.setdefault(name, len(known)) for name in counts]), array("d", counts.values())

    def _weighted(self, counts: Vector) -> Vector:
        """Return features weighted by how few pages share them, as a vector of length one."""
        numbers, often = counts
        return numbers, _unit(array("d", map(mul, often, map(self._rarity.__getitem__, numbers))))

    def _common_length(self, vector: Vector) -> float:
        return _length([weight for number, weight in zip(*vector, strict=True) if number in self._common])

    def _features(self, text: str) -> dict[str, float]:
        """Return what tells a text from others, each with its weight times how often it stands there."""
        words = tokens(text)
        found = {name: _WEIGHTS[name[0]] * number for name, number in Counter(_names(words)).items()}
        for word, weight in self._expand(meaningful(words)).items():
            name = f"s {stem(word)}"
            found[name] = found.get(name, 0.0) + weight
        return found


def _names(words: Sequence[str]) -> list[str]:
    stems = [stem(word) for word in words]
    found = [f"w {word}" for word in words]
    found += [f"s {name}" for name in stems]
    found += [f"p {one} {other}" for one, other in pairwise(stems)]
    for word in words:
        found += _letters(word)
    return found


@lru_cache(maxsize=8192)  # people ask in few words
def _letters(word: str) -> tuple[str, ...]:
    """Return the features that are letters in a row."""
    padded = f"^{word}$"
    return tuple(f"l {padded[start : start + size]}" for size in _LETTERS for start in range(len(padded) - size + 1))


def _length(weights: Sequence[float]) -> float:
    return sqrt(sum(map(mul, weights, weights)))


def _unit(weights: "array[float]") -> "array[float]":
    length = _length(weights)
    return array("d", [weight / length for weight in weights]) if length else weights


def _together(vectors: Iterable[Vector]) -> Vector:
    """Return all phrases of a page as one vector of length one."""
    sums: Query = {}
    for vector in vectors:
        for number, weight in zip(*vector, strict=True):
            sums[number] = sums.get(number, 0.0) + weight
    return array("l", sums), _unit(array("d", sums.values()))


class _Postings:
    """Who holds each feature, in rising order, and how much: one behind the other, for half have one holder only."""

    def __init__(self, vectors: Sequence[Vector], features: int) -> None:
        sizes = Counter(chain.from_iterable(numbers for numbers, _ in vectors))
        self._starts = array("l", accumulate((sizes[number] for number in range(features)), initial=0))
        self._holders, self._weights = array("i", [0]) * self._starts[-1], array("d", [0.0]) * self._starts[-1]
        free = self._starts[:]
        for holder, vector in enumerate(vectors):
            for number, weight in zip(*vector, strict=True):
                place = free[number]
                self._holders[place], self._weights[place], free[number] = holder, weight, place + 1

    def of(self, number: int) -> tuple["array[int]", "array[float]"]:
        """Return the holders of a feature and its weight in each."""
        start, end = self._starts[number], self._starts[number + 1]
        return self._holders[start:end], self._weights[start:end]


def _products(query: Query, postings: _Postings, size: int) -> list[float]:
    """Return the product of a query with each of `size` vectors."""
    sums = [0.0] * size
    for number, weight in query.items():
        for holder, other in zip(*postings.of(number), strict=True):
            sums[holder] += weight * other
    return sums


def _add(sums: list[float], weight: float, holders: "array[int]", weights: "array[float]", rows: Sequence[int]) -> None:
    """Add to the sums of some rows what one feature gives them."""
    if len(rows) * _FEW > len(holders):
        for number, other in zip(holders, weights, strict=True):
            sums[number] += weight * other
        return
    for row in rows:
        place = bisect_left(holders, row)
        if place < len(holders) and holders[place] == row:
            sums[row] += weight * weights[place]
