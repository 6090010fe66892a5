"""Rules on what the portal asks of people: duties, deadlines, rights, the path of a case, the decision help.

Each row is proven: its provision exists and is in force, its quote stands there word for word, and `wajib` is said
only where the text binds that very actor.
"""

from collections.abc import Iterator
from datetime import date

from portal import citation
from portal.asking import Inquiry
from portal.checks.weight import holder, timing, weight
from portal.checks.words import contact_names, exist, nearest, question_ids, quoted, roles_exist, told
from portal.errors import Code, Problem
from portal.guidance import Deadline, Duty, Force, Guide, Right, Role
from portal.model import TextState
from portal.reading.library import Library
from portal.reading.reader import CONTACTS, QUESTIONS

MAX_QUESTIONS = 5
_NO_CONTACT, _CONTACT_HINT = "kontak “{}” tidak ada", f"pakai nama di {CONTACTS}"


def duties(library: Library, today: date) -> Iterator[Problem]:
    """Every duty of a guide or role is proven by the provision it rests on."""
    for guide in library.guides.values():
        for duty in guide.duties:
            yield from _duty(library, duty, None, today)
    for role in library.roles.values():
        for duty in role.duties:
            yield from _duty(library, duty, role, today)
            yield from _said_by_all(library, role, duty)
            if duty.stage is None:
                hint = "tulis “tahap”, misalnya pencegahan"
                yield from told(duty.place, "tahap", Code.TUGAS_TAHAP, f"“{duty.action}” tidak punya tahap", hint)


def _said_by_all(library: Library, role: Role, duty: Duty) -> Iterator[Problem]:
    """Yield a fault where a role repeats what a role that it has too says already."""
    for other in library.also(role):
        if duty.basis and any(duty.basis == row.basis and duty.force is row.force for row in other.duties):
            hint = f"hapus baris ini, atau hapus {other.slug} dari “berlaku_juga”"
            message = f"{citation.within(duty.basis)} sudah dikatakan oleh peran “{other.title}”"
            yield from told(duty.place, "dasar", Code.TUGAS_ULANG, message, hint)


def _duty(library: Library, duty: Duty, role: Role | None, today: date) -> Iterator[Problem]:
    if duty.force is Force.ADVICE and duty.place.is_sound("sifat"):
        if duty.basis is not None or duty.outside_basis:
            key = "dasar_luar" if duty.basis is None else "dasar"
            hint = "hapus dasarnya, atau pakai sifat yang sesuai dengan bunyi pasalnya"
            yield from told(duty.place, key, Code.TUGAS_DASAR, "anjuran kami tidak boleh memakai dasar hukum", hint)
        return
    found = list(_proven(library, duty, today))
    yield from found
    if duty.basis is not None and duty.basis in library.provisions and duty.place.is_sound("sifat"):
        if not found:
            yield from weight(library, duty, duty.basis)
            yield from timing(duty)
        if role is not None:
            yield from holder(library, duty, duty.basis, role)


def _proven(library: Library, row: Duty | Deadline | Right, today: date) -> Iterator[Problem]:
    """Yield what keeps a row from being proven."""
    place, basis, quote = row.place, row.basis, row.quote
    if (basis is None) == (not row.outside_basis):
        hint = "tulis “dasar” dengan “kutipan”, atau “dasar_luar” bila naskahnya tidak ada di portal"
        yield from told(place, "dasar", Code.TUGAS_DASAR, "harus ada tepat satu dasar", hint, on=("dasar_luar",))
        return
    if basis is None:
        if not any(c.target for c in library.find_citations(row.outside_basis)):
            hint = "tulis seperti “Pasal 42 huruf b UU 18/2017”"
            message = f"“dasar_luar: {row.outside_basis}” bukan kutipan"
            yield from told(place, "dasar_luar", Code.TUGAS_DASAR, message, hint)
        return
    node = library.provisions.get(basis)
    if node is None:
        instrument = library.instruments.get(basis.work)
        if instrument is None or instrument.text_state is TextState.FULL:
            yield from told(place, "dasar", Code.TUGAS_DASAR, f"dasar {basis} tidak ada", nearest(library, basis))
        return
    if library.status(basis, today).is_repealed:
        message = f"{citation.within(basis)} sudah dicabut"
        yield from told(place, "dasar", Code.TUGAS_DICABUT, message, "pakai ketentuan yang menggantikannya")
    yield from quoted(place, "kutipan", Code.TUGAS_KUTIPAN, quote, node)


def tables(library: Library, today: date) -> Iterator[Problem]:
    """Deadlines and rights are proven like duties, and name roles and questions that exist."""
    questions = question_ids(library)
    for deadline in library.deadlines:
        yield from _proven(library, deadline, today)
        yield from roles_exist(library, deadline.place, deadline.roles)
        if deadline.question and questions is not None and deadline.question not in questions:
            hint = f"tulis pertanyaannya di {QUESTIONS}, atau perbaiki id-nya"
            message = f"pertanyaan “{deadline.question}” tidak ada"
            yield from told(deadline.place, "pertanyaan", Code.TENGGAT, message, hint)
    for right in library.rights:
        yield from _proven(library, right, today)
        yield from roles_exist(library, right.place, right.roles)


