"""What depends on a provision: every sentence, duty, deadline and row that must be read again when it changes.

Takes a library and an address; gives lines of `file:line  what`. Drawn from the same links and rows that the pages use.
"""

from collections.abc import Callable, Iterator

from portal import citation
from portal.address import Address
from portal.reading.library import Library

_Rests = Callable[[Address | None], bool]


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
            where = citation.within(link.source) if link.source else _unit(library, link.guide)
            yield f"{link.file}:{link.line}  {where} menyebut {link.citation.words}"
    for role in library.roles.values():
        for duty in role.duties:
            if rests(duty.basis):
                yield f"{role.place.file}:{duty.place.line_of('kutipan')}  tugas {role.title}: {duty.action}"
    for guide in library.guides.values():
        for duty in guide.duties:
            if rests(duty.basis):
                place = duty.place
                yield f"{place.file}:{place.line_of('kutipan')}  tugas di panduan {guide.title}: {duty.action}"
    yield from _rows(library, rests)


def _unit(library: Library, unit: str) -> str:
    return "kalimat panduan" if unit in library.guides else unit


def _rows(library: Library, rests: _Rests) -> Iterator[str]:
    for deadline in library.deadlines:
        if rests(deadline.basis):
            yield f"{deadline.place.file}:{deadline.place.line}  batas waktu {deadline.length}: {deadline.action}"
    for right in library.rights:
        if rests(right.basis):
            yield f"{right.place.file}:{right.place.line}  hak: {right.right}"
    for step in library.steps:
        if any(rests(basis) for basis in step.bases):
            yield f"{step.place.file}:{step.place.line}  langkah: {step.title}"
    for penalty in library.penalties:
        if rests(penalty.basis) or rests(penalty.today_basis):
            yield f"{penalty.place.file}:{penalty.place.line}  sanksi: {penalty.offence}"
    for question in library.questions:
        if any(rests(target) for target in question.addresses):
            yield f"{question.place.file}:{question.place.line}  pertanyaan: {question.question}"
    for event in library.events:
        if any(rests(target) for target in (*event.targets, event.actor, event.replacement)):
            yield f"{event.place.file}:{event.place.line}  peristiwa: {event.effect}"
    for note in library.proofs.values():
        if rests(note.address):
            yield f"{note.place.file}:{note.place.line}  catatan pencocokan: {citation.within(note.address)}"
