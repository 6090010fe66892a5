"""JSON, plain text and Markdown of a provision: the same words, status and doubts in every format."""

import json
import re
from datetime import date

import pytest
from samples import ROOT, TODAY

from portal import formats
from portal.address import Address
from portal.reading.library import Library
from portal.views.edition import Edition
from portal.views.law import instrument_page, provision_page

REPEAL = date(2005, 6, 1)


def as_json(library: Library, address: str, day: date = TODAY) -> dict[str, object]:
    """Return the JSON of an article as a value."""
    page = provision_page(Edition(library, day), library.provisions[Address.parse(address)])
    found = json.loads(formats.provision_json(page))
    assert isinstance(found, dict)
    return found


def as_text(library: Library, address: str, day: date = TODAY) -> str:
    """Return the plain text of an article."""
    return formats.provision_text(provision_page(Edition(library, day), library.provisions[Address.parse(address)]))


def test_the_handbook_lists_every_format() -> None:
    """docs/formats.md has one row for each format, with its media type and whether records have it."""
    handbook = (ROOT / "docs" / "formats.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\.\w+)` \| `([^`]+)` \| (yes|no) \|", handbook, re.M)
    assert rows == [(f.suffix, f.media_type, "yes" if f.has_records else "no") for f in formats.FORMATS]


def test_json_names_what_it_holds(tiny: Library) -> None:
    """The JSON of an article has its address, path, both citations and its law."""
    found = as_json(tiny, "uu/1999/1/pasal-2a")
    assert {
        "id": "uu/1999/1/pasal-2a",
        "url": "/uu/1999/1/pasal-2a",
        "citation": "Pasal 2A UU 1/1999",
        "citation_standard": "Pasal 2A Undang-Undang Nomor 1 Tahun 1999",
        "instrument": "uu/1999/1",
        "previous": "/uu/1999/1/pasal-2",
        "next": "/uu/1999/1/pasal-3",
    } == {key: found[key] for key in [*list(found)[:5], "previous", "next"]}


@pytest.mark.parametrize("work", ["uu/1999/1", "uu/2005/3", "kepgub/kaltim/2003/12-k-5"])
def test_every_word_of_an_article_is_in_every_format(work: str, tiny: Library) -> None:
    """No paragraph of an article, or of its elucidation, is lost in JSON or text."""
    lost = []
    for article in tiny.instruments[work].articles():
        explained = tiny.elucidation(article.address)
        texts = [
            as_text(tiny, str(article.address)),
            json.dumps(as_json(tiny, str(article.address)), ensure_ascii=False),
        ]
        for node in [*article.walk(), *(explained.walk() if explained else ())]:
            words = [json.dumps(p, ensure_ascii=False)[1:-1] for p in node.paragraphs]
            lost += [(str(node.address), word) for word in words if word not in texts[1]]
            lost += [(str(node.address), p) for p in node.paragraphs if p not in texts[0]]
    assert [] == lost


def test_markdown_is_the_text_of_the_content_file(tiny: Library) -> None:
    """The Markdown of an article is its source, the source of its elucidation below it."""
    article = tiny.provisions[Address.parse("uu/1999/1/pasal-6")]
    expected = "## Pasal 6\nUndang-Undang ini mulai berlaku pada tanggal diundangkan.\n"
    expected += "\n# PENJELASAN\n\n## Pasal 6\nCukup jelas.\n"
    assert expected == formats.markdown(provision_page(Edition(tiny, TODAY), article))


@pytest.mark.parametrize("place", ["pasal-2", "pasal-5"])
def test_a_doubt_goes_along_in_every_format(place: str, tiny: Library) -> None:
    """The note of a doubt stands in JSON and text."""
    address = f"uu/1999/1/{place}"
    notes = [note.note for note in tiny.proofs_for(Address.parse(address))]
    text, value = as_text(tiny, address), json.dumps(as_json(tiny, address), ensure_ascii=False)
    assert notes
    assert [] == [note for note in notes if note not in text or note not in value]


def test_a_repeal_goes_along_in_every_format(tiny: Library) -> None:
    """A repealed article says so, and what replaced it, in JSON and text."""
    text, value = as_text(tiny, "uu/1999/1/pasal-5"), json.dumps(as_json(tiny, "uu/1999/1/pasal-5"))
    assert [] == [words for words in ("Pasal 40 UU 3/2005", "icabut") if words not in text or words not in value]


def test_before_its_day_a_repeal_is_not_told(tiny: Library) -> None:
    """As of the day before, the article has its force and no events."""
    before = as_json(tiny, "uu/1999/1/pasal-5", date(2005, 5, 31))["status"]
    after = as_json(tiny, "uu/1999/1/pasal-5", REPEAL)["status"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert ([], 1) == (before["events"], len(after["events"]))


def test_a_whole_law_has_all_its_articles(tiny: Library) -> None:
    """The JSON and the text of a law hold every article and every elucidation."""
    page = instrument_page(Edition(tiny, TODAY), tiny.instruments["uu/1999/1"])
    text, value = formats.instrument_text(page), formats.instrument_json(page)
    wanted = ["menjaga sungai.", "apa saja yang bukan air.", "Tinggi air diukur dengan tongkat.", "gabus."]
    assert [] == [words for words in wanted if words not in text or words not in value]
