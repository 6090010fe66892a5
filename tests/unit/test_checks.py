"""The linter: each rule finds its fault, says where and how to mend it, and is silent on sound content.

A test is the faulty file plus the whole message. Unless it says otherwise the texts are sealed before the check.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from samples import (
    EVENTS,
    FRONT,
    GUIDE,
    GUIDE_FRONT,
    LAW,
    PROOFS,
    ROOT,
    SOUND,
    TODAY,
    law,
    write_files,
)

from portal.checks import check, publishable
from portal.checks.said import CONTACT_WARN_DAYS
from portal.errors import Code, ContentErrors, Severity
from portal.guidance import CONTACT_OLD_DAYS

FILE = f"content/{LAW}"
Messages = Callable[..., list[str]]

EVENT = """\
- sejak: 2005-06-01
  efek: diubah
  oleh: uu/1999/1/pasal-2
  sasaran: [uu/1999/1/pasal-1]
  menjadi: uu/1999/1/pasal-2/ayat-1
  bunyi: baru
  tanpa_bunyi: Rekaan.
  keyakinan: tinggi
  sumber: Rekaan
  diperiksa: 2026-11-24
  pemeriksa: Penguji
"""
PROOF = """\
- bagian: uu/1999/1/pasal-1
  keadaan: belum dicocokkan
  catatan: Belum.
  sejak: 2026-11-01
"""
DUTY = """\
---
judul: Panduan dongeng
ringkasan: Untuk pengujian.
diperiksa: 2026-11-24
tugas:
  - sifat: wajib
    lakukan: Jaga sungai.
    dasar: uu/1999/1/pasal-1
    kutipan: orang wajib menjaga sungai
