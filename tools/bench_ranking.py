"""Measure every constant of ranking: `make bench-ranking` writes the tables of docs/ranking.md anew (minutes).

Each constant gets about five values around today's, all others staying as they are; for each, both engines answer all
judged queries. Nothing but that document is written, and no constant is changed: that is for people, who also see what
a value does to the queries one by one (`better`, `worse`).
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.progress import Progress

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "lib")]

from judging import GROUPS, PEOPLE, SETS, Judged, judged, meant, score, shares  # noqa: E402

from portal.reading.library import Library  # noqa: E402
from portal.reading.reader import read  # noqa: E402
from portal.search.answer import Finder, HitType, Results  # noqa: E402
from portal.search.index import ENGINES  # noqa: E402

DOCUMENT = ROOT / "docs" / "ranking.md"
MARK = "<!-- Below this line `make bench-ranking` writes; what is above is by hand. -->\n"
SHOWN = 10  # hits on a page
LAW = (HitType.PROVISION, HitType.INSTRUMENT)

Asked = list[tuple[Judged, Results]]
Ask = Callable[[Library, Judged], str]


@dataclass(frozen=True)
class Constant:
    """A constant of portal.search by module and name, and the values to try beside today's."""

    module: str
    name: str
    values: tuple[float, ...]

    def now(self) -> float:
        """Return today's value."""
        return float(getattr(import_module(f"portal.search.{self.module}"), self.name))

    @contextmanager
    def at(self, value: float) -> Iterator[None]:
        """Give the constant another value for a while."""
        module = import_module(f"portal.search.{self.module}")
        before = getattr(module, self.name)
        setattr(module, self.name, type(before)(value))
        try:
            yield
        finally:
            setattr(module, self.name, before)


# What decides the order of hits.
ORDER = (
    Constant("answer", "_OTHER_SHARE", (0.2, 0.3, 0.6, 0.8)),
    Constant("answer", "_TOPIC_WEIGHT", (0.85, 1.25, 2.5, 3.4)),
    Constant("rank", "STEM_WEIGHT", (0.25, 0.375, 0.75, 1.0)),
    Constant("rank", "SYNONYM_WEIGHT", (0.3, 0.45, 0.9, 1.2)),
    Constant("rank", "CORRECTION_WEIGHT", (0.3, 0.45, 0.9, 1.2)),
    Constant("rank", "AMOUNT_WEIGHT", (1.0, 2.0, 5.0)),
    Constant("rank", "TOPIC_FALLING", (0.0, 0.075, 0.225, 0.3)),
    Constant("rank", "_TOPIC_K1", (0.6, 0.9, 1.8, 2.4)),
    Constant("rank", "_TOPIC_B", (0.0, 0.15, 0.45, 0.6)),
    Constant("documents", "TITLE_TIMES", (0, 1, 3, 4)),
    Constant("engine", "COMMON_SHARE", (0.05, 0.15, 0.2, 1.0)),
    Constant("engine", "COMMON_LEAST", (0, 12, 37, 50)),
    Constant("near", "MAX_DISTANCE", (0, 1, 3, 4)),
    Constant("near", "_SHORTEST", (2, 3, 6, 8)),
)
# What decides how high the articles of a law stand that is named beside other words.
NAMED = (Constant("answer", "_NAMED_LAW_SHARE", (0.75, 1.0, 2.25, 3.0)),)
# What decides where a list ends.
ENDS = (Constant("answer", "_LEAST_SHARE", (0.0, 0.04, 0.12, 0.16)),)
# What decides whether people's pages or the law come first, and which of the pages.
PEOPLE_FIRST = (
    Constant("answer", "_NEAR_ENOUGH", (0.08, 0.12, 0.24, 0.32)),
    Constant("answer", "_LEGAL_ODDS", (1.0, 1.4, 2.4, 2.8)),
    Constant("answer", "_OF_PAGE", (0.2, 0.3, 0.6)),
    Constant("answer", "_PAGE_ODDS", (0.5, 2.0)),
    Constant("answer", "_CALLED", (1.0, 1.25, 2.0)),
    Constant("answer", "_ELSEWHERE", (0.4, 1.0)),
    Constant("answer", "_SAID", (0.0, 0.1, 0.4)),
    Constant("answer", "_BASIS_WEIGHT", (0.0, 1.5, 6.0)),
    Constant("asked", "_NEAREST_SHARE", (0.0, 0.15, 0.6)),
    Constant("mix", "_PEOPLE_BEFORE_LAW", (1, 2, 6)),
    Constant("mix", "_UNHEARD", (0.0, -1.0, -3.0)),
)


def plain(_: Library, row: Judged) -> str:
    """Return a judged query as it is."""
    return row.query


def with_law(library: Library, row: Judged) -> str:
    """Return a judged query with the name of the law that answers it, as officers add it ("rumah sakit pp 9/2008")."""
    law = library.instruments["/".join(row.relevant[0].split("/")[:-1])]
    return row.query if row.kind == "citation" else f"{row.query} {law.short_citation.lower()}"


def answers(library: Library, engine: str, ask: Ask) -> tuple[Finder, dict[str, Asked]]:
    """Return a finder and what it finds for every judged query, by set."""
    finder = Finder(library, engine)
    sets = {name: judged(name) for name in SETS}
    found = {name: [(row, finder.answer(ask(library, row))) for row in rows] for name, rows in sets.items() if rows}
    return finder, found


