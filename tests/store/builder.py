"""A process that builds a case, slowly enough to be killed: `python -m tests.store.builder CASE COUNT`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sayso.nouns.report import Collected
from sayso.store.sqlite import Case
from tests.store.made import READER, collected, keep_record, read


def some_reports(count: int) -> list[Collected]:
    """Reports of many sizes; every seventh shares its id with another."""
    return [
        collected(f"r{number - number % 7 // 6}", f"{number} dead " + "in the harbour " * (number * 37 % 500))
        for number in range(count)
    ]


def main() -> None:
    """Build, telling of each thing that is done."""
    path, count = Path(sys.argv[1]), int(sys.argv[2])
    with Case.open(path, create=True) as case:
        for one in some_reports(count):
            case.take(one)
            print("taken", flush=True)
        for unread in case.unread(READER):
            case.keep_reading(read(unread.report), READER)
            print("read", flush=True)
            time.sleep(0.001)
        keep_record(case)
        print("done", flush=True)


if __name__ == "__main__":
    main()
