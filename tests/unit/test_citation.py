"""Citations: which words of a text cite what, and how an address is cited."""

import pytest

from portal.address import Address, Kind
from portal.citation import aliases, cite, find, shared_names, within
from portal.reading.library import Library

ALIASES = {"UU TPPO": "uu/2007/21", "PP PPT": "pp/2008/9"}
SHARED = {"KUHP": ("uu/1946/1", "uu/2023/1")}
HERE = "uu/2007/21/pasal-58/ayat-4/huruf-c"


def cited(text: str, context: str = "", names: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Return the citations of a text as (words, address), '' for a law without a number."""
    where = Address.parse(context) if context else None
    found = find(text, where, ALIASES if names is None else names, SHARED)
    return [(c.words, str(c.target) if c.target else "") for c in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UU 21/2007", ["uu/2007/21"]),
        ("UU No. 21 Tahun 2007", ["uu/2007/21"]),
        ("UU Nomor 21 tahun 2007", ["uu/2007/21"]),
        ("Undang-Undang Nomor 21 Tahun 2007", ["uu/2007/21"]),
        ("Peraturan Pemerintah Nomor 9 Tahun 2008", ["pp/2008/9"]),
        ("PP 9/2008", ["pp/2008/9"]),
        ("Peraturan Presiden Nomor 49 Tahun 2023", ["perpres/2023/49"]),
        ("Perda Kaltim 4/2007", ["perda/kaltim/2007/4"]),
        ("Peraturan Daerah Provinsi Kalimantan Timur Nomor 4 Tahun 2007", ["perda/kaltim/2007/4"]),
        ("Perda 4/2007", ["perda/kaltim/2007/4"]),
        ("Pergub 86/2011", ["pergub/kaltim/2011/86"]),
        ("Keputusan Gubernur Kaltim 357/K.279/2010", ["kepgub/kaltim/2010/357-k-279"]),
        ("Keputusan Gubernur Kalimantan Timur Nomor 357/K.-279/2010", ["kepgub/kaltim/2010/357-k-279"]),
        ("Kepgub 12/K.5/2003", ["kepgub/kaltim/2003/12-k-5"]),
        ("UU TPPO", ["uu/2007/21"]),
        ("Undang-Undang Nomor 021 Tahun 2007", ["uu/2007/21"]),
    ],
)
def test_a_law_is_cited_by_number_or_alias(text: str, expected: list[str]) -> None:
    """A law is cited by its kind, number and year in any usual form, or by a name people use."""
    assert expected == [target for _, target in cited(f"Lihat {text} itu.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Undang-Undang Dasar Negara Republik Indonesia Tahun 1945", "uud/1945/nri"),
        ("UUD NRI Tahun 1945", "uud/1945/nri"),
        ("UUD 1945", "uud/1945/nri"),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2002", "perppu/2002/1"),
        ("Perpu 1/2002", "perppu/2002/1"),
        ("Perma 1/2022", "perma/2022/1"),
        ("Perkap 10/2007", "perkap/2007/10"),
        ("Permen PPPA 8/2021", "permen/pppa/2021/8"),
        ("Permensos 110/HUK/2009", "permen/sosial/2009/110-huk"),
        (
            "Peraturan Menteri Negara Pemberdayaan Perempuan dan Perlindungan Anak Republik Indonesia"
            " Nomor 01 Tahun 2010",
            "permen/pppa/2010/1",
        ),
        ("Permeneg PP 1/2009", "permen/pppa/2009/1"),
        ("Perda Kota Samarinda 7/2013", "perda/samarinda/2013/7"),
        ("Perda Kabupaten Nunukan Nomor 16 Tahun 2015", "perda/nunukan/2015/16"),
        ("Peraturan Daerah Provinsi Kalimantan Utara Nomor 3 Tahun 2016", "perda/kaltara/2016/3"),
        ("Peraturan Daerah Kabupaten Tabalong Nomor 2 Tahun 2015", "perda/kabupaten-tabalong/2015/2"),
        ("Perbup Kutai Timur 3/2016", "perbup/kutai-timur/2016/3"),
        ("Peraturan Bupati Tabalong Nomor 2 Tahun 2015", "perbup/kabupaten-tabalong/2015/2"),
        ("Keputusan Bupati Paser 264/K.503/2023", "kepbup/paser/2023/264-k-503"),
        ("Peraturan Walikota Bontang Nomor 5 Tahun 2019", "perwali/bontang/2019/5"),
        ("Keputusan Wali Kota Samarinda Nomor 463/123/HK-KS/2021", "kepwali/samarinda/2021/463-123-hk-ks"),
        ("Peraturan Desa Muara Badak Ulu Nomor 3 Tahun 2020", "perdes/desa-muara-badak-ulu/2020/3"),
    ],
)
def test_every_kind_is_cited_with_its_maker(text: str, expected: str) -> None:
    """Kinds of UU 12/2011 Pasal 7 and 8 are read, those of a region or ministry with it, the run before them too."""
    assert [(f"Pasal 2 {text}", f"{expected}/pasal-2")] == cited(f"menurut Pasal 2 {text}.", HERE)


def test_a_regional_law_without_region_is_of_the_region_we_read() -> None:
    """Inside a law of a region "Peraturan Bupati" means that region's; elsewhere "Perda" means the province's."""
    here = "perda/berau/2015/3/pasal-9"
    expected = ["perbup/berau/2016/4", "perda/berau/2012/1", "pergub/kaltim/2011/86"]
    assert expected == [target for _, target in cited("Perbup 4/2016, Perda 1/2012, Pergub 86/2011", here)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pasal 48 UU 21/2007", ["pasal-48"]),
        ("Pasal 48 ayat (1) UU 21/2007", ["pasal-48/ayat-1"]),
        ("Pasal 48 ayat (1) huruf a Undang-Undang Nomor 21 Tahun 2007", ["pasal-48/ayat-1/huruf-a"]),
        ("Pasal 58 ayat (4) huruf a angka 1 UU TPPO", ["pasal-58/ayat-4/huruf-a/angka-1"]),
        ("Pasal 1 angka 3 UU 21/2007", ["pasal-1/angka-3"]),
        ("Pasal 2A ayat (1a) UU 21/2007", ["pasal-2a/ayat-1a"]),
        ("Pasal 3 huruf aa UU 21/2007", ["pasal-3/huruf-aa"]),
        ("pasal 48 ayat (1) UU 21/2007", ["pasal-48/ayat-1"]),
        ("Pasal 2, Pasal 3, dan Pasal 4 UU 21/2007", ["pasal-2", "pasal-3", "pasal-4"]),
        ("Pasal 60 dan Pasal 61 UU 21/2007", ["pasal-60", "pasal-61"]),
        ("Pasal 48 ayat (1) dan ayat (2) UU 21/2007", ["pasal-48/ayat-1", "pasal-48/ayat-2"]),
        ("Pasal 48 ayat (2) huruf a, huruf b, dan/atau huruf c UU TPPO", [f"pasal-48/ayat-2/huruf-{x}" for x in "abc"]),
        ("Pasal 2 ayat (2), Pasal 3 UU 21/2007", ["pasal-2/ayat-2", "pasal-3"]),
        ("Pasal 2 sampai dengan Pasal 6 UU 21/2007", ["pasal-2", "pasal-6"]),
        ("Pasal 7 ayat (1) jo. Pasal 2 UU 21/2007", ["pasal-7/ayat-1", "pasal-2"]),
        ("Pasal 7 jo Pasal 2 juncto Pasal 3 UU 21/2007", ["pasal-7", "pasal-2", "pasal-3"]),
        ("Penjelasan Pasal 51 ayat (1) UU 21/2007", ["penjelasan/pasal-51/ayat-1"]),
        ("Penjelasan Pasal 8 dan Pasal 9 UU 21/2007", ["penjelasan/pasal-8", "pasal-9"]),
        ("Pasal 48\nayat (1)\nUU 21/2007", ["pasal-48/ayat-1"]),
    ],
)
def test_provisions_take_the_law_that_stands_behind_them(text: str, expected: list[str]) -> None:
    """A run of provisions belongs to the law named at its end; lists, ranges and jo. give one citation each."""
    assert [f"uu/2007/21/{step}" for step in expected] == [target for _, target in cited(text)]


def test_each_run_has_its_own_law() -> None:
    """Two runs with two laws are two citations."""
    expected = [
        ("Pasal 48 UU 21/2007", "uu/2007/21/pasal-48"),
        ("Pasal 14 ayat (5) PP 9/2008", "pp/2008/9/pasal-14/ayat-5"),
    ]
    assert expected == cited("Menurut Pasal 48 UU 21/2007 dan Pasal 14 ayat (5) PP 9/2008 begitu.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sebagaimana dimaksud pada ayat (2)", ["uu/2007/21/pasal-58/ayat-2"]),
        ("sebagaimana dimaksud dalam huruf a", ["uu/2007/21/pasal-58/ayat-4/huruf-a"]),
        ("sebagaimana dimaksud dalam huruf a angka 1", ["uu/2007/21/pasal-58/ayat-4/huruf-a/angka-1"]),
        ("sebagaimana dimaksud dalam angka 2", ["uu/2007/21/pasal-58/ayat-4/huruf-c/angka-2"]),
        ("sebagaimana dimaksud dalam Pasal 60", ["uu/2007/21/pasal-60"]),
        ("pada ayat (2) dan ayat (3)", ["uu/2007/21/pasal-58/ayat-2", "uu/2007/21/pasal-58/ayat-3"]),
        ("dalam Penjelasan Pasal 8", ["uu/2007/21/penjelasan/pasal-8"]),
        ("dalam Pasal 2 ayat (2) dan Pasal 3", ["uu/2007/21/pasal-2/ayat-2", "uu/2007/21/pasal-3"]),
        ("Pasal 60 Undang-Undang ini", ["uu/2007/21/pasal-60"]),
    ],
)
def test_inside_a_law_provisions_are_read_from_where_they_stand(text: str, expected: list[str]) -> None:
    """Inside a law, a provision without a law's name is read from the place the words stand in."""
    assert expected == [target for _, target in cited(text, HERE)]


def test_a_recital_cites_other_recitals() -> None:
    """ "huruf a" in Menimbang is the recital, not a provision."""
    expected = [("huruf a", "uu/2007/21/menimbang/huruf-a")]
    assert expected == cited("dimaksud dalam huruf a perlu", "uu/2007/21/menimbang/huruf-f")


def test_an_elucidation_cites_the_text_it_explains() -> None:
    """ "ayat (1)" in the elucidation of Pasal 8 is the ayat of Pasal 8 itself."""
    expected = [("ayat (1)", "uu/2007/21/pasal-8/ayat-1")]
    assert expected == cited("dimaksud pada ayat (1)", "uu/2007/21/penjelasan/pasal-8/ayat-2")


def test_a_decree_cites_its_dictums() -> None:
    """A dictum is cited by its ordinal, in two words too."""
    expected = [("Diktum KESATU huruf a", "diktum-kesatu/huruf-a"), ("Diktum KEDUA BELAS", "diktum-keduabelas")]
    here = "kepgub/kaltim/2003/12-k-5"
    assert [(words, f"{here}/{step}") for words, step in expected] == cited(
        "dalam Diktum KESATU huruf a dan Diktum KEDUA BELAS", f"{here}/diktum-ketiga"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Pasal 2 Undang-Undang yang bersangkutan",
        "Pasal 184 KUHAP",
        "Pasal 2 Peraturan Bupati Nomor 10 Tahun 2014",
        "Pasal 2 Peraturan Menteri Pariwisata Nomor 3 Tahun 2015",
        "Pasal 184 Undang-Undang Hukum Acara Pidana",
    ],
)
def test_a_law_without_number_takes_its_provisions_away_from_ours(text: str) -> None:
    """A provision of criminal procedure, of "the law concerned", or of a law without its maker is none of ours."""
    assert [(text, "")] == cited(text, HERE)


