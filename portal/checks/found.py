"""Rules on the words that help to find: everyday words and topics lead to what is there."""

import re
from collections.abc import Iterator
from datetime import date

from portal.asking import Topic
from portal.checks.words import nearest, told
from portal.errors import Code, Problem
from portal.reading.library import Library

_WORD = re.compile(r"[a-z0-9]{3,}")


def synonyms(library: Library, _: date) -> Iterator[Problem]:
    """What a synonym looks for are words of our texts, and each has somewhere it comes from."""
    known: set[str] = set()
    if not all(i.place.is_sound("judul", "catatan") for i in library.instruments.values()):
        return  # words that cannot be read are not missing
    for instrument in library.instruments.values():
        facts = " ".join(fact.statement for fact in instrument.facts)
        known.update(_WORD.findall(f"{instrument.title} {instrument.root.full_text} {facts}".lower()))
    for synonym in library.synonyms:
        for item, target in enumerate(synonym.targets):
            missing = [word for word in _WORD.findall(target.lower()) if word not in known]
            if missing:
                message = f"“cari: {target}” memuat “{missing[0]}”, yang tidak ada di naskah mana pun"
                hint = "pakai kata seperti tertulis dalam naskah, misalnya “restitusi”"
                yield from told(synonym.place, "cari", Code.SINONIM, message, hint, item=item)


def topics(library: Library, today: date) -> Iterator[Problem]:
    """A topic leads to provisions, a guide and a role that are there; a repealed one stands behind its successor."""
    for topic in library.topics:
        for item, address in enumerate(topic.addresses):
            if not library.has(address):
                message = f"“pasal: {address}” tidak ada"
                yield from told(topic.place, "pasal", Code.TOPIK, message, nearest(library, address), item=item)
            yield from _repealed(library, today, topic, item)
        pages = (("panduan", topic.guide, library.guides), ("peran", topic.role, library.roles))
        for key, slug, there in pages:
            if slug and slug not in there:
                hint = f"{key} yang ada: {', '.join(there)}" if there else f"hapus baris “{key}”"
                yield from told(topic.place, key, Code.TOPIK, f"{key} “{slug}” tidak ada", hint)


def _repealed(library: Library, today: date, topic: Topic, item: int) -> Iterator[Problem]:
    """Tell of a topic's provision that has lost its force when what replaces it does not stand before it."""
    address = topic.addresses[item]
    status = library.status(address, today)
    if not status.is_repealed:
        return
    successors = [event.replacement.provision for event in status.events if event.replacement]
    if set(successors).isdisjoint(other.provision for other in topic.addresses[:item]):
        message = f"“pasal: {address}” sudah dicabut dan penggantinya tidak mendahuluinya"
        hint = f"tulis {successors[0]} sebelum {address}" if successors else f"hapus {address}"
        yield from told(topic.place, "pasal", Code.TOPIK, message, hint, item=item)
