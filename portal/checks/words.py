"""What several rules share: a problem at its key's own line, a unit's name, a guess at what an address meant."""

import difflib
from collections.abc import Container, Iterable, Iterator
from itertools import takewhile

from portal import citation
from portal.address import Address
from portal.errors import Code, Problem, Severity
from portal.keys import Place
from portal.model import Provision
from portal.reading.library import Library
from portal.reading.reader import ROLES

_ALIKE = 3  # words in a row that make a passage like a quote
_BEFORE, _AFTER = 3, 5  # words shown around the place where they begin to differ


def told(
    place: Place,
    key: str,
    code: Code,
    message: str,
    hint: str,
    *,
    item: int | None = None,
    on: tuple[str, ...] = (),
    severity: Severity = Severity.FAULT,
) -> Iterator[Problem]:
    """Yield a problem with a key of a row (or an item of its list), at the line where it stands.

    Nothing is said where that key, or one of those that the rule rests `on`, could not be read: that is told already,
    and the row holds a stand-in that means nothing.
    """
    if place.is_sound(key, *on):
        yield Problem(place.file, place.line_of(key, item), code, message, hint, severity)


def roles_exist(library: Library, place: Place, slugs: Iterable[str], key: str = "peran") -> Iterator[Problem]:
    """Yield the roles named under a key that there are not."""
    message, hint = "peran “{}” tidak ada", f"pakai nama berkas di content/{ROLES}"
    return exist(place, key, slugs, library.roles, Code.PERAN, message, hint)


def exist(
    place: Place, key: str, names: Iterable[str], known: Container[str] | None, code: Code, message: str, hint: str
) -> Iterator[Problem]:
    """Yield the names under a key that nothing has; `message` has a place for the name. Nothing when none is known."""
    for item, name in enumerate(names):
        if known is not None and name not in known:
            yield from told(place, key, code, message.format(name), hint, item=item)


def contact_names(library: Library) -> Container[str] | None:
    """Return the names of all contacts; None when one could not be read, for nobody can then tell what is missing."""
    rows = library.contacts
    return {row.name for row in rows} if all(row.place.is_sound("nama") for row in rows) else None


def question_ids(library: Library) -> Container[str] | None:
    """Return the ids of all open questions; None when one could not be read."""
    rows = library.questions
    return {row.id for row in rows} if all(row.place.is_sound("id") for row in rows) else None


def unit_name(node: Provision) -> str:
    """Return a unit's name for a message: `Pasal 48 ayat (1)`."""
    return citation.within(Address("uu/0000/0", node.address.steps[-3:])) if node.address.steps else "peraturan"


def nearest(library: Library, address: Address) -> str:
    """Return a hint that names the address most like one that does not exist, or says that its law is not here."""
    if address.work not in library.instruments:
        close = difflib.get_close_matches(address.work, library.instruments, 1, cutoff=0.8)
        meant = f"tulis {close[0]} bila itu maksudnya; " if close else ""
        return f"{meant}{address.work} belum ada di portal: tambahkan berkasnya, boleh tanpa naskah"
    candidates = [str(a) for a in library.provisions if a.work == address.work]
    close = difflib.get_close_matches(str(address), candidates, 1, cutoff=0.8)
    return f"mungkin maksudnya {citation.within(Address.parse(close[0]))}" if close else "periksa nomor pasal dan ayat"


def quoted(place: Place, key: str, code: Code, quote: str, node: Provision) -> Iterator[Problem]:
    """Yield a fault unless a quote stands in a provision word for word; white space does not count.

    The hint shows the passage most like the quote, and from which word on it differs.
    """
    text = " ".join(node.full_text.split())
    if quote and " ".join(quote.split()) in text:
        return
    message = f"kutipan “{quote[:60]}…” tidak ada di {citation.within(node.address)}"
    hint = f"salin kata demi kata dari bagian yang disebut “dasar”{_passage(quote.split(), text.split())}"
    yield from told(place, key, code, message, hint)


def _passage(quote: list[str], text: list[str]) -> str:
    """Return what a hint says of the passage that is most like a quote, '' when there is none like it."""
    match = difflib.SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    if match.size < min(len(quote), _ALIKE):
        return ""
    start = max(match.a - match.b, 0)
    passage = text[start : start + len(quote)]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(quote, passage, strict=False)))
    shown = " ".join(passage[max(same - _BEFORE, 0) : same + _AFTER])
    return f": kutipan berbeda mulai “{' '.join(quote[same : same + 3])}”, di sana tertulis “{shown}”"
