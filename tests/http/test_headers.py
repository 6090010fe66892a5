"""The headers of every kind of answer: golden files, the security set, ETags, methods.

A golden file is the status line and the headers as they came, without the date; the ETag and the length of what may
be edited are put in words, so that only a change of behaviour shows.
"""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest

from portal.site import Publication
from portal.web.headers import SECURITY

PAGE = "/uu/2007/21/pasal-48"
Golden = Callable[[str, str], None]

# ---------------------------------------------------------------- as they came


@pytest.mark.parametrize(
    ("name", "method", "path", "headers"),
    [
        ("page", "GET", PAGE, {}),
        ("private-page", "GET", "/bantuan", {}),
        ("asset", "GET", "STYLE", {}),
        ("icon", "GET", "/favicon.svg", {}),
        ("json", "GET", f"{PAGE}.json", {}),
        ("part", "GET", f"{PAGE}/ayat-1", {}),
        ("guessed", "GET", "/UU/2007/21/Pasal-48", {}),
        ("not-modified", "GET", PAGE, {"if-none-match": "*"}),
        ("missing", "GET", "/tidak-ada", {}),
        ("wrong-method", "POST", PAGE, {}),
        ("wrong-method-search", "POST", "/cari", {}),
        ("search", "GET", "/cari?q=korban", {}),
        ("api", "GET", "/api/v1/search?q=korban", {}),
        ("api-bad-request", "GET", "/api/v1/search?limit=0", {}),
        ("api-missing", "GET", "/api/v1/tidak-ada", {}),
        ("openapi", "GET", "/openapi.json", {}),
    ],
)
def test_headers_are_the_golden_ones(
    client: httpx.Client, style: str, golden: Golden, name: str, method: str, path: str, headers: dict[str, str]
) -> None:
    """Each kind of answer has the status and headers of its golden file."""
    answer = client.request(method, style if path == "STYLE" else path, headers=headers)
    golden(f"headers/{name}.txt", "\n".join([f"{answer.status_code} {answer.reason_phrase}", *_shown(answer)]) + "\n")


def _shown(answer: httpx.Response) -> Iterator[str]:
    for name, value in answer.headers.multi_items():
        if name == "etag":
            yield f"etag: {re.sub('[0-9a-f]{20}', '(20 hexadecimal digits)', value)}"
        elif name == "content-length":
            yield f"content-length: {value if value == '0' else '(length)'}"
        elif name != "date":
            yield f"{name}: {value}"


@pytest.fixture
def style(publication: Publication) -> str:
    """The address of the style sheet."""
    return next(path for path in publication.documents if path.endswith(".css"))


# ---------------------------------------------------------------- safety


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", PAGE),
        ("HEAD", PAGE),
        ("POST", PAGE),
        ("GET", f"{PAGE}/ayat-1"),
        ("GET", "/UU/2007/21"),
        ("GET", "/tidak-ada"),
        ("GET", "/cari?q=korban"),
        ("GET", "/saran?q=korban"),
        ("HEAD", "/cari"),
        ("DELETE", "/cari"),
        ("GET", "/api/v1/search?q=korban"),
        ("GET", "/api/v1/search?limit=x"),
        ("GET", "/openapi.json"),
        ("GET", "/favicon.svg"),
        ("OPTIONS", "/"),
    ],
)
def test_every_answer_carries_each_security_header_once(client: httpx.Client, method: str, path: str) -> None:
    """Whoever answers, every security header is there exactly once, with its one value."""
    answer = client.request(method, path)
    expected = {name.decode(): [value.decode()] for name, value in SECURITY}
    assert expected == {name: answer.headers.get_list(name) for name in expected}


def test_no_answer_says_what_serves_it_or_sets_a_cookie(client: httpx.Client, publication: Publication) -> None:
    """No answer has a Server, X-Powered-By or Set-Cookie header."""
    for path in [*publication.documents, *EVERY_OTHER]:
        assert not {"server", "x-powered-by", "set-cookie"} & set(client.get(path).headers)


