"""The line grammar: what each kind of line means, and that nothing is lost on the way in and out.

The golden files under golden/parse show whole trees: kind, number, title, address, line, then the text.
"""

from collections.abc import Callable

import pytest
from samples import ROOT

from portal.address import Address, Kind
from portal.model import Provision
from portal.reading.library import Library
from portal.reading.statute import ordinal, parse, write

WORK = Address("uu/1999/1")


def outline(node: Provision, first_line: int = 0, depth: int = 0) -> str:
    """Return a tree as readable text; lines are counted from `first_line`."""
    indent = "  " * depth
    head = " ".join(part for part in (node.kind, node.number, f"“{node.title}”" if node.title else "") if part)
    lines = [f"{indent}{head}  [{node.address}] line {node.line - first_line}"]
    lines += [f"{indent}  | {paragraph}".replace("\n", f"\n{indent}    ") for paragraph in node.paragraphs]
    return "\n".join(lines) + "\n" + "".join(outline(child, first_line, depth + 1) for child in node.children)


def addresses(text: str) -> list[str]:
    """Return the addresses of a text's units below the work, in order; wrap-ups as `…/lanjutan`."""
    found = []
    for node in parse(text, WORK).walk():
        path = str(node.address).removeprefix("uu/1999/1").removeprefix("/")
        found.append(f"{path}/lanjutan".removeprefix("/") if node.kind is Kind.WRAP_UP else path)
    return found[1:]


def only(text: str, address: str) -> Provision:
    """Return the unit of a text with an address."""
    return next(node for node in parse(text, WORK).walk() if str(node.address) == f"uu/1999/1/{address}")


@pytest.mark.parametrize("work", ["uu/1999/1", "uu/2005/3", "kepgub/kaltim/2003/12-k-5", "perda/kaltim/2002/7"])
def test_the_tree_of_a_tiny_text_is_the_golden_one(
    work: str, tiny: Library, golden: Callable[[str, str], None]
) -> None:
    """Every feature of the grammar gives the tree shown in golden/parse."""
    golden(f"parse/{work.replace('/', '-')}.txt", outline(tiny.instruments[work].root))


@pytest.mark.parametrize(
    "place",
    [
        "pasal-1",
        "pasal-15",
        "pasal-23",
        "pasal-29",
        "pasal-48",
        "pasal-58",
        "penjelasan/pasal-7",
        "penjelasan/pasal-48",
        "penjelasan/pasal-62",
    ],
)
def test_the_tree_of_a_hard_article_of_uu_21_2007_is_the_golden_one(
    place: str, real: Library, golden: Callable[[str, str], None]
) -> None:
    """Lists, closing words and gaps of the real law give the tree shown in golden/parse."""
    node = real.provisions[Address.parse(f"uu/2007/21/{place}")]
    golden(f"parse/uu-2007-21-{place.replace('/', '-')}.txt", outline(node, node.line))


