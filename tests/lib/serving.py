"""Fixtures for whoever asks the portal over the wire: a real server, a real `portal serve`, a real browser.

The server stands in a thread of the test process, over the real content, with the options of `portal serve`; TODAY is
the day it shows. `serve` starts the command itself where the behaviour of the process matters. The browser is the
system's chromium, driven by Playwright; without one the browser tests are skipped with the reason, and fail where
CI=true promises that there is one. Nothing here waits by the clock: sockets listen before anybody asks.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, sync_playwright
from samples import ROOT, TODAY

from portal import site
from portal.asking import state_code
from portal.pages import PAGES
from portal.reading.library import Library
from portal.server import OPTIONS, options
from portal.settings import Settings
from portal.site import Publication
from portal.views.edition import Edition
from portal.web.app import create_app, equip
from portal.web.cache import App

TINY = ROOT / "tests" / "content"
EXIT = "https://cuaca.example/"
SETTINGS = replace(Settings(), exit_url=EXIT)
PATIENCE = 90  # seconds until a process or an answer that never comes is a failure

# An address for every template under portal/templates/pages; more where one template looks very different. The fixed
# pages come from their list: a template is named like the view that makes its page.
EXAMPLES = {
    row.view.partition(".")[2].removesuffix("_page"): row.path
    for row in PAGES
    if row.view and not row.frame.is_paper_only
} | {
    "instrument": "/uu/2007/21",
    "instrument, extract": "/uu/2023/1",
    "instrument, record": "/perda/kaltim/2007/4",
    "chapter": "/uu/2007/21/bab-5",
    "elucidation": "/uu/2007/21/penjelasan",
    "provision": "/uu/2007/21/pasal-48",
    "provision, repealed": "/uu/2007/21/pasal-2",
    "not_yet": "/uu/2007/21/pasal-2?per=2006-01-01",
    "provision, with a gap": "/uu/2007/21/pasal-52",
    "guide": "/panduan/tugas-kecamatan-desa-rt",
    "guide, plain page": "/keamanan",
    "answer": "/tanya/paspor-ditahan",
    "role": "/peran/ketua-rt-rw",
    "outcome": f"/langkah/{state_code('hasil-darurat')}",
    "search": "/cari?q=ganti+rugi",
    "search, nothing found": "/cari?q=xyzzyqwv",
    "search, nothing asked": "/cari",
    "error": "/uu/2007/21/pasal-480",
    "trainer_kit": "/cetak/pelatih/siapa-melakukan-apa-90-menit",
}
# Prints stand in a frame of their own, without menu and search form.
PRINTS = {
    "print": "/cetak/uu/2007/21/pasal-48",
    "print, book": "/cetak/buku?isi=p.untuk-rt,uu.2007.21.1-3,kontak",
    "print, kit": "/cetak/pelatih/siapa-melakukan-apa-90-menit/fasilitator",
    "print, poster": "/cetak/poster/nomor",
    "print, letter": "/cetak/surat/perda-kaltim-2007-4",
    "print, picture poster": "/cetak/poster/gambar",
    "print, picture cards": "/cetak/kartu/gambar",
}

# ---------------------------------------------------------------- a server in this process


@contextmanager
def served(library: Library, settings: Settings, as_of: date) -> Iterator[str]:
    """Serve a library on a free port while the block runs; gives the origin, `http://127.0.0.1:…`."""
    with running(create_app(library, settings, as_of)) as origin:
        yield origin


@contextmanager
def running(application: App, **more: Any) -> Iterator[str]:
    """Serve an application on a free port while the block runs; gives the origin. `more` are options of Uvicorn."""
    server = uvicorn.Server(uvicorn.Config(application, log_config=None, **(options() | more)))
    with socket.create_server(("127.0.0.1", 0), backlog=OPTIONS["backlog"]) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), name="portal")
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


@pytest.fixture(scope="session")
def server(real: Library) -> Iterator[str]:
    """The origin of a server over the real content, as the law stands on TODAY."""
    with served(real, SETTINGS, TODAY) as origin:
        yield origin


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx.Client]:
    """A client of that server; it follows no redirects."""
    with httpx.Client(base_url=server, timeout=PATIENCE, trust_env=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def publication(real: Library) -> Publication:
    """What that server must answer: every address with its bytes, every redirect."""
    equipment = equip(SETTINGS)
    return site.build(Edition(real, TODAY), equipment.files, equipment.about)


# ---------------------------------------------------------------- reading a page without a browser


@dataclass(repr=False)
class Reading(HTMLParser):
    """What tests ask about a page: title, words, ids, links, headings in order."""

    title: str = ""
    words: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[dict[str, str | None]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._in_title = tag == "title"
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(found)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        else:
            self.words += data

    @property
    def hrefs(self) -> list[str]:
        """Where the links lead."""
        return [link.get("href") or "" for link in self.links]


def reading(text: str) -> Reading:
    """Read a page."""
    found = Reading()
    found.feed(text)
    found.words = one_line(found.words)
    return found


def one_line(text: str) -> str:
    """Return a text with single spaces, as a browser shows it."""
    return " ".join(text.split())


@pytest.fixture(scope="session")
def pages(client: httpx.Client, publication: Publication) -> dict[str, Reading]:
    """Every finished page, fetched and read, and the examples that are computed."""
    finished = [path for path, document in publication.documents.items() if document.media_type == site.HTML]
    computed = [path for path in [*EXAMPLES.values(), *PRINTS.values()] if path not in finished]
    return {path: reading(client.get(path).text) for path in [*finished, *computed]}


# ---------------------------------------------------------------- asking byte by byte


def exchange(origin: str, request: bytes) -> bytes:
    """Send bytes as they are and return everything that comes back until the server closes."""
    url = httpx.URL(origin)
    with socket.create_connection((url.host, url.port or 80), PATIENCE) as connection:
        received = bytearray()
        with suppress(ConnectionError):  # who was refused in the middle of a sentence may not finish it
            connection.sendall(request)
        with suppress(ConnectionError):
            while chunk := connection.recv(65536):
                received += chunk
    return bytes(received)


# ---------------------------------------------------------------- the command itself


class Serving:
    """A running `portal serve`: its words as they come, the origin it names, and its end."""

    def __init__(self, command: Sequence[str], env: dict[str, str], **more: Any) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, env=env, stdout=pipe, stderr=pipe, text=True, start_new_session=True, **more
        )
        self.stdout: list[str] = []
        self.stderr: list[str] = []
        self.origin = ""
        self._is_ready, self._has_said = threading.Event(), threading.Event()
        self.readers = [
            threading.Thread(target=self._read, args=(stream, lines))
            for stream, lines in ((self.process.stdout, self.stdout), (self.process.stderr, self.stderr))
        ]
        for reader in self.readers:
            reader.start()

    def _read(self, stream: Any, lines: list[str]) -> None:
        for line in stream:
            lines.append(line)
            self._has_said.set()
            if said := re.search(r"http://\S+", line):
                self.origin = said[0]
                self._is_ready.set()
        self._is_ready.set()

    def wait_until_ready(self) -> None:
        """Return when the command has named its address; fail when it ends instead."""
        self._is_ready.wait(PATIENCE)
        if not self.origin:
            pytest.fail(f"portal serve did not start:\n{self.output}", pytrace=False)

    def wait_until_said(self, words: str) -> None:
        """Return when the command has said something; fail when it ends instead."""
        while words not in self.output:
            if self.process.poll() is not None:
                pytest.fail(f"portal serve ended:\n{self.output}", pytrace=False)
            self._has_said.wait(PATIENCE)
            self._has_said.clear()

    @property
    def output(self) -> str:
        """Everything said so far."""
        return "".join([*self.stdout, *self.stderr])

    def stop(self) -> int:
        """Press Ctrl-C, as a terminal does: for the process and its workers. Return the exit code."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.wait()

    def wait(self) -> int:
        """Return the exit code when the process and all its words have come to an end."""
        code = self.process.wait(PATIENCE)
        for reader in self.readers:
            reader.join(PATIENCE)
        return code

    def end(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.wait()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()


Serve = Callable[..., Serving]

# Becomes the command with a socket as its descriptor 3 and the two variables that name it, as systemd does.
HANDED_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Return a function that starts `portal serve` on a free port, by default over the miniature country.

    `program` runs instead of `python -m portal`; `ready` false does not wait for the address; `index` is PORTAL_INDEX;
    `preexec` runs in the new process first; `handed_over` is a socket that it gets as from systemd. What it keeps for
    its next start lies in a folder of the test's own.
    """
    started: list[Serving] = []

    def start(
        *options: str,
        content: Path = TINY,
        program: Sequence[str] = ("-m", "portal"),
        ready: bool = True,
        index: str = "",
        settings: Mapping[str, str] = MappingProxyType({}),
        preexec: Callable[[], None] | None = None,
        handed_over: socket.socket | None = None,
    ) -> Serving:
        env = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        env |= {"PORTAL_CONTENT": str(content), "PORTAL_PORT": "0", "PORTAL_EXIT_URL": EXIT, "COLUMNS": "200"}
        env |= {"PORTAL_CACHE": str(tmp_path / "simpanan"), **settings}
        env |= {"PORTAL_INDEX": index} if index else {}
        command = [sys.executable, *program, "serve", *options]
        more: dict[str, Any] = {"preexec_fn": preexec} if preexec else {}
        if handed_over:
            command = [sys.executable, "-c", HANDED_OVER, str(handed_over.fileno()), *command[1:]]
            more["pass_fds"] = (handed_over.fileno(),)
        serving = Serving(command, env, **more)
        started.append(serving)
        if ready:
            serving.wait_until_ready()
        return serving

    yield start
    for serving in started:
        serving.end()


# ---------------------------------------------------------------- the browser

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's chromium. Not for the session: Playwright's loop would stay in the way of other tests' own."""
    executable = shutil.which("chromium")
    if executable is None:
        _go_without("there is no chromium on the path")
    playwright = _playwright()
    try:
        opened = playwright.chromium.launch(executable_path=executable, headless=True, args=FLAGS)
        yield opened
        opened.close()
    finally:
        playwright.stop()


def _playwright() -> Playwright:
    try:
        return sync_playwright().start()
    except Exception as error:  # whatever keeps the driver from starting; most often a missing libatomic
        _go_without(f"Playwright's driver cannot start ({error})")


def _go_without(reason: str) -> NoReturn:
    """Skip a browser test with the reason; fail where CI promises a browser."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI=true", pytrace=False)
    pytest.skip(f"{reason}; “make test” tells what to install")


@dataclass
class Visit:
    """A reader: an own browser context whose requests are noted, and of which none leaves this machine."""

    context: BrowserContext
    origin: str
    asked: list[str] = field(default_factory=list)
    foreign: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.set_default_timeout(PATIENCE * 1000)
        self.context.route("**/*", self._note)

    def _note(self, route: Route) -> None:
        self.asked.append(route.request.url)
        if route.request.url.startswith(f"{self.origin}/"):
            route.continue_()
        else:
            self.foreign.append({"url": route.request.url, **route.request.headers})
            route.fulfill(content_type="text/html", body="<title>Prakiraan cuaca</title>")

    def open(self, path: str) -> Page:
        """Open an address of the portal in a new tab."""
        page = self.context.new_page()
        page.goto(self.origin + path)
        return page


Visitor = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visitor]:
    """Return a function that gives a new reader; takes what Playwright's `new_context` takes, and `width`."""
    visits: list[Visit] = []

    def begin(width: int = 1280, height: int = 800, **options: Any) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="id-ID", **options)
        visits.append(Visit(context, server))
        return visits[-1]

    yield begin
    for opened in visits:
        opened.context.close()
