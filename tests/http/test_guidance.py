"""Role guidance: pages of roles, matrix, deadlines, rights, the path of a case, the decision help – over real HTTP.

The data are proven by the linter (test_checks_duties, test_content); here they are seen as a reader sees them.
"""

import re
from collections import deque

import httpx
import pytest
from samples import TODAY
from serving import Reading, one_line

from portal import phone
from portal.address import Address
from portal.guidance import Force, Stage
from portal.kinds import DISTRICTS
from portal.model import TextState
from portal.reading import prose
from portal.reading.impact import dependents
from portal.reading.library import Library
from portal.views.edition import ABROAD

NEEDED_ROLES = {
    "warga",
    "korban-dan-keluarga",
    "saksi-pelapor",
    "ketua-rt-rw",
    "kepala-desa",
    "lurah",
    "camat",
    "bupati-wali-kota",
    "gubernur",
    "disdukcapil",
    "lpsk",
    "imigrasi",
    "perwakilan-ri",
    "dp3a-uptd-ppa",
    "dinas-sosial",
    "dinas-kesehatan-tenaga-kesehatan",
    "disnaker",
    "gugus-tugas",
    "kepolisian",
    "sekolah",
    "lsm-pendamping",
    "perusahaan-perekrut",
    "media",
    "pelatih",
}
TIME_LIMIT = re.compile(r"\d+ \([a-z ]+\) (?:kali )?(?:jam|hari|bulan|tahun)")
NO_LIMIT = re.compile(r"penjara|kurungan|pengawasan|kerja sosial|berusia|berturut-turut|belum|Hari adalah")


def text_of(client: httpx.Client, path: str) -> str:
    """Return what a page says, on one line."""
    return one_line(re.sub(r"<[^>]+>", "", client.get(path).text))


def test_every_role_that_the_portal_promises_has_a_page(real: Library, client: httpx.Client) -> None:
    """Each role has a page with what to do in the first hour, its duties by stage, and whom to call."""
    assert set() == NEEDED_ROLES - set(real.roles)
    for slug, role in real.roles.items():
        page = text_of(client, f"/peran/{slug}")
        assert role.title in page
        assert "Jam pertama" in page, slug
        assert all(duty.action.rstrip(".") in page for duty in role.duties), slug


@pytest.mark.parametrize("slug", ["ketua-rt-rw", "lurah", "camat"])
def test_village_roles_say_plainly_that_they_have_no_duty_of_their_own(slug: str, real: Library) -> None:
    """RT, lurah and camat read that national law gives them nothing beyond Pasal 57 and 60."""
    standing = real.roles[slug].standing
    assert ("Pasal 57" in standing, "Pasal 60" in standing) == (True, True)


def test_every_duty_row_is_in_the_matrix(real: Library, client: httpx.Client) -> None:
    """The matrix holds every role and stage, and a filter shows whole sentences."""
    page = text_of(client, "/tugas")
    assert [] == [role.title for role in real.roles.values() if role.title not in page]
    assert [] == [
        stage for stage in Stage if str(stage).capitalize() not in client.get("/tugas").text.replace("&amp;", "&")
    ]
    filtered = text_of(client, "/tugas?peran=camat&tahap=pencegahan")
    duties = [d.action for d in real.roles["camat"].duties if d.stage is Stage.PREVENTION]
    assert [] == [action for action in duties if action not in filtered]


def test_what_binds_everybody_is_said_once_and_shown_on_every_role(real: Library, client: httpx.Client) -> None:
    """A role's page, its print and its row of the matrix hold what binds every person and every official."""
    shared = [duty.action for slug in ("setiap-orang", "setiap-pejabat") for duty in real.roles[slug].duties]
    assert [] == [action for action in shared if action not in text_of(client, "/peran/camat")]
    assert [] == [action for action in shared if action not in text_of(client, "/tugas?peran=camat")]
    alone = [slug for slug, role in real.roles.items() if "setiap-orang" not in role.also]
    assert ["setiap-orang"] == alone


def test_a_filter_that_is_none_shows_everything(client: httpx.Client) -> None:
    """Unknown filters are passed over."""
    assert text_of(client, "/tugas?peran=naga&tahap=x") == text_of(client, "/tugas?peran=&tahap=")


