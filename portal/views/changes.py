"""What has changed: the law (events), and, apart, the portal's own text (corrections by its editors)."""

from dataclasses import dataclass
from datetime import date

from portal import citation
from portal.model import Event
from portal.reading.library import Library
from portal.views.parts import HOME, Head, effect_words, long_date

AUTHOR = "Penyunting Portal TPPO Kaltim"


@dataclass(frozen=True)
class ChangeRow:
    """One change: a lasting id, title, summary, where it leads, and the day it was entered or made (ISO)."""

    id: str
    title: str
    summary: str
    href: str
    updated: str


@dataclass(frozen=True)
class ChangesPage:
    """A feed: the newest change first. `updated` is the newest day (ISO)."""

    head: Head
    author: str
    updated: str
    rows: tuple[ChangeRow, ...]


def law_changes(library: Library) -> ChangesPage:
    """Return the changes of the law that the portal knows of (`/perubahan.atom`)."""
    events = sorted(library.events, key=lambda e: (e.since, str(e.targets[0])), reverse=True)
    rows = tuple(_law_row(library, event) for event in events)
    head = Head("/perubahan.atom", "Perubahan hukum", "Perubahan peraturan yang dimuat di portal ini.", (HOME,))
    return ChangesPage(head, AUTHOR, _newest([e.checked_on for e in events]), rows)


def editorial_changes(library: Library) -> ChangesPage:
    """Return the corrections that the editors made (`/perbaikan.atom`)."""
    rows = tuple(
        ChangeRow(
            f"perbaikan/{c.day.isoformat()}/{index}",
            c.what,
            f"{c.what} {c.source}".strip(),
            (library.href(c.addresses[0]) if c.addresses else None) or "/",
            c.day.isoformat(),
        )
        for index, c in enumerate(reversed(library.corrections), 1)
    )[::-1]
    head = Head("/perbaikan.atom", "Perbaikan penyunting", "Perbaikan teks portal ini, bukan perubahan hukum.", (HOME,))
    return ChangesPage(head, AUTHOR, _newest([c.day for c in library.corrections]), rows)


def _law_row(library: Library, event: Event) -> ChangeRow:
    targets = ", ".join(citation.cite(t, library.instrument(t)) for t in event.targets)
    actor = event.actor_words or citation.within(event.actor)
    law = library.instrument(event.actor).short_citation
    title = f"{targets}: {effect_words(event.effect).lower()} sejak {long_date(event.since)}"
    return ChangeRow(
        f"peristiwa/{event.since.isoformat()}/{event.targets[0]}/{event.effect.replace(' ', '-')}",
        title,
        f"Oleh {f'{actor} {law}'.strip()}. {event.note}".strip(),
        library.href(event.targets[0]) or event.targets[0].path,
        event.checked_on.isoformat(),
    )


def _newest(days: list[date]) -> str:
    return max(days).isoformat() if days else "2026-11-24"
