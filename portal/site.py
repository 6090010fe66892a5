"""The single list of what the site has: every address with its finished bytes, and every redirect.

Takes an Edition and the site's settings; gives immutable mappings. The web answers from them, an export may
write them out. It knows nothing of ASGI, headers or compression.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from portal import feeds, formats, html, placed
from portal.address import Address
from portal.pages import frame_of
from portal.reading.library import Library
from portal.views import tables
from portal.views.edition import Edition
from portal.views.every import law_addresses, own_paths, page_of
from portal.views.law import LawPage, law_page

HTML = "text/html; charset=utf-8"
_CSS = "text/css; charset=utf-8"
_PRINT = "5-print"  # the style sheet of paper, by its file
JSON_TYPE, TEXT = "application/json; charset=utf-8", "text/plain; charset=utf-8"

VERSION = "/versi.json"
_WORK_PATH = re.compile(r"/[a-z]+/(?:[a-z-]+/)?\d{4}/")


@dataclass(frozen=True)
class Document:
    """A finished answer: bytes, media type, whether its address names its content for ever and whether nobody keeps it.

    Nobody keeps what a watched device must not show, and what is true only at the moment it is asked.
    `title` is what a link to a page says, '' for other files.
    """

    body: bytes | memoryview
    media_type: str
    is_immutable: bool = False
    is_never_kept: bool = False
    title: str = ""


@dataclass(frozen=True)
class Publication:
    """Everything the site answers without thinking, and where the rest of its addresses lead (302).

    `depends_on` names the paths whose page depends on the query, and the keys that say so: `?per=` shows the law of
    another day, `?peran=` and `?tahap=` a part of who does what, `?perbuatan=` and `?anak=`
    a part of the penalties, `?kode=` looks a print's code up. `base` is the path below which all this stands; no key
    has it.
    """

    documents: Mapping[str, Document]
    redirects: Mapping[str, str]
    depends_on: Mapping[str, tuple[str, ...]]
    base: str = ""


def build(
    edition: Edition,
    assets: Mapping[str, Document],
    site: html.Site,
    base_url: str = "",
    is_kept: bool = False,
    health: tuple[str, ...] = (),
) -> Publication:
    """Render every page of an edition. `base_url` is the public origin, '' when unknown.

    `is_kept` says that the edition is shown because newer content has faults; `health` are further lines of `/healthz`.
    """
    documents: dict[str, Document] = dict(assets)
    moved = {f"/panduan/{guide.slug}": guide.href for guide in edition.library.guides.values() if guide.role}
    for path in own_paths(edition.library):
        if path in moved or frame_of(path).is_paper_only:
            continue
        page = page_of(edition, path)
        if page is not None:
            body = html.render(page, site).encode()
            documents[path] = Document(body, HTML, is_never_kept=page.head.is_neutral, title=page.head.title)
    documents |= dict(_law_documents(edition, site))
    documents |= _machine(edition, documents, site, base_url, is_kept)
    lines = ["ok", f"pdf: {site.pdf_missing or 'ada'}", *health]
    documents["/healthz"] = Document("".join(f"{line}\n" for line in lines).encode(), TEXT, is_never_kept=True)
    parts = dict(_redirects(edition.library, documents))
    depends_on: dict[str, tuple[str, ...]] = dict.fromkeys(
        [*parts, *(path for path in documents if _WORK_PATH.match(path))], ("per",)
    )
    depends_on["/tugas"] = ("peran", "tahap")
    depends_on["/tenggat"] = ("peran",)
    depends_on["/sanksi"] = ("perbuatan", "anak", "per")
    depends_on["/cek"] = ("kode", "isi")
    redirects = MappingProxyType(moved | parts)
    return Publication(MappingProxyType(documents), redirects, MappingProxyType(depends_on), site.base)


@dataclass(frozen=True)
class Assets:
    """The static files under content-hashed addresses, and which of these pages link to."""

    documents: Mapping[str, Document]
    style: str
    print_style: str
    script: str


def assets(folder: Path) -> Assets:
    """Return the static files; what paper needs is a file of its own, for which no screen waits."""
    found: dict[str, Document] = {}
    sheets = sorted((folder / "css").glob("*.css"))
    style, print_style = (
        hashed(found, lean("\n".join(path.read_text("utf-8") for path in paths)).encode(), name, _CSS)
        for paths, name in (
            ([path for path in sheets if path.stem != _PRINT], "gaya.css"),
            ([path for path in sheets if path.stem == _PRINT], "cetak.css"),
        )
    )
    code = "\n".join(path.read_text("utf-8") for path in sorted((folder / "js").glob("*.js")))
    script = hashed(found, bare(code).encode(), "cari.js", "text/javascript; charset=utf-8")
    for name, media_type in (("favicon.svg", "image/svg+xml"),):
        path = folder / name
        if path.exists():
            found[f"/{name}"] = Document(path.read_bytes(), media_type)
    return Assets(found, style, print_style, script)


def lean(css: str) -> str:
    """Return a style sheet without comments and needless white space: every phone pays for its bytes."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").strip()


