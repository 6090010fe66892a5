"""The pages of roles: the list, one page per role, and who does what by role and stage."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.guidance import Duty, Guide, Role, RoleGroup, Stage
from portal.reading import prose
from portal.views.contacts import ContactRow, named_contacts
from portal.views.edition import Edition
from portal.views.emergency import EmergencyBlock, emergency_block, situation_of
from portal.views.fines import with_amounts
from portal.views.guides import DutyRow, GuideText, duty_row, guide_text
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

_PARTS = frozenset({"sekarang", "tugas", "rujukan", "cetak"})


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
    """`/peran/{slug}`: one page for a person: now (first steps, do and don't), duties by stage, reference, print.

    `guide` is the guide for this role, with its title; `prints` what there is of it on paper.
    """

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
    guide_title: str
    guide: GuideText | None
    prints: tuple[Link, ...]
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
    taken = prose.FRAME_IDS | _PARTS | {_anchor(stage) for stage in Stage}
    guide = edition.library.guide_of(role)
    text = guide_text(edition, guide, taken) if guide else None
    rendered = prose.render(
        with_amounts(role.body, edition.fines),
        edition.library.find_citations,
        edition.library.href,
        draw=edition.picture,
        taken=taken | (text.ids if text else frozenset()),
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
        guide_title=guide.title if guide else "",
        guide=text,
        prints=_prints(edition, role, guide),
        checked=long_date(role.checked_on),
    )


def _prints(edition: Edition, role: Role, guide: Guide | None) -> tuple[Link, ...]:
    """Return what there is on paper for a role: its page, its guide, pocket books with that, kits with its sheet."""
    links = [Link(f"/cetak/peran/{role.slug}", f"Lembar {role.title}")]
    if guide:
        links.append(Link(f"/cetak/panduan/{guide.slug}", guide.title))
        books = (book for book in edition.library.presets if f"p.{guide.slug}" in book.parts)
        links += [Link(f"/cetak/buku?isi={book.contents}", book.title, f"{book.pages} halaman A5.") for book in books]
    kits = (kit for kit in edition.library.kits.values() if role.slug in kit.roles)
    links += [
        Link(f"/cetak/pelatih/{kit.slug}", f"Paket pelatih: {kit.title}", f"{kit.minutes} menit.") for kit in kits
    ]
    return tuple(links)


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
