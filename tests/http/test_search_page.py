"""Searching over the wire: the page for people, the API for programs, one contract for both."""

import re
from html import escape
from xml.etree import ElementTree

import httpx
import pytest
from serving import Reading, reading

from portal import phone
from portal.reading.library import Library

API = "/api/v1/search"
QUERIES = [
    "ganti rugi",
    "pasal 48",
    "korban",
    "129",
    "restitusi",
    "rumah aman",
    "uu tppo",
    "anak",
    "ps 2 uu 21/2007",
    '"ganti kerugian"',
]

# ---------------------------------------------------------------- the API


@pytest.mark.parametrize("query", QUERIES)
def test_an_answer_has_the_agreed_keys_and_short_excerpts(client: httpx.Client, query: str) -> None:
    """The answer is `{query, corrected, total, results}`, each hit has its eight keys, and no excerpt is over 200."""
    answer = client.get(API, params={"q": query}).json()
    assert ["query", "corrected", "total", "results"] == list(answer)
    assert query == answer["query"]
    assert 0 < len(answer["results"]) == min(answer["total"], 10)
    for hit in answer["results"]:
        assert ["id", "type", "url", "citation", "title", "status", "excerpt", "score"] == list(hit)
        assert hit["url"].partition("#")[0] == f"/{hit['id'].partition('#')[0]}"
        assert hit["citation"]
        assert 0 < len(hit["excerpt"]) <= 200


def test_hits_come_the_best_first(client: httpx.Client) -> None:
    """Scores fall from the first hit to the last, whatever the limit."""
    scores = [hit["score"] for hit in client.get(API, params={"q": "korban", "limit": 50}).json()["results"]]
    assert sorted(scores, reverse=True) == scores
    assert len(scores) > 20


def test_a_citation_is_the_first_hit(client: httpx.Client) -> None:
    """A query that cites a provision finds that provision first, with its citation and status."""
    first = client.get(API, params={"q": "ps 2 uu 21/2007"}).json()["results"][0]
    assert ("uu/2007/21/pasal-2", "Pasal 2 UU 21/2007", "Dicabut") == (
        first["id"],
        first["citation"],
        first["status"][:7],
    )


@pytest.mark.parametrize("query", QUERIES)
def test_every_hit_leads_to_a_page_and_place_that_exist(
    client: httpx.Client, pages: dict[str, Reading], query: str
) -> None:
    """The address of each hit answers 200, and its anchor is an id on that page."""
    wrong = []
    for hit in client.get(API, params={"q": query, "limit": 50}).json()["results"]:
        path, _, anchor = hit["url"].partition("#")
        if path not in pages or (anchor and anchor not in pages[path].ids):
            wrong.append(hit["url"])
    assert [] == wrong


@pytest.mark.parametrize(
    ("type_", "query"),
    [("provision", "korban"), ("instrument", "uu"), ("guide", "tanda"), ("term", "restitusi"), ("contact", "129")],
)
def test_a_type_leaves_only_hits_of_that_type(client: httpx.Client, type_: str, query: str) -> None:
    """`type` filters the hits and their total."""
    answer = client.get(API, params={"q": query, "type": type_, "limit": 50}).json()
    everything = client.get(API, params={"q": query, "limit": 50}).json()
    assert {type_} == {hit["type"] for hit in answer["results"]}
    assert 0 < answer["total"] <= everything["total"]


@pytest.mark.parametrize("limit", [1, 50])
def test_the_limit_bounds_the_hits_but_not_the_total(client: httpx.Client, limit: int) -> None:
    """`limit` may be 1 to 50; `total` counts every hit."""
    answer = client.get(API, params={"q": "korban", "limit": limit}).json()
    assert len(answer["results"]) == min(limit, answer["total"])
    assert answer["total"] > 20


