"""The model: how instruments are named, how text is shown, and what a status is."""

from datetime import date

import pytest

from portal.address import Address
from portal.model import Confidence, Effect, Event, status, unescape
from portal.reading.library import Library


def event(day: str, effect: Effect = Effect.AMENDED) -> Event:
    """Return an event of a day."""
    here = Address("uu/1999/1")
    return Event(
        since=date.fromisoformat(day),
        effect=effect,
        actor=here,
        actor_words="",
        targets=(here,),
        replacement=None,
        note="",
        confidence=Confidence.HIGH,
        source="Rekaan",
        checked_on=date(2026, 11, 24),
        reviewer="Penguji",
    )


@pytest.mark.parametrize(
    ("work", "short", "standard"),
    [
        ("uu/1999/1", "UU 1/1999", "Undang-Undang Nomor 1 Tahun 1999"),
        ("perda/kaltim/2002/7", "Perda Kaltim 7/2002", "Peraturan Daerah Provinsi Kalimantan Timur Nomor 7 Tahun 2002"),
        (
            "kepgub/kaltim/2003/12-k-5",
            "Keputusan Gubernur Kaltim 12/K.5/2003",
            "Keputusan Gubernur Provinsi Kalimantan Timur Nomor 12/K.5/2003",
        ),
    ],
)
def test_an_instrument_has_a_short_and_a_standard_name(work: str, short: str, standard: str, tiny: Library) -> None:
    """A law's names follow UU 12/2011; a decree carries its year in its number."""
    instrument = tiny.instruments[work]
    assert (short, standard) == (instrument.short_citation, instrument.standard_citation)


def test_the_full_name_has_title_and_gazette(tiny: Library) -> None:
    """The full citation ends with the title and the place of publication."""
    expected = "Undang-Undang Nomor 1 Tahun 1999 tentang Sungai Negeri Dongeng (LN Dongeng 1999 Nomor 1)"
    assert expected == tiny.instruments["uu/1999/1"].full_citation


def test_the_full_name_of_an_unpublished_law_has_no_gazette(tiny: Library) -> None:
    """Where the gazette is not known the full citation ends with the title."""
    expected = "Undang-Undang Nomor 3 Tahun 2005 tentang Kebersihan Sungai Negeri Dongeng"
    assert expected == tiny.instruments["uu/2005/3"].full_citation


def test_articles_are_those_of_the_text_without_the_elucidation(tiny: Library) -> None:
    """The articles of a law are listed once, in order."""
    assert ["1", "2", "2a", "3", "4", "5", "6"] == [a.number for a in tiny.instruments["uu/1999/1"].articles()]


def test_a_decree_has_dictums_for_articles(tiny: Library) -> None:
    """The dictums of a decree stand where a law has articles."""
    decree = tiny.instruments["kepgub/kaltim/2003/12-k-5"]
    assert ["kesatu", "kedua", "ketiga"] == [dictum.number for dictum in decree.articles()]


@pytest.mark.parametrize(("line", "text"), [("\\(1)", "(1)"), ("(1)", "(1)"), ("\\\\", "\\"), ("", "")])
def test_one_backslash_is_taken_off(line: str, text: str) -> None:
    """The backslash that escapes a line is not shown."""
    assert text == unescape(line)


def test_a_status_counts_the_events_up_to_its_day() -> None:
    """Only events of the day or before count, the newest first."""
    old, new, later = event("2001-01-01"), event("2002-01-01"), event("2003-01-01")
    assert (new, old) == status([later, old, new], date(2002, 1, 1)).events


@pytest.mark.parametrize(
    ("effect", "repealed"), [(effect, effect in (Effect.REPEALED, Effect.DELETED)) for effect in Effect]
)
def test_only_repeal_and_deletion_take_the_force_away(effect: Effect, repealed: bool) -> None:
    """A provision loses its force by a repeal, or by being deleted from its law, and by nothing else."""
    assert repealed is status([event("2001-01-01", effect)], date(2002, 1, 1)).is_repealed


def test_without_events_nothing_has_happened() -> None:
    """A provision that no event names has its force."""
    assert not status([], date(2026, 1, 1)).is_repealed
