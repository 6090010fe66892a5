"""The pages of roles: the list, one page per role, and who does what by role and stage."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.guidance import Duty, Role, RoleGroup, Stage
from portal.reading import prose
from portal.reading.prose import Section
from portal.views.contacts import ContactRow, named_contacts
from portal.views.edition import Edition
from portal.views.emergency import EmergencyBlock, emergency_block, situation_of
from portal.views.fines import with_amounts
from portal.views.guides import DutyRow, duty_row
from portal.views.parts import (
    FORCE_WORDS,
    HOME,
    FilterOption,
    Head,
    Link,
    Run,
    due_words,
    head_of,
    link_to,
    long_date,
)


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
    slug: str
    title: str
    summary: str
    standing: tuple[Run, ...]
    emergency: EmergencyBlock | None
    first: tuple[FirstSteps, ...]
    stages: tuple[StageRow, ...]
    shared: tuple[SharedDuties, ...]
    dos: tuple[tuple[Run, ...], ...]
    donts: tuple[tuple[Run, ...], ...]
    contacts: tuple[ContactRow, ...]
    html: str
    sections: tuple[Section, ...]
    checked: str


@dataclass(frozen=True)
class DutyEntry:
    """A duty in the overview: its force (DutyRow), by when, what to do, and its basis in the shortest words."""

    word: str
    force: str
    within: str
    action: str
    basis: str
    href: str


@dataclass(frozen=True)
class Share:
    """What a role does at a stage; the page that groups shares says one of the two, this names the other."""

    name: Link
    entries: tuple[DutyEntry, ...]


@dataclass(frozen=True)
class DutiesPage:
    """`/tugas`: who does what, filtered by `peran` and `tahap` ('' for all).

    The same twice: `by_role` as the screen folds it, `by_stage` as paper has a sheet for each.
    """

    head: Head
    by_role: tuple[tuple[Link, tuple[Share, ...]], ...]
    by_stage: tuple[tuple[str, tuple[Share, ...]], ...]
    role_choices: tuple[FilterOption, ...]
    stage_choices: tuple[FilterOption, ...]
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
        slug=role.slug,
        title=role.title,
        summary=role.summary,
        standing=edition.runs(role.standing),
        emergency=block,
        first=first_steps(edition, role),
        stages=tuple(stage for stage in stages if stage.duties),
        shared=tuple(
            SharedDuties(_link(other), tuple(duty_row(edition, duty) for duty in other.duties))
            for other in edition.library.also(role)
        ),
        dos=edition.sentences(role.dos),
        donts=edition.sentences(role.donts),
        contacts=named_contacts(edition, tuple(name for name in role.call if name not in shown)),
        html=rendered.html,
        sections=rendered.sections,
        checked=long_date(role.checked_on),
    )


def first_steps(edition: Edition, role: Role) -> tuple[FirstSteps, ...]:
    """Return what a role does in the first hour, day and week."""
    first = (("Jam pertama", role.first_hour), ("Hari pertama", role.first_day), ("Minggu pertama", role.first_week))
    return tuple(FirstSteps(name, edition.sentences(steps)) for name, steps in first if steps)


def duties_page(edition: Edition, role_slug: str = "", stage_name: str = "") -> DutiesPage:
    """Return who does what; unknown filters count as none."""
    library = edition.library
    asked = library.roles.get(role_slug)
    roles = [asked, *library.also(asked)] if asked else list(library.roles.values())
    stages = [stage for stage in Stage if _anchor(stage) == stage_name] or list(Stage)
    return DutiesPage(
        head=head_of("/tugas"),
        by_role=tuple(
            (_link(role), _shares((_stage_link(role, stage), _entries(edition, role, stage)) for stage in stages))
            for role in roles
        ),
        by_stage=tuple(
            (str(stage).capitalize(), _shares((_link(role), _entries(edition, role, stage)) for role in roles))
            for stage in stages
        ),
        role_choices=tuple(FilterOption(r.slug, r.title, r.slug == role_slug) for r in library.roles.values()),
        stage_choices=tuple(FilterOption(_anchor(s), str(s).capitalize(), _anchor(s) == stage_name) for s in Stage),
        is_filtered=len(roles) < len(library.roles) or len(stages) < len(Stage),
    )


def _shares(rows: Iterable[tuple[Link, tuple[DutyEntry, ...]]]) -> tuple[Share, ...]:
    return tuple(Share(name, entries) for name, entries in rows if entries)


def _entries(edition: Edition, role: Role, stage: Stage) -> tuple[DutyEntry, ...]:
    return tuple(_entry(edition, duty) for duty in role.duties if duty.stage is stage)


def _entry(edition: Edition, duty: Duty) -> DutyEntry:
    basis = edition.cite(duty.basis) if duty.basis else duty.outside_basis
    return DutyEntry(
        FORCE_WORDS[duty.force],
        str(duty.force),
        due_words(duty.within),
        duty.action,
        short(basis),
        edition.href(duty.basis) if duty.basis else "",
    )


def short(words: str) -> str:
    """Return a citation as a crowded table shows it: `Pasal 14 ayat (5) PP 9/2008` → `Ps 14(5) PP 9/2008`."""
    for long, brief in (("Pasal ", "Ps "), (" ayat (", "("), (" huruf ", " "), (" angka ", " angka ")):
        words = words.replace(long, brief)
    return words


def _stage_link(role: Role, stage: Stage) -> Link:
    return Link(f"/peran/{role.slug}#{_anchor(stage)}", str(stage).capitalize())


def _link(role: Role, note: str = "") -> Link:
    return Link(f"/peran/{role.slug}", role.title, note)


def _anchor(stage: Stage) -> str:
    return "-".join(word for word in stage.replace("&", "").split())
