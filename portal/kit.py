"""What a trainer prints: kits for sessions, and the ready-made pocket books.

In our own words, never law: every answer of a quiz names the provision it rests on and quotes it. Frozen, and free of
files, HTML and clocks.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from portal.address import Address
from portal.keys import SLUG, Key, Place, placed

QUESTIONS = 10  # of a quiz


@dataclass(frozen=True, kw_only=True)
class AgendaRow:
    """A part of a session: its length in minutes, what is done, how, with what, and what the facilitator says."""

    minutes: Annotated[int, Key("menit")]
    activity: Annotated[str, Key("kegiatan", filled=True)]
    method: Annotated[str, Key("cara", filled=True)]
    material: Annotated[str, Key("bahan")] = ""
    words: Annotated[str, Key("katakan", filled=True)]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A part of the hand-out: a heading and its sentences."""

    title: Annotated[str, Key("judul", filled=True)]
    sentences: Annotated[tuple[str, ...], Key("isi", filled=True)]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Case:
    """A made-up case: the story, what is asked, what a good answer holds, and how to talk it over (facilitator)."""

    title: Annotated[str, Key("judul", filled=True)]
    story: Annotated[str, Key("cerita", filled=True)]
    questions: Annotated[tuple[str, ...], Key("tanya", filled=True)]
    answers: Annotated[tuple[str, ...], Key("jawab", filled=True)]
    debrief: Annotated[str, Key("bahas", filled=True)]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class QuizItem:
    """A question of the quiz with its choices; `answer` is the letter of the right one, proven by `basis`."""

    question: Annotated[str, Key("tanya", filled=True)]
    choices: Annotated[tuple[str, ...], Key("pilihan", filled=True)]
    answer: Annotated[str, Key("jawab", pattern=r"^[a-d]$")]
    reason: Annotated[str, Key("alasan", filled=True)]
    basis: Annotated[Address, Key("dasar")]
    quote: Annotated[str, Key("kutipan", filled=True)]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Kit:
    """All that one session needs on paper, with a sheet for each of `roles`; `body` are the facilitator's notes."""

    slug: str
    title: Annotated[str, Key("judul", filled=True)]
    minutes: Annotated[int, Key("menit")]
    audience: Annotated[str, Key("untuk", filled=True)]
    summary: Annotated[str, Key("ringkasan", filled=True)]
    checked_on: Annotated[date, Key("diperiksa")]
    goals: Annotated[tuple[str, ...], Key("tujuan", filled=True)]
    materials: Annotated[tuple[str, ...], Key("bahan", filled=True)]
    preparation: Annotated[tuple[str, ...], Key("persiapan", filled=True)]
    agenda: Annotated[tuple[AgendaRow, ...], Key("acara", filled=True)]
    messages: Annotated[tuple[str, ...], Key("pesan", filled=True)]
    handout: Annotated[tuple[Chapter, ...], Key("lembar", filled=True)]
    cases: Annotated[tuple[Case, ...], Key("kasus", filled=True)]
    quiz: Annotated[tuple[QuizItem, ...], Key("kuis", filled=True)]
    follow_up: Annotated[tuple[str, ...], Key("tindak_lanjut", filled=True)]
    roles: Annotated[tuple[str, ...], Key("peran")] = ()
    body: str
    body_line: int
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A ready-made pocket book: its title, whom it is for, how many A5 pages it has, and the parts it holds."""

    slug: Annotated[str, Key("id", pattern=SLUG)]
    title: Annotated[str, Key("judul", filled=True)]
    summary: Annotated[str, Key("ringkasan", filled=True)]
    pages: Annotated[int, Key("halaman")]
    parts: Annotated[tuple[str, ...], Key("isi", filled=True)]
    place: Place = placed()

    @property
    def contents(self) -> str:
        """The parts as an address writes them."""
        return ",".join(self.parts)
