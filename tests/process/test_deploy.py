"""The files in deploy/: those whom they are written for read them without a complaint, and they name what is there.

systemd-analyze, caddy, nginx and openssl are no part of the portal: where one is missing its test is skipped with the
reason.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from samples import ROOT

from portal.settings import VARIABLES, Settings

DEPLOY = ROOT / "deploy"
UNITS = ("portal.service", "portal.socket")
EXPOSURE = 15  # tenths: 1.5 on systemd's scale, on which 10 is a service that may do everything
TEXTS = {path.name: path.read_text("utf-8") for path in sorted(DEPLOY.iterdir())}


def run(*command: str | Path, env: dict[str, str] | None = None) -> str:
    """Run a command that must end well, and return all it says; skip the test where there is no such program."""
    program = shutil.which(str(command[0])) or shutil.which(f"/usr/sbin/{command[0]}")
    if program is None:
        pytest.skip(f"there is no {command[0]} here: what deploy/ says to it was NOT checked")
    done = subprocess.run(
        [program, *command[1:]],
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert 0 == done.returncode, done.stdout
    return done.stdout


def test_the_service_may_do_next_to_nothing() -> None:
    """systemd rates what the unit leaves exposed at 1.5 of 10 or less."""
    said = run("systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", DEPLOY / "portal.service")
    assert "Overall exposure level" in said


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """Every line of both units is known; that the program is elsewhere on this machine does not matter."""
    for name in UNITS:
        text = re.sub(r"/opt/portal/\S+ serve", "/bin/true", TEXTS[name])
        (tmp_path / name).write_text(text, "utf-8")
    said = run("systemd-analyze", "verify", "--man=no", *(tmp_path / name for name in UNITS))
    assert [] == [line for line in said.splitlines() if str(tmp_path) in line]


@pytest.mark.parametrize("name", ["Caddyfile", "Caddyfile.sub-path"])
def test_caddy_understands_its_file(name: str, tmp_path: Path) -> None:
    """Caddy takes the file, formatted as Caddy does it, and would write no log of requests."""
    home = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    run("caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / name, env=home)
    assert TEXTS[name] == run("caddy", "fmt", DEPLOY / name, env=home)
    said = run("caddy", "adapt", "--adapter", "caddyfile", "--config", DEPLOY / name, env=home)
    told = json.loads(next(line for line in said.splitlines() if '"apps"' in line))
    assert ["http.log.error", "http.handlers.reverse_proxy"] == told["logging"]["logs"]["default"]["exclude"]
    assert "logs" not in told["apps"]["http"]["servers"]["srv0"]


@pytest.mark.parametrize("name", ["nginx.conf", "nginx-sub-path.conf"])
def test_nginx_understands_its_file(name: str, tmp_path: Path) -> None:
    """nginx takes the file, with a certificate and sockets of the test; where it meets the portal it logs nothing."""
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=portal.example.go.id")
    run("openssl", *new, "-keyout", key, "-out", certificate)
    text = re.sub(r"/etc/letsencrypt/live/[\w.]+", str(tmp_path), TEXTS[name])
    text = re.sub(r"listen (\S*?)(\d+)", lambda found: f"listen unix:{tmp_path}/{len(found[1])}-{found[2]}", text)
    text = text.replace("/var/log/nginx", str(tmp_path))
    whole = f"pid {tmp_path}/pid;\nerror_log {tmp_path}/error.log;\nevents {{}}\nhttp {{\n{text}}}\n"
    (tmp_path / "whole.conf").write_text(whole, "utf-8")
    assert "test is successful" in run("nginx", "-t", "-c", tmp_path / "whole.conf")
    blocks = [block for block in re.split(r"\n *(?:server|location)\b", text) if "proxy_pass" in block]
    shown = text if name == "nginx.conf" else "".join(blocks)
    assert "access_log off;" in shown
    assert "emerg;" in shown


def test_the_container_is_safe_by_its_file() -> None:
    """Hashes are checked, a user by number serves, nothing starts through a shell, and what is copied is there."""
    steps = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", TEXTS["Containerfile"], flags=re.M)).splitlines()
    last = steps[max(i for i, step in enumerate(steps) if step.startswith("FROM ")) :]
    assert any("--require-hashes" in step and "requirements/pdf.txt" in step for step in steps)
    assert [] == [step for step in steps if "pip" in step.split() and "install" in step and "--no-deps" not in step]
    assert ["USER 10001:10001"] == [step for step in last if step.startswith("USER")]
    for word in ("ENTRYPOINT", "CMD"):
        assert [True] == [step.startswith(f"{word} [") for step in last if step.startswith(f"{word} ")]
    health = next(step for step in last if step.startswith("HEALTHCHECK"))
    assert "/healthz" in health
    assert not re.search(r"curl|wget|CMD [^\[]", health)
    copied = [
        path for step in steps if step.startswith("COPY ") and "--from" not in step for path in step.split()[1:-1]
    ]
    assert [] == [path for path in copied if not (ROOT / path).exists()]
    kept = [line[1:] for line in (ROOT / ".containerignore").read_text("utf-8").splitlines() if line.startswith("!")]
    assert sorted(set(copied)) == sorted(kept)
    packages = re.search(r"DRAWING = .*?\[(.*?)\]", (ROOT / "tools" / "ensure_test_system.py").read_text("utf-8"), re.S)
    assert packages is not None
    assert [] == [name for name in re.findall(r'"([^"]+)"', packages[1]) if name not in " ".join(last)]


def test_every_setting_that_is_named_is_one() -> None:
    """deploy/ and the handbook of installing name no variable that the portal does not read."""
    texts = "".join(TEXTS.values()) + (ROOT / "docs" / "pemasangan.md").read_text("utf-8")
    assert set() == set(re.findall(r"PORTAL_[A-Z_]+", texts)) - set(VARIABLES)
    port = re.search(r"PORTAL_PORT=(\d+)", TEXTS["Containerfile"])
    assert port is not None
    assert str(Settings().port) == port[1]