@pytest.mark.parametrize(
    ("context", "work"),
    [
        ("uu/2007/21/pasal-65", "uu/1946/1"),
        ("pp/2008/9/pasal-1", "uu/1946/1"),
        ("uu/2026/1/pasal-1", "uu/2023/1"),
        ("", "uu/2023/1"),
    ],
)
def test_kuhp_is_the_code_of_its_time(context: str, work: str) -> None:
    """In a law made before 2023 KUHP is the code of 1946, elsewhere that of 2023."""
    assert [("Pasal 297 KUHP", f"{work}/pasal-297")] == cited("Pasal 297 KUHP", context)


def test_a_name_that_laws_share_stands_in_their_front_matter(real: Library) -> None:
    """KUHP is the code of 1946 and that of 2023 because both say so; a law of neither time has the older one's."""
    works = shared_names(real.instruments)
    assert ("uu/1946/1", "uu/2023/1") == works["KUHP"]
    assert "uu/1946/1" == str(find("KUHP", Address.parse("uu/1900/1/pasal-1"), None, works)[0].target)


@pytest.mark.parametrize("text", ["Undang-Undang ini", "Peraturan Pemerintah ini", "Keputusan Gubernur ini"])
def test_a_law_that_names_itself_is_no_citation(text: str) -> None:
    """ "Undang-Undang ini" is the law itself and no citation of it."""
    assert [] == cited(f"Dalam {text} yang dimaksud", HERE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pasalnya karet",
        "Pasal",
        "Pasal satu",
        "ayat 1",
        "ayat suci",
        "huruf besar",
        "huruf ab",
        "angka kemiskinan",
        "UU 21",
        "UU TPPOX",
        "tahun 2007 nomor 21",
        "PPT 9/2008",
        "berpasal 48",
    ],
)
def test_words_that_only_look_alike_are_no_citation(text: str) -> None:
    """Words that hold a mark of citation but cite nothing give none."""
    assert [] == cited(text)