def test_no_time_limit_of_the_texts_is_missing(real: Library) -> None:
    """A scan of every held text for number + jam/hari/bulan/tahun finds no limit without a row.

    KUHAP and UU 3/2026 write "Hari": their limits are chosen (those that touch victims, witnesses and local officials).
    """
    rows = {(d.basis, " ".join(d.quote.split())) for d in real.deadlines if d.basis}
    missing = []
    for work, instrument in real.instruments.items():
        if instrument.text_state is TextState.MISSING:
            continue
        for article in instrument.articles():
            for node in article.walk():
                for found in TIME_LIMIT.finditer(node.text):
                    before = node.text[max(0, found.start() - 120) : found.start()]
                    if NO_LIMIT.search(before):
                        continue
                    if not any(b in node.address.lineage and found[0] in q for b, q in rows):
                        missing.append(f"{node.address}: {found[0]}")
        assert work
    assert [] == missing


def test_the_three_restitution_deadlines_are_shown_as_open(client: httpx.Client) -> None:
    """14 days, 30 days and 30 working days stand side by side, with the open question."""
    page = client.get("/tenggat").text
    assert page.count("/catatan-hukum#tenggat-restitusi") >= 3


def test_every_right_of_the_chapter_on_protection_is_listed(real: Library) -> None:
    """Each article of BAB V that gives a right (Pasal 43–55) has a row, or explains rights given elsewhere."""
    listed = {row.basis.provision for row in real.rights if row.basis}
    chapter = real.provisions[Address.parse("uu/2007/21/bab-5")]
    gives = [
        n.address for n in chapter.children if re.search(r"\bberhak\b|wajib memberikan|wajib melindungi", n.full_text)
    ]
    assert [] == [str(address) for address in gives if address not in listed]


def test_a_provision_says_whom_it_binds(client: httpx.Client, real: Library) -> None:
    """Pasal 57 names the roles that rest on it, each with a link to its page: everybody, and who has more to do."""
    page = client.get("/uu/2007/21/pasal-57").text
    bound = {role.slug for role, _ in real.bound_by(Address.parse("uu/2007/21/pasal-57"))}
    assert {"setiap-orang", "bupati-wali-kota"} <= bound
    assert [] == [slug for slug in bound if f'href="/peran/{slug}"' not in page]


def test_a_provision_opens_its_defined_terms_in_place(client: httpx.Client) -> None:
    """Pasal 48 explains "restitusi" and "korban" without leaving the page and without script."""
    page = client.get("/uu/2007/21/pasal-48").text
    assert ("<summary>Restitusi</summary>" in page, "<summary>Korban</summary>" in page) == (True, True)


def test_terms_defined_differently_are_noted(client: httpx.Client) -> None:
    """A term with two definitions says that they differ."""
    assert "Didefinisikan berbeda" in text_of(client, "/istilah")


def test_the_case_path_is_drawn_from_its_steps(real: Library, client: httpx.Client) -> None:
    """The drawing has one box per step and a text for those who cannot see it; the list says the same."""
    page = client.get("/alur").text
    assert len(real.steps) == page.count("<rect ")
    description = re.search(r"<desc[^>]*>(.*?)</desc>", page, re.DOTALL)
    assert description
    assert [] == [s.title for s in real.steps if s.title not in description[1]]
    assert [] == [s.id for s in real.steps if f'id="{s.id}"' not in page]


def test_every_path_of_the_decision_help_ends_in_five_questions(real: Library, client: httpx.Client) -> None:
    """Walking every answer ends at an outcome; each state is a page of its own that nobody keeps."""
    assert real.inquiry
    todo: deque[tuple[str, int]] = deque([("/langkah", 0)])
    outcomes = set()
    while todo:
        path, asked = todo.popleft()
        answer = client.get(path)
        assert (200, "no-store") == (answer.status_code, answer.headers["cache-control"])
        answers = re.findall(r'<a class="answer" href="([^"]+)"', answer.text)
        if answers:
            assert asked < 5
            todo.extend((href, asked + 1) for href in answers)
        else:
            outcomes.add(path)
    assert len(real.inquiry.outcomes) == len(outcomes)


def test_no_state_of_the_decision_help_gives_a_watched_reader_away(real: Library, client: httpx.Client) -> None:
    """Address and title of every question and outcome are the same few letters, whatever was answered."""
    assert real.inquiry
    pages = [client.get(f"/langkah/{code}").text for code in real.inquiry.states]
    assert {"<title>Langkah berikutnya</title>"} == {re.search("<title>.*?</title>", page)[0] for page in pages}  # type: ignore[index]
    assert [] == [code for code in real.inquiry.states if not re.fullmatch(r"c[b-df-hj-km-np-tv-xz2-9]{4}", code)]
    rows = len(real.inquiry.questions) + len(real.inquiry.outcomes)
    assert rows == len(real.inquiry.states)


