"""The law as the portal holds it: instruments, their provisions, and what is known about both.

Everything here is frozen after reading and knows no files, no HTML and no clock. Status is never typed in: it is
computed from events and a date.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated

from portal import kinds
from portal.address import Address, Kind
from portal.keys import Key, Place, placed
from portal.kinds import InstrumentKind

GAP = "[teks hilang pada salinan sumber]"
LEFT_OUT = "[tidak dimuat dalam kutipan ini]"
UNMATCHED = "[belum dicocokkan]"  # ours, behind every passage whose wording was not proofed; never in a content file


class TextState(StrEnum):
    """How much of an instrument's text is here."""

    FULL = "lengkap"
    EXTRACT = "kutipan"
    MISSING = "belum tersedia"


class Proof(StrEnum):
    """Whether the wording shown was proofed against the source named by the instrument."""

    MATCHED = "dicocokkan"
    UNMATCHED = "belum dicocokkan"
    MISSING = "teks hilang"


class Effect(StrEnum):
    """What an event does to its target."""

    REPEALED = "dicabut"
    DELETED = "dihapus"
    AMENDED = "diubah"
    INSERTED = "disisipkan"
    REFERENCE_MOVED = "acuan dialihkan"
    PENALTY_ADJUSTED = "pidana disesuaikan"


WORDED = frozenset(
    {Effect.AMENDED, Effect.INSERTED, Effect.DELETED}
)  # effects that change the words of the text itself


class Side(StrEnum):
    """On which side of an amendment the words of a text stand: before its day, or from it on."""

    OLD = "lama"
    NEW = "baru"


class Confidence(StrEnum):
    """How sure the editors are of a statement that is not itself law."""

    HIGH = "tinggi"
    MEDIUM = "sedang"
    LOW = "rendah"


@dataclass(frozen=True)
class Provision:
    """One unit of a legal text and everything below it, in the order printed.

    `marker` and `lines` are the source as written (marker: the heading line or the opening mark such as `(1) `;
    lines: the text lines, still escaped); together over the tree they give the source back byte for byte. `number` is
    normal ("5" for BAB V). `line` is where it stands in the file, counted from 1.
    """

    kind: Kind
    address: Address
    number: str
    title: str
    marker: str
    lines: tuple[str, ...]
    children: tuple["Provision", ...]
    line: int

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The unit's own text, without its children: paragraphs, with line breaks inside them kept."""
        groups: list[list[str]] = [[]]
        for raw in self.lines:
            if raw.strip():
                groups[-1].append(unescape(raw.strip()))
            elif groups[-1]:
                groups.append([])
        return tuple("\n".join(group) for group in groups if group)

    @property
    def text(self) -> str:
        """The unit's own text on one line."""
        return " ".join(" ".join(self.paragraphs).split())

    @property
    def full_text(self) -> str:
        """The text of the unit and of everything below it on one line, without marks and headings."""
        return " ".join(node.text for node in self.walk() if node.text)

    @property
    def label(self) -> str:
        """How the unit is introduced in print: `(1)`, `a.`, `Pasal 48`, `BAB V`."""
        if self.marker.lstrip().startswith("#"):
            words = self.marker.lstrip("# ").strip()
            return words.removesuffix(self.title).strip() if self.title else words
        return self.marker.strip()

    def walk(self) -> Iterator["Provision"]:
        """Yield the unit and everything below it, in the order printed."""
        yield self
        for child in self.children:
            yield from child.walk()


