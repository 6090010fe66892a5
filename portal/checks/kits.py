"""Rules on what trainers print: kits whose quiz is proven like a duty, and pocket books that hold what exists."""

from collections.abc import Iterator
from datetime import date

from portal import citation
from portal.checks.words import nearest
from portal.errors import Problem
from portal.kit import QUESTIONS, Kit, QuizItem
from portal.print import book
from portal.reading.library import Library
from portal.reading.reader import PRESETS


def kits(library: Library, today: date) -> Iterator[Problem]:
    """A kit's session lasts as long as it says, and its quiz has ten questions, each proven by its provision."""
    for kit in library.kits.values():
        total = sum(row.minutes for row in kit.agenda)
        if total != kit.minutes:
            hint = "samakan “menit” dengan jumlah menit dalam “acara”"
            yield Problem(kit.file, 1, "KIT-WAKTU", f"acara {total} menit, sesi {kit.minutes} menit", hint)
        if len(kit.quiz) != QUESTIONS:
            hint = f"tulis tepat {QUESTIONS} soal"
            yield Problem(kit.file, 1, "KIT-KUIS", f"kuis memuat {len(kit.quiz)} soal", hint)
        for item in kit.quiz:
            yield from _item(library, kit, item, today)


def _item(library: Library, kit: Kit, item: QuizItem, today: date) -> Iterator[Problem]:
    if "abcd".index(item.answer) >= len(item.choices):
        hint = "tulis huruf salah satu “pilihan”"
        yield Problem(kit.file, item.line, "KIT-KUIS", f"jawaban “{item.answer}” tidak ada di pilihan", hint)
    node = library.provisions.get(item.basis)
    if node is None:
        message = f"dasar {item.basis} tidak ada"
        yield Problem(kit.file, item.line, "KIT-DASAR", message, nearest(library, item.basis))
        return
    if library.status(item.basis, today).is_repealed:
        message = f"{citation.within(item.basis)} sudah dicabut"
        yield Problem(kit.file, item.line, "KIT-DASAR", message, "pakai ketentuan yang menggantikannya")
    if " ".join(item.quote.split()) not in " ".join(node.full_text.split()):
        hint = "salin kata demi kata dari bagian yang disebut “dasar”"
        message = f"kutipan “{item.quote[:60]}…” tidak ada di {citation.within(item.basis)}"
        yield Problem(kit.file, item.line, "KIT-KUTIPAN", message, hint)


def presets(library: Library, _: date) -> Iterator[Problem]:
    """A ready-made pocket book holds what exists, and no more than a book may."""
    for preset in library.presets:
        try:
            book.measure(library, book.parse(library, preset.contents))
        except book.BookError as error:
            hint = "tulis bagian seperti p.hak-korban, r.camat, uu.2007.21.48-50, atau kontak"
            yield Problem(f"content/{PRESETS}", preset.line, "BUKU-ISI", f"{preset.title}: {error}", hint)
