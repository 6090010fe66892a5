"""Files of the content folder: which names are read, what is left out with a word, line ends, days to come.

A test is the folder plus the whole message.
"""

import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from samples import FRONT, GUIDE, GUIDE_FRONT, LAW, ROOT, TODAY, law, write_files

from portal.checks import publishable
from portal.reading.reader import read

Messages = Callable[..., list[str]]

BAD_NAME = "ALAMAT-BERKAS nama berkas tidak dapat menjadi alamat; pakai huruf kecil, angka, dan tanda hubung"
UNREAD = "ALAMAT-BERKAS berkas ini tidak dibaca"
OUTSIDE = "pindahkan ke luar folder isi; yang dibaca di sini: berkas .md bernama seperti untuk-rt.md"


def message(file: str, rest: str, hint: str, line: int = 1) -> str:
    """Return a problem as printed."""
    return f"content/{file}:{line}: {rest}\n  saran: {hint}"


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("file", "rest", "hint"),
    [
        ("guides/untuk-rt (1).md", BAD_NAME, "beri nama untuk-rt-1.md"),
        ("guides/Untuk-RT-Baru.md", BAD_NAME, "beri nama untuk-rt-baru.md"),
        ("pages/baru.MD", BAD_NAME, "beri nama baru.md"),
        ("roles/penjaga--sungai.md", BAD_NAME, "beri nama penjaga-sungai.md"),
        (
            "guides/Sungai.md",
            BAD_NAME,
            "beri nama sungai.md, tetapi nama itu sudah dipakai: gabungkan, atau pilih nama lain",
        ),
        (
            "guides/lama/sungai.md",
            "ALAMAT-BERKAS berkas di dalam folder tambahan tidak dibaca",
            "pindahkan ke content/guides/",
        ),
        ("kits/foto.jpg", UNREAD, OUTSIDE),
        ("guides/sungai.md.txt", UNREAD, OUTSIDE),
        ("contact.yaml", UNREAD, "mungkin maksudnya contacts.yaml"),
        ("guide/baru.md", UNREAD, "mungkin maksudnya guides"),
        ("rapat.docx", UNREAD, "pindahkan ke luar folder isi, atau hapus"),
    ],
)
def test_a_file_that_would_not_be_read_is_named(file: str, rest: str, hint: str, problems: Messages) -> None:
    """A name that can be no address, a folder too many, a misspelt file: each fault says what to call the file."""
    files = {LAW: law(), GUIDE: GUIDE_FRONT + "Jaga.\n", file: GUIDE_FRONT + "Baru.\n"}
    assert [message(file, rest, hint)] == problems(files)


@pytest.mark.parametrize(
    "name",
    [
        "guides/.rancangan.md",
        "guides/Thumbs.db",
        "regulations/uu/1999/Thumbs.db",
        "regulations/uu/1999/.DS_Store",
        "desktop.ini",
        "guides/sungai.md~",
        "guides/~$sungai.md",
        ".rancangan",
    ],
)
def test_what_a_system_leaves_behind_is_left_out_with_a_word(name: str, tmp_path: Path) -> None:
    """A hidden file, and what systems and editors' programs make unasked, is not shown, stops nothing, and is told."""
    folder = write_files(tmp_path, {LAW: law(), GUIDE: GUIDE_FRONT + "Jaga.\n", name: b""})
    library, found = read(folder)
    assert (["sungai"], [LAW]) == (
        list(library.guides),
        [i.file.partition("/")[2] for i in library.instruments.values()],
    )
    expected = message(
        name,
        "BERKAS-DILEWATI (peringatan) berkas tersembunyi atau buatan sistem ini dilewati",
        "hapus berkasnya; bila isinya harus tampil, beri nama biasa seperti untuk-rt.md",
    )
    assert [expected] == [str(problem) for problem in found]


def test_nothing_in_a_hidden_folder_is_looked_at(tmp_path: Path) -> None:
    """A hidden folder is one warning, however much it holds; version control's own files are none."""
    names = [".arsip/guides/a.md", ".arsip/guides/b.md", ".git/config", "guides/.gitkeep"]
    _, found = read(write_files(tmp_path, {LAW: law(), **dict.fromkeys(names, "")}))
    assert ["content/.arsip"] == [problem.file for problem in found]


