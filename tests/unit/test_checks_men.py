"""The linter on grown men: whatever leads to UPTD PPA says where they go, and nothing else is asked to."""

from collections.abc import Callable

import pytest
from samples import GUIDE, GUIDE_FRONT, LAW, TODAY, law
from test_checks_duties import CONTACTS, INQUIRY, POST, ROLE, ROLE_TEXT, STEP
from test_checks_kits import KIT, KIT_TEXT

from portal.checks.men import CHILDREN, men
from portal.reading.library import Library
from portal.reading.said import documents

Messages = Callable[..., list[str]]

RIGHT = """\
- hak: Rumah aman
  tahap: layanan dan pemulihan
  penanggung: UPTD PPA
  bila_ditolak: Tanyakan kepada bupati.
  dasar: uu/1999/1/pasal-1
  kutipan: wajib menjaga
"""
ROLE_ALONE = {ROLE: ROLE_TEXT, CONTACTS: POST}
LEADS = {  # what leads to UPTD PPA: the file and its text, what else must be there, the line that leads
    "a guide": (GUIDE, GUIDE_FRONT + "\nDatangi UPTD PPA.\n", {}, 7),
    "a role": (ROLE, ROLE_TEXT.replace("Jaga sungai.", "Datangi UPTD PPA."), {CONTACTS: POST}, 12),
    "a kit": (KIT, KIT_TEXT.replace("pesan: [Jaga.]", "pesan: [Datangi UPTD PPA.]"), {}, 13),
    "the path of a case": ("alur.yaml", STEP.replace("Lihat.", "Datangi UPTD PPA."), ROLE_ALONE, 5),
    "an outcome": ("tanya.yaml", INQUIRY.replace("[Pulang.]", "[Datangi UPTD PPA.]"), ROLE_ALONE, 11),
    "a right": ("hak.yaml", RIGHT, {}, 3),
}


def found(problems: Messages, file: str, text: str, others: dict[str, str]) -> list[str]:
    """Return the messages about a file over a sound law and whatever else it needs."""
    return problems({LAW: law(), **others, file: text})


@pytest.mark.parametrize("kind", LEADS)
def test_what_leads_to_the_unit_for_women_names_a_mans_way(kind: str, problems: Messages) -> None:
    """Each kind of unit is told at the line that leads to UPTD PPA, and nothing is told once men are named."""
    file, text, others, line = LEADS[kind]
    (message,) = found(problems, file, text, others)
    told = "LAKI-LAKI “UPTD PPA” disebut, tetapi tidak ke mana laki-laki dewasa pergi"
    assert message.startswith(f"content/{file}:{line}: {told}\n")
    named = text.replace("UPTD PPA", "UPTD PPA (laki-laki dewasa, dinas sosial)")
    assert [] == found(problems, file, named, others)


def test_a_link_to_the_guide_for_men_is_enough(problems: Messages) -> None:
    """A guide may say it with a link."""
    text = GUIDE_FRONT + "\nDatangi UPTD PPA, atau [pintu lain](/panduan/korban-laki-laki).\n"
    guide = {"guides/korban-laki-laki.md": GUIDE_FRONT}
    assert [] == found(problems, GUIDE, text, guide)


def test_a_boy_is_not_a_grown_man(problems: Messages) -> None:
    """Words about boys do not say where a man goes."""
    (message,) = found(problems, GUIDE, GUIDE_FRONT + "\nAnak laki-laki dilayani UPTD PPA.\n", {})
    assert "LAKI-LAKI" in message


def test_one_right_does_not_speak_for_another(problems: Messages) -> None:
    """A right is read alone, so its neighbour's words do not count."""
    named = RIGHT.replace("bupati", "dinas sosial (laki-laki dewasa)")
    (message,) = found(problems, "hak.yaml", named + RIGHT, {})
    assert message.startswith("content/hak.yaml:9: LAKI-LAKI")


def test_a_right_of_children_needs_no_word_on_men(problems: Messages) -> None:
    """UPTD PPA is the right door for children of either sex."""
    assert [] == found(problems, "hak.yaml", RIGHT.replace("Rumah aman", "Rumah aman bagi anak"), {})


def test_a_guide_on_children_is_excepted(problems: Messages) -> None:
    """Only the units with a reason may lead to UPTD PPA without a word on men."""
    assert [] == found(problems, "guides/anak.md", GUIDE_FRONT + "\nDatangi UPTD PPA.\n", {})


def test_every_exception_is_needed(real: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception names a document that would break the rule without it."""
    assert CHILDREN.keys() <= documents(real)
    monkeypatch.setattr("portal.checks.men.CHILDREN", {})
    files = {f"peran/{slug}": role.place.file for slug, role in real.roles.items()}
    files |= {slug: guide.place.file for slug, guide in real.guides.items()}
    broken = {problem.file for problem in men(real, TODAY)}
    assert {files[unit] for unit in CHILDREN} == broken
