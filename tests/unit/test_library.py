"""The library: links both ways, where addresses lead, status on a day, doubts, neighbours, terms."""

from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from pathlib import Path

import pytest
from samples import LAW, SOUND, law, write_files

from portal.address import Address
from portal.model import Effect
from portal.reading.library import Library
from portal.reading.reader import read


def at(text: str) -> Address:
    """Short for reading an address."""
    return Address.parse(text)


# ---------------------------------------------------------------- links


def test_cited_by_is_the_reverse_of_the_links(tiny: Library, real: Library) -> None:
    """A provision is cited by exactly those provisions elsewhere whose words cite it or a part of it."""
    for library in (tiny, real):
        expected: dict[Address, set[Address]] = {}
        for link in library.links:
            target = link.citation.target
            if link.source is None or target not in library.provisions or not target.provision.steps:
                continue
            if target.provision != link.source.provision:
                expected.setdefault(target.provision, set()).add(link.source)
        assert expected == {page: set(sources) for page, sources in library.cited_by.items()}


def test_a_page_is_not_cited_by_itself(tiny: Library) -> None:
    """Pasal 2 is cited by other articles, other laws and an elucidation, not by its own ayat."""
    sources = [
        "kepgub/kaltim/2003/12-k-5/diktum-kedua/huruf-a",
        "uu/1999/1/pasal-2a",
        "uu/1999/1/penjelasan/pasal-3/huruf-m",
    ]
    assert sources == [str(address) for address in tiny.cited_by[at("uu/1999/1/pasal-2")]]


def test_a_guide_cites_by_words_and_by_duties(tiny: Library) -> None:
    """The guides that cite a provision are known, whether in a sentence or as the ground of a duty."""
    pages = ["pasal-2", "pasal-3"]
    expected = {f"uu/1999/1/{page}": ("menjaga-sungai",) for page in pages}
    expected["kepgub/kaltim/2003/12-k-5/diktum-kedua"] = ("menjaga-sungai",)
    assert expected == {str(page): slugs for page, slugs in tiny.guides_citing.items()}


def test_a_citation_in_a_guide_knows_its_line(tiny: Library) -> None:
    """A link from a guide has the line of the file it stands in."""
    lines = {
        link.citation.words: link.line for link in tiny.links if link.unit == "menjaga-sungai" and link.citation.end
    }
    assert {
        "Pasal 2 ayat (1) UU 1/1999": 18,
        "Pasal 3 huruf m UU Sungai": 22,
        "Diktum KEDUA Kepgub Kaltim 12/K.5/2003": 26,
        "Penjelasan Pasal 2 ayat (1) UU 1/1999": 30,
        "Pasal 10 UU 9/1988": 31,
    } == lines


# ---------------------------------------------------------------- where an address leads


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("uu/1999/1", "/uu/1999/1"),
        ("uu/1999/1/pasal-2", "/uu/1999/1/pasal-2"),
        ("uu/1999/1/pasal-2/ayat-1a", "/uu/1999/1/pasal-2#ayat-1a"),
        ("uu/1999/1/pasal-2/ayat-2/huruf-a/angka-1", "/uu/1999/1/pasal-2#ayat-2-huruf-a-angka-1"),
        ("uu/1999/1/penjelasan", "/uu/1999/1/penjelasan"),
        ("uu/1999/1/penjelasan/umum", "/uu/1999/1/penjelasan#umum"),
        ("uu/1999/1/penjelasan/pasal-2/ayat-1", "/uu/1999/1/pasal-2#penjelasan-ayat-1"),
        ("uu/1999/1/buku-1/bab-2", "/uu/1999/1/buku-1/bab-2"),
        ("uu/1999/1/buku-1/bab-2/bagian-1", "/uu/1999/1/buku-1/bab-2#bagian-1"),
        ("uu/1999/1/lampiran-2", "/uu/1999/1#lampiran-2"),
        ("uu/1999/1/menimbang/huruf-a", "/uu/1999/1#menimbang-huruf-a"),
        ("uu/1999/1/pasal-99", None),
        ("uu/1999/1/pasal-2/ayat-9", None),
        ("uu/2005/3/pasal-40", "/uu/2005/3/pasal-40"),
        ("uu/2005/3/pasal-99", "/uu/2005/3"),
        ("perda/kaltim/2002/7", "/perda/kaltim/2002/7"),
        ("perda/kaltim/2002/7/pasal-1", "/perda/kaltim/2002/7"),
        ("kepgub/kaltim/2003/12-k-5/diktum-kedua/huruf-b", "/kepgub/kaltim/2003/12-k-5/diktum-kedua#huruf-b"),
        ("uu/1946/1", None),
        ("uu/1946/1/pasal-297", None),
    ],
)
def test_an_address_leads_to_its_page_and_anchor(address: str, href: str | None, tiny: Library) -> None:
    """A provision leads to its page and anchor, one that an extract or record lacks to the instrument, else None."""
    assert href == tiny.href(at(address))


