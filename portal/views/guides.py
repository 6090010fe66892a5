"""The pages in our own words: home, guides, and plain text pages."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from portal.guidance import Audience, Duty, Guide
from portal.model import TextState
from portal.reading import prose
from portal.reading.prose import Section
from portal.views.contacts import ContactRow, contact_rows, shared_text
from portal.views.edition import Edition
from portal.views.emergency import EmergencyBlock, emergency_block, situation_of
from portal.views.fines import with_amounts
from portal.views.parts import FORCE_WORDS, HOME, Card, Head, Link, Run, due_words, head_of, link_to, long_date
from portal.views.units import card

AUDIENCE_WORDS = {
    Audience.CITIZEN: ("Warga", "Saya, keluarga, atau tetangga saya mungkin dalam bahaya."),
    Audience.OFFICIAL: ("Petugas", "Saya bertugas di RT, desa, kelurahan, kecamatan, atau dinas."),
    Audience.TRAINER: ("Pelatih", "Saya menyiapkan pelatihan atau penyuluhan."),
}
_TOOLS = {
    Audience.CITIZEN: (
        Link("/langkah", "Apa yang terjadi?", "Jawab beberapa pertanyaan, dapatkan langkah berikutnya."),
        Link("/tanya", "Tanya jawab", "Pertanyaan yang sering diajukan, dengan jawaban singkat."),
        Link("/hak", "Hak Anda", "Siapa yang harus memenuhinya, kapan, dan bila ditolak."),
    ),
    Audience.OFFICIAL: (
        Link("/peran", "Tugas menurut peran", "Jam pertama, hari pertama, batas waktu, pasal."),
        Link("/tugas", "Siapa melakukan apa", "Semua peran dan tahap dalam satu lembar."),
        Link("/tenggat", "Batas waktu", "Berapa lama, sejak kapan, dan siapa yang terikat."),
    ),
    Audience.TRAINER: (
        Link("/cetak", "Bahan cetak", "Paket pelatihan, buku saku, poster, kartu."),
        Link("/peran/pelatih", "Peran pelatih", "Menyiapkan sesi yang aman."),
        Link("/alur", "Alur penanganan", "Dari kecurigaan sampai pulih, dengan gambar."),
        Link("/istilah", "Istilah", "Kata hukum dengan kata sehari-hari."),
    ),
}


_OWN_ID = "dasar-hukum"  # of the section that parts/guide_text.html adds


@dataclass(frozen=True)
class Door:
    """One of the three ways in: whom it is for, in their words, pages made for them (`tools`), and their guides."""

    slug: str
    name: str
    sentence: str
    tools: tuple[Link, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class HomePage:
    """`/`: three doors, search, help numbers, the instruments."""

    head: Head
    doors: tuple[Door, ...]
    contacts: tuple[ContactRow, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class GuidesPage:
    """`/panduan`: the guides by audience."""

    head: Head
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class DutyRow:
    """A duty or right of a guide: its force, what to do, by when, and the law it rests on with its words.

    `word` is the force as shown, `force` the name of its look.
    """

    word: str
    force: str
    action: str
    within: str
    basis: Link | None
    outside_basis: tuple[Run, ...]
    quote: str


@dataclass(frozen=True)
class GuideText:
    """A guide as rendered: its prose whole (`html`), and in parts (what stands before its sections, each section)."""

    html: str
    opening: str
    parts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    duties: tuple[DutyRow, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Every id that it has on a page."""
        return prose.ids(self.html) | {_OWN_ID}


@dataclass(frozen=True)
class GuidePage:
    """`/panduan/{slug}` and the plain pages: the text, the text to hand on, the day it was checked."""

    head: Head
    title: str
    summary: str
    audiences: tuple[str, ...]
    checked: str
    text: GuideText
    shared: str
    emergency: EmergencyBlock | None
    is_guide: bool


def home_page(edition: Edition) -> HomePage:
    """Return the home page."""
    ours = [i for i in edition.library.instruments.values() if i.region or i.text_state is not TextState.MISSING]
    cards = tuple(card(edition, instrument) for instrument in ours)
    return HomePage(replace(head_of("/", ()), tab=HOME.words), _doors(edition), contact_rows(edition), cards)


def guides_page(edition: Edition) -> GuidesPage:
    """Return the list of guides."""
    return GuidesPage(head_of("/panduan"), _doors(edition))


def guide_page(edition: Edition, guide: Guide) -> GuidePage:
    """Return the page of a guide."""
    tab = link_to("/panduan").words if Audience.CITIZEN in guide.audiences else ""
    head = Head(f"/panduan/{guide.slug}", guide.title, guide.summary, (HOME, link_to("/panduan")), tab=tab)
    return _guide_page(edition, guide, head, is_guide=True)


def plain_page(edition: Edition, page: Guide) -> GuidePage:
    """Return a plain page; its title must not give a watched reader away."""
    return _guide_page(edition, page, Head(f"/{page.slug}", page.title, page.summary, (HOME,), True), is_guide=False)


def guide_text(edition: Edition, guide: Guide, taken: Collection[str] = ()) -> GuideText:
    """Return a guide as rendered; no heading gets an id of those `taken` by the page that it stands on."""
    rendered = prose.render(
        with_amounts(guide.body, edition.fines),
        edition.library.find_citations,
        edition.library.href,
        edition.standing,
        edition.picture,
        taken={*prose.FRAME_IDS, _OWN_ID, *taken},
    )
    opening, parts = prose.parted(rendered.html)
    duties = tuple(duty_row(edition, duty) for duty in guide.duties)
    return GuideText(rendered.html, opening, parts, rendered.sections, duties)


def _guide_page(edition: Edition, guide: Guide, head: Head, is_guide: bool) -> GuidePage:
    return GuidePage(
        head=head,
        title=guide.title,
        summary=guide.summary,
        audiences=tuple(AUDIENCE_WORDS[a][0] for a in guide.audiences),
        checked=long_date(guide.checked_on),
        text=guide_text(edition, guide),
        shared=shared_text(f"{guide.title}. {guide.summary}", contact_rows(edition)),
        emergency=emergency_block(edition, situation_of(Audience.CITIZEN in guide.audiences)) if is_guide else None,
        is_guide=is_guide,
    )


def duty_row(edition: Edition, duty: Duty) -> DutyRow:
    """Return a duty as shown."""
    basis = None
    if duty.basis is not None and duty.basis.work in edition.library.instruments:
        basis = edition.cited(duty.basis, edition.standing(duty.basis))
    outside = edition.runs(duty.outside_basis) if duty.outside_basis else ()
    return DutyRow(
        FORCE_WORDS[duty.force], str(duty.force), duty.action, due_words(duty.within), basis, outside, duty.quote
    )


def _doors(edition: Edition) -> tuple[Door, ...]:
    return tuple(
        Door(
            str(audience),
            name,
            sentence,
            _TOOLS[audience],
            tuple(
                Link(guide.href, guide.title, guide.summary)
                for guide in edition.library.guides.values()
                if audience in guide.audiences
            ),
        )
        for audience, (name, sentence) in AUDIENCE_WORDS.items()
    )
