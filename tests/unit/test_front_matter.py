"""What editors write as YAML: values out, or faults with file, line and a hint – never an exception."""

from datetime import date
from typing import Any

import pytest
import yaml
from samples import FRONT, GUIDE_FRONT, law

from portal.address import Address
from portal.errors import Problem
from portal.guidance import Audience, Contact, Correction, Duty, Force, Guide, Need, OpenQuestion, Penalty
from portal.model import Confidence, Effect, Event, Fact, Instrument, Proof, ProofNote, Source, TextState
from portal.reading import statute
from portal.reading.matter import Parts, document, rows, split

FILE = "content/regulations/uu/1999/1.md"
DATE_HINT = "tulis tanggal sebagai TTTT-BB-HH, misalnya 2007-04-19"
HANDBOOK = "lihat contoh di docs/panduan-penyunting.md"
ADDRESS_HINT = "tulis alamat seperti uu/2007/21/pasal-48/ayat-1"

EVENT = """\
- sejak: 2005-06-01
  efek: dicabut
  oleh: uu/2005/3/pasal-41
  rincian: Pasal 41
  sasaran: [uu/1999/1/pasal-5, uu/1999/1/pasal-6]
  menjadi: uu/2005/3/pasal-40
  catatan: Dicabut.
  keyakinan: tinggi
  sumber: Rekaan
  diperiksa: 2026-11-24
  pemeriksa: Penguji
"""
PROOF = """\
- bagian: uu/1999/1/penjelasan/pasal-5
  keadaan: teks hilang
  catatan: Hilang.
  sejak: 2026-11-01
  tanya: Juru tulis
"""
CONTACT = """\
- nama: Pos Penjaga
  butuh: Bahaya sekarang
  telepon: ["000"]
  wa: ["+6281100000000"]
  situs: https://contoh.invalid
  jam: 24 jam
  biaya: gratis
  wilayah: Negeri Dongeng
  keterangan: Rekaan.
  sumber: Rekaan
  diperiksa: 2026-11-01
"""
QUESTION = """\
- id: siapa-tamu
  pertanyaan: Siapa tamu?
  bagian: [uu/1999/1/pasal-2a]
  keterangan: Belum diputuskan.
  sejak: 2026-11-01
  tanya: Juru tulis
"""
PENALTY = """\
- perbuatan: Mengotori sungai
  dasar: uu/1999/1/pasal-5
  tertulis: dipidana
  kini: dipidana berenang
  kategori: II
  dasar_kini: uu/2005/3/pasal-40
  rincian_kini: Pasal 40
"""
GUIDE = """\
---
judul: Menjaga sungai
untuk: [warga, petugas]
ringkasan: Singkat.
diperiksa: 2026-11-24
tugas:
  - sifat: wajib
    lakukan: Jaga sungai.
    dalam: 24 jam
    dasar: uu/1999/1/pasal-2/ayat-1
    kutipan: wajib menjaga
---
## Isi
"""


def read_instrument(text: str, file: str) -> tuple[Instrument | None, list[Problem]]:
    """Read an instrument file as the reader does."""
    work = Address("uu/1999/1")

    def given(parts: Parts) -> dict[str, object]:
        return {"address": work, "region": "", "root": statute.parse(parts.body, work, parts.body_line)}

    return document(text, file, Instrument, given)


def read_guide(text: str, slug: str, file: str) -> tuple[Guide | None, list[Problem]]:
    """Read a guide file as the reader does."""
    return document(text, file, Guide, lambda p: {"slug": slug, "body": p.body, "body_line": p.body_line})


def said(problems: list[Problem]) -> list[str]:
    """Return problems as printed."""
    return [str(problem) for problem in problems]


# ---------------------------------------------------------------- sound files become values


def test_a_file_is_cut_at_its_marks() -> None:
    """A content file is its YAML, its body, and the number of the body's first line."""
    parts = split("---\na: 1\n---\nIsi\n---\nlagi")
    assert parts is not None
    assert ("a: 1", "Isi\n---\nlagi", 4) == (parts.yaml_text, parts.body, parts.body_line)


