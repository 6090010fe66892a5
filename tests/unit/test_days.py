"""A law that was amended three times shows the words of the day that is asked for, from files to pages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from samples import EVENTS, GUIDE, GUIDE_FRONT, LAW, law, write_files

from portal.address import Address
from portal.reading.indexes import Days
from portal.reading.library import Library
from portal.reading.reader import read
from portal.views.edition import Edition
from portal.views.guides import guide_page
from portal.views.law import ProvisionPage, law_page

Messages = Callable[..., list[str]]

TEXT = """\
## Pasal 1
Sungai dijaga warga.

## Pasal 2
(1) Rakit berlampu merah.
(2) Rakit berbendera.

## Pasal 3
Buaya diberi makan.
"""
ROW = """\
- sejak: {day}
  efek: {effect}
  oleh: uu/1999/1
  rincian: Perubahan {number} UU Sungai
  sasaran: [{targets}]
  bunyi: {side}
{other}  keyakinan: tinggi
  sumber: Rekaan
  diperiksa: 2026-11-24
  pemeriksa: Penguji
"""
FIRST, SECOND, THIRD = date(2001, 1, 1), date(2002, 2, 2), date(2003, 3, 3)


def row(day: date, effect: str, targets: str, side: str, other: str = "", number: int = 1) -> str:
    """Return an event as editors write it."""
    return ROW.format(day=day, effect=effect, targets=targets, side=side, other=other, number=number)


def files() -> dict[str, str]:
    """The law as it reads since its second change; the first is taken back, the third made, as days ask."""
    own = LAW.removesuffix("1.md")
    return {
        LAW: law(TEXT),
        GUIDE: GUIDE_FRONT + "Rakit: Pasal 2 UU 1/1999.\n",
        EVENTS: row(FIRST, "diubah", "uu/1999/1/pasal-1", "baru", "  berkas: 1.pertama.md\n")
        + row(SECOND, "diubah", "uu/1999/1/pasal-2/ayat-1", "baru", "  berkas: 1.kedua.md\n", 2)
        + row(THIRD, "disisipkan", "uu/1999/1/pasal-2a", "lama", "  berkas: 1.ketiga.md\n", 3)
        + row(THIRD, "dihapus", "uu/1999/1/pasal-3", "lama", "  berkas: 1.ketiga-hapus.md\n", 3),
        f"{own}1.pertama.md": "## Pasal 1\nSungai dijaga raja.\n",
        f"{own}1.kedua.md": "## Pasal 2\n(1) Rakit berlampu putih.\n",
        f"{own}1.ketiga.md": "## Pasal 2A\nRakit berpelampung.\n",
        f"{own}1.ketiga-hapus.md": "## Pasal 3\nDihapus.\n",
    }


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The law with its three changes, as its files are."""
    found, problems = read(write_files(tmp_path, files()))
    assert [] == [str(problem) for problem in problems]
    return found


def shown(library: Library, day: date, place: str) -> ProvisionPage | None:
    """Return the page of an article as a day shows it."""
    page = law_page(Edition(Days(library).on(day), day), Address.parse(f"uu/1999/1/{place}"))
    assert page is None or isinstance(page, ProvisionPage)
    return page


def words(library: Library, day: date, place: str) -> str:
    """Return all words of an article as a day shows it, '' when it has none then."""
    node = Days(library).on(day).provisions.get(Address.parse(f"uu/1999/1/{place}"))
    return " ".join(node.full_text.split()) if node else ""


@pytest.mark.parametrize(
    ("day", "one", "two", "between", "three"),
    [
        (date(2000, 1, 1), "raja", "putih", "", "Buaya diberi makan."),
        (FIRST, "warga", "putih", "", "Buaya diberi makan."),
        (SECOND, "warga", "merah", "", "Buaya diberi makan."),
        (THIRD, "warga", "merah", "Rakit berpelampung.", "Dihapus."),
    ],
)
def test_every_day_has_its_words(day: date, one: str, two: str, between: str, three: str, library: Library) -> None:
    """A whole article, one paragraph, an article put in and one deleted read as on the day."""
    assert f"Sungai dijaga {one}." == words(library, day, "pasal-1")
    assert f"Rakit berlampu {two}. Rakit berbendera." == words(library, day, "pasal-2")
    assert (between, three) == (words(library, day, "pasal-2a"), words(library, day, "pasal-3"))


def test_days_between_two_changes_share_their_library(library: Library) -> None:
    """A day on which nothing differs costs nothing."""
    days = Days(library)
    assert days.on(date(2002, 3, 1)) is days.on(date(2003, 3, 2))
    assert days.on(SECOND) is library  # the files hold these words
    assert days.on(THIRD) is not library
    assert days.on(THIRD).content_id != library.content_id  # whatever is kept of a content is not kept for another day


