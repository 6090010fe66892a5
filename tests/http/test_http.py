"""What the portal answers over the wire: every address, every provision, every link.

The pages are fetched once from a real server over the real content; what they must hold comes from the library.
"""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote, urlsplit

import httpx
import pytest
from printing import leads_to_print, needs
from samples import ROOT, TODAY
from serving import EXAMPLES, EXIT, SETTINGS, Reading, one_line, served

from portal.address import Kind
from portal.guidance import Audience, RoleGroup
from portal.model import GAP, UNMATCHED, Provision
from portal.print import pdf
from portal.print.printer import Printer
from portal.reading.library import Library
from portal.site import Publication

PAGE_48 = "/uu/2007/21/pasal-48"
NEUTRAL = ("/bantuan", "/keamanan", "/tentang", "/cari", "/uu/2007/21/pasal-480")

# ---------------------------------------------------------------- every address


def test_every_published_address_is_answered_with_its_bytes(client: httpx.Client, publication: Publication) -> None:
    """Every address of the publication answers 200 with the media type and the bytes that were published."""
    wrong = []
    for path, document in publication.documents.items():
        answer = client.get(path)
        if (200, document.media_type, document.body) != (
            answer.status_code,
            answer.headers["content-type"],
            answer.content,
        ):
            wrong.append((path, answer.status_code, answer.headers["content-type"]))
    assert [] == wrong


def test_a_head_request_gets_the_same_headers_and_no_body(client: httpx.Client, publication: Publication) -> None:
    """HEAD answers like GET without the body: for pages, redirects, search, the API, and what is not there."""
    others = ["/uu/2007/21/pasal-48/ayat-1", "/UU/2007/21", "/cari?q=korban", "/api/v1/search?q=korban"]
    wrong = []
    for path in [*publication.documents, *others, "/openapi.json", "/tidak-ada", "/api/v1/search?limit=0"]:
        get, head = client.get(path), client.head(path)
        if (get.status_code, _headers(get), b"") != (head.status_code, _headers(head), head.content):
            wrong.append(path)
    assert [] == wrong


def _headers(answer: httpx.Response) -> list[tuple[str, str]]:
    """Return the headers but the hour, and `connection`: the last answer of a connection says that it is."""
    return [(name, value) for name, value in answer.headers.multi_items() if name not in ("date", "connection")]


@pytest.mark.parametrize("work", ["uu/2007/21", "pp/2008/9"])
def test_every_provision_has_an_address_that_leads_to_its_words(
    client: httpx.Client, real: Library, pages: dict[str, Reading], work: str
) -> None:
    """Every pasal, ayat, huruf, angka, recital and elucidation answers 200, or 302 to an id on a page."""
    addresses = [address for address in real.provisions if address.work == work]
    assert len(addresses) > 150
    wrong = []
    for address in addresses:
        answer = client.get(address.path)
        if answer.status_code == 302:
            path, _, anchor = answer.headers["location"].partition("#")
            is_there = path in pages and (not anchor or anchor in pages[path].ids)
        else:
            is_there = answer.status_code == 200 and address.path in pages
        if not is_there:
            wrong.append((address.path, answer.status_code, answer.headers.get("location")))
    assert [] == wrong


def test_the_ids_on_a_provision_page_are_those_of_the_parsed_text(real: Library, pages: dict[str, Reading]) -> None:
    """A page of an article has an id for each part of its text and elucidation, and no other of that form."""
    wrong = []
    for instrument in real.instruments.values():
        for article in instrument.articles():
            page = article.address
            nodes = [*article.walk(), *_walk(real.elucidation(page))]
            expected = {node.address.anchor(page) for node in nodes if node.kind is not Kind.WRAP_UP} - {""}
            found = {id_ for id_ in pages[page.path].ids if re.match(r"(ayat|huruf|angka|penjelasan)(-|$)", id_)}
            if expected != found:
                wrong.append((page.path, sorted(expected ^ found)))
    assert [] == wrong


def test_every_provision_stands_on_its_page_word_for_word(real: Library, pages: dict[str, Reading]) -> None:
    """A provision page and the instrument's page show every paragraph of the text and elucidation as it was parsed."""
    wrong = []
    for instrument in real.instruments.values():
        for article in instrument.articles():
            for node in [*article.walk(), *_walk(real.elucidation(article.address))]:
                for path in (article.address.path, instrument.address.path):
                    wrong += [(path, p) for p in node.paragraphs if one_line(p) not in pages[path].words]
    assert [] == wrong


