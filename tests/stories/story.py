"""A story: a few reports of one event, and what the record of them must say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

HERE = Path(__file__).parent

Number = int | Literal["unknown"] | UnsetType
"""A number, null ("unknown"), or not asked for (left out)."""


class StoryReport(Struct, frozen=True, forbid_unknown_fields=True):
    """One report; line breaks inside a paragraph are the file's, not the report's."""

    id: str
    publisher: str
    published: str
    title: str
    text: str

    def line(self) -> bytes:
        """As a line of JSON Lines."""
        paragraphs = (" ".join(part.split("\n")) for part in self.text.strip().split("\n\n"))
        return msgspec.json.encode(msgspec.structs.replace(self, text="\n\n".join(paragraphs))) + b"\n"


class ExpectedClaim(Struct, frozen=True, forbid_unknown_fields=True):
    """A figure; `origin` "" means that the report says it in its own voice, and left out that nobody asks."""

    report: str
    figure: str
    effects: tuple[str, ...]
    low: Number
    high: Number
    group: str | None = None
    where: str | None = None
    scope: str | None = None
    part_of: str | None = None
    origin: str | None = None
    carried_by: str | None = None


class ExpectedToll(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands for one effect; `group` "any": whatever group the words allow."""

    effect: str
    group: str | None = None
    low: Number = UNSET
    best: Number = UNSET
    high: Number = UNSET
    origins: Number = UNSET
    event_days: tuple[date, date] | None = None


class ExpectedSeries(Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that follow one another in one toll's series, in this order; others may stand between."""

    effect: str
    values: tuple[int, ...]
    party: str | None = None


class ExpectedDispute(Struct, frozen=True, forbid_unknown_fields=True):
    """What is set side by side; each of `sides` is a word of a different side's names."""

    about: str
    sides: tuple[str, ...]
    effect: str | None = None


class NoDispute(Struct, frozen=True, forbid_unknown_fields=True):
    """What must not be shown as a dispute."""

    about: str
    effect: str
    why: str


class NotInTolls(Struct, frozen=True, forbid_unknown_fields=True):
    """A number that no toll of the effect may give."""

    effect: str
    value: int
    why: str


class ExpectedCopy(Struct, frozen=True, forbid_unknown_fields=True):
    """A report that repeats another's text."""

    report: str
    of: str


class ExpectedEvent(Struct, frozen=True, forbid_unknown_fields=True):
    """An event of the record."""

    kind: str
    where: str


class ExpectedHappening(Struct, frozen=True, forbid_unknown_fields=True):
    """A mention of one of these kinds with the words nearby, that is part of an event of the record."""

    kinds: tuple[str, ...]
    near: str
    day: date | None = None
    where: str | None = None


class ExpectedViolation(Struct, frozen=True, forbid_unknown_fields=True):
    """An alleged violation of a right, and a word of whoever alleges it."""

    right: str
    says_who: str | None = None


class ExpectedParty(Struct, frozen=True, forbid_unknown_fields=True):
    """Names that are one party's."""

    name: str
    also: tuple[str, ...]


class SaidOn(Struct, frozen=True, forbid_unknown_fields=True):
    """The day on which a figure was really given, which the words may leave open but never miss."""

    figure: str
    truly: date


class Apart(Struct, frozen=True, forbid_unknown_fields=True):
    """Reports whose main events are different ones."""

    reports: tuple[str, ...]


class Never(Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers that count no people: no claim may give them."""

    values: tuple[int, ...] = ()


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """What is not right yet: words of the check's message, and why the program gives something else."""

    check: str
    missing: str
    why: str


class Story(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of this folder."""

    about: str
    folder: str | None = None
    reports: tuple[StoryReport, ...] = ()
    claims: tuple[ExpectedClaim, ...] = ()
    never: Never = Never()
    tolls: tuple[ExpectedToll, ...] = ()
    not_in_tolls: tuple[NotInTolls, ...] = ()
    series: tuple[ExpectedSeries, ...] = ()
    disputes: tuple[ExpectedDispute, ...] = ()
    no_dispute: tuple[NoDispute, ...] = ()
    copies: tuple[ExpectedCopy, ...] = ()
    events: tuple[ExpectedEvent, ...] = ()
    apart: tuple[Apart, ...] = ()
    happenings: tuple[ExpectedHappening, ...] = ()
    violations: tuple[ExpectedViolation, ...] = ()
    parties: tuple[ExpectedParty, ...] = ()
    said: tuple[SaidOn, ...] = ()
    known: tuple[Known, ...] = ()
    known_as_published: tuple[Known, ...] = ()
    """The same for the published reports, where the story stands beside a folder of retold ones."""

    def inputs(self, scratch: Path) -> list[Path]:
        """The reports as files; those that stand in the story itself are written into `scratch`."""
        if self.folder:
            return [(HERE / self.folder).resolve()]
        written = scratch / "reports.jsonl"
        written.write_bytes(b"".join(report.line() for report in self.reports))
        return [written]


def load_story(name: str) -> Story:
    """The story of that name."""
    return msgspec.toml.decode((HERE / f"{name}.toml").read_bytes(), type=Story)


def story_names() -> list[str]:
    """Every story here."""
    return sorted(path.stem for path in HERE.glob("*.toml"))
