"""One claim, event mention or alleged violation of a report, with what grouping asks of it: what, where, when."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.event import Days
from sayso.nouns.reading import Reading
from sayso.nouns.span import Span
from sayso.nouns.violation import Violation, ViolationKind
from sayso.nouns.what import Effect, EventKind, EventMention
from sayso.reconcile.days import days_of
from sayso.reconcile.places import Place, place_of

STATEMENTS: frozenset[EventKind] = frozenset(
    (
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "SANCTION",
        "AID",
    )
)
"""What somebody says or does about a happening, and seldom what a report is about."""

SPOKEN: frozenset[EventKind] = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REQUEST", "ACCUSE", "REJECT"))
"""Of these, what each party says is an event of its own."""

KIND_OF_EFFECT: dict[Effect, EventKind | None] = {
    "killed": None,
    "injured": None,
    "detained": "COERCE",
    "released": "RETREAT",
    "missing": None,
    "abducted": "ASSAULT",
    "tortured": "ASSAULT",
    "sexually_abused": "ASSAULT",
    "displaced": None,
    "evacuated": None,
    "sentenced": "COERCE",
    "executed": "COERCE",
    "participated": "PROTEST",
    "deployed": "MOBILIZE",
}
"""What a bare count says about the kind of its event: the dead of an earthquake were not assaulted."""

KIND_OF_VIOLATION: dict[ViolationKind, tuple[EventKind | None, str | None]] = {
    "killing": ("ASSAULT", None),
    "arbitrary_detention": ("COERCE", "arrest"),
    "enforced_disappearance": ("ASSAULT", "abduct"),
    "kidnapping": ("ASSAULT", "abduct"),
    "torture": ("ASSAULT", "torture"),
    "sexual_violence": ("ASSAULT", "sexual"),
    "excessive_force": ("ASSAULT", None),
    "restriction_of_assembly": ("COERCE", "restrict"),
    "restriction_of_expression": ("COERCE", "censor"),
    "internet_shutdown": ("COERCE", "censor"),
    "unfair_trial": ("COERCE", None),
    "other": (None, None),
}

EARLY = 3.0
"""How much more the first words of a report weigh than its last ones: news puts first what it is about."""


class Telling(Struct, frozen=True, kw_only=True):
    """One thing told in one report."""

    id: str
    report: str
    start: int
    told: Claim | EventMention | Violation
    kind: EventKind | None
    mode: str | None
    place: Place | None
    days: Days
    weight: float
    """How much it says about what the report is about."""
    background: bool


def tellings_of(reading: Reading) -> tuple[Telling, ...]:
    """Everything that the report tells, in text order."""
    length = max(len(reading.report.text), 1)
    return tuple(sorted(_tellings(reading, length), key=lambda telling: (telling.start, telling.id)))


def _tellings(reading: Reading, length: int) -> Iterator[Telling]:
    for claim in reading.claims:
        kinds = [kind for effect in claim.effects if (kind := KIND_OF_EFFECT[effect])]
        yield _telling(claim, claim.figure.start, length, kinds[0] if kinds else None, None, weight=2.0)
    for event in reading.events:
        weight = 0.3 if event.kind in STATEMENTS else 1.0
        yield _telling(event, event.trigger.start, length, event.kind, event.mode, weight=weight)
    for violation in reading.violations:
        kind, mode = KIND_OF_VIOLATION[violation.kind]
        yield _telling(violation, violation.sentence.start, length, kind, mode, weight=0.5)


def _telling(
    told: Claim | EventMention | Violation,
    start: int,
    length: int,
    kind: EventKind | None,
    mode: str | None,
    *,
    weight: float,
) -> Telling:
    background = isinstance(told, Claim) and told.scope == "background"
    return Telling(
        id=told.id,
        report=told.report,
        start=start,
        told=told,
        kind=kind,
        mode=mode,
        place=place_of(told.where),
        days=days_of(told.when),
        weight=(0.2 if background else 1.0) * weight * by_position(start, length),
        background=background,
    )


def words_of(told: Claim | EventMention | Violation) -> Span:
    """The words that tell it: the figure, the word for what happened, the sentence of an alleged violation."""
    if isinstance(told, Claim):
        return told.figure
    return told.trigger if isinstance(told, EventMention) else told.sentence


def by_position(start: int, length: int) -> float:
    """1 at the beginning, 1/EARLY at the end."""
    return 1.0 / (1.0 + (EARLY - 1.0) * min(start / length, 1.0))
