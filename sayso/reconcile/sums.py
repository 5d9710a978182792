"""Additions: "three were killed … another two died later" is five, on one say-so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from sayso.nouns.what import Effect
from sayso.reconcile.counted import Counted
from sayso.reconcile.names import fold
from sayso.reconcile.victims import grown_words


def add_up(counts: Iterable[Counted]) -> list[Counted]:
    """Counts of one toll, with each report's additions put on the greatest total that the same voice gives before them.

    An addition without a total before it counts as a total ("killing two and wounding another three").
    """
    groups: defaultdict[tuple[str, tuple[str, ...]], list[Counted]] = defaultdict(list)
    for count in counts:
        groups[count.claims[0].report, count.voice.key].append(count)
    return [count for _, group in sorted(groups.items()) for count in _add_up_one(group)]


def _add_up_one(group: Sequence[Counted]) -> list[Counted]:
    ordered = sorted(group, key=lambda count: (count.claims[0].figure.start, count.id))
    totals = [count for count in ordered if count.claims[0].scope != "additional"]
    added = [count for count in ordered if count.claims[0].scope == "additional" and count.value is not None]
    bare = [count for count in ordered if count.claims[0].scope == "additional" and count.value is None]
    if not added:
        return ordered
    before = [count for count in totals if count.claims[0].figure.start < added[0].claims[0].figure.start]
    base = max(before, key=lambda count: (count.size, count.id), default=added[0])
    if base.value is None:
        return ordered
    rest = _once([count for count in added if count is not base])
    if rest and sum(count.value or 0 for count in rest) in {count.value for count in totals}:
        return [count for count in ordered if count not in rest]  # "another man and eight others" are the nine told of
    whole = base
    for count in rest:
        whole = _sum(whole, count)
    return [*(count for count in totals if count is not base), *bare, whole]


def _once(added: Sequence[Counted]) -> list[Counted]:
    """Additions without those that a headline and its text both tell."""
    kept: list[Counted] = []
    for count in added:
        if count.value == 1 or all(count.value != other.value for other in kept):
            kept.append(count)
    return kept


def with_sums_of_groups(counts: Sequence[Counted]) -> list[Counted]:
    """Adds what one sentence counts group by group, where its report does not count everyone: "a woman and a boy died"
    is two, "two men and a girl" three, "a girl and four others" five.
    """
    everyone = {(count.effect, count.report) for count in counts if _is_of_everyone(count)}
    told: defaultdict[tuple[str, str, int], list[Counted]] = defaultdict(list)
    for count in counts:
        claim = count.claims[0]
        apart = count.place is None and claim.scope in ("total", "additional") and count.value
        if apart and (count.effect, count.report) not in everyone:
            told[count.effect, claim.report, claim.sentence.start].append(count)
    summed = [told[key] for key in sorted(told) if _are_different(told[key])]
    added = {count.id for group in summed for count in group if count.claims[0].scope == "additional"}
    return [*(count for count in counts if count.id not in added), *map(_sum_of_groups, summed)]


def with_wholes_of_groups(counts: Sequence[Counted]) -> list[Counted]:
    """Adds the number of a group as everyone's where its report gives everyone a smaller one: no part is greater than
    the whole, so that one is a part ("four teenagers … three of them", read as three people).
    """
    everyone: dict[tuple[Effect, str], int] = {}
    groups: dict[tuple[Effect, str], Counted] = {}
    for count in counts:
        claim = count.claims[0]
        if count.place is not None or not count.exact or claim.scope not in ("total", "additional"):
            continue
        key = (count.effect, claim.report)
        if count.group is None:
            everyone[key] = max(count.size, everyone.get(key, 0))
        elif claim.scope == "total" and count.size > groups.get(key, count).size - (key not in groups):
            groups[key] = count
    wholes = [groups[key] for key in sorted(groups) if 0 < everyone.get(key, 0) < groups[key].size]
    return [*counts, *(msgspec.structs.replace(count, group=None) for count in wholes)]


def add_up_persons(counts: Sequence[Counted], others: Sequence[str] = ()) -> list[Counted]:
    """One count of persons counted one by one, with `others` who are told of; those of groups keep their own, too."""
    if len(counts) == 1 and not others:
        return list(counts)
    return [*(count for count in counts if count.group), with_others(_sum_of_groups(counts), others)]


def with_others(count: Counted, others: Sequence[str]) -> Counted:
    """A count with persons who are told of and not counted in it."""
    more = len(others)
    return msgspec.structs.replace(
        count,
        value=_plus(count.value, more),
        low=_plus(count.low, more),
        high=_plus(count.high, more),
        more_told_of=tuple(others),
    )


def _is_of_everyone(count: Counted) -> bool:
    """Whether a count is of people as such, and not of men or of others."""
    claim = count.claims[0]
    if count.group is not None or claim.scope != "total":
        return False
    words = fold(claim.affected.text).split() if claim.affected else []
    return not (words and words[-1] in grown_words())


def _are_different(counts: Sequence[Counted]) -> bool:
    several = any(
        count.size > 1 and len(count.claims) == 1 and not count.more_told_of for count in counts
    )  # single persons are added up before
    return several and len(counts) > 1 and len({count.group for count in counts}) == len(counts)


def _sum_of_groups(counts: Sequence[Counted]) -> Counted:
    ordered = sorted(counts, key=lambda count: (count.claims[0].figure.start, count.id))
    whole = ordered[0]
    for count in ordered[1:]:
        whole = _sum(whole, count)
    return msgspec.structs.replace(whole, group=None)


def _sum(a: Counted, b: Counted) -> Counted:
    return msgspec.structs.replace(
        a,
        claims=(*a.claims, *b.claims),
        value=_plus(a.value, b.value),
        low=_plus(a.low, b.low),
        high=_plus(a.high, b.high),
    )


def _plus(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b