def test_outside_any_law_a_provision_must_name_its_law() -> None:
    """In a guide a provision without a law's name leads nowhere."""
    assert [("Pasal 48", "")] == cited("Menurut Pasal 48 begitu.")


def test_words_between_provision_and_law_part_them() -> None:
    """A law that stands further on does not govern a provision before it."""
    assert [("Pasal 48", ""), ("UU 21/2007", "uu/2007/21")] == cited("Pasal 48 berbeda dari UU 21/2007")


def test_the_words_are_those_of_the_text() -> None:
    """A citation's span covers its words, its law included."""
    text = "Lihat Pasal 48 ayat (1) UU 21/2007."
    [found] = find(text)
    assert ("Pasal 48 ayat (1) UU 21/2007", 6, 34) == (text[found.start : found.end], found.start, found.end)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("uu/1999/1", ""),
        ("uu/1999/1/pasal-2a/ayat-1a/huruf-aa/angka-3", "Pasal 2A ayat (1a) huruf aa angka 3"),
        ("uu/1999/1/penjelasan/pasal-8", "Penjelasan Pasal 8"),
        ("uu/1999/1/penjelasan/umum", "Penjelasan Umum"),
        ("uu/1999/1/buku-1/bab-5", "Bab V"),
        ("uu/1999/1/bab-iiii", "Bab IIII"),
        ("uu/1999/1/bab-7/bagian-2/paragraf-1", "Bab VII Bagian 2 Paragraf 1"),
        ("uu/1999/1/lampiran-2", "Lampiran 2"),
        ("uu/1999/1/menimbang/huruf-a", "Menimbang huruf a"),
        ("kepgub/kaltim/2003/12-k-5/diktum-kesatu", "Diktum KESATU"),
    ],
)
def test_an_address_is_cited_in_the_usual_words(address: str, words: str) -> None:
    """An address is written the way laws cite it (UU 12/2011: ayat in brackets, huruf and angka without)."""
    assert words == within(Address.parse(address))


