"""Addresses: parse and str, the tree they stand in, pages and anchors, and the forms people guess."""

import pytest

from portal.address import Address, AddressError, Kind, Step, guess, int_to_roman, roman_to_int


def test_an_address_reads_as_work_and_steps() -> None:
    """An address is its work and the steps down from it."""
    expected = Address("uu/2007/21", (Step(Kind.ARTICLE, "48"), Step(Kind.PARAGRAPH, "1"), Step(Kind.LETTER, "a")))
    assert expected == Address.parse("uu/2007/21/pasal-48/ayat-1/huruf-a")


@pytest.mark.parametrize(
    "text",
    [
        "uu/2007/21",
        "pp/2008/9/pasal-14/ayat-5",
        "perda/kaltim/2007/4",
        "kepgub/kaltim/2010/357-k-279/diktum-kesatu",
        "permen/pppa/2012/1/pasal-2",
        "permen/p2mi/2025/1",
        "perdes/desa-muara-badak-ulu/2020/3",
        "uu/2007/21/pasal-2a/ayat-1a/huruf-aa/angka-10",
        "uu/2007/21/penjelasan/pasal-48/ayat-2/huruf-d",
        "uu/2007/21/penjelasan/umum",
        "uu/2023/1/buku-1/bab-3/bagian-2/paragraf-1",
        "uu/2007/21/menimbang/huruf-a",
        "uu/2007/21/lampiran",
        "uu/2007/21/lampiran-2/pasal-1",
    ],
)
def test_str_gives_back_what_parse_read(text: str) -> None:
    """The written form of an address is the text it was read from."""
    assert text == str(Address.parse(text))


@pytest.mark.parametrize("text", ["/uu/2007/21/pasal-1", " uu/2007/21/pasal-1 ", "uu/2007/21/pasal-1"])
def test_a_leading_slash_and_blanks_around_are_allowed(text: str) -> None:
    """A web path and an address with blanks around it are read as the address."""
    assert Address.parse("uu/2007/21/pasal-1") == Address.parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it must start like uu/2007/21"),
        ("pasal-48", "it must start like uu/2007/21"),
        ("uu/21/2007", "it must start like uu/2007/21"),
        ("UU/2007/21", "it must start like uu/2007/21"),
        ("uu/2007/21.md", "it must start like uu/2007/21"),
        ("../../etc/passwd", "it must start like uu/2007/21"),
        ("uu/2007/21/pasal", "“pasal” needs a number"),
        ("uu/2007/21/penjelasan-1", "“penjelasan-1” needs no number"),
        ("uu/2007/21/pasal-48(1)", "“pasal-48(1)” is not a part of a legal text"),
        ("uu/2007/21/lanjutan", "“lanjutan” is not a part of a legal text"),
        ("uu/2007/21/peraturan", "“peraturan” is not a part of a legal text"),
        ("uu/2007/21//pasal-1", "“” is not a part of a legal text"),
        ("uu/2007/21/pasal-1/", "“” is not a part of a legal text"),
    ],
)
def test_what_is_no_address_is_refused_with_its_own_words(text: str, said: str) -> None:
    """A text that is no address is refused with a sentence that quotes it."""
    with pytest.raises(AddressError) as error:
        Address.parse(text)
    assert f"“{text}” is not an address: {said}" == str(error.value)


@pytest.mark.parametrize(
    ("address", "parent"),
    [
        ("uu/2007/21/pasal-48/ayat-1", "uu/2007/21/pasal-48"),
        ("uu/2007/21/pasal-48", "uu/2007/21"),
        ("uu/2007/21", "uu/2007/21"),
    ],
)
def test_the_parent_is_one_step_up_and_a_work_is_its_own(address: str, parent: str) -> None:
    """The parent of an address is one step up; a work has none but itself."""
    assert parent == str(Address.parse(address).parent)


def test_the_lineage_goes_up_to_the_work() -> None:
    """The lineage of an address is itself and all above it, the nearest first."""
    expected = ["uu/2007/21/pasal-48/ayat-1", "uu/2007/21/pasal-48", "uu/2007/21"]
    assert expected == [str(address) for address in Address.parse("uu/2007/21/pasal-48/ayat-1").lineage]


@pytest.mark.parametrize(
    ("address", "kind", "number"),
    [
        ("uu/2007/21", Kind.INSTRUMENT, ""),
        ("uu/2007/21/pasal-48", Kind.ARTICLE, "48"),
        ("uu/2007/21/bab-1/paragraf-2", Kind.SUBSECTION, "2"),
        ("uu/2007/21/pasal-1/ayat-2", Kind.PARAGRAPH, "2"),
    ],
)
def test_kind_and_number_are_those_of_the_last_step(address: str, kind: Kind, number: str) -> None:
    """An address is of the kind and number of its last step (ayat is PARAGRAPH, paragraf SUBSECTION)."""
    found = Address.parse(address)
    assert (kind, number) == (found.kind, found.number)


def test_the_year_is_that_of_the_work() -> None:
    """A regional work has its region before the year and still knows the year."""
    assert 2007 == Address.parse("perda/kaltim/2007/4").year


def test_text_and_elucidation_lead_to_each_other() -> None:
    """The elucidation of a provision stands under `penjelasan`, and knows what it explains."""
    text, explained = Address.parse("uu/2007/21/pasal-8/ayat-1"), Address.parse("uu/2007/21/penjelasan/pasal-8/ayat-1")
    assert (explained, text) == (text.elucidation, explained.subject)


