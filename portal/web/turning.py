"""A portal that goes with the time: the day turns, the content is read anew, and no reader notices the moment.

Takes settings; is an ASGI application that hands every request to the table of the hour. A new table is built beside
the old one and put in its place in one step, so an answer is always wholly of one edition. When the content has faults
the old table stays; that is said once, and in /versi.json. A table made before is found in the folder of
`PORTAL_CACHE` and answers at once, while what must be computed gets ready. Who turns it says the day: it has no clock.
"""

import asyncio
import hashlib
import os
import platform
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import date
from importlib.metadata import version

from portal.checks import publishable
from portal.errors import PortalError, summary, told
from portal.reading import folder
from portal.reading.indexes import Days
from portal.reading.library import Library
from portal.reading.reader import read
from portal.settings import Settings
from portal.web import finished, kept
from portal.web.app import computed, equip, published
from portal.web.cache import App, PageTable, Receive, Scope, Send
from portal.web.finished import Table

_RENDERED_BY = ("brotli", "jinja2", "markdown", "markupsafe", "nh3", "phonenumberslite", "pyyaml")
_TABLES = "halaman"  # the folder of finished pages, in that of finished prints
_NICE = 10


class Turning:
    """The application of one process, from its first day on."""

    def __init__(self, settings: Settings, say: Callable[[str], None], health: tuple[str, ...] = ()) -> None:
        """Make ready what stays. `say` tells the operator a sentence; `health` are lines that `/healthz` adds."""
        self._settings, self._say = settings, say
        self._folder = settings.cache / _TABLES
        self._equipment = equip(settings, health)
        self._library: Library | None = None
        self._trouble = self._warned = ""
        self._said: tuple[str, ...] = ()
        self._is_kept = False  # whether the table is in the folder
        self.day = date.min

    @property
    def table(self) -> Table:
        """Return the finished answers of this moment."""
        return self._pages.table

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request from the table of this moment."""
        await self._pages(scope, receive, send)

    # ------------------------------------------------------------ starting

    def start(self, day: date) -> tuple[str, ...]:
        """Show the content as the law stands on a day; return the warnings to be told, a line each.

        Where the same was made before, its pages answer when this returns, and all else when `complete` has been
        called. Raise ContentErrors where the content cannot be published.
        """
        found = kept.load(self._folder, self._identity(day))
        if found is None:
            library, warnings = publishable(self._settings.content, day)
            self._said = tuple(summary(warnings))
            self.show(library, day)
        else:
            self._said, self._is_kept, self.day = found.said, True, day
            self._pages = PageTable(found.table, _Coming())
        return self._said

    def show(self, library: Library, day: date) -> None:
        """Show a library as the law stands on a day."""
        self._pages, self._library, self.day, self._is_kept = self._made(library, day), library, day, False

    def complete(self) -> None:
        """Make ready what is computed, where only the finished pages are shown so far."""
        coming = self._pages.app
        if not isinstance(coming, _Coming):
            return
        try:
            library, _ = read(self._settings.content)  # checked when its pages were made
            app = self._computed(Days(library), self.day, self.table)
        except Exception as error:
            coming.fail(error)
            raise
        self._pages, self._library = PageTable(self.table, app), library
        coming.arrive(app)

    @property
    def is_unfinished(self) -> bool:
        """Whether the finished pages can be made smaller, or are not kept yet."""
        return not self._is_kept and not self._trouble

    def finish(self, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Compress the finished pages as well as can be, keep them for the next start, and show them so.

        Stops, to be called again, when it is not wanted any more.
        """
        if self.is_unfinished:
            with suppress(AttributeError, OSError):  # readers first; only Linux knows a thread's own priority
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
            better = self.pack(is_wanted)
            if better:
                self._take(better)

    def pack(self, is_wanted: Callable[[], bool] = lambda: True) -> Table | None:
        """Return the finished pages as small as can be, and keep them in the folder; None when not wanted any more."""
        better, identity = finished.best(self.table, is_wanted), self._identity(self.day)
        if better is None:
            return None
        try:
            kept.keep(self._folder, identity, better, self._said)
        except OSError as error:  # a full disk, a folder that may not be written to
            self._warn(
                f"Halaman jadi tidak dapat disimpan di {self._folder} ({error.strerror or error}); mulai berikutnya "
                "lebih lambat. Periksa PORTAL_CACHE dan ruang di disk."
            )
            return better
        found = kept.load(self._folder, identity)
        return found.table if found else better

    def take_kept(self) -> bool:
        """Show the pages as another process kept them; return whether they were there."""
        found = kept.load(self._folder, self._identity(self.day))
        if found:
            self._take(found.table)
        return found is not None

    def _take(self, better: Table) -> None:
        self._pages, self._is_kept = PageTable(better, self._pages.app), True

    # ------------------------------------------------------------ going on

    def turn(self, day: date) -> None:
        """Show the same content as the law stands on another day."""
        assert self._library is not None, "complete() goes before turn()"
        self._pages, self.day = self._made(self._library, day), day
        self._is_kept = False

    def reload(self, day: date) -> None:
        """Read the content anew and show it; keep what is shown when that cannot be."""
        try:
            library, warnings = publishable(self._settings.content, day)
            pages = self._made(library, day, is_sound=True)
        except Exception as error:  # whatever it is, what is shown must stay
            trouble = told(error)
            if trouble != self._trouble:
                self._say(f"{trouble}\nIsi baru tidak dapat dipakai; isi yang lama tetap dilayani.")
            self._trouble = trouble
            with suppress(PortalError):  # when not even the old content can be shown anew, its table goes on as it is
                self.turn(day)
            return
        if self._trouble:
            self._say("Isi sudah dapat dipakai lagi.")
        self._pages, self._library, self._trouble, self.day = pages, library, "", day
        self._said, self._is_kept = tuple(summary(warnings)), False

    # ------------------------------------------------------------ making

    def _made(self, library: Library, day: date, is_sound: bool = False) -> PageTable:
        days, has_trouble = Days(library), bool(self._trouble) and not is_sound
        last = self.table if hasattr(self, "_pages") else kept.newest(self._folder)
        pages = finished.table(published(days, day, self._settings, self._equipment, has_trouble), last)
        return PageTable(pages, self._computed(days, day, pages))

    def _computed(self, days: Days, day: date, pages: Table) -> App:
        return computed(days, day, pages.publication, self._settings, self._equipment, self._warn)

    def _identity(self, day: date) -> str:
        """Return a digest of all that decides how the finished pages of a day look."""
        kit = self._equipment
        whole = hashlib.sha256()
        for path in folder.walk(self._settings.content).files:
            whole.update(path.relative_to(self._settings.content).as_posix().encode() + path.read_bytes())
        files = "".join(f"{path} {finished.etag_of(own.body)!r}\n" for path, own in kit.files.items())
        makers = [platform.python_version(), *(version(name) for name in _RENDERED_BY)]
        words = (files, kit.paper.digest, repr(kit.about), self._settings.base_url, *kit.health, *makers, str(day))
        whole.update("\n".join(words).encode())
        return whole.hexdigest()

    def _warn(self, sentence: str) -> None:
        """Say a warning once, not at every turn."""
        if sentence != self._warned:
            self._warned = sentence
            self._say(sentence)


class _Coming:
    """What must be computed, in the seconds until it can be: requests wait for it."""

    def __init__(self) -> None:
        self._ready: Future[App] = Future()

    def arrive(self, app: App) -> None:
        """Let an application answer those who wait."""
        self._ready.set_result(app)

    def fail(self, error: Exception) -> None:
        """Let those who wait fail: there will be no application."""
        self._ready.set_exception(error)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = await asyncio.shield(asyncio.wrap_future(self._ready))  # who leaves takes it from nobody
        await app(scope, receive, send)
