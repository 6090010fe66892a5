"""A portal that goes with the time: the day turns, the content is read anew, and no reader notices the moment.

Takes settings and a library at start; is an ASGI application that hands every request to the table of the hour. A new
table is built beside the old one and put in its place in one step, so an answer is always wholly of one edition. When
the content has faults the old table stays; that is said once, and in /versi.json. It knows no clock: who turns it says
the day.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from portal.checks import publishable
from portal.errors import PortalError, told
from portal.reading.library import Library
from portal.settings import Settings
from portal.web.app import create_app, equip
from portal.web.cache import App, Receive, Scope, Send


class Turning:
    """The application of one process, from its first day on."""

    def __init__(self, library: Library, settings: Settings, day: date, say: Callable[[str], None]) -> None:
        """Show a library as the law stands on a day. `say` tells the operator a sentence."""
        self._settings = settings
        self._say = say
        self._equipment = equip(settings)
        self._library = library
        self._trouble = self._warned = ""
        self.turn(day)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request from the table of this moment."""
        await self._app(scope, receive, send)

    def turn(self, day: date) -> None:
        """Show the same content as the law stands on another day."""
        self._app, self.day = self._table(self._library, day, bool(self._trouble)), day

    def reload(self, day: date) -> None:
        """Read the content anew and show it; keep what is shown when that cannot be."""
        try:
            library, _ = publishable(self._settings.content, day)
            table = self._table(library, day, is_kept=False)
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
        self._app, self._library, self._trouble, self.day = table, library, "", day

    def _table(self, library: Library, day: date, is_kept: bool) -> App:
        return create_app(library, self._settings, day, self._equipment, is_kept=is_kept, warn=self._warn)

    def _warn(self, sentence: str) -> None:
        """Say a warning once, not at every turn."""
        if sentence != self._warned:
            self._warned = sentence
            self._say(sentence)
