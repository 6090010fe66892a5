"""Measure what grows with the content: `make bench-growth`. Our own content, then ten and a hundred times as much.

The content is ours with laws of a public corpus beside it (`corpus.py`). Those are too noisy to pass the checks, so
they are served by `portal serve` with one change: faults are found, as ever, but no hints for them, and then
passed over (`--serve`). One
process on one core, wrk on the other; each figure is the median of a few bursts. Goal: nothing but start and memory
grows.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import load
from load import ENOUGH, PHONE, ROOT, Server, burst, clean
from rich import box
from rich.console import Console
from rich.table import Table

CORPUS = ROOT.parent / "shared" / "corpus" / "uu.tar.gz"
PAGES = {
    "a provision": "/uu/2007/21/pasal-48",
    "a law": "/uu/2007/21",
    "list of laws": "/peraturan",
    "terms": "/istilah",
    "site map": "/sitemap.xml",
}
ASKED = {
    "?per=2015-06-01": "/uu/2007/21/pasal-48?per=2015-06-01",
    "suggestions": "/saran?q=perd",
}
NOWHERE = "/uu/2007/21/pasal-480"
TALK = Console(stderr=True)
Figures = dict[str, float | None]


def serve(words: list[str]) -> None:
    """Run a command of the portal on content with faults: they are looked for, and passed over."""
    import portal.checks
    from portal import processes

    def lenient(folder: Path, today: date) -> tuple[object, tuple[()]]:
        return portal.checks.check(folder, today)[0], ()

    portal.checks.publishable = lenient  # before others take it by its name
    for rules in (portal.checks.said, portal.checks.beside):  # a sound corpus has no faults to give hints for
        if hasattr(rules, "nearest"):
            rules.nearest = lambda *_: ""
    import portal.cli

    processes.PROGRAM = (sys.executable, str(Path(__file__).resolve()), "--serve")
    sys.argv[1:] = words or ["serve"]
    portal.cli.main()


def measured(content: Path, rounds: int) -> Iterator[tuple[str, float | None]]:
    """Yield name and figure of everything that is measured of one content folder."""
    program = (str(Path(__file__).resolve()), "--serve")
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        for engine in ("whoosh", "fts5"):
            kind = {"whoosh": "first", "fts5": "second"}[engine]
            with load.portal(Path(folder), True, program, content=str(content), search=engine) as server:
                yield f"start, {kind} ({engine}): page, s", server.first("/")
                yield f"start, {kind} ({engine}): search, s", server.first("/cari?q=korban")
                yield f"memory ({engine}), MB PSS", server.memory()
                if engine == "whoosh":
                    yield from of_pages(server, rounds)
                yield f"search, distinct ({engine}): CPU ms", searched(server, rounds)
                if engine == "whoosh":
                    yield f"memory after ?per= ({engine}), MB PSS", server.memory()


def of_pages(server: Server, rounds: int) -> Iterator[tuple[str, float | None]]:
    """Yield CPU and bytes of finished pages, and of what is computed."""
    for name, path in PAGES.items():
        yield f"{name}: CPU µs", cpu(server, path, rounds)
        _status, headers, body = server.get(path, PHONE | {"Accept-Encoding": "gzip, deflate, br"})
        yield f"{name}: KB as sent ({headers.get('content-encoding', 'not compressed')})", len(body) / 1e3
    yield "?per=2015-06-01, first of its period: CPU s", one_by_one(server, ASKED["?per=2015-06-01"], 1)
    yield "an address that leads nowhere: CPU ms", one_by_one(server, NOWHERE, 20) * 1000
    for name, path in ASKED.items():
        found = cpu(server, path, rounds)
        yield f"{name}: CPU ms", None if found is None else found / 1000


def one_by_one(server: Server, path: str, times: int) -> float:
    """Return the CPU seconds per request when nobody else asks."""
    before = server.cpu()
    for _ in range(times):
        server.get(path)
    return (server.cpu() - before) / times


def cpu(server: Server, path: str, rounds: int) -> float | None:
    """Return the CPU µs per request of one path, None where it is not there."""
    status, _headers, _body = server.get(path)
    return None if status == 404 else middle(server, [path], rounds)


def searched(server: Server, rounds: int) -> float:
    """Return the CPU ms of a search over the judged queries."""
    from bench_serve import searches

    middle(server, searches()[:ENOUGH], 1)  # each thread opens the index for itself, once
    return middle(server, searches(), rounds) / 1000


def middle(server: Server, paths: list[str], rounds: int) -> float:
    """Return the median CPU µs per request of some bursts, each going on where the last one ended."""
    bursts: list[load.Burst] = []
    for _ in range(rounds):
        at = sum(found.requests for found in bursts)
        bursts.append(burst(server, paths, PHONE | {"Accept-Encoding": "gzip, deflate, br"}, at))
    return statistics.median(found.micros for found in clean(bursts))


def counted(content: Path) -> dict[str, float | None]:
    """Return how much there is."""
    from portal.reading.reader import read

    library, _ = read(content)
    articles = sum(len(instrument.articles()) for instrument in library.instruments.values())
    return {"laws": len(library.instruments), "articles": articles, "provisions": len(library.provisions)}


def table_of(found: Mapping[str, Figures]) -> Table:
    """Return one column for each size."""
    title = f"{datetime.now():%Y-%m-%d}, Python {sys.version.split()[0]}, {os.cpu_count()} cores"
    table = Table(title=title, box=box.SIMPLE)
    table.add_column("what")
    for size in found:
        table.add_column(size, justify="right")
    for name in dict.fromkeys(name for figures in found.values() for name in figures):
        table.add_row(name, *(shown(figures.get(name)) for figures in found.values()))
    return table


def shown(figure: float | None) -> str:
    """Return a figure with as many digits as it deserves."""
    if figure is None:
        return "–"
    return f"{figure:,.0f}" if figure >= 100 or isinstance(figure, int) else f"{figure:.2f}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=Path(os.environ.get("CORPUS") or CORPUS))
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100], help="sizes, as times our provisions")
    parser.add_argument("--rounds", type=int, default=3, help="bursts of each kind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    if sys.argv[1:2] == ["--serve"]:  # what this tool runs instead of the portal's own command
        serve(sys.argv[2:])
        return 0
    options = parser.parse_args()
    if sentence := load.missing(["wrk"]):
        TALK.print(sentence)
        return 2
    if not options.corpus.is_file():
        TALK.print(f"There is no corpus at {options.corpus}; name the archive: make bench-growth ARGS=PATH")
        return 2
    from corpus import lay_out

    found: dict[str, Figures] = {}
    own = counted(ROOT / "content")
    try:
        for times in options.times:
            with tempfile.TemporaryDirectory(prefix="growth-") as folder:
                content = Path(folder, "content")
                lay_out(content, options.corpus, int(own["provisions"] or 0) * (times - 1))
                figures = found.setdefault(f"{times}×", counted(content))
                for name, figure in measured(content, options.rounds):
                    figures[name] = figure
                    TALK.print(f"[dim]{times}× · {name} · {shown(figure)}[/]", highlight=False)
                per = (figures["memory (whoosh), MB PSS"] or 0) / (figures["provisions"] or 1) * 1000
                figures["memory per provision (whoosh), KB"] = per
    except KeyboardInterrupt:
        TALK.print("Interrupted; this is what was measured.")
    Console(width=max(Console().width, 100)).print(table_of(found))
    if options.json:
        options.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
