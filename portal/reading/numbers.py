"""Numbers in our prose: written by name, `{nomor: SAPA 129}` or `{wa: SAPA 129}`, and filled in when files are read.

So a number stands in one place, the contacts' file. Takes Markdown and the contacts; gives Markdown, with what is wrong
of it by line: a name that no contact has, a kind of number that it has not, a number that an editor typed.
"""

import re
from collections.abc import Iterable, Iterator

from portal import phone
from portal.guidance import Contact

HINT = "sebut nomornya dengan nama, misalnya {nomor: SAPA 129} atau {wa: SAPA 129}"
_NAMED = re.compile(r"\{(nomor|wa): ?([^{}\n]+)\}")
_LONG = r"(?<![\w./-])(?:\+\d|0\d)(?:[ -]?\d){6,13}(?![\w/])"  # 0811-594-0777, +60 89-772 052; no day, no 001/2010
_TYPED = re.compile(rf"\]\(tel:[^)]*|wa\.me/\+?\d+|{_LONG}")


def fill(text: str, contacts: Iterable[Contact]) -> str:
    """Return Markdown with the numbers that it names, each bold and to tap; a name without a number stays as it is."""
    by_name = {contact.name: contact for contact in contacts}

    def number(match: re.Match[str]) -> str:
        kind, contact = match[1], by_name.get(match[2].strip())
        numbers = _numbers(kind, contact)
        if contact is None or not numbers:
            return match[0]
        href = phone.dialled(numbers[0]) if kind == "nomor" else phone.whatsapp(numbers[0])
        return f"**[{phone.shown(numbers[0], contact.is_abroad)}]({href})**"

    return _NAMED.sub(number, text)


def unnamed(text: str, contacts: Iterable[Contact]) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and the words of every name in Markdown that gives no number."""
    by_name = {contact.name: contact for contact in contacts}
    for line, words in enumerate(text.split("\n")):
        for match in _NAMED.finditer(words):
            if not _numbers(match[1], by_name.get(match[2].strip())):
                yield line, match[0]


def typed(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and the digits of every number that stands in a text itself."""
    for line, words in enumerate(text.split("\n")):
        yield from ((line, match[0].removeprefix("](")) for match in _TYPED.finditer(words))


def _numbers(kind: str, contact: Contact | None) -> tuple[str, ...]:
    if contact is None:
        return ()
    return contact.phones if kind == "nomor" else contact.whatsapps
