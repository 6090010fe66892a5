"""The quality gate: queries judged by hand, how well they are answered, by kind, on both engines."""

import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from judging import OWN, SETS, Score, judged, mean, score
from samples import ROOT

from portal.reading.library import Library
from portal.search.answer import Finder
from portal.search.index import ENGINES


@pytest.fixture(scope="module")
def finders(real: Library) -> dict[str, Finder]:
    """Search over the real content, with each engine."""
    return {name: Finder(real, name) for name in ENGINES}


def scores_by_kind(finder: Finder, name: str) -> dict[str, list[Score]]:
    """Return the scores of every query of a set by kind; `all` holds every one."""
    rows = judged(name)
    if not rows:
        pytest.skip(f"{SETS[name]} is not there; the judged queries of tests/judged are still tested")
    found: dict[str, list[Score]] = {"all": []}
    for row in rows:
        result = score([hit.id for hit in finder.answer(row.query).hits], row.relevant)
        found.setdefault(row.kind, []).append(result)
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
    scores = scores_by_kind(finders[engine], name)
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
    one, other = (mean(scores_by_kind(finder, name)["all"]).ndcg for finder in finders.values())
    assert abs(one - other) <= 0.02


def test_there_are_enough_judged_queries_of_every_kind(real: Library) -> None:
    """Our own sets hold at least 150 queries, a third of them held out, and every id is there."""
    rows = [row for name in OWN for row in judged(name)]
    ids = {str(address) for address in real.provisions}
    assert (True, True) == (len(rows) >= 150, len(judged("held-out")) >= len(rows) / 3)
    assert {"citizen", "official", "legal", "typo", "citation"} == {row.kind for row in rows}
    assert [] == [id_ for row in rows for id_ in row.relevant if id_ not in ids]
    assert len(rows) == len({row.query for row in rows})


RANKING = ("answer", "documents", "engine", "near", "rank")
# What bounds work or space, or puts citations above all else: no query is answered better by another value.
BOUNDS = {
    "PINNED_SCORE", "EXCERPT_LENGTH", "IDF_FLOOR", "MAX_HITS", "MAX_CLAUSES", "MAX_CORRECTED", "MAX_SUGGESTED",
    "_LEAST_TYPED", "_LOOKED_AT",
}  # fmt: skip


def test_every_constant_of_ranking_is_measured_as_it_is() -> None:
    """docs/ranking.md has numbers for each constant, and marks the value that it has today."""
    document = (ROOT / "docs" / "ranking.md").read_text("utf-8")
    marked = dict(re.findall(r"^\| `(\w+\.\w+)` \| \*\*([\d.]+)\*\* \|", document, re.M))
    constants = {
        f"{module}.{name}": f"{value:g}"
        for module in RANKING
        for name, value in vars(import_module(f"portal.search.{module}")).items()
        if re.fullmatch(r"_?[A-Z][A-Z0-9_]+", name) and type(value) in (int, float) and name not in BOUNDS
    }
    assert constants == marked