@pytest.mark.parametrize(
    ("heading", "kind", "number", "title"),
    [
        ("# BUKU KESATU ATURAN UMUM", Kind.BOOK, "1", "ATURAN UMUM"),
        ("# BAB V PERLINDUNGAN SAKSI DAN KORBAN", Kind.CHAPTER, "5", "PERLINDUNGAN SAKSI DAN KORBAN"),
        ("# Bab XXXVII Penutup", Kind.CHAPTER, "37", "Penutup"),
        ("# BAB 3", Kind.CHAPTER, "3", ""),
        ("## Bagian Kesatu Kerja Sama", Kind.SECTION, "1", "Kerja Sama"),
        ("## Bagian Kedua Belas Lain-Lain", Kind.SECTION, "12", "Lain-Lain"),
        ("### Paragraf 2 Umum", Kind.SUBSECTION, "2", "Umum"),
        ("## Pasal 48", Kind.ARTICLE, "48", ""),
        ("## Pasal 2A", Kind.ARTICLE, "2a", ""),
        ("## Pasal VII", Kind.ARTICLE, "vii", ""),
        ("###### pasal 1", Kind.ARTICLE, "1", ""),
        ("##   Pasal   1  ", Kind.ARTICLE, "1", ""),
        ("## Diktum KESATU", Kind.DICTUM, "kesatu", ""),
        ("## Diktum KEDUA BELAS", Kind.DICTUM, "keduabelas", ""),
        ("## Menimbang", Kind.RECITALS, "", ""),
        ("## Menimbang:", Kind.RECITALS, "", ""),
        ("## Mengingat :", Kind.LEGAL_BASES, "", ""),
        ("## Memperhatikan", Kind.CONSIDERATIONS, "", ""),
        ("## MEMUTUSKAN:", Kind.ENACTMENT, "", ""),
        ("# Penutup", Kind.CONCLUSION, "", ""),
        ("# PENJELASAN", Kind.ELUCIDATION, "", ""),
        ("## I. UMUM", Kind.GENERAL, "", ""),
        ("# Lampiran", Kind.ANNEX, "", ""),
        ("# LAMPIRAN II DAFTAR IKAN", Kind.ANNEX, "2", "DAFTAR IKAN"),
        ("# Lampiran Susunan Penjaga", Kind.ANNEX, "", "Susunan Penjaga"),
        ("### Ayat (1a)", Kind.PARAGRAPH, "1a", ""),
        ("### Huruf aa", Kind.LETTER, "aa", ""),
        ("### Angka 10", Kind.NUMBER, "10", ""),
    ],
)
def test_the_words_of_a_heading_decide(heading: str, kind: Kind, number: str, title: str) -> None:
    """The words of a heading decide kind, number and title, however many # stand before them."""
    [node] = parse(heading, WORK).children
    assert (kind, number, title) == (node.kind, node.number, node.title)


@pytest.mark.parametrize("line", ["# Pasal 1 dan 2", "# Kata pengantar", "####### Pasal 1", "#Pasal 1", "# BAB lima"])
def test_a_heading_that_is_none_stays_text(line: str) -> None:
    """A # line whose words are no heading is text; the linter reports it."""
    root = parse(line, WORK)
    assert ((), (line,)) == (root.children, root.lines)


def test_an_article_hangs_on_the_work_however_deep_it_stands() -> None:
    """An article's address leaves out the chapter and section it is printed in."""
    text = "# BAB I A\n## Bagian Kesatu B\n## Paragraf 1 C\n## Pasal 1\nIsi."
    assert ["bab-1", "bab-1/bagian-1", "bab-1/bagian-1/paragraf-1", "pasal-1"] == addresses(text)


def test_a_chapter_closes_section_and_article() -> None:
    """A heading closes every open unit of its own rank and below."""
    text = "# BAB I A\n## Bagian Kesatu B\n## Pasal 1\n(1) Isi.\n# BAB II C\n## Pasal 2\nIsi."
    assert ["bab-1", "bab-1/bagian-1", "pasal-1", "pasal-1/ayat-1", "bab-2", "pasal-2"] == addresses(text)


def test_an_annex_has_articles_of_its_own() -> None:
    """Articles in an annex have the annex in their address."""
    assert ["pasal-1", "lampiran-1", "lampiran-1/pasal-1"] == addresses("## Pasal 1\nA\n# Lampiran I B\n## Pasal 1\nC")


def test_four_styles_nest_four_deep() -> None:
    """Each new style of mark opens one level deeper: a. then 1. then a) then 1)."""
    expected = ["pasal-1", "pasal-1/huruf-a", "pasal-1/huruf-a/angka-1"]
    expected += ["pasal-1/huruf-a/angka-1/huruf-a", "pasal-1/huruf-a/angka-1/huruf-a/angka-1"]
    assert expected == addresses("## Pasal 1\na. A\n1. B\na) C\n1) D")


