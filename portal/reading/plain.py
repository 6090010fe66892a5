"""How long our sentences are: the budget of what frightened people and people who read little must understand.

Takes Markdown of ours; gives its sentences with their number of words. A citation in brackets, a number by name and the
address of a link are no words of a sentence: the eye passes over them. Source of the budget: the study of East
Kalimantan that the portal comes from names low schooling as a root cause of trafficking.
"""

import re
from collections.abc import Iterator

from portal.reading import prose

MAX_WORDS = 20  # in one sentence
MEAN_WORDS = 12  # a sentence, over a text

_CITED = re.compile(
    r"\((?:lihat |menurut )?(?:Penjelasan )?(?:Pasal|Penjelasan|UU|PP|Perpres|Perda) [^()]*(?:\([^()]*\)[^()]*)*\)"
)
_STOPS = re.compile(r"[.?!](?:\s+|$)")
_ENDS = re.compile(r"[.?!:;](?:\s+|$)")  # where a reader may breathe
_NO_END = re.compile(r"\b(No|Rp|dll|dsb|ps)\.\s?", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-./’'][^\W_]+)*")


def count(text: str) -> int:
    """Return how many sentences a text has."""
    plain = _NO_END.sub(r"\1 ", _CITED.sub("", " ".join(text.split())))
    return sum(1 for part in _STOPS.split(plain) if part.strip())


def sentences(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield the line (from 0) of its paragraph, the words and the number of words of each sentence in Markdown.

    A colon or semicolon ends one. Headings, tables and the lines of a form to fill in are no sentences.
    """
    for line, block in prose.blocks(text):
        if block.lstrip().startswith(("#", "|")):
            continue
        plain = prose.linkless(_CITED.sub("", " ".join(block.split()))).replace("*", "")
        plain = re.sub(r"^\s*(?:[-*>]|\d+[.)]|\[ \])\s+", "", plain)
        for sentence in _ENDS.split(_NO_END.sub(r"\1 ", plain)):
            count = len(_WORD.findall(sentence))
            if count:
                yield line, sentence.strip(), count
