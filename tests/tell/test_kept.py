"""What is worked out of a case once, for all who ask."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sayso.tell.pages.kept import Kept


def test_of_many_who_ask_at_once_one_works_it_out() -> None:
    kept, worked, together = Kept("now"), list[int](), threading.Barrier(4)

    def work() -> int:
        worked.append(1)
        return len(worked)

    def ask(_: int) -> int:
        together.wait()
        return kept.once("how many", work)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(4))) == [1] * 4
    assert kept.once("another", work) == 2


def test_what_could_not_be_worked_out_is_tried_anew() -> None:
    kept = Kept("now")
    with pytest.raises(ZeroDivisionError):
        kept.once("share", lambda: 1 // 0)
    assert kept.once("share", lambda: 5) == 5


def test_a_question_may_ask_others_and_the_oldest_are_forgotten() -> None:
    kept, worked = Kept("now"), list[int]()

    def half(of: int) -> int:
        worked.append(of)
        return kept.once(of // 2, lambda: half(of // 2)) + 1 if of else 0

    assert kept.once(64, lambda: half(64)) == 7
    assert kept.once(64, lambda: 0) == 7
    for other in range(1000, 1100):
        kept.once(other, lambda: 1)
    assert kept.once(64, lambda: 0) == 0
