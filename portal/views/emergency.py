"""The emergency block: what to do at once, written once in content, shown on top of every page that people act on."""

from dataclasses import dataclass

from portal.asking import Emergency, Situation
from portal.views.contacts import ContactRow, named_contacts
from portal.views.edition import Edition, kept
from portal.views.parts import Pictured


@dataclass(frozen=True)
class EmergencyForm:
    """One form of the block: who it is for, and what to do, in order; `is_own` opens it and prints it."""

    anchor: str
    title: str
    steps: tuple[Pictured, ...]
    is_own: bool


@dataclass(frozen=True)
class EmergencyBlock:
    """The block: the numbers to call, and its forms, the reader's own first."""

    contacts: tuple[ContactRow, ...]
    forms: tuple[EmergencyForm, ...]


@kept
def emergency_block(
    edition: Edition, own: Situation = Situation.MINE, *, only_own: bool = False
) -> EmergencyBlock | None:
    """Return the block with a reader's own form first, or with that form only; None when the content has none."""
    rows = sorted(edition.library.emergencies, key=lambda row: row.situation is not own)
    if not rows:
        return None
    names = dict.fromkeys(name for row in rows for name in row.contacts)
    shown = [row for row in rows if row.situation is own or not only_own]
    return EmergencyBlock(named_contacts(edition, tuple(names)), tuple(_form(edition, row, own) for row in shown))


def situation_of(is_for_citizens: bool) -> Situation:
    """Return whose form a page opens: a citizen may be in danger himself, an official has a victim before him."""
    return Situation.MINE if is_for_citizens else Situation.THEIRS


def _form(edition: Edition, row: Emergency, own: Situation) -> EmergencyForm:
    words = edition.sentences(tuple(step.words for step in row.steps))
    pictures = (edition.picture(step.picture) for step in row.steps)
    steps = tuple(map(Pictured, words, pictures))
    return EmergencyForm(f"darurat-{row.situation}", row.title, steps, row.situation is own)
