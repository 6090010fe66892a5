"""The linter on the data of the law in force: penalties, open questions, relations, corrections.

A test is the faulty file plus the whole message.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from samples import BODY_LINE, FRONT, LAW, SOUND, TODAY, law

from portal.checks.said import QUESTION_WARN_DAYS

Messages = Callable[..., list[str]]

PENALTIES = "sanksi.yaml"
QUESTIONS = "catatan-hukum.yaml"
PENALTY = """\
- perbuatan: Mengotori sungai
  dasar: uu/1999/1/pasal-1
  tertulis: wajib menjaga sungai
  kini: denda kategori I
  dasar_kini: uu/1999/1/pasal-2
"""
QUESTION = """\
- id: arus-deras
  pertanyaan: Apakah arus deras juga sungai?
  bagian: [uu/1999/1/pasal-1]
  keterangan: Belum ada yang menjawab.
  sejak: 2026-11-01
  tanya: Penjaga sungai
"""


def message(file: str, line: int, rest: str, hint: str) -> str:
    """Return a problem as printed."""
    return f"content/{file}:{line}: {rest}\n  saran: {hint}"


def test_sound_data_has_no_fault(problems: Messages) -> None:
    """A penalty quoted word for word and a question about an article give no message."""
    assert [] == problems({LAW: law(), PENALTIES: PENALTY, QUESTIONS: QUESTION})


@pytest.mark.parametrize(
    ("right", "wrong", "line", "rest", "hint"),
    [
        (
            "pasal-1\n",
            "pasal-9\n",
            2,
            "SANKSI dasar uu/1999/1/pasal-9 tidak ada",
            "mungkin maksudnya Pasal 2",
        ),
        (
            "wajib menjaga",
            "wajib merawat",
            3,
            "SANKSI kutipan “wajib merawat sungai…” tidak ada di Pasal 1",
            "salin kata demi kata dari bagian yang disebut “dasar”",
        ),
        (
            "  dasar_kini: uu/1999/1/pasal-2\n",
            "",
            4,
            "SANKSI “kini” tidak punya dasar yang ada di portal",
            "tulis “dasar_kini”, alamat peraturan yang menetapkannya",
        ),
        (
            "  kini: denda kategori I\n",
            "",
            1,
            "SANKSI tidak dikatakan apa yang berlaku kini",
            "isi “kini” dengan dasarnya, atau “pertanyaan” dengan id di catatan-hukum.yaml",
        ),
        (
            "  kini: denda kategori I\n",
            "  pertanyaan: arus-tenang\n",
            4,
            "SANKSI pertanyaan “arus-tenang” tidak ada",
            "tulis pertanyaannya di catatan-hukum.yaml, atau perbaiki id-nya",
        ),
    ],
)
def test_a_penalty_without_proof_is_a_fault(
    right: str, wrong: str, line: int, rest: str, hint: str, problems: Messages
) -> None:
    """A penalty needs a provision, its words, and a basis or an open question for today."""
    found = problems({LAW: law(), PENALTIES: PENALTY.replace(right, wrong)})
    assert [message(PENALTIES, line, rest, hint)] == found


def test_a_question_about_nothing_is_a_fault(problems: Messages) -> None:
    """A question that marks a provision which does not exist is told."""
    found = problems({LAW: law(), QUESTIONS: QUESTION.replace("pasal-1", "pasal-3")})
    rest = "CATATAN-HUKUM “bagian: uu/1999/1/pasal-3” tidak ada"
    assert [message(QUESTIONS, 3, rest, "mungkin maksudnya Pasal 2")] == found


def test_two_questions_may_not_share_an_id(problems: Messages) -> None:
    """The id of a question is its address in the register."""
    rest = "CATATAN-HUKUM id “arus-deras” sudah dipakai (baris 1)"
    assert [message(QUESTIONS, 7, rest, "beri id lain")] == problems({LAW: law(), QUESTIONS: QUESTION * 2})


@pytest.mark.parametrize(("age", "warned"), [(QUESTION_WARN_DAYS, False), (QUESTION_WARN_DAYS + 1, True)])
def test_a_question_open_for_a_year_is_a_warning(age: int, warned: bool, problems: Messages) -> None:
    """What nobody has answered for a year must be asked again."""
    day: date = TODAY - timedelta(days=age)
    rest = f"CATATAN-UMUR (peringatan) pertanyaan “arus-deras” sudah terbuka {age} hari"
    expected = [message(QUESTIONS, 5, rest, "tanyakan lagi kepada Penjaga sungai")] if warned else []
    assert expected == problems({LAW: law(), QUESTIONS: QUESTION.replace("2026-11-01", str(day))})


@pytest.mark.parametrize("key", ["melaksanakan", "menggantikan"])
def test_a_relation_to_nothing_is_a_fault(key: str, problems: Messages) -> None:
    """An instrument can only carry out or replace what the portal has; the hint says that the law is missing."""
    hint = "tulis uu/1999/1 bila itu maksudnya; uu/1999/9 belum ada di portal: tambahkan berkasnya, boleh tanpa naskah"
    front = FRONT.removesuffix("---\n") + f"{key}: [uu/1999/9]\n---\n"
    expected = message(LAW, BODY_LINE - 1, f"HUBUNGAN “{key}: uu/1999/9” tidak ada", hint)
    assert [expected] == problems({LAW: law(front=front)})
    assert front.count("\n") + 1 == BODY_LINE + 1


def test_a_fine_category_stands_in_the_list_that_a_law_names(problems: Messages) -> None:
    """The list is where a law's `kategori_denda` says; a category that is not in it, or no list at all, is a fault."""
    text = SOUND.replace("Satu.", "Denda kategori I, satu kerang.")
    front = FRONT.removesuffix("---\n") + "kategori_denda: uu/1999/1/pasal-2/ayat-1\n---\n"
    one, two = (PENALTY + f"  kategori: {number}\n" for number in ("I", "II"))
    hint = "periksa “kategori_denda” di kepala berkas undang-undang yang memuat daftarnya"
    assert [] == problems({LAW: law(text, front), PENALTIES: one})
    absent = "SANKSI kategori II tidak ada di daftar kategori denda"
    assert [message(PENALTIES, 6, absent, hint)] == problems({LAW: law(text, front), PENALTIES: two})
    absent = "SANKSI kategori I tidak ada di daftar kategori denda"
    assert [message(PENALTIES, 6, absent, hint)] == problems({LAW: law(text), PENALTIES: one})


