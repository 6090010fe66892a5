"""The Atom feeds: changes of the law, and, apart, corrections that the editors made (RFC 4287).

Takes page values and gives XML. Entry ids are tag addresses (RFC 4151), so they stay the same wherever the portal is
served.
"""

from xml.etree import ElementTree as ET

from portal.views.tables import ChangeRow, ChangesPage

_ATOM = "http://www.w3.org/2005/Atom"
_AUTHORITY = "tag:portal-tppo-kaltim,2026:"


def atom(page: ChangesPage, base_url: str = "") -> str:
    """Return the feed of a page of changes.

    `base_url` is the public origin, '' when unknown (addresses stay relative).
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": "id"})
    _text(feed, "title", page.head.title)
    _text(feed, "subtitle", page.head.description)
    _text(feed, "id", _AUTHORITY + page.head.path.removeprefix("/"))
    _text(feed, "updated", f"{page.updated}T00:00:00+08:00")
    ET.SubElement(ET.SubElement(feed, f"{{{_ATOM}}}author"), f"{{{_ATOM}}}name").text = page.author
    ET.SubElement(feed, f"{{{_ATOM}}}link", {"rel": "self", "href": base_url + page.head.path})
    for row in page.rows:
        _entry(feed, row, base_url)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: ET.Element, row: ChangeRow, base_url: str) -> None:
    entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
    _text(entry, "title", row.title)
    _text(entry, "id", _AUTHORITY + row.id)
    _text(entry, "updated", f"{row.updated}T00:00:00+08:00")
    _text(entry, "summary", row.summary)
    ET.SubElement(entry, f"{{{_ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": base_url + row.href})


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = words
