"""A case opened for reading, at one moment, under one day's knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sayso.store.sqlite import Case


@contextmanager
def open_case(path: Path, as_of: date | None = None) -> Iterator[Case]:
    """The case as it is now, whatever is written meanwhile; with `as_of`, with the record of that day."""
    from sayso import pipeline
    from sayso.settings import Settings

    with pipeline.open_case(path, Settings(as_of=as_of)) as case, case.snapshot():
        yield case