def path(library: Library, today: date) -> Iterator[Problem]:
    """The path of a case names steps, roles and provisions in force that exist."""
    ids = {step.id for step in library.steps}
    for step in library.steps:
        yield from roles_exist(library, step.place, step.roles)
        message, hint = "langkah “{}” tidak ada", "perbaiki “lanjut”"
        yield from exist(step.place, "lanjut", step.next, ids, Code.ALUR, message, hint)
        for item, basis in enumerate(step.bases):
            if not library.has(basis) or library.status(basis, today).is_repealed:
                message = f"dasar {basis} tidak ada atau sudah dicabut"
                yield from told(step.place, "dasar", Code.ALUR, message, nearest(library, basis), item=item)


def words(library: Library, _: date) -> Iterator[Problem]:
    """Plain words explain terms that a law defines, or name the provision that uses the word."""
    defined = {term.word.lower() for term in library.terms}
    for word in library.words:
        if word.basis is None and word.word.lower() not in defined:
            hint = "tulis istilah seperti di Pasal 1, atau tambahkan “dasar”"
            message = f"“{word.word}” tidak didefinisikan"
            yield from told(word.place, "istilah", Code.ISTILAH, message, hint, on=("dasar",))
        if word.basis is not None and not library.has(word.basis):
            message = f"dasar {word.basis} tidak ada"
            yield from told(word.place, "dasar", Code.ISTILAH, message, nearest(library, word.basis))


def inquiry(library: Library, _: date) -> Iterator[Problem]:
    """The decision help leads every answer to an outcome within five questions, and names what exists."""
    if library.inquiry is None:
        return
    yield from _ways(library.inquiry)
    for outcome in library.inquiry.outcomes:
        place = outcome.place
        yield from roles_exist(library, place, outcome.roles)
        message = "panduan “{}” tidak ada"
        yield from exist(place, "panduan", outcome.guides, library.guides, Code.TANYA, message, "perbaiki namanya")


def _ways(help_: Inquiry) -> Iterator[Problem]:
    """Yield the answers that lead nowhere, what no answer leads to, and a way that is too long.

    Where one knot of the net cannot be read, nobody can tell what leads where.
    """
    answers = [choice for question in help_.questions for choice in question.choices]
    places = [help_.place, *(row.place for row in help_.questions), *(row.place for row in help_.outcomes)]
    places += [answer.place for answer in answers]
    if not all(place.is_sound("mulai", "pertanyaan", "id", "pilihan", "ke", "hasil") for place in places):
        return
    ends = {row.id: row.place for row in help_.questions} | {row.id: row.place for row in help_.outcomes}
    ways = [(help_.start, help_.place, "mulai")]
    ways += [(answer.to, answer.place, "ke") for answer in answers]
    for id_, place, key in ways:
        if id_ not in ends:
            yield from told(place, key, Code.TANYA, f"“{key}: {id_}” tidak ada", "perbaiki id-nya")
    targets = {id_ for id_, _, _ in ways}
    for id_, place in ends.items():
        if id_ not in targets:
            hint = "hapus, atau arahkan jawaban ke sana"
            yield from told(place, "id", Code.TANYA, f"“{id_}” tidak pernah dicapai", hint)
    if targets <= ends.keys() and _longest(help_, help_.start, frozenset()) > MAX_QUESTIONS:
        hint = f"paling banyak {MAX_QUESTIONS} pertanyaan sampai hasil, tanpa berputar"
        yield from told(help_.place, "mulai", Code.TANYA, "ada jalan yang terlalu panjang", hint)


def _longest(help_: Inquiry, id_: str, seen: frozenset[str]) -> int:
    """Return the most questions asked from an id on; more than allowed when the questions go in a circle."""
    question = next((q for q in help_.questions if q.id == id_), None)
    if question is None:
        return 0
    if id_ in seen:
        return MAX_QUESTIONS + 1
    return 1 + max(_longest(help_, answer.to, seen | {id_}) for answer in question.choices)


def roles(library: Library, _: date) -> Iterator[Problem]:
    """A role calls contacts that exist, and has roles too that exist; one guide at most stands on its page."""
    contacts, with_guide = contact_names(library), dict[str, Guide]()
    for guide in filter(lambda guide: guide.role, library.guides.values()):
        yield from roles_exist(library, guide.place, [guide.role])
        other = with_guide.setdefault(guide.role, guide)
        if other is not guide:
            message = f"halaman peran {guide.role} sudah memuat {other.place.file}"
            hint = "hapus “peran” dari salah satunya; panduan itu lalu punya halaman sendiri"
            yield from told(guide.place, "peran", Code.PERAN, message, hint)
    for role in library.roles.values():
        yield from exist(role.place, "hubungi", role.call, contacts, Code.PERAN, _NO_CONTACT, _CONTACT_HINT)
        yield from roles_exist(library, role.place, role.also, "berlaku_juga")