def _walk(node: Provision | None) -> list[Provision]:
    return list(node.walk()) if node else []


def test_no_link_leads_nowhere(pages: dict[str, Reading], publication: Publication, printer: Printer) -> None:
    """Every link inside the portal, on every page, leads to an address and an id that exist."""
    dead = set()
    for path, page in pages.items():
        dead |= {(path, href) for href in page.hrefs if href[:1] == "#" and unquote(href[1:]) not in page.ids}
        for href in page.hrefs:
            if href.startswith("/"):
                target = publication.redirects.get(href, href)
                if not _exists(target, pages, publication) and not leads_to_print(printer, target):
                    dead.add((path, href))
    assert [] == sorted(dead)


def _exists(target: str, pages: dict[str, Reading], publication: Publication) -> bool:
    address = urlsplit(target)
    if address.fragment:
        return address.path in pages and unquote(address.fragment) in pages[address.path].ids
    return address.path in publication.documents or address.path in pages


def test_links_that_leave_the_portal_are_safe(pages: dict[str, Reading]) -> None:
    """A link to another site is https, a link to a number is a call, to an address a letter; there is no other kind."""
    kinds = ("/", "#", "tel:", "mailto:", "https://")
    assert [] == [(path, href) for path, page in pages.items() for href in page.hrefs if not href.startswith(kinds)]


# ---------------------------------------------------------------- one page in full


def test_pasal_48_shows_seven_ayat_and_their_penjelasan(pages: dict[str, Reading]) -> None:
    """The page of Pasal 48 UU 21/2007 has ayat (1) to (7), their words, and the official elucidation."""
    page = pages[PAGE_48]
    assert [f"ayat-{n}" for n in range(1, 8)] == [i for i in page.ids if re.fullmatch(r"ayat-\d+", i)]
    assert "Setiap korban tindak pidana perdagangan orang atau ahli warisnya berhak memperoleh restitusi." in page.words
    assert "agar uang restitusi yang dititipkan dikembalikan kepada yang bersangkutan." in page.words
    assert "penjelasan" in page.ids
    assert "mekanisme pengajuan restitusi dilaksanakan sejak korban melaporkan kasus" in page.words


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/uu/2007/21/pasal-48/ayat-1", "/uu/2007/21/pasal-48#ayat-1"),
        ("/uu/2007/21/pasal-48/ayat-2/huruf-d", "/uu/2007/21/pasal-48#ayat-2-huruf-d"),
        ("/uu/2007/21/penjelasan/pasal-48", "/uu/2007/21/pasal-48#penjelasan"),
        ("/uu/2007/21/penjelasan/pasal-48/ayat-1", "/uu/2007/21/pasal-48#penjelasan-ayat-1"),
        ("/uu/2007/21/menimbang/huruf-a", "/uu/2007/21#menimbang-huruf-a"),
    ],
)
def test_a_part_leads_to_its_place_on_the_page(client: httpx.Client, path: str, target: str) -> None:
    """A part without a page of its own answers 302 to the page that holds it, at its id."""
    answer = client.get(path)
    assert (302, target) == (answer.status_code, answer.headers["location"])


def test_pages_show_the_law_of_the_day_the_server_was_started_for(real: Library, client: httpx.Client) -> None:
    """Pasal 2 UU 21/2007 is in force on the last day of its life, and repealed on the day the other tests are asked."""
    with served(real, SETTINGS, date(2026, 1, 1)) as origin, httpx.Client(base_url=origin, trust_env=False) as earlier:
        assert "2026-01-01" == earlier.get("/versi.json").json()["as_of"]
        assert "Berlaku" == earlier.get("/uu/2007/21/pasal-2.json").json()["status"]["word"]
        assert "Dicabut sejak" not in earlier.get("/uu/2007/21/pasal-2").text
    assert "Dicabut" == client.get("/uu/2007/21/pasal-2.json").json()["status"]["word"]
    assert "Dicabut sejak 2 Januari 2026" in client.get("/uu/2007/21/pasal-2").text