---
"""


def message(line: int, rest: str, hint: str, file: str = FILE) -> str:
    """Return a fault as printed."""
    return f"{file}:{line}: {rest}\n  saran: {hint}"


SEQUENCE_HINT = "periksa apakah ada bagian yang terlewat atau menempel pada baris sebelumnya"
TWICE_HINT = "perbaiki nomor salah satunya"
SPACE = ("SPASI ada spasi atau tab di akhir baris", "hapus spasi di akhir baris dan tab")


def test_sound_content_has_no_fault(problems: Messages) -> None:
    """A sound law with guide, events and doubts gives no message."""
    assert [] == problems({LAW: law(), EVENTS: EVENT, PROOFS: PROOF, GUIDE: DUTY})


def test_the_miniature_country_has_no_fault() -> None:
    """The country of tests/content, which uses the whole grammar, gives no message."""
    assert [] == check(ROOT / "tests" / "content", TODAY)[1]


# ---------------------------------------------------------------- numbers and addresses


@pytest.mark.parametrize(
    ("body", "line", "what", "after"),
    [
        ("## Pasal 1\nA.\n\n## Pasal 3\nC.\n", 15, "Pasal 3", "setelah Pasal 1"),
        ("## Pasal 2\nA.\n", 12, "Pasal 2", "di awal"),
        ("## Pasal 1\nA.\n\n## Pasal 1B\nC.\n", 15, "Pasal 1B", "setelah Pasal 1"),
        ("## Pasal 1\n(1) A.\n(3) C.\n", 14, "Pasal 1 ayat (3)", "setelah Pasal 1 ayat (1)"),
        ("## Pasal 1\n(2) A.\n", 13, "Pasal 1 ayat (2)", "di awal"),
        ("## Pasal 1\nX:\na. A;\nc. C.\n", 15, "Pasal 1 huruf c", "setelah Pasal 1 huruf a"),
        ("## Pasal 1\nX:\n1. A;\n3. C.\n", 15, "Pasal 1 angka 3", "setelah Pasal 1 angka 1"),
        ("## Pasal 1\nX:\ny. A;\naa. C.\n", 14, "Pasal 1 huruf y", "di awal"),
        ("# BAB I A\n\n## Pasal 1\nA.\n\n# BAB III C\n\n## Pasal 2\nB.\n", 17, "Bab III", "setelah Bab I"),
        ("# BAB IIII A\n\n## Pasal 1\nA.\n", 12, "Bab IIII", "di awal"),
        ("## Pasal I\nA.\n\n## Pasal III\nC.\n", 15, "Pasal III", "setelah Pasal I"),
        ("## Diktum KESATU\nA.\n\n## Diktum KETIGA\nC.\n", 15, "Diktum KETIGA", "setelah Diktum KESATU"),
    ],
)
def test_a_number_that_jumps_is_reported(body: str, line: int, what: str, after: str, problems: Messages) -> None:
    """A number that does not follow the one before is reported where it stands."""
    assert message(line, f"NOMOR-LONCAT {what} berdiri {after}", SEQUENCE_HINT) in problems({LAW: law(body)})


@pytest.mark.parametrize(
    "body",
    [
        "## Pasal 1\nA.\n\n## Pasal 1A\nB.\n\n## Pasal 1B\nC.\n\n## Pasal 2\nD.\n",
        "## Pasal 1\n(1) A.\n(1a) B.\n(2) C.\n",
        "## Pasal I\nA.\n\n## Pasal II\nB.\n\n## Pasal III\nC.\n\n## Pasal IV\nD.\n",
        "## Diktum KESATU\nA.\n\n## Diktum KEDUA\nB.\n\n## Diktum KETIGA\nC.\n",
        "## Pasal 1\nX:\ni. A;\nii. B;\niii. C.\n",
        "## Pasal 1\nX:\n" + "".join(f"{letter}. A;\n" for letter in [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"]),
        "## Pasal 1\nA.\n\n# Lampiran\n\n## Pasal 1\nB.\n\n## Pasal 2\nC.\n",
        "# BUKU KESATU A\n\n# BAB I B\n\n## Pasal 1\nA.\n\n# BUKU KEDUA C\n\n# BAB I D\n\n## Pasal 2\nB.\n",
    ],
)
def test_every_usual_way_of_counting_is_sound(body: str, problems: Messages) -> None:
    """Inserted numbers, roman numerals, ordinals, letters after z, annexes and books that count anew are sound."""
    assert [] == problems({LAW: law(body)})


def test_an_extract_may_leave_numbers_out(problems: Messages) -> None:
    """An extract skips what it does not print."""
    front = FRONT.replace("lengkap", "kutipan")
    assert [] == problems({LAW: law("## Pasal 5\n(2) A.\n(9) B.\n", front)})


def test_an_elucidation_may_leave_numbers_out(problems: Messages) -> None:
    """The elucidation of an article explains some of its ayat."""
    body = "## Pasal 1\n(1) A.\n(2) B.\n\n# PENJELASAN\n\n## Pasal 1\n\n### Ayat (2)\nC.\n"
    assert [] == problems({LAW: law(body)})


def test_a_repeated_number_is_reported_with_both_lines(problems: Messages) -> None:
    """A number that stands twice is reported with both lines, as a number and as an address."""
    address = message(14, "ALAMAT-GANDA alamat uu/1999/1/pasal-1/ayat-1 dipakai dua kali (baris 13 dan 14)", TWICE_HINT)
    number = message(14, "NOMOR-GANDA Pasal 1 ayat (1) ditulis dua kali (baris 13 dan 14)", TWICE_HINT)
    assert [address, number] == problems({LAW: law("## Pasal 1\n(1) A.\n(1) B.\n")})


def test_an_address_of_two_lists_is_reported(problems: Messages) -> None:
    """A second list of the same style in one unit uses its addresses again and is reported."""
    body = "## Pasal 1\nX:\na. A;\n1. B;\n\n# PENJELASAN\n\n## Pasal 1\nA.\n\n## Pasal 1\nB.\n"
    expected = message(
        22, "ALAMAT-GANDA alamat uu/1999/1/penjelasan/pasal-1 dipakai dua kali (baris 19 dan 22)", TWICE_HINT
    )
    assert [expected] == problems({LAW: law(body)})


def test_a_second_note_on_one_provision_is_reported(problems: Messages) -> None:
    """Two doubts about one provision would hide each other."""
    expected = message(
        5,
        "ALAMAT-GANDA uu/1999/1/pasal-1 sudah punya catatan (baris 1)",
        "gabungkan keduanya menjadi satu catatan",
        f"content/{PROOFS}",
    )
    assert [expected] == problems({LAW: law(), PROOFS: PROOF + PROOF})


def test_an_alias_of_two_laws_is_reported(problems: Messages) -> None:
    """A name that two laws use leads nowhere certain."""
    named = FRONT.replace("naskah:", "sebutan: [UU Sungai]\nnaskah:")
    second = named.replace('"1999"', '"2000"')
    expected = message(
        6,
        f"SEBUTAN-GANDA sebutan “UU Sungai” sudah dipakai {FILE}",
        "pakai sebutan yang hanya menunjuk satu peraturan",
        "content/regulations/uu/2000/1.md",
    )
    assert [expected] == problems({LAW: law(SOUND, named), "regulations/uu/2000/1.md": law(SOUND, second)})


# ---------------------------------------------------------------- the text and its file


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("## Pasal 1\n\n## Pasal 2\nA.\n", 12, "Pasal 1"),
        ("## Pasal 1\n(1)\n(2) B.\n", 13, "Pasal 1 ayat (1)"),
        ("# BAB I A\n\n# BAB II B\n\n## Pasal 1\nA.\n", 12, "Bab I"),
        ("## Pasal 1\nA.\n\n# Penutup\n", 15, "Penutup"),
    ],
)
def test_a_unit_without_words_is_reported(body: str, line: int, what: str, problems: Messages) -> None:
    """A provision or heading without any text is reported."""
    hint = "tulis teksnya; bila sumbernya berlubang, tulis [teks hilang pada salinan sumber]"
    assert [message(line, f"KOSONG {what} tidak berisi teks", hint)] == problems({LAW: law(body)})


@pytest.mark.parametrize(
    ("state", "body", "what", "hint"),
    [
        (
            "belum tersedia",
            SOUND,
            "naskah disebut belum tersedia, tetapi berkas berisi teks",
            "ubah “naskah” menjadi lengkap atau kutipan, atau hapus isi di bawah data kepala",
        ),
        (
            "lengkap",
            "UNDANG-UNDANG\n",
            "berkas tidak memuat satu pasal atau diktum pun",
            "tulis teksnya, atau ubah “naskah” menjadi belum tersedia",
        ),
    ],
)
def test_a_text_state_that_does_not_fit_is_reported(
    state: str, body: str, what: str, hint: str, problems: Messages
) -> None:
    """`naskah` says whether there is a text, and the body must agree."""
    front = FRONT.replace("lengkap", state)
    assert [message(6, f"NASKAH-ISI {what}", hint)] == problems({LAW: law(body, front)})


def test_a_text_that_was_matched_with_nothing_is_reported(problems: Messages) -> None:
    """Readers must be told what a text was compared with."""
    front = FRONT.replace("pencocokan: Rekaan, bukan hukum.\n", "")
    hint = "tulis kunci “pencocokan”: dengan naskah apa teks ini dicocokkan"
    expected = message(2, "NASKAH-COCOK tidak dikatakan teks ini dicocokkan dengan apa", hint)
    assert [expected] == problems({LAW: law(SOUND, front)})


@pytest.mark.parametrize("heading", ["## Pasal satu", "## Menimang", "# BAB lima", "#Judul"])
def test_a_heading_of_unknown_words_is_reported(heading: str, problems: Messages) -> None:
    """A # line that is no heading is reported with its words."""
    words = heading.lstrip("# ")
    hint = "tulis judul seperti “## Pasal 1” atau “# BAB I KETENTUAN UMUM”; bila bukan judul, awali dengan \\"
    expected = message(14, f"JUDUL judul “{words}” tidak dikenal", hint)
    assert [expected] == problems({LAW: law(f"## Pasal 1\nA.\n{heading}\nB.\n")})


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## Pasal 1\nA. \n", 13),
        ("## Pasal 1\nA\tB.\n", 13),
        ("## Pasal 1\nA.\rB.\n", 13),
        ("## Pasal 1 \nA.\n", 12),
        ("## Pasal 1\n(1)\tA.\n", 13),
        ("## Pasal 1\n(1) A.\nB. \n", 14),
    ],
)
def test_a_blank_at_the_end_or_a_tab_is_reported(body: str, line: int, problems: Messages) -> None:
    """Blanks at the end of a line, tabs and foreign line ends are reported, on headings and marks too."""
    assert [message(line, *SPACE)] == problems({LAW: law(body)})