@pytest.mark.parametrize("text", ["", "Isi", "---\na: 1", "\n---\na: 1\n---\n", "--- \n--\n"])
def test_a_file_without_both_marks_is_not_cut(text: str) -> None:
    """A file that does not begin with --- or never closes it has no front matter."""
    assert split(text) is None


def test_numbers_and_years_are_kept_as_written() -> None:
    """`nomor: 010` stays "010": YAML's own numbers are never made."""
    found, problems = read_instrument(law(front=FRONT.replace('nomor: "1"', "nomor: 010")), FILE)
    assert found is not None
    assert ("010", 1999, []) == (found.number, found.year, problems)


def test_an_instrument_has_every_value_its_front_matter_names() -> None:
    """Sources, dates, aliases, state and facts of a record are read."""
    more = "sebutan: [UU Sungai]\nberlaku: 1999-04-01\nbelum_diketahui: [Isinya.]\n"
    more += "catatan:\n  - hal: Isi\n    isi: Sungai.\n    sumber: Rekaan\n    keyakinan: rendah\n"
    front = FRONT.replace("naskah: lengkap\n", f"naskah: belum tersedia\n{more}")
    found, problems = read_instrument(law("", front), FILE)
    assert problems == []
    assert found is not None
    assert (
        ("UU Sungai",),
        date(1999, 4, 1),
        TextState.MISSING,
        (Source(name="Rekaan", taken_on=date(2026, 11, 24)),),
        (Fact(subject="Isi", statement="Sungai.", source="Rekaan", confidence=Confidence.LOW),),
        ("Isinya.",),
    ) == (
        found.aliases,
        found.in_force_from,
        found.text_state,
        found.sources,
        found.facts,
        found.unknowns,
    )


def test_a_guide_has_its_duties_with_their_lines() -> None:
    """A guide is read with its duties, each at the line of its quotation."""
    guide, problems = read_guide(GUIDE, "menjaga", "content/guides/menjaga.md")
    assert problems == []
    assert guide is not None
    basis = Address.parse("uu/1999/1/pasal-2/ayat-1")
    duty = Duty(force=Force.DUTY, action="Jaga sungai.", within="24 jam", basis=basis, quote="wajib menjaga")
    assert ("content/guides/menjaga.md", 11) == (guide.duties[0].place.file, guide.duties[0].place.line_of("kutipan"))
    assert ((duty,), (Audience.CITIZEN, Audience.OFFICIAL), "## Isi\n", 13) == (
        guide.duties,
        guide.audiences,
        guide.body,
        guide.body_line,
    )


def test_an_event_is_read_with_its_line() -> None:
    """A row of an events file is an event."""
    file = "content/regulations/uu/1999/1.events.yaml"
    targets = (Address.parse("uu/1999/1/pasal-5"), Address.parse("uu/1999/1/pasal-6"))
    expected = Event(
        since=date(2005, 6, 1),
        effect=Effect.REPEALED,
        actor=Address.parse("uu/2005/3/pasal-41"),
        actor_words="Pasal 41",
        targets=targets,
        replacement=Address.parse("uu/2005/3/pasal-40"),
        note="Dicabut.",
        confidence=Confidence.HIGH,
        source="Rekaan",
        checked_on=date(2026, 11, 24),
        reviewer="Penguji",
    )
    found, problems = rows("# komentar\n\n" + EVENT, file, Event)
    assert ([expected], []) == (found, problems)
    assert (file, 3, 7) == (found[0].place.file, found[0].place.line, found[0].place.line_of("sasaran"))


