"""The one Jinja environment: a page value in, HTML out.

Autoescape is always on and undefined names are errors. Each page class has a template of the same name under
`templates/pages/`; a template gets `page` and `site` and nothing else. Guide prose arrives sanitised (`prose`) and is
the one thing marked as safe, here.
"""

import re
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@dataclass(frozen=True)
class Site:
    """What every page may say about the portal: name, version, hashed paths of style sheet and script, where the
    exit link leads."""

    name: str
    version: str
    style_href: str
    script_href: str
    exit_href: str


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("portal", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["sanitised"] = Markup  # only for the html field of GuidePage
    return environment


_ENVIRONMENT = _environment()


def template_name(page: object) -> str:
    """Return the template of a page value: ProvisionPage → pages/provision.html."""
    words = re.findall(r"[A-Z][a-z]+", type(page).__name__.removesuffix("Page"))
    return f"pages/{'_'.join(word.lower() for word in words)}.html"


def render(page: Any, site: Site) -> str:
    """Return a page as HTML."""
    return _ENVIRONMENT.get_template(template_name(page)).render(page=page, site=site)