@pytest.mark.parametrize(
    ("body", "line"),
    [("## Pasal 1\nA.", 13), ("## Pasal 1\nA.\n\n", 14), ("## Pasal 1\n(1) A.\n\n\n", 15), ("## Pasal 1\n\\a. A", 13)],
)
def test_a_file_ends_with_one_newline(body: str, line: int, problems: Messages) -> None:
    """A file without a newline at its end, or with blank lines there, is reported."""
    expected = message(line, "SPASI akhir berkas tidak rapi", "akhiri berkas dengan tepat satu ganti baris")
    assert [expected] == problems({LAW: law(body)})


@pytest.mark.parametrize(
    "line",
    [
        "Ini **tebal**.",
        "Ini __tebal__.",
        "Lihat [ini](https://x.invalid).",
        "Lihat [ini](/a).",
        "A <b>b</b>",
        "<a href='x'>y",
    ],
)
def test_markdown_and_html_in_law_are_reported(line: str, problems: Messages) -> None:
    """Law has no bold, links or HTML."""
    hint = "hapus tanda tebal, tautan, atau HTML dari teks hukum"
    expected = message(13, "TEKS-POLOS teks hukum memuat tanda Markdown atau HTML", hint)
    assert [expected] == problems({LAW: law(f"## Pasal 1\n{line}\n")})


def test_a_file_that_is_not_utf_8_is_reported(problems: Messages) -> None:
    """A file in another encoding is reported at the line of the first foreign byte."""
    expected = message(13, "HURUF berkas bukan teks UTF-8", "simpan ulang berkas sebagai UTF-8")
    assert [expected] == problems({LAW: law("## Pasal 1\nkata\n").encode().replace(b"kata", b"k\xe4ta")})


@pytest.mark.parametrize(
    ("path", "line", "old", "new", "what"),
    [
        ("uu/1999/2", 3, "", "", "nomor “1” dan tahun “1999” tidak sesuai letak berkas"),
        ("uu/2000/1", 3, "", "", "nomor “1” dan tahun “1999” tidak sesuai letak berkas"),
        ("pp/1999/1", 2, "", "", "jenis “UU” tidak sesuai letak berkas"),
        ("perda/kaltim/1999/1", 2, "UU", "Perda", "wilayah “” tidak sesuai letak berkas"),
        ("perda/kaltara/1999/1", 2, "UU", "Perda", "wilayah “” tidak sesuai letak berkas"),
        (
            "uu/1999/1",
            5,
            "judul",
            "wilayah: Kalimantan Timur\njudul",
            "wilayah “Kalimantan Timur” tidak sesuai letak berkas",
        ),
    ],
)
def test_a_file_in_the_wrong_place_is_reported(
    path: str, line: int, old: str, new: str, what: str, problems: Messages
) -> None:
    """The place of a file must agree with its kind, number, year and region; the fault stands at that key's line."""
    file = f"regulations/{path}.md"
    expected = message(line, f"ALAMAT-BERKAS {what}", "samakan keduanya", f"content/{file}")
    assert [expected] == problems({file: law(SOUND, FRONT.replace(old, new, 1))})


