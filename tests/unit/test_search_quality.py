"""The quality gate: queries judged by hand, how well they are answered, by kind, on both engines."""

import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from judging import GROUPS, OWN, PEOPLE, SETS, Score, judged, left_out, mean, meant, score, shares
from samples import ROOT

from portal.reading.library import Library
from portal.search.answer import Finder, HitType
from portal.search.index import ENGINES
from portal.search.phrases import phrases


@pytest.fixture(scope="module")
def finders(real: Library) -> dict[str, Finder]:
    """Search over the real content, with each engine."""
    return {name: Finder(real, name) for name in ENGINES}


LAW = {HitType.PROVISION, HitType.INSTRUMENT}


def scores_by_kind(finder: Finder, name: str) -> dict[str, list[Score]]:
    """Return the scores of every query of a set by kind; `all` holds every one."""
    rows = judged(name)
    if not rows:
        pytest.skip(f"{SETS[name]} is not there; the judged queries of tests/judged are still tested")
    found: dict[str, list[Score]] = {"all": []}
    for row in rows:
        hits = [hit.id for hit in finder.answer(row.query).hits if hit.type in LAW]
        result = score(hits, row.relevant)
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


# By set and group: what share must be answered first, and among the first five. Measured on 27 November 2026; the
# judge's officials among five (0.97) and lawyers first (0.85) are not quite where we want them (docs/ranking.md).
LEAST = {
    ("people", "citizen"): (0.92, 0.98),
    ("people", "official"): (0.90, 0.98),
    ("people", "law"): (0.86, 0.94),
    ("judge", "citizen"): (0.88, 0.96),
    ("judge", "official"): (0.76, 0.93),
    ("judge", "law"): (0.82, 0.96),
}


@pytest.mark.parametrize(("name", "group"), list(LEAST))
def test_people_find_what_they_mean(
    name: str, group: str, finders: dict[str, Finder], capsys: pytest.CaptureFixture[str]
) -> None:
    """Over all kinds of results, what is meant stands first, or among the first five; by set and group."""
    finder = finders["whoosh"]
    found = [(row, [hit.id for hit in finder.answer(row.query).hits]) for row in meant(name) if row.group == group]
    kept = {False: [pair for pair in found if not pair[0].is_held_out], True: [p for p in found if p[0].is_held_out]}
    with capsys.disabled():
        for held_out, pairs in kept.items():
            first, five = shares(pairs)
            which = "held out" if held_out else "tuning"
            print(f"{name:8} {group:10} {which:10} {len(pairs):4} first {first:.3f} five {five:.3f}")
    first, five = shares(found)
    assert (first >= LEAST[name, group][0], five >= LEAST[name, group][1]) == (True, True)


def test_ways_of_asking_that_were_left_out_find_their_answer(real: Library, finders: dict[str, Finder]) -> None:
    """What an answer was not taught leads to it all the same: first in 75 of 100, among five in 92."""
    answers = {id_: texts for id_, texts in phrases(real).items() if id_.startswith("tanya/")}
    asked, first, five = left_out(answers, finders["whoosh"].expander.expansions)
    assert (True, True, True) == (asked >= 15 * len(real.answers), first >= 0.75, five >= 0.92)


@pytest.mark.parametrize("least", [0.05, 0.16, 0.4])
def test_pages_that_are_near_enough_are_as_near_as_all_are(least: float, finders: dict[str, Finder]) -> None:
    """Passing pages over that cannot be near enough loses none that is, and changes no score."""
    asked = finders["whoosh"]._asked
    for row in (row for name in PEOPLE for row in meant(name)):
        every, some = asked.scores(row.query), asked.scores(row.query, least)
        assert {id_ for id_, score in every.items() if score >= least} <= some.keys()
        assert {id_: pytest.approx(every[id_], rel=1e-12) for id_ in some} == some


def test_who_asks_for_help_is_shown_people_first(finders: dict[str, Finder]) -> None:
    """For citizens' queries the first result is an answer, number, guide or role in at least 95 of 100."""
    asked = [row.query for name in PEOPLE for row in meant(name) if row.group == "citizen"]
    first = [finders["whoosh"].answer(query).hits[0].type for query in asked]
    assert sum(type_ not in LAW for type_ in first) >= 0.95 * len(asked)


def test_there_are_enough_queries_over_all_kinds_of_results(finders: dict[str, Finder]) -> None:
    """Each set has at least 150 queries of all groups, a third of them held out, none twice, and every id is there."""
    known = finders["whoosh"].findables
    for name in PEOPLE:
        rows = meant(name)
        assert (True, set(GROUPS)) == (len(rows) >= 150, {row.group for row in rows})
        assert sum(row.is_held_out for row in rows) >= len(rows) // 3
        assert len(rows) == len({row.query for row in rows})
        assert [] == [id_ for row in rows for id_ in row.right if id_.removesuffix("*") not in known]


RANKING = ("answer", "asked", "documents", "engine", "mix", "near", "rank")
# What bounds work or space, or puts citations above all else: no query is answered better by another value.
BOUNDS = {
    "PINNED_SCORE", "EXCERPT_LENGTH", "IDF_FLOOR", "MAX_HITS", "MAX_CLAUSES", "MAX_CORRECTED", "MAX_SUGGESTED",
    "_ANSWERS", "_COMMON_SHARE", "_FEW", "_LEAST_TYPED", "_LOOKED_AT", "_MOST_EXPLAINING", "_MOST_NEAR", "_ROUNDING",
}  # fmt: skip


def test_every_constant_of_ranking_is_measured_as_it_is() -> None:
    """docs/ranking.md has numbers for each constant, and marks the value that it has today."""
    document = (ROOT / "docs" / "ranking.md").read_text("utf-8")
    marked = dict(re.findall(r"^\| `(\w+\.\w+)` \| \*\*(-?[\d.]+)\*\* \|", document, re.M))
    constants = {
        f"{module}.{name}": f"{value:g}"
        for module in RANKING
        for name, value in vars(import_module(f"portal.search.{module}")).items()
        if re.fullmatch(r"_?[A-Z][A-Z0-9_]+", name) and type(value) in (int, float) and name not in BOUNDS
    }
    assert constants == marked
