"""Rules on the data beside the texts: events, doubts, relations."""

from collections.abc import Iterator
from datetime import date

from portal.checks.words import nearest, told, unit_name
from portal.errors import Code, Problem
from portal.model import GAP, LEFT_OUT, Proof, TextState
from portal.reading.library import Library


def events(library: Library, _: date) -> Iterator[Problem]:
    """Actor, targets and replacement of every event exist."""
    for event in library.events:
        named = [("sasaran", target, item) for item, target in enumerate(event.targets)] + [("oleh", event.actor, None)]
        if event.replacement:
            named.append(("menjadi", event.replacement, None))
        for key, address, item in named:
            if not library.has(address):
                message = f"“{key}: {address}” tidak ada"
                yield from told(event.place, key, Code.PERISTIWA, message, nearest(library, address), item=item)


def proofs(library: Library, _: date) -> Iterator[Problem]:
    """Every doubt names a provision, and every gap in a text has a doubt (and the reverse)."""
    for note in library.proofs.values():
        node = library.provisions.get(note.address)
        if node is None:
            message = f"“bagian: {note.address}” tidak ada"
            yield from told(note.place, "bagian", Code.COCOK_SASARAN, message, nearest(library, note.address))
        elif note.state is Proof.MISSING and GAP not in node.full_text:
            hint = f"tulis {GAP} di teks, atau ubah keadaannya"
            message = f"{unit_name(node)} disebut teks hilang, tetapi teksnya tidak berlubang"
            yield from told(note.place, "keadaan", Code.COCOK_TANDA, message, hint)
    for instrument in library.instruments.values():
        for node in instrument.root.walk():
            if GAP in node.text and not any(library.proofs.get(a) for a in node.address.lineage):
                hint = f"tambahkan catatan untuk {node.address} di berkas .proof.yaml"
                yield Problem(
                    instrument.file, node.line, Code.COCOK_TANDA, f"{unit_name(node)} berlubang tanpa catatan", hint
                )
            if LEFT_OUT in node.text and instrument.text_state is not TextState.EXTRACT:
                message = f"{unit_name(node)} disebut tidak dimuat, tetapi naskah bukan kutipan"
                yield Problem(instrument.file, node.line, Code.COCOK_TANDA, message, f"tulis {GAP} bila teksnya hilang")


def relations(library: Library, _: date) -> Iterator[Problem]:
    """What an instrument carries out or replaces exists."""
    for instrument in library.instruments.values():
        for key, addresses in (("melaksanakan", instrument.carries_out), ("menggantikan", instrument.replaces)):
            for item, address in enumerate(addresses):
                if not library.has(address):
                    message = f"“{key}: {address}” tidak ada"
                    yield from told(instrument.place, key, Code.HUBUNGAN, message, nearest(library, address), item=item)


def corrections(library: Library, _: date) -> Iterator[Problem]:
    """A correction names provisions that exist."""
    for correction in library.corrections:
        for item, address in enumerate(correction.addresses):
            if not library.has(address):
                message = f"“bagian: {address}” tidak ada"
                yield from told(
                    correction.place, "bagian", Code.PERBAIKAN, message, nearest(library, address), item=item
                )
