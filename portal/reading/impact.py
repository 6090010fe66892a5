"""What depends on a provision: every sentence, duty, deadline and row that must be read again when it changes.

Takes a library and an address; gives lines of `file:line  what`. Drawn from the citations that the pages link and from
the one walk over our own rows, so that a new kind of row is told without a line here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from portal import citation
from portal.address import Address
from portal.asking import Answer, Topic
from portal.guidance import CaseStep, Deadline, Duty, OpenQuestion, Penalty, PlainWord, Right
from portal.kit import QuizItem
from portal.model import Event, ProofNote
from portal.reading.library import Library
from portal.reading.said import said

# What a row is called, and the field that tells it apart; any other row is called by its unit.
_NAMES: Mapping[type, tuple[str, str]] = {
    Duty: ("tugas", "action"),
    Deadline: ("batas waktu", "action"),
    Right: ("hak", "right"),
    CaseStep: ("langkah", "title"),
    Penalty: ("sanksi", "offence"),
    OpenQuestion: ("pertanyaan", "question"),
    PlainWord: ("istilah", "word"),
    Topic: ("topik", "question"),
    Answer: ("jawaban", "question"),
    QuizItem: ("soal kuis", "question"),
    Event: ("peristiwa", "effect"),
    ProofNote: ("catatan pencocokan", "note"),
}


def dependents(library: Library, address: Address) -> list[str]:
    """Return everything that rests on a provision or a part of it, in file order, each once."""
    return list(dict.fromkeys(sorted(_dependents(library, address))))


def _dependents(library: Library, address: Address) -> Iterator[str]:
    def rests(target: Address | None) -> bool:
        return target is not None and target.subject.is_within(address.subject)

    for link in library.links:
        if not rests(link.citation.target) or (link.source and link.source.provision == address.provision):
            continue
        if link.citation.end:
            sentence = "kalimat panduan" if link.unit in library.guides else link.unit
            where = citation.within(link.source) if link.source else sentence
            yield f"{link.file}:{link.line}  {where} menyebut {link.citation.words}"
    for one in said(library):
        if rests(one.target):
            yield f"{one.file}:{one.row.place.line_of('kutipan')}  {_called(one.unit, one.row)}"


def _called(unit: str, row: Any) -> str:
    """Return a row in words: `batas waktu: memulangkan korban`, with the document that holds it."""
    if type(row) not in _NAMES:
        return unit
    name, field = _NAMES[type(row)]
    holder = f" di {unit}" if isinstance(row, Duty | QuizItem) else ""
    return f"{name}{holder}: {getattr(row, field)}"
