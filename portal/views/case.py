"""The path of a case, as numbered steps and as a diagram drawn from the same data; and the decision help.

The diagram is geometry only (numbers in SVG user units); the template draws it.
"""

import textwrap
from dataclasses import dataclass

from portal.guidance import CaseStep, Inquiry
from portal.views.edition import Edition
from portal.views.guides import ContactRow, named_contacts
from portal.views.parts import HOME, Head, Link, Run, head_of

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
class AnswerOption:
    """An answer to choose: its value in the form and its words."""

    value: str
    words: str


@dataclass(frozen=True)
class InquiryPage:
    """`/langkah`: one question of the decision help, or its outcome. Answers travel in the form and nowhere else.

    `given` are the values of the answers so far; `question` is '' when the outcome is reached.
    """

    head: Head
    number: int
    question: str
    options: tuple[AnswerOption, ...]
    given: tuple[str, ...]
    outcome: str
    steps: tuple[tuple[Run, ...], ...]
    contacts: tuple[ContactRow, ...]
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
            bases=tuple(edition.cited(basis, edition.tag(basis.provision)) for basis in step.bases),
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


def inquiry_page(edition: Edition, inquiry: Inquiry, given: tuple[str, ...] = ()) -> InquiryPage:
    """Return the question or outcome that the answers given so far lead to; what cannot be an answer is dropped."""
    questions = {question.id: question for question in inquiry.questions}
    here, kept = inquiry.start, []
    for value in given:
        question = questions.get(here)
        if question is None or not value.isdecimal() or int(value) >= len(question.answers):
            break
        here = question.answers[int(value)].to
        kept.append(value)
    head = Head("/langkah", "Langkah berikutnya", "Beberapa pertanyaan singkat.", (HOME,), is_neutral=True)
    question = questions.get(here)
    if question is not None:
        options = tuple(AnswerOption(str(i), answer.words) for i, answer in enumerate(question.answers))
        return InquiryPage(head, len(kept) + 1, question.question, options, tuple(kept), "", (), (), ())
    outcome = next(o for o in inquiry.outcomes if o.id == here)
    links = (*edition.guide_links(outcome.guides), *edition.role_links(outcome.roles))
    contacts = named_contacts(edition, outcome.contacts)
    steps = edition.sentences(outcome.steps)
    return InquiryPage(head, len(kept) + 1, "", (), tuple(kept), outcome.title, steps, contacts, links)
