"""The linter of the content: one function per rule, all faults of a run at once.

Takes a Library and gives Problems; the sentences are Indonesian, for editors. A rule never mends anything and never
stops the others. `publishable` is the door for whoever wants to serve or build: a library without faults, or
ContentErrors.
"""

import difflib
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from portal import citation, manifest
from portal.address import Address, Kind
from portal.errors import ContentErrors, Problem, Severity
from portal.guidance import Force
from portal.library import Library, read
from portal.model import GAP, LEFT_OUT, Instrument, Proof, Provision, TextState

CONTACT_WARN_DAYS = 180
_NUMBERED_ITEMS = (Kind.PARAGRAPH, Kind.LETTER, Kind.NUMBER)
_BINDING_WORDS = re.compile(r"\b(?:wajib|harus|dilarang|kewajiban)\b", re.IGNORECASE)

Rule = Callable[[Library, date], Iterator[Problem]]


def publishable(folder: Path, today: date) -> tuple[Library, tuple[Problem, ...]]:
    """Read and check the content; return the library and its warnings, or raise ContentErrors with every fault."""
    library, problems = check(folder, today)
    faults = [problem for problem in problems if problem.severity is Severity.FAULT]
    if faults:
        raise ContentErrors(faults)
    return library, tuple(problems)


def check(folder: Path, today: date) -> tuple[Library, list[Problem]]:
    """Read the content and run every rule; return what was read and all problems in file order."""
    library, problems = read(folder)
    for rule in RULES:
        problems += rule(library, today)
    if not library.instruments:
        hint = "periksa letak folder isi (pengaturan PORTAL_CONTENT)"
        problems.append(Problem(str(folder), 1, "ISI-KOSONG", "folder isi tidak memuat satu peraturan pun", hint))
    return library, sorted(set(problems))


def _numbering(library: Library, _: date) -> Iterator[Problem]:
    """Numbers of articles and of the items in each unit go on by one and do not repeat."""
    for instrument in library.instruments.values():
        extract = instrument.text_state is TextState.EXTRACT
        bodies = [list(instrument.articles())]
        bodies += [
            [child for child in node.children if child.kind is kind]
            for node in instrument.root.walk()
            for kind in (*_NUMBERED_ITEMS, Kind.CHAPTER, Kind.SECTION, Kind.BOOK)
            if not _is_heading_in_elucidation(node)
        ]
        for row in bodies:
            yield from _sequence(instrument, row, extract)


def _is_heading_in_elucidation(node: Provision) -> bool:
    """Whether the children are `Ayat (2)` headings of an elucidation, which may leave numbers out."""
    return node.address.is_elucidation and any(child.marker.startswith("#") for child in node.children)


def _sequence(instrument: Instrument, row: list[Provision], gaps_allowed: bool) -> Iterator[Problem]:
    for index, node in enumerate(row):
        before = row[index - 1] if index else None
        name = _name(node)
        if before is not None and before.number == node.number:
            message = f"{name} ditulis dua kali (baris {before.line} dan {node.line})"
            yield Problem(instrument.file, node.line, "NOMOR-GANDA", message, "perbaiki nomor salah satunya")
        elif not _follows(before, node) and not gaps_allowed:
            missing = f"setelah {_name(before)}" if before else "di awal"
            hint = "periksa apakah ada bagian yang terlewat atau menempel pada baris sebelumnya"
            yield Problem(instrument.file, node.line, "NOMOR-LONCAT", f"{name} berdiri {missing}", hint)


def _follows(before: Provision | None, node: Provision) -> bool:
    """Whether a number may stand after another: next number, or the same with the next letter (26, 26A, 26B, 27)."""
    if node.kind is Kind.LETTER:
        order = [*"abcdefghijklmnopqrstuvwxyz", *(c * 2 for c in "abcdefghijklmnopqrstuvwxyz")]
        position = order.index(node.number) if node.number in order else -1
        return position == (order.index(before.number) + 1 if before and before.number in order else 0)
    here, there = _split_number(node.number), _split_number(before.number) if before else (0, "")
    if here[0] == there[0]:
        return here[1] == (chr(ord(there[1]) + 1) if there[1] else "a")
    return here[0] == there[0] + 1 and not here[1]


def _split_number(number: str) -> tuple[int, str]:
    match = re.fullmatch(r"(\d+)([a-z]?)", number)
    return (int(match[1]), match[2]) if match else (0, number)


