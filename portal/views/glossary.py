"""The glossary: the terms that the first article of every instrument defines."""

from dataclasses import dataclass

from portal import citation
from portal.library import Library
from portal.views.law import HOME
from portal.views.parts import Head, Link, Run, runs


@dataclass(frozen=True)
class Definition:
    """A definition of a term in one instrument."""

    text: tuple[Run, ...]
    link: Link


@dataclass(frozen=True)
class TermEntry:
    """A term of the glossary with every definition the instruments give."""

    word: str
    anchor: str
    definitions: tuple[Definition, ...]


@dataclass(frozen=True)
class GlossaryPage:
    """`/istilah`: the terms defined in the first article of every instrument."""

    head: Head
    terms: tuple[TermEntry, ...]


def glossary_page(library: Library) -> GlossaryPage:
    """Return the glossary: terms in alphabetical order, each with all its definitions."""
    by_word: dict[str, list[Definition]] = {}
    names: dict[str, str] = {}
    for term in library.terms:
        address = term.definition.address
        link = Link(library.href(address) or address.path, citation.cite(address, library.instrument(address)))
        key = term.word.lower()
        names.setdefault(key, term.word)
        text = runs(library, term.definition.text, address)
        by_word.setdefault(key, []).append(Definition(text, link))
    entries = tuple(
        TermEntry(names[key], "-".join("".join(c if c.isalnum() else " " for c in key).split()), tuple(found))
        for key, found in sorted(by_word.items())
    )
    return GlossaryPage(Head("/istilah", "Istilah", "Arti istilah menurut Pasal 1 setiap peraturan.", (HOME,)), entries)