def unescape(line: str) -> str:
    """Return a text line without the backslash that keeps it from being read as a mark."""
    return line[1:] if line.startswith("\\") else line


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where something was taken from: name, web address ('' if none), and the day it was taken."""

    name: Annotated[str, Key("nama", filled=True)]
    url: Annotated[str, Key("alamat")] = ""
    taken_on: Annotated[date, Key("diambil")]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something known about an instrument whose text is not here, with its source and how sure it is."""

    subject: Annotated[str, Key("hal", filled=True)]
    statement: Annotated[str, Key("isi", filled=True)]
    source: Annotated[str, Key("sumber", filled=True)]
    confidence: Annotated[Confidence, Key("keyakinan")]
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A law, regulation or decree (FRBR work) with the text we have of it.

    Dates are None where they are not known. `proofing` is the sentence that tells readers what the text was compared
    with. `shared_names` are names that it bears with laws it replaces or that replace it ("KUHP"); `fine_categories`
    is where it lists the fine categories; `meanwhile` says what applies while the text is not here. `stated_type` and
    `stated_region` are the editor's words for what the address says: the reader compares them.
    """

    address: Address
    stated_type: Annotated[str, Key("jenis")]
    number: Annotated[str, Key("nomor", filled=True)]
    year: Annotated[int, Key("tahun")]
    stated_region: Annotated[str, Key("wilayah")] = ""
    region: str
    title: Annotated[str, Key("judul", filled=True)]
    aliases: Annotated[tuple[str, ...], Key("sebutan")] = ()
    shared_names: Annotated[tuple[str, ...], Key("sebutan_bersama")] = ()
    enacted_on: Annotated[date | None, Key("ditetapkan")] = None
    promulgated_on: Annotated[date | None, Key("diundangkan")] = None
    in_force_from: Annotated[date | None, Key("berlaku")] = None
    publication: Annotated[str, Key("pengumuman")] = ""
    text_state: Annotated[TextState, Key("naskah")]
    proofing: Annotated[str, Key("pencocokan")] = ""
    sources: Annotated[tuple[Source, ...], Key("sumber", filled=True)]
    root: Provision
    other_titles: Annotated[tuple[str, ...], Key("judul_lain")] = ()
    facts: Annotated[tuple[Fact, ...], Key("catatan")] = ()
    unknowns: Annotated[tuple[str, ...], Key("belum_diketahui")] = ()
    ask_at: Annotated[tuple[str, ...], Key("minta_ke")] = ()
    bring: Annotated[tuple[str, ...], Key("bawa")] = ()
    meanwhile: Annotated[str, Key("sementara")] = ""
    carries_out: Annotated[tuple[Address, ...], Key("melaksanakan")] = ()
    replaces: Annotated[tuple[Address, ...], Key("menggantikan")] = ()
    fine_categories: Annotated[Address | None, Key("kategori_denda")] = None
    place: Place = placed()

    @property
    def file(self) -> str:
        """The file of the text."""
        return self.place.file

    @property
    def slug(self) -> str:
        """Its name as one step of an address: `perda-kaltim-2007-4`."""
        return self.address.work.replace("/", "-")

    @property
    def type(self) -> InstrumentKind:
        """The kind of instrument, from its address."""
        return kinds.kind_of(self.address.work)

    @property
    def short_citation(self) -> str:
        """E.g. `UU 21/2007`, `Perda Kaltim 4/2007`, `Keputusan Gubernur Kaltim 357/K.279/2010`."""
        name, _ = kinds.named(self.address.work)
        if self.type.only_work:
            return f"{name} {self.year}"
        return f"{name} {self.number}" + ("" if self._number_has_year else f"/{self.year}")

    @property
    def standard_citation(self) -> str:
        """E.g. `Undang-Undang Nomor 21 Tahun 2007` (UU 12/2011 Lampiran II: the way laws cite each other)."""
        _, name = kinds.named(self.address.work)
        if self.type.only_work:
            return f"{name} Tahun {self.year}"
        return f"{name} Nomor {self.number}" + ("" if self._number_has_year else f" Tahun {self.year}")

    @property
    def _number_has_year(self) -> bool:
        return self.number.endswith(f"/{self.year}")

    @property
    def heading(self) -> str:
        """The title as it is shown: marked where our sources give another one too, so that no one of them is sure."""
        return f"{self.title} (judul belum dipastikan)" if self.other_titles else self.title

    @property
    def full_citation(self) -> str:
        """The standard citation with title and place of publication."""
        place = f" ({self.publication})" if self.publication else ""
        return f"{self.standard_citation} tentang {self.heading}{place}"

    def articles(self) -> tuple[Provision, ...]:
        """The articles (or dictums) of the text itself, in order; without the elucidation's."""
        return tuple(
            node
            for node in self.root.walk()
            if node.kind in (Kind.ARTICLE, Kind.DICTUM) and not node.address.is_elucidation
        )


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to provisions: data beside the text, never an edit of the text.

    `actor` is the provision (or work) that acts; `actor_words` how it is cited; `replacement` where the rule stands
    now. Where it changes the words of the text, `shown` says which words the text holds, `other` names the file beside
    it that holds the words on the other side, and `unworded` says why there is none.
    """

    since: Annotated[date, Key("sejak")]
    effect: Annotated[Effect, Key("efek")]
    actor: Annotated[Address, Key("oleh")]
    actor_words: Annotated[str, Key("rincian")] = ""
    targets: Annotated[tuple[Address, ...], Key("sasaran", filled=True)]
    replacement: Annotated[Address | None, Key("menjadi")] = None
    shown: Annotated[Side | None, Key("bunyi")] = None
    other: Annotated[str, Key("berkas", pattern=r"^([0-9a-z-]+\.[0-9a-z-]+\.md)?$")] = ""
    unworded: Annotated[str, Key("tanpa_bunyi")] = ""
    note: Annotated[str, Key("catatan")] = ""
    confidence: Annotated[Confidence, Key("keyakinan")]
    source: Annotated[str, Key("sumber", filled=True)]
    checked_on: Annotated[date, Key("diperiksa")]
    reviewer: Annotated[str, Key("pemeriksa", filled=True)]
    place: Place = placed()

    @property
    def has_other_words(self) -> bool:
        """Whether there are words on the other side of its day: an article put in has none before it."""
        return self.effect in WORDED and not (self.effect is Effect.INSERTED and self.shown is Side.NEW)


@dataclass(frozen=True, kw_only=True)
class ProofNote:
    """A doubt about the wording of one provision, as readers see it."""

    address: Annotated[Address, Key("bagian")]
    state: Annotated[Proof, Key("keadaan")]
    note: Annotated[str, Key("catatan", filled=True)]
    since: Annotated[date, Key("sejak")]
    ask: Annotated[str, Key("tanya")] = ""
    place: Place = placed()


@dataclass(frozen=True)
class Status:
    """What is true of a provision on a date: the events that have taken effect, the newest first."""

    as_of: date
    events: tuple[Event, ...] = field(default=())

    @property
    def is_repealed(self) -> bool:
        """Whether the provision has lost its force: it was repealed, or deleted from its law."""
        return any(event.effect in (Effect.REPEALED, Effect.DELETED) for event in self.events)


def status(events: Sequence[Event], as_of: date) -> Status:
    """Return the status that the events of one provision give it on a date (an event counts from its day on)."""
    past = [event for event in events if event.since <= as_of]
    return Status(as_of, tuple(sorted(past, key=lambda event: event.since, reverse=True)))
