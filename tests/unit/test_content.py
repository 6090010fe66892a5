"""The real content: free of faults, complete, and as close to the source copies as docs/proofing.md says."""

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from samples import ROOT, TODAY

from portal.address import Kind
from portal.checks import check
from portal.citation import find
from portal.errors import Severity
from portal.reading.library import Library

FULL = ["pp/2008/9", "uu/2007/21"]
COMPARE = ROOT.parent / "shared" / "tools" / "compare-statute"


def test_the_content_has_no_fault() -> None:
    """Every check passes on the content; warnings are allowed."""
    faults = [str(p) for p in check(ROOT / "content", TODAY)[1] if p.severity is Severity.FAULT]
    assert [] == faults


def test_every_citation_of_the_full_texts_is_the_golden_one(real: Library, golden: Callable[[str, str], None]) -> None:
    """Each citation of UU 21/2007 and PP 9/2008 is listed with where it leads, or `outside` our texts."""
    rows = []
    for link in real.links:
        if link.source is not None and link.source.work in FULL:
            target = link.citation.target
            inside = target is not None and real.has(target)
            rows.append(f"{link.source}: {link.citation.words} → {target if inside else 'outside'}")
    golden("citations.txt", "\n".join(rows) + "\n")


@pytest.mark.parametrize("work", [*FULL, "uu/2023/1"])
def test_no_words_of_citation_are_passed_over(work: str, real: Library) -> None:
    """Whatever in a text looks like a citation stands in one that was found."""
    looks = re.compile(r"[Pp]asal \d+|ayat \(\d+\)|huruf [a-z]\b|(?:Undang-Undang|Peraturan Pemerintah) Nomor \d+")
    missed = []
    for node in real.instruments[work].root.walk():
        for text in node.paragraphs:
            spans = [(cited.start, cited.end) for cited in find(text, node.address)]
            missed += [m[0] for m in looks.finditer(text) if not any(a <= m.start() < b for a, b in spans)]
    assert [] == missed


def test_no_citation_of_the_full_texts_leads_to_nothing(real: Library) -> None:
    """A citation of a full text of ours names a provision that is there."""
    dead = [
        (str(link.source or link.unit), link.citation.words)
        for link in real.links
        if link.citation.target and link.citation.target.work in FULL and not real.has(link.citation.target)
    ]
    assert [] == dead


@pytest.mark.parametrize(("work", "count"), [("uu/2007/21", 67), ("pp/2008/9", 27)])
def test_a_full_text_has_all_its_articles(work: str, count: int, real: Library) -> None:
    """UU 21/2007 has Pasal 1 to 67, PP 9/2008 Pasal 1 to 27."""
    assert [str(number) for number in range(1, count + 1)] == [a.number for a in real.instruments[work].articles()]


@pytest.mark.parametrize("work", FULL)
def test_every_article_of_a_full_text_is_explained(work: str, real: Library) -> None:
    """Each article of a full text has an elucidation, or the mark of a gap in its place."""
    assert [] == [a.number for a in real.instruments[work].articles() if real.elucidation(a.address) is None]


@pytest.mark.parametrize("work", FULL)
def test_every_provision_of_a_full_text_can_be_linked(work: str, real: Library) -> None:
    """Each pasal, ayat, huruf and angka, and each elucidation, leads to its own place on a page."""
    kinds = {Kind.ARTICLE, Kind.PARAGRAPH, Kind.LETTER, Kind.NUMBER}
    places = [address for address in real.provisions if address.work == work and address.kind in kinds]
    hrefs = [real.href(address) for address in places]
    assert (len(places), False) == (len(set(hrefs)), None in hrefs)


@pytest.mark.parametrize("work", [*FULL, "uu/2023/1"])
def test_the_text_says_what_it_was_matched_with(work: str, real: Library) -> None:
    """No text has been matched with the official scan, and each says so to its readers."""
    assert "belum dicocokkan dengan pindaian resmi" in real.instruments[work].proofing


def test_the_two_missing_regional_texts_are_records(real: Library) -> None:
    """The Perda and the decree hold no invented text: only facts with sources, gaps, and where to ask."""
    records = [real.instruments[work] for work in ("perda/kaltim/2007/4", "kepgub/kaltim/2010/357-k-279")]
    assert [((), True, True, True)] * 2 == [
        (r.articles(), bool(r.facts), bool(r.unknowns), bool(r.ask_at)) for r in records
    ]


