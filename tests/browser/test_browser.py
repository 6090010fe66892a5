"""The portal in a real browser: the walks of its readers, on paper, by keyboard, without JavaScript, watched.

Elements are found as a person finds them: by role, by word, by place on the screen. Nothing leaves this machine: a
request to any other origin is noted and answered here.
"""

import re
import zipfile

import brotli
import httpx
import pytest
from playwright.sync_api import Page, expect
from samples import ROOT
from serving import EXAMPLES, EXIT, Visitor
from weighing import BUDGET

from portal.pages import frame_of
from portal.reading.library import Library
from portal.views.every import own_paths

pytestmark = pytest.mark.browser

PHONES = (320, 360)
GUIDES = ("kenali-tanda", "tugas-kecamatan-desa-rt", "hak-korban")
A4 = ("595", "842")  # points

each_example = pytest.mark.parametrize("path", EXAMPLES.values(), ids=EXAMPLES.keys())


def test_every_template_has_an_example() -> None:
    """EXAMPLES names every template, so that a new page is tested from its first day."""
    templates = {path.stem for path in (ROOT / "portal" / "templates" / "pages").glob("*.html")}
    assert templates == {name.partition(",")[0] for name in EXAMPLES}


# ---------------------------------------------------------------- the walk


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_walk_from_home_to_the_printed_article(visit: Visitor, javascript: bool) -> None:
    """Home, “ganti rugi”, the hits, Pasal 48, its Penjelasan, paper: every step works, with and without JavaScript."""
    reader = visit(java_script_enabled=javascript)
    page = reader.open("/")
    page.get_by_role("searchbox").fill("ganti rugi")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(f"{reader.origin}/cari?q=ganti+rugi")
    page.get_by_role("main").get_by_role("link", name="Pasal 48 UU 21/2007").first.click()
    expect(page).to_have_url(f"{reader.origin}/uu/2007/21/pasal-48")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pasal 48")
    expect(page.locator("#ayat-7")).to_contain_text("uang restitusi yang dititipkan dikembalikan")
    expect(page.locator("#penjelasan")).to_contain_text("mekanisme pengajuan restitusi")
    expect(page.locator("#penjelasan")).to_be_visible()
    _check_print_preview(page)
    assert [] == reader.foreign


def _check_print_preview(page: Page) -> None:
    """On paper: the law, its status, citation and Penjelasan; no menu, no search, no exit."""
    page.emulate_media(media="print")
    for furniture in (page.get_by_role("navigation"), page.get_by_role("search"), page.get_by_text("Keluar cepat")):
        for part in furniture.all():
            expect(part).to_be_hidden()
    for words in ("Pasal 48 UU 21/2007", "Berlaku", "Penjelasan resmi"):
        expect(page.get_by_text(words).filter(visible=True).first).to_be_visible()
    expect(page.locator("#penjelasan-ayat-1")).to_be_visible()
    assert _page_sizes(page.pdf(prefer_css_page_size=True))


def test_the_search_button_does_what_the_enter_key_does(visit: Visitor) -> None:
    """The form can be sent by touch, from the short form in the menu of every page."""
    page = visit(360, 740, has_touch=True, is_mobile=True).open("/uu/2007/21/pasal-1")
    page.get_by_text("Menu", exact=True).tap()
    page.get_by_role("searchbox").fill("pasal 48")
    page.get_by_role("button", name="Cari").tap()
    expect(page.get_by_role("main").get_by_role("link", name="Pasal 48 UU 21/2007").first).to_be_visible()


def test_an_address_of_a_part_shows_that_part(visit: Visitor) -> None:
    """`/uu/2007/21/pasal-48/ayat-7` opens the page with ayat (7) in view, below the bar that stays."""
    page = visit(360, 640).open("/uu/2007/21/pasal-48/ayat-7")
    assert page.url.endswith("/uu/2007/21/pasal-48#ayat-7")
    expect(page.locator("#ayat-7")).to_be_in_viewport()
    bar = page.get_by_role("link", name="Keluar cepat").bounding_box()
    part = page.locator("#ayat-7").bounding_box()
    assert bar is not None
    assert part is not None
    assert part["y"] >= bar["y"] + bar["height"]


