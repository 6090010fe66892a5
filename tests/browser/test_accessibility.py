"""axe-core on every template: WCAG 2.0 to 2.2 A and AA, and its best practices; no violation at all.

The page's own policy forbids added scripts, so axe is evaluated through the browser's debugger, which the policy does
not bind: the pages are tested as they are served.
"""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from serving import EXAMPLES, PRINTS, Visitor

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["cat.color"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


@pytest.mark.parametrize("path", EXAMPLES.values(), ids=EXAMPLES)
def test_axe_finds_no_violation_in_text_of_twice_the_size(visit: Visitor, path: str) -> None:
    """At 200 % of the text size a phone's page has no fault either."""
    page = visit(390, 844).open(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate(f"{AXE};0")
    assert [] == [_told(violation) for violation in page.evaluate(RUN, RULES)["violations"]]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [*EXAMPLES.values(), *PRINTS.values()], ids=[*EXAMPLES, *PRINTS])
def test_axe_finds_no_violation(visit: Visitor, path: str, width: int) -> None:
    """On a phone and on a desk axe has nothing to say, nor to the colours of the night."""
    page = visit(width, 800, color_scheme="light").open(path)
    page.evaluate(f"{AXE};0")
    by_day = page.evaluate(RUN, RULES)["violations"]
    page.emulate_media(color_scheme="dark")
    by_night = page.evaluate(RUN, COLOURS)["violations"]
    assert [] == [_told(violation) for violation in by_day]
    assert [] == [_told(violation) for violation in by_night]


def _told(violation: dict[str, Any]) -> str:
    places = [f"{' '.join(node['target'])} – {node['html'][:100]}" for node in violation["nodes"][:3]]
    return f"{violation['id']} ({len(violation['nodes'])}): {violation['help']}: {'; '.join(places)}"
