"""The linter on trainer kits and ready-made books: every wrong row is found, and says how to mend it."""

from collections.abc import Callable

from samples import GUIDE, GUIDE_FRONT, LAW, law

Messages = Callable[..., list[str]]

KIT = "kits/sungai.md"
ITEM = """\
  - tanya: Siapa menjaga sungai?
    pilihan: [Setiap orang, Tidak ada]
    jawab: a
    alasan: Begitu bunyinya.
    dasar: uu/1999/1/pasal-1
    kutipan: Setiap orang wajib menjaga sungai.
"""
KIT_TEXT = f"""\
---
judul: Menjaga sungai
menit: 30
untuk: warga
ringkasan: Rekaan.
diperiksa: 2026-11-24
tujuan: [Tahu.]
bahan: [Kertas]
persiapan: [Baca.]
acara:
  - {{menit: 10, kegiatan: Buka, cara: Bicara, katakan: Halo.}}
  - {{menit: 20, kegiatan: Tutup, cara: Bicara, katakan: Terima kasih.}}
pesan: [Jaga.]
lembar:
  - judul: Isi
    isi: [Jaga sungai (Pasal 1 UU 1/1999).]
kasus:
  - judul: Kasus
    cerita: Sungai kotor.
    tanya: [Lalu apa]
    jawab: [Jaga.]
    bahas: Lalu?
kuis:
{ITEM * 10}tindak_lanjut: [Jaga.]
---
"""
BOOK = "buku.yaml"
BOOK_TEXT = "- id: sungai\n  judul: Buku sungai\n  ringkasan: Rekaan.\n  halaman: 4\n  isi: [p.sungai, uu.1999.1.1-2]\n"
FIRST = 29  # the line of the first question's quotation


def found(problems: Messages, kit: str = KIT_TEXT, book: str = BOOK_TEXT, second: str = "") -> list[str]:
    """Return the messages about a kit and a book over a sound law and guide."""
    files = {LAW: law() if not second else law(second), GUIDE: GUIDE_FRONT, KIT: kit, BOOK: book}
    return problems(files)


def test_a_sound_kit_and_book_give_no_message(problems: Messages) -> None:
    """Ten proven questions, an agenda that adds up, a book of what exists."""
    assert [] == found(problems)


def test_a_session_that_does_not_add_up_is_found(problems: Messages) -> None:
    """The minutes of the agenda are those of the session."""
    assert [
        "content/kits/sungai.md:3: KIT-WAKTU acara 30 menit, sesi 45 menit\n"
        "  saran: samakan “menit” dengan jumlah menit dalam “acara”"
    ] == found(problems, KIT_TEXT.replace("menit: 30", "menit: 45"))


def test_a_sheet_is_for_a_role_that_exists(problems: Messages) -> None:
    """A kit cannot hold the sheet of a role that nobody wrote."""
    (message,) = found(problems, KIT_TEXT.replace("untuk: warga\n", "untuk: warga\nperan: [naga]\n"))
    assert message.startswith("content/kits/sungai.md:5: PERAN peran “naga” tidak ada")


def test_a_quiz_has_ten_questions(problems: Messages) -> None:
    """Nine are too few."""
    assert ["content/kits/sungai.md:23: KIT-KUIS kuis memuat 9 soal\n  saran: tulis tepat 10 soal"] == found(
        problems, KIT_TEXT.replace(ITEM, "", 1)
    )


def test_a_quotation_of_a_key_stands_in_its_provision(problems: Messages) -> None:
    """An answer quotes word for word."""
    wrong = KIT_TEXT.replace("kutipan: Setiap orang wajib", "kutipan: Semua orang wajib", 1)
    (message,) = found(problems, wrong)
    assert message.startswith(
        f"content/kits/sungai.md:{FIRST}: KIT-KUTIPAN kutipan “Semua orang wajib menjaga sungai.…” tidak ada di Pasal 1"
    )


def test_a_key_rests_on_a_provision_that_exists(problems: Messages) -> None:
    """A basis that leads nowhere is found."""
    (message,) = found(problems, KIT_TEXT.replace("dasar: uu/1999/1/pasal-1", "dasar: uu/1999/1/pasal-9", 1))
    assert message.startswith(f"content/kits/sungai.md:{FIRST - 1}: KIT-DASAR dasar uu/1999/1/pasal-9 tidak ada")


def test_an_answer_is_one_of_the_choices(problems: Messages) -> None:
    """The letter of the key belongs to a choice."""
    (message,) = found(problems, KIT_TEXT.replace("jawab: a", "jawab: d", 1))
    assert message.startswith(f"content/kits/sungai.md:{FIRST - 3}: KIT-KUIS jawaban “d” tidak ada di pilihan")


def test_a_citation_in_a_kit_leads_somewhere(problems: Messages) -> None:
    """Sentences of a kit are read like a guide's."""
    (message,) = found(problems, KIT_TEXT.replace("(Pasal 1 UU 1/1999)", "(Pasal 7 UU 1/1999)"))
    assert message.startswith("content/kits/sungai.md:16: KUTIPAN-MATI")


def test_a_book_holds_what_exists(problems: Messages) -> None:
    """A ready-made book with an unknown part is found."""
    assert [
        "content/buku.yaml:5: BUKU-ISI Buku sungai: Tidak ada bagian bernama “p.laut”.\n"
        "  saran: tulis bagian seperti p.hak-korban, r.camat, uu.2007.21.48-50, atau kontak"
    ] == found(problems, book=BOOK_TEXT.replace("p.sungai", "p.laut"))


def test_a_missing_key_of_a_kit_is_said(problems: Messages) -> None:
    """A kit without a quiz is no kit."""
    messages = found(problems, KIT_TEXT.replace("untuk: warga\n", ""))
    assert any("kunci “untuk” belum ada" in message for message in messages)
