"""A person's word on things of a case, checked and written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache

from sayso.errors import WrongUse
from sayso.judging.checks import check
from sayso.judging.things import things_named
from sayso.judging.values import values_from
from sayso.nouns.judgement import Judged, Judgement, Values, Verdict
from sayso.store.sqlite import Case
from sayso.tell.recorded import record_of

Written = Mapping[str, str | int | None]
"""Values by name, as they are written behind `--set`; None is "none"."""


def judge(
    case: Case,
    verdict: Verdict,
    names: Sequence[str],
    *,
    by: str | None,
    because: str,
    at: str | None = None,
    values: Values | Written | None = None,
) -> Judgement:
    """Write down what somebody says of the things that the ids (or their beginnings, or names of parties) name.

    `at`: ISO 8601 in UTC; None: now. Raises `UnknownId`, and `WrongUse` where the judgement says nothing that can be
    followed. The record is not brought up to date here.
    """
    if by is not None and not by.strip():
        raise WrongUse("say who decides so: a name, or initials that your colleagues know")
    with case.snapshot():
        record = cache(lambda: record_of(case))
        about = things_named(case, record, names)
        given = _values(case, about, values) if values is not None else None
    moment = at or now()
    check(Judgement(id="", kind=verdict, about=about, values=given, by=by, because=because, at=moment))
    return case.keep_judgement(verdict, about, values=given, by=by, because=because, at=moment)


def now() -> str:
    """The time as a judgement has it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _values(case: Case, about: Sequence[Judged], values: Values | Written) -> Values:
    if isinstance(values, Values):
        return values
    written = {name: "none" if value is None else str(value) for name, value in values.items()}
    if any(thing.kind != "claim" for thing in about):
        raise WrongUse("only a claim's values can be edited")
    parties = {name.casefold(): party for party in case.parties() for name in (*party.also, party.name)}
    read = [values_from(written, case.claim(thing.id), parties) for thing in about]
    if any(one != read[0] for one in read):
        raise WrongUse("these claims have different bounds: give value, low and high, or edit them one by one")
    return read[0]