@pytest.mark.parametrize(("day", "status"), [("2026-01-01", "Berlaku"), ("2026-01-02", "Dicabut")])
def test_a_reader_may_ask_for_the_law_of_another_day(client: httpx.Client, day: str, status: str) -> None:
    """`?per=` shows the law of that day, and a part still leads to its page, for the same day."""
    assert status == client.get(f"/uu/2007/21/pasal-2.json?per={day}").json()["status"]["word"]
    assert f"/uu/2007/21/pasal-48?per={day}#ayat-1" == client.get(f"{PAGE_48}/ayat-1?per={day}").headers["location"]


# ---------------------------------------------------------------- the same for programs


def test_json_of_a_provision_has_the_keys_of_the_documentation(client: httpx.Client) -> None:
    """The keys of `.json` are those of the table in docs/formats.md, and they say what the page says."""
    answer = client.get(f"{PAGE_48}.json").json()
    assert _documented_keys() == set(answer)
    assert ("uu/2007/21/pasal-48", "Pasal 48 UU 21/2007") == (answer["id"], answer["citation"])
    assert [f"ayat-{n}" for n in range(1, 8)] == [child["anchor"] for child in answer["text"]["children"]]
    assert set(answer["text"]) <= set(_documented_unit())


def _documented_keys() -> set[str]:
    table = (ROOT / "docs" / "formats.md").read_text("utf-8").partition("## Provision as JSON")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`(\w+)`", " ".join(cells)))


def _documented_unit() -> list[str]:
    lines = (ROOT / "docs" / "formats.md").read_text("utf-8").splitlines()
    return re.findall(r"`(\w+)`", next(line for line in lines if line.startswith("| `text`")))


def test_every_json_document_names_its_own_address(client: httpx.Client, publication: Publication) -> None:
    """Every `.json` beside a page parses and names that page's address."""
    wrong = []
    for path in publication.documents:
        page = path.removesuffix(".json")
        if page != path and page in publication.documents:
            answer = client.get(path).json()
            if (page, page.removeprefix("/")) != (answer["url"], answer["id"]):
                wrong.append(path)
    assert [] == wrong


@pytest.mark.parametrize("work", ["uu/2007/21", "pp/2008/9", "uu/2023/1"])
def test_markdown_is_the_text_of_the_content_file(client: httpx.Client, real: Library, work: str) -> None:
    """`.md` is the content file without front matter, or stretches of it, but for the marks of unproofed passages."""
    file = (ROOT / real.instruments[work].file).read_text("utf-8").split("\n---\n", 1)[1]
    assert file.strip() == client.get(f"/{work}.md").text.strip().replace(f" {UNMATCHED}", "")
    for article in real.instruments[work].articles():
        for part in client.get(f"{article.address.path}.md").text.split("\n\n# PENJELASAN\n\n"):
            assert part.strip().replace(f" {UNMATCHED}", "") in file


@pytest.mark.parametrize("suffix", ["", ".txt", ".md", ".json"])
@pytest.mark.parametrize("page", ["/uu/2007/21", "/uu/2007/21/pasal-2"])
def test_an_unproofed_passage_carries_its_mark_where_it_ends(client: httpx.Client, page: str, suffix: str) -> None:
    """Who copies Pasal 2 ayat (1) out of any format copies the mark with it; ayat (1) of Pasal 3 has none to carry."""
    text = one_line(re.sub(r"<[^>]+>", "", client.get(page + suffix).text))
    passage = re.search(r"Setiap orang yang melakukan perekrutan.*?enam ratus juta rupiah\)\.(.{0,30})", text)
    assert passage
    assert passage[1].strip().startswith(UNMATCHED)


def test_a_whole_text_says_how_many_holes_it_has(client: httpx.Client, real: Library) -> None:
    """The state line counts the gaps of the text, and so do the formats."""
    gaps = real.instruments["uu/2007/21"].root.full_text.count(GAP)
    assert gaps > 5
    words = f"Naskah lengkap dengan {gaps} celah"
    pages = [client.get(f"/uu/2007/21{suffix}").text for suffix in ("", ".txt", ".json")]
    assert [] == [page[:80] for page in pages if words not in page]


def test_text_of_a_provision_carries_status_doubts_and_elucidation(client: httpx.Client) -> None:
    """`.txt` begins with the citation and status, and holds what is doubtful and the Penjelasan."""
    repealed = client.get("/uu/2007/21/pasal-2.txt").text.splitlines()
    assert ["Pasal 2 UU 21/2007", "Status: Dicabut"] == repealed[:2]
    assert "Penjelasan resmi" in client.get(f"{PAGE_48}.txt").text.splitlines()
    assert "Teks hilang pada sumber" in client.get("/uu/2007/21/pasal-52.txt").text