@pytest.mark.parametrize(
    ("line", "rest", "hint"),
    [
        ("anak: uu/1999/1/pasal-9", "“anak: uu/1999/1/pasal-9” tidak ada", "mungkin maksudnya Pasal 2"),
        (
            "menambah: uu/1999/1/pasal-9",
            "“menambah: uu/1999/1/pasal-9” bukan “dasar” baris lain",
            "tulis dasar baris yang ancamannya ditambah",
        ),
    ],
)
def test_what_adds_to_a_penalty_is_there(line: str, rest: str, hint: str, problems: Messages) -> None:
    """A third more is worked out from provisions and rows that exist, else its line would vanish."""
    found = problems({LAW: law(), PENALTIES: f"{PENALTY}  {line}\n"})
    assert message(PENALTIES, len(PENALTY.splitlines()) + 1, f"SANKSI {rest}", hint) in found


def test_a_list_of_fine_categories_that_is_not_there_is_a_fault(problems: Messages) -> None:
    """`kategori_denda` names a provision that the portal has, at its own line."""
    front = FRONT.removesuffix("---\n") + "kategori_denda: uu/1999/1/pasal-9\n---\n"
    [found] = problems({LAW: law(front=front)})
    assert found.startswith(f"content/{LAW}:{BODY_LINE - 1}: HUBUNGAN “kategori_denda: uu/1999/1/pasal-9” tidak ada")


def test_an_alias_is_read_for_citations_like_any_text(problems: Messages) -> None:
    """A name of a law that cites a dead provision is told, though every text after it may use that name."""
    front = FRONT.replace("naskah:", "sebutan: [Pasal 9 UU 1/1999]\nnaskah:")
    expected = message(LAW, 6, "KUTIPAN-MATI “Pasal 9 UU 1/1999” tidak ada di UU 1/1999", "mungkin maksudnya Pasal 2")
    assert [expected] == problems({LAW: law(front=front)})


def test_a_correction_of_nothing_is_a_fault(problems: Messages) -> None:
    """A correction names provisions that exist."""
    rows = "- tanggal: 2026-11-24\n  apa: Salah ketik\n  bagian: [uu/1999/1/pasal-7]\n"
    rest = "PERBAIKAN “bagian: uu/1999/1/pasal-7” tidak ada"
    expected = message("perbaikan.yaml", 3, rest, "mungkin maksudnya Pasal 2")
    assert [expected] == problems({LAW: law(), "perbaikan.yaml": rows})


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {
                "catatan-hukum.yaml": QUESTION.replace("id: arus-deras", "id: {arus: 1}"),
                "sanksi.yaml": PENALTY + "  pertanyaan: arus-deras\n",
            },
            "content/catatan-hukum.yaml:1: DATA-ISI",
        ),
        (
            {
                LAW: law(front=FRONT.removesuffix("---\n") + "catatan: {hal: Perahu}\n---\n"),
                "sinonim.yaml": "- kata: [sampan]\n  cari: [perahu]\n  sumber: Rekaan\n",
            },
            f"content/{LAW}:{BODY_LINE - 1}: DATA-ISI",
        ),
    ],
    ids=["questions", "facts"],
)
def test_a_name_that_cannot_be_read_is_one_fault(files: dict[str, str], expected: str, problems: Messages) -> None:
    """Nobody is told that a question or word is missing while the row that may hold it is the fault."""
    found = problems({LAW: law(), **files})
    assert [expected] == [text[: len(expected)] for text in found]
