"""Progress on standard error, for whatever takes more than two seconds: how far, how fast, how long still."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import IO, Self

_PATIENCE = 2.0
"""Seconds before the first word."""
_ON_TERMINAL = 0.2
"""Seconds between words on a terminal, where each replaces the last."""
_IN_LOG = 10.0
"""Seconds between lines where standard error is a file or a pipe."""
_LINE = 79


class Ticker:
    """Says how far something is, seldom enough not to be in the way; leaves no trace on a terminal."""

    def __init__(self, stream: IO[str] | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._terminal = self._stream.isatty()
        self._begun = self._step_begun = clock()
        self._step: str | None = None
        self._last: float | None = None
        self._written = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def tell(self, step: str, done: int, total: int | None = None, of: str = "report") -> None:
        """So many reports, or what is named by `of`, are through this step, of so many."""
        now = self._clock()
        if step != self._step:
            self._step, self._step_begun = step, now
        if now - self._begun < _PATIENCE:
            return
        pause = _ON_TERMINAL if self._terminal else _IN_LOG
        if self._last is not None and now - self._last < pause:
            return
        self._last = now
        self._write(progress_line(step, done, total, now - self._step_begun, of))

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        if self._written and self._terminal:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
        self._written = False

    def _write(self, line: str) -> None:
        self._stream.write(f"\r\x1b[K{line[:_LINE]}" if self._terminal else f"sayso: {line}\n")
        self._stream.flush()
        self._written = True


def progress_line(step: str, done: int, total: int | None, seconds: float, of: str = "report") -> str:
    """How far a step is after so many seconds.

    >>> progress_line("reading", 300, 3000, 10)
    'reading 300 of 3,000 reports, 30.0 a second, 1 min 30 s left'
    >>> progress_line("collecting", 12, None, 100)
    'collecting 12 reports, 7.2 a minute'
    """
    if not done:
        return step if total is None else f"{step} {_several(total, of)}"
    line = f"{step} {done:,} of {_several(total, of)}" if total is not None else f"{step} {_several(done, of)}"
    if seconds <= 0:
        return line
    rate = done / seconds
    line += f", {rate:.1f} a second" if rate >= 1 else f", {rate * 60:.1f} a minute"
    return f"{line}, {_duration((total - done) / rate)} left" if total is not None and total > done else line


def _several(number: int, of: str) -> str:
    return f"{number:,} {of}{'' if number == 1 else 's'}"


def _duration(seconds: float) -> str:
    left = max(round(seconds), 1)
    if left < 60:
        return f"{left} s"
    minutes, rest = divmod(left, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest and minutes < 10 else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"
