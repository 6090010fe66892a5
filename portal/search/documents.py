"""What can be found: provisions, instruments, guides, roles, terms, contacts, each with its texts and its tokens.

Takes a Library; gives entries (what is shown) and documents (what is searched). A document holds its title twice, its
text, and its elucidation, with a boundary between them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from portal import citation
from portal.address import Kind
from portal.guidance import term_anchor
from portal.reading.library import Library
from portal.search.engine import BOUNDARY, Document
from portal.search.excerpt import Showable
from portal.search.words import stem, tokens

_NOTHING_TO_SAY = "cukup jelas."


class HitType(StrEnum):
    """What a hit is; the values are those of the API's `type`."""

    PROVISION = "provision"
    INSTRUMENT = "instrument"
    GUIDE = "guide"
    ROLE = "role"
    TERM = "term"
    CONTACT = "contact"


@dataclass(frozen=True)
class Entry:
    """What the library knows of something that can be found: its type and the texts an excerpt may come from.

    A chapter is found by its citation only: its words are those of its articles.
    """

    type: HitType
    title: str
    text: str
    elucidation: str = ""
    by_citation_only: bool = False

    @cached_property
    def shown_text(self) -> Showable:
        """The text, ready for excerpts."""
        return Showable(self.text)

    @cached_property
    def shown_elucidation(self) -> Showable:
        """The elucidation, ready for excerpts."""
        return Showable(self.elucidation)


def entries(library: Library) -> dict[str, Entry]:
    """Return everything that can be found, by id."""
    return dict(_entries(library))


def documents(known: Mapping[str, Entry]) -> Iterator[Document]:
    """Yield the document of every entry."""
    for id_, entry in known.items():
        if entry.by_citation_only:
            continue
        title = tokens(entry.title)
        words = [*title, *title, BOUNDARY, *tokens(entry.text)]
        if entry.elucidation.strip().lower() != _NOTHING_TO_SAY:
            words += [BOUNDARY, *tokens(entry.elucidation)]
        yield Document(id_, tuple(words), tuple(stem(word) for word in words if word != BOUNDARY))


def _entries(library: Library) -> Iterator[tuple[str, Entry]]:
    for instrument in library.instruments.values():
        names = " ".join([instrument.short_citation, instrument.standard_citation, *instrument.aliases])
        facts = " ".join(f"{f.subject}: {f.statement}" for f in instrument.facts)
        text = f"{instrument.title}. {' '.join(instrument.other_titles)} {facts}"
        yield str(instrument.address), Entry(HitType.INSTRUMENT, names, text)
        for node in instrument.root.walk():
            if node.kind is Kind.GENERAL:
                yield str(node.address.provision), Entry(HitType.PROVISION, "Penjelasan Umum", node.full_text)
            elif node.kind is Kind.CHAPTER and node.address.kind is Kind.CHAPTER:
                yield str(node.address), Entry(HitType.PROVISION, node.title, node.full_text, by_citation_only=True)
            elif node.kind in (Kind.ARTICLE, Kind.DICTUM) and not node.address.is_elucidation:
                explained = library.elucidation(node.address)
                words = explained.full_text if explained else ""
                yield str(node.address), Entry(HitType.PROVISION, citation.within(node.address), node.full_text, words)
    yield from _guidance(library)


def _guidance(library: Library) -> Iterator[tuple[str, Entry]]:
    for guide in library.guides.values():
        yield f"panduan/{guide.slug}", Entry(HitType.GUIDE, guide.title, f"{guide.summary} {_plain(guide.body)}")
    for role in library.roles.values():
        duties = " ".join(duty.action for duty in role.duties)
        first = " ".join([*role.first_hour, *role.first_day, *role.first_week])
        text = f"{role.summary} {first} {duties}"
        yield f"peran/{role.slug}", Entry(HitType.ROLE, f"{role.title} {' '.join(role.names)}", text)
    for term in library.terms:
        yield f"istilah#{term_anchor(term.word)}", Entry(HitType.TERM, term.word, term.definition.text)
    for index, contact in enumerate([c for c in library.contacts if not c.state], 1):  # the rest is untried
        text = f"{contact.note} {contact.shown or contact.phone} {contact.region}"
        yield f"bantuan#layanan-{index}", Entry(HitType.CONTACT, contact.name, text)


def _plain(markdown_text: str) -> str:
    """Return guide Markdown without its marks, for excerpts."""
    kept = [line.lstrip("#>-* 0123456789.").replace("**", "").replace("[ ]", "") for line in markdown_text.splitlines()]
    return " ".join(line.replace("|", " ").strip() for line in kept if not set(line) <= set("|-: "))