def test_a_style_that_is_open_closes_back_to_it() -> None:
    """A mark whose style is open already goes on with that list."""
    expected = ["pasal-1", "pasal-1/huruf-a", "pasal-1/huruf-a/angka-1", "pasal-1/huruf-a/angka-2", "pasal-1/huruf-b"]
    assert expected == addresses("## Pasal 1\na. A\n1. B\n2. C\nb. D")


def test_letters_may_stand_inside_numbers_and_numbers_inside_letters() -> None:
    """The order of a list's levels is the text's own."""
    assert ["pasal-1", "pasal-1/angka-1", "pasal-1/angka-1/huruf-a"] == addresses("## Pasal 1\n1. A\na. B")


def test_an_ayat_closes_every_list() -> None:
    """An ayat always belongs to the article."""
    expected = [
        "pasal-1",
        "pasal-1/ayat-1",
        "pasal-1/ayat-1/huruf-a",
        "pasal-1/ayat-1/huruf-a/angka-1",
        "pasal-1/ayat-2",
    ]
    assert expected == addresses("## Pasal 1\n(1) A\na. B\n1. C\n(2) D")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("i. A\nii. B\niii. C\niv. D", "angka-iv"),
        ("h. A\ni. B", "huruf-i"),
        ("i. A\nv. B", "angka-i/huruf-v"),
    ],
)
def test_i_is_a_number_where_it_starts_a_list_and_a_letter_after_h(text: str, last: str) -> None:
    """`i.` starts a roman list that goes on by one; after `h.` it is a letter."""
    assert last == addresses(text)[-1]


def test_letters_go_on_after_z() -> None:
    """After z a list goes on with aa, which is a letter and not text."""
    assert ["huruf-z", "huruf-aa", "huruf-bb"] == addresses("z. A\naa. B\nbb. C")


@pytest.mark.parametrize(
    "line", ["ab. bukan tanda", "(satu) bukan tanda", "1.000 orang", "a.n. raja", "(1)tanpa jarak"]
)
def test_a_line_that_starts_otherwise_is_text(line: str) -> None:
    """A line without a proper mark goes on with what is open."""
    assert ["pasal-1"] == addresses(f"## Pasal 1\n{line}")


def test_an_unmarked_line_goes_on_with_what_is_open() -> None:
    """A line without a mark belongs to the unit that is open."""
    assert ("Satu\ndua.",) == only("## Pasal 1\n(1) Satu\ndua.", "pasal-1/ayat-1").paragraphs


def test_a_blank_line_parts_paragraphs() -> None:
    """A blank line inside an ayat begins a new paragraph of it."""
    assert ("Satu.", "Dua.") == only("## Pasal 1\n(1) Satu.\n\nDua.", "pasal-1/ayat-1").paragraphs


def test_closing_words_of_a_list_belong_to_what_holds_the_list() -> None:
    """Unmarked words after a blank line below a list are closing words and share the holder's address."""
    text = "## Pasal 1\nSiapa yang:\na. mengotori; atau\nb. membuang,\n\ndipidana."
    assert ["pasal-1", "pasal-1/huruf-a", "pasal-1/huruf-b", "pasal-1/lanjutan"] == addresses(text)


def test_closing_words_inside_an_ayat_stay_in_the_ayat() -> None:
    """A list of an ayat is closed by words of the ayat, whatever its depth."""
    text = "## Pasal 1\n(1) Siapa:\na. ini:\n1. itu,\n\ndipidana.\n(2) Lain."
    expected = ["pasal-1", "pasal-1/ayat-1", "pasal-1/ayat-1/huruf-a", "pasal-1/ayat-1/huruf-a/angka-1"]
    assert [*expected, "pasal-1/ayat-1/lanjutan", "pasal-1/ayat-2"] == addresses(text)


def test_a_list_may_go_on_after_closing_words() -> None:
    """A mark after closing words goes on with what holds the list."""
    assert ["pasal-1", "pasal-1/huruf-a", "pasal-1/lanjutan", "pasal-1/huruf-b"] == addresses(
        "## Pasal 1\na. A\n\nkata\nb. B"
    )


