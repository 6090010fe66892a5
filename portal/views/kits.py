"""Trainer kits: the page that lists what a session needs, and the sheets themselves."""

from dataclasses import dataclass

from portal.kit import Case, Kit
from portal.pages import SIZES
from portal.reading import prose
from portal.views.contacts import ContactRow, contact_rows
from portal.views.edition import Edition
from portal.views.parts import HOME, Head, Link, Run, link_to, long_date
from portal.views.roles import FirstSteps, first_steps

SHEETS = {
    "rencana": "Rencana sesi",
    "lembar": "Lembar peserta",
    "peran": "Lembar peran",
    "kasus": "Kartu kasus",
    "jawaban-kasus": "Jawaban kasus",
    "kuis": "Kuis",
    "kunci": "Kunci kuis",
    "evaluasi": "Evaluasi",
    "tindak-lanjut": "Rencana tindak lanjut",
    "daftar-hadir": "Daftar hadir",
}


@dataclass(frozen=True)
class Variant:
    """A file of a kit: its name, what it holds in a sentence, its sheets, and for how many people one copy is."""

    title: str
    note: str
    sheets: tuple[str, ...]
    people: int


_ALL = 10_000  # one copy is enough
VARIANTS = {
    "fasilitator": Variant(
        "Berkas fasilitator",
        "Rencana, jawaban, kunci, daftar hadir. Jangan dibagikan.",
        ("rencana", "jawaban-kasus", "kunci", "daftar-hadir"),
        _ALL,
    ),
    "peserta": Variant(
        "Berkas peserta",
        "Satu tiap orang. Tanpa jawaban dan tanpa kunci.",
        ("lembar", "kuis", "tindak-lanjut", "evaluasi"),
        1,
    ),
    "kelompok": Variant(
        "Berkas kelompok",
        "Kartu kasus dan lembar peran, satu tiap kelompok lima orang. Gunting pada garis putus.",
        ("kasus", "peran"),
        5,
    ),
}
PEOPLE = 20  # of a session, where nobody says how many
MOST_PEOPLE = 200
_SPARE_ROWS, _FOLLOW_UP_ROWS = 5, 5


def copies(variant: str, people: int) -> int:
    """Return how often a file is printed for so many people."""
    return -(-people // VARIANTS[variant].people)


@dataclass(frozen=True)
class AgendaLine:
    """A part of the session with the minutes it runs from and to."""

    minutes: str
    activity: str
    method: str
    material: str
    words: tuple[Run, ...]


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
    debrief: tuple[Run, ...]


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
class RoleSheet:
    """What a role does first, on a sheet of its own."""

    title: str
    summary: str
    first: tuple[FirstSteps, ...]
    dos: tuple[tuple[Run, ...], ...]
    donts: tuple[tuple[Run, ...], ...]


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
    roles: tuple[RoleSheet, ...]
    blanks: tuple[int, ...]


@dataclass(frozen=True)
class KitFile:
    """A file of a kit on its page: the link to it, and for how many people one copy is enough."""

    link: Link
    copies: int


@dataclass(frozen=True)
class TrainerKitPage:
    """`/cetak/pelatih/{slug}`: a kit's files, its sheets one by one, and the form for all in one ZIP."""

    head: Head
    title: str
    summary: str
    audience: str
    minutes: int
    files: tuple[KitFile, ...]
    sheets: tuple[Link, ...]
    archive: str
    people: int
    most_people: int
    papers: tuple[tuple[str, str], ...]
    checked: str


def trainer_kit_page(_: Edition, kit: Kit) -> TrainerKitPage:
    """Return the page of a kit."""
    path = f"/cetak/pelatih/{kit.slug}"
    return TrainerKitPage(
        Head(path, kit.title, kit.summary, (HOME, link_to("/cetak"))),
        kit.title,
        kit.summary,
        kit.audience,
        kit.minutes,
        tuple(
            KitFile(Link(f"{path}/{word}", file.title, file.note), copies(word, PEOPLE))
            for word, file in VARIANTS.items()
        ),
        tuple(Link(f"{path}/{sheet}", words) for sheet, words in SHEETS.items()),
        f"{path}.zip",
        PEOPLE,
        MOST_PEOPLE,
        tuple((size, SIZES[size]) for size in ("a4", "f4")),
        long_date(kit.checked_on),
    )


def kit_pages(edition: Edition, kit: Kit, name: str, people: int = 0) -> tuple[KitPage, ...]:
    """Return the sheets of a variant, or the one sheet of that name, for so many people; none for an unknown name."""
    sheets = VARIANTS[name].sheets if name in VARIANTS else tuple(sheet for sheet in SHEETS if sheet == name)
    return tuple(_sheet(edition, kit, sheet, people or PEOPLE) for sheet in sheets)


def _sheet(edition: Edition, kit: Kit, sheet: str, people: int) -> KitPage:
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
        agenda=_agenda(edition, kit),
        messages=edition.sentences(kit.messages),
        handout=tuple(ChapterLines(c.title, edition.sentences(c.sentences)) for c in kit.handout),
        cases=tuple(_case(edition, case) for case in kit.cases),
        quiz=_quiz(edition, kit),
        follow_up=kit.follow_up,
        html=rendered.html if rendered else "",
        contacts=contact_rows(edition),
        roles=_role_sheets(edition, kit) if sheet == "peran" else (),
        blanks=tuple(range(1, 1 + (people + _SPARE_ROWS if sheet == "daftar-hadir" else _FOLLOW_UP_ROWS))),
    )


def _case(edition: Edition, case: Case) -> CaseLines:
    answers = edition.sentences(case.answers)
    return CaseLines(case.title, edition.runs(case.story), case.questions, answers, edition.runs(case.debrief))


def _role_sheets(edition: Edition, kit: Kit) -> tuple[RoleSheet, ...]:
    roles = (edition.library.roles[slug] for slug in kit.roles if slug in edition.library.roles)
    return tuple(
        RoleSheet(
            role.title,
            role.summary,
            first_steps(edition, role),
            edition.sentences(role.dos),
            edition.sentences(role.donts),
        )
        for role in roles
    )


def _agenda(edition: Edition, kit: Kit) -> tuple[AgendaLine, ...]:
    lines, start = [], 0
    for row in kit.agenda:
        minutes = f"{start}–{start + row.minutes}"
        lines.append(AgendaLine(minutes, row.activity, row.method, row.material, edition.runs(row.words)))
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