def test_a_doubt_is_read_with_its_line() -> None:
    """A row of a proof file is a doubt about a provision's wording."""
    where = Address.parse("uu/1999/1/penjelasan/pasal-5")
    day = date(2026, 11, 1)
    expected = ProofNote(address=where, state=Proof.MISSING, note="Hilang.", since=day, ask="Juru tulis")
    found, problems = rows(PROOF, "f.yaml", ProofNote)
    assert ([expected], []) == (found, problems)
    assert ("f.yaml", 1) == (found[0].place.file, found[0].place.line)


def test_a_contact_is_read() -> None:
    """A row of the contacts file is somewhere to get help."""
    [contact], problems = rows(CONTACT, "f.yaml", Contact)
    assert (1, []) == (contact.place.line, problems)
    assert (
        Contact(
            name="Pos Penjaga",
            need=Need.DANGER,
            phones=("000",),
            whatsapps=("+6281100000000",),
            site="https://contoh.invalid",
            hours="24 jam",
            cost="gratis",
            region="Negeri Dongeng",
            districts=(),
            state="",
            note="Rekaan.",
            source="Rekaan",
            checked_on=date(2026, 11, 1),
        )
        == contact
    )


def test_an_open_question_is_read_with_its_line() -> None:
    """A row of the register of open questions is a question."""
    where = (Address.parse("uu/1999/1/pasal-2a"),)
    day = date(2026, 11, 1)
    expected = OpenQuestion(
        id="siapa-tamu",
        question="Siapa tamu?",
        addresses=where,
        known="Belum diputuskan.",
        since=day,
        ask="Juru tulis",
    )
    found, problems = rows(QUESTION, "f.yaml", OpenQuestion)
    assert ([expected], [], 1) == (found, problems, found[0].place.line)


def test_a_penalty_is_read_with_its_line() -> None:
    """A row of the table of penalties is an offence, what is printed, and what holds today."""
    expected = Penalty(
        offence="Mengotori sungai",
        basis=Address.parse("uu/1999/1/pasal-5"),
        printed="dipidana",
        today="dipidana berenang",
        category="II",
        today_basis=Address.parse("uu/2005/3/pasal-40"),
        today_words="Pasal 40",
        question="",
        note="",
    )
    found, problems = rows(PENALTY, "f.yaml", Penalty)
    assert ([expected], [], 1) == (found, problems, found[0].place.line)


def test_a_correction_is_read() -> None:
    """A row of the list of corrections says when, what and where."""
    text = "- tanggal: 2026-11-02\n  apa: Ejaan.\n  bagian: [uu/1999/1]\n"
    expected = Correction(day=date(2026, 11, 2), what="Ejaan.", addresses=(Address("uu/1999/1"),))
    assert ([expected], []) == rows(text, "f.yaml", Correction)


@pytest.mark.parametrize("text", ["", "# hanya komentar\n", "[]"])
def test_an_empty_list_is_no_fault(text: str) -> None:
    """A list file may be empty."""
    assert ([], []) == rows(text, "f.yaml", Event)


# ---------------------------------------------------------------- faulty files become problems


def test_an_instrument_without_front_matter_is_a_fault() -> None:
    """A file that begins with its text is told how a front matter looks."""
    _, problems = read_instrument("## Pasal 1\nIsi.\n", FILE)
    assert [
        f"{FILE}:1: DATA-KEPALA berkas tidak punya data kepala\n"
        "  saran: mulai berkas dengan baris ---, lalu kunci seperti “judul: …”, lalu baris --- lagi"
    ] == said(problems)


