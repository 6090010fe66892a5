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


class Stage(StrEnum):
    """A stage of work against trafficking, in the order of a case."""

    PREVENTION = "pencegahan"
    DETECTION = "deteksi & pelaporan"
    RESCUE = "penyelamatan & identifikasi"
    CARE = "pelayanan & rehabilitasi"
    PROSECUTION = "penegakan hukum"
    RETURN = "pemulangan"
    REINTEGRATION = "reintegrasi"


class RoleGroup(StrEnum):
    """Where a role stands; the value is the heading it is listed under."""

    CITIZEN = "Warga"
    VILLAGE = "Desa dan kecamatan"
    REGION = "Pemerintah daerah"
    JUSTICE = "Penegak hukum"
    SERVICE = "Layanan"
    SOCIETY = "Masyarakat dan usaha"


@dataclass(frozen=True)
class Duty:
    """One thing to do: `action` in plain words, and what it rests on.

    Either `basis`, whose text holds `quote` word for word, or `outside_basis`, the citation of a text we do not have;
    advice (Force.ADVICE) rests on nothing. `stage` is None in guides that do not say.
    """

    force: Force
    action: str
    within: str
    basis: Address | None
    quote: str
    outside_basis: str
    stage: Stage | None
    line: int


@dataclass(frozen=True)
class Role:
    """A role: its names, what the law says of it at all, what to do first, and its duties.

    `legal_names` are the words by which our texts bind it ("masyarakat"); a duty must stand in a provision with one
    of them.
    """

    slug: str
    title: str
    names: tuple[str, ...]
    group: RoleGroup
    legal_names: tuple[str, ...]
    summary: str
    standing: str
    checked_on: date
    first_hour: tuple[str, ...]
    first_day: tuple[str, ...]
    first_week: tuple[str, ...]
    dos: tuple[str, ...]
    donts: tuple[str, ...]
    call: tuple[str, ...]
    duties: tuple[Duty, ...]
    body: str
    file: str
    body_line: int


@dataclass(frozen=True)
class Guide:
    """A guide or page in Markdown; `body_line` is the number in the file of the body's first line.

    A small `rank` puts it first among those of its readers.
    """

    slug: str
    title: str
    audiences: tuple[Audience, ...]
    summary: str
    checked_on: date
    duties: tuple[Duty, ...]
    body: str
    file: str
    body_line: int
    rank: int = 99


@dataclass(frozen=True)
class Contact:
    """Somewhere to get help, with where and when its number was seen ('' for what is not known).

    `state` is "belum diverifikasi" for a number nobody has tried; `districts` are slugs, none for a national service.
    """

    name: str
    phone: str
    shown: str
    whatsapp: str
    site: str
    hours: str
    cost: str
    region: str
    districts: tuple[str, ...]
    state: str
    note: str
    source: str
    checked_on: date
    line: int


@dataclass(frozen=True)
class Term:
    """A term defined in a law: the word, and the provision that defines it."""

    word: str
    definition: Provision


def term_anchor(word: str) -> str:
    """Return the id of a term in the glossary: `Penjeratan Utang` → `penjeratan-utang`."""
    return "-".join("".join(c if c.isalnum() else " " for c in word.lower()).split())


DISTRICTS = {
    "balikpapan": "Kota Balikpapan",
    "bontang": "Kota Bontang",
    "samarinda": "Kota Samarinda",
    "berau": "Kabupaten Berau",
    "kutai-barat": "Kabupaten Kutai Barat",
    "kutai-kartanegara": "Kabupaten Kutai Kartanegara",
    "kutai-timur": "Kabupaten Kutai Timur",
    "mahakam-ulu": "Kabupaten Mahakam Ulu",
    "paser": "Kabupaten Paser",
    "penajam-paser-utara": "Kabupaten Penajam Paser Utara",
}


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


@dataclass(frozen=True)
class Deadline:
    """A time limit: who must do what, how long, since when; on `basis` with its words, or on a text outside ours."""

    action: str
    actor: str
    roles: tuple[str, ...]
    length: str
    start: str
    basis: Address | None
    quote: str
    outside_basis: str
    note: str
    question: str
    line: int


@dataclass(frozen=True)
class Right:
    """A right of victims, witnesses or reporters: who must deliver it, when, and what to do if it is refused."""

    right: str
    holders: tuple[str, ...]
    deliverer: str
    roles: tuple[str, ...]
    when: str
    if_refused: str
    basis: Address | None
    quote: str
    outside_basis: str
    note: str
    line: int


@dataclass(frozen=True)
class CaseStep:
    """A step on the path of a case; `joined` is "dan", "atau" or '' (how it stands to the step before it)."""

    id: str
    title: str
    stage: Stage
    actors: tuple[str, ...]
    roles: tuple[str, ...]
    action: str
    joined: str
    deadline: str
    bases: tuple[Address, ...]
    outside_bases: tuple[str, ...]
    next: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Answer:
    """An answer of the decision help and the id of the question or outcome it leads to."""

    words: str
    to: str


@dataclass(frozen=True)
class InquiryQuestion:
    """A question of the decision help."""

    id: str
    question: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Outcome:
    """Where the decision help ends: what to do, whom to call (contact names), guides and roles (slugs)."""

    id: str
    title: str
    steps: tuple[str, ...]
    contacts: tuple[str, ...]
    guides: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Inquiry:
    """The decision help: questions that lead to outcomes, from `start` on."""

    start: str
    questions: tuple[InquiryQuestion, ...]
    outcomes: tuple[Outcome, ...]
    file: str


@dataclass(frozen=True)
class PlainWord:
    """A legal word in plain words, with everyday words for it; `basis` where it is used, when no law defines it."""

    word: str
    meaning: str
    also: tuple[str, ...]
    basis: Address | None
    line: int
