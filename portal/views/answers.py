"""Written answers: the list of questions, and one page each; the same answer is what search and decision help show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.asking import Answer, Matter
from portal.guidance import Audience, term_anchor
from portal.reading import prose
from portal.views.contacts import ContactRow, named_contacts, shared_text
from portal.views.edition import Edition, kept
from portal.views.emergency import EmergencyBlock, emergency_block, situation_of
from portal.views.letters import letter_link
from portal.views.parts import HOME, Head, Link, Run, head_of, link_to, long_date

LIST_PATH = "/tanya"


@dataclass(frozen=True)
class AnswerCard:
    """A written answer as every page shows it: the question, the answer, the next step, whom to call, what proves it.

    `more` leads to guide and role; `words` are the words of law in it with their meaning in plain words.
    """

    href: str
    question: str
    sentences: tuple[Run, ...]
    next_step: tuple[Run, ...]
    contacts: tuple[ContactRow, ...]
    articles: tuple[Link, ...]
    more: tuple[Link, ...]
    words: tuple[tuple[str, str], ...]
    checked: str


@dataclass(frozen=True)
class AnswerPage:
    """`/tanya/{slug}`: one question with its answer, the text to hand on, and the questions beside it."""

    head: Head
    emergency: EmergencyBlock | None
    card: AnswerCard
    shared: str
    beside: tuple[Link, ...]


@dataclass(frozen=True)
class AnswerGroup:
    """The questions about one matter."""

    title: str
    anchor: str
    questions: tuple[Link, ...]


@dataclass(frozen=True)
class AnswersPage:
    """`/tanya`: every question that has a written answer, by what it is about."""

    head: Head
    emergency: EmergencyBlock | None
    groups: tuple[AnswerGroup, ...]


def answers_page(edition: Edition) -> AnswersPage:
    """Return the list of questions."""
    rows = edition.library.answers.values()
    groups = (
        AnswerGroup(matter, term_anchor(matter), tuple(_link(row) for row in rows if row.matter is matter))
        for matter in Matter
    )
    shown = tuple(group for group in groups if group.questions)
    return AnswersPage(head_of(LIST_PATH), emergency_block(edition), shown)


def answer_page(edition: Edition, answer: Answer) -> AnswerPage:
    """Return the page of a question."""
    home = link_to(LIST_PATH)
    is_for_citizens = Audience.CITIZEN in answer.audiences
    beside = [row for row in edition.library.answers.values() if row.matter is answer.matter and row is not answer]
    tab = home.words if is_for_citizens else ""
    card = answer_card(edition, answer)
    return AnswerPage(
        Head(card.href, answer.question, _plain(answer.body), (HOME, home), tab=tab),
        emergency_block(edition, situation_of(is_for_citizens)),
        card,
        shared_text(f"{_plain(answer.body)}\n{answer.next_step}", card.contacts),
        tuple(map(_link, beside)),
    )


@kept
def answer_card(edition: Edition, answer: Answer) -> AnswerCard:
    """Return an answer as shown."""
    roles = edition.role_links((answer.role,))
    return AnswerCard(
        href=f"{LIST_PATH}/{answer.slug}",
        question=answer.question,
        sentences=edition.sentences((_plain(answer.body),))[0],
        next_step=edition.sentences((answer.next_step,))[0],
        contacts=named_contacts(edition, answer.contacts),
        articles=tuple(edition.cited(address, edition.standing(address)) for address in answer.addresses),
        more=(*_letters(edition, answer), *edition.guide_links((answer.guide,)), *roles),
        words=_words(edition, f"{answer.question} {answer.body} {answer.next_step}"),
        checked=long_date(answer.checked_on),
    )


def _letters(edition: Edition, answer: Answer) -> Iterator[Link]:
    """Yield the letters that ask for the texts which the answer names and we do not have."""
    told = f"{answer.question} {answer.body} {answer.next_step}"
    named = {cited.target.work for cited in edition.library.find_citations(told) if cited.target}
    return (letter_link(row) for row in edition.library.wanted.values() if row.address.work in named)


def _link(answer: Answer) -> Link:
    return Link(f"{LIST_PATH}/{answer.slug}", answer.question)


def _plain(body: str) -> str:
    """Return an answer, which is one paragraph, on one line."""
    return " ".join(text for _, text in prose.blocks(body))


def _words(edition: Edition, text: str) -> tuple[tuple[str, str], ...]:
    """Return the glossary's words that stand in a text, with their meaning."""
    lower = text.lower()
    found = (word for word in edition.library.words if re.search(rf"\b{re.escape(word.word.lower())}\b", lower))
    return tuple((word.word, word.meaning) for word in found)
