"""Amounts of money as people write them: `Rp 5.000.000.000`, `5 miliar`, `lima miliar rupiah` are one token.

Takes normalised (lower-case) text; gives the pattern that finds an amount, and its token `rp5000000000`. Plain numbers
are no amounts: a law has articles, ages and years. Source of the forms: UU 12/2011 Lampiran II no. 250 to 256 writes
the number with its words in brackets, people write either.
"""

import re

_SCALES = {
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "milyard": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan".split()
_UNITS = {word: number for number, word in enumerate(_ONES)}
_WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 10**6}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_SPOKEN = "|".join([*_ONES, *_WHOLE, "belas", "puluh", "ratus"])

PATTERN = (
    rf"(?:rp\.?\s?\d{{1,3}}(?:\.\d{{3}})+(?:,\d\d)?|rp\.?\s?\d+(?:[.,]\d+)?(?:\s?(?:{_SCALE})\b)?"
    rf"|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d\d)?|\d+(?:[.,]\d+)?\s?(?:{_SCALE})\b"
    rf"|(?:(?:{_SPOKEN})\s){{1,6}}(?:{_SCALE})\b|sejuta\b)(?:\s?rupiah\b)?"
)
_DIGITS = re.compile(r"(?:rp\.?\s?)?(?P<number>[\d.,]+)\s?(?P<scale>[a-z]*)")


def token(words: str) -> str:
    """Return the token of an amount that PATTERN found: `5 miliar rupiah` → `rp5000000000`."""
    bare = words.removesuffix("rupiah").strip()
    if match := _DIGITS.fullmatch(bare):
        scale = _SCALES.get(match["scale"], 1)
        return f"rp{_number(match['number'], scale)}"
    return f"rp{_spoken(bare.split())}"


def is_amount(word: str) -> bool:
    """Whether a word is the token of an amount."""
    return re.fullmatch(r"rp\d+", word) is not None


def _number(digits: str, scale: int) -> int:
    """Return a number whose points stand between thousands, or before decimals when a scale follows: `1,5 juta`."""
    whole = re.sub(r",\d\d$", "", digits) if scale == 1 else digits
    if scale == 1 or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole):
        return int(re.sub(r"\D", "", whole) or 0) * scale
    head, _, tail = whole.replace(",", ".").partition(".")
    return round(float(f"{head}.{tail or 0}") * scale)


def _spoken(words: list[str]) -> int:
    """Return the number that words say: `dua ratus lima puluh juta`."""
    total = group = unit = 0
    for word in words:
        if word in _UNITS:
            unit = _UNITS[word]
        elif word in _WHOLE:
            group += _WHOLE[word]
        elif word == "belas":
            group, unit = group + unit + 10, 0
        elif word == "puluh":
            group, unit = group + unit * 10, 0
        elif word == "ratus":
            group, unit = group + unit * 100, 0
        else:
            total, group, unit = total + (group + unit) * _SCALES[word], 0, 0
    return total + group + unit