@pytest.mark.parametrize("path", ["/langkah/", "/langkah/x", "/langkah/c7", "/langkah/cbbbb/x", "/langkah/%00"])
def test_a_state_that_is_not_there_is_said_so(path: str, client: httpx.Client) -> None:
    """An address that no answer leads to is a 404 or leads to the first question, never a failure."""
    assert client.get(path, follow_redirects=True).status_code in (200, 404)


def test_every_district_has_its_numbers(real: Library, client: httpx.Client) -> None:
    """Each kabupaten and kota, Kaltara's too, has a page with the national numbers and its own; untried ones say so."""
    assert 15 == len(DISTRICTS)
    for slug, name in DISTRICTS.items():
        page = text_of(client, f"/bantuan/{slug}")
        assert (name in page, "129" in page, "110" in page) == (True, True, True)
        for contact in real.contacts:
            if contact.state and (slug in contact.districts):
                assert contact.name in page
                assert "belum kami coba" in page


def test_an_old_number_is_folded_and_stands_apart_on_paper(client: httpx.Client, real: Library) -> None:
    """On the help page untried numbers older than a year stand in a closed <details> of their need, no other does."""
    page, paper = client.get("/bantuan").text, client.get("/cetak/lembar/kontak").text
    folded = [part.partition("</ul>")[0] for part in page.split('<details class="older">')[1:]]
    old = [c.name for c in real.contacts if c.state and c.is_old(TODAY)]
    assert old
    assert set(old) == {
        name for part in folded for name in re.findall(r'<li id="[a-z0-9-]+"><strong>(.*?)</strong>', part)
    }
    counts = [
        int(n) for n in re.findall(r"<summary>Terakhir terlihat lebih dari setahun lalu \((\d+)\)</summary>", page)
    ]
    assert (len(old), len(folded)) == (sum(counts), len(counts))
    apart = "".join(
        p.partition("</table>")[0] for p in paper.split("Terakhir terlihat lebih dari setahun lalu</h3>")[1:]
    )
    assert [] == [name for name in old if f"<td>{name}</td>" not in apart]
    assert 'class="older" open' in client.get("/bantuan/samarinda").text  # who asks for a district sees what there is


def test_every_way_to_reach_a_service_is_a_link(real: Library, client: httpx.Client) -> None:
    """Each number, address and site of a service stands on the help page as a link, and on paper in full."""
    page, paper = client.get("/bantuan").text, text_of(client, "/cetak/lembar/kontak")
    for contact in real.contacts:
        wanted = [*map(phone.dialled, contact.phones), *map(phone.whatsapp, contact.whatsapps), contact.site]
        wanted += [f"mailto:{address}" for address in contact.emails]
        assert [] == [href for href in wanted if href and f'href="{href}"' not in page], contact.name
        shown = [phone.shown(n, contact.is_abroad) for n in (*contact.phones, *contact.whatsapps)]
        assert [] == [number for number in (*shown, *contact.emails) if number not in paper], contact.name


def test_who_is_told_to_call_a_mission_gets_its_numbers(pages: dict[str, Reading], real: Library) -> None:
    """Each sentence of the decision help and of guides that sends people to a mission of Indonesia links to them."""
    assert real.inquiry is not None
    told = [o for o in real.inquiry.outcomes if any(re.search("kedutaan|konsulat", step) for step in o.steps)]
    assert told
    states = {row: f"/langkah/{code}" for code, row in real.inquiry.states.items()}
    assert [] == [o.id for o in told if ABROAD not in pages[states[o]].hrefs]
    guides = [f"/panduan/{g.slug}" for g in real.guides.values() if re.search("[Hh]ubungi (kedutaan|konsulat)", g.body)]
    assert [] == [path for path in guides if ABROAD not in pages[path].hrefs]
    assert ABROAD in pages["/panduan/calon-pekerja-migran"].hrefs
    assert ABROAD.rpartition("#")[2] in pages["/bantuan"].ids


