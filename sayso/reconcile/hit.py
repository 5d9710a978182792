"""Counts of all who were hit hold the dead, too: "five were shot, one of them died" is four injured."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from sayso.languages import words
from sayso.nouns.event import SetAside
from sayso.nouns.what import Effect
from sayso.reconcile.counted import Counted

NEAR = 60
"""Characters behind a figure within which the words stand that say what it counts."""

Aside = list[tuple[Effect, SetAside]]


class HitWords(Struct, frozen=True, kw_only=True):
    """Patterns: what is true of the dead as well, and what sets the injured apart from them."""

    hit: str
    apart: str


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = words("en", "hit", HitWords)
    return re.compile(listed.hit, re.IGNORECASE), re.compile(listed.apart, re.IGNORECASE)


def without_the_killed(counts: Sequence[Counted]) -> tuple[list[Counted], Aside]:
    """Leaves the dead out of the counts of all who were hit.

    Where another count gives the injured alone, and it and the dead make up the whole, that one stands; else the dead
    that the same report counts are taken off.
    """
    deaths = {count.value for count in counts if _is_whole(count, "killed") and count.value}
    injured = {count.value for count in counts if _is_whole(count, "injured") and count.value and not _is_hit(count)}
    dead = _dead_by_report(counts)
    kept: list[Counted] = []
    aside: Aside = []
    for count in counts:
        told = dead.get(count.report)
        if count.value is None or not _is_whole(count, "injured") or not _is_hit(count):
            kept.append(count)
        elif any(count.value - number in injured for number in deaths):
            aside.append(_set_aside(count, "It counts the killed, too, whom other words leave out."))
        elif told is None or (told.value or 0) > count.value:
            kept.append(count)
        elif told.value == count.value:
            aside.append(_set_aside(count, f"They are those who died: {told.words}."))
        else:
            kept.append(_less(count, told))
    return kept, aside


def _is_whole(count: Counted, effect: Effect) -> bool:
    """Whether the words give one number of all to whom it happened, and not of children or in one town."""
    return count.effect == effect and count.exact and count.place is None and count.claims[0].scope != "background"


def _is_hit(count: Counted) -> bool:
    """Whether the words are as true of the dead: "shot", and not "wounded" or "others"."""
    hit, apart = _patterns()
    claim = count.claims[0]
    if len(count.claims) > 1 or claim.scope != "total":
        return False
    text, start = claim.sentence.text, claim.figure.start - claim.sentence.start
    behind = text[claim.figure.end - claim.sentence.start :][:NEAR]
    return hit.search(behind) is not None and apart.search(text[max(0, start - NEAR) : start] + behind) is None


def _dead_by_report(counts: Iterable[Counted]) -> dict[str, Counted]:
    """The greatest number of killed that each report gives."""
    found: defaultdict[str, list[Counted]] = defaultdict(list)
    for count in counts:
        if _is_whole(count, "killed") and count.value:
            found[count.report].append(count)
    return {report: max(told, key=lambda count: (count.size, count.id)) for report, told in found.items()}


def _less(count: Counted, dead: Counted) -> Counted:
    left = (count.value or 0) - (dead.value or 0)
    return msgspec.structs.replace(count, value=left, low=left, high=left, less=dead.claims)


def _set_aside(count: Counted, why: str) -> tuple[Effect, SetAside]:
    return count.effect, SetAside(claim=count.id, why=why)