@pytest.mark.parametrize("line", ["(2) dan ayat (3)", "a. n. raja", "# bukan judul", "\\ garis miring"])
def test_a_backslash_makes_text_of_a_mark(line: str) -> None:
    """A line behind a backslash is text, and is shown without the backslash."""
    assert f"Kata {line}" == only(f"## Pasal 1\nKata\n\\{line}", "pasal-1").text


def test_elucidation_headings_name_what_they_explain() -> None:
    """Headings below PENJELASAN have the address of what they explain, under `penjelasan`."""
    text = "# PENJELASAN\n## Umum\nA\n## Pasal 8\n### Ayat (1)\nB\n### Huruf a\nC\n### Ayat (2)\nD"
    expected = ["penjelasan", "penjelasan/umum", "penjelasan/pasal-8", "penjelasan/pasal-8/ayat-1"]
    assert [*expected, "penjelasan/pasal-8/ayat-1/huruf-a", "penjelasan/pasal-8/ayat-2"] == addresses(text)


def test_the_lines_before_the_first_heading_are_the_title_block() -> None:
    """The lines before the first heading belong to the work, with their breaks."""
    assert ("UNDANG-UNDANG\nNOMOR 1",) == parse("UNDANG-UNDANG\nNOMOR 1\n\n## Pasal 1\nA", WORK).paragraphs


def test_every_unit_knows_its_line_in_the_file() -> None:
    """Lines are counted from the number that the first line of the text has in its file."""
    root = parse("Judul\n\n## Pasal 1\n(1) A\n(2) B", WORK, first_line=20)
    assert [20, 22, 23, 24] == [node.line for node in root.walk()]


@pytest.mark.parametrize(
    ("text", "address", "label"),
    [
        ("## Pasal 2A\nA", "pasal-2a", "Pasal 2A"),
        ("# BAB V PENUTUP\n## Pasal 1\nA", "bab-5", "BAB V"),
        ("## Pasal 1\n(1) A", "pasal-1/ayat-1", "(1)"),
        ("## Pasal 1\na. A", "pasal-1/huruf-a", "a."),
        ("# Lampiran II Daftar\nA", "lampiran-2", "Lampiran II"),
    ],
)
def test_the_label_is_the_mark_as_printed(text: str, address: str, label: str) -> None:
    """A unit is introduced as it is printed, without its title."""
    assert label == only(text, address).label


def test_the_full_text_holds_everything_below_without_marks() -> None:
    """The full text of an article is its words and those of all its parts, on one line."""
    assert (
        "Siapa: ini; itu, dipidana." == only("## Pasal 1\nSiapa:\na. ini;\nb. itu,\n\ndipidana.", "pasal-1").full_text
    )


@pytest.mark.parametrize("work", ["uu/2007/21", "pp/2008/9", "uu/2023/1"])
def test_writing_a_real_text_gives_the_file_back(work: str, real: Library) -> None:
    """The tree of a real text is written back byte for byte."""
    instrument = real.instruments[work]
    file = (ROOT / instrument.file).read_text("utf-8")
    assert file.split("\n", instrument.root.line - 1)[-1] == write(instrument.root)


@pytest.mark.parametrize(
    "text", ["", "\n", "\n\n\n", "\r\n(1) A\r\n", "(1)", "a.\n\n", "# PENJELASAN", "\\", "\x0c(1) A"]
)
def test_odd_texts_come_back_unchanged(text: str) -> None:
    """Empty texts, foreign line ends and bare marks are given back as they were."""
    assert text == write(parse(text, WORK))


@pytest.mark.parametrize(("word", "value"), [("kesatu", 1), ("kesepuluh", 10), ("kesebelas", 11), ("keduabelas", 12)])
def test_an_ordinal_has_its_value(word: str, value: int) -> None:
    """An ordinal as addresses write it has its value."""
    assert value == ordinal(word)


def test_another_word_is_no_ordinal() -> None:
    """A word that is no ordinal has no value."""
    assert ordinal("terakhir") is None
