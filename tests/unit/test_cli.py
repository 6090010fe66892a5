"""The command line as people meet it: exit codes, data on standard output, talk on standard error.

Each test runs `python -m portal` in a process of its own. The process reads the real clock, so the content has no
contacts, whose age would be told one day.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from samples import LAW, ROOT, law, write_files

from portal import cli

ANY_BYTES = bytes(range(256))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The miniature country without its contacts."""
    folder = tmp_path_factory.mktemp("cli") / "content"
    shutil.copytree(ROOT / "tests" / "content", folder, ignore=shutil.ignore_patterns("contacts.yaml"))
    return str(folder)


def portal(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return its exit code, output and talk."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    command = [sys.executable, "-m", "portal", *words]
    return subprocess.run(
        command, cwd=ROOT, env={**kept, **variables}, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def test_check_of_sound_content_ends_with_0(tiny: str) -> None:
    """`check` of sound content says so on standard error and prints no fault; what grows old is summed up."""
    run = portal("--content", tiny, "check")
    assert (0, []) == (run.returncode, [line for line in run.stdout.splitlines() if " peringatan" not in line])
    assert re.fullmatch(r"4 peraturan, 114 bagian, 1 panduan: 0 kesalahan, \d peringatan.\n", run.stderr)


def test_check_of_faulty_content_prints_the_faults_and_ends_with_1(tmp_path: Path) -> None:
    """`check` prints each fault in two unbroken lines on standard output, the count on standard error."""
    folder = write_files(tmp_path, {LAW: law("## Pasal 1\nA.\n\n## Pasal 3\nB.\n")})
    run = portal("--content", str(folder), "check", COLUMNS="40")
    expected = [
        f"content/{LAW}:15: NOMOR-LONCAT Pasal 3 berdiri setelah Pasal 1",
        "  saran: periksa apakah ada bagian yang terlewat atau menempel pada baris sebelumnya",
    ]
    assert (1, expected) == (run.returncode, run.stdout.splitlines()[-2:])
    assert "1 peraturan, 3 bagian, 0 panduan: 2 kesalahan, 0 peringatan.\n" == run.stderr


OLD = "- nama: Pos\n  sumber: Rekaan\n  diperiksa: 2020-01-01\n  butuh: Kerja dan upah\n"
OLDER = OLD.replace("Pos", "Menara").replace("2020", "2019") + "  keadaan: belum diverifikasi\n"


@pytest.mark.parametrize(
    ("options", "code", "lines"),
    [
        (
            (),
            0,
            [
                "KONTAK-UMUR (2 peringatan, 1 lewat waktu): Nomor bantuan sudah lama tidak diperiksa. "
                "Pertama di content/contacts.yaml:3."
            ],
        ),
        (("--warnings",), 0, ["content/contacts.yaml:3:", "  saran:", "content/contacts.yaml:7:", "  saran:"]),
        (("--strict-ages",), 1, ["content/contacts.yaml:3:", "  saran:", "KONTAK-UMUR (1 peringatan):"]),
    ],
    ids=["summed up", "each", "strict"],
)
def test_warnings_come_last_and_summed_up(
    options: tuple[str, ...], code: int, lines: list[str], tmp_path: Path
) -> None:
    """What grew old never fails a check that was not asked to be strict, and never hides a fault."""
    folder = write_files(tmp_path, {LAW: law(), "contacts.yaml": OLD + OLDER})
    portal("--content", str(folder), "manifest")
    run = portal("--content", str(folder), "check", *options)
    found = run.stdout.splitlines()
    assert (code, lines) == (run.returncode, [line[: len(start)] for line, start in zip(found, lines, strict=True)])


def test_faulty_content_is_not_served(tmp_path: Path) -> None:
    """A command that needs sound content tells every fault on standard error and ends with 1."""
    folder = write_files(tmp_path, {LAW: law("## Pasal 1\nA.\n\n## Pasal 3\nB.\n")})
    run = portal("--content", str(folder), "search", "sungai")
    assert (1, "") == (run.returncode, run.stdout)
    assert f"content/{LAW}:15: NOMOR-LONCAT Pasal 3 berdiri setelah Pasal 1" in run.stderr
    assert run.stderr.rstrip().endswith("kesalahan di isi; tidak ada yang dijalankan.")


def test_manifest_seals_the_texts(tmp_path: Path) -> None:
    """`manifest` writes the seals, after which `check` is content."""
    folder = write_files(tmp_path, {LAW: law()})
    sealing = portal("--content", str(folder), "manifest")
    assert (0, "") == (sealing.returncode, sealing.stdout)
    assert f"content/{LAW}: 2 bagian baru, berubah, atau dihapus" in sealing.stderr
    assert 0 == portal("--content", str(folder), "check").returncode


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["terbang"], "No such command 'terbang'"),
        (["serve", "--port", "70000"], "70000"),
        (["search"], "Missing argument"),
    ],
)
def test_wrong_use_ends_with_2(words: list[str], said: str) -> None:
    """An unknown command, option or value is told on standard error and ends with 2."""
    run = portal(*words)
    assert (2, "", True) == (run.returncode, run.stdout, said in run.stderr)