def bare(code: str) -> str:
    """Return a script without indents and without lines that are comments only: every phone pays for its bytes."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def hashed(found: dict[str, Document], body: bytes, name: str, media_type: str) -> str:
    """Put bytes among the documents under an address that names their content, and return it."""
    address = f"/aset/{hashlib.sha256(body).hexdigest()[:12]}/{name}"
    found[address] = Document(body, media_type, is_immutable=True)
    return address


def _law_documents(edition: Edition, site: html.Site) -> Iterator[tuple[str, Document]]:
    """Yield every page of the law, each with its other formats."""
    for instrument in edition.library.instruments.values():
        for address in law_addresses(instrument):
            page = law_page(edition, address)
            if page is not None:
                yield address.path, _law_document(page, site)
                for form in formats.FORMATS:
                    document = _in_format(page, form, site)
                    if document is not None:
                        yield f"{address.path}{form.suffix}", document


def law_document(edition: Edition, site: html.Site, address: Address, form: formats.Format | None) -> Document | None:
    """Return a page of the law as it stands on the edition's day, or that page in a format; None when there is none."""
    page = law_page(edition, address)
    if page is None:
        return None
    return _in_format(page, form, site) if form else _law_document(page, site)


def _law_document(page: LawPage, site: html.Site) -> Document:
    return Document(html.render(page, site).encode(), HTML, title=page.head.title)


def _in_format(page: LawPage, form: formats.Format, site: html.Site) -> Document | None:
    text = formats.written(page, form)
    return None if text is None else Document(placed.under(site.base, text, form.media_type).encode(), form.media_type)


def _machine(
    edition: Edition, documents: Mapping[str, Document], site: html.Site, base_url: str, is_kept: bool
) -> dict[str, Document]:
    """Return the files for machines: version, robots, and a site map when the public origin is known."""
    hidden = ("/cari", "/bantuan", "/langkah", "/cetak/", "/cek/")
    robots = ["User-agent: *", *(f"Disallow: {site.base}{path}" for path in hidden)]
    found = {
        VERSION: version_document(edition, site, is_kept),
    }
    for feed in (tables.law_changes_page(edition), tables.editorial_changes_page(edition)):
        found[feed.head.path] = Document(feeds.atom(feed, base_url).encode(), "application/atom+xml; charset=utf-8")
    found["/opensearch.xml"] = Document(
        opensearch(site.name, site.origin).encode(), "application/opensearchdescription+xml; charset=utf-8"
    )
    if base_url:
        robots.append(f"Sitemap: {base_url}/sitemap.xml")
        pages = sorted(p for p, d in documents.items() if d.media_type == HTML and not d.is_never_kept)
        rows = "".join(f"<url><loc>{escape(base_url + page)}</loc></url>\n" for page in pages)
        body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
        found["/sitemap.xml"] = Document(body.encode(), "application/xml")
    found["/robots.txt"] = Document(("\n".join(robots) + "\n").encode(), TEXT)
    return found


def version_document(edition: Edition, site: html.Site, is_kept: bool) -> Document:
    """Return what is shown: version, content by its digest, day; `is_kept` says that newer content has faults."""
    version = {"version": site.version, "content": edition.library.content_id, "as_of": edition.as_of.isoformat()}
    if is_kept:
        version["trouble"] = "Isi yang baru berisi kesalahan dan tidak dapat dipakai; isi ini tetap dilayani."
    return Document((json.dumps(version) + "\n").encode(), JSON_TYPE, is_never_kept=True)


def _brief(name: str) -> str:
    """Return a name of at most 16 characters, cut between words (OpenSearch 1.1, ShortName)."""
    return name if len(name) <= 16 else name[:17].rpartition(" ")[0]


def opensearch(name: str, base_url: str) -> str:
    """Return the description by which a browser adds the portal's search; its templates must say where that is."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(_brief(name))}</ShortName>\n<Description>Cari di peraturan dan panduan</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<Language>id</Language>\n"
        f'<Url type="text/html" template="{escape(base_url)}/cari?q={{searchTerms}}"/>\n'
        f'<Url type="application/x-suggestions+json" template="{escape(base_url)}/saran?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )


def _redirects(library: Library, documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    """Yield every address of a part that has no page of its own, with the page and anchor where it stands."""
    for address in library.provisions:
        target = library.href(address)
        if target is not None and address.path not in documents:
            yield address.path, target
