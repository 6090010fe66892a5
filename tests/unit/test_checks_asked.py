"""The linter on written answers, the emergency block and the budget of words: the faulty file, and the message."""

from collections.abc import Callable

import pytest
from samples import EVENTS, GUIDE, GUIDE_FRONT, LAW, law

Messages = Callable[..., list[str]]

ANSWER, BLOCK, CONTACTS = "answers/jaga-kali.md", "darurat.yaml", "contacts.yaml"
POST = """\
- nama: Pos
  telepon: ["000"]
  sumber: Rekaan
  diperiksa: 2026-11-24
  butuh: Kerja dan upah
"""
WORDS = "\n".join(f"  - cara ke {number}" for number in range(15))
TEXT = f"""\
---
tanya: Siapa yang menjaga kali?
kelompok: Melapor
untuk: [warga]
lanjut: Lihat kalinya.
nomor: [Pos]
pasal: [uu/1999/1/pasal-1]
panduan: sungai
diperiksa: 2026-11-24
kata:
{WORDS}
---

Setiap orang (Pasal 1 UU 1/1999). Kali itu milik bersama.
"""
FORMS = """\
- bagi: saya
  judul: Saya basah
  nomor: [Pos]
  diperiksa: 2026-11-24
  langkah: [{kata: Naik ke darat.}]
- bagi: korban
  judul: Ada yang basah
  nomor: [Pos]
  diperiksa: 2026-11-24
  langkah: [{kata: Beri handuk.}]
"""
SOUND = {LAW: law(), GUIDE: GUIDE_FRONT + "## Sungai\n", CONTACTS: POST}


def test_a_sound_answer_and_block_have_no_fault(problems: Messages) -> None:
    """An answer that rests on law in force and a block with both forms give no message."""
    assert [] == problems(SOUND | {ANSWER: TEXT, BLOCK: FORMS})


@pytest.mark.parametrize(
    ("right", "wrong", "line", "rest"),
    [
        ("Kali itu milik bersama.", "Satu. Dua. Tiga. Empat.", 27, "JAWABAN jawaban bukan satu paragraf"),
        ("Kali itu milik bersama.", "Kali.\n\nItu milik bersama.", 27, "JAWABAN jawaban bukan satu paragraf"),
        ("nomor: [Pos]", "nomor: [Toko]", 6, "JAWABAN “nomor: Toko” tidak ada"),
        ("panduan: sungai", "panduan: danau", 8, "JAWABAN “panduan: danau” tidak ada"),
        ("panduan: sungai", "peran: penjaga", 8, "JAWABAN “peran: penjaga” tidak ada"),
        ("pasal-1]", "pasal-9]", 7, "JAWABAN “pasal: uu/1999/1/pasal-9” tidak ada"),
        ("pasal-1]", "pasal-1, uu/1999/1/pasal-2, uu/1999/1]", 7, "JAWABAN 3 pasal"),
        ("\n  - cara ke 14", "", 10, "JAWABAN hanya 14 cara bertanya"),
        ("Lihat kalinya.", "Lihat " + "kali " * 20 + "itu.", 5, "BAHASA kalimat 22 kata"),
        ("Setiap orang", "Setiap orang " + "yang menjaga kali dengan baik " * 4, 28, "BAHASA kalimat 22 kata"),
    ],
)
def test_a_wrong_answer_is_found(right: str, wrong: str, line: int, rest: str, problems: Messages) -> None:
    """Each fault of an answer is told at its own line."""
    found = problems(SOUND | {ANSWER: TEXT.replace(right, wrong), BLOCK: FORMS})
    assert [True] == [m.startswith(f"content/{ANSWER}:{line}: {rest}") for m in found if "rata-rata" not in m]


def test_two_answers_with_one_phrase_are_told_apart(problems: Messages) -> None:
    """The words by which people ask lead to one answer."""
    found = problems(
        SOUND
        | {ANSWER: TEXT, "answers/lagi.md": TEXT.replace("cara ke ", "jalan ke ").replace("jalan ke 3", "cara ke 3")}
    )
    assert [True] == [
        m.startswith("content/answers/lagi.md:14: JAWABAN “cara ke 3” sudah dipakai jawaban “jaga-kali”") for m in found
    ]


def test_an_answer_does_not_rest_on_repealed_law(problems: Messages) -> None:
    """What has lost its force proves nothing; its successor does."""
    events = (
        "- sejak: 2005-06-01\n  efek: dicabut\n  oleh: uu/1999/1/pasal-2\n  sasaran: [uu/1999/1/pasal-1]\n"
        "  menjadi: uu/1999/1/pasal-2\n  keyakinan: tinggi\n  sumber: Rekaan\n  diperiksa: 2026-11-24\n"
        "  pemeriksa: Penguji\n"
    )
    found = problems(SOUND | {ANSWER: TEXT, BLOCK: FORMS, EVENTS: events})
    assert any("JAWABAN “pasal: uu/1999/1/pasal-1” sudah dicabut" in message for message in found)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("bagi: korban", "bagi: saya", "DARURAT bentuk “saya” ditulis dua kali"),
        ("bagi: korban", "bagi: saya", "DARURAT bentuk “korban” belum ada"),
        ("nomor: [Pos]", "nomor: [Toko]", "JAWABAN “nomor: Toko” tidak ada"),
        ("Naik ke darat.", "Naik " + "ke " * 20 + "darat.", "BAHASA kalimat 22 kata"),
    ],
)
def test_a_wrong_block_is_found(right: str, wrong: str, message: str, problems: Messages) -> None:
    """The block has both forms, once each, within the budget of words, and calls whom we know."""
    assert any(message in found for found in problems(SOUND | {BLOCK: FORMS.replace(right, wrong, 1)}))


def test_a_long_sentence_in_a_guide_for_citizens_is_found(problems: Messages) -> None:
    """A guide for officials may have one; a guide for citizens may not."""
    front = GUIDE_FRONT.replace("ringkasan", "untuk: [warga]\nringkasan")
    long = "Kali " * 21 + "itu.\n"
    assert any("BAHASA kalimat 22 kata" in found for found in problems({LAW: law(), GUIDE: front + long}))
    assert [] == problems({LAW: law(), GUIDE: GUIDE_FRONT + long})
