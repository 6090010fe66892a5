"""Guide Markdown: safe HTML out of anything, citations linked, lists, check boxes and tables as editors mean them."""

import re
from html.parser import HTMLParser

import pytest

from portal.address import Address
from portal.citation import Citation
from portal.reading.library import Library
from portal.reading.prose import Prose, Section, blocks, render

ALLOWED = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "hr", "code"} | {
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


class _Seen(HTMLParser):
    """Gathers every tag and attribute of an HTML text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def shown(text: str, library: Library | None = None) -> Prose:
    """Render a text, its citations read and resolved by a library (nothing is cited without one)."""

    def find(words: str) -> list[Citation]:
        return library.find_citations(words) if library else []

    def resolve(address: Address) -> str | None:
        return library.href(address) if library else None

    return render(text, find, resolve)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<ScRiPt src=https://x.invalid/x.js></ScRiPt>",
        "<img src=x onerror=alert(1)>",
        '<svg onload="alert(1)">',
        "<svg><script>alert(1)</script></svg>",
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](//evil.invalid/a)",
        "[x](\\\\evil.invalid/a)",
        "[x](/\\evil.invalid)",
        "[x](/\\\\evil.invalid)",
        "[x](\\\\\\\\evil.invalid)",
        '<a href="/&#9;/evil.invalid">x</a>',
        '<a href=" //evil.invalid">x</a>',
        '<a href="/&#10;\\evil.invalid">x</a>',
        '<a href="java&#9;script:alert(1)">x</a>',
        "[x](http://evil.invalid)",
        "<javascript:alert(1)>",
        "![x](https://x.invalid/pixel.gif)",
        "<iframe src=https://x.invalid></iframe>",
        "<style>body{display:none}</style>",
        '<p style="position:fixed" onclick="alert(1)">x</p>',
        "<form action=https://x.invalid><input name=q></form>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        '<a href="x" title="Pasal 2 UU 1/1999"><b>x</b></a>',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        '[x](/a "onmouseover=alert(1)")',
        "`<script>alert(1)</script>`",
        "<base href=https://x.invalid/><meta http-equiv=refresh content=0>",
    ],
)
def test_hostile_text_comes_out_harmless(text: str, tiny: Library) -> None:
    """Only plain tags remain, no event handler or style, and links lead to https, tel or our own paths."""
    seen = _Seen(shown(f"{text} (Pasal 2 UU 1/1999)", tiny).html)
    assert set() == seen.tags - ALLOWED
    names = {name for name, _ in seen.attributes}
    assert set() == names - {"href", "id", "class", "start", "scope", "tabindex", "role", "aria-label", "title"}
    for name, value in seen.attributes:
        address = re.sub(r"[\t\n\r]", "", value).strip().replace("\\", "/")  # as browsers read it
        assert name != "href" or re.match(r"https://|tel:|/(?!/)|[a-z]+$|#", address), value


def test_a_citation_becomes_a_link(tiny: Library) -> None:
    """A citation of a provision we hold is a link to it."""
    expected = '<p>Lihat <a class="cite" href="/uu/1999/1/pasal-2#ayat-1">Pasal 2 ayat (1) UU 1/1999</a>.</p>'
    assert expected == shown("Lihat Pasal 2 ayat (1) UU 1/1999.", tiny).html


@pytest.mark.parametrize("text", ["Lihat Pasal 10 UU 9/1988.", "Lihat Pasal 99 UU 1/1999.", "Lihat Pasal 2."])
def test_a_citation_that_leads_nowhere_stays_words(text: str, tiny: Library) -> None:
    """A citation of a law we do not hold, of nothing, or without a law is no link."""
    assert f"<p>{text}</p>" == shown(text, tiny).html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Pasal 2 UU 1/1999](/panduan)", '<p><a href="/panduan">Pasal 2 UU 1/1999</a></p>'),
        ("`Pasal 2 UU 1/1999`", "<p><code>Pasal 2 UU 1/1999</code></p>"),
    ],
)
def test_a_citation_inside_a_link_or_code_is_left_alone(text: str, expected: str, tiny: Library) -> None:
    """A link never stands inside another link, and code is shown as it is."""
    assert expected == shown(text, tiny).html


def test_words_around_a_citation_stay_escaped(tiny: Library) -> None:
    """Signs of HTML beside a citation are still shown as signs."""
    expected = '<p>1 &lt; 2 &amp; <a class="cite" href="/uu/1999/1/pasal-6">Pasal 6 UU 1/1999</a> &gt; 0</p>'
    assert expected == shown("1 < 2 & Pasal 6 UU 1/1999 > 0", tiny).html


def test_check_boxes_become_items_to_tick() -> None:
    """`- [ ]` and `- [x]` are items with a box; the box itself is drawn by the style."""
    expected = '<ul>\n<li class="check">Satu</li>\n<li class="check">Dua</li>\n<li>Tiga</li>\n</ul>'
    assert expected == shown("- [ ] Satu\n- [x] Dua\n- Tiga").html


def test_a_table_can_be_scrolled_and_its_heads_are_columns() -> None:
    """A table stands in a frame that keyboards can reach, and its heads say that they are columns."""
    html = shown("| Siapa | Apa |\n|:---|---|\n| Camat | Rapat |").html
    frame = '<div class="table" tabindex="0" role="group" aria-label="Tabel"><table>'
    assert (1, 1, 2, 2) == (
        html.count(frame),
        html.count("</table></div>"),
        html.count('<th scope="col">'),
        html.count("<td>"),
    )


def test_a_numbered_list_keeps_its_numbers() -> None:
    """A numbered list starts where it says."""
    assert '<ol start="3">\n<li>Tiga</li>\n<li>Empat</li>\n</ol>' == shown("3. Tiga\n4. Empat").html


def test_second_level_headings_are_the_sections() -> None:
    """The contents list of a guide holds its second-level headings, with their anchors and words as written."""
    prose = shown("## Satu & “dua”\n\nA\n\n### Bukan\n\n## Tiga\n\nB")
    assert (Section("satu-dua", "Satu & “dua”"), Section("tiga", "Tiga")) == prose.sections
    assert '<h2 id="satu-dua">' in prose.html


def test_two_sections_of_one_name_have_two_anchors() -> None:
    """Anchors on a page are unique."""
    assert ["apa", "apa_1"] == [section.anchor for section in shown("## Apa\n\nA\n\n## Apa\n\nB").sections]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc", [(0, "a\nb"), (3, "c")]),
        ("- a\n- b\n  c", [(0, "- a"), (1, "- b\n  c")]),
        ("1. a\n2. b", [(0, "1. a"), (1, "2. b")]),
        ("| a |\n| b |", [(0, "| a |"), (1, "| b |")]),
        ("## a\nb", [(0, "## a\nb")]),
        ("", []),
        ("\n\n\n", []),
    ],
)
def test_blocks_are_paragraphs_items_and_rows_with_their_lines(text: str, expected: list[tuple[int, str]]) -> None:
    """A citation may run over lines but never out of its paragraph, item or table row."""
    assert expected == blocks(text)
