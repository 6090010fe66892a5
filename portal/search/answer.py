"""Answers: a query, the library and an index in; hits, their excerpts, corrections and topics out.

The index gives ids and scores; everything shown is taken from the library. Provisions that the query cites stand first,
then the article that defines the term asked for, then what the words find.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from portal.address import Address, AddressError, Kind, Step, roman_to_int
from portal.guidance import Synonym, Topic
from portal.model import TextState
from portal.reading.library import Library
from portal.search.cite import CitationReader
from portal.search.documents import Excerpt, HitType, Piece, excerpt, findables, indexed
from portal.search.engine import Field, Wanted
from portal.search.index import DEFAULT, Index
from portal.search.near import MAX_CORRECTED, Speller
from portal.search.query import ParsedQuery, parse
from portal.search.rank import Expander, Topics, stem_weights, wanted
from portal.search.words import stem, tokens

__all__ = ["Excerpt", "Finder", "Hit", "HitType", "Piece", "Results", "address_of"]

# Measured on 26 November 2026 (docs/ranking.md): nDCG@10 of tuning and held-out queries at half, now, double the value.

# Of the score of what is no provision, since all else is shorter or longer than an article, so that scores alone
# mislead: the law's own text first. Half 0.964 0.895, now 0.964 0.895, double 0.953 0.877.
_OTHER_SHARE = 0.4
# Of a topic's score beside the engine's. Half 0.948 0.897, now 0.964 0.895, double 0.961 0.867.
_TOPIC_WEIGHT = 1.7
# Of what stands in a law that the query names beside other words; measured with the law's name behind each query.
# Half 0.945 0.850, now 0.969 0.910, double 0.959 0.905.
_NAMED_LAW_SHARE = 1.5
# Of the best score for several words: what is below shares one of them and nothing else. Hits of a query: half 43 45,
# now 29 31, double 15 17; nothing that answers a query is lost in any.
_LEAST_SHARE = 0.08
# Of all documents: a synonym that more of them hold is not worth a mark. Share of excerpts that is marked: half 9.1 %
# 8.2 %, now 10.2 % 9.2 %, double 10.8 % 10.0 %.
_MARKED_SHARE = 0.2
PINNED_SCORE = 1000.0  # of the first thing that is cited or defined, one less for each behind it: no words reach so far
_DEFINES = frozenset("arti artinya definisi istilah maksud maksudnya pengertian".split())


@dataclass(frozen=True)
class Hit:
    """One thing found: id (address without slash), what it is, its score, and the place in it.

    `target` is the cited or defining part of a provision (an ayat, the elucidation), None when it is the whole.
    """

    id: str
    type: HitType
    score: float
    target: Address | None = None


@dataclass(frozen=True)
class Results:
    """All hits of a query, the best first.

    `corrected` is the query with its misspelt words mended, '' when none is. It is an offer when there were hits
    without it; otherwise `is_corrected` says that the hits are those of the mended query. `looked_for` are the words
    and stems to mark. `topic` is the question asked often that this query is like.
    """

    query: ParsedQuery
    hits: tuple[Hit, ...]
    corrected: str
    is_corrected: bool
    looked_for: frozenset[str]
    topic: Topic | None


class Finder:
    """Answers queries over one library; safe to use from several threads."""

    def __init__(self, library: Library, engine: str = DEFAULT, folder: Path | None = None) -> None:
        """Build the index of a library, or open it in a folder."""
        self._library = library
        self.findables = findables(library)
        homes = [work for work, i in library.instruments.items() if i.text_state is not TextState.MISSING]
        self.reader = CitationReader(tuple(library.instruments), homes, library.aliases)
        self.expander = Expander([*library.synonyms, *_plain_words(library)])
        self._topics = Topics(library.topics)
        self.index = Index(lambda: indexed(self.findables), library.content_id, engine, folder)
        self._counts = vocabulary = self.index.vocabulary()
        self._speller = Speller(vocabulary)
        self._known = (
            frozenset(vocabulary) | frozenset(map(stem, vocabulary)) | self.expander.stems | self._topics.stems
        )
        self._defined = _definitions(library)

    def answer(self, text: str, as_typed: bool = False) -> Results:
        """Return the answer to what a person typed; `as_typed` mends no spelling. Never raises."""
        query = parse(text, self.reader)
        found = self._found(query, {})
        corrections = {} if as_typed else self._corrections(query.all_words)
        if not corrections:
            return found
        corrected = _mended(query.text, corrections)
        if found.hits:  # an offer; what was typed still decides, the mended words help
            return replace(self._found(query, corrections), corrected=corrected)
        mended = self._found(parse(corrected, self.reader), {})
        return replace(mended, query=query, corrected=corrected, is_corrected=True) if mended.hits else found

    def _found(self, query: ParsedQuery, corrections: Mapping[str, str]) -> Results:
        """Return what a query finds; `corrections` are looked for beside the words they mend."""
        looked_for = wanted(query, self.expander, corrections)
        pinned = self._pinned(query)
        return Results(
            query=query,
            hits=(*pinned, *self._ranked(looked_for, query, pinned)),
            corrected="",
            is_corrected=False,
            looked_for=self._marked(query, corrections, looked_for),
            topic=self._topics.like(corrections.get(word, word) for word in query.sequence),
        )

    def _marked(self, query: ParsedQuery, corrections: Mapping[str, str], looked_for: Wanted) -> frozenset[str]:
        """Return what to mark: the words typed in every form, and the law's words for them that are not everywhere."""
        typed = [*query.all_words, *corrections.values()]
        words = (clause.token for clause in looked_for.clauses if clause.field is Field.WORDS)
        rare = (word for word in words if self._counts.get(word, 0) <= _MARKED_SHARE * len(self.findables))
        return frozenset(typed).union(map(stem, typed), rare)

    def _corrections(self, words: Iterable[str]) -> dict[str, str]:
        """Return the nearest known word for each word that stands nowhere, in no form."""
        unknown = [word for word in words if word not in self._known and stem(word) not in self._known]
        found = {word: self._speller.correct(word) for word in unknown[:MAX_CORRECTED]}
        return {word: correction for word, correction in found.items() if correction}

    def _ranked(self, looked_for: Wanted, query: ParsedQuery, pinned: Iterable[Hit]) -> list[Hit]:
        """Return what the words find, without what is pinned."""
        above = {hit.id for hit in pinned}
        scores = dict(self.index.search(looked_for))
        for id_, score in self._topics.answers(stem_weights(looked_for)).items():
            if id_ in scores or (not looked_for.phrases and id_ in self.findables):
                scores[id_] = scores.get(id_, 0.0) + _TOPIC_WEIGHT * score
        scored = []
        for id_, score in scores.items():
            findable = self.findables[id_]
            share = 1.0 if findable.type is HitType.PROVISION else _OTHER_SHARE
            if query.laws and id_.startswith(tuple(f"{law}/" for law in query.laws)):
                share *= _NAMED_LAW_SHARE
            scored.append((id_, score * share, findable.type))
        scored.sort(key=lambda row: (-row[1], row[0]))
        several = len(query.all_words) > 1 and not query.phrases
        least = scored[0][1] * _LEAST_SHARE if scored and several else 0.0
        return [Hit(id_, type_, float(f"{s:.6g}")) for id_, s, type_ in scored if id_ not in above and s >= least]

    def _pinned(self, query: ParsedQuery) -> list[Hit]:
        """Return what the query cites or asks the meaning of; their scores are above all others."""
        found: dict[str, Address] = {}
        resolved = [self._resolved(address) for address in query.citations]
        exact = [target for target in resolved if target]
        nearest = [address.subject.provision for address in query.citations]
        for target in exact or [a for a in nearest if str(a) in self.findables]:
            found.setdefault(str(target.provision), target)
        if not found:
            homes = [a for a in query.citations if self._library.href(a)]
            works = [*(Address(a.work) for a in homes), *(Address(w) for w in query.laws if self._names(w, query))]
            found |= {str(a): a for a in works if str(a) in self.findables}
        for target in self._meant(query):
            found.setdefault(str(target.provision), target)
        return [
            Hit(id_, self.findables[id_].type, PINNED_SCORE - place, target if target != target.provision else None)
            for place, (id_, target) in enumerate(found.items())
        ]

    def _resolved(self, address: Address) -> Address | None:
        """Return the address as the library has it: as read, `48a` for `48 huruf a`, `pasal I` for `pasal 1`."""
        for candidate in _readings(address):
            if self._library.has(candidate) and str(candidate.provision) in self.findables:
                return candidate
        return None

    def _names(self, work: str, query: ParsedQuery) -> bool:
        """Whether the words beside a law's name only say its title again, so that the law itself is asked for."""
        instrument = self._library.instruments.get(work)
        if instrument is None:
            return False
        title = {stem(w) for w in tokens(" ".join([instrument.title, *instrument.other_titles, *instrument.aliases]))}
        return all(stem(word) in title for word in query.words)

    def _meant(self, query: ParsedQuery) -> tuple[Address, ...]:
        """Return the definitions of the term whose meaning is asked ("apa itu restitusi", "pengertian restitusi")."""
        words = [word for word in query.sequence if word not in _DEFINES]
        asks = len(words) < len(query.sequence) or query.text.startswith(
            ("apa itu ", "apakah itu ", "apa yang dimaksud")
        )
        return self._defined.get(tuple(map(stem, words)), ()) if asks and words else ()

    def excerpt(self, results: Results, hit: Hit) -> Excerpt:
        """Return what to show of a hit."""
        findable, marked = self.findables[hit.id], results.looked_for
        typed = frozenset(results.query.all_words).union(map(stem, results.query.all_words))
        there = hit.target is not None and hit.target.is_elucidation
        there = there or (not findable.shown_text.holds(typed) and findable.shown_elucidation.holds(typed))
        shown = findable.shown_elucidation if there and findable.elucidation else findable.shown_text
        return Excerpt(excerpt(shown, marked, first=typed), in_elucidation=shown is findable.shown_elucidation)

    def near(self, results: Results) -> list[str]:
        """Return a few known words that begin like the unknown words of a query that found nothing."""
        unknown = [word for word in results.query.all_words if word not in self._known]
        return [word for typed in unknown[:MAX_CORRECTED] for word in self._speller.near(typed)][:MAX_CORRECTED]

    def title(self, id_: str) -> str:
        """Return the title a document is found by."""
        return self.findables[id_].title


