"""The portal below a path of somebody else's host: `PORTAL_BASE_URL=https://kab.example/tppo`.

Every address that an answer holds stays below that path and leads somewhere, whether the proxy passes addresses on as
they are (`/tppo/peraturan`) or takes the path off before (`/peraturan`). What is printed stays the same.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from printing import PRINTING, needs, opened, qr_codes
from samples import TODAY
from serving import EXAMPLES, EXIT, PRINTS, SETTINGS, served

from portal import placed, site
from portal.errors import SettingsError
from portal.print import pdf
from portal.print.printer import Order
from portal.reading.indexes import Days
from portal.reading.library import Library
from portal.views.edition import Edition
from portal.web import under
from portal.web.app import equip, printer_for

KINDS = [*EXAMPLES.values(), *PRINTS.values()]
BASE = "/tppo"
ORIGIN = f"https://kab.example{BASE}"
FORMS = pytest.mark.parametrize("passed", [BASE, ""], ids=["a proxy that passes", "a proxy that strips"])


@pytest.fixture(scope="module")
def below(real: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a portal that stands below BASE; it follows no redirects."""
    settings = replace(SETTINGS, base_url=ORIGIN, cache=tmp_path_factory.mktemp("cetak"))
    with served(real, settings, TODAY) as origin, httpx.Client(base_url=origin, timeout=60, trust_env=False) as client:
        yield client