@pytest.mark.parametrize(
    "parameters",
    ["limit=0", "limit=51", "limit=-1", "limit=x", "limit=", "limit=1.5", "type=pasal", "type=", "q=" + "a" * 201],
)
def test_a_bad_value_gets_400_in_the_shape_of_every_error(client: httpx.Client, parameters: str) -> None:
    """A value out of bounds is answered 400 with `{"error": {"status", "message"}}`, and not repeated."""
    answer = client.get(f"{API}?{parameters}")
    assert 400 == answer.status_code
    assert "application/json" == answer.headers["content-type"]
    error = answer.json()["error"]
    assert (["status", "message"], 400) == (list(error), error["status"])
    assert "a" * 201 not in answer.text


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ("limit=0", "“limit” paling kecil 1"),
        ("limit=51", "“limit” paling besar 50"),
        ("limit=x", "“limit” harus bilangan bulat"),
        ("type=pasal", "“type” harus salah satu dari provision, instrument, guide, role, term, contact, answer, page"),
        ("q=" + "a" * 201, "“q” paling panjang 200 huruf"),
        ("limit=" + "9" * 5000, "“limit” tidak dapat dibaca"),
        ("limit=0&q=" + "a" * 201, "“q” paling panjang 200 huruf; “limit” paling kecil 1"),
    ],
)
def test_a_bad_value_is_named_with_what_it_may_be(client: httpx.Client, parameters: str, sentence: str) -> None:
    """The sentence names each parameter that cannot be used, and says what it may be."""
    message = client.get(f"{API}?{parameters}").json()["error"]["message"]
    assert f"Permintaan ini tidak dapat dibaca: {sentence}." == message


