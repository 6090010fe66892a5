"""The portal goes with the time: the day turns and content is read anew while readers read, and nobody notices."""

import gc
import itertools
import os
import shutil
import signal
import threading
import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from samples import TODAY
from serving import PATIENCE, SETTINGS, TINY, Serve, Serving, running

from portal import processes
from portal.print.receipt import LEDGER
from portal.reading.library import Library
from portal.search.answer import Finder
from portal.settings import Settings
from portal.web import turning
from portal.web.turning import Turning

LAW = "regulations/uu/1999/1.md"
SWAPS = 50
REPEAL = date(2005, 6, 1)  # of Pasal 5 of the miniature law
PATHS = ("/uu/1999/1/pasal-5", "/uu/1999/1/pasal-5.json", "/cetak/uu/1999/1/pasal-5", "/cari?q=sungai", "/versi.json")


def showing(
    library: Library, day: date, settings: Settings = SETTINGS, say: Callable[[str], object] = pytest.fail
) -> Turning:
    """Return a portal that shows a library; whatever it tells the operator fails the test."""
    application = Turning(settings, say)
    application.show(library, day)
    return application


def version(serving: Serving) -> dict[str, str]:
    """Return what a running process says of its content."""
    answer: dict[str, str] = httpx.get(f"{serving.origin}/versi.json", timeout=PATIENCE, trust_env=False).json()
    return answer


