"""Guide Markdown to safe HTML whose citations are links.

Takes Markdown written by editors and two functions (find citations in a text; resolve an address to a web path).
Gives HTML that passed an allow-list, ready for a template. Runs when the portal starts or is built, never while it
answers: rendering is slow and has inputs that take quadratic time. Statute text never comes here (see `statute`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

import markdown
import nh3

from portal.address import Address
from portal.citation import Citation

Finder = Callable[[str], list[Citation]]
Resolver = Callable[[Address], str | None]
Tagger = Callable[[Address], str]

_TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
}
_TAGS |= {"td", "br", "hr", "code"}
_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "ol": {"start"}}
_VOID = {"br", "hr"}


@dataclass(frozen=True)
class Section:
    """A second-level heading of a guide: its anchor and words."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Prose:
    """A rendered text: safe HTML, and its sections for a contents list."""

    html: str
    sections: tuple[Section, ...]


def render(text: str, find: Finder, resolve: Resolver, tag: Tagger = lambda _: "") -> Prose:
    """Return the HTML of a Markdown text.

    Citations become links, followed by their status word (`tag`, '' for none); tables are wrapped and `[ ]` items made
    check boxes.
    """
    converter = markdown.Markdown(extensions=["tables", "sane_lists", "toc"])
    raw = converter.convert(text)
    safe = nh3.clean(
        raw,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes={"https", "tel"},
        link_rel=None,
    )
    linker = _Linker(find, resolve, tag)
    linker.feed(safe)
    linker.close()
    tokens = converter.toc_tokens  # type: ignore[attr-defined]  # set by the toc extension
    sections = tuple(Section(token["id"], unescape(token["name"])) for token in tokens if token["level"] == 2)
    return Prose(_finish("".join(linker.out)), sections)


def section(html: str, anchor: str) -> str:
    """Return one section of rendered HTML without its heading: what stands below `<h2 id=…>`; '' when there is none."""
    found = re.search(rf'<h2 id="{re.escape(anchor)}">.*?</h2>(.*?)(?=<h2|\Z)', html, re.DOTALL)
    return found[1].strip() if found else ""


def blocks(text: str) -> list[tuple[int, str]]:
    """Return the paragraphs, items and table rows of a Markdown text with the offset of their first line (from 0)."""
    found: list[tuple[int, str]] = []
    current: list[str] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        opens = bool(re.match(r"\s*(?:[-*|#>]|\d+[.)])", line)) or not line.strip()
        if opens and current:
            found.append((start, "\n".join(current)))
            current = []
        if line.strip():
            start = start if current else number
            current.append(line)
    if current:
        found.append((start, "\n".join(current)))
    return found


def _keep_attribute(_tag: str, name: str, value: str) -> str | None:
    """Drop addresses that look like ours but lead elsewhere: `//other.host` and what browsers read as it."""
    address = re.sub(r"[\t\n\r]", "", value).strip().replace("\\", "/")
    return None if name == "href" and address.startswith("//") else value


def _finish(html: str) -> str:
    html = re.sub(r"<li>(\s*(?:<p>)?)\[[ x]\] ", r'<li class="check">\1', html)
    html = html.replace("<th>", '<th scope="col">')
    html = re.sub(r"<table>", '<div class="table" tabindex="0" role="group" aria-label="Tabel"><table>', html)
    return html.replace("</table>", "</table></div>")


class _Linker(HTMLParser):
    """Copies sanitised HTML, turning citations in its text into links (not inside links or code)."""

    def __init__(self, find: Finder, resolve: Resolver, tag: Tagger) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._find = find
        self._resolve = resolve
        self._tag = tag
        self._plain = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a start tag."""
        if tag in ("a", "code"):
            self._plain += 1
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        self.out.append(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        """Copy an end tag."""
        if tag in _VOID:
            return
        if tag in ("a", "code"):
            self._plain -= 1
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Copy text, linking what it cites."""
        position = 0
        for cited in [] if self._plain else self._find(data):
            href = self._resolve(cited.target) if cited.target else None
            self.out.append(escape(data[position : cited.start], quote=False))
            words = escape(cited.words, quote=False)
            self.out.append(f'<a class="cite" href="{escape(href)}">{words}</a>' if href else words)
            status = self._tag(cited.target) if cited.target else ""
            self.out.append(f' <span class="cited-status">({escape(status.lower())})</span>' if status else "")
            position = cited.end
        self.out.append(escape(data[position:], quote=False))
