"""Words that several rules share: a unit's name, and a guess at what an address meant."""

import difflib

from portal import citation
from portal.address import Address
from portal.model import Provision
from portal.reading.library import Library


def unit_name(node: Provision) -> str:
    """Return a unit's name for a message: `Pasal 48 ayat (1)`."""
    return citation.within(Address("uu/0000/0", node.address.steps[-3:])) if node.address.steps else "peraturan"


def nearest(library: Library, address: Address) -> str:
    """Return a hint that names the address most like one that does not exist."""
    candidates = [str(a) for a in library.provisions if a.work == address.work]
    close = difflib.get_close_matches(str(address), candidates, 1, cutoff=0.8)
    return f"mungkin maksudnya {citation.within(Address.parse(close[0]))}" if close else "periksa nomor pasal dan ayat"
