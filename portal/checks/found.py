"""Rules on the words that help to find: everyday words and topics lead to what is there."""

import re
from collections.abc import Iterator
from datetime import date

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


def topics(library: Library, _: date) -> Iterator[Problem]:
    """A topic leads to provisions and a guide that are there."""
    for topic in library.topics:
        for item, address in enumerate(topic.addresses):
            if not library.has(address):
                message = f"“pasal: {address}” tidak ada"
                yield from told(topic.place, "pasal", Code.TOPIK, message, nearest(library, address), item=item)
        if topic.guide and topic.guide not in library.guides:
            hint = f"panduan yang ada: {', '.join(library.guides)}" if library.guides else "hapus baris “panduan”"
            yield from told(topic.place, "panduan", Code.TOPIK, f"panduan “{topic.guide}” tidak ada", hint)
