"""Search: citations go to the right provision, phrases hold, excerpts are true, and no input breaks it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.address import Address
from portal.library import Library
from portal.search.answer import EXCERPT_LENGTH, Answer, Finder, HitType, address_of, anchor, excerpt
from portal.search.query import MAX_LENGTH, MAX_WORDS, parse
from portal.search.words import content_words, normalise, spans, stem, tokens


@pytest.fixture(scope="module")
def finder(real: Library) -> Finder:
    """Search over the real content."""
    return Finder(real)


def ids(answer: Answer) -> list[str]:
    """Return the ids of all hits."""
    return [hit.id for hit in answer.hits]


# ---------------------------------------------------------------- citations


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Pasal 48 ayat (1) UU 21/2007", "uu/2007/21/pasal-48"),
        ("pasal 48 ayat 1 uu 21 tahun 2007", "uu/2007/21/pasal-48"),
        ("PASAL 48 UU TPPO", "uu/2007/21/pasal-48"),
        ("ps 48 (1) uu tppo", "uu/2007/21/pasal-48"),
        ("ps. 48 uu no. 21 thn 2007", "uu/2007/21/pasal-48"),
        ("psl 48 uu nomor 21 tahun 2007", "uu/2007/21/pasal-48"),
        ("pasal48", "uu/2007/21/pasal-48"),
        ("pasal 48(1)", "uu/2007/21/pasal-48"),
        ("48 ayat 1", "uu/2007/21/pasal-48"),
        ("pasal 48 ayat 2 huruf a", "uu/2007/21/pasal-48"),
        ("uu 21/2007 pasal 48", "uu/2007/21/pasal-48"),
        ("uu 21/07 pasal 48", "uu/2007/21/pasal-48"),
        ("uu tppo pasal 2", "uu/2007/21/pasal-2"),
        ("undang undang nomor 21 tahun 2007 pasal 2", "uu/2007/21/pasal-2"),
        ("penjelasan pasal 48 uu tppo", "uu/2007/21/pasal-48"),
        ("pasal 1 angka 3 uu 21/2007", "uu/2007/21/pasal-1"),
        ("pasal 3-5 uu tppo", "uu/2007/21/pasal-3"),
        ("pasal 3 sampai dengan pasal 5 uu tppo", "uu/2007/21/pasal-3"),
        ("pasal 58 ayat 4 huruf e uu 21/2007", "uu/2007/21/pasal-58"),
        ("uu 21/2007", "uu/2007/21"),
        ("UU No. 21 Tahun 2007", "uu/2007/21"),
        ("uu 21 2007", "uu/2007/21"),
        ("uu tppo", "uu/2007/21"),
        ("uu ptppo", "uu/2007/21"),
        ("pp 9/2008 pasal 14 ayat 5", "pp/2008/9/pasal-14"),
        ("pasal 14 ayat (5) peraturan pemerintah nomor 9 tahun 2008", "pp/2008/9/pasal-14"),
        ("pp 9 tahun 2008", "pp/2008/9"),
        ("pp ppt pasal 14", "pp/2008/9/pasal-14"),
        ("pasal 455 kuhp", "uu/2023/1/pasal-455"),
        ("kuhp pasal 455", "uu/2023/1/pasal-455"),
        ("pasal 455", "uu/2023/1/pasal-455"),
        ("pasal 622 ayat 1 huruf q", "uu/2023/1/pasal-622"),
        ("perda 4/2007", "perda/kaltim/2007/4"),
        ("perda kaltim no 4 tahun 2007", "perda/kaltim/2007/4"),
        ("sk gubernur 357", "kepgub/kaltim/2010/357-k-279"),
        ("keputusan gubernur 357/k.279/2010", "kepgub/kaltim/2010/357-k-279"),
        ("kepgub kaltim 357/k.-279/2010", "kepgub/kaltim/2010/357-k-279"),
        ("pasal 10 uu 3/2026", "uu/2026/3"),
        ("pasal 300 uu 1/2023", "uu/2023/1"),
    ],
)
def test_a_citation_goes_to_what_it_cites(query: str, first: str, finder: Finder) -> None:
    """However a citation is typed, the provision or law it means is the first hit and marked as cited."""
    hit = finder.answer(query).hits[0]
    assert (first, True) == (hit.id, hit.is_cited)


def test_a_range_gives_every_article_of_it(finder: Finder) -> None:
    """ "pasal 3-5" gives Pasal 3, 4 and 5 in order."""
    assert [f"uu/2007/21/pasal-{n}" for n in (3, 4, 5)] == ids(finder.answer("pasal 3-5 uu tppo"))


def test_an_article_without_law_is_that_of_every_text(finder: Finder) -> None:
    """ "pasal 9" gives the article of each text that has it, the law before its regulation."""
    hits = [hit.id for hit in finder.answer("pasal 9").hits if hit.is_cited]
    assert {"uu/2007/21/pasal-9", "pp/2008/9/pasal-9"} == set(hits)


def test_an_article_that_a_full_text_does_not_have_is_not_found(finder: Finder) -> None:
    """Pasal 99 of a law with 67 articles gives no article."""
    assert [] == ids(finder.answer("pasal 99 uu 21/2007"))


def test_words_beside_a_citation_are_searched_too(finder: Finder) -> None:
    """The cited provision stands first, then what the other words find."""
    found = ids(finder.answer("pasal 47 uu tppo restitusi"))
    assert ("uu/2007/21/pasal-47", True) == (found[0], "uu/2007/21/pasal-48" in found)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    "phrase", ["rumah perlindungan sosial", "gugus tugas", "ganti kerugian", "pusat pelayanan terpadu", "wajib membuat"]
)
def test_a_quoted_phrase_stands_in_every_hit(phrase: str, finder: Finder, real: Library) -> None:
    """Every provision found by a quoted phrase holds its words one after the other."""
    provisions = [hit.id for hit in finder.answer(f'"{phrase}"').hits if hit.type is HitType.PROVISION]
    texts = {id_: f" {' '.join(tokens(whole_text(real, id_)))} " for id_ in provisions}
    assert provisions
    assert [] == [id_ for id_, text in texts.items() if f" {' '.join(tokens(phrase))} " not in text]


def whole_text(library: Library, id_: str) -> str:
    """Return the words of a provision and of its elucidation."""
    node = library.provisions[Address.parse(id_)]
    explained = library.elucidation(node.address)
    return f"{node.full_text} . {explained.full_text if explained else ''}"


def test_words_beside_a_phrase_only_raise_its_hits(finder: Finder) -> None:
    """A phrase decides what is found; words beside it decide the order."""
    assert set(ids(finder.answer('"ganti kerugian"'))) == set(ids(finder.answer('"ganti kerugian" penderitaan')))


def test_a_quoted_phrase_that_stands_nowhere_finds_nothing(finder: Finder) -> None:
    """The words of a phrase in another order are no hit."""
    assert [] == ids(finder.answer('"kerugian ganti"'))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("melaporkan", "uu/2007/21/pasal-60"),
        ("pelaporan", "uu/2007/21/pasal-60"),
        ("mencegah perdagangan orang", "uu/2007/21/pasal-57"),
        ("pencegahan", "uu/2007/21/pasal-57"),
        ("dipulangkan ke daerah asal", "pp/2008/9/pasal-19"),
        ("perlindungan saksi", "uu/2007/21/pasal-43"),
        ("pelindungan saksi", "uu/2007/21/pasal-43"),
    ],
)
def test_a_word_is_found_in_its_other_forms(query: str, wanted: str, finder: Finder) -> None:
    """Prefixes, suffixes and old spellings do not hide a provision."""
    assert wanted in ids(finder.answer(query))


def test_an_elucidation_is_found_with_its_article(finder: Finder) -> None:
    """A word that only the elucidation holds finds the article, and the excerpt says where it stands."""
    answer = finder.answer("konsinyasi")
    assert ["uu/2007/21/pasal-48"] == ids(answer)
    assert finder.excerpt(answer.query, "uu/2007/21/pasal-48").in_elucidation


def test_every_kind_of_thing_can_be_found(finder: Finder) -> None:
    """Provisions, instruments, guides, terms and contacts are all found by their words."""
    queries = ["restitusi", "gugus tugas kaltim", "tanda-tanda", "SAPA 129"]
    assert set(HitType) == {hit.type for query in queries for hit in finder.answer(query).hits}


@pytest.mark.parametrize("query", ["", "   ", '""', "...", "\x00", "“”"])
def test_an_empty_query_finds_nothing_and_offers_nothing(query: str, finder: Finder) -> None:
    """Nothing asked, nothing found."""
    answer = finder.answer(query)
    assert ((), ()) == (answer.hits, answer.offers)


@pytest.mark.parametrize(
    ("query", "offer"), [("resttusi", "restitusi"), ("rehabilitsi", "rehabilitasi"), ("penampunagn", "penampungan")]
)
def test_a_misspelt_word_is_offered_in_its_spelling(query: str, offer: str, finder: Finder) -> None:
    """A word that stands nowhere is answered with the nearest that does."""
    answer = finder.answer(query)
    assert ((), (offer,)) == (answer.hits, answer.offers)


def test_an_offer_finds_something(finder: Finder) -> None:
    """Who follows an offer gets hits."""
    [offer] = finder.answer("resttusi").offers
    assert finder.answer(offer).hits


def test_a_query_is_bounded(finder: Finder) -> None:
    """Of a long query the first characters and words count."""
    query = finder.answer("korban " * 500 + "x" * 5000).query
    assert (True, True) == (len(query.text) <= MAX_LENGTH, len(query.words) <= MAX_WORDS)


# ---------------------------------------------------------------- excerpts


QUERIES = ["restitusi korban", "gugus tugas", "pidana", "24 jam", "rumah", '"ganti kerugian"', "kaltim", "anak", "129"]


@pytest.mark.parametrize("query", QUERIES)
def test_an_excerpt_is_short(query: str, finder: Finder) -> None:
    """No excerpt is longer than 200 characters."""
    answer = finder.answer(query)
    sizes = [sum(len(p.text) for p in finder.excerpt(answer.query, hit.id).pieces) for hit in answer.hits]
    assert answer.hits
    assert max(sizes) <= EXCERPT_LENGTH


@pytest.mark.parametrize("query", QUERIES)
def test_every_mark_in_an_excerpt_is_a_word_looked_for(query: str, finder: Finder) -> None:
    """A marked word is one of the query's, or has the stem of one."""
    answer = finder.answer(query)
    wanted = set(answer.query.all_words) | {stem(word) for word in answer.query.all_words}
    marked = [p.text for hit in answer.hits for p in finder.excerpt(answer.query, hit.id).pieces if p.found]
    assert marked
    assert [] == [text for text in marked if not {*tokens(text), *map(stem, tokens(text))} & wanted]


