"""Failures of an endpoint that nobody has written yet: its sentence, its fields, its methods, its guessed addresses."""

import httpx
import pytest
from fastapi import APIRouter, FastAPI, HTTPException
from serving import SETTINGS

from portal.site import Publication
from portal.web import errors
from portal.web.app import equip
from portal.web.cache import PageTable
from portal.web.finished import table

NO_ROLE = "Tidak ada peran “lurah”; yang ada: camat, ketua-rt-rw."


def endpoints() -> APIRouter:
    """Return routes as somebody may add them tomorrow."""
    routes = APIRouter()

    @routes.get("/api/v1/peran")
    def roles(nama: str) -> dict[str, str]:
        if nama == "lurah":
            raise HTTPException(404, NO_ROLE)
        raise RuntimeError(nama)

    @routes.post("/api/v1/peran")
    def add() -> None:
        raise HTTPException(400, "Peran ini tidak dapat dibaca.")

    @routes.get("/cerita")
    def story(bab: int) -> None:
        raise HTTPException(404, f"Cerita tidak punya bab {bab}.")

    return routes


@pytest.fixture
def tomorrow(publication: Publication) -> httpx.AsyncClient:
    """A client of a portal with those routes."""
    app = FastAPI(openapi_url=None, redirect_slashes=False)
    errors.include(app, (endpoints(),), publication, equip(SETTINGS).about)
    transport = httpx.ASGITransport(PageTable(table(publication), app))  # type: ignore[arg-type]  # its types are looser
    return httpx.AsyncClient(transport=transport, base_url="http://portal.example")


@pytest.mark.parametrize(
    ("method", "path", "status", "sentence"),
    [
        ("GET", "/api/v1/peran?nama=lurah", 404, NO_ROLE),
        ("POST", "/api/v1/peran", 400, "Peran ini tidak dapat dibaca."),
        ("GET", "/api/v1/peran", 400, "Permintaan ini tidak dapat dibaca: “nama” belum diisi."),
        ("GET", "/api/v1/peran?nama=x", 500, "Ada kesalahan di pihak kami. Coba lagi sebentar lagi."),
        ("GET", "/api/v1/lain", 404, "Tidak ada jawaban di alamat ini; /openapi.json menyebut alamat yang ada."),
    ],
)
@pytest.mark.anyio
async def test_an_endpoints_own_sentence_reaches_its_reader(
    tomorrow: httpx.AsyncClient, method: str, path: str, status: int, sentence: str
) -> None:
    """What an endpoint says of a failure is answered as it is; what it leaves unsaid is said for it."""
    async with tomorrow:
        answer = await tomorrow.request(method, path)
    assert (status, {"error": {"status": status, "message": sentence}}) == (answer.status_code, answer.json())


@pytest.mark.anyio
async def test_a_page_says_its_own_sentence_too(tomorrow: httpx.AsyncClient) -> None:
    """A page's own sentence stands in the error page, and a parameter it cannot read is named there."""
    async with tomorrow:
        missing, unread = await tomorrow.get("/cerita?bab=9"), await tomorrow.get("/cerita?bab=x")
    assert (404, True) == (missing.status_code, "Cerita tidak punya bab 9." in missing.text)
    assert (400, True) == (unread.status_code, "“bab” harus bilangan bulat" in unread.text)


@pytest.mark.anyio
async def test_a_new_endpoint_is_guessed_and_allowed_like_the_others(tomorrow: httpx.AsyncClient) -> None:
    """Capitals lead to it, and Allow names its methods, without a word about it anywhere."""
    async with tomorrow:
        guessed, refused = await tomorrow.get("/API/v1/Peran/?nama=x"), await tomorrow.delete("/api/v1/peran")
    assert (301, "/api/v1/peran?nama=x") == (guessed.status_code, guessed.headers["location"])
    assert (405, "GET, HEAD, POST") == (refused.status_code, refused.headers["allow"])
