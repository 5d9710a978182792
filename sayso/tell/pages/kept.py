"""What was worked out of a case as it is at one moment, for whoever asks again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_MOST = 64
"""Answers that are kept."""

T = TypeVar("T")


class Kept:
    """Answers to questions about one edition of a case; several threads may ask at once, and one works it out."""

    def __init__(self, edition: str) -> None:
        self.edition = edition
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def once(self, question: Hashable, work: Callable[[], T]) -> T:
        """The answer to a question: what `work` gives, when it is asked first or was not for long."""
        with self._lock:
            answer = self._answers.setdefault(question, _Answer())
            self._answers.move_to_end(question)
            if len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        with answer.lock:
            if not answer.is_there:
                answer.value, answer.is_there = work(), True
        value: T = answer.value
        return value


class _Answer:
    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.is_there = False
        self.value: Any = None