def _readings(address: Address) -> list[Address]:
    """Return what an address may have meant, the likeliest first."""
    found = [address]
    for depth, step in enumerate(address.steps):
        before, behind = address.steps[:depth], address.steps[depth + 1 :]
        value = roman_to_int(step.number)
        if step.kind is Kind.ARTICLE and value:
            found.append(Address(address.work, (*before, Step(step.kind, str(value)), *behind)))
        if step.kind is Kind.ARTICLE and step.number[:-1].isdecimal() and step.number[-1:].isalpha():
            number, letter = step.number[:-1], step.number[-1]
            found.append(Address(address.work, (*before, Step(step.kind, number), Step(Kind.LETTER, letter), *behind)))
            found.append(Address(address.work, (*before, Step(step.kind, number), *behind)))
    return found


def _mended(text: str, corrections: dict[str, str]) -> str:
    """Return a query with its misspelt words mended, '' when there are none."""
    if not corrections:
        return ""
    return " ".join(corrections.get(next(iter(tokens(word)), word), word) for word in text.split())


def _definitions(library: Library) -> dict[tuple[str, ...], tuple[Address, ...]]:
    """Return where each term is defined, by its stems."""
    found: dict[tuple[str, ...], tuple[Address, ...]] = {}
    for term in library.terms:
        stems = tuple(map(stem, tokens(term.word)))
        found[stems] = (*found.get(stems, ()), term.definition.address)
    return found


def _plain_words(library: Library) -> list[Synonym]:
    """Return the everyday words of the glossary as synonyms of its terms."""
    return [Synonym(words=row.also, targets=(row.word,), source="") for row in library.words if row.also]


def address_of(id_: str) -> Address | None:
    """Return the address a document id stands for, None for guides, roles, terms and contacts."""
    try:
        return Address.parse(id_)
    except AddressError:
        return None
