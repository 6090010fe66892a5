"""What is in force, and since when: status, redirected provisions, penalties, marks, the law of another day.

All over the real content; `TODAY` is the day the tests think it is.
"""

import json
import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import httpx
import pytest
from samples import TODAY
from serving import Reading, one_line

from portal.address import Address
from portal.model import Effect
from portal.reading.library import Library
from portal.site import Publication
from portal.views.edition import Edition
from portal.views.law import instrument_page, provision_page
from portal.views.parts import Unit

REDIRECTED = [f"/uu/2007/21/pasal-{number}" for number in (7, 8, 10, 11, 12, 15, 16, 17)]
NOTE = "acuan ke Pasal 2 dalam pasal ini dibaca sebagai acuan ke Pasal 455 UU 1/2023"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def text_of(client: httpx.Client, path: str) -> str:
    """Return what a page says, on one line."""
    return one_line(re.sub(r"<[^>]+>", "", client.get(path).text))


def test_the_core_offence_is_shown_as_repealed_with_what_stands_instead(client: httpx.Client) -> None:
    """Pasal 2 says since when, by what, and shows Pasal 455 KUHP."""
    page = text_of(client, "/uu/2007/21/pasal-2")
    assert "Dicabut sejak 2 Januari 2026 oleh Pasal 622 ayat (1) huruf q UU 1/2023" in page
    assert "Yang berlaku sekarang: Pasal 455 UU 1/2023" in page
    assert "dipidana karena melakukan Tindak Pidana perdagangan orang" in page


def test_the_core_offence_was_in_force_the_year_before(client: httpx.Client) -> None:
    """On 31 December 2025 Pasal 2 is in force, without a word of repeal, and a banner says which day it is."""
    page = text_of(client, "/uu/2007/21/pasal-2?per=2025-12-31")
    assert "Anda membaca hukum per 31 Desember 2025." in page
    assert "Berlaku" in page
    assert ("Dicabut sejak" in page, "Yang berlaku sekarang" in page) == (False, False)


@pytest.mark.parametrize("path", REDIRECTED)
def test_each_redirected_reference_says_so_everywhere(path: str, client: httpx.Client) -> None:
    """The eight provisions that still name Pasal 2 say that it reads Pasal 455: page, JSON, text, search hit."""
    assert NOTE in text_of(client, path)
    events = client.get(f"{path}.json").json()["status"]["events"]
    assert any(NOTE in event["note"] and event["replacement"]["citation"] == "Pasal 455 UU 1/2023" for event in events)
    assert NOTE in one_line(client.get(f"{path}.txt").text)
    number = path.rsplit("-", 1)[1]
    hits = client.get("/api/v1/search", params={"q": f"pasal {number} uu 21/2007"}).json()["results"]
    assert "acuan dialihkan" in hits[0]["status"].lower()


@pytest.mark.parametrize("path", REDIRECTED)
def test_no_reference_is_redirected_before_the_day(path: str, client: httpx.Client) -> None:
    """On 31 December 2025 none of the eight carries the note."""
    assert NOTE not in text_of(client, f"{path}?per=2025-12-31")


def test_status_changes_on_the_day_of_an_event_and_not_before(real: Library) -> None:
    """For every event: the day before it is unknown to its targets, on the day itself it is there."""
    for event in real.events:
        for target in event.targets:
            before = real.status(target, event.since - timedelta(days=1)).events
            assert (False, True) == (event in before, event in real.status(target, event.since).events)


def test_every_day_of_an_event_shows_its_law(real: Library) -> None:
    """Pages of the day before and of the day itself differ exactly in what the event says.

    Where the words before are not held, the day before says that instead.
    """
    for event in real.events:
        for target in event.targets:
            page = target.provision
            if not page.steps:
                continue
            node = real.provisions[page]
            days = [event.since - timedelta(days=1), event.since]
            shown = [{n.effect for n in provision_page(Edition(real, day), node).status.notices} for day in days]
            assert bool(event.unworded) is ("Bunyi lain" in shown[0])
            before = shown[0] - {"Bunyi lain"}
            assert before < shown[1] or (not before and shown[1])


def test_no_penalty_of_2007_stands_without_its_status(real: Library, publication: Publication) -> None:
    """Wherever a minimum penalty of UU 21/2007 is shown, the same unit or page says what became of it."""
    threatened = [a for a in real.instruments["uu/2007/21"].articles() if "paling singkat" in a.full_text]
    whole = instrument_page(Edition(real, TODAY), real.instruments["uu/2007/21"])
    units = {unit.label: unit for part in whole.units for unit in walk(part)}
    assert len(threatened) > 10
    for article in threatened:
        assert real.events_for(article.address), article.address
        assert units[article.label].notices, article.label


