"""What several pages show, as frozen values made of strings: links, text, units of law, status lines, doubts, dates.

Templates add only markup. Who makes these values: `edition` links and text, `units` all that shows a provision.
"""

from dataclasses import dataclass
from datetime import date

from portal.guidance import Force
from portal.model import Effect, TextState
from portal.pages import BY_PATH

_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
EFFECT_WORDS = {
    Effect.REPEALED: "Dicabut",
    Effect.DELETED: "Dihapus",
    Effect.AMENDED: "Diubah",
    Effect.INSERTED: "Disisipkan",
    Effect.REFERENCE_MOVED: "Acuan dialihkan",
    Effect.PENALTY_ADJUSTED: "Pidana disesuaikan",
}
# What a reader of a guide or an answer must know of a cited provision, in plain words; '' for nothing.
PLAIN_EFFECTS = {
    Effect.REPEALED: "sudah dicabut",
    Effect.DELETED: "sudah dihapus",
    Effect.AMENDED: "bunyinya sudah diubah",
    Effect.INSERTED: "",
    Effect.REFERENCE_MOVED: "rujukannya kini ke undang-undang baru",
    Effect.PENALTY_ADJUSTED: "ancaman pidananya sudah berubah",
}
# Whether a text is in force, with the tone that shape and colour follow (never alone): `ok` as printed, `changed` in
# force with something to mind, `gone` repealed, `unknown`.
STATUS_TONES = {
    "Berlaku": "ok",
    "Berlaku, dengan perubahan": "changed",
    EFFECT_WORDS[Effect.REPEALED]: "gone",
    EFFECT_WORDS[Effect.DELETED]: "gone",
    "Belum berlaku pada tanggal itu": "unknown",
    "Belum ada pada tanggal itu": "unknown",
    "Status belum dipastikan": "unknown",
}
FORCE_WORDS = {force: "saran kami" if force is Force.ADVICE else str(force) for force in Force}
STATE_WORDS = {
    TextState.FULL: "Naskah lengkap",
    TextState.EXTRACT: "Kutipan",
    TextState.MISSING: "Naskah belum tersedia",
}


@dataclass(frozen=True)
class Link:
    """A link: where it leads, its words, and a note beside it ('' if none)."""

    href: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class Head:
    """What every page has: its path, title, one-sentence description, and the way back to the home page.

    `is_neutral` marks help pages, whose title and address must not give a watched reader away. `tab` is what tab and
    history say, in place of the title and the portal's name, of a page that a victim may open; '' otherwise.
    `asked` is the day when the reader asked for the law of another day, None otherwise.
    """

    path: str
    title: str
    description: str
    crumbs: tuple[Link, ...] = ()
    is_neutral: bool = False
    asked: date | None = None
    tab: str = ""

    @property
    def asked_day(self) -> str:
        """The day asked for in words, '' when none was."""
        return long_date(self.asked) if self.asked else ""


HOME = Link("/", "Beranda")


def link_to(path: str) -> Link:
    """Return the link to a fixed page that says what the list of pages calls it."""
    return Link(path, BY_PATH[path].words)


def head_of(path: str, crumbs: tuple[Link, ...] = (HOME,)) -> Head:
    """Return the head of a fixed page, from its row in the list of pages."""
    row = BY_PATH[path]
    return Head(row.path, row.title, row.description, crumbs, row.is_neutral)


@dataclass(frozen=True)
class Run:
    """A stretch of text: plain (`mark` ''), a link (`href`), a citation of a law outside the portal, or a gap."""

    text: str
    href: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Pictured:
    """Words that a picture says too: the words, and the picture as HTML ('' for none)."""

    words: tuple[Run, ...]
    picture: str


@dataclass(frozen=True)
class Doubt:
    """A mark on text that is not proofed: its state in words, the sentence for readers, whom to ask.

    `href` leads to its entry in the register of open questions.
    """

    href: str
    state: str
    place: str
    note: str
    ask: str
    since: str


@dataclass(frozen=True)
class Unit:
    """A unit of law as shown: label (`(1)`, `a.`, `Pasal 48`), own text, what stands below it, doubts and status marks.

    `anchor` is its id on this page; `href` leads to its own page ('' when it has none or this is it). `tag` is a
    short status word such as "Dicabut" ('' when nothing happened to it),
    `cited` what to copy of an ayat on the page of its article. Where an article stands among others,
    `notices` say what happened to it and `questions` what is open; on its own page both stand above the text instead.
    """

    kind: str
    anchor: str
    label: str
    title: str
    href: str
    paragraphs: tuple[tuple[Run, ...], ...]
    children: tuple["Unit", ...]
    doubts: tuple[Doubt, ...]
    tag: str
    notices: tuple["Notice", ...]
    questions: tuple["QuestionMark", ...]
    cited: str = ""


@dataclass(frozen=True)
class QuestionMark:
    """A mark on a provision: an open legal question and its entry in the register."""

    href: str
    question: str


@dataclass(frozen=True)
class Notice:
    """One thing that happened to a provision: the sentence in runs, a note, and the text that now stands instead.

    `earlier` leads to its words of the day before, '' where there are none or they are not held.
    """

    effect: str
    place: str
    sentence: tuple[Run, ...]
    note: str
    replacement: Unit | None
    replacement_citation: str
    earlier: str = ""


@dataclass(frozen=True)
class StatusLine:
    """Whether a provision is in force (a word of STATUS_TONES), and what happened."""

    word: str
    notices: tuple[Notice, ...]

    @property
    def tone(self) -> str:
        """The tone of the word."""
        return STATUS_TONES[self.word]


@dataclass(frozen=True)
class Card:
    """An instrument in a list or above its text."""

    href: str
    short: str
    standard: str
    title: str
    state: str
    has_text: bool
    is_extract: bool
    status: StatusLine


@dataclass(frozen=True)
class Relation:
    """A kind of relation in words ("Dilaksanakan oleh") and the instruments or provisions at its other end."""

    words: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class BoundRow:
    """A role that a provision speaks to: the role, the force of what it says (DutyRow), what to do, and by when."""

    role: Link
    word: str
    force: str
    action: str
    within: str


@dataclass(frozen=True)
class FilterOption:
    """An option of a filter: value, words, whether it is on."""

    value: str
    words: str
    is_on: bool


def due_words(within: str) -> str:
    """Return by when a duty is done, as it reads before the duty: `dalam 24 jam`; words that say it already stay."""
    return f"dalam {within}" if within[:1].isdigit() else within


def long_date(day: date) -> str:
    """Return a date as Indonesians write it: 19 April 2007."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
