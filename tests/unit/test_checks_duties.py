"""The linter on what the portal asks of people: every wrong row is found, and says how to mend it.

A test is the faulty file plus the whole message.
"""

from collections.abc import Callable

import pytest
from samples import EVENTS, GUIDE_FRONT, LAW, law

Messages = Callable[..., list[str]]

ROLE = "roles/penjaga.md"
CONTACTS = "contacts.yaml"
ROLE_TEXT = """\
---
judul: Penjaga sungai
kelompok: Warga
disebut_sebagai: [setiap orang]
ringkasan: Menjaga sungai.
kedudukan: Rekaan.
diperiksa: 2026-11-24
hubungi: [Pos]
tugas:
  - tahap: pencegahan
    sifat: wajib
    lakukan: Jaga sungai.
    dasar: uu/1999/1/pasal-1
    kutipan: Setiap orang wajib menjaga sungai
---
"""
POST = '- nama: Pos\n  telepon: ["000"]\n  sumber: Rekaan\n  diperiksa: 2026-11-24\n  butuh: Kerja dan upah\n'
DEADLINE = """\
- apa: Jaga sungai
  siapa: Penjaga
  peran: [penjaga]
  waktu: 1 hari
  dasar: uu/1999/1/pasal-1
  kutipan: wajib menjaga
"""
STEP = """\
- id: lihat
  judul: Lihat sungai
  tahap: pencegahan
  peran: [penjaga]
  lakukan: Lihat.
  dasar: [uu/1999/1/pasal-1]
"""
INQUIRY = """\
mulai: basah
pertanyaan:
  - id: basah
    tanya: Apakah sungai basah?
    pilihan:
      - jawab: Ya
        ke: selesai
hasil:
  - id: selesai
    judul: Selesai
    langkah: [Pulang.]
    darurat: saya
    peran: [penjaga]
"""
QUOTE_HINT = "salin kata demi kata dari bagian yang disebut “dasar”"
BASIS_HINT = "tulis “dasar” dengan “kutipan”, atau “dasar_luar” bila naskahnya tidak ada di portal"


def message(file: str, line: int, rest: str, hint: str) -> str:
    """Return a problem as printed."""
    return f"content/{file}:{line}: {rest}\n  saran: {hint}"


def files(**changed: str) -> dict[str, str]:
    """Return a sound content folder with some files replaced."""
    sound = {"role": (ROLE, ROLE_TEXT), "contacts": (CONTACTS, POST)}
    return {LAW: law()} | {path: changed.get(name, text) for name, (path, text) in sound.items()}


def test_sound_rows_have_no_fault(problems: Messages) -> None:
    """A role, a deadline, a step and a decision help that are proven give no message."""
    found = problems(files() | {"tenggat.yaml": DEADLINE, "alur.yaml": STEP, "tanya.yaml": INQUIRY})
    assert [] == found


@pytest.mark.parametrize(
    ("right", "wrong", "line", "rest", "hint"),
    [
        ("pasal-1\n", "pasal-9\n", 13, "TUGAS-DASAR dasar uu/1999/1/pasal-9 tidak ada", "mungkin maksudnya Pasal 2"),
        (
            "orang wajib menjaga",
            "orang harus menjaga",
            14,
            "TUGAS-KUTIPAN kutipan “Setiap orang harus menjaga sungai…” tidak ada di Pasal 1",
            QUOTE_HINT,
        ),
        (
            "kutipan: Setiap orang wajib menjaga sungai",
            "kutipan: Setiap orang",
            11,
            "TUGAS-SIFAT sifat “wajib”, tetapi kutipan Pasal 1 tidak mengatakannya",
            "pakai sifat lain, atau kutip bagian yang memuat kata wajib, harus, atau berkewajiban",
        ),
        (
            "[setiap orang]",
            "[bupati]",
            14,
            "TUGAS-PELAKU pelaku dalam kutipan Pasal 1 bukan Penjaga sungai (bupati)",
            "kutip sampai pelakunya, tulis “pelaku” (ketentuan yang menyebutnya), atau hapus barisnya",
        ),
        (
            "tahap: pencegahan\n    sifat",
            "sifat",
            10,
            "TUGAS-TAHAP “Jaga sungai.” tidak punya tahap",
            "tulis “tahap”, misalnya pencegahan",
        ),
        (
            "sifat: wajib",
            "sifat: anjuran",
            13,
            "TUGAS-DASAR anjuran kami tidak boleh memakai dasar hukum",
            "hapus dasarnya, atau pakai sifat yang sesuai dengan bunyi pasalnya",
        ),
        (
            "hubungi: [Pos]",
            "hubungi: [Pos Lain]",
            8,
            "PERAN kontak “Pos Lain” tidak ada",
            "pakai nama di contacts.yaml",
        ),
        (
            "    kutipan: Setiap orang wajib menjaga sungai\n",
            "    kutipan: Setiap orang wajib menjaga sungai\n    dasar_luar: Pasal 1 UU 9/1999\n",
            13,
            "TUGAS-DASAR harus ada tepat satu dasar",
            BASIS_HINT,
        ),
        (
            "    dasar: uu/1999/1/pasal-1\n    kutipan: Setiap orang wajib menjaga sungai\n",
            "    dasar_luar: menurut adat\n",
            13,
            "TUGAS-DASAR “dasar_luar: menurut adat” bukan kutipan",
            "tulis seperti “Pasal 42 huruf b UU 18/2017”",
        ),
    ],
)
def test_a_wrong_duty_is_found(right: str, wrong: str, line: int, rest: str, hint: str, problems: Messages) -> None:
    """A duty without a basis, quote, binding word, actor or stage is told with its line."""
    text = ROLE_TEXT.replace(right, wrong)
    assert text != ROLE_TEXT
    assert [message(ROLE, line, rest, hint)] == problems(files(role=text))


