"""The press: drawn once, kept by content, limited, refusing when full; the web goes on meanwhile."""

import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from printing import needs

from portal.print import archive, pdf
from portal.print.press import Busy, Failed, Job, Limits, Press
from portal.print.printer import Printer

PAGE = "<html lang=id><title>x</title><p>Halo"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Press]:
    """A press with a queue of one and little time."""
    needs(pdf.missing())
    opened = Press(tmp_path / "cetak", dict, Limits(queue=1, wall=20, cpu=5, jobs=2))
    yield opened
    opened.close()


def test_a_document_is_drawn_once(small: Press, tmp_path: Path) -> None:
    """Asked again, it comes from memory; asked by another process, from the folder."""
    times: list[int] = []

    def make() -> str:
        times.append(1)
        return PAGE

    first = small.ask("satu", Job(make)).result(60)
    assert first == small.ask("satu", Job(make)).result(60)
    other = Press(tmp_path / "cetak", dict)
    assert first == other.ask("satu", Job(make)).result(60)
    assert 1 == len(times)


def test_waiting_for_the_same_document_is_one_flight(small: Press) -> None:
    """Two who ask at once get the same future."""
    gate = threading.Event()
    job = Job(lambda: PAGE if gate.wait(20) else "")
    first, second = small.ask("satu", job), small.ask("satu", job)
    gate.set()
    assert first is second
    assert first.result(60)


def test_a_full_queue_refuses_at_once(small: Press) -> None:
    """One at work and one waiting is all this press takes."""
    gate = threading.Event()
    job = Job(lambda: PAGE if gate.wait(20) else "")
    waiting = [small.ask(str(number), job) for number in range(2)]
    with pytest.raises(Busy):
        small.ask("drei", job)
    gate.set()
    assert all(future.result(60) for future in waiting)


def test_a_document_that_breaks_hurts_nobody_else(small: Press) -> None:
    """Endless work ends by its limit, an exception is told, and the next document is drawn."""
    endless = "<table>" + "<tr><td>x</td><td>y</td></tr>" * 60_000
    with pytest.raises(Failed):
        small.ask("lama", Job(lambda: endless)).result(60)

    def broken() -> str:
        raise ValueError("x")

    with pytest.raises(Failed, match="ValueError"):
        small.ask("rusak", Job(broken)).result(60)
    assert small.ask("baik", Job(lambda: PAGE)).result(60)


def test_the_folder_of_finished_documents_has_a_limit(tmp_path: Path) -> None:
    """The oldest go first."""
    needs(pdf.missing())
    press = Press(tmp_path, dict, Limits(folder=6000))
    try:
        for name in ("satu", "dua", "tiga", "empat"):
            press.ask(name, Job(lambda: PAGE)).result(60)
    finally:
        press.close()
    kept = {path.stem: path.stat().st_size for path in tmp_path.glob("*.pdf")}
    assert "empat" in kept
    assert "satu" not in kept
    assert sum(kept.values()) <= 6000


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    """Drawing works without a cache."""
    needs(pdf.missing())
    (tmp_path / "berkas").write_text("")
    press = Press(tmp_path / "berkas" / "cetak", dict)
    try:
        assert press.ask("satu", Job(lambda: PAGE)).result(60)
    finally:
        press.close()


# ---------------------------------------------------------------- kits as ZIP


def test_a_kit_is_the_same_file_every_time(printer: Printer) -> None:
    """Equal content, equal bytes; every file is inside, told with its copies, and the participants' one has no key."""
    kit = next(iter(printer.library.kits.values()))
    wanted, pdfs = archive.orders(kit, "f4", 23), {"fasilitator": archive.Drawn(b"%PDF", 7)}
    packed = archive.kit(printer, kit, wanted, pdfs)
    assert packed == archive.kit(printer, kit, wanted, pdfs)
    with zipfile.ZipFile(BytesIO(packed)) as opened:
        bodies = {name.split("/")[1]: opened.read(name).decode() for name in opened.namelist()}
    files = ["berkas-fasilitator.html", "berkas-fasilitator.pdf", "berkas-kelompok.html", "berkas-peserta.html"]
    assert ["BACA-SAYA.txt", *files] == list(bodies)
    participant, facilitator = bodies["berkas-peserta.html"], bodies["berkas-fasilitator.html"]
    note = bodies["BACA-SAYA.txt"]
    assert all(words in note for words in ("23 peserta, kertas F4", "Cetak 23 kali", "Cetak 5 kali", "7 halaman"))
    assert f'<td class="number">{23 + 5}</td>' in facilitator
    assert f'<td class="number">{23 + 6}</td>' not in facilitator
    assert all(printer.library.roles[slug].title in bodies["berkas-kelompok.html"] for slug in kit.roles)
    assert "Kunci kuis" in facilitator
    assert "Kunci kuis" not in participant
    assert kit.quiz[0].quote not in participant
    assert "<link" not in participant
    assert '<div class="bar">' not in participant


@pytest.mark.parametrize("minutes", [60, 90, 180])
def test_there_is_a_kit_for_every_length(printer: Printer, minutes: int) -> None:
    """Sessions of 60, 90 and 180 minutes, each with ten questions."""
    kits = [kit for kit in printer.library.kits.values() if kit.minutes == minutes]
    assert kits
    assert all(len(kit.quiz) == 10 for kit in kits)


def test_without_a_press_a_kit_is_html(printer: Printer) -> None:
    """The ZIP needs no PDF."""
    bare = replace(printer, site=replace(printer.site, pdf_missing="x"))
    kit = next(iter(printer.library.kits.values()))
    with zipfile.ZipFile(BytesIO(archive.kit(bare, kit, archive.orders(kit, "a4", 20), {}))) as opened:
        assert 4 == len(opened.namelist())
