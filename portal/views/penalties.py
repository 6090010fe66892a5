"""Penalties: every offence as first printed and as in force, in years and rupiah, and when the victim is a child."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from portal.guidance import Penalty
from portal.views.edition import Edition
from portal.views.parts import FilterOption, Head, Link, Run, head_of, long_date
from portal.views.tables import question_link
from portal.views.times import is_there

_YEARS = re.compile(r"penjara (?:paling singkat \d+ \([^)]*\) tahun dan )?paling lama (\d+)")
# What an aggravation adds ("ditambah 1/3 (sepertiga)"), and the most that imprisonment for a time can come to (Pasal 68
# ayat (3) UU 1/2023: twenty years, when aggravated).
_THIRD, _MOST_YEARS = Fraction(1, 3), 20


@dataclass(frozen=True)
class PenaltyRow:
    """An offence: its provision, the penalty as printed, and that of the day ('' where not certain) with its basis.

    `worked` is what a third more comes to in years, as we compute it; `worked_basis` the provision that adds it;
    `is_for_child` when it is added because the victim is a child.
    """

    anchor: str
    offence: str
    basis: Link
    status: str
    printed: str
    today: tuple[Run, ...]
    today_basis: Link | None
    worked: str
    worked_basis: Link | None
    is_for_child: bool
    question: Link | None
    note: tuple[Run, ...]


@dataclass(frozen=True)
class PenaltiesPage:
    """`/sanksi`: every offence with the penalty as printed and as in force.

    `acts` are the offences to choose from; `is_child` when only what concerns children is asked for.
    """

    head: Head
    rows: tuple[PenaltyRow, ...]
    acts: tuple[FilterOption, ...]
    is_child: bool
    is_filtered: bool
    fines: tuple[str, ...]
    fines_basis: Link | None
    as_of: str


def penalties_page(edition: Edition, act: str = "", child: bool = False) -> PenaltiesPage:
    """Return the table of penalties, filtered by an act (the anchor of its row) and to child victims.

    An unknown act counts as none.
    """
    fines, all_ = edition.library.fine_categories, edition.library.penalties
    chosen = [row for row in all_ if _anchor(row) == act] or list(all_)
    made = [row for row in chosen if is_there(edition, edition.instrument(row.basis))]
    shown = [row for row in made if row.child_basis or not child]
    return PenaltiesPage(
        head=replace(head_of("/sanksi"), asked=edition.asked),
        rows=tuple(_row(edition, penalty) for penalty in shown),
        acts=tuple(FilterOption(_anchor(row), row.offence, _anchor(row) == act) for row in all_),
        is_child=child,
        is_filtered=len(shown) < len(all_),
        fines=tuple(item.text.rstrip(";.").removesuffix("; dan") for item in fines.children) if fines else (),
        fines_basis=edition.cited(fines.address) if fines else None,
        as_of=long_date(edition.as_of),
    )


def _row(edition: Edition, penalty: Penalty) -> PenaltyRow:
    basis = penalty.today_basis
    worked, adds = _worked(edition, penalty)
    return PenaltyRow(
        anchor=_anchor(penalty),
        offence=penalty.offence,
        basis=edition.cited(penalty.basis),
        status=edition.tag(penalty.basis.provision),
        printed=penalty.printed,
        today=edition.runs(_on_the_day(edition, penalty)),
        today_basis=edition.cited(basis, words=penalty.today_words) if basis and _is_new(edition, penalty) else None,
        worked=worked,
        worked_basis=adds,
        is_for_child=penalty.child_basis is not None,
        question=question_link(edition, penalty.question) if _is_new(edition, penalty) else None,
        note=edition.runs(penalty.note) if _is_new(edition, penalty) else (),
    )


def _is_new(edition: Edition, penalty: Penalty) -> bool:
    """Whether the penalty of today was in force on the edition's day; before, the printed one was."""
    begins = edition.instrument(penalty.today_basis).in_force_from if penalty.today_basis else None
    return begins is None or begins <= edition.as_of


def _on_the_day(edition: Edition, penalty: Penalty) -> str:
    return penalty.today if _is_new(edition, penalty) else penalty.printed


def _worked(edition: Edition, penalty: Penalty) -> tuple[str, Link | None]:
    """Return what a third more comes to in years, and the provision that adds it; '' where none is added."""
    if penalty.raises is not None:
        base = next((row for row in edition.library.penalties if row.basis == penalty.raises), None)
        return (_sum(_on_the_day(edition, base)), edition.cited(penalty.basis)) if base else ("", None)
    if penalty.child_basis is not None and penalty.child_basis != penalty.basis:
        return _sum(_on_the_day(edition, penalty)), edition.cited(penalty.child_basis)
    return "", None


def _sum(today: str) -> str:
    match = _YEARS.search(today)
    if match is None:
        return ""
    years = int(match[1])
    return f"{years} tahun + sepertiga = {min(int(years * (1 + _THIRD)), _MOST_YEARS)} tahun"


def _anchor(penalty: Penalty) -> str:
    """Return the id of a row: `pasal-2-ayat-1`."""
    return "-".join(str(penalty.basis).removeprefix(f"{penalty.basis.work}/").split("/"))
