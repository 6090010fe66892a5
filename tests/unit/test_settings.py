"""Settings from the environment, the one clock, and what errors say."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from portal.errors import ContentErrors, PortalError, Problem, SettingsError, Severity
from portal.settings import Settings, today


def test_without_variables_the_settings_are_the_usual_ones() -> None:
    """An empty environment gives the usual settings."""
    assert Settings() == Settings.from_env({})


def test_an_empty_variable_counts_as_none() -> None:
    """A variable that is set to nothing leaves the usual value."""
    assert Settings() == Settings.from_env({"PORTAL_PORT": "", "PORTAL_CONTENT": "", "PORTAL_EXIT_URL": ""})


def test_every_variable_sets_its_value() -> None:
    """Each variable is read into its own setting, a trailing slash of the origin taken off."""
    env = {
        "PORTAL_CONTENT": "isi",
        "PORTAL_STATIC": "gaya",
        "PORTAL_HOST": "0.0.0.0",
        "PORTAL_PORT": "8080",
        "PORTAL_WORKERS": "2",
        "PORTAL_EXIT_URL": "https://contoh.invalid/",
        "PORTAL_BASE_URL": "https://portal.invalid/",
        "PORTAL_MAIL": "redaksi@portal.invalid",
        "PORTAL_SEARCH": "fts5",
        "PORTAL_INDEX": "indeks",
    }
    expected = Settings(
        content=Path("isi"),
        static=Path("gaya"),
        host="0.0.0.0",
        port=8080,
        workers=2,
        exit_url="https://contoh.invalid/",
        base_url="https://portal.invalid",
        mail="redaksi@portal.invalid",
        search="fts5",
        index=Path("indeks"),
    )
    assert expected == Settings.from_env(env)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_PORT", "-1"),
        ("PORTAL_PORT", "65536"),
        ("PORTAL_PORT", "80.5"),
        ("PORTAL_PORT", "²"),
        ("PORTAL_WORKERS", "0"),
        ("PORTAL_WORKERS", "banyak"),
        ("PORTAL_EXIT_URL", "javascript:alert(1)"),
        ("PORTAL_BASE_URL", "portal.invalid"),
        ("PORTAL_MAIL", "redaksi"),
        ("PORTAL_MAIL", "redaksi@localhost"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str) -> None:
    """A value that cannot be used is refused with its name and itself."""
    with pytest.raises(SettingsError, match=f"^{name} berisi “{value.replace('(', '.').replace(')', '.')}”; tulis "):
        Settings.from_env({name: value})


@pytest.mark.parametrize(
    ("value", "quoted", "wanted"),
    [
        ("https://", "https://", "alamat lengkap"),
        ("https:///jalan", "https:///jalan", "alamat lengkap"),
        ("https://.", "https://.", "alamat lengkap"),
        ("https://[::1", "https://[::1", "alamat lengkap"),
        ("https://portal.example:delapan", "https://portal.example:delapan", "alamat lengkap"),
        ("https://portal.example:0", "https://portal.example:0", "alamat lengkap"),
        ("ftp://portal.example", "ftp://portal.example", "alamat lengkap"),
        ("//portal.example", "//portal.example", "alamat lengkap"),
        ("https://portal example", "https://portal example", "alamat tanpa spasi"),
        ("https://portal.example\n/a", "https://portal.example�/a", "alamat tanpa spasi"),
        ("https://portal.\x00example", "https://portal.�example", "alamat tanpa spasi"),
        ('https://portal.example/"', 'https://portal.example/"', "alamat tanpa spasi"),
        ("https://admin:rahasia@portal.example", "https://…@portal.example", "alamat tanpa nama pengguna dan sandi"),
        ("https://admin@portal.example", "https://…@portal.example", "alamat tanpa nama pengguna dan sandi"),
        ("https://portal.example/?a=b", "https://portal.example/?a=b", "alamat tanpa “?”"),
        ("https://portal.example/#isi", "https://portal.example/#isi", "alamat tanpa “?”"),
        ("https://portal.example?", "https://portal.example?", "alamat tanpa “?”"),
        ("https://kab.example//tppo", "https://kab.example//tppo", "sesudah nama situs hanya huruf"),
        ("https://kab.example/a/../tppo", "https://kab.example/a/../tppo", "sesudah nama situs hanya huruf"),
        ("https://kab.example/ruang%20hukum", "https://kab.example/ruang%20hukum", "sesudah nama situs hanya huruf"),
    ],
)
def test_an_address_is_one_that_people_can_follow(value: str, quoted: str, wanted: str) -> None:
    """The public origin is scheme, host, port and a plain path: what else it holds is told, no password in it."""
    with pytest.raises(SettingsError) as told:
        Settings.from_env({"PORTAL_BASE_URL": value})
    assert str(told.value).startswith(f"PORTAL_BASE_URL berisi “{quoted}”; tulis {wanted}")
    assert "rahasia" not in str(told.value)
    if "?" not in value and "#" not in value and "sesudah" not in wanted:
        with pytest.raises(SettingsError, match=r"^PORTAL_EXIT_URL berisi"):
            Settings.from_env({"PORTAL_EXIT_URL": value})


def test_the_portal_may_stand_below_a_path() -> None:
    """What stands behind the host is where the portal begins; a host of its own has none."""
    assert "/tppo" == Settings.from_env({"PORTAL_BASE_URL": "https://kab.example/tppo/"}).base
    assert "/layanan/tppo" == Settings.from_env({"PORTAL_BASE_URL": "https://kab.example/layanan/tppo"}).base
    assert "" == Settings.from_env({"PORTAL_BASE_URL": "https://kab.example/"}).base == Settings().base


def test_the_exit_may_ask_for_something() -> None:
    """The page of the quick exit may need a query: the weather of one town, say."""
    weather = "https://cuaca.example/prakiraan?kota=samarinda#besok"
    assert weather == Settings.from_env({"PORTAL_EXIT_URL": weather}).exit_url


@pytest.mark.parametrize(
    ("host", "port", "origin"),
    [
        ("127.0.0.1", 8000, "http://127.0.0.1:8000"),
        ("0.0.0.0", 8080, "http://127.0.0.1:8080"),
        ("::", 8080, "http://[::1]:8080"),
        ("::1", 0, "http://[::1]"),
        ("0.0.0.0", 0, "http://127.0.0.1"),
        ("pustaka.lokal", 80, "http://pustaka.lokal:80"),
    ],
)
def test_a_trial_print_leads_where_this_machine_finds_the_portal(host: str, port: int, origin: str) -> None:
    """Nobody can ask at 0.0.0.0, at ::, or at port 0: prints name an address that can be followed."""
    assert origin == Settings(host=host, port=port).origin


def test_an_engine_that_is_not_there_is_refused() -> None:
    """The name of an engine is one of two."""
    with pytest.raises(SettingsError, match="PORTAL_SEARCH berisi “sphinx”; pilih salah satu: whoosh, fts5"):
        Settings.from_env({"PORTAL_SEARCH": "sphinx"})


def test_the_clock_is_that_of_east_kalimantan() -> None:
    """The day begins at midnight in WITA, so it is never two days away from anybody's."""
    assert abs(today() - date.today()) <= timedelta(days=1)


