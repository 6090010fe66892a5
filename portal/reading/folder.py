"""Which files lie in a content folder, and which names may become addresses: one rule for every folder of documents.

Takes a folder; gives the files to be read, those left out because a system or an editor's program made them, and for a
name outside the rule what to call the file instead. Opens no file; which folders there are is for `reader`.
"""

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from portal.keys import SLUG

# What systems put into folders unasked, in lower case; hidden files are left out whatever their name.
_DROPPINGS = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx"})
_BACKUPS = re.compile(r".*~|~\$.*|#.*#")  # of Emacs and others, of Word, of Emacs while it is open
_VERSION_CONTROL = re.compile(r"\.git.*")  # always there, and never content: not worth a word


@dataclass(frozen=True)
class ContentFiles:
    """The files of a content folder, each group in order: those to be read, and those (and folders) left out."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...]


def walk(folder: Path) -> ContentFiles:
    """Return what lies in a folder; nothing of a folder that is left out is looked at."""
    files: list[Path] = []
    left_out: list[Path] = []
    for parent, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            if _is_left_out(name) and not _VERSION_CONTROL.fullmatch(name):
                left_out.append(Path(parent, name))
        folders[:] = [name for name in folders if not _is_left_out(name)]
        files += [Path(parent, name) for name in names if not _is_left_out(name)]
    return ContentFiles(tuple(sorted(files)), tuple(sorted(left_out)))


def _is_left_out(name: str) -> bool:
    return name.startswith(".") or name.lower() in _DROPPINGS or bool(_BACKUPS.fullmatch(name))


def is_document(name: str) -> bool:
    """Whether a file's name can be that of a document: lower-case words with hyphens, then `.md`."""
    return name.endswith(".md") and bool(re.fullmatch(SLUG, name.removesuffix(".md")))


def is_picture(name: str) -> bool:
    """Whether a file's name can be that of a picture: lower-case words with hyphens, then `.svg`."""
    return name.endswith(".svg") and bool(re.fullmatch(SLUG, name.removesuffix(".svg")))


def document_fault(path: Path, home: Path) -> tuple[str, str]:
    """Return what is wrong with the name or place of a file in a folder of documents, and a hint; '' if it is sound."""
    plain = path.name if is_document(path.name) else _plain_name(path.name)
    if path.parent != home:
        hint = f"pindahkan ke {home.parent.name}/{home.name}/"
        return "berkas di dalam folder tambahan tidak dibaca", hint
    if not plain:
        hint = "pindahkan ke luar folder isi; yang dibaca di sini: berkas .md bernama seperti untuk-rt.md"
        return "berkas ini tidak dibaca", hint
    if plain != path.name:
        taken = ", tetapi nama itu sudah dipakai: gabungkan, atau pilih nama lain"
        hint = f"beri nama {plain}{taken if path.with_name(plain).exists() else ''}"
        return "nama berkas tidak dapat menjadi alamat; pakai huruf kecil, angka, dan tanda hubung", hint
    return "", ""


def _plain_name(name: str) -> str:
    """Return the document name that is nearest to one that cannot be used, '' for a file that is no Markdown."""
    stem, _, ending = name.rpartition(".")
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return f"{slug}.md" if slug and ending.lower() in ("md", "markdown") else ""


def beside_hint(path: Path, beside: Collection[str]) -> str:
    """Return what may lie among the texts of law for a file that is no text and no data `beside` one, else ''."""
    stem, _, ending = path.name.partition(".")
    if ending == "md" or (f".{ending}" in beside and path.with_name(f"{stem}.md").exists()):
        return ""
    return f"yang dibaca: {stem}.md, dan di sampingnya {', '.join(f'{stem}{one}' for one in beside)}"
