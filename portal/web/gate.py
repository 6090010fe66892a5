"""A gate in front of what is computed: one at a time, a few waiting, nobody for long.

Takes the endpoints of a kind; gives them back so that they run in a thread of the gate's own, one after the other.
Python computes one thing at a time anyway: more threads would only make each answer later, and a flood would take
them all. Whoever comes when too many wait, or waits too long, is told so at once (503) and when to come again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from starlette.exceptions import HTTPException

P = ParamSpec("P")
R = TypeVar("R")
TOO_LONG = "Pencarian ini memakan waktu terlalu lama dan dihentikan. Pakai kata yang lebih sedikit, atau coba lagi."
_AGAIN = {"retry-after": "5"}  # seconds


class Gate:
    """A queue of requests of one kind."""

    def __init__(self, name: str, waiting: int, seconds: float, too_many: str, too_long: str) -> None:
        """`waiting` is how many may be in it, `seconds` how long; the sentences are for those who may not, or did."""
        self._waiting, self._seconds, self._too_many, self._too_long = waiting, seconds, too_many, too_long
        self._inside = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)  # starts when first asked

    def __call__(self, endpoint: Callable[P, R]) -> Callable[P, Awaitable[R]]:
        """Return an endpoint that passes the gate. Raises HTTPException (503) for whoever cannot."""

        @wraps(endpoint)
        async def gated(*args: P.args, **kwargs: P.kwargs) -> R:
            if self._inside >= self._waiting:
                raise HTTPException(503, self._too_many, _AGAIN)
            self._inside += 1
            try:
                work = asyncio.get_running_loop().run_in_executor(self._thread, lambda: endpoint(*args, **kwargs))
                return await asyncio.wait_for(work, self._seconds)
            except TimeoutError as error:
                raise HTTPException(503, self._too_long, _AGAIN) from error
            finally:
                self._inside -= 1

        return gated


@dataclass(frozen=True)
class Gates:
    """The gates of a process: searches, and pages that are made when they are asked for."""

    search: Gate
    pages: Gate


def gates() -> Gates:
    """Return the gates of a process. A search takes a few milliseconds, a print view of a whole law a few hundred."""
    again = "Coba lagi beberapa detik lagi."
    many, long = f"Terlalu banyak yang sedang meminta halaman seperti ini. {again}", f"Ini terlalu lama dibuat. {again}"
    return Gates(
        search=Gate("search", 64, 5.0, f"Terlalu banyak yang sedang mencari. {again}", TOO_LONG),
        pages=Gate("pages", 32, 10.0, many, long),
    )
