"""Rules on what trainers print: kits whose quiz is proven like a duty, and pocket books that hold what exists."""

from collections.abc import Iterator
from datetime import date

from portal import citation
from portal.checks.words import nearest, quoted, roles_exist, told
from portal.errors import Code, Problem
from portal.kit import QUESTIONS, QuizItem
from portal.print import book
from portal.reading.library import Library


def kits(library: Library, today: date) -> Iterator[Problem]:
    """A kit's session lasts as long as it says, and its quiz has ten questions, each proven by its provision."""
    for kit in library.kits.values():
        total = sum(row.minutes for row in kit.agenda)
        if total != kit.minutes and all(row.place.is_sound("menit") for row in kit.agenda):
            hint = "samakan “menit” dengan jumlah menit dalam “acara”"
            message = f"acara {total} menit, sesi {kit.minutes} menit"
            yield from told(kit.place, "menit", Code.KIT_WAKTU, message, hint, on=("acara",))
        if len(kit.quiz) != QUESTIONS:
            hint = f"tulis tepat {QUESTIONS} soal"
            yield from told(kit.place, "kuis", Code.KIT_KUIS, f"kuis memuat {len(kit.quiz)} soal", hint)
        yield from roles_exist(library, kit.place, kit.roles)
        for item in kit.quiz:
            yield from _item(library, item, today)


def _item(library: Library, item: QuizItem, today: date) -> Iterator[Problem]:
    place, basis = item.place, item.basis
    if item.answer not in "abcd"[: len(item.choices)]:
        hint = "tulis huruf salah satu “pilihan”"
        message = f"jawaban “{item.answer}” tidak ada di pilihan"
        yield from told(place, "jawab", Code.KIT_KUIS, message, hint, on=("pilihan",))
    node = library.provisions.get(basis)
    if node is None:
        yield from told(place, "dasar", Code.KIT_DASAR, f"dasar {basis} tidak ada", nearest(library, basis))
        return
    if library.status(basis, today).is_repealed:
        message = f"{citation.within(basis)} sudah dicabut"
        yield from told(place, "dasar", Code.KIT_DASAR, message, "pakai ketentuan yang menggantikannya")
    yield from quoted(place, "kutipan", Code.KIT_KUTIPAN, item.quote, node)


def presets(library: Library, _: date) -> Iterator[Problem]:
    """A ready-made pocket book holds what exists, and no more than a book may."""
    for preset in library.presets:
        try:
            book.measure(library, book.parse(library, preset.contents))
        except book.BookError as error:
            hint = "tulis bagian seperti p.hak-korban, r.camat, uu.2007.21.48-50, atau kontak"
            yield from told(preset.place, "isi", Code.BUKU_ISI, f"{preset.title}: {error}", hint)
