"""The seal on proofed text: what it covers, and the file that holds it."""

import hashlib
from pathlib import Path

from samples import LAW, ROOT, law, write_files

from portal.reading import seals
from portal.reading.library import Library
from portal.reading.reader import read


def sealed(tmp_path: Path, body: str) -> dict[str, str]:
    """Return the seals of a body."""
    library, _ = read(write_files(tmp_path, {LAW: law(body)}))
    return seals.seals(library.instruments["uu/1999/1"])


def test_a_seal_is_the_sha256_of_a_provision_as_written(tmp_path: Path) -> None:
    """An article is sealed with all below it, without the blank lines around."""
    expected = {"uu/1999/1/pasal-1": hashlib.sha256(b"## Pasal 1\n(1) Satu.\n(2) Dua.").hexdigest()}
    assert expected == sealed(tmp_path, "## Pasal 1\n(1) Satu.\n(2) Dua.\n\n")


def test_every_word_of_a_text_is_under_a_seal(tmp_path: Path) -> None:
    """Title block, recitals, headings, articles, closing and elucidation each have a seal, in the order printed."""
    body = "JUDUL\n\n## Menimbang\na. bahwa;\n\n# BAB I UMUM\n\n## Pasal 1\nA.\n\n# Penutup\nB\n"
    body += "\n# PENJELASAN\n\n## Pasal 1\nC.\n"
    steps = ["", "/menimbang", "/bab-1", "/pasal-1", "/penutup", "/penjelasan", "/penjelasan/pasal-1"]
    assert [f"uu/1999/1{step}" for step in steps] == list(sealed(tmp_path, body))


def test_a_changed_word_changes_one_seal(tmp_path: Path) -> None:
    """Changing an article changes its own seal and no other."""
    before = sealed(tmp_path, "# BAB I UMUM\n\n## Pasal 1\nA.\n\n## Pasal 2\nB.\n")
    after = sealed(tmp_path, "# BAB I UMUM\n\n## Pasal 1\nA.\n\n## Pasal 2\nB!\n")
    assert ["uu/1999/1/pasal-2"] == [address for address in before if before[address] != after[address]]


def test_a_changed_mark_changes_the_seal(tmp_path: Path) -> None:
    """A mark is part of the wording: `a.` and `1.` are two texts."""
    assert sealed(tmp_path, "## Pasal 1\na. A.\n") != sealed(tmp_path, "## Pasal 1\n1. A.\n")


def test_two_units_with_one_address_have_two_seals(tmp_path: Path) -> None:
    """A text that uses an address twice by mistake loses no seal."""
    assert ["uu/1999/1/pasal-1", "uu/1999/1/pasal-1'"] == list(sealed(tmp_path, "## Pasal 1\nA.\n\n## Pasal 1\nB.\n"))


def test_a_record_has_nothing_to_seal(real: Library) -> None:
    """An instrument without text has no seals."""
    assert {} == seals.seals(real.instruments["perda/kaltim/2007/4"])


def test_a_manifest_file_gives_back_what_was_written() -> None:
    """Writing and reading a manifest file are inverse."""
    rows = {"uu/1999/1/pasal-1": "ab" * 32, "uu/1999/1/pasal-2": "cd" * 32}
    assert rows == seals.parse(seals.dump(rows))


def test_a_manifest_line_is_hash_and_address() -> None:
    """A manifest file reads like the output of sha256sum."""
    assert "abc  uu/1999/1/pasal-1\n" == seals.dump({"uu/1999/1/pasal-1": "abc"})


def test_lines_that_are_no_seal_are_passed_over() -> None:
    """A damaged manifest line loses its own seal only."""
    assert {"uu/1999/1/pasal-1": "abc"} == seals.parse("\nrusak\nabc  uu/1999/1/pasal-1\n")


def test_the_manifests_in_the_repository_are_written_by_the_code(real: Library) -> None:
    """Each manifest file holds exactly what `portal manifest` would write now."""
    found = {
        work: seals.dump(seals.seals(i, real.wordings.get(work, ())))
        for work, i in real.instruments.items()
        if i.articles()
    }
    files = {work: (ROOT / "content" / "regulations" / f"{work}.sha256").read_text("utf-8") for work in found}
    assert files == found
