"""An alleged violation that is told again without its day has the day that the report tells of it elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.nouns.when import When

_DONE_BY = {
    "killing": {"ASSAULT"},
    "kidnapping": {"ASSAULT"},
    "torture": {"ASSAULT"},
    "arbitrary_detention": {"COERCE"},
    "enforced_disappearance": {"ASSAULT", "COERCE"},
}
"""The kinds of events that a violation of a kind is told by, too."""


def with_days_told_elsewhere(violations: Sequence[Violation], events: Sequence[EventMention]) -> tuple[Violation, ...]:
    """The same violations; those without a time have the day that the report gives most often for their kind.

    Only single days are taken over; of two that are told as often the one told first.
    """
    days: dict[str, When | None] = {}
    for violation in violations:
        if violation.when is None and violation.kind not in days:
            days[violation.kind] = _most_told(violation.kind, violations, events)
    return tuple(
        replace(violation, when=days[violation.kind]) if violation.when is None else violation
        for violation in violations
    )


def _most_told(kind: str, violations: Sequence[Violation], events: Sequence[EventMention]) -> When | None:
    told = [violation.when for violation in violations if violation.kind == kind]
    told += [event.when for event in events if event.kind in _DONE_BY.get(kind, ())]
    days = [when for when in told if when is not None and when.earliest is not None and when.earliest == when.latest]
    counts = Counter(when.earliest for when in days)
    return max(days, key=lambda when: (counts[when.earliest], -when.start), default=None)
