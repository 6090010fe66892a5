"""The single list of what the site has: every address with its finished bytes, and every redirect.

Takes a Library, a date and the site's settings; gives immutable mappings. The web answers from them, an export may
write them out. It knows nothing of ASGI, headers or compression.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

from portal import formats, html
from portal.address import Kind
from portal.library import Library
from portal.views import guides, law

HTML, JSON_TYPE, TEXT, MARKDOWN = (
    "text/html; charset=utf-8",
    "application/json; charset=utf-8",
    "text/plain; charset=utf-8",
    "text/markdown; charset=utf-8",
)


@dataclass(frozen=True)
class Document:
    """A finished answer: its bytes, media type, whether its address names its content for ever, whether it is
    private."""

    body: bytes
    media_type: str
    is_immutable: bool = False
    is_private: bool = False


@dataclass(frozen=True)
class Publication:
    """Everything the site answers without thinking, and where the rest of its addresses lead (302)."""

    documents: Mapping[str, Document]
    redirects: Mapping[str, str]


def build(
    library: Library, assets: Mapping[str, Document], site: html.Site, as_of: date, base_url: str = ""
) -> Publication:
    """Render every page of the site as the law stands on a date. `base_url` is the public origin, '' when unknown."""
    documents: dict[str, Document] = dict(assets)
    for page in _pages(library, as_of):
        private = page.head.is_neutral
        documents[page.head.path] = Document(html.render(page, site).encode(), HTML, is_private=private)
    documents |= dict(_law_formats(library, as_of))
    documents |= _machine(library, documents, site, as_of, base_url)
    redirects = dict(_redirects(library, documents))
    return Publication(MappingProxyType(documents), MappingProxyType(redirects))


def assets(folder: Path) -> tuple[dict[str, Document], str]:
    """Return the static files under content-hashed addresses, and the address of the joined style sheet."""
    found: dict[str, Document] = {}
    css = "\n".join(path.read_text("utf-8") for path in sorted((folder / "css").glob("*.css")))
    style = _hashed(found, css.encode(), "gaya.css", "text/css; charset=utf-8")
    for name, media_type in (("favicon.svg", "image/svg+xml"),):
        path = folder / name
        if path.exists():
            found[f"/{name}"] = Document(path.read_bytes(), media_type)
    return found, style


def _hashed(found: dict[str, Document], body: bytes, name: str, media_type: str) -> str:
    address = f"/aset/{hashlib.sha256(body).hexdigest()[:12]}/{name}"
    found[address] = Document(body, media_type, is_immutable=True)
    return address


def _pages(library: Library, as_of: date) -> Iterator[Any]:
    yield guides.home_page(library, as_of)
    yield law.instruments_page(library, as_of)
    yield law.glossary_page(library)
    yield guides.guides_page(library)
    yield guides.help_page(library)
    for guide in library.guides.values():
        yield guides.guide_page(library, guide)
    for page in library.pages.values():
        yield guides.guide_page(library, page, is_guide=False)
    for instrument in library.instruments.values():
        yield law.instrument_page(library, instrument, as_of)
        for node in instrument.root.walk():
            if node.kind is Kind.CHAPTER:
                yield law.chapter_page(library, node, as_of)
            elif node.kind is Kind.ELUCIDATION:
                yield law.elucidation_page(library, node, as_of)
        for article in instrument.articles():
            yield law.provision_page(library, article, as_of)


def _law_formats(library: Library, as_of: date) -> Iterator[tuple[str, Document]]:
    for instrument in library.instruments.values():
        path = instrument.address.path
        whole = law.instrument_page(library, instrument, as_of)
        yield f"{path}.json", Document(formats.instrument_json(whole).encode(), JSON_TYPE)
        if not instrument.articles():
            continue
        yield f"{path}.txt", Document(formats.instrument_text(whole).encode(), TEXT)
        yield f"{path}.md", Document(formats.markdown(instrument.root).encode(), MARKDOWN)
        for article in instrument.articles():
            page = law.provision_page(library, article, as_of)
            source = formats.markdown(article, library.elucidation(article.address))
            yield f"{page.head.path}.json", Document(formats.provision_json(page).encode(), JSON_TYPE)
            yield f"{page.head.path}.txt", Document(formats.provision_text(page).encode(), TEXT)
            yield f"{page.head.path}.md", Document(source.encode(), MARKDOWN)


def _machine(
    library: Library, documents: Mapping[str, Document], site: html.Site, as_of: date, base_url: str
) -> dict[str, Document]:
    """Return the files for machines: version, health, robots, and a site map when the public origin is known."""
    version = {"version": site.version, "content": library.content_id, "as_of": as_of.isoformat()}
    robots = ["User-agent: *", "Disallow: /cari", "Disallow: /bantuan"]
    found = {
        "/versi.json": Document((json.dumps(version) + "\n").encode(), JSON_TYPE),
        "/healthz": Document(b"ok\n", TEXT),
    }
    if base_url:
        robots.append(f"Sitemap: {base_url}/sitemap.xml")
        pages = sorted(p for p, d in documents.items() if d.media_type == HTML and not d.is_private)
        rows = "".join(f"<url><loc>{escape(base_url + page)}</loc></url>\n" for page in pages)
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
        found["/sitemap.xml"] = Document(body.encode(), "application/xml")
    found["/robots.txt"] = Document(("\n".join(robots) + "\n").encode(), TEXT)
    return found


def _redirects(library: Library, documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    """Yield every address of a part that has no page of its own, with the page and anchor where it stands."""
    for address in library.provisions:
        target = library.href(address)
        if target is not None and address.path not in documents:
            yield address.path, target