def test_openapi_tells_the_failures(client: httpx.Client) -> None:
    """Every status that the API answers stands in `/openapi.json`, with the shape it really has."""
    described = client.get("/openapi.json").json()
    responses = described["paths"][API]["get"]["responses"]
    assert ["200", "400", "4XX", "500", "503"] == sorted(responses)
    shape = {"$ref": "#/components/schemas/ErrorAnswer"}
    assert all(
        responses[status]["content"]["application/json"]["schema"] == shape for status in ("400", "4XX", "500", "503")
    )
    answer = client.get(f"{API}?limit=0").json()
    schemas = described["components"]["schemas"]
    assert (list(schemas["ErrorAnswer"]["properties"]), list(schemas["Failure"]["properties"])) == (
        list(answer),
        list(answer["error"]),
    )


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/api/v1/tidak-ada", 404), ("POST", API, 405)])
def test_other_failures_of_the_api_have_the_same_shape(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    """Below /api an unknown address or a wrong method is answered in JSON too."""
    answer = client.request(method, path)
    error = answer.json()["error"]
    assert (status, status, ["status", "message"]) == (answer.status_code, error["status"], list(error))


def test_a_misspelt_word_offers_the_right_one(client: httpx.Client) -> None:
    """`corrected` is the mended query, whose hits stand there when there are none as typed; else it is null."""
    answer, mended = (client.get(API, params={"q": q}).json() for q in ("restitussi", "restitusi"))
    assert ("restitussi", "restitusi", None) == (answer["query"], answer["corrected"], mended["corrected"])
    assert mended["results"] == answer["results"] != []
    assert "restitusi korban" == client.get(API, params={"q": "restitussi korban"}).json()["corrected"]


def test_a_cited_ayat_is_linked_and_the_id_is_the_provision(client: httpx.Client) -> None:
    """`url` leads to the ayat, `citation` names it, `id` stays the address of the provision."""
    first = client.get(API, params={"q": "ps 48 (1) uu 21/07"}).json()["results"][0]
    assert ("uu/2007/21/pasal-48", "/uu/2007/21/pasal-48#ayat-1", "Pasal 48 ayat (1) UU 21/2007") == (
        first["id"],
        first["url"],
        first["citation"],
    )


def test_an_empty_query_finds_nothing(client: httpx.Client) -> None:
    """No words, no hits, no error."""
    assert {"query": "", "corrected": None, "total": 0, "results": []} == client.get(API).json()


def test_openapi_describes_the_search(client: httpx.Client) -> None:
    """`/openapi.json` loads and names the parameters and keys that the API really has."""
    described = client.get("/openapi.json").json()
    operation = described["paths"][API]["get"]
    assert ["q", "type", "limit"] == [parameter["name"] for parameter in operation["parameters"]]
    assert [API] == [path for path in described["paths"] if path.startswith("/api/")]
    properties = described["components"]["schemas"]["SearchHit"]["properties"]
    assert list(client.get(API, params={"q": "korban"}).json()["results"][0]) == list(properties)


# ---------------------------------------------------------------- the page


def test_the_search_page_shows_the_hits_of_the_api_in_groups(client: httpx.Client) -> None:
    """The first ten hits of the API are those of the page: by instrument, the best group first, in the API's order."""
    text = client.get("/cari", params={"q": "ganti rugi"}).text
    hits = client.get(API, params={"q": "ganti rugi"}).json()["results"]
    groups: dict[str, list[str]] = {}
    for hit in hits:
        work = hit["id"].partition("/pasal-")[0] if hit["type"] == "provision" else "panduan"
        groups.setdefault(work, []).append(hit["url"])
    found = re.findall(r'<h3><a href="([^"]+)"', text)
    assert [url for group in groups.values() for url in group] == found
    assert all(hit["citation"] in reading(text).words for hit in hits)


def test_a_group_says_how_many_hits_it_has_in_all(client: httpx.Client) -> None:
    """The heading of a group links to its filter, with the count of that filter."""
    text = client.get("/cari", params={"q": "korban"}).text
    counts = re.findall(r'<h2><a href="(/cari\?q=korban&amp;di=[^"]+)">[^<]+</a> <span class="meta">(\d+) hasil', text)
    facets = dict(re.findall(r'<a href="(/cari\?q=korban&amp;di=[^"]+)">[^<]+ <span>(\d+)</span>', text))
    assert counts
    assert {href: facets[href] for href, _ in counts} == dict(counts)


def test_the_search_page_goes_on_and_back(client: httpx.Client) -> None:
    """More than ten hits are turned like pages; the last page has no next one."""
    first = client.get("/cari", params={"q": "korban"}).text
    assert 'href="/cari?q=korban&amp;h=2"' in first
    assert 'href="/cari?q=korban"' in client.get("/cari?q=korban&h=2").text
    assert "h=51" not in client.get("/cari?q=korban&h=50").text


def test_a_filter_leaves_one_instrument(client: httpx.Client) -> None:
    """`di` keeps the hits of one work."""
    page = reading(client.get("/cari", params={"q": "korban", "di": "pp/2008/9"}).text)
    assert any(href.startswith("/pp/2008/9/pasal-") for href in page.hrefs)
    assert not any(href.startswith("/uu/2007/21/pasal-") for href in page.hrefs)


def test_a_search_that_finds_nothing_offers_ways_on(client: httpx.Client) -> None:
    """With no hit the page says so and shows numbers to call; a misspelt word is offered in its right form."""
    answer = client.get("/cari", params={"q": "xyzzyqwv"})
    page = reading(answer.text)
    assert (200, True) == (answer.status_code, "Tidak ada yang cocok" in page.words)
    assert any(href.startswith("/panduan/") for href in page.hrefs)
    assert any(href.startswith("tel:") for href in page.hrefs)


def test_a_search_for_an_article_that_is_not_there_leads_to_its_law(client: httpx.Client) -> None:
    """Nothing found for an article of a known law is no dead end: the law itself is offered."""
    assert "/uu/2007/21" in reading(client.get("/cari", params={"q": "pasal 99 uu 21/2007"}).text).hrefs


def test_a_mended_search_says_so_and_can_be_undone(client: httpx.Client) -> None:
    """The page names the spelling it used, and a link keeps the one that was typed."""
    page = reading(client.get("/cari", params={"q": "restitussi"}).text)
    assert "Tidak ada yang cocok dengan “restitussi”. Ini hasil untuk “restitusi”." in page.words
    assert "/cari?q=restitussi&persis=1" in page.hrefs
    kept = reading(client.get("/cari?q=restitussi&persis=1").text)
    assert "hasil untuk “restitussi”." in kept.words
    assert "Ini hasil untuk" not in kept.words


def test_a_misspelt_word_among_others_is_offered_on_the_page(client: httpx.Client) -> None:
    """With hits, the mended query is a link."""
    page = reading(client.get("/cari", params={"q": "restitussi korban"}).text)
    assert ("Mungkin maksud Anda: restitusi korban" in page.words, True) == (
        True,
        "/cari?q=restitusi+korban" in page.hrefs,
    )


def test_a_question_asked_often_is_answered_above_the_hits(client: httpx.Client) -> None:
    """The written answer stands there with its question, sentence, next step, guide and provisions."""
    page = reading(client.get("/cari", params={"q": "takut lapor nama ketahuan"}).text)
    assert "Saya takut melapor. Apakah nama saya akan diketahui orang?" in page.words
    assert "Nama dan alamat pelapor berhak dirahasiakan" in page.words
    assert "Katakan sejak awal" in page.words
    assert {"/panduan/rahasia-identitas", "/uu/2007/21/pasal-33"} <= set(page.hrefs)


def test_a_word_found_in_an_elucidation_is_marked_and_said(client: httpx.Client) -> None:
    """An excerpt from the Penjelasan marks the words and says where they stand."""
    text = client.get("/cari", params={"q": '"konsinyasi"'}).text
    assert "<mark>konsinyasi</mark>" in text
    assert "Kata ini ada di Penjelasan." in text


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "&lt;b&gt;"]
)
def test_what_was_typed_is_shown_as_text(client: httpx.Client, query: str) -> None:
    """A query comes back escaped, in the field and in the sentence, and is never markup."""
    text = client.get("/cari", params={"q": query}).text
    assert query not in text.replace(escape(query), "")
    assert escape(query).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in text.replace("&quot;", "&#34;")