@pytest.mark.parametrize("yaml", ["", "hanya kata", "- butir"])
def test_front_matter_that_is_no_mapping_is_a_fault(yaml: str) -> None:
    """A front matter must be lines of key and value."""
    _, problems = read_instrument(f"---\n{yaml}\n---\n", FILE)
    expected = f"{FILE}:2: DATA-KEPALA data kepala bukan daftar kunci\n  saran: tulis setiap baris sebagai “kunci: isi”"
    assert [expected] == said(problems)


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        ("judul: Sungai Dongeng\n", "", 2, "kunci “judul” belum ada", "tambahkan baris “judul: …”"),
        ("    diambil: 2026-11-24\n", "", 9, "kunci “diambil” belum ada", "tambahkan baris “diambil: …”"),
        ("judul:", "jdul:", 5, "kunci “jdul” tidak dikenal", "mungkin maksudnya “judul”"),
        (
            '"1999"',
            "seribu",
            4,
            "“tahun” berisi “seribu”, yang tidak dapat dipakai",
            HANDBOOK,
        ),
        ("lengkap", "penuh", 6, "“naskah” berisi “penuh”", "pilih salah satu: lengkap, kutipan atau belum tersedia"),
        ("2026-11-24", "24-11-2026", 10, "“diambil” berisi “24-11-2026”, bukan tanggal", DATE_HINT),
        ("2026-11-24", "2026-02-30", 10, "“diambil” berisi “2026-02-30”, bukan tanggal", DATE_HINT),
        ("2026-11-24", "0", 10, "“diambil” berisi “0”, bukan tanggal", DATE_HINT),
        ("judul: Sungai Dongeng", "judul: ''", 5, "“judul” kosong atau terlalu pendek", "isi “judul”"),
        ("nama: Rekaan", 'nama: ""', 9, "“nama” kosong atau terlalu pendek", "isi “nama”"),
    ],
)
def test_a_wrong_value_is_told_with_its_line(old: str, new: str, line: int, message: str, hint: str) -> None:
    """A key that is missing, unknown or wrong is told with its line and how to mend it."""
    assert old in FRONT
    _, problems = read_instrument(law(front=FRONT.replace(old, new)), FILE)
    expected = f"{FILE}:{line}: DATA-ISI {message}\n  saran: {hint}"
    assert expected in said(problems)


def test_an_unknown_key_like_none_gets_the_list_of_keys() -> None:
    """A key that resembles no known one is answered with the keys there are."""
    _, problems = read_instrument(law(front=FRONT.replace("jenis: UU", "jenis: UU\nzzz: 1")), FILE)
    [problem] = problems
    assert ("DATA-ISI", 3, "kunci “zzz” tidak dikenal") == (problem.code, problem.line, problem.message)
    assert problem.hint.startswith("kunci yang dikenal: jenis, nomor, tahun, wilayah, judul")


def test_a_repeated_key_is_a_fault() -> None:
    """A key written twice is told at its second line; neither value wins silently."""
    _, problems = read_instrument(law(front=FRONT.replace("jenis: UU", "jenis: UU\njenis: PP")), FILE)
    assert [f"{FILE}:3: DATA-GANDA kunci “jenis” ditulis dua kali\n  saran: hapus salah satunya"] == said(problems)


