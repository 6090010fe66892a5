"""From a query's words to weighted clauses: words as typed, their stems, the law's words for them.

Takes a ParsedQuery and the vocabulary of editors; gives Wanted. Synonyms go one way and count less the more words they
bring (0.6/√n), so that what was typed decides. There are never more than MAX_CLAUSES clauses, what was typed first.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from math import sqrt

from portal.search.engine import MAX_CLAUSES, Clause, Field, Wanted
from portal.search.query import ParsedQuery
from portal.search.words import content_words, stem
from portal.vocabulary import Synonym

STEM_WEIGHT = 0.5  # of the weight as written: stems bring recall, and now and then a false friend
SYNONYM_WEIGHT = 0.6
CORRECTION_WEIGHT = 0.6

Weighted = tuple[str, float]


class Expander:
    """Knows the law's words for everyday words."""

    def __init__(self, synonyms: Iterable[Synonym]) -> None:
        """Prepare the synonyms: everyday words by their first stem, targets as weighted words."""
        self._rows: dict[str, list[tuple[tuple[str, ...], tuple[Weighted, ...]]]] = {}
        for synonym in synonyms:
            targets = tuple(_weighted(synonym.targets))
            for words in synonym.words:
                stems = tuple(map(stem, content_words(words)))
                self._rows.setdefault(stems[0], []).append((stems, targets))
        self.stems = frozenset(name for rows in self._rows.values() for stems, _ in rows for name in stems)

    def expansions(self, sequence: Iterable[str]) -> dict[str, float]:
        """Return the law's words for a sequence of words, each with its weight, those of longer matches first."""
        stems = tuple(map(stem, sequence))
        found = []
        for start, name in enumerate(stems):
            for words, targets in self._rows.get(name, ()):
                if stems[start : start + len(words)] == words:
                    found.append((-len(words), start, targets))
        weights: dict[str, float] = {}
        for _, _, targets in sorted(found):
            for word, weight in targets:
                weights[word] = max(weight, weights.get(word, 0.0))
        return weights


def _weighted(targets: Iterable[str]) -> Iterator[Weighted]:
    for target in targets:
        words = content_words(target)
        for word in words:
            yield word, round(SYNONYM_WEIGHT / sqrt(len(words)), 3)


def wanted(query: ParsedQuery, expander: Expander, corrections: Mapping[str, str]) -> Wanted:
    """Return what to find for a query, its misspelt words with their corrections."""
    words = dict.fromkeys(query.all_words, 1.0)
    sequence = [corrections.get(word, word) for word in query.sequence]
    for correction in corrections.values():
        words.setdefault(correction, CORRECTION_WEIGHT)
    brought = {w: weight for w, weight in expander.expansions(sequence).items() if w not in words}
    clauses = [*_clauses(words.items()), *_clauses(brought.items())]
    return Wanted(tuple(islice(_unique(clauses), MAX_CLAUSES)), query.phrases)


def _clauses(words: Iterable[Weighted]) -> Iterator[Clause]:
    for word, weight in words:
        yield Clause(Field.WORDS, word, weight)
        yield Clause(Field.STEMS, stem(word), round(weight * STEM_WEIGHT, 3))


def _unique(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Yield each field and token once: two forms of a word must not count their stem twice."""
    seen = set()
    for clause in clauses:
        if (clause.field, clause.token) not in seen:
            seen.add((clause.field, clause.token))
            yield clause
