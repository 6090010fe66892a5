"""The seal on proofed text and on help numbers: a SHA-256 for every provision or number, in a file beside them.

Gives and reads lines of `hash  address`. A provision whose text changed without its line is found by `checks`;
writing the file anew (`portal manifest`) says that the change was meant and proofed. Knows nothing of directories.
"""

import hashlib
from collections.abc import Iterable, Mapping

from portal.address import Kind
from portal.guidance import Contact, term_anchor
from portal.model import Instrument, Provision
from portal.reading.statute import write
from portal.reading.wording import Wording

_CONTAINERS = frozenset(
    {Kind.INSTRUMENT, Kind.BOOK, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ELUCIDATION, Kind.ANNEX}
)


def seals(instrument: Instrument, wordings: Iterable[Wording] = ()) -> dict[str, str]:
    """Return the SHA-256 (hex) of every provision by its address, in the order printed.

    A container (chapter, section …) is sealed for its heading and own words, any other unit with all below it. Blank
    lines at either end do not count. The other words of what was amended follow, their addresses ending in `@` and the
    name of their file.
    """
    found: dict[str, str] = {}
    _collect(instrument.root, found)
    for wording in wordings:
        own: dict[str, str] = {}
        if wording.root is not None:
            _collect(wording.root, own)
        found |= {f"{address}@{wording.event.other}": digest for address, digest in own.items()}
    return found


def _collect(node: Provision, found: dict[str, str]) -> None:
    if node.kind in _CONTAINERS:
        own = "\n".join([node.marker, *node.lines]).strip()
        if own:
            _add(found, node, own)
        for child in node.children:
            _collect(child, found)
    else:
        _add(found, node, write(node).strip())


def _add(found: dict[str, str], node: Provision, source: str) -> None:
    key = str(node.address)
    while key in found:  # a faulty text may use an address twice: both keep a seal
        key += "'"
    found[key] = hashlib.sha256(source.encode()).hexdigest()


def contact_seals(contacts: Iterable[Contact]) -> dict[str, str]:
    """Return what is sealed of each contact: the SHA-256 of its numbers and of its source, and the day it was seen."""
    return {
        f"{key}/{term_anchor(contact.name)}": seal for contact in contacts for key, seal in _sealed(contact).items()
    }


def is_unsourced(contact: Contact, sealed: Mapping[str, str]) -> bool:
    """Whether a contact's numbers are others than those sealed while its source or its day is not."""
    anchor = term_anchor(contact.name)
    kept = [key for key, seal in _sealed(contact).items() if sealed.get(f"{key}/{anchor}") in (None, seal)]
    return f"nomor/{anchor}" in sealed and "nomor" not in kept and bool(kept)


def _sealed(contact: Contact) -> dict[str, str]:
    hashed = {"nomor": "\n".join(contact.reach), "sumber": contact.source}
    found = {key: hashlib.sha256(text.encode()).hexdigest() for key, text in hashed.items()}
    return {**found, "diperiksa": str(contact.checked_on)}


def dump(seals_: Mapping[str, str]) -> str:
    """Return the manifest file's text."""
    return "".join(f"{digest}  {address}\n" for address, digest in seals_.items())


def parse(text: str) -> dict[str, str]:
    """Read a manifest file's text; lines that are none are passed over (the check then finds the seal missing)."""
    rows = (line.split(maxsplit=1) for line in text.splitlines())
    return {row[1].strip(): row[0] for row in rows if len(row) == 2}
