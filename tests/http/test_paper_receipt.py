"""Codes on prints: found again after changes, restarts and releases, and honest about what they cannot tell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from printing import PRINTING
from samples import TODAY
from serving import reading, served

from portal.keys import Place
from portal.print import receipt
from portal.print.printer import Order, Printer
from portal.reading.library import Library

DAY = date(2026, 11, 1)


def test_a_ledger_tells_every_state_again() -> None:
    """Each release adds only what changed; reading gives all states back."""
    first = receipt.release((), {"a": "1", "b": "2"}, DAY)
    second = receipt.release(receipt.read(first), {"a": "1", "c": "3"}, TODAY)
    assert f"2\t{TODAY}\tb\t-\n2\t{TODAY}\tc\t3\n" == second
    states = receipt.read(receipt.HEADING + first + second)
    assert [{"a": "1", "b": "2"}, {"a": "1", "c": "3"}] == [dict(state.digests) for state in states]
    assert "" == receipt.release(states, {"a": "1", "c": "3"}, TODAY)


@given(st.integers(0, 32**3 - 1), st.text("abc/", min_size=1, max_size=20))
def test_codes_are_read_as_people_type_them(state: int, address: str) -> None:
    """Capitals, hyphen, spaces and lookalike letters make no difference; a code has eight characters."""
    code = receipt.ReceiptCode(state, receipt.mark({}, address, ()))
    printed = str(code)
    assert 8 == len(printed.replace("-", ""))
    assert code == receipt.parse(printed) == receipt.parse(f" {printed.lower().replace('-', '')} ")
    assert code == receipt.parse(printed.replace("0", "O").replace("1", "l"))


@pytest.mark.parametrize("words", ["", "1234567", "123456789", "!!!!!!!!", "uuuuuuuu"])
def test_other_words_are_no_code(words: str) -> None:
    """Wrong length or letters are told at once."""
    assert receipt.parse(words) is None


def test_a_unit_changes_with_everything_printed_beside_it(real: Library) -> None:
    """Text, events, doubts, contacts and guides each change their own unit, and only that."""
    before = receipt.units(real)
    contact = replace(real.contacts[0], hours="8 jam")
    after = receipt.units(replace(real, contacts=(contact, *real.contacts[1:])))
    assert {"kontak/sapa-129"} == {unit for unit in before if before[unit] != after[unit]}
    without = receipt.units(replace(real, events=()))
    assert "uu/2007/21/pasal-2" in {unit for unit in before if before[unit] != without[unit]}
    moved = replace(real, contacts=(replace(real.contacts[0], place=Place("lain.yaml", 999)), *real.contacts[1:]))
    assert before == receipt.units(moved)


# ---------------------------------------------------------------- asking

Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def released(real: Library, printer: Printer) -> Printer:
    """The real content, released once."""
    return replace(printer, states=receipt.read(receipt.release((), printer.now, DAY)))


def _code(printer: Printer, path: str, size: str = "a4") -> str:
    page = printer.document(Order(path, size))
    assert page
    return page.imprint.code


def _answers(tmp_path: Path, library: Library, released: Printer, paths: list[str]) -> list[str]:
    """Return the words of the answers of a server over a library whose ledger is that of `released`."""
    ledger = receipt.HEADING + receipt.release((), released.states[0].digests, DAY)
    (tmp_path / receipt.LEDGER).write_text(ledger, "utf-8")
    with served(library, replace(PRINTING, content=tmp_path), TODAY) as origin:
        return [reading(httpx.get(origin + path).text).words for path in paths]


def test_a_code_is_current_until_what_it_printed_changes(real: Library, released: Printer, tmp_path: Path) -> None:
    """After a contact and a guide changed, prints of them say so, and others stay current."""
    guide = replace(real.guides["untuk-rt"], body=real.guides["untuk-rt"].body + "\nBaru.\n")
    contacts = (replace(real.contacts[0], hours="8 jam"), *real.contacts[1:])
    changed = replace(real, guides={**real.guides, "untuk-rt": guide}, contacts=contacts)
    codes = {
        "law": _code(released, "/uu/2007/21/pasal-48"),
        "guide": _code(released, "/panduan/untuk-rt"),
        "role": _code(released, "/peran/camat"),
        "poster": _code(released, "/cetak/poster/nomor", "poster"),
    }
    law, own, role, poster = _answers(tmp_path, changed, released, [f"/cek/{code}" for code in codes.values()])
    assert "Masih sesuai" in law
    assert "Pasal 48 UU 21/2007" in law
    assert "Sudah berubah: 1 hal" in own
    assert "Panduan “Untuk ketua RT dan RW” berubah" in own
    assert "Nomor SAPA 129 berubah" in role
    assert "Nomor SAPA 129 berubah" in poster


def test_a_book_of_ones_own_is_checked_with_its_address(real: Library, released: Printer, tmp_path: Path) -> None:
    """Without the address everything that changed is listed, with it only what the book holds."""
    contacts = (replace(real.contacts[0], hours="8 jam"), *real.contacts[1:])
    own = "/cetak/buku?isi=p.untuk-rt,uu.2007.21.1-3"
    code = str(receipt.code(released.states, released.now, own, released.printed(own, released.now)))
    paths = [f"/cek/{code}", f"/cek/{code}?isi=p.untuk-rt,uu.2007.21.1-3"]
    alone, together = _answers(tmp_path, replace(real, contacts=contacts), released, paths)
    assert "Nomor SAPA 129 berubah" in alone
    assert "Kode ini milik buku pilihan" in alone
    assert "Masih sesuai" in together


def test_a_change_of_the_law_by_date_is_told(real: Library, released: Printer, tmp_path: Path) -> None:
    """An event that takes effect after the release counts, although no content changed."""
    event = next(e for e in real.events if any(str(t) == "uu/2007/21/pasal-2" for t in e.targets))
    later = tuple(replace(e, since=date(2026, 11, 20)) if e is event else e for e in real.events)
    changed = replace(real, events=later)
    printer = replace(released, edition=replace(released.edition, library=changed), now=receipt.units(changed))
    printer = replace(printer, states=receipt.read(receipt.release((), printer.now, DAY)))
    code = _code(printer, "/uu/2007/21/pasal-2")
    (words,) = _answers(tmp_path, changed, printer, [f"/cek/{code}"])
    assert "dicabut sejak 20 November 2026" in words


def test_an_unknown_code_is_said(client: httpx.Client) -> None:
    """A code of a state that never was gives a sentence, not a guess."""
    answer = client.get("/cek/zzz-00000")
    assert 404 == answer.status_code
    assert "tidak kami kenal" in answer.text
