"""The day that a reader asked for, kept: whatever leads on from a dated page leads to the law of that day.

Takes the HTML of a finished page and a day; gives it with the day in every link that has one, and in the search form.
One place, so that no template can forget it. Works on the markup of our own templates only, which is why it may use
patterns.
"""

import re
from datetime import date
from urllib.parse import urlsplit

from portal.kinds import KINDS

_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)(")')
_SEARCH = re.compile(r'<form\b[^>]* action="/cari"[^>]*>')
_WITH_A_DAY = re.compile(rf"(?:/cetak)?/(?:(?:{'|'.join(KINDS)})/.+|sanksi(?:\.pdf)?|cari)")
_NOW = 'class="now"'  # of a link that leads to the law of today on purpose


def keep(html: str, day: date | None, origin: str = "") -> str:
    """Return a page whose links keep a day, as it is when there is none; `origin` may stand before its links."""
    if day is None:
        return html

    def link(found: re.Match[str]) -> str:
        before, href, after = found.groups()
        return found[0] if _NOW in before else before + on(href, day, origin) + after

    hidden = f'<input type="hidden" name="per" value="{day.isoformat()}">'
    return _SEARCH.sub(lambda form: form[0] + hidden, _LINK.sub(link, html))


def on(href: str, day: date | None, origin: str = "") -> str:
    """Return an address with a day, as it is when it has one, can have none, or leads elsewhere."""
    own = href.removeprefix(origin)
    parts = urlsplit(own)
    if day is None or not own.startswith("/") or not _WITH_A_DAY.fullmatch(parts.path):
        return href
    given = parts.query.replace("&amp;", "&")
    if any(pair.startswith("per=") for pair in given.split("&")):
        return href
    query = f"{parts.query}{'&amp;' if parts.query else ''}per={day.isoformat()}"
    return f"{href[: len(href) - len(own)]}{parts.path}?{query}{f'#{parts.fragment}' if parts.fragment else ''}"
