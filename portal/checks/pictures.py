"""Rules on pictures: whatever is named is there, and whatever is there is shown somewhere."""

from collections.abc import Iterator
from datetime import date

from portal.asking import EmergencyStep
from portal.checks.words import told
from portal.errors import Code, Problem
from portal.guidance import Right
from portal.reading import pictures, said
from portal.reading.library import Library
from portal.reading.reader import PICTURES


def drawn(library: Library, _: date) -> Iterator[Problem]:
    """Every picture named in a guide or row exists, and every picture is named."""
    hint = f"yang ada: {', '.join(library.pictures)}; berkasnya di content/{PICTURES}"
    used = set()
    for row in said.rows(library):
        named = row.picture if isinstance(row, Right | EmergencyStep) else ""
        if named and named not in library.pictures:
            yield from told(row.place, "gambar", Code.GAMBAR, f"gambar “{named}” tidak ada", hint)
        used.add(named)
        for line, name in pictures.named(getattr(row, "body", "")):
            if name not in library.pictures:
                yield Problem(row.place.file, row.body_line + line, Code.GAMBAR, f"gambar “{name}” tidak ada", hint)
            used.add(name)
    for name, picture in library.pictures.items():
        if name not in used:
            message, hint = f"gambar “{name}” tidak dipakai", "sebut di panduan atau di baris, atau hapus berkasnya"
            yield Problem(picture.file, 1, Code.GAMBAR, message, hint)