@pytest.mark.parametrize(
    ("path", "kind", "region", "what"),
    [
        ("dekrit/1999/1", "UU", "", "jenis peraturan “dekrit” belum dikenal"),
        ("permen/wisata/1999/1", "Permen", "", "kementerian “wisata” di letak berkas belum dikenal"),
        ("permen/1999/1", "Permen", "", "kementerian “” di letak berkas belum dikenal"),
        ("perda/tabalong/1999/1", "Perda", "Kabupaten Tabalong", "wilayah “tabalong” di letak berkas belum dikenal"),
        ("perda/1999/1", "Perda", "", "wilayah “” di letak berkas belum dikenal"),
        ("uu/kaltim/1999/1", "UU", "", "Undang-Undang tidak memakai “kaltim” di letak berkasnya"),
        (
            "perwali/berau/1999/1",
            "Perwali",
            "Kabupaten Berau",
            "Peraturan Wali Kota dibuat oleh kota, bukan oleh Kabupaten Berau",
        ),
    ],
)
def test_an_unknown_kind_or_maker_is_told_as_such(
    path: str, kind: str, region: str, what: str, problems: Messages
) -> None:
    """A kind, region or ministry that the tables lack, or that does not fit the kind, is named in one message."""
    front = FRONT.replace("jenis: UU", f"jenis: {kind}" + (f"\nwilayah: {region}" if region else ""), 1)
    found = problems({f"regulations/{path}.md": law(SOUND, front)})
    assert [f"content/regulations/{path}.md:1: ALAMAT-BERKAS {what}"] == [text.split("\n")[0] for text in found]


@pytest.mark.parametrize(
    ("path", "kind", "region"),
    [
        ("perppu/1999/1", "Perppu", ""),
        ("permen/pppa/1999/1", "Peraturan Menteri", ""),
        ("perda/kaltara/1999/1", "Perda", "Provinsi Kalimantan Utara"),
        ("perda/samarinda/1999/1", "Perda", "Kota Samarinda"),
        ("perbup/kutai-timur/1999/1", "Perbup", "Kabupaten Kutai Timur"),
        ("perwali/kota-banjarmasin/1999/1", "Perwali", "Kota Banjarmasin"),
        ("perdes/desa-muara-badak-ulu/1999/1", "Peraturan Desa", "Desa Muara Badak Ulu"),
    ],
)
def test_every_kind_has_a_place(path: str, kind: str, region: str, problems: Messages) -> None:
    """Laws of ministries, provinces, districts and villages are entered like any other; a new region needs no code."""
    front = FRONT.replace("jenis: UU", f"jenis: {kind}" + (f"\nwilayah: {region}" if region else ""), 1)
    assert [] == problems({f"regulations/{path}.md": law(SOUND, front)})


@pytest.mark.parametrize("path", ["catatan.md", "uu/21.md", "uu/1999/1/penjelasan.md", "uu/1999/1/lain.md"])
def test_a_file_whose_place_is_no_address_is_reported(path: str, problems: Messages) -> None:
    """A file that stands where no law can be is reported, and never takes the place of a law."""
    expected = message(
        1,
        "ALAMAT-BERKAS letak berkas bukan alamat peraturan",
        "simpan seperti uu/2007/21.md",
        f"content/regulations/{path}",
    )
    assert [expected] == problems({LAW: law(), f"regulations/{path}": law()})


@pytest.mark.parametrize("name", ["1.event.yaml", "2.events.yaml", "2.proof.yaml", "2.sha256", "1.txt"])
def test_a_file_that_nothing_reads_is_reported(name: str, problems: Messages) -> None:
    """Data beside no text, or under a misspelt name, would be passed over in silence and is reported."""
    stem = name[0]
    expected = message(
        1,
        "ALAMAT-BERKAS berkas ini tidak dibaca",
        f"yang dibaca: {stem}.md, dan di sampingnya {stem}.events.yaml, {stem}.proof.yaml, {stem}.sha256",
        f"content/regulations/uu/1999/{name}",
    )
    assert [expected] == problems({LAW: law(), f"regulations/uu/1999/{name}": ""})


def test_dates_out_of_order_are_reported(problems: Messages) -> None:
    """A law is enacted, then promulgated, then in force."""
    front = FRONT.replace("naskah:", "ditetapkan: 1999-03-02\ndiundangkan: 1999-03-01\nnaskah:")
    expected = message(7, "TANGGAL tanggal tidak berurutan", "urutannya: ditetapkan, diundangkan, berlaku")
    assert [expected] == problems({LAW: law(SOUND, front)})


# ---------------------------------------------------------------- elucidation and citations


def test_an_elucidation_of_nothing_is_reported(problems: Messages) -> None:
    """An elucidation that names an ayat which is not there is reported."""
    body = "## Pasal 1\n(1) A.\n\n# PENJELASAN\n\n## Pasal 1\n\n### Ayat (1)\nB.\n\n### Ayat (2)\nC.\n"
    what = "PENJELASAN-SASARAN Penjelasan menyebut Penjelasan Pasal 1 ayat (2), yang tidak ada di batang tubuh"
    assert [message(22, what, "periksa nomornya")] == problems({LAW: law(body)})


