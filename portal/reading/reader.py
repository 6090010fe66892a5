"""Reads the content folder once: every text and data file, made into one Library, and every problem met on the way.

`read` never stops at the first problem and never raises for bad content. It opens files; what the Library can tell is
for `library`, whether the content may be published for `checks`.
"""

import difflib
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from portal import kinds
from portal.address import Address, AddressError
from portal.asking import Answer, Emergency, Inquiry, Synonym, Topic
from portal.errors import Code, Problem, Severity
from portal.guidance import (
    CaseStep,
    Contact,
    Correction,
    Deadline,
    Guide,
    OpenQuestion,
    Penalty,
    PlainWord,
    Right,
    Role,
)
from portal.kit import Kit, Preset
from portal.model import WORDED, Event, Instrument, ProofNote, TextState
from portal.print.receipt import LEDGER
from portal.reading import matter, numbers, pictures, seals, statute
from portal.reading.folder import beside_hint, document_fault, is_document, is_picture, walk
from portal.reading.indexes import indexed
from portal.reading.library import Library
from portal.reading.matter import Parts
from portal.reading.pictures import Picture
from portal.reading.wording import Wording

Row = TypeVar("Row")

REGULATIONS, GUIDES, PAGES = "regulations", "guides", "pages"
CONTACTS, QUESTIONS, PENALTIES = "contacts.yaml", "catatan-hukum.yaml", "sanksi.yaml"
CORRECTIONS, CONTACT_SEALS = "perbaikan.yaml", "contacts.sha256"
ROLES, DEADLINES, RIGHTS = "roles", "tenggat.yaml", "hak.yaml"
STEPS, INQUIRY, WORDS = "alur.yaml", "tanya.yaml", "istilah.yaml"
KITS, PRESETS = "kits", "buku.yaml"
ANSWERS, EMERGENCIES, PICTURES = "answers", "darurat.yaml", "pictures"
SYNONYMS, TOPICS = "sinonim.yaml", "topik.yaml"
EVENTS, PROOFS, SEALS = ".events.yaml", ".proof.yaml", ".sha256"  # beside a text, after its name

_DOCUMENTS = (GUIDES, PAGES, ROLES, KITS, ANSWERS)  # folders of documents, each named as in its address
_DATA = (
    CONTACTS,
    QUESTIONS,
    PENALTIES,
    CORRECTIONS,
    DEADLINES,
    RIGHTS,
    STEPS,
    INQUIRY,
    WORDS,
    PRESETS,
    SYNONYMS,
    TOPICS,
    EMERGENCIES,
)
_AT_THE_TOP = (*_DATA, LEDGER, CONTACT_SEALS, "LICENSE.md", "README.md")


def read(folder: Path) -> tuple[Library, list[Problem]]:
    """Read the content folder; return the library of what could be read, and every problem."""
    reader = _Reader(folder)
    return reader.library(), reader.problems


