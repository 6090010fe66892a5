"""Rules on what the portal asks of people: duties, deadlines, rights, the path of a case, the decision help.

Each row is proven: its provision exists and is in force, its quote stands there word for word, and `wajib` is said
only where the text binds that very actor.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal import citation
from portal.address import Address
from portal.checks.words import nearest
from portal.errors import Problem
from portal.guidance import Duty, Force, Inquiry, Role
from portal.model import TextState
from portal.reading.library import Library
from portal.reading.reader import DEADLINES, RIGHTS, STEPS, WORDS

MAX_QUESTIONS = 5
_BINDING_WORDS = re.compile(r"\b(?:wajib|harus|dilarang|kewajiban)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Ground:
    """What a row says it rests on, and where the row stands."""

    file: str
    line: int
    basis: Address | None
    quote: str
    outside: str


def duties(library: Library, today: date) -> Iterator[Problem]:
    """Every duty of a guide or role is proven by the provision it rests on."""
    for guide in library.guides.values():
        for duty in guide.duties:
            yield from _duty(library, guide.file, duty, None, today)
    for role in library.roles.values():
        for duty in role.duties:
            yield from _duty(library, role.file, duty, role, today)
            if duty.stage is None:
                hint = "tulis “tahap”, misalnya pencegahan"
                yield Problem(role.file, duty.line, "TUGAS-TAHAP", f"“{duty.action}” tidak punya tahap", hint)


def _duty(library: Library, file: str, duty: Duty, role: Role | None, today: date) -> Iterator[Problem]:
    ground = _Ground(file, duty.line, duty.basis, duty.quote, duty.outside_basis)
    if duty.force is Force.ADVICE:
        if duty.basis is not None or duty.outside_basis:
            hint = "hapus dasarnya, atau pakai sifat yang sesuai dengan bunyi pasalnya"
            yield Problem(file, duty.line, "TUGAS-DASAR", "anjuran kami tidak boleh memakai dasar hukum", hint)
        return
    found = list(_proven(library, ground, today))
    yield from found
    if found or duty.basis is None or duty.force is not Force.DUTY:
        return
    if not _BINDING_WORDS.search(duty.quote):
        hint = "pakai sifat lain, atau kutip bagian yang memuat kata wajib"
        message = f"sifat “wajib”, tetapi kutipan {citation.within(duty.basis)} tidak mewajibkan"
        yield Problem(file, duty.line, "TUGAS-WAJIB", message, hint)
    elif role is not None and not _names_actor(library, duty.basis, role):
        hint = "pakai sifat lain, atau tambahkan sebutannya di “disebut_sebagai”"
        message = f"{citation.within(duty.basis)} tidak menyebut {role.title} ({', '.join(role.legal_names)})"
        yield Problem(file, duty.line, "TUGAS-PELAKU", message, hint)


def _names_actor(library: Library, basis: Address, role: Role) -> bool:
    """Whether the article of a basis, or its official explanation, names the role by one of its legal words."""
    article = library.provisions[basis.provision if basis.provision in library.provisions else basis]
    explained = library.elucidation(article.address)
    text = f"{article.full_text} {explained.full_text if explained else ''}".lower()
    return any(name.lower() in text for name in role.legal_names)


def _proven(library: Library, ground: _Ground, today: date) -> Iterator[Problem]:
    """Yield what keeps a row from being proven."""
    if (ground.basis is None) == (not ground.outside):
        hint = "tulis “dasar” dengan “kutipan”, atau “dasar_luar” bila naskahnya tidak ada di portal"
        yield Problem(ground.file, ground.line, "TUGAS-DASAR", "harus ada tepat satu dasar", hint)
        return
    if ground.basis is None:
        if not any(c.target for c in library.find_citations(ground.outside)):
            hint = "tulis seperti “Pasal 42 huruf b UU 18/2017”"
            message = f"“dasar_luar: {ground.outside}” bukan kutipan"
            yield Problem(ground.file, ground.line, "TUGAS-DASAR", message, hint)
        return
    node = library.provisions.get(ground.basis)
    if node is None:
        instrument = library.instruments.get(ground.basis.work)
        if instrument is None or instrument.text_state is TextState.FULL:
            message = f"dasar {ground.basis} tidak ada"
            yield Problem(ground.file, ground.line, "TUGAS-DASAR", message, nearest(library, ground.basis))
        return
    if library.status(ground.basis, today).is_repealed:
        message = f"{citation.within(ground.basis)} sudah dicabut"
        yield Problem(ground.file, ground.line, "TUGAS-DICABUT", message, "pakai ketentuan yang menggantikannya")
    if not ground.quote or " ".join(ground.quote.split()) not in " ".join(node.full_text.split()):
        hint = "salin kata demi kata dari bagian yang disebut “dasar”"
        message = f"kutipan “{ground.quote[:60]}…” tidak ada di {citation.within(ground.basis)}"
        yield Problem(ground.file, ground.line, "TUGAS-KUTIPAN", message, hint)


def tables(library: Library, today: date) -> Iterator[Problem]:
    """Deadlines and rights are proven like duties, and name roles and questions that exist."""
    questions = {question.id for question in library.questions}
    for deadline in library.deadlines:
        file = f"content/{DEADLINES}"
        ground = _Ground(file, deadline.line, deadline.basis, deadline.quote, deadline.outside_basis)
        yield from _proven(library, ground, today)
        yield from _roles_exist(library, file, deadline.line, deadline.roles)
        if deadline.question and deadline.question not in questions:
            hint = "tulis pertanyaannya di catatan-hukum.yaml, atau perbaiki id-nya"
            message = f"pertanyaan “{deadline.question}” tidak ada"
            yield Problem(file, deadline.line, "TENGGAT", message, hint)
    for right in library.rights:
        file = f"content/{RIGHTS}"
        ground = _Ground(file, right.line, right.basis, right.quote, right.outside_basis)
        yield from _proven(library, ground, today)
        yield from _roles_exist(library, file, right.line, right.roles)


def path(library: Library, today: date) -> Iterator[Problem]:
    """The path of a case names steps, roles and provisions in force that exist."""
    ids = {step.id for step in library.steps}
    for step in library.steps:
        file = f"content/{STEPS}"
        yield from _roles_exist(library, file, step.line, step.roles)
        for target in step.next:
            if target not in ids:
                yield Problem(file, step.line, "ALUR", f"langkah “{target}” tidak ada", "perbaiki “lanjut”")
        for basis in step.bases:
            if not library.has(basis) or library.status(basis, today).is_repealed:
                message = f"dasar {basis} tidak ada atau sudah dicabut"
                yield Problem(file, step.line, "ALUR", message, nearest(library, basis))


def words(library: Library, _: date) -> Iterator[Problem]:
    """Plain words explain terms that a law defines, or name the provision that uses the word."""
    defined = {term.word.lower() for term in library.terms}
    for word in library.words:
        if word.basis is None and word.word.lower() not in defined:
            hint = "tulis istilah seperti di Pasal 1, atau tambahkan “dasar”"
            yield Problem(f"content/{WORDS}", word.line, "ISTILAH", f"“{word.word}” tidak didefinisikan", hint)
        if word.basis is not None and not library.has(word.basis):
            hint = nearest(library, word.basis)
            yield Problem(f"content/{WORDS}", word.line, "ISTILAH", f"dasar {word.basis} tidak ada", hint)


def inquiry(library: Library, _: date) -> Iterator[Problem]:
    """The decision help leads every answer to an outcome within five questions, and names what exists."""
    if library.inquiry is None:
        return
    help_ = library.inquiry
    known = {q.id for q in help_.questions} | {o.id for o in help_.outcomes}
    targets = {answer.to for q in help_.questions for answer in q.answers} | {help_.start}
    for id_ in sorted(targets - known):
        yield Problem(help_.file, 1, "TANYA", f"“ke: {id_}” tidak ada", "perbaiki id-nya")
    for id_ in sorted(known - targets):
        yield Problem(help_.file, 1, "TANYA", f"“{id_}” tidak pernah dicapai", "hapus, atau arahkan jawaban ke sana")
    if targets <= known and _longest(help_, help_.start, frozenset()) > MAX_QUESTIONS:
        hint = f"paling banyak {MAX_QUESTIONS} pertanyaan sampai hasil, tanpa berputar"
        yield Problem(help_.file, 1, "TANYA", "ada jalan yang terlalu panjang", hint)
    contacts = {contact.name for contact in library.contacts}
    for outcome in help_.outcomes:
        yield from _roles_exist(library, help_.file, 1, outcome.roles)
        for slug in outcome.guides:
            if slug not in library.guides:
                yield Problem(help_.file, 1, "TANYA", f"panduan “{slug}” tidak ada", "perbaiki namanya")
        for name in outcome.contacts:
            if name not in contacts:
                yield Problem(help_.file, 1, "TANYA", f"kontak “{name}” tidak ada", "pakai nama di contacts.yaml")


def _longest(help_: Inquiry, id_: str, seen: frozenset[str]) -> int:
    """Return the most questions asked from an id on; more than allowed when the questions go in a circle."""
    question = next((q for q in help_.questions if q.id == id_), None)
    if question is None:
        return 0
    if id_ in seen:
        return MAX_QUESTIONS + 1
    return 1 + max(_longest(help_, answer.to, seen | {id_}) for answer in question.answers)


def roles(library: Library, _: date) -> Iterator[Problem]:
    """A role calls contacts that exist."""
    contacts = {contact.name for contact in library.contacts}
    for role in library.roles.values():
        for name in role.call:
            if name not in contacts:
                yield Problem(role.file, 1, "PERAN", f"kontak “{name}” tidak ada", "pakai nama di contacts.yaml")


def _roles_exist(library: Library, file: str, line: int, slugs: Iterable[str]) -> Iterator[Problem]:
    for slug in slugs:
        if slug not in library.roles:
            yield Problem(file, line, "PERAN", f"peran “{slug}” tidak ada", "pakai nama berkas di content/roles")
