"""Content folders of any size, made of real laws: our own content, and laws of a public corpus until there are enough.

Takes the archive of 1,535 laws as noisy Markdown (`uu/1999/31.md`) and lays each out as the portal reads it: articles
numbered anew without gaps, marks that repeat or jump turned into plain text, written by the parser's own writer, and
sealed. What is left for the checks to find are above all citations of articles that OCR lost. Such a law is fit for
measuring, not for reading: it has no elucidation, events or chapters, and never becomes part of the project.
"""

import hashlib
import re
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from load import ROOT

from portal.address import Address, Kind
from portal.model import GAP, Instrument, Provision
from portal.reading import seals
from portal.reading.reader import REGULATIONS, SEALS
from portal.reading.statute import number_order, parse, write

_ELUCIDATION = re.compile(r"(?i)\bpasal\s+demi\s+pasal\b")
_ARTICLE = re.compile(r"(?m)^\s*Pasal \d+[A-Z]{0,2}\s*$")
_NAME = re.compile(r"uu/(\d{4})/(\d+)\.md")
_TITLE = re.compile(r"(?s)\bTENTANG\b\s+(.{8,160}?)(?=\bDENGAN RAHMAT\b|\bPresiden\b|\bPRESIDEN\b|\n|$)")
_FRONT = """\
---
jenis: {kind}
nomor: "{number}"
tahun: "{year}"
judul: "{title}"
ditetapkan: {year}-06-01
diundangkan: {year}-06-01
berlaku: {year}-06-01
naskah: lengkap
pencocokan: Disusun mesin dari himpunan umum untuk pengukuran; bukan naskah.
sumber:
  - nama: Himpunan umum untuk pengukuran
    diambil: 2026-11-24
---
"""


def laws(archive: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Yield work, title and articles of every law that has articles on lines of their own."""
    with tarfile.open(archive) as opened:
        for member in opened:
            name = _NAME.fullmatch(member.name)
            file = opened.extractfile(member) if name else None
            if name is None or file is None:
                continue
            text = file.read().decode("utf-8", "replace")
            title = _TITLE.search(text)
            articles = _ARTICLE.split(_ELUCIDATION.split(text)[0])[1:]
            if articles:
                words = " ".join(title[1].split()) if title else "Tanpa judul"
                yield f"uu/{name[1]}/{name[2]}", re.sub(r"[^\w ,.()/-]", "", words).strip() or "Tanpa judul", articles


def lay_out(folder: Path, archive: Path, units: int) -> tuple[int, int]:
    """Make a content folder of about so many provisions; return how many laws and units of the corpus it got.

    Small folders get some laws of every age.
    """
    shutil.copytree(ROOT / "content", folder)
    found = list(laws(archive))
    # the corpus has 139,000 units: who asks for more gets the same texts once more as government regulations
    rows = [row for row in found if not (folder / REGULATIONS / f"{row[0]}.md").exists()]
    rows = [*sorted(rows, key=_scattered), *((f"pp{work[2:]}", *rest) for work, *rest in found)]
    count = got = 0
    for work, title, articles in rows:
        path = folder / REGULATIONS / f"{work}.md"
        if got >= units:
            break
        if path.exists():
            continue
        body = sound(work, articles)
        path.parent.mkdir(parents=True, exist_ok=True)
        kind, year, number = work.split("/")
        path.write_text(_FRONT.format(kind=kind.upper(), year=year, number=number, title=title) + body, "utf-8")
        root = parse(body, Address(work))
        sealed = seals.seals(cast(Instrument, SimpleNamespace(root=root)))
        path.with_name(f"{number}{SEALS}").write_text(seals.dump(sealed), "utf-8")
        count, got = count + 1, got + sum(node.kind is not Kind.WRAP_UP for node in root.walk())
    return count, got


def _scattered(row: tuple[str, str, list[str]]) -> str:
    """Return what brings laws into an order that has nothing to do with their age, and is always the same."""
    return hashlib.sha256(row[0].encode()).hexdigest()


def sound(work: str, articles: list[str]) -> str:
    """Return the text of a law whose marks are what the checks want, byte for byte what the parser's writer gives."""
    rows = [_sound_article(work, number, text) for number, text in enumerate(articles, 1)]
    return write(parse("\n\n".join(rows) + "\n", Address(work)))


def _sound_article(work: str, number: int, text: str) -> str:
    lines = [re.sub(r"[*_#<>\[\]\\\t]", " ", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if line] or [GAP]
    head = f"## Pasal {number}"
    while True:  # a mark that the rules would refuse becomes plain text, one round after the other
        root = parse("\n".join([head, *lines]), Address(work))
        wrong = {line - 2 for line in _wrong(root)}
        if not wrong:
            return "\n".join([head, *lines])
        lines = [f"\\{line}" if place in wrong and line[0] != "\\" else line for place, line in enumerate(lines)]


def _wrong(root: Provision) -> Iterator[int]:
    """Yield the lines of units without words, and of those that do not follow the one before."""
    for node in root.walk():
        if node.kind in (Kind.PARAGRAPH, Kind.LETTER, Kind.NUMBER) and not node.text and not node.children:
            yield node.line
        for kind in (Kind.PARAGRAPH, Kind.LETTER, Kind.NUMBER):
            before = 0
            for child in (child for child in node.children if child.kind is kind):
                value, place = number_order(child)
                if (place if kind is Kind.LETTER else value) != before + 1:
                    yield child.line
                else:
                    before += 1
                if kind is not Kind.LETTER and place:
                    yield child.line
