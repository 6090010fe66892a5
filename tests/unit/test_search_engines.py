"""Both engines keep one contract, and a stored index is used only when it is sound."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import ROOT

from portal.search.engine import BOUNDARY, MAX_HITS, Clause, Field, Indexed, SearchEngine, TooSlow, Wanted
from portal.search.engine_fts import FtsEngine
from portal.search.index import ENGINES, Index


def document(id_: str, words: str) -> Indexed:
    """Return a document whose stems are its words without their last letter."""
    split = tuple(words.split())
    return Indexed(id_, split, tuple(word[:-1] for word in split if word != BOUNDARY))


DOCUMENTS = [
    document("a", f"satu dua {BOUNDARY} tiga empat"),
    document("b", "dua satu satu rp1.000.000 lima"),
    document("c", "tiga tiga tiga tiga enam"),
    document("d", "enam tujuh delapan sembilan"),
    document("e", "tujuh sepuluh"),
    *(document(f"z{n}", "lain lainnya") for n in range(9)),
]


def words(*found: str) -> Wanted:
    """Return a query for words as written."""
    return Wanted(tuple(Clause(Field.WORDS, word, 1.0) for word in found))


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> SearchEngine:
    """Each engine over the same documents."""
    built: SearchEngine = ENGINES[request.param].build(DOCUMENTS)
    return built


def test_a_word_finds_the_documents_that_hold_it(engine: SearchEngine) -> None:
    """Every document with the word is found, the one that says it more often first."""
    assert ["b", "a"] == [id_ for id_, _ in engine.search(words("satu"))]


def test_one_word_of_several_is_enough(engine: SearchEngine) -> None:
    """Documents with any of the words are found."""
    assert {"a", "b", "c", "d"} == {id_ for id_, _ in engine.search(words("satu", "enam"))}


def test_weights_decide(engine: SearchEngine) -> None:
    """What counts more stands higher."""
    heavy = Wanted((Clause(Field.WORDS, "sepuluh", 9.0), Clause(Field.WORDS, "delapan", 1.0)))
    light = Wanted((Clause(Field.WORDS, "sepuluh", 0.1), Clause(Field.WORDS, "delapan", 1.0)))
    assert [["e", "d"], ["d", "e"]] == [[id_ for id_, _ in engine.search(wanted)] for wanted in (heavy, light)]


def test_stems_are_a_field_of_their_own(engine: SearchEngine) -> None:
    """A stem is found among stems and not among words."""
    assert ["e"] == [id_ for id_, _ in engine.search(Wanted((Clause(Field.STEMS, "sepulu", 1.0),)))]
    assert [] == engine.search(words("sepulu"))


def test_a_phrase_must_stand_in_order_and_within_one_text(engine: SearchEngine) -> None:
    """A phrase is found word after word, never over the boundary of two texts."""
    found = [
        [id_ for id_, _ in engine.search(Wanted(words(*p).clauses, (p,)))] for p in (("satu", "dua"), ("dua", "tiga"))
    ]
    assert [["a"], []] == found


def test_tokens_are_taken_whole(engine: SearchEngine) -> None:
    """A token with dots is one token, and its parts are none."""
    assert (["b"], []) == ([id_ for id_, _ in engine.search(words("rp1.000.000"))], engine.search(words("000")))


@pytest.mark.parametrize("token", ['"', "a OR b", "sat*", "NEAR(a b)", "words:satu", "'; DROP TABLE words; --"])
def test_a_token_is_never_read_as_a_query(engine: SearchEngine, token: str) -> None:
    """Whatever a token holds, it is looked for as it is."""
    assert [] == engine.search(words(token))


def test_equal_scores_stand_by_id(engine: SearchEngine) -> None:
    """Ties keep one order."""
    found = [id_ for id_, _ in engine.search(words("lain", "satu"))]
    assert sorted(found[2:]) == found[2:]


def test_no_clauses_find_nothing(engine: SearchEngine) -> None:
    """Nothing asked, nothing found."""
    assert [] == engine.search(Wanted(()))


def test_the_vocabulary_counts_documents(engine: SearchEngine) -> None:
    """Every word is known with the number of documents that hold it; the boundary is no word."""
    known = engine.vocabulary()
    assert (2, 1, 9, False) == (known["satu"], known["rp1.000.000"], known["lain"], BOUNDARY in known)


def test_hits_are_bounded() -> None:
    """No more than MAX_HITS ids come back, from either engine."""
    many = [document(f"d{n:04}", "kata") for n in range(MAX_HITS + 50)]
    assert {MAX_HITS} == {len(engine.build(many).search(words("kata"))) for engine in ENGINES.values()}


def test_both_engines_rank_alike() -> None:
    """The same documents and query get the same order and nearly the same scores."""
    wanted = Wanted((*words("satu", "tiga", "enam").clauses, Clause(Field.STEMS, "tuju", 0.5)))
    one, other = (engine.build(DOCUMENTS).search(wanted) for engine in ENGINES.values())
    assert [id_ for id_, _ in one] == [id_ for id_, _ in other]
    assert [score for _, score in one] == pytest.approx([score for _, score in other], rel=0.05)


def test_a_search_that_takes_too_long_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite is stopped at the time limit, and says so instead of finding nothing."""
    monkeypatch.setattr("portal.search.engine_fts.TIME_LIMIT", -1.0)
    monkeypatch.setattr("portal.search.engine_fts._STEPS_BETWEEN_LOOKS", 1)
    with pytest.raises(TooSlow):
        FtsEngine.build(DOCUMENTS).search(words("satu"))


# ---------------------------------------------------------------- the stored index


class Counted:
    """Documents that count how often they are asked for: once per build."""

    def __init__(self) -> None:
        self.builds = 0

    def __call__(self) -> Iterator[Indexed]:
        self.builds += 1
        return iter(DOCUMENTS)


