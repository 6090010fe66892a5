"""The wheel: the same bytes from the same files, and what is in it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from samples import ROOT

TOOL = Path("tools") / "make_wheel.py"


def wheel(project: Path, target: Path, umask: int) -> Path:
    """Make the wheel of a project folder and return it."""
    env = os.environ | {"SOURCE_DATE_EPOCH": "1790000000"}
    command = [sys.executable, project / TOOL, target]
    run = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", umask=umask, check=False)
    assert 0 == run.returncode, run.stderr
    return next(target.glob("*.whl"))


def test_the_same_files_make_the_same_wheel(tmp_path: Path) -> None:
    """Another folder, other rights and times, and what an earlier build left behind change no byte."""
    first = wheel(ROOT, tmp_path / "first", 0o022)
    elsewhere = tmp_path / "elsewhere"
    for name in ("portal", "tools"):
        shutil.copytree(ROOT / name, elsewhere / name, copy_function=shutil.copyfile)
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copyfile(ROOT / name, elsewhere / name)
    (elsewhere / "build" / "lib" / "portal").mkdir(parents=True)
    (elsewhere / "build" / "lib" / "portal" / "gone.py").write_text("")
    for path in elsewhere.rglob("*.py"):
        path.chmod(0o600)
    second = wheel(elsewhere, tmp_path / "second", 0o077)
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        names = set(packed.namelist())
    templates = ROOT / "portal" / "templates"
    assert set() == {str(path.relative_to(ROOT)) for path in templates.rglob("*.html")} - names
    assert not any(name.startswith(("content/", "static/", "tests/")) for name in names)
