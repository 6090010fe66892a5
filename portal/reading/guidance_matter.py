"""What editors write in our own words: guides, roles, contacts, deadlines, rights, the path of a case, plain words.

Takes the text of a content file and gives values of `guidance` plus the faults; `shapes` says how. Reads no
directories.
"""

from portal.errors import Problem
from portal.guidance import (
    Answer,
    Audience,
    CaseStep,
    Contact,
    Deadline,
    Duty,
    Force,
    Guide,
    Inquiry,
    InquiryQuestion,
    Outcome,
    PlainWord,
    Right,
    Role,
    RoleGroup,
    Stage,
)
from portal.reading.shapes import AddressField, Day, Parts, Shape, key, rows, with_body

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class _DutyShape(Shape):
    stage: Stage | None = key("tahap", None)
    force: Force = key("sifat")
    action: str = key("lakukan", filled=True)
    within: str = key("dalam", "")
    basis: AddressField | None = key("dasar", None)
    quote: str = key("kutipan", "")
    outside_basis: str = key("dasar_luar", "")


class _GuideShape(Shape):
    title: str = key("judul", filled=True)
    audiences: tuple[Audience, ...] = key("untuk", ())
    summary: str = key("ringkasan", filled=True)
    checked_on: Day = key("diperiksa")
    rank: int = key("urutan", 99)
    duties: tuple[_DutyShape, ...] = key("tugas", ())


class _RoleShape(Shape):
    title: str = key("judul", filled=True)
    names: tuple[str, ...] = key("sebutan", ())
    group: RoleGroup = key("kelompok")
    legal_names: tuple[str, ...] = key("disebut_sebagai", ())
    summary: str = key("ringkasan", filled=True)
    standing: str = key("kedudukan", filled=True)
    checked_on: Day = key("diperiksa")
    first_hour: tuple[str, ...] = key("jam_pertama", ())
    first_day: tuple[str, ...] = key("hari_pertama", ())
    first_week: tuple[str, ...] = key("minggu_pertama", ())
    dos: tuple[str, ...] = key("lakukan", ())
    donts: tuple[str, ...] = key("jangan", ())
    call: tuple[str, ...] = key("hubungi", ())
    duties: tuple[_DutyShape, ...] = key("tugas", ())


class _ContactShape(Shape):
    name: str = key("nama", filled=True)
    phone: str = key("telepon", "", pattern=r"^\+?\d*$")
    shown: str = key("tampil", "")
    whatsapp: str = key("wa", "", pattern=r"^(62\d{8,12})?$")
    site: str = key("situs", "", pattern=r"^(https://\S+)?$")
    hours: str = key("jam", "")
    cost: str = key("biaya", "")
    region: str = key("wilayah", "")
    districts: tuple[str, ...] = key("daerah", ())
    state: str = key("keadaan", "", pattern=r"^(belum diverifikasi)?$")
    note: str = key("keterangan", "")
    source: str = key("sumber", filled=True)
    checked_on: Day = key("diperiksa")


class _DeadlineShape(Shape):
    action: str = key("apa", filled=True)
    actor: str = key("siapa", filled=True)
    roles: tuple[str, ...] = key("peran", ())
    length: str = key("waktu", filled=True)
    start: str = key("sejak", "")
    basis: AddressField | None = key("dasar", None)
    quote: str = key("kutipan", "")
    outside_basis: str = key("dasar_luar", "")
    note: str = key("catatan", "")
    question: str = key("pertanyaan", "")


class _RightShape(Shape):
    right: str = key("hak", filled=True)
    holders: tuple[str, ...] = key("bagi", ())
    deliverer: str = key("penanggung", filled=True)
    roles: tuple[str, ...] = key("peran", ())
    when: str = key("kapan", "")
    if_refused: str = key("bila_ditolak", filled=True)
    basis: AddressField | None = key("dasar", None)
    quote: str = key("kutipan", "")
    outside_basis: str = key("dasar_luar", "")
    note: str = key("catatan", "")


class _StepShape(Shape):
    id: str = key("id", pattern=_SLUG)
    title: str = key("judul", filled=True)
    stage: Stage = key("tahap")
    actors: tuple[str, ...] = key("siapa", ())
    roles: tuple[str, ...] = key("peran", ())
    action: str = key("lakukan", filled=True)
    joined: str = key("hubung", "", pattern=r"^(dan|atau)?$")
    deadline: str = key("tenggat", "")
    bases: tuple[AddressField, ...] = key("dasar", ())
    outside_bases: tuple[str, ...] = key("dasar_luar", ())
    next: tuple[str, ...] = key("lanjut", ())


