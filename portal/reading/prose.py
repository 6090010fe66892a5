"""Guide Markdown to safe HTML whose citations are links.

Takes Markdown written by editors and two functions (find citations in a text; resolve an address to a web path).
Gives HTML that passed an allow-list, ready for a template. Runs when the portal starts or is built, never while it
answers: rendering is slow and has inputs that take quadratic time. Statute text never comes here (see `statute`).
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

import markdown
import nh3
from markdown.extensions.toc import TocExtension, slugify

from portal.address import Address
from portal.citation import Citation
from portal.reading import pictures

Finder = Callable[[str], list[Citation]]
Resolver = Callable[[Address], str | None]
Tagger = Callable[[Address], str]
Drawer = Callable[[str], str]

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
_TAGS |= {"td", "br", "hr", "code", "img"}
_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "ol": {"start"}, "img": {"src"}}
_VOID = {"br", "hr"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Ids of the frame around every page (templates/base.html), and of the emergency block (parts/emergency.html).
FRAME_IDS = frozenset({"isi", "cari", "darurat-saya", "darurat-korban"})
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


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


@dataclass(frozen=True, order=True)
class Lost:
    """What an editor wrote and no reader would see as it was meant: its line (from 0), its kind, and what it holds.

    The kind is the tag that is dropped ("img", "h5", "pre"), "a" for a link's address,
    "empty" for a heading without words, "reference" for a line that Markdown takes for the address of a link.
    """

    line: int
    kind: str
    value: str


def render(
    text: str,
    find: Finder,
    resolve: Resolver,
    tag: Tagger = lambda _: "",
    draw: Drawer = lambda _: "",
    taken: Collection[str] = FRAME_IDS,
) -> Prose:
    """Return the HTML of a Markdown text.

    Citations become links, followed by their status word (`tag`, '' for none); pictures are drawn (`draw`, '' for a
    name without one); tables are wrapped and `[ ]` items made check boxes. No heading gets an id of those `taken` by
    the page that the text will stand in.
    """
    converter = _converter(taken)
    linker = _Linker(find, resolve, tag, draw)
    linker.feed(_clean(converter.convert(text)))
    linker.close()
    tokens = converter.toc_tokens  # type: ignore[attr-defined]  # set by the toc extension
    sections = tuple(Section(token["id"], unescape(token["name"])) for token in tokens if token["level"] == 2)
    return Prose(_finish("".join(linker.out)), sections)


def lost(text: str) -> list[Lost]:
    """Return all that a Markdown text holds and its readers would not get, by line."""
    converter = _converter()
    raw = converter.convert(text)
    missing = Counter(_things(raw)) - Counter(_things(_clean(raw)))
    missing += Counter(("empty", "") for kind, words in _things(raw) if kind in _TAGS & _HEADINGS and not words)
    missing += Counter(("a", "") for kind, address in _things(raw) if kind == "a" and not address)
    missing += Counter(("reference", name) for name in converter.references)
    lines = text.split("\n")
    found = []
    for (kind, value), count in missing.items():
        places = [number for number, line in enumerate(lines) if _is_place_of(kind, value, line)] or [0]
        found += [Lost(places[min(index, len(places) - 1)], kind, value) for index in range(count)]
    return sorted(found)


def _is_place_of(kind: str, value: str, line: str) -> bool:
    """Whether a line may be the one that holds a thing; without its own words the line's form decides."""
    if kind == "empty":
        return bool(re.fullmatch(r"#+\s*", line))
    if kind == "a" and not value:
        return "]()" in line
    if kind == "reference":
        return line.lower().lstrip().startswith(f"[{value}]:")
    if kind in ("a", "img"):
        return bool(re.search(rf"(?:[(<]|: ){re.escape(value)}", line))
    return value.split("\n")[0] in line and (kind not in _HEADINGS or not line.startswith("#") or _level(line) == kind)


def _level(line: str) -> str:
    return f"h{len(line) - len(line.lstrip('#'))}"