def test_a_setting_that_cannot_be_used_ends_with_2() -> None:
    """A broken setting is told with its name and value, in one sentence, and ends with 2."""
    run = portal("check", PORTAL_PORT="seribu")
    said = "PORTAL_PORT berisi “seribu”; tulis bilangan dari 0 sampai 65535.\n"
    assert (2, "", said) == (run.returncode, run.stdout, run.stderr)


def test_get_prints_one_answer(tiny: str) -> None:
    """`get` prints the bytes that the server would send for a path."""
    run = portal("--content", tiny, "get", "/uu/1999/1/pasal-2.json")
    assert (0, "uu/1999/1/pasal-2") == (run.returncode, json.loads(run.stdout)["id"])


def test_get_tells_where_a_part_stands(tiny: str) -> None:
    """A part of a page is told as the redirect it is, on standard error."""
    run = portal("--content", tiny, "get", "/uu/1999/1/pasal-2/ayat-1")
    assert (0, "302 → /uu/1999/1/pasal-2#ayat-1\n") == (run.returncode, run.stderr)


def test_get_prints_bytes_that_are_no_text(tiny: str, tmp_path: Path) -> None:
    """`get` of a picture, a ZIP or a PDF prints it byte for byte."""
    (tmp_path / "favicon.svg").write_bytes(ANY_BYTES)
    for name in ("css", "js"):
        shutil.copytree(ROOT / "static" / name, tmp_path / name)
    command = [sys.executable, "-m", "portal", "--content", tiny, "get", "/favicon.svg"]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PORTAL_STATIC": str(tmp_path)}, capture_output=True, check=False
    )
    assert (0, ANY_BYTES, b"") == (run.returncode, run.stdout, run.stderr)


def test_get_reads_an_address_as_a_browser_does(tiny: str) -> None:
    """`get` takes an address as it is copied: with its anchor, and with signs written as %."""
    run = portal("--content", tiny, "get", "/uu/1999/1/p%61sal-2.json#ayat-1")
    assert (0, "uu/1999/1/pasal-2") == (run.returncode, json.loads(run.stdout)["id"])


def test_get_of_what_is_refused_names_the_status(tiny: str) -> None:
    """`get` says that a page is missing only where one is; what is refused otherwise is told with its status."""
    run = portal("--content", tiny, "get", "/api/v1/search?limit=0")
    assert (1, "Jawaban 400: /api/v1/search?limit=0.\n") == (run.returncode, run.stderr)


def test_get_of_nothing_ends_with_1(tiny: str) -> None:
    """An address that is not there is told on standard error and ends with 1, whatever signs it holds."""
    path = "/[/tebal]"
    run = portal("--content", tiny, "get", path)
    assert (1, f"Jawaban 404: tidak ada halaman di {path}.\n") == (run.returncode, run.stderr)


