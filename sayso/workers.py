"""The same work spread over processes, its results in the order of the work; no rules of its own."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from sayso.memory import collect_rarely

Told = Callable[[str, int, int | None], None]
"""Hears how far work is: what is done ("page"), how many of it, and of how many."""

W = TypeVar("W")
R = TypeVar("R")

_WAITING_EACH = 2
"""Pieces of work handed out ahead, a worker: none is idle, and few results wait in memory."""


def cores() -> int:
    """How many processes this machine can run at once."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def spread(work: Iterable[W], do: Callable[[W], R], workers: int) -> Iterator[R]:
    """`do` each piece of work in one of several processes; results come in the order of the work.

    `do` must be importable, and work and results picklable. Where a process dies, what it had in hand and all that
    comes after is done here: work is never lost. Raises what `do` raises.
    """
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin) as pool:
        waiting: deque[tuple[W, Future[R] | None]] = deque()
        try:
            for piece in work:
                waiting.append((piece, _handed_out(pool, do, piece)))
                if len(waiting) >= workers * _WAITING_EACH:
                    yield _result(do, *waiting.popleft())
            while waiting:
                yield _result(do, *waiting.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _handed_out(pool: ProcessPoolExecutor, do: Callable[[W], R], piece: W) -> Future[R] | None:
    """The result to come; None where a process died and none takes work any more."""
    try:
        return pool.submit(do, piece)
    except BrokenProcessPool:
        return None


def _result(do: Callable[[W], R], piece: W, future: Future[R] | None) -> R:
    """The result; made here where the process that should have made it died."""
    if future is None:
        return do(piece)
    try:
        return future.result()
    except BrokenProcessPool:
        return do(piece)


def _begin() -> None:
    """Begin as a process that only works: Ctrl-C is the main process's to answer."""
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