def walk(unit: Unit) -> list[Unit]:
    """Return a unit and everything below it."""
    return [unit, *(below for child in unit.children for below in walk(child))]


def marks_of(page: Reading) -> set[str]:
    """Return the entries of the register that a page leads to."""
    hrefs = [link.get("href") or "" for link in page.links]
    return {href.split("#")[1] for href in hrefs if href.startswith("/catatan-hukum#")}


def test_every_mark_has_an_entry_in_the_register(pages: dict[str, Reading]) -> None:
    """Each link to the register on any page leads to an entry, and each entry with pages is linked from them."""
    register = pages["/catatan-hukum"]
    marks = {mark for page in pages.values() for mark in marks_of(page)}
    assert marks <= set(register.ids)
    assert {i for i in register.ids if i.startswith("teks-")} <= marks


def test_every_entry_is_marked_on_the_pages_it_names(real: Library, pages: dict[str, Reading]) -> None:
    """A question's pages carry its mark."""
    for question in real.questions:
        for address in question.addresses:
            assert question.id in marks_of(pages[address.provision.path]), (question.id, address)


def test_the_penalty_table_names_every_offence(real: Library, client: httpx.Client) -> None:
    """Every provision that threatens a penalty in BAB II and III has a row, additional ones and the KUHP's too."""
    bases = {row.basis for row in real.penalties}
    assert {Address.parse("uu/2007/21/pasal-15/ayat-2"), Address.parse("uu/2023/1/pasal-456")} <= bases
    named = {basis.provision for basis in bases if basis.work == "uu/2007/21"}
    threatens = re.compile(r"dipidana dengan|ditambah 1/3|pidana denda dengan pemberatan")
    expected = {
        a.address
        for a in real.instruments["uu/2007/21"].articles()
        if int(a.number) < 25 and threatens.search(a.full_text)
    }
    assert expected == named
    assert "Rp5.000.000.000,00" in text_of(client, "/sanksi")


def test_an_uncertain_penalty_is_left_empty_and_marked(client: httpx.Client) -> None:
    """The corporate fine of Pasal 15 says that it is not certain, with a link to the register."""
    assert "Belum pasti" in text_of(client, "/sanksi")
    assert "/catatan-hukum#denda-korporasi" in client.get("/sanksi").text


@pytest.mark.parametrize("path", ["/perubahan.atom", "/perbaikan.atom"])
def test_a_feed_is_atom(path: str, client: httpx.Client) -> None:
    """A feed has what RFC 4287 asks for: id, title, updated, author, and entries with ids of their own."""
    answer = client.get(path)
    feed = ET.fromstring(answer.content)
    assert "application/atom+xml; charset=utf-8" == answer.headers["content-type"]
    assert "{http://www.w3.org/2005/Atom}feed" == feed.tag
    for name in ("id", "title", "updated", "author/a:name"):
        assert feed.findtext(f"a:{name}", namespaces=ATOM), name
    entries = feed.findall("a:entry", ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert (len(entries) > 0, len(ids)) == (True, len(set(ids)))
    for entry in entries:
        assert entry.findtext("a:title", namespaces=ATOM)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", entry.findtext("a:updated", "", ATOM))


def test_legal_changes_and_corrections_are_kept_apart(real: Library, client: httpx.Client) -> None:
    """The feed of the law holds the events and nothing else, that of corrections the corrections."""
    law, ours = (ET.fromstring(client.get(p).content) for p in ("/perubahan.atom", "/perbaikan.atom"))
    counts = tuple(len(feed.findall("a:entry", ATOM)) for feed in (law, ours))
    assert (len(real.events), len(real.corrections)) == counts


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/uu/2007/21/pasal-46", "Dilaksanakan oleh PP 9/2008"),
        ("/pp/2008/9", "Melaksanakan Pasal 46 ayat (2) UU 21/2007"),
        ("/uu/2007/21", "Dilaksanakan oleh PP 9/2008"),
        ("/uu/2007/21/pasal-58", "Dilaksanakan oleh Perpres 69/2008"),
        ("/uu/2007/21", "Diubah atau dicabut oleh UU 1/2023"),
        ("/uu/2006/13", "Digantikan oleh UU 3/2026"),
    ],
)
def test_a_relation_is_shown_on_both_ends(path: str, words: str, client: httpx.Client) -> None:
    """What carries out, changes or replaces something says so, and so does what it happens to."""
    assert words in text_of(client, path)


