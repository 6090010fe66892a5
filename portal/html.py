"""The one Jinja environment: a page value in, HTML out.

Autoescape is always on and undefined names are errors. Each page class has a template of the same name under
`templates/pages/`; a template gets `page` and `site` and nothing else. Guide prose arrives sanitised (`prose`) and is
the one thing marked as safe, here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from portal import dated, placed
from portal.pages import MENU, PAGES, Page


@dataclass(frozen=True)
class Site:
    """What every page may say about the portal.

    Name, version, hashed paths of style sheets (for the screen, for paper) and script, where the exit link leads, the
    formats of a page of the law (suffix and name), why there are no PDFs ('' when there are), the public origin (''
    when unknown), the path below which the portal stands ('' for none), where faults are told ('' for nowhere), and the
    pages that the menu and the foot lead to.
    """

    name: str
    version: str
    style_href: str
    print_href: str
    script_href: str
    exit_href: str
    formats: Mapping[str, str]
    pdf_missing: str = "belum diperiksa"
    origin: str = ""
    canonical: str = ""
    base: str = ""
    mail: str = ""
    menu: tuple[Page, ...] = MENU
    foot: tuple[Page, ...] = tuple(row for row in PAGES if row.is_in_foot)


def _environment(loader: BaseLoader) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["sanitised"] = Markup  # only for prose that passed its allow-list, and for pictures
    return environment


_SCREEN = PackageLoader("portal", "templates")
_ENVIRONMENT = _environment(_SCREEN)
# On paper the same templates stand in another frame: what lies in templates/paper goes before what it is named like.
_PAPER = _environment(ChoiceLoader([PackageLoader("portal", "templates/paper"), _SCREEN]))


def template_name(page: object) -> str:
    """Return the template of a page value: ProvisionPage → pages/provision.html."""
    words = re.findall(r"[A-Z][a-z]+", type(page).__name__.removesuffix("Page"))
    return f"pages/{'_'.join(word.lower() for word in words)}.html"


def render(page: Any, site: Site) -> str:
    """Return a page as HTML; its links keep the day that its reader asked for."""
    text = _ENVIRONMENT.get_template(template_name(page)).render(page=page, site=site)
    return placed.under(site.base, dated.keep(text, page.head.asked))


def on_paper(page: Any, site: Site) -> str:
    """Return a page without its frame, for `paper` to put into a print; or the print itself (PrintPage)."""
    return _PAPER.get_template(template_name(page)).render(page=page, site=site)


def print_view(page: Any, site: Site) -> str:
    """Return a print as a browser shows it; the press and a ZIP take it from `on_paper`, since they ask no server."""
    return placed.under(site.base, on_paper(page, site))
