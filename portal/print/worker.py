"""The process that draws: jobs in on standard input, PDFs out on standard output, nothing else.

Started by `press` as `python -m portal.print.worker MEMORY CPU IDLE`. A job is four bytes of length and a JSON object
`{html, assets, booklet}`, an answer four bytes of length, one byte (`+` or `-`) and the PDF or the reason. Its memory
and, for every job anew, its processor time are limited by the kernel; it ends by itself when nobody asks for long.
"""

import base64
import json
import resource
import select
import struct
import sys
from typing import BinaryIO

from portal.print import pdf


def main(memory: int, cpu: int, idle: int) -> None:
    """Draw until the door closes or nobody asked for `idle` seconds."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    assets: dict[str, tuple[bytes, str]] = {}
    while select.select([source], [], [], idle)[0]:
        job = receive(source)
        if job is None:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + cpu
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        order = json.loads(job)
        assets |= {name: (base64.b64decode(body), media) for name, (body, media) in order["assets"].items()}
        try:
            drawn = pdf.draw(order["html"], assets)
            answer = b"+" + (pdf.impose(drawn) if order["booklet"] else drawn)
        except MemoryError:
            return
        except Exception as error:  # whatever a document breaks must not end the others' work
            answer = b"-" + type(error).__name__.encode()
        send(target, answer)


def receive(source: BinaryIO) -> bytes | None:
    """Return the next message, None when the other side has gone."""
    head = source.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    body = source.read(length)
    return body if len(body) == length else None


def send(target: BinaryIO, message: bytes) -> None:
    """Write a message and push it out."""
    target.write(struct.pack(">I", len(message)) + message)
    target.flush()


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:4]))