def test_a_date_that_is_none_is_answered_with_a_sentence(client: httpx.Client) -> None:
    """`?per=` takes a calendar date; anything else is a 400 that says how to write one."""
    for text in ("2015", "2015-02-30", "kemarin", "0001-1-1", "%00"):
        answer = client.get(f"/uu/2007/21/pasal-2?per={text}")
        assert (400, True) == (answer.status_code, "TTTT-BB-HH" in answer.text)


@pytest.mark.parametrize("query", ["per=", "per=&per=", "paper=a4", "super=2015-06-01", "x=per=2015-06-01", "per"])
def test_a_query_that_asks_for_no_day_changes_nothing(client: httpx.Client, query: str) -> None:
    """An emptied `per`, and a parameter whose name only ends like it, get today's page; in a print too."""
    page = "/uu/2007/21/pasal-2"
    assert client.get(page).content == client.get(f"{page}?{query}").content
    assert client.get(f"/cetak{page}").content == client.get(f"/cetak{page}?{query}").content
    part = client.get(f"{page}/ayat-1?{query}")
    assert (302, f"{page}#ayat-1") == (part.status_code, part.headers["location"])
    assert 404 == client.get(f"/uu/2007/21/pasal-480?{query}").status_code


def test_a_day_is_found_wherever_it_stands_in_the_query(client: httpx.Client) -> None:
    """`per` counts beside other parameters, also when its name is encoded; of two the last that says something."""
    wanted = client.get("/uu/2007/21/pasal-2?per=2015-06-01").content
    for query in (
        "paper=a4&per=2015-06-01",
        "p%65r=2015-06-01",
        "per=2015-06-01&per=",
        "per=2016-01-01&per=2015-06-01",
    ):
        assert wanted == client.get(f"/uu/2007/21/pasal-2?{query}").content


def test_a_part_of_a_page_keeps_the_date(client: httpx.Client) -> None:
    """An ayat on another day leads to its article on that day."""
    answer = client.get("/uu/2007/21/pasal-7/ayat-2?per=2015-06-01", follow_redirects=False)
    assert (302, "/uu/2007/21/pasal-7?per=2015-06-01#ayat-2") == (answer.status_code, answer.headers["location"])


def test_a_law_that_was_not_there_says_so(client: httpx.Client) -> None:
    """Before its promulgation UU 21/2007 does not exist; the KUHP is not in force on 31 December 2025."""
    for path in ("/uu/2007/21", "/uu/2007/21/pasal-2", "/uu/2007/21/bab-2", "/uu/2007/21/penjelasan"):
        before = text_of(client, f"{path}?per=2007-04-18")
        assert ("Peraturan ini belum ada pada tanggal itu" in before, "Setiap orang" in before) == (True, False), path
        assert "Peraturan ini belum ada" not in text_of(client, f"{path}?per=2007-04-19"), path
    assert 404 == client.get("/uu/2007/21/pasal-2.txt?per=2007-04-18").status_code
    assert "Belum berlaku pada tanggal itu" in text_of(client, "/uu/2023/1/pasal-455?per=2025-12-31")


@pytest.mark.parametrize(
    "path",
    ["/uu/2007/21/pasal-2", "/uu/2007/21", "/uu/2007/21/bab-2", "/uu/2007/21/penjelasan", "/sanksi", "/cari"],
)
def test_whatever_leads_on_from_a_dated_page_keeps_the_day(path: str, client: httpx.Client) -> None:
    """Neighbours, chapters, downloads, prints, penalties, searches: every link to the law has the day, or says it."""
    given = {"q": "eksploitasi"} if path == "/cari" else {}
    page = client.get(path, params={**given, "per": "2015-06-01"}).text
    links = re.findall(r'<a\b([^>]*?)\bhref="([^"]*)"', page)
    law = [
        (before, href) for before, href in links if re.match(r"(/cetak)?/(uu|pp|perda|kepgub|perpres)/|/sanksi", href)
    ]
    assert law
    assert [] == [href for before, href in law if "per=" not in href and 'class="now"' not in before]
    assert '<input type="hidden" name="per" value="2015-06-01">' in page


def test_a_dated_print_says_its_day_in_its_address(client: httpx.Client) -> None:
    """The way back from a print leads to the law that was printed; so does its address (test_paper)."""
    page = client.get("/cetak/uu/2007/21/pasal-2?per=2015-06-01").text
    assert "Hukum per 1 Juni 2015" in page
    assert 'href="/uu/2007/21/pasal-2?per=2015-06-01"' in page


