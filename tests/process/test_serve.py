"""`portal serve` as a process: how it starts, refuses to start, shares a port, and ends."""

import re
import shutil
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from samples import ROOT
from serving import PATIENCE, TINY, Serve, Serving

LAW = "regulations/uu/1999/1.md"
GUIDE = "guides/menjaga-sungai.md"


def ask(serving: Serving, path: str) -> httpx.Response:
    """Return the answer of a running process to one request."""
    return httpx.get(serving.origin + path, timeout=PATIENCE, trust_env=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the miniature country, to be changed."""
    return shutil.copytree(TINY, tmp_path / "content")


@pytest.fixture
def break_content(folder: Path) -> Callable[[], list[str]]:
    """Return a function that puts three faults into the copy and gives the places where they must be reported."""

    def damage() -> list[str]:
        law, guide = folder / LAW, folder / GUIDE
        text = law.read_text("utf-8")
        law.write_text(text.replace("## Pasal 2\n", "## Pasal 3\n", 1), "utf-8")
        number = text[: text.index("## Pasal 2\n")].count("\n") + 1
        prose = guide.read_text("utf-8")
        guide.write_text(f"{prose}\nLihat Pasal 99 UU 1/1999.\n", "utf-8")
        (folder / "contacts.yaml").write_text("- nama: Pos jaga\n  nomer: 1\n", "utf-8")
        return [f"content/{LAW}:{number}: ", f"content/{GUIDE}:{prose.count(chr(10)) + 2}: ", "content/contacts.yaml:"]

    return damage


# ---------------------------------------------------------------- starting


def test_the_command_names_its_address_and_answers_there(serve: Serve) -> None:
    """The start ends with the address in words; whoever connects from then on is answered."""
    serving = serve()
    assert re.search(r"^Portal siap di http://127\.0\.0\.1:\d+ ", serving.output, re.MULTILINE)
    assert 200 == ask(serving, "/uu/1999/1").status_code
    assert serving.stdout == []


def test_the_real_content_is_served(serve: Serve) -> None:
    """`portal serve` over the project's own content starts and answers with the law."""
    serving = serve(content=ROOT / "content")
    assert "berhak memperoleh restitusi" in ask(serving, "/uu/2007/21/pasal-48").text


def test_an_address_of_the_sixth_version_is_named_so_that_it_can_be_opened(serve: Serve) -> None:
    """An IPv6 host stands in brackets, as browsers want it."""
    if not _has_ipv6():
        pytest.skip("this machine has no IPv6 loopback")
    serving = serve("--host", "::1")
    assert serving.origin.startswith("http://[::1]:")
    assert 200 == ask(serving, "/").status_code


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.workers
def test_two_workers_answer_and_end_together(serve: Serve) -> None:
    """With `--workers 2` every request is answered, and Ctrl-C ends both without a word too many."""
    serving = serve("--workers", "2")
    assert [200] * 20 == [ask(serving, "/cari?q=sungai").status_code for _ in range(20)]
    assert 0 == serving.stop()
    assert "Traceback" not in serving.output


# ---------------------------------------------------------------- refusing to start


def test_broken_content_is_told_with_every_fault_and_nothing_listens(
    serve: Serve, folder: Path, break_content: Callable[[], list[str]]
) -> None:
    """With faults the command ends with 1, tells each as file:line, and never opens the port."""
    places = break_content()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    serving = serve("--port", str(port), content=folder, ready=False)
    assert 1 == serving.wait()
    lines = serving.output.splitlines()
    assert [] == [place for place in places if not any(line.startswith(place) for line in lines)]
    assert "" == serving.origin
    assert "Traceback" not in serving.output
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), PATIENCE)


def test_a_running_process_is_not_touched_by_a_later_fault(
    serve: Serve, folder: Path, break_content: Callable[[], list[str]]
) -> None:
    """When the content breaks, a new start fails, and the process that runs goes on with what it has read."""
    running = serve(content=folder)
    before = ask(running, "/uu/1999/1/pasal-2").text
    break_content()
    assert 1 == serve(content=folder, ready=False).wait()
    assert before == ask(running, "/uu/1999/1/pasal-2").text
    assert 0 == running.stop()