def test_text_is_its_own_subject_and_elucidation_its_own_elucidation() -> None:
    """Asking text for its subject, or elucidation for its elucidation, changes nothing."""
    text, explained = Address.parse("uu/2007/21/pasal-8"), Address.parse("uu/2007/21/penjelasan/pasal-8")
    assert (text, explained) == (text.subject, explained.elucidation)


@pytest.mark.parametrize(
    ("address", "page", "anchor"),
    [
        ("uu/2007/21", "uu/2007/21", ""),
        ("uu/2007/21/menimbang/huruf-a", "uu/2007/21", "menimbang-huruf-a"),
        ("uu/2007/21/lampiran-1", "uu/2007/21", "lampiran-1"),
        ("uu/2007/21/pasal-48", "uu/2007/21/pasal-48", ""),
        ("uu/2007/21/pasal-48/ayat-1/huruf-a", "uu/2007/21/pasal-48", "ayat-1-huruf-a"),
        ("uu/2007/21/penjelasan/pasal-48", "uu/2007/21/pasal-48", "penjelasan"),
        ("uu/2007/21/penjelasan/pasal-48/ayat-1", "uu/2007/21/pasal-48", "penjelasan-ayat-1"),
        ("uu/2007/21/penjelasan", "uu/2007/21/penjelasan", ""),
        ("uu/2007/21/penjelasan/umum", "uu/2007/21/penjelasan", "umum"),
        ("uu/2007/21/bab-5", "uu/2007/21/bab-5", ""),
        ("uu/2023/1/buku-1/bab-3/bagian-2/paragraf-1", "uu/2023/1/buku-1/bab-3", "bagian-2-paragraf-1"),
        ("uu/2023/1/buku-1", "uu/2023/1", "buku-1"),
        ("kepgub/kaltim/2010/1-k-2/diktum-kesatu/huruf-a", "kepgub/kaltim/2010/1-k-2/diktum-kesatu", "huruf-a"),
    ],
)
def test_every_address_has_a_page_and_an_anchor_on_it(address: str, page: str, anchor: str) -> None:
    """A provision stands on the page of its article, dictum, chapter, elucidation or work, at an anchor."""
    found = Address.parse(address)
    assert (page, anchor) == (str(found.provision), found.anchor(found.provision))


def test_an_article_on_a_chapter_page_keeps_its_whole_anchor() -> None:
    """On the page of a chapter an article's parts carry the article in their anchor."""
    page = Address.parse("uu/2007/21/bab-5")
    assert "pasal-48-ayat-1" == Address.parse("uu/2007/21/pasal-48/ayat-1").anchor(page)


@pytest.mark.parametrize(("text", "value"), [("i", 1), ("IV", 4), ("ix", 9), ("XIX", 19), ("xl", 40), ("XCIX", 99)])
def test_roman_numerals_are_read_and_written(text: str, value: int) -> None:
    """A roman numeral has its value, and the value is written as it."""
    assert (value, text.upper()) == (roman_to_int(text), int_to_roman(value))


@pytest.mark.parametrize("text", ["", "iiii", "vv", "ic", "xiiv", "m", "a", "5"])
def test_what_is_no_roman_numeral_has_no_value(text: str) -> None:
    """Letters that do not make a roman numeral have no value."""
    assert roman_to_int(text) is None


@pytest.mark.parametrize(
    ("guessed", "meant"),
    [
        ("/UU/2007/21", "/uu/2007/21"),
        ("/uu/2007/21/", "/uu/2007/21"),
        ("/uu//2007/21", "/uu/2007/21"),
        ("/uu/2007/21/Pasal-48", "/uu/2007/21/pasal-48"),
        ("/uu/2007/21/pasal-48(1)a", "/uu/2007/21/pasal-48/ayat-1/huruf-a"),
        ("/uu/2007/21/pasal-48(1)", "/uu/2007/21/pasal-48/ayat-1"),
        ("/uu/2007/21/bab-v", "/uu/2007/21/bab-5"),
        ("/uu/2007/21/bab-5/pasal-48", "/uu/2007/21/pasal-48"),
        ("/uu/2007/21/bab-7/bagian-2/pasal-60", "/uu/2007/21/pasal-60"),
        ("/peraturan/uu-21-2007", "/uu/2007/21"),
        ("/peraturan/uu-no-21-tahun-2007", "/uu/2007/21"),
        ("/uu-21-2007/pasal-48", "/uu/2007/21/pasal-48"),
        ("/pp-9-2008", "/pp/2008/9"),
        ("/akn/id/act/uu/2007/21", "/uu/2007/21"),
        ("/akn/id-ki/act/perda/2007/4", "/perda/kaltim/2007/4"),
        ("/akn/id-ku/act/perda/2015/3", "/perda/kaltara/2015/3"),
        ("/eli/id/uu/2007/21", "/uu/2007/21"),
        ("/perppu-1-2002/pasal-2", "/perppu/2002/1/pasal-2"),
        ("/perda-4-2007", "/perda/kaltim/2007/4"),
        ("/peraturan/perda-kutai-timur-no-3-tahun-2016", "/perda/kutai-timur/2016/3"),
    ],
)
def test_old_and_guessed_forms_lead_to_the_address(guessed: str, meant: str) -> None:
    """A form that people guess leads to the canonical path."""
    assert meant == guess(guessed)


@pytest.mark.parametrize("path", ["/uu/2007/21/pasal-48", "/panduan", "/", "/cari"])
def test_a_canonical_path_is_no_guess(path: str) -> None:
    """A path that is already canonical means nothing else."""
    assert guess(path) is None
