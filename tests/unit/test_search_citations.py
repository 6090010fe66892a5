"""Citations as people type them: every spelling leads to the place it means, the rest is searched as words."""

import pytest

from portal.reading.library import Library
from portal.search.answer import PINNED_SCORE, Finder, Hit, Results
from portal.search.cite import MAX_CITATIONS, CitationReader


@pytest.fixture(scope="module")
def finder(real: Library) -> Finder:
    """Search over the real content."""
    return Finder(real, "fts5")


U, P, K = "uu/2007/21", "pp/2008/9", "uu/2023/1"
DECREE, PERDA = "kepgub/kaltim/2010/357-k-279", "perda/kaltim/2007/4"

# What is typed → the place it means. The hit is the provision that holds the place; it links to the place itself.
SPELLINGS = {
    "Pasal 48 ayat (1) UU 21/2007": f"{U}/pasal-48/ayat-1",
    "pasal 48 ayat 1 uu 21 tahun 2007": f"{U}/pasal-48/ayat-1",
    "PASAL 48 UU TPPO": f"{U}/pasal-48",
    "ps 48 (1) uu tppo": f"{U}/pasal-48/ayat-1",
    "ps. 48 uu no. 21 thn 2007": f"{U}/pasal-48",
    "psl 48 uu nomor 21 tahun 2007": f"{U}/pasal-48",
    "psl. 48": f"{U}/pasal-48",
    "pasl 48 uu tppo": f"{U}/pasal-48",
    "pasal48": f"{U}/pasal-48",
    "pasal-48": f"{U}/pasal-48",
    "pasal 48(1)": f"{U}/pasal-48/ayat-1",
    "pasal 48(2)a": f"{U}/pasal-48/ayat-2/huruf-a",
    "pasal 48 (2) huruf b": f"{U}/pasal-48/ayat-2/huruf-b",
    "48(2)(c)": f"{U}/pasal-48/ayat-2",
    "48 ayat 1": f"{U}/pasal-48/ayat-1",
    "48 (1) uu tppo": f"{U}/pasal-48/ayat-1",
    "pasal 48 ayat ( 1 )": f"{U}/pasal-48/ayat-1",
    "pasal 48 ayat(1)": f"{U}/pasal-48/ayat-1",
    "pasal 48 ayt 1": f"{U}/pasal-48/ayat-1",
    "pasal 48 ay. 1": f"{U}/pasal-48/ayat-1",
    "pasal 48 ayat 2 huruf a": f"{U}/pasal-48/ayat-2/huruf-a",
    "pasal 48 ayat 2 hrf. d uu tppo": f"{U}/pasal-48/ayat-2/huruf-d",
    "pasal 15 ayat (2) huruf e": f"{U}/pasal-15/ayat-2/huruf-e",
    "pasal 58 ayat 4 huruf e uu 21/2007": f"{U}/pasal-58/ayat-4/huruf-e",
    "pasal 29 huruf b angka 1 uu tppo": f"{U}/pasal-29/huruf-b/angka-1",
    "pasal 1 angka 3 uu 21/2007": f"{U}/pasal-1/angka-3",
    "pasal 1 butir 15 uu tppo": f"{U}/pasal-1/angka-15",
    "uu 21/2007 pasal 48": f"{U}/pasal-48",
    "uu 21/07 pasal 48": f"{U}/pasal-48",
    "uu tppo pasal 2": f"{U}/pasal-2",
    "uu tppo 48": f"{U}/pasal-48",
    "uu tppo 48 ayat 3": f"{U}/pasal-48/ayat-3",
    "48 uu tppo": f"{U}/pasal-48",
    "uu 21 pasal 2": f"{U}/pasal-2",
    "undang undang nomor 21 tahun 2007 pasal 2": f"{U}/pasal-2",
    "undang-undang no 21 th 2007 psl 2": f"{U}/pasal-2",
    "undang2 no 21 thn 2007 pasal 2": f"{U}/pasal-2",
    "u.u. no 21 th.2007 ps.9": f"{U}/pasal-9",
    "uu ri nomor 21 tahun 2007 pasal 9": f"{U}/pasal-9",
    "uu21/2007 ps9": f"{U}/pasal-9",
    "no 21 tahun 2007 pasal 9": f"{U}/pasal-9",
    "21/2007 pasal 9": f"{U}/pasal-9",
    "pasal 9 uu 21 2007": f"{U}/pasal-9",
    "pasal 9 dalam uu 21-2007": f"{U}/pasal-9",
    "uu 2l/2OO7 pasal 9": f"{U}/pasal-9",
    "uu 21/2oo7 ps l": f"{U}/pasal-1",
    "pasal 4l uu tppo": f"{U}/pasal-41",
    "pasal 48 ayat (l)": f"{U}/pasal-48/ayat-1",
    "pasal 3O uu tppo": f"{U}/pasal-30",
    "pasal II uu tppo": f"{U}/pasal-2",
    "penjelasan pasal 48 uu tppo": f"{U}/penjelasan/pasal-48",
    "penjelasan pasal 51 ayat 1 uu tppo": f"{U}/penjelasan/pasal-51/ayat-1",
    "penjelasan umum uu 21/2007": f"{U}/penjelasan/umum",
    "bab v uu tppo": f"{U}/bab-5",
    "bab 5 uu 21/2007": f"{U}/bab-5",
    "pp 9/2008 pasal 14 ayat 5": f"{P}/pasal-14/ayat-5",
    "pasal 14 ayat (5) peraturan pemerintah nomor 9 tahun 2008": f"{P}/pasal-14/ayat-5",
    "pp ppt pasal 14": f"{P}/pasal-14",
    "pp 9 psl 14": f"{P}/pasal-14",
    "pasal 14 ayat 5": f"{P}/pasal-14/ayat-5",
    "pasal 455 kuhp": f"{K}/pasal-455",
    "kuhp pasal 455": f"{K}/pasal-455",
    "455 kuhp": f"{K}/pasal-455",
    "kuhp 455 ayat 1": f"{K}/pasal-455/ayat-1",
    "pasal 455": f"{K}/pasal-455",
    "pasal 622 ayat 1 huruf q": f"{K}/pasal-622/ayat-1/huruf-q",
}
LAWS = {
    "uu 21/2007": U,
    "UU No. 21 Tahun 2007": U,
    "uu 21 2007": U,
    "uu tppo": U,
    "uu ptppo": U,
    "UU 21/2007 tentang pemberantasan tindak pidana perdagangan orang": U,
    "pp 9 tahun 2008": P,
    "perda 4/2007": PERDA,
    "perda no 4/2007": PERDA,
    "perda 04 tahun 2007": PERDA,
    "perda kaltim no 4 tahun 2007": PERDA,
    "perda prov. kaltim 4 thn 2007": PERDA,
    "SK 357": DECREE,
    "sk gubernur 357": DECREE,
    "sk gub kaltim no. 357": DECREE,
    "K.279": DECREE,
    "357/k.279/2010": DECREE,
    "keputusan gubernur 357/k.279/2010": DECREE,
    "kepgub kaltim 357/k.-279/2010": DECREE,
    "pasal 40 uu 3/2026": "uu/2026/3",
    "pasal VII uu 1/2026": "uu/2026/1",
    "pasal 300 uu 1/2023": K,
}
LISTS = {
    "pasal 3-5 uu tppo": [f"{U}/pasal-{n}" for n in (3, 4, 5)],
    "pasal 3 s.d. 5 uu tppo": [f"{U}/pasal-{n}" for n in (3, 4, 5)],
    "pasal 3 s/d pasal 5 uu tppo": [f"{U}/pasal-{n}" for n in (3, 4, 5)],
    "pasal 3 sampai dengan pasal 5 uu tppo": [f"{U}/pasal-{n}" for n in (3, 4, 5)],
    "pasal 48, 49 uu tppo": [f"{U}/pasal-48", f"{U}/pasal-49"],
    "pasal 48 dan 50 uu tppo": [f"{U}/pasal-48", f"{U}/pasal-50"],
    "pasal 2 jo. pasal 10 uu 21/2007": [f"{U}/pasal-2", f"{U}/pasal-10"],
    "ps 2 ayat (1) jo ps 17 uu 2l/2007": [f"{U}/pasal-2", f"{U}/pasal-17"],
    "pasal 2 uu 21/2007 juncto pasal 455 uu 1/2023": [f"{U}/pasal-2", f"{K}/pasal-455"],
}