def test_yaml_that_cannot_be_read_is_told_with_its_line() -> None:
    """A colon too many is told with its line and the usual cure."""
    _, problems = read_instrument(law(front=FRONT.replace("Sungai Dongeng", "Sungai: Dongeng")), FILE)
    assert [
        f"{FILE}:5: DATA-BENTUK data tidak dapat dibaca\n"
        "  saran: periksa titik dua dan jarak di awal baris; isi yang memuat “: ” ditulis di antara tanda kutip"
    ] == said(problems)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Three faults of a front matter are three problems of one run."""
    front = FRONT.replace("jenis", "janis").replace("lengkap", "penuh")
    _, problems = read_instrument(law(front=front), FILE)
    assert [(2, "DATA-ISI"), (2, "DATA-ISI"), (6, "DATA-ISI")] == sorted((p.line, p.code) for p in problems)


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        (
            "efek: dicabut",
            "efek: hilang",
            2,
            "“efek” berisi “hilang”",
            "pilih salah satu: dicabut, dihapus, diubah, disisipkan, acuan dialihkan atau pidana disesuaikan",
        ),
        ("uu/2005/3/pasal-41", "Pasal 41", 3, "“oleh” berisi “Pasal 41”, bukan alamat", ADDRESS_HINT),
        ("uu/1999/1/pasal-6]", "pasal 6]", 5, "“sasaran” berisi “pasal 6”, bukan alamat", ADDRESS_HINT),
        ("uu/2005/3/pasal-40", "uu/2005/3/pasal", 6, "“menjadi” berisi “uu/2005/3/pasal”, bukan alamat", ADDRESS_HINT),
        ("[uu/1999/1/pasal-5, uu/1999/1/pasal-6]", "[]", 5, "“sasaran” kosong atau terlalu pendek", "isi “sasaran”"),
        (
            "keyakinan: tinggi",
            "keyakinan: pasti",
            8,
            "“keyakinan” berisi “pasti”",
            "pilih salah satu: tinggi, sedang atau rendah",
        ),
    ],
)
def test_a_wrong_value_of_an_event_is_told_with_its_line(
    old: str, new: str, line: int, message: str, hint: str
) -> None:
    """Effects, addresses and confidence of an event are told with their line."""
    assert old in EVENT
    _, problems = rows(EVENT.replace(old, new), "f.yaml", Event)
    assert [f"f.yaml:{line}: DATA-ISI {message}\n  saran: {hint}"] == said(problems)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('"000"', '"0-0-0"', 3, "“telepon” berisi “0-0-0”, yang tidak dapat dipakai"),
        ('"+6281100000000"', '"081100000000"', 4, "“wa” berisi “081100000000”, yang tidak dapat dipakai"),
        (
            "https://contoh.invalid",
            "javascript:alert(1)",
            5,
            "“situs” berisi “javascript:alert(1)”, yang tidak dapat dipakai",
        ),
    ],
)
def test_a_number_or_site_of_another_form_is_told(old: str, new: str, line: int, message: str) -> None:
    """Telephone, WhatsApp and site of a contact have one form each, so that links are safe."""
    _, problems = rows(CONTACT.replace(old, new), "f.yaml", Contact)
    assert [f"f.yaml:{line}: DATA-ISI {message}\n  saran: lihat contoh di docs/panduan-penyunting.md"] == said(problems)


@pytest.mark.parametrize("id_", ["Siapa Tamu", "siapa--tamu", "siapa/tamu", '""'])
def test_an_id_of_another_form_is_told(id_: str) -> None:
    """The id of a question stands in its address, so it has small letters and hyphens only."""
    _, problems = rows(QUESTION.replace("siapa-tamu", id_), "f.yaml", OpenQuestion)
    shown = id_.strip('"')
    assert [f"f.yaml:1: DATA-ISI “id” berisi “{shown}”, yang tidak dapat dipakai\n  saran: {HANDBOOK}"] == said(
        problems
    )


def test_a_category_that_is_no_roman_numeral_is_told() -> None:
    """A fine category is written in roman numerals."""
    _, problems = rows(PENALTY.replace("kategori: II", "kategori: dua"), "f.yaml", Penalty)
    assert [f"f.yaml:5: DATA-ISI “kategori” berisi “dua”, yang tidak dapat dipakai\n  saran: {HANDBOOK}"] == said(
        problems
    )


def test_a_sound_row_beside_a_faulty_one_is_kept() -> None:
    """One faulty row does not lose the others."""
    found, problems = rows(PROOF + PROOF.replace("teks hilang", "entah"), "f.yaml", ProofNote)
    assert ([7], frozenset()) == ([problem.line for problem in problems], found[0].place.faulty)


@pytest.mark.parametrize("kind", [Event, ProofNote, Contact, OpenQuestion, Penalty, Correction])
def test_a_list_file_that_is_no_list_is_a_fault(kind: type[object]) -> None:
    """A list file must be a list of rows."""
    expected = "f.yaml:1: DATA-DAFTAR isi berkas bukan daftar\n  saran: mulai setiap catatan dengan tanda “- ”"
    assert [expected] == said(rows("nama: satu\n", "f.yaml", kind)[1])


def test_a_guide_for_nobody_known_is_a_fault() -> None:
    """A guide's readers are among the three kinds of people the portal knows."""
    front = GUIDE_FRONT.replace("ringkasan", "untuk: [hakim]\nringkasan")
    _, problems = read_guide(front, "x", "f.md")
    expected = "f.md:3: DATA-ISI “untuk” berisi “hakim”\n  saran: pilih salah satu: warga, petugas atau pelatih"
    assert [expected] == said(problems)


