"""What holds for any text at all: nothing is lost, nothing raises, reading and writing are inverse.

The examples are the same in every run; `pytest --hypothesis-profile=explore` looks for new ones.
"""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.address import (
    NUMBERED,
    UNNUMBERED,
    Address,
    AddressError,
    Kind,
    Step,
    guess,
    int_to_roman,
    roman_to_int,
)
from portal.asking import Inquiry
from portal.citation import cite, find, within
from portal.guidance import CaseStep, Contact, Correction, Guide, OpenQuestion, Penalty
from portal.kit import Preset
from portal.model import GAP, Event, Instrument, ProofNote, Provision
from portal.reading import matter, prose, statute
from portal.reading.library import Library
from portal.search.answer import Finder
from portal.search.cite import CitationReader
from portal.search.documents import EXCERPT_LENGTH, Showable, excerpt
from portal.search.query import MAX_LENGTH, parse
from portal.search.words import normalise, tokens

WORK = Address("uu/1999/1")
ALIASES = {"UU TPPO": "uu/2007/21"}
INSTRUMENT_GIVEN = {"address": WORK, "region": "", "root": statute.parse("", WORK)}
LIST_KINDS = (Event, ProofNote, Contact, OpenQuestion, Penalty, Correction, Inquiry, CaseStep, Preset)

# Lines of law as they may be glued together by mistake: every mark and heading, whole or torn, in any order.
PIECES = """\
# BUKU KESATU ATURAN|# BAB V JUDUL|# BAB IIII|## Bagian Kedua Belas X|### Paragraf 1|## Pasal 1|## Pasal 2A|## Pasal
## Pasal VII|## Diktum KESATU|## Menimbang|# PENJELASAN|## Umum|### Ayat (1)|### Huruf aa|### Angka 2|# Lampiran
# Lampiran II X|# Penutup|(1) |(1a) teks|(1)|(١) angka lain|a. |a. teks|aa. teks|ab. teks|h. teks|i. teks|ii. teks
v. |1. |1) teks|12) |a) |\\|\\(1)|\\# bukan|teks|Pasal 48 ayat (1) huruf a UU 21/2007|UU TPPO|KUHP|dan|jo.|, |---
Undang-Undang ini|yang bersangkutan|\t|\r|  |Penjelasan Pasal 2|Diktum KEDUA BELAS|**|<b>|- [ ] || a | b ||&amp;
Keputusan Gubernur 357/K.279/2010|\u2028|\x0b|\ufeff|# Daftar|[x](//y)|`|> kutipan|: |&a [*a]|? [b]: c
""".replace("\n", "|").split("|")

lines = st.lists(st.sampled_from([*PIECES, GAP, "", "\n"]), max_size=14)
law_text = st.one_of(st.text(max_size=200), lines.map("\n".join), lines.map("".join), lines.map(" ".join))
any_text = st.one_of(st.text(max_size=300), law_text)
numbers = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=4)
steps = st.one_of(
    st.builds(Step, st.sampled_from(sorted(NUMBERED)), numbers),
    st.builds(Step, st.sampled_from(sorted(UNNUMBERED - {Kind.ELUCIDATION}))),
)
paths = st.tuples(st.sampled_from([(), (Step(Kind.ELUCIDATION),)]), st.lists(steps, max_size=5).map(tuple))
works = st.sampled_from(["uu/2007/21", "perda/kaltim/2007/4", "kepgub/kaltim/2010/357-k-279"])
addresses = st.builds(Address, works, paths.map(lambda parts: parts[0] + parts[1]))


@pytest.fixture(scope="module")
def finder(tiny: Library) -> Finder:
    """Search over the miniature country."""
    return Finder(tiny)


def walk(node: Provision) -> list[Provision]:
    """Return a tree's units."""
    return list(node.walk())


# ---------------------------------------------------------------- the line grammar


