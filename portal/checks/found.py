"""Rules on the words that help to find: everyday words and topics lead to what is there."""

import re
from collections.abc import Iterator
from datetime import date

from portal.checks.words import nearest
from portal.errors import Problem
from portal.reading.library import Library

SYNONYMS_FILE, TOPICS_FILE = "content/sinonim.yaml", "content/topik.yaml"
_WORD = re.compile(r"[a-z0-9]{3,}")


def synonyms(library: Library, _: date) -> Iterator[Problem]:
    """What a synonym looks for are words of our texts, and each has somewhere it comes from."""
    known: set[str] = set()
    for instrument in library.instruments.values():
        facts = " ".join(fact.statement for fact in instrument.facts)
        known.update(_WORD.findall(f"{instrument.title} {instrument.root.full_text} {facts}".lower()))
    for synonym in library.synonyms:
        for target in synonym.targets:
            missing = [word for word in _WORD.findall(target.lower()) if word not in known]
            if missing:
                message = f"“cari: {target}” memuat “{missing[0]}”, yang tidak ada di naskah mana pun"
                hint = "pakai kata seperti tertulis dalam naskah, misalnya “restitusi”"
                yield Problem(SYNONYMS_FILE, synonym.line, "SINONIM", message, hint)


def topics(library: Library, _: date) -> Iterator[Problem]:
    """A topic leads to provisions and a guide that are there."""
    for topic in library.topics:
        for address in topic.addresses:
            if not library.has(address):
                message = f"“pasal: {address}” tidak ada"
                yield Problem(TOPICS_FILE, topic.line, "TOPIK", message, nearest(library, address))
        if topic.guide and topic.guide not in library.guides:
            hint = f"panduan yang ada: {', '.join(library.guides)}" if library.guides else "hapus baris “panduan”"
            yield Problem(TOPICS_FILE, topic.line, "TOPIK", f"panduan “{topic.guide}” tidak ada", hint)
