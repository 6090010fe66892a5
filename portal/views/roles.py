"""The pages of roles: the list, one page per role, and the matrix of duties by role and stage."""

from dataclasses import dataclass

from portal import citation
from portal.guidance import Duty, Force, Role, RoleGroup, Stage
from portal.model import NAMELESS
from portal.reading import prose
from portal.reading.prose import Section
from portal.views.contacts import ContactRow, named_contacts
from portal.views.edition import Edition
from portal.views.emergency import EmergencyBlock, emergency_block, situation_of
from portal.views.fines import with_amounts
from portal.views.guides import DutyRow, duty_row
from portal.views.parts import HOME, FilterOption, Head, Link, Run, head_of, link_to, long_date

FORCE_WORDS = {
    Force.DUTY: ("W", "wajib"),
    Force.TASK: ("T", "bertugas"),
    Force.POWER: ("B", "berwenang"),
    Force.RIGHT: ("H", "hak"),
    Force.MAY: ("D", "dapat"),
    Force.BAN: ("L", "dilarang"),
    Force.ADVICE: ("S", "saran kami"),
}


@dataclass(frozen=True)
class RoleGroupRow:
    """A group of roles in the list."""

    name: str
    roles: tuple[Link, ...]


@dataclass(frozen=True)
class RolesPage:
    """`/peran`: every role by group."""

    head: Head
    groups: tuple[RoleGroupRow, ...]


@dataclass(frozen=True)
class StageRow:
    """The duties of a role at one stage."""

    name: str
    anchor: str
    duties: tuple[DutyRow, ...]


@dataclass(frozen=True)
class FirstSteps:
    """What to do in the first hour, day or week."""

    name: str
    steps: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class SharedDuties:
    """What a role has in common with others: the role that says it, and its duties."""

    role: Link
    duties: tuple[DutyRow, ...]


@dataclass(frozen=True)
class RolePage:
    """`/peran/{slug}`: what a role does first, its duties by stage, do and don't, whom to call."""

    head: Head
    title: str
    summary: str
    standing: tuple[Run, ...]
    emergency: EmergencyBlock | None
    first: tuple[FirstSteps, ...]
    stages: tuple[StageRow, ...]
    shared: tuple[SharedDuties, ...]
    deadlines: tuple[DutyRow, ...]
    dos: tuple[tuple[Run, ...], ...]
    donts: tuple[tuple[Run, ...], ...]
    contacts: tuple[ContactRow, ...]
    html: str
    sections: tuple[Section, ...]
    checked: str


@dataclass(frozen=True)
class CellEntry:
    """A duty in the matrix: the letter and word of its force, what to do, its basis in the shortest words."""

    letter: str
    force: str
    action: str
    basis: str
    href: str


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix: its duties, and the same as one line for a crowded sheet of paper."""

    entries: tuple[CellEntry, ...]
    line: str


@dataclass(frozen=True)
class MatrixRow:
    """A role's row: one cell for each stage shown."""

    role: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class DutiesPage:
    """`/tugas`: role × stage, filtered by `peran` and `tahap` ('' for all)."""

    head: Head
    stages: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    forces: tuple[tuple[str, str], ...]
    role_choices: tuple[FilterOption, ...]
    stage_choices: tuple[FilterOption, ...]
    brief_laws: tuple[str, ...]
    is_filtered: bool


def roles_page(edition: Edition) -> RolesPage:
    """Return the list of roles."""
    groups = tuple(
        RoleGroupRow(
            str(group),
            tuple(_link(role, role.summary) for role in edition.library.roles.values() if role.group is group),
        )
        for group in RoleGroup
    )
    return RolesPage(head_of("/peran"), tuple(group for group in groups if group.roles))


def role_page(edition: Edition, role: Role) -> RolePage:
    """Return the page of a role."""
    taken = prose.FRAME_IDS | {_anchor(stage) for stage in Stage}
    rendered = prose.render(
        with_amounts(role.body, edition.fines),
        edition.library.find_citations,
        edition.library.href,
        draw=edition.picture,
        taken=taken,
    )
    first = (("Jam pertama", role.first_hour), ("Hari pertama", role.first_day), ("Minggu pertama", role.first_week))
    stages = tuple(
        StageRow(
            str(stage).capitalize(),
            _anchor(stage),
            tuple(duty_row(edition, duty) for duty in role.duties if duty.stage is stage),
        )
        for stage in Stage
    )
    block = emergency_block(edition, situation_of(role.group is RoleGroup.CITIZEN))
    shown = {row.name for row in block.contacts} if block else set()
    return RolePage(
        head=Head(
            f"/peran/{role.slug}",
            role.title,
            role.summary,
            (HOME, link_to("/peran")),
            tab=link_to("/peran").words if role.group is RoleGroup.CITIZEN else "",
        ),
        title=role.title,
        summary=role.summary,
        standing=edition.runs(role.standing),
        emergency=block,
        first=tuple(FirstSteps(name, edition.sentences(steps)) for name, steps in first if steps),
        stages=tuple(stage for stage in stages if stage.duties),
        shared=tuple(
            SharedDuties(_link(other), tuple(duty_row(edition, duty) for duty in other.duties))
            for other in edition.library.also(role)
        ),
        deadlines=tuple(duty_row(edition, duty) for duty in role.duties if duty.within),
        dos=edition.sentences(role.dos),
        donts=edition.sentences(role.donts),
        contacts=named_contacts(edition, tuple(name for name in role.call if name not in shown)),
        html=rendered.html,
        sections=rendered.sections,
        checked=long_date(role.checked_on),
    )