def test_an_article_without_elucidation_is_reported(problems: Messages) -> None:
    """A full text with an elucidation explains every article."""
    body = "## Pasal 1\nA.\n\n## Pasal 2\nB.\n\n# PENJELASAN\n\n## Pasal 1\nC.\n"
    hint = "tulis penjelasannya; bila sumbernya berlubang, tulis [teks hilang pada salinan sumber]"
    assert [message(15, "PENJELASAN-HILANG Pasal 2 tidak punya penjelasan", hint)] == problems({LAW: law(body)})


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("ayat (3)", "mungkin maksudnya Pasal 2 ayat (2)"),
        ("Pasal 9", "mungkin maksudnya Pasal 2"),
        ("Pasal 777 ayat (55) huruf z angka 44", "periksa nomor pasal dan ayat"),
    ],
)
def test_a_dead_citation_in_law_is_reported(words: str, hint: str, problems: Messages) -> None:
    """A citation of a provision that is not there is reported, with the nearest that is."""
    body = f"## Pasal 1\nA.\n\n## Pasal 2\n(1) B.\n(2) Lihat {words}.\n"
    assert [message(17, f"KUTIPAN-MATI “{words}” tidak ada di UU 1/1999", hint)] == problems({LAW: law(body)})


def test_a_dead_citation_in_a_guide_is_reported_at_its_line(problems: Messages) -> None:
    """A guide's dead citation is reported at the line of the guide it stands in."""
    text = f"{GUIDE_FRONT}Satu.\n\nDua (Pasal 2 ayat (3) UU 1/1999).\n"
    expected = message(
        8,
        "KUTIPAN-MATI “Pasal 2 ayat (3) UU 1/1999” tidak ada di UU 1/1999",
        "mungkin maksudnya Pasal 2 ayat (2)",
        f"content/{GUIDE}",
    )
    assert [expected] == problems({LAW: law(), GUIDE: text})


def test_a_citation_without_law_in_a_guide_is_reported(problems: Messages) -> None:
    """A guide names the law of every provision it cites."""
    expected = message(
        6,
        "KUTIPAN-TANPA-PERATURAN “Pasal 2 ayat (1)” tidak menyebut peraturannya",
        "tulis nama peraturannya, misalnya “Pasal 48 ayat (1) UU 21/2007”",
        f"content/{GUIDE}",
    )
    assert [expected] == problems({LAW: law(), GUIDE: f"{GUIDE_FRONT}Menurut Pasal 2 ayat (1) begitu.\n"})


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ("Pasal 2 Perbup 3/2016", "wilayahnya"),
        ("Pasal 2 Peraturan Menteri Pariwisata Nomor 3 Tahun 2015", "kementerian yang dikenal"),
    ],
)
def test_a_citation_without_maker_in_a_guide_is_reported(words: str, lacking: str, problems: Messages) -> None:
    """A law that any of several may have made is cited with the one that did."""
    expected = message(
        6,
        f"KUTIPAN-TANPA-PERATURAN “{words}” tidak menyebut {lacking}",
        "tulis pembuatnya, seperti “Perbup Kutai Timur 3/2016” atau “Permen PPPA 8/2021”",
        f"content/{GUIDE}",
    )
    assert [expected] == problems({LAW: law(), GUIDE: f"{GUIDE_FRONT}Menurut {words} begitu.\n"})


@pytest.mark.parametrize(
    "words", ["Pasal 10 UU 9/1988", "Pasal 28 UUD 1945", "Pasal 184 KUHAP", "Pasal 5 Undang-Undang yang bersangkutan"]
)
def test_a_citation_of_a_law_we_do_not_hold_is_sound(words: str, problems: Messages) -> None:
    """A citation of a law that is not in the library is no fault."""
    assert [] == problems({LAW: law(), GUIDE: f"{GUIDE_FRONT}Menurut {words} begitu.\n"})


# ---------------------------------------------------------------- duties


def test_a_duty_on_nothing_is_reported(problems: Messages) -> None:
    """A duty whose ground is not there is reported (and its citation is dead)."""
    found = problems({LAW: law(), GUIDE: DUTY.replace("pasal-1", "pasal-1/ayat-7")})
    ground = message(
        8, "TUGAS-DASAR dasar uu/1999/1/pasal-1/ayat-7 tidak ada", "periksa nomor pasal dan ayat", f"content/{GUIDE}"
    )
    assert ground.split("\n")[0] in [text.split("\n")[0] for text in found]


def test_a_wrong_quotation_is_reported(problems: Messages) -> None:
    """A duty quotes its provision word for word; the hint shows where it first differs, and what stands there."""
    expected = message(
        9,
        "TUGAS-KUTIPAN kutipan “orang wajib menjaga laut…” tidak ada di Pasal 1",
        "salin kata demi kata dari bagian yang disebut “dasar”: kutipan berbeda mulai “laut”, di sana tertulis “orang "
        "wajib menjaga sungai.”",
        f"content/{GUIDE}",
    )
    assert [expected] == problems({LAW: law(), GUIDE: DUTY.replace("menjaga sungai", "menjaga laut")})


def test_a_quotation_like_no_passage_gets_no_example(problems: Messages) -> None:
    """Where no passage is like a quote, the hint names none."""
    found = problems({LAW: law(), GUIDE: DUTY.replace("orang wajib menjaga sungai", "harus memelihara air")})
    assert ["salin kata demi kata dari bagian yang disebut “dasar”"] == [text.split("saran: ")[1] for text in found]


