"""Rules on the data beside the texts: events, doubts, relations."""

from collections.abc import Iterator
from datetime import date

from portal import citation
from portal.address import Address, Kind
from portal.checks.words import nearest, told, unit_name
from portal.errors import Code, Problem
from portal.model import GAP, LEFT_OUT, WORDED, Event, Instrument, Proof, Side, TextState
from portal.reading.library import Library
from portal.reading.reader import PROOFS
from portal.reading.wording import Wording


def events(library: Library, _: date) -> Iterator[Problem]:
    """Actor, targets and replacement of every event exist."""
    for event in library.events:
        named = [("sasaran", target, item) for item, target in enumerate(event.targets)] + [("oleh", event.actor, None)]
        if event.replacement:
            named.append(("menjadi", event.replacement, None))
        for key, address, item in named:
            if not library.has(address) and not (key == "sasaran" and _is_held(library, event, address)):
                message = f"“{key}: {address}” tidak ada"
                yield from told(event.place, key, Code.PERISTIWA, message, nearest(library, address), item=item)


def _is_held(library: Library, event: Event, target: Address) -> bool:
    """Whether a target that the text does not have stands in the file of other words: an article yet to be put in."""
    rows = library.wordings.get(target.work, ())
    return any(wording.event is event and wording.other(target) for wording in rows)


def wordings(library: Library, _: date) -> Iterator[Problem]:
    """An event that changes words says which words the text holds, and carries the others or says why it does not.

    What is not here as a text has no words to tell apart.
    """
    for event in library.events:
        if event.effect not in WORDED:
            for key, value in (("bunyi", event.shown), ("berkas", event.other), ("tanpa_bunyi", event.unworded)):
                if value:
                    hint = f"hapus “{key}”, atau pakai efek {', '.join(sorted(WORDED))}"
                    message = f"efek “{event.effect}” tidak mengubah bunyi"
                    yield from told(event.place, key, Code.PERISTIWA_BUNYI, message, hint, on=("efek",))
        elif any(_is_text(library, target) for target in event.targets):
            yield from _sides(event)
    for work, rows in library.wordings.items():
        for wording in rows:
            yield from _held(library.instruments[work], wording)


def _is_text(library: Library, target: Address) -> bool:
    """Whether a target is a part of a text that is here, so that its words can be shown."""
    instrument = library.instruments.get(target.work)
    if not target.steps or instrument is None or instrument.text_state is TextState.MISSING:
        return False
    return instrument.text_state is TextState.FULL or target in library.provisions


def _sides(event: Event) -> Iterator[Problem]:
    place, key = event.place, "efek"
    if event.shown is None:
        hint = "tulis “bunyi: baru” bila naskah memuat bunyi sesudah perubahan, “bunyi: lama” bila sebelumnya"
        yield from told(place, key, Code.PERISTIWA_BUNYI, "tidak dikatakan bunyi mana yang dimuat naskah", hint)
    elif not event.has_other_words:
        return
    elif not event.other and not event.unworded:
        side = "sebelum" if event.shown is Side.NEW else "sesudah"
        hint = "tulis “berkas” dengan nama berkas bunyi itu di samping naskah, atau “tanpa_bunyi” dengan alasannya"
        yield from told(place, key, Code.PERISTIWA_BUNYI, f"bunyi {side} perubahan belum ada", hint, on=("berkas",))
    elif event.other and event.unworded:
        message = "“berkas” dan “tanpa_bunyi” tidak dapat bersama-sama"
        yield from told(place, "tanpa_bunyi", Code.PERISTIWA_BUNYI, message, "hapus salah satunya")


def _held(instrument: Instrument, wording: Wording) -> Iterator[Problem]:
    """Yield what is wrong with the file that an event names: it is missing, lacks a target, or holds something else."""
    event = wording.event
    if not event.other:
        return
    if wording.root is None:
        hint = f"simpan bunyi itu sebagai {event.other} di samping naskah, dengan judul seperti di naskah"
        yield from told(event.place, "berkas", Code.PERISTIWA_BUNYI, f"berkas {event.other} tidak ada", hint)
        return
    for item, target in enumerate(event.targets):
        if wording.other(target) is None:
            name = citation.within(target) if target.steps else str(target)
            hint = f"tulis {name} di berkas itu, dengan judul dan tanda seperti di naskah"
            message = f"{event.other} tidak memuat {name}"
            yield from told(event.place, "sasaran", Code.PERISTIWA_BUNYI, message, hint, item=item, on=("berkas",))
    wanted = {target.subject for target in event.targets}
    for node in wording.root.walk():
        own = node.address.subject
        is_known = any(own.is_within(target) or target.is_within(own) for target in wanted)
        if node.address.steps and node.kind in (Kind.ARTICLE, Kind.DICTUM) and not is_known:
            message = f"{unit_name(node)} bukan sasaran perubahan {instrument.short_citation}"
            hint = f"tambahkan ke “sasaran” ({event.place.file}:{event.place.line_of('sasaran')}), atau hapus dari sini"
            yield Problem(wording.file, node.line, Code.PERISTIWA_BUNYI, message, hint)


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
                hint = f"tambahkan catatan untuk {node.address} di berkas {PROOFS}"
                yield Problem(
                    instrument.file, node.line, Code.COCOK_TANDA, f"{unit_name(node)} berlubang tanpa catatan", hint
                )
            if LEFT_OUT in node.text and instrument.text_state is not TextState.EXTRACT:
                message = f"{unit_name(node)} disebut tidak dimuat, tetapi naskah bukan kutipan"
                yield Problem(instrument.file, node.line, Code.COCOK_TANDA, message, f"tulis {GAP} bila teksnya hilang")


def relations(library: Library, _: date) -> Iterator[Problem]:
    """What an instrument carries out or replaces exists, and its list of fine categories."""
    for instrument in library.instruments.values():
        if instrument.fine_categories is not None and not library.has(instrument.fine_categories):
            message = f"“kategori_denda: {instrument.fine_categories}” tidak ada"
            hint = nearest(library, instrument.fine_categories)
            yield from told(instrument.place, "kategori_denda", Code.HUBUNGAN, message, hint)
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
