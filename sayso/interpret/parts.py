"""A smaller count of a narrower place is a part of a larger one before it, though no word says so."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.nouns.claim import Claim


def whole_of(claim: Claim, before: Iterable[Claim]) -> Claim | None:
    """The first count of the report that this one is of a part of; None where it stands for itself.

    "At least 32 were killed in strikes across the country. In Karsu, 15 civilians died." A count that names no place of
    its own, an inexact one, or one of another day may be another party's, and is left alone.
    """
    if claim.scope != "total" or claim.stance != "states" or not claim.figure.value or not _names_its_place(claim):
        return None
    return next((whole for whole in before if _may_hold(whole, claim)), None)


def _names_its_place(claim: Claim) -> bool:
    where = claim.where
    return where is not None and where.kind in ("city", "place", "admin") and claim.sentence.covers(where)


def _may_hold(whole: Claim, part: Claim) -> bool:
    """Whether a count can be the whole: the same harm to the same people, more of them, and not of that place alone."""
    least = whole.figure.low or whole.figure.high
    group = whole.affected.group if whole.affected else None
    return (
        whole.scope == "total"
        and whole.stance == "states"
        and whole.sentence.end <= part.sentence.start
        and not set(whole.effects).isdisjoint(part.effects)
        and least is not None
        and part.figure.value is not None
        and least > part.figure.value
        and group in (None, part.affected.group if part.affected else None)
        and part.where is not None
        and part.where.text not in whole.sentence.text
        and not _on_other_days(whole, part)
    )


def _on_other_days(one: Claim, other: Claim) -> bool:
    """Whether what is known of the two days rules out that they are the same."""
    first, second = one.when, other.when
    if first is None or second is None:
        return False
    if first.latest and second.earliest and first.latest < second.earliest:
        return True
    return bool(second.latest and first.earliest and second.latest < first.earliest)