def _name(node: Provision) -> str:
    return citation.within(Address("uu/0000/0", node.address.steps[-3:])) if node.address.steps else "peraturan"


def _emptiness(library: Library, _: date) -> Iterator[Problem]:
    """Every unit has words; a text state says the truth about the body."""
    for instrument in library.instruments.values():
        has_text = bool(instrument.articles())
        if instrument.text_state is TextState.MISSING and (has_text or instrument.root.text):
            hint = "ubah “naskah” menjadi lengkap atau kutipan, atau hapus isi di bawah data kepala"
            yield Problem(
                instrument.file, 1, "NASKAH-ISI", "naskah disebut belum tersedia, tetapi berkas berisi teks", hint
            )
        if instrument.text_state is not TextState.MISSING and not has_text:
            hint = "tulis teksnya, atau ubah “naskah” menjadi belum tersedia"
            yield Problem(instrument.file, 1, "NASKAH-ISI", "berkas tidak memuat satu pasal atau diktum pun", hint)
        if instrument.text_state is not TextState.MISSING and not instrument.proofing:
            hint = "tulis kunci “pencocokan”: dengan naskah apa teks ini dicocokkan"
            yield Problem(instrument.file, 1, "NASKAH-COCOK", "tidak dikatakan teks ini dicocokkan dengan apa", hint)
        for node in instrument.root.walk():
            if node.kind not in (Kind.INSTRUMENT, Kind.ELUCIDATION) and not node.text and not node.children:
                hint = f"tulis teksnya; bila sumbernya berlubang, tulis {GAP}"
                yield Problem(instrument.file, node.line, "KOSONG", f"{_name(node)} tidak berisi teks", hint)


def _shape(library: Library, _: date) -> Iterator[Problem]:
    """Files are written the one way: known headings, no tabs, no trailing blanks, one newline at the end."""
    for instrument in library.instruments.values():
        for node in instrument.root.walk():
            offset = 1 if node.marker.startswith("#") else 0
            for index, line in enumerate(node.lines):
                yield from _line_shape(instrument.file, node.line + offset + index, line)


def _line_shape(file: str, number: int, line: str) -> Iterator[Problem]:
    if line.startswith("#"):
        hint = "tulis judul seperti “## Pasal 1” atau “# BAB I KETENTUAN UMUM”; bila bukan judul, awali dengan \\"
        yield Problem(file, number, "JUDUL", f"judul “{line.lstrip('# ')}” tidak dikenal", hint)
    if "\t" in line or line != line.rstrip() or "\r" in line:
        yield Problem(file, number, "SPASI", "ada spasi atau tab di akhir baris", "hapus spasi di akhir baris dan tab")
    if re.search(r"\*\*|__|\]\(http|<[a-z]+>", line):
        hint = "hapus tanda tebal, tautan, atau HTML dari teks hukum"
        yield Problem(file, number, "TEKS-POLOS", "teks hukum memuat tanda Markdown atau HTML", hint)


def _elucidations(library: Library, _: date) -> Iterator[Problem]:
    """An elucidation explains something that exists, and a full text with elucidation explains every article."""
    for instrument in library.instruments.values():
        parts = [node for node in instrument.root.walk() if node.address.is_elucidation and node.marker.startswith("#")]
        for node in parts:
            if node.kind in (Kind.ELUCIDATION, Kind.GENERAL) or node.address.subject in library.provisions:
                continue
            message = f"Penjelasan menyebut {_name(node)}, yang tidak ada di batang tubuh"
            yield Problem(instrument.file, node.line, "PENJELASAN-SASARAN", message, "periksa nomornya")
        if parts and instrument.text_state is TextState.FULL:
            for article in instrument.articles():
                if article.address.elucidation not in library.provisions:
                    hint = f"tulis penjelasannya; bila sumbernya berlubang, tulis {GAP}"
                    message = f"{_name(article)} tidak punya penjelasan"
                    yield Problem(instrument.file, article.line, "PENJELASAN-HILANG", message, hint)


