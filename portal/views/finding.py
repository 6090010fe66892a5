"""The pages of looking for something: search results, and what is shown when an address leads nowhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from portal.address import Address, Kind
from portal.search.answer import Finder, Hit, HitType, Piece, Results, address_of
from portal.search.query import MAX_LENGTH
from portal.views.answers import LIST_PATH, AnswerCard, answer_card
from portal.views.edition import Edition, kept
from portal.views.emergency import EmergencyBlock, emergency_block
from portal.views.parts import HOME, Head, Link
from portal.views.times import is_there


@dataclass(frozen=True)
class HitRow:
    """A search hit: where it leads, citation or title, what it is, status word, an excerpt of ≤ 200 characters.

    `href` leads to the ayat that was cited, `id` stays that of the provision.
    """

    id: str
    type: str
    type_words: str
    href: str
    citation: str
    heading: str
    status: str
    excerpt: tuple[Piece, ...]
    in_elucidation: bool
    score: float


@dataclass(frozen=True)
class Facet:
    """A filter: its words, how many hits it leaves, where it leads, and whether it is on."""

    words: str
    count: int
    href: str
    is_on: bool


@dataclass(frozen=True)
class HitGroup:
    """The hits of one instrument, or of our own words, on a page: its name, how many there are in all, and them.

    `folded` are those beyond the first few of a law, which a reader who asked for help need not pass.
    """

    words: str
    count: int
    href: str
    hits: tuple[HitRow, ...]
    folded: tuple[HitRow, ...] = ()


@dataclass(frozen=True)
class SearchPage:
    """`/cari`: the query, its hits in groups, and filters; with no hits, ways on.

    `answer` is the written answer to what was asked.
    `questions` are the commonest ones, for who typed nothing or found nothing. `corrected` searches for the mended
    spelling; `as_typed` for the words as they were typed, when the hits shown are those of the mended spelling
    (`found_for`).
    """

    head: Head
    query: str
    found_for: str
    notice: str
    total: int
    corrected: Link | None
    as_typed: Link | None
    emergency: EmergencyBlock | None
    answer: AnswerCard | None
    groups: tuple[HitGroup, ...]
    facets: tuple[Facet, ...]
    more: Link | None
    less: Link | None
    suggestions: tuple[Link, ...]
    questions: tuple[Link, ...]
    is_fruitless: bool

    @property
    def is_filtered(self) -> bool:
        """Whether only some of the hits are asked for; the first facet is all of them."""
        return any(facet.is_on for facet in self.facets[1:])


@dataclass(frozen=True)
class ErrorPage:
    """What is shown instead of a page: the HTTP status, one sentence, and ways on."""

    head: Head
    status: int
    heading: str
    sentence: str
    emergency: EmergencyBlock | None
    suggestions: tuple[Link, ...]
    dated_path: str


def error_page(
    status: int,
    heading: str,
    sentence: str,
    suggestions: tuple[Link, ...] = (),
    emergency: EmergencyBlock | None = None,
    dated_path: str = "",
) -> ErrorPage:
    """Return an error page; with `dated_path`, the page that was asked for with a wrong day, the day is asked again."""
    head = Head("", heading, sentence, (HOME,), is_neutral=True)
    return ErrorPage(head, status, heading, sentence, emergency, suggestions, dated_path)


PAGE_SIZE = 10
_DESCRIPTION = "Cari di peraturan dan panduan."
TYPE_WORDS = {
    HitType.PROVISION: "Ketentuan",
    HitType.INSTRUMENT: "Peraturan",
    HitType.GUIDE: "Panduan",
    HitType.ROLE: "Peran",
    HitType.TERM: "Istilah",
    HitType.CONTACT: "Layanan",
    HitType.ANSWER: "Tanya jawab",
    HitType.PAGE: "Halaman",
}
_GUIDANCE = "panduan"
_LAW_SHOWN = 3  # hits of one law, when help was asked for; the rest is folded


@dataclass(frozen=True)
class SearchRequest:
    """What a search page is asked for.

    The text typed, the filter (a work or `panduan`, '' for all), the page from 1, whether its spelling is to be kept.
    """

    text: str
    within: str = ""
    page: int = 1
    as_typed: bool = False

    def href(self, within: str, page: int = 1) -> str:
        """Return the address of the same search with another filter or page."""
        kept = "1" if self.as_typed else ""
        pairs = [("q", self.text), ("di", within), ("h", str(page) if page > 1 else ""), ("persis", kept)]
        return "/cari?" + urlencode([pair for pair in pairs if pair[1]])


def search_page(edition: Edition, finder: Finder, request: SearchRequest) -> SearchPage:
    """Return the page of a search."""
    answer = _made_by_then(edition, finder.answer(request.text, request.as_typed))
    chosen = [hit for hit in answer.hits if not request.within or _group(hit) == request.within]
    first = (request.page - 1) * PAGE_SIZE
    on_page = chosen[first : first + PAGE_SIZE]
    is_fruitless = bool(answer.query.text) and not on_page
    card = _answer_card(edition, request, answer)
    shown = [hit for hit in on_page if card is None or f"/{hit.id}" != card.href]  # it stands above, in full
    return SearchPage(
        head=Head("/cari", _title(answer.query.text), _DESCRIPTION, is_neutral=True, asked=edition.asked),
        query=answer.query.text,
        found_for=answer.corrected if answer.is_corrected else answer.query.text,
        notice=_notice(request.text, answer),
        total=len(chosen),
        corrected=_link(answer.corrected) if answer.corrected and not answer.is_corrected else None,
        as_typed=Link(SearchRequest(request.text, as_typed=True).href(""), answer.query.text)
        if answer.is_corrected
        else None,
        emergency=emergency_block(edition),
        answer=card,
        groups=_groups(edition, finder, request, answer, shown),
        facets=_facets(edition, request, answer) if answer.hits else (),
        more=Link(request.href(request.within, request.page + 1), "Hasil berikutnya")
        if first + PAGE_SIZE < len(chosen)
        else None,
        less=Link(request.href(request.within, request.page - 1), "Hasil sebelumnya") if request.page > 1 else None,
        suggestions=_ways_on(edition, finder, answer) if is_fruitless else (),
        questions=common_questions(edition) if is_fruitless or not answer.query.text else (),
        is_fruitless=is_fruitless,
    )


def _made_by_then(edition: Edition, answer: Results) -> Results:
    """Return results without the law that had not been made by a day that was asked for, nor answers of today."""
    if not edition.is_asked:
        return answer
    works = {work for work, made in edition.library.instruments.items() if is_there(edition, made)}
    kept = [hit for hit in answer.hits if hit.type in (HitType.PROVISION, HitType.INSTRUMENT)]
    hits = tuple(hit for hit in kept if _group(hit) in works and _is_there(edition, hit))
    return replace(answer, hits=hits, answer=None, is_legal=True)


def _is_there(edition: Edition, hit: Hit) -> bool:
    address = address_of(hit.id)
    return address is not None and edition.library.has(address)


def hit_row(edition: Edition, finder: Finder, answer: Results, hit: Hit) -> HitRow:
    """Return a hit as shown."""
    excerpt, address = finder.excerpt(answer, hit), address_of(hit.id)
    words, heading, status = _said_of(edition, address) if address else (finder.title(hit.id), "", "")
    if hit.target and hit.type is not HitType.INSTRUMENT:
        words = edition.cite(hit.target)
    return HitRow(
        id=hit.id,
        type=str(hit.type),
        type_words=TYPE_WORDS[hit.type],
        href=_href(edition, hit),
        citation=words,
        heading=heading,
        status=status,
        excerpt=excerpt.pieces,
        in_elucidation=excerpt.in_elucidation,
        score=hit.score,
    )


@kept
def _said_of(edition: Edition, address: Address) -> tuple[str, str, str]:
    """Return citation, heading and status of an instrument or a provision, as a hit shows them."""
    instrument = edition.instrument(address)
    if not address.steps:
        return instrument.short_citation, instrument.heading, ""
    status = edition.tag(address)
    if any(key.subject.is_within(address) for key in edition.library.proofs):
        status = " · ".join(part for part in (status, "sebagian belum dicocokkan") if part)
    return edition.cite(address), _chapter_title(edition, address), status


def _chapter_title(edition: Edition, address: Address) -> str:
    for node in edition.instrument(address).root.children:
        if node.kind is Kind.CHAPTER and any(child.address == address for child in node.walk()):
            return f"{node.label} {node.title}"
    return edition.instrument(address).heading


def _link(words: str) -> Link:
    return Link(SearchRequest(words).href(""), words)


def _ways_on(edition: Edition, finder: Finder, answer: Results) -> tuple[Link, ...]:
    """Return where a search that found nothing may go on: the law it names, words like its own, roles, guides."""
    works = dict.fromkeys([*answer.query.laws, *(address.work for address in answer.query.citations)])
    named = [edition.library.instruments[work] for work in works if work in edition.library.instruments]
    links = [Link(i.address.path, i.short_citation, i.heading) for i in named[:2]]
    links += [_link(word) for word in finder.near(answer)]
    first_of_group = {role.group: role for role in reversed(list(edition.library.roles.values()))}
    links += [Link(f"/peran/{role.slug}", role.title, "Peran") for role in first_of_group.values()][:4]
    links += [Link(guide.href, guide.title, "Panduan") for guide in list(edition.library.guides.values())[:3]]
    return tuple(links)


def _answer_card(edition: Edition, request: SearchRequest, answer: Results) -> AnswerCard | None:
    """Return the written answer on the first page of a search, None when there is none, or law was asked for."""
    is_first = request.page == 1 and not request.within
    return answer_card(edition, answer.answer) if answer.answer and is_first and not answer.is_legal else None


def common_questions(edition: Edition) -> tuple[Link, ...]:
    """Return the commonest questions with a written answer: those that their editors gave a place."""
    rows = sorted((row.rank, row.slug, row) for row in edition.library.answers.values() if row.rank)
    return tuple(Link(f"{LIST_PATH}/{row.slug}", row.question) for _, _, row in rows)


def _href(edition: Edition, hit: Hit) -> str:
    """Return where a hit leads: a part of a law to the page it stands on, a guide to where a screen shows it."""
    guide = edition.library.guides.get(hit.id.removeprefix("panduan/"))
    own = guide.href if guide and hit.id.startswith("panduan/") else f"/{hit.id}"
    return (edition.library.href(hit.target) if hit.target else None) or own


def _groups(
    edition: Edition, finder: Finder, request: SearchRequest, answer: Results, shown: Sequence[Hit]
) -> tuple[HitGroup, ...]:
    """Return the hits of a page by what they belong to, the group of the best hit first."""
    names, counts = _group_names(edition), _counts(answer)
    groups: dict[str, list[HitRow]] = {}
    for hit in shown:
        groups.setdefault(_group(hit), []).append(hit_row(edition, finder, answer, hit))
    shown_of = {
        g: len(rows) if answer.is_legal or request.within or g == _GUIDANCE else _LAW_SHOWN
        for g, rows in groups.items()
    }
    return tuple(
        HitGroup(names[g], counts[g], request.href(g), tuple(rows[: shown_of[g]]), tuple(rows[shown_of[g] :]))
        for g, rows in groups.items()
    )


def _title(text: str) -> str:
    return f"Hasil pencarian: {text}" if text else "Cari"


def _notice(text: str, answer: Results) -> str:
    if len(text) > MAX_LENGTH:
        return f"Kata pencarian terlalu panjang. Kami memakai {MAX_LENGTH} huruf pertama."
    if not text.strip():
        return ""
    if not answer.hits:
        return "Tidak ada yang cocok. Coba kata yang lebih sedikit atau lebih umum."
    if answer.is_corrected:
        return f"Tidak ada yang cocok dengan “{answer.query.text}”. Ini hasil untuk “{answer.corrected}”."
    return ""


def _group(hit: Hit) -> str:
    address = address_of(hit.id)
    return address.work if address else _GUIDANCE


def _counts(answer: Results) -> dict[str, int]:
    return Counter(_group(hit) for hit in answer.hits)


@kept
def _group_names(edition: Edition) -> dict[str, str]:
    names = {work: instrument.short_citation for work, instrument in edition.library.instruments.items()}
    return {**names, _GUIDANCE: "Jawaban, panduan, peran, dan nomor"}


def _facets(edition: Edition, request: SearchRequest, answer: Results) -> tuple[Facet, ...]:
    names, counts = _group_names(edition), _counts(answer)
    rows = [Facet("Semua", len(answer.hits), request.href(""), not request.within)]
    rows += [Facet(names[g], counts[g], request.href(g), g == request.within) for g in names if g in counts]
    return tuple(rows)
