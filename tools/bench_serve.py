"""Measure serving: `make bench`. The portal beside nginx in one run, then search, the law of other days, start, memory.

nginx answers files that hold the very bytes of the portal, with the portal's own headers; both stand on one core, wrk
on the other, and short bursts go to one and the other in turn, so that what else the machine does falls on both. What
is compared is CPU per request; 1.00 is nginx. nginx is set up as Debian ships it (sendfile, tcp_nopush, files opened
anew for each request) but for `keepalive_requests`, which is without end for both.

A row is marked when it misses what is wanted; the exit code stays 0 unless `--gate` is given.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlencode

import load
from load import BASE, CODINGS, PHONE, ROOT, Burst, Server, burst, clean, micros
from rich import box
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(ROOT / "tests" / "lib"))

from judging import OWN, PEOPLE, SETS, judged, meant

PAGES = ("/", "/uu/2007/21", "/uu/2007/21/pasal-48", "/peran/kepala-desa", "/bantuan")
PROVISION = "/uu/2007/21/pasal-48"
REPEATED = "/cari?q=korban"
PDF = f"{PROVISION}.pdf"
FIRST_DAY = date(2007, 4, 19)  # on which UU 21/2007 was enacted
OWN_HEADERS = {"content-type", "content-length", "content-encoding", "etag", "date", "server", "connection"}
NOT_SERVED = "not served"
TALK = Console(stderr=True)


@dataclass(frozen=True)
class Row:
    """A line of the table. `value` is None where the portal does not serve what is measured, `nginx` without rival.

    `wanted` and `ambition` are bounds of `value`, from below where more is better (ratios), else from above.
    """

    name: str
    unit: str
    value: float | None
    nginx: float | None = None
    portal: float | None = None
    wanted: float | None = None
    ambition: float | None = None
    is_ratio: bool = False
    note: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether there is a bound, and it is not kept."""
        if self.wanted is None:
            return False
        return self.value is None or (self.value < self.wanted if self.is_ratio else self.value > self.wanted)


def ratio(name: str, kind: str, nginx: Sequence[Burst], portal: Sequence[Burst], note: str = "") -> Row:
    """Return the row of a page asked of both; `kind` is `page` or `304`."""
    wanted, ambition = {"page": (0.60, 0.85), "304": (0.45, 0.60)}[kind]
    if not portal:
        return Row(name, "nginx CPU / portal CPU", None, None, None, wanted, ambition, True, NOT_SERVED)
    ours, theirs = micros(portal), micros(nginx)
    note = note or f"{len(clean(portal))}/{len(portal)} quiet"
    return Row(name, "nginx CPU / portal CPU", theirs / ours, theirs, ours, wanted, ambition, True, note)


# ---------------------------------------------------------------- nginx beside the portal


@dataclass(frozen=True)
class Asked:
    """What a burst asks: a path in an encoding, and whether with the ETag of what came before."""

    path: str
    coding: str
    is_known: bool = False


def fetched(server: Server, path: str, coding: str) -> tuple[dict[str, str], bytes] | None:
    """Return headers and bytes of a page in an encoding, None when the portal does not serve it so."""
    status, headers, body = server.get(path, PHONE | {"Accept-Encoding": CODINGS[coding]})
    if status != 200:
        raise SystemExit(f"{path} answers {status}")
    return (headers, body) if headers.get("content-encoding", "identity") == coding else None


def configured(folder: Path, port: int, pages: Mapping[str, dict[str, tuple[dict[str, str], bytes]]]) -> Path:
    """Lay the pages out as files with .br and .gz beside them, and return the configuration that serves them."""
    places = []
    for number, (path, codings) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        for coding, suffix in (("identity", ""), ("gzip", ".gz"), ("br", ".br")):
            if coding in codings:
                Path(f"{file}{suffix}").write_bytes(codings[coding][1])
        headers, _ = codings["identity"]
        lines = [f'add_header {name} "{value}";' for name, value in headers.items() if name not in OWN_HEADERS]
        lines += ['add_header Last-Modified "";', "types {}", f'default_type "{headers["content-type"]}";']
        # nginx looks for an index below "/" before it looks for compressed files, so that one is named anew
        where = f"alias {file};" if path != "/" else f"root {folder}; rewrite ^ /{file.name} break;"
        places.append(f"location = {path} {{ {where} {' '.join(lines)} }}")
    text = f"""
load_module {load.modules()}/{load.BROTLI_MODULE};
{"user root;" if os.geteuid() == 0 else ""}
worker_processes 1; daemon off; pid {folder}/pid; error_log stderr error;
events {{ worker_connections 1024; }}
http {{
  access_log off; server_tokens off; sendfile on; tcp_nopush on; etag on; brotli_static on; gzip_static on;
  keepalive_requests 100000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; {" ".join(places)} }}
}}
"""
    config = folder / "nginx.conf"
    config.write_text(text)
    return config


