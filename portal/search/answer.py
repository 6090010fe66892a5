"""Answers: a query, the library and an index in; hits, their excerpts, corrections and the written answer out.

The index gives ids and scores; everything shown is taken from the library. Provisions that the query cites stand first,
then the article that defines the term asked for, then what the words find: people's pages first for who asks for help,
the law first for who speaks its language.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from portal.address import Address, AddressError, Kind, Step, roman_to_int
from portal.asking import Answer, Synonym
from portal.guidance import Contact
from portal.kinds import REGIONS
from portal.model import TextState
from portal.reading.library import Library
from portal.search.amounts import is_amount
from portal.search.asked import Asked
from portal.search.cite import CitationReader
from portal.search.documents import Excerpt, HitType, Piece, excerpt, findables, indexed
from portal.search.engine import Field, Wanted
from portal.search.index import DEFAULT, Index
from portal.search.mix import Register, mixed
from portal.search.near import MAX_CORRECTED, Speller
from portal.search.phrases import by_words, contact_id, phrases
from portal.search.query import ParsedQuery, parse
from portal.search.rank import Expander, Topics, stem_weights, wanted
from portal.search.words import content_words, stem, tokens

__all__ = ["Excerpt", "Finder", "Hit", "HitType", "Piece", "Results", "address_of"]

# What each constant does, and other values of it: docs/ranking.md.

# Of the score of what is no provision, since all else is shorter or longer than an article, so that scores alone
# mislead: the law's own text first.
_OTHER_SHARE = 0.4
# Of a topic's score beside the engine's.
_TOPIC_WEIGHT = 1.7
# Of what stands in a law that the query names beside other words; measured with the law's name behind each query.
_NAMED_LAW_SHARE = 1.5
# Of the best score for several words: what is below shares one of them and nothing else.
_LEAST_SHARE = 0.08
# Of a page that speaks to people: from here on it is shown, and from here on a written answer stands for the answer.
_NEAR_ENOUGH = 0.16
_ANSWERS = 0.22
_MOST_NEAR = 12
# A query speaks the law's language from here on: the mean log-odds of its words, and the share of them that the first
# article holds, less the score of the nearest page for people. More is asked when that page is no answer (_OF_PAGE),
# for such a page is looked for by its name.
_LEGAL_ODDS = 1.9
_OF_PAGE = 0.4
_PAGE_ODDS = 1.0
_MOST_EXPLAINING = 4  # of a cited provision
# Who asks for a number is shown numbers first; who types a page's own name, that page.
_CALLING = frozenset(
    map(stem, "no nomor pengaduan telepon kontak hotline whatsapp wa hubungi menelepon ditelepon".split())
)
_NUMBERS = "bantuan"
_CALLED = 1.5
_ELSEWHERE = 0.7  # of a number of one district when none is named
_SAID = 0.2
_BASIS_WEIGHT = 3.0  # of what a near answer rests on, beside the engine's scores
_ASKED = ("tanya/", "bantuan", "langkah")  # what people typed or say; guides and roles speak half as the law does
_LAW = frozenset({HitType.PROVISION, HitType.INSTRUMENT, HitType.TERM})
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
    without it; otherwise `is_corrected` says that the hits are those of the mended query. `typed` are the words and
    stems to mark, `looked_for` also the law's words for them: where none is marked, they say what to show. `answer` is
    the written answer to it, None when none is near enough. `is_legal` when the query asks for the law.
    """

    query: ParsedQuery
    hits: tuple[Hit, ...]
    corrected: str
    is_corrected: bool
    typed: frozenset[str]
    looked_for: frozenset[str]
    answer: Answer | None
    is_legal: bool