def _things(html: str) -> Iterator[tuple[str, str]]:
    """Yield the tags of an HTML text with what they hold: words of headings and code, addresses of links."""
    inventory = _Inventory()
    inventory.feed(html)
    inventory.close()
    yield from inventory.things


def section(html: str, anchor: str) -> str:
    """Return one section of rendered HTML without its heading: what stands below `<h2 id=…>`; '' when there is none."""
    found = re.search(rf'<h2 id="{re.escape(anchor)}">.*?</h2>(.*?)(?=<h2|\Z)', html, re.DOTALL)
    return found[1].strip() if found else ""


def ids(html: str) -> frozenset[str]:
    """Return every id that rendered HTML has."""
    return frozenset(re.findall(r' id="([^"]+)"', html))


def parted(html: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return rendered HTML as what stands before its first `<h2>`, and its sections: heading and body of each."""
    opening, *rest = re.split(r"(?=<h2)", html)
    return opening, tuple((heading + "</h2>", body) for heading, _, body in (part.partition("</h2>") for part in rest))


def linkless(text: str) -> str:
    """Return Markdown with the words of its links instead of the links."""
    return _LINK.sub(r"\1", text)


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


def _converter(taken: Collection[str] = ()) -> markdown.Markdown:
    def anchor(words: str, separator: str) -> str:
        slug = slugify(words, separator)
        return f"bagian{separator}{slug}" if slug in taken else slug

    return markdown.Markdown(extensions=["tables", "sane_lists", TocExtension(slugify=anchor)])


def _clean(raw: str) -> str:
    return nh3.clean(
        raw,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        url_schemes={"https", "tel"},
        link_rel=None,
    )


def _keep_attribute(_tag: str, name: str, value: str) -> str | None:
    """Drop addresses that look like ours but lead elsewhere (`//other.host` and the like), and pictures not ours."""
    if name == "src":
        return value if re.fullmatch(pictures.PATTERN, value) else None
    address = re.sub(r"[\t\n\r]", "", value).strip().replace("\\", "/")
    return None if name == "href" and address.startswith("//") else value


def _finish(html: str) -> str:
    html = re.sub(r"<li>(\s*(?:<p>)?)\[[ x]\] ", r'<li class="check">\1', html)
    html = html.replace("<th>", '<th scope="col">')
    html = re.sub(r"<table>", '<div class="table" tabindex="0" role="group" aria-label="Tabel"><table>', html)
    return html.replace("</table>", "</table></div>")


class _Inventory(HTMLParser):
    """Lists the tags of an HTML text, each with what a reader would miss without it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.things: list[tuple[str, str]] = []
        self._words: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; of a heading or a block of code the words are still to come."""
        given = dict(attrs)
        if tag in _HEADINGS or tag == "pre":
            self._words = []
        elif tag == "a":
            self.things += [("a", given["href"] or "")] if "href" in given else []
        else:
            self.things.append((tag, given.get("src") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Note the words of a heading or a block of code."""
        if self._words is not None and (tag in _HEADINGS or tag == "pre"):
            self.things.append((tag, "".join(self._words).strip()))
            self._words = None

    def handle_data(self, data: str) -> None:
        """Gather words."""
        if self._words is not None:
            self._words.append(data)


class _Linker(HTMLParser):
    """Copies sanitised HTML, turning citations in its text into links (not inside links or code)."""

    def __init__(self, find: Finder, resolve: Resolver, tag: Tagger, draw: Drawer) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._find = find
        self._resolve = resolve
        self._tag = tag
        self._draw = draw
        self._plain = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a start tag; of a picture, draw it."""
        if tag == "img":
            self.out.append(self._draw((dict(attrs).get("src") or "").removeprefix("pictures/")))
            return
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
            self.out.append(f' <span class="cited-status">({escape(status)})</span>' if status else "")
            position = cited.end
        self.out.append(escape(data[position:], quote=False))