def headers_for(server: Server, asked: Asked) -> dict[str, str]:
    """Return the headers of a request; make sure that it is answered as it should be."""
    headers = PHONE | {"Accept-Encoding": CODINGS[asked.coding]}
    if asked.is_known:
        headers["If-None-Match"] = server.get(asked.path, headers)[1]["etag"]
    status, got, _ = server.get(asked.path, headers)
    if status != (304 if asked.is_known else 200):
        raise SystemExit(f"{asked} is answered {status} at port {server.port}")
    if not asked.is_known and got.get("content-encoding", "identity") != asked.coding:
        raise SystemExit(f"{asked} is answered in {got.get('content-encoding')} at port {server.port}")
    return headers


def side_by_side(server: Server, folder: Path, rounds: int) -> Iterator[Row]:
    """Measure finished pages beside nginx."""
    pages = {path: {coding: found for coding in CODINGS if (found := fetched(server, path, coding))} for path in PAGES}
    port = load.free_port()
    command = [load.program("nginx") or "nginx", "-p", folder, "-c", configured(folder, port, pages)]
    with load.started(command, port, os.environ, pinned=True) as nginx:
        nginx.first("/")
        best = "br" if "br" in pages["/"] else "identity"
        wanted = [Asked(path, coding) for coding in CODINGS for path in PAGES if coding in pages[path]]
        wanted += [Asked(path, best, True) for path in PAGES]
        both = {server.port: server, nginx.port: nginx}
        plans = {(port, asked): headers_for(one, asked) for asked in wanted for port, one in both.items()}
        times: dict[tuple[int, Asked], list[Burst]] = {key: [] for key in plans}
        for _ in range(rounds):
            for (port, asked), headers in plans.items():
                times[port, asked].append(burst(both[port], [asked.path], headers))

        def row(name: str, kind: str, asked: Asked) -> Row:
            return ratio(name, kind, times.get((nginx.port, asked), []), times.get((server.port, asked), []))

        for coding in CODINGS:
            rows = [row(f"page, {coding}: {path}", "page", Asked(path, coding)) for path in PAGES]
            yield from rows if coding == "br" else ()
            yield of_five(f"page, {coding}: median of five", rows)
        rows = [row("", "304", Asked(path, best, True)) for path in PAGES]
        yield of_five(f"304 ({best}): median of five", rows)


def of_five(name: str, rows: Sequence[Row]) -> Row:
    """Return the row that says the medians of others."""
    first = rows[0]
    if any(row.value is None for row in rows):
        return Row(name, first.unit, None, None, None, first.wanted, first.ambition, True, NOT_SERVED)
    middle: Callable[[str], float] = lambda field: statistics.median(getattr(row, field) for row in rows)  # noqa: E731
    return Row(name, first.unit, middle("value"), middle("nginx"), middle("portal"), first.wanted, first.ambition, True)


# ---------------------------------------------------------------- what is computed


def searches() -> list[str]:
    """Return a path for every judged query, then for the same with its words turned round: none comes twice."""
    asked = [row.query for name in OWN for row in judged(name) if SETS[name].exists()]
    asked += [row.query for name in PEOPLE for row in meant(name)]
    most = max(len(query.split()) for query in asked)
    turned = [
        " ".join(words[at:] + words[:at]) for at in range(most) for query in asked if at < len(words := query.split())
    ]
    return [f"/cari?{urlencode({'q': query})}" for query in dict.fromkeys(turned)]


def in_turn(server: Server, paths: Sequence[str], rounds: int) -> list[Burst]:
    """Ask a list of paths, each burst going on where the last one ended."""
    headers = PHONE | {"Accept-Encoding": CODINGS["br"]}
    bursts: list[Burst] = []
    for _ in range(rounds):
        bursts.append(burst(server, paths, headers, sum(found.requests + load.CLIENTS for found in bursts)))
    return bursts


def cpu(name: str, bursts: Sequence[Burst], wanted: float | None = None, ambition: float | None = None) -> Row:
    """Return a row of CPU ms per request."""
    note = f"p50 {middle(bursts, 'p50'):.1f}, p99 {middle(bursts, 'p99'):.1f} ms"
    return Row(name, "CPU ms", micros(bursts) / 1000, None, None, wanted, ambition, note=note)