def duties_page(edition: Edition, role_slug: str = "", stage_name: str = "") -> DutiesPage:
    """Return the matrix of duties; unknown filters count as none."""
    library = edition.library
    asked = library.roles.get(role_slug)
    roles = [asked, *library.also(asked)] if asked else list(library.roles.values())
    stages = [stage for stage in Stage if _anchor(stage) == stage_name] or list(Stage)
    return DutiesPage(
        head=head_of("/tugas"),
        stages=tuple(str(stage).capitalize() for stage in stages),
        rows=tuple(
            MatrixRow(
                _link(role),
                tuple(_cell(edition, role, stage) for stage in stages),
            )
            for role in roles
        ),
        forces=tuple(FORCE_WORDS.values()),
        role_choices=tuple(FilterOption(r.slug, r.title, r.slug == role_slug) for r in edition.library.roles.values()),
        stage_choices=tuple(FilterOption(_anchor(s), str(s).capitalize(), _anchor(s) == stage_name) for s in Stage),
        brief_laws=_brief_laws(edition),
        is_filtered=len(roles) < len(edition.library.roles) or len(stages) < len(Stage),
    )


def _cell(edition: Edition, role: Role, stage: Stage) -> Cell:
    duties = [duty for duty in role.duties if duty.stage is stage]
    brief = [(duty, _brief(edition, duty)) for duty in duties]
    groups = []
    for force, (letter, _) in FORCE_WORDS.items():
        cited = dict.fromkeys(words for duty, words in brief if duty.force is force and words)
        groups += [f"{letter} {', '.join(cited)}"] if cited else []
    others = sum(1 for duty, words in brief if duty.force is not Force.ADVICE and not words)
    groups += [f"+{others}*"] if others else []
    return Cell(tuple(_entry(edition, duty) for duty in duties), "; ".join(groups) or ("S" if duties else ""))


def _brief(edition: Edition, duty: Duty) -> str:
    """Return a basis as the printed matrix shows it: `PP 14(5)`, or `57(1)` alone for the nameless law.

    '' for a law without a brief name: the sheet has room for the laws it is about, the others are counted.
    """
    instrument = edition.instrument(duty.basis) if duty.basis else None
    if instrument is None or duty.basis is None or not instrument.brief:
        return ""
    law = "" if instrument.brief == NAMELESS else instrument.brief
    words = short(citation.within(duty.basis)).replace("Penjelasan ", "penj. ").replace("Ps ", "")
    return f"{law} {words}".strip()


def _brief_laws(edition: Edition) -> tuple[str, ...]:
    """Return what the brief names of laws on the sheet mean, as the laws' own front matter gives them."""
    briefs = [(i.brief, i.short_citation) for i in edition.library.instruments.values() if i.brief]
    return tuple(f"Angka tanpa nama: pasal {law}" if brief == NAMELESS else f"{brief}: {law}" for brief, law in briefs)


def _entry(edition: Edition, duty: Duty) -> CellEntry:
    letter, word = FORCE_WORDS[duty.force]
    if duty.basis is None:
        return CellEntry(letter, word, duty.action, short(duty.outside_basis), "")
    return CellEntry(letter, word, duty.action, short(edition.cite(duty.basis)), edition.href(duty.basis))


def short(words: str) -> str:
    """Return a citation as a crowded table shows it: `Pasal 14 ayat (5) PP 9/2008` → `Ps 14(5) PP 9/2008`."""
    for long, brief in (("Pasal ", "Ps "), (" ayat (", "("), (" huruf ", " "), (" angka ", " angka ")):
        words = words.replace(long, brief)
    return words


def _link(role: Role, note: str = "") -> Link:
    return Link(f"/peran/{role.slug}", role.title, note)


def _anchor(stage: Stage) -> str:
    return "-".join(word for word in stage.replace("&", "").split())
