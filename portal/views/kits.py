"""Trainer kits: the page that lists what a session needs, and the sheets themselves."""

from dataclasses import dataclass

from portal.kit import Kit
from portal.reading import prose
from portal.views.contacts import ContactRow, contact_rows
from portal.views.edition import Edition
from portal.views.parts import HOME, Head, Link, Run, link_to, long_date

SHEETS = {
    "rencana": "Rencana sesi",
    "lembar": "Lembar peserta",
    "kasus": "Kartu kasus",
    "jawaban-kasus": "Jawaban kasus",
    "kuis": "Kuis",
    "kunci": "Kunci kuis",
    "evaluasi": "Evaluasi",
    "tindak-lanjut": "Rencana tindak lanjut",
    "daftar-hadir": "Daftar hadir",
}
VARIANTS = {
    "fasilitator": ("Berkas fasilitator", tuple(SHEETS)),
    "peserta": ("Berkas peserta", ("lembar", "kasus", "kuis", "evaluasi", "tindak-lanjut")),
}
_ATTENDANCE_ROWS, _FOLLOW_UP_ROWS = 25, 5


@dataclass(frozen=True)
class AgendaLine:
    """A part of the session with the minutes it runs from and to."""

    minutes: str
    activity: str
    method: str
    material: str


@dataclass(frozen=True)
class ChapterLines:
    """A part of the hand-out."""

    title: str
    sentences: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class CaseLines:
    """A case with its questions and the facilitator's answers."""

    title: str
    story: tuple[Run, ...]
    questions: tuple[str, ...]
    answers: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class QuizLine:
    """A question with lettered choices; the answer with its reason, provision and the provision's words."""

    question: str
    choices: tuple[tuple[str, str], ...]
    answer: str
    reason: tuple[Run, ...]
    basis: Link
    quote: str


@dataclass(frozen=True)
class KitPage:
    """One sheet of a kit; `sheet` is a word of SHEETS and chooses what of the kit is shown."""

    head: Head
    sheet: str
    title: str
    kit_title: str
    minutes: int
    audience: str
    summary: str
    checked: str
    goals: tuple[tuple[Run, ...], ...]
    materials: tuple[str, ...]
    preparation: tuple[tuple[Run, ...], ...]
    agenda: tuple[AgendaLine, ...]
    messages: tuple[tuple[Run, ...], ...]
    handout: tuple[ChapterLines, ...]
    cases: tuple[CaseLines, ...]
    quiz: tuple[QuizLine, ...]
    follow_up: tuple[str, ...]
    html: str
    contacts: tuple[ContactRow, ...]
    blanks: tuple[int, ...]


@dataclass(frozen=True)
class TrainerKitPage:
    """`/cetak/pelatih/{slug}`: a kit's two files, its sheets one by one, and all in one ZIP."""

    head: Head
    title: str
    summary: str
    audience: str
    minutes: int
    files: tuple[Link, ...]
    sheets: tuple[Link, ...]
    archive: Link
    checked: str


def trainer_kit_page(_: Edition, kit: Kit) -> TrainerKitPage:
    """Return the page of a kit."""
    path = f"/cetak/pelatih/{kit.slug}"
    notes = {"fasilitator": "Semua lembar, dengan catatan dan kunci.", "peserta": "Tanpa jawaban dan tanpa kunci."}
    return TrainerKitPage(
        Head(path, kit.title, kit.summary, (HOME, link_to("/cetak"))),
        kit.title,
        kit.summary,
        kit.audience,
        kit.minutes,
        tuple(Link(f"{path}/{variant}", words, notes[variant]) for variant, (words, _) in VARIANTS.items()),
        tuple(Link(f"{path}/{sheet}", words) for sheet, words in SHEETS.items()),
        Link(f"{path}.zip", "Unduh satu paket (ZIP)"),
        long_date(kit.checked_on),
    )


def kit_pages(edition: Edition, kit: Kit, name: str) -> tuple[KitPage, ...]:
    """Return the sheets of a variant, or the one sheet of that name; none for an unknown name."""
    sheets = VARIANTS[name][1] if name in VARIANTS else tuple(sheet for sheet in SHEETS if sheet == name)
    return tuple(_sheet(edition, kit, sheet) for sheet in sheets)


def _sheet(edition: Edition, kit: Kit, sheet: str) -> KitPage:
    title = SHEETS[sheet]
    rendered = (
        prose.render(kit.body, edition.library.find_citations, edition.library.href, draw=edition.picture)
        if sheet == "rencana"
        else None
    )
    return KitPage(
        head=Head(f"/cetak/pelatih/{kit.slug}/{sheet}", f"{title}: {kit.title}", kit.summary),
        sheet=sheet,
        title=title,
        kit_title=kit.title,
        minutes=kit.minutes,
        audience=kit.audience,
        summary=kit.summary,
        checked=long_date(kit.checked_on),
        goals=edition.sentences(kit.goals),
        materials=kit.materials,
        preparation=edition.sentences(kit.preparation),
        agenda=_agenda(kit),
        messages=edition.sentences(kit.messages),
        handout=tuple(ChapterLines(c.title, edition.sentences(c.sentences)) for c in kit.handout),
        cases=tuple(
            CaseLines(c.title, edition.runs(c.story), c.questions, edition.sentences(c.answers)) for c in kit.cases
        ),
        quiz=_quiz(edition, kit),
        follow_up=kit.follow_up,
        html=rendered.html if rendered else "",
        contacts=contact_rows(edition),
        blanks=tuple(range(1, 1 + (_ATTENDANCE_ROWS if sheet == "daftar-hadir" else _FOLLOW_UP_ROWS))),
    )


def _agenda(kit: Kit) -> tuple[AgendaLine, ...]:
    lines, start = [], 0
    for row in kit.agenda:
        lines.append(AgendaLine(f"{start}–{start + row.minutes}", row.activity, row.method, row.material))
        start += row.minutes
    return tuple(lines)


def _quiz(edition: Edition, kit: Kit) -> tuple[QuizLine, ...]:
    return tuple(
        QuizLine(
            item.question,
            tuple(zip("abcd", item.choices, strict=False)),
            item.answer,
            edition.runs(item.reason),
            edition.cited(item.basis),
            item.quote,
        )
        for item in kit.quiz
    )
