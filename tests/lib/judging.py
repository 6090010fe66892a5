"""Queries judged by hand, and how well a list of hits answers one. Used by tests and by the benchmarks.

tests/judged/tuning.json was looked at while the vocabulary was written, held-out.json was not; the set shared outside
the project is used when it is there. Relevance is binary: the provisions that answer the query, read from the law
itself.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

from samples import ROOT

from portal.search.asked import Asked, Expand

OWN = ("tuning", "held-out")
SETS = {name: ROOT / "tests" / "judged" / f"{name}.json" for name in OWN}
SETS["shared"] = ROOT.parent / "shared" / "research" / "search-judged.json"


@dataclass(frozen=True)
class Judged:
    """A query, who asks so (citizen, official, legal, typo, citation), and the ids of what answers it."""

    query: str
    kind: str
    relevant: tuple[str, ...]


# Ours, and those of a judge who knew neither the search nor the phrases of the answers.
PEOPLE = {name: ROOT / "tests" / "judged" / f"{name}.tsv" for name in ("people", "judge")}
GROUPS = ("citizen", "official", "law")


@dataclass(frozen=True)
class Meant:
    """A query over all kinds of results: who asks, whether it was looked at while tuning, what may stand first.

    `right` are ids; `*` behind one takes in what lies under it (`bantuan*`: every district and number).
    """

    group: str
    is_held_out: bool
    query: str
    right: frozenset[str]

    def is_answered_by(self, id_: str) -> bool:
        """Whether this may stand first."""
        under = (place.removesuffix("*") for place in self.right if place.endswith("*"))
        return id_ in self.right or any(id_ == place or id_.startswith((f"{place}/", f"{place}#")) for place in under)


def meant(name: str) -> list[Meant]:
    """Return the queries of a set of PEOPLE, judged before they were run."""
    lines = [line.split("\t") for line in PEOPLE[name].read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [Meant(group, of == "held-out", query, frozenset(ids.split())) for group, of, query, ids in lines]


def shares(found: Sequence[tuple[Meant, Sequence[str]]]) -> tuple[float, float]:
    """Return the shares of queries whose first id is right, and that have a right one among the first five."""
    first = sum(any(map(row.is_answered_by, ids[:1])) for row, ids in found)
    five = sum(any(map(row.is_answered_by, ids[:5])) for row, ids in found)
    return first / len(found), five / len(found)


FOLDS = 5


def left_out(phrases: Mapping[str, Sequence[str]], expand: Expand) -> tuple[int, float, float]:
    """Return how many ways of asking were left out, and the shares that found their answer first and in five.

    Of each written answer every fifth phrase is left out while the rest is learnt, in turn; other pages, if
    given, compete with all their phrases. What an answer is called (its question) is always learnt.
    """
    asked = first = five = 0
    for fold in range(FOLDS):
        learnt = {id_: [p for n, p in enumerate(texts) if not _is_out(id_, n, fold)] for id_, texts in phrases.items()}
        knows = Asked(learnt, expand)
        for id_, phrase in _out(phrases, fold):
            scores = knows.scores(phrase)
            found = sorted(scores, key=lambda other: (-scores[other], other))[:5]
            asked, first, five = asked + 1, first + (found[:1] == [id_]), five + (id_ in found)
    return asked, first / asked, five / asked


def _is_out(id_: str, number: int, fold: int) -> bool:
    return id_.startswith("tanya/") and number > 0 and number % FOLDS == fold


def _out(phrases: Mapping[str, Sequence[str]], fold: int) -> Iterator[tuple[str, str]]:
    for id_, texts in phrases.items():
        yield from ((id_, text) for number, text in enumerate(texts) if _is_out(id_, number, fold))


class Score(NamedTuple):
    """Recall in the first five, reciprocal rank of the first relevant hit in ten, discounted gain in ten."""

    recall: float
    mrr: float
    ndcg: float


def judged(name: str) -> list[Judged]:
    """Return the queries of a set, none when it is not there."""
    path = SETS[name]
    rows = json.loads(path.read_text("utf-8")) if path.exists() else []
    return [Judged(row["query"], row["kind"], tuple(row["relevant"])) for row in rows]


def score(found: Sequence[str], relevant: Collection[str]) -> Score:
    """Return how well a list of ids answers a query."""
    ranks = [rank for rank, id_ in enumerate(found[:10], 1) if id_ in relevant]
    best = sum(1 / log2(rank + 1) for rank in range(1, min(len(relevant), 10) + 1))
    return Score(
        recall=len({*found[:5]} & {*relevant}) / min(len(relevant), 5),
        mrr=1 / ranks[0] if ranks else 0.0,
        ndcg=sum(1 / log2(rank + 1) for rank in ranks) / best,
    )


def mean(scores: Sequence[Score]) -> Score:
    """Return the mean of each measure."""
    return Score(*(sum(column) / len(scores) for column in zip(*scores, strict=True)))