WEIGHED = """\
## Pasal 1
(1) Penjaga wajib melapor kepada kepala.
(2) Laporan disampaikan oleh penjaga kepada kepala.
(3) Penjaga dapat meminta perahu.
(4) Kepala berwenang menutup sungai.
(5) Warga berhak memperoleh air dari penjaga.
(6) Kepala wajib memberi penjaga sebuah perahu.
(7) Penjaga:
a. memungut sampah; dan
b. mencatat tinggi air.
(8) Tinggi air dicatat.
(9) Penjaga wajib:
a. memeriksa tanggul; dan
b. menyimpan surat yang diketahui oleh penjaga.
"""


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("wajib segera menjaga sungai", "segera"),
        ("wajib melapor seketika", "seketika"),
        (
            "wajib melapor dalam 3 x 24 (tiga kali dua puluh empat) jam",
            "3 x 24 (tiga kali dua puluh empat) jam",
        ),
        ("wajib melapor dalam 7 (tujuh) hari", "7 (tujuh) hari"),
        ("wajib memberi 2 (dua) orang makan", ""),
        ("wajib dipidana paling lama 5 (lima) tahun", ""),
    ],
)
def test_a_quote_that_says_when_needs_a_row_that_says_it_too(words: str, time: str, problems: Messages) -> None:
    """By when is what an officer asks first: a time in the words of the law may not stay hidden in them."""
    content = files(role=ROLE_TEXT.replace("wajib menjaga sungai", words))
    content[LAW] = law().replace("wajib menjaga sungai", words)
    found = [line for line in problems(content) if "TUGAS-WAKTU" in line]
    rest = f"TUGAS-WAKTU kutipan menyebut waktu (“{time}”), tetapi baris ini tidak punya “dalam”"
    hint = f"tulis “dalam: {time}” dengan kata-kata pasal, agar pembaca tahu kapan"
    assert ([message(ROLE, 14, rest, hint)] if time else []) == found
    content[ROLE] = content[ROLE].replace("    lakukan:", "    dalam: segera\n    lakukan:")
    assert [] == [line for line in problems(content) if "TUGAS-WAKTU" in line]