@pytest.mark.parametrize("query", QUERIES)
def test_an_excerpt_is_cut_from_the_text(query: str, finder: Finder, real: Library) -> None:
    """The excerpt of a provision, without its dots, stands in the provision or its elucidation word for word."""
    answer = finder.answer(query)
    provisions = [hit.id for hit in answer.hits if hit.type is HitType.PROVISION]
    shown = {id_: "".join(p.text for p in finder.excerpt(answer.query, id_).pieces) for id_ in provisions}
    cut = {id_: words.removeprefix("… ").removesuffix(" …") for id_, words in shown.items()}
    assert [] == [id_ for id_, words in cut.items() if words not in " ".join(whole_text(real, id_).split())]


def test_an_excerpt_shows_where_the_words_stand() -> None:
    """The excerpt of a long text is the stretch with most of the words looked for."""
    text = "kata " * 100 + "gugus tugas bekerja. " + "lain " * 100
    shown = "".join(piece.text for piece in excerpt(text, frozenset({"gugus", "tugas"})))
    assert ("… ", True, " …") == (shown[:2], "gugus tugas bekerja" in shown, shown[-2:])


@pytest.mark.parametrize("text", ["", "satu", "x" * 1000, "kata " * 1000, "a" * 300 + " gugus " + "b" * 300])
def test_an_excerpt_of_odd_text_is_short_too(text: str) -> None:
    """Empty texts, and words longer than an excerpt, are cut as well."""
    assert sum(len(piece.text) for piece in excerpt(text, frozenset({"gugus"}))) <= EXCERPT_LENGTH


