"""The words of a law on a day: changed, put in between, deleted, in any order of what the file holds."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.address import Address
from portal.model import Provision
from portal.reading import statute, wording
from portal.reading.wording import Change

LAW = Address("uu/1999/1")
TEXT = """\
# BAB I SUNGAI

## Pasal 1
Sungai dijaga.

## Pasal 2
(1) Satu.
(2) Dua:
a. air;
b. batu.

# BAB II PENUTUP

## Pasal 3
Tiga.

# PENJELASAN

## Pasal 1
Cukup jelas.

## Pasal 3
Cukup jelas.
"""
FIRST, SECOND, THIRD = date(2001, 1, 1), date(2002, 2, 2), date(2003, 3, 3)


def tree(text: str = TEXT) -> Provision:
    """Read a text."""
    return statute.parse(text, LAW)


def words(path: str, text: str) -> Provision:
    """Return one unit of a text that an amending law prints."""
    found = wording.unit(tree(text), Address.parse(f"uu/1999/1/{path}"))
    assert found is not None
    return found


def change(since: date, path: str, text: str | None, is_new: bool = False) -> Change:
    """Return a change of a unit, with its other words."""
    other = words(path, text) if text is not None else None
    return Change(since, Address.parse(f"uu/1999/1/{path}"), other, is_new)


def read(changes: list[Change], day: date, root: Provision | None = None) -> str:
    """Return the text of a day."""
    return statute.write(wording.on(root or tree(), changes, day))


def test_a_changed_article_reads_differently_from_its_day_on() -> None:
    """The day before, a text reads as in the file; from the day on the unit has its new words."""
    changes = [change(FIRST, "pasal-1", "## Pasal 1\nSungai dan danau dijaga.\n")]
    assert TEXT == read(changes, date(2000, 12, 31))
    assert TEXT.replace("Sungai dijaga.", "Sungai dan danau dijaga.") == read(changes, FIRST)


def test_a_changed_ayat_leaves_the_rest_of_its_article() -> None:
    """Of an article only the ayat that was changed reads differently."""
    changes = [change(FIRST, "pasal-2/ayat-1", "## Pasal 2\n(1) Satu, yang baru.\n")]
    assert TEXT.replace("(1) Satu.", "(1) Satu, yang baru.") == read(changes, FIRST)


def test_an_article_put_in_between_stands_behind_its_number() -> None:
    """Pasal 2A comes behind Pasal 2 in the same chapter, 2B behind 2A; before its day it is not there."""
    changes = [
        change(SECOND, "pasal-2b", "## Pasal 2B\nB.\n"),
        change(FIRST, "pasal-2a", "## Pasal 2A\nA.\n"),
    ]
    first = TEXT.replace("b. batu.\n", "b. batu.\n\n## Pasal 2A\nA.\n")
    assert first == read(changes, FIRST)
    assert first.replace("A.\n\n#", "A.\n\n## Pasal 2B\nB.\n\n#") == read(changes, SECOND)
    assert wording.unit(wording.on(tree(), changes, date(2000, 1, 1)), Address.parse("uu/1999/1/pasal-2a")) is None


def test_an_ayat_put_in_between_stands_between_its_neighbours() -> None:
    """Ayat (1a) comes between (1) and (2)."""
    changes = [change(FIRST, "pasal-2/ayat-1a", "## Pasal 2\n(1a) Satu a.\n")]
    assert TEXT.replace("(1) Satu.\n", "(1) Satu.\n(1a) Satu a.\n") == read(changes, FIRST)


def test_a_unit_before_all_others_stands_first() -> None:
    """What has the smallest number comes before the first of its kind."""
    root = tree("## Pasal 2\nDua.\n\n## Pasal 3\nTiga.\n")
    added = [change(FIRST, "pasal-1", "## Pasal 1\nSatu.\n")]
    assert "## Pasal 1\nSatu.\n\n## Pasal 2\nDua.\n\n## Pasal 3\nTiga.\n" == read(added, FIRST, root)


def test_the_explanation_of_a_new_article_stands_among_the_explanations() -> None:
    """Penjelasan Pasal 2A comes behind Penjelasan Pasal 1, the last one before it."""
    changes = [change(FIRST, "penjelasan/pasal-2a", "# PENJELASAN\n\n## Pasal 2A\nCukup jelas.\n")]
    expected = TEXT.replace("## Pasal 1\nCukup jelas.\n", "## Pasal 1\nCukup jelas.\n\n## Pasal 2A\nCukup jelas.\n")
    assert expected == read(changes, FIRST)


def test_the_first_ayat_of_an_article_stands_below_it() -> None:
    """A unit with no others of its kind beside it is put below what holds it."""
    changes = [change(FIRST, "pasal-3/ayat-1", "## Pasal 3\n(1) Satu.\n")]
    assert ["uu/1999/1/pasal-3/ayat-1"] == [
        str(node.address) for node in wording.on(tree(), changes, FIRST).walk() if "pasal-3/" in str(node.address)
    ]


def test_a_file_with_the_newest_words_gives_the_old_ones_back() -> None:
    """Where the text holds the new words, the words of before stand in until the day."""
    new = TEXT.replace("Tiga.", "Tiga, ketiga kali.").replace("b. batu.\n", "b. batu.\n\n## Pasal 2A\nSisipan.\n")
    changes = [
        change(THIRD, "pasal-3", "## Pasal 3\nTiga, kedua kali.\n", is_new=True),
        change(FIRST, "pasal-3", "## Pasal 3\nTiga.\n", is_new=True),
        change(SECOND, "pasal-2a", None, is_new=True),
    ]
    assert TEXT == read(changes, date(2000, 1, 1), tree(new))
    assert TEXT.replace("Tiga.", "Tiga, kedua kali.") == read(changes, FIRST, tree(new))
    assert new.replace("ketiga", "kedua") == read(changes, SECOND, tree(new))
    assert new == read(changes, THIRD, tree(new))


def test_a_text_without_changes_on_a_day_is_the_same_value() -> None:
    """Nothing is made anew where nothing differs, so that most days cost nothing."""
    root = tree()
    assert wording.on(root, [change(SECOND, "pasal-3", "## Pasal 3\nX.\n")], FIRST) is root
    assert wording.on(root, [], FIRST) is root


@given(st.lists(st.tuples(st.sampled_from(["1", "2", "3"]), st.integers(1, 27)), max_size=8))
def test_the_words_of_a_day_are_those_of_the_last_change_before_it(steps: list[tuple[str, int]]) -> None:
    """Whatever was changed how often, each article has the words of its last change up to the day."""
    changes = [
        change(date(2001, 1, day), f"pasal-{number}", f"## Pasal {number}\nHari {day}.\n")
        for number, day in dict.fromkeys(steps)
    ]
    on_day = wording.on(tree(), changes, date(2001, 1, 15))
    for number in "123":
        past = [day for own, day in steps if own == number and day <= 15]
        node = wording.unit(on_day, Address.parse(f"uu/1999/1/pasal-{number}"))
        own = wording.unit(tree(), Address.parse(f"uu/1999/1/pasal-{number}"))
        assert node is not None
        assert own is not None
        assert (f"Hari {max(past)}." if past else own.full_text) == node.full_text
