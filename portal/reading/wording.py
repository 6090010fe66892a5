"""The words of a law on a day: its text with the other words of what amendments changed put in their places.

An instrument's file holds one wording of every unit. Where a law changed it, a file beside it holds the words on the
other side of that day, in the same line grammar. Takes the tree of the text and the changes; gives the tree of a day.
Opens no files and judges nothing (that is `checks`); who changed what is told by events.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from portal.address import Address, Kind
from portal.model import Event, Provision, Side
from portal.reading.statute import number_order

_Edit = Callable[[Provision], tuple[Provision, ...] | None]


@dataclass(frozen=True)
class Change:
    """A unit whose words change on a day, and its words on the other side of that day.

    `is_new` says that the text holds the words from `since` on, so that `other` are those before; else the text holds
    the words before and `other` those from that day on. `other` is None where the unit is not there on that side: an
    article put in between two others. A deleted one stays, with the word that says so, and has words on both sides.
    """

    since: date
    target: Address
    other: Provision | None
    is_new: bool


@dataclass(frozen=True)
class Wording:
    """A change of words by an event, and the file with the words on the other side (`root` None where it is not)."""

    event: Event
    file: str
    root: Provision | None

    def other(self, target: Address) -> Provision | None:
        """Return the words of a target on the other side, None where the file has none."""
        return unit(self.root, target) if self.root else None


def changes(wordings: Iterable[Wording]) -> Iterator[Change]:
    """Yield the changes that events make whose words we hold; an explanation changes with its article."""
    for wording in wordings:
        event = wording.event
        for target in event.targets:
            other = wording.other(target)
            if event.shown is None or (other is None and event.has_other_words):
                continue
            yield Change(event.since, target, other, event.shown is Side.NEW)
            explained = wording.other(target.elucidation)
            if explained is not None:
                yield Change(event.since, target.elucidation, explained, event.shown is Side.NEW)


def on(root: Provision, changes: Iterable[Change], day: date) -> Provision:
    """Return the tree of a text as it reads on a day; the very same tree when nothing differs.

    Changes whose new words are held beside the text are made in the order of time, those whose old words are held are
    taken back from the newest on, so that each change meets the words that its law met.
    """
    known = sorted(changes, key=lambda change: change.since)
    forward = [change for change in known if not change.is_new and change.since <= day]
    backward = [change for change in reversed(known) if change.is_new and change.since > day]
    for change in (*backward, *forward):
        root = _put(root, change.target, change.other)
    return root


def unit(root: Provision, address: Address) -> Provision | None:
    """Return the unit of an address in a tree, None when it has none."""
    return next((node for node in root.walk() if node.address == address and node.kind is not Kind.WRAP_UP), None)


def _put(root: Provision, target: Address, words: Provision | None) -> Provision:
    """Return a tree in which a unit has other words, is left out (None), or stands where its number puts it."""
    old = unit(root, target)
    if old is not None:
        new = () if words is None else (_ended_like(words, old),)
        return _rewritten(root, lambda node: new if node is old else None)
    return root if words is None else _inserted(root, words)


def _inserted(root: Provision, words: Provision) -> Provision:
    """Put a unit behind the last of its kind with a smaller number, or before the first, or last below its holder."""
    row = [n for n in root.walk() if n.kind is words.kind and n.address.parent == words.address.parent]
    own = number_order(words)
    before = [n for n in row if number_order(n) < own]
    if row:
        beside = before[-1] if before else row[0]
        pair = (beside, _ended_like(words, beside))
        return _rewritten(root, lambda node: (pair if before else pair[::-1]) if node is beside else None)
    holder = unit(root, words.address.parent) or root
    grown = replace(holder, children=(*holder.children, words))
    return grown if holder is root else _rewritten(root, lambda node: (grown,) if node is holder else None)


def _rewritten(node: Provision, edit: _Edit) -> Provision:
    """Return a tree whose units are what `edit` puts in their places; where it says None, what is below is looked at.

    What is untouched stays the same value.
    """
    children: list[Provision] = []
    for child in node.children:
        put = edit(child)
        children += (_rewritten(child, edit),) if put is None else put
    is_same = len(children) == len(node.children) and all(a is b for a, b in zip(children, node.children, strict=True))
    return node if is_same else replace(node, children=tuple(children))


def _ended_like(words: Provision, model: Provision) -> Provision:
    """Return words with as many empty lines at their end as another unit has, so that a text is written evenly."""
    last = model
    while last.children:
        last = last.children[-1]
    return _with_end(words, len(last.lines) - len(_filled(last.lines)))


def _with_end(node: Provision, empty: int) -> Provision:
    if node.children:
        return replace(node, children=(*node.children[:-1], _with_end(node.children[-1], empty)))
    return replace(node, lines=(*_filled(node.lines), *[""] * empty))


def _filled(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines without the empty ones at their end."""
    count = len(lines)
    while count and not lines[count - 1]:
        count -= 1
    return lines[:count]
