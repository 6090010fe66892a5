"""Fines in rupiah: what a category of the criminal code comes to, said wherever our own words name the category.

Takes the list of categories as the law holds it; gives `kategori VII (paling banyak Rp5 miliar)`. Source: Pasal 79
ayat (1) UU 1/2023. The words of laws themselves are never touched: beside them stands a note.
"""

import re
from collections.abc import Mapping

from portal.model import Provision

_LISTED = re.compile(r"kategori ([IVX]+), Rp([\d.]+),00")
_NAMED = re.compile(r"\b[Kk]ategori ([IVX]+)\b(?![^.;]{0,45}(?:Rp|rupiah))")
_SCALES = ((10**9, "miliar"), (10**6, "juta"))


def amounts(listed: Provision | None) -> Mapping[str, str]:
    """Return the most that each category costs, by its roman numeral: `VII` → `Rp5 miliar`."""
    rows = _LISTED.findall(listed.full_text) if listed else []
    return {category: short(int(digits.replace(".", ""))) for category, digits in rows}


def short(rupiah: int) -> str:
    """Return an amount as people say it: 5000000000 → `Rp5 miliar`."""
    for size, word in _SCALES:
        if rupiah >= size and rupiah % size == 0:
            return f"Rp{rupiah // size} {word}"
    return f"Rp{rupiah:,}".replace(",", ".")


def with_amounts(text: str, known: Mapping[str, str]) -> str:
    """Return our own words with the amount behind each category that they name, unless it stands there already."""

    def told(match: re.Match[str]) -> str:
        return f"{match[0]} (paling banyak {known[match[1]]})" if match[1] in known else match[0]

    return _NAMED.sub(told, text)


def named(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return a sentence for each category that the words of a law name."""
    found = dict.fromkeys(re.findall(r"\bkategori ([IVX]+)\b", text))
    return tuple(f"Kategori {c}: paling banyak {known[c]}" for c in found if c in known)