def until(serving: Serving, is_so: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    """Ask a running process for its version until it is as wanted; each answer takes its own time."""
    for _ in range(20_000):
        found = version(serving)
        if is_so(found):
            return found
    pytest.fail(f"the process never changed:\n{serving.output}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the miniature country, to be changed."""
    return shutil.copytree(TINY, tmp_path / "content")


def test_nobody_notices_fifty_swaps(tiny: Library) -> None:
    """While the day turns fifty times every answer is whole, and wholly of one of the two days."""
    days = (REPEAL - timedelta(days=1), REPEAL)
    application = showing(tiny, days[0])
    with running(application) as origin:
        known = {}
        for day in (*days, days[0]):
            application.show(tiny, day)
            known |= {(path, httpx.get(origin + path, trust_env=False).content): day for path in PATHS}
        assert 2 * len(PATHS) == len(known)  # every answer tells the days apart
        is_over, odd, counts = threading.Event(), [], []

        def read() -> None:
            count = 0
            with httpx.Client(base_url=origin, timeout=PATIENCE, trust_env=False) as client:
                while not is_over.is_set():
                    for path in PATHS:
                        answer = client.get(path)
                        count += 1
                        if answer.status_code != 200 or (path, answer.content) not in known:
                            odd.append((path, answer.status_code, answer.text[:200]))
            counts.append(count)

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for swap in range(SWAPS):
            application.show(tiny, days[swap % 2])
        is_over.set()
        for reader in readers:
            reader.join(PATIENCE)
    assert [] == odd
    assert 3 == len(counts)
    assert min(counts) >= SWAPS // 10


class Made:
    """Stands for `portal prepare`: makes at once, in this process, what it is asked for."""

    pipe, is_packing = -1, False

    def __init__(self, settings: Settings, *_: str) -> None:
        self.day = processes.today()
        self._made = Turning(settings, pytest.fail).make(self.day)

    def read(self) -> tuple[object, bool]:
        return self._made, True

    def has_packed(self) -> bool:
        return True


def test_the_day_turns_at_midnight_without_anybody_asking(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the day is another at a look, the next table is made, and shown when it is there."""
    settings = replace(SETTINGS, content=folder, cache=folder.parent / "simpanan")
    application = Turning(settings, pytest.fail)
    monkeypatch.setattr(processes, "_Maker", Made)
    monkeypatch.setattr(processes, "today", lambda: TODAY)
    following = processes.Following(application, settings, None)
    application.take(application.make(TODAY), TODAY)
    application.complete()
    assert not following.look(is_asked=False)
    monkeypatch.setattr(processes, "today", lambda: TODAY + timedelta(days=1))
    assert following.look(is_asked=False)
    application.complete()
    assert TODAY + timedelta(days=1) == application.day
    assert b"2026-11-28" in bytes(application.table.answers["/versi.json"].document.body)
    assert not following.look(is_asked=False)


def test_content_that_changes_while_it_is_read_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is kept under the content that was read: going back to the older content shows the older page."""
    settings = replace(SETTINGS, content=folder, cache=folder.parent / "simpanan")
    page, read = folder / "pages" / "tentang.md", turning._publishable
    sound = page.read_text("utf-8")

    def change_and_read(content: Path, day: date) -> object:
        page.write_text(sound + "\n## Kabar\n\nAir pasang.\n", "utf-8")
        return read(content, day)

    monkeypatch.setattr(turning, "_publishable", change_and_read)
    application = Turning(settings, pytest.fail)
    assert application.take(application.make(TODAY), TODAY)
    application.open()
    assert b"Air pasang." in bytes(application.table.answers["/tentang"].document.body)
    page.write_text(sound, "utf-8")
    assert application.find(TODAY) is None


def test_content_that_never_rests_is_shown_and_never_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content that changes at every reading is shown all the same, under a name that no content has."""
    settings = replace(SETTINGS, content=folder, cache=folder.parent / "simpanan")
    page, read, counted = folder / "pages" / "tentang.md", turning._publishable, itertools.count()
    sound = page.read_text("utf-8")

    def change_and_read(content: Path, day: date) -> object:
        found = read(content, day)
        page.write_text(f"{sound}\n## Kabar\n\nAir pasang {next(counted)}.\n", "utf-8")
        return found

    monkeypatch.setattr(turning, "_publishable", change_and_read)
    application = Turning(settings, pytest.fail)
    made = application.make(TODAY)
    assert application.take(made, TODAY)
    application.open()
    assert b"Air pasang 0." in bytes(application.table.answers["/tentang"].document.body)
    assert application.find(TODAY) is None
    for text in (sound, f"{sound}\n## Kabar\n\nAir pasang 0.\n"):
        page.write_text(text, "utf-8")
        assert application.find(TODAY) is None


def test_old_content_goes_with_the_day_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While newer content has faults, the older is shown, says so, and turns with the day."""
    said: list[str] = []
    settings = replace(SETTINGS, content=folder, cache=folder.parent / "simpanan")
    application = Turning(settings, said.append)
    application.take(application.make(TODAY), TODAY)
    application.complete()
    page = folder / "pages" / "tentang.md"
    page.write_text(page.read_text("utf-8") + "\n# Judul terlarang\n", "utf-8")
    for day in (TODAY, TODAY + timedelta(days=1)):
        assert application.take(application.make(day), day)
        application.complete()
        told = bytes(application.table.answers["/versi.json"].document.body).decode()
        assert day.isoformat() in told
        assert "Isi yang baru berisi kesalahan" in told
        assert not application.take(application.make(day), day)
    assert 1 == len(said)


def _finders() -> set[weakref.ref[Finder]]:
    """Return every searcher in memory; each table has one."""
    return {weakref.ref(thing) for thing in gc.get_objects() if isinstance(thing, Finder)}


def test_the_table_of_yesterday_is_forgotten(tiny: Library) -> None:
    """A process that turns every day holds the table of the hour, not one for every day that it ran."""
    others = _finders()
    application = showing(tiny, TODAY)
    first = _finders() - others
    application.show(tiny, TODAY + timedelta(days=1))
    gc.collect()
    assert first
    assert set() == first & _finders()


@pytest.mark.parametrize("workers", ["1", pytest.param("2", marks=pytest.mark.workers)])
def test_changed_content_is_read_when_asked(serve: Serve, folder: Path, workers: str) -> None:
    """SIGHUP reads the content anew; faults keep what was shown, are told once, and mended content is shown again."""
    serving = serve("--workers", workers, content=folder)
    first = version(serving)
    page = folder / "pages" / "tentang.md"
    sound = page.read_text("utf-8")
    page.write_text(sound + "\n# Judul terlarang\n", "utf-8")
    for _ in range(2):
        os.kill(serving.process.pid, signal.SIGHUP)
        kept = until(serving, lambda found: "trouble" in found)
    assert first == {key: value for key, value in kept.items() if key != "trouble"}
    page.write_text(sound + "\n## Kabar baru\n\nAir pasang.\n", "utf-8")
    os.kill(serving.process.pid, signal.SIGHUP)
    fresh = until(serving, lambda found: found["content"] != first["content"] and "trouble" not in found)
    assert fresh["as_of"] == first["as_of"]
    assert 0 == serving.stop()
    assert 1 == serving.output.count("PANDUAN-JUDUL")
    assert 1 == serving.output.count("isi yang lama tetap dilayani")
    assert "Traceback" not in serving.output


def test_an_editor_sees_a_change_without_asking(serve: Serve, folder: Path) -> None:
    """With `--watch` a saved file is shown without a signal."""
    serving = serve("--watch", content=folder)
    first = version(serving)["content"]
    page = folder / "pages" / "tentang.md"
    page.write_text(page.read_text("utf-8") + "\n## Kabar baru\n\nAir surut.\n", "utf-8")
    until(serving, lambda found: found["content"] != first)
    assert "Air surut." in httpx.get(f"{serving.origin}/tentang", trust_env=False).text


def test_a_table_that_cannot_be_built_leaves_the_old_one(tiny: Library, folder: Path) -> None:
    """Sound content beside which a file is broken that only building meets is not taken: the old table answers on."""
    said: list[str] = []
    settings = replace(SETTINGS, content=folder, cache=folder.parent / "simpanan")
    application = showing(tiny, TODAY, settings, said.append)
    (folder / LEDGER).write_text("dua\tkolom\n", "utf-8")
    page = folder / "pages" / "tentang.md"
    page.write_text(page.read_text("utf-8") + "\n## Kabar baru\n\nAir keruh.\n", "utf-8")
    with running(application) as origin:
        before = httpx.get(f"{origin}/tentang", trust_env=False).text
        application.take(application.make(TODAY), TODAY)
        assert before == httpx.get(f"{origin}/tentang", trust_env=False).text
    assert [f"{LEDGER}:1: ini bukan baris yang ditulis “portal release”; pulihkan berkasnya dari git."] == [
        sentence.splitlines()[0] for sentence in said
    ]