@given(law_text)
def test_writing_is_the_inverse_of_parsing(text: str) -> None:
    """Whatever the text, its tree is written back as the very same text."""
    assert text == statute.write(statute.parse(text, WORK))


@given(law_text)
def test_the_lines_of_a_tree_never_go_back(text: str) -> None:
    """The units of a tree stand in the order of their lines, which all lie in the text."""
    found = [node.line for node in walk(statute.parse(text, WORK, 10))]
    assert found == sorted(found)
    assert found[-1] <= 10 + text.count("\n")


@given(law_text)
def test_every_unit_of_a_tree_can_be_named(text: str) -> None:
    """A unit of any text has a label, words, a citation, a page and an anchor, all without raising."""
    for node in walk(statute.parse(text, WORK)):
        page = node.address.provision
        shown = [node.label, node.text, node.full_text, within(node.address), str(page), node.address.anchor(page)]
        assert all(isinstance(value, str) for value in shown)


@given(law_text)
def test_articles_never_hang_on_a_chapter(text: str) -> None:
    """The address of an article has nothing before it but an elucidation or annex."""
    holders = {Kind.ELUCIDATION, Kind.ANNEX}
    for node in walk(statute.parse(text, WORK)):
        if node.kind is Kind.ARTICLE:
            assert {step.kind for step in node.address.steps[:-1]} <= holders


# ---------------------------------------------------------------- addresses


@given(addresses)
def test_an_address_is_read_from_what_it_is_written_as(address: Address) -> None:
    """Parsing the written form of an address gives the address."""
    assert address == Address.parse(str(address))


@given(addresses)
def test_subject_and_elucidation_are_inverse(address: Address) -> None:
    """The elucidation of an address explains the address."""
    if not address.is_elucidation:
        assert address == address.elucidation.subject


@given(addresses)
def test_the_page_of_an_address_is_its_own_page(address: Address) -> None:
    """The page that holds an address is the page of itself."""
    assert address.provision == address.provision.provision


@given(any_text)
def test_what_is_read_as_an_address_is_one(text: str) -> None:
    """Any text is either refused as an address or written back in an equal form."""
    try:
        address = Address.parse(text)
    except AddressError:
        return
    assert address == Address.parse(str(address))


@given(any_text)
def test_guessing_an_address_never_raises(text: str) -> None:
    """Any path is guessed to another path, or not at all."""
    meant = guess(f"/{text}")
    assert meant is None or meant.startswith("/")


@given(st.integers(1, 399))
def test_roman_numerals_are_inverse(value: int) -> None:
    """A number written in roman numerals is read back."""
    assert value == roman_to_int(int_to_roman(value))


@given(st.text("ivxlcIVXLC", max_size=8))
def test_only_proper_roman_numerals_have_a_value(text: str) -> None:
    """Letters have a value only when that value is written with them."""
    value = roman_to_int(text)
    assert value is None or int_to_roman(value) == text.upper()


# ---------------------------------------------------------------- citations


@given(any_text, st.one_of(st.none(), addresses))
def test_citations_stand_in_order_and_cover_their_words(text: str, context: Address | None) -> None:
    """The spans of citations do not overlap, lie in the text, and cut out their words."""
    position = 0
    for cited in find(text, context, ALIASES):
        assert position <= cited.start < cited.end <= len(text)
        assert text[cited.start : cited.end] == cited.words
        position = cited.end


@given(any_text, addresses)
def test_what_a_citation_means_can_be_cited(text: str, context: Address) -> None:
    """The target of any citation can be written in words."""
    for cited in find(text, context, ALIASES):
        assert cited.target is None or isinstance(within(cited.target), str)


