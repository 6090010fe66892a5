"""Who cites whom: every citation found in our texts, and the same seen from the provision that is cited.

Takes instruments and our own sayings; gives links and their reverse indexes. It judges no citation (that is `checks`).
"""

from collections.abc import Container, Iterable, Iterator, Mapping

from portal import citation
from portal.address import Address
from portal.citation import Citation
from portal.model import Instrument, Provision
from portal.reading.library import Citing
from portal.reading.said import Said

SharedNames = Mapping[str, tuple[str, ...]]


def law_links(works: Mapping[str, Instrument], shared: SharedNames) -> Iterator[Citing]:
    """Yield the citations in the texts of instruments; `shared` are names that several works bore."""
    for instrument in works.values():
        for node in instrument.root.walk():
            for paragraph in node.paragraphs:
                for cited in citation.find(paragraph, node.address, None, shared):
                    yield Citing(node.address, "", instrument.file, node.line, cited)


def own_links(sayings: Iterable[Said], aliases: Mapping[str, str], shared: SharedNames) -> Iterator[Citing]:
    """Yield the citations and the addresses in our own words; `aliases` and `shared` are names of works."""
    for one in sayings:
        if one.target is not None:
            words = citation.within(one.target)
            yield Citing(None, one.unit, one.file, one.line, Citation(0, 0, words, one.target))
        others = {k: w for k, w in aliases.items() if k != one.text} if one.text in aliases else aliases
        for cited in citation.find(one.text, None, others, shared):  # an alias is not read as the name it gives
            line = one.line + one.text[: cited.start].count("\n")
            yield Citing(None, one.unit, one.file, line, cited)


def cited_by(links: Iterable[Citing], provisions: Mapping[Address, Provision]) -> dict[Address, tuple[Address, ...]]:
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


def guides_citing(
    links: Iterable[Citing], guides: Container[str], provisions: Mapping[Address, Provision]
) -> dict[Address, tuple[str, ...]]:
    """Return, for every provision with a page, the slugs of the guides that cite it or a part of it."""
    found: dict[Address, dict[str, None]] = {}
    for link in links:
        target = link.citation.target
        if link.unit in guides and target is not None and target in provisions:
            found.setdefault(target.provision, {})[link.unit] = None
    return {page: tuple(slugs) for page, slugs in found.items()}


def carried_out_by(works: Mapping[str, Instrument]) -> dict[Address, tuple[Address, ...]]:
    """Return, for every provision that instruments say they carry out, those instruments; works are keys as well."""
    found: dict[Address, dict[Address, None]] = {}
    for instrument in works.values():
        for target in instrument.carries_out:
            for key in (target.provision, Address(target.work)):
                found.setdefault(key, {})[instrument.address] = None
    return {target: tuple(doers) for target, doers in found.items()}