def test_a_duty_without_binding_words_is_reported(problems: Messages) -> None:
    """`wajib` stands only where the quoted words bind."""
    expected = message(
        6,
        "TUGAS-SIFAT sifat “wajib”, tetapi kutipan Pasal 1 tidak mengatakannya",
        "pakai sifat lain, atau kutip bagian yang memuat kata wajib, harus, atau berkewajiban",
        f"content/{GUIDE}",
    )
    assert [expected] == problems({LAW: law(), GUIDE: DUTY.replace("orang wajib menjaga", "menjaga")})


def test_a_duty_on_a_provision_that_an_extract_leaves_out_is_sound(problems: Messages) -> None:
    """The words of a provision that is not printed cannot be compared."""
    text = DUTY.replace("pasal-1", "pasal-99")
    assert [] == problems({LAW: law(front=FRONT.replace("lengkap", "kutipan")), GUIDE: text})


def test_a_weaker_force_needs_no_binding_words(problems: Messages) -> None:
    """`dapat` may quote words that do not bind."""
    text = DUTY.replace("orang wajib menjaga", "menjaga").replace("sifat: wajib", "sifat: dapat")
    assert [] == problems({LAW: law(), GUIDE: text})


# ---------------------------------------------------------------- events, doubts, seals


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("sasaran", "[uu/1999/1/pasal-1]", "[uu/1999/1/pasal-7]"),
        ("oleh", "oleh: uu/1999/1/pasal-2", "oleh: uu/1946/1/pasal-2"),
        ("menjadi", "menjadi: uu/1999/1/pasal-2/ayat-1", "menjadi: uu/1999/1/pasal-2/ayat-5"),
    ],
)
def test_an_event_on_nothing_is_reported(key: str, old: str, new: str, problems: Messages) -> None:
    """Targets, actor and replacement of an event must be there."""
    assert old in EVENT
    address = new.removeprefix(f"{key}: ").strip("[]")
    line = EVENT[: EVENT.index(f"  {key}:")].count("\n") + 1
    [found] = problems({LAW: law(), EVENTS: EVENT.replace(old, new)})
    assert f"content/{EVENTS}:{line}: PERISTIWA “{key}: {address}” tidak ada" == found.split("\n")[0]


def test_an_event_may_act_through_a_whole_law(problems: Messages) -> None:
    """An event names the acting law where its provision is not in the library."""
    assert [] == problems({LAW: law(), EVENTS: EVENT.replace("oleh: uu/1999/1/pasal-2", "oleh: uu/1999/1")})


def test_a_doubt_about_nothing_is_reported(problems: Messages) -> None:
    """A doubt names a provision that is there."""
    [found] = problems({LAW: law(), PROOFS: PROOF.replace("pasal-1", "pasal-8")})
    assert f"content/{PROOFS}:1: COCOK-SASARAN “bagian: uu/1999/1/pasal-8” tidak ada" == found.split("\n")[0]


def test_a_lost_text_that_is_there_is_reported(problems: Messages) -> None:
    """`teks hilang` needs the mark of a gap in the text."""
    expected = message(
        2,
        "COCOK-TANDA Pasal 1 disebut teks hilang, tetapi teksnya tidak berlubang",
        "tulis [teks hilang pada salinan sumber] di teks, atau ubah keadaannya",
        f"content/{PROOFS}",
    )
    assert [expected] == problems({LAW: law(), PROOFS: PROOF.replace("belum dicocokkan", "teks hilang")})


def test_a_gap_without_a_doubt_is_reported(problems: Messages) -> None:
    """Each gap of a text has a note that says so to readers."""
    expected = message(
        14,
        "COCOK-TANDA Pasal 1 ayat (2) berlubang tanpa catatan",
        "tambahkan catatan untuk uu/1999/1/pasal-1/ayat-2 di berkas .proof.yaml",
    )
    body = "## Pasal 1\n(1) A.\n(2) [teks hilang pada salinan sumber]\n"
    assert [expected] == problems({LAW: law(body)})


def test_a_full_text_leaves_nothing_out(problems: Messages) -> None:
    """The mark of an extract in a full text is reported."""
    expected = message(
        12,
        "COCOK-TANDA Pasal 1 disebut tidak dimuat, tetapi naskah bukan kutipan",
        "tulis [teks hilang pada salinan sumber] bila teksnya hilang",
    )
    assert [expected] == problems({LAW: law("## Pasal 1\n[tidak dimuat dalam kutipan ini]\n")})


SEAL_HINT = "bila perubahan disengaja dan sudah dicocokkan, jalankan “portal manifest”"


def test_a_text_without_a_seal_is_reported(problems: Messages) -> None:
    """A new law without any manifest is one fault, not one for each of its provisions."""
    hint = "cocokkan teksnya, lalu jalankan “portal manifest”"
    expected = message(1, "MANIFES uu/1999/1 belum punya manifes (2 bagian)", hint)
    assert [expected] == problems({LAW: law()}, sealed=False)


def test_a_new_provision_without_a_seal_is_reported(problems: Messages) -> None:
    """A provision that a sealed law does not know yet is reported."""
    problems({LAW: law("## Pasal 1\nSetiap orang wajib menjaga sungai.\n")})
    expected = message(15, "MANIFES uu/1999/1/pasal-2 baru tanpa perubahan manifes", SEAL_HINT)
    assert [expected] == problems({LAW: law()}, sealed=False)


