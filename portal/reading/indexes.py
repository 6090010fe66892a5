"""What follows from the texts: provisions by address, defined terms, neighbours, and who cites whom.

Takes a Library whose instruments are known; gives it with every index. `Days` gives the library of each day, its texts
in the words of that day and its indexes with them. Opens no file and judges nothing.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from portal import citation
from portal.address import Address, Kind
from portal.guidance import Term
from portal.model import Instrument
from portal.reading import links, wording
from portal.reading.library import Library
from portal.reading.said import said
from portal.reading.statute import write


def indexed(library: Library) -> Library:
    """Return a library with every index made anew from its instruments."""
    works = library.instruments
    provisions = {
        node.address: node
        for instrument in reversed(list(works.values()))
        for node in instrument.root.walk()
        if node.kind is not Kind.WRAP_UP
    }
    bare = replace(
        library,
        provisions=MappingProxyType(provisions),
        terms=tuple(_terms(works)),
        aliases=MappingProxyType(citation.aliases(works)),
        shared_names=MappingProxyType(citation.shared_names(works)),
        carried_out_by=MappingProxyType(links.carried_out_by(works)),
        neighbours=MappingProxyType(_neighbours(works)),
    )
    own = links.own_links(said(bare), bare.aliases, bare.shared_names)
    found = (*links.law_links(works, bare.shared_names), *own)
    return replace(
        bare,
        links=found,
        cited_by=MappingProxyType(links.cited_by(found, provisions)),
        guides_citing=MappingProxyType(links.guides_citing(found, bare.guides, provisions)),
    )


class Days:
    """The library of each day. Days on which no text differs share one library, made when it is first asked for."""

    def __init__(self, library: Library) -> None:
        """Take the library as its files are."""
        self._library = library
        self._changes = {work: tuple(wording.changes(rows)) for work, rows in library.wordings.items()}
        self._turns = sorted({change.since for rows in self._changes.values() for change in rows})
        self._known: dict[int, Library] = {}

    def on(self, day: date) -> Library:
        """Return the library in the words of a day."""
        period = bisect_right(self._turns, day)
        found = self._known.get(period)
        if found is None:
            found = self._known[period] = self._made(day)
        return found

    def foresee(self) -> None:
        """Make the library of every period now, so that no reader waits for it."""
        for day in (date.min, *self._turns):
            self.on(day)

    def _made(self, day: date) -> Library:
        works = dict(self._library.instruments)
        for work, rows in self._changes.items():
            root = wording.on(works[work].root, rows, day)
            if root is not works[work].root:
                works[work] = replace(works[work], root=root)
        is_same = all(works[work] is instrument for work, instrument in self._library.instruments.items())
        if is_same:
            return self._library
        words = "".join(f"{work} {write(instrument.root)}" for work, instrument in works.items())
        content_id = hashlib.sha256(f"{self._library.content_id}\n{words}".encode()).hexdigest()  # names stored indexes
        return indexed(replace(self._library, instruments=MappingProxyType(works), content_id=content_id))


def _neighbours(works: Mapping[str, Instrument]) -> dict[Address, tuple[Address | None, Address | None]]:
    found: dict[Address, tuple[Address | None, Address | None]] = {}
    for instrument in works.values():
        chapters = [n.address for n in instrument.root.walk() if n.kind is Kind.CHAPTER]
        articles = [n.address for n in instrument.articles()]
        for row in (chapters, articles):
            for index, here in enumerate(row):
                after = row[index + 1] if index + 1 < len(row) else None
                found[here] = (row[index - 1] if index else None, after)
    return found


_DEFINITION = re.compile(r"(?P<word>[^.;:]{2,90}?)(?:, yang selanjutnya disingkat (?P<short>[A-Z0-9]+),)? adalah ")


def _terms(works: Mapping[str, Instrument]) -> Iterator[Term]:
    """Yield the terms that the first article of each instrument defines.

    Source: UU 12/2011 Lampiran II no. 98 (ketentuan umum).
    """
    for instrument in works.values():
        first = next((a for a in instrument.articles() if a.number == "1"), None)
        for item in first.children if first else ():
            match = _DEFINITION.match(item.text)
            if item.kind is Kind.NUMBER and match:
                yield Term(match["word"], item)
                if match["short"]:
                    yield Term(match["short"], item)
