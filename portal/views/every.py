"""Every page of the portal by its address: fixed ones, folders, districts, states of the decision help, the law.

Takes an Edition and a path; gives the frozen value of the page, made by the view that `portal.pages` names for it. A
name that is no view fails when this module is imported, thus at start. It knows no template and no request.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from portal.address import Address, AddressError, Kind
from portal.kinds import DISTRICTS
from portal.model import Instrument
from portal.pages import FOLDERS, PAGES, folder_of
from portal.reading.library import Library
from portal.views.case import HELP_PATH, state_page
from portal.views.contacts import help_page
from portal.views.edition import Edition
from portal.views.law import law_page

HELP, STATE = "/bantuan/", f"{HELP_PATH}/"
_LAW_KINDS = (Kind.CHAPTER, Kind.ELUCIDATION, Kind.ARTICLE, Kind.DICTUM)


def _view(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(".")
    view: Callable[..., Any] = getattr(import_module(f"portal.views.{module}"), function)
    return view


_FIXED = {row.path: _view(row.view) for row in PAGES if row.view}
_ENTRY = {folder.begins: _view(folder.view) for folder in FOLDERS}


def page_of(edition: Edition, path: str) -> Any | None:
    """Return the page at a path, None when there is none."""
    if path in _FIXED:
        return _FIXED[path](edition)
    if path.startswith(HELP):
        district = path.removeprefix(HELP)
        return help_page(edition, district) if district in DISTRICTS else None
    if path.startswith(STATE):
        return state_page(edition, path.removeprefix(STATE))
    folder = folder_of(path)
    if folder is not None:
        entry = getattr(edition.library, folder.holds).get(folder.slug(path))
        return _ENTRY[folder.begins](edition, entry) if entry else None
    try:
        address = Address.parse(path)
    except AddressError:
        return None
    return law_page(edition, address) if address.path == path and edition.library.has(address) else None


def own_paths(library: Library) -> Iterator[str]:
    """Yield the path of every page in our own words; sheets for paper only are among them."""
    yield from _FIXED
    yield from (f"{HELP}{district}" for district in DISTRICTS)
    if library.inquiry is not None:
        yield from (f"{STATE}{code}" for code in library.inquiry.states)
    for folder in FOLDERS:
        yield from (f"{folder.begins}{slug}" for slug in getattr(library, folder.holds))


def law_addresses(instrument: Instrument) -> Iterator[Address]:
    """Yield the address of every page of an instrument."""
    yield instrument.address
    for node in instrument.root.walk():
        if node.address == node.address.provision and node.kind in _LAW_KINDS and node.address.steps:
            yield node.address