@pytest.mark.parametrize(
    ("force", "unit", "quote", "codes"),
    [
        ("wajib", "ayat-1", "Penjaga wajib melapor", []),
        ("bertugas", "ayat-1", "Penjaga wajib melapor", ["TUGAS-SIFAT"]),
        ("bertugas", "ayat-2", "Laporan disampaikan oleh penjaga", []),
        ("berwenang", "ayat-2", "Laporan disampaikan oleh penjaga", ["TUGAS-SIFAT"]),
        ("wajib", "ayat-2", "Laporan disampaikan oleh penjaga", ["TUGAS-SIFAT"]),
        ("bertugas", "ayat-2", "Laporan disampaikan", ["TUGAS-PELAKU"]),
        ("berwenang", "ayat-3", "Penjaga dapat meminta perahu", []),
        ("dapat", "ayat-3", "Penjaga dapat meminta perahu", []),
        ("berwenang", "ayat-4", "Kepala berwenang menutup sungai", ["TUGAS-PELAKU"]),
        ("hak", "ayat-5", "Warga berhak memperoleh air dari penjaga", ["TUGAS-PELAKU"]),
        ("hak", "ayat-6", "Kepala wajib memberi penjaga sebuah perahu", []),
        ("wajib", "ayat-6", "Kepala wajib memberi penjaga sebuah perahu", ["TUGAS-PELAKU"]),
        ("bertugas", "ayat-7/huruf-a", "memungut sampah", []),
        ("bertugas", "ayat-8", "Tinggi air", ["TUGAS-SIFAT", "TUGAS-PELAKU"]),
        ("wajib", "ayat-9/huruf-a", "memeriksa tanggul", []),
        ("bertugas", "ayat-9/huruf-a", "memeriksa tanggul", ["TUGAS-SIFAT"]),
        ("bertugas", "ayat-9/huruf-b", "diketahui oleh penjaga", []),
        ("bertugas", "ayat-8", "Tinggi air dicatat.\n    pelaku: uu/1999/1/pasal-1/ayat-7", []),
    ],
)
def test_a_row_says_what_its_quote_says_and_of_whom(
    force: str, unit: str, quote: str, codes: list[str], problems: Messages
) -> None:
    """The force of a row stands in its quote, and the subject of the quoted sentence is the role."""
    text = ROLE_TEXT.replace("[setiap orang]", "[penjaga]").replace("sifat: wajib", f"sifat: {force}")
    text = text.replace("pasal-1\n", f"pasal-1/{unit}\n").replace("Setiap orang wajib menjaga sungai", quote)
    found = problems({LAW: law(WEIGHED), CONTACTS: POST, ROLE: text})
    assert codes == [line.split()[1] for line in found]


def test_a_role_does_not_repeat_what_binds_everybody(problems: Messages) -> None:
    """A duty stands in one role; a role that has it too names that role, which must exist."""
    other = ROLE_TEXT.replace("Penjaga sungai", "Juru kunci").replace("ringkasan", "berlaku_juga: [penjaga]\nringkasan")
    place = "roles/juru.md"
    hint = "hapus baris ini, atau hapus penjaga dari “berlaku_juga”"
    repeated = message(place, 14, "TUGAS-ULANG Pasal 1 sudah dikatakan oleh peran “Penjaga sungai”", hint)
    assert [repeated] == problems(files() | {place: other})
    missing = message(place, 5, "PERAN peran “penghulu” tidak ada", "pakai nama berkas di content/roles")
    assert [missing] == problems(files() | {place: other.replace("[penjaga]", "[penghulu]")})


def test_all_faults_of_a_role_are_told_in_one_run(problems: Messages) -> None:
    """A wrong group, contact, quotation and stage are four faults at their own lines, and nothing follows from them."""
    text = ROLE_TEXT
    for right, wrong in (
        ("kelompok: Warga", "kelompok: Warganegara"),
        ("hubungi: [Pos]", "hubungi: [Pos Lain]"),
        ("tahap: pencegahan", "tahap: pencegahn"),
        ("orang wajib", "orang harus"),
    ):
        assert right in text
        text = text.replace(right, wrong)
    found = [message.split("\n")[0].removeprefix(f"content/{ROLE}:") for message in problems(files(role=text))]
    assert [
        "3: DATA-ISI “kelompok” berisi “Warganegara”",
        "8: PERAN kontak “Pos Lain” tidak ada",
        "10: DATA-ISI “tahap” berisi “pencegahn”",
        "14: TUGAS-KUTIPAN kutipan “Setiap orang harus menjaga sungai…” tidak ada di Pasal 1",
    ] == found


def test_a_wrong_quotation_does_not_hide_a_wrong_actor(problems: Messages) -> None:
    """Whether a text names the actor is told even where its words are quoted wrongly."""
    text = ROLE_TEXT.replace("[setiap orang]", "[bupati]").replace("kutipan: Setiap", "kutipan: Semua")
    found = problems(files(role=text))
    assert ["TUGAS-KUTIPAN", "TUGAS-PELAKU"] == [message.split()[1] for message in found]