# ---------------------------------------------------------------- the same for all, whatever is typed


@pytest.mark.parametrize(
    "query",
    [
        '"' * 500,
        "(" * 500,
        "a" * 100_000,
        "pasal " * 5000,
        "pasal 1-99999999999999999999999999999",
        "pasal 5-1",
        "pasal ٣ uu ٢١/٢٠٠٧",
        "uu 21/0000",
        "uu 99999999999999999999/2007",
        "kepgub 357/k.279/2010/../..",
        "AND OR NOT *:* title:x^5 ~2 [a TO z]",
        "* ? ** {} \\ / ' -- ; DROP TABLE",
        "<script>alert(1)</script>",
        "\x00\x01\x02\ud800\udfff\u202e\ufeff",
        "İstanbul ſ ﬁ Ⅷ ½ ①",
        "é\u0301" * 300,
        "🙂🙃" * 200,
        "日本語 テスト",
        "a.b.c.d" * 100,
        "%s %d {0} ${x} {{7*7}}",
    ],
)
def test_hostile_text_is_answered(query: str, finder: Finder) -> None:
    """Whatever is typed gets an answer whose hits can all be shown."""
    answer = finder.answer(query)
    assert all(finder.excerpt(answer.query, hit.id).pieces is not None for hit in answer.hits)


