"""Suggestions while typing: terms, titles, names of laws, questions asked often.

Takes the library; gives at most MAX_SUGGESTED texts that have a word which begins as what was typed. A sorted list in
memory, no engine: a prefix query would cost seconds.
"""

from bisect import bisect_left

from portal.reading.library import Library
from portal.search.words import normalise, spans, stem

MAX_SUGGESTED = 8
_LEAST = 2  # letters
_LOOKED_AT = 400  # of one prefix

_Row = tuple[str, bool, int]


class Suggestions:
    """Everything that may be suggested, by the beginnings of its words."""

    def __init__(self, library: Library) -> None:
        """Sort what a library has to suggest: short names first, questions last."""
        instruments = library.instruments.values()
        texts = [
            *(term.word for term in library.terms),
            *(name for i in instruments for name in (i.short_citation, *i.aliases)),
            *(role.title for role in library.roles.values()),
            *(guide.title for guide in library.guides.values()),
            *(topic.question for topic in library.topics),
        ]
        self._texts = list({text.lower(): text for text in reversed(texts)}.values())[::-1]
        rows: set[_Row] = set()
        for number, text in enumerate(self._texts):
            for start, end, word in spans(text):
                rows.add((normalise(text[start:]), start > 0, number))
                rows.add((stem(word) + normalise(text[end:]), True, number))  # "lapor" begins "melapor" as well
        self._rows = sorted(rows)

    def starting(self, typed: str) -> list[str]:
        """Return what fits to a text being typed: what begins with it, then what has a word that does."""
        prefix = normalise(typed[:200])
        if len(prefix) < _LEAST:
            return []
        first = bisect_left(self._rows, (prefix,))
        found = set()
        for key, inside, number in self._rows[first : first + _LOOKED_AT]:
            if not key.startswith(prefix):
                break
            found.add((inside, number))
        return [self._texts[number] for number in dict.fromkeys(number for _, number in sorted(found))][:MAX_SUGGESTED]
