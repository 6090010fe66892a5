"""Topics: the questions asked often, what answers them, and which one a query is like.

Takes the topics of editors; gives scores for what answers them, in the measure of the engines (BM25, here over topics),
and the one topic to show. The first answer of a topic counts most. Topics are few, so this needs no engine.
"""

from collections.abc import Iterable, Mapping
from math import log

from portal.search.words import content_words, stem
from portal.vocabulary import Topic

FALLING = 0.15  # how much less each further answer of a topic counts
_K1, _B = 1.2, 0.3
_ENOUGH = 0.7  # of the weight of a query's words must be a topic's, for it to be shown
_LEAST_WORDS = 2


class Topics:
    """Knows the topics by their stems."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        """Prepare the topics."""
        self._topics = tuple(topics)
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
                spread = _K1 * (1 - _B + _B * self._sizes[number] / average)
                gain = weight * self._rarity(name) * count * (_K1 + 1) / (count + spread)
                scores[number] = scores.get(number, 0.0) + gain
        return scores

    def answers(self, weights: Mapping[str, float]) -> dict[str, float]:
        """Return the id of everything that answers a topic holding one of the weighted stems, with its best score."""
        found: dict[str, float] = {}
        for number, score in self._scores(weights).items():
            topic = self._topics[number]
            ids = [str(address.provision) for address in topic.addresses]
            for place, id_ in enumerate(ids):
                found[id_] = max(found.get(id_, 0.0), score / (1 + FALLING * place))
            if topic.guide:
                id_ = f"panduan/{topic.guide}"
                found[id_] = max(found.get(id_, 0.0), score)
        return found

    def like(self, words: Iterable[str]) -> Topic | None:
        """Return the topic that a query's words are most like, None when none has enough of them."""
        stems = dict.fromkeys(map(stem, words), 1.0)
        scores = self._scores(stems)
        if len(stems) < _LEAST_WORDS or not scores:
            return None
        best = min(scores, key=lambda number: (-scores[number], number))
        found = [name for name in stems if best in self._holding.get(name, {})]
        share = sum(map(self._rarity, found)) / sum(map(self._rarity, stems))
        return self._topics[best] if len(found) >= _LEAST_WORDS and share >= _ENOUGH else None
