"""The public JSON, one object a line: the keys and their order are those of the values themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.nouns.claim import Claim
from sayso.nouns.event import Dispute, Event, Toll
from sayso.nouns.issue import Issue
from sayso.nouns.reading import Reading
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.nouns.when import When
from sayso.nouns.where import Where


class ReadLine(Report, frozen=True, kw_only=True):
    """A report with everything it says: a line of `sayso read --json`."""

    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    whens: tuple[When, ...]
    wheres: tuple[Where, ...]
    events: tuple[EventMention, ...]
    violations: tuple[Violation, ...]
    issues: tuple[Issue, ...]


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """A report of a case: a line of `sayso reports --json`, as `read` has it, less the text, and more of the case."""

    id: str
    path: str | None
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    sha256: str
    text: str | msgspec.UnsetType = msgspec.UNSET
    """Only where it was asked for."""
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    whens: tuple[When, ...] = ()
    wheres: tuple[Where, ...] = ()
    events: tuple[EventMention, ...] = ()
    violations: tuple[Violation, ...] = ()
    issues: tuple[Issue, ...] = ()
    copy_of: str | None
    """Id of the report whose text this one repeats."""
    withdrawn: bool
    """Whether it was taken out of the record; what it says is then not listed."""


_KEPT = tuple(field.name for field in msgspec.structs.fields(Report))
_SAID = ("claims", "attributions", "whens", "wheres", "events", "violations", "issues")

Line = ReadLine | ReportLine | Event | Toll | Claim | Dispute | Issue

_encoder = msgspec.json.Encoder()


def encode_line(value: Line | msgspec.Struct) -> bytes:
    """One line of UTF-8 JSON with its newline.

    A text with half a surrogate pair, which UTF-8 cannot hold, is written with JSON escapes instead.
    """
    try:
        return _encoder.encode(value) + b"\n"
    except UnicodeEncodeError:
        return _escaped(msgspec.to_builtins(value))


def _escaped(value: Any) -> bytes:
    import json  # only for texts that UTF-8 cannot hold

    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def read_line(reading: Reading) -> ReadLine:
    """The public form of one report's reading."""
    kept = {name: getattr(reading.report, name) for name in _KEPT}
    return ReadLine(**kept, **{name: getattr(reading, name) for name in _SAID})


def report_line(
    report: Report, reading: Reading | None, *, copy_of: str | None, withdrawn: bool, text: bool
) -> ReportLine:
    """The public form of one report of a case; `reading` is None where what it says does not count."""
    kept: dict[str, Any] = {name: getattr(report, name) for name in _KEPT if text or name != "text"}
    said = {name: getattr(reading, name) for name in _SAID} if reading else {}
    return ReportLine(**kept, **said, copy_of=copy_of, withdrawn=withdrawn)
