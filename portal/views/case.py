"""The path of a case, as numbered steps and as a diagram drawn from the same data; and the decision help.

The diagram is geometry only (numbers in SVG user units); the template draws it.
"""

import textwrap
from dataclasses import dataclass, replace

from portal.asking import Inquiry, InquiryQuestion, Situation, state_code
from portal.guidance import CaseStep
from portal.views.answers import AnswerCard, answer_card
from portal.views.edition import Edition
from portal.views.emergency import EmergencyBlock, emergency_block
from portal.views.parts import Head, Link, Run, head_of

HELP_PATH = "/langkah"

_WIDTH, _BOX_WIDTH, _BOX_HEIGHT, _GAP = 720, 216, 62, 34
_LINE_LENGTH, _LINES = 21, 2


@dataclass(frozen=True)
class StepRow:
    """A step as shown: how it joins the one before, who acts, what, by when, on which law, what follows."""

    number: int
    anchor: str
    title: str
    stage: str
    joined: str
    actors: tuple[str, ...]
    roles: tuple[Link, ...]
    action: tuple[Run, ...]
    deadline: str
    bases: tuple[Link, ...]
    outside: tuple[tuple[Run, ...], ...]
    next: tuple[Link, ...]


@dataclass(frozen=True)
class Box:
    """A step in the diagram: the corner of its box, its size, its number and the lines of its title."""

    x: int
    y: int
    width: int
    height: int
    number: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Arrow:
    """An arrow of the diagram as an SVG path."""

    path: str


@dataclass(frozen=True)
class Diagram:
    """The drawing: its size, boxes and arrows."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True)
class CasePathPage:
    """`/alur`: from first suspicion to reintegration."""

    head: Head
    steps: tuple[StepRow, ...]
    diagram: Diagram


@dataclass(frozen=True)
class QuestionPage:
    """`/langkah` and `/langkah/c…`: one question of the decision help; each answer is a link to what it leads to."""

    head: Head
    question: str
    answers: tuple[Link, ...]


@dataclass(frozen=True)
class OutcomePage:
    """`/langkah/c…`: where the decision help ends: the written answer, what else to do, what to read.

    `is_urgent` when the emergency block itself is what to do.
    """

    head: Head
    outcome: str
    emergency: EmergencyBlock | None
    is_urgent: bool
    answer: AnswerCard | None
    steps: tuple[tuple[Run, ...], ...]
    links: tuple[Link, ...]


def case_path_page(edition: Edition) -> CasePathPage:
    """Return the path of a case."""
    numbers = {step.id: number for number, step in enumerate(edition.library.steps, 1)}
    titles = {step.id: step.title for step in edition.library.steps}
    rows = tuple(
        StepRow(
            number=numbers[step.id],
            anchor=step.id,
            title=step.title,
            stage=str(step.stage).capitalize(),
            joined=step.joined,
            actors=step.actors,
            roles=edition.role_links(step.roles),
            action=edition.runs(step.action),
            deadline=step.deadline,
            bases=tuple(edition.cited(basis, edition.standing(basis)) for basis in step.bases),
            outside=edition.sentences(step.outside_bases),
            next=tuple(Link(f"#{id_}", f"{numbers[id_]}. {titles[id_]}") for id_ in step.next),
        )
        for step in edition.library.steps
    )
    return CasePathPage(head_of("/alur"), rows, diagram(edition.library.steps))


def diagram(steps: tuple[CaseStep, ...]) -> Diagram:
    """Return the drawing of the steps: a layer for each distance from the start, arrows from step to step."""
    layers = _layers(steps)
    rows: dict[int, list[CaseStep]] = {}
    for step in steps:
        rows.setdefault(layers[step.id], []).append(step)
    numbers = {step.id: number for number, step in enumerate(steps, 1)}
    boxes: dict[str, Box] = {}
    for depth, row in sorted(rows.items()):
        space = _WIDTH // len(row)
        for place, step in enumerate(row):
            width = min(_BOX_WIDTH, space - 12)
            lines = tuple(textwrap.wrap(step.title, _LINE_LENGTH * width // _BOX_WIDTH)[:_LINES])
            x = place * space + (space - width) // 2
            boxes[step.id] = Box(x, depth * (_BOX_HEIGHT + _GAP) + 4, width, _BOX_HEIGHT, numbers[step.id], lines)
    arrows = tuple(Arrow(_arrow(boxes[step.id], boxes[id_])) for step in steps for id_ in step.next)
    height = (max(rows, default=0) + 1) * (_BOX_HEIGHT + _GAP)
    return Diagram(_WIDTH, height, tuple(boxes.values()), arrows)


def _layers(steps: tuple[CaseStep, ...]) -> dict[str, int]:
    """Return the longest distance of each step from a start; steps that lead back do not count."""
    order = {step.id: index for index, step in enumerate(steps)}
    layers = dict.fromkeys(order, 0)
    for step in steps:
        for id_ in step.next:
            if order[id_] > order[step.id]:
                layers[id_] = max(layers[id_], layers[step.id] + 1)
    return layers


def _arrow(start: Box, end: Box) -> str:
    x1, y1 = start.x + start.width // 2, start.y + start.height
    x2, y2 = end.x + end.width // 2, end.y - 3
    if y2 <= y1:  # back to an earlier step: round the right side
        side = _WIDTH - 6
        right, height = start.x + start.width, start.y + start.height // 2
        return f"M{right} {height}H{side}V{end.y + end.height // 2}H{end.x + end.width + 3}"
    return f"M{x1} {y1}V{y2 - _GAP // 2}H{x2}V{y2}"  # the bend lies just above the target, below any box between


def question_page(edition: Edition) -> QuestionPage | OutcomePage | None:
    """Return the first question of the decision help, None when the content has none."""
    inquiry = edition.library.inquiry
    return None if inquiry is None else _state_page(edition, inquiry, head_of(HELP_PATH), inquiry.start)


def state_page(edition: Edition, code: str) -> QuestionPage | OutcomePage | None:
    """Return the question or outcome that a code in an address names, None when none has it.

    Neither title nor address says what was asked or answered: both stay in the history of a watched phone.
    """
    inquiry = edition.library.inquiry
    row = inquiry.states.get(code) if inquiry else None
    if inquiry is None or row is None:
        return None
    return _state_page(edition, inquiry, replace(head_of(HELP_PATH), path=f"{HELP_PATH}/{code}"), row.id)


def _state_page(edition: Edition, inquiry: Inquiry, head: Head, id_: str) -> QuestionPage | OutcomePage | None:
    row = inquiry.states.get(state_code(id_))
    if isinstance(row, InquiryQuestion):
        answers = tuple(Link(f"{HELP_PATH}/{state_code(choice.to)}", choice.words) for choice in row.choices)
        return QuestionPage(head, row.question, answers)
    if row is None:
        return None
    answer = edition.library.answers.get(row.answer)
    return OutcomePage(
        head=head,
        outcome=row.title,
        emergency=emergency_block(edition, row.emergency or Situation.MINE, only_own=bool(row.emergency)),
        is_urgent=row.emergency is not None,
        answer=answer_card(edition, answer) if answer else None,
        steps=edition.sentences(row.steps),
        links=(*edition.guide_links(row.guides), *edition.role_links(row.roles)),
    )
