"""Finished answers: every document in every coding, with the headers of each, made before anybody asks.

Takes a Publication; gives a Table that finds an answer by its path. What is sent as messages (ASGI) and what is sent as
bytes (`portal.wire`) come from the same headers. A Form is one representation with its own strong ETag. A table
never changes: better compression or another day is another table.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from urllib.parse import quote

from portal.site import Document, Publication
from portal.web.coding import BEST, WORTH_WHILE, Coding, accepted, is_compressible, written
from portal.web.headers import KEEP_FOR_EVER, KEEP_FOR_MINUTES, KEEP_NEVER, SECURITY, VARY, Header

Body = bytes | memoryview
Compressed = Mapping[bytes, Mapping[Coding, Body]]


@dataclass(frozen=True, slots=True)
class Form:
    """One representation of a document: its coding, its bytes and their strong ETag.

    `head` and `renewed` are its header lines in 200 and 304, in front of those that every answer has, as they go over
    the wire.
    """

    coding: Coding
    etag: bytes
    body: Body
    head: bytes
    renewed: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """A document with its forms; `keep` says how long it may be kept."""

    document: Document
    keep: Header
    forms: Mapping[Coding, Form]

    def form(self, accept_encoding: bytes | None) -> Form | None:
        """Return the form that a reader wants most, None when there is none that it takes."""
        for coding in accepted(accept_encoding):
            form = self.forms.get(coding)
            if form is not None:
                return form
        return None

    def headers(self, form: Form) -> list[Header]:
        """Return the headers of a form sent whole."""
        return [*_own(self.document, self.keep, form.coding, form.etag, len(form.body)), *SECURITY]

    def headers_not_modified(self, form: Form) -> list[Header]:
        """Return the headers of 304."""
        return [*_renewed(self.keep, form.etag), *SECURITY]


@dataclass(frozen=True)
class Table:
    """The answers of a publication by path.

    `quick` holds the ETags of the bare bytes that are compressed quickly so far, and could be smaller.
    """

    publication: Publication
    answers: Mapping[str, Reply]
    quick: frozenset[bytes] = frozenset()

    @cached_property
    def by_url(self) -> Mapping[bytes, Reply]:
        """Return the answers by their address as it goes over the wire, with the base path and without."""
        bases = dict.fromkeys(("", self.publication.base))
        return {f"{base}{quote(path)}".encode(): each for base in bases for path, each in self.answers.items()}

    @property
    def compressed(self) -> Compressed:
        """Return the compressed bytes by the ETag of the bare ones: what a next table need not compress again."""
        return {
            each.forms[Coding.IDENTITY].etag: {coding: form.body for coding, form in each.forms.items()}
            for each in self.answers.values()
        }


def table(publication: Publication, last: Table | None = None) -> Table:
    """Return the answers of a publication; what the table before has is taken from there, the rest made quickly."""
    known = last.compressed if last else {}
    quick: set[bytes] = set()

    def coded(body: Body, etag: bytes, coding: Coding) -> Body:
        if etag in known:
            return known[etag][coding]
        quick.add(etag)
        return written(body, coding)

    answers = {path: reply(document, coded) for path, document in publication.documents.items()}
    etags = {each.forms[Coding.IDENTITY].etag for each in answers.values()}
    unfinished = quick | (last.quick & etags if last else set())
    return Table(publication, MappingProxyType(answers), frozenset(unfinished))


def best(made: Table) -> Table:
    """Return a table whose answers are as small as can be."""
    known = dict(made.compressed)
    for etag in made.quick:
        smallest = written(known[etag][Coding.IDENTITY], Coding.BR, BEST)
        known[etag] = {**known[etag], Coding.BR: smallest}
    answers = {
        path: reply(each.document, lambda _, etag, coding: known[etag][coding]) for path, each in made.answers.items()
    }
    return Table(made.publication, MappingProxyType(answers))


def with_document(made: Table, path: str, document: Document) -> Table:
    """Return a table with another document at a path, compressed quickly."""
    publication = made.publication
    documents = MappingProxyType({**publication.documents, path: document})
    own = reply(document, lambda body, _, coding: written(body, coding))
    answers = MappingProxyType({**made.answers, path: own})
    return Table(replace(publication, documents=documents), answers, made.quick)


def reply(document: Document, coded: Callable[[Body, bytes, Coding], Body]) -> Reply:
    """Return the answer of a document; `coded` gives its bytes, of an ETag, in a coding."""
    bare = etag_of(document.body)
    bodies: dict[Coding, Body] = {Coding.IDENTITY: document.body}
    if len(document.body) >= WORTH_WHILE and is_compressible(document.media_type):
        bodies |= {coding: coded(document.body, bare, coding) for coding in (Coding.BR, Coding.GZIP)}
    etags = {coding: etag_of(body) for coding, body in bodies.items()}
    return of_bodies(document, bodies, etags)


def of_bodies(document: Document, bodies: Mapping[Coding, Body], etags: Mapping[Coding, bytes]) -> Reply:
    """Return the answer of a document whose forms are made already."""
    keep = KEEP_FOR_EVER if document.is_immutable else KEEP_NEVER if document.is_never_kept else KEEP_FOR_MINUTES
    forms = {}
    for coding, body in bodies.items():
        etag = etags[coding]
        own, renewed = _own(document, keep, coding, etag, len(body)), _renewed(keep, etag)
        forms[coding] = Form(coding, etag, body, as_lines(own), as_lines(renewed))
    return Reply(document, keep, MappingProxyType(forms))


def etag_of(body: Body) -> bytes:
    """Return the strong ETag of bytes: 80 bits of their SHA-256."""
    return b'"%s"' % hashlib.sha256(body).hexdigest()[:20].encode()


def etag_matches(if_none_match: bytes, etag: bytes) -> bool:
    """Whether an If-None-Match header names an ETag (RFC 9110 §13.1.2: `*`, or a list compared weakly)."""
    if if_none_match == etag:
        return True
    tags = [tag.strip().removeprefix(b"W/") for tag in if_none_match.split(b",")]
    return b"*" in tags or etag in tags


def as_lines(headers: Iterable[Header]) -> bytes:
    """Return headers as they go over the wire."""
    return b"".join(b"%b: %b\r\n" % header for header in headers)


def _own(document: Document, keep: Header, coding: Coding, etag: bytes, length: int) -> list[Header]:
    """Return the headers that are a form's own; those of every answer follow them."""
    coded = [] if coding is Coding.IDENTITY else [(b"content-encoding", coding.encode())]
    size = [(b"content-type", document.media_type.encode()), (b"content-length", b"%d" % length)]
    return [*size, *coded, *_renewed(keep, etag)]


def _renewed(keep: Header, etag: bytes) -> list[Header]:
    """Return what 304 says too, for a cache to renew what it has (RFC 9110 §15.4.5)."""
    return [(b"etag", etag), keep, VARY]