def _duplicates(library: Library, _: date) -> Iterator[Problem]:
    """No two units share an address, no two instruments an alias."""
    aliases: dict[str, Instrument] = {}
    for instrument in library.instruments.values():
        seen: dict[Address, Provision] = {}
        for node in instrument.root.walk():
            first = seen.setdefault(node.address, node)
            if node.kind is not Kind.WRAP_UP and first is not node and first.kind is not Kind.WRAP_UP:
                message = f"alamat {node.address} dipakai dua kali (baris {first.line} dan {node.line})"
                yield Problem(instrument.file, node.line, "ALAMAT-GANDA", message, "perbaiki nomor salah satunya")
        for alias in instrument.aliases:
            other = aliases.setdefault(alias, instrument)
            if other is not instrument:
                message = f"sebutan “{alias}” sudah dipakai {other.file}"
                yield Problem(
                    instrument.file, 1, "SEBUTAN-GANDA", message, "pakai sebutan yang hanya menunjuk satu peraturan"
                )


def _dates(library: Library, _: date) -> Iterator[Problem]:
    """Enacted, promulgated, in force: in that order."""
    for instrument in library.instruments.values():
        known = [d for d in (instrument.enacted_on, instrument.promulgated_on, instrument.in_force_from) if d]
        if known != sorted(known):
            hint = "urutannya: ditetapkan, diundangkan, berlaku"
            yield Problem(instrument.file, 1, "TANGGAL", "tanggal tidak berurutan", hint)


def _citations(library: Library, _: date) -> Iterator[Problem]:
    """Every citation of a text we hold in full leads somewhere; a guide names the law it cites."""
    for link in library.links:
        target = link.citation.target
        if target is None:
            if link.guide and re.match(r"(?:Penjelasan )?Pasal \d+", link.citation.words):
                hint = "tulis nama peraturannya, misalnya “Pasal 48 ayat (1) UU 21/2007”"
                message = f"“{link.citation.words}” tidak menyebut peraturannya"
                if not re.search(r"UUD|KUHAP|Undang-Undang", link.citation.words):
                    yield Problem(link.file, link.line, "KUTIPAN-TANPA-PERATURAN", message, hint)
            continue
        if target.work in library.instruments and library.href(target) is None:
            message = f"“{link.citation.words}” tidak ada di {library.instruments[target.work].short_citation}"
            yield Problem(link.file, link.line, "KUTIPAN-MATI", message, _nearest(library, target))


def _nearest(library: Library, address: Address) -> str:
    """Return a hint that names the address most like one that does not exist."""
    candidates = [str(a) for a in library.provisions if a.work == address.work]
    close = difflib.get_close_matches(str(address), candidates, 1, cutoff=0.8)
    return f"mungkin maksudnya {citation.within(Address.parse(close[0]))}" if close else "periksa nomor pasal dan ayat"


def _duties(library: Library, _: date) -> Iterator[Problem]:
    """Every duty rests on a provision that exists, quotes it word for word, and says `wajib` only where the text
    binds."""
    for guide in library.guides.values():
        for duty in guide.duties:
            node = library.provisions.get(duty.basis)
            if node is None:
                instrument = library.instruments.get(duty.basis.work)
                if instrument is None or instrument.text_state is TextState.FULL:
                    message = f"dasar {duty.basis} tidak ada"
                    yield Problem(guide.file, duty.line, "TUGAS-DASAR", message, _nearest(library, duty.basis))
                continue
            text = " ".join(node.full_text.split())
            if " ".join(duty.quote.split()) not in text:
                hint = "salin kata demi kata dari bagian yang disebut “dasar”"
                message = f"kutipan “{duty.quote[:60]}…” tidak ada di {citation.within(duty.basis)}"
                yield Problem(guide.file, duty.line, "TUGAS-KUTIPAN", message, hint)
            elif duty.force is Force.DUTY and not _BINDING_WORDS.search(duty.quote):
                hint = "pakai sifat lain, atau kutip bagian yang memuat kata wajib"
                message = f"sifat “wajib”, tetapi kutipan {citation.within(duty.basis)} tidak mewajibkan"
                yield Problem(guide.file, duty.line, "TUGAS-WAJIB", message, hint)


def _events(library: Library, _: date) -> Iterator[Problem]:
    """Actor, targets and replacement of every event exist."""
    for event in library.events:
        named = [("sasaran", t) for t in event.targets] + [("oleh", event.actor)]
        if event.replacement:
            named.append(("menjadi", event.replacement))
        for key, address in named:
            if not library.has(address):
                message = f"“{key}: {address}” tidak ada"
                yield Problem(event.file, event.line, "PERISTIWA", message, _nearest(library, address))


