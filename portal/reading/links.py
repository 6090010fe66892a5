"""Who cites whom: every citation found in our texts, and the same seen from the provision that is cited.

Takes instruments and guides; gives links and their reverse indexes. It does not judge a citation (that is `checks`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from portal import citation
from portal.address import Address
from portal.citation import Citation
from portal.guidance import Duty, Guide, Role
from portal.kit import Kit
from portal.model import Instrument, Provision
from portal.reading import prose


@dataclass(frozen=True)
class Link:
    """A citation found in our texts: where it stands (a provision, or a guide by slug), and what it cites."""

    source: Address | None
    guide: str
    file: str
    line: int
    citation: Citation


def law_links(works: Mapping[str, Instrument]) -> Iterator[Link]:
    """Yield the citations in the texts of instruments."""
    for instrument in works.values():
        for node in instrument.root.walk():
            for paragraph in node.paragraphs:
                for cited in citation.find(paragraph, node.address):
                    yield Link(node.address, "", instrument.file, node.line, cited)


def guide_links(guides: Mapping[str, Guide], names: Mapping[str, str]) -> Iterator[Link]:
    """Yield the citations in guides, their duties' bases included; `names` are aliases of works."""
    for slug, guide in guides.items():
        for offset, block in prose.blocks(guide.body):
            for cited in citation.find(block, None, names):
                line = guide.body_line + offset + block[: cited.start].count("\n")
                yield Link(None, slug, guide.place.file, line, cited)
        yield from _basis_links(slug, guide.place.file, guide.duties)


def role_links(roles: Mapping[str, Role], names: Mapping[str, str]) -> Iterator[Link]:
    """Yield the citations in what is said of roles, their duties' bases included; the slug is `peran/…`."""
    for slug, role in roles.items():
        source = f"peran/{slug}"
        lists = (role.first_hour, role.first_day, role.first_week, role.dos, role.donts, (role.standing, role.summary))
        for sentence in (sentence for entries in lists for sentence in entries):
            for cited in citation.find(sentence, None, names):
                yield Link(None, source, role.place.file, 1, cited)
        for offset, block in prose.blocks(role.body):
            for cited in citation.find(block, None, names):
                yield Link(
                    None, source, role.place.file, role.body_line + offset + block[: cited.start].count("\n"), cited
                )
        yield from _basis_links(source, role.place.file, role.duties)


def kit_links(kits: Mapping[str, Kit], names: Mapping[str, str]) -> Iterator[Link]:
    """Yield the citations in trainer kits; the slug is `pelatih/…`."""
    for slug, kit in kits.items():
        source = f"pelatih/{slug}"
        sentences = [*kit.goals, *kit.preparation, *kit.messages, *kit.follow_up]
        sentences += [sentence for chapter in kit.handout for sentence in chapter.sentences]
        sentences += [sentence for case in kit.cases for sentence in (case.story, *case.questions, *case.answers)]
        sentences += [sentence for item in kit.quiz for sentence in (item.question, *item.choices, item.reason)]
        for sentence in sentences:
            for cited in citation.find(sentence, None, names):
                yield Link(None, source, kit.place.file, 1, cited)
        for offset, block in prose.blocks(kit.body):
            for cited in citation.find(block, None, names):
                yield Link(
                    None, source, kit.place.file, kit.body_line + offset + block[: cited.start].count("\n"), cited
                )


def _basis_links(source: str, file: str, duties: tuple[Duty, ...]) -> Iterator[Link]:
    for duty in duties:
        if duty.basis is not None:
            yield Link(
                None,
                source,
                file,
                duty.place.line_of("kutipan"),
                Citation(0, 0, citation.within(duty.basis), duty.basis),
            )


def cited_by(links: Iterable[Link], provisions: Mapping[Address, Provision]) -> dict[Address, tuple[Address, ...]]:
    """Return, for every provision with a page, the provisions elsewhere that cite it or a part of it."""
    found: dict[Address, dict[Address, None]] = {}
    for link in links:
        target = link.citation.target
        if link.source is None or target is None or target not in provisions:
            continue
        page = target.provision
        if page.steps and page != link.source.provision:
            found.setdefault(page, {})[link.source] = None
    return {page: tuple(sources) for page, sources in found.items()}


def guides_citing(links: Iterable[Link], provisions: Mapping[Address, Provision]) -> dict[Address, tuple[str, ...]]:
    """Return, for every provision with a page, the slugs of the guides that cite it or a part of it."""
    found: dict[Address, dict[str, None]] = {}
    for link in links:
        target = link.citation.target
        if link.guide and target is not None and target in provisions:
            found.setdefault(target.provision, {})[link.guide] = None
    return {page: tuple(slugs) for page, slugs in found.items()}


def carried_out_by(works: Mapping[str, Instrument]) -> dict[Address, tuple[Address, ...]]:
    """Return, for every provision that instruments say they carry out, those instruments; works are keys as well."""
    found: dict[Address, dict[Address, None]] = {}
    for instrument in works.values():
        for target in instrument.carries_out:
            for key in (target.provision, Address(target.work)):
                found.setdefault(key, {})[instrument.address] = None
    return {target: tuple(doers) for target, doers in found.items()}
