"""Which page a question asks for: learnt at start from the ways people ask it, without any model from outside.

Takes the phrases of every page that speaks to people (a written answer has fifteen or more of its own); gives ids and
scores from 0 to 1. A phrase is a vector of its words, their stems and the letters in them (three to five in a row,
which forgive misspelling), and the law's words for its everyday words, each weighted by how few pages share it. A
query is as near to a page as to the nearest of its phrases, and as to all of them together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from math import log, sqrt
from typing import TypeVar

from portal.search.words import content_words, stem, tokens

_LETTERS = (3, 4, 5)
# Of a word, its stem, a pair of stems, and a few letters of it; of the nearest phrase beside all of a page.
_WEIGHTS = {"w": 1.0, "s": 1.2, "p": 0.6, "l": 0.35}
_NEAREST_SHARE = 0.3

Vector = dict[str, float]
Key = TypeVar("Key", int, str)
Expand = Callable[[list[str]], Mapping[str, float]]


class Asked:
    """Knows what people ask; safe to use from several threads."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], expand: Expand) -> None:
        """Learn the phrases of each page, by its id; `expand` gives the law's words for everyday ones, weighted."""
        self._expand = expand
        rows = [(id_, self._features(text)) for id_, texts in phrases.items() for text in texts]
        holders: dict[str, set[str]] = {}
        for id_, counts in rows:
            for name in counts:
                holders.setdefault(name, set()).add(id_)
        pages = max(len(phrases), 1)
        self._rarity = {name: log(1 + pages / len(ids)) for name, ids in holders.items()}
        self._ids = [id_ for id_, _ in rows]
        self._phrases = _postings((number, self._vector(counts)) for number, (_, counts) in enumerate(rows))
        sums: dict[str, Vector] = {}
        for id_, counts in rows:
            together = sums.setdefault(id_, {})
            for name, weight in self._vector(counts).items():
                together[name] = together.get(name, 0.0) + weight
        self._pages = _postings((id_, _unit(vector)) for id_, vector in sums.items())

    def scores(self, text: str) -> dict[str, float]:
        """Return how near a query is to each page that shares anything with it."""
        query = self._vector(self._features(text))
        nearest: dict[str, float] = {}
        for number, score in _products(query, self._phrases).items():
            id_ = self._ids[number]
            nearest[id_] = max(nearest.get(id_, 0.0), score)
        together = _products(query, self._pages)
        return {
            id_: _NEAREST_SHARE * score + (1 - _NEAREST_SHARE) * together.get(id_, 0.0)
            for id_, score in nearest.items()
        }

    def _vector(self, counts: Mapping[str, float]) -> Vector:
        """Return a text's features, weighted, as a vector of length one; what no page holds does not count."""
        return _unit({name: weight * self._rarity[name] for name, weight in counts.items() if name in self._rarity})

    def _features(self, text: str) -> dict[str, float]:
        """Return what tells a text from others, each with its weight times how often it stands there."""
        found: dict[str, float] = {}
        for name in _names(text):
            found[name] = found.get(name, 0.0) + _WEIGHTS[name[0]]
        for word, weight in self._expand(content_words(text)).items():
            name = f"s {stem(word)}"
            found[name] = found.get(name, 0.0) + weight
        return found


def _names(text: str) -> Iterator[str]:
    words = tokens(text)
    stems = [stem(word) for word in words]
    yield from (f"w {word}" for word in words)
    yield from (f"s {name}" for name in stems)
    yield from (f"p {one} {other}" for one, other in pairwise(stems))
    for word in words:
        padded = f"^{word}$"
        for size in _LETTERS:
            yield from (f"l {padded[start : start + size]}" for start in range(len(padded) - size + 1))


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {name: weight / length for name, weight in vector.items()} if length else {}


def _postings(vectors: Iterable[tuple[Key, Vector]]) -> dict[str, list[tuple[Key, float]]]:
    found: dict[str, list[tuple[Key, float]]] = {}
    for key, vector in vectors:
        for name, weight in vector.items():
            found.setdefault(name, []).append((key, weight))
    return found


def _products(query: Vector, postings: Mapping[str, list[tuple[Key, float]]]) -> dict[Key, float]:
    found: dict[Key, float] = {}
    for name, weight in query.items():
        for key, other in postings.get(name, ()):
            found[key] = found.get(key, 0.0) + weight * other
    return found
