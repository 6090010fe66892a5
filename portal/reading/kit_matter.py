"""What editors write for trainers: kits (`content/kits/*.md`) and pocket books (`content/buku.yaml`).

Takes the text of a content file and gives values of `kit` plus the faults; `shapes` says how. Reads no directories.
"""

from portal.errors import Problem
from portal.kit import AgendaRow, Case, Chapter, Kit, Preset, QuizItem
from portal.reading.shapes import AddressField, Day, Parts, Shape, key, rows, with_body

_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class _AgendaShape(Shape):
    minutes: int = key("menit")
    activity: str = key("kegiatan", filled=True)
    method: str = key("cara", filled=True)
    material: str = key("bahan", "")


class _ChapterShape(Shape):
    title: str = key("judul", filled=True)
    sentences: tuple[str, ...] = key("isi", filled=True)


class _CaseShape(Shape):
    title: str = key("judul", filled=True)
    story: str = key("cerita", filled=True)
    questions: tuple[str, ...] = key("tanya", filled=True)
    answers: tuple[str, ...] = key("jawab", filled=True)


class _QuizShape(Shape):
    question: str = key("tanya", filled=True)
    choices: tuple[str, ...] = key("pilihan", filled=True)
    answer: str = key("jawab", pattern=r"^[a-d]$")
    reason: str = key("alasan", filled=True)
    basis: AddressField = key("dasar")
    quote: str = key("kutipan", filled=True)


class _KitShape(Shape):
    title: str = key("judul", filled=True)
    minutes: int = key("menit")
    audience: str = key("untuk", filled=True)
    summary: str = key("ringkasan", filled=True)
    checked_on: Day = key("diperiksa")
    goals: tuple[str, ...] = key("tujuan", filled=True)
    materials: tuple[str, ...] = key("bahan", filled=True)
    preparation: tuple[str, ...] = key("persiapan", filled=True)
    agenda: tuple[_AgendaShape, ...] = key("acara", filled=True)
    messages: tuple[str, ...] = key("pesan", filled=True)
    handout: tuple[_ChapterShape, ...] = key("lembar", filled=True)
    cases: tuple[_CaseShape, ...] = key("kasus", filled=True)
    quiz: tuple[_QuizShape, ...] = key("kuis", filled=True)
    follow_up: tuple[str, ...] = key("tindak_lanjut", filled=True)


class _PresetShape(Shape):
    slug: str = key("id", pattern=_SLUG)
    title: str = key("judul", filled=True)
    summary: str = key("ringkasan", filled=True)
    contents: tuple[str, ...] = key("isi", filled=True)


def read_kit(text: str, slug: str, file: str) -> tuple[Kit | None, list[Problem]]:
    """Read a kit."""
    shape, parts, problems = with_body(text, file, _KitShape)
    if shape is None or parts is None:
        return None, problems
    values = dict(shape) | {
        "agenda": tuple(AgendaRow(**dict(row)) for row in shape.agenda),
        "handout": tuple(Chapter(**dict(row)) for row in shape.handout),
        "cases": tuple(Case(**dict(row)) for row in shape.cases),
        "quiz": _quiz(shape, parts),
    }
    return Kit(slug=slug, body=parts.body, file=file, body_line=parts.body_line, **values), problems


def read_presets(text: str, file: str) -> tuple[list[Preset], list[Problem]]:
    """Read the ready-made pocket books."""
    found, lines, problems = rows(text, file, _PresetShape)
    return [
        Preset(row.slug, row.title, row.summary, ",".join(row.contents), lines.of((i,))) for i, row in found
    ], problems


def _quiz(shape: _KitShape, parts: Parts) -> tuple[QuizItem, ...]:
    lines = parts.lines
    return tuple(QuizItem(**dict(row), line=lines.of(("kuis", i, "kutipan"))) for i, row in enumerate(shape.quiz))