def test_a_changed_or_lost_text_is_reported(problems: Messages) -> None:
    """A provision that changed, and one that is gone, are reported until the manifest is written anew."""
    assert [] == problems({LAW: law()})
    lost = "kembalikan teksnya, atau jalankan “portal manifest” bila memang dihapus"
    expected = [
        message(1, "MANIFES uu/1999/1/pasal-2 ada di manifes, tetapi hilang dari teks", lost),
        message(12, "MANIFES uu/1999/1/pasal-1 berubah tanpa perubahan manifes", SEAL_HINT),
    ]
    assert expected == problems({LAW: law("## Pasal 1\nSetiap orang boleh.\n")}, sealed=False)


# ---------------------------------------------------------------- guides and contacts


@pytest.mark.parametrize(
    ("body", "line", "rest", "hint"),
    [
        ("# Judul\n", 6, "PANDUAN-JUDUL judul tingkat satu di isi panduan", "mulai dari ##"),
        ("Satu <b>dua</b>.\n", 6, "PANDUAN-HTML ada HTML di panduan", "tulis dengan Markdown saja"),
        ("A\n\n<script>alert(1)</script>\n", 8, "PANDUAN-HTML ada HTML di panduan", "tulis dengan Markdown saja"),
        (
            "A\n\n3. Tiga\n4. Empat\n",
            8,
            "PANDUAN-NOMOR daftar bernomor mulai dari 3",
            "mulai dari 1, tanpa baris kosong di antaranya",
        ),
        ("A\n===\n", 6, "PANDUAN-JUDUL judul tingkat satu di isi panduan", "mulai dari ##"),
        (
            "A\n\n##### Lima\nB\n",
            8,
            "PANDUAN-JUDUL judul tingkat lima melebur dengan teks",
            "pakai ##, ###, atau ####",
        ),
        ("A\n\n## \nB\n", 8, "PANDUAN-JUDUL judul tanpa kata", "tulis judulnya, atau hapus barisnya"),
        (
            "A\n\n![Alur](alur.png)\n",
            8,
            "PANDUAN-HILANG gambar “alur.png” tidak akan tampak; portal tidak memuat gambar",
            "hapus gambarnya, dan katakan isinya dengan kata",
        ),
        *(
            (
                f"A [x](https://sungai.example/)\n\nB [peta]({address}) C\n",
                8,
                f"PANDUAN-HILANG tautan ke “{address}” tidak akan dapat dibuka",
                "tulis alamat lengkap https://…, tel:…, atau alamat di portal seperti /panduan/untuk-rt",
            )
            for address in ("//sungai.example/", "http://sungai.example/", "mailto:a@sungai.example", "")
        ),
        (
            "A\n\n    menjorok\n",
            8,
            "PANDUAN-HILANG “menjorok” menjorok, dan akan melebur dengan teks lain",
            "hapus jarak di awal barisnya",
        ),
        (
            "A\n\n[Catatan]: penting\n",
            8,
            "PANDUAN-HILANG baris “[catatan]: …” tidak akan tampak",
            "tulis tautan sebagai [kata](alamat); bila bukan tautan, awali barisnya dengan \\",
        ),
    ],
)
def test_a_guide_that_would_not_read_well_is_reported(
    body: str, line: int, rest: str, hint: str, problems: Messages
) -> None:
    """What would vanish or melt on the page is reported at its line; so are raw HTML and lists that start elsewhere."""
    assert [message(line, rest, hint, f"content/{GUIDE}")] == problems({LAW: law(), GUIDE: GUIDE_FRONT + body})


def test_a_guide_keeps_the_section_that_a_sheet_prints(problems: Messages) -> None:
    """A renamed heading would take a sheet for walls away; the message names the sheet and the headings there are."""
    guide, body = "guides/kenali-tanda.md", "## Tanda yang mencolok\n\n- Takut.\n"
    expected = message(
        6,
        "PANDUAN-LEMBAR bagian “tanda yang perlu anda perhatikan” tidak ada, padahal lembar cetak “Lembar tanda” "
        "memuatnya",
        "kembalikan judul itu; yang ada: Tanda yang mencolok",
        f"content/{guide}",
    )
    assert [expected] == problems({LAW: law(), guide: GUIDE_FRONT + body})
    kept = "## Tanda yang perlu Anda perhatikan\n\n- Takut.\n"
    assert [] == problems({LAW: law(), guide: GUIDE_FRONT + kept})


def test_everything_that_vanishes_is_named(problems: Messages) -> None:
    """Two pictures on two lines are two messages, each at its own line."""
    body = "![a](satu.png)\n\nB\n\n![a](satu.png)\n"
    found = problems({LAW: law(), GUIDE: GUIDE_FRONT + body})
    assert [6, 10] == [int(text.split(":")[1]) for text in found if "PANDUAN-HILANG gambar" in text]


def test_a_page_is_checked_like_a_guide(problems: Messages) -> None:
    """Pages in our own words keep the rules of guides."""
    page = "pages/tentang.md"
    expected = message(6, "PANDUAN-JUDUL judul tingkat satu di isi panduan", "mulai dari ##", f"content/{page}")
    assert [expected] == problems({LAW: law(), page: GUIDE_FRONT + "# Judul\n"})


