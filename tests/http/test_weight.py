"""What a first visit costs in bytes and requests, for every template; `make bench` prints the same as a table."""

import re
from urllib.parse import unquote

import httpx
import pytest
from serving import EXAMPLES
from weighing import BUDGET, LONG_BY_NATURE, OVER_BUDGET, Weight, faults, weights

from portal.site import Publication


@pytest.fixture(scope="module")
def weighed(client: httpx.Client, publication: Publication) -> dict[str, Weight]:
    """Every example, weighed as a phone gets it: what is finished in its smallest form, the rest as it is sent."""

    def get(path: str) -> tuple[int, dict[str, str], bytes]:
        coding = "identity" if path in publication.documents else "br"
        with client.stream("GET", path, headers={"accept-encoding": coding}) as answer:
            body = b"".join(answer.iter_raw())
        return answer.status_code, dict(answer.headers), body

    return weights(EXAMPLES, get)


def test_a_first_view_keeps_its_budget(weighed: dict[str, Weight]) -> None:
    """A page with its CSS and JavaScript is at most 14 KB in Brotli, in at most four requests; a whole law is 30 KB."""
    assert [] == faults(weighed)


def test_every_exemption_is_needed(weighed: dict[str, Weight]) -> None:
    """A page with a budget of its own would not keep that of the others: whoever cuts it takes it off the list."""
    assert [] == [name for name in (*LONG_BY_NATURE, *OVER_BUDGET) if weighed[name].first_view <= BUDGET]


def test_the_icon_in_every_page_is_the_file(client: httpx.Client) -> None:
    """A page carries the icon itself, which saves every reader a request; it is the one at /favicon.svg."""
    found = re.search(r'<link rel="icon" href="data:image/svg\+xml,([^"]+)">', client.get("/").text)
    assert found
    assert client.get("/favicon.svg").text.strip() == unquote(found[1]).replace("'", '"')