class _Reader:
    """Reads the files of one content folder, gathering problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._lying = walk(folder)
        self._digest = hashlib.sha256()
        self._contacts: tuple[Contact, ...] = ()

    def library(self) -> Library:
        self._contacts = tuple(self._rows(self.folder / CONTACTS, Contact))
        instruments = self._instruments()
        works = {i.address.work: i for i in sorted(instruments, key=_order)}
        guides, pages = self._guides(GUIDES), self._guides(PAGES)
        roles, kits = self._documents(ROLES, Role), self._documents(KITS, Kit)
        events = {work: self._beside(i, EVENTS, Event) for work, i in works.items()}
        found = Library(
            instruments=MappingProxyType(works),
            guides=MappingProxyType(guides),
            pages=MappingProxyType(pages),
            contacts=self._contacts,
            contact_seals=MappingProxyType(self._contact_seals()),
            events=tuple(event for rows in events.values() for event in rows),
            proofs=MappingProxyType(self._proofs(works)),
            manifests=MappingProxyType({work: self._manifest(i) for work, i in works.items()}),
            wordings=MappingProxyType({work: tuple(self._wordings(work, rows)) for work, rows in events.items()}),
            questions=tuple(self._rows(self.folder / QUESTIONS, OpenQuestion)),
            penalties=tuple(self._rows(self.folder / PENALTIES, Penalty)),
            corrections=tuple(self._rows(self.folder / CORRECTIONS, Correction)),
            roles=MappingProxyType(roles),
            deadlines=tuple(self._rows(self.folder / DEADLINES, Deadline)),
            rights=tuple(self._rows(self.folder / RIGHTS, Right)),
            steps=tuple(self._rows(self.folder / STEPS, CaseStep)),
            inquiry=self._inquiry(),
            words=tuple(self._rows(self.folder / WORDS, PlainWord)),
            synonyms=tuple(self._rows(self.folder / SYNONYMS, Synonym)),
            topics=tuple(self._rows(self.folder / TOPICS, Topic)),
            kits=MappingProxyType(kits),
            answers=MappingProxyType(self._documents(ANSWERS, Answer)),
            emergencies=tuple(self._rows(self.folder / EMERGENCIES, Emergency)),
            pictures=MappingProxyType(dict(self._pictures())),
            presets=tuple(self._rows(self.folder / PRESETS, Preset)),
            content_id=self._digest.hexdigest(),
        )
        self._report_strays(found)
        return indexed(found)

    def _instruments(self) -> Iterator[Instrument]:
        for path in self._files(REGULATIONS):
            if path.suffix != ".md" or "." in path.stem:
                continue  # `21.2026-01-02.md` holds other words of `21.md`
            address = self._address(path)
            found = self._document(path, Instrument, partial(_text_of, address or Address("uu/0000/0")))
            if found is not None and address is not None:
                self._compare_with_path(found, address, path)
                yield found

    def _address(self, path: Path) -> Address | None:
        """Return the address that a file's place gives, None (with a fault) when it is that of no instrument."""
        try:
            address = Address.parse(path.relative_to(self.folder / REGULATIONS).with_suffix("").as_posix())
            if address.steps:
                raise AddressError(f"{address} is a part of an instrument")
        except AddressError:
            hint = "simpan seperti uu/2007/21.md"
            self._problem(path, Code.ALAMAT_BERKAS, "letak berkas bukan alamat peraturan", hint)
            return None
        return address

    def _compare_with_path(self, found: Instrument, address: Address, path: Path) -> None:
        """Report a place that no instrument has, and a front matter that names another one than the place does."""
        for message, hint in _place_faults(address.work):
            self._problem(path, Code.ALAMAT_BERKAS, message, hint)
        for key, message in _differences(found, address.work):
            line = found.place.line_of(key)
            self._problem(path, Code.ALAMAT_BERKAS, f"{message} tidak sesuai letak berkas", "samakan keduanya", line)

    def _guides(self, folder: str) -> dict[str, Guide]:
        found = self._documents(folder, Guide)
        return dict(sorted(found.items(), key=lambda pair: (pair[1].rank, pair[0])))

    def _documents(self, folder: str, kind: type[Row]) -> dict[str, Row]:
        """Read every Markdown file of a folder; the keys are the names in their addresses."""
        found = {
            path.stem: self._document(path, kind, partial(self._written, path))
            for path in self._files(folder)
            if path.parent.name == folder and is_document(path.name)
        }
        return {slug: row for slug, row in found.items() if row is not None}

    def _document(self, path: Path, kind: type[Row], given: Callable[[Parts], dict[str, Any]]) -> Row | None:
        row, problems = matter.document(self._text(path), self._name(path), kind, given)
        self.problems += problems
        return row

    def _written(self, path: Path, parts: Parts) -> dict[str, Any]:
        """Return the name of a document, its body with the numbers that it names, and where the body begins."""
        if all(contact.place.is_sound("nama", "telepon", "wa") for contact in self._contacts):
            for line, words in numbers.unnamed(parts.body, self._contacts):
                hint = f"pakai nama dan jenis nomor yang ada di {CONTACTS}"
                self._problem(path, Code.KONTAK_NOMOR, f"“{words}” tidak memberi nomor", hint, parts.body_line + line)
        for line, words in numbers.typed(parts.body):
            message, hint = f"nomor “{words}” ditulis di sini", numbers.HINT
            self._problem(path, Code.KONTAK_NOMOR, message, hint, parts.body_line + line)
        return {"slug": path.stem, "body": numbers.fill(parts.body, self._contacts), "body_line": parts.body_line}

    def _inquiry(self) -> Inquiry | None:
        path = self.folder / INQUIRY
        if not path.exists():
            return None
        inquiry, problems = matter.mapping(self._text(path), self._name(path), Inquiry)
        self.problems += problems
        return inquiry

    def _pictures(self) -> Iterator[tuple[str, Picture]]:
        for path in self._files(PICTURES):
            try:
                if not is_picture(path.name):
                    raise ValueError("berkas ini bukan gambar bernama seperti tanda-kunci.svg")
                yield path.stem, Picture(self._name(path), pictures.drawing(self._text(path)))
            except ValueError as error:
                hint = f"lihat bagian Gambar di panduan penyuntingan; paling besar {pictures.MOST_BYTES} byte"
                self._problem(path, Code.GAMBAR, str(error), hint)

    def _beside(self, instrument: Instrument, suffix: str, kind: type[Row]) -> list[Row]:
        """Read the data file beside an instrument's text, if there is one."""
        path = self.folder / REGULATIONS / f"{instrument.address.work}{suffix}"
        return self._rows(path, kind)

    def _proofs(self, works: Mapping[str, Instrument]) -> dict[Address, ProofNote]:
        found: dict[Address, ProofNote] = {}
        for instrument in works.values():
            for note in self._beside(instrument, PROOFS, ProofNote):
                first = found.setdefault(note.address, note)
                if first is not note and note.place.is_sound("bagian"):
                    line = note.place.line_of("bagian")
                    message = f"{note.address} sudah punya catatan (baris {first.place.line_of('bagian')})"
                    hint = "gabungkan keduanya menjadi satu catatan"
                    self.problems.append(Problem(note.place.file, line, Code.ALAMAT_GANDA, message, hint))
        return found

    def _wordings(self, work: str, events: Iterable[Event]) -> Iterator[Wording]:
        """Yield the changes of words that events make to a work, each with the other words from the file it names."""
        for event in events:
            if event.effect not in WORDED:
                continue
            path = (self.folder / REGULATIONS / work).with_name(event.other or "-")
            root = statute.parse(self._text(path), Address(work)) if event.other and path.exists() else None
            yield Wording(event, self._name(path) if event.other else "", root)

    def _report_strays(self, library: Library) -> None:
        """Report files that nothing would read: misspelt, in a wrong place, or left behind by a system."""
        for path in self._lying.left_out:
            hint = "hapus berkasnya; bila isinya harus tampil, beri nama biasa seperti untuk-rt.md"
            message = "berkas tersembunyi atau buatan sistem ini dilewati"
            problem = Problem(self._name(path), 1, Code.BERKAS_DILEWATI, message, hint, severity=Severity.WARNING)
            self.problems.append(problem)
        named = {wording.file for rows in library.wordings.values() for wording in rows}
        for path in self._lying.files:
            top, *rest = path.relative_to(self.folder).parts
            if self._name(path) in named:
                continue
            if top == REGULATIONS and rest:
                hint = beside_hint(path, (EVENTS, PROOFS, SEALS))
                message = "berkas ini tidak dibaca" if hint else ""
            elif top in _DOCUMENTS and rest:
                message, hint = document_fault(path, self.folder / top)
            elif top == PICTURES and len(rest) == 1:
                continue  # told where they are read
            elif rest or top not in _AT_THE_TOP:
                close = difflib.get_close_matches(top, (*_AT_THE_TOP, *_DOCUMENTS, REGULATIONS, PICTURES), 1)
                message = "berkas ini tidak dibaca"
                hint = f"mungkin maksudnya {close[0]}" if close else "pindahkan ke luar folder isi, atau hapus"
            else:
                continue
            if message:
                self._problem(path, Code.ALAMAT_BERKAS, message, hint)

    def _rows(self, path: Path, kind: type[Row]) -> list[Row]:
        if not path.exists():
            return []
        rows, problems = matter.rows(self._text(path), self._name(path), kind)
        self.problems += problems
        return rows

    def _manifest(self, instrument: Instrument) -> dict[str, str]:
        path = self.folder / REGULATIONS / f"{instrument.address.work}{SEALS}"
        return seals.parse(self._text(path)) if path.exists() else {}

    def _contact_seals(self) -> dict[str, str]:
        path = self.folder / CONTACT_SEALS
        return seals.parse(self._text(path)) if path.exists() else {}

    def _text(self, path: Path) -> str:
        try:
            data = path.read_bytes()
        except OSError as error:
            message = f"berkas tidak dapat dibuka ({error.strerror})"
            self._problem(path, Code.ALAMAT_BERKAS, message, "periksa izin berkas dan ke mana tautannya menunjuk")
            return ""
        self._digest.update(f"{self._name(path)}\0{len(data)}\0".encode() + data)
        if b"\r\n" in data:
            data = self._without_windows_ends(path, data)
        try:
            return data.decode("utf-8-sig")  # some editors begin a file with a byte order mark
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            hint = "simpan ulang berkas sebagai UTF-8"
            self.problems.append(Problem(self._name(path), line, Code.HURUF, "berkas bukan teks UTF-8", hint))
            return data.decode("utf-8", errors="replace")

    def _without_windows_ends(self, path: Path, data: bytes) -> bytes:
        """Return a file as if its lines ended with a newline alone, as those of texts of law must (they are sealed)."""
        if self.folder / REGULATIONS in path.parents and path.suffix == ".md":
            line, count = data[: data.index(b"\r\n")].count(b"\n") + 1, data.count(b"\r\n")
            message = f"naskah memakai ganti baris Windows (CRLF) di {count} baris"
            hint = "simpan ulang dengan ganti baris LF (VS Code: klik “CRLF” di kanan bawah, pilih “LF”)"
            self._problem(path, Code.GANTI_BARIS, message, hint, line)
        return data.replace(b"\r\n", b"\n")

    def _files(self, folder: str) -> list[Path]:
        return [path for path in self._lying.files if self.folder / folder in path.parents]

    def _name(self, path: Path) -> str:
        """Return the file as editors know it: `content/…`."""
        return (Path(self.folder.name) / path.relative_to(self.folder)).as_posix()

    def _problem(self, path: Path, code: Code, message: str, hint: str, line: int = 1) -> None:
        self.problems.append(Problem(self._name(path), line, code, message, hint))


