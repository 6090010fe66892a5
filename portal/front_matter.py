"""What editors write as YAML, made into values of the model, with every fault named by its line.

Takes the text of a content file and gives model and guidance values plus the body and its first line number; faults
come back as Problems and never as exceptions. YAML is read as plain strings (BaseLoader) and typed by pydantic: the
ordinary loader turns `nomor: 010` into 8 and lets a repeated key win silently. This module reads no directories.
"""

import difflib
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from portal.address import Address, AddressError
from portal.errors import Problem
from portal.guidance import Audience, Contact, Correction, Duty, Force, Guide, OpenQuestion, Penalty
from portal.model import Confidence, Effect, Event, Fact, Proof, ProofNote, Source, TextState
from portal.yaml_lines import Lines, load

Shape = TypeVar("Shape", bound="_Shape")


def _address(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return Address.parse(value)
    except AddressError as error:
        raise ValueError(str(error)) from error


def _day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_form", "not a date")  # pydantic alone reads "0" as 1970-01-01
    return value


AddressField = Annotated[Address, BeforeValidator(_address)]
Day = Annotated[date, BeforeValidator(_day)]


class _Shape(BaseModel):
    """One YAML mapping: Indonesian keys (the aliases), nothing beyond them."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True)


class _SourceShape(_Shape):
    name: str = Field(validation_alias="nama", min_length=1)
    url: str = Field("", validation_alias="alamat")
    taken_on: Day = Field(validation_alias="diambil")


class _FactShape(_Shape):
    subject: str = Field(validation_alias="hal", min_length=1)
    statement: str = Field(validation_alias="isi", min_length=1)
    source: str = Field(validation_alias="sumber", min_length=1)
    confidence: Confidence = Field(validation_alias="keyakinan")


class InstrumentShape(_Shape):
    """The front matter of an instrument."""

    type_: str = Field(validation_alias="jenis")
    number: str = Field(validation_alias="nomor", min_length=1)
    year: int = Field(validation_alias="tahun")
    region: str = Field("", validation_alias="wilayah")
    title: str = Field(validation_alias="judul", min_length=3)
    aliases: tuple[str, ...] = Field((), validation_alias="sebutan")
    enacted_on: Day | None = Field(None, validation_alias="ditetapkan")
    promulgated_on: Day | None = Field(None, validation_alias="diundangkan")
    in_force_from: Day | None = Field(None, validation_alias="berlaku")
    publication: str = Field("", validation_alias="pengumuman")
    text_state: TextState = Field(validation_alias="naskah")
    proofing: str = Field("", validation_alias="pencocokan")
    sources: tuple[_SourceShape, ...] = Field(validation_alias="sumber", min_length=1)
    other_titles: tuple[str, ...] = Field((), validation_alias="judul_lain")
    facts: tuple[_FactShape, ...] = Field((), validation_alias="catatan")
    unknowns: tuple[str, ...] = Field((), validation_alias="belum_diketahui")
    ask_at: tuple[str, ...] = Field((), validation_alias="minta_ke")
    bring: tuple[str, ...] = Field((), validation_alias="bawa")
    carries_out: tuple[AddressField, ...] = Field((), validation_alias="melaksanakan")
    replaces: tuple[AddressField, ...] = Field((), validation_alias="menggantikan")

    def model_sources(self) -> tuple[Source, ...]:
        """The sources as model values."""
        return tuple(Source(s.name, s.url, s.taken_on) for s in self.sources)

    def model_facts(self) -> tuple[Fact, ...]:
        """The facts as model values."""
        return tuple(Fact(f.subject, f.statement, f.source, f.confidence) for f in self.facts)


class _DutyShape(_Shape):
    force: Force = Field(validation_alias="sifat")
    action: str = Field(validation_alias="lakukan", min_length=1)
    within: str = Field("", validation_alias="dalam")
    basis: AddressField = Field(validation_alias="dasar")
    quote: str = Field(validation_alias="kutipan", min_length=1)


class _GuideShape(_Shape):
    title: str = Field(validation_alias="judul", min_length=1)
    audiences: tuple[Audience, ...] = Field((), validation_alias="untuk")
    summary: str = Field(validation_alias="ringkasan", min_length=1)
    checked_on: Day = Field(validation_alias="diperiksa")
    duties: tuple[_DutyShape, ...] = Field((), validation_alias="tugas")


class _EventShape(_Shape):
    since: Day = Field(validation_alias="sejak")
    effect: Effect = Field(validation_alias="efek")
    actor: AddressField = Field(validation_alias="oleh")
    actor_words: str = Field("", validation_alias="rincian")
    targets: tuple[AddressField, ...] = Field(validation_alias="sasaran", min_length=1)
    replacement: AddressField | None = Field(None, validation_alias="menjadi")
    note: str = Field("", validation_alias="catatan")
    confidence: Confidence = Field(validation_alias="keyakinan")
    source: str = Field(validation_alias="sumber", min_length=1)
    checked_on: Day = Field(validation_alias="diperiksa")
    reviewer: str = Field(validation_alias="pemeriksa", min_length=1)


class _ProofShape(_Shape):
    address: AddressField = Field(validation_alias="bagian")
    state: Proof = Field(validation_alias="keadaan")
    note: str = Field(validation_alias="catatan", min_length=1)
    since: Day = Field(validation_alias="sejak")
    ask: str = Field("", validation_alias="tanya")


class _ContactShape(_Shape):
    name: str = Field(validation_alias="nama", min_length=1)
    phone: str = Field("", validation_alias="telepon", pattern=r"^\+?\d*$")
    shown: str = Field("", validation_alias="tampil")
    whatsapp: str = Field("", validation_alias="wa", pattern=r"^(62\d{8,12})?$")
    site: str = Field("", validation_alias="situs", pattern=r"^(https://\S+)?$")
    hours: str = Field("", validation_alias="jam")
    cost: str = Field("", validation_alias="biaya")
    region: str = Field("", validation_alias="wilayah")
    note: str = Field("", validation_alias="keterangan")
    source: str = Field(validation_alias="sumber", min_length=1)
    checked_on: Day = Field(validation_alias="diperiksa")


class _QuestionShape(_Shape):
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    question: str = Field(validation_alias="pertanyaan", min_length=1)
    addresses: tuple[AddressField, ...] = Field((), validation_alias="bagian")
    known: str = Field(validation_alias="keterangan", min_length=1)
    since: Day = Field(validation_alias="sejak")
    ask: str = Field(validation_alias="tanya", min_length=1)
    source: str = Field("", validation_alias="sumber")


class _PenaltyShape(_Shape):
    offence: str = Field(validation_alias="perbuatan", min_length=1)
    basis: AddressField = Field(validation_alias="dasar")
    printed: str = Field(validation_alias="tertulis", min_length=1)
    today: str = Field("", validation_alias="kini")
    category: str = Field("", validation_alias="kategori", pattern=r"^[IVX]*$")
    today_basis: AddressField | None = Field(None, validation_alias="dasar_kini")
    today_words: str = Field("", validation_alias="rincian_kini")
    question: str = Field("", validation_alias="pertanyaan")
    note: str = Field("", validation_alias="catatan")


class _CorrectionShape(_Shape):
    day: Day = Field(validation_alias="tanggal")
    what: str = Field(validation_alias="apa", min_length=1)
    addresses: tuple[AddressField, ...] = Field((), validation_alias="bagian")
    source: str = Field("", validation_alias="sumber")


@dataclass(frozen=True)
class Parts:
    """A content file cut in two: the YAML text, the body, and the number of the body's first line."""

    yaml_text: str
    body: str
    body_line: int


def split(text: str) -> Parts | None:
    """Cut a file into front matter and body, or return None when it has no front matter."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            return Parts("\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2)
    return None


def read_instrument(text: str, file: str) -> tuple[InstrumentShape | None, Parts | None, list[Problem]]:
    """Read an instrument file's front matter; the body is left to `statute`."""
    return _read_with_body(text, file, InstrumentShape)


def read_guide(text: str, slug: str, file: str) -> tuple[Guide | None, list[Problem]]:
    """Read a guide or page."""
    shape, parts, problems = _read_with_body(text, file, _GuideShape)
    if shape is None or parts is None:
        return None, problems
    lines = Lines(parts.yaml_text, 2)
    duties = tuple(
        Duty(d.force, d.action, d.within, d.basis, d.quote, lines.of(("tugas", i, "kutipan")))
        for i, d in enumerate(shape.duties)
    )
    guide = Guide(
        slug,
        shape.title,
        shape.audiences,
        shape.summary,
        shape.checked_on,
        duties,
        parts.body,
        file,
        parts.body_line,
    )
    return guide, problems


def read_events(text: str, file: str) -> tuple[list[Event], list[Problem]]:
    """Read a list of events."""
    rows, lines, problems = _read_list(text, file, _EventShape)
    events = [
        Event(
            row.since,
            row.effect,
            row.actor,
            row.actor_words,
            row.targets,
            row.replacement,
            row.note,
            row.confidence,
            row.source,
            row.checked_on,
            row.reviewer,
            file,
            lines.of((i,)),
        )
        for i, row in rows
    ]
    return events, problems


def read_proofs(text: str, file: str) -> tuple[list[ProofNote], list[Problem]]:
    """Read a list of doubts about the wording."""
    rows, lines, problems = _read_list(text, file, _ProofShape)
    notes = [ProofNote(row.address, row.state, row.note, row.since, row.ask, file, lines.of((i,))) for i, row in rows]
    return notes, problems


def read_contacts(text: str, file: str) -> tuple[list[Contact], list[Problem]]:
    """Read the list of contacts."""
    rows, _, problems = _read_list(text, file, _ContactShape)
    return [Contact(**row.model_dump()) for _, row in rows], problems


def read_questions(text: str, file: str) -> tuple[list[OpenQuestion], list[Problem]]:
    """Read the register of open legal questions."""
    rows, lines, problems = _read_list(text, file, _QuestionShape)
    return [OpenQuestion(**dict(row), line=lines.of((i,))) for i, row in rows], problems


def read_penalties(text: str, file: str) -> tuple[list[Penalty], list[Problem]]:
    """Read the table of penalties."""
    rows, lines, problems = _read_list(text, file, _PenaltyShape)
    return [Penalty(**dict(row), line=lines.of((i,))) for i, row in rows], problems


def read_corrections(text: str, file: str) -> tuple[list[Correction], list[Problem]]:
    """Read the list of editorial corrections."""
    rows, _, problems = _read_list(text, file, _CorrectionShape)
    return [Correction(**dict(row)) for _, row in rows], problems


def _read_with_body(text: str, file: str, shape: type[Shape]) -> tuple[Shape | None, Parts | None, list[Problem]]:
    parts = split(text)
    if parts is None:
        hint = "mulai berkas dengan baris ---, lalu kunci seperti “judul: …”, lalu baris --- lagi"
        return None, None, [Problem(file, 1, "DATA-KEPALA", "berkas tidak punya data kepala", hint)]
    value, lines, problems = load(parts.yaml_text, file, 2)
    if problems:
        return None, parts, problems
    if not isinstance(value, dict):
        hint = "tulis setiap baris sebagai “kunci: isi”"
        return None, parts, [Problem(file, 2, "DATA-KEPALA", "data kepala bukan daftar kunci", hint)]
    try:
        return shape.model_validate(value), parts, []
    except ValidationError as error:
        return None, parts, _problems(error, shape, lines, file)


def _read_list(text: str, file: str, shape: type[Shape]) -> tuple[list[tuple[int, Shape]], Lines, list[Problem]]:
    value, lines, problems = load(text, file, 1)
    rows: list[tuple[int, Shape]] = []
    if problems:
        return rows, lines, problems
    if not isinstance(value, list):
        if value not in (None, ""):
            hint = "mulai setiap catatan dengan tanda “- ”"
            problems = [Problem(file, 1, "DATA-DAFTAR", "isi berkas bukan daftar", hint)]
        return rows, lines, problems
    for index, row in enumerate(value):
        try:
            rows.append((index, shape.model_validate(row)))
        except ValidationError as error:
            problems += _problems(error, shape, lines, file, (index,))
    return rows, lines, problems


def _problems(
    error: ValidationError, shape: type[_Shape], lines: Lines, file: str, prefix: tuple[int, ...] = ()
) -> list[Problem]:
    found = []
    for detail in error.errors():
        location = (*prefix, *detail["loc"])
        message, hint = _sentence(detail, shape)
        found.append(Problem(file, lines.of(location), "DATA-ISI", message, hint))
    return found


def _sentence(detail: ErrorDetails, shape: type[_Shape]) -> tuple[str, str]:
    """Say a pydantic error in Indonesian: what is wrong, and how to mend it."""
    key = next((str(part) for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    value = detail["input"]
    kind = detail["type"]
    if kind == "missing":
        return f"kunci “{key}” belum ada", f"tambahkan baris “{key}: …”"
    if kind == "extra_forbidden":
        known = [str(field.validation_alias) for field in shape.model_fields.values()]
        close = difflib.get_close_matches(key, known, 1)
        hint = f"mungkin maksudnya “{close[0]}”" if close else f"kunci yang dikenal: {', '.join(known)}"
        return f"kunci “{key}” tidak dikenal", hint
    if kind.startswith("date"):
        return f"“{key}” berisi “{value}”, bukan tanggal", "tulis tanggal sebagai TTTT-BB-HH, misalnya 2007-04-19"
    if kind in ("enum", "literal_error"):
        choices = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", " atau ")
        return f"“{key}” berisi “{value}”", f"pilih salah satu: {choices}"
    if kind == "value_error":
        return f"“{key}” berisi “{value}”, bukan alamat", "tulis alamat seperti uu/2007/21/pasal-48/ayat-1"
    if kind in ("string_too_short", "too_short"):
        return f"“{key}” kosong atau terlalu pendek", f"isi “{key}”"
    return f"“{key}” berisi “{value}”, yang tidak dapat dipakai", "lihat contoh di docs/panduan-penyunting.md"
