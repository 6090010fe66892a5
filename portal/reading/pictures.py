"""Pictures of our own: small drawings of one hand that say a sign, a step or a right to people who read little.

A picture is a file `content/pictures/<name>.svg`; guides name it as Markdown does, `![](pictures/<name>)`, rows by
their key `gambar`. Takes texts, gives strings. What is drawn goes into pages as it is, so a file holds shapes and
nothing else: no script, no style, no link, no words in a language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_BYTES = 900  # a guide with twelve of them stays within the weight of a page
PATTERN = r"pictures/([a-z0-9]+(?:-[a-z0-9]+)*)"
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none" stroke="currentColor" stroke-width="3"'
    ' stroke-linecap="round" stroke-linejoin="round">'
)
_NAMED = re.compile(rf"!\[[^\]]*\]\({PATTERN}\)")
_ROW = re.compile(rf"^\|\s*!\[[^\]]*\]\({PATTERN}\)\s*([^|]+?)\s*\|", re.MULTILINE)
_SIDE = r"d|cx|cy|rx|ry|r|x|y|width|height|fill|stroke-width"
_SHAPE = re.compile(rf'<(?:path|circle|rect)(?: (?:{_SIDE})="[\w .,-]+")+/>')


@dataclass(frozen=True)
class Picture:
    """A drawing: its file as editors know it, and the HTML that pages show."""

    file: str
    html: str


def drawing(text: str) -> str:
    """Return the file of a picture as pages show it: hidden from screen readers, for it stands beside its words.

    Raises ValueError, with a sentence for the editor, for a file that holds anything but shapes on our own sheet.
    """
    first, *shapes, last = text.strip().split("\n")
    if first != HEAD or last != "</svg>":
        raise ValueError("baris pertama atau terakhir bukan bingkai gambar kita")
    for shape in shapes:
        if not _SHAPE.fullmatch(shape):
            raise ValueError(f"“{shape[:40]}” bukan bentuk yang dikenal")
    if len(text.encode()) > MOST_BYTES:
        raise ValueError(f"gambar berukuran {len(text.encode())} byte")
    frame = HEAD.replace(' xmlns="http://www.w3.org/2000/svg"', ' class="picture" aria-hidden="true"')
    return frame + "".join(shapes) + last


def named(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and the name of every picture that a Markdown text shows."""
    for line, words in enumerate(text.split("\n")):
        yield from ((line, match[1]) for match in _NAMED.finditer(words))


def captions(text: str) -> tuple[tuple[str, str], ...]:
    """Return name and words of each picture that opens a row of a table in a Markdown text."""
    return tuple((match[1], match[2]) for match in _ROW.finditer(text))
