"""A portal that goes with the time: the day turns, the content is read anew, and no reader notices the moment.

Takes settings; is an ASGI application that hands every request to the table of the hour. What takes long is made apart
(`make`, `pack`: in a process of their own, `portal.processes`) and laid into the folder of `PORTAL_CACHE`; what is
there is shown in one step, so an answer is always wholly of one edition. When the content has faults the old table
stays; that is said once, and in /versi.json. Who turns it says the day: it has no clock.
"""

import asyncio
import gc
import hashlib
import platform
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from portal import site
from portal.errors import ContentErrors, PortalError, Problem, summary, told
from portal.reading import folder
from portal.reading.indexes import Days
from portal.reading.library import Library
from portal.search.answer import Finder
from portal.settings import Settings
from portal.views.edition import Edition
from portal.web import finished, kept
from portal.web.app import computed, equip, found_by, published, rehearse
from portal.web.cache import App, PageTable, Receive, Scope, Send
from portal.web.finished import Table
from portal.web.kept import Kept

# What decides how pages look and what is found, beside our own code.
_MADE_BY = "brotli jinja2 markdown markupsafe nh3 phonenumberslite pyyaml snowballstemmer whoosh-reloaded".split()
_TRIES = 2  # to read content that changes while it is read
_TABLES = "halaman"  # the folder of what is made, in that of finished prints


@dataclass(frozen=True)
class Made:
    """What came of making a day's pages: their identity in the folder, and the warnings of the content.

    `trouble` says why the content cannot be shown, `unkept` why nothing could be laid into the folder; '' for neither.
    """

    identity: str = ""
    said: tuple[str, ...] = ()
    trouble: str = ""
    unkept: str = ""