def is_pinned(hit: Hit) -> bool:
    """Whether a hit stands above all that words find; none of the queries here asks what a word means."""
    return hit.score > PINNED_SCORE - MAX_CITATIONS


def cited(results: Results) -> list[str]:
    """Return the ids of the hits that the query cites."""
    return [hit.id for hit in results.hits if is_pinned(hit)]


@pytest.mark.parametrize(("query", "place"), SPELLINGS.items(), ids=SPELLINGS)
def test_a_citation_goes_to_the_place_it_means(query: str, place: str, finder: Finder, real: Library) -> None:
    """However a provision is cited, it is the first hit, and the link leads to the ayat, huruf or Penjelasan meant."""
    first = finder.answer(query).hits[0]
    target = first.target or real.provisions[next(a for a in real.provisions if str(a) == first.id)].address
    assert (place, True) == (str(target), is_pinned(first))


@pytest.mark.parametrize(("query", "work"), LAWS.items(), ids=LAWS)
def test_a_law_that_is_cited_is_the_first_hit(query: str, work: str, finder: Finder) -> None:
    """A law named without an article, or with one whose text the portal does not hold, leads to the law."""
    first = finder.answer(query).hits[0]
    assert (work, True) == (first.id, is_pinned(first))


@pytest.mark.parametrize(("query", "expected"), LISTS.items(), ids=LISTS)
def test_every_provision_of_a_list_is_found_in_order(query: str, expected: list[str], finder: Finder) -> None:
    """Lists, ranges and chains give each provision, in the order cited."""
    assert expected == cited(finder.answer(query))


