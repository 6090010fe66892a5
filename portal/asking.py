"""What people ask, and what they are told first: written answers, the emergency block, the decision help, their words.

Like `guidance`: our own words, every field with its editors' key said here and nowhere else. Frozen, and free of files,
HTML and clocks.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from portal.address import Address
from portal.guidance import Audience
from portal.keys import SLUG, Key, Place, placed


class Matter(StrEnum):
    """What a question is about; the value is the heading it is listed under, in this order."""

    REPORTING = "Melapor"
    PLIGHT = "Keadaan saya"
    CHILDREN = "Anak"
    RIGHTS = "Hak dan ganti rugi"
    HOME = "Pulang dan pulih"
    PENALTY = "Hukuman"
    OFFICE = "Petugas"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question that people ask, answered in one to three sentences (`body`), with what to do next and whom to call.

    `contacts` are names of contacts, `addresses` one or two provisions in force that carry the answer, `words` what
    people type for it: search learns the question from them, and shows none of them. Those with a `rank`
    are the commonest, in its order.
    """

    slug: str
    question: Annotated[str, Key("tanya", filled=True)]
    matter: Annotated[Matter, Key("kelompok")]
    audiences: Annotated[tuple[Audience, ...], Key("untuk", filled=True)]
    next_step: Annotated[str, Key("lanjut", filled=True)]
    contacts: Annotated[tuple[str, ...], Key("nomor")] = ()
    addresses: Annotated[tuple[Address, ...], Key("pasal", filled=True)]
    guide: Annotated[str, Key("panduan")] = ""
    role: Annotated[str, Key("peran")] = ""
    checked_on: Annotated[date, Key("diperiksa")]
    words: Annotated[tuple[str, ...], Key("kata", filled=True)]
    rank: Annotated[int, Key("urutan")] = 0
    body: str
    body_line: int
    place: Place = placed()


class Situation(StrEnum):
    """Who stands before the page: the value is the word in the data of the emergency block."""

    MINE = "saya"
    THEIRS = "korban"


@dataclass(frozen=True, kw_only=True)
class EmergencyStep:
    """One thing to do at once, and the name of the picture that says it too ('' for none)."""

    words: Annotated[str, Key("kata", filled=True)]
    picture: Annotated[str, Key("gambar")] = ""
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Emergency:
    """What to do at once, in one of two forms: I am in danger, or a victim stands before me.

    `contacts` are names of contacts. It is written once; whatever page shows it says no step of it again.
    """

    situation: Annotated[Situation, Key("bagi")]
    title: Annotated[str, Key("judul", filled=True)]
    steps: Annotated[tuple[EmergencyStep, ...], Key("langkah", filled=True)]
    contacts: Annotated[tuple[str, ...], Key("nomor", filled=True)]
    checked_on: Annotated[date, Key("diperiksa")]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A choice in the decision help, and the id of the question or outcome it leads to."""

    words: Annotated[str, Key("jawab", filled=True)]
    to: Annotated[str, Key("ke", pattern=SLUG)]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class InquiryQuestion:
    """A question of the decision help."""

    id: Annotated[str, Key("id", pattern=SLUG)]
    question: Annotated[str, Key("tanya", filled=True)]
    choices: Annotated[tuple[Choice, ...], Key("pilihan", filled=True)]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where the decision help ends: a written answer (slug) or a form of the emergency block, and what else to do.

    `guides` and `roles` are slugs of what goes on.
    """

    id: Annotated[str, Key("id", pattern=SLUG)]
    title: Annotated[str, Key("judul", filled=True)]
    answer: Annotated[str, Key("jawaban")] = ""
    emergency: Annotated[Situation | None, Key("darurat")] = None
    steps: Annotated[tuple[str, ...], Key("langkah")] = ()
    guides: Annotated[tuple[str, ...], Key("panduan")] = ()
    roles: Annotated[tuple[str, ...], Key("peran")] = ()
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """The decision help: questions that lead to outcomes, from `start` on."""

    start: Annotated[str, Key("mulai", pattern=SLUG)]
    questions: Annotated[tuple[InquiryQuestion, ...], Key("pertanyaan", filled=True)]
    outcomes: Annotated[tuple[Outcome, ...], Key("hasil", filled=True)]
    place: Place = placed()

    @property
    def states(self) -> dict[str, InquiryQuestion | Outcome]:
        """Every question and outcome by the code that its address shows instead of its id (see `state_code`)."""
        rows: tuple[InquiryQuestion | Outcome, ...] = (*self.questions, *self.outcomes)
        return {state_code(row.id): row for row in rows}


# No vowels: no word can come out. Nothing that is read as something else either: no l, no o.
_CODE_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


def state_code(id_: str) -> str:
    """Return the word in the address of a question or outcome: five characters that say nothing of it.

    Whoever looks over a shoulder or into a history reads no answer in it. It follows from the id alone, so a shared
    link leads to the same state as long as editors keep the id, wherever its row stands.
    """
    number = int.from_bytes(hashlib.sha256(id_.encode()).digest()[:8])
    letters = []
    for _ in range(4):
        number, rest = divmod(number, len(_CODE_LETTERS))
        letters.append(_CODE_LETTERS[rest])
    return "c" + "".join(letters)


@dataclass(frozen=True, kw_only=True)
class Synonym:
    """Who types one of `words` also looks for `targets`, one way; `source` says where the pair comes from.

    Only jurists type the words of `learned` ("unus testis"): whoever does asks for the law.
    """

    words: Annotated[tuple[str, ...], Key("kata")] = ()
    learned: Annotated[tuple[str, ...], Key("kata_ahli")] = ()
    targets: Annotated[tuple[str, ...], Key("cari", filled=True)]
    source: Annotated[str, Key("sumber", filled=True)]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A question in plain words, other words for it, and what answers it, the best first ('' for no guide or role)."""

    question: Annotated[str, Key("tanya", filled=True)]
    words: Annotated[tuple[str, ...], Key("kata")] = ()
    guide: Annotated[str, Key("panduan")] = ""
    role: Annotated[str, Key("peran")] = ""
    addresses: Annotated[tuple[Address, ...], Key("pasal", filled=True)]
    place: Place = placed()
