"""Measure the search: `make bench-search`. Both engines, three corpora, interleaved in one run on one machine.

The corpora are the portal's own documents, a middle slice of the articles of 1,535 laws, and all of them. Each round
asks every query of every engine on every corpus once, so that what else the machine does falls on all alike. Queries
are the judged ones (with the portal's vocabulary) and the hostile ones. Ctrl-C ends the run with what was measured.
"""

import re
import statistics
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "lib")]

from hostile import QUERIES as HOSTILE  # noqa: E402
from judging import GROUPS, PEOPLE, SETS, judged, left_out, meant, shares  # noqa: E402

from portal.reading.library import Library  # noqa: E402
from portal.reading.reader import read  # noqa: E402
from portal.search.answer import Finder  # noqa: E402
from portal.search.documents import TITLE_TIMES, indexed  # noqa: E402
from portal.search.engine import BOUNDARY, Indexed, SearchEngine, Wanted  # noqa: E402
from portal.search.index import ENGINES  # noqa: E402
from portal.search.phrases import phrases  # noqa: E402
from portal.search.query import parse  # noqa: E402
from portal.search.rank import wanted  # noqa: E402
from portal.search.words import stem, tokens  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus" / "uu.tar.gz"
JUDGED = [row.query for name in SETS for row in judged(name)]
MIDDLE = 6  # the middle corpus has every sixth law
ROUNDS = 3
TALK = Console(stderr=True)

_ELUCIDATION = re.compile(r"(?i)\bpasal\s+demi\s+pasal\b")
_ARTICLE = re.compile(r"(?m)^\s*Pasal (\d+[A-Z]{0,2})\s*$")


def articles(path: Path) -> Iterator[tuple[str, str]]:
    """Yield id and text of every article of every law; a line that holds only "Pasal 7" begins one.

    What stands behind "PASAL DEMI PASAL" explains articles and is none.
    """
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".md") else None
            if file is None:
                continue
            body = _ELUCIDATION.split(file.read().decode("utf-8", "replace"))[0]
            parts = _ARTICLE.split(body)
            law = member.name.removesuffix(".md")
            for place, (number, text) in enumerate(zip(parts[1::2], parts[2::2], strict=True)):
                yield f"{law}/{place}/pasal-{number.lower()}", text


def document(id_: str, text: str) -> Indexed:
    """Return an article as the portal would index it."""
    title = ["pasal", id_.rpartition("-")[2]]
    words = [*(title * TITLE_TIMES), BOUNDARY, *tokens(text)]
    return Indexed(id_, tuple(words), tuple(stem(word) for word in words if word != BOUNDARY))


def corpora(finder: Finder) -> dict[str, list[Indexed]]:
    """Return the three corpora by name; only the portal's own where the archive is not there."""
    found = {"portal": list(indexed(finder.findables))}
    if not CORPUS.exists():
        TALK.print(f"[bold]Skipped:[/] {CORPUS} is not there, so only the portal's own corpus is measured.")
        return found
    rows = list(articles(CORPUS))
    laws = sorted({id_.rpartition("/")[0].rpartition("/")[0] for id_, _ in rows})
    some = set(laws[::MIDDLE])
    with Progress(console=TALK) as progress:
        made = [document(*row) for row in progress.track(rows, description="Analysing articles")]
    found["middle"] = [d for d in made if d.id.rpartition("/")[0].rpartition("/")[0] in some]
    found["1,535 laws"] = made
    return found


def build(name: str, rows: list[Indexed], folder: Path) -> tuple[SearchEngine, float, float]:
    """Build and open a stored index; return the engine, seconds, and megabytes."""
    folder.mkdir()
    start = time.perf_counter()
    ENGINES[name].store(rows, folder)
    seconds = time.perf_counter() - start
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    return ENGINES[name].open(folder), seconds, size


def queries(finder: Finder) -> list[Wanted]:
    """Return the judged queries as an engine gets them; citations alone ask it nothing."""
    found = [wanted(parse(query, finder.reader), finder.expander, {}) for query in JUDGED]
    return [query for query in found if query.clauses]


