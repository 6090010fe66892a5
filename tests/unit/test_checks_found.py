"""The linter on the words that help to find: synonyms and topics. A test is the faulty file plus the whole message."""

from collections.abc import Callable

import pytest
from samples import EVENTS, GUIDE, GUIDE_FRONT, LAW, law

Messages = Callable[..., list[str]]

SYNONYMS, TOPICS = "sinonim.yaml", "topik.yaml"
SYNONYM = """\
- kata: [kali, bengawan]
  cari: [sungai]
  sumber: percakapan warga
"""
TOPIC = """\
- tanya: Siapa yang menjaga kali?
  kata: [penjaga]
  panduan: sungai
  pasal: [uu/1999/1/pasal-1]
"""
SOUND = {LAW: law(), GUIDE: GUIDE_FRONT + "## Sungai\n"}


def test_sound_words_have_no_fault(problems: Messages) -> None:
    """A synonym for a word of the law and a topic that leads somewhere give no message."""
    assert [] == problems(SOUND | {SYNONYMS: SYNONYM, TOPICS: TOPIC})


def test_a_synonym_for_a_word_of_no_text_is_a_fault(problems: Messages) -> None:
    """What a synonym looks for must stand in a text, else it never finds anything."""
    expected = (
        "content/sinonim.yaml:2: SINONIM “cari: danau besar” memuat “danau”, yang tidak ada di naskah mana pun\n"
        "  saran: pakai kata seperti tertulis dalam naskah, misalnya “restitusi”"
    )
    assert [expected] == problems(SOUND | {SYNONYMS: SYNONYM.replace("sungai", "danau besar")})


def test_a_synonym_without_source_is_a_fault(problems: Messages) -> None:
    """Every pair says where it comes from."""
    found = problems(SOUND | {SYNONYMS: SYNONYM.replace("  sumber: percakapan warga\n", "")})
    expected = "content/sinonim.yaml:1: DATA-ISI kunci “sumber” belum ada\n  saran: tambahkan baris “sumber: …”"
    assert [expected] == found


def test_a_topic_that_leads_nowhere_is_a_fault(problems: Messages) -> None:
    """A topic names provisions, a guide and a role that are there."""
    wrong = TOPIC.replace("pasal-1", "pasal-9").replace("panduan: sungai", "panduan: danau\n  peran: penjaga")
    expected = [
        "content/topik.yaml:3: TOPIK panduan “danau” tidak ada\n  saran: panduan yang ada: sungai",
        "content/topik.yaml:4: TOPIK peran “penjaga” tidak ada\n  saran: hapus baris “peran”",
        "content/topik.yaml:5: TOPIK “pasal: uu/1999/1/pasal-9” tidak ada\n  saran: mungkin maksudnya Pasal 2",
    ]
    assert sorted(expected) == sorted(problems(SOUND | {TOPICS: wrong}))


@pytest.mark.parametrize(
    ("articles", "is_sound"),
    [("pasal-1", False), ("pasal-1, uu/1999/1/pasal-2", False), ("pasal-2, uu/1999/1/pasal-1", True)],
)
def test_a_topic_shows_what_holds_before_what_was_repealed(articles: str, is_sound: bool, problems: Messages) -> None:
    """A repealed article may stand in a topic only behind the one that replaces it."""
    event = (
        "- sejak: 2005-06-01\n  efek: dicabut\n  oleh: uu/1999/1/pasal-2\n  sasaran: [uu/1999/1/pasal-1]\n"
        "  menjadi: uu/1999/1/pasal-2\n  keyakinan: tinggi\n  sumber: Rekaan\n  diperiksa: 2026-11-24\n"
        "  pemeriksa: Penguji\n"
    )
    expected = (
        "content/topik.yaml:4: TOPIK “pasal: uu/1999/1/pasal-1” sudah dicabut dan penggantinya tidak mendahuluinya\n"
        "  saran: tulis uu/1999/1/pasal-2 sebelum uu/1999/1/pasal-1"
    )
    found = problems(SOUND | {EVENTS: event, TOPICS: TOPIC.replace("pasal-1", articles)})
    assert ([] if is_sound else [expected]) == found