@pytest.mark.parametrize(
    ("address", "short", "standard"),
    [
        ("uu/1999/1/pasal-2", "Pasal 2 UU 1/1999", "Pasal 2 Undang-Undang Nomor 1 Tahun 1999"),
        ("uu/1999/1", "UU 1/1999", "Undang-Undang Nomor 1 Tahun 1999"),
        ("perda/kaltim/2002/7", "Perda Kaltim 7/2002", "Peraturan Daerah Provinsi Kalimantan Timur Nomor 7 Tahun 2002"),
        (
            "kepgub/kaltim/2003/12-k-5/diktum-kesatu",
            "Diktum KESATU Keputusan Gubernur Kaltim 12/K.5/2003",
            "Diktum KESATU Keputusan Gubernur Provinsi Kalimantan Timur Nomor 12/K.5/2003",
        ),
    ],
)
def test_a_citation_names_the_law_short_or_in_full(address: str, short: str, standard: str, tiny: Library) -> None:
    """A citation ends with the law's short or standard name."""
    where = Address.parse(address)
    instrument = tiny.instrument(where)
    assert (short, standard) == (cite(where, instrument), cite(where, instrument, standard=True))


def test_what_is_cited_is_found_again(real: Library) -> None:
    """The citation of every provision of a full text, read again, is that provision."""
    kinds = {Kind.ARTICLE, Kind.PARAGRAPH, Kind.LETTER, Kind.NUMBER}
    places = [a for a in real.provisions if a.steps and {step.kind for step in a.steps} <= kinds]
    found = {a: [c.target for c in find(cite(a, real.instrument(a)))] for a in places}
    assert {address: [address] for address in places} == found


def test_every_alias_names_its_work(tiny: Library) -> None:
    """The aliases of all instruments lead to their works."""
    expected = {
        "UU Sungai": "uu/1999/1",
        "UU Sungai Dongeng": "uu/1999/1",
        "SK Penjaga Sungai": "kepgub/kaltim/2003/12-k-5",
    }
    assert expected == aliases(tiny.instruments)
