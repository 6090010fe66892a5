"""Everything the portal knows, read once, never changed: texts, events, guides, contacts, and the links between them.

`read` takes the content folder and gives a Library and every problem met on the way; it never stops at the first. The
Library is immutable; a new one replaces the old in one assignment. It does not judge what it read (that is `checks`)
and renders nothing.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from portal import citation, front_matter, links, manifest, statute
from portal.address import Address, AddressError, Kind
from portal.citation import Citation
from portal.errors import Problem
from portal.guidance import Contact, Correction, Guide, OpenQuestion, Penalty, Term
from portal.links import Link
from portal.model import (
    INSTRUMENT_TYPES,
    REGIONS,
    Event,
    Instrument,
    ProofNote,
    Provision,
    Status,
    TextState,
    status,
)

Row = TypeVar("Row")

REGULATIONS, GUIDES, PAGES = "regulations", "guides", "pages"
CONTACTS, QUESTIONS, PENALTIES = "contacts.yaml", "catatan-hukum.yaml", "sanksi.yaml"
CORRECTIONS = "perbaikan.yaml"


@dataclass(frozen=True)
class Library:
    """The whole content; every mapping is read-only. `content_id` is a SHA-256 over all content files."""

    instruments: Mapping[str, Instrument]
    provisions: Mapping[Address, Provision]
    guides: Mapping[str, Guide]
    pages: Mapping[str, Guide]
    contacts: tuple[Contact, ...]
    terms: tuple[Term, ...]
    events: tuple[Event, ...]
    proofs: Mapping[Address, ProofNote]
    manifests: Mapping[str, Mapping[str, str]]
    questions: tuple[OpenQuestion, ...]
    penalties: tuple[Penalty, ...]
    corrections: tuple[Correction, ...]
    links: tuple[Link, ...]
    aliases: Mapping[str, str]
    cited_by: Mapping[Address, tuple[Address, ...]]
    guides_citing: Mapping[Address, tuple[str, ...]]
    carried_out_by: Mapping[Address, tuple[Address, ...]]
    neighbours: Mapping[Address, tuple[Address | None, Address | None]]
    content_id: str

    def instrument(self, address: Address) -> Instrument:
        """Return the instrument an address belongs to; KeyError when the library has none."""
        return self.instruments[address.work]

    def elucidation(self, address: Address) -> Provision | None:
        """Return the official explanation of a provision, None when there is none."""
        return self.provisions.get(address.elucidation)

    def has(self, address: Address) -> bool:
        """Whether an address names a work or a provision in the library."""
        return address in self.provisions or (not address.steps and address.work in self.instruments)

    def href(self, address: Address) -> str | None:
        """Return the web path with anchor of an address.

        A provision that an extract or record does not hold leads to its instrument's page; None when the library does
        not have the instrument, or has its full text without such a provision.
        """
        if self.has(address):
            page = address.provision
            anchor = address.anchor(page)
            return page.path + (f"#{anchor}" if anchor else "")
        instrument = self.instruments.get(address.work)
        if instrument is None or instrument.text_state is TextState.FULL:
            return None
        return instrument.address.path

    def events_for(self, address: Address) -> tuple[Event, ...]:
        """Return the events on a provision, on anything that holds it, or on anything below it."""
        own = address.subject
        return tuple(
            event
            for event in self.events
            if any(target in own.lineage or own in target.lineage for target in event.targets)
        )

    def status(self, address: Address, as_of: date) -> Status:
        """Return the status of a provision on a date: events on itself or on what holds it."""
        own = address.subject
        return status([e for e in self.events if any(t in own.lineage for t in e.targets)], as_of)

    def proofs_for(self, address: Address) -> tuple[ProofNote, ...]:
        """Return the doubts about a provision's wording, its elucidation's included."""
        own = address.subject
        return tuple(note for key, note in self.proofs.items() if own in key.subject.lineage)

    def questions_for(self, address: Address) -> tuple[OpenQuestion, ...]:
        """Return the open legal questions that mark a provision or a part of it."""
        own = address.subject
        return tuple(q for q in self.questions if any(own in a.subject.lineage for a in q.addresses))

    def find_citations(self, text: str) -> list[Citation]:
        """Return the citations in a text outside any law (a guide, a note)."""
        return citation.find(text, None, self.aliases)


def read(folder: Path) -> tuple[Library, list[Problem]]:
    """Read the content folder; return the library of what could be read, and every problem."""
    reader = _Reader(folder)
    return reader.library(), reader.problems


class _Reader:
    """Reads the files of one content folder, gathering problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._digest = hashlib.sha256()

    def library(self) -> Library:
        instruments = self._instruments()
        works = {i.address.work: i for i in sorted(instruments, key=_order)}
        provisions = {
            node.address: node
            for i in reversed(list(works.values()))
            for node in i.root.walk()
            if node.kind is not Kind.WRAP_UP
        }
        self._report_strays()
        guides, pages = self._guides(GUIDES), self._guides(PAGES)
        names = citation.aliases(works)
        found = tuple(links.law_links(works)) + tuple(links.guide_links(guides | pages, names))
        return Library(
            instruments=MappingProxyType(works),
            provisions=MappingProxyType(provisions),
            guides=MappingProxyType(guides),
            pages=MappingProxyType(pages),
            contacts=tuple(self._rows(self.folder / CONTACTS, front_matter.read_contacts)),
            terms=tuple(_terms(works)),
            events=tuple(e for i in works.values() for e in self._beside(i, ".events.yaml", front_matter.read_events)),
            proofs=MappingProxyType(self._proofs(works)),
            manifests=MappingProxyType({work: self._manifest(i) for work, i in works.items()}),
            questions=tuple(self._rows(self.folder / QUESTIONS, front_matter.read_questions)),
            penalties=tuple(self._rows(self.folder / PENALTIES, front_matter.read_penalties)),
            corrections=tuple(self._rows(self.folder / CORRECTIONS, front_matter.read_corrections)),
            links=found,
            aliases=MappingProxyType(names),
            cited_by=MappingProxyType(links.cited_by(found, provisions)),
            guides_citing=MappingProxyType(links.guides_citing(found, provisions)),
            carried_out_by=MappingProxyType(links.carried_out_by(works)),
            neighbours=MappingProxyType(_neighbours(works)),
            content_id=self._digest.hexdigest(),
        )

    def _instruments(self) -> Iterator[Instrument]:
        for path in self._files(REGULATIONS, "*.md"):
            text = self._text(path)
            shape, parts, problems = front_matter.read_instrument(text, self._name(path))
            self.problems += problems
            if shape is None or parts is None:
                continue
            try:
                address = Address.parse(path.relative_to(self.folder / REGULATIONS).with_suffix("").as_posix())
                if address.steps:
                    raise AddressError(f"{address} is a part of an instrument")
            except AddressError:
                self._problem(
                    path, "ALAMAT-BERKAS", "letak berkas bukan alamat peraturan", "simpan seperti uu/2007/21.md"
                )
                continue
            self._compare_with_path(shape, address, path)
            region = address.work.split("/")[1] if address.work.count("/") == 3 else ""
            yield Instrument(
                address=address,
                number=shape.number,
                year=shape.year,
                region=region,
                title=shape.title,
                aliases=shape.aliases,
                enacted_on=shape.enacted_on,
                promulgated_on=shape.promulgated_on,
                in_force_from=shape.in_force_from,
                publication=shape.publication,
                text_state=shape.text_state,
                proofing=shape.proofing,
                sources=shape.model_sources(),
                root=statute.parse(parts.body, address, parts.body_line),
                file=self._name(path),
                other_titles=shape.other_titles,
                facts=shape.model_facts(),
                unknowns=shape.unknowns,
                ask_at=shape.ask_at,
                bring=shape.bring,
                carries_out=shape.carries_out,
                replaces=shape.replaces,
            )

    def _compare_with_path(self, shape: front_matter.InstrumentShape, address: Address, path: Path) -> None:
        """Report a front matter that names another instrument than the file's place does."""
        parts = address.work.split("/")
        type_ = INSTRUMENT_TYPES.get(parts[0])
        number = re.sub(r"[^0-9a-z]+", "-", shape.number.removesuffix(f"/{shape.year}").lower())
        region = REGIONS.get(parts[1], ("", ""))[1] if len(parts) == 4 else ""
        if type_ is None or shape.type_.lower() not in (type_.token, type_.short.lower()):
            self._problem(path, "ALAMAT-BERKAS", f"jenis “{shape.type_}” tidak sesuai letak berkas", "samakan keduanya")
        if (number, str(shape.year)) != (parts[-1], parts[-2]):
            message = f"nomor “{shape.number}” dan tahun “{shape.year}” tidak sesuai letak berkas"
            self._problem(path, "ALAMAT-BERKAS", message, "samakan keduanya")
        if (len(parts) == 4 and not region) or region.removeprefix("Provinsi ") != shape.region:
            message = f"wilayah “{shape.region}” tidak sesuai letak berkas"
            self._problem(path, "ALAMAT-BERKAS", message, "samakan keduanya")

    def _guides(self, folder: str) -> dict[str, Guide]:
        found = {}
        for path in self._files(folder, "*.md"):
            guide, problems = front_matter.read_guide(self._text(path), path.stem, self._name(path))
            self.problems += problems
            if guide is not None:
                found[path.stem] = guide
        return found

    def _beside(
        self, instrument: Instrument, suffix: str, read_rows: Callable[[str, str], tuple[list[Row], list[Problem]]]
    ) -> list[Row]:
        """Read the data file beside an instrument's text, if there is one."""
        path = self.folder / REGULATIONS / f"{instrument.address.work}{suffix}"
        return self._rows(path, read_rows)

    def _proofs(self, works: Mapping[str, Instrument]) -> dict[Address, ProofNote]:
        found: dict[Address, ProofNote] = {}
        for instrument in works.values():
            for note in self._beside(instrument, ".proof.yaml", front_matter.read_proofs):
                first = found.setdefault(note.address, note)
                if first is not note:
                    message = f"{note.address} sudah punya catatan (baris {first.line})"
                    hint = "gabungkan keduanya menjadi satu catatan"
                    self.problems.append(Problem(note.file, note.line, "ALAMAT-GANDA", message, hint))
        return found

    def _report_strays(self) -> None:
        """Report files that nothing would read: a misspelt ending, or data beside a text that is not there."""
        for path in self._files(REGULATIONS, "*"):
            stem, _, ending = path.name.partition(".")
            if path.is_dir() or not stem or ending == "md":
                continue
            if ending not in ("events.yaml", "proof.yaml", "sha256") or not path.with_name(f"{stem}.md").exists():
                hint = f"yang dibaca: {stem}.md, dan di sampingnya {stem}.events.yaml, {stem}.proof.yaml, {stem}.sha256"
                self._problem(path, "ALAMAT-BERKAS", "berkas ini tidak dibaca", hint)

    def _rows(self, path: Path, read_rows: Callable[[str, str], tuple[list[Row], list[Problem]]]) -> list[Row]:
        if not path.exists():
            return []
        rows, problems = read_rows(self._text(path), self._name(path))
        self.problems += problems
        return rows

    def _manifest(self, instrument: Instrument) -> dict[str, str]:
        path = self.folder / REGULATIONS / f"{instrument.address.work}.sha256"
        return manifest.parse(self._text(path)) if path.exists() else {}

    def _text(self, path: Path) -> str:
        data = path.read_bytes()
        self._digest.update(f"{self._name(path)}\0{len(data)}\0".encode() + data)
        try:
            return data.decode("utf-8-sig")  # some editors begin a file with a byte order mark
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            hint = "simpan ulang berkas sebagai UTF-8"
            self.problems.append(Problem(self._name(path), line, "HURUF", "berkas bukan teks UTF-8", hint))
            return data.decode("utf-8", errors="replace")

    def _files(self, folder: str, pattern: str) -> list[Path]:
        return sorted((self.folder / folder).rglob(pattern))

    def _name(self, path: Path) -> str:
        """Return the file as editors know it: `content/…`."""
        return (Path(self.folder.name) / path.relative_to(self.folder)).as_posix()

    def _problem(self, path: Path, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self._name(path), 1, code, message, hint))