@pytest.fixture(params=list(ENGINES))
def name(request: pytest.FixtureRequest) -> str:
    """The name of each engine."""
    return str(request.param)


def manifest(folder: Path, name: str) -> dict[str, object]:
    """Return what the manifest of a folder says."""
    read: dict[str, object] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return read


def test_a_sound_index_is_opened_not_built(tmp_path: Path, name: str) -> None:
    """The second start opens what the first wrote, and answers alike."""
    documents = Counted()
    first, second = (Index(documents, "isi", name, tmp_path / "indeks") for _ in range(2))
    assert (1, first.search(words("satu"))) == (documents.builds, second.search(words("satu")))


@pytest.mark.parametrize("key", ["engine", "version", "analysis", "content", "files", "folder"])
def test_an_index_that_differs_is_built_anew(tmp_path: Path, name: str, key: str) -> None:
    """A manifest of other content, analysis, engine or files is not believed."""
    documents = Counted()
    Index(documents, "isi", name, tmp_path)
    changed = manifest(tmp_path, name) | {key: "lain"}
    (tmp_path / f"{name}.json").write_text(json.dumps(changed), "utf-8")
    assert ["b", "a"] == [id_ for id_, _ in Index(documents, "isi", name, tmp_path).search(words("satu"))]
    assert (2, True) == (documents.builds, manifest(tmp_path, name)[key] != "lain")


def test_other_content_makes_another_index(tmp_path: Path, name: str) -> None:
    """The index of yesterday's content is not used today."""
    documents = Counted()
    Index(documents, "kemarin", name, tmp_path)
    Index(documents, "hari ini", name, tmp_path)
    assert (2, "hari ini") == (documents.builds, manifest(tmp_path, name)["content"])


@pytest.mark.parametrize("harm", ["flip", "truncate", "remove", "add"])
def test_a_damaged_file_is_never_opened(tmp_path: Path, name: str, harm: str) -> None:
    """A byte changed, a file cut, gone or added: the index is built anew and answers."""
    documents = Counted()
    Index(documents, "isi", name, tmp_path)
    folder = tmp_path / str(manifest(tmp_path, name)["folder"])
    file = max(folder.iterdir(), key=lambda path: path.stat().st_size)
    data = file.read_bytes()
    if harm == "flip":
        file.write_bytes(data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 255]) + data[len(data) // 2 + 1 :])
    elif harm == "truncate":
        file.write_bytes(data[: len(data) // 2])
    elif harm == "remove":
        file.unlink()
    else:
        (folder / "lain").write_bytes(b"")
    assert ["b", "a"] == [id_ for id_, _ in Index(documents, "isi", name, tmp_path).search(words("satu"))]
    assert 2 == documents.builds


def test_an_index_that_others_could_write_is_not_opened(tmp_path: Path, name: str) -> None:
    """Opening may run what the files say, so a folder open to others is built anew."""
    documents = Counted()
    Index(documents, "isi", name, tmp_path)
    os.chmod(tmp_path / str(manifest(tmp_path, name)["folder"]), 0o777)
    Index(documents, "isi", name, tmp_path)
    assert 2 == documents.builds


def test_older_indexes_are_cleared_away(tmp_path: Path, name: str) -> None:
    """Beside the current index only the one before stays, for a process that still reads it."""
    for content in ("satu", "dua", "tiga", "empat"):
        Index(Counted(), content, name, tmp_path)
    assert 2 == len([path for path in tmp_path.iterdir() if path.is_dir()])


def test_a_read_that_fails_later_is_answered_from_memory(tmp_path: Path) -> None:
    """When the file goes bad while it is open, the search builds the index anew and answers."""
    documents = Counted()
    opened = Index(documents, "isi", "fts5", tmp_path)
    folder = tmp_path / str(manifest(tmp_path, "fts5")["folder"])
    [file] = folder.iterdir()
    file.write_bytes(b"bukan basis data" * 1000)
    assert ["b", "a"] == [id_ for id_, _ in opened.search(words("satu"))]
    assert 2 == documents.builds


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, name: str) -> None:
    """A folder that cannot be is told in one sentence with its setting, and the index answers from memory."""
    (tmp_path / "berkas").write_text("", "utf-8")
    index = Index(Counted(), "isi", name, tmp_path / "berkas" / "indeks")
    assert ["b", "a"] == [id_ for id_, _ in index.search(words("satu"))]
    expected = f"Indeks pencarian tidak dapat disimpan di {tmp_path}/berkas/indeks (Not a directory)"
    assert (expected, True) == (index.trouble.partition(";")[0], "PORTAL_INDEX" in index.trouble)


def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    """When a file cannot be written to its end the index answers from memory, and no part of the attempt stays."""
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from test_search_engines import Counted, Index, words\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))\n"  # no file may grow over 64 bytes
        "index = Index(Counted(), 'isi', sys.argv[1], Path(sys.argv[2]))\n"
        "print(index.search(words('satu'))[0][0], index.trouble)\n"
    )
    path = os.pathsep.join([str(ROOT), *(str(ROOT / "tests" / folder) for folder in ("unit", "lib"))])
    command = [sys.executable, "-B", "-c", code, name, str(tmp_path / "indeks")]
    run = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert ("b Indeks pencarian tidak dapat disimpan", "", []) == (
        run.stdout[:39],
        run.stderr,
        list((tmp_path / "indeks").iterdir()),
    )


def test_this_sqlite_can_do_full_text() -> None:
    """FTS5 is part of the SQLite that Python brings here."""
    rows = sqlite3.connect(":memory:").execute(
        "SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'"
    )
    assert [(1,)] == rows.fetchall()
