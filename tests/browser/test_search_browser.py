"""The search box in a real browser: suggestions by keyboard, the way back, and the same without JavaScript."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect
from samples import TODAY
from serving import SETTINGS, Visit, Visitor, served
from test_accessibility import AXE, RULES, RUN

from portal.reading.library import Library

pytestmark = pytest.mark.browser

PHONE = 360


def test_suggestions_are_chosen_with_the_arrows(visit: Visitor) -> None:
    """Slash reaches the box, letters bring a list, arrows put a suggestion into the box, Enter searches for it."""
    reader = visit(width=PHONE)
    page = reader.open("/uu/2007/21/pasal-48")
    page.keyboard.press("/")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    page.keyboard.type("resti")
    options = page.get_by_role("option")
    expect(options.first).to_have_text("Restitusi")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_value("Restitusi")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "saran-0")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{reader.origin}/cari?q=Restitusi")
    assert [] == reader.foreign


def test_escape_closes_the_list_and_brings_back_what_was_typed(visit: Visitor) -> None:
    """Arrow up takes the last suggestion; Escape closes the list and leaves the letters that were typed."""
    page = visit().open("/cari")
    box = page.get_by_role("searchbox")
    box.press_sequentially("pel")
    expect(page.get_by_role("option")).to_have_count(8)
    box.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("pel")


def test_a_suggestion_is_taken_with_a_tap(visit: Visitor) -> None:
    """A tap on a suggestion searches for it."""
    reader = visit(width=PHONE, has_touch=True)
    page = reader.open("/")
    page.get_by_role("searchbox").press_sequentially("uu tp")
    page.get_by_role("option", name="UU TPPO").tap()
    expect(page).to_have_url(f"{reader.origin}/cari?q=UU+TPPO")


def test_scripts_ask_below_the_path_where_the_portal_stands(browser: Browser, real: Library) -> None:
    """Below a path of another host suggestions come from there, and what is copied leads there."""
    with served(real, replace(SETTINGS, base_url="https://kab.example/tppo"), TODAY) as origin:
        context = browser.new_context(locale="id-ID", permissions=["clipboard-read", "clipboard-write"])
        reader = Visit(context, origin)
        page = reader.open("/tppo/uu/2007/21/pasal-48")
        page.get_by_text("Salin kutipan", exact=True).click()
        expect(page.get_by_text("Tersalin.")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.endswith(f"\n{origin}/tppo/uu/2007/21/pasal-48?per={TODAY.isoformat()}")
        page.keyboard.press("/")
        page.keyboard.type("resti")
        expect(page.get_by_role("option").first).to_have_text("Restitusi")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{origin}/tppo/cari?q=resti")
        assert [] == [url for url in reader.asked if not url.startswith(f"{origin}/tppo/")]
        context.close()


def test_a_slash_typed_into_a_field_is_a_slash(visit: Visitor) -> None:
    """In the box itself the key writes its sign."""
    page = visit().open("/cari")
    box = page.get_by_role("searchbox")
    box.press_sequentially("uu 21/2007")
    expect(box).to_have_value("uu 21/2007")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_the_open_list(visit: Visitor, scheme: str) -> None:
    """The open list and its chosen suggestion keep every rule, by day and by night, and cause no sideways scrolling."""
    page = visit(width=PHONE, color_scheme=scheme).open("/")
    page.get_by_role("searchbox").press_sequentially("lapor")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("searchbox").press("ArrowDown")
    page.evaluate(f"{AXE};0")
    assert [] == [violation["id"] for violation in page.evaluate(RUN, RULES)["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_the_search_needs_no_javascript(visit: Visitor) -> None:
    """Words, filter, next page, offer: all are plain links and a plain form."""
    reader = visit(width=PHONE, java_script_enabled=False)
    page = reader.open("/cari?q=korban")
    page.get_by_text("Saring hasil", exact=True).click()
    page.get_by_role("navigation", name="Saring hasil").get_by_role("link", name="PP 9/2008").click()
    expect(page).to_have_url(f"{reader.origin}/cari?q=korban&di=pp%2F2008%2F9")
    page.get_by_role("link", name="Hasil berikutnya").click()
    expect(page).to_have_url(f"{reader.origin}/cari?q=korban&di=pp%2F2008%2F9&h=2")
    page.get_by_role("searchbox").fill("resttusi")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="resttusi").click()
    expect(page).to_have_url(f"{reader.origin}/cari?q=resttusi&persis=1")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("anak tetangga kerja di malaysia tidak ada kabar", "perwakilan"),
        ("korban ada di kantor camat kapan paling lambat", "24 jam"),
        ("bolehkah rt masuk rumah orang", "Tidak boleh"),
        ("paspor saya ditahan agen", "Tidak boleh"),
        ("restitusi kapan dibayar", "14 hari"),
        ("hukuman jual anak sekarang", "20 tahun"),
    ],
)
def test_a_question_is_answered_on_the_first_screen(query: str, words: str, visit: Visitor) -> None:
    """One search from home, 390 px, without JavaScript: its answer begins on the first screen, with a number to tap."""
    page = visit(390, 844, java_script_enabled=False).open("/")
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    answer = page.locator(".topic .lede")
    expect(answer).to_contain_text(words)
    expect(answer).to_be_in_viewport()
    expect(page.get_by_label("Bantuan sekarang").get_by_role("link", name="110")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/peran/camat", "/panduan/untuk-rt", "/tanya/paspor-ditahan", "/cari?q=paspor"])
def test_the_emergency_block_is_low(path: str, visit: Visitor) -> None:
    """On a phone of 320 by 568 px it takes at most 40 of 100 of the screen."""
    box = visit(320, 568).open(path).get_by_label("Bantuan sekarang").bounding_box()
    assert box is not None
    assert box["height"] <= 0.4 * 568