@given(st.data())
def test_a_provision_cited_in_words_is_found_again(data: st.DataObject) -> None:
    """A provision written as people cite it is read back, whatever its numbers."""
    path = f"uu/2007/21/pasal-{data.draw(st.integers(1, 999))}"
    path += data.draw(st.sampled_from(["", "a", "ab"]))
    path += data.draw(st.sampled_from(["", "/ayat-1", "/ayat-1a"])) + data.draw(st.sampled_from(["", "/huruf-zz"]))
    path += data.draw(st.sampled_from(["", "/angka-12"]))
    words = f"{within(Address.parse(path))} UU 21/2007"
    assert [(words, path)] == [(c.words, str(c.target)) for c in find(f"Lihat {words}.")]


# ---------------------------------------------------------------- YAML and Markdown of editors


@given(any_text)
def test_reading_front_matter_never_raises(text: str) -> None:
    """Any file gives values or problems that can be printed."""
    for whole in (text, f"---\n{text}\n---\nIsi\n", f"---\njudul: {text}\n---\n"):
        _, problems = matter.document(whole, "f.md", Instrument, lambda _: INSTRUMENT_GIVEN)
        guide, more = matter.document(whole, "f.md", Guide, lambda _: {"slug": "f", "body": "", "body_line": 1})
        assert guide is not None or more
        assert all(str(problem).startswith("f.md:") and problem.line >= 1 for problem in [*problems, *more])


@given(any_text)
def test_reading_list_files_never_raises(text: str) -> None:
    """Any list file gives rows or problems that can be printed."""
    for whole in (text, f"- {text}", f"- bagian: {text}\n  sejak: {text}"):
        for kind in LIST_KINDS:
            _, problems = matter.rows(whole, "f.yaml", kind)
            assert all(str(problem).startswith("f.yaml:") for problem in problems)


@given(any_text)
def test_rendering_keeps_its_hands_off_foreign_tags(text: str) -> None:
    """Any Markdown is rendered without raising, and without a tag that could act."""
    html = prose.render(text, lambda words: find(words, None, ALIASES), lambda address: address.path).html.lower()
    assert not any(f"<{tag}" in html for tag in ("script", "img", "svg", "iframe", "style", "form", "input", "object"))


@given(any_text)
def test_blocks_hold_every_line_with_words(text: str) -> None:
    """The blocks of a text are its lines that hold words, each at its own place."""
    found = [line for start, block in prose.blocks(text) for line in enumerate(block.split("\n"), start)]
    assert [(n, line) for n, line in enumerate(text.split("\n")) if line.strip()] == found


# ---------------------------------------------------------------- search


@given(any_text)
def test_every_query_is_answered(finder: Finder, text: str) -> None:
    """Any text typed gets an answer whose hits can all be shown in 200 characters."""
    answer = finder.answer(text)
    for hit in answer.hits:
        assert sum(len(piece.text) for piece in finder.excerpt(answer, hit).pieces) <= EXCERPT_LENGTH


@given(st.text())
def test_a_query_is_bounded_and_in_one_spelling(text: str) -> None:
    """A query read is short, lower case, and reading it again changes nothing."""
    reader = CitationReader(["uu/2007/21"], ["uu/2007/21"], ALIASES)
    query = parse(text, reader)
    assert len(query.text) <= MAX_LENGTH
    assert parse(query.text, reader) == query


@given(st.text())
def test_tokens_are_those_of_the_normal_spelling(text: str) -> None:
    """A text and its normal spelling have the same tokens."""
    assert tokens(text) == tokens(normalise(text))


@given(st.text(), st.frozensets(st.text(max_size=8), max_size=5), st.integers(20, 300))
def test_an_excerpt_is_never_longer_than_asked(text: str, wanted: frozenset[str], length: int) -> None:
    """An excerpt of any text has at most the length asked for."""
    assert sum(len(piece.text) for piece in excerpt(Showable(text), wanted, length)) <= length


@given(addresses)
def test_a_whole_citation_names_the_law(tiny: Library, address: Address) -> None:
    """A citation of any provision ends with the name of its law."""
    law = tiny.instruments["uu/1999/1"]
    assert cite(Address(law.address.work, address.steps), law).endswith("UU 1/1999")
