"""What editors write for search: everyday words and topics, read into values of `vocabulary`.

Takes the text of a content file and gives values plus the faults; `shapes` says how. Reads no directories.
"""

from portal.errors import Problem
from portal.reading.shapes import AddressField, Shape, key, rows
from portal.vocabulary import Synonym, Topic


class _SynonymShape(Shape):
    words: tuple[str, ...] = key("kata", filled=True)
    targets: tuple[str, ...] = key("cari", filled=True)
    source: str = key("sumber", filled=True)


class _TopicShape(Shape):
    question: str = key("tanya", filled=True)
    words: tuple[str, ...] = key("kata", ())
    guide: str = key("panduan", "")
    addresses: tuple[AddressField, ...] = key("pasal", filled=True)


def read_synonyms(text: str, file: str) -> tuple[list[Synonym], list[Problem]]:
    """Read the list of everyday words."""
    found, lines, problems = rows(text, file, _SynonymShape)
    return [Synonym(**dict(row), line=lines.of((i,))) for i, row in found], problems


def read_topics(text: str, file: str) -> tuple[list[Topic], list[Problem]]:
    """Read the list of topics."""
    found, lines, problems = rows(text, file, _TopicShape)
    return [Topic(**dict(row), line=lines.of((i,))) for i, row in found], problems
