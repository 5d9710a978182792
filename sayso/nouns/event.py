"""Claims judged to be about one happening: its tolls, and what cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from sayso.nouns.what import Effect, EventKind, Group
from sayso.nouns.where import Where


class Days(Struct, frozen=True, kw_only=True):
    """A range of days, both ends inclusive; None unknown."""

    earliest: date | None
    latest: date | None


class EventWhere(Where, frozen=True, kw_only=True):
    """A place and the report whose words name it."""

    report: str


class SetAside(Struct, frozen=True, kw_only=True):
    """A claim that a toll looked at and did not use, and why."""

    claim: str
    why: str


class Step(Struct, frozen=True, kw_only=True):
    """One party's count on one day: a step in the series of a toll."""

    day: date | None
    """Day that the count was given or counts up to; None unknown."""
    party: str | None
    """The origin's name in the case; None where only the report itself says it."""
    claims: tuple[str, ...]
    low: int | None
    high: int | None
    value: int | None
    group: Group | None
    supersedes: bool
    """Whether it replaces an earlier figure of the same party (a revision up or down)."""


class Toll(Struct, frozen=True, kw_only=True):
    """What stands today for one effect, group and place."""

    id: str
    event: str
    effect: Effect
    group: Group | None
    where: EventWhere | None
    low: int | None
    best: int | None
    high: int | None
    as_of: date | None
    why: str
    origins: int
    """Independent say-sos, not articles."""
    claims: tuple[str, ...]
    mentions: tuple[str, ...]
    parties: tuple[str, ...]
    """Names of the origins."""
    set_aside: tuple[SetAside, ...]
    series: tuple[Step, ...]


class Side(Struct, frozen=True, kw_only=True):
    """One side of a dispute."""

    says_who: tuple[str, ...]
    claims: tuple[str, ...]
    mentions: tuple[str, ...]


class Dispute(Struct, frozen=True, kw_only=True):
    """What cannot both hold, set side by side."""

    id: str
    event: str
    about: Literal["figure", "duration", "when", "where", "denial"]
    effect: Effect | None
    why: str
    sides: tuple[Side, ...]


class Event(Struct, frozen=True, kw_only=True):
    """One happening over all reports of a case."""

    id: str
    kind: EventKind | None
    """PLOVER event type; None where only counts tell of it and PLOVER has no type for it (an earthquake)."""
    mode: str | None
    title: str
    part_of: str | None
    when: Days | None
    where: EventWhere | None
    actors: tuple[str, ...]
    reports: tuple[str, ...]
    main_for: tuple[str, ...]
    tolls: tuple[Toll, ...]
    disputes: tuple[Dispute, ...]
    mentions: tuple[str, ...]
    """Ids of the event mentions and alleged violations that tell of it."""


CopyKind = Literal["exact", "near", "partial", "quotation", "judged"]


class Passage(Struct, frozen=True, kw_only=True):
    """Words that one text has from another: code-point offsets, `end` exclusive."""

    start: int
    end: int
    of_start: int
    """Where they begin in the other text."""


class Copy(Struct, frozen=True, kw_only=True):
    """What a report repeats of an older one's text: no new witness."""

    report: str
    of: str
    share: float
    """Share of the report's words in common with the other, 0..1; what an older text has too is not counted."""
    kind: CopyKind
    """`exact`, `near` (at least 0.8), `partial` (at least half: an agency's text under a new top), or else a long
    `quotation`, which makes a report no copy; `judged`: a person says so, whatever they have in common."""
    words: int
    """How many words that is."""
    passages: tuple[Passage, ...]
    """Where they stand in the report, in text order."""

    @property
    def is_whole(self) -> bool:
        """Whether it leaves the report nothing of its own."""
        return self.kind in ("exact", "near", "judged")


def repeated(copies: Iterable[Copy]) -> dict[str, str]:
    """By id of each report that is a copy: the report that it repeats most of."""
    whole = sorted((copy for copy in copies if copy.kind != "quotation"), key=lambda copy: (-copy.share, copy.of))
    return {copy.report: copy.of for copy in reversed(whole)}


class KnownParty(Struct, frozen=True, kw_only=True):
    """One party of the case under its one name, with the names that reports give it."""

    name: str
    kind: str
    also: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    """Names of other parties of the case that may be the same: too alike to be silent about, too little to merge."""


def by_name(party: KnownParty) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    """Sorts the parties of a record."""
    return party.name, party.kind, party.also, party.perhaps


class Overruled(Struct, frozen=True, kw_only=True):
    """A judgement that the record could not follow, since a newer one cannot hold with it."""

    judgement: str
    by: str


class Record(Struct, frozen=True, kw_only=True):
    """The sourced record of a case: computed from reports, judgements and settings, and nothing else."""

    events: tuple[Event, ...] = ()
    copies: tuple[Copy, ...] = ()
    parties: tuple[KnownParty, ...] = ()
    overruled: tuple[Overruled, ...] = ()