# ---------------------------------------------------------------- every row knows where it stands


def test_every_key_and_item_knows_its_line() -> None:
    """A row tells the line of each of its keys and of each item of a list; a key that is not there has the row's."""
    [found], _ = rows(
        "# komentar\n- tanggal: 2026-11-02\n  apa: >\n    Ejaan\n    kata.\n"
        "  bagian:\n    - uu/1999/1\n    - uu/1999/2\n",
        "f.yaml",
        Correction,
    )
    place = found.place
    assert ("f.yaml", 2, 3, 6, 8, 2) == (
        place.file,
        place.line,
        place.line_of("apa"),
        place.line_of("bagian"),
        place.line_of("bagian", 1),
        place.line_of("sumber"),
    )


def test_where_a_row_stands_is_no_part_of_what_it_says() -> None:
    """Two rows that say the same are equal wherever they stand."""
    [first, second], _ = rows(CONTACT * 2, "f.yaml", Contact)
    assert first == second
    assert first.place != second.place


# ---------------------------------------------------------------- a fault costs its own key only


def test_a_faulty_key_costs_itself_only() -> None:
    """A row with a wrong value keeps its other values, and says which one is not to be trusted."""
    [found], problems = rows(EVENT.replace("dicabut", "hilang").replace("pasal-6]", "pasal]"), "f.yaml", Event)
    targets = (Address.parse("uu/1999/1/pasal-5"),)
    assert (frozenset({"efek"}), targets, "Penguji") == (found.place.faulty, found.targets, found.reviewer)
    assert [2, 5] == [problem.line for problem in problems]


def test_an_unknown_key_of_a_nested_row_gets_the_keys_of_that_row() -> None:
    """The guess for a misspelt key of a duty is a key of duties."""
    _, problems = read_guide(GUIDE.replace("    kutipan:", "    kutpan:"), "x", "f.md")
    assert ["f.md:11: DATA-ISI kunci “kutpan” tidak dikenal\n  saran: mungkin maksudnya “kutipan”"] == said(problems)


@pytest.mark.parametrize("text", ["- &a [*a]\n", "- nama: &a x\n  sumber: *a\n", "- ? [b]\n  : c\n"])
def test_what_only_yaml_has_is_refused(text: str) -> None:
    """Aliases (which may hold themselves) and keys that are no words are no way to write content."""
    assert [("DATA-BENTUK", [])] == [(p.code, found) for found, [p] in [rows(text, "f.yaml", Contact)]]


@pytest.mark.parametrize(
    "text", [CONTACT, "- nama: &a x\n  sumber: *a\n", "- nama: \tx\n", "- nama: [x\n", "- nama: x\n\n  jam: x: y\n"]
)
def test_rows_and_faults_are_the_same_where_the_system_has_no_libyaml(text: str, monkeypatch: Any) -> None:
    """What reads YAML fast decides nothing: values, lines and faults are those of the reader in Python."""
    fast = rows(text, "f.yaml", Contact)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = rows(text, "f.yaml", Contact)
    assert (slow, [row.place for row in slow[0]]) == (fast, [row.place for row in fast[0]])


def test_a_tab_before_a_value_is_a_fault_with_its_line() -> None:
    """Libyaml lets it pass; editors press it by mistake."""
    assert [("DATA-BENTUK", 2)] == [(p.code, p.line) for p in rows("- nama: x\n  jam: \t24\n", "f.yaml", Contact)[1]]
