"""What the portal says in its own words: guides, duties, contacts and terms.

Never law: every duty names the provision it rests on and quotes it. Frozen, and free of files, HTML and clocks.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.address import Address
from portal.model import Provision


class Audience(StrEnum):
    """The three kinds of people the portal is for; the value is the word in a guide's `untuk`."""

    CITIZEN = "warga"
    OFFICIAL = "petugas"
    TRAINER = "pelatih"


class Force(StrEnum):
    """How strongly a provision speaks to an actor; ADVICE is ours and not law."""

    DUTY = "wajib"
    POWER = "berwenang"
    RIGHT = "hak"
    MAY = "dapat"
    BAN = "dilarang"
    ADVICE = "anjuran"


@dataclass(frozen=True)
class Duty:
    """One thing to do: `action` in plain words, resting on `basis`, whose text holds `quote` word for word."""

    force: Force
    action: str
    within: str
    basis: Address
    quote: str
    line: int


@dataclass(frozen=True)
class Guide:
    """A guide or page in Markdown; `body_line` is the number in the file of the body's first line."""

    slug: str
    title: str
    audiences: tuple[Audience, ...]
    summary: str
    checked_on: date
    duties: tuple[Duty, ...]
    body: str
    file: str
    body_line: int


@dataclass(frozen=True)
class Contact:
    """Somewhere to get help, with where and when its number was seen ('' for what is not known)."""

    name: str
    phone: str
    shown: str
    whatsapp: str
    site: str
    hours: str
    cost: str
    region: str
    note: str
    source: str
    checked_on: date


@dataclass(frozen=True)
class Term:
    """A term defined in a law: the word, and the provision that defines it."""

    word: str
    definition: Provision


@dataclass(frozen=True)
class OpenQuestion:
    """A legal question nobody has settled for us: what is asked, what is known, which provisions carry its mark."""

    id: str
    question: str
    addresses: tuple[Address, ...]
    known: str
    since: date
    ask: str
    source: str
    line: int


@dataclass(frozen=True)
class Penalty:
    """An offence and its penalty: `printed` word for word in `basis`, `today` '' where it is not certain.

    `category` is the fine category in roman numerals ('' if none); `question` the id of the open question that keeps
    `today` empty.
    """

    offence: str
    basis: Address
    printed: str
    today: str
    category: str
    today_basis: Address | None
    today_words: str
    question: str
    note: str
    line: int


@dataclass(frozen=True)
class Correction:
    """An editorial correction of the portal: when, what, which provisions, and why or from which source."""

    day: date
    what: str
    addresses: tuple[Address, ...]
    source: str