@pytest.mark.parametrize(
    "query",
    ["24 jam", "7 hari", "denda 600 juta", "ayat (1)", "umur 18 tahun", "pasal", "sk", "pasal 28b uud 1945", "ps"],
)
def test_numbers_that_cite_nothing_are_words(query: str, finder: Finder) -> None:
    """Numbers, units without an article and articles of laws that the portal does not have cite nothing."""
    assert [] == cited(finder.answer(query))


def test_an_article_that_a_full_text_does_not_have_is_not_found(finder: Finder) -> None:
    """Pasal 99 of a law with 67 articles gives no article."""
    assert [] == cited(finder.answer("pasal 99 uu 21/2007"))


def test_words_beside_a_citation_are_searched_too(finder: Finder) -> None:
    """The cited provision stands first, then what the other words find."""
    found = [hit.id for hit in finder.answer("pasal 47 uu tppo restitusi").hits]
    assert (f"{U}/pasal-47", True) == (found[0], f"{U}/pasal-48" in found[:4])


def test_a_law_named_beside_words_raises_its_own_articles(finder: Finder) -> None:
    """ "rumah sakit pp 9/2008" asks for articles of that regulation."""
    assert f"{P}/pasal-21" in [hit.id for hit in finder.answer("rumah sakit pp 9/2008").hits[:3]]


def test_reading_leaves_over_what_is_no_citation() -> None:
    """The words around citations come back for the search."""
    reading = CitationReader([U], [U], {"UU TPPO": U}).read("hukuman pasal 2 jo. pasal 17 uu tppo bagi anak")
    assert (["uu/2007/21/pasal-2", "uu/2007/21/pasal-17"], ["hukuman", "bagi", "anak"]) == (
        [str(address) for address in reading.addresses],
        reading.remainder.split(),
    )


def test_an_article_without_its_law_is_found_in_every_law_that_has_it(finder: Finder, real: Library) -> None:
    """A bare number names no law, so every text held that has such an article is shown, the two main ones first."""
    having = {f"{work}/pasal-9" for work in real.instruments} & {str(address) for address in real.provisions}
    found = cited(finder.answer("pasal 9"))
    assert [f"{U}/pasal-9", f"{P}/pasal-9"] == found[:2]
    assert having == set(found)


def test_an_article_with_a_letter_is_read_as_it_stands(finder: Finder) -> None:
    """ "76I" is an article of the law on children, with or without "pasal", and not 761 as a machine may misread it."""
    for query in ("pasal 76I", "76i", "76I perlindungan anak", "uu 35/2014 76I", "Pasal 76I UU 35/2014"):
        assert "uu/2014/35/pasal-76i" == finder.answer(query).hits[0].id, query


def test_words_that_only_jurists_use_ask_for_the_law(finder: Finder) -> None:
    """Foreign terms of law lead to its article, in that very form: a "pembantu" (maid) is no "pembantuan"."""
    assert f"{U}/pasal-22" == finder.answer("obstruction of justice").hits[0].id
    assert f"{U}/pasal-41" == finder.answer("sidang in absentia").hits[0].id
    assert not finder.answer("pembantu sebelah rumah dipukul").is_legal


def test_a_term_alone_is_defined(finder: Finder) -> None:
    """A term of two words and nothing else leads to its definition."""
    hit = finder.answer("eksploitasi seksual").hits[0]
    assert (f"{U}/pasal-1", True) == (hit.id, hit.target is not None)


def test_our_own_page_named_beside_a_law_stands_first(finder: Finder) -> None:
    """ "tabel sanksi uu tppo" asks for the table, "rumah sakit pp 9/2008" for the articles."""
    assert "sanksi" == finder.answer("tabel sanksi uu tppo").hits[0].id


def test_a_number_of_one_district_stands_back_when_none_is_named(finder: Finder) -> None:
    """ "telepon darurat" asks for a number of all; with the town's name its own stands before it."""
    assert "112" not in finder.answer("telepon darurat").hits[0].id
    assert "bantuan#darurat-samarinda-112" in [hit.id for hit in finder.answer("darurat samarinda 112").hits[:3]]
    assert "bantuan#kbri-phnom-penh" == finder.answer("kedutaan indonesia kamboja").hits[0].id
