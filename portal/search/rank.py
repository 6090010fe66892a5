"""What counts how much: a query's words as weighted clauses, and the topics that answer such words.

Takes a ParsedQuery, and the synonyms and topics of editors; gives Wanted (words as typed, their stems, the law's words
for them) and scores for what answers a topic, in the measure of the engines (BM25, here over topics: they are few, so
this needs no engine). Synonyms go one way and count less the more words they bring (0.6/√n), so that what was typed
decides. There are never more than MAX_CLAUSES clauses, what was typed first.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from math import log, sqrt

from portal.asking import Synonym, Topic
from portal.search.amounts import is_amount
from portal.search.engine import MAX_CLAUSES, Clause, Field, Wanted
from portal.search.query import ParsedQuery
from portal.search.words import content_words, stem

# What each constant does, and other values of it: docs/ranking.md.

# Of the weight as written: stems bring recall, and now and then a false friend.
STEM_WEIGHT = 0.5
SYNONYM_WEIGHT = 0.6
CORRECTION_WEIGHT = 0.6
# Who types an amount means that amount, whatever words stand beside it.
AMOUNT_WEIGHT = 3.0
# How much less each further answer of a topic counts.
TOPIC_FALLING = 0.15
_TOPIC_K1 = 1.2
_TOPIC_B = 0.3

Weighted = tuple[str, float]


class Expander:
    """Knows the law's words for everyday words."""

    def __init__(self, synonyms: Iterable[Synonym]) -> None:
        """Prepare the synonyms: everyday words by their first stem, targets as weighted words."""
        self._rows: dict[str, list[tuple[tuple[str, ...], tuple[Weighted, ...]]]] = {}
        for synonym in synonyms:
            targets = tuple(_weighted(synonym.targets))
            for words in (*synonym.words, *synonym.learned):
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
    words = {word: AMOUNT_WEIGHT if is_amount(word) else 1.0 for word in query.all_words}
    sequence = [corrections.get(word, word) for word in query.sequence]
    for correction in corrections.values():
        words.setdefault(correction, CORRECTION_WEIGHT)
    brought = {w: weight for w, weight in expander.expansions(sequence).items() if w not in words}
    clauses = [*_clauses(words.items()), *_clauses(brought.items())]
    return Wanted(tuple(islice(_unique(clauses), MAX_CLAUSES)), query.phrases)


def stem_weights(looked_for: Wanted) -> dict[str, float]:
    """Return the stems looked for with their weights, a whole word counting 1."""
    return {c.token: min(c.weight / STEM_WEIGHT, 1.0) for c in looked_for.clauses if c.field is Field.STEMS}


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


class Topics:
    """Knows the topics by their stems."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        """Prepare the topics."""
        self._topics = tuple(topics)
        self._led_to = tuple(map(_leads_to, self._topics))
        self._holding: dict[str, dict[int, int]] = {}
        self._sizes = []
        for number, topic in enumerate(self._topics):
            stems = [stem(word) for text in (topic.question, *topic.words) for word in content_words(text)]
            self._sizes.append(len(stems))
            for name in stems:
                counts = self._holding.setdefault(name, {})
                counts[number] = counts.get(number, 0) + 1
        self.stems = frozenset(self._holding)

    def _rarity(self, name: str) -> float:
        found = len(self._holding.get(name, ()))
        return log(1 + (len(self._topics) - found + 0.5) / (found + 0.5))

    def _scores(self, weights: Mapping[str, float]) -> dict[int, float]:
        """Return the score of every topic that holds a stem."""
        scores: dict[int, float] = {}
        average = sum(self._sizes) / max(len(self._sizes), 1)
        for name, weight in weights.items():
            for number, count in self._holding.get(name, {}).items():
                spread = _TOPIC_K1 * (1 - _TOPIC_B + _TOPIC_B * self._sizes[number] / average)
                gain = weight * self._rarity(name) * count * (_TOPIC_K1 + 1) / (count + spread)
                scores[number] = scores.get(number, 0.0) + gain
        return scores

    def answers(self, weights: Mapping[str, float]) -> dict[str, float]:
        """Return the id of everything that answers a topic holding one of the weighted stems, with its best score."""
        found: dict[str, float] = {}
        for number, score in self._scores(weights).items():
            ids, pages = self._led_to[number]
            for place, id_ in enumerate(ids):
                found[id_] = max(found.get(id_, 0.0), score / (1 + TOPIC_FALLING * place))
            for id_ in pages:
                found[id_] = max(found.get(id_, 0.0), score)
        return found


def _leads_to(topic: Topic) -> tuple[list[str], list[str]]:
    """Return the ids of the provisions that answer a topic, in order, and of the pages that do."""
    pages = (("panduan", topic.guide), ("peran", topic.role))
    return [str(address.provision) for address in topic.addresses], [
        f"{folder}/{slug}" for folder, slug in pages if slug
    ]
