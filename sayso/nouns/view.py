"""What anybody may ask of a case: the reading side that every store offers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.event import Copy, Dispute, Event, KnownParty, Toll
from sayso.nouns.found import Facet, Found, Wanted
from sayso.nouns.issue import Issue
from sayso.nouns.judgement import Judgement, Ruling
from sayso.nouns.listed import Entries, Sought, Spot, SpotFigure
from sayso.nouns.reading import Reading
from sayso.nouns.report import Collected, Original, Report
from sayso.nouns.says_who import Attribution
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Window(Struct, frozen=True):
    """A stretch of a long list."""

    offset: int = 0
    limit: int = 50


class Totals(Struct, frozen=True, kw_only=True):
    """How much of everything a case holds; reports that were withdrawn are counted, what they say is not."""

    reports: int
    withdrawn: int
    first_published: date | None
    last_published: date | None
    """Of the reports that count."""
    claims: int
    events: int
    dated_events: int
    disputed_events: int
    disputes: int
    judgements: int
    parties: int


class Stake(Struct, frozen=True, kw_only=True):
    """What a toll rests on: one claim, and how many people the toll would move by without it."""

    event: str
    toll: str
    claim: str
    people: int
    expected: float
    """`people` times the probability that the claim is misread."""


class Reliances(Struct, frozen=True, kw_only=True, eq=False):
    """How often one is relied on for what another says, in the names that reports use: columns with a row a pair.

    A pair may have several rows.
    """

    names: Sequence[str]
    """ "" stands for whoever prints a report where nobody is known to."""
    source: NDArray[np.int64]
    """The place of its name."""
    target: NDArray[np.int64]
    printed: NDArray[np.bool_]
    """Whether the target prints what the source says, and is not relied on for it in turn."""
    claims: NDArray[np.int64]
    attributions: NDArray[np.int64]


class ReliedOn(Struct, frozen=True, kw_only=True):
    """A claim or an attribution that is said on somebody's word."""

    kind: Literal["claim", "attribution"]
    id: str
    report: str