@pytest.mark.parametrize(
    ("age", "state", "kind"),
    [
        (CONTACT_WARN_DAYS, "", ""),
        (CONTACT_WARN_DAYS + 1, "", "peringatan"),
        (CONTACT_OLD_DAYS, "", "peringatan"),
        (CONTACT_OLD_DAYS + 1, "", "lewat waktu"),
        (CONTACT_OLD_DAYS + 1, "belum diverifikasi", "peringatan"),
    ],
)
def test_a_number_that_nobody_looked_at_is_told(age: int, state: str, kind: str, problems: Messages) -> None:
    """A contact checked more than half a year ago is a warning; after a year it is overdue, if shown as verified."""
    day = TODAY - timedelta(days=age)
    row = f"- nama: Pos\n  sumber: Rekaan\n  diperiksa: {day}\n  keadaan: {state}\n  butuh: Kerja dan upah\n"
    found = problems({LAW: law(), "contacts.yaml": row})
    expected = message(
        3,
        f"KONTAK-UMUR ({kind}) nomor “Pos” terakhir diperiksa {age} hari lalu",
        "hubungi nomornya, lalu perbarui “diperiksa” dan “sumber”",
        "content/contacts.yaml",
    )
    assert ([expected] if kind else []) == found


# ---------------------------------------------------------------- the run as a whole


def test_a_folder_without_any_law_is_a_fault(tmp_path: Path) -> None:
    """An empty or missing content folder is told as such."""
    folder = tmp_path / "content"
    hint = "periksa letak folder isi (pengaturan PORTAL_CONTENT)"
    expected = f"{folder}:1: ISI-KOSONG folder isi tidak memuat satu peraturan pun\n  saran: {hint}"
    assert [expected] == [str(problem) for problem in check(folder, TODAY)[1]]


def test_all_faults_of_a_run_are_told_at_once_in_file_order(problems: Messages) -> None:
    """Faults of several files and rules come in one list, by file and line."""
    found = problems({LAW: law("## Pasal 1\n**A**\n\n## Pasal 3\nB.\n"), GUIDE: GUIDE_FRONT + "# X\n", EVENTS: "a: 1"})
    expected = ["PANDUAN-JUDUL", "DATA-DAFTAR", "TEKS-POLOS", "NOMOR-LONCAT"]
    assert expected == [text.split(": ")[1].split()[0] for text in found]


def test_content_with_faults_cannot_be_published(tmp_path: Path) -> None:
    """Whoever wants to serve faulty content gets all its faults as one error."""
    folder = write_files(tmp_path, {LAW: law("## Pasal 1\n\n## Pasal 3\nB.\n")})
    with pytest.raises(ContentErrors) as error:
        publishable(folder, TODAY)
    expected = {"KOSONG", "NOMOR-LONCAT", "MANIFES"}
    assert expected == {problem.code for problem in error.value.problems}


def test_content_with_warnings_can_be_published() -> None:
    """Neither a warning nor a number grown old keeps the portal from starting."""
    library, warnings = publishable(ROOT / "tests" / "content", date(2030, 1, 1))
    assert (4, {Severity.WARNING, Severity.OVERDUE}) == (
        len(library.instruments),
        {problem.severity for problem in warnings},
    )


def shown_codes() -> set[str]:
    """Return every word of the fault tests that is written like a code."""
    files = [
        "test_checks.py",
        "test_checks_asked.py",
        "test_checks_files.py",
        "test_checks_said.py",
        "test_checks_duties.py",
        "test_checks_found.py",
        "test_checks_kits.py",
        "test_checks_men.py",
        "test_days.py",
        "test_front_matter.py",
        "test_phone.py",
        "test_pictures.py",
    ]
    texts = "".join((ROOT / "tests" / "unit" / file).read_text("utf-8") for file in files)
    return set(re.findall(r"\b[A-Z]{3,}(?:-[A-Z]+)*\b", texts))


def test_every_code_has_a_fault_that_shows_it() -> None:
    """Each code that the reader or the linter can give is shown by a test in this file or test_front_matter."""
    assert set() == {str(code) for code in Code} - shown_codes()


# ---------------------------------------------------------------- names that laws share


def named(number: int, more: str) -> dict[str, str]:
    """Return the file of a law of 1999 with further lines in its front matter."""
    front = FRONT.replace('nomor: "1"', f'nomor: "{number}"\n{more}', 1)
    return {f"regulations/uu/1999/{number}.md": law(SOUND, front)}


def test_a_shared_name_of_one_law_is_reported(problems: Messages) -> None:
    """A name that laws bear one after the other stands on two of them at least."""
    hint = "tulis juga di peraturan yang digantikan atau menggantikannya, atau pindahkan ke “sebutan”"
    expected = message(4, "SEBUTAN-BERSAMA sebutan bersama “Kitab Sungai” hanya ada di berkas ini", hint)
    assert [expected] == problems(named(1, "sebutan_bersama: [Kitab Sungai]"))
    assert [] == problems(named(1, "sebutan_bersama: [Kitab Air]") | named(2, "sebutan_bersama: [Kitab Air]"))
