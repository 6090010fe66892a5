"""Rules on what is said in our own words: citations, guides, penalties, open questions, contacts."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from portal import citation, phone
from portal.checks.words import nearest, question_ids, quoted, told
from portal.errors import Code, Problem, Severity
from portal.guidance import Contact, Guide, OpenQuestion, Penalty, Role, term_anchor
from portal.kit import Kit
from portal.model import Event, Instrument
from portal.pages import PAGES
from portal.reading import numbers, prose, seals
from portal.reading.library import Citing, Library
from portal.reading.reader import QUESTIONS
from portal.reading.said import documents, keys_of, rows, said

CONTACT_WARN_DAYS = 180
QUESTION_WARN_DAYS = 365
_CLOCKS_APART = timedelta(days=1)
_MAY_COME = frozenset({(Event, "since"), (Instrument, "in_force_from")})  # days that may lie ahead


def citations(library: Library, _: date) -> Iterator[Problem]:
    """Every citation of a text we hold in full leads somewhere; a guide names the law it cites."""
    told_in_prose = documents(library)
    for link in library.links:
        if not link.citation.end:
            continue  # the basis of a duty, which `duties` proves
        target = link.citation.target
        if target is None:
            if link.unit in told_in_prose and re.match(r"(?:Penjelasan )?Pasal \d+", link.citation.words):
                yield from _nameless(link)
            continue
        if target.work in library.instruments and library.href(target) is None:
            message = f"“{link.citation.words}” tidak ada di {library.instruments[target.work].short_citation}"
            yield Problem(link.file, link.line, Code.KUTIPAN_MATI, message, nearest(library, target))


def _nameless(link: Citing) -> Iterator[Problem]:
    """Yield what a citation lacks that names no law, or a law without who made it."""
    words = link.citation.words
    if kind := citation.lacks_maker(words):
        lacking = "kementerian yang dikenal" if kind.has_ministry else "wilayahnya"
        hint = "tulis pembuatnya, seperti “Perbup Kutai Timur 3/2016” atau “Permen PPPA 8/2021”"
        yield Problem(link.file, link.line, Code.KUTIPAN_TANPA_PERATURAN, f"“{words}” tidak menyebut {lacking}", hint)
    elif not re.search(r"KUHAP|Undang-Undang", words):
        hint = "tulis nama peraturannya, misalnya “Pasal 48 ayat (1) UU 21/2007”"
        message = f"“{words}” tidak menyebut peraturannya"
        yield Problem(link.file, link.line, Code.KUTIPAN_TANPA_PERATURAN, message, hint)


def guides(library: Library, _: date) -> Iterator[Problem]:
    """Guides and other documents number lists from 1, hold no raw HTML, and lose nothing on the way to the page."""
    rows = (library.guides, library.pages, library.roles, library.kits)
    for guide in [guide for row in rows for guide in row.values()]:
        previous = ""
        yield from _lost(guide)
        for number, line in enumerate(guide.body.split("\n"), guide.body_line):
            if re.search(r"</?[a-zA-Z][^>]*>", line):
                yield Problem(
                    guide.place.file, number, Code.PANDUAN_HTML, "ada HTML di panduan", "tulis dengan Markdown saja"
                )
            item = re.match(r"(\d+)\. ", line)
            if item and item[1] != "1" and not previous.strip():
                message = f"daftar bernomor mulai dari {item[1]}"
                yield Problem(
                    guide.place.file,
                    number,
                    Code.PANDUAN_NOMOR,
                    message,
                    "mulai dari 1, tanpa baris kosong di antaranya",
                )
            previous = line


# What a document loses on the way to the page: code, what is wrong, how to mend it.
_LOST: Mapping[str, tuple[Code, str, str]] = MappingProxyType(
    {
        "h1": (Code.PANDUAN_JUDUL, "judul tingkat satu di isi panduan", "mulai dari ##"),
        "h5": (Code.PANDUAN_JUDUL, "judul tingkat lima melebur dengan teks", "pakai ##, ###, atau ####"),
        "h6": (Code.PANDUAN_JUDUL, "judul tingkat enam melebur dengan teks", "pakai ##, ###, atau ####"),
        "empty": (Code.PANDUAN_JUDUL, "judul tanpa kata", "tulis judulnya, atau hapus barisnya"),
        "img": (
            Code.PANDUAN_HILANG,
            "gambar “{value}” tidak akan tampak; portal tidak memuat gambar",
            "hapus gambarnya, dan katakan isinya dengan kata",
        ),
        "a": (
            Code.PANDUAN_HILANG,
            "tautan ke “{value}” tidak akan dapat dibuka",
            "tulis alamat lengkap https://…, tel:…, atau alamat di portal seperti /panduan/untuk-rt",
        ),
        "pre": (
            Code.PANDUAN_HILANG,
            "“{value}” menjorok, dan akan melebur dengan teks lain",
            "hapus jarak di awal barisnya",
        ),
        "reference": (
            Code.PANDUAN_HILANG,
            "baris “[{value}]: …” tidak akan tampak",
            "tulis tautan sebagai [kata](alamat); bila bukan tautan, awali barisnya dengan \\",
        ),
    }
)


def _lost(guide: Guide | Role | Kit) -> Iterator[Problem]:
    for lost in prose.lost(guide.body):
        if lost.kind in _LOST:  # all other tags are raw HTML, which has a message of its own
            code, message, hint = _LOST[lost.kind]
            words = message.format(value=lost.value.split("\n")[0])
            yield Problem(guide.place.file, guide.body_line + lost.line, code, words, hint)


def sheets(library: Library, _day: date) -> Iterator[Problem]:
    """A guide has the section that a printed sheet is made of, under the heading that the list of pages names."""
    by_section = {row.part_of: row for row in PAGES}  # several sheets of one section are told of once
    for row in by_section.values():
        path, _, anchor = row.part_of.partition("#")
        guide = library.guides.get(path.rpartition("/")[2])
        if guide is None:  # whoever links to the guide tells that it is missing
            continue
        headings = {section.anchor: section.title for section in prose.render(guide.body, lambda _: [], str).sections}
        if anchor not in headings:
            message = f"bagian “{anchor.replace('-', ' ')}” tidak ada, padahal lembar cetak “{row.listed}” memuatnya"
            hint = f"kembalikan judul itu; yang ada: {', '.join(headings.values())}"
            yield Problem(guide.place.file, guide.body_line, Code.PANDUAN_LEMBAR, message, hint)


def contacts(library: Library, today: date) -> Iterator[Problem]:
    """A number that nobody looked at for half a year is a warning: it may ring nowhere.

    After a year it is overdue, unless it is already shown as unverified.
    """
    for contact in library.contacts:
        age = contact.age(today)
        if age > CONTACT_WARN_DAYS:
            message = f"nomor “{contact.name}” terakhir diperiksa {age} hari lalu"
            hint = "hubungi nomornya, lalu perbarui “diperiksa” dan “sumber”"
            severity = Severity.OVERDUE if contact.is_old(today) and not contact.state else Severity.WARNING
            yield from told(contact.place, "diperiksa", Code.KONTAK_UMUR, message, hint, severity=severity)


def numbers_said(library: Library, _: date) -> Iterator[Problem]:
    """No number stands in a sentence of ours: it would stay when the number changes. Every number is a possible one."""
    for entry in said(library):
        if isinstance(entry.row, Guide | Role | Kit) and entry.text in entry.row.body:
            continue  # read with its numbers by name: reading.reader looks at what its editor wrote
        if isinstance(entry.row, Contact) and entry.text in entry.row.reach:
            continue
        for line, words in numbers.typed(entry.text):
            hint = "pindahkan ke “telepon”, “wa”, atau “surel”" if isinstance(entry.row, Contact) else numbers.HINT
            yield Problem(entry.file, entry.line + line, Code.KONTAK_NOMOR, f"nomor “{words}” ditulis di sini", hint)
    for contact in library.contacts:
        for number in (*contact.phones, *contact.whatsapps):
            if not phone.is_possible(number):
                message = f"“{number}” bukan nomor yang mungkin ada"
                yield from told(contact.place, "nama", Code.KONTAK_NOMOR, message, "periksa angkanya pada sumbernya")


def seals_of_contacts(library: Library, _: date) -> Iterator[Problem]:
    """A number changes only with its source and its day, and each such change is sealed."""
    sealed, found = library.contact_seals, seals.contact_seals(library.contacts)
    if not sealed or not library.contacts:  # tests/unit/test_content.py sees to it that ours are sealed
        return
    for contact in library.contacts:
        own = {key: seal for key, seal in found.items() if key.partition("/")[2] == term_anchor(contact.name)}
        if seals.is_unsourced(contact, sealed):
            message = f"nomor “{contact.name}” berubah, tetapi “sumber” atau “diperiksa” tidak"
            yield from told(contact.place, "nama", Code.KONTAK_MANIFES, message, "tulis sumber baru dan tanggalnya")
        elif any(sealed.get(key) != seal for key, seal in own.items()):
            hint = "cocokkan dengan sumbernya, lalu jalankan “portal manifest”"
            message = f"“{contact.name}” baru atau berubah tanpa manifes"
            yield from told(contact.place, "nama", Code.KONTAK_MANIFES, message, hint)
    for key in sorted(sealed.keys() - found.keys()):
        if key.startswith("nomor/"):
            hint = "kembalikan barisnya, atau jalankan “portal manifest” bila memang dihapus"
            message = f"{key.removeprefix('nomor/')} ada di manifes, tetapi hilang dari daftar"
            yield Problem(library.contacts[0].place.file, 1, Code.KONTAK_MANIFES, message, hint)


def days(library: Library, today: date) -> Iterator[Problem]:
    """No day is still to come, but those from which something holds: a wrong year would silence every alarm of age.

    One day ahead is let through: an editor in Jayapura writes nine hours before a server that counts in UTC.
    """
    for row in rows(library):
        kind: Callable[..., object] = type(row)
        for name, key in keys_of(kind).items():
            day = getattr(row, name)
            if isinstance(day, date) and day > today + _CLOCKS_APART and (kind, name) not in _MAY_COME:
                message = f"“{key}: {day}” masih akan datang"
                yield from told(row.place, key, Code.TANGGAL, message, "periksa tahun, bulan, dan harinya")


def penalties(library: Library, _: date) -> Iterator[Problem]:
    """A penalty is quoted word for word from its provision; today's has a basis, or an open question says why not.

    Its fine category stands in the list of them, and what adds to it is there.
    """
    known = question_ids(library)
    for row in library.penalties:
        yield from _printed(library, row)
        yield from _added(library, row)
        if row.today and (row.today_basis is None or not library.has(row.today_basis)):
            hint = "tulis “dasar_kini”, alamat peraturan yang menetapkannya"
            message = "“kini” tidak punya dasar yang ada di portal"
            yield from told(
                row.place, "dasar_kini" if row.today_basis else "kini", Code.SANKSI, message, hint, on=("dasar_kini",)
            )
        if not row.today and not row.question:
            hint = f"isi “kini” dengan dasarnya, atau “pertanyaan” dengan id di {QUESTIONS}"
            yield from told(
                row.place, "kini", Code.SANKSI, "tidak dikatakan apa yang berlaku kini", hint, on=("pertanyaan",)
            )
        fines = library.fine_categories
        if row.category and (fines is None or not re.search(rf"kategori {row.category}\b", fines.full_text)):
            hint = "periksa “kategori_denda” di kepala berkas undang-undang yang memuat daftarnya"
            message = f"kategori {row.category} tidak ada di daftar kategori denda"
            yield from told(row.place, "kategori", Code.SANKSI, message, hint)
        if row.question and known is not None and row.question not in known:
            hint = f"tulis pertanyaannya di {QUESTIONS}, atau perbaiki id-nya"
            yield from told(row.place, "pertanyaan", Code.SANKSI, f"pertanyaan “{row.question}” tidak ada", hint)


def _printed(library: Library, row: Penalty) -> Iterator[Problem]:
    node = library.provisions.get(row.basis)
    if node is None:
        message = f"dasar {row.basis} tidak ada"
        yield from told(row.place, "dasar", Code.SANKSI, message, nearest(library, row.basis))
    else:
        yield from quoted(row.place, "tertulis", Code.SANKSI, row.printed, node)


def _added(library: Library, row: Penalty) -> Iterator[Problem]:
    """Without these the line of worked years would be missing from the page, and nobody told."""
    if row.child_basis is not None and not library.has(row.child_basis):
        message = f"“anak: {row.child_basis}” tidak ada"
        yield from told(row.place, "anak", Code.SANKSI, message, nearest(library, row.child_basis))
    if row.raises is not None and row.raises not in {other.basis for other in library.penalties}:
        message, hint = (
            f"“menambah: {row.raises}” bukan “dasar” baris lain",
            "tulis dasar baris yang ancamannya ditambah",
        )
        yield from told(row.place, "menambah", Code.SANKSI, message, hint)


def questions(library: Library, today: date) -> Iterator[Problem]:
    """An open question marks provisions that exist, has an id of its own, and is asked again after a year."""
    seen: dict[str, OpenQuestion] = {}
    for question in library.questions:
        place = question.place
        first = seen.setdefault(question.id, question)
        if first is not question:
            message = f"id “{question.id}” sudah dipakai (baris {first.place.line_of('id')})"
            yield from told(place, "id", Code.CATATAN_HUKUM, message, "beri id lain")
        for item, address in enumerate(question.addresses):
            if not library.has(address):
                message = f"“bagian: {address}” tidak ada"
                yield from told(place, "bagian", Code.CATATAN_HUKUM, message, nearest(library, address), item=item)
        age = (today - question.since).days
        if age > QUESTION_WARN_DAYS:
            message = f"pertanyaan “{question.id}” sudah terbuka {age} hari"
            hint = f"tanyakan lagi kepada {question.ask}"
            yield from told(place, "sejak", Code.CATATAN_UMUR, message, hint, severity=Severity.WARNING)