def _text_of(address: Address, parts: Parts) -> dict[str, Any]:
    region = kinds.issuer_of(address.work) if kinds.kind_of(address.work).levels else ""
    root = statute.parse(parts.body, address, parts.body_line)
    return {"address": address, "region": region, "root": root}


def _place_faults(work: str) -> Iterator[tuple[str, str]]:
    """Yield message and hint for a work whose kind is unknown, or whose kind is not made by whom its address names."""
    token, *_, year, number = work.split("/")
    kind, issuer = kinds.KINDS.get(token), kinds.issuer_of(work)
    region = kinds.region_of(issuer)
    if kind is None:
        hint = f"yang dikenal: {', '.join(kinds.KINDS)}; periksa nama foldernya"
        yield f"jenis peraturan “{token}” belum dikenal", hint
    elif not kind.has_issuer and issuer:
        yield f"{kind.long} tidak memakai “{issuer}” di letak berkasnya", f"simpan seperti {token}/{year}/{number}.md"
    elif kind.has_ministry and issuer not in kinds.MINISTRIES:
        hint = f"simpan seperti {token}/pppa/{year}/{number}.md; yang dikenal: {', '.join(kinds.MINISTRIES)}"
        yield f"kementerian “{issuer}” di letak berkas belum dikenal", hint
    elif kind.levels and region is None:
        hint = (
            f"yang dikenal: {', '.join(kinds.REGIONS)}; daerah lain ditulis dengan tingkatnya, seperti kota-banjarmasin"
        )
        yield f"wilayah “{issuer}” di letak berkas belum dikenal", hint
    elif kind.levels and region is not None and region.level not in kind.levels:
        makers = " atau ".join(kind.levels)
        yield f"{kind.long} dibuat oleh {makers}, bukan oleh {region.long}", "periksa jenis dan wilayahnya"