def _order(instrument: Instrument) -> tuple[int, int, int, str]:
    """Sort key: full texts first, then extracts, then records; in each the region's own first, the oldest first."""
    rank = list(TextState).index(instrument.text_state)
    return rank, 0 if instrument.region else 1, instrument.year, instrument.address.work


def _neighbours(works: Mapping[str, Instrument]) -> dict[Address, tuple[Address | None, Address | None]]:
    found: dict[Address, tuple[Address | None, Address | None]] = {}
    for instrument in works.values():
        chapters = [n.address for n in instrument.root.walk() if n.kind is Kind.CHAPTER]
        articles = [n.address for n in instrument.articles()]
        for row in (chapters, articles):
            for index, here in enumerate(row):
                after = row[index + 1] if index + 1 < len(row) else None
                found[here] = (row[index - 1] if index else None, after)
    return found


_DEFINITION = re.compile(r"(?P<word>[^.;:]{2,90}?)(?:, yang selanjutnya disingkat (?P<short>[A-Z0-9]+),)? adalah ")


def _terms(works: Mapping[str, Instrument]) -> Iterator[Term]:
    """Yield the terms that the first article of each instrument defines (UU 12/2011 Lampiran II no. 98: ketentuan
    umum)."""
    for instrument in works.values():
        first = next((a for a in instrument.articles() if a.number == "1"), None)
        for item in first.children if first else ():
            match = _DEFINITION.match(item.text)
            if item.kind is Kind.NUMBER and match:
                yield Term(match["word"], item)
                if match["short"]:
                    yield Term(match["short"], item)
