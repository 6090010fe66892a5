"""What a trainer prints: kits for sessions, and the ready-made pocket books.

In our own words, never law: every answer of a quiz names the provision it rests on and quotes it. Frozen, and free of
files, HTML and clocks.
"""

from dataclasses import dataclass
from datetime import date

from portal.address import Address

QUESTIONS = 10  # of a quiz


@dataclass(frozen=True)
class AgendaRow:
    """A part of a session: its length in minutes, what is done, how, and with what."""

    minutes: int
    activity: str
    method: str
    material: str


@dataclass(frozen=True)
class Chapter:
    """A part of the hand-out: a heading and its sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """A made-up case: the story, what is asked, and what a good answer holds (for the facilitator)."""

    title: str
    story: str
    questions: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class QuizItem:
    """A question of the quiz with its choices; `answer` is the letter of the right one, proven by `basis`."""

    question: str
    choices: tuple[str, ...]
    answer: str
    reason: str
    basis: Address
    quote: str
    line: int


@dataclass(frozen=True)
class Kit:
    """All that one session needs on paper; `body` are the facilitator's notes in Markdown."""

    slug: str
    title: str
    minutes: int
    audience: str
    summary: str
    checked_on: date
    goals: tuple[str, ...]
    materials: tuple[str, ...]
    preparation: tuple[str, ...]
    agenda: tuple[AgendaRow, ...]
    messages: tuple[str, ...]
    handout: tuple[Chapter, ...]
    cases: tuple[Case, ...]
    quiz: tuple[QuizItem, ...]
    follow_up: tuple[str, ...]
    body: str
    file: str
    body_line: int


@dataclass(frozen=True)
class Preset:
    """A ready-made pocket book: its title, whom it is for, and what it holds (as an address writes it)."""

    slug: str
    title: str
    summary: str
    contents: str
    line: int
