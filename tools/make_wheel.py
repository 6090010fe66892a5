"""Make the wheel in dist/: the same bytes from the same commit, on whatever machine and however often.

Run by `make wheel` with the Python of .venv, whose setuptools the locks pin. What is in a wheel but not in the files
would make it differ: their times (all get that of the last commit), their rights (umask), and what an earlier build
left behind; so the build happens in a copy that has none of these. Standard library only, no network.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("pyproject.toml", "LICENSE", "portal")
EARLIEST = 315532800  # 1 January 1980, the earliest day a ZIP can name


def main(target: Path) -> None:
    """Make the wheel in a folder and name it."""
    os.umask(0o022)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "source"
        gather(copy)
        words = ["--no-build-isolation", "--no-deps", "--no-cache-dir", "--no-index", "--quiet"]
        done = subprocess.run(
            [sys.executable, "-m", "pip", "--no-input", "wheel", *words, "--wheel-dir", folder, copy],
            env=os.environ | {"SOURCE_DATE_EPOCH": str(moment()), "PYTHONHASHSEED": "0"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        made = sorted(Path(folder).glob("*.whl"))
        if done.returncode or not made:
            sys.exit(f"The wheel could not be made:\n{done.stdout}{done.stderr}")
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made[0], target / made[0].name)
        print(target / made[0].name)


def gather(copy: Path) -> None:
    """Copy what the wheel is made of, words only: whoever writes them anew gives them the rights of every file."""
    copy.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, copy / name, ignore=ignored, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(source, copy / name)


def moment() -> int:
    """Return the time that the files get: SOURCE_DATE_EPOCH, else the last commit's, else 1980."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        try:
            given = subprocess.run(git, capture_output=True, encoding="utf-8", check=False).stdout.strip()
        except OSError:  # no git here
            given = ""
    return max(int(given), EARLIEST) if given.isdecimal() else EARLIEST


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist"))
