"""Servers under load: on a core of their own, asked by wrk from another; CPU and memory as counted by the kernel.

Used by `make bench` and `make bench-growth`. Linux only (/proc, core affinity). CPU per request is what is compared:
it says the same on a busy machine as on a quiet one, where requests per second do not. Each burst also notes how much
of the machine other processes took; a median leaves out the bursts that were disturbed.
"""

import http.client
import os
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import debian

ROOT = Path(__file__).resolve().parent.parent
CLIENTS = 32
ENOUGH = 300  # requests of a burst that counts
LONGEST = 10  # seconds of a burst
QUIET = 0.25  # cores that others may take in a burst that counts
PATIENCE = 900  # seconds until a server that does not answer is given up
BASE = "https://portal.example"
PHONE = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
    "Mobile Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Language": "id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7",
}
CODINGS = {"br": "gzip, deflate, br", "gzip": "gzip, deflate", "identity": "identity"}
BROTLI_MODULE = "ngx_http_brotli_static_module.so"
NEEDS = (("wrk", "wrk"), ("nginx", "nginx"), (BROTLI_MODULE, "libnginx-mod-http-brotli-static"))
_TICK = os.sysconf("SC_CLK_TCK")
# Every request in turn from a list of paths, beginning where the burst before ended; the last line is for `burst`.
_LUA = """
local paths, at = {}, 0
function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = line end
  at = tonumber(args[2])
end
function request()
  at = at + 1
  return wrk.format("GET", paths[(at - 1) % #paths + 1])
end
function done(summary, latency, requests)
  local e = summary.errors
  local faults = e.connect + e.read + e.write + e.timeout + e.status
  io.write(string.format("\\n=%d %d %.3f %.3f\\n", summary.requests, faults,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
"""


# ---------------------------------------------------------------- what the system must have


def missing(names: Sequence[str]) -> str:
    """Return a sentence about what is missing and the Debian packages that bring it, '' when all is there.

    Installs them first where this process may.
    """
    packages = [package for name, package in NEEDS if name in names and not _is_there(name)]
    if packages and debian.may_install():
        print(f"Installing {' '.join(packages)} …", file=sys.stderr, flush=True)
        debian.install(packages)
        packages = [package for name, package in NEEDS if name in names and not _is_there(name)]
    if packages:
        words = " ".join(packages)
        return f"This needs Debian's {words} (as root: apt-get install --no-install-recommends {words})."
    if len(os.sched_getaffinity(0)) < 2:
        return "This needs two cores: one for the servers, one for wrk."
    return ""


def _is_there(name: str) -> bool:
    return bool(modules() and (modules() / name).exists()) if name.endswith(".so") else bool(program(name))


def program(name: str) -> str | None:
    """Return where a program is; Debian's nginx is not on everybody's path."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def modules() -> Path | None:
    """Return the folder of nginx's modules, as nginx itself tells it."""
    if not (nginx := program("nginx")):
        return None
    told = subprocess.run([nginx, "-V"], capture_output=True, text=True, check=False).stderr.split()
    return next((Path(word.partition("=")[2]) for word in told if word.startswith("--modules-path=")), None)


# ---------------------------------------------------------------- servers


