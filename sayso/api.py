"""The same as the command line, from Python: build a case, open one, read reports without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

import msgspec

from sayso.errors import WrongUse
from sayso.nouns.issue import Issue
from sayso.nouns.reading import Reading
from sayso.nouns.report import Collected
from sayso.pipeline import BuildOutcome, Progress
from sayso.settings import Settings
from sayso.store.sqlite import Case
from sayso.tell.account import Account
from sayso.tell.why import Explanation

if TYPE_CHECKING:
    from sayso.judging.live import LiveCase

AnyPath = str | PathLike[str]


def build_case(
    inputs: Iterable[AnyPath],
    case: AnyPath,
    *,
    settings: Settings | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> BuildOutcome:
    """Make or extend the case file `case` with what the inputs hold: files and folders, as `sayso build` does.

    Raises `WrongUse` where an input does not exist, and `CaseUnusable` where the case cannot be opened or written. A
    report that cannot be read raises nothing: it becomes an issue of the case.
    """
    from sayso.pipeline import build_record

    return build_record([Path(one) for one in inputs], Path(case), settings or Settings(), progress)


@overload
def open_case(case: AnyPath, *, write: Literal[True]) -> LiveCase: ...
@overload
def open_case(case: AnyPath, *, as_of: date | None = ..., min_confidence: float = ...) -> Case: ...
def open_case(case: AnyPath, *, as_of: date | None = None, min_confidence: float = 0.0, write: bool = False) -> Case:
    """A case to read from; with `as_of` with the record that stood on that day. Use it in a `with` block.

    With `write` it can be judged: `case.judge("wrong", id, by="Ines", because="it counts cars")`, and shows at each
    moment what is in the file. That is the record of today and of all claims: it takes no `as_of` or `min_confidence`.

    With `min_confidence`, from 0 to 1, the record is of the claims alone that are at least so likely to be right; the
    case lists all of them nevertheless, each with its `confidence`. Raises `CaseUnusable` and its children, and
    `WrongUse` where `min_confidence` is no probability.
    """
    from sayso import pipeline
    from sayso.judging.live import LiveCase

    if write:
        if as_of or min_confidence:
            raise WrongUse("what is judged is the whole record: open it without as_of and min_confidence")
        return LiveCase.of(Path(case))
    return pipeline.open_case(Path(case), Settings(as_of=as_of, min_confidence=min_confidence))


def read_reports(
    inputs: Iterable[AnyPath],
    *,
    settings: Settings | None = None,
    on_issue: Callable[[Issue], None] | None = None,
) -> Iterator[Reading]:
    """What each report says, in the order given, as `sayso read` prints it; nothing is merged or kept.

    `on_issue` is told what could not be made a report at all. Claims less sure than `settings.min_confidence` are left
    out. Raises `WrongUse` where an input does not exist.
    """
    from sayso import pipeline
    from sayso.collect.reports import collect_reports

    chosen = settings or Settings()

    def collected() -> Iterator[Collected]:
        for one in collect_reports([Path(path) for path in inputs], chosen):
            if not isinstance(one, Issue):
                yield one
            elif on_issue:
                on_issue(one)

    for reading in pipeline.read_reports(collected(), chosen):
        yield reading.surest(chosen.min_confidence)


def account_of(case: Case, *, as_of: date | None = None, min_confidence: float = 0.0) -> Account:
    """What `sayso show` prints of an open case, as one value.

    `as_of` and `min_confidence` are those that the case was opened with.
    """
    from sayso.tell import account
    from sayso.tell.recorded import record_of

    return account.account_of(case, record_of(case), as_of=as_of, min_confidence=min_confidence)


def explain(case: Case, id: str) -> Explanation:  # noqa: A002
    """What `sayso why` prints about the thing with this id, or this beginning of one.

    Raises `UnknownId` where there is none, and `WrongUse` where the beginning fits several.
    """
    from sayso.tell import why
    from sayso.tell.recorded import record_of

    return why.explain(case, record_of(case), id)


def to_json(value: msgspec.Struct) -> str:
    """A value as the public JSON has it, on one line; a `Reading` as a line of `sayso read --json`."""
    from sayso.tell.jsonl import encode_line, read_line

    line = encode_line(read_line(value) if isinstance(value, Reading) else value)
    return line.decode("utf-8").removesuffix("\n")
