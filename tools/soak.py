"""Read the portal without pause while its content is swapped: no 5xx, no wrong byte, flat memory (`make soak`).

Starts `portal serve` over a copy of a content folder, changes a page of it every few seconds and has it read anew.
Readers compare each body with its ETag, which is a hash of it; wrk, where it is installed, presses from the side. Ends
with 1 and a line for each thing that should not have been. tests/process/test_soak.py runs it for 20 seconds.
"""

import argparse
import hashlib
import http.client
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import load

CODINGS = ("br", "gzip", "identity", "br;q=0.2, gzip")
READERS = 3
LEAST = 20  # one of so many swaps must be seen: making a site under full load takes longer than a swap
SLACK = (
    25.0  # MB that memory may be above what it was after the first swaps: two tables stand side by side for a moment
)


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=600)
    words.add_argument("--every", type=float, default=5, help="seconds between two swaps")
    words.add_argument("--workers", type=int, default=1)
    words.add_argument("--content", type=Path, default=load.ROOT / "content")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        content = Path(shutil.copytree(asked.content, Path(folder, "content")))
        given = {"content": str(content), "workers": str(asked.workers)}
        with load.portal(Path(folder, "simpanan"), pinned=False, **given) as serving:
            serving.first("/")
            return soak(serving, content, asked.seconds, asked.every)


class Reader(threading.Thread):
    """Asks for one page after the other, on a connection that it keeps, and compares what comes with its ETag."""

    def __init__(self, port: int, number: int, is_over: threading.Event) -> None:
        super().__init__()
        self.port, self.number, self.is_over = port, number, is_over
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.contents: set[bytes] = set()  # what /versi.json said

    def run(self) -> None:
        paths = ("/", "/tentang", "/peraturan", "/cari?q=korban", "/bantuan", "/versi.json", "/tidak-ada", "/istilah")
        connection, known, place = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60), {}, self.number
        while not self.is_over.is_set():
            place += 1
            path, coding = paths[place % len(paths)], CODINGS[place // 3 % len(CODINGS)]
            headers = {"Accept-Encoding": coding}
            if place % 5 == 0 and (path, coding) in known:
                headers["If-None-Match"] = known[path, coding]
            try:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException):  # a connection that rested may end; a new one must not
                connection.close()
                self.counts["reopened"] += 1
                continue
            self._judge(path, answer, body)
            if etag := answer.headers.get("etag"):
                known[path, coding] = etag

    def _judge(self, path: str, answer: http.client.HTTPResponse, body: bytes) -> None:
        if path == "/versi.json" and answer.status == 200 and not answer.headers.get("content-encoding"):
            self.contents.add(body)
        expected = {404} if path == "/tidak-ada" else {200, 304}
        self.counts[str(answer.status)] += 1
        etag = answer.headers.get("etag")
        if answer.status not in expected:
            self.wrong.append(f"{path}: status {answer.status}")
        elif answer.status == 200 and etag and etag != f'"{hashlib.sha256(body).hexdigest()[:20]}"':
            self.wrong.append(f"{path}: {len(body)} bytes that are not those of their ETag")


def soak(serving: load.Server, content: Path, seconds: float, every: float) -> int:
    """Read and swap for some seconds; return the exit code."""
    is_over, began = threading.Event(), time.monotonic()
    readers = [Reader(serving.port, number * 7, is_over) for number in range(READERS)]
    for reader in readers:
        reader.start()
    pressed = pressing(serving.port, seconds)
    memory, page, swaps = [], content / "pages" / "tentang.md", 0
    text = page.read_text("utf-8")
    while time.monotonic() - began < seconds:
        is_over.wait(every)
        swaps += 1
        page.write_text(f"{text}\n## Kabar {swaps}\n\nAir pasang.\n", "utf-8")
        serving.process.send_signal(signal.SIGHUP)
        memory.append(serving.memory(but="prepare"))
        print(f"\r{time.monotonic() - began:4.0f} s, {swaps} swaps, {memory[-1]:.0f} MB", end="", file=sys.stderr)
    is_over.set()
    for reader in readers:
        reader.join(90)
    print(file=sys.stderr)
    wrong = [fault for reader in readers for fault in reader.wrong]
    counts = sum((reader.counts for reader in readers), Counter())
    wrong += judge_load(pressed)
    contents = set().union(*(reader.contents for reader in readers))
    if len(contents) < max(2, swaps // LEAST):
        wrong.append(f"{swaps} swaps, but only {len(contents)} contents were shown")
    third = len(memory) // 3  # the least of many moments: at some, two generations stand side by side
    if third > 2 and min(memory[-third:]) > min(memory[third:-third]) + SLACK:
        wrong.append(f"memory grew from {min(memory[third:-third]):.0f} to {min(memory[-third:]):.0f} MB")
    if "Traceback" in serving.said():
        wrong.append(serving.said())
    seen = f"{swaps} swaps, {len(contents)} contents shown, memory {min(memory):.0f}–{max(memory):.0f} MB"
    print(f"{dict(counts)}, {seen}, {len(wrong)} faults")
    for fault in wrong[:20]:
        print(fault)
    return 1 if wrong else 0


def pressing(port: int, seconds: float) -> "subprocess.Popen[str] | None":
    """Start wrk against a page, where it is installed."""
    if shutil.which("wrk") is None:
        return None
    command = ["wrk", "-t1", "-c32", f"-d{max(int(seconds) - 1, 1)}s", f"http://127.0.0.1:{port}/peraturan"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def judge_load(pressed: "subprocess.Popen[str] | None") -> list[str]:
    """Return what wrk saw that should not have been; connections that ended count only where nothing came at all."""
    if pressed is None:
        return []
    said, _ = pressed.communicate(timeout=60)
    print("wrk:", " ".join(re.findall(r"(\d+ requests in [\d.]+[smh]|Socket errors.*|Non-2xx.*)", said)))
    return [line.strip() for line in said.splitlines() if "Non-2xx" in line]


if __name__ == "__main__":
    sys.exit(main())