def test_pages_say_what_happened(library: Library) -> None:
    """The status names the last change, a deleted article is gone, and one put in has neighbours on both sides."""
    deleted, new, gone = (shown(library, THIRD, place) for place in ("pasal-3", "pasal-2a", "pasal-9"))
    assert deleted
    assert new
    assert ("Dihapus", "gone") == (deleted.status.word, deleted.status.tone)
    assert ("/uu/1999/1/pasal-2", "/uu/1999/1/pasal-3") == (
        new.previous and new.previous.href,
        new.next and new.next.href,
    )
    assert gone is None
    assert shown(library, SECOND, "pasal-2a") is None


def test_a_guide_marks_what_was_amended(library: Library) -> None:
    """Whoever printed a guide before the change sees that the provision it cites reads differently now."""
    before, after = (
        guide_page(Edition(Days(library).on(d), d), library.guides["sungai"]).text.html for d in (FIRST, SECOND)
    )
    assert "diubah" not in before
    assert "(bunyinya sudah diubah)" in after


def test_what_is_not_held_is_said(tmp_path: Path) -> None:
    """Without the words before a change, an earlier day shows the later ones and says so, with the reason."""
    event = row(SECOND, "diubah", "uu/1999/1/pasal-1", "baru", "  tanpa_bunyi: Lembarannya hilang.\n")
    library, _ = read(write_files(tmp_path, {LAW: law(TEXT), EVENTS: event}))
    before, after = shown(library, FIRST, "pasal-1"), shown(library, SECOND, "pasal-1")
    assert before
    assert after
    [notice] = before.status.notices
    told = "Bunyi pada 1 Januari 2001 tidak ada di portal; yang tampil bunyi sejak 2 Februari 2002."
    assert (told, "Lembarannya hilang.") == (notice.sentence[0].text, notice.note)
    assert [("Diubah", "")] == [(notice.effect, notice.earlier) for notice in after.status.notices]


def test_a_change_leads_to_the_words_before_it(library: Library) -> None:
    """Where both wordings are held, the notice of a change leads to the day before."""
    page, new = shown(library, THIRD, "pasal-2"), shown(library, THIRD, "pasal-2a")
    assert page
    assert new
    assert ["/uu/1999/1/pasal-2?per=2002-02-01"] == [notice.earlier for notice in page.status.notices]
    assert [""] == [notice.earlier for notice in new.status.notices]  # it had none


# ---------------------------------------------------------------- what editors are told


@pytest.mark.parametrize(
    ("old", "new", "line", "rest"),
    [
        ("  bunyi: baru\n", "", 2, "PERISTIWA-BUNYI tidak dikatakan bunyi mana yang dimuat naskah"),
        ("  berkas: 1.pertama.md\n", "", 2, "PERISTIWA-BUNYI bunyi sebelum perubahan belum ada"),
        ("1.pertama.md", "1.lain.md", 7, "PERISTIWA-BUNYI berkas 1.lain.md tidak ada"),
        ("[uu/1999/1/pasal-1]", "[uu/1999/1/pasal-3]", 5, "PERISTIWA-BUNYI 1.pertama.md tidak memuat Pasal 3"),
        ("efek: diubah", "efek: dicabut", 6, "PERISTIWA-BUNYI efek “dicabut” tidak mengubah bunyi"),
        (
            "1.pertama.md\n",
            "1.pertama.md\n  tanpa_bunyi: Hilang.\n",
            8,
            "PERISTIWA-BUNYI “berkas” dan “tanpa_bunyi” tidak dapat bersama-sama",
        ),
    ],
)
def test_an_amendment_without_its_words_is_refused(
    old: str, new: str, line: int, rest: str, problems: Messages
) -> None:
    """Which words the text holds must be said, and the others be there, or the reason why not."""
    found = problems(files() | {EVENTS: files()[EVENTS].replace(old, new, 1)})
    assert f"content/{EVENTS}:{line}: {rest}" in [text.split("\n")[0] for text in found]


def test_words_of_what_was_not_amended_are_refused(problems: Messages) -> None:
    """A file of other words holds its targets only."""
    path = LAW.removesuffix("1.md") + "1.pertama.md"
    found = problems(files() | {path: files()[path] + "\n## Pasal 3\nBuaya dilarang.\n"})
    assert [f"content/{path}:4: PERISTIWA-BUNYI Pasal 3 bukan sasaran perubahan UU 1/1999"] == [
        text.split("\n")[0] for text in found
    ]


def test_sound_amendments_have_no_fault(problems: Messages) -> None:
    """A law with three changes and all its words gives no message; its other words are sealed too."""
    assert [] == problems(files())
    path = LAW.removesuffix("1.md") + "1.kedua.md"
    found = problems(files() | {path: "## Pasal 2\n(1) Rakit berlampu hijau.\n"}, sealed=False)
    assert ["MANIFES uu/1999/1/pasal-2@1.kedua.md berubah tanpa perubahan manifes"] == [
        text.split("\n")[0].partition(": ")[2] for text in found
    ]
