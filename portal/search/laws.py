"""Names of laws as people type them: from `uu no 21 thn 2007`, `perda kab. kutim 3/2016`, `sk 357` to a work.

Takes normalised (lower-case) text and a position; gives the work whose name stands there and where the name ends. Built
on the table of kinds and regions; which works and aliases there are is given once. It reads no article.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from portal import kinds
from portal.kinds import KINDS, InstrumentKind, Level, Region, issuer_of, region_of

NOWHERE = ""  # a law that the portal does not have
DIGITS = r"(?:[0-9][0-9lio|]*|[lio|]{1,2}[0-9][0-9lio|]*)"
_NUMBER_WORD = r"(?:\s*(?:nomor|nomer|no|nr)\b\.?)?"
_YEAR = (
    r"(?:\s*[/.-]?\s*(?:tahun|thn|th)\b\.?\s*(?P<{0}a>[12][0-9lo|]{{3}}|[0-9]{{2}})\b"
    r"|\s*/\s*(?P<{0}b>[12][0-9lo|]{{3}}|[0-9]{{2}})\b|[\s-]+(?P<{0}c>[12][09o][0-9lo|]{{2}})\b)"
)
_DECREE_TAIL = re.compile(r"\s*/?\s*k\s?[.-]{1,2}\s?-?\s?[0-9lo|]{1,4}(?:\s*/\s*[12][0-9lo|]{3})?")
_DECREE = re.compile(
    r"(?P<n>[0-9lo|]{1,4})?\s*/?\s*\bk\s?[.-]{1,2}\s?-?\s?(?P<k>[0-9lo|]{1,4})(?:\s*/\s*(?P<y>[12][0-9lo|]{3}))?"
)
NUMBERED = re.compile(rf"(?:(?:nomor|nomer|no|nr)\b\.?\s*)?(?P<n>{DIGITS}){_YEAR.format('y')}")


def _typed(forms: Iterable[str]) -> str:
    """Return the pattern of any of these forms, the longest first; between words stands what people put there."""
    ordered = sorted({form.lower() for form in forms}, key=lambda form: (-len(form), form))
    return "|".join(r"[\s.-]*".join(map(re.escape, re.split("[ -]", form))) for form in ordered)


def _squeezed(text: str) -> str:
    """Return a form without what people put between its words."""
    return re.sub(r"[\s.-]+", "", text.lower())


_KINDS = [(form, kind, ministry) for form, kind, ministry in kinds.forms()] + [
    (form, kind, "") for kind in KINDS.values() for form in kind.typed if not kind.only_work
]
_MEANT = {_squeezed(form): (kind, ministry) for form, kind, ministry in _KINDS}
_ONLY = {form: kind.only_work for kind in KINDS.values() if kind.only_work for form in (*kind.forms, *kind.typed)}
_ONLY_MEANT = {_squeezed(form): work for form, work in _ONLY.items()}
_ONLY_LAW = re.compile(rf"(?P<name>{_typed(_ONLY)})\b(?:\s*(?:tahun\s*)?1945)?")
_BRIEF_LEVELS = {Level.PROVINCE: "prov", Level.REGENCY: "kab"}


def _region_forms(region: Region) -> Iterator[str]:
    """Yield the forms of a region in a search: "kaltim", "prov. kaltim", "kab. kutai timur", "kutim"."""
    yield from region.forms
    if region.level in _BRIEF_LEVELS:
        yield from (f"{_BRIEF_LEVELS[region.level]} {form}" for form in region.forms)


def number_meant(text: str) -> str:
    """Return a number as meant: letters that a machine reads for digits made digits, no leading zeros; roman stays."""
    if text.isalpha():
        return "1" if text == "l" else text
    digits = re.match(r"[0-9lio|]*", text)
    head = digits[0] if digits else ""
    return (head.translate(str.maketrans("lio|", "1101")).lstrip("0") or "0") + text[len(head) :]


def _year(match: re.Match[str], name: str = "y") -> str:
    text = next((match[f"{name}{way}"] for way in "abc" if match[f"{name}{way}"]), "")
    digits = text.translate(str.maketrans("lo|", "101"))
    if len(digits) == 2:
        return f"19{digits}" if int(digits) > 44 else f"20{digits}"
    return digits


class LawNames:
    """Reads the names of laws over the works and aliases that exist."""

    def __init__(self, works: Sequence[str], aliases: Mapping[str, str]) -> None:
        """`works` are all works, in order; `aliases` other names of works."""
        self._works = tuple(works)
        self._aliases = {alias.lower(): work for alias, work in aliases.items()}
        names = sorted(self._aliases, key=lambda alias: (-len(alias), alias))
        self._alias = re.compile(r"(?:" + "|".join(map(re.escape, names)) + r")(?!\w)") if names else None
        known = [*kinds.REGIONS.values(), *filter(None, (region_of(issuer_of(work)) for work in works))]
        self._regions = {_squeezed(form): region.slug for region in known for form in _region_forms(region)}
        regions = _typed(form for region in known for form in _region_forms(region))
        self._law = re.compile(
            rf"(?P<kind>{_typed(form for form, _, _ in _KINDS)})(?:\b|(?=[0-9\s]))"
            rf"(?:\s*\b(?:(?P<region>{regions})\b|ri\b|republik indonesia\b))?"
            rf"{_NUMBER_WORD}[\s.-]*(?P<n>{DIGITS})(?:{_YEAR.format('y')})?(?![a-z0-9])"
        )

    def named(self, text: str, position: int) -> tuple[str, int] | None:
        """Return the work a law's name at a position means (NOWHERE for one we lack) and the name's end, or None."""
        if self._alias and (alias := self._alias.match(text, position)):
            return self._aliases[alias[0]], alias.end()
        if only := _ONLY_LAW.match(text, position):
            work = _ONLY_MEANT[_squeezed(only["name"])]
            return work if work in self._works else NOWHERE, only.end()
        decree = _DECREE.match(text, position)
        works = [work for work in self._works if decree and work.endswith(f"-k-{number_meant(decree['k'])}")]
        if decree and works:
            return works[0], decree.end()
        if law := self._law.match(text, position):
            return self._numbered(law)
        if bare := NUMBERED.match(text, position):
            works = [
                w for kind in KINDS.values() for w in self._matching(kind, "", number_meant(bare["n"]), _year(bare))
            ]
            return (works[0], bare.end()) if len(works) == 1 else None
        return None

    def _numbered(self, law: re.Match[str]) -> tuple[str, int] | None:
        kind, ministry = _MEANT[_squeezed(law["kind"])]
        issuer = ministry or (self._regions[_squeezed(law["region"])] if law["region"] else "")
        number, year, end = number_meant(law["n"]), _year(law), law.end()
        works = self._matching(kind, issuer, number, year)
        if kind.is_decree:
            tail = _DECREE_TAIL.match(law.string, end)
            end = tail.end() if tail and works else end
        if not issuer and len(works) > 1:  # a region nobody said is our own
            works = [work for work in works if issuer_of(work) == kinds.HOME] or works
        if len(works) == 1:
            return works[0], end
        return (f"{kind.token}/{year}/{number}", end) if year and not kind.has_issuer else None

    def _matching(self, kind: InstrumentKind, issuer: str, number: str, year: str) -> list[str]:
        """Return the works of a kind, issuer, number, year ('' for any); a decree's number may go on (357-k-279)."""
        rows = [(work, work.split("/")) for work in self._works]
        return [
            work
            for work, parts in rows
            if parts[0] == kind.token
            and (not kind.has_issuer or issuer in ("", issuer_of(work)))
            and year in ("", parts[-2])
            and f"{parts[-1]}-".startswith(f"{number}-")
        ]
