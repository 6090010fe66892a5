"""What can go wrong, and how it is said to people.

    PortalError            one sentence for the person at the keyboard; knows its exit code
      ContentErrors        the content has faults: all of them at once, as Problems
      SettingsError        a setting from the command line or environment cannot be used

A Problem is the only shape of bad content: file, line, code, what is wrong, how to mend it. The words are Indonesian,
because editors read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: a fault stops the portal, a warning does not.

    What is overdue fails the check, yet the portal starts: no site may vanish because a day passed.
    """

    FAULT = "salah"
    OVERDUE = "lewat waktu"
    WARNING = "peringatan"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of the content: where it is, what is wrong, and how to mend it."""

    file: str
    line: int
    code: str
    message: str
    hint: str
    severity: Severity = Severity.FAULT

    def __str__(self) -> str:
        """Return two lines: `file:line: CODE message` and the hint below it."""
        kind = "" if self.severity is Severity.FAULT else f"({self.severity}) "
        return f"{self.file}:{self.line}: {self.code} {kind}{self.message}\n  saran: {self.hint}"


class PortalError(Exception):
    """A failure that can be told in one sentence; `exit_code` is what the command line returns."""

    exit_code = 1


class ContentErrors(PortalError):
    """The content cannot be published; `problems` holds every fault found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Take all faults of one run."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SettingsError(PortalError):
    """A setting has a value that cannot be used; the message names the setting and quotes the value."""

    exit_code = 2
