"""Views without a server: what an Edition answers, and the sentences that pages make of it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from samples import TODAY

from portal import html
from portal.address import Address
from portal.model import Provision
from portal.reading.library import Library
from portal.views.contacts import help_page
from portal.views.edition import Edition
from portal.views.guides import guide_page, plain_page
from portal.views.law import provision_page
from portal.views.legend import legend_page
from portal.views.parts import EFFECT_WORDS, FORCE_WORDS, STATE_WORDS
from portal.views.roles import duties_page, role_page
from portal.views.tables import law_changes_page
from portal.views.units import status_line

ARTICLE = Address.parse("uu/1999/1/pasal-3")
_DAYS = (date(2000, 1, 1), date(2026, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("actor", "words", "expected"),
    [
        ("perda/kaltim/2002/7", "", "Perda Kaltim 7/2002"),
        ("uu/2005/3", "", "UU 3/2005"),
        ("uu/2005/3/pasal-41", "", "Pasal 41 UU 3/2005"),
        ("uu/2005/3", "Pasal VII angka 10", "Pasal VII angka 10 UU 3/2005"),
        ("uu/2005/3", "Pasal VII UU 3/2005 dan penjelasannya", "Pasal VII UU 3/2005 dan penjelasannya"),
    ],
)
def test_an_event_names_who_acts_in_one_way(tiny: Library, actor: str, words: str, expected: str) -> None:
    """A page and the feed name the law that acts alike, once, and with no empty place before it.

    The first two have no `rincian` and act as a whole.
    """
    [event] = [e for e in tiny.events if ARTICLE in e.targets]
    changed = replace(event, actor=Address.parse(actor), actor_words=words)
    edition = Edition(replace(tiny, events=(changed,)), TODAY)
    [notice] = provision_page(edition, tiny.provisions[ARTICLE]).status.notices
    sentence = ["Diubah sejak 1 Januari 2001 oleh ", expected, "."]
    assert sentence == [run.text for run in notice.sentence]
    [row] = law_changes_page(edition).rows
    assert f"Oleh {expected}." == row.summary


def test_an_edition_shows_what_had_happened_by_its_day(tiny: Library) -> None:
    """The same article carries its status word from the day of the event on."""
    days = [date(2000, 12, 31), date(2001, 1, 1)]
    assert ["", "Diubah"] == [Edition(tiny, day).tag(ARTICLE) for day in days]


def test_an_edition_says_its_day_only_when_it_was_asked_for(tiny: Library) -> None:
    """A page of the law names the day in words when the reader asked for it, and not otherwise."""
    day = date(2001, 1, 1)
    pages = [provision_page(Edition(tiny, day, asked), tiny.provisions[ARTICLE]) for asked in (True, False)]
    assert ["1 Januari 2001", ""] == [page.head.asked_day for page in pages]


def test_a_link_to_what_is_not_here_keeps_its_address(tiny: Library) -> None:
    """A provision that a full text does not have is cited under its own address."""
    missing = Address.parse("uu/1999/1/pasal-99")
    assert tiny.href(missing) is None
    link = Edition(tiny, TODAY).cited(missing, "catatan")
    assert ("/uu/1999/1/pasal-99", "Pasal 99 UU 1/1999", "catatan") == (link.href, link.words, link.note)


@pytest.mark.parametrize(("age", "words"), [(365, ""), (366, " (lebih dari setahun lalu)")])
def test_a_number_says_that_it_is_old(age: int, words: str, tiny: Library) -> None:
    """A number that nobody looked at for more than a year says so wherever its day stands."""
    edition = Edition(tiny, tiny.contacts[0].checked_on + timedelta(days=age))
    assert f"1 November 2026{words}" == help_page(edition).contacts[0].checked


@pytest.mark.parametrize(("age", "folded"), [(365, False), (366, True)])
def test_only_an_untried_number_is_folded_with_age(age: int, folded: bool, tiny: Library) -> None:
    """After a year an untried number goes to the folded ones; a number without that mark stays where it is."""
    sure = replace(tiny.contacts[0], state="")
    library = replace(tiny, contacts=(sure, replace(sure, name="Lain", state="belum diverifikasi")))
    page = help_page(Edition(library, sure.checked_on + timedelta(days=age)))
    [group] = page.groups
    names = [[row.name for row in rows] for rows in (page.contacts, group.rows, group.older)]
    assert [[sure.name], [] if folded else ["Lain"], ["Lain"] if folded else []] == names


@pytest.mark.parametrize("folder", ["guides", "pages", "roles"])
def test_no_heading_takes_the_id_of_something_else_on_its_page(real: Library, folder: str) -> None:
    """A document whose headings are named like everything that has an id on its page still has each id once."""
    view = {"guides": guide_page, "pages": plain_page, "roles": role_page}[folder]
    about = html.Site("Portal", "0", "/gaya.css", "/cetak.css", "/cari.js", "", MappingProxyType({}))

    def ids(row: Any, body: str) -> list[str]:
        page = view(Edition(real, TODAY), replace(row, body=body))
        return re.findall(r'\bid="([^"]*)"', html.render(page, about))

    for row in getattr(real, folder).values():
        taken = ids(row, "")
        assert "isi" in taken
        found = ids(row, "\n\n".join(f"## {name.replace('-', ' ')}\n\nKata." for name in taken))
        assert 2 * len(taken) == len(found) == len(set(found))


def test_who_does_what_is_the_same_by_role_and_by_stage(real: Library) -> None:
    """The screen folds duties by role, paper has a sheet for each stage: no duty stands on one of them only."""
    page = duties_page(Edition(real, TODAY))
    by_role = Counter(entry for _, shares in page.by_role for share in shares for entry in share.entries)
    by_stage = Counter(entry for _, shares in page.by_stage for share in shares for entry in share.entries)
    assert by_role == by_stage
    assert sum(by_role.values()) == sum(len(role.duties) for role in real.roles.values())


def test_every_mark_has_its_words_on_the_page_of_marks(real: Library) -> None:
    """What a status line, a change, a state of text or a duty's force is called is explained on `/tanda`."""
    page = legend_page(Edition(real, TODAY))
    explained = {mark for group in page.groups for mark, _ in group.rows}
    shown = {status_line(Edition(real, day), node.address).word for day in _DAYS for node in _pages_of(real)}
    assert len(shown) > 4
    assert set() == shown - explained
    assert set() == {*EFFECT_WORDS.values(), *STATE_WORDS.values(), *FORCE_WORDS.values()} - explained
    assert all(words for group in page.groups for _, words in group.rows)


def _pages_of(real: Library) -> Iterator[Provision]:
    return (node for instrument in real.instruments.values() for node in (instrument.root, *instrument.articles()))
