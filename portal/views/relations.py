"""How instruments and provisions stand to each other: who carries out, changes and replaces whom.

Both ends show a relation: what one page says forwards, the other says backwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal import citation
from portal.address import Address
from portal.reading.library import Library
from portal.views.parts import Link


@dataclass(frozen=True)
class Relation:
    """A kind of relation in words ("Dilaksanakan oleh") and the instruments or provisions at its other end."""

    words: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class BoundRow:
    """A role that a provision speaks to: the role, the force of what it says, and what to do."""

    role: Link
    force: str
    action: str
    within: str


def bound_rows(library: Library, address: Address) -> tuple[BoundRow, ...]:
    """Return the duties, powers, rights and bans of roles that rest on a provision."""
    return tuple(
        BoundRow(Link(f"/peran/{role.slug}", role.title), str(duty.force), duty.action, duty.within)
        for role, duty in library.bound_by(address)
    )


def relations(library: Library, address: Address) -> tuple[Relation, ...]:
    """Return the relations of a work or of a provision with a page."""
    rows: list[tuple[str, Sequence[Address]]]
    if address.steps:
        rows = [("Dilaksanakan oleh", library.carried_out_by.get(address, ()))]
    else:
        instrument = library.instrument(address)
        rows = [
            ("Melaksanakan", instrument.carries_out),
            ("Dilaksanakan oleh", library.carried_out_by.get(address, ())),
            ("Menggantikan", instrument.replaces),
            ("Digantikan oleh", [i.address for i in library.instruments.values() if address in i.replaces]),
            ("Mengubah atau mencabut", _changed_by(library, address)),
            ("Diubah atau dicabut oleh", _changers_of(library, address)),
        ]
    return tuple(Relation(words, _links(library, found)) for words, found in rows if found)


def _changed_by(library: Library, work: Address) -> list[Address]:
    """Return the works that an instrument's provisions changed or repealed."""
    targets = [t for e in library.events if e.actor.work == work.work for t in e.targets]
    return _other_works(targets, work)


def _changers_of(library: Library, work: Address) -> list[Address]:
    """Return the works that changed or repealed provisions of an instrument."""
    return _other_works([e.actor for e in library.events if any(t.work == work.work for t in e.targets)], work)


def _other_works(addresses: Iterable[Address], work: Address) -> list[Address]:
    return [Address(w) for w in dict.fromkeys(a.work for a in addresses) if w != work.work]


def _links(library: Library, addresses: Iterable[Address]) -> tuple[Link, ...]:
    return tuple(
        Link(
            library.href(address) or address.path,
            citation.cite(address, library.instrument(address)),
            library.instrument(address).title,
        )
        for address in addresses
        if address.work in library.instruments
    )
