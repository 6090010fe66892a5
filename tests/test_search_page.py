"""Searching over the wire: the page for people, the API for programs, one contract for both."""

from html import escape

import httpx
import pytest
from serving import Reading, reading

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
        assert hit["url"] == f"/{hit['id']}"
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


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/api/v1/tidak-ada", 404), ("POST", API, 405)])
def test_other_failures_of_the_api_have_the_same_shape(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    """Below /api an unknown address or a wrong method is answered in JSON too."""
    answer = client.request(method, path)
    error = answer.json()["error"]
    assert (status, status, ["status", "message"]) == (answer.status_code, error["status"], list(error))


def test_a_misspelt_word_offers_the_right_one(client: httpx.Client) -> None:
    """With nothing found, `corrected` is a spelling that finds something; it is null otherwise."""
    answer = client.get(API, params={"q": "restitussi"}).json()
    assert (0, "restitusi") == (answer["total"], answer["corrected"])
    assert client.get(API, params={"q": "restitusi"}).json()["corrected"] is None


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


def test_the_search_page_shows_the_hits_of_the_api(client: httpx.Client) -> None:
    """The first ten hits of the API are the hits of the page, in the same order, with their citations."""
    page = reading(client.get("/cari", params={"q": "ganti rugi"}).text)
    hits = client.get(API, params={"q": "ganti rugi"}).json()["results"]
    found = [href for href in page.hrefs if href.removeprefix("/") in {hit["id"] for hit in hits}]
    assert [hit["url"] for hit in hits] == list(dict.fromkeys(found))
    assert all(hit["citation"] in page.words for hit in hits)


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
    page = reading(client.get("/cari", params={"q": "restitussi"}).text)
    assert "Tidak ada yang cocok" in page.words
    assert "/cari?q=restitusi" in page.hrefs
    assert any(href.startswith("tel:") for href in page.hrefs)


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "&lt;b&gt;"]
)
def test_what_was_typed_is_shown_as_text(client: httpx.Client, query: str) -> None:
    """A query comes back escaped, in the field and in the sentence, and is never markup."""
    text = client.get("/cari", params={"q": query}).text
    assert query not in text.replace(escape(query), "")
    assert escape(query).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in text.replace("&quot;", "&#34;")
