"""Pictures of our own: what a file may hold, where pages draw them, and what the linter says of those that lack."""

from collections.abc import Callable

import pytest
from samples import GUIDE, GUIDE_FRONT, LAW, law

from portal.reading import pictures, prose
from portal.reading.library import Library

Messages = Callable[..., list[str]]

CIRCLE = '<circle cx="32" cy="32" r="9" fill="currentColor"/>'
FILE = f"{pictures.HEAD}\n{CIRCLE}\n</svg>\n"
DRAWN = "pictures/kali.svg"


def test_a_picture_stands_in_a_page_without_its_name_space() -> None:
    """What a page gets is the drawing, hidden from screen readers, with what a viewer of files needs left out."""
    drawn = pictures.drawing(FILE)
    assert drawn.startswith('<svg class="picture" aria-hidden="true" viewBox="0 0 64 64"')
    assert CIRCLE in drawn
    assert "xmlns" not in drawn
    assert "\n" not in drawn


@pytest.mark.parametrize(
    "shape",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onload="alert(1)"/>',
        '<path d="M0 0" style="fill:red"/>',
        '<a href="https://example.org"/>',
        "<text>Tolong</text>",
        '<image href="x.png"/>',
        '<path d="M0 0"/><script/>',
        '<circle cx="1" cy="1" r="&quot;"/>',
    ],
)
def test_a_picture_holds_shapes_and_nothing_else(shape: str) -> None:
    """What could run, load, link, style or speak a language is refused."""
    with pytest.raises(ValueError, match="bukan bentuk"):
        pictures.drawing(FILE.replace(CIRCLE, shape))


def test_a_picture_has_our_sheet_and_is_small() -> None:
    """Another frame than ours, or a heavy file, is refused."""
    with pytest.raises(ValueError, match="bingkai"):
        pictures.drawing(FILE.replace("0 0 64 64", "0 0 24 24"))
    with pytest.raises(ValueError, match="byte"):
        pictures.drawing(FILE.replace(CIRCLE, "\n".join([CIRCLE] * 20)))


def test_a_guide_draws_the_picture_that_it_names() -> None:
    """Markdown's own way to name a picture draws ours, and no other picture stays."""
    text = "| ![](pictures/kali) Basah | ![](https://example.org/x.png)Jauh |\n|---|---|\n"
    html = prose.render(text, lambda _: [], str, draw=lambda name: f"<svg>{name}</svg>").html
    assert "<svg>kali</svg> Basah" in html
    assert "example.org" not in html
    assert "<img" not in html
    assert [("img", "https://example.org/x.png")] == [(lost.kind, lost.value) for lost in prose.lost(text)]


def test_the_captions_are_the_words_beside_the_pictures() -> None:
    """Posters and cards say what the table of the guide says."""
    text = "| Lihat | Hukum |\n|---|---|\n| ![](pictures/kali) Basah kuyup | Pasal 1 |\n| Kering | Pasal 2 |\n"
    assert (("kali", "Basah kuyup"),) == pictures.captions(text)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({GUIDE: "Lihat ![](pictures/danau) itu.\n", DRAWN: FILE}, "GAMBAR gambar “danau” tidak ada"),
        ({GUIDE: "Lihat.\n", DRAWN: FILE}, "GAMBAR gambar “kali” tidak dipakai"),
        (
            {GUIDE: "![](pictures/kali)\n", DRAWN: FILE.replace(CIRCLE, "<text>A</text>")},
            "GAMBAR “<text>A</text>” bukan",
        ),
        ({GUIDE: "Lihat.\n", "pictures/Kali.png": "x"}, "GAMBAR berkas ini bukan gambar"),
        ({GUIDE: "Lihat.\n", "pictures/dalam/kali.svg": FILE}, "ALAMAT-BERKAS berkas ini tidak dibaca"),
    ],
    ids=["not there", "not used", "not a drawing", "not a picture", "in a folder below"],
)
def test_a_picture_that_lacks_or_is_idle_is_told(files: dict[str, str], message: str, problems: Messages) -> None:
    """Nothing that an editor meant to show vanishes without a word."""
    content = {LAW: law()} | files | {GUIDE: GUIDE_FRONT + files[GUIDE]}
    assert any(message in found for found in problems(content))


def test_a_named_picture_that_is_there_is_sound(problems: Messages) -> None:
    """A guide with its picture has no fault."""
    assert [] == problems({LAW: law(), GUIDE: GUIDE_FRONT + "![](pictures/kali) Kali.\n", DRAWN: FILE})


def test_the_portal_has_the_twelve_signs_the_first_steps_and_six_rights(real: Library) -> None:
    """For people who read little: every sign of the guide, the first steps, and the chief rights have a picture."""
    signs = pictures.captions(real.guides["kenali-tanda"].body)
    steps = {step.picture for form in real.emergencies for step in form.steps if step.picture}
    rights = {row.picture for row in real.rights if row.picture}
    assert (12, 6) == (len({name for name, _ in signs}), len(rights))
    assert len(steps) >= 5
