"""Measure how long prints take and how much memory the press needs: `make bench-print`.

Draws the biggest ready-made book and a book of at least sixty pages cold (a new worker, an empty folder), again from
the cache, and while the web is asked for pages. Numbers for people to compare; no test depends on them.
"""

import io
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from portal import html
from portal.checks import publishable
from portal.print import book, pdf
from portal.print.files import paper_files
from portal.print.press import Job, Press
from portal.print.printer import Order, Printer
from portal.reading.indexes import Days
from portal.settings import Settings, today
from portal.web.app import equip, printer_for

SIXTY = "uu.2007.21.1-45,p.hak-korban,p.untuk-desa,p.untuk-rt"
_POLL = 0.02  # seconds between two looks at the worker's memory


def main() -> None:
    """Print one line for each measure."""
    reason = pdf.missing()
    if reason:
        raise SystemExit(f"no PDFs here: {reason}")
    settings = replace(Settings(), base_url="https://portal.example")
    library, _ = publishable(settings.content, today())
    printer = printer_for(Days(library), today(), settings, equip(settings))
    books = {preset.title: preset.contents for preset in library.presets} | {"sixty pages": SIXTY}
    for name, contents in books.items():
        order = Order("/cetak/buku", "a5", book.parse(library, contents))
        with tempfile.TemporaryDirectory() as folder:
            _measure(name, Press(Path(folder), paper_files(settings.static).assets), printer, order)


def _measure(name: str, press: Press, printer: Printer, order: Order) -> None:
    key = printer.key(order)

    def make() -> str:
        return html.on_paper(printer.document(order, is_alone=True), printer.site)

    peak = [0]
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(press, peak, done))
    watcher.start()
    start = time.perf_counter()
    drawn = press.ask(key, Job(make)).result()
    cold = time.perf_counter() - start
    start = time.perf_counter()
    booklet = press.ask(key + "-buklet", Job(make, is_booklet=True)).result()
    warm = time.perf_counter() - start
    done.set()
    watcher.join()
    cached = statistics.median(_timed(lambda: press.ask(printer.key(order), Job(make)).result()) for _ in range(50))
    press.close()
    times = f"cold {cold:5.2f} s  booklet, warm {warm:5.2f} s  cached {cached * 1000:.2f} ms"
    sizes = f"worker peak {peak[0] // 1024} MB  {len(drawn) // 1024} KB, booklet {len(booklet) // 1024} KB"
    print(f"{name:24} {_pages(drawn):4} pages  {times}  {sizes}")


def _watch(press: Press, peak: list[int], done: threading.Event) -> None:
    while not done.wait(_POLL):
        peak[0] = max(peak[0], press.memory())


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _pages(drawn: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(drawn)) as opened:
        return len(opened.pages)


if __name__ == "__main__":
    main()
