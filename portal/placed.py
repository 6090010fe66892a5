"""The path below which the portal stands, before its own addresses: `/tppo` where it is at `https://x.go.id/tppo`.

Takes a finished page, or a page of the law in another format, and a path; gives it with that path before every address
that begins at the root. One place, so that no template can forget it and none has to know. Works on the markup of our
own templates and formats only, which is why it may use patterns; it is the last thing done to a page, since whatever
else looks at addresses (`dated`, `print/binding`) knows them without it. Redirects get theirs in `web/under.py`.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_ADDRESSES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "text/html": re.compile(r'(<[a-z][^<>]*?\s(?:href|src|action)=")(?=/(?!/))'),
        "application/json": re.compile(r'(^\s*"(?:url|previous|next)": ")(?=/)', re.MULTILINE),  # a key has a line
        "text/plain": re.compile(r"(\n)(?=/\S+\n\Z)"),  # the last line says where the text is from
    }
)


def under(base: str, text: str, media_type: str = "text/html") -> str:
    """Return a text of a media type with a base path before its addresses, as it is when there is no base.

    Markdown stays as it is: it is the content file's own text.
    """
    pattern = _ADDRESSES.get(media_type.partition(";")[0]) if base else None
    return pattern.sub(rf"\g<1>{base}", text) if pattern else text