# ---------------------------------------------------------------- addresses that are not there


@pytest.mark.parametrize(
    ("guessed", "target"),
    [
        ("/peraturan/uu-21-2007", "/uu/2007/21"),
        ("/peraturan/uu-no-21-tahun-2007", "/uu/2007/21"),
        ("/UU/2007/21/Pasal-48", "/uu/2007/21/pasal-48"),
        ("/uu/2007/21/", "/uu/2007/21"),
        ("/uu/2007/21/pasal-51(1)", "/uu/2007/21/pasal-51/ayat-1"),
        ("/uu/2007/21/pasal-48(2)a", "/uu/2007/21/pasal-48/ayat-2/huruf-a"),
        ("/uu/2007/21/bab-v", "/uu/2007/21/bab-5"),
        ("/uu/2007/21/bab-5/pasal-48", "/uu/2007/21/pasal-48"),
        ("/akn/id/act/uu/2007/21", "/uu/2007/21"),
        ("/eli/id/uu/2007/21", "/uu/2007/21"),
        ("/akn/id-ki/act/perda/2007/4", "/perda/kaltim/2007/4"),
        ("/cari/?q=korban", "/cari?q=korban"),
        ("/api/v1/search/?q=korban", "/api/v1/search?q=korban"),
    ],
)
def test_a_guessed_address_leads_to_the_real_one(client: httpx.Client, guessed: str, target: str) -> None:
    """Old and guessed forms answer 301 to the address that exists, on whatever host they were asked."""
    answer = client.get(guessed, headers={"host": "jahat.example"})
    assert (301, target) == (answer.status_code, answer.headers["location"])


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("/uu/2007/21/pasal-480", "/uu/2007/21"),
        ("/uu/2007/21/pasal-48/ayat-99", "/uu/2007/21/pasal-48"),
        ("/panduan/kenali-tandaa", "/panduan/kenali-tanda"),
        ("/panduann", "/panduan"),
    ],
)
def test_an_address_that_leads_nowhere_offers_others(client: httpx.Client, path: str, offered: str) -> None:
    """A 404 page offers addresses like the one asked for, does not repeat it, and is kept nowhere."""
    answer = client.get(path)
    assert (404, "no-store") == (answer.status_code, answer.headers["cache-control"])
    assert f'href="{offered}"' in answer.text
    assert path not in answer.text


def test_what_is_offered_is_named_as_people_name_it(client: httpx.Client) -> None:
    """A suggestion reads like a citation, not like an address."""
    assert '<a href="/uu/2007/21/pasal-48">Pasal 48 UU 21/2007</a>' in client.get("/uu/2007/21/pasal-480").text


@pytest.mark.parametrize("path", NEUTRAL)
def test_the_title_of_a_neutral_page_does_not_give_its_reader_away(pages: dict[str, Reading], path: str) -> None:
    """The tab of a help, search or error page names neither the portal nor the subject."""
    title = pages[path].title
    assert title
    assert not re.search(r"portal tppo|tppo|perdagangan|korban", title, re.IGNORECASE)


def test_the_tab_of_no_page_for_victims_gives_its_reader_away(pages: dict[str, Reading], real: Library) -> None:
    """Home, guides for citizens and citizens' roles: tab and history name neither the portal nor the subject."""
    paths = ["/", *(f"/panduan/{g.slug}" for g in real.guides.values() if Audience.CITIZEN in g.audiences)]
    paths += [f"/peran/{role.slug}" for role in real.roles.values() if role.group is RoleGroup.CITIZEN]
    assert {"/panduan/hak-korban", "/peran/korban-dan-keluarga"} < set(paths)
    assert {"Beranda", "Panduan", "Tugas saya"} == {pages[path].title for path in paths}


def test_a_page_asks_for_what_is_wrong_on_it_where_somebody_reads_that(client: httpx.Client, tiny: Library) -> None:
    """With an address for mail the foot names the page; without one, and on neutral pages, nothing is asked."""
    with served(tiny, replace(SETTINGS, mail="redaksi@contoh.go.id"), TODAY) as origin:
        law, help_ = (httpx.get(f"{origin}{path}", trust_env=False).text for path in ("/uu/1999/1/pasal-1", "/bantuan"))
    assert 'href="mailto:redaksi@contoh.go.id?subject=Koreksi%3A%20/uu/1999/1/pasal-1"' in law
    assert "mailto:redaksi" not in help_ + client.get(PAGE_48).text