def test_a_port_in_use_is_told_in_one_sentence(serve: Serve) -> None:
    """A port that somebody listens at ends the command with 2 and one sentence that names it."""
    first = serve()
    port = first.origin.rpartition(":")[2]
    second = serve("--port", port, ready=False)
    assert 2 == second.wait()
    said = [line for line in second.output.splitlines() if " peringatan" not in line]  # those come with the years
    assert [
        f"Tidak dapat melayani di 127.0.0.1:{port} (Address already in use); pilih --host atau --port lain."
    ] == said
    assert 200 == ask(first, "/").status_code


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--port", "99999"), "99999"),
        (("--workers", "0"), "0"),
        (("--host", "192.0.2.1"), "192.0.2.1"),
        (("--benar",), "--benar"),
    ],
)
def test_wrong_use_is_told_without_a_traceback(serve: Serve, options: tuple[str, ...], word: str) -> None:
    """An option that cannot be used ends the command with 2 and a sentence that quotes it."""
    serving = serve(*options, ready=False)
    assert 2 == serving.wait()
    assert word in serving.output
    assert "Traceback" not in serving.output


@pytest.mark.parametrize("workers", ["1", pytest.param("2", marks=pytest.mark.workers)])
def test_what_is_said_of_an_open_host_can_be_followed(serve: Serve, workers: str) -> None:
    """Who listens at every address and any port is told one that this machine finds; prints name neither."""
    serving = serve("--host", "0.0.0.0", "--workers", workers)
    assert re.fullmatch(r"http://127\.0\.0\.1:[1-9]\d*", serving.origin)
    view = ask(serving, "/cetak/uu/1999/1/pasal-2").text
    assert "Kode QR" not in view
    assert "0.0.0.0" not in view + serving.output


@pytest.mark.parametrize("workers", ["1", pytest.param("2", marks=pytest.mark.workers)])
def test_an_index_that_cannot_be_stored_is_told_once_and_search_works(
    serve: Serve, tmp_path: Path, workers: str
) -> None:
    """With PORTAL_INDEX where no folder can be, the start says so once for all processes, and searches are answered."""
    (tmp_path / "berkas").touch()
    serving = serve("--workers", workers, index=f"{tmp_path}/berkas/indeks")
    assert "/uu/1999/1/pasal-3" in ask(serving, "/cari?q=pasal+3+uu+1/1999").text
    serving.stop()
    assert (1, 0) == (serving.output.count("Indeks pencarian tidak dapat disimpan"), serving.output.count("Traceback"))


# ---------------------------------------------------------------- ending


@pytest.mark.parametrize("workers", ["1", pytest.param("2", marks=pytest.mark.workers)])
def test_ctrl_c_ends_quietly_even_while_somebody_is_connected(serve: Serve, workers: str) -> None:
    """Ctrl-C ends the process in a few seconds with exit code 0, no traceback, and no word after the address."""
    serving = serve("--workers", workers)
    url = httpx.URL(serving.origin)
    with httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE) as idle:
        assert 200 == idle.get("/").status_code  # the connection stays open, as a browser's does
        with socket.create_connection((url.host, url.port or 0), PATIENCE) as half:
            half.sendall(b"GET / HTTP/1.1\r\nHost: portal.example\r\n")
            assert 0 == serving.stop()
    assert "Traceback" not in serving.output
    assert serving.output.rstrip().endswith("(Ctrl-C untuk berhenti)")


@pytest.mark.workers
def test_no_worker_outlives_its_parent(serve: Serve) -> None:
    """When the parent is killed, its processes end: nobody holds the port, or the words of the command, any more."""
    serving = serve("--workers", "2")
    assert 200 == ask(serving, "/").status_code
    serving.process.kill()
    assert -signal.SIGKILL == serving.wait()
    assert not any(reader.is_alive() for reader in serving.readers)
    with pytest.raises(httpx.ConnectError):
        ask(serving, "/")
