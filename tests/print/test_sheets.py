"""One sheet of paper: a role's checklist and the drawing of the path, printed by a real Chromium."""

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def pages_of(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("slug", ["ketua-rt-rw", "kepala-desa", "camat"])
def test_the_checklist_of_a_role_is_one_sheet(slug: str, visit: Any) -> None:
    """What a role does first stands on the first page; its duties begin on the second."""
    page = visit().open(f"/peran/{slug}")
    pdf = page.pdf(prefer_css_page_size=True, page_ranges="1")
    assert 1 == pages_of(pdf)
    page.emulate_media(media="print")
    height = page.locator(".sheet").bounding_box()["height"]
    assert height < 259 / 25.4 * 96  # an A4 page less its margins, in CSS pixels


def test_the_drawing_of_the_case_path_fits_a_page(visit: Any) -> None:
    """The drawing is not higher than an A4 page."""
    page = visit().open("/alur")
    page.emulate_media(media="print")
    assert page.locator(".diagram svg").bounding_box()["height"] < 259 / 25.4 * 96
