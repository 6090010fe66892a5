"""Every print as one HTML document: pages in, the same for a browser's printer and for the press out.

Takes an Edition and what is known at start; gives documents by their address. A print is made of the pages' own
templates, each without its frame, put one after the other: ids get the part's prefix, links to what is in the same
print lead there, all others to the portal's public address. So no reference on paper is ever open. Knows no requests.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal import dated, html
from portal.pages import BY_PATH, SIZES, Page, frame_of, row_of, unit_of
from portal.print import book, receipt
from portal.print.binding import bind, listed, qr
from portal.print.book import Part
from portal.reading.indexes import Days
from portal.reading.library import Library
from portal.views import kits
from portal.views.edition import Edition
from portal.views.every import own_paths, page_of
from portal.views.law import InstrumentPage
from portal.views.parts import Head, Link, link_to, long_date
from portal.views.prints import Edit, Imprint, PaperChoice, PrintPage, articles_page


@dataclass(frozen=True)
class Order:
    """What is to be printed: an address, the paper, what a book holds, the day whose law is meant, for how many people.

    `people` (0 where it does not matter) is how long the list of those present is.
    """

    path: str
    size: str = "a4"
    contents: tuple[Part, ...] = ()
    day: date | None = None
    people: int = 0


@dataclass(frozen=True)
class Printer:
    """All that prints need, gathered once at start.

    `origin` is where QR codes lead; `is_local` says that it is no public address. `styles` are the addresses of the
    style sheets by size, `sheets` their text by address; `stamp` changes with everything but the order that decides how
    a print looks. `links_to` is where links to other pages lead, None for `origin`.
    """

    edition: Edition
    days: Days
    site: html.Site
    origin: str
    is_local: bool
    states: tuple[receipt.State, ...]
    now: Mapping[str, str]
    styles: Mapping[str, str]
    sheets: Mapping[str, bytes]
    stamp: str
    links_to: str | None = None

    @property
    def library(self) -> Library:
        """Return the content that prints are made from."""
        return self.edition.library

    def key(self, order: Order) -> str:
        """Return the name of a print's bytes: equal names, equal bytes."""
        contents = book.spell(self.library, order.contents)
        words = (self.stamp, self._day(order).isoformat(), order.path, order.size, contents, order.day, order.people)
        return hashlib.sha256("\n".join(map(str, words)).encode()).hexdigest()[:40]

    def document(self, order: Order, is_alone: bool = False) -> PrintPage | None:
        """Return the print of an order, None when nothing is printed at that address. The size must be one of its.

        `is_alone` is true for a print that is read away from the portal, so that its links name the public address.
        """
        if not is_alone:
            return replace(self, links_to="").document(order, True)
        if order.contents:
            return self._book(order)
        if order.path.startswith("/cetak/pelatih/"):
            return self._kit(order)
        page = self._page(order)
        return None if page is None else self._print(order, frame_of(order.path), (page,))

    def sizes(self, path: str) -> Mapping[str, str]:
        """Return the papers that an address can be printed on, by their words."""
        row = BY_PATH.get(path)
        return row.sizes if row else SIZES

    def is_neutral(self, order: Order) -> bool | None:
        """Whether a print must leave nothing on a watched device, None when nothing is printed at that address.

        The same as the print view says of itself, without making one.
        """
        if order.contents:
            return all(part.path in BY_PATH and BY_PATH[part.path].is_neutral for part in order.contents)
        if order.path.startswith("/cetak/pelatih/"):
            slug, _, name = order.path.removeprefix("/cetak/pelatih/").partition("/")
            return False if slug in self.library.kits and (name in kits.VARIANTS or name in kits.SHEETS) else None
        page = self._page(order)
        return None if page is None else page.head.is_neutral

    # ------------------------------------------------------------ kinds of prints

    def _page(self, order: Order) -> Any | None:
        """Return the page that a print of one page shows, None where there is none."""
        return page_of(self._edition(order), order.path) if frame_of(order.path) else None

    def _edition(self, order: Order) -> Edition:
        """Return the edition of the day that an order asks for, today's when it asks for none."""
        return Edition(self.days.on(order.day), order.day, is_asked=True) if order.day else self.edition

    def _book(self, order: Order) -> PrintPage:
        library = self.library
        spelled = book.spell(library, order.contents)
        pages = tuple(part_page(self.edition, part) for part in order.contents)
        preset = next((p for p in library.presets if _canonical(library, p.contents) == spelled), None)
        title = preset.title if preset else "Buku saku pilihan"
        made = self._print(order, "book", pages, title, f"/cetak/buku?isi={spelled}")
        ups = [_moved(order.contents, i, i - 1) for i in range(len(pages))]
        downs = [_moved(order.contents, i, i + 1) for i in range(len(pages))]
        return replace(
            made,
            subtitle=preset.summary if preset else "Disusun oleh pembaca dari isi portal.",
            edits=tuple(
                Edit(
                    page.head.title,
                    self._book_href(ups[i]),
                    self._book_href(downs[i]),
                    self._book_href(order.contents[:i] + order.contents[i + 1 :]),
                )
                for i, page in enumerate(pages)
            ),
        )

    def _book_href(self, parts: tuple[Part, ...]) -> str:
        return f"/cetak/buku?isi={book.spell(self.library, parts)}" if parts else ""

    def _kit(self, order: Order) -> PrintPage | None:
        slug, _, name = order.path.removeprefix("/cetak/pelatih/").partition("/")
        kit = self.library.kits.get(slug)
        pages = kits.kit_pages(self.edition, kit, name, order.people) if kit else ()
        if kit is None or not pages:
            return None
        variant = kits.VARIANTS.get(name)
        made = self._print(order, "kit", pages, f"{variant.title}: {kit.title}" if variant else "")
        return replace(made, back=Link(f"/cetak/pelatih/{slug}", kit.title))

    # ------------------------------------------------------------ the document

    def _print(self, order: Order, kind: str, pages: tuple[Any, ...], title: str = "", address: str = "") -> PrintPage:
        texts = tuple((page.head.path, html.on_paper(page, self.site)) for page in pages)
        body, headings = bind(texts, self.origin if self.links_to is None else self.links_to, kind in ("book", "kit"))
        head = pages[0].head
        own = address or order.path
        view = own if own.startswith("/cetak/") else f"/cetak{own}"
        neutral = all(page.head.is_neutral for page in pages)
        has_contents = kind == "book" or own.endswith("/fasilitator") or isinstance(pages[0], InstrumentPage)
        return PrintPage(
            head=Head(view, title or head.title, head.description, is_neutral=neutral),
            kind=kind,
            subtitle=head.description,
            imprint=self._imprint(order, own),
            style_href=self.styles[order.size],
            choices=tuple(
                PaperChoice(dated.on(_with(view, ukuran=size), order.day), words, size == order.size)
                for size, words in self.sizes(order.path).items()
            ),
            downloads=self._downloads(order, own, kind),
            back=link_to("/cetak") if own.startswith("/cetak/") else Link(dated.on(own, order.day), head.title),
            contents=tuple(listed(headings, kind)) if has_contents and len(headings) > 1 else (),
            edits=(),
            body=dated.keep(body, order.day, self.origin if self.links_to is None else self.links_to),
        )

    def _downloads(self, order: Order, own: str, kind: str) -> tuple[Link, ...]:
        if self.site.pdf_missing:
            return ()
        path, _, query = own.partition("?")
        first = next(iter(self.sizes(order.path)))
        size = {} if order.size == first and kind != "book" else {"ukuran": order.size}
        if kind == "book":
            booklet = Link(_with(f"/cetak/buklet.pdf?{query}"), "Buklet A4 lipat (PDF)")
            return Link(_with(f"/cetak/buku.pdf?{query}", **size), f"PDF {SIZES[order.size]}"), booklet
        return (Link(dated.on(_with(f"{path}.pdf", **size), order.day), "PDF"),)

    def _imprint(self, order: Order, own: str) -> Imprint:
        url = dated.on(self.origin + own, order.day, self.origin)
        short = url.partition("://")[2] if not self.is_local else dated.on(own, order.day)
        path = own.partition("?")[0] if order.contents else own
        return Imprint(
            address=short if not order.contents else self.origin.partition("://")[2] * (not self.is_local) + path,
            url=url,
            qr=qr(url, large=order.size in ("poster", "a3")),
            day=long_date(self._day(order)),
            code=str(receipt.code(self.states, self.now, own, self.printed(own, self.now))),
            asked_day=self._edition(order).asked_words,
            is_local=self.is_local,
        )

    def printed(self, own: str, known: Mapping[str, str]) -> tuple[str, ...]:
        """Return the units that a print of an address holds, of those that are known (now, or in an old state)."""
        path, _, contents = own.partition("?isi=")
        if contents:
            try:
                parts = book.parse(self.library, contents)
            except book.BookError:
                return ()
            return tuple(
                unit for part in parts for unit in (tuple(map(str, part.articles)) or self.printed(part.path, known))
            )
        words = unit_of(path)
        if words.startswith("pelatih/"):
            return ("/".join(words.split("/")[:2]),)
        below = tuple(sorted(unit for unit in known if unit.startswith(f"{words}/") and "/pasal-" in unit))
        role = self.library.roles.get(words.removeprefix("peran/")) if words.startswith("peran/") else None
        also = tuple(f"peran/{slug}" for slug in role.also) if role else ()
        return tuple(unit for unit in (words, *also) if unit in known) + below + _shown_with(path, known)

    def watched(self, own: str) -> tuple[str, ...]:
        """Return the units that a print of an address leans on without holding them: what it cites, whom it calls."""
        path, _, contents = own.partition("?isi=")
        paths = [part.path for part in book.parse(self.library, contents)] if contents else [path]
        if path.startswith("/cetak/pelatih/"):
            paths = ["/".join(path.split("/")[:4])]
        sources = {unit_of(path).removeprefix("panduan/") for path in paths}
        cited = (link.citation.target for link in self.library.links if link.unit in sources)
        found = [str(target.provision) for target in cited if target is not None]
        roles_ = (self.library.roles.get(source.removeprefix("peran/")) for source in sources)
        if path.startswith("/cetak/pelatih/"):
            found += [receipt.contact_unit(contact.name) for contact in self.library.contacts if not contact.state]
        found += [receipt.contact_unit(name) for role in roles_ if role is not None for name in role.call]
        return tuple(dict.fromkeys(found))

    def addresses(self) -> Iterator[str]:
        """Yield every address that a code is looked up for."""
        for instrument in self.library.instruments.values():
            yield instrument.address.path
            yield from (node.address.path for node in instrument.articles())
        yield from (path for path in own_paths(self.library) if frame_of(path))
        yield from (f"/cetak/buku?isi={_canonical(self.library, p.contents)}" for p in self.library.presets)
        for slug in self.library.kits:
            yield from (f"/cetak/pelatih/{slug}/{name}" for name in (*kits.VARIANTS, *kits.SHEETS))

    def _day(self, order: Order) -> date:
        """Return the day of the content: the last on which anything known to us changed or was checked."""
        return content_day(self._edition(order))


