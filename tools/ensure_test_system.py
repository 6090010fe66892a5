"""See to what the tests need from the system: a browser, and the libraries that draw PDFs; `serve` asks for these only.

Installs Debian's packages where it may. Elsewhere it says what to install and what will be missing until then; that is
no failure, so it always exits 0. Not here: axe-core, which comes with the Python packages of the dev lock.
"""

import ctypes.util
import shutil
import sys

import debian


def has_chromium() -> bool:
    """Say whether the browser that the tests drive is on the path."""
    return shutil.which("chromium") is not None


def has_driver_libraries() -> bool:
    """Say whether Playwright's driver can start: its own Node needs libatomic, which a small Debian does not have."""
    return sys.platform != "linux" or ctypes.util.find_library("atomic") is not None


def has_drawing_libraries() -> bool:
    """Say whether the libraries that WeasyPrint loads can be found."""
    return all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))


def has_page_readers() -> bool:
    """Say whether the programs that read drawn pages back are on the path."""
    return all(shutil.which(name) for name in ("pdftotext", "pdftoppm"))


DRAWING = (
    "PDFs and their tests",
    has_drawing_libraries,
    ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"],
)
NEEDS = [
    ("browser tests", has_chromium, ["chromium"]),
    ("browser tests", has_driver_libraries, ["libatomic1"]),
    DRAWING,
    ("tests that read PDFs back", has_page_readers, ["poppler-utils"]),
]


def main(needs: list) -> None:
    """Install what is missing, or tell what it costs to go on without it."""
    for tests, is_there, packages in needs:
        if is_there():
            continue
        names = " ".join(packages)
        if debian.may_install():
            tell(f"Installing {names} for the {tests} …")
            debian.install(packages)
        if not is_there():
            tell(
                f"The {tests} will be left out: they need Debian's {names} "
                f"(as root: apt-get update && apt-get install --no-install-recommends {names})."
            )


def tell(sentence: str) -> None:
    """Say something to the person at the keyboard."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main([DRAWING] if sys.argv[1:] == ["serve"] else NEEDS)