def test_search_prints_hits(tiny: str) -> None:
    """`search` prints each group, citation and path of each hit, then its excerpt."""
    run = portal("--content", tiny, "search", "pasal", "2a", "uu", "sungai")
    expected = (
        "UU 1/1999 (1)\n"
        "  Pasal 2A UU 1/1999  /uu/1999/1/pasal-2a\n"
        "    Ketentuan dalam Pasal 2 ayat (1a) berlaku pula bagi tamu.\n"
    )
    assert (0, expected, "1 hasil.\n") == (run.returncode, run.stdout, run.stderr)


def test_search_mends_the_spelling(tiny: str) -> None:
    """`search` that finds nothing as typed shows the hits of the nearest words and says so."""
    run = portal("--content", tiny, "search", "senngai")
    assert (0, True) == (run.returncode, "Ini hasil untuk “sungai”." in run.stderr)


def test_search_without_hits_ends_with_1(tiny: str) -> None:
    """`search` that finds nothing at all says so and ends with 1."""
    run = portal("--content", tiny, "search", "xyzzy")
    assert (1, "", True) == (run.returncode, run.stdout, run.stderr.startswith("Tidak ada yang cocok."))


def test_build_index_writes_the_folder_once(tiny: str, tmp_path: Path) -> None:
    """`build-index` writes the stored index, which `search` then opens; without a folder it is wrong use."""
    folder = str(tmp_path / "indeks")
    runs = [portal("--content", tiny, "build-index", PORTAL_INDEX=folder, PORTAL_SEARCH="fts5") for _ in range(2)]
    assert [0, 0] == [run.returncode for run in runs]
    assert 2 == len(list((tmp_path / "indeks").iterdir()))
    assert 0 == portal("--content", tiny, "search", "sungai", PORTAL_INDEX=folder, PORTAL_SEARCH="fts5").returncode
    assert 2 == portal("--content", tiny, "build-index").returncode


def test_build_index_fails_where_nothing_can_be_written(tiny: str, tmp_path: Path) -> None:
    """`build-index` has failed when there is no index, and says why; `search` says it too, and answers."""
    (tmp_path / "berkas").touch()
    folder = f"{tmp_path}/berkas/indeks"
    built = portal("--content", tiny, "build-index", PORTAL_INDEX=folder)
    assert (2, "", True) == (built.returncode, built.stdout, "Periksa PORTAL_INDEX" in built.stderr)
    found = portal("--content", tiny, "search", "sungai", PORTAL_INDEX=folder)
    assert (0, True, True) == (found.returncode, bool(found.stdout), "Periksa PORTAL_INDEX" in found.stderr)


def test_the_help_of_every_command_has_an_example() -> None:
    """Each command shows how it is used."""
    texts = {name: CliRunner().invoke(cli._cli, [name, "--help"]).output for name in cli._cli.commands}
    assert [] == [name for name, text in texts.items() if f"portal {name}" not in text.partition("Contoh")[2]]


def test_the_installed_command_is_the_same() -> None:
    """`portal` and `python -m portal` are one program, whose help lists every command."""
    installed = Path(sys.executable).with_name("portal")
    run = subprocess.run([installed, "--help"], capture_output=True, encoding="utf-8", check=False)
    assert portal("--help").stdout.split("\n", 1)[1] == run.stdout.split("\n", 1)[1]
    assert [] == [name for name in ("serve", "check", "manifest", "search", "get") if name not in run.stdout]


def test_help_waits_for_no_library() -> None:
    """Help loads what reads options and nothing that reads, searches, draws or serves content."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "portal", "--help"],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines()}
    assert "click" in loaded
    assert set() == loaded & {"fastapi", "jinja2", "pydantic", "rich", "uvicorn", "whoosh", "yaml"}
