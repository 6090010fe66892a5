"""The pages of the law in other formats: one row for each suffix that an address may have.

Takes page values of `views.law` and gives strings. Marks of doubt stand behind the passages they mark, in every format;
status goes along in every format but Markdown, which is the content file's own text with those marks. Who answers a
suffix, links to it or tells of it reads FORMATS.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from portal.reading.statute import write
from portal.views.law import InstrumentPage, LawPage, ProvisionPage
from portal.views.parts import Doubt, Relation, Run, StatusLine, Unit


def provision_json(page: ProvisionPage) -> str:
    """Return a provision as JSON (the shape is documented in docs/formats.md)."""
    value = {
        "id": page.head.path.removeprefix("/"),
        "url": page.head.path,
        "citation": page.citations[0][1],
        "citation_standard": page.citations[1][1],
        "instrument": page.card.href.removeprefix("/"),
        "status": _status(page.status),
        "proofing": page.proofing,
        "doubts": [_doubt(d) for d in page.doubts],
        "questions": [{"url": q.href, "question": q.question} for q in page.questions],
        "relations": _relations(page.relations),
        "text": _unit(page.unit),
        "elucidation": _unit(page.elucidation) if page.elucidation else None,
        "cited_by": [{"url": link.href, "citation": link.words} for link in page.cited_by],
        "guides": [{"url": link.href, "title": link.words} for link in page.guides],
        "previous": page.previous.href if page.previous else None,
        "next": page.next.href if page.next else None,
    }
    return _dump(value)


def instrument_json(page: InstrumentPage) -> str:
    """Return a whole instrument as JSON."""
    value = {
        "id": page.head.path.removeprefix("/"),
        "url": page.head.path,
        "citation": page.card.short,
        "citation_full": page.full_citation,
        "title": page.card.title,
        "text_state": page.card.state,
        "status": _status(page.status),
        "dates": dict(page.dates),
        "proofing": page.proofing,
        "sources": [{"name": s.name, "url": s.url, "taken": s.taken} for s in page.sources],
        "doubts": [_doubt(d) for d in page.doubts],
        "questions": [{"url": q.href, "question": q.question} for q in page.questions],
        "relations": _relations(page.relations),
        "text": [_unit(unit) for unit in page.units],
        "elucidation": [_unit(unit) for unit in page.elucidations],
    }
    return _dump(value)


def provision_text(page: ProvisionPage) -> str:
    """Return a provision as plain text with status, doubts and elucidation."""
    dated = [f"Hukum per {page.head.asked_day}"] if page.head.asked_day else []
    lines = [page.citations[0][1], *dated, *_status_lines(page.status), *_doubt_lines(page.doubts), ""]
    lines += _unit_lines(page.unit, 0)
    if page.elucidation:
        lines += ["", "Penjelasan resmi", *_unit_lines(page.elucidation, 0)]
    return "\n".join([*lines, "", page.proofing, page.head.path]) + "\n"


def instrument_text(page: InstrumentPage) -> str:
    """Return a whole instrument as plain text."""
    dated = [f"Hukum per {page.head.asked_day}"] if page.head.asked_day else []
    lines = [page.full_citation, *dated, *_status_lines(page.status), *_doubt_lines(page.doubts)]
    lines += [f"{page.card.state}. {page.proofing}", ""]
    lines += [plain(paragraph) for paragraph in page.title_block]
    for unit in page.units:
        lines += ["", *_unit_lines(unit, 0)]
    if page.elucidations:
        lines += ["", "PENJELASAN"]
    for unit in page.elucidations:
        lines += ["", *_unit_lines(unit, 0)]
    return "\n".join(lines) + "\n"


def markdown(page: ProvisionPage | InstrumentPage) -> str:
    """Return the content file's own text of a provision, its elucidation below it, or of an instrument, with marks."""
    return "\n\n# PENJELASAN\n\n".join(write(node).strip() for node in page.written) + "\n"


