"""The house rules: who may import what, how long a file may be, and that the documents name what there is."""

import ast
import dataclasses
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from samples import ROOT

from portal import guidance, kit
from portal.errors import Code
from portal.model import Event, Fact, Instrument, ProofNote, Source
from portal.reading.reader import EVENTS, PROOFS, SEALS
from portal.reading.said import keys_of
from portal.settings import VARIABLES

PORTAL = ROOT / "portal"
MODULES = sorted(path for path in PORTAL.rglob("*.py") if path.name != "__init__.py")
TEMPLATES = sorted((PORTAL / "templates").rglob("*.html"))


def name(path: Path) -> str:
    """Return a file as the documents write it: `search/query.py`."""
    return path.relative_to(PORTAL).as_posix()


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """Return every line of the files that matches, as file:line."""
    return [
        f"{name(path)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_imports_go_one_way() -> None:
    """The import contracts of pyproject.toml are kept."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--cache-dir", ".cache/imports"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert 0 == run.returncode, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("modules", "allowed"),
    [
        (
            "portal.errors portal.kinds portal.address portal.keys portal.model portal.citation portal.guidance "
            "portal.kit portal.reading.statute portal.reading.seals",
            "",
        ),
        ("portal.reading.matter", "pydantic yaml"),
        ("portal.reading.prose", "markdown nh3"),
        ("portal.reading.library portal.checks", "pydantic yaml markdown nh3"),
        ("portal.search.words portal.search.query", "snowballstemmer"),
        ("portal.views.law portal.views.guides portal.formats", "pydantic yaml markdown nh3"),
        ("portal.views.finding", "pydantic yaml markdown nh3 snowballstemmer whoosh"),
    ],
)
def test_a_module_brings_no_library_it_does_not_need(modules: str, allowed: str) -> None:
    """Importing a module loads, of the libraries that the portal installs, only those of its own floor."""
    known = {"click", "fastapi", "jinja2", "markdown", "nh3", "pydantic", "rich", "snowballstemmer", "starlette"}
    known |= {"uvicorn", "uvloop", "whoosh", "yaml"}
    code = f"import sys\nfor m in {modules.split()!r}: __import__(m)\nprint(*{{m.split('.')[0] for m in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert set() == set(run.stdout.split()) & known - set(allowed.split()), run.stderr


def test_only_settings_reads_the_clock() -> None:
    """Today's date comes in as an argument; the one clock is in settings.py."""
    found = lines_with(r"\b(?:date\.today|datetime\.(?:now|utcnow|today)|time\.(?:time|localtime|gmtime))\b", MODULES)
    assert [] == [place for place in found if not place.startswith("settings.py:")]


def test_only_the_reader_knows_the_names_of_content_files() -> None:
    """A row says its file itself, so no other module writes one out (a hint may name where editors look)."""
    found = lines_with(r"[\"'](?:content/|[\w-]+\.yaml)", MODULES)
    assert [] == [place for place in found if not place.startswith("reading/reader.py:")]


def test_no_template_calls_text_safe() -> None:
    """Templates never turn escaping off."""
    assert [] == lines_with(r"\|\s*safe\b|autoescape|Markup", TEMPLATES)


def test_templates_are_there() -> None:
    """The tests above look at something."""
    assert TEMPLATES


def test_no_module_is_over_400_lines() -> None:
    """A module is at most 400 lines."""
    sizes = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {} == {module: size for module, size in sizes.items() if size > 400}


def test_every_module_says_what_it_owns() -> None:
    """A module begins with a docstring."""
    assert [] == [name(path) for path in MODULES if not path.read_text("utf-8").startswith('"""')]


def test_no_failure_is_swallowed() -> None:
    """Nothing catches every exception and goes on."""
    assert [] == lines_with(r"except\s*:|except (?:Base)?Exception\s*:\s*pass", MODULES)


def test_every_setting_stands_in_its_document() -> None:
    """docs/settings.md names every variable, and none that is gone."""
    document = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert set(VARIABLES) == set(re.findall(r"`(PORTAL_[A-Z_]+)`", document))


def test_every_variable_that_is_read_is_a_known_setting() -> None:
    """No module reads a PORTAL_ variable that VARIABLES does not list."""
    used = set(re.findall(r"\bPORTAL_[A-Z_]+", "".join(path.read_text("utf-8") for path in MODULES)))
    assert set(VARIABLES) == used


def test_every_code_stands_in_the_editors_handbook() -> None:
    """docs/panduan-penyunting.md says what each code means, and explains none that cannot be met."""
    handbook = (ROOT / "docs" / "panduan-penyunting.md").read_text("utf-8")
    table = handbook.split("### Arti kode")[1].split("\n## ")[0]
    explained = re.findall(r"^\| `([A-Z-]+)` \| (.+) \|$", table, re.M)
    assert explained == [(str(code), code.meaning) for code in Code]


def test_every_code_is_given_by_a_rule() -> None:
    """No code is left over from a rule that is gone."""
    texts = "".join(path.read_text("utf-8") for path in (ROOT / "portal").rglob("*.py"))
    assert [] == [code.name for code in Code if not re.search(rf"\bCode\.{code.name}\b", texts)]


def test_the_architecture_counts_the_floors_of_the_contract() -> None:
    """The number before a module in ARCHITECTURE.md is its floor in the first import contract; there are nine."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    rows = [re.split(r"\s*[|:]\s*", layer) for layer in reversed(contract["layers"])]
    floors = {room: floor for floor, row in enumerate(rows) for room in row}
    assert len(rows) <= 9
    document = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    for number, path in re.findall(r"^\| (\d) \| `([a-z_/]+)(?:\.py)?` \|", document, re.M):
        module = f"portal.{path.replace('/', '.')}"
        assert (path, floors.get(module, floors.get(module.rpartition(".")[0]))) == (path, int(number))


def test_every_module_has_a_line_in_the_architecture() -> None:
    """ARCHITECTURE.md says what each module owns, and lists none that is gone."""
    document = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    listed = set(re.findall(r"^\| \d[a-z]? \| `([a-z_/]+\.py)` \|", document, re.M))
    modules = {name(path) for path in MODULES if path.name != "__main__.py"}
    assert [] == sorted(modules ^ listed)


def test_every_decision_is_short_and_names_modules_that_are_there() -> None:
    """docs/keputusan.md holds records of at most twelve lines, each ending with the modules it concerns."""
    records = (ROOT / "docs" / "keputusan.md").read_text("utf-8").split("\n### ")[1:]
    rows = {rows[0]: rows[1:] for rows in (record.split("\n## ")[0].strip().splitlines() for record in records)}
    named = {title: re.findall(r"`([a-z_/]+\.py)`", lines[-1]) for title, lines in rows.items()}
    assert [] == [title for title, lines in rows.items() if len(lines) > 12 or not named[title]]
    assert [] == [module for modules in named.values() for module in modules if not (PORTAL / module).is_file()]


def test_every_command_stands_in_the_readme() -> None:
    """README.md names every command of the program."""
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^@_cli\.command\(.*?^def (\w+)\(", (PORTAL / "cli.py").read_text("utf-8"), re.M | re.S)
    assert [] == [command for command in commands if f"portal {command.rstrip('_').replace('_', '-')}" not in readme]
    assert len(commands) >= 5


def test_every_test_states_a_behaviour() -> None:
    """Every test has a docstring of one sentence at its top."""
    silent = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text("utf-8")
        for found in re.finditer(r"^(?:async )?def (test_\w+)\(.*?\)(?: -> None)?:\n    (\S+)", text, re.M | re.S):
            if not found[2].startswith(('"""', 'r"""')):
                silent.append(f"{path.name}: {found[1]}")
    assert [] == silent


def test_a_class_has_a_name_of_its_own() -> None:
    """No two public classes share a name: whoever reads one knows which is meant."""
    found: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(name(path))
    assert {} == {word: modules for word, modules in found.items() if len(modules) > 1}


def test_only_the_reader_knows_the_files_of_the_content() -> None:
    """Names of files and folders of the content stand in the reader; others import them."""
    content = ROOT / "content"
    names = {path.name for path in content.iterdir()} - {
        "answers",
        "guides",
        "pages",
        "roles",
        "kits",
    }  # fields of the Library too
    names |= {EVENTS, PROOFS, SEALS}
    owners = {
        "reading/reader.py",
        "print/receipt.py",
        "settings.py",
    }  # the ledger is the receipt's, the folder a setting
    told = {
        f"{name(path)}: {node.value}"
        for path in MODULES
        if name(path) not in owners
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert set() == told


def glossary() -> list[str]:
    """Return the rows of CONTRIBUTING's table of keys, from the classes that declare them."""
    kinds: list[type] = [Instrument, Source, Fact, Event, ProofNote]
    kinds += [kind for module in (guidance, kit) for kind in vars(module).values() if isinstance(kind, type)]
    rows = []
    for kind in kinds:
        pairs = keys_of(kind) if dataclasses.is_dataclass(kind) else {}
        if pairs and kind.__module__.startswith("portal."):
            words = " · ".join(f"`{key}` {field}" for field, key in pairs.items())
            rows.append(f"| {kind.__name__} | {words} |")
    return list(dict.fromkeys(rows))


def test_the_glossary_has_every_key() -> None:
    """CONTRIBUTING says for each key of editors which field it fills; the rows follow from the classes."""
    written = (ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()
    assert [] == [row for row in glossary() if row not in written]
