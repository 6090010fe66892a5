"""What a page weighs on a phone's first visit: its HTML and every file it brings, as bytes on the wire.

Used by tests/http/test_weight.py and `make bench`. Where the portal answers in Brotli that is what counts; elsewhere
each file is compressed at level 11, as it will be. What a browser fetches unasked counts as a request: style sheets
(that of paper too), scripts, pictures and the icon.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import brotli

BUDGET = 14_336  # bytes of HTML, CSS and JavaScript: what one round trip of a new connection carries (10 × 1,460)
LAW_BUDGET = 30 * 1024  # bytes of the HTML of a page that is long because the law is
SCRIPT_BUDGET = 6 * 1024  # bytes of JavaScript
REQUESTS = 4

# Pages that show a whole law, by the name of their example: their length is the law's, and each is split into chapters
# and articles for whoever wants less.
LONG_BY_NATURE = ("instrument",)

# Pages that are still over the budget, with the bytes of a first view that they may not exceed (what they weighed on
# 28 November 2026, and a twentieth). They shrink and leave the list; none is put on it. docs/skala.md says what helps.
OVER_BUDGET = {
    "duties": 23_800,
    "rights": 21_800,
    "register": 18_300,
    "glossary": 18_300,
    "role": 18_000,
    "guide": 16_300,
}

# An address to the status, headers (small letters) and body as sent to who accepts Brotli.
Get = Callable[[str], tuple[int, Mapping[str, str], bytes]]


@dataclass(frozen=True)
class Weight:
    """The bytes of a page and its files on the wire, and how many requests bring them."""

    path: str
    html: int
    css: int
    script: int
    other: int
    requests: int

    @property
    def first_view(self) -> int:
        """HTML, CSS and JavaScript together."""
        return self.html + self.css + self.script


def weigh(path: str, get: Get) -> Weight:
    """Fetch a page and what it brings, and weigh both."""
    page, body = _sent(get(path))
    brought = _brought(body.decode(), path)
    sizes = {kind: sum(_sent(get(file))[0] for file in files) for kind, files in brought.items()}
    count = 1 + sum(map(len, brought.values()))
    return Weight(path, page, sizes["css"], sizes["script"], sizes["other"], count)


def weights(examples: Mapping[str, str], get: Get) -> dict[str, Weight]:
    """Weigh every example, heaviest first; a file that many pages bring is fetched once."""
    fetched = cache(get)
    found = {name: weigh(path, fetched) for name, path in examples.items()}
    return dict(sorted(found.items(), key=lambda pair: -pair[1].first_view))


def faults(found: Mapping[str, Weight]) -> list[str]:
    """Return a sentence for every budget that a page exceeds."""
    return [sentence for name, weight in found.items() for sentence in _faults(name, weight)]


def _faults(name: str, weight: Weight) -> Iterable[str]:
    if name in LONG_BY_NATURE:
        if weight.html > LAW_BUDGET:
            yield f"{name} ({weight.path}): HTML of {weight.html:,} B, over {LAW_BUDGET:,} B"
    elif weight.first_view > (budget := OVER_BUDGET.get(name, BUDGET)):
        yield f"{name} ({weight.path}): first view of {weight.first_view:,} B, over {budget:,} B"
    if weight.script > SCRIPT_BUDGET:
        yield f"{name} ({weight.path}): JavaScript of {weight.script:,} B, over {SCRIPT_BUDGET:,} B"
    if weight.requests > REQUESTS:
        yield f"{name} ({weight.path}): {weight.requests} requests, over {REQUESTS}"


def _sent(answer: tuple[int, Mapping[str, str], bytes]) -> tuple[int, bytes]:
    """Return the bytes on the wire and the content; an error page weighs like any other."""
    _status, headers, body = answer
    if headers.get("content-encoding") == "br":
        return len(body), brotli.decompress(body)
    return len(brotli.compress(body, quality=11)), body


class _Files(HTMLParser):
    """Collects what a page has the browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {"css": [], "script": [], "other": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        rel = given.get("rel", "").split()
        if tag == "link" and "stylesheet" in rel:
            self.found["css"].append(given["href"])
        elif tag == "link" and {"icon", "manifest", "preload"} & set(rel):
            self.found["other"].append(given["href"])
        elif tag in ("script", "img", "source", "iframe", "object", "video", "audio") and given.get("src"):
            self.found["script" if tag == "script" else "other"].append(given["src"])


def _brought(text: str, path: str) -> dict[str, list[str]]:
    """Return the paths of the files that a page brings, by kind; `data:` brings nothing."""
    page = _Files()
    page.feed(text)
    return {
        kind: [urlsplit(urljoin(path, href)).path for href in dict.fromkeys(hrefs) if not href.startswith("data:")]
        for kind, hrefs in page.found.items()
    }