def _proofs(library: Library, _: date) -> Iterator[Problem]:
    """Every doubt names a provision, and every gap in a text has a doubt (and the reverse)."""
    for note in library.proofs.values():
        node = library.provisions.get(note.address)
        if node is None:
            message = f"“bagian: {note.address}” tidak ada"
            yield Problem(note.file, note.line, "COCOK-SASARAN", message, _nearest(library, note.address))
        elif note.state is Proof.MISSING and GAP not in node.full_text:
            hint = f"tulis {GAP} di teks, atau ubah keadaannya"
            message = f"{_name(node)} disebut teks hilang, tetapi teksnya tidak berlubang"
            yield Problem(note.file, note.line, "COCOK-TANDA", message, hint)
    for instrument in library.instruments.values():
        for node in instrument.root.walk():
            marked = any(library.proofs.get(a, None) for a in node.address.lineage)
            if GAP in node.text and not marked:
                hint = f"tambahkan catatan untuk {node.address} di berkas .proof.yaml"
                yield Problem(instrument.file, node.line, "COCOK-TANDA", f"{_name(node)} berlubang tanpa catatan", hint)
            if LEFT_OUT in node.text and instrument.text_state is not TextState.EXTRACT:
                message = f"{_name(node)} disebut tidak dimuat, tetapi naskah bukan kutipan"
                yield Problem(instrument.file, node.line, "COCOK-TANDA", message, f"tulis {GAP} bila teksnya hilang")


def _manifests(library: Library, _: date) -> Iterator[Problem]:
    """A provision's wording is the one that was sealed."""
    for work, instrument in library.instruments.items():
        sealed, found = library.manifests[work], manifest.seals(instrument)
        by_address = {str(node.address): node.line for node in reversed(list(instrument.root.walk()))}
        for address, digest in found.items():
            if sealed.get(address) != digest:
                what = "berubah" if address in sealed else "baru"
                hint = "bila perubahan disengaja dan sudah dicocokkan, jalankan “portal manifest”"
                message = f"{address} {what} tanpa perubahan manifes"
                yield Problem(instrument.file, by_address.get(address.rstrip("'"), 1), "MANIFES", message, hint)
        for address in sealed.keys() - found.keys():
            hint = "kembalikan teksnya, atau jalankan “portal manifest” bila memang dihapus"
            yield Problem(instrument.file, 1, "MANIFES", f"{address} ada di manifes, tetapi hilang dari teks", hint)


def _guides(library: Library, _: date) -> Iterator[Problem]:
    """Guides start at the second heading level, number lists from 1, and hold no raw HTML."""
    for guide in [*library.guides.values(), *library.pages.values()]:
        previous = ""
        for number, line in enumerate(guide.body.split("\n"), guide.body_line):
            if re.match(r"# ", line):
                yield Problem(guide.file, number, "PANDUAN-JUDUL", "judul tingkat satu di isi panduan", "mulai dari ##")
            if re.search(r"</?[a-zA-Z][^>]*>", line):
                yield Problem(guide.file, number, "PANDUAN-HTML", "ada HTML di panduan", "tulis dengan Markdown saja")
            item = re.match(r"(\d+)\. ", line)
            if item and item[1] != "1" and not previous.strip():
                message = f"daftar bernomor mulai dari {item[1]}"
                yield Problem(
                    guide.file, number, "PANDUAN-NOMOR", message, "mulai dari 1, tanpa baris kosong di antaranya"
                )
            previous = line


def _contacts(library: Library, today: date) -> Iterator[Problem]:
    """A number that nobody looked at for half a year is a warning: it may ring nowhere."""
    for contact in library.contacts:
        age = (today - contact.checked_on).days
        if age > CONTACT_WARN_DAYS:
            message = f"nomor “{contact.name}” terakhir diperiksa {age} hari lalu"
            hint = "hubungi nomornya, lalu perbarui “diperiksa” dan “sumber”"
            yield Problem("content/contacts.yaml", 1, "KONTAK-UMUR", message, hint, Severity.WARNING)


RULES: tuple[Rule, ...] = (
    _numbering,
    _emptiness,
    _shape,
    _elucidations,
    _duplicates,
    _dates,
    _citations,
    _duties,
    _events,
    _proofs,
    _manifests,
    _guides,
    _contacts,
)
