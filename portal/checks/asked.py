"""Rules on what frightened people read first: written answers, the emergency block, and how long its sentences are."""

from collections.abc import Iterable, Iterator
from datetime import date

from portal.asking import Answer, Situation
from portal.checks.words import contact_names, nearest, told
from portal.errors import Code, Problem
from portal.guidance import Audience
from portal.keys import Place
from portal.reading import plain
from portal.reading.library import Library
from portal.reading.reader import ANSWERS, CONTACTS, EMERGENCIES, GUIDES, ROLES

MAX_SENTENCES = 3
MAX_ARTICLES = 2
LEAST_PHRASES = 15


def answers(library: Library, today: date) -> Iterator[Problem]:
    """An answer has one to three sentences, rests on provisions in force, and is told from every other by its words."""
    taken: dict[str, Answer] = {}
    names = contact_names(library)
    for answer in library.answers.values():
        place = answer.place
        yield from _body(answer)
        yield from _basis(library, answer, today)
        yield from _named(place, "nomor", answer.contacts, names, f"pakai nama dari {CONTACTS}")
        yield from _named(place, "panduan", filter(None, [answer.guide]), library.guides, f"lihat content/{GUIDES}")
        yield from _named(place, "peran", filter(None, [answer.role]), library.roles, f"lihat content/{ROLES}")
        if len(answer.words) < LEAST_PHRASES:
            message = f"hanya {len(answer.words)} cara bertanya"
            hint = f"tulis paling sedikit {LEAST_PHRASES} cara orang menanyakannya: kalimat utuh, kata kunci, ejaan SMS"
            yield from told(place, "kata", Code.JAWABAN, message, hint)
        for item, words in enumerate(answer.words):
            other = taken.setdefault(" ".join(words.lower().split()), answer)
            if other is not answer:
                message = f"“{words}” sudah dipakai jawaban “{other.slug}”"
                yield from told(place, "kata", Code.JAWABAN, message, "pakai kata yang membedakan", item=item)


def _body(answer: Answer) -> Iterator[Problem]:
    paragraphs = {line for line, _, _ in plain.sentences(answer.body)}
    if len(paragraphs) != 1 or plain.count(answer.body) > MAX_SENTENCES:
        message = "jawaban bukan satu paragraf dengan satu sampai tiga kalimat"
        hint = "jawab pada kalimat pertama; yang lain pindahkan ke panduan"
        yield Problem(answer.place.file, answer.body_line, Code.JAWABAN, message, hint)


def _basis(library: Library, answer: Answer, today: date) -> Iterator[Problem]:
    if len(answer.addresses) > MAX_ARTICLES:
        message = f"{len(answer.addresses)} pasal"
        yield from told(answer.place, "pasal", Code.JAWABAN, message, f"sebut paling banyak {MAX_ARTICLES}")
    for item, address in enumerate(answer.addresses):
        if not library.has(address):
            message = f"“pasal: {address}” tidak ada"
            yield from told(answer.place, "pasal", Code.JAWABAN, message, nearest(library, address), item=item)
        elif library.status(address, today).is_repealed:
            message, hint = f"“pasal: {address}” sudah dicabut", "pakai pasal penggantinya"
            yield from told(answer.place, "pasal", Code.JAWABAN, message, hint, item=item)


def _named(place: Place, key: str, names: Iterable[str], known: object, hint: str) -> Iterator[Problem]:
    for item, name in enumerate(names):
        if known is not None and name not in known:  # type: ignore[operator]  # a container, None when unreadable
            message = f"“{key}: {name}” tidak ada"
            yield from told(place, key, Code.JAWABAN, message, hint, item=item if key == "nomor" else None)


def emergencies(library: Library, _: date) -> Iterator[Problem]:
    """The emergency block has both of its forms, each once, and calls contacts that exist."""
    names, seen = contact_names(library), set()
    for row in library.emergencies:
        yield from _named(row.place, "nomor", row.contacts, names, f"pakai nama dari {CONTACTS}")
        if row.situation in seen:
            message, hint = f"bentuk “{row.situation}” ditulis dua kali", "hapus salah satunya"
            yield from told(row.place, "bagi", Code.DARURAT, message, hint)
        seen.add(row.situation)
    for missing in [s for s in Situation if library.emergencies and s not in seen]:
        hint = f"tulis barisnya di {EMERGENCIES}"
        place = library.emergencies[0].place
        yield Problem(place.file, 1, Code.DARURAT, f"bentuk “{missing}” belum ada", hint)


def outcomes(library: Library, _: date) -> Iterator[Problem]:
    """Where the decision help ends there is a written answer, or a form of the emergency block."""
    for row in library.inquiry.outcomes if library.inquiry else ():
        if row.answer and row.answer not in library.answers:
            message = f"jawaban “{row.answer}” tidak ada"
            yield from told(row.place, "jawaban", Code.TANYA, message, f"pakai nama berkas di content/{ANSWERS}")
        elif not row.answer and row.emergency is None:
            message, hint = f"hasil “{row.id}” tanpa jawaban", "tulis “jawaban: nama-berkas” atau “darurat: saya”"
            yield from told(row.place, "id", Code.TANYA, message, hint, on=("jawaban", "darurat"))


def language(library: Library, _: date) -> Iterator[Problem]:
    """What citizens read first stays within the budget of words: answers, emergency block, guides for citizens."""
    for answer in library.answers.values():
        yield from _long(answer.place.file, answer.body_line, answer.body)
        yield from _long(answer.place.file, answer.place.line_of("lanjut"), answer.next_step)
    for row in library.emergencies:
        for step in row.steps:
            yield from _long(step.place.file, step.place.line_of("kata"), step.words)
    for guide in library.guides.values():
        if Audience.CITIZEN in guide.audiences:
            yield from _long(guide.place.file, guide.body_line, guide.body)


def _long(file: str, line: int, text: str) -> Iterator[Problem]:
    found = list(plain.sentences(text))
    for offset, words, count in found:
        if count > plain.MAX_WORDS:
            message = f"kalimat {count} kata: “{words[:50]}…”"
            yield Problem(
                file, line + offset, Code.BAHASA, message, f"pecah menjadi paling panjang {plain.MAX_WORDS} kata"
            )
    total = sum(count for _, _, count in found)
    if total > plain.MEAN_WORDS * len(found):
        message = f"rata-rata {total / len(found):.1f} kata sekalimat"
        yield Problem(file, line, Code.BAHASA, message, f"pendekkan sampai rata-rata {plain.MEAN_WORDS} kata")
