"""Judgements as they come from elsewhere: lines of JSON, or another case. Nothing in them is trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import msgspec

from sayso.errors import WrongUse
from sayso.judging.checks import check
from sayso.nouns.issue import Issue
from sayso.nouns.judgement import Judgement
from sayso.store.judgements import id_of
from sayso.store.ledger import is_sqlite
from sayso.store.sqlite import Case

LONGEST_LINE = 4 * 1024 * 1024
_AHEAD = timedelta(days=1)
"""How far a colleague's clock may be ahead of ours."""


def judgements_in(path: Path) -> Iterator[Judgement | Issue]:
    """The judgements of a case, or of a file of JSON Lines; an issue for each that cannot be taken.

    Raises `CaseUnusable` where a case cannot be opened.
    """
    if is_sqlite(path):
        with Case.open(path, readonly=True) as other:
            for judgement in other.judgements():
                yield checked(judgement, f"{path}: {judgement.id}")
        return
    with path.open("rb") as lines:
        yield from judgements_from(lines, str(path))


def judgements_from(lines: BinaryIO, name: str) -> Iterator[Judgement | Issue]:
    """The judgements of JSON Lines; an issue, with the number of the line, for each that cannot be taken."""
    for number, line in enumerate(_lines(lines), start=1):
        place = f"{name}:{number}"
        if len(line) > LONGEST_LINE:
            yield _issue(place, f"the line is longer than {LONGEST_LINE:,} bytes")
        elif line.strip():
            yield _read(line, place)


def _lines(file: BinaryIO) -> Iterable[bytes]:
    """Lines, of which one too long is never held whole."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def _read(line: bytes, place: str) -> Judgement | Issue:
    try:
        judgement = msgspec.json.decode(line, type=Judgement)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        return _issue(place, f"the line is no judgement ({error})")
    return checked(judgement, place)


def checked(judgement: Judgement, place: str) -> Judgement | Issue:
    """The judgement, or an issue where it could not have been made by a person with sayso."""
    try:
        check(judgement)
    except WrongUse as error:
        return _issue(place, f"the judgement says nothing that can be followed: {error}")
    try:
        moment = datetime.fromisoformat(judgement.at)
    except ValueError:
        return _issue(place, f"{judgement.at[:40]!r} is no time")
    if moment.tzinfo is None:
        return _issue(place, f"{judgement.at[:40]!r} does not say of which time zone")
    if moment > datetime.now(UTC) + _AHEAD:
        return _issue(place, f"the judgement is of {judgement.at[:40]!r}, which is yet to come")
    if judgement.id != id_of(judgement):
        return _issue(place, f"the id {judgement.id[:40]!r} is not that of what the judgement says: it was changed")
    return judgement


def _issue(place: str, message: str) -> Issue:
    hint = "nothing of it was taken; export the judgements again (sayso judgements CASE --all --json)"
    return Issue(report=None, path=place, stage="store", place=None, message=message, hint=hint)
