"""Citations in Indonesian legal and plain text: finding them, and writing them.

Takes text and the address it stands in; gives spans with the address each one means. It does not know which addresses
exist: the library decides what becomes a link, what is outside our texts, and what is dead.

    run       = unit ((" " | connector) unit)* [" " law]      the law at the end governs the whole run
    unit      = ["Penjelasan "] ("Pasal 48" | "ayat (1)" | "huruf a" | "angka 3" | "Diktum KESATU")
    connector = ", " | " dan " | " atau " | " dan/atau " | " sampai dengan " | " jo. "      and their mixtures
    law       = kind [maker] ["Nomor "] (number ("/" | " Tahun ") year | decree) | only | name | kind " ini" | nameless
    kind      = "Undang-Undang" | "UU" | "Perda" | "Permen Sosial" | …      a form in `kinds`
    maker     = "Kaltim" | "Kota Samarinda" | "Kabupaten Tabalong" | …      a region in `kinds`, or level and name
    decree    = "357/K.279/2010"
    only      = "UUD 1945" | …      the one work of its kind
    name      = "UU TPPO" | "KUHP" | …      from the front matter of the laws
    nameless  = "KUH…" | "Undang-Undang Hukum …" | "Undang-Undang yang bersangkutan"      which one is not known

Forms follow UU 12/2011 Lampiran II (nos. 270–277: acuan): ayat in brackets, huruf and angka without.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from portal.address import Address, Kind, Step, int_to_roman
from portal.kinds import (
    KINDS,
    REGIONS,
    InstrumentKind,
    Level,
    forms,
    home_of,
    issuer_of,
    region_named,
    region_of,
)
from portal.model import Instrument

_CONNECTOR = re.compile(
    r"\s*[,;]\s*(?:(?:dan/ ?atau|dan|atau|serta)\s+)?|\s+(?:dan/ ?atau|dan|atau|serta|sampai dengan|jo\.?|juncto)\s+"
)
_UNIT = re.compile(
    r"(?P<penjelasan>Penjelasan\s+)?(?:"
    r"\b[Pp]asal\s+(?P<pasal>\d+[A-Z]{0,2})\b"
    r"|\b[Aa]yat\s+\((?P<ayat>\d+[a-z]?)\)"
    r"|\b[Hh]uruf\s+(?P<huruf>([a-z])\5?)\b"
    r"|\b[Aa]ngka\s+(?P<angka>\d+)\b"
    r"|\bDiktum\s+(?P<diktum>KE[A-Z]+(?: BELAS)?)\b)"
)
_KINDS = {
    "pasal": Kind.ARTICLE,
    "ayat": Kind.PARAGRAPH,
    "huruf": Kind.LETTER,
    "angka": Kind.NUMBER,
    "diktum": Kind.DICTUM,
}
_DEPTH = {Kind.ARTICLE: 0, Kind.DICTUM: 0, Kind.PARAGRAPH: 1, Kind.LETTER: 2, Kind.NUMBER: 3}


def _any(forms: Iterable[str]) -> str:
    """Return the pattern of any of these forms, the longest first, their words apart by any white space.

    Looking at the first letter before all forms halves the time of a search.
    """
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    first = "".join(sorted({form[0] for form in ordered}))
    return rf"(?=[{first}])(?:" + "|".join(r"\s+".join(map(re.escape, form.split())) for form in ordered) + ")"


_FORMS = tuple(form for form, _, _ in forms())
_MEANT = {form.lower(): (kind, ministry) for form, kind, ministry in forms()}
# A region outside the table is named with its level, but for a kind that tells it itself: "Peraturan Bupati Tabalong".
_NAME = r"(?!No(?:mor|\.)?\s)[A-Z][\w’'-]*(?:\s+(?:dan\s+)?(?!No(?:mor|\.)?\s)[A-Z][\w’'-]*){0,5}"
_LEVELS = _any(level.capitalize() for level in Level)
_REGION = rf"{_any(form for region in REGIONS.values() for form in region.forms)}|{_LEVELS}\s+{_NAME}"
_LOCAL = _any(form for kind in KINDS.values() if kind.has_issuer and not kind.names_level for form in kind.forms)
_LAW = re.compile(
    rf"\b(?:(?P<kind>{_any(_FORMS)})(?:\s+(?P<region>{_REGION}))?|(?P<local>{_LOCAL})\s+(?P<place>{_NAME}))"
    r"(?:\s+Republik\s+Indonesia)?\s+(?:(?:Nomor|No\.?)\s*)?(?:"
    r"(?P<decree>\d[\w.]*(?:/(?:K\.?\s-?\d+|[\w.-]+))+/(?P<decree_year>\d{4}))\b"
    r"|(?P<number>\d+)(?:/|\s+[Tt]ahun\s+)(?P<year>\d{4})\b)"
)
_THIS_LAW = re.compile(rf"\b{_any(form for form in _FORMS if ' ' in form or '-' in form)}\s+ini\b")
_ONLY = {form: kind.only_work for kind in KINDS.values() if kind.only_work for form in (kind.long, *kind.written)}
_ONLY_LAW = re.compile(rf"\b{_any(_ONLY)}(?!\w)")
# A law without a number: one that is not told here, or a code of law ("KUHAP", "Undang-Undang Hukum Acara Pidana").
_UNNAMED_LAW = re.compile(
    r"\b(?:Undang-Undang|Peraturan Pemerintah) yang bersangkutan\b"
    r"|\b(?:Kitab )?Undang-Undang Hukum(?: (?!Pasal\b|Nomor\b)[A-Z][a-z]+){1,3}|\bKUH[A-Z]\w*"
)


@dataclass(frozen=True)
class Citation:
    """A place in a text that cites a provision or a work: span [start, end), the words, and the target.

    `target` is None for a law that has no number in the text ("Undang-Undang yang bersangkutan") or not said by whom.
    """

    start: int
    end: int
    words: str
    target: Address | None


@dataclass
class _Run:
    """Citations that one law, named at the end, may govern; `path` is the unit reached so far."""

    found: list[tuple[int, int, bool, tuple[Step, ...]]] = field(default_factory=list)
    path: tuple[Step, ...] = ()
    explains: bool = False


def find(
    text: str,
    context: Address | None = None,
    aliases: Mapping[str, str] | None = None,
    shared: Mapping[str, Sequence[str]] | None = None,
) -> list[Citation]:
    """Return the citations in a text, in order and without overlap.

    `context` is the provision the text stands in ("ayat (1)" is read from there), None for text outside any law,
    where a citation must name its law. `aliases` maps other names of works to work addresses ({"UU TPPO":
    "uu/2007/21"}), `shared` names that several laws bore one after the other ("KUHP") to these, the oldest first.
    """
    names = {name: work for name, work in (aliases or {}).items() if name in text}
    names |= {name: _of_its_time(works, context) for name, works in (shared or {}).items() if name in text}
    citations: list[Citation] = []
    scan, position = _Scan(text), 0
    while True:
        unit = scan.first("unit", _UNIT, position)
        law = _find_law(scan, position, context, names)
        if unit is not None and (law is None or unit.start() < law[0]):
            found, position = _read_run(scan, unit, context, names)
            citations += found
        elif law is not None:
            start, position, target, own = law
            if not own:
                citations.append(Citation(start, position, text[start:position], target))
        else:
            return citations


class _Scan:
    """The next match of each pattern in a text: one that lies ahead still is not looked for again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._next: dict[str, re.Match[str] | None] = {}

    def first(self, name: str, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        """Return the first match of a pattern, by its name, from a position on; positions never go back."""
        if name in self._next:
            known = self._next[name]
            if known is None or known.start() >= position:
                return known
        found = self._next[name] = pattern.search(self.text, position)
        return found


def _read_run(
    scan: _Scan, unit: re.Match[str], context: Address | None, names: Mapping[str, str]
) -> tuple[list[Citation], int]:
    """Read units from `unit` on and the law behind them; return the citations and where to go on."""
    run, text = _Run(), scan.text
    while True:
        _add_unit(run, unit)
        end = unit.end()
        gap = _CONNECTOR.match(text, end)
        following = _UNIT.match(text, gap.end()) if gap else None
        following = following or _UNIT.match(text, _skip_space(text, end))
        if following is None:
            break
        unit = following
    law = _find_law(scan, _skip_space(text, end), context, names)
    governed = law is not None and law[0] == _skip_space(text, end) and run.path[:1] != ()
    if not (governed and law):
        return [_citation(text, entry, None, context) for entry in run.found], end
    _, law_end, target, own = law
    if own:
        return [_citation(text, entry, None, context) for entry in run.found], law_end
    citations = [_citation(text, entry, target, context, named=True) for entry in run.found]
    last = citations[-1]
    citations[-1] = Citation(last.start, law_end, text[last.start : law_end], last.target)
    return citations, law_end


def _add_unit(run: _Run, unit: re.Match[str]) -> None:
    name = next(name for name in _KINDS if unit[name] is not None)
    kind = _KINDS[name]
    step = Step(kind, unit[name].lower().replace(" ", ""))
    explains = unit["penjelasan"] is not None
    deeper = bool(run.path) and _DEPTH[run.path[-1].kind] < _DEPTH[kind] and not explains
    kept = tuple(s for s in run.path if _DEPTH[s.kind] < _DEPTH[kind])
    if deeper and run.found and _touches(run, unit):
        start = run.found.pop()[0]
    else:
        start = unit.start()
    run.explains = explains or (run.explains and _DEPTH[kind] > 0)
    run.path = (*kept, step)
    run.found.append((start, unit.end(), run.explains, run.path))


def _touches(run: _Run, unit: re.Match[str]) -> bool:
    """Whether only white space stands between the last citation of a run and this unit (else a connector does)."""
    return not unit.string[run.found[-1][1] : unit.start()].strip()


def _citation(
    text: str,
    entry: tuple[int, int, bool, tuple[Step, ...]],
    law: Address | None,
    context: Address | None,
    named: bool = False,
) -> Citation:
    start, end, explains, steps = entry
    target: Address | None
    if named:
        target = None if law is None else Address(law.work, (*law.steps, *steps))
    else:
        target = _relative(steps, context)
    if target is not None and explains:
        target = target.elucidation
    return Citation(start, end, text[start:end], target)


def _relative(steps: tuple[Step, ...], context: Address | None) -> Address | None:
    """Read steps without a law from where they stand: "ayat (1)" is an ayat of this article, "huruf a" of this ayat."""
    if context is None:
        return None
    here = context.subject
    depth = _DEPTH[steps[0].kind]
    if depth == 0:
        return Address(here.work, steps)
    kept = []
    for step in here.steps:
        if step.kind in _DEPTH and _DEPTH[step.kind] >= depth:
            break
        kept.append(step)
    return Address(here.work, (*kept, *steps)) if kept else None


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _find_law(
    scan: _Scan, position: int, context: Address | None, names: Mapping[str, str]
) -> tuple[int, int, Address | None, bool] | None:
    """Return start, end, address (None when unnumbered) and whether it is the law the text stands in."""
    found: list[tuple[int, int, Address | None, bool]] = []
    if match := scan.first("law", _LAW, position):
        found.append((match.start(), match.end(), _work(match, context), False))
    if match := scan.first("this law", _THIS_LAW, position):
        found.append((match.start(), match.end(), context, True))
    if match := scan.first("only law", _ONLY_LAW, position):
        work = Address(_ONLY[" ".join(match.group().split())])
        found.append((match.start(), match.end(), work, False))
    for name, bearer in names.items():
        if match := scan.first(f"name {name}", _name_pattern(name), position):
            found.append((match.start(), match.end(), Address(bearer), False))
    if match := scan.first("unnamed law", _UNNAMED_LAW, position):
        found.append((match.start(), match.end(), None, False))
    return min(found, key=lambda entry: (entry[0], -entry[1]), default=None)


def _of_its_time(works: Sequence[str], context: Address | None) -> str:
    """Return which of the laws that bore a name is meant: the newest, within a law the newest of its time."""
    known = [work for work in works if context is None or Address(work).year <= context.year]
    return (known or works[:1])[-1]


@lru_cache(maxsize=512)  # a law has a few names
def _name_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a name that stands alone."""
    return re.compile(rf"\b{re.escape(name)}\b")


def _work(law: re.Match[str], context: Address | None) -> Address | None:
    """Return the work that a law's name means; None where it leaves open who made it."""
    kind, issuer = _MEANT[_form(law)]
    if kind.levels:
        issuer = _region(kind, law["region"] or law["place"], context)
    if kind.has_issuer and not issuer:
        return None
    if law["decree"]:
        number = re.sub(r"[^0-9a-z]+", "-", law["decree"].rsplit("/", 1)[0].lower())
    else:
        number = str(int(law["number"]))
    return Address("/".join(part for part in (kind.token, issuer, law["decree_year"] or law["year"], number) if part))


def lacks_maker(words: str) -> InstrumentKind | None:
    """Return the kind of a law named without who made it ("Perbup 3/2016"), None for any other words."""
    law = _LAW.search(words)
    return None if law is None or _work(law, None) else _MEANT[_form(law)][0]


def _form(law: re.Match[str]) -> str:
    return " ".join((law["kind"] or law["local"]).lower().split())


def _region(kind: InstrumentKind, words: str | None, context: Address | None) -> str:
    """Return the slug of the region meant, '' for none: the one said, that of the law we stand in, or the home's."""
    if words:
        region = region_named(words, kind.levels)
        return region.slug if region else ""
    own = region_of(issuer_of(context.work)) if context else None
    return own.slug if own and own.level in kind.levels else home_of(kind)


def cite(address: Address, instrument: Instrument, standard: bool = False) -> str:
    """Return how an address of an instrument is cited: `Pasal 48 ayat (1) huruf a UU 21/2007`.

    `standard` writes the law's name in full: `… Undang-Undang Nomor 21 Tahun 2007`.
    """
    law = instrument.standard_citation if standard else instrument.short_citation
    return " ".join(part for part in (within(address), law) if part)


def within(address: Address) -> str:
    """Return the citation of a provision inside its law: `Pasal 48 ayat (1) huruf a`; '' for a work."""
    words = [_step_words(step) for step in address.steps if step.kind is not Kind.BOOK]
    return " ".join(words)


def _step_words(step: Step) -> str:
    if step.kind is Kind.PARAGRAPH:
        return f"ayat ({step.number})"
    if step.kind in (Kind.LETTER, Kind.NUMBER):
        return f"{step.kind} {step.number}"
    if step.kind is Kind.CHAPTER:
        return f"Bab {int_to_roman(int(step.number)) if step.number.isdecimal() else step.number.upper()}"
    if step.kind is Kind.DICTUM:
        return f"Diktum {step.number.upper()}"
    if step.kind is Kind.ARTICLE:
        return f"Pasal {step.number.upper()}"
    return f"{step.kind.capitalize()} {step.number}".strip()


def aliases(instruments: Mapping[str, Instrument]) -> dict[str, str]:
    """Return every alias of the instruments with the work it names."""
    return {alias: work for work, instrument in instruments.items() for alias in instrument.aliases}


def shared_names(instruments: Mapping[str, Instrument]) -> dict[str, tuple[str, ...]]:
    """Return every name that several instruments bore, with their works, the oldest first."""
    found: dict[str, list[str]] = {}
    for instrument in sorted(instruments.values(), key=lambda one: one.year):
        for name in instrument.shared_names:
            found.setdefault(name, []).append(instrument.address.work)
    return {name: tuple(works) for name, works in found.items()}
