"""The rules that pick a toll's figures from the words that stand, each told in a sentence.

A rule has a name, and all of them see the same words: each party's newest, one for each origin. `ucdp` and `acled`
follow what could be read of how those two databases give figures (an R package's documentation of UCDP GED, not its
codebook; ACLED's FAQ of May 2024), and claim no more: see docs/reconcile.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from sayso.nouns.says_who import PartyKind
from sayso.reconcile.counted import Counted
from sayso.reconcile.days import tell_day
from sayso.settings import Policy

SECOND_HAND: tuple[PartyKind, ...] = ("media", "anonymous", "other")
"""Kinds of party that pass on what others counted."""
VAGUE: Mapping[str, int] = {"dozens": 12, "hundreds": 100}
"""What ACLED codes for words without a number (its FAQ of May 2024)."""


class Pick(Struct, frozen=True, kw_only=True):
    """What a toll says, and why."""

    low: int | None
    best: int | None
    high: int | None
    chosen: Counted | None
    why: str


def pick(policy: Policy, standing: Sequence[Counted]) -> Pick:
    """What a toll says by a policy of that name, from each party's newest word."""
    return _RULES[policy](standing)


def pick_latest(standing: Sequence[Counted]) -> Pick:
    """Policy `latest`: each party's newest word stands, origins weigh one each.

    `best` is the number that most origins give; of equals the newest; where days are unknown, that of a party which
    counts for itself before one which passes on; then the firmest words, then the greatest number.
    """
    numbered = [count for count in standing if _number(count) is not None]
    if not numbered:
        return _without_number(standing)
    chosen = _likeliest(numbered)
    best = _number(chosen)
    return Pick(
        low=_at_most(_least(standing), best),
        best=best,
        high=_at_least(_most(standing), best) if _most(standing) is not None else None,
        chosen=chosen,
        why=_why(chosen, standing, numbered),
    )


def pick_ucdp(standing: Sequence[Counted]) -> Pick:
    """Policy `ucdp`: three numbers, as UCDP GED gives best, low and high estimates, each one that somebody gave.

    They are the likeliest, the lowest and the highest of the origins that count for themselves; of all origins where
    none does. The likeliest is chosen as by `latest`. A bound that nobody gives as a number ("at least") is none.
    """
    numbered = [count for count in standing if _number(count) is not None]
    if not numbered:
        return _without_number(standing)
    relied_on = [count for count in numbered if not _second_hand(count)] or numbered
    chosen = _likeliest(relied_on)
    numbers = [number for count in relied_on if (number := _number(count)) is not None]
    passed_on = "" if len(relied_on) == len(numbered) else " that count for themselves"
    return Pick(
        low=min(numbers),
        best=_number(chosen),
        high=max(numbers),
        chosen=chosen,
        why=f"Lowest, likeliest and highest number of the origins{passed_on}: {_all(relied_on)}. "
        f"Best is {chosen.words}.{_spelled(chosen)}",
    )


def pick_acled(standing: Sequence[Counted]) -> Pick:
    """Policy `acled`: where reports differ or are vague, the most conservative figure stands.

    "Dozens" is taken for 12 and "hundreds" for 100. The bounds are those of all words that stand.
    """
    numbered = [(number, count) for count in standing if (number := _conservative(count)) is not None]
    if not numbered:
        return _without_number(standing)
    best, chosen = min(numbered, key=lambda one: (one[0], _second_hand(one[1]), one[1].id))
    return Pick(
        low=best,
        best=best,
        high=_at_least(_most(standing), best) if _most(standing) is not None else None,
        chosen=chosen,
        why=f"The most conservative of what stands: {_all(standing)}. Best is {chosen.words}, taken for {best:,}."
        if _number(chosen) is None
        else f"The most conservative of what stands: {_all(standing)}. Best is {chosen.words}.{_spelled(chosen)}",
    )


_RULES: Mapping[Policy, Callable[[Sequence[Counted]], Pick]] = {
    "latest": pick_latest,
    "ucdp": pick_ucdp,
    "acled": pick_acled,
}


def _without_number(standing: Sequence[Counted]) -> Pick:
    why = f"No number yet: {_all(standing)}." if standing else "No word of this alone stands."
    return Pick(low=_least(standing), best=None, high=_most(standing) if standing else None, chosen=None, why=why)


