"""What kind of happening a report is about, and whether it is unrest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.claim import Claim
from sayso.nouns.what import EventKind, EventMention
from sayso.reconcile.tellings import STATEMENTS, Telling, words_of

FOR_UNREST = 0.25
"""Share of a report's weight in protests from which on it is about unrest, which lasts and spreads.

Half of it is enough where the counts are of protesters."""


class MainKindWords(Struct, frozen=True):
    """`main_kind.toml`: gatherings that are no protests."""

    mourns: re.Pattern[str]


def main_kind(tellings: Sequence[Telling]) -> EventKind | None:
    """The kind of most weight; statements only where there is nothing else."""
    votes: defaultdict[EventKind, float] = defaultdict(float)
    for telling in tellings:
        if telling.kind:
            votes[telling.kind] += telling.weight * (0.1 if telling.kind in STATEMENTS else 1.0)
    if is_unrest(tellings):
        return "PROTEST"
    return min(votes, key=lambda kind: (-round(votes[kind], 9), kind), default=None)


def is_unrest(tellings: Sequence[Telling]) -> bool:
    """Whether protests are enough of what is told to have happened; counts, allegations and statements apart.

    Where people gather to mourn ("a vigil was held for the girl"), the report is about what they mourn.
    """
    mourns = words("en", "main_kind", MainKindWords).mourns
    weight = protest = 0.0
    for telling in tellings:
        if isinstance(telling.told, EventMention) and telling.kind not in STATEMENTS:
            if mourns.search(words_of(telling.told).text):
                continue
            weight += telling.weight
            protest += telling.weight if telling.kind == "PROTEST" else 0.0
    of_protesters = any(
        isinstance(telling.told, Claim) and telling.told.affected and telling.told.affected.group == "protesters"
        for telling in tellings
    )
    return protest > 0 and protest >= (FOR_UNREST / 2 if of_protesters else FOR_UNREST) * weight
