"""The analysis of Indonesian words: one spelling, tokens, stems, distances."""

import pytest

from portal.search.near import Speller, distance
from portal.search.words import content_words, normalise, spans, stem, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korban, ANAK; 24 jam", ["korban", "anak", "24", "jam"]),
        ("undang-undang", ["undang"]),
        ("hak-hak anak- anak", ["hak", "anak"]),
        ("hak-haknya", ["haknya"]),
        ("perlin- dungan", ["pelindungan"]),
        ("antar-negara", ["antar", "negara"]),
        ("hak2 anak", ["hak", "anak"]),
        ("km2", ["km2"]),
        ("resiko beresiko", ["risiko", "berisiko"]),
        ("yg tdk mau", ["yang", "tidak", "mau"]),
        ("Rp120.000.000,00", ["rp120000000"]),
        ("Rp 5.000.000.000", ["rp5000000000"]),
        ("5 miliar", ["rp5000000000"]),
        ("lima miliar rupiah", ["rp5000000000"]),
        ("600.000.000", ["rp600000000"]),
        ("600 juta", ["rp600000000"]),
        ("Rp1,5 juta", ["rp1500000"]),
        ("dua ratus lima puluh ribu rupiah", ["rp250000"]),
        ("pasal 48 ayat 1, 24 jam", ["pasal", "48", "ayat", "1", "24", "jam"]),
        ("T.P.P.O.", ["tppo"]),
        ("laki\u2011laki „takut“ «lapor»", ["laki", "takut", "lapor"]),
        ("pasal ٤٨", ["pasal", "48"]),
        ("tolooong gw takuttt", ["tolong", "saya", "takut"]),
        ("per\u00adlin\u200bdungan", ["pelindungan"]),
        ("ﬁsik", ["fisik"]),
        ("perlindungan", ["pelindungan"]),
        ("trafiking", ["trafficking"]),
        ("_garis_bawah_", ["garis", "bawah"]),
        ("", []),
    ],
)
def test_text_becomes_tokens(text: str, expected: list[str]) -> None:
    """Tokens are lower-case words and numbers in one spelling."""
    assert expected == tokens(text)


def test_normalising_twice_changes_nothing_more() -> None:
    """Text in one spelling stays as it is."""
    text = "  Ké\u0301 ﬁ\u200b\n\tIİ ½ "
    assert normalise(text) == normalise(normalise(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("melaporkan", "pelaporan"),
        ("mencegah", "pencegahan"),
        ("korban", "korbannya"),
        ("pidana", "dipidana"),
        ("penyidik", "penyidikan"),
        ("dikirim", "pengiriman"),
        ("kementerian", "menteri"),
        ("disekap", "penyekapan"),
        ("berlaku", "berlakunya"),
        ("keluarga", "keluarganya"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    """Two forms of a word have one stem."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pengadilan", "keadilan"),
        ("pemerintah", "perintah"),
        ("menteri", "teri"),
        ("pelaku", "pela"),
        ("berlaku", "berla"),
        ("masalah", "masa"),
        ("ketahuan", "mengetahui"),
    ],
)
def test_words_of_other_meaning_do_not_share_a_stem(one: str, other: str) -> None:
    """The stemmer's known errors on legal words are mended."""
    assert stem(one) != stem(other)


def test_words_without_meaning_do_not_count_unless_they_are_all() -> None:
    """Stop words are left out, but a query of stop words alone is kept."""
    assert (["korban"], ["apa", "itu"]) == (content_words("apa itu korban"), content_words("apa itu"))


def test_spans_point_at_the_words_as_shown() -> None:
    """A span cuts exactly its word out of the text."""
    text = "Hak “korban”, Rp1.000."
    assert [("Hak", "hak"), ("korban", "korban"), ("Rp1.000", "rp1000")] == [(text[a:b], w) for a, b, w in spans(text)]


# ---------------------------------------------------------------- spelling


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("korban", "korban", 0),
        ("krban", "korban", 1),
        ("korbann", "korban", 1),
        ("korbam", "korban", 1),
        ("kroban", "korban", 1),
        ("krbna", "korban", 2),
        ("rumah", "korban", None),
        ("", "ab", 2),
    ],
)
def test_distance_counts_edits(one: str, other: str, edits: int | None) -> None:
    """An insertion, a deletion, a change or a swap of neighbours is one edit; beyond the limit there is no distance."""
    assert (edits, edits) == (distance(one, other, 2), distance(other, one, 2))


def test_the_nearest_word_wins_then_the_commonest() -> None:
    """Distance decides before frequency: `resitusi` is `restitusi`, not the common `resolusi`."""
    speller = Speller({"restitusi": 1, "resolusi": 99, "korban": 5, "kurban": 9})
    assert ["restitusi", "kurban", None] == [speller.correct(word) for word in ("resitusi", "kerban", "zzzzzz")]


def test_words_that_begin_alike_are_near() -> None:
    """For a word too far from any, the commonest words with the same beginning are named."""
    speller = Speller({"penampungan": 2, "penampilan": 7, "korban": 9})
    assert [["penampilan", "penampungan"], []] == [speller.near(word) for word in ("penampxyzabc", "xyzabc")]
