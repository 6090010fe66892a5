"""`portal serve` where a machine is not as it should be: no disk, another folder, little memory, sudden ends."""

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from samples import ROOT
from serving import EXIT, PATIENCE, TINY, Serve, Serving

READY = "Portal siap di"


def ask(serving: Serving, path: str) -> httpx.Response:
    """Return the answer of a running process to one request."""
    return httpx.get(serving.origin + path, timeout=PATIENCE, trust_env=False)


def children(process: int) -> set[int]:
    """Return the processes that a process has started and that live."""
    return set(map(int, Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()))


def free_port() -> str:
    """Return a port that nobody listens at: pages name it, so two starts share theirs only at the same one."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def until(is_so: Callable[[], bool], serving: Serving) -> None:
    """Ask a running process for its health until something is so; each answer takes its own time."""
    for _ in range(20_000):
        if is_so():
            return
        ask(serving, "/healthz")
    pytest.fail(f"it never came to be:\n{serving.output}")


# ---------------------------------------------------------------- what is kept for the next start


def kept(folder: Path) -> list[Path]:
    """Return the tables that are kept below a folder."""
    return sorted(folder.rglob("*.jawaban"))


def test_the_second_start_reads_the_pages_of_the_first(serve: Serve, tmp_path: Path) -> None:
    """The first start keeps its pages; the second answers the same bytes, computed ones too, without a new table."""
    port = free_port()
    paths = ["/", "/uu/1999/1/pasal-2", "/uu/1999/1/pasal-2/ayat-1", "/cari?q=sungai", "/uu/1999/1?per=2001-01-01"]
    first = serve("--port", port)
    until(lambda: bool(kept(tmp_path)), first)
    before = [(a.status_code, a.content) for a in (ask(first, path) for path in paths)]
    first.stop()
    files = [(path, path.stat().st_mtime_ns) for path in kept(tmp_path)]
    second = serve("--port", port)
    assert before == [(a.status_code, a.content) for a in (ask(second, path) for path in paths)]
    second.stop()
    assert files == [(path, path.stat().st_mtime_ns) for path in kept(tmp_path)]


@pytest.fixture
def restart(serve: Serve, tmp_path: Path) -> Callable[..., Serving]:
    """Return a function that adds to a page of content that was served and kept, and serves it at the same port."""
    folder = shutil.copytree(TINY, tmp_path / "content")
    port = free_port()
    first = serve("--port", port, content=folder)
    until(lambda: bool(kept(tmp_path)), first)
    first.stop()

    def again(added: str, ready: bool = True) -> Serving:
        page = folder / "pages" / "tentang.md"
        page.write_text(page.read_text("utf-8") + added, "utf-8")
        return serve("--port", port, content=folder, ready=ready)

    return again


def test_changed_content_is_no_old_page(restart: Callable[..., Serving]) -> None:
    """A table is found by all that it was made from: one changed word, and the pages are made anew."""
    assert "Air jernih." in ask(restart("\n## Kabar baru\n\nAir jernih.\n"), "/tentang").text


def test_a_fault_is_found_although_pages_are_kept(restart: Callable[..., Serving]) -> None:
    """Kept pages are those of sound content only: a fault stops the start as ever."""
    serving = restart("\n# Judul terlarang\n", ready=False)
    assert 1 == serving.wait()
    assert "PANDUAN-JUDUL" in serving.output


@pytest.mark.parametrize("workers", ["1", pytest.param("2", marks=pytest.mark.workers)])
def test_a_cache_that_cannot_be_written_is_told_once(serve: Serve, tmp_path: Path, workers: str) -> None:
    """Where nothing can be kept the portal says so in one sentence, and serves all the same."""
    (tmp_path / "berkas").touch()
    serving = serve("--workers", workers, settings={"PORTAL_CACHE": f"{tmp_path}/berkas/simpanan"})
    assert 200 == ask(serving, "/uu/1999/1").status_code
    until(lambda: "tidak dapat disimpan" in serving.output, serving)
    assert 200 == ask(serving, "/cari?q=sungai").status_code
    serving.stop()
    assert (1, 0) == (serving.output.count("Halaman jadi tidak dapat disimpan di"), serving.output.count("Traceback"))


def test_a_full_disk_is_told_once_and_nothing_stays(serve: Serve) -> None:
    """On a disk without room nothing is kept, nothing of the attempt stays, and every page is answered."""
    full = Path("/dev/shm/portal-penuh")
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a disk of 64 kB")
    full.mkdir(exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "portal", full], capture_output=True, check=False
    )
    if mounted.returncode:
        full.rmdir()
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        serving = serve(settings={"PORTAL_CACHE": str(full)})
        until(lambda: "tidak dapat disimpan" in serving.output, serving)
        assert "No space left" in serving.output
        assert 200 == ask(serving, "/uu/1999/1").status_code
        assert [] == list((full / "halaman").iterdir())
        serving.stop()
        assert "Traceback" not in serving.output
    finally:
        subprocess.run(["umount", full], check=True)
        full.rmdir()


# ---------------------------------------------------------------- a strange machine


def start(words: list[str], env: dict[str, str], **more: object) -> subprocess.CompletedProcess[str]:
    """Run `portal` to its end."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    command = [sys.executable, "-m", "portal", *words]
    return subprocess.run(  # type: ignore[call-overload, no-any-return]  # `more` is what subprocess takes
        command, env=own | env, capture_output=True, text=True, timeout=PATIENCE, check=False, **more
    )


