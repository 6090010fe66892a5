"""The rule that nobody is forgotten: whoever leads to UPTD PPA also says where a grown man goes.

UPTD PPA serves women and children (Pasal 1 angka 11 UU 12/2022, Pasal 1 angka 15 Perpres 55/2024). A man from a palm
estate, a fishing boat or a scam camp who is sent there stands before the wrong door.
"""

import re
from collections.abc import Container, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from portal.asking import Outcome
from portal.errors import Code, Problem
from portal.guidance import CaseStep, Right
from portal.reading.library import Library
from portal.reading.said import Said, documents, said

WOMEN_AND_CHILDREN = "UPTD PPA"
_MAN = re.compile(r"(?<!anak )laki-laki", re.IGNORECASE)  # the address of the guide for men has the word too

# Units that speak of children only, each with the reason.
CHILDREN: Mapping[str, str] = MappingProxyType(
    {
        "anak": "a guide on children, and UPTD PPA serves boys as it serves girls",
        "peran/sekolah": "a school hands over its pupils, who are children",
    }
)


def men(library: Library, _: date) -> Iterator[Problem]:
    """Each guide, role, kit, outcome and right, and the path of a case, that leads to UPTD PPA names a man's way."""
    first: dict[str, Said] = {}
    named: set[str] = set()
    known = documents(library)
    for item in said(library):
        part = _part(item, known)
        if part is None or part in CHILDREN:
            continue
        if WOMEN_AND_CHILDREN in item.text:
            first.setdefault(part, item)
        if _MAN.search(item.text):
            named.add(part)
    for part, item in first.items():
        if part not in named:
            message = f"“{WOMEN_AND_CHILDREN}” disebut, tetapi tidak ke mana laki-laki dewasa pergi"
            hint = "tambahkan frasa seperti “laki-laki dewasa: dinas sosial”, atau tautan /panduan/korban-laki-laki"
            yield Problem(item.file, item.line, Code.LAKI_LAKI, message, hint)


def _part(item: Said, known: Container[str]) -> str | None:
    """Return what people read as one: a document, the path of a case, one outcome, one right; None for all else.

    A right of children is one of those else: UPTD PPA is the right door for them.
    """
    if isinstance(item.row, Right) and re.search(r"\banak\b", item.row.right, re.IGNORECASE):
        return None
    if isinstance(item.row, Outcome | Right):
        return f"{item.unit}:{item.row.place.line}"
    return item.unit if item.unit in known or isinstance(item.row, CaseStep) else None
