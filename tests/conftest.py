"""Fixtures that several test files share.

Reading needs no server and no browser: `tiny` is the miniature country of tests/content, `real` is content/. No
test reads the clock: `samples.TODAY` is the day it is.
"""

import difflib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import hypothesis
import pytest
from samples import ROOT, TODAY, write_files

from portal.checks import check
from portal.reading import seals
from portal.reading.library import Library
from portal.reading.reader import REGULATIONS, read

# ---------------------------------------------------------------- reading: libraries, faults, golden files

# The same examples in every run; `--hypothesis-profile=explore` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, max_examples=100, database=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("same")


@pytest.fixture(scope="session")
def tiny() -> Library:
    """The miniature country: two acts, a decree, a record, a guide."""
    library, problems = read(ROOT / "tests" / "content")
    assert problems == []
    return library


@pytest.fixture(scope="session")
def real() -> Library:
    """The real content."""
    library, problems = read(ROOT / "content")
    assert problems == []
    return library


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """Return a function: files in, messages of `portal check` out, in file order.

    The texts are sealed first, so that only a test that turns `sealed` off meets MANIFES.
    """

    def messages(files: Mapping[str, str | bytes], sealed: bool = True) -> list[str]:
        folder = write_files(tmp_path, files)
        if sealed:
            library, _ = read(folder)
            for work, instrument in library.instruments.items():
                path = folder / REGULATIONS / f"{work}.sha256"
                path.write_text(seals.dump(seals.seals(instrument, library.wordings[work])), "utf-8")
        return [str(problem) for problem in check(folder, TODAY)[1]]

    return messages


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Return a function that compares a text with tests/golden/<name>, or writes it when GOLDEN=rewrite is set."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if os.environ.get("GOLDEN") == "rewrite":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        expected = path.read_text("utf-8") if path.exists() else ""
        if expected != text:
            lines = difflib.unified_diff(expected.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm="")
            pytest.fail("\n".join([*list(lines)[:60], "run “make golden” and read the diff"]), pytrace=False)

    return compare


# ---------------------------------------------------------------- serving: a server, `portal serve`, a browser

pytest_plugins = ["serving", "printing"]
