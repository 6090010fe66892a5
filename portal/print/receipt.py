"""Is a printout still current? The code on every print, and the ledger that lets it be answered years later.

A *unit* is the smallest thing that is printed and can change: an article with its explanation and marks, a guide, a
role, a contact, a table, a kit. `units` gives the digest of each. The ledger (`content/cetakan.tsv`, committed) lists
the digests of every state of the content that was released: a first state in full, then only what changed. A code has
eight characters: three for the state and five for a mark of the printed address and the digests of what it held.

So a code names its state without any database, and its address as long as the address is one that can be listed
(pages, ready-made books, posters, kits). A book of one's own is known by its own address together with the code.
Not known: what was printed from content that was never released, and changes made and undone between two releases.
"""

import dataclasses
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.address import Address
from portal.asking import Answer
from portal.errors import PortalError
from portal.guidance import term_anchor
from portal.model import Event
from portal.pages import FOLDERS, PAGES, unit_of
from portal.reading.library import Library

LEDGER = "cetakan.tsv"
HEADING = "# Ditulis oleh `portal release`, jangan disunting: terbitan, tanggal, hal yang dicetak, sidik isinya.\n"
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u: they are misread
_LOOKALIKES = str.maketrans("ilo", "110")
_PLACES = {"place", "body_line"}  # where content stands, not what it says
_OF_SEARCH = {"words", "rank"}  # of an answer: how people ask, which no print shows
_OF_EVENTS = {"shown", "other", "unworded"}  # which words a text holds: the words themselves are digested
_GONE = "-"
_ROW = re.compile(r"\d+\t\d{4}-\d\d-\d\d\t[^\t]+\t[0-9a-f-]+")


@dataclass(frozen=True)
class State:
    """What could be printed from a day on: the digest of every unit. Numbers count from 1."""

    number: int
    day: date
    digests: Mapping[str, str]


def units(library: Library) -> dict[str, str]:
    """Return the digest of every unit of the content, whatever day it is."""
    found = {
        str(node.address): _digest(
            node.full_text,
            _text(library, node.address.elucidation),
            [_plain(event) for event in library.events_for(node.address)],
            [_plain(note) for note in library.proofs_for(node.address)],
            [_plain(question) for question in library.questions_for(node.address)],
        )
        for instrument in library.instruments.values()
        for node in instrument.articles()
    }
    for work, instrument in library.instruments.items():
        own = (instrument.title, instrument.proofing, str(instrument.text_state))
        found[work] = _digest(*own, [_plain(e) for e in library.events if any(t.work == work for t in e.targets)])
    for folder in FOLDERS:
        entries = getattr(library, folder.holds).items()
        found |= {unit_of(f"{folder.begins}{slug}"): _digest(_plain(entry)) for slug, entry in entries}
    found |= {contact_unit(contact.name): _digest(_plain(contact)) for contact in library.contacts}
    for row in PAGES:
        if row.holds:
            found[row.unit] = _digest([_plain(entry) for entry in getattr(library, row.holds)])
    return found


def contact_unit(name: str) -> str:
    """Return the unit of a contact: `kontak/sapa-129`."""
    return f"kontak/{term_anchor(name)}"


def _text(library: Library, address: Address) -> str:
    node = library.provisions.get(address)
    return node.full_text if node else ""


def _plain(value: Any) -> Any:
    """Return a value as nested lists of strings, without the places in files where it stands."""
    if dataclasses.is_dataclass(value) and not isinstance(value, Address):
        own = {Event: _OF_EVENTS, Answer: _OF_SEARCH}.get(type(value), set())
        left_out = _PLACES | own
        return [_plain(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name not in left_out]
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return str(value)


def _digest(*values: Any) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:8]


# ---------------------------------------------------------------- the ledger


def read(text: str) -> tuple[State, ...]:
    """Return the released states of a ledger, the oldest first: lines of number, day, unit, digest (tabs between).

    Raises PortalError for a line that `portal release` never wrote.
    """
    states: list[State] = []
    digests: dict[str, str] = {}
    for place, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if not _ROW.fullmatch(line):
            message = f"{LEDGER}:{place}: ini bukan baris yang ditulis “portal release”; pulihkan berkasnya dari git."
            raise PortalError(message)
        number, day, unit, digest = line.split("\t")
        if not states or states[-1].number != int(number):
            digests = dict(digests)
            states.append(State(int(number), date.fromisoformat(day), digests))
        if digest == _GONE:
            digests.pop(unit, None)
        else:
            digests[unit] = digest
    return tuple(states)


def release(states: tuple[State, ...], now: Mapping[str, str], day: date) -> str:
    """Return the lines that a release of the content adds to the ledger, '' when nothing changed."""
    before: Mapping[str, str] = states[-1].digests if states else {}
    number = states[-1].number + 1 if states else 1
    changed = [unit for unit in sorted(now.keys() | before.keys()) if now.get(unit) != before.get(unit)]
    return "".join(f"{number}\t{day.isoformat()}\t{unit}\t{now.get(unit, _GONE)}\n" for unit in changed)


# ---------------------------------------------------------------- codes


@dataclass(frozen=True)
class ReceiptCode:
    """A code taken apart: the number of its state, and its mark."""

    state: int
    mark: str

    def __str__(self) -> str:
        """Return the code as it is printed, e.g. `001-K7X2M`."""
        return f"{_letters(self.state, 3)}-{self.mark}".upper()


def code(states: tuple[State, ...], now: Mapping[str, str], address: str, printed: Iterable[str]) -> ReceiptCode:
    """Return the code of a print of an address that holds some units."""
    return ReceiptCode(states[-1].number if states else 0, mark(now, address, printed))


def mark(digests: Mapping[str, str], address: str, printed: Iterable[str]) -> str:
    """Return the five characters that stand for an address and the digests of what it held."""
    words = [address, *(f"{unit}={digests.get(unit, _GONE)}" for unit in printed)]
    number = int.from_bytes(hashlib.sha256("\n".join(words).encode()).digest()[:4], "big") >> 7
    return _letters(number, 5)


LOOKS = "Kode terdiri atas delapan huruf atau angka, seperti 001-5KCA1."


def parse(text: str) -> ReceiptCode | None:
    """Read a code as people type it: any case, with or without the hyphen; None when it is none."""
    letters = text.strip().lower().replace("-", "").replace(" ", "").translate(_LOOKALIKES)
    if len(letters) != 8 or any(letter not in _LETTERS for letter in letters):
        return None
    state = 0
    for letter in letters[:3]:
        state = state * 32 + _LETTERS.index(letter)
    return ReceiptCode(state, letters[3:])


def _letters(number: int, length: int) -> str:
    found = ""
    for _ in range(length):
        number, rest = divmod(number, 32)
        found = _LETTERS[rest] + found
    return found


def find(state: State, wanted: str, addresses: Iterable[str], printed: Callable[[str, State], Iterable[str]]) -> str:
    """Return which of the addresses has a mark in a state, '' when none has."""
    for address in addresses:
        if mark(state.digests, address, printed(address, state)) == wanted:
            return address
    return ""
