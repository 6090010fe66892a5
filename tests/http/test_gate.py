"""The gate in front of what is computed: one at a time, some wait, the rest are told when to come again."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import httpx
import pytest
from fastapi import FastAPI
from samples import TODAY
from serving import PATIENCE, SETTINGS, running

from portal.reading.library import Library
from portal.search.answer import Finder
from portal.search.engine import TooSlow
from portal.web.app import create_app
from portal.web.gate import Gate, gates

MANY = "Terlalu banyak yang sedang mencari."


@pytest.fixture
def held(
    tiny: Library, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, Callable[[], None], threading.Semaphore]]:
    """A server whose searches wait; what lets them go on; and a semaphore that counts those that began."""
    go_on, begun, answer = threading.Event(), threading.Semaphore(0), Finder.answer

    def wait(self: Finder, text: str, as_typed: bool = False) -> object:
        begun.release()
        go_on.wait(PATIENCE)
        return answer(self, text, as_typed)

    monkeypatch.setattr(Finder, "answer", wait)
    try:
        with running(create_app(tiny, SETTINGS, TODAY)) as origin:
            yield origin, go_on.set
    finally:
        go_on.set()


def test_a_flood_of_searches_gets_503_and_pages_go_on(
    held: tuple[str, Callable[[], None]],
) -> None:
    """One search runs, 63 wait, the others are told so with Retry-After, page and API alike; pages are answered."""
    origin, go_on = held

    async def flood() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=200)
        async with httpx.AsyncClient(base_url=origin, timeout=PATIENCE, trust_env=False, limits=limits) as client:
            paths = ["/cari?q=sungai", "/api/v1/search?q=sungai"] * 40
            asked = [asyncio.create_task(client.get(path)) for path in paths]
            answered = list(asyncio.as_completed(asked))
            first = [await task for task in answered[:16]]
            assert {503} == {answer.status_code for answer in first}
            assert 200 == (await client.get("/uu/1999/1")).status_code
            go_on()
            return [*first, *[await task for task in answered[16:]]]

    answers = asyncio.run(flood())
    statuses = [answer.status_code for answer in answers]
    assert (64, 16) == (statuses.count(200), statuses.count(503))
    for answer in answers[:16]:
        assert answer.headers["retry-after"].isdecimal()
        assert MANY in answer.text


def test_a_search_that_takes_too_long_says_so(tiny: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that its engine ended is answered 503 with a sentence, not with “nothing found”."""

    def slow(*_: object, **__: object) -> None:
        raise TooSlow

    monkeypatch.setattr(Finder, "answer", slow)
    with running(create_app(tiny, SETTINGS, TODAY)) as origin:
        page = httpx.get(f"{origin}/cari?q=sungai", trust_env=False)
        api = httpx.get(f"{origin}/api/v1/search?q=sungai", trust_env=False)
    for answer in (page, api):
        assert 503 == answer.status_code
        assert "terlalu lama dan dihentikan" in answer.text
        assert "Tidak ditemukan" not in answer.text
    assert {
        "error",
    } == api.json().keys()


def test_who_waits_longer_than_the_gate_allows_is_told() -> None:
    """What takes longer than its seconds is answered 503; the gate is open for the next when it is done."""
    begun, go_on = threading.Event(), threading.Event()
    gate = Gate("uji", 2, 0.05, "terlalu banyak", "terlalu lama")
    app = FastAPI()

    @app.get("/")
    @gate
    def slow(wait: bool = False) -> str:
        begun.set()
        if wait:
            go_on.wait(PATIENCE)
        return "selesai"

    async def ask() -> None:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://portal.example") as client:
            answer = await client.get("/?wait=1")
            assert (503, "terlalu lama") == (answer.status_code, answer.json()["detail"])
            go_on.set()
            assert begun.wait(PATIENCE)
            for _ in range(100):
                answer = await client.get("/")
                if answer.status_code == 200:
                    break
            assert "selesai" == answer.json()

    asyncio.run(ask())


def test_a_gated_endpoint_keeps_its_name_and_parameters() -> None:
    """FastAPI sees through the gate: parameters, docs and name are the endpoint's own."""

    def search(q: str, limit: int = 3) -> str:
        """Search."""
        return q * limit

    gated = gates().search(search)
    assert ("search", "Search.") == (gated.__name__, gated.__doc__)
    assert "aaa" == asyncio.run(gated("a"))  # type: ignore[arg-type]  # a coroutine, as all awaitables of ours