@pytest.mark.parametrize(
    ("address", "has"),
    [
        ("uu/1999/1", True),
        ("perda/kaltim/2002/7", True),
        ("uu/1999/1/pasal-2/ayat-1", True),
        ("uu/1999/1/pasal-99", False),
        ("perda/kaltim/2002/7/pasal-1", False),
        ("uu/1946/1", False),
    ],
)
def test_the_library_has_works_and_provisions(address: str, has: bool, tiny: Library) -> None:
    """The library has a work, text or not, and every provision of its texts."""
    assert has is tiny.has(at(address))


def test_closing_words_do_not_stand_for_what_holds_them(tiny: Library) -> None:
    """The address of an ayat with closing words is the ayat, not its closing words."""
    assert tiny.provisions[at("uu/1999/1/pasal-2/ayat-2")].text == "PSA melaporkan keadaan sungai kepada raja:"


def test_an_elucidation_is_found_beside_its_provision(tiny: Library) -> None:
    """The elucidation of a provision is the one with its address under `penjelasan`."""
    explained = tiny.elucidation(at("uu/1999/1/pasal-2/ayat-2/huruf-a/angka-1"))
    assert explained is not None
    assert "Tinggi air diukur dengan tongkat." == explained.text


def test_a_provision_without_elucidation_has_none(tiny: Library) -> None:
    """A provision that nothing explains has no elucidation."""
    assert tiny.elucidation(at("uu/2005/3/pasal-40")) is None


# ---------------------------------------------------------------- status


@pytest.mark.parametrize("days", [-1, 0, 1], ids=["day before", "day itself", "day after"])
def test_every_real_event_counts_from_its_day_on(days: int, real: Library) -> None:
    """On the day before an event its targets do not have it; on the day itself and after they do."""
    for event in real.events:
        for target in event.targets:
            found = real.status(target, event.since + timedelta(days=days))
            assert (days >= 0) is (event in found.events), (event.place.file, event.place.line, str(target))


def test_pasal_2_is_repealed_on_2_january_2026_and_not_before(real: Library) -> None:
    """Pasal 2 UU 21/2007 has force up to 1 January 2026."""
    pasal_2 = at("uu/2007/21/pasal-2")
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
    assert [False, True, True] == [real.status(pasal_2, day).is_repealed for day in days]


def test_only_pasal_2_of_uu_21_2007_is_repealed(real: Library) -> None:
    """No other article of UU 21/2007 has lost its force."""
    articles = real.instruments["uu/2007/21"].articles()
    repealed = [a.number for a in articles if real.status(a.address, date(2026, 11, 24)).is_repealed]
    assert ["2"] == repealed


def test_the_parts_of_a_repealed_article_are_repealed_with_it(tiny: Library) -> None:
    """An event on an article is an event on its ayat and on its elucidation."""
    parts = ["pasal-5/ayat-2", "penjelasan/pasal-5"]
    assert [True, True] == [tiny.status(at(f"uu/1999/1/{p}"), date(2005, 6, 1)).is_repealed for p in parts]


def test_an_event_on_a_part_is_not_the_status_of_the_whole(tiny: Library) -> None:
    """An event on one ayat leaves the article itself as it is, but is among the article's events."""
    pasal_2 = at("uu/1999/1/pasal-2")
    assert ((), [Effect.AMENDED]) == (
        tiny.status(pasal_2, date(2026, 1, 1)).events,
        [event.effect for event in tiny.events_for(pasal_2)],
    )


def test_the_newest_event_stands_first(real: Library) -> None:
    """The events of a status stand newest first."""
    found = [real.status(a, date(2030, 1, 1)).events for a in real.provisions]
    assert all(list(events) == sorted(events, key=lambda e: e.since, reverse=True) for events in found)


# ---------------------------------------------------------------- doubts, neighbours, terms, order


def test_doubts_are_those_of_the_provision_its_parts_and_its_elucidation(tiny: Library) -> None:
    """The doubts about Pasal 5 are those about its ayat and about its elucidation."""
    expected = ["uu/1999/1/pasal-5/ayat-1", "uu/1999/1/penjelasan/pasal-5"]
    assert expected == [str(note.address) for note in tiny.proofs_for(at("uu/1999/1/pasal-5"))]


