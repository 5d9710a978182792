"""A case opened for reading, at one moment, under one day's knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sayso.settings import Policy
from sayso.store.sqlite import Case


@contextmanager
def open_case(
    path: Path, as_of: date | None = None, min_confidence: float = 0.0, policy: Policy = "latest"
) -> Iterator[Case]:
    """The case as it is now, whatever is written meanwhile.

    With `as_of`, with the record of that day; with `min_confidence`, with that of the claims that are so sure, and
    how many are not goes to standard error; with `policy`, with that of another rule.
    """
    from sayso import pipeline
    from sayso.settings import Settings

    settings = Settings(as_of=as_of, min_confidence=min_confidence, policy=policy)
    with pipeline.open_case(path, settings) as case, case.snapshot():
        if min_confidence:
            tell_left_out(*pipeline.count_unsure(case, settings), min_confidence)
        yield case


def tell_wrong(claims: int) -> None:
    """Say how many claims are left out since people judged them wrong."""
    from sayso.cli.guard import complain
    from sayso.tell.wording import plural

    if claims:
        complain(f"{plural(claims, 'claim')} judged wrong left out; --all lists them, marked")


def tell_left_out(unsure: int, claims: int, min_confidence: float) -> None:
    """Say how many claims a limit leaves out, of how many."""
    from sayso.cli.guard import complain
    from sayso.tell.wording import left_out

    complain(f"{left_out(unsure, min_confidence)}, of {claims:,}")
