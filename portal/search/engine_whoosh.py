"""SearchEngine on Whoosh: pure Python, comfortable to about 30,000 articles.

The only module that knows Whoosh. No two threads may use a searcher at once, and each copies the index: there is one,
behind a lock. Opening a stored index unpickles it, which can run code: `index` opens only what this machine built,
after comparing its hashes.
"""

import threading
import uuid
from array import array
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from heapq import nlargest
from math import log
from pathlib import Path
from typing import Any

import whoosh
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage, copy_to_ram
from whoosh.query import And, Or, Phrase, Require, Term
from whoosh.scoring import BM25F

from portal.search.engine import BOUNDARY, IDF_FLOOR, MAX_HITS, Clause, Field, Indexed, Wanted, telling

_NAME = "portal"
_KEPT = 16384  # tokens, and documents


class _Weighting(BM25F):  # type: ignore[misc]  # Whoosh has no types
    """BM25F with the inverse document frequency that SQLite uses, so that both engines rank alike."""

    def idf(self, searcher: Any, fieldname: str, text: Any) -> float:
        """Return the inverse document frequency of a term (Robertson and Sparck Jones)."""
        count, found = searcher.doc_count_all(), searcher.doc_frequency(fieldname, text)
        return max(log((count - found + 0.5) / (found + 0.5)), IDF_FLOOR)


class WhooshEngine:
    """SearchEngine on Whoosh, held in memory."""

    name = "whoosh"
    version = ".".join(map(str, whoosh.__version__))

    def __init__(self, index: Any) -> None:
        """Search an opened index."""
        self._index = index
        self._lock = threading.RLock()
        self._only: Any = None
        # What a token gives to a document is the same in every query, and slow to read.
        self._frequency = lru_cache(_KEPT)(self._read_frequency)
        self._postings = lru_cache(_KEPT)(self._read_postings)
        self._id = lru_cache(_KEPT)(self._read_id)

    def __reduce__(self) -> tuple[Callable[..., "WhooshEngine"], tuple[dict[str, bytes], str]]:
        """Keep the files of the index; searchers are a thread's own."""
        files = {name: bytes(body) for name, body in self._index.storage.files.items()}
        return _reopened, (files, self._index.indexname)

    @classmethod
    def build(cls, documents: Iterable[Indexed]) -> "WhooshEngine":
        """Build an index in memory."""
        # Whoosh writes in a folder of the system's that is named after the index: two processes must not share it.
        return cls(_write(RamStorage(), documents, uuid.uuid4().hex, compression=0))

    @classmethod
    def store(cls, documents: Iterable[Indexed], folder: Path) -> None:
        """Build an index in an empty folder; raise OSError where it cannot be written."""
        _write(FileStorage(str(folder)), documents, _NAME).close()

    @classmethod
    def open(cls, folder: Path) -> "WhooshEngine":
        """Open a stored index, copied to memory: what another process does to the folder later does no harm."""
        return cls(copy_to_ram(FileStorage(str(folder), readonly=True)).open_index(indexname=_NAME))

    def search(self, wanted: Wanted) -> list[tuple[str, float]]:
        """Return ids with scores, the best first."""
        if not wanted.clauses:
            return []
        with self._lock:
            return self._search(wanted)

    def _search(self, wanted: Wanted) -> list[tuple[str, float]]:
        counts = [self._frequency(clause.field, clause.token) for clause in wanted.clauses]
        clauses = telling(wanted.clauses, counts, self._searcher().doc_count_all())
        scored = self._with_phrases(clauses, wanted.phrases) if wanted.phrases else self._sums(clauses).items()
        best = nlargest(MAX_HITS, ((score, -number) for number, score in scored))
        return sorted(((self._id(-place), score) for score, place in best), key=lambda pair: (-pair[1], pair[0]))

    def _sums(self, clauses: Iterable[Clause]) -> dict[int, float]:
        """Return the score of each document that holds a token of the clauses, by its number."""
        sums: dict[int, float] = {}
        for clause in clauses:
            for number, score in zip(*self._postings(clause.field, clause.token), strict=True):
                sums[number] = sums.get(number, 0.0) + score * clause.weight
        return sums

    def _with_phrases(
        self, clauses: Iterable[Clause], phrases: Iterable[tuple[str, ...]]
    ) -> Iterable[tuple[int, float]]:
        """Return the same of the documents that hold all phrases; where the words stand only Whoosh can read."""
        query = Or([Term(clause.field.value, clause.token, boost=clause.weight) for clause in clauses])
        query.matcher_type = Or.ARRAY_MATCHER  # keeps wide queries linear
        required = Require(query, And([_phrase(phrase) for phrase in phrases]))
        found: Iterable[tuple[int, float]] = self._searcher().search(required, limit=MAX_HITS, optimize=False).items()
        return found

    def _read_frequency(self, field: Field, token: str) -> int:
        return int(self._searcher().doc_frequency(field.value, token))

    def _read_postings(self, field: Field, token: str) -> tuple["array[int]", "array[float]"]:
        """Return the documents that hold a token, and the score that it gives to each."""
        numbers, scores = array("l"), array("d")
        if self._frequency(field, token):
            matcher = self._searcher().postings(field.value, token)
            while matcher.is_active():
                numbers.append(matcher.id())
                scores.append(matcher.score())
                matcher.next()
        return numbers, scores

    def _read_id(self, number: int) -> str:
        return str(self._searcher().stored_fields(number)["id"])

    def vocabulary(self) -> Mapping[str, int]:
        """Return every word of the index, unstemmed, with the number of documents that hold it."""
        with self._lock:
            reader = self._searcher().reader()
            words = (token.decode() for token in reader.lexicon(Field.WORDS.value))
            return {word: int(reader.doc_frequency(Field.WORDS.value, word)) for word in words if word != BOUNDARY}

    def _searcher(self) -> Any:
        """Return the one searcher; whoever uses it holds the lock. One for each thread would each copy the index."""
        if self._only is None:
            self._only = self._index.searcher(weighting=_Weighting())
        return self._only


def _reopened(files: dict[str, bytes], name: str) -> WhooshEngine:
    storage = RamStorage()
    storage.files = files
    return WhooshEngine(storage.open_index(indexname=name))


def _phrase(words: tuple[str, ...]) -> Any:
    return Phrase(Field.WORDS.value, list(words)) if len(words) > 1 else Term(Field.WORDS.value, words[0])


def _write(storage: Any, documents: Iterable[Indexed], name: str, compression: int = 3) -> Any:
    """Write an index; one that lies in memory is not compressed, for every search would unpack what it reads."""
    split = SpaceSeparatedTokenizer()
    fields = {field.value: TEXT(analyzer=split, phrase=field is Field.WORDS, spelling=False) for field in Field}
    index = storage.create_index(Schema(id=ID(stored=True), **fields), indexname=name)
    writer = index.writer(codec=W3Codec(compression=compression))
    for document in documents:
        row = {field.value: document.tokens(field) for field in Field}
        writer.add_document(id=document.id, **row)
    writer.commit()
    return index