def test_a_shared_link_shows_what_it_leads_to_and_a_neutral_one_does_not(client: httpx.Client) -> None:
    """The title for the preview in a chat; a page for victims gives its neutral tab, a neutral one none."""
    titles = {
        path: re.findall(r'property="og:title" content="([^"]*)"', client.get(path).text)
        for path in (PAGE_48, "/panduan/hak-korban", "/bantuan")
    }
    assert {PAGE_48: ["Pasal 48 UU 21/2007"], "/panduan/hak-korban": ["Panduan"], "/bantuan": []} == titles


def test_no_element_is_given_the_role_that_it_has(client: httpx.Client) -> None:
    """A table, a row or a list needs no `role`: an HTML checker calls it a fault."""
    own = r'<(table|thead|tbody|tr|th|td|ul|ol|li|nav|main|button|form)\b[^>]*\brole="(?!search|listbox|status|alert)'
    assert {} == {path: found[0] for path in EXAMPLES.values() if (found := re.search(own, client.get(path).text))}


def test_a_neutral_page_is_not_kept_on_the_device(client: httpx.Client) -> None:
    """Help, search and error pages are stored by no cache."""
    assert {"no-store"} == {client.get(path).headers["cache-control"] for path in NEUTRAL}


@pytest.mark.parametrize(
    "path",
    [
        "/bantuan",
        "/bantuan/balikpapan",
        "/keamanan",
        "/cetak/kartu/nomor",
        "/cetak/lembar/kontak",
        "/cetak/buku?isi=kontak",
        "/cetak/buklet?isi=kontak",
    ],
)
def test_a_print_of_a_neutral_page_is_not_kept_on_the_device(path: str, client: httpx.Client) -> None:
    """The PDF of a page that no cache may keep is kept by none either."""
    needs(pdf.missing())
    before, mark, query = path.partition("?")
    answer = client.get(f"{before}.pdf{mark}{query}")
    assert (200, "application/pdf", "no-store") == (
        answer.status_code,
        answer.headers["content-type"],
        answer.headers["cache-control"],
    )


# ---------------------------------------------------------------- what every page has


def test_every_page_has_one_main_heading_and_skips_no_level(pages: dict[str, Reading]) -> None:
    """Every page has exactly one h1, and no heading is more than one level below the one before it."""
    wrong = []
    for path, page in pages.items():
        steps = zip([0, *page.headings], page.headings, strict=False)
        if page.headings.count(1) != 1 or any(here > before + 1 for before, here in steps):
            wrong.append((path, page.headings[:30]))
    assert [] == wrong


def test_no_id_stands_twice_on_a_page(pages: dict[str, Reading]) -> None:
    """Ids are unique on every page, so that an address of a part has one meaning."""
    wrong = {path: sorted({i for i in page.ids if page.ids.count(i) > 1}) for path, page in pages.items()}
    assert {} == {path: ids for path, ids in wrong.items() if ids}


def test_every_page_has_a_quick_exit_and_help_within_reach(pages: dict[str, Reading]) -> None:
    """The quick exit to the configured address is the second link of every page; help is linked from every page."""
    assert [] == [
        path for path, page in pages.items() if page.hrefs[:2] != ["#isi", EXIT] or "/bantuan" not in page.hrefs
    ]


# ---------------------------------------------------------------- machines


def test_the_version_says_what_is_served(client: httpx.Client, real: Library) -> None:
    """`/versi.json` names the content by its hash and the day it shows."""
    answer = client.get("/versi.json").json()
    assert (real.content_id, str(TODAY)) == (answer["content"], answer["as_of"])


def test_robots_stay_away_from_search_and_help(client: httpx.Client) -> None:
    """`/robots.txt` keeps search and help out of search engines; without a public origin there is no site map."""
    assert ["User-agent: *", "Disallow: /cari", "Disallow: /bantuan"] == client.get("/robots.txt").text.splitlines()[:3]
    assert 404 == client.get("/sitemap.xml").status_code
    health = client.get("/healthz")
    assert health.text.startswith("ok\n")
    assert "no-store" == health.headers["cache-control"]  # a kept answer says nothing of the health now