def test_a_title_that_two_sources_give_differently_is_marked(real: Library) -> None:
    """A record with other titles says behind its title, and in its full citation, that the title is not sure."""
    perda, act = real.instruments["perda/kaltim/2007/4"], real.instruments["uu/2007/21"]
    assert f"{perda.title} (judul belum dipastikan)" == perda.heading
    assert f"tentang {perda.heading}" in perda.full_citation
    assert act.title == act.heading


def test_the_events_of_uu_21_2007_start_on_2_january_2026(real: Library) -> None:
    """The new penal code changed UU 21/2007 on one day."""
    events = [e for e in real.events if any(t.work == "uu/2007/21" for t in e.targets)]
    assert ({"2026-01-02"}, True) == ({e.since.isoformat() for e in events}, len(events) > 2)


def test_the_chapters_of_uu_21_2007_are_one_to_nine(real: Library) -> None:
    """UU 21/2007 has nine chapters in order."""
    chapters = [n for n in real.instruments["uu/2007/21"].root.walk() if n.kind is Kind.CHAPTER]
    assert [str(number) for number in range(1, 10)] == [c.number for c in chapters]
    assert all(a.line < b.line for a, b in pairwise(chapters))


def test_every_penalty_is_printed_word_for_word(real: Library) -> None:
    """A penalty as printed stands word for word in its provision."""
    rows = [(p.printed, real.provisions[p.basis].full_text) for p in real.penalties]
    assert rows
    assert [] == [words for words, text in rows if words not in text]


def test_every_penalty_of_today_has_a_ground_or_an_open_question(real: Library) -> None:
    """A penalty of today names the provision that gives it; where it is not certain an open question says why."""
    ids = {question.id for question in real.questions}
    assert [] == [p.offence for p in real.penalties if not (p.today and p.today_basis) and p.question not in ids]


def test_questions_and_corrections_name_what_is_there(real: Library) -> None:
    """Each provision that an open question or a correction names is in the library."""
    named = [address for row in [*real.questions, *real.corrections] for address in row.addresses]
    assert named
    assert [] == [str(address) for address in named if not real.has(address)]


def test_relations_between_laws_name_what_is_there(real: Library) -> None:
    """What a law carries out or replaces is in the library."""
    named = [address for law in real.instruments.values() for address in (*law.carries_out, *law.replaces)]
    assert [] == [str(address) for address in named if real.href(address) is None]


@pytest.mark.parametrize(
    ("edition", "reference", "options", "expected"),
    [
        (
            "uu/2007/21",
            "uu-21-2007",
            ["--ignore", "2,36,52,59"],
            ["body Pasal 1", "body Pasal 15", "body Pasal 58", "body Pasal 65", "elucidation Pasal 48"],
        ),
        (
            "pp/2008/9",
            "pp-9-2008",
            [],
            ["body Pasal 1", "body Pasal 16", *[f"elucidation Pasal {n}" for n in (6, 7, 10, 16, 27)]],
        ),
    ],
)
def test_a_text_differs_from_its_source_copy_where_the_proofing_report_says(
    edition: str, reference: str, options: list[str], expected: list[str]
) -> None:
    """The articles that differ from the source copy are those that docs/proofing.md explains, and no others."""
    copy = COMPARE.parent.parent / "reference" / "statutes" / f"{reference}.md"
    if not COMPARE.exists() or not copy.exists():
        pytest.skip(f"the source copies are not beside this project: no {copy.relative_to(ROOT.parent)}")
    text = ROOT / "content" / "regulations" / f"{edition}.md"
    command = [sys.executable, str(COMPARE), str(text), str(copy), "--elucidation", "--show", "60", *options]
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    assert expected == [line.split(":")[0] for line in lines[:-1]]
    report = (ROOT / "docs" / "proofing.md").read_text("utf-8")
    assert [] == [line for line in lines if line not in report]


def test_the_list_of_sources_names_every_instrument(real: Library) -> None:
    """docs/sumber.md says of each instrument what was read, where and when, and of no other."""
    table = (ROOT / "docs" / "sumber.md").read_text("utf-8")
    assert sorted(real.instruments) == sorted(re.findall(r"^\| `([^`]+)` \|", table, re.M))
