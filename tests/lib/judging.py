"""Queries judged by hand, and how well a list of hits answers one. Used by tests and by the benchmarks.

tests/judged/tuning.json was looked at while the vocabulary was written, held-out.json was not; the set shared outside
the project is used when it is there. Relevance is binary: the provisions that answer the query, read from the law
itself.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

from samples import ROOT

OWN = ("tuning", "held-out")
SETS = {name: ROOT / "tests" / "judged" / f"{name}.json" for name in OWN}
SETS["shared"] = ROOT.parent / "shared" / "research" / "search-judged.json"


@dataclass(frozen=True)
class Judged:
    """A query, who asks so (citizen, official, legal, typo, citation), and the ids of what answers it."""

    query: str
    kind: str
    relevant: tuple[str, ...]


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
