"""What several rules share: a problem at its key's own line, a unit's name, a guess at what an address meant."""

import difflib
from collections.abc import Iterator

from portal import citation
from portal.address import Address
from portal.errors import Problem, Severity
from portal.keys import Place
from portal.model import Provision
from portal.reading.library import Library


def told(
    place: Place,
    key: str,
    code: str,
    message: str,
    hint: str,
    *,
    item: int | None = None,
    on: tuple[str, ...] = (),
    severity: Severity = Severity.FAULT,
) -> Iterator[Problem]:
    """Yield a problem with a key of a row (or an item of its list), at the line where it stands.

    Nothing is said where that key, or one of those that the rule rests `on`, could not be read: that is told already,
    and the row holds a stand-in that means nothing.
    """
    if place.is_sound(key, *on):
        yield Problem(place.file, place.line_of(key, item), code, message, hint, severity)


def unit_name(node: Provision) -> str:
    """Return a unit's name for a message: `Pasal 48 ayat (1)`."""
    return citation.within(Address("uu/0000/0", node.address.steps[-3:])) if node.address.steps else "peraturan"


def nearest(library: Library, address: Address) -> str:
    """Return a hint that names the address most like one that does not exist."""
    candidates = [str(a) for a in library.provisions if a.work == address.work]
    close = difflib.get_close_matches(str(address), candidates, 1, cutoff=0.8)
    return f"mungkin maksudnya {citation.within(Address.parse(close[0]))}" if close else "periksa nomor pasal dan ayat"