def ids(results: Results) -> list[str]:
    """Return the ids of the first hits of the law, which are what these queries are judged by."""
    return [hit.id for hit in results.hits if hit.type in LAW][:SHOWN]


def is_first(row: Judged, results: Results) -> bool:
    """Whether the first hit answers a query."""
    return ids(results)[:1] != [] and ids(results)[0] in row.relevant


def order(_: Finder, asked: dict[str, Asked]) -> list[str]:
    """Return nDCG@10, recall@5 and the share of citizens' queries whose first hit is right, for each set."""
    cells = []
    for rows in asked.values():
        scores = [score(ids(results), row.relevant) for row, results in rows]
        citizens = [is_first(row, results) for row, results in rows if row.kind == "citizen"]
        cells += [f"{fmean(s.ndcg for s in scores):.3f}", f"{fmean(s.recall for s in scores):.3f}"]
        cells.append(f"{fmean(citizens):.3f}")
    return cells


def people(finder: Finder, _: dict[str, Asked]) -> list[str]:
    """Return, for each set and group of people, the shares of queries answered first and among the first five."""
    cells = []
    for name in PEOPLE:
        found = [(row, [hit.id for hit in finder.answer(row.query).hits]) for row in meant(name)]
        for group in GROUPS:
            first, five = shares([(row, found_ids) for row, found_ids in found if row.group == group])
            cells.append(f"{first:.3f} {five:.3f}")
    return cells


def ends(_: Finder, asked: dict[str, Asked]) -> list[str]:
    """Return how many hits a query has on average, and the share of all that answers it which is among them."""
    cells = []
    for rows in asked.values():
        kept = [len({hit.id for hit in results.hits} & {*row.relevant}) / len(row.relevant) for row, results in rows]
        cells += [f"{fmean(len(results.hits) for _, results in rows):.1f}", f"{fmean(kept):.3f}"]
    return cells


def moved(asked: dict[str, Asked], before: dict[str, Asked]) -> list[str]:
    """Return how many queries of all sets are answered better and worse than with today's value."""
    gains = [
        score(ids(new), row.relevant).ndcg - score(ids(old), row.relevant).ndcg
        for name in asked
        for (row, new), (_, old) in zip(asked[name], before[name], strict=True)
    ]
    return [str(sum(gain > 0 for gain in gains)), str(sum(gain < 0 for gain in gains))]


Measure = Callable[[Finder, dict[str, Asked]], list[str]]


@dataclass(frozen=True)
class Table:
    """Some constants, and what is measured of each: the measure, and its columns for one set.

    `ask` says what is typed for a judged query; `compares` adds how many queries are answered
    better and worse than with today's value.
    """

    title: str
    constants: tuple[Constant, ...]
    measure: Measure
    columns: tuple[str, ...]
    ask: Ask = plain
    compares: bool = False

    def heads(self) -> list[str]:
        """Return the heads of the columns."""
        sets = PEOPLE if self.measure is people else [name for name in SETS if judged(name)]
        own = [f"{name} {column}" for name in sets for column in self.columns]
        return ["constant", "value", *own, *(("better", "worse") if self.compares else ())]

    def today(self, library: Library) -> dict[str, dict[str, Asked]]:
        """Return what is found with today's values, by engine."""
        return {engine: answers(library, engine, self.ask)[1] for engine in ENGINES}

    def row(self, library: Library, constant: Constant, value: float, before: dict[str, dict[str, Asked]]) -> list[str]:
        """Return the cells of one value; where the engines differ, the cells of both."""
        columns = []
        with constant.at(value):
            for engine in ENGINES:
                finder, asked = answers(library, engine, self.ask)
                compared = moved(asked, before[engine]) if self.compares else []
                columns.append([*self.measure(finder, asked), *compared])
        cells = [" / ".join(dict.fromkeys(pair)) for pair in zip(*columns, strict=True)]
        shown = f"**{value:g}**" if value == constant.now() else f"{value:g}"
        return [f"`{constant.module}.{constant.name}`", shown, *cells]


TABLES = (
    Table("The order of hits", ORDER, order, ("nDCG@10", "recall@5", "first right"), compares=True),
    Table("A law named beside words", NAMED, order, ("nDCG@10", "recall@5", "first right"), with_law, compares=True),
    Table("Where a list ends", ENDS, ends, ("hits", "kept")),
    Table("People's pages or the law first", PEOPLE_FIRST, people, GROUPS),
)


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table, the first being its head."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:], ""])


def measured(library: Library, progress: Progress) -> Iterator[str]:
    """Yield the tables of the document."""
    for table in TABLES:
        rows, before = [table.heads()], table.today(library)
        tried = [(c, value) for c in table.constants for value in sorted({*c.values, c.now()})]
        for constant, value in progress.track(tried, description=table.title):
            rows.append(table.row(library, constant, value, before))
        yield f"### {table.title}\n\n{markdown(rows)}"


def main() -> None:
    """Measure, and write the tables into the document."""
    library, _ = read(ROOT / "content")
    counts = ", ".join(f"{len(judged(name))} {name}" for name in SETS if judged(name))
    with Progress(console=Console(stderr=True)) as progress:
        tables = list(measured(library, progress))
    said = f"Measured on {datetime.now(UTC):%d %B %Y} with both engines; judged queries: {counts}.\n"
    by_hand = DOCUMENT.read_text("utf-8").split(MARK)[0]
    DOCUMENT.write_text("\n".join([by_hand + MARK, said, *tables]), "utf-8")


if __name__ == "__main__":
    main()
