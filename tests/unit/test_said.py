"""One walk over everything we say: whatever field of whatever file a dead citation stands in, it is found."""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from samples import TODAY

from portal.checks.said import citations
from portal.reading import links
from portal.reading.library import Library
from portal.reading.said import EXEMPT, keys_of, said

DEAD = "Pasal 999 UU 21/2007"


def rows(value: Any) -> Iterator[Any]:
    """Yield every row below a value, found without the walk that is tested."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if hasattr(value, "place"):
            yield value
        for field in dataclasses.fields(value):
            yield from rows(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from rows(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from rows(item)


def put(value: Any, old: Any, new: Any) -> Any:
    """Return a value in which one row stands in the place of another."""
    if value is old:
        return new
    if isinstance(value, Mapping):
        return {key: put(item, old, new) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(put(item, old, new) for item in value)
    if dataclasses.is_dataclass(value) and hasattr(value, "place") and not isinstance(value, type):
        changed = {f.name: put(getattr(value, f.name), old, new) for f in dataclasses.fields(value)}
        same = all(changed[f.name] is getattr(value, f.name) for f in dataclasses.fields(value))
        return value if same else dataclasses.replace(value, **changed)
    return value


def examples(library: Library) -> dict[tuple[type, str], Any]:
    """Return, for every text field of every kind of row, a row of the content that has words in it."""
    found: dict[tuple[type, str], Any] = {}
    for field in dataclasses.fields(library):
        if field.name in ("links", "provisions", "neighbours"):
            continue
        for row in rows(getattr(library, field.name)):
            for name in [*keys_of(type(row)), *(["body"] if hasattr(row, "body") else [])]:
                value = getattr(row, name)
                first = value[0] if isinstance(value, tuple) and value else value
                if type(first) is str and first:
                    found.setdefault((type(row), name), (field.name, row))
    return found


def test_a_dead_citation_in_any_text_field_is_found_at_its_line(real: Library) -> None:
    """Pasal 999 UU 21/2007 in any text field of any kind of row is a fault with the row's file and the key's line."""
    known = examples(real)
    silent = []
    for (kind, name), (holder, row) in known.items():
        value = getattr(row, name)
        words = (DEAD, *value[1:]) if isinstance(value, tuple) else DEAD
        broken = dataclasses.replace(row, **{name: words})
        library = dataclasses.replace(real, **{holder: put(getattr(real, holder), row, broken)})
        own = (one for one in said(library) if one.text == DEAD)
        library = dataclasses.replace(library, links=tuple(links.own_links(own, real.aliases, real.shared_names)))
        key = keys_of(kind).get(name, "")
        is_list = isinstance(value, tuple)
        line = row.place.line_of(key, 0 if is_list else None) if key else row.body_line
        told = [(p.file, p.line) for p in citations(library, TODAY) if p.code == "KUTIPAN-MATI"]
        if (row.place.file, line) not in told:
            silent.append((kind, name))
    assert set(EXEMPT) == set(silent)
    assert len(known) > 80


@pytest.mark.parametrize("reason", EXEMPT.values())
def test_every_exemption_says_why(reason: str) -> None:
    """A field that is not read for citations is named with its reason."""
    assert len(reason.split()) > 5


def test_the_walk_sees_all_that_is_cited(real: Library) -> None:
    """Our own words hold far more citations than guides and roles alone, in every kind of file."""
    cited = [link for link in real.links if link.unit and link.citation.end and link.citation.target]
    assert len(cited) > 1444
    assert {"hak", "tenggat", "alur", "sanksi", "catatan-hukum", "istilah"} <= {
        link.unit for link in real.links if link.citation.target
    }
    assert [] == [p for p in citations(real, date(2026, 11, 24)) if p.code == "KUTIPAN-MATI"]