def test_a_dropping_does_not_stop_the_start(tmp_path: Path) -> None:
    """Content with an empty `Thumbs.db` among the texts can be published, with a warning."""
    shutil.copytree(ROOT / "tests" / "content", tmp_path / "content")
    (tmp_path / "content" / "regulations" / "uu" / "Thumbs.db").touch()
    _, warnings = publishable(tmp_path / "content", TODAY)
    assert ["content/regulations/uu/Thumbs.db"] == [problem.file for problem in warnings]


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """A link that leads nowhere is a fault, not a traceback."""
    folder = write_files(tmp_path, {LAW: law(), GUIDE: GUIDE_FRONT})
    (folder / "guides" / "hilang.md").symlink_to("tidak-ada.md")
    _, found = read(folder)
    assert "content/guides/hilang.md:1: ALAMAT-BERKAS berkas tidak dapat dibuka (No such file or directory)" in str(
        found[0]
    )


# ---------------------------------------------------------------- line ends


def test_a_law_with_windows_line_ends_is_one_fault_that_names_them(problems: Messages) -> None:
    """CRLF is told once, with the count, the first line and how to mend it; no other fault comes of it."""
    text = law()
    expected = message(
        LAW,
        f"GANTI-BARIS naskah memakai ganti baris Windows (CRLF) di {text.count(chr(10))} baris",
        "simpan ulang dengan ganti baris LF (VS Code: klik “CRLF” di kanan bawah, pilih “LF”)",
    )
    assert [expected] == problems({LAW: text.replace("\n", "\r\n")})
    part = text[:-10] + text[-10:].replace("\n", "\r\n")
    assert [16] == [int(found.split(":")[1]) for found in problems({LAW: part})]


def test_guides_and_data_may_have_any_line_ends(tmp_path: Path) -> None:
    """Only texts of law are sealed: a guide or data file saved on Windows reads the same."""
    contacts = '- nama: A\n  telepon: ["100"]\n  sumber: B\n  diperiksa: 2026-11-24\n  butuh: Kerja dan upah\n'
    files = {LAW: law(), GUIDE: GUIDE_FRONT + "## Satu\n\n- a\n- b\n", "contacts.yaml": contacts}
    plain, none = read(write_files(tmp_path / "lf", files))
    windows, also_none = read(
        write_files(tmp_path / "crlf", {n: t if n == LAW else t.replace("\n", "\r\n") for n, t in files.items()})
    )
    assert ([], []) == (none, also_none)
    assert (plain.guides, plain.contacts) == (windows.guides, windows.contacts)


# ---------------------------------------------------------------- days to come


@pytest.mark.parametrize(
    ("file", "text", "line", "key"),
    [
        (
            "contacts.yaml",
            '- nama: A\n  telepon: ["100"]\n  sumber: B\n  diperiksa: 2062-11-24\n  butuh: Kerja dan upah\n',
            4,
            "diperiksa",
        ),
        (GUIDE, GUIDE_FRONT.replace("2026", "2062"), 4, "diperiksa"),
        (LAW, law(front=FRONT.replace("diambil: 2026", "diambil: 2062")), 10, "diambil"),
    ],
)
def test_a_day_of_checking_that_is_still_to_come_is_a_fault(
    file: str, text: str, line: int, key: str, problems: Messages
) -> None:
    """Nothing was checked in 2062; such a day would keep every alarm of age silent for decades."""
    rest = f"TANGGAL “{key}: 2062-11-24” masih akan datang"
    expected = message(file, rest, "periksa tahun, bulan, dan harinya", line)
    assert [expected] == problems({LAW: law(), file: text})


def test_a_day_ahead_is_no_fault_but_two_are(problems: Messages) -> None:
    """The checking machine may still have the day before: one day ahead passes, the next does not."""
    for ahead, faults in ((1, 0), (2, 1)):
        day = (TODAY + timedelta(days=ahead)).isoformat()
        front = re.sub(r"diperiksa: \S+", f"diperiksa: {day}", GUIDE_FRONT)
        found = [line for line in problems({LAW: law(), GUIDE: front + "## Satu\n\n- a\n- b\n"}) if "TANGGAL" in line]
        assert faults == len(found), day


def test_a_law_may_come_into_force_later(problems: Messages) -> None:
    """What will hold from a day to come is no fault: the day a law or an event begins to hold."""
    front = FRONT.replace("naskah:", "berlaku: 2062-01-02\nnaskah:")
    assert [] == problems({LAW: law(front=front)})
