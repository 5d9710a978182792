"""A person's word, which outranks the machine's and is only ever superseded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from sayso.nouns.claim import Scope
from sayso.nouns.event import Days
from sayso.nouns.says_who import PartyKind, Stance
from sayso.nouns.span import Span
from sayso.nouns.what import Effect, Group
from sayso.nouns.where import PlaceKind

Verdict = Literal["same", "different", "wrong", "right", "edit", "undo", "withdrawn", "restored"]
"""What is said: of two or more things that they are one, or are not; of what was read that it is wrong, right, or to be
read as a person's values; that a judgement no longer holds; that a report does not count, or counts again."""

SaidKind = Literal["claim", "mention", "violation", "attribution", "party"]
"""What a report's words were read as."""
ThingKind = Literal["claim", "mention", "violation", "attribution", "party", "event", "report", "judgement"]

State = Literal["stands", "superseded", "undone", "overruled", "missing"]
"""What became of a judgement. Superseded: a newer one is about the same. Overruled: newer ones cannot hold with it.
Missing: what it is about can no longer be found."""


class Quoted(Struct, frozen=True, kw_only=True):
    """Words that were judged, by what outlives an id: the report's hash, the quotation, and what it was read as."""

    kind: SaidKind
    report: str
    """The id that the report came with."""
    sha256: str
    """Of the report's original."""
    words: Span
    around: str
    """The sentence or line that the words stand in: they are found by it where the text has moved."""
    at: int
    """Where in `around` the words begin."""
    read_as: str
    """What the machine read: "killed 26..", "ASSAULT", a party's name."""


class Judged(Struct, frozen=True, kw_only=True):
    """One thing that a judgement is about."""

    kind: ThingKind
    id: str
    """The id, or a party's name, that it had when it was judged."""
    told: str
    """The thing in a line, as whoever judged saw it."""
    report: str | None
    """Of a report: the id that it came with."""
    sha256: str | None
    """Of a report: the hash of its original."""
    quoted: tuple[Quoted, ...]
    """Where it stands: one place for what a report says, several for an event and for a party."""
    narrow: bool = False
    """Whether it was an event that is part of a wider one."""


class JudgedPlace(Struct, frozen=True, kw_only=True):
    """A place that a person gives; codes and coordinates as GeoNames has them."""

    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    geonames_id: int | None


class JudgedParty(Struct, frozen=True, kw_only=True):
    """A party that a person names."""

    name: str
    kind: PartyKind


class Values(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a claim is to be read as; a value that is left out stays as it was read, null makes it unknown."""

    effects: tuple[Effect, ...] | UnsetType = UNSET
    value: int | UnsetType | None = UNSET
    low: int | UnsetType | None = UNSET
    high: int | UnsetType | None = UNSET
    group: Group | UnsetType | None = UNSET
    scope: Scope | UnsetType = UNSET
    stance: Stance | UnsetType = UNSET
    where: JudgedPlace | UnsetType | None = UNSET
    when: Days | UnsetType | None = UNSET
    as_of: date | UnsetType | None = UNSET
    said: Days | UnsetType | None = UNSET
    says_who: tuple[JudgedParty, ...] | UnsetType = UNSET

    @property
    def given(self) -> dict[str, object]:
        """The values that are given, by name, in a fixed order."""
        named = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return {name: value for name, value in named if value is not UNSET}


class Judgement(Struct, frozen=True, kw_only=True):
    """Who decided what about which things, when, and why."""

    id: str
    """ "j" and 16 hex digits, from all that follows."""
    kind: Verdict
    about: tuple[Judged, ...]
    values: Values | None
    """Of an edit."""
    by: str | None
    because: str
    at: str
    """ISO 8601 date and time in UTC: of two judgements that cannot both hold, the newer counts."""

    @property
    def moment(self) -> datetime:
        """When it was made; the beginning of time where `at` is no time."""
        try:
            moment = datetime.fromisoformat(self.at)
        except ValueError:
            return datetime.min.replace(tzinfo=UTC)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment

    @property
    def age(self) -> tuple[datetime, str]:
        """Sorts judgements, oldest first, whatever the order in which they came."""
        return self.moment, self.id


class Ruling(Judgement, frozen=True, kw_only=True):
    """A judgement and what became of it in a case."""

    state: State
    outranked_by: str | None
    """The judgement that superseded, undid or overruled it."""
    now: tuple[tuple[str, ...], ...]
    """For each thing that it is about, the ids that it, or what it is made of, has now; none where it is not found."""
    missing: tuple[str, ...]
    """What of it could not be found, in sentences."""


class Member(Struct, frozen=True, kw_only=True):
    """Something of a report, by the ids of the case as it is."""

    report: str
    id: str
    """Of what the report says; a party's name in the report; the report's own id where the report itself is meant."""


class Link(Struct, frozen=True, kw_only=True):
    """A person's word that two things are one, or are not; each is given by what it is made of."""

    judgement: str
    sort: Literal["happening", "party", "copy"]
    same: bool
    narrow: bool
    """Whether it is about parts of wider events, and says nothing of the wider ones."""
    one: tuple[Member, ...]
    other: tuple[Member, ...]