def test_the_versions_of_an_article_are_links(client: httpx.Client) -> None:
    """Pasal 2 stood until 1 January 2026; the version of the day is marked, on today's page and on a dated one."""
    versions = r'<a href="([^"]*)"( aria-current="true")?>((?:sejak )?\d+ \w+ \d+(?: – [^<]*)?)</a>'
    old, new = "/uu/2007/21/pasal-2?per=2007-04-19", "/uu/2007/21/pasal-2?per=2026-01-02"
    for day, is_old in (("2015-06-01", True), ("2026-02-01", False)):
        found = re.findall(versions, client.get(f"/uu/2007/21/pasal-2?per={day}").text)
        assert [old, new] == [href for href, _, _ in found]
        assert ["19 April 2007 – 1 Januari 2026", "sejak 2 Januari 2026"] == [words for _, _, words in found]
        assert [is_old, not is_old] == [bool(on) for _, on, _ in found]


def test_a_wrong_day_is_asked_again(client: httpx.Client) -> None:
    """The answer to a day that is none holds the form for another, of the same page."""
    answer = client.get("/uu/2007/21/pasal-2?per=01/06/2015")
    assert (400, True) == (answer.status_code, 'action="/uu/2007/21/pasal-2"' in answer.text)
    assert '<input type="date"' in answer.text


def test_penalties_are_those_of_the_day(client: httpx.Client) -> None:
    """Trafficking a child: 20 years by today's penalty and by that of 2007; each page says its day and its basis."""
    then = text_of(client, "/sanksi?perbuatan=pasal-2-ayat-1&anak=1&per=2015-06-01")
    now = text_of(client, "/sanksi?perbuatan=pasal-2-ayat-1&anak=1")
    for page in (then, now):
        assert "15 tahun + sepertiga = 20 tahun" in page
    assert ("Berlaku per 1 Juni 2015" in then, "paling banyak Rp600.000.000,00" in then) == (True, True)
    assert ("kategori VII" in then.partition("Kategori denda")[0], "kategori VII" in now) == (False, True)
    assert "Perbuatan Berlaku" not in text_of(client, "/sanksi?per=2006-01-01")


def test_a_search_of_another_day_finds_no_law_of_tomorrow(client: httpx.Client) -> None:
    """In 2015 there was no KUHP of 2023; what is found leads to its words of that day."""
    page = client.get("/cari?q=perdagangan+orang&per=2015-06-01").text
    assert ("uu/2007/21" in page, "uu/2023/1/pasal" in page, "Mencari hukum per 1 Juni 2015" in page) == (
        True,
        False,
        True,
    )


def test_a_citation_says_standing_day_and_address(client: httpx.Client) -> None:
    """What is copied of a dead article is not alive; of an ayat too; and it leads to the law of its day."""
    page = text_of(client, "/uu/2007/21/pasal-2?per=2026-02-01")
    assert (
        "Pasal 2 UU 21/2007 (dicabut sejak 2 Januari 2026, kini Pasal 455 UU 1/2023). Keadaan per 1 Februari 2026."
        " Salinan tidak resmi. /uu/2007/21/pasal-2?per=2026-02-01" in page
    )
    assert "Pasal 2 UU 21/2007 (berlaku). Keadaan per 1 Juni 2015." in text_of(
        client, "/uu/2007/21/pasal-2?per=2015-06-01"
    )
    assert "Pasal 48 ayat (1) UU 21/2007 (berlaku)" in text_of(client, "/uu/2007/21/pasal-48?per=2026-02-01")


def test_json_of_another_day_is_the_law_of_that_day(client: httpx.Client) -> None:
    """The siblings of a page take the date as well."""
    then = json.loads(client.get("/uu/2007/21/pasal-2.json?per=2025-12-31").text)
    now = json.loads(client.get("/uu/2007/21/pasal-2.json").text)
    assert ("Berlaku", "Dicabut") == (then["status"]["word"], now["status"]["word"])


def test_the_record_of_the_perda_names_who_left_in_2012(client: httpx.Client) -> None:
    """The five regencies and towns of Kalimantan Utara stand on the record of the Perda."""
    page = text_of(client, "/perda/kaltim/2007/4")
    assert [] == [n for n in ("Bulungan", "Malinau", "Nunukan", "Tana Tidung", "Tarakan") if n not in page]


def test_a_guide_says_that_a_cited_provision_is_repealed(client: httpx.Client) -> None:
    """The status of a provision follows its citation in a guide."""
    assert "Pasal 2 UU 21/2007 (sudah dicabut)" in text_of(client, "/panduan/kenali-tanda")


def test_only_events_with_a_known_effect_and_reviewer_are_published(real: Library) -> None:
    """Every event names its source, its confidence and who reviewed it; none lies in the future of its checking."""
    assert [] == [e for e in real.events if not (e.source and e.reviewer and e.effect in Effect)]
    assert [] == [e for e in real.events if e.checked_on > date(2100, 1, 1) or not Address.parse(str(e.actor))]