def part_page(edition: Edition, part: Part) -> Any:
    """Return a part of a book as a page."""
    return articles_page(edition, part.articles) if part.articles else page_of(edition, part.path)


def content_day(edition: Edition) -> date:
    """Return the last day up to the edition's on which the law changed or we checked, corrected or took something."""
    days = [event.since for event in edition.library.events]
    days += [guide.checked_on for guide in edition.library.guides.values()]
    days += [role.checked_on for role in edition.library.roles.values()]
    days += [contact.checked_on for contact in edition.library.contacts] + [
        kit.checked_on for kit in edition.library.kits.values()
    ]
    days += [note.since for note in edition.library.proofs.values()] + [c.day for c in edition.library.corrections]
    return max((day for day in days if day <= edition.as_of), default=edition.as_of)


def _shown_with(path: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the units that a page shows beside its own: the guide that it is a section of, the help numbers."""
    row = row_of(path)
    if not isinstance(row, Page):
        return ()
    source = (unit_of(row.part_of.partition("#")[0]),) if row.part_of else ()
    return source + tuple(sorted(unit for unit in known if row.has_contacts and unit.startswith("kontak/")))


def _canonical(library: Library, contents: str) -> str:
    return book.spell(library, book.parse(library, contents))


def _moved(parts: tuple[Part, ...], index: int, to: int) -> tuple[Part, ...]:
    """Return the parts with one moved, none when it cannot go there."""
    if not 0 <= to < len(parts):
        return ()
    rest = [*parts[:index], *parts[index + 1 :]]
    return (*rest[:to], parts[index], *rest[to:])


def _with(address: str, **query: str) -> str:
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{address}{'&' if '?' in address else '?'}{words}" if words else address