class Addresses(HTMLParser):
    """All that leads out of a page: whatever the attribute, its value is an address from the root or a full one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.found |= {value for _, value in attrs if value and re.match(r"/|https?:", value)}


def own(found: set[str]) -> set[str]:
    """Return the addresses of the portal among those of a page; what leads elsewhere is named whole."""
    whole = {address for address in found if re.match(r"https?:", address) and not address.startswith("https://kab.")}
    return {address.removeprefix("https://kab.example") for address in found - whole}


def test_every_address_of_every_kind_of_page_stays_below_the_path(below: httpx.Client) -> None:
    """Links, assets and forms of each page type and print begin with the path, and each is answered."""
    asked: set[str] = set()
    for path in KINDS:
        found = own(Addresses(below.get(BASE + path).text).found)
        assert (path, set()) == (path, {address for address in found if not address.startswith(f"{BASE}/")})
        asked |= {address.partition("#")[0] for address in found}
    assert len(asked) > 500
    # Drawing is slow: a PDF is there when its print view is, and one of them is drawn below.
    pages = {re.sub(r"\.(pdf|zip)(?=$|\?)", "", address).replace("buklet", "buku") for address in asked}
    lost = {address for address in pages if below.get(address).status_code >= 400}
    assert {f"{BASE}/cetak/buku"} >= lost  # the form's own address, before anything is ticked


def test_a_proxy_may_take_the_path_off_itself(below: httpx.Client) -> None:
    """Whatever is asked for without the path gets the same answer as with it."""
    for path in [*KINDS, "/perubahan.atom", "/uu/2007/21.json", "/api/v1/search?q=paspor", "/saran?q=pas"]:
        stripped, whole = below.get(path), below.get(BASE + path)
        assert (path, whole.status_code, whole.content) == (path, stripped.status_code, stripped.content)


@FORMS
@pytest.mark.parametrize(
    ("path", "status", "target"),
    [
        ("/uu/2007/21/pasal-48/ayat-1", 302, "/uu/2007/21/pasal-48#ayat-1"),
        ("/uu/2007/21/pasal-7/ayat-2?per=2015-06-01", 302, "/uu/2007/21/pasal-7?per=2015-06-01#ayat-2"),
        ("/peraturan/uu-21-2007", 301, "/uu/2007/21"),
        ("/peraturan/", 301, "/peraturan"),
        ("/cetak/buku?isi=kontak&isi=uu.2007.21.1-3", 301, "/cetak/buku?isi=kontak,uu.2007.21.1-3"),
        ("/cetak/uu/2007/21/pasal-48.pdf?ukuran=f4", 301, "/uu/2007/21/pasal-48.pdf?ukuran=f4"),
        ("/cek?kode=001-5kca1", 303, "/cek/001-5KCA1"),
        ("/panduan/untuk-rt", 302, "/peran/ketua-rt-rw"),
    ],
)
def test_every_redirect_leads_below_the_path(
    below: httpx.Client, passed: str, path: str, status: int, target: str
) -> None:
    """A Location begins with the path, however the address was asked for."""
    answer = below.get(passed + path)
    assert status == answer.status_code
    assert answer.headers["location"].startswith(f"{BASE}{target}")


@FORMS
def test_the_home_page_stands_at_the_path_itself(below: httpx.Client, passed: str) -> None:
    """`/tppo` and `/tppo/` are the home page; what only begins alike is not below it."""
    assert below.get("/").content == below.get(f"{passed}/").content == below.get(BASE).content
    assert 404 == below.get(f"{BASE}x/peraturan").status_code


def test_what_programs_read_names_the_path(below: httpx.Client) -> None:
    """Feeds, site map, robots, OpenSearch, JSON, text and the API name addresses below the path; ids stay."""

    def text(path: str) -> str:
        answer = below.get(BASE + path)
        assert 200 == answer.status_code
        return answer.text

    for path in ("/perubahan.atom", "/perbaikan.atom"):
        assert {True} == {href.startswith(f"{ORIGIN}/") for href in re.findall(r'href="([^"]+)"', text(path))}
    assert {True} == {loc.startswith(f"{ORIGIN}/") for loc in re.findall("<loc>([^<]+)", text("/sitemap.xml"))}
    assert {True} == {url.startswith(f"{ORIGIN}/") for url in re.findall('template="([^"]+)', text("/opensearch.xml"))}
    robots = text("/robots.txt")
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in robots
    assert {True} == {path.startswith(f"{BASE}/") for path in re.findall("Disallow: (.+)", robots)}
    provision = json.loads(text("/uu/2007/21/pasal-48.json"))
    assert ("uu/2007/21/pasal-48", f"{BASE}/uu/2007/21/pasal-48") == (provision["id"], provision["url"])
    assert f"{BASE}/uu/2007/21/pasal-49" == provision["next"]
    found = urls(provision) + urls(json.loads(text("/uu/2007/21.json?per=2015-06-01")))
    found += urls(json.loads(text("/api/v1/search?q=ganti+rugi")))
    assert [] == [url for url in found if url.startswith("/") and not url.startswith(f"{BASE}/")]
    assert len(found) > 10
    assert text("/uu/2007/21/pasal-48.txt").endswith(f"\n{BASE}/uu/2007/21/pasal-48\n")
    assert [{"url": BASE}] == json.loads(text("/openapi.json"))["servers"]
    assert f"{BASE}/openapi.json" in below.get(f"{BASE}/api/v1/apa").text


def urls(value: object) -> list[str]:
    """Return every `url` in a JSON value."""
    if isinstance(value, list):
        return [url for row in value for url in urls(row)]
    if isinstance(value, dict):
        own = [value["url"]] if isinstance(value.get("url"), str) else []
        return own + [url for row in value.values() for url in urls(row)]
    return []


def test_every_finished_page_is_placed(real: Library) -> None:
    """No finished page, of the whole site, holds an address from the root that leaves the path."""
    publication = site.build(Edition(real, TODAY), {}, equip(replace(SETTINGS, base_url=ORIGIN)).about, ORIGIN)
    found = {path: re.findall(rb'="(?!/tppo/)/[^"]*"', page.body) for path, page in publication.documents.items()}
    assert {} == {path: addresses for path, addresses in found.items() if addresses}


def test_the_print_names_the_path_and_its_code_does_not_change(below: httpx.Client, real: Library) -> None:
    """A print says where it and the check of its code are; code and day are those of a host of its own."""
    text = below.get(f"{BASE}/cetak/tanya/paspor-ditahan").text
    assert "di kab.example/tppo/cek" in text
    assert "<b>kab.example/tppo/tanya/paspor-ditahan</b>" in text
    here, there = (
        printer_for(Days(real), TODAY, settings, equip(settings)).document(Order("/tanya/paspor-ditahan"))
        for settings in (replace(PRINTING, base_url=ORIGIN), PRINTING)
    )
    assert here is not None
    assert there is not None
    assert (there.imprint.code, there.imprint.day) == (here.imprint.code, here.imprint.day)
    assert here.imprint.code in text


def test_a_pdf_leads_to_the_path_on_screen_and_on_paper(below: httpx.Client, tmp_path: Path) -> None:
    """Links of a PDF and its QR code lead to the public address, path included; its styles and fonts are found."""
    needs(pdf.missing())
    answer = below.get(f"{BASE}/tanya/paspor-ditahan.pdf")
    assert 200 == answer.status_code
    links = [str(note.A.URI) for page in opened(answer.content).pages for note in page.get("/Annots", ())]
    outside = [link for link in links if not link.startswith((f"{ORIGIN}/", "tel:", "https://wa.me/", EXIT))]
    assert links
    assert [] == outside
    assert [f"{ORIGIN}/tanya/paspor-ditahan"] == qr_codes(answer.content, tmp_path)


def test_a_day_is_kept_below_the_path(below: httpx.Client) -> None:
    """Links of a dated page keep its day, and its search form too."""
    text = below.get(f"{BASE}/uu/2007/21/pasal-7?per=2015-06-01").text
    assert f'href="{BASE}/uu/2007/21?per=2015-06-01"' in text
    assert re.search(rf'action="{BASE}/cari"[^>]*><input type="hidden" name="per" value="2015-06-01">', text)


@pytest.mark.parametrize("base", ["/uu", "/uu/2007", "/api", "/cari"])
def test_a_path_like_an_address_of_the_portal_is_refused(base: str) -> None:
    """Below `/uu` nobody could tell `/uu/2007/21` from `/2007/21`; it is said before anything is served."""
    with pytest.raises(SettingsError, match=f"“{base}”, alamat portal sendiri"):
        under.refuse_ambiguous(base, ["/uu/2007/21"])


@pytest.mark.parametrize(
    ("media_type", "before", "after"),
    [
        ("text/html", '<a class="x" href="/cari">', '<a class="x" href="/tppo/cari">'),
        ("text/html", '<form method="get" action="/cek">', '<form method="get" action="/tppo/cek">'),
        ("text/html", '<a href="//lain.example/">', None),
        ("text/html", '<a href="#isi">', None),
        ("text/html", '<p>Tulis href="/cari" di sini.</p>', None),
        ("text/html", '<a data-x=" href=" title="/cari">', None),
        ("application/json; charset=utf-8", ' "url": "/uu/2007/21",', ' "url": "/tppo/uu/2007/21",'),
        ("application/json; charset=utf-8", ' "text": "\\"url\\": \\"/uu\\"",', None),
        ("text/plain; charset=utf-8", "Isi.\n/uu/2007/21\n", "Isi.\n/tppo/uu/2007/21\n"),
        ("text/markdown; charset=utf-8", "Isi.\n/uu/2007/21\n", None),
    ],
)
def test_only_addresses_from_the_root_are_placed(media_type: str, before: str, after: str | None) -> None:
    """The path goes before addresses of the portal, and before nothing that only looks like one."""
    assert (after or before) == placed.under(BASE, before, media_type)
    assert before == placed.under("", before, media_type)
