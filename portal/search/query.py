"""What a person typed, read: citations, quoted phrases, words.

Takes raw text and the reader of citations; gives a bounded ParsedQuery. Of a long text the first MAX_LENGTH characters
and MAX_WORDS words count; every pattern is linear.
"""

import re
from dataclasses import dataclass

from portal.address import Address
from portal.search.cite import CitationReader
from portal.search.words import content_words, normalise, tokens

MAX_LENGTH = 200
MAX_WORDS = 12
MAX_PHRASES = 3

_PHRASE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class ParsedQuery:
    """A query read: the provisions and laws it cites, the phrases it quotes, the other words that carry meaning.

    `sequence` are all its words in order, quoted ones included, for vocabulary of several words.
    """

    text: str
    citations: tuple[Address, ...]
    laws: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    sequence: tuple[str, ...]

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every word looked for, those of phrases included, once each."""
        words = [*self.words, *(word for phrase in self.phrases for word in phrase)]
        return tuple(dict.fromkeys(words))[:MAX_WORDS]


def parse(text: str, reader: CitationReader) -> ParsedQuery:
    """Read a query."""
    clean = normalise(text[: MAX_LENGTH * 2])[:MAX_LENGTH].replace("“", '"').replace("”", '"')
    phrases = [tuple(tokens(match[1])[:MAX_WORDS]) for match in _PHRASE.finditer(clean)]
    rest = _PHRASE.sub(" ", clean).replace('"', " ")
    reading = reader.read(rest)
    sequence = content_words(reading.remainder) if reading.remainder.strip() else []
    quoted = [word for phrase in phrases for word in phrase]
    return ParsedQuery(
        text=clean,
        citations=reading.addresses,
        laws=reading.laws,
        phrases=tuple(phrase for phrase in phrases if phrase)[:MAX_PHRASES],
        words=tuple(dict.fromkeys(sequence))[:MAX_WORDS],
        sequence=tuple([*sequence, *quoted][: MAX_WORDS * 2]),
    )
