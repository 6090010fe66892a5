"""Search: phrases hold, everyday words lead to the law, excerpts are true, spelling is mended, on either engine."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.address import Address
from portal.guidance import term_anchor
from portal.model import UNMATCHED
from portal.pages import PAGES
from portal.reading.library import Library
from portal.search import engine_fts
from portal.search.answer import Finder, HitType, Results, address_of
from portal.search.documents import EXCERPT_LENGTH, Showable, excerpt
from portal.search.query import MAX_LENGTH, MAX_WORDS
from portal.search.words import stem, tokens
from portal.views.every import own_paths


@pytest.fixture(scope="module", params=["whoosh", "fts5"])
def finder(real: Library, request: pytest.FixtureRequest) -> Finder:
    """Search over the real content, with each engine."""
    return Finder(real, request.param)


def ids(answer: Results) -> list[str]:
    """Return the ids of all hits."""
    return [hit.id for hit in answer.hits]


def shown(finder: Finder, answer: Results) -> dict[str, str]:
    """Return the excerpt of every hit, by id."""
    return {hit.id: "".join(p.text for p in finder.excerpt(answer, hit).pieces) for hit in answer.hits}


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
    answer = finder.answer('"konsinyasi"')
    assert "uu/2007/21/pasal-48" == answer.hits[0].id
    assert finder.excerpt(answer, answer.hits[0]).in_elucidation


def test_every_kind_of_thing_can_be_found(finder: Finder) -> None:
    """Provisions, instruments, guides, terms and contacts are all found by their words."""
    queries = ["restitusi", "gugus tugas kaltim", "tanda-tanda", "SAPA 129", "camat", "poster"]
    assert set(HitType) == {hit.type for query in queries for hit in finder.answer(query).hits}


@pytest.mark.parametrize("query", ["", "   ", '""', "...", "\x00", "“”"])
def test_an_empty_query_finds_nothing_and_offers_nothing(query: str, finder: Finder) -> None:
    """Nothing asked, nothing found."""
    answer = finder.answer(query)
    assert ((), "") == (answer.hits, answer.corrected)


# ---------------------------------------------------------------- spelling


@pytest.mark.parametrize(
    ("query", "mended"),
    [
        ("resttusi", "restitusi"),
        ("rehabilitsi", "rehabilitasi"),
        ("penampunagn", "penampungan"),
        ("resitusi", "restitusi"),
    ],
)
def test_a_misspelt_word_alone_is_mended(query: str, mended: str, finder: Finder) -> None:
    """When nothing is found as it was typed, the hits are those of the nearest words, and the answer says so."""
    answer = finder.answer(query)
    assert (mended, True) == (answer.corrected, answer.is_corrected)
    assert ids(finder.answer(mended)) == ids(answer)


def test_a_misspelt_word_among_others_is_offered(finder: Finder) -> None:
    """With hits as typed, the mended query is an offer."""
    answer = finder.answer("resttusi korban")
    assert ("restitusi korban", False) == (answer.corrected, answer.is_corrected)


def test_spelling_can_be_kept(finder: Finder) -> None:
    """Who asks for the words as typed gets nothing mended; pages for people are near by their letters."""
    answer = finder.answer("resttusi", as_typed=True)
    assert ("", False, frozenset({"resttusi"})) == (answer.corrected, answer.is_corrected, answer.typed)
    assert address_of(answer.hits[0].id) is None


@pytest.mark.parametrize(
    "query", ["2o07x", "129x", "ppt", "abc", "restitusi", "dilaporkannya", "trafficking", "tekong"]
)
def test_numbers_short_and_known_words_are_left_alone(query: str, finder: Finder) -> None:
    """Digits, words of three letters, words of the texts in any form, and everyday words are not mended."""
    assert "" == finder.answer(query).corrected


def test_at_most_five_words_are_mended(finder: Finder) -> None:
    """Of many misspelt words the first five are mended."""
    answer = finder.answer("restitusj korbax hukumxn penjarx pelakx saksx rumax")
    assert " saksx rumax" == answer.corrected[-12:]


# ---------------------------------------------------------------- words people use


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("calo", "uu/2007/21/pasal-1"),
        ("takut lapor nama ketahuan", "uu/2007/21/pasal-33"),
        ("utang ke agen", "uu/2007/21/pasal-27"),
        ("P2TP2A", "uu/2007/21/pasal-46"),
        ("satgas", "uu/2007/21/pasal-58"),
        ("BPPKB", "kepgub/kaltim/2010/357-k-279"),
        ("blokir rekening", "uu/2007/21/pasal-32"),
        ("anak-anak dijual", "uu/2007/21/pasal-17"),
        ("hak2 korban", "uu/2007/21/pasal-51"),
    ],
)
def test_everyday_words_lead_to_the_law(query: str, wanted: str, finder: Finder) -> None:
    """Words that no law uses find the provision that is meant among the first five."""
    laws = [hit.id for hit in finder.answer(query).hits if hit.type in (HitType.PROVISION, HitType.INSTRUMENT)]
    assert wanted in laws[:5]


@pytest.mark.parametrize("query", ["apa itu restitusi", "pengertian restitusi", "arti restitusi"])
def test_asking_what_a_term_means_leads_to_its_definition(query: str, finder: Finder) -> None:
    """Who asks for a meaning gets the article that defines it first, at the place where it does."""
    first = finder.answer(query).hits[0]
    assert ("uu/2007/21/pasal-1", "uu/2007/21/pasal-1/angka-13") == (first.id, str(first.target))


def test_a_question_brings_its_written_answer(finder: Finder) -> None:
    """A query that asks what an answer answers brings it, above all hits; other words do not."""
    answer = finder.answer("takut lapor nama ketahuan").answer
    assert answer is not None
    assert "nama-saya-dirahasiakan" == answer.slug
    assert finder.answer("kucing tetangga hitam legam").answer is None


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("anggaran gugus tugas dari mana", "tanya/uang-gugus-tugas"),
        ("rt jadi saksi penggeledahan", "tanya/rt-menjadi-saksi"),
        ("korban laki-laki ke mana", "tanya/korban-laki-laki"),
        ("bapak jadi korban lapor kemana", "tanya/korban-laki-laki"),
        ("gubernur wajib apa tppo", "peran/gubernur"),
        ("buku penghuni data pribadi", "tanya/data-warga"),
        ("lpsk wajib apa", "peran/lpsk"),
        ("tugas imigrasi bagi korban", "peran/imigrasi"),
        ("disdukcapil korban ktp hilang", "tanya/ktp-hilang"),
        ("anak tetangga dijanjikan kerja di malaysia tidak ada kabar", "tanya/tidak-ada-kabar"),
        ("paspor saya ditahan agen", "tanya/paspor-ditahan"),
        ("gw disuruh bayar utang terus", "tanya/utang-kepada-agen"),
        ("adikku diajak kerja ke luar sama orang baru kenal", "tanya/tawaran-kerja"),
        ("telepon siapa", "bantuan"),
        ("nomor polisi", "bantuan"),
        ("camat", "peran/camat"),
        ("puskesmas", "peran/dinas-kesehatan-tenaga-kesehatan"),
        ("berau", "bantuan/berau"),
        ("buku saku", "cetak"),
        ("kjri kuching", "bantuan#kjri-kuching"),
        ("112", "bantuan#darurat-samarinda-112"),
    ],
)
def test_what_is_asked_for_comes_first(query: str, page: str, finder: Finder) -> None:
    """Who asks for help, for a role, for a number or a print finds it before any law."""
    assert page == finder.answer(query).hits[0].id


@pytest.mark.parametrize(
    "query", ["pasal 48 uu 21/2007", "restitusi", "permufakatan jahat", "pidana tambahan korporasi"]
)
def test_law_is_first_for_who_speaks_its_language(query: str, finder: Finder) -> None:
    """A citation or a term of law brings the law first, and what explains it next."""
    first, *others = [hit.type for hit in finder.answer(query).hits[:4]]
    assert (HitType.PROVISION, True) == (first, HitType.ANSWER in others or HitType.GUIDE in others)


def test_what_explains_several_citations_stands_in_their_order(real: Library, finder: Finder) -> None:
    """Whatever process answers: a set of addresses has another order in each."""
    cited = [Address.parse(f"uu/2007/21/pasal-{number}") for number in (31, 30, 29)]
    expected = list(dict.fromkeys(f"panduan/{slug}" for one in cited for slug in real.guides_citing.get(one, ())))
    found = [hit.id for hit in finder.answer("pasal 31, 30 dan 29 uu tppo").hits if hit.type is HitType.GUIDE]
    assert len(expected) > 1
    assert expected[: len(found)] == found


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
    sizes = [len(text) for text in shown(finder, answer).values()]
    assert answer.hits
    assert max(sizes) <= EXCERPT_LENGTH


@pytest.mark.parametrize("query", QUERIES)
def test_every_mark_in_an_excerpt_is_a_word_looked_for(query: str, finder: Finder) -> None:
    """A marked word is one looked for (typed, or the law's word for it), or has the stem of one."""
    answer = finder.answer(query)
    wanted = answer.looked_for
    marked = [p.text for hit in answer.hits for p in finder.excerpt(answer, hit).pieces if p.found]
    assert marked
    assert [] == [text for text in marked if not {*tokens(text), *map(stem, tokens(text))} & wanted]


@pytest.mark.parametrize("query", QUERIES)
def test_an_excerpt_is_cut_from_the_text(query: str, finder: Finder, real: Library) -> None:
    """The excerpt of a provision, without its dots, stands in the provision or its elucidation word for word."""
    answer = finder.answer(query)
    provisions = [hit.id for hit in answer.hits if hit.type is HitType.PROVISION]
    found = shown(finder, answer)
    cut = {id_: found[id_].replace(f" {UNMATCHED}", "").removeprefix("… ").removesuffix(" …") for id_ in provisions}
    assert [] == [id_ for id_, words in cut.items() if words not in " ".join(whole_text(real, id_).split())]


def test_an_excerpt_of_an_unproofed_passage_carries_its_mark(finder: Finder) -> None:
    """A stretch out of the middle of Pasal 2 ayat (1) says that its words were not proofed; one of Pasal 3 does not."""
    answer = finder.answer('"persetujuan dari orang yang memegang kendali atas orang lain"')
    found = shown(finder, answer)
    assert found["uu/2007/21/pasal-2"].endswith(f"… {UNMATCHED}")
    assert UNMATCHED not in found["uu/2007/21/pasal-1"]


def test_an_excerpt_shows_where_the_words_stand() -> None:
    """The excerpt of a long text is the stretch with most of the words looked for."""
    text = "kata " * 100 + "gugus tugas bekerja. " + "lain " * 100
    cut = "".join(piece.text for piece in excerpt(Showable(text), frozenset({"gugus", "tugas"})))
    assert ("… ", True, " …") == (cut[:2], "gugus tugas bekerja" in cut, cut[-2:])


@pytest.mark.parametrize("text", ["", "satu", "x" * 1000, "kata " * 1000, "a" * 300 + " gugus " + "b" * 300])
def test_an_excerpt_of_odd_text_is_short_too(text: str) -> None:
    """Empty texts, and words longer than an excerpt, are cut as well."""
    assert sum(len(piece.text) for piece in excerpt(Showable(text), frozenset({"gugus"}))) <= EXCERPT_LENGTH


# ---------------------------------------------------------------- the same for all, whatever is typed


def test_two_builds_give_the_same_answers(real: Library, finder: Finder) -> None:
    """A second index of the same content answers every query alike."""
    second = Finder(real, finder.index.name)
    assert [finder.answer(query) for query in QUERIES] == [second.answer(query) for query in QUERIES]


def test_several_threads_get_the_same_answers(finder: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers do not depend on the thread that asks; the limit of time, which ends a search, is out of the way."""
    monkeypatch.setattr(engine_fts, "TIME_LIMIT", 60)
    expected = [finder.answer(query) for query in QUERIES]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(finder.answer, QUERIES * 20))
    assert expected * 20 == found


def test_scores_fall_and_equal_ones_stand_by_id(finder: Finder) -> None:
    """Scores fall from the first hit to the last, and the same query always gives the same list."""
    for query in QUERIES:
        hits = finder.answer(query).hits
        assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]
        assert finder.answer(query).hits == hits


def test_every_hit_is_something_the_library_has(finder: Finder, real: Library) -> None:
    """An id of a hit is an address, a page of ours, a term or a contact that is there."""
    anchors = {f"istilah#{term_anchor(term.word)}" for term in real.terms}
    anchors |= {f"bantuan#{term_anchor(contact.name)}" for contact in real.contacts}
    anchors |= {path[1:] for path in own_paths(real)} | {page.path[1:] for page in PAGES}
    for query in QUERIES:
        for hit in finder.answer(query).hits:
            address = address_of(hit.id)
            assert real.has(address) if address else hit.id in anchors, hit.id