def test_a_problem_reads_as_place_code_message_and_hint() -> None:
    """A problem is printed in two lines."""
    assert "a.md:3: KODE salah\n  saran: perbaiki" == str(Problem("a.md", 3, "KODE", "salah", "perbaiki"))


def test_a_warning_says_that_it_is_one() -> None:
    """A warning is marked between code and message."""
    warning = Problem("a.md", 3, "KODE", "tua", "perbarui", Severity.WARNING)
    assert "a.md:3: KODE (peringatan) tua\n  saran: perbarui" == str(warning)


def test_content_errors_hold_all_problems_in_file_order() -> None:
    """The error of a run holds every problem, sorted by file and line."""
    late, early = Problem("b.md", 9, "B", "b", "b"), Problem("a.md", 1, "A", "a", "a")
    error = ContentErrors([late, early])
    assert ((early, late), f"{early}\n{late}") == (error.problems, str(error))


@pytest.mark.parametrize(("error", "code"), [(ContentErrors([]), 1), (SettingsError("x"), 2), (PortalError("x"), 1)])
def test_an_error_knows_its_exit_code(error: PortalError, code: int) -> None:
    """Faults of the content end with 1, wrong settings with 2."""
    assert code == error.exit_code


def test_settings_survive_the_way_through_the_environment(tmp_path: Path) -> None:
    """A process that is started with these settings as its environment reads the same."""
    settings = Settings(
        content=tmp_path, host="::1", port=0, workers=3, mail="a@b.id", base_url="https://x.go.id/tppo", search="fts5"
    )
    for wanted in (settings, replace(settings, index=tmp_path / "indeks", cache=tmp_path / "simpanan")):
        assert wanted == Settings.from_env(wanted.to_env())