def test_no_page_says_that_a_number_was_checked(pages: dict[str, Reading]) -> None:
    """Nobody has phoned a number, so no page of ours says that one was checked."""
    claim = re.compile(r"nomor[^.]*sudah (?:kami )?(?:diperiksa|periksa|diverifikasi|coba)", re.IGNORECASE)
    assert [] == [path for path, page in pages.items() if claim.search(page.words)]


def test_a_number_nobody_tried_never_stands_large(pages: dict[str, Reading], real: Library) -> None:
    """Untried numbers are not on the home page."""
    home = {link.get("href") for link in pages["/"].links}
    assert [] == [c.name for c in real.contacts if c.state and {phone.dialled(n) for n in c.phones} & home]


def test_any_duty_is_three_links_from_home(pages: dict[str, Reading], real: Library) -> None:
    """From `/` every role's page is at most three links away, by plain links."""
    distance = {"/": 0}
    todo = deque(["/"])
    while todo:
        here = todo.popleft()
        for link in pages[here].links if here in pages else []:
            path = (link.get("href") or "").split("#")[0].split("?")[0]
            if path in pages and path not in distance:
                distance[path] = distance[here] + 1
                todo.append(path)
    far = [slug for slug in real.roles if distance.get(f"/peran/{slug}", 99) > 3]
    assert [] == far


def test_a_change_of_a_provision_names_everything_that_rests_on_it(real: Library) -> None:
    """The impact of Pasal 48 lists guide sentences, duties, deadlines, rights and steps, as the reverse tables do."""
    address = Address.parse("uu/2007/21/pasal-48")
    found = dependents(real, address)
    for kind in ("kalimat panduan", "tugas ", "batas waktu", "hak: ", "langkah: ", "pertanyaan: "):
        assert any(kind in line for line in found), kind
    expected = {f"{r.place.file}:{d.place.line_of('kutipan')}" for r, d in real.bound_by(address)}
    assert expected <= {line.split("  ")[0] for line in found}
    assert {"topik", "istilah", "soal kuis"} <= {line.split("  ")[1].split(": ")[0].split(" di ")[0] for line in found}


@pytest.mark.parametrize("folder", ["guides", "roles"])
def test_sentences_are_short(folder: str, real: Library) -> None:
    """The average sentence of a guide or role has at most 18 words."""
    texts = real.guides if folder == "guides" else real.roles
    averages = {slug: average(text.body) for slug, text in texts.items() if text.body.strip()}
    assert {} == {slug: value for slug, value in averages.items() if value > 18}


def average(markdown: str) -> float:
    """Return the average number of words between full stops, colons, question marks and ends of blocks."""
    sentences = []
    for _, block in prose.blocks(markdown):
        if not block.lstrip().startswith(("|", "#")):
            plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", block)
            sentences += [s.split() for s in re.split(r"[.?!:](?:\s|$)", plain) if len(s.split()) > 1]
    return sum(map(len, sentences)) / max(1, len(sentences))


def test_there_are_fourteen_guides_and_each_names_its_readers(real: Library) -> None:
    """At least fourteen guides, each for somebody."""
    assert len(real.guides) >= 14
    assert [] == [slug for slug, guide in real.guides.items() if not guide.audiences]


def test_a_person_has_one_page(real: Library, client: httpx.Client) -> None:
    """The guide for a role stands on its page, its old address leads there, and its prints are named."""
    own = [guide for guide in real.guides.values() if guide.role]
    assert {"ketua-rt-rw", "kepala-desa", "camat", "pelatih"} <= {guide.role for guide in own}
    for guide in own:
        assert f"/peran/{guide.role}#rujukan" == client.get(f"/panduan/{guide.slug}").headers["location"]
        page = client.get(f"/peran/{guide.role}").text
        assert guide.title in page
        assert all(f'id="{part}"' in page for part in ("sekarang", "tugas", "rujukan", "cetak")), guide.role
        assert f'href="/cetak/panduan/{guide.slug}"' in page
        assert 200 == client.get(f"/cetak/panduan/{guide.slug}").status_code


def test_duties_outside_our_texts_are_marked(real: Library, client: httpx.Client) -> None:
    """A duty from a law whose text is not here carries its full citation and the mark."""
    outside = [(r, d) for r in real.roles.values() for d in r.duties if d.outside_basis]
    assert outside
    mark = "(tidak dimuat di portal ini)"
    unmarked = [role.slug for role, _ in outside if mark not in text_of(client, f"/peran/{role.slug}")]
    assert [] == unmarked
    assert [] == [duty.action for _, duty in outside if duty.force is Force.ADVICE]