class _AnswerShape(Shape):
    words: str = key("jawab", filled=True)
    to: str = key("ke", pattern=_SLUG)


class _InquiryQuestionShape(Shape):
    id: str = key("id", pattern=_SLUG)
    question: str = key("tanya", filled=True)
    answers: tuple[_AnswerShape, ...] = key("pilihan", filled=True)


class _OutcomeShape(Shape):
    id: str = key("id", pattern=_SLUG)
    title: str = key("judul", filled=True)
    steps: tuple[str, ...] = key("langkah", filled=True)
    contacts: tuple[str, ...] = key("kontak", ())
    guides: tuple[str, ...] = key("panduan", ())
    roles: tuple[str, ...] = key("peran", ())


class _InquiryShape(Shape):
    start: str = key("mulai", pattern=_SLUG)
    questions: tuple[_InquiryQuestionShape, ...] = key("pertanyaan", filled=True)
    outcomes: tuple[_OutcomeShape, ...] = key("hasil", filled=True)


class _WordShape(Shape):
    word: str = key("istilah", filled=True)
    meaning: str = key("arti", filled=True)
    also: tuple[str, ...] = key("juga", ())
    basis: AddressField | None = key("dasar", None)


def read_guide(text: str, slug: str, file: str) -> tuple[Guide | None, list[Problem]]:
    """Read a guide or page."""
    shape, parts, problems = with_body(text, file, _GuideShape)
    if shape is None or parts is None:
        return None, problems
    guide = Guide(
        slug,
        shape.title,
        shape.audiences,
        shape.summary,
        shape.checked_on,
        _duties(shape.duties, parts),
        parts.body,
        file,
        parts.body_line,
        shape.rank,
    )
    return guide, problems


def read_role(text: str, slug: str, file: str) -> tuple[Role | None, list[Problem]]:
    """Read a role with its duties."""
    shape, parts, problems = with_body(text, file, _RoleShape)
    if shape is None or parts is None:
        return None, problems
    values = dict(shape) | {"duties": _duties(shape.duties, parts)}
    return Role(slug=slug, body=parts.body, file=file, body_line=parts.body_line, **values), problems


def read_contacts(text: str, file: str) -> tuple[list[Contact], list[Problem]]:
    """Read the list of contacts."""
    found, lines, problems = rows(text, file, _ContactShape)
    return [Contact(**dict(row), line=lines.of((i,))) for i, row in found], problems


def read_deadlines(text: str, file: str) -> tuple[list[Deadline], list[Problem]]:
    """Read the table of deadlines."""
    found, lines, problems = rows(text, file, _DeadlineShape)
    return [Deadline(**dict(row), line=lines.of((i,))) for i, row in found], problems


def read_rights(text: str, file: str) -> tuple[list[Right], list[Problem]]:
    """Read the ledger of rights."""
    found, lines, problems = rows(text, file, _RightShape)
    return [Right(**dict(row), line=lines.of((i,))) for i, row in found], problems


def read_steps(text: str, file: str) -> tuple[list[CaseStep], list[Problem]]:
    """Read the path of a case."""
    found, lines, problems = rows(text, file, _StepShape)
    return [CaseStep(**dict(row), line=lines.of((i,))) for i, row in found], problems


def read_words(text: str, file: str) -> tuple[list[PlainWord], list[Problem]]:
    """Read the plain words for defined terms."""
    found, lines, problems = rows(text, file, _WordShape)
    return [PlainWord(**dict(row), line=lines.of((i,))) for i, row in found], problems


def read_inquiry(text: str, file: str) -> tuple[Inquiry | None, list[Problem]]:
    """Read the decision help."""
    shape, _, problems = with_body(f"---\n{text}\n---\n", file, _InquiryShape, first_line=1)
    if shape is None:
        return None, problems
    questions = tuple(
        InquiryQuestion(q.id, q.question, tuple(Answer(a.words, a.to) for a in q.answers)) for q in shape.questions
    )
    outcomes = tuple(Outcome(**dict(o)) for o in shape.outcomes)
    return Inquiry(shape.start, questions, outcomes, file), problems


def _duties(shapes: tuple[_DutyShape, ...], parts: Parts) -> tuple[Duty, ...]:
    lines = parts.lines
    return tuple(Duty(**dict(shape), line=lines.of(("tugas", i, "kutipan"))) for i, shape in enumerate(shapes))
