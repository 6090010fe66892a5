"""What the documents promise is what is answered, and the other way round: addresses, API, parameters."""

import re

import httpx
import pytest
from samples import ROOT
from serving import EXAMPLES

from portal.pages import FOLDERS, PAGES
from portal.site import Publication

README = (ROOT / "README.md").read_text("utf-8")
TABLE = README.partition("These are a public contract")[2].partition("\n## ")[0]
SLUGS = {
    "/panduan/{slug}": EXAMPLES["guide"],
    "/peran/{slug}": EXAMPLES["role"],
    "/tanya/{slug}": EXAMPLES["answer"],
    "/bantuan/{kabupaten}": "/bantuan/berau",
    "/cetak/{address of a page}": "/cetak/hak",
    "/cetak/pelatih/{kit}": EXAMPLES["trainer_kit"],
    "/cek/{code}": "/cek/000-00000",
    "/cetak/buku?isi=": "/cetak/buku?isi=hak",
    "/cetak/buku.pdf?isi=": "/cetak/buku?isi=hak",  # drawn by the tests of prints
    "/cetak/surat/{type-region-year-number}": "/cetak/surat/perda-kaltim-2007-4",
    "/cetak/buklet.pdf?isi=": "/cetak/buku?isi=hak",
}
LATER = {"/sitemap.xml"}  # only where the public address is known
UNKNOWN = {"/cek/{code}"}  # an example nobody printed is answered 404 with a sentence


def promised() -> list[str]:
    """Return every address of the table as it is written."""
    cells = " ".join(line.split("|")[1] for line in TABLE.replace("\\|", "¦").splitlines() if line.startswith("| `"))
    return [word for word in re.findall(r"`(/[^`]*)`", cells) if word not in LATER]


@pytest.mark.parametrize("written", promised())
def test_a_promised_address_is_answered(written: str, client: httpx.Client) -> None:
    """Every address of README's table leads somewhere."""
    bare = written.partition("?")[0]
    path = SLUGS.get(written) or SLUGS.get(bare) or bare
    assert client.get(path).status_code in ({404} if written in UNKNOWN else {200, 302})


def test_every_kind_of_page_is_promised(publication: Publication) -> None:
    """Every fixed page, folder, sheet and file for machines stands in README's table."""
    wanted = [row.path for row in PAGES]
    wanted += [folder.begins for folder in FOLDERS if folder.begins != "/"]
    wanted += [path for path in publication.documents if re.fullmatch(r"/[a-z]+\.(?:json|atom|xml|txt)|/healthz", path)]
    assert [] == [path for path in wanted if f"`{path}" not in TABLE]


def test_the_api_is_documented_as_it_is(client: httpx.Client) -> None:
    """Paths and parameters of the API's own description stand in README and in docs/formats.md."""
    described = client.get("/openapi.json").json()["paths"]
    formats = (ROOT / "docs" / "formats.md").read_text("utf-8")
    for path, methods in described.items():
        names = "&".join(f"{parameter['name']}=" for parameter in methods["get"]["parameters"])
        assert f"{path}?{names}" in TABLE
        assert f"GET {path}?{names}" in formats
    documented = set(re.findall(r"`GET (/[a-z0-9/]+)", formats))
    assert documented <= described.keys() | {"/saran"}
