"""The phrases by which people ask for each page that speaks to them.

Takes the library and the list of pages; gives phrases by id (address without the leading slash) of answers, guides,
roles, numbers, fixed pages and kits. What editors wrote for a page is used as it is; of a name (a role, a district, a
service) the few questions are made that people make of it.
"""

from collections.abc import Iterable, Iterator, Mapping

from portal.guidance import Contact, Guide, Role, term_anchor
from portal.kinds import DISTRICTS, REGIONS
from portal.kit import Kit
from portal.pages import PAGES
from portal.reading import prose
from portal.reading.library import Library
from portal.search.words import tokens

_OF_ROLES = (
    "{}",
    "tugas {}",
    "kewajiban {}",
    "{} harus apa",
    "{} wajib apa",
    "apa yang harus dilakukan {}",
    "wewenang {}",
    "peran {}",
    "sebagai {} saya harus bagaimana",
)
_OF_DISTRICTS = (
    "{}",
    "nomor {}",
    "nomor telepon uptd ppa {}",
    "lapor di {}",
    "minta tolong di {}",
    "kontak {}",
    "layanan korban di {}",
    "kantor perlindungan perempuan dan anak {}",
    "hotline {}",
    "rumah aman di {}",
)
_OF_SERVICES = ("{}", "nomor {}", "nomor telepon {}", "kontak {}", "hubungi {}", "wa {}", "alamat {}")

_OF_MISSIONS = ("kedutaan indonesia di {}", "kbri {}", "konsulat {}", "kantor perwakilan indonesia {}", "lapor dari {}")
_OF_KITS = (
    "paket pelatih {}",
    "modul pelatihan {}",
    "bahan pelatihan {}",
    "bahan bimtek {}",
    "materi sosialisasi {}",
    "lembar peserta sesi {}",
    "kuis {}",
)


def phrases(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases of every page that speaks to people, by its id; the home page is none of them."""
    return dict(_all(library))


def by_words(phrases: Mapping[str, Iterable[str]]) -> dict[tuple[str, ...], frozenset[str]]:
    """Return which pages are asked for in the words of each phrase, however they are spelt or punctuated."""
    found: dict[tuple[str, ...], set[str]] = {}
    for id_, texts in phrases.items():
        for text in texts:
            found.setdefault(tuple(tokens(text)), set()).add(id_)
    return {words: frozenset(ids) for words, ids in found.items()}


def contact_id(contact: Contact) -> str:
    """Return the id of a contact: its place on the page of numbers."""
    return f"bantuan#{term_anchor(contact.name)}"


def _all(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    for answer in library.answers.values():
        yield f"tanya/{answer.slug}", (answer.question, *answer.words)
    for guide in library.guides.values():
        yield f"panduan/{guide.slug}", tuple(_of_guide(guide))
    for role in library.roles.values():
        yield f"peran/{role.slug}", tuple(_of_role(role))
    for slug in DISTRICTS:
        names = (*REGIONS[slug].forms, *REGIONS[slug].places)
        yield f"bantuan/{slug}", tuple(_made(_OF_DISTRICTS, names))
    for contact in library.contacts:
        abroad = (contact.region,) if contact.is_abroad else ()
        own = (*_made(_OF_SERVICES, (contact.name,)), *_made(_OF_MISSIONS, abroad), *filter(None, [contact.note]))
        yield contact_id(contact), own
    for page in PAGES:
        if page.path != "/":
            words = (page.title, page.label, page.name, page.note, page.description, *page.typed.split("; "))
            yield page.path[1:], tuple(filter(None, words))
    for kit in library.kits.values():
        yield f"cetak/pelatih/{kit.slug}", (kit.title, kit.summary, *_made(_OF_KITS, _lengths(kit)))


def _lengths(kit: Kit) -> tuple[str, ...]:
    """Return by what a kit is asked for: its name, whom it is for, and how long it takes, in hours too."""
    hours = f"{kit.minutes // 60} jam" if kit.minutes % 60 == 0 else ""
    spoken = "sejam" if kit.minutes == 60 else ""
    return tuple(filter(None, (kit.title, kit.audience, f"{kit.minutes} menit", hours, spoken)))


def _of_guide(guide: Guide) -> Iterator[str]:
    yield from (guide.title, guide.summary, f"panduan {guide.title}")
    for _, block in prose.blocks(guide.body):
        if block.startswith("#"):
            yield block.lstrip("# ").strip()


def _of_role(role: Role) -> Iterator[str]:
    yield role.summary
    yield from _made(_OF_ROLES, (role.title, *role.names))


def _made(patterns: tuple[str, ...], names: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    return (pattern.format(name.lower()) for name in names for pattern in patterns)