class Finder:
    """Answers queries over one library; safe to use from several threads."""

    def __init__(self, library: Library, engine: str = DEFAULT, folder: Path | None = None) -> None:
        """Build the index of a library, or open it in a folder."""
        self._library = library
        self.findables = findables(library)
        homes = [work for work, i in library.instruments.items() if i.text_state is not TextState.MISSING]
        numbers = {node.address.number for node in library.provisions.values() if node.kind is Kind.ARTICLE}
        lettered = frozenset(number for number in numbers if number[-1:].isalpha() and number[:1].isdecimal())
        self.reader = CitationReader(tuple(library.instruments), homes, library.aliases, lettered)
        self.expander = Expander([*library.synonyms, *_plain_words(library)])
        self._topics = Topics(library.topics)
        asked = phrases(library)
        self._asked = Asked(asked, self.expander.expansions)
        self._named = by_words(asked)
        answers = library.answers.values()
        self._bases = {f"tanya/{row.slug}": [str(address.provision) for address in row.addresses] for row in answers}
        self._serves = {contact_id(contact): _places(contact) for contact in library.contacts}
        self._register = Register(
            (node.full_text for node in library.provisions.values() if node.kind is Kind.ARTICLE),
            (phrase for id_, texts in asked.items() if id_.startswith(_ASKED) for phrase in texts),
        )
        self.index = Index(partial(indexed, self.findables), library.content_id, engine, folder)
        vocabulary = self.index.vocabulary()
        self._speller = Speller(vocabulary)
        self._known = (
            frozenset(vocabulary) | frozenset(map(stem, vocabulary)) | self.expander.stems | self._topics.stems
        )
        self._defined = _definitions(library)
        self._terms = {*self._defined, *(tuple(map(stem, tokens(row.word))) for row in library.words)}
        learned = (words for row in library.synonyms for words in row.learned)
        self._learned = frozenset(tuple(content_words(words)) for words in learned)

    def answer(self, text: str, as_typed: bool = False) -> Results:
        """Return the answer to what a person typed; `as_typed` mends no spelling. Never raises."""
        query = parse(text, self.reader)
        found = self._found(query, {})
        corrections = {} if as_typed else self._corrections(query.all_words)
        if not corrections:
            return found
        corrected = _mended(query.text, corrections)
        if len(corrections) < len(query.all_words):  # an offer; what was typed still decides, the mended words help
            return replace(self._found(query, corrections), corrected=corrected)
        mended = self._found(parse(corrected, self.reader), {})
        return replace(mended, query=query, corrected=corrected, is_corrected=True) if mended.hits else found

    def _found(self, query: ParsedQuery, corrections: Mapping[str, str]) -> Results:
        """Return what a query finds; `corrections` are looked for beside the words they mend."""
        looked_for = wanted(query, self.expander, corrections)
        pinned = self._pinned(query)
        near = self._near(query, corrections)
        ranked = self._ranked(looked_for, query, near)
        above = {hit.id for hit in pinned}
        law = [hit for hit in ranked if hit.type in _LAW and hit.id not in above]
        is_legal = bool(pinned) or self._is_legal(query, near, law)
        above |= {hit.id for hit in near}
        others = [hit for hit in ranked if hit.type not in _LAW and hit.id not in above]
        return Results(
            query=query,
            hits=_falling([*pinned, *mixed(law, near, is_legal), *others]),
            corrected="",
            is_corrected=False,
            typed=_typed(query, corrections),
            looked_for=frozenset(c.token for c in looked_for.clauses if c.field is Field.WORDS),
            answer=self._written(near),
            is_legal=is_legal,
        )

    def _near(self, query: ParsedQuery, corrections: Mapping[str, str]) -> list[Hit]:
        """Return the pages that speak to people and are near enough to what is asked, the nearest first."""
        if query.phrases:  # words in quotes are looked for as they stand
            return []
        if query.citations:
            return self._explaining(query)
        text = " ".join(corrections.get(word, word) for word in query.text.split())
        calls = bool(_CALLING & {stem(word) for word in tokens(text)})
        found = []
        named = self._named.get(tuple(tokens(query.text)), frozenset())
        least = _NEAR_ENOUGH / (_CALLED if calls else 1.0)
        for id_, score in self._asked.scores(text, least, named).items():
            type_ = self.findables[id_].type
            is_number = type_ is HitType.CONTACT or id_ == _NUMBERS
            own = score * (_CALLED if calls and is_number else 1.0)
            own *= _ELSEWHERE if self._is_elsewhere(id_, query) else 1.0
            own += _SAID if id_ in named else 0.0
            if own >= _NEAR_ENOUGH:
                found.append(Hit(id_, type_, float(f"{min(own, 1.0):.6g}")))
        return sorted(found, key=lambda hit: (-hit.score, hit.id))[:_MOST_NEAR]

    def _is_named(self, hit: Hit, words: Iterable[str]) -> bool:
        """Whether a page is asked for in these very words."""
        return hit.id in self._named.get(tuple(words), ())

    def _is_elsewhere(self, id_: str, query: ParsedQuery) -> bool:
        """Whether a number serves a few districts, none of which is named."""
        return bool(self._serves.get(id_)) and self._serves[id_].isdisjoint(query.sequence)

    def _explaining(self, query: ParsedQuery) -> list[Hit]:
        """Return the written answers that rest on what a query cites, then the guides that cite it."""
        cited = dict.fromkeys(address.subject.provision for address in query.citations)  # in order, as typed
        ids = [f"tanya/{row.slug}" for row in self._library.answers.values() if cited.keys() & {*row.addresses}]
        ids += [f"panduan/{slug}" for address in cited for slug in self._library.guides_citing.get(address, ())]
        return [Hit(id_, self.findables[id_].type, 1.0) for id_ in dict.fromkeys(ids)][:_MOST_EXPLAINING]

    def _is_legal(self, query: ParsedQuery, near: Sequence[Hit], law: Sequence[Hit]) -> bool:
        """Whether a query asks for the law: it names one, is one of its terms, or speaks as it does of no role."""
        if query.laws and near and near[0].type is HitType.PAGE and self._is_named(near[0], query.sequence):
            return False  # "tabel sanksi uu tppo" names a page of ours
        if query.citations or query.laws or tuple(map(stem, query.sequence)) in self._terms:
            return True
        if (
            self._is_learned(query)
            or _DEFINES & {*query.sequence}
            or (query.all_words and all(map(is_amount, query.all_words)))
        ):
            return True
        is_page = bool(near) and near[0].type is not HitType.ANSWER and near[0].score >= _OF_PAGE
        if is_page and self._is_named(near[0], tokens(query.text)):
            return False
        odds = self._register.legal(query.text) + self._held(query, law) - (near[0].score if near else 0.0)
        return odds >= _LEGAL_ODDS + (_PAGE_ODDS if is_page else 0.0)

    def _is_learned(self, query: ParsedQuery) -> bool:
        """Whether words stand in a query that only jurists use, in that very form: "pembantuan", and not "pembantu"."""
        words = query.sequence
        return any(words[i:j] in self._learned for i in range(len(words)) for j in range(i + 1, len(words) + 1))

    def _held(self, query: ParsedQuery, law: Sequence[Hit]) -> float:
        """Return which share of a query's words stands in the first article found, 0 to 1."""
        roots = set(map(stem, query.all_words))
        if not roots or not law:
            return 0.0
        return len(roots & self.findables[law[0].id].shown_text.stems) / len(roots)

    def _written(self, near: Iterable[Hit]) -> Answer | None:
        """Return the written answer among the nearest pages, None when none is near enough to stand for an answer."""
        found = next((hit for hit in near if hit.type is HitType.ANSWER and hit.score >= _ANSWERS), None)
        return self._library.answers[found.id.removeprefix("tanya/")] if found else None

    def _corrections(self, words: Iterable[str]) -> dict[str, str]:
        """Return the nearest known word for each word that stands nowhere, in no form."""
        unknown = [word for word in words if word not in self._known and stem(word) not in self._known]
        found = {word: self._speller.correct(word) for word in unknown[:MAX_CORRECTED]}
        return {word: correction for word, correction in found.items() if correction}

    def _ranked(self, looked_for: Wanted, query: ParsedQuery, near: Iterable[Hit]) -> list[Hit]:
        """Return what the words find; what topics and the nearest answers lead to counts more."""
        scores = dict(self.index.search(looked_for))
        for id_, score in self._topics.answers(stem_weights(looked_for)).items():
            if id_ in scores or (not looked_for.phrases and id_ in self.findables):
                scores[id_] = scores.get(id_, 0.0) + _TOPIC_WEIGHT * score
        for hit in near if not looked_for.phrases else ():
            for id_ in self._bases.get(hit.id, ()):
                scores[id_] = scores.get(id_, 0.0) + _BASIS_WEIGHT * hit.score
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
        return [Hit(id_, type_, float(f"{s:.6g}")) for id_, s, type_ in scored if s >= least]

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
            works = [*(Address(a.work) for a in homes), *(Address(w) for w in query.laws if self._is_meant(w, query))]
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

    def _is_meant(self, work: str, query: ParsedQuery) -> bool:
        """Whether a law itself is asked for: its text is missing, or the words beside its name say its title again."""
        instrument = self._library.instruments.get(work)
        if instrument is None or instrument.text_state is TextState.MISSING:
            return instrument is not None
        title = {stem(w) for w in tokens(" ".join([instrument.title, *instrument.other_titles, *instrument.aliases]))}
        return all(stem(word) in title for word in query.words)

    def _meant(self, query: ParsedQuery) -> tuple[Address, ...]:
        """Return the definitions of the term whose meaning is asked ("apa itu restitusi"), or that alone is typed."""
        words = [word for word in query.sequence if word not in _DEFINES]
        asks = len(words) < len(query.sequence) or query.text.startswith(
            ("apa itu ", "apakah itu ", "apa yang dimaksud")
        )
        is_term = len(words) > 1  # one word alone is how people look for the matter itself
        return self._defined.get(tuple(map(stem, words)), ()) if words and (asks or is_term) else ()

    def excerpt(self, results: Results, hit: Hit) -> Excerpt:
        """Return what to show of a hit."""
        findable, typed = self.findables[hit.id], results.typed
        there = hit.target is not None and hit.target.is_elucidation
        there = there or (not findable.shown_text.holds(typed) and findable.shown_elucidation.holds(typed))
        shown = findable.shown_elucidation if there and findable.elucidation else findable.shown_text
        return Excerpt(
            excerpt(shown, results.looked_for, first=typed), in_elucidation=shown is findable.shown_elucidation
        )

    def near(self, results: Results) -> list[str]:
        """Return a few known words that begin like the unknown words of a query that found nothing."""
        unknown = [word for word in results.query.all_words if word not in self._known]
        return [word for typed in unknown[:MAX_CORRECTED] for word in self._speller.near(typed)][:MAX_CORRECTED]

    def title(self, id_: str) -> str:
        """Return the title a document is found by."""
        return self.findables[id_].title


def _places(contact: Contact) -> frozenset[str]:
    """Return the words of the districts that a number serves, none for a number of all."""
    names = (name for slug in contact.districts for name in (*REGIONS[slug].forms, *REGIONS[slug].places))
    return frozenset(word for name in names for word in tokens(name))


def _falling(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return hits with scores that fall: engines and phrases count in measures of their own."""
    found: list[Hit] = []
    for hit in hits:
        rises = bool(found) and hit.score > found[-1].score
        found.append(replace(hit, score=found[-1].score) if rises else hit)
    return tuple(found)


def _typed(query: ParsedQuery, corrections: Mapping[str, str]) -> frozenset[str]:
    """Return what to mark: the words typed, mended too, in every form; nobody looks for a word that he did not type."""
    words = [*query.all_words, *corrections.values()]
    return frozenset(words).union(map(stem, words))


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


@lru_cache(maxsize=16384)  # of ids, never of words that people type
def address_of(id_: str) -> Address | None:
    """Return the address a document id stands for, None for guides, roles, terms and contacts."""
    try:
        return Address.parse(id_)
    except AddressError:
        return None