def plain(runs: tuple[Run, ...]) -> str:
    """Return the words of a run of text."""
    return "".join(run.text for run in runs)


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "kind": unit.kind,
        "anchor": unit.anchor,
        "label": unit.label,
        "title": unit.title,
        "text": [plain(p) for p in unit.paragraphs],
        "status": unit.tag,
        "events": [plain(notice.sentence) for notice in unit.notices],
        "doubts": [_doubt(d) for d in unit.doubts],
        "children": [_unit(child) for child in unit.children],
    }


def _relations(relations: tuple[Relation, ...]) -> dict[str, list[dict[str, str]]]:
    return {r.words: [{"url": link.href, "citation": link.words} for link in r.links] for r in relations}


def _doubt(doubt: Doubt) -> dict[str, str]:
    return {"state": doubt.state, "place": doubt.place, "note": doubt.note, "since": doubt.since}


def _status(status: StatusLine) -> dict[str, Any]:
    return {
        "word": status.word,
        "tone": status.tone,
        "events": [
            {
                "effect": n.effect,
                "place": n.place,
                "sentence": plain(n.sentence),
                "note": n.note,
                "replacement": {"citation": n.replacement_citation, "text": _unit(n.replacement)}
                if n.replacement
                else None,
            }
            for n in status.notices
        ],
    }


def _status_lines(status: StatusLine) -> list[str]:
    lines = [f"Status: {status.word}"]
    for notice in status.notices:
        place = f"{notice.place}: " if notice.place else ""
        lines.append(f"- {place}{plain(notice.sentence)} {notice.note}".rstrip())
        if notice.replacement:
            lines += [f"  {notice.replacement_citation}:", *_unit_lines(notice.replacement, 2)]
    return lines


def _doubt_lines(doubts: tuple[Doubt, ...]) -> list[str]:
    return [f"{doubt.state} ({doubt.place}): {doubt.note}" for doubt in doubts]


def _unit_lines(unit: Unit, depth: int) -> Iterator[str]:
    indent = "  " * depth
    is_item = unit.kind in ("ayat", "huruf", "angka") and not unit.label.startswith("Ayat")
    paragraphs = [plain(p) for p in unit.paragraphs]
    if is_item:
        yield indent + " ".join([unit.label, *paragraphs[:1]])
        paragraphs = paragraphs[1:]
    elif unit.label:
        yield indent + " ".join(part for part in (unit.label, unit.title) if part)
    for notice in unit.notices:
        yield f"{indent}[{plain(notice.sentence)} {notice.note}".rstrip() + "]"
    yield from (indent + paragraph for paragraph in paragraphs)
    for child in unit.children:
        yield from _unit_lines(child, depth + 1 if is_item or child.kind in ("huruf", "angka") else depth)


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Format:
    """A format of provisions and instruments: the suffix of its address, its name, its media type, who writes it.

    `has_records` is true when an instrument without text has it too.
    """

    suffix: str
    name: str
    media_type: str
    provision: Callable[[ProvisionPage], str]
    instrument: Callable[[InstrumentPage], str]
    has_records: bool = False


FORMATS: tuple[Format, ...] = (
    Format(".txt", "Teks", "text/plain; charset=utf-8", provision_text, instrument_text),
    Format(".md", "Markdown", "text/markdown; charset=utf-8", markdown, markdown),
    Format(".json", "JSON", "application/json; charset=utf-8", provision_json, instrument_json, has_records=True),
)


def split(path: str) -> tuple[str, Format | None]:
    """Return a path without its suffix, and the format that the suffix names; None for a path without one."""
    found = next((form for form in FORMATS if path.endswith(form.suffix)), None)
    return (path.removesuffix(found.suffix), found) if found else (path, None)


def written(page: LawPage, form: Format) -> str | None:
    """Return a page in a format; None when it has none: a chapter has no formats, a record few."""
    if isinstance(page, ProvisionPage):
        return form.provision(page)
    if isinstance(page, InstrumentPage) and (page.card.has_text or form.has_records):
        return form.instrument(page)
    return None