# ---------------------------------------------------------------- paper


def _page_sizes(pdf: bytes) -> list[tuple[str, str]]:
    """Return width and height of every page of a PDF, in whole points."""
    assert pdf.startswith(b"%PDF-")
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(f"{float(width):.0f}", f"{float(height):.0f}") for width, height in boxes]


@pytest.mark.parametrize("slug", GUIDES)
def test_a_guide_prints_on_a4(visit: Visitor, slug: str) -> None:
    """Each guide becomes a PDF of A4 sheets, as the style sheet asks for."""
    page = visit().open(f"/panduan/{slug}")
    assert {A4} == set(_page_sizes(page.pdf(prefer_css_page_size=True)))


# ---------------------------------------------------------------- small screens


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_letter_that_asks_for_the_perda_is_two_steps_from_home(visit: Visitor, javascript: bool) -> None:
    """Home, the record of the Perda, the letter: it says what is asked, of whom, and by which law."""
    page = visit(390, 844, java_script_enabled=javascript).open("/")
    page.get_by_role("link", name="Perda Kaltim 4/2007").click()
    link = page.get_by_role("link", name="Surat permohonan naskah Perda Kaltim 4/2007")
    assert link.bounding_box()["y"] < 844
    link.click()
    letter = page.get_by_role("main")
    expect(letter).to_contain_text("Yth. Pejabat Pengelola Informasi dan Dokumentasi (PPID)")
    expect(letter).to_contain_text("Pasal 22 ayat (1) UU 14/2008")
    expect(letter).not_to_contain_text("Portal TPPO Kaltim")