EVERY_OTHER = (
    "/cari?q=korban",
    "/saran?q=korban",
    "/api/v1/search?q=korban",
    "/openapi.json",
    "/tidak-ada",
    f"{PAGE}/ayat-1",
    "/UU/2007/21",
)


def test_the_policy_allows_nothing_from_elsewhere_and_no_code_in_the_page(client: httpx.Client) -> None:
    """The Content-Security-Policy starts from nothing and names no other origin, no inline code, no eval."""
    policy = client.get("/").headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"unsafe|https?:|\*", policy)
    assert {"base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} <= set(policy.split("; "))


# ---------------------------------------------------------------- what the reader has already


@pytest.mark.parametrize(
    "form",
    ["{etag}", "W/{etag}", '"lain", {etag}', '"lain",W/{etag} , "x"', "*"],
    ids=["exact", "weak", "list", "weak in a list", "any"],
)
def test_a_reader_who_has_the_page_gets_304(client: httpx.Client, form: str) -> None:
    """If-None-Match with the page's ETag, weak, in a list or `*`, is answered 304 without a body."""
    etag = client.get(PAGE).headers["etag"]
    answer = client.get(PAGE, headers={"if-none-match": form.format(etag=etag)})
    assert (304, b"", etag) == (answer.status_code, answer.content, answer.headers["etag"])


def test_a_list_may_come_in_several_headers(client: httpx.Client) -> None:
    """If-None-Match given twice is one list (RFC 9110 §5.3)."""
    etag = client.get(PAGE).headers["etag"]
    assert 304 == client.get(PAGE, headers=[("if-none-match", '"lain"'), ("if-none-match", etag)]).status_code


@pytest.mark.parametrize("form", ['"lain"', "", "{bare}", '"{bare}x"', 'w/"{bare}"', ",,,", '""'])
def test_a_reader_who_has_something_else_gets_the_page(client: httpx.Client, form: str) -> None:
    """If-None-Match with any other tag, or none that can be read, is answered 200 in full."""
    bare = client.get(PAGE).headers["etag"].strip('"')
    answer = client.get(PAGE, headers={"if-none-match": form.format(bare=bare)})
    assert 200 == answer.status_code
    assert "Pasal 48" in answer.text


def test_every_finished_answer_has_a_strong_etag_of_its_bytes(client: httpx.Client, publication: Publication) -> None:
    """ETags are strong, differ when the bytes differ, and agree with HEAD."""
    tags = {}
    for path, document in publication.documents.items():
        etag = client.head(path).headers["etag"]
        assert re.fullmatch(r'"[0-9a-f]{20}"', etag)
        assert tags.setdefault(etag, document.body) == document.body


def test_the_style_sheet_is_kept_for_ever_under_the_hash_of_its_bytes(client: httpx.Client, style: str) -> None:
    """The address of the style sheet changes with its content, so it may be kept for a year without asking."""
    assert re.fullmatch(r"/aset/[0-9a-f]{12}/gaya\.css", style)
    assert "public, max-age=31536000, immutable" == client.get(style).headers["cache-control"]
    assert 404 == client.get("/aset/000000000000/gaya.css").status_code


# ---------------------------------------------------------------- methods


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", PAGE, f"{PAGE}/ayat-1", "/cari", "/api/v1/search", "/openapi.json"])
def test_other_methods_are_refused_with_what_is_allowed(client: httpx.Client, method: str, path: str) -> None:
    """A known address answers 405 to anything but GET and HEAD, and says so; nothing of it may be kept."""
    answer = client.request(method, path, content=b"q=x" if method in ("POST", "PUT", "PATCH") else None)
    assert (405, "GET, HEAD", "no-store") == (
        answer.status_code,
        answer.headers["allow"],
        answer.headers["cache-control"],
    )
