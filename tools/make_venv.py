"""Make .venv and install a lock in it: `run` for the portal, `pdf` for its PDFs as well, `dev` for its tests too.

Run by the Makefile with the Python that .venv shall have; standard library only. Every downloaded file is checked
against the hashes in requirements/. All that pip says goes to .venv/pip.log; people get one line that moves, and one
sentence when it fails. When all went well a stamp is left in .venv, which holds the folder it was made in.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import debian

OLDEST = (3, 11)
LOCKS = {
    "run": "the packages that the portal needs",
    "pdf": "the packages that draw PDFs",
    "dev": "the packages that its tests need",
}
VENV = Path(".venv")
VENV_PYTHON = str(VENV / "bin" / "python")
LOG = VENV / "pip.log"
PIP = [VENV_PYTHON, "-m", "pip", "--no-input", "--disable-pip-version-check", "install", "--no-deps"]

# What pip's complaint means, in the order in which to look for it.
NO_NETWORK = "the package registry cannot be reached; is there a network?"
CAUSES = [
    ("DO NOT MATCH THE HASHES", "a downloaded file is not the one that requirements/ names; do not use it"),
    ("No space left", "the disk is full"),
    ("Permission denied", "this folder may not be written to"),
    ("Read timed out", "the package registry does not answer; try again later"),
    ("NewConnectionError", NO_NETWORK),
    ("(from versions: none)", NO_NETWORK),
    ("No matching distribution", "the package registry does not have a locked file for this Python"),
]


def main(lock: str) -> None:
    """Bring .venv to what the lock says, and leave the stamp."""
    check_python()
    make_venv()
    run_pip(LOCKS[lock], ["--require-hashes", "--requirement", f"requirements/{lock}.txt"])
    if lock == "run":
        run_pip("the portal itself", ["--no-build-isolation", "--editable", "."])
    (VENV / f".{lock}-stamp").write_text(str(Path.cwd()) + "\n", encoding="utf-8")


def check_python() -> None:
    """Stop with a sentence when this Python is too old or cannot make a .venv."""
    if sys.version_info < OLDEST:
        stop(f"Python {sys.version.split()[0]} is too old; give a newer one, for example: make serve PYTHON=python3.12")
    if importlib.util.find_spec("ensurepip") is None:
        usual = Path("/usr/bin/python3").resolve() == Path(sys.executable).resolve()
        package = "python3-venv" if usual else f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if debian.may_install():
            tell(f"Installing {package} …")
            debian.install([package])
            importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip") is None:
            stop(f"this Python cannot make a virtual environment; as root: apt-get install {package}")


def make_venv() -> None:
    """Make .venv, unless one is there that works and was made in this folder."""
    stamp = VENV / ".run-stamp"
    moved = stamp.exists() and stamp.read_text(encoding="utf-8").strip() != str(Path.cwd())
    if VENV.exists() and not moved and succeeds([VENV_PYTHON, "-m", "pip", "--version"]):
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    if not succeeds([sys.executable, "-m", "venv", str(VENV)]):
        stop(f"'{sys.executable} -m venv .venv' failed; run it by hand to see why")


def run_pip(what: str, words: list) -> None:
    """Run pip, show on one line how far it is, and stop with a sentence when it fails."""
    started = time.monotonic()
    fetched = 0
    tell(f"Installing {what} …", ends="" if sys.stderr.isatty() else "\n")
    quiet = dict(os.environ, PIP_PROGRESS_BAR="off", PIP_ROOT_USER_ACTION="ignore")
    with LOG.open("w", encoding="utf-8") as log:
        pip = subprocess.Popen(
            PIP + words,
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in pip.stdout:
            log.write(line)
            if line.startswith("Collecting ") and sys.stderr.isatty():
                fetched += 1
                tell(f"\r\033[KInstalling {what} … {fetched} {line.split()[1].split('==')[0]}", ends="")
        failed = pip.wait() != 0
    if failed:
        if sys.stderr.isatty():
            tell("")
        said = LOG.read_text(encoding="utf-8")
        cause = next((meaning for words_, meaning in CAUSES if words_ in said), "pip failed")
        stop(f"{what} could not be installed: {cause} (details: {LOG})")
    if sys.stderr.isatty():
        tell(f"\r\033[KInstalled {what} in {time.monotonic() - started:.0f} s.")


def succeeds(command: list) -> bool:
    """Run a command in silence and say whether it exits with 0."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def tell(words: str, ends: str = "\n") -> None:
    """Say something to the person at the keyboard."""
    print(words, end=ends, file=sys.stderr, flush=True)


def stop(sentence: str) -> None:
    """End with exit code 1 and one sentence."""
    tell(f"Cannot go on: {sentence}")
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1])