def test_another_folder_and_a_plain_locale_change_nothing(tmp_path: Path) -> None:
    """From another working directory, with LC_ALL=C, the same page comes out, letter for letter."""
    env = {"PORTAL_CACHE": str(tmp_path), "PORTAL_CONTENT": str(TINY), "PYTHONPATH": str(ROOT)}
    here = start(["get", "/uu/1999/1/pasal-2"], env, cwd=ROOT)
    away = start(["get", "/uu/1999/1/pasal-2"], env | {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}, cwd="/")
    assert (0, 0) == (here.returncode, away.returncode)
    assert "–" in here.stdout
    assert here.stdout == away.stdout


def test_half_a_gigabyte_of_addresses_is_enough(serve: Serve) -> None:
    """With `ulimit -v` of 512 MB the portal starts over the real content and answers page, search and dated law."""
    limit = 512 << 20
    serving = serve(content=ROOT / "content", preexec=partial(resource.setrlimit, resource.RLIMIT_AS, (limit, limit)))
    for path in ("/uu/2007/21", "/cari?q=ganti+rugi", "/uu/2007/21/pasal-2?per=2015-06-01"):
        assert 200 == ask(serving, path).status_code
    serving.stop()
    assert "Traceback" not in serving.output


def test_too_little_memory_ends_the_start_with_a_word(tmp_path: Path) -> None:
    """With far too little memory the command ends, neither hanging nor serving half a site."""
    limit = 90 << 20
    env = {"PORTAL_CACHE": str(tmp_path), "PORTAL_PORT": "0"}
    ended = start(["serve"], env, preexec_fn=partial(resource.setrlimit, resource.RLIMIT_AS, (limit, limit)))
    assert 0 != ended.returncode
    assert READY not in ended.stderr


# ---------------------------------------------------------------- sockets


def test_a_file_can_be_listened_at(serve: Serve, tmp_path: Path) -> None:
    """`PORTAL_HOST=unix:…` answers at that file, and a second start there is told that somebody does already."""
    path = tmp_path / "p.sock"
    serving = serve(settings={"PORTAL_HOST": f"unix:{path}"}, ready=False)
    serving.wait_until_said(READY)
    with httpx.Client(transport=httpx.HTTPTransport(uds=str(path)), timeout=PATIENCE) as client:
        assert "Pasal 2" in client.get("http://portal.example/uu/1999/1/pasal-2").text
        assert 200 == client.get("http://portal.example/cari?q=sungai").status_code
    second = start(["serve"], {"PORTAL_HOST": f"unix:{path}", "PORTAL_CONTENT": str(TINY)})
    assert (2, 1) == (second.returncode, second.stderr.count("sudah ada yang melayani di situ"))
    serving.process.kill()
    serving.wait()
    assert path.exists()
    third = serve(settings={"PORTAL_HOST": f"unix:{path}"}, ready=False)  # what a killed portal left is taken
    third.wait_until_said(READY)


@pytest.fixture
def handed_over() -> Iterator[socket.socket]:
    """A socket that listens, as systemd keeps one."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        yield listener


@pytest.mark.parametrize("workers", ["1", pytest.param("2", marks=pytest.mark.workers)])
def test_nobody_is_turned_away_while_the_portal_is_started_anew(
    serve: Serve, handed_over: socket.socket, workers: str
) -> None:
    """With a socket of systemd's, three restarts under load lose no request: each is answered 200."""
    origin = f"http://127.0.0.1:{handed_over.getsockname()[1]}"
    is_over, statuses, faults = threading.Event(), [], []

    def read() -> None:
        while not is_over.is_set():
            try:
                statuses.append(httpx.get(f"{origin}/uu/1999/1", timeout=PATIENCE, trust_env=False).status_code)
                with httpx.Client(base_url=origin, timeout=PATIENCE, trust_env=False) as client:
                    statuses.extend(client.get(path).status_code for path in ("/", "/cari?q=sungai", "/tentang"))
            except httpx.HTTPError as error:
                faults.append(repr(error))

    running = serve("--workers", workers, handed_over=handed_over)
    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        following = serve("--workers", workers, handed_over=handed_over)
        count = len(statuses)
        running.process.send_signal(signal.SIGTERM)
        running.wait()
        until(lambda count=count: len(statuses) > count + 20, following)
        running = following
    is_over.set()
    for reader in readers:
        reader.join(PATIENCE)
    assert [] == faults
    assert {200} == set(statuses)