class View(Protocol):
    """One case, read. Everything streams in a fixed order (by report id, then place in the text; events by id)."""

    def reports(self) -> Iterator[Report]:
        """Every report, withdrawn ones too."""

    def report(self, id: str) -> Report:  # noqa: A002
        """One report; raises `UnknownId`."""

    def original(self, sha256: str) -> Original:
        """The bytes that a report was read from; raises `UnknownId`."""

    def readings(self) -> Iterator[Reading]:
        """Every report that counts (not withdrawn), with all that it says."""

    def claims(self, *, wrong: bool = False) -> Iterator[Claim]:
        """Every claim of every report that counts, as judged; with `wrong` those that were judged wrong, too."""

    def claim(self, id: str) -> Claim:  # noqa: A002
        """One claim, as judged; raises `UnknownId`."""

    def claim_as_read(self, id: str) -> Claim:  # noqa: A002
        """One claim as the machine read it; raises `UnknownId`."""

    def mentions(self) -> Iterator[EventMention]:
        """Every event mention."""

    def mention(self, id: str) -> EventMention:  # noqa: A002
        """One event mention; raises `UnknownId`."""

    def attributions(self) -> Iterator[Attribution]:
        """Every attribution."""

    def violations(self) -> Iterator[Violation]:
        """Every alleged violation."""

    def events(self) -> Iterator[Event]:
        """The events of the record, with their tolls and disputes."""

    def copies(self) -> Iterator[Copy]:
        """Reports that repeat others."""

    def parties(self) -> Iterator[KnownParty]:
        """The parties of the case under their one name."""

    def issues(self) -> Iterator[Issue]:
        """Everything that went wrong."""

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement, superseded ones too, oldest first."""

    def rulings(self) -> Iterator[Ruling]:
        """Every judgement with what became of it, oldest first."""


class Windowed(View, Protocol):
    """A view that gives a long list a window at a time, and one thing by its id, without going through the rest."""

    def edition(self) -> str:
        """Changes with whatever changes in the case, whoever changes it."""

    def event(self, event_id: str) -> Event:
        """One event; raises `UnknownId`."""

    def toll(self, toll_id: str) -> Toll:
        """One toll; raises `UnknownId`."""

    def dispute(self, dispute_id: str) -> Dispute:
        """One dispute; raises `UnknownId`."""

    def reading(self, report_id: str) -> Reading | None:
        """All that one report says, as judged; None where it does not count or has not been read."""

    def claims_of(self, ids: Collection[str]) -> tuple[Claim, ...]:
        """The claims of these ids, as judged, less those that no report that counts says."""

    def mentions_of(self, ids: Collection[str]) -> tuple[EventMention, ...]:
        """The event mentions of these ids, less those that no report that counts says."""

    def totals(self) -> Totals:
        """How much of everything there is."""

    def count_issues(self) -> int:
        """How many issues the case holds."""

    def prominent_events(self, window: Window) -> tuple[Event, ...]:
        """Those that most reports are about first."""

    def disputes(
        self, about: str | None, effect: str | None, window: Window
    ) -> tuple[tuple[tuple[Event, str], ...], int]:
        """Disputes by their ids, each with its event, in the order of the events; and how many there are in all."""

    def dispute_counts(self) -> tuple[tuple[str, str | None, int], ...]:
        """How many disputes there are about what, and of which effect."""

    def parts_of(self, event_id: str, window: Window) -> tuple[Event, ...]:
        """The events that are part of one, in the same order."""

    def events_near(self, event: Event, limit: int) -> tuple[Event, ...]:
        """Those that may be one happening with it by day and place, the nearest first."""

    def events_with_words(self, event: Event, words: str, limit: int) -> tuple[Event, ...]:
        """Those of which reports with all these words tell, those of most such reports first; the event not."""

    def find_reports(self, wanted: Wanted, window: Window, claims: int) -> Found:
        """Those that are wanted, the best by their words first, else the newest; at most so many claims of each."""

    def values_of(self, facet: Facet, wanted: Wanted) -> Sequence[tuple[str, int]]:
        """What reports as wanted, whatever was asked for of the facet itself, can be chosen by, with how many."""

    def events_of_report(self, report_id: str, window: Window) -> tuple[Event, ...]:
        """Those that a report tells of, in the same order."""

    def said(self, thing_id: str) -> Violation | Attribution | None:
        """The alleged violation or attribution of this id; None where there is none in a report that counts."""

    def teller_of(self, thing_id: str) -> str:
        """The id of the report that says what has this id: a claim, mention and so on; raises `UnknownId`."""

    def collected(self, report_id: str) -> Collected:
        """A report as it came in, with its original and the way back to it; raises `UnknownId`."""

    def weightiest(self) -> Iterator[Stake]:
        """What tolls rest on, the most people first that a misreading would be expected to move."""

    def tolls(self, window: Window, effect: str | None = None) -> tuple[tuple[Event, Toll], ...]:
        """Tolls with their events, those of the events that most reports are about first."""

    def withdrawn_claims(self, effect: str, most: int) -> tuple[Claim, ...]:
        """Claims of an effect in reports that are withdrawn, at most so many."""

    def count_tolls(self) -> dict[str, int]:
        """How many tolls there are by effect."""

    def reliances(self, kinds: Sequence[str], copies: Collection[str]) -> Reliances:
        """Who relies on whom for claims or attributions; `copies`: ids of reports that are left out."""

    def on_the_word_of(
        self,
        kinds: Sequence[str],
        copies: Collection[str],
        window: Window,
        *,
        sources: Collection[str] | None = None,
        targets: Collection[str] | None = None,
        through: Collection[str] | None = None,
    ) -> tuple[tuple[ReliedOn, ...], int]:
        """What is said by way of these names, claims first, and how much of it there is.

        `sources` are relied on, `targets` rely on them, `through` do either; all are names as reports have them.
        """

    def attribution(self, id: str) -> Attribution:  # noqa: A002
        """One attribution; raises `UnknownId`."""

    def violation(self, id: str) -> Violation:  # noqa: A002
        """One alleged violation; raises `UnknownId`."""

    def timeline(self, sought: Sought) -> Entries:
        """The events, alleged violations and denials that are sought."""

    def spots(self) -> tuple[Spot, ...]:
        """The places where events were."""

    def spot_figures(self) -> tuple[SpotFigure, ...]:
        """The largest toll of each effect at each place."""

    def named_places(self, most: int) -> tuple[tuple[str, int], ...]:
        """Names of places, and how many events were there; those of most events first."""

    def effects_told(self) -> dict[str, int]:
        """Effects that tolls are of, and how many events have one of it."""

    def one_on_the_word_of(
        self, kinds: Sequence[str], copies: Collection[str], source: str, target: str
    ) -> ReliedOn | None:
        """One of the things that are said by way of a pair of names, as reports have them."""

    def printers(self, reports: Collection[str]) -> dict[str, str]:
        """Who prints the reports of these ids, as far as it is known."""
