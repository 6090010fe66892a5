"""What a person typed, read: citations, quoted phrases, words.

Takes raw text and the works that exist; gives a bounded ParsedQuery. Citations may be written as people write them
(`ps 48 (1)`, `uu no 21 thn 2007`, `pasal 3-5 uu tppo`): they are brought into the ordinary form and read by
`citation`. Every pattern runs over at most MAX_LENGTH characters and none is nested, so reading takes linear time.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal import citation
from portal.address import Address
from portal.search.words import content_words, normalise, tokens

MAX_LENGTH = 200
MAX_WORDS = 12
MAX_RANGE = 50

_ORDINARY: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"\b(?:undang-undang|undang undang|uu)\b\.?", "UU"),
        (r"\b(?:peraturan pemerintah|pp)\b\.?", "PP"),
        (r"\bpenjelasan (?=(?:pasal|psl|ps)\b)", "Penjelasan "),
        (r"\b(?:pasal|psl|ps)\b\.?\s*(?=\d)", "Pasal "),
        (r"\b(?:pasal|psl|ps)(?=\d)", "Pasal "),
        (r"\bayat\s*\(?(\d+[a-z]?)\)?", r"ayat (\1)"),
        (r"^(\d{1,3}[a-z]?)\s+(?=ayat \()", r"Pasal \1 "),
        (r"\b(?:huruf|hrf)\.?\s*\(?([a-z])\)?(?![a-z])", r"huruf \1"),
        (r"(Pasal \d+[a-z]?)\s*\((\d+[a-z]?)\)\s*(?:huruf )?([a-z])\b(?!\w)", r"\1 ayat (\2) huruf \3"),
        (r"(Pasal \d+[a-z]?)\s*\((\d+[a-z]?)\)", r"\1 ayat (\2)"),
        (r"\b(?:nomor|no|nr)\b\.?\s*(?=\d)", ""),
        (r"\b(?:tahun|thn|th)\b\.?\s*(?=\d{4})", "Tahun "),
        (r"((?:UU|PP)\s+\d+)\s*/\s*(\d{2})\b(?!\d)", r"\1/20\2"),
        (r"((?:UU|PP)\s+\d+)\s+(?:Tahun )?(\d{4})\b", r"\1/\2"),
        (r"\bperda (?:kaltim |provinsi kaltim )?0*(\d+)(?:/|\s*[Tt]ahun\s+)(\d{4})", r"Perda Kaltim \1/\2"),
        (
            r"\b(?:sk|kepgub|keputusan)(?: gubernur)?(?: kaltim)? (?:357|k\.279)(?:/k\.?-?279/2010)?",
            "Kepgub 357/K.279/2010",
        ),
        (r"\bkuhp\b", "KUHP"),
    )
)
_RANGE = re.compile(r"Pasal (\d+)\s*(?:-|–|s\.?d\.?|sampai(?: dengan)?)\s*(?:Pasal )?(\d+)\b")
_PHRASE = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class ParsedQuery:
    """A query read: the provisions it cites, the phrases it quotes, the other words that carry meaning."""

    text: str
    citations: tuple[Address, ...]
    phrases: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every word looked for, those of phrases included, once each."""
        return tuple(dict.fromkeys([*self.words, *(word for phrase in self.phrases for word in phrase)]))


def parse(text: str, works: Sequence[str], aliases: Mapping[str, str]) -> ParsedQuery:
    """Read a query; `works` are the works with articles, in order: a bare `pasal 9` means that article of each."""
    clean = normalise(text[: MAX_LENGTH * 2])[:MAX_LENGTH].replace("“", '"').replace("”", '"')
    phrases = tuple(p for p in (tuple(tokens(m[1])[:MAX_WORDS]) for m in _PHRASE.finditer(clean)) if p)
    rest = _PHRASE.sub(" ", clean).replace('"', " ")
    ordinary = _ordinary(rest, aliases)
    cited, remainder = _citations(ordinary, works, aliases)
    words = tuple(dict.fromkeys(content_words(remainder)))[:MAX_WORDS] if remainder.strip() else ()
    return ParsedQuery(clean, tuple(dict.fromkeys(cited)), phrases[:3], words)


def _ordinary(text: str, aliases: Mapping[str, str]) -> str:
    for alias in sorted(aliases, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(alias.lower())}\b", alias, text)
    for pattern, form in _ORDINARY:
        text = pattern.sub(form, text)
    return re.sub(r"(Pasal \d+)([a-z])\b", lambda m: m[1] + m[2].upper(), text)


def _citations(text: str, works: Sequence[str], aliases: Mapping[str, str]) -> tuple[list[Address], str]:
    """Return the addresses a query cites and the text left over."""
    law = next((c.target for c in citation.find(text, None, aliases) if c.target is not None), None)
    homes = [Address(law.work)] if law else [Address(work) for work in works]
    addresses: list[Address] = []
    range_ = _RANGE.search(text)
    if range_ and 0 < int(range_[2]) - int(range_[1]) < MAX_RANGE:
        numbers = range(int(range_[1]), int(range_[2]) + 1)
        addresses += [Address.parse(f"{home}/pasal-{number}") for home in homes for number in numbers]
        text = text[: range_.start()] + " " + text[range_.end() :]
    remainder, position = "", 0
    for cited in citation.find(text, None, aliases):
        remainder += text[position : cited.start] + " "
        position = cited.end
        if cited.target is not None:
            if cited.target.steps or not addresses:
                addresses.append(cited.target)
        else:
            addresses += [c.target for home in homes for c in citation.find(cited.words, home) if c.target]
    articled = {address.work for address in addresses if address.steps}  # "UU 21/2007 Pasal 2" asks for the article
    return [a for a in addresses if a.steps or a.work not in articled], remainder + text[position:]