def test_two_builds_give_the_same_answers(real: Library, finder: Finder) -> None:
    """A second index of the same content answers every query alike."""
    second = Finder(real)
    assert [finder.answer(query) for query in QUERIES] == [second.answer(query) for query in QUERIES]


def test_several_threads_get_the_same_answers(finder: Finder) -> None:
    """Answers do not depend on the thread that asks."""
    expected = [finder.answer(query) for query in QUERIES]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(finder.answer, QUERIES * 20))
    assert expected * 20 == found


def test_scores_fall_and_equal_ones_stand_by_id(finder: Finder) -> None:
    """Hits stand by score, those of one score by id, so that a list never changes its order."""
    for query in QUERIES:
        hits = [(-hit.score, hit.id) for hit in finder.answer(query).hits if not hit.is_cited]
        assert [score for score, _ in hits] == sorted(score for score, _ in hits)


def test_every_hit_is_something_the_library_has(finder: Finder, real: Library) -> None:
    """An id of a hit is an address, a guide, a term or a contact that is there."""
    anchors = {f"istilah#{anchor(term.word)}" for term in real.terms}
    anchors |= {f"bantuan#layanan-{n}" for n in range(1, len(real.contacts) + 1)}
    anchors |= {f"panduan/{slug}" for slug in real.guides}
    for query in QUERIES:
        for hit in finder.answer(query).hits:
            address = address_of(hit.id)
            assert real.has(address) if address else hit.id in anchors, hit.id


# ---------------------------------------------------------------- words and queries by themselves


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korban, ANAK; 24 jam", ["korban", "anak", "24", "jam"]),
        ("undang-undang", ["undang", "undang"]),
        ("Rp120.000.000,00", ["rp120.000.000", "00"]),
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
    [("melaporkan", "pelaporan"), ("mencegah", "pencegahan"), ("korban", "korbannya"), ("pidana", "dipidana")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    """Two forms of a word have one stem."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("pengadilan", "keadilan"), ("pemerintah", "perintah"), ("menteri", "teri")]
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
    assert [("Hak", "hak"), ("korban", "korban"), ("Rp1.000", "rp1.000")] == [(text[a:b], w) for a, b, w in spans(text)]


def test_a_query_is_read_into_citations_phrases_and_words() -> None:
    """A query is its citations, its quoted phrases and its other words."""
    query = parse('pasal 2 uu tppo "ganti rugi" untuk korban', ["uu/2007/21"], {"UU TPPO": "uu/2007/21"})
    assert (["uu/2007/21/pasal-2"], (("ganti", "rugi"),), ("korban",)) == (
        [str(address) for address in query.citations],
        query.phrases,
        query.words,
    )