def test_a_kit_for_twenty_on_f4_is_three_steps_from_home(visit: Visitor) -> None:
    """Cetak, the kit, and its form sent with number and paper; the ZIP says how often each file is printed."""
    page = visit(390, 844).open("/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="Utama").get_by_role("link", name="Cetak").click()
    page.get_by_role("link", name="Siapa melakukan apa").first.click()
    page.get_by_label("Jumlah peserta").fill("20")
    page.get_by_label("Kertas").select_option("f4")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh paket (ZIP)").click()
    with zipfile.ZipFile(download.value.path()) as opened:
        note = next(opened.read(name).decode() for name in opened.namelist() if name.endswith("BACA-SAYA.txt"))
    assert "20 peserta, kertas F4" in note
    assert "Cetak 20 kali" in note


def test_no_page_is_longer_than_twelve_screens_of_a_phone(visit: Visitor, real: Library) -> None:
    """As it opens, on 390 by 844 px; the register may be as long as what is not known."""
    page = visit(390, 844).open("/")
    origin, screens = page.url.rstrip("/"), {}
    for path in own_paths(real):
        if path != "/catatan-hukum" and not frame_of(path).is_paper_only:
            page.goto(origin + path)
            screens[path] = page.evaluate("document.documentElement.scrollHeight") / 844
    assert len(screens) > 100
    assert {} == {path: round(height, 1) for path, height in screens.items() if height > 12}


def test_the_head_of_a_page_is_one_row_on_the_smallest_phone(visit: Visitor) -> None:
    """Name, menu and exit stand beside each other on 320 px, and the menu opens without a script."""
    page = visit(320, 568, java_script_enabled=False).open("/peran/camat")
    tops = {round(page.locator(f".bar {part}").bounding_box()["y"] / 40) for part in (".brand", ".menu", ".exit")}
    assert 1 == len(tops)
    link = page.get_by_role("navigation", name="Utama").get_by_role("link", name="Tugas saya")
    expect(link).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    expect(link).to_be_visible()


@each_example
def test_text_of_twice_the_size_stays_readable(visit: Visitor, path: str) -> None:
    """At 200 % of the text size nothing scrolls sideways, labels stay hidden, the head is a fifth of a phone."""
    for width in (320, 390, 1280):
        page = visit(width, 844).open(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator(".bar").bounding_box()["height"] <= 844 / 5
        assert "inset(50%)" == page.locator(".skip").evaluate("link => getComputedStyle(link).clipPath")
        page.close()


@pytest.mark.parametrize("width", PHONES)
@each_example
def test_no_page_scrolls_sideways_on_a_phone(visit: Visitor, path: str, width: int) -> None:
    """At 320 and 360 px (and so at 400 % zoom) the page is as wide as the screen."""
    page = visit(width, 640).open(path)
    assert width == page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(WIDEST)


WIDEST = """() => [...document.body.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 5)
    .map(e => e.outerHTML.slice(0, 120))"""


@each_example
def test_what_is_tapped_often_is_large_enough(visit: Visitor, path: str) -> None:
    """Exit, search button and menu links are at least 44 by 44 px on a phone, and none lies on another."""
    page = visit(320, 640).open(path)
    page.get_by_text("Menu", exact=True).click()
    menu = page.get_by_role("navigation", name="Utama").get_by_role("link").all()
    assert len(menu) >= 4
    targets = [page.get_by_role("link", name="Keluar cepat"), page.get_by_role("button", name="Cari"), *menu]
    for target in targets:
        box = target.bounding_box()
        assert box is not None
        assert (True, True) == (box["width"] >= 44, box["height"] >= 44), (target.inner_text(), box)


# ---------------------------------------------------------------- the way out


@each_example
def test_the_quick_exit_stays_in_view_and_can_be_tapped(visit: Visitor, path: str) -> None:
    """However far a phone has scrolled, the exit is inside the screen and nothing lies over it."""
    page = visit(360, 640, has_touch=True, is_mobile=True).open(path)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    leave = page.get_by_role("link", name="Keluar cepat")
    box = leave.bounding_box()
    assert box is not None
    assert box["x"] >= 0 <= box["y"]
    assert box["x"] + box["width"] <= 360
    assert box["y"] + box["height"] <= 640
    assert leave.evaluate(
        "e => { const r = e.getBoundingClientRect();"
        "  return e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)); }"
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_quick_exit_leads_away_and_does_not_say_where_from(visit: Visitor, javascript: bool) -> None:
    """A tap on the exit opens the configured address, without a referrer."""
    reader = visit(360, 640, java_script_enabled=javascript)
    page = reader.open("/bantuan")
    page.get_by_role("link", name="Keluar cepat").click()
    page.wait_for_url(EXIT)
    assert "Prakiraan cuaca" == page.title()
    assert [EXIT] == [request["url"] for request in reader.foreign]
    assert "referer" not in reader.foreign[0]


@pytest.mark.parametrize("how", ["a tap", "Shift three times"])
def test_after_the_quick_exit_back_does_not_show_the_page_that_was_left(how: str, visit: Visitor) -> None:
    """The exit takes the page's place in the history: Back goes past it."""
    reader = visit(360, 640)
    page = reader.open("/")
    page.goto(f"{reader.origin}/panduan/hak-korban")
    if how == "a tap":
        page.get_by_role("link", name="Keluar cepat").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(EXIT)
    page.go_back()
    expect(page).to_have_url(f"{reader.origin}/")


def test_shift_is_counted_aloud_and_forgotten_after_another_key(visit: Visitor) -> None:
    """Each press says how many are left; a capital letter is no wish to leave."""
    page = visit(360, 640).open("/cari")
    status = page.locator("header [role=status]")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Shift 2 kali lagi untuk keluar")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Shift 1 kali lagi untuk keluar")
    page.get_by_role("searchbox").press_sequentially("Ab")
    for _ in range(2):
        page.keyboard.press("Shift")
    expect(page).to_have_url(re.compile("/cari$"))
    expect(status).to_have_text("Shift 1 kali lagi untuk keluar")


# ---------------------------------------------------------------- the keyboard


@each_example
def test_the_keyboard_meets_the_skip_link_first_and_the_exit_second(visit: Visitor, path: str) -> None:
    """The first Tab shows the skip link, the second reaches the exit; Enter on the first leads into the page."""
    page = visit().open(path)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Keluar cepat")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_focus_is_never_hidden_behind_the_bar(visit: Visitor) -> None:
    """Going back through a page by Shift+Tab, no focused link lies under the bar that stays (WCAG 2.2, 2.4.11)."""
    page = visit(360, 640).open("/uu/2007/21/pasal-48")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.locator("footer a").last.focus()
    hidden = []
    for _ in range(page.get_by_role("link").count()):
        page.keyboard.press("Shift+Tab")
        hidden += page.evaluate(HIDDEN_FOCUS)
    assert [] == hidden


HIDDEN_FOCUS = """() => {
    const e = document.activeElement, r = e.getClientRects()[0];
    if (!r || e === document.body || !e.closest('main, footer')) return [];
    const seen = [0.1, 0.5, 0.9].some(
        part => e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + r.height * part)));
    return seen ? [] : [e.outerHTML.slice(0, 120)];
}"""


# ---------------------------------------------------------------- who is watching


@each_example
def test_a_page_asks_nobody_else_and_leaves_nothing_behind(visit: Visitor, path: str) -> None:
    """No request to another origin, no cookie, no storage of any kind, at most four requests."""
    reader = visit()
    page = reader.open(path)
    assert [] == reader.foreign
    assert len(reader.asked) <= 4
    assert [] == reader.context.cookies()
    assert [0, 0, 0, 0, 0] == page.evaluate(STORED)


STORED = """async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
]"""


def test_the_first_view_fits_into_14_kb(client: httpx.Client) -> None:
    """Page and style sheet together are at most 14 KB in Brotli: home, guides, help, every provision of UU 21/2007."""
    style = re.search(r'<link rel="stylesheet" href="([^"]+)"', client.get("/").text)
    assert style
    css = len(brotli.compress(client.get(style[1]).content))
    articles = [f"/uu/2007/21/pasal-{number}" for number in range(1, 68)]
    paths = ["/", "/panduan", "/bantuan", *(f"/panduan/{slug}" for slug in GUIDES), *articles]
    sizes = {path: len(brotli.compress(client.get(path).content)) + css for path in paths}
    assert {} == {path: size for path, size in sizes.items() if size > BUDGET}


# ---------------------------------------------------------------- handing on, and listening


SHARES = "navigator.share = async (what) => { window.shared = what; }; window.shared = null;"
VOICES = """
const said = window.said = [];
const voices = () => %s;
Object.defineProperty(window, "SpeechSynthesisUtterance", {value: function (text) { this.text = text; }});
Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: voices, speaking: false, addEventListener: () => {},
    speak(words) { this.speaking = true; said.push(words.text); },
    cancel() { this.speaking = false; },
}});
"""


def test_an_answer_is_handed_on_by_the_sheet_of_the_device(visit: Visitor) -> None:
    """One tap gives the device the answer, the numbers and the whole address, and nothing else."""
    reader = visit(360, 740)
    reader.context.add_init_script(SHARES)
    page = reader.open("/tanya/paspor-ditahan")
    page.get_by_text("Bagikan", exact=True).click()
    page.wait_for_function("window.shared !== null")
    text = page.evaluate("window.shared.text")
    assert ["text"] == page.evaluate("Object.keys(window.shared)")
    assert text.startswith("Tidak boleh bagi pekerja migran")
    assert "110 (Polri)" in text
    assert text.endswith(f"\n{reader.origin}/tanya/paspor-ditahan")


def test_without_a_sheet_the_text_is_copied(visit: Visitor) -> None:
    """Where the device has no sheet, the text goes to the clipboard, and the page says so."""
    reader = visit(360, 740)
    reader.context.add_init_script("Object.defineProperty(navigator, 'share', {value: undefined});")
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.open("/panduan/kenali-tanda")
    page.get_by_text("Bagikan", exact=True).click()
    expect(page.get_by_text("Tersalin. Tempel di mana Anda perlu.")).to_be_visible()
    assert "/panduan/kenali-tanda" in page.evaluate("navigator.clipboard.readText()")


def test_without_javascript_the_text_is_there_to_select(visit: Visitor) -> None:
    """The text to hand on opens below its name."""
    page = visit(360, 740, java_script_enabled=False).open("/tanya/paspor-ditahan")
    page.get_by_text("Bagikan", exact=True).click()
    expect(page.locator(".share .copy")).to_be_visible()


@pytest.mark.parametrize(
    ("voices", "count"),
    [
        ("[]", 0),
        ("[{lang: 'id-ID', localService: false}, {lang: 'en-US', localService: true}]", 0),
        ("[{lang: 'id_ID', localService: true}]", 1),
    ],
    ids=["no voice", "a network voice only", "a local Indonesian voice"],
)
def test_a_page_is_read_aloud_by_a_voice_of_the_device_only(voices: str, count: int, visit: Visitor) -> None:
    """No button without a local Indonesian voice: a network voice would tell others what is read."""
    reader = visit(360, 740)
    reader.context.add_init_script(VOICES % voices)
    page = reader.open("/tanya/paspor-ditahan")
    button = page.get_by_role("button", name="Dengarkan")
    expect(button).to_have_count(count)
    if count:
        button.click()
        said = page.evaluate("window.said")
        assert said[0] == page.get_by_role("heading", level=1).inner_text()
        assert said[1].startswith("Tidak boleh bagi pekerja migran")
        assert not any("Pertanyaan lain" in words for words in said)
        page.get_by_role("button", name="Berhenti").click()
        expect(button).to_be_visible()


def test_the_penalty_for_trafficking_a_child_is_cited_with_its_day(visit: Visitor) -> None:
    """Two steps to the penalty of today, two to that before 2026; the article of each day is downloaded and copied."""
    reader = visit(390, 844)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.open("/sanksi")
    page.get_by_label("Korbannya anak").check()
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("15 tahun + sepertiga = 20 tahun").first).to_be_visible()
    page.goto(f"{reader.origin}/sanksi?anak=1")
    page.get_by_label("Lihat keadaan pada tanggal lain").fill("2025-12-31")
    page.get_by_role("button", name="Lihat").click()
    expect(page.get_by_text("Anda membaca hukum per 31 Desember 2025.")).to_be_visible()
    page.get_by_role("link", name="Pasal 2 ayat (1) UU 21/2007").first.click()
    expect(page.get_by_text("Anda membaca hukum per 31 Desember 2025.")).to_be_visible()
    text = page.evaluate("fetch(document.querySelector('a[href*=\".txt\"]').href).then(answer => answer.text())")
    assert "Hukum per 31 Desember 2025" in text
    page.get_by_text("Salin kutipan", exact=True).click()
    expect(page.get_by_text("Tersalin.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Pasal 2 UU 21/2007 (berlaku). Keadaan per 31 Desember 2025. Salinan tidak resmi." in copied
    assert copied.endswith(f"\n{reader.origin}/uu/2007/21/pasal-2?per=2025-12-31")


def test_an_ayat_is_copied_by_its_mark(visit: Visitor) -> None:
    """¶ copies the citation of an ayat; without JavaScript it shows it, to be selected."""
    reader = visit(390, 844)
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.open("/uu/2007/21/pasal-48")
    page.get_by_role("link", name="Salin kutipan ayat (2)").click()
    expect(page.get_by_text("¶ tersalin")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Pasal 48 ayat (2) UU 21/2007 (berlaku)")
    plain = visit(390, 844, java_script_enabled=False).open("/uu/2007/21/pasal-48")
    plain.get_by_role("link", name="Salin kutipan ayat (2)").click()
    expect(plain.locator("#ayat-2 > .cited")).to_be_visible()