def test_a_provision_without_doubt_has_none(tiny: Library) -> None:
    """A proofed provision has no doubts, even when its neighbour has."""
    assert () == tiny.proofs_for(at("uu/1999/1/pasal-2/ayat-1"))


def test_an_open_question_marks_its_provision_and_what_holds_it(tiny: Library) -> None:
    """The question about Pasal 2A is one of Pasal 2A and of its law, not of Pasal 2."""
    places = ["uu/1999/1/pasal-2a", "uu/1999/1", "uu/1999/1/pasal-2"]
    assert [1, 1, 0] == [len(tiny.questions_for(at(place))) for place in places]


def test_what_a_law_carries_out_is_known_from_both_sides(tiny: Library) -> None:
    """The decree carries out Pasal 2 ayat (1), and that ayat knows the decree."""
    decree, ayat = tiny.instruments["kepgub/kaltim/2003/12-k-5"], at("uu/1999/1/pasal-2/ayat-1")
    assert ((ayat,), (decree.address,)) == (decree.carries_out, _carried_out_by(tiny, ayat))


def _carried_out_by(library: Library, address: Address) -> tuple[Address, ...]:
    """Return the instruments that carry out a provision, wherever the index keeps them."""
    return library.carried_out_by.get(address, library.carried_out_by.get(address.provision, ()))


@pytest.mark.parametrize(
    ("address", "before", "after"),
    [
        ("uu/1999/1/pasal-1", None, "uu/1999/1/pasal-2"),
        ("uu/1999/1/pasal-2a", "uu/1999/1/pasal-2", "uu/1999/1/pasal-3"),
        ("uu/1999/1/pasal-6", "uu/1999/1/pasal-5", None),
        ("uu/1999/1/buku-1/bab-2", "uu/1999/1/buku-1/bab-1", "uu/1999/1/buku-2/bab-1"),
        (
            "kepgub/kaltim/2003/12-k-5/diktum-kedua",
            "kepgub/kaltim/2003/12-k-5/diktum-kesatu",
            "kepgub/kaltim/2003/12-k-5/diktum-ketiga",
        ),
    ],
)
def test_articles_and_chapters_know_their_neighbours(
    address: str, before: str | None, after: str | None, tiny: Library
) -> None:
    """Articles, dictums and chapters have the one before and after in the order printed."""
    found = tiny.neighbours[at(address)]
    assert (before, after) == tuple(str(a) if a else None for a in found)


def test_terms_are_those_defined_in_the_first_article(tiny: Library) -> None:
    """A defined term leads to its definition, and so does its abbreviation."""
    place = "uu/1999/1/pasal-1/angka-"
    expected = [("Sungai", f"{place}1"), ("Penjaga Sungai Agung", f"{place}2"), ("PSA", f"{place}2")]
    assert expected == [(term.word, str(term.definition.address)) for term in tiny.terms]


def test_instruments_stand_full_texts_first(tiny: Library) -> None:
    """Full texts come first, then extracts, then records; the region's own first in each."""
    expected = ["kepgub/kaltim/2003/12-k-5", "uu/1999/1", "uu/2005/3", "perda/kaltim/2002/7"]
    assert expected == list(tiny.instruments)


# ---------------------------------------------------------------- reading


def test_the_content_id_names_the_content(tmp_path: Path) -> None:
    """The same files have the same id, a changed letter another."""
    ids = []
    for folder, body in (("a", SOUND), ("b", SOUND), ("c", SOUND.replace("sungai", "sungei"))):
        (tmp_path / folder).mkdir()
        ids.append(read(write_files(tmp_path / folder, {LAW: law(body)}))[0].content_id)
    assert (True, False) == (ids[0] == ids[1], ids[1] == ids[2])


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """A file that an editor began with a byte order mark is read like any other."""
    library, problems = read(write_files(tmp_path, {LAW: b"\xef\xbb\xbf" + law().encode()}))
    assert (["uu/1999/1"], []) == (list(library.instruments), problems)


def test_a_library_cannot_be_changed(tiny: Library) -> None:
    """A library is frozen, and so are its mappings."""
    with pytest.raises(FrozenInstanceError):
        tiny.events = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        tiny.instruments["uu/1"] = tiny.instruments["uu/1999/1"]  # type: ignore[index]


def test_an_instrument_that_is_not_there_is_a_key_error(tiny: Library) -> None:
    """Asking for the instrument of an unknown address is a mistake of the program."""
    with pytest.raises(KeyError):
        tiny.instrument(at("uu/1946/1/pasal-297"))