# ---------------------------------------------------------------- several processes


@pytest.mark.workers
def test_a_process_that_dies_is_replaced(serve: Serve) -> None:
    """A killed process has a successor, and readers go on being answered."""
    serving = serve("--workers", "2")
    until(lambda: len(children(serving.process.pid)) >= 2, serving)
    victim = min(children(serving.process.pid))
    os.kill(victim, signal.SIGKILL)
    until(lambda: len(children(serving.process.pid) - {victim}) >= 2, serving)
    assert [200] * 10 == [ask(serving, "/cari?q=sungai").status_code for _ in range(10)]
    assert 0 == serving.stop()
    assert "Traceback" not in serving.output


@pytest.mark.workers
def test_new_content_is_a_new_generation_and_no_answer_is_lost(serve: Serve, tmp_path: Path) -> None:
    """While content is swapped three times under load, every answer is 200 and wholly of one content."""
    folder = shutil.copytree(TINY, tmp_path / "content")
    serving = serve("--workers", "2", content=folder)
    is_over, answers, faults = threading.Event(), [], []

    def read() -> None:
        with httpx.Client(base_url=serving.origin, timeout=PATIENCE, trust_env=False) as client:
            while not is_over.is_set():
                try:
                    answer = client.get("/tentang")
                    answers.append((answer.status_code, answer.headers["etag"], answer.content))
                except httpx.HTTPError as error:
                    faults.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    page = folder / "pages" / "tentang.md"
    for swap in range(3):
        before = json.loads(ask(serving, "/versi.json").text)["content"]
        page.write_text(page.read_text("utf-8") + f"\n## Kabar {swap}\n\nAir pasang.\n", "utf-8")
        serving.process.send_signal(signal.SIGHUP)
        until(lambda before=before: json.loads(ask(serving, "/versi.json").text)["content"] != before, serving)
    is_over.set()
    for reader in readers:
        reader.join(PATIENCE)
    assert [] == faults
    assert {200} == {status for status, _, _ in answers}
    assert 0 == serving.stop()
    assert "Traceback" not in serving.output


@pytest.mark.parametrize("workers", ["1", pytest.param("2", marks=pytest.mark.workers)])
def test_sigterm_lets_a_request_finish(serve: Serve, workers: str) -> None:
    """A request whose headers came before SIGTERM is answered, and one that is half sent may still be ended."""
    serving = serve("--workers", workers)
    url = httpx.URL(serving.origin)
    with socket.create_connection((url.host, url.port or 0), PATIENCE) as connection:
        connection.sendall(b"GET /cari?q=sungai HTTP/1.1\r\nHost: a\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 200"
        connection.sendall(b"GET /cari?q=hutan HTTP/1.1\r\nHost: a\r\n\r\n")
        serving.process.send_signal(signal.SIGTERM)
        received = bytearray()
        while chunk := connection.recv(65536):
            received += chunk
    assert 1 == received.count(b"HTTP/1.1 200 OK")
    assert b"connection: close" in received or received.count(b"</html>") == 2
    serving.wait()


def test_pages_made_beforehand_are_there_at_the_first_start(serve: Serve, tmp_path: Path) -> None:
    """`portal prepare` makes what the first start needs, tells it in a line, and makes nothing twice."""
    port = free_port()
    env = {"PORTAL_CONTENT": str(TINY), "PORTAL_CACHE": str(tmp_path / "simpanan"), "PORTAL_PORT": port}
    env |= {"PORTAL_EXIT_URL": EXIT}
    for _ in range(2):
        made = start(["prepare"], env)
        assert 0 == made.returncode
        assert "" == json.loads(made.stdout)["trouble"]
    files = [(path, path.stat().st_mtime_ns) for path in kept(tmp_path)]
    serving = serve("--port", port)
    assert 200 == ask(serving, "/uu/1999/1").status_code
    serving.stop()
    assert files == [(path, path.stat().st_mtime_ns) for path in kept(tmp_path)]
