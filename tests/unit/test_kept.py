"""Finished answers and the file that keeps them: what is kept comes back, and what is damaged or strange does not."""

import os
from pathlib import Path

import brotli
import pytest
from samples import TODAY
from serving import SETTINGS

from portal.reading.indexes import Days
from portal.reading.library import Library
from portal.search.answer import Finder
from portal.web import finished, kept
from portal.web.app import equip, published
from portal.web.coding import Coding
from portal.web.finished import Table

IDENTITY = "0123456789abcdef" * 4


@pytest.fixture(scope="module")
def made(tiny: Library) -> Table:
    """The table of the miniature country, compressed quickly."""
    return finished.table(published(Days(tiny), TODAY, SETTINGS, equip(SETTINGS)))


@pytest.fixture(scope="module")
def smallest(made: Table) -> Table:
    """The same, as small as can be."""
    return finished.best(made)


def bytes_of(table: Table) -> dict[tuple[str, Coding], tuple[bytes, bytes, bytes, bytes]]:
    """Return all that a table sends."""
    return {
        (path, coding): (form.etag, bytes(form.body), form.head, form.renewed)
        for path, reply in table.answers.items()
        for coding, form in reply.forms.items()
    }


# ---------------------------------------------------------------- forms


def test_every_form_is_the_document(smallest: Table) -> None:
    """Each form reads as the bytes of its document, bears the ETag of its own bytes, and says its length and coding."""
    for reply in smallest.answers.values():
        for coding, form in reply.forms.items():
            assert finished.etag_of(form.body) == form.etag
            assert b"content-length: %d\r\n" % len(form.body) in form.head
            assert (b"content-encoding: %b\r\n" % coding.encode() in form.head) is (coding is not Coding.IDENTITY)
        if Coding.BR in reply.forms:
            assert reply.document.body == brotli.decompress(bytes(reply.forms[Coding.BR].body))


def test_the_forms_of_a_document_have_etags_of_their_own(smallest: Table) -> None:
    """No two codings share an ETag, so that no cache takes one for the other (RFC 9110 §8.8.3.3)."""
    for reply in smallest.answers.values():
        etags = [form.etag for form in reply.forms.values()]
        assert len(set(etags)) == len(etags)


def test_the_smallest_form_is_no_larger(made: Table, smallest: Table) -> None:
    """What is made at leisure is smaller in all, and nothing is left to be made."""

    def size(table: Table) -> int:
        return sum(len(reply.forms[Coding.BR].body) for reply in table.answers.values() if Coding.BR in reply.forms)

    assert size(smallest) < size(made)
    assert made.quick
    assert not smallest.quick


def test_a_table_takes_what_the_one_before_has(made: Table, smallest: Table) -> None:
    """The same pages are not compressed again; only what is new is quick."""
    again = finished.table(made.publication, smallest)
    assert bytes_of(smallest) == bytes_of(again)
    assert not again.quick


# ---------------------------------------------------------------- the file


def test_what_is_kept_comes_back(made: Table, smallest: Table, tmp_path: Path) -> None:
    """A table that was kept sends the same bytes, leads to the same places, and says the same."""
    for table, said in ((made, ()), (smallest, ("Satu peringatan.", "Dua."))):
        kept.keep(tmp_path, IDENTITY, table, said)
        found = kept.load(tmp_path, IDENTITY)
        assert found is not None
        assert bytes_of(table) == bytes_of(found.table)
        assert dict(table.publication.redirects) == dict(found.table.publication.redirects)
        assert dict(table.publication.depends_on) == dict(found.table.publication.depends_on)
        assert {p: (d.title, d.media_type) for p, d in table.publication.documents.items()} == {
            p: (d.title, d.media_type) for p, d in found.table.publication.documents.items()
        }
        assert (table.quick, said) == (found.table.quick, found.said)


def test_equal_tables_are_equal_files(made: Table, tmp_path: Path) -> None:
    """What is kept twice is the same file, byte for byte."""
    for name in ("a", "b"):
        kept.keep(tmp_path / name, IDENTITY, made)
    first, second = (next((tmp_path / name).glob("*.jawaban")).read_bytes() for name in ("a", "b"))
    assert first == second


@pytest.mark.parametrize("place", [0, 30, 60, 5_000, -1])
def test_a_damaged_file_is_not_used(made: Table, tmp_path: Path, place: int) -> None:
    """One byte that changed, wherever, and the file counts as none."""
    kept.keep(tmp_path, IDENTITY, made)
    path = next(tmp_path.glob("*.jawaban"))
    body = bytearray(path.read_bytes())
    body[place] ^= 1
    path.write_bytes(body)
    assert kept.load(tmp_path, IDENTITY) is None
    assert kept.newest(tmp_path) is None


@pytest.mark.parametrize("length", [0, 1, 40, 70, 3000])
def test_half_a_file_is_not_used(made: Table, tmp_path: Path, length: int) -> None:
    """A file that was cut short counts as none."""
    kept.keep(tmp_path, IDENTITY, made)
    path = next(tmp_path.glob("*.jawaban"))
    path.write_bytes(path.read_bytes()[:length])
    assert kept.load(tmp_path, IDENTITY) is None


def test_a_file_that_others_may_write_is_not_used(made: Table, tmp_path: Path) -> None:
    """What anybody could have written is not what we answer."""
    kept.keep(tmp_path, IDENTITY, made)
    path = next(tmp_path.glob("*.jawaban"))
    path.chmod(0o666)
    assert kept.load(tmp_path, IDENTITY) is None


def test_only_the_newest_files_stay(made: Table, tmp_path: Path) -> None:
    """Old days do not fill the disk, and the last is found first."""
    for day in range(9):
        identity = f"{day:032x}"
        kept.keep(tmp_path, identity, made)
        os.utime(tmp_path / f"{identity}.jawaban", (day, day))
    assert 4 >= len(list(tmp_path.iterdir()))
    assert kept.load(tmp_path, f"{8:032x}") is not None
    assert kept.newest(tmp_path) is not None


def test_a_folder_that_cannot_be_written_is_told(made: Table, tmp_path: Path) -> None:
    """Where no file can be, keeping raises OSError and leaves nothing."""
    (tmp_path / "berkas").touch()
    with pytest.raises(OSError, match="berkas"):
        kept.keep(tmp_path / "berkas" / "halaman", IDENTITY, made)


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    """Where nothing was kept, nothing is found."""
    assert kept.load(tmp_path / "tidak-ada", IDENTITY) is None
    assert kept.newest(tmp_path / "tidak-ada") is None


def test_what_is_computed_with_comes_back(tiny: Library, tmp_path: Path) -> None:
    """Library and search answer as before they were kept, and what others could have written is not read."""
    days = Days(tiny)
    days.foresee()
    finder = Finder(days.on(TODAY))
    kept.keep_ready(tmp_path, IDENTITY, (days, finder))
    again, found = kept.load_ready(tmp_path, IDENTITY)
    assert days.on(TODAY) == again.on(TODAY)
    for words in ("sungai", "pasal 2 uu 1/1999", "sungay", "xyzzy"):
        assert finder.answer(words) == found.answer(words)
    path = next(tmp_path.glob("*.bahan"))
    body = path.read_bytes()
    path.write_bytes(body[:-1] + b"x")
    assert kept.load_ready(tmp_path, IDENTITY) is None
    path.write_bytes(body)
    tmp_path.chmod(0o777)
    assert kept.load_ready(tmp_path, IDENTITY) is None
