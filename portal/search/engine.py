"""The ranking engine: documents in, ids and scores out; Whoosh behind a narrow interface.

It gets tokens that `words` made and query objects built here in code, never the text a person typed: Whoosh's own
parser takes seconds on some inputs and fails on others. A Whoosh searcher must not be shared between threads, so each
thread has its own. The index lives in memory, is built at start and never changes.
"""

import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query import And, Or, Phrase, Term
from whoosh.scoring import BM25F

from portal.search.query import ParsedQuery
from portal.search.words import stem, tokens

MAX_HITS = 500
_FIELDS = (("title", 1.6), ("title_stem", 0.8), ("body", 1.0), ("body_stem", 0.5))


@dataclass(frozen=True)
class Document:
    """Something that can be found: its id (address without the leading slash), and the texts it is found by."""

    id: str
    title: str
    body: str


class SearchEngine(Protocol):
    """What a backend must do."""

    def search(self, query: ParsedQuery) -> list[tuple[str, float]]:
        """Return ids with scores, the best first, at most MAX_HITS; ties by id."""
        ...

    def vocabulary(self) -> frozenset[str]:
        """Return every token of the index, unstemmed."""
        ...


class WhooshEngine:
    """SearchEngine on Whoosh, in memory."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Build the index."""
        analyser = SpaceSeparatedTokenizer()
        schema = Schema(
            id=ID(stored=True),
            **{name: TEXT(analyzer=analyser, phrase=True, spelling=False) for name, _ in _FIELDS},
        )
        # Whoosh writes in a folder of the system's that is named after the index: two processes must not share it.
        self._index = RamStorage().create_index(schema, indexname=uuid.uuid4().hex)
        self._local = threading.local()
        words: set[str] = set()
        writer = self._index.writer()
        for document in documents:
            title, body = tokens(document.title), tokens(document.body)
            words.update(title, body)
            writer.add_document(
                id=document.id,
                title=" ".join(title),
                title_stem=" ".join(map(stem, title)),
                body=" ".join(body),
                body_stem=" ".join(map(stem, body)),
            )
        writer.commit()
        self._vocabulary = frozenset(words)

    def search(self, query: ParsedQuery) -> list[tuple[str, float]]:
        """Return ids with scores, the best first."""
        wanted = _query(query)
        if wanted is None:
            return []
        hits = self._searcher().search(wanted, limit=MAX_HITS)
        return sorted(((hit["id"], hit.score) for hit in hits), key=lambda pair: (-pair[1], pair[0]))

    def vocabulary(self) -> frozenset[str]:
        """Return every token of the index, unstemmed."""
        return self._vocabulary

    def _searcher(self) -> Any:
        if not hasattr(self._local, "searcher"):
            self._local.searcher = self._index.searcher(weighting=BM25F())
        return self._local.searcher


def _query(query: ParsedQuery) -> Any:
    """Return the Whoosh query: every phrase must stand in the text, words raise the score."""
    phrases = [
        Or([Phrase("title", list(phrase), boost=1.6), Phrase("body", list(phrase))])
        if len(phrase) > 1
        else _word(phrase[0])
        for phrase in query.phrases
    ]
    words = Or([_word(word) for word in query.words]) if query.words else None
    if phrases and words is not None:
        return And([*phrases, Or([words, *phrases])])
    if phrases:
        return And(phrases)
    return words


def _word(word: str) -> Any:
    terms = [Term(name, stem(word) if name.endswith("stem") else word, boost=boost) for name, boost in _FIELDS]
    return Or(terms)