# ---------------------------------------------------------------- what to type


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("resti", "Restitusi"),
        ("UU TP", "UU TPPO"),
        ("takut mel", "Saya takut melapor. Apakah nama dan alamat saya dirahasiakan?"),
        ("penjerat", "Penjeratan Utang"),
    ],
)
def test_suggestions_begin_with_what_is_typed(client: httpx.Client, typed: str, expected: str) -> None:
    """`/saran` answers terms, names and questions one of whose words begins so, in the OpenSearch form."""
    answer = client.get("/saran", params={"q": typed})
    assert ("application/x-suggestions+json", "no-store") == (
        answer.headers["content-type"],
        answer.headers["cache-control"],
    )
    assert typed == answer.json()[0]
    assert expected in answer.json()[1]


@pytest.mark.parametrize("typed", ["", "a", " ", "zzzz", "<script>", "%", "\x00", "a" * 5000, "(" * 300])
def test_one_letter_or_nonsense_suggests_nothing(client: httpx.Client, typed: str) -> None:
    """Less than two letters, or what nothing begins with, gets an empty list."""
    assert [] == client.get("/saran", params={"q": typed}).json()[1]


def test_suggestions_are_few(client: httpx.Client) -> None:
    """At most eight are given."""
    assert 8 == len(client.get("/saran", params={"q": "pe"}).json()[1])


def test_a_browser_can_add_the_search(client: httpx.Client) -> None:
    """Every page names `/opensearch.xml`, which describes the search and its suggestions."""
    assert '<link rel="search" href="/opensearch.xml"' in client.get("/").text
    root = ElementTree.fromstring(client.get("/opensearch.xml").text)
    urls = {element.get("type"): element.get("template") for element in root if element.tag.endswith("}Url")}
    assert "Portal TPPO" == next(e.text for e in root if e.tag.endswith("}ShortName"))
    assert {
        "text/html": "http://127.0.0.1:8000/cari?q={searchTerms}",
        "application/x-suggestions+json": "http://127.0.0.1:8000/saran?q={searchTerms}",
    } == urls


@pytest.mark.parametrize("query", ["", "restitusi", "zzzzqqq", "Pasal 48 UU 21/2007", "restitusi&h=2"])
def test_help_is_one_tap_from_every_result(query: str, client: httpx.Client, real: Library) -> None:
    """Found something or nothing: the national numbers stand on the page, before the hits."""
    page = client.get(f"/cari?q={query}").text
    numbers = [f'href="{phone.dialled(c.phones[0])}"' for c in real.contacts if c.phones and not c.state]
    assert [] == [number for number in numbers if number not in page.partition('<section class="hits">')[0]]


def test_the_script_is_small_and_of_this_origin(client: httpx.Client) -> None:
    """The one script is deferred, kept for ever, at most 6.5 KB, and no page has inline code."""
    text = client.get("/").text
    [source] = re.findall(r'<script src="([^"]+)" defer></script>', text)
    answer = client.get(source)
    assert ("text/javascript; charset=utf-8", True) == (
        answer.headers["content-type"],
        "immutable" in answer.headers["cache-control"],
    )
    assert len(answer.content) <= 6.5 * 1024
    assert 1 == text.count("<script")