def middle(bursts: Sequence[Burst], field: str) -> float:
    """Return the median of a field of the undisturbed bursts."""
    return statistics.median(getattr(found, field) for found in clean(bursts))


def computed(server: Server, rounds: int) -> Iterator[Row]:
    """Measure what is computed for a request, with one process on its core."""
    paths = searches()
    found = in_turn(server, paths, rounds)
    yield cpu(f"search, {len(paths):,} distinct queries", found, 4, 2)
    yield slowest("search, one worker on one core", found, wanted=False)
    yield cpu("search, repeated", in_turn(server, [REPEATED], rounds))
    past = f"{PROVISION}?per=2015-06-01"
    yield once("?per=2015-06-01, first of its period", server, past)
    yield cpu("?per=2015-06-01, repeated", in_turn(server, [past], rounds))
    days = [f"{PROVISION}?per={FIRST_DAY + timedelta(days=number)}" for number in range(7000)]
    yield cpu("?per= of 7,000 days", in_turn(server, days, rounds))
    status, headers, _ = server.get(PDF)
    if status == 200 and "pdf" in headers["content-type"]:
        yield cpu("PDF, finished", in_turn(server, [PDF], rounds))
    else:
        TALK.print(f"{PDF} answers {status}")
        yield Row("PDF, finished", "CPU ms", None, note=NOT_SERVED)


def once(name: str, server: Server, path: str) -> Row:
    """Return the row of what a single request costs that nobody asked before: 32 at once must not make 32 of it."""
    before = server.cpu()
    server.get(path)
    return Row(name, "CPU ms", (server.cpu() - before) * 1000)


def slowest(name: str, bursts: Sequence[Burst], wanted: bool = True) -> Row:
    """Return the row of how long clients wait: 99 of 100 at most so long."""
    bound = 50.0 if wanted else None
    return Row(name, "p99 ms", middle(bursts, "p99"), wanted=bound, note=f"p50 {middle(bursts, 'p50'):.1f} ms")


def two_workers(cache: Path, rounds: int) -> Row:
    """Measure how long 32 clients wait for a search when two workers have both cores, wrk among them."""
    with load.portal(cache, pinned=False, workers="2") as server:
        server.first(REPEATED)
        return slowest("search, two workers on two cores", in_turn(server, searches(), rounds))


# ---------------------------------------------------------------- start and memory


def starts(rounds: int) -> Iterator[Row]:
    """Measure the seconds from the start of the process to the first page and the first search, on all cores."""
    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for kind in ("first", "second"):
                with load.portal(Path(folder), pinned=False) as server:
                    times.setdefault(f"start, {kind}: page", []).append(server.first("/"))
                    times.setdefault(f"start, {kind}: search", []).append(server.first(REPEATED))
    for name, seconds in times.items():
        bound = 1.0 if name.endswith("page") else 2.0
        yield Row(name, "s", statistics.median(seconds), wanted=bound, note=f"median of {rounds}")


def memories(cache: Path) -> Iterator[Row]:
    """Measure the memory of all processes when every page of the site map has been asked for."""
    for workers, wanted in (("1", 120.0), ("4", 250.0)):
        with load.portal(cache, pinned=False, workers=workers) as server:
            server.first(REPEATED)
            paths = listed(server)
            for path in paths * int(workers):
                server.get(path, PHONE | {"Accept-Encoding": CODINGS["br"]})
            note = f"{len(paths)} pages asked, {len(server.pids())} processes"
            yield Row(
                f"memory, {workers} worker{'s' * (workers != '1')}",
                "MB PSS",
                server.memory(),
                None,
                None,
                wanted,
                note=note,
            )


def listed(server: Server) -> list[str]:
    """Return the paths of the site map."""
    _status, _headers, body = server.get("/sitemap.xml", PHONE | {"Accept-Encoding": "identity"})
    places = [part.partition("</loc>")[0] for part in body.decode().split("<loc>")[1:]]
    return [quote(place.removeprefix(BASE) or "/", safe="/?&=%") for place in places]


# ---------------------------------------------------------------- weight


