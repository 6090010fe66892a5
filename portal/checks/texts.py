"""Rules on the texts of the law: numbers, gaps, shape, elucidations, seals."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from portal.address import Address, Kind
from portal.checks.words import told, unit_name
from portal.errors import Code, Problem
from portal.model import GAP, Instrument, Provision, TextState
from portal.reading import seals
from portal.reading.library import Library
from portal.reading.statute import number_order

_NUMBERED_ITEMS = (Kind.PARAGRAPH, Kind.LETTER, Kind.NUMBER)


def numbering(library: Library, _: date) -> Iterator[Problem]:
    """Numbers of articles and of the items in each unit go on by one and do not repeat."""
    for instrument in library.instruments.values():
        extract = instrument.text_state is TextState.EXTRACT
        bodies = _articles_by_holder(instrument)
        bodies += [
            [child for child in node.children if child.kind is kind]
            for node in instrument.root.walk()
            for kind in (*_NUMBERED_ITEMS, Kind.CHAPTER, Kind.SECTION, Kind.BOOK)
            if not _is_heading_in_elucidation(node)
        ]
        for row in bodies:
            yield from _sequence(instrument, row, extract)


def _articles_by_holder(instrument: Instrument) -> list[list[Provision]]:
    """Return the articles of the text, then those of each annex: every one of them counts anew."""
    rows: dict[Address, list[Provision]] = {}
    for article in instrument.articles():
        rows.setdefault(article.address.parent, []).append(article)
    return list(rows.values())


def _is_heading_in_elucidation(node: Provision) -> bool:
    """Whether the children are `Ayat (2)` headings of an elucidation, which may leave numbers out."""
    return node.address.is_elucidation and any(child.marker.startswith("#") for child in node.children)


def _sequence(instrument: Instrument, row: list[Provision], gaps_allowed: bool) -> Iterator[Problem]:
    for index, node in enumerate(row):
        before = row[index - 1] if index else None
        name = unit_name(node)
        if before is not None and before.number == node.number:
            message = f"{name} ditulis dua kali (baris {before.line} dan {node.line})"
            yield Problem(instrument.file, node.line, Code.NOMOR_GANDA, message, "perbaiki nomor salah satunya")
        elif not _follows(before, node) and not gaps_allowed:
            missing = f"setelah {unit_name(before)}" if before else "di awal"
            hint = "periksa apakah ada bagian yang terlewat atau menempel pada baris sebelumnya"
            yield Problem(instrument.file, node.line, Code.NOMOR_LONCAT, f"{name} berdiri {missing}", hint)


def _follows(before: Provision | None, node: Provision) -> bool:
    """Whether a number may stand after another: next number, or the same with the next letter (26, 26A, 26B, 27)."""
    here, there = number_order(node), number_order(before) if before else (0, 0)
    if here[0] == there[0]:
        return here[1] == there[1] + 1
    return here[0] == there[0] + 1 and not here[1]


def emptiness(library: Library, _: date) -> Iterator[Problem]:
    """Every unit has words; a text state says the truth about the body."""
    for instrument in library.instruments.values():
        has_text = bool(instrument.articles())
        if instrument.text_state is TextState.MISSING and (has_text or instrument.root.text):
            hint = "ubah “naskah” menjadi lengkap atau kutipan, atau hapus isi di bawah data kepala"
            message = "naskah disebut belum tersedia, tetapi berkas berisi teks"
            yield from told(instrument.place, "naskah", Code.NASKAH_ISI, message, hint)
        if instrument.text_state is not TextState.MISSING and not has_text:
            hint = "tulis teksnya, atau ubah “naskah” menjadi belum tersedia"
            message = "berkas tidak memuat satu pasal atau diktum pun"
            yield from told(instrument.place, "naskah", Code.NASKAH_ISI, message, hint)
        if instrument.text_state is not TextState.MISSING and not instrument.proofing:
            hint = "tulis kunci “pencocokan”: dengan naskah apa teks ini dicocokkan"
            message = "tidak dikatakan teks ini dicocokkan dengan apa"
            yield from told(instrument.place, "pencocokan", Code.NASKAH_COCOK, message, hint, on=("naskah",))
    for file, root in _texts(library):
        for node in root.walk():
            if node.kind not in (Kind.INSTRUMENT, Kind.ELUCIDATION) and not node.text and not node.children:
                hint = f"tulis teksnya; bila sumbernya berlubang, tulis {GAP}"
                yield Problem(file, node.line, Code.KOSONG, f"{unit_name(node)} tidak berisi teks", hint)


def _texts(library: Library) -> Iterator[tuple[str, Provision]]:
    """Yield the file and tree of every text, and of the other words of what was amended."""
    yield from ((instrument.file, instrument.root) for instrument in library.instruments.values())
    for rows in library.wordings.values():
        yield from ((wording.file, wording.root) for wording in rows if wording.root is not None)


def shape(library: Library, _: date) -> Iterator[Problem]:
    """Files are written the one way: known headings, no tabs, no trailing blanks, one newline at the end."""
    for file, root in _texts(library):
        nodes = list(root.walk())
        for node in nodes:
            is_heading = node.marker.startswith("#")
            own = list(node.lines) if is_heading else list(node.lines[1:])
            first = node.marker if is_heading else node.marker + "".join(node.lines[:1])
            for index, line in enumerate([first, *own]):
                yield from _line_shape(file, node.line + index, line, is_heading and not index)
        yield from _end_shape(file, nodes[-1])


def _end_shape(file: str, last: Provision) -> Iterator[Problem]:
    """A file ends with one newline: its last unit ends with one empty line after the last newline, no more."""
    lines = ["", *last.lines]
    if lines[-1] or (len(lines) > 2 and not lines[-2]):
        number = last.line + len(last.lines) - (0 if last.marker.startswith("#") else 1) - (0 if lines[-1] else 1)
        hint = "akhiri berkas dengan tepat satu ganti baris"
        yield Problem(file, number, Code.SPASI, "akhir berkas tidak rapi", hint)


def _line_shape(file: str, number: int, line: str, is_heading: bool) -> Iterator[Problem]:
    if line.startswith("#") and not is_heading:
        hint = "tulis judul seperti “## Pasal 1” atau “# BAB I KETENTUAN UMUM”; bila bukan judul, awali dengan \\"
        yield Problem(file, number, Code.JUDUL, f"judul “{line.lstrip('# ')}” tidak dikenal", hint)
    if "\t" in line or line != line.rstrip() or "\r" in line:
        yield Problem(
            file, number, Code.SPASI, "ada spasi atau tab di akhir baris", "hapus spasi di akhir baris dan tab"
        )
    if re.search(r"\*\*|__|\]\(|</?[a-zA-Z][^>]*>", line):
        hint = "hapus tanda tebal, tautan, atau HTML dari teks hukum"
        yield Problem(file, number, Code.TEKS_POLOS, "teks hukum memuat tanda Markdown atau HTML", hint)


def elucidations(library: Library, _: date) -> Iterator[Problem]:
    """An elucidation explains something that exists, and a full text with elucidation explains every article."""
    for instrument in library.instruments.values():
        parts = [node for node in instrument.root.walk() if node.address.is_elucidation and node.marker.startswith("#")]
        for node in parts:
            if node.kind in (Kind.ELUCIDATION, Kind.GENERAL) or node.address.subject in library.provisions:
                continue
            message = f"Penjelasan menyebut {unit_name(node)}, yang tidak ada di batang tubuh"
            yield Problem(instrument.file, node.line, Code.PENJELASAN_SASARAN, message, "periksa nomornya")
        if parts and instrument.text_state is TextState.FULL:
            for article in instrument.articles():
                if article.address.elucidation not in library.provisions:
                    hint = f"tulis penjelasannya; bila sumbernya berlubang, tulis {GAP}"
                    message = f"{unit_name(article)} tidak punya penjelasan"
                    yield Problem(instrument.file, article.line, Code.PENJELASAN_HILANG, message, hint)


def duplicates(library: Library, _: date) -> Iterator[Problem]:
    """No two units share an address, no two instruments an alias."""
    aliases: dict[str, Instrument] = {}
    for instrument in library.instruments.values():
        seen: dict[Address, Provision] = {}
        for node in instrument.root.walk():
            first = seen.setdefault(node.address, node)
            if node.kind is not Kind.WRAP_UP and first is not node and first.kind is not Kind.WRAP_UP:
                message = f"alamat {node.address} dipakai dua kali (baris {first.line} dan {node.line})"
                yield Problem(instrument.file, node.line, Code.ALAMAT_GANDA, message, "perbaiki nomor salah satunya")
        for item, alias in enumerate(instrument.aliases):
            other = aliases.setdefault(alias, instrument)
            if other is not instrument:
                message = f"sebutan “{alias}” sudah dipakai {other.file}"
                hint = "pakai sebutan yang hanya menunjuk satu peraturan"
                yield from told(instrument.place, "sebutan", Code.SEBUTAN_GANDA, message, hint, item=item)


def names(library: Library, _: date) -> Iterator[Problem]:
    """A shared name is that of several instruments."""
    shared = library.shared_names
    for instrument in library.instruments.values():
        for item, name in enumerate(instrument.shared_names):
            if len(shared[name]) == 1:
                message = f"sebutan bersama “{name}” hanya ada di berkas ini"
                hint = "tulis juga di peraturan yang digantikan atau menggantikannya, atau pindahkan ke “sebutan”"
                yield from told(instrument.place, "sebutan_bersama", Code.SEBUTAN_BERSAMA, message, hint, item=item)


def dates(library: Library, _: date) -> Iterator[Problem]:
    """Enacted, promulgated, in force: in that order."""
    for instrument in library.instruments.values():
        days = (instrument.enacted_on, instrument.promulgated_on, instrument.in_force_from)
        known = [(day, key) for day, key in zip(days, ("ditetapkan", "diundangkan", "berlaku"), strict=True) if day]
        for (before, _key), (after, key) in pairwise(known):
            if after < before:
                hint = "urutannya: ditetapkan, diundangkan, berlaku"
                yield from told(instrument.place, key, Code.TANGGAL, "tanggal tidak berurutan", hint)


def manifests(library: Library, _: date) -> Iterator[Problem]:
    """A provision's wording is the one that was sealed."""
    for work, instrument in library.instruments.items():
        sealed, found = library.manifests[work], seals.seals(instrument, library.wordings.get(work, ()))
        if found and not sealed:
            hint = "cocokkan teksnya, lalu jalankan “portal manifest”"
            message = f"{work} belum punya manifes ({len(found)} bagian)"
            yield Problem(instrument.file, 1, Code.MANIFES, message, hint)
            continue
        by_address = {str(node.address): node.line for node in reversed(list(instrument.root.walk()))}
        for address, digest in found.items():
            if sealed.get(address) != digest:
                what = "berubah" if address in sealed else "baru"
                hint = "bila perubahan disengaja dan sudah dicocokkan, jalankan “portal manifest”"
                message = f"{address} {what} tanpa perubahan manifes"
                yield Problem(instrument.file, by_address.get(address.rstrip("'"), 1), Code.MANIFES, message, hint)
        for address in sealed.keys() - found.keys():
            hint = "kembalikan teksnya, atau jalankan “portal manifest” bila memang dihapus"
            yield Problem(instrument.file, 1, Code.MANIFES, f"{address} ada di manifes, tetapi hilang dari teks", hint)