def _likeliest(numbered: Sequence[Counted]) -> Counted:
    """The count that most origins give; of equals as `pick_latest` says."""
    all_dated = all(count.day for count in numbered)

    def rank(count: Counted) -> tuple[int, int, int, int, int, int, str]:
        day = count.day.toordinal() if count.day else 0
        return (
            -_backing(count, numbered),
            -day if all_dated else 0,
            _second_hand(count),
            -day,
            not count.exact,
            -count.size,
            count.id,
        )

    return min(numbered, key=rank)


def _conservative(count: Counted) -> int | None:
    """The number for a count by ACLED's rule for vague words; the lower end of a range."""
    number = _number(count)
    return VAGUE.get(count.claims[0].figure.qualifier) if number is None else number


def _number(count: Counted) -> int | None:
    """The number that somebody gave: as written, or the lower end of a written range ("10 to 12")."""
    if count.value is not None:
        return count.value
    return count.low if count.low is not None and count.high is not None else None


def _backing(count: Counted, numbered: Sequence[Counted]) -> int:
    return sum(_number(other) == _number(count) for other in numbered)


def _second_hand(count: Counted) -> int:
    """0 for a party that counts for itself, 1 for one that passes on, 2 for a report on its own word."""
    if not count.voice.named:
        return 2
    chain = count.claims[0].says_who
    return int(bool(chain) and chain[0].kind in SECOND_HAND)


def _least(standing: Sequence[Counted]) -> int | None:
    return min((count.low for count in standing if count.low is not None), default=None)


def _most(standing: Sequence[Counted]) -> int | None:
    """The greatest upper bound; None where any word that stands is open upward."""
    highs = [count.high for count in standing]
    return None if not highs or None in highs else max(high for high in highs if high is not None)


def _at_most(low: int | None, best: int | None) -> int | None:
    return low if low is None or best is None else min(low, best)


def _at_least(high: int | None, best: int | None) -> int | None:
    return high if high is None or best is None else max(high, best)


def _why(chosen: Counted, standing: Sequence[Counted], numbered: Sequence[Counted]) -> str:
    words = _all(standing)
    all_dated = all(count.day for count in numbered)
    if len(standing) == 1:
        return f"Newest word of the only party that counts: {words}.{_spelled(chosen)}"
    backing = _backing(chosen, numbered)
    reason = "the only number"
    if len(numbered) > 1 and backing == len(numbered):
        reason = "all say it"
    elif backing > 1:
        reason = f"{backing} origins say it"
    elif len(numbered) > 1 and all_dated and all(c is chosen or (c.day or 0) != chosen.day for c in numbered):
        reason = "the newest"
    elif len(numbered) > 1 and any(_second_hand(c) > _second_hand(chosen) for c in numbered):
        reason = "given by a party that counts for itself"
    elif len(numbered) > 1:
        reason = "the firmest words, then the greatest number"
    return f"Newest word of each party: {words}. Best is {chosen.words}: {reason}.{_spelled(chosen)}"


def _all(counts: Sequence[Counted]) -> str:
    return "; ".join(_whose(count) for count in counts)


def _whose(count: Counted) -> str:
    day = f", {tell_day(count.day)}" if count.day else ""
    ids = " + ".join(claim.id for claim in count.claims)
    return f"{count.voice.name}: {count.words}{day} [{ids}]"


def _spelled(count: Counted) -> str:
    """How a sum was made, or what was left of a count of all who were hit."""
    if count.less:
        dead = count.less[0]
        return f" {count.claims[0].figure.text} hit, less {dead.figure.text} killed [{dead.id}], leave {count.value}."
    if count.less_told_of:
        return f" {count.claims[0].figure.text} hit, less {count.less_told_of} told of as killed, leave {count.value}."
    if count.more_told_of:
        added = [*(claim.figure.text for claim in count.claims), *(f"“{words}”" for words in count.more_told_of)]
        return f" {' and '.join(added)} make {count.value}."
    if len(count.claims) == 1 and count.claims[0].figure.value == 1 and count.value == 2:
        return " The one counted and another named with that one make 2."
    if len(count.claims) == 1:
        return ""
    return f" {' and '.join(claim.figure.text for claim in count.claims)} make {count.value}."