def weighed(server: Server) -> tuple[Table, list[dict[str, object]]]:
    """Weigh a page of every template; return the table and its rows."""
    from serving import EXAMPLES
    from weighing import BUDGET, LONG_BY_NATURE, OVER_BUDGET, faults, weights

    def get(path: str) -> tuple[int, dict[str, str], bytes]:
        return server.get(path, {"Accept-Encoding": "br"})

    table = Table(title=f"Weight of a first view in bytes on the wire (wanted: {BUDGET:,})", box=box.SIMPLE)
    for head in ("template", "first view", "HTML", "CSS", "JavaScript", "requests", ""):
        table.add_column(head, justify="left" if head in ("template", "") else "right")
    rows: list[dict[str, object]] = []
    for name, weight in weights(EXAMPLES, get).items():
        sizes = (weight.first_view, weight.html, weight.css, weight.script, weight.requests)
        is_missed = bool(faults({name: weight})) or name in OVER_BUDGET
        mark = "MISSED" if is_missed else "a whole law: 30 KB of HTML" if name in LONG_BY_NATURE else ""
        table.add_row(name, *(f"{size:,}" for size in sizes), mark)
        rows.append({"template": name, **asdict(weight), "first_view": weight.first_view, "mark": mark})
    return table, rows


# ---------------------------------------------------------------- the table


def cells(row: Row) -> list[str]:
    """Return a row as words."""
    both = f"{row.nginx:.1f} / {row.portal:.1f} µs" if row.nginx and row.portal else ""
    value = NOT_SERVED if row.value is None else f"{row.value:.2f}" if row.value < 100 else f"{row.value:.0f}"
    sign = "≥" if row.is_ratio else "≤"
    bounds = " / ".join(f"{bound:g}" for bound in (row.wanted, row.ambition) if bound is not None)
    wanted = f"{sign} {bounds}" if bounds else ""
    note = "" if row.note == NOT_SERVED else row.note
    return [row.name, value, row.unit, both, wanted, "MISSED" if row.is_missed else "", note]


HEADS = ("row", "value", "unit", "nginx / portal", "wanted / ambition", "", "note")


def table_of(rows: Sequence[Row]) -> Table:
    """Return the rows as a table for a terminal."""
    table = Table(title=heading(), box=box.SIMPLE)
    for head in HEADS:
        table.add_column(head, justify="right" if head in ("value", "nginx / portal", "wanted / ambition") else "left")
    for row in rows:
        table.add_row(*cells(row))
    return table


def markdown(rows: Sequence[Row]) -> str:
    """Return the rows as README.md shows them."""
    lines = ["| what | value | wanted / ambition | |", "|---|---|---|---|"]
    for row in rows:
        name, value, unit, both, wanted, missed, _note = cells(row)
        unit = "" if row.is_ratio or row.value is None else f" {unit}"
        lines.append(f"| {name} | {value}{unit}{f' ({both})' if both else ''} | {wanted} | {missed.lower()} |")
    return "\n".join(lines)


def heading() -> str:
    """Return when and with what was measured."""
    nginx = subprocess.run([load.program("nginx") or "nginx", "-v"], capture_output=True, text=True, check=False)
    version = nginx.stderr.strip().rpartition("/")[2]
    return f"{datetime.now():%Y-%m-%d}, Python {sys.version.split()[0]}, nginx {version}, {os.cpu_count()} cores"


def measured(rounds: int, cache: Path, folder: Path) -> Iterator[Row]:
    """Measure everything but the weight."""
    with load.portal(cache) as server:
        server.first(REPEATED)
        yield from side_by_side(server, folder, rounds)
        yield from computed(server, rounds)
    yield two_workers(cache, rounds)
    yield from starts(min(rounds, 5))
    yield from memories(cache)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one burst each: to see that it runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--markdown", action="store_true", help="print the table as README.md shows it")
    parser.add_argument("--gate", action="store_true", help="exit with 1 when a row misses what is wanted")
    options = parser.parse_args()
    if sentence := load.missing(["wrk", "nginx", load.BROTLI_MODULE]):
        TALK.print(sentence)
        return 2
    rows: list[Row] = []
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))) for _ in range(2)]
        try:
            for row in measured(1 if options.quick else 5, *folders):
                rows.append(row)
                TALK.print(f"[dim]{' · '.join(cell for cell in cells(row) if cell)}[/]", highlight=False)
        except KeyboardInterrupt:
            TALK.print("Interrupted; this is what was measured.")
        with load.portal(folders[0], pinned=False) as server:
            server.first("/")
            weights, weight_rows = weighed(server)
    Console(width=max(Console().width, 150)).print(
        *([markdown(rows)] if options.markdown else [table_of(rows), weights])
    )
    if options.json:
        figures = {"heading": heading(), "rows": [asdict(row) for row in rows], "weight": weight_rows}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    missed = [row.name for row in rows if row.is_missed]
    missed += [str(row["template"]) for row in weight_rows if row["mark"] == "MISSED"]
    TALK.print(f"Missed: {', '.join(missed) or 'nothing'}.")
    return 1 if options.gate and missed else 0


if __name__ == "__main__":
    sys.exit(main())