def test_a_duty_may_not_rest_on_a_repealed_provision(problems: Messages) -> None:
    """What has been repealed binds nobody."""
    event = """\
- sejak: 2020-01-01
  efek: dicabut
  oleh: uu/1999/1/pasal-2
  sasaran: [uu/1999/1/pasal-1]
  keyakinan: tinggi
  sumber: Rekaan
  diperiksa: 2026-11-24
  pemeriksa: Penguji
"""
    expected = message(ROLE, 13, "TUGAS-DICABUT Pasal 1 sudah dicabut", "pakai ketentuan yang menggantikannya")
    assert [expected] == problems(files() | {EVENTS: event})


def test_duties_of_guides_are_proven_like_those_of_roles(problems: Messages) -> None:
    """A guide's duty needs its words as well."""
    front = GUIDE_FRONT.removesuffix("---\n")
    rows = "tugas:\n  - sifat: hak\n    lakukan: Mandi.\n    dasar: uu/1999/1/pasal-1\n    kutipan: berhak mandi\n---\n"
    rest = "TUGAS-KUTIPAN kutipan “berhak mandi…” tidak ada di Pasal 1"
    expected = message("guides/mandi.md", 9, rest, QUOTE_HINT)
    assert [expected] == problems(files() | {"guides/mandi.md": front + rows})


@pytest.mark.parametrize(
    ("right", "wrong", "line", "rest", "hint"),
    [
        (
            "wajib menjaga",
            "harus menjaga",
            6,
            "TUGAS-KUTIPAN kutipan “harus menjaga…” tidak ada di Pasal 1",
            QUOTE_HINT,
        ),
        ("[penjaga]", "[pelaut]", 3, "PERAN peran “pelaut” tidak ada", "pakai nama berkas di content/roles"),
        (
            "  waktu",
            "  pertanyaan: apa\n  waktu",
            4,
            "TENGGAT pertanyaan “apa” tidak ada",
            "tulis pertanyaannya di catatan-hukum.yaml, atau perbaiki id-nya",
        ),
    ],
)
def test_a_wrong_deadline_is_found(right: str, wrong: str, line: int, rest: str, hint: str, problems: Messages) -> None:
    """A deadline is proven, and names roles and questions that exist."""
    found = problems(files() | {"tenggat.yaml": DEADLINE.replace(right, wrong)})
    assert [message("tenggat.yaml", line, rest, hint)] == found


def test_a_wrong_right_is_found(problems: Messages) -> None:
    """A right is quoted from its provision."""
    row = "- hak: Mandi\n  tahap: pulang\n  penanggung: Penjaga\n  bila_ditolak: Pulang.\n"
    row += "  dasar: uu/1999/1/pasal-1\n  kutipan: boleh mandi\n"
    rest = "TUGAS-KUTIPAN kutipan “boleh mandi…” tidak ada di Pasal 1"
    assert [message("hak.yaml", 6, rest, QUOTE_HINT)] == problems(files() | {"hak.yaml": row})


@pytest.mark.parametrize(
    ("right", "wrong", "line", "rest", "hint"),
    [
        ("[penjaga]", "[pelaut]", 4, "PERAN peran “pelaut” tidak ada", "pakai nama berkas di content/roles"),
        ("  lakukan", "  lanjut: [mandi]\n  lakukan", 5, "ALUR langkah “mandi” tidak ada", "perbaiki “lanjut”"),
        (
            "pasal-1]",
            "pasal-8]",
            6,
            "ALUR dasar uu/1999/1/pasal-8 tidak ada atau sudah dicabut",
            "mungkin maksudnya Pasal 2",
        ),
    ],
)
def test_a_wrong_step_is_found(right: str, wrong: str, line: int, rest: str, hint: str, problems: Messages) -> None:
    """A step of a case names roles, steps and provisions that exist."""
    found = problems(files() | {"alur.yaml": STEP.replace(right, wrong)})
    assert [message("alur.yaml", line, rest, hint)] == found


