"""Defined terms: where a provision uses them, in plain words and in the law's own, and the glossary of all of them."""

import re
from dataclasses import dataclass

from portal.guidance import PlainWord, Term, term_anchor
from portal.model import Provision
from portal.views.edition import Edition
from portal.views.parts import Head, Link, Run, head_of


@dataclass(frozen=True)
class Definition:
    """A definition of a term in one instrument."""

    text: tuple[Run, ...]
    link: Link


@dataclass(frozen=True)
class TermEntry:
    """A term with its plain words ('' if none), every definition, and whether the definitions differ."""

    word: str
    anchor: str
    plain: str
    also: tuple[str, ...]
    definitions: tuple[Definition, ...]
    differ: bool


@dataclass(frozen=True)
class GlossaryPage:
    """`/istilah`: the terms that the first article of every instrument defines, and words in plain language."""

    head: Head
    terms: tuple[TermEntry, ...]


@dataclass(frozen=True)
class TermNote:
    """A defined term that a provision uses, opened in place: plain words and the definition of its own law."""

    word: str
    href: str
    plain: str
    definition: Definition


def glossary_page(edition: Edition) -> GlossaryPage:
    """Return the glossary in alphabetical order."""
    by_word: dict[str, list[Term]] = {}
    for term in edition.library.terms:
        by_word.setdefault(term.word.lower(), []).append(term)
    entries = [_entry(edition, terms) for terms in by_word.values()]
    entries += [_plain_entry(edition, word) for word in edition.library.words if word.word.lower() not in by_word]
    return GlossaryPage(head_of("/istilah"), tuple(sorted(entries, key=lambda entry: entry.word.lower())))


def term_notes(edition: Edition, node: Provision) -> tuple[TermNote, ...]:
    """Return the terms that a provision uses and its own instrument defines elsewhere, longest words first."""
    text, notes = node.full_text.lower(), []
    for term in sorted(edition.library.terms, key=lambda t: (-len(t.word), t.word)):
        home = term.definition.address
        if home.work != node.address.work or home.provision == node.address:
            continue
        pattern = rf"(?<![\w-]){re.escape(term.word.lower())}(?![\w-])"
        if re.search(pattern, text):
            text = re.sub(pattern, " ", text)  # a term inside a longer one is not used on its own
            notes.append(
                TermNote(
                    term.word,
                    f"/istilah#{term_anchor(term.word)}",
                    _plain(edition, term.word),
                    _definition(edition, term),
                )
            )
    return tuple(notes)


def _entry(edition: Edition, terms: list[Term]) -> TermEntry:
    word = terms[0].word
    plain = next((w for w in edition.library.words if w.word.lower() == word.lower()), None)
    texts = {_essence(term.definition.text) for term in terms}
    return TermEntry(
        word,
        term_anchor(word),
        plain.meaning if plain else "",
        plain.also if plain else (),
        tuple(_definition(edition, term) for term in terms),
        len(texts) > 1,
    )


def _plain_entry(edition: Edition, word: PlainWord) -> TermEntry:
    definitions: tuple[Definition, ...] = ()
    if word.basis is not None:
        definitions = (Definition((), edition.cited(word.basis)),)
    return TermEntry(word.word, term_anchor(word.word), word.meaning, word.also, definitions, False)


def _definition(edition: Edition, term: Term) -> Definition:
    address = term.definition.address
    return Definition(edition.runs(term.definition.text, address), edition.cited(address))


def _plain(edition: Edition, word: str) -> str:
    return next((w.meaning for w in edition.library.words if w.word.lower() == word.lower()), "")


def _essence(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