def timed(ask: Callable[[], object]) -> float:
    """Return how many milliseconds a question takes."""
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def quantile(times: list[float], share: float) -> float:
    """Return the time that a share of all times does not exceed."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def show(title: str, rows: dict[tuple[str, str], list[float]], notes: dict[tuple[str, str], tuple[str, ...]]) -> None:
    """Print a table of times."""
    table = Table(title=title, box=box.SIMPLE)
    for head in ("corpus", "engine", "documents", "build s", "MB", "p50 ms", "p95 ms", "p99 ms", "max ms"):
        table.add_column(head, justify="left" if head in ("corpus", "engine") else "right")
    for key, times in rows.items():
        if times:
            numbers = [statistics.median(times), *(quantile(times, share) for share in (0.95, 0.99)), max(times)]
            table.add_row(*key, *notes.get(key, ("", "", "")), *(f"{number:.2f}" for number in numbers))
    Console().print(table)


def measure_engines(finder: Finder, folder: Path) -> None:
    """Build every index, then ask every query of each in turn."""
    asked = queries(finder)
    built: dict[tuple[str, str], SearchEngine] = {}
    notes: dict[tuple[str, str], tuple[str, ...]] = {}
    times: dict[tuple[str, str], list[float]] = {}
    try:
        for corpus, rows in corpora(finder).items():
            for name in ENGINES:
                TALK.print(f"Building {name} over {corpus} ({len(rows):,} documents)")
                place = folder / f"{len(built)}"
                built[corpus, name], seconds, size = build(name, rows, place)
                notes[corpus, name] = (f"{len(rows):,}", f"{seconds:.2f}", f"{size:.1f}")
                built[corpus, name].search(asked[0])
        times = {key: [] for key in built}
        with Progress(console=TALK) as progress:
            for query in progress.track(asked * ROUNDS, description="Asking both engines"):
                for key, engine in built.items():
                    times[key].append(timed(partial(engine.search, query)))
    except KeyboardInterrupt:
        TALK.print("Interrupted; this is what was measured.")
    show(f"Engines, {len(asked)} judged queries", times, notes)


def measure_answers(finders: dict[str, Finder]) -> None:
    """Ask whole answers with ten excerpts, judged and hostile, and compare two builds."""
    times: dict[tuple[str, str], list[float]] = {}
    for kind, asked in (("judged", JUDGED * ROUNDS), ("hostile", HOSTILE)):
        for query in asked:
            for name, finder in finders.items():
                times.setdefault((kind, name), []).append(timed(partial(whole, finder, query)))
    show("Whole answers with ten excerpts, the portal's corpus", times, {})
    worst = max(max(times["hostile", name]) for name in finders)
    TALK.print(f"Slowest hostile query: {worst:.1f} ms of {len(HOSTILE)} queries (target: under 100 ms each).")


def measure_people(finder: Finder, library: Library) -> None:
    """Print how often people find what they mean: judged queries, and ways of asking that were left out."""
    table = Table(title="What people mean, over all kinds of results", box=box.SIMPLE)
    for head in ("set", "group", "queries", "first right", "among five"):
        table.add_column(head, justify="left" if head in ("set", "group") else "right")
    for name in PEOPLE:
        found = [(row, [hit.id for hit in finder.answer(row.query).hits]) for row in meant(name)]
        for group in GROUPS:
            for held_out in (False, True):
                some = [(row, ids) for row, ids in found if (row.group, row.is_held_out) == (group, held_out)]
                first, five = shares(some)
                which = f"{group}, held out" if held_out else group
                table.add_row(name, which, str(len(some)), f"{first:.3f}", f"{five:.3f}")
    pages = phrases(library)
    answers = {id_: texts for id_, texts in pages.items() if id_.startswith("tanya/")}
    for among, known in (("answers", answers), ("all pages", pages)):
        asked, first, five = left_out(known, finder.expander.expansions)
        table.add_row("left out", f"answer among {among}", str(asked), f"{first:.3f}", f"{five:.3f}")
    Console().print(table)


def whole(finder: Finder, query: str) -> None:
    """Answer a query as the page does."""
    answer = finder.answer(query)
    for hit in answer.hits[:10]:
        finder.excerpt(answer, hit)


def main() -> None:
    """Measure and print."""
    library, _ = read(ROOT / "content")
    finders = {name: Finder(library, name) for name in ENGINES}
    again = {name: Finder(library, name) for name in ENGINES}
    same = all(finders[name].answer(q) == again[name].answer(q) for name in ENGINES for q in HOSTILE)
    Console().print(f"{datetime.now(UTC):%Y-%m-%d}, Python {sys.version.split()[0]}; two builds alike: {same}")
    try:
        measure_people(finders["whoosh"], library)
        measure_answers(finders)
    except KeyboardInterrupt:
        TALK.print("Interrupted.")
        return
    with tempfile.TemporaryDirectory() as folder:
        measure_engines(finders["whoosh"], Path(folder))


if __name__ == "__main__":
    main()
