"""What rests on one claim: how far a toll would move without it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.nouns.event import Step, Toll


def stakes(toll: Toll) -> Iterator[tuple[str, int]]:
    """For each claim that alone gives a count which stands, by how many people its low, best or high would move.

    What stands is each party's newest count. A claim that others bear out, or that a newer count replaced, moves
    nothing; without the only count a toll would lose all that it counts. It is an estimate that no rule of a policy
    enters: it orders what is worth a person's look, and decides nothing.
    """
    standing = _standing(toll)
    for step in standing:
        if len(step.claims) == 1:
            moved = _moved(toll, step, [other for other in standing if other is not step])
            if moved:
                yield step.claims[0], moved


def _standing(toll: Toll) -> list[Step]:
    newest: dict[object, Step] = {}
    for at, step in enumerate(toll.series):
        newest[at if step.party is None else step.party] = step
    return list(newest.values())


def _moved(toll: Toll, step: Step, others: list[Step]) -> int:
    size = _size(step)
    if size is None:
        return 0
    sizes = [other for other in map(_size, others) if other is not None]
    if not sizes:
        return size
    moved = 0
    if size == toll.best and toll.best not in sizes:
        moved = min(abs(size - other) for other in sizes)
    if step.low is not None and step.low == toll.low:
        moved = max(moved, min(_known(other.low for other in others), default=step.low) - step.low)
    if step.high is not None and step.high == toll.high:
        moved = max(moved, step.high - max(_known(other.high for other in others), default=step.high))
    return moved


def _known(numbers: Iterator[int | None]) -> list[int]:
    return [number for number in numbers if number is not None]


def _size(step: Step) -> int | None:
    return next((number for number in (step.value, step.low, step.high) if number is not None), None)