def _differences(found: Instrument, work: str) -> Iterator[tuple[str, str]]:
    """Yield key and words of what the front matter states otherwise than the address; what is unreadable is told."""
    kind, region, sound = kinds.KINDS.get(work.split("/")[0]), kinds.region_of(found.region), found.place.is_sound
    number = re.sub(r"[^0-9a-z]+", "-", found.number.removesuffix(f"/{found.year}").lower())
    names = {kinds.slugged(region.name), kinds.slugged(region.long)} if region else {""}
    if kind and sound("jenis") and found.stated_type.lower() not in {kind.token, *map(str.lower, kind.forms)}:
        yield "jenis", f"jenis “{found.stated_type}”"
    if sound("nomor", "tahun") and [str(found.year), number] != work.split("/")[-2:]:
        yield "nomor", f"nomor “{found.number}” dan tahun “{found.year}”"
    is_known = region is not None or not found.region  # an unknown one is told already
    if sound("wilayah") and is_known and kinds.slugged(found.stated_region) not in names:
        yield "wilayah", f"wilayah “{found.stated_region}”"


def _order(instrument: Instrument) -> tuple[int, int, int, str]:
    """Sort key: full texts first, then extracts, then records; in each the region's own first, the oldest first."""
    rank = list(TextState).index(instrument.text_state)
    return rank, 0 if instrument.region else 1, instrument.year, instrument.address.work