@pytest.mark.parametrize(
    ("right", "wrong", "messages"),
    [
        (
            "ke: selesai",
            "ke: mulai",
            [
                (7, "TANYA “ke: mulai” tidak ada", "perbaiki id-nya"),
                (9, "TANYA “selesai” tidak pernah dicapai", "hapus, atau arahkan jawaban ke sana"),
            ],
        ),
        (
            "      - jawab: Ya\n        ke: selesai\n",
            "      - jawab: Ya\n        ke: selesai\n      - jawab: Lagi\n        ke: basah\n",
            [(1, "TANYA ada jalan yang terlalu panjang", "paling banyak 5 pertanyaan sampai hasil, tanpa berputar")],
        ),
        (
            "darurat: saya",
            "jawaban: pulang",
            [(12, "TANYA jawaban “pulang” tidak ada", "pakai nama berkas di content/answers")],
        ),
        (
            "    darurat: saya\n",
            "",
            [(9, "TANYA hasil “selesai” tanpa jawaban", "tulis “jawaban: nama-berkas” atau “darurat: saya”")],
        ),
        ("peran: [penjaga]", "panduan: [mandi]", [(13, "TANYA panduan “mandi” tidak ada", "perbaiki namanya")]),
        (
            "peran: [penjaga]",
            "peran: [pelaut]",
            [(13, "PERAN peran “pelaut” tidak ada", "pakai nama berkas di content/roles")],
        ),
    ],
)
def test_a_wrong_decision_help_is_found(
    right: str, wrong: str, messages: list[tuple[int, str, str]], problems: Messages
) -> None:
    """Every answer leads to an outcome in at most five questions, and every outcome is reached."""
    found = problems(files() | {"tanya.yaml": INQUIRY.replace(right, wrong)})
    assert [message("tanya.yaml", line, rest, hint) for line, rest, hint in messages] == found


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("    pilihan:\n      - jawab: Ya\n        ke: selesai\n", "    pilihan: Ya\n", 5),
        ("    pilihan:\n      - jawab: Ya\n        ke: selesai\n", "    pilihan: []\n", 5),
        ("        ke: selesai\n", "        ke: [selesai]\n", 7),
        ("mulai: basah\n", "mulai: [basah]\n", 1),
        ("  - id: selesai\n", "  - id: [selesai]\n", 9),
    ],
)
def test_a_decision_help_that_cannot_be_read_is_one_fault(
    right: str, wrong: str, line: int, problems: Messages
) -> None:
    """What leads where is not judged while a knot of the net cannot be read: one fault, at its own line."""
    assert right in INQUIRY
    [found] = problems(files() | {"tanya.yaml": INQUIRY.replace(right, wrong)})
    assert found.startswith(f"content/tanya.yaml:{line}: DATA-ISI")


@pytest.mark.parametrize(
    ("row", "line", "rest", "hint"),
    [
        (
            "- istilah: Perahu\n  arti: Rekaan.\n",
            1,
            "ISTILAH “Perahu” tidak didefinisikan",
            "tulis istilah seperti di Pasal 1, atau tambahkan “dasar”",
        ),
        (
            "- istilah: Perahu\n  arti: Rekaan.\n  dasar: uu/1999/1/pasal-7\n",
            3,
            "ISTILAH dasar uu/1999/1/pasal-7 tidak ada",
            "mungkin maksudnya Pasal 2",
        ),
    ],
)
def test_a_plain_word_needs_a_home(row: str, line: int, rest: str, hint: str, problems: Messages) -> None:
    """A plain word explains a defined term, or names where the word is used."""
    assert [message("istilah.yaml", line, rest, hint)] == problems(files() | {"istilah.yaml": row})


def test_a_contact_that_cannot_be_read_is_not_missing(problems: Messages) -> None:
    """Only the contact's own fault is told, not that the role calls nobody."""
    found = problems(files(contacts=POST.replace("nama: Pos", "nama: {Pos: 1}")))
    assert [f"content/{CONTACTS}:1: DATA-ISI"] == [text[: text.index("DATA-ISI") + 8] for text in found]


def test_a_guide_stands_on_the_page_of_one_role_that_exists(problems: Messages) -> None:
    """A role that nobody wrote, and a second guide for the same role, are told at their line."""
    guide = GUIDE_FRONT.replace("judul:", "peran: naga\njudul:", 1)
    (message_,) = problems(files() | {"guides/sungai.md": guide})
    assert message_.startswith("content/guides/sungai.md:2: PERAN peran “naga” tidak ada")
    twice = {f"guides/{name}.md": guide.replace("naga", "penjaga") for name in ("satu", "tiga")}
    told = "PERAN halaman peran penjaga sudah memuat"
    assert 1 == sum(told in line for line in problems(files() | twice))