class Turning:
    """The application of one process, from its first day on."""

    def __init__(self, settings: Settings, say: Callable[[str], None], health: tuple[str, ...] = ()) -> None:
        """Make ready what stays. `say` tells the operator a sentence; `health` are lines that `/healthz` adds."""
        self._settings, self._say = settings, say
        self._folder = settings.cache / _TABLES
        self._equipment = equip(settings, health)
        self._pages: PageTable | None = None
        self._days: Days | None = None
        self._found: Finder | None = None
        self._next: Kept | None = None  # what is to be shown from now on
        self._shown = ""  # the identity of what is shown
        self.identity, self._made_for = "", date.min  # of what is to be shown, in the folder; '' when it is not there
        self._trouble = self._warned = ""
        self.day = date.min

    @property
    def table(self) -> Table:
        """Return the finished answers of this moment."""
        assert self._pages is not None, "open() goes before answering"
        return self._pages.table

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request from the table of this moment."""
        assert self._pages is not None, "open() goes before answering"
        await self._pages(scope, receive, send)

    # ------------------------------------------------------------ making, apart from readers

    def make(self, day: date) -> Made:
        """Read the content, make its pages and its search for a day, and lay both into the folder. Raises nothing."""
        try:
            identity, library, said = self._read(day)
            days = Days(library)
            pages = published(days, day, self._settings, self._equipment)
            table, finder = finished.table(pages, kept.newest(self._folder)), self._finder(days, day)
            computed(days, day, pages, self._settings, self._equipment, finder)  # what fails, fails here
            days.foresee()
        except Exception as error:  # whatever it is, what is shown must stay
            count = f"\n{len(error.problems)} kesalahan di isi." if isinstance(error, ContentErrors) else ""
            return Made(trouble=told(error) + count)
        try:
            kept.keep_ready(self._folder, identity, (days, finder))
            kept.keep(self._folder, identity, table, said)  # the last: where it is, all is
        except OSError as error:  # a full disk, a folder that may not be written to
            return Made(said=said, unkept=error.strerror or str(error))
        return Made(identity, said)

    def _read(self, day: date) -> tuple[str, Library, tuple[str, ...]]:
        """Return the content with its identity and its warnings, read again once where it changed meanwhile.

        What is kept under an identity must be that content and no other: it is shown whenever that content is there.
        What goes on changing gets an identity that no content has: it is shown now, and never found again.
        """
        for _ in range(_TRIES):
            before = self._identified(day)
            library, warnings = _publishable(self._settings.content, day)
            identity = self._identified(day)
            if before == identity:
                return identity, library, tuple(summary(warnings))
        unlike = hashlib.sha256(f"{identity} {library.content_id} berubah".encode()).hexdigest()
        return unlike, library, tuple(summary(warnings))

    @property
    def is_unpacked(self) -> bool:
        """Whether the finished pages that are to be shown could be smaller in the folder."""
        return self._next is not None and bool(self._next.table.quick)

    def pack(self) -> None:
        """Lay the finished pages that are to be shown into the folder as small as can be; OSError where that fails."""
        if self._next is not None:
            kept.keep(self._folder, self.identity, finished.best(self._next.table), self._next.said)

    # ------------------------------------------------------------ what is to be shown

    def find(self, day: date) -> tuple[str, ...] | None:
        """Show what the folder has for a day; return the warnings of its content, None when there is nothing."""
        return self._find(self._identified(day), day)

    def _find(self, identity: str, day: date) -> tuple[str, ...] | None:
        found = kept.load(self._folder, identity)
        if found is None:
            return None
        self._next, self.identity, self._made_for, self.day, self._trouble = found, identity, day, day, ""
        return found.said

    def renew(self) -> bool:
        """Show what is shown as the folder has it now, in a smaller form; return whether it was there."""
        return not self._trouble and self._find(self.identity, self._made_for) is not None

    def take(self, made: Made, day: date) -> bool:
        """Show what was made for a day, or keep what is shown and say why; return whether anything is shown anew."""
        if made.trouble:
            return self._stay(made.trouble, day)
        had_trouble, self._trouble = bool(self._trouble), ""
        if made.unkept:
            self._warn(
                f"Halaman jadi tidak dapat disimpan di {self._folder} ({made.unkept}); mulai berikutnya lebih lambat. "
                "Periksa PORTAL_CACHE dan ruang di disk."
            )
        if self._find(made.identity, day) is None:  # it could not be kept, or somebody emptied the folder
            self.show(_publishable(self._settings.content, day)[0], day)
        if had_trouble:
            self._say("Isi sudah dapat dipakai lagi.")
        return True

    def _stay(self, trouble: str, day: date) -> bool:
        """Keep the content that is shown, on its day; say what is wrong with the new one once."""
        if trouble != self._trouble:
            self._say(f"{trouble}\nIsi baru tidak dapat dipakai; isi yang lama tetap dilayani.")
        is_new = not self._trouble or day != self.day
        self._trouble, self.day = trouble, day
        if is_new:
            self._next = kept.load(self._folder, self.identity) if self.identity else None
        if is_new and self._next is None:  # made here and now: nothing of it is in the folder
            assert self._days is not None
            try:
                self._show(self._days, day)
            except PortalError:  # when not even the old content can be shown anew, its table goes on as it is
                return False
        return is_new

    # ------------------------------------------------------------ showing it

    def open(self) -> None:
        """Make ready to answer finished pages; all else is answered when `complete` has been called."""
        found, self._next = self._next, None
        if found is None:
            return
        if self._pages is not None and self._shown == self.identity and not self._trouble:
            self._pages = PageTable(found.table, self._pages.app)  # the same, in a smaller form
            return
        # What is shown so far goes first: two of them at once would need twice the memory.
        self._pages, self._days, self._found, self._shown = PageTable(found.table, _Coming()), None, None, self.identity
        gc.unfreeze()
        gc.collect()
        if self._trouble:
            self._open_old()

    def _open_old(self) -> None:
        """Show older content beside which there is newer that cannot be shown: `/versi.json` tells it."""
        self.complete()
        assert self._pages is not None
        assert self._days is not None
        if self.day != self._made_for:
            self._show(self._days, self.day)
            return
        edition = Edition(self._days.on(self.day), self.day)
        told_of = site.version_document(edition, self._equipment.about, is_kept=True)
        self._pages = PageTable(finished.with_document(self.table, site.VERSION, told_of), self._pages.app)

    def complete(self) -> None:
        """Make ready what is computed, where only the finished pages are shown so far."""
        self.open()
        coming = self._pages.app if self._pages else None
        if not isinstance(coming, _Coming):
            return
        try:
            ready = kept.load_ready(self._folder, self.identity)
            if ready is None:
                days = Days(_publishable(self._settings.content, self.day)[0])
                ready = days, self._finder(days, self.day)
            days, finder = ready
            app = self._computed(days, self.day, self.table, finder)
        except Exception as error:
            coming.fail(error)
            raise
        self._pages, self._days = PageTable(self.table, app), days
        coming.arrive(app)

    def rehearse(self) -> None:
        """Make a search page and a print view once: what that fills stays, and is shared by processes forked later."""
        assert self._days is not None
        assert self._found is not None
        rehearse(self._days, self.day, self._settings, self._equipment, self._found)

    def show(self, library: Library, day: date) -> None:
        """Show a library as the law stands on a day; all is made here and now."""
        self._show(Days(library), day)

    def _show(self, days: Days, day: date) -> None:
        last = self._pages.table if self._pages else None
        publication = published(days, day, self._settings, self._equipment, bool(self._trouble))
        table = finished.table(publication, last)
        app = self._computed(days, day, table, self._finder(days, day))
        self._pages, self._days, self.day, self.identity = PageTable(table, app), days, day, ""
        self._next, self._shown = None, ""

    # ------------------------------------------------------------ the same for all

    def _finder(self, days: Days, day: date) -> Finder:
        return found_by(days, day, self._settings, self._warn)

    def _computed(self, days: Days, day: date, table: Table, finder: Finder) -> App:
        self._found = finder
        return computed(days, day, table.publication, self._settings, self._equipment, finder)

    def _identified(self, day: date) -> str:
        """Return a digest of all that decides how the finished pages of a day look, and what is found."""
        kit, settings, whole = self._equipment, self._settings, hashlib.sha256()
        for path in folder.walk(settings.content).files:
            whole.update(path.relative_to(settings.content).as_posix().encode() + path.read_bytes())
        files = "".join(f"{path} {finished.etag_of(own.body)!r}\n" for path, own in kit.files.items())
        makers = [platform.python_version(), *(version(name) for name in _MADE_BY)]
        own = (repr(kit.about), settings.base_url, settings.search, str(settings.index), *kit.health)
        whole.update("\n".join((files, kit.paper.digest, *own, *makers, str(day))).encode())
        return whole.hexdigest()

    def _warn(self, sentence: str) -> None:
        """Say a warning once, not at every turn."""
        if sentence != self._warned:
            self._warned = sentence
            self._say(sentence)


def _publishable(content: Path, day: date) -> tuple[Library, Sequence[Problem]]:
    """Read and check the content. A process that shows what others made never needs what this imports."""
    from portal.checks import publishable

    return publishable(content, day)


class _Coming:
    """What must be computed, in the moment until it can be: requests wait for it."""

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
