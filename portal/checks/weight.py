"""Rules on the weight of a row and on whose it is: how strongly the quoted words speak, and to whom.

Takes a duty that is proven (its quote stands in its provision) and the role that it is said of. A row may say no more
and no less than its quote: `wajib` quotes wajib, `berwenang` a power, `bertugas` an order without either; and the
subject of the quoted sentence is the role. Knows nothing of files or of how a row is shown.
"""

import re
from collections.abc import Iterator

from portal import citation
from portal.address import Address
from portal.checks.words import told
from portal.errors import Code, Problem
from portal.guidance import Duty, Force, Role
from portal.reading.library import Library

_BINDS = r"(?:di|me)?wajib(?:kan)?|harus|(?:ber)?kewajiban"
_EMPOWERS = r"berwenang|wewenang|kewenangan|dapat"
_TASKS = r"bertugas|tugas|bertanggung jawab|tanggung jawab"
_VERBS = (
    r"me(?!dia\b|nteri\b|lalui\b|nurut\b|rupakan\b)(?:[mnlrwy]|ng|ny)\w{3,}",
    r"di(?!nas\b|maksud\b|larang\b|atas\b|dalam\b|mana\b)\w{4,}",
    r"ber(?:lapor|koordinasi)\w*",
    r"bekerja sama",
)
_OTHERS = r"berhak|dilarang"


def _word(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


_TIME = re.compile(
    r"\b(?:segera|seketika|secepat\w*|berkala|\d+ ?(?:x|kali)? ?\d* ?(?:\([^)]+\) )?(?:jam|hari|bulan)"
    r"|\d+ \([^)]+\) tahun (?:sejak|setelah|terhitung))\b",
    re.IGNORECASE,
)
_AGENT = re.compile(r"\boleh ((?:[\w/()-]+[, ]*){1,24})", re.IGNORECASE)

# What the quote of a row must say, what it must not, and what to do about it.
_NEEDS = {
    Force.DUTY: (_word(_BINDS), None, "kutip bagian yang memuat kata wajib, harus, atau berkewajiban"),
    Force.POWER: (_word(_EMPOWERS), None, "kutip bagian yang memuat kata berwenang, wewenang, atau dapat"),
    Force.TASK: (
        _word(_TASKS, *_VERBS),
        _word(_BINDS, _EMPOWERS, _OTHERS),
        "kutip perintahnya (bertugas, membentuk, menyampaikan), tanpa wajib, berwenang, atau dapat",
    ),
}
_PREDICATE = {
    Force.DUTY: _word(_BINDS),
    Force.POWER: _word(_EMPOWERS),
    Force.TASK: _word(_TASKS, *_VERBS),
    Force.RIGHT: _word("berhak"),
    Force.MAY: _word("dapat", "boleh", *_VERBS),
    Force.BAN: _word("dilarang", *_VERBS),
}


def weight(library: Library, duty: Duty, basis: Address) -> Iterator[Problem]:
    """Yield a fault where neither the quote nor the words that lead in its list say what the row's force claims.

    `wajib` says wajib, harus or berkewajiban; `berwenang` says berwenang, wewenang or dapat; `bertugas` says its task
    or a plain order, and none of the words of the others.
    """
    needed, unfit, hint = _NEEDS.get(duty.force, (None, None, ""))
    # A quote that names its own agent ("diketahui oleh kepala desa") is no item of what the list asks of somebody else.
    said = duty.quote if _AGENT.search(duty.quote) else " ".join([*_leads(library, basis), duty.quote])
    if needed is not None and (not needed.search(said) or (unfit is not None and unfit.search(said))):
        message = f"sifat “{duty.force}”, tetapi kutipan {citation.within(basis)} tidak mengatakannya"
        mend = f"pakai sifat lain, atau {hint}"
        yield from told(duty.place, "sifat", Code.TUGAS_SIFAT, message, mend, on=("kutipan",))


def timing(duty: Duty) -> Iterator[Problem]:
    """Yield a fault where the quote says by when and the row does not: `segera`, `24 (dua puluh empat) jam`."""
    found = _TIME.search(duty.quote)
    if found and not duty.within:
        hint = f"tulis “dalam: {' '.join(found[0].split())}” dengan kata-kata pasal, agar pembaca tahu kapan"
        message = f"kutipan menyebut waktu (“{found[0]}”), tetapi baris ini tidak punya “dalam”"
        yield from told(duty.place, "kutipan", Code.TUGAS_WAKTU, message, hint)


def holder(library: Library, duty: Duty, basis: Address, role: Role) -> Iterator[Problem]:
    """Yield a fault where the subject of the quoted sentence is not the role, and no provision named by the row is."""
    if not role.place.is_sound("disebut_sebagai"):
        return
    texts = [_subject(duty), *_leads(library, basis)]
    if duty.named_in is not None:
        texts += [_text(library, duty.named_in), _text(library, duty.named_in.elucidation)]
    if not any(_names(role, text) for text in texts):
        hint = "kutip sampai pelakunya, tulis “pelaku” (ketentuan yang menyebutnya), atau hapus barisnya"
        names = ", ".join(role.legal_names)
        message = f"pelaku dalam kutipan {citation.within(basis)} bukan {role.title} ({names})"
        yield from told(duty.place, "kutipan", Code.TUGAS_PELAKU, message, hint, on=("pelaku",))


def _names(role: Role, text: str) -> bool:
    return any(_word(re.escape(name)).search(text) for name in role.legal_names)


def _subject(duty: Duty) -> str:
    """Return the part of a quote that says whose the row is: what stands before the predicate, and follows “oleh”.

    A right may be told as a duty that others owe to its holder: then he stands behind that duty's predicate.
    """
    found = _PREDICATE[duty.force].search(duty.quote)
    if duty.force is Force.RIGHT and not found:
        owed = _word(_BINDS, *_VERBS).search(duty.quote)
        return duty.quote[owed.end() :] if owed else ""
    before = duty.quote[: found.start()] if found else duty.quote
    agents = _AGENT.findall(duty.quote)
    return " | ".join([before, *agents])


def _leads(library: Library, basis: Address) -> Iterator[str]:
    """Yield the words that lead in a list to which a provision belongs: `PPT wajib:` before its letters."""
    for above in basis.lineage:
        node = library.provisions.get(above)
        if above != basis and node is not None and node.text.rstrip().endswith(":"):
            yield node.text


def _text(library: Library, address: Address) -> str:
    node = library.provisions.get(address)
    return node.full_text if node else ""
