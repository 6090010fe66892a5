"""The quality gate: queries judged by hand, how well they are answered, by kind, on both engines.

tests/judged/tuning.json was looked at while the vocabulary was written, held-out.json was not; the set shared outside
the project is used when it is there. Relevance is binary: the provisions that answer the
query, read from the law itself.
"""

import json
from collections.abc import Iterator
from math import log2
from pathlib import Path
from typing import NamedTuple

import pytest
from samples import ROOT

from portal.reading.library import Library
from portal.search.answer import Finder
from portal.search.index import ENGINES

OWN = ROOT / "tests" / "judged"
SHARED = ROOT.parent / "shared" / "research" / "search-judged.json"
SETS = {"tuning": OWN / "tuning.json", "held-out": OWN / "held-out.json", "shared": SHARED}


class Score(NamedTuple):
    """Recall in the first five, reciprocal rank of the first relevant hit in ten, discounted gain in ten."""

    recall: float
    mrr: float
    ndcg: float


def score(found: list[str], relevant: list[str]) -> Score:
    """Return how well a list of ids answers a query."""
    ranks = [rank for rank, id_ in enumerate(found[:10], 1) if id_ in relevant]
    best = sum(1 / log2(rank + 1) for rank in range(1, min(len(relevant), 10) + 1))
    return Score(
        recall=len({*found[:5]} & {*relevant}) / min(len(relevant), 5),
        mrr=1 / ranks[0] if ranks else 0.0,
        ndcg=sum(1 / log2(rank + 1) for rank in ranks) / best,
    )


def mean(scores: list[Score]) -> Score:
    """Return the mean of each measure."""
    return Score(*(sum(column) / len(scores) for column in zip(*scores, strict=True)))


@pytest.fixture(scope="module")
def finders(real: Library) -> dict[str, Finder]:
    """Search over the real content, with each engine."""
    return {name: Finder(real, name) for name in ENGINES}


def judged(finder: Finder, path: Path) -> dict[str, list[Score]]:
    """Return the scores of every query of a set by kind; `all` holds every one."""
    if not path.exists():
        pytest.skip(f"{path} is not there; the judged queries of tests/judged are still tested")
    found: dict[str, list[Score]] = {"all": []}
    for row in json.loads(path.read_text("utf-8")):
        result = score([hit.id for hit in finder.answer(row["query"]).hits], row["relevant"])
        found.setdefault(row["kind"], []).append(result)
        found["all"].append(result)
    return found


def table(name: str, scores: dict[str, list[Score]]) -> Iterator[str]:
    """Yield the lines of a table by kind."""
    yield f"{name:20} {'n':>4} {'recall@5':>9} {'MRR@10':>7} {'nDCG@10':>8}"
    for kind in sorted(scores):
        means = mean(scores[kind])
        yield f"{kind:20} {len(scores[kind]):4} {means.recall:9.3f} {means.mrr:7.3f} {means.ndcg:8.3f}"


@pytest.mark.parametrize("engine", list(ENGINES))
@pytest.mark.parametrize("name", list(SETS))
def test_judged_queries_are_answered(
    name: str, engine: str, finders: dict[str, Finder], capsys: pytest.CaptureFixture[str]
) -> None:
    """Recall@5 is at least 0.95 over all and 0.90 for citizens, nDCG@10 at least 0.85, and every citation is right."""
    scores = judged(finders[engine], SETS[name])
    with capsys.disabled():
        print("", *table(f"{name} {engine}", scores), sep="\n")
    all_, citizens, citations = (mean(scores[kind]) for kind in ("all", "citizen", "citation"))
    assert all_.recall >= 0.95
    assert citizens.recall >= 0.90
    assert all_.ndcg >= 0.85
    assert 1.0 == citations.recall


@pytest.mark.parametrize("name", list(SETS))
def test_both_engines_answer_judged_queries_alike(name: str, finders: dict[str, Finder]) -> None:
    """The engines differ by at most 0.02 in nDCG@10."""
    one, other = (mean(judged(finder, SETS[name])["all"]).ndcg for finder in finders.values())
    assert abs(one - other) <= 0.02


def test_there_are_enough_judged_queries_of_every_kind(real: Library) -> None:
    """Our own sets hold at least 150 queries, a third of them held out, and every id is there."""
    own = {name: json.loads(SETS[name].read_text("utf-8")) for name in ("tuning", "held-out")}
    rows = [row for part in own.values() for row in part]
    ids = {str(address) for address in real.provisions}
    assert (True, True) == (len(rows) >= 150, len(own["held-out"]) >= len(rows) / 3)
    assert {"citizen", "official", "legal", "typo", "citation"} == {row["kind"] for row in rows}
    assert [] == [id_ for row in rows for id_ in row["relevant"] if id_ not in ids]
    assert len(rows) == len({row["query"] for row in rows})
