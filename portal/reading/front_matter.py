"""The law's data as editors write it: front matter of instruments, events, doubts, open questions, penalties.

Takes the text of a content file and gives model values plus the faults; `shapes` says how. What is said in our own
words is read by `guidance_matter`. Reads no directories.
"""

from portal.errors import Problem
from portal.guidance import Correction, OpenQuestion, Penalty
from portal.model import Confidence, Effect, Event, Fact, Proof, ProofNote, Source, TextState
from portal.reading.shapes import AddressField, Day, Parts, Shape, key, rows, with_body


class _SourceShape(Shape):
    name: str = key("nama", filled=True)
    url: str = key("alamat", "")
    taken_on: Day = key("diambil")


class _FactShape(Shape):
    subject: str = key("hal", filled=True)
    statement: str = key("isi", filled=True)
    source: str = key("sumber", filled=True)
    confidence: Confidence = key("keyakinan")


class InstrumentShape(Shape):
    """The front matter of an instrument."""

    type_: str = key("jenis")
    number: str = key("nomor", filled=True)
    year: int = key("tahun")
    region: str = key("wilayah", "")
    title: str = key("judul", filled=True)
    aliases: tuple[str, ...] = key("sebutan", ())
    enacted_on: Day | None = key("ditetapkan", None)
    promulgated_on: Day | None = key("diundangkan", None)
    in_force_from: Day | None = key("berlaku", None)
    publication: str = key("pengumuman", "")
    text_state: TextState = key("naskah")
    proofing: str = key("pencocokan", "")
    sources: tuple[_SourceShape, ...] = key("sumber", filled=True)
    other_titles: tuple[str, ...] = key("judul_lain", ())
    facts: tuple[_FactShape, ...] = key("catatan", ())
    unknowns: tuple[str, ...] = key("belum_diketahui", ())
    ask_at: tuple[str, ...] = key("minta_ke", ())
    bring: tuple[str, ...] = key("bawa", ())
    carries_out: tuple[AddressField, ...] = key("melaksanakan", ())
    replaces: tuple[AddressField, ...] = key("menggantikan", ())

    def model_sources(self) -> tuple[Source, ...]:
        """The sources as model values."""
        return tuple(Source(s.name, s.url, s.taken_on) for s in self.sources)

    def model_facts(self) -> tuple[Fact, ...]:
        """The facts as model values."""
        return tuple(Fact(f.subject, f.statement, f.source, f.confidence) for f in self.facts)


class _EventShape(Shape):
    since: Day = key("sejak")
    effect: Effect = key("efek")
    actor: AddressField = key("oleh")
    actor_words: str = key("rincian", "")
    targets: tuple[AddressField, ...] = key("sasaran", filled=True)
    replacement: AddressField | None = key("menjadi", None)
    note: str = key("catatan", "")
    confidence: Confidence = key("keyakinan")
    source: str = key("sumber", filled=True)
    checked_on: Day = key("diperiksa")
    reviewer: str = key("pemeriksa", filled=True)


class _ProofShape(Shape):
    address: AddressField = key("bagian")
    state: Proof = key("keadaan")
    note: str = key("catatan", filled=True)
    since: Day = key("sejak")
    ask: str = key("tanya", "")


class _QuestionShape(Shape):
    id: str = key("id", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    question: str = key("pertanyaan", filled=True)
    addresses: tuple[AddressField, ...] = key("bagian", ())
    known: str = key("keterangan", filled=True)
    since: Day = key("sejak")
    ask: str = key("tanya", filled=True)
    source: str = key("sumber", "")


class _PenaltyShape(Shape):
    offence: str = key("perbuatan", filled=True)
    basis: AddressField = key("dasar")
    printed: str = key("tertulis", filled=True)
    today: str = key("kini", "")
    category: str = key("kategori", "", pattern=r"^[IVX]*$")
    today_basis: AddressField | None = key("dasar_kini", None)
    today_words: str = key("rincian_kini", "")
    question: str = key("pertanyaan", "")
    note: str = key("catatan", "")


class _CorrectionShape(Shape):
    day: Day = key("tanggal")
    what: str = key("apa", filled=True)
    addresses: tuple[AddressField, ...] = key("bagian", ())
    source: str = key("sumber", "")


def read_instrument(text: str, file: str) -> tuple[InstrumentShape | None, Parts | None, list[Problem]]:
    """Read an instrument file's front matter; the body is left to `statute`."""
    return with_body(text, file, InstrumentShape)


def read_events(text: str, file: str) -> tuple[list[Event], list[Problem]]:
    """Read a list of events."""
    found, lines, problems = rows(text, file, _EventShape)
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
        for i, row in found
    ]
    return events, problems


def read_proofs(text: str, file: str) -> tuple[list[ProofNote], list[Problem]]:
    """Read a list of doubts about the wording."""
    found, lines, problems = rows(text, file, _ProofShape)
    notes = [ProofNote(row.address, row.state, row.note, row.since, row.ask, file, lines.of((i,))) for i, row in found]
    return notes, problems


def read_questions(text: str, file: str) -> tuple[list[OpenQuestion], list[Problem]]:
    """Read the register of open legal questions."""
    found, lines, problems = rows(text, file, _QuestionShape)
    return [OpenQuestion(**dict(row), line=lines.of((i,))) for i, row in found], problems


def read_penalties(text: str, file: str) -> tuple[list[Penalty], list[Problem]]:
    """Read the table of penalties."""
    found, lines, problems = rows(text, file, _PenaltyShape)
    return [Penalty(**dict(row), line=lines.of((i,))) for i, row in found], problems


def read_corrections(text: str, file: str) -> tuple[list[Correction], list[Problem]]:
    """Read the list of editorial corrections."""
    found, _, problems = rows(text, file, _CorrectionShape)
    return [Correction(**dict(row)) for _, row in found], problems
