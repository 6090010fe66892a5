"""Units of law as pages show them: text with status, doubts and open questions, and how each stands to others.

Takes an Edition and model values; gives the frozen values of `parts`. A relation is shown at both ends: what one page
says forwards, the other says backwards. Which units stand on which page is for `law` to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from portal import citation
from portal.address import Address, Kind
from portal.model import GAP, Effect, Event, Instrument, Proof, Provision, Side, TextState
from portal.views.edition import Edition, is_on_whole_work, kept, lost_force_words
from portal.views.parts import (
    EFFECT_WORDS,
    FORCE_WORDS,
    STATE_WORDS,
    BoundRow,
    Card,
    Doubt,
    Link,
    Notice,
    QuestionMark,
    Relation,
    Run,
    StatusLine,
    Unit,
    due_words,
    long_date,
)
from portal.views.times import cited, is_there


def unit(edition: Edition, node: Provision, page: Address, deep: bool = True) -> Unit:
    """Return a provision as shown on the page of an address, with all below it when `deep`.

    Passages that were not proofed end with their mark.
    """
    return _unit(edition, edition.library.marked(node), page, deep)


def _unit(edition: Edition, node: Provision, page: Address, deep: bool = True) -> Unit:
    anchor = "" if node.kind is Kind.WRAP_UP else node.address.anchor(page)
    own_page = node.address.provision if node.address.provision == node.address else None
    is_guest = node.kind in (Kind.ARTICLE, Kind.DICTUM) and own_page is not None and own_page != page
    return Unit(
        kind=str(node.kind),
        anchor=anchor,
        label=node.label,
        title=node.title,
        href=own_page.path if own_page and own_page != page else "",
        paragraphs=tuple(edition.runs(paragraph, node.address) for paragraph in node.paragraphs),
        children=tuple(_unit(edition, child, page) for child in node.children) if deep else (),
        doubts=doubts(edition, node.address) if node.kind is not Kind.WRAP_UP else (),
        tag=edition.tag(node.address) if node.kind in (Kind.ARTICLE, Kind.DICTUM) else "",
        notices=_guest_notices(edition, node.address) if is_guest else (),
        questions=question_marks(edition, node.address) if is_guest else (),
        cited=cited(edition, node.address) if node.kind is Kind.PARAGRAPH and node.address.provision == page else "",
    )


def _guest_notices(edition: Edition, address: Address) -> tuple[Notice, ...]:
    """Return what happened to an article shown among others: the replacement's citation without its text."""
    return tuple(
        replace(_notice(edition, event, address), replacement=None)
        for event in edition.events(address)
        if not is_on_whole_work(event)
    )


def question_marks(edition: Edition, address: Address) -> tuple[QuestionMark, ...]:
    """Return the open legal questions that mark a provision."""
    return tuple(QuestionMark(f"/catatan-hukum#{q.id}", q.question) for q in edition.library.questions_for(address))


def doubts(edition: Edition, address: Address) -> tuple[Doubt, ...]:
    """Return the doubt recorded for exactly this address (none or one)."""
    note = edition.library.proofs.get(address)
    if note is None:
        return ()
    state = "Teks hilang pada sumber" if note.state is Proof.MISSING else "Belum dicocokkan"
    href = f"/catatan-hukum#{register_anchor(address)}"
    return (Doubt(href, state, citation.within(address), note.note, note.ask, long_date(note.since)),)


def register_anchor(address: Address) -> str:
    """Return the id of a text's doubt in the register."""
    return "teks-" + str(address).replace("/", "-")


def all_doubts(edition: Edition, address: Address) -> tuple[Doubt, ...]:
    """Return every doubt about a provision, its parts and its elucidation."""
    return tuple(doubt for note in edition.library.proofs_for(address) for doubt in doubts(edition, note.address))


@kept
def status_line(edition: Edition, address: Address) -> StatusLine:
    """Return the status line of a provision or work on the day, with every event on it or below it."""
    instrument, status, events = edition.instrument(address), edition.status(address), edition.events(address)
    known = instrument.promulgated_on or instrument.in_force_from
    if known is None and instrument.text_state is TextState.MISSING and not edition.library.events_for(address):
        return StatusLine("Status belum dipastikan", ())
    if not is_there(edition, instrument):
        return StatusLine("Belum ada pada tanggal itu", ())
    if status.is_repealed:
        word = lost_force_words(status)
    elif instrument.in_force_from and instrument.in_force_from > edition.as_of:
        word = "Belum berlaku pada tanggal itu"
    elif events and address.steps:
        word = "Berlaku, dengan perubahan"
    else:
        word = "Berlaku"
    shown = events if address.steps else status.events
    notices = (*(_notice(edition, event, address) for event in shown), *_other_words(edition, address))
    return StatusLine(word, notices)


