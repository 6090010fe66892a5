"""SearchEngine on SQLite FTS5: standard library, no pickles, good for hundreds of thousands of articles.

The only module that knows SQLite. One table per field, so that each has its own lengths, as in the other engine. Every
token is quoted and no match syntax comes from outside; a progress handler ends what takes too long. Each thread has a
connection of its own: to the stored file, opened read-only, or to a private copy of the index in memory.
"""

import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping
from math import inf
from pathlib import Path
from urllib.parse import quote

from portal.search.engine import BOUNDARY, MAX_HITS, Clause, Field, Indexed, TooSlow, Wanted, telling

TIME_LIMIT = 0.5  # seconds
_FILE = "index.sqlite3"
_STEPS_BETWEEN_LOOKS = 5000


class _Connection:
    """One thread's connection; closed with the thread."""

    def __init__(self, source: bytes | Path) -> None:
        if isinstance(source, bytes):
            self.db = sqlite3.connect(":memory:", check_same_thread=False)
            self.db.deserialize(source)
        else:
            address = f"file:{quote(str(source))}?mode=ro"
            self.db = sqlite3.connect(address, uri=True, check_same_thread=False)
        self.ends = 0.0
        self.db.set_progress_handler(lambda: time.perf_counter() > self.ends, _STEPS_BETWEEN_LOOKS)
        self.documents = int(self.rows("SELECT count(*), 0 FROM document")[0][0])

    def __del__(self) -> None:
        self.db.close()

    def count(self, clause: Clause) -> int:
        """Return how many documents hold a clause's token in its field."""
        key = (clause.field.value, clause.token)
        found = self.rows("SELECT count, 0 FROM vocabulary WHERE field = ? AND token = ?", key)
        return int(found[0][0]) if found else 0

    def rows(self, sql: str, values: Iterable[object] = (), limit: float = inf) -> list[tuple[str, float]]:
        self.ends = time.perf_counter() + limit
        return self.db.execute(sql, list(values)).fetchall()


class FtsEngine:
    """SearchEngine on SQLite FTS5."""

    name = "fts5"
    version = sqlite3.sqlite_version

    def __init__(self, source: bytes | Path) -> None:
        """Open an index: the bytes of a database, or its file."""
        self._source = source
        self._local = threading.local()

    def __reduce__(self) -> tuple[type["FtsEngine"], tuple[bytes | Path]]:
        """Keep the database; connections are a thread's own."""
        return FtsEngine, (self._source,)

    @classmethod
    def build(cls, documents: Iterable[Indexed]) -> "FtsEngine":
        """Build an index in memory."""
        db = sqlite3.connect(":memory:")
        _write(db, documents)
        source = db.serialize()
        db.close()
        return cls(source)

    @classmethod
    def store(cls, documents: Iterable[Indexed], folder: Path) -> None:
        """Build an index in an empty folder; raise OSError where it cannot be written."""
        db = sqlite3.connect(folder / _FILE)
        try:
            _write(db, documents)
        except sqlite3.OperationalError as error:
            raise OSError(str(error)) from error
        finally:
            db.close()

    @classmethod
    def open(cls, folder: Path) -> "FtsEngine":
        """Open a stored index, read-only."""
        return cls(folder / _FILE)

    def search(self, wanted: Wanted) -> list[tuple[str, float]]:
        """Return ids with scores, the best first. Raise TooSlow when it takes longer than TIME_LIMIT."""
        groups: dict[tuple[Field, float], list[str]] = {}
        connection = self._connection()
        for clause in telling(wanted.clauses, [connection.count(c) for c in wanted.clauses], connection.documents):
            groups.setdefault((clause.field, clause.weight), []).append(_quoted([clause.token]))
        if not groups:
            return []
        found = " UNION ALL ".join(
            f"SELECT rowid AS n, ? * -bm25({field}) AS score FROM {field} WHERE {field} MATCH ?" for field, _ in groups
        )
        values: list[object] = []
        for (_, weight), quoted in groups.items():
            values += [weight, " OR ".join(quoted)]
        within = ""
        if wanted.phrases:
            within = f"WHERE n IN (SELECT rowid FROM {Field.WORDS} WHERE {Field.WORDS} MATCH ?) "
            values.append(" AND ".join(_quoted(phrase) for phrase in wanted.phrases))
        # MATERIALIZED: bm25 can only be asked where the match is, so nothing may be pushed into that part.
        sql = (
            f"WITH found AS MATERIALIZED ({found}), "
            f"ranked AS (SELECT n, sum(score) AS total FROM found {within}GROUP BY n) "
            "SELECT id, total FROM ranked JOIN document ON document.rowid = n "
            f"ORDER BY total DESC, id LIMIT {MAX_HITS}"
        )
        try:
            return connection.rows(sql, values, TIME_LIMIT)
        except sqlite3.OperationalError as error:
            if time.perf_counter() < connection.ends:
                raise
            raise TooSlow from error  # the progress handler ended it

    def vocabulary(self) -> Mapping[str, int]:
        """Return every word of the index, unstemmed, with the number of documents that hold it."""
        rows = self._connection().rows("SELECT token, count FROM vocabulary WHERE field = 'words'")
        return {word: int(count) for word, count in rows}

    def _connection(self) -> _Connection:
        if not hasattr(self._local, "connection"):
            self._local.connection = _Connection(self._source)
        connection: _Connection = self._local.connection
        return connection


def _quoted(words: Iterable[str]) -> str:
    """Return a token or phrase as FTS5 reads it; our tokens hold no quotes, doubled all the same."""
    return '"' + " ".join(words).replace('"', '""') + '"'


def _write(db: sqlite3.Connection, documents: Iterable[Indexed]) -> None:
    """Write one contentless table per field; tokens are ours already, so `ascii` only cuts at the spaces."""
    db.execute("CREATE TABLE document (id TEXT)")
    for field in Field:
        tokenizer = f"tokenize=\"ascii tokenchars '.{BOUNDARY}'\""
        db.execute(f"CREATE VIRTUAL TABLE {field} USING fts5(tokens, content='', {tokenizer})")
    for number, document in enumerate(documents, 1):
        db.execute("INSERT INTO document (rowid, id) VALUES (?, ?)", (number, document.id))
        for field in Field:
            row = (number, " ".join(document.tokens(field)))
            db.execute(f"INSERT INTO {field} (rowid, tokens) VALUES (?, ?)", row)
    for field in Field:
        db.execute(f"INSERT INTO {field} ({field}) VALUES ('optimize')")
    db.execute("CREATE TABLE vocabulary (field, token, count, PRIMARY KEY (field, token)) WITHOUT ROWID")
    for field in Field:
        db.execute(f"CREATE VIRTUAL TABLE temp.{field}_terms USING fts5vocab(main, {field}, row)")
        rows = f"SELECT '{field}', term, doc FROM temp.{field}_terms WHERE term <> ? ORDER BY term"
        db.execute(f"INSERT INTO vocabulary {rows}", (BOUNDARY,))
        db.execute(f"DROP TABLE temp.{field}_terms")
    db.commit()
