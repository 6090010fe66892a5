"""Help numbers: how they look, how prose names them, and that they change only with their source."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from samples import GUIDE_FRONT, LAW, TODAY, law, write_files

from portal import cli, phone
from portal.guidance import Contact, Need
from portal.reading import numbers, seals
from portal.reading.library import Library

Messages = Callable[..., list[str]]

CONTACTS = "contacts.yaml"
POST = """\
- nama: Pos
  butuh: Kerja dan upah
  telepon: ["+628115940777"]
  wa: ["+628115413355"]
  keterangan: Rekaan.
  sumber: Rekaan
  diperiksa: 2026-11-24
"""
GUIDE = "guides/perahu.md"


@pytest.mark.parametrize(
    ("number", "abroad", "shown"),
    [
        ("110", False, "110"),
        ("1500630", False, "1500-630"),
        ("08001000", False, "0800-1000"),
        ("021129", False, "021-129"),
        ("+6282152858026", False, "0821-5285-8026"),
        ("+622129681560", False, "021-29681560"),
        ("+622129244800", True, "+62 21 29244800"),
        ("+6089772052", True, "+60 89-772 052"),
        ("+6089772052", False, "+60 89-772 052"),
        ("+85512810005", True, "+855 12 810 005"),
    ],
)
def test_a_number_is_grouped_for_the_eye(number: str, abroad: bool, shown: str) -> None:
    """How a number looks follows from its digits; the same digits are dialled."""
    assert shown == phone.shown(number, abroad)
    assert "".join(c for c in shown if c.isdigit())[-4:] == number[-4:]


@pytest.mark.parametrize(
    ("number", "is_possible"), [("129", True), ("+6282152858026", True), ("+62821", False), ("+999123456", False)]
)
def test_a_number_that_no_country_has_is_told(number: str, is_possible: bool) -> None:
    """A number too short for its country, or of no country, cannot be one."""
    assert is_possible is phone.is_possible(number)


def test_prose_names_its_numbers() -> None:
    """A name in braces becomes the number, bold and to tap; what has no number stays and is told."""
    post = Contact(
        name="Pos", need=Need.ABROAD, phones=("+6089772052",), whatsapps=(), source="Rekaan", checked_on=TODAY
    )
    text = "Telepon {nomor: Pos}.\nTulis ke {wa: Pos} atau {nomor: Menara}."
    filled = "Telepon **[+60 89-772 052](tel:+6089772052)**.\nTulis ke {wa: Pos} atau {nomor: Menara}."
    assert filled == numbers.fill(text, [post])
    assert [(1, "{wa: Pos}"), (1, "{nomor: Menara}")] == list(numbers.unnamed(text, [post]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("telepon 0811-594-0777 saja", ["0811-594-0777"]),
        ("[110](tel:110)", ["tel:110"]),
        ("https://wa.me/628115940777", ["wa.me/628115940777"]),
        ("hubungi +60 89-772 052", ["+60 89-772 052"]),
        ("hubungi 110 atau 129", []),
        ("sejak 2026-01-02, LN 2007 Nomor 58, 357/K.279/2010, Rp5.000.000.000", []),
        ("Nomor 001/2010 dan 0,5 persen", []),
    ],
)
def test_a_typed_number_is_seen_and_no_other(text: str, found: list[str]) -> None:
    """Long numbers and links that call are numbers; short names, days, amounts and law numbers are none."""
    assert found == [words for _, words in numbers.typed(text)]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Telepon {nomor: Pos}.\n", ""),
        ("Telepon 0811-594-0777.\n", "nomor “0811-594-0777” ditulis di sini"),
        ("Telepon {nomor: Menara}.\n", "“{nomor: Menara}” tidak memberi nomor"),
    ],
)
def test_a_guide_says_no_number_itself(body: str, told: str, problems: Messages) -> None:
    """A guide with a number of its own, or with a name that nobody has, fails the check at its line."""
    found = problems({LAW: law(), CONTACTS: POST, GUIDE: GUIDE_FRONT + body})
    line = GUIDE_FRONT.count("\n") + 1
    assert ([f"content/{GUIDE}:{line}: KONTAK-NOMOR {told}"] if told else []) == [p.partition("\n")[0] for p in found]


def test_a_contact_says_its_numbers_in_their_fields(problems: Messages) -> None:
    """A second number in the note would be no link; one that cannot be dialled helps nobody."""
    found = problems({LAW: law(), CONTACTS: POST.replace("Rekaan.", "Nomor kedua 0811-541-3355.")})
    hint = "pindahkan ke “telepon”, “wa”, atau “surel”"
    told = f"content/{CONTACTS}:5: KONTAK-NOMOR nomor “0811-541-3355” ditulis di sini\n  saran: {hint}"
    assert [told] == found
    hint = "periksa angkanya pada sumbernya"
    told = f"content/{CONTACTS}:1: KONTAK-NOMOR “+999123456” bukan nomor yang mungkin ada\n  saran: {hint}"
    assert [told] == problems({LAW: law(), CONTACTS: POST.replace("+628115940777", "+999123456")})


def portal(folder: Path, command: str) -> Result:
    """Run a command on a content folder."""
    return CliRunner().invoke(cli._cli, ["--content", str(folder), command])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ""),
        ({"5940777": "5940778"}, "nomor “Pos” berubah, tetapi “sumber” atau “diperiksa” tidak"),
        ({"5940777": "5940778", "11-24": "11-25"}, "nomor “Pos” berubah, tetapi “sumber” atau “diperiksa” tidak"),
        ({"5940777": "5940778", "11-24": "11-25", "sumber: Rekaan": "sumber: Baru"}, "“Pos” baru atau berubah"),
        ({"11-24": "11-25"}, "“Pos” baru atau berubah"),
        ({"nama: Pos": "nama: Menara"}, "“Menara” baru atau berubah"),
    ],
)
def test_a_number_changes_only_with_its_source(changes: dict[str, str], told: str, tmp_path: Path) -> None:
    """After sealing, other digits need another source and another day; then `portal manifest` seals them."""
    folder = write_files(tmp_path, {LAW: law(), CONTACTS: POST})
    portal(folder, "manifest")
    assert (folder / "contacts.sha256").exists()
    text = POST
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (folder / CONTACTS).write_text(text, "utf-8")
    run = portal(folder, "check")
    assert (bool(told), True) == (bool(run.exit_code), told in run.stdout)
    assert bool(told) is ("KONTAK-MANIFES" in run.stdout)
    again = portal(folder, "manifest")
    is_refused = "berubah, tetapi" in told
    assert is_refused is bool(again.exit_code)
    assert not is_refused or "nomor Pos berubah; tulis juga" in str(again.exception)
    assert is_refused is bool(portal(folder, "check").exit_code)


def test_every_number_of_ours_is_sealed(real: Library) -> None:
    """The rule is silent where there is no seal, so ours must be there."""
    assert seals.contact_seals(real.contacts) == dict(real.contact_seals)