@dataclass
class Server:
    """A server that runs: its first process, its port, when it was started, and the file that holds its words."""

    process: subprocess.Popen[bytes]
    port: int
    begun: float
    words: IO[bytes]

    def said(self) -> str:
        """Return all that it has said so far."""
        self.words.seek(0)
        return self.words.read().decode(errors="replace")

    def get(self, path: str, headers: Mapping[str, str] = PHONE) -> tuple[int, dict[str, str], bytes]:
        """Ask once over a connection of its own; return status, headers with small letters, and bytes as sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def first(self, path: str) -> float:
        """Return the seconds from the start to the first 200 of a path."""
        while True:
            if self.process.poll() is not None:
                raise SystemExit(f"The server ended with {self.process.returncode} before it answered.")
            try:
                if self.get(path)[0] == 200:
                    return time.perf_counter() - self.begun
                raise SystemExit(f"{path} is not answered 200.")
            except OSError:
                pass
            if time.perf_counter() - self.begun > PATIENCE:
                raise SystemExit(f"The server did not answer {path} in {PATIENCE} s.")
            time.sleep(0.005)

    def pids(self) -> list[int]:
        """Return its process and all below it."""
        found = [self.process.pid]
        for pid in found:
            for path in Path(f"/proc/{pid}/task").glob("*/children"):
                with suppress(OSError):  # it has ended
                    found += [int(word) for word in path.read_text().split()]
        return found

    def cpu(self) -> float:
        """Return the CPU seconds of all its processes so far."""
        return sum(_cpu_of(pid) for pid in self.pids())

    def memory(self, but: str = "") -> float:
        """Return the megabytes (PSS) of its processes, what it shares counted once; not of those with a word `but`."""
        return sum(_pss_of(pid) for pid in self.pids() if not but or but not in _command_of(pid))


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _pss_of(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6


def _command_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:  # it has ended
        return []


def cores() -> tuple[int, int]:
    """Return the core of the servers and that of wrk."""
    first, second, *_ = sorted(os.sched_getaffinity(0))
    return first, second


@contextmanager
def started(command: Sequence[str | Path], port: int, env: Mapping[str, str], pinned: bool) -> Iterator[Server]:
    """Start a server, on its core when `pinned`, and end it with all its processes when the block ends."""
    prefix = ["taskset", "-c", str(cores()[0])] if pinned else []
    with tempfile.TemporaryFile() as words:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*prefix, *command], env=dict(env), cwd=ROOT, stdout=words, stderr=words, start_new_session=True
        )
        try:
            yield (server := Server(process, port, begun, words))
        except SystemExit as error:
            raise SystemExit(f"{error}\n{server.said()[-2000:]}") from None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def portal(cache: Path, pinned: bool = True, program: Sequence[str] = (), **variables: str) -> Iterator[Server]:
    """Start the portal on a free port; `variables` are settings without PORTAL_ (`workers="4"`)."""
    port = free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    env |= {"PORTAL_PORT": str(port), "PORTAL_CACHE": str(cache), "PORTAL_BASE_URL": BASE}
    env |= {f"PORTAL_{name.upper()}": value for name, value in variables.items()}
    with started([sys.executable, *(program or ("-m", "portal", "serve"))], port, env, pinned) as server:
        yield server


def free_port() -> int:
    """Return a port that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


# ---------------------------------------------------------------- bursts


@dataclass(frozen=True)
class Burst:
    """What one burst told: requests, CPU µs per request, median and 99th percentile in ms, cores that others took."""

    requests: int
    micros: float
    p50: float
    p99: float
    others: float


def burst(server: Server, paths: Sequence[str], headers: Mapping[str, str], at: int = 0) -> Burst:
    """Ask a server from 32 connections for a second, one path after the other from place `at` on.

    What answers slowly is asked for longer, so that the requests under way at the end weigh little.
    """
    seconds = 1
    while True:
        _settle(server)
        found = _burst(server, paths, headers, at, seconds)
        if found.requests >= ENOUGH or seconds >= LONGEST:
            return found
        seconds = min(LONGEST, 1 + seconds * ENOUGH // max(found.requests, 1))


def _settle(server: Server) -> None:
    """Wait until a server has done with what the burst before left unanswered."""
    for _ in range(PATIENCE * 10):
        before = server.cpu()
        time.sleep(0.1)
        if server.cpu() - before < 0.05:
            return


def _burst(server: Server, paths: Sequence[str], headers: Mapping[str, str], at: int, seconds: int) -> Burst:
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder, "paths.lua"), Path(folder, "paths")
        script.write_text(_LUA)
        listed.write_text("\n".join(paths) + "\n")
        words = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
        command = ["taskset", "-c", str(cores()[1]), "wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "60s"]
        command += [*words, "-s", str(script), f"http://127.0.0.1:{server.port}", "--", str(listed), str(at)]
        begun, before, busy, ours = time.perf_counter(), server.cpu(), _busy(), _of_children()
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        took, after = time.perf_counter() - begun, server.cpu()
        others = (_busy() - busy - (after - before) - (_of_children() - ours)) / took
    said = [line[1:].split() for line in run.stdout.splitlines() if line.startswith("=")]
    if not said or said[0][1] != "0":
        raise SystemExit(f"{paths[0]}: wrk met errors:\n{run.stdout}{run.stderr}")
    requests = int(said[0][0])
    micros = (after - before) / max(requests, 1) * 1e6
    return Burst(requests, micros, float(said[0][2]), float(said[0][3]), max(others, 0.0))


def _busy() -> float:
    """Return the seconds that all cores have worked since the machine started."""
    user, nice, system, _idle, _wait, irq, soft, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + soft + steal) / _TICK


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def clean(bursts: Sequence[Burst]) -> list[Burst]:
    """Return the bursts in which others took little; the least disturbed one when there is none."""
    quiet = [found for found in bursts if found.others < QUIET]
    return quiet or [min(bursts, key=lambda found: found.others)]


def micros(bursts: Sequence[Burst]) -> float:
    """Return the median CPU µs per request of the undisturbed bursts."""
    return statistics.median(found.micros for found in clean(bursts))