def _other_words(edition: Edition, address: Address) -> Iterator[Notice]:
    """Yield a notice for each event whose words of this day are not held, so that other words are shown."""
    for event in edition.library.unworded(address, edition.as_of):
        side = "sejak" if event.shown is Side.NEW else "sebelum"
        shown = f"yang tampil bunyi {side} {long_date(event.since)}"
        sentence = f"Bunyi pada {long_date(edition.as_of)} tidak ada di portal; {shown}."
        place = ", ".join(_below(t, address) for t in event.targets if t.is_within(address) and t != address)
        yield Notice("Bunyi lain", place, (Run(sentence),), event.unworded, None, "")


def _notice(edition: Edition, event: Event, address: Address) -> Notice:
    sentence = (
        Run(f"{EFFECT_WORDS[event.effect]} sejak {long_date(event.since)} oleh "),
        Run(edition.cite(event.actor, event.actor_words), edition.library.href(event.actor) or ""),
        Run("."),
    )
    own = [t for t in event.targets if t.is_within(address) and t != address]
    place = ", ".join(_below(t, address) for t in own)
    replacement, cited = None, ""
    target = event.replacement
    if target is not None and target in edition.library.provisions and target.work != address.work:
        replacement = unit(edition, edition.library.provisions[target], target)
        cited = edition.cite(target)
    return Notice(
        EFFECT_WORDS[event.effect], place, sentence, event.note, replacement, cited, _earlier(edition, event, address)
    )


def _earlier(edition: Edition, event: Event, address: Address) -> str:
    """Return where the words stand that a provision had before an event, '' when they are not held."""
    rows = edition.library.wordings.get(address.work, ())
    is_held = any(row.event is event and row.root is not None for row in rows) and event.effect is not Effect.INSERTED
    return f"{address.provision.path}?per={event.since - timedelta(days=1)}" if is_held and address.steps else ""


def _below(target: Address, address: Address) -> str:
    return citation.within(Address(target.work, target.steps[len(address.steps) :]))


def _state(instrument: Instrument) -> str:
    """Return how much of an instrument's text is here; a whole text says how many holes it has."""
    words, gaps = STATE_WORDS[instrument.text_state], instrument.root.full_text.count(GAP)
    return f"{words} dengan {gaps} celah" if gaps and instrument.text_state is TextState.FULL else words


def card(edition: Edition, instrument: Instrument) -> Card:
    """Return an instrument as lists show it."""
    return _card(edition, instrument.address)


@kept
def _card(edition: Edition, address: Address) -> Card:
    instrument = edition.instrument(address)
    return Card(
        href=instrument.address.path,
        short=instrument.short_citation,
        standard=instrument.standard_citation,
        title=instrument.heading,
        state=_state(instrument),
        has_text=instrument.text_state is not TextState.MISSING,
        is_extract=instrument.text_state is TextState.EXTRACT,
        status=status_line(edition, instrument.address),
    )


def bound_rows(edition: Edition, address: Address) -> tuple[BoundRow, ...]:
    """Return the duties, powers, rights and bans of roles that rest on a provision."""
    return tuple(
        BoundRow(
            Link(f"/peran/{role.slug}", role.title),
            FORCE_WORDS[duty.force],
            str(duty.force),
            duty.action,
            due_words(duty.within),
        )
        for role, duty in edition.library.bound_by(address)
    )


def relations(edition: Edition, address: Address) -> tuple[Relation, ...]:
    """Return the relations of a work or of a provision with a page."""
    rows: list[tuple[str, Sequence[Address]]]
    if address.steps:
        rows = [("Dilaksanakan oleh", edition.library.carried_out_by.get(address, ()))]
    else:
        instrument = edition.instrument(address)
        rows = [
            ("Melaksanakan", instrument.carries_out),
            ("Dilaksanakan oleh", edition.library.carried_out_by.get(address, ())),
            ("Menggantikan", instrument.replaces),
            ("Digantikan oleh", [i.address for i in edition.library.instruments.values() if address in i.replaces]),
            ("Mengubah atau mencabut", _changed_by(edition, address)),
            ("Diubah atau dicabut oleh", _changers_of(edition, address)),
        ]
    return tuple(Relation(words, _links(edition, found)) for words, found in rows if found)


def _changed_by(edition: Edition, work: Address) -> list[Address]:
    """Return the works that an instrument's provisions changed or repealed."""
    targets = [t for e in edition.library.events if e.actor.work == work.work for t in e.targets]
    return _other_works(targets, work)


def _changers_of(edition: Edition, work: Address) -> list[Address]:
    """Return the works that changed or repealed provisions of an instrument."""
    return _other_works([e.actor for e in edition.library.events if any(t.work == work.work for t in e.targets)], work)


def _other_works(addresses: Iterable[Address], work: Address) -> list[Address]:
    return [Address(w) for w in dict.fromkeys(a.work for a in addresses) if w != work.work]


def _links(edition: Edition, addresses: Iterable[Address]) -> tuple[Link, ...]:
    return tuple(
        edition.cited(address, edition.instrument(address).heading)
        for address in addresses
        if address.work in edition.library.instruments
    )
