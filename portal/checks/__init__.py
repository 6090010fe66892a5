"""The linter of the content: one function per rule, all faults of a run at once.

Takes a Library and gives Problems; the sentences are Indonesian, for editors. A rule never mends anything and never
stops the others. `texts` holds the rules on the law's own words, `beside` those on the data beside them, `said` those
on what we say ourselves, `duties` those on what we ask of people, `men` the one on where a grown man goes, `found`
those on the words that help to find, `asked` those on written answers and the emergency block, `pictures` the one on
drawings, `kits` those on what trainers print.
`publishable` is the door for whoever wants to serve or build: a library without faults, or ContentErrors.
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from portal.checks import asked, beside, duties, found, kits, men, pictures, said, texts
from portal.errors import Code, ContentErrors, Problem, Severity
from portal.reading.indexes import Days
from portal.reading.library import Library
from portal.reading.reader import read

Rule = Callable[[Library, date], Iterator[Problem]]

TEXT_RULES: tuple[Rule, ...] = (  # on the files as they are
    texts.numbering,
    texts.emptiness,
    texts.shape,
    texts.elucidations,
    texts.duplicates,
    texts.names,
    texts.dates,
    texts.manifests,
    beside.events,
    beside.wordings,
    beside.proofs,
    beside.relations,
    beside.corrections,
)
RULES: tuple[Rule, ...] = (  # on what we say, beside the law in the words of today
    said.citations,
    said.guides,
    said.sheets,
    said.penalties,
    said.questions,
    said.contacts,
    said.numbers_said,
    said.seals_of_contacts,
    said.days,
    duties.duties,
    duties.tables,
    duties.path,
    duties.words,
    duties.inquiry,
    asked.answers,
    asked.emergencies,
    asked.outcomes,
    asked.language,
    pictures.drawn,
    duties.roles,
    men.men,
    found.synonyms,
    found.topics,
    kits.kits,
    kits.presets,
)


def publishable(folder: Path, today: date) -> tuple[Library, tuple[Problem, ...]]:
    """Read and check the content; return the library and its warnings, or raise ContentErrors with every fault."""
    library, problems = check(folder, today)
    faults = [problem for problem in problems if problem.severity is Severity.FAULT]
    if faults:
        raise ContentErrors(faults)
    return library, tuple(problems)


def check(folder: Path, today: date) -> tuple[Library, list[Problem]]:
    """Read the content and run every rule; return what was read and all problems in file order."""
    library, problems = read(folder)
    of_today = Days(library).on(today)
    for rules, subject in ((TEXT_RULES, library), (RULES, of_today)):
        for rule in rules:
            problems += rule(subject, today)
    if not library.instruments:
        hint = "periksa letak folder isi (pengaturan PORTAL_CONTENT)"
        problems.append(Problem(str(folder), 1, Code.ISI_KOSONG, "folder isi tidak memuat satu peraturan pun", hint))
    return library, sorted(set(problems))
