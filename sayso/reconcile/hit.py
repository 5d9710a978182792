"""Counts of all who were hit hold the dead, too: "five were shot, one of them died" is four injured."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

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
    """Patterns: what is true of the dead as well, behind a figure and before it, and what sets the injured apart."""

    hit: re.Pattern[str]
    hit_before: re.Pattern[str]
    apart: re.Pattern[str]


def _patterns() -> HitWords:
    return words("en", "hit", HitWords)


def without_the_killed(counts: Sequence[Counted], told_of: int = 0) -> tuple[list[Counted], Aside]:
    """Leaves the dead out of the counts of all who were hit.

    Where another count gives the injured alone, and it and the dead make up the whole, that one stands; else the dead
    that the same report counts are taken off, or those that most reports count, or, where nobody counts them, as many
    as are `told_of`.
    """
    deaths = {count.value for count in counts if _is_whole(count, "killed") and count.value}
    injured = {count.value for count in counts if _is_whole(count, "injured") and count.value and not _is_hit(count)}
    dead = _dead_by_report(counts)
    most = _dead_of_most(dead.values())
    kept: list[Counted] = []
    aside: Aside = []
    for count in counts:
        told = dead.get(count.report, most)
        if count.value is None or not _is_whole(count, "injured") or not _is_hit(count):
            kept.append(count)
        elif any(count.value - number in injured for number in deaths):
            aside.append(_set_aside(count, "It counts the killed, too, whom other words leave out."))
        elif told is None:
            kept.append(_less_told_of(count, told_of) if told_of and count.value > told_of else count)
        elif (told.value or 0) > count.value:
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
    known = _patterns()
    claim = count.claims[0]
    if len(count.claims) > 1 or claim.scope != "total" or claim.figure.value == 1:  # one by one: told apart before
        return False
    text, start = claim.sentence.text, claim.figure.start - claim.sentence.start
    before, behind = text[max(0, start - NEAR) : start], text[claim.figure.end - claim.sentence.start :][:NEAR]
    is_hit = known.hit.search(behind) or known.hit_before.search(before)
    return is_hit is not None and known.apart.search(before + behind) is None


def _dead_by_report(counts: Iterable[Counted]) -> dict[str, Counted]:
    """The greatest number of killed that each report gives."""
    found: defaultdict[str, list[Counted]] = defaultdict(list)
    for count in counts:
        if _is_whole(count, "killed") and count.value:
            found[count.report].append(count)
    return {report: max(told, key=lambda count: (count.size, count.id)) for report, told in found.items()}


def _dead_of_most(told: Iterable[Counted]) -> Counted | None:
    """The number of killed that most reports give; of equals the greatest."""
    counts = list(told)
    given = Counter(count.value for count in counts)
    return max(counts, key=lambda count: (given[count.value], count.size, count.id), default=None)


def _less_told_of(count: Counted, dead: int) -> Counted:
    left = (count.value or 0) - dead
    return msgspec.structs.replace(count, value=left, low=left, high=left, less_told_of=dead)


def _less(count: Counted, dead: Counted) -> Counted:
    left = (count.value or 0) - (dead.value or 0)
    return msgspec.structs.replace(count, value=left, low=left, high=left, less=dead.claims)


def _set_aside(count: Counted, why: str) -> tuple[Effect, SetAside]:
    return count.effect, SetAside(claim=count.id, why=why)
