"""What a pocket book holds, and its one address: `isi=p.hak-korban,r.camat,uu.2007.21.1-3,kontak`.

Takes the words of an address and a Library; gives parts in the reader's order, each known and none twice, and the one
spelling of them. The grammar knows names and numbers only, so that nobody can put words of his own into a book.

    isi   = part *("," part)
    part  = folder "." entry | table | work ["." range]      folder, table: see `portal.pages` (book)
    work  = type ["." region] "." year "." number
    range = article ["-" article]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.address import Address
from portal.guidance import Guide, Role
from portal.pages import BY_BOOK_WORD, BY_PATH, FOLDERS, folder_of
from portal.reading.library import Library

MAX_WORDS = 1200  # characters of an address
MAX_PARTS = 40  # as they are written; ranges count once
MAX_CHARACTERS = 200_000  # of text, about 150 pages A5
MAX_ROWS = 1500  # of tables
_PART = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")


class BookError(Exception):
    """An address names no book; the message is a sentence for the reader."""


class BookTooLong(BookError):
    """A book is over a limit."""


@dataclass(frozen=True)
class Part:
    """A part of a book: the page at a path, or some articles of the work at that path."""

    path: str
    articles: tuple[Address, ...] = ()


def parse(library: Library, words: str) -> tuple[Part, ...]:
    """Return the parts that an address asks for; raise BookError with a sentence for what cannot be had."""
    if len(words) > MAX_WORDS:
        raise BookTooLong(f"Alamat buku lebih dari {MAX_WORDS} huruf. Pilih lebih sedikit bagian.")
    wanted = [word for word in words.split(",") if word]
    if len(wanted) > MAX_PARTS:
        raise BookTooLong(f"Buku memuat paling banyak {MAX_PARTS} bagian. Pilih lebih sedikit bagian.")
    if not wanted:
        raise BookError("Pilih paling sedikit satu bagian.")
    found: list[Part] = []
    seen: set[Address | str] = set()
    for word in wanted:
        part = _part(library, word)
        fresh = tuple(a for a in part.articles if a not in seen)
        if (part.articles and not fresh) or word in seen:
            continue
        seen |= {word, *fresh}
        if fresh and found and found[-1].path == part.path:
            found[-1] = Part(part.path, found[-1].articles + fresh)
        else:
            found.append(Part(part.path, fresh))
    return tuple(found)


def spell(library: Library, parts: tuple[Part, ...]) -> str:
    """Return the one spelling of a book; `parse` gives the same parts back."""
    return ",".join(word for part in parts for word in _words(library, part))


def measure(library: Library, parts: tuple[Part, ...]) -> None:
    """Raise BookTooLong for a book that would take too long to draw."""
    texts = [text for part in parts for text in _texts(library, part)]
    if sum(map(len, texts)) > MAX_CHARACTERS:
        raise BookTooLong(f"Buku ini lebih dari {MAX_CHARACTERS // 1000}.000 huruf. Bagi menjadi beberapa buku.")
    rows = sum(text.count("\n|") for text in texts)
    rows += sum(len(entry.duties) for entry in (_entry(library, part) for part in parts) if entry)
    if rows > MAX_ROWS:
        raise BookTooLong(f"Tabel dalam buku ini lebih dari {MAX_ROWS} baris. Bagi menjadi beberapa buku.")


def work_words(work: str) -> str:
    """Return a work as a book's address writes it: `uu/2007/21` → `uu.2007.21`."""
    return work.replace("/", ".")


def _part(library: Library, word: str) -> Part:
    if not _PART.fullmatch(word):
        raise BookError("Alamat buku hanya memuat huruf kecil, angka, titik, koma, dan tanda hubung.")
    if word in BY_BOOK_WORD:
        return Part(BY_BOOK_WORD[word].path)
    letter, _, slug = word.partition(".")
    for folder in FOLDERS:
        if letter == folder.book and slug in getattr(library, folder.holds):
            return Part(f"{folder.begins}{slug}")
    for work, instrument in library.instruments.items():
        own, path = work_words(work), instrument.address.path
        articles = tuple(node.address for node in instrument.articles())
        if articles and word == own:
            return Part(path, articles)
        if articles and word.startswith(f"{own}."):
            return Part(path, _range(articles, word.removeprefix(f"{own}.")))
    raise BookError(f"Tidak ada bagian bernama “{word[:60]}”.")


def _range(articles: tuple[Address, ...], words: str) -> tuple[Address, ...]:
    numbers = [_number(address) for address in articles]
    first, _, last = words.partition("-")
    last = last or first
    if first not in numbers or last not in numbers or numbers.index(first) > numbers.index(last):
        raise BookError(f"Tidak ada pasal “{words[:30]}” di peraturan itu.")
    return articles[numbers.index(first) : numbers.index(last) + 1]


def _number(address: Address) -> str:
    """Return an article's number as an address writes it: `pasal-48` → `48`."""
    return address.number.replace("-", "")


def _words(library: Library, part: Part) -> Iterator[str]:
    folder = folder_of(part.path)
    if part.path in BY_PATH:
        yield BY_PATH[part.path].book
        return
    if folder is not None:
        yield f"{folder.book}.{folder.slug(part.path)}"
        return
    work = part.articles[0].work
    order = [node.address for node in library.instruments[work].articles()]
    own = work_words(work)
    if list(part.articles) == order:
        yield own
        return
    run: list[Address] = []
    for address in [*part.articles, None]:
        if run and (address is None or order.index(address) != order.index(run[-1]) + 1):
            ends = dict.fromkeys((_number(run[0]), _number(run[-1])))
            yield f"{own}.{'-'.join(ends)}"
            run = []
        if address is not None:
            run.append(address)


def _entry(library: Library, part: Part) -> Guide | Role | None:
    """Return the guide or role whose page a part is, None for tables and articles."""
    folder = None if part.path in BY_PATH else folder_of(part.path)
    found: Guide | Role | None = getattr(library, folder.holds).get(folder.slug(part.path)) if folder else None
    return found


def _texts(library: Library, part: Part) -> Iterator[str]:
    """Yield the texts of a part, for measuring."""
    entry = _entry(library, part)
    if entry:
        yield entry.body
    for address in part.articles:
        yield library.provisions[address].full_text
        explained = library.elucidation(address)
        yield explained.full_text if explained else ""
