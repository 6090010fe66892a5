"""What is asked for, and the order that follows: law first, or what speaks to people first.

Takes hits of the law and hits of people's pages, each the best first; gives one list. A citation or a term of law asks
for the law: then law and what explains it alternate. Everything else asks for help: then the pages that are near enough
to the question stand first, and the law behind them. Which of the two a query speaks is learnt from both vocabularies.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest
from math import log
from typing import TypeVar

from portal.search.words import stem, tokens

AnyHit = TypeVar("AnyHit")

_PEOPLE_BEFORE_LAW = 3
# Log-odds of a word that neither has said. All words of the law are known, so it is not one of them.
_UNHEARD = -2.0


class Register:
    """Tells the words of the law from the words of people; safe to use from several threads."""

    def __init__(self, law: Iterable[str], people: Iterable[str]) -> None:
        """Count in how many texts of either kind each stem stands."""
        self._law, law_texts = _counted(law)
        self._people, people_texts = _counted(people)
        self._odds = log((people_texts + 1) / (law_texts + 1))

    def legal(self, text: str) -> float:
        """Return how much more a text speaks as the law than as people: the mean log-odds of its words, 0 for none.

        The small words count too: people say "saya", "kalau", "bolehkah", the law hardly ever.
        """
        odds = [self._of(name) for name in dict.fromkeys(map(stem, tokens(text)))]
        return sum(odds) / len(odds) if odds else 0.0

    def _of(self, name: str) -> float:
        law, people = self._law[name], self._people[name]
        return log((law + 0.5) / (people + 0.5)) + self._odds if law or people else _UNHEARD


def _counted(texts: Iterable[str]) -> tuple[Counter[str], int]:
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        counts.update(set(map(stem, tokens(text))))
        number += 1
    return counts, number


def mixed(law: Sequence[AnyHit], people: Sequence[AnyHit], is_legal: bool) -> list[AnyHit]:
    """Return law and people's pages in one order: alternating from the law on, or people's pages first."""
    if is_legal:
        return [hit for pair in zip_longest(law, people) for hit in pair if hit is not None]
    first, later = people[:_PEOPLE_BEFORE_LAW], people[_PEOPLE_BEFORE_LAW:]
    behind = (hit for pair in zip_longest(law, later) for hit in pair if hit is not None)
    return list(chain(first, behind))
