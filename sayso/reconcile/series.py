"""How one toll moved: which words stand, which were overtaken, which repeat, and why."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from sayso.nouns.event import SetAside, Step
from sayso.nouns.what import Group
from sayso.reconcile.counted import Counted, in_time
from sayso.reconcile.days import tell_day
from sayso.reconcile.namings import Key

MOST_LOOKED_AT = 200
"""Numbers that one loose word is held against."""


class Series(Struct, frozen=True, kw_only=True):
    """The counts of one toll in time."""

    standing: tuple[Counted, ...]
    """Each voice's newest word, in time."""
    steps: tuple[Step, ...]
    set_aside: tuple[SetAside, ...]


class _Sorting:
    """Work in progress: what still counts, and why the rest does not."""

    def __init__(self, counts: Iterable[Counted]) -> None:
        self._live = {count.id: count for count in in_time(counts)}
        self.repeated: list[Counted] = []
        self.aside: list[SetAside] = []

    @property
    def live(self) -> list[Counted]:
        """What has not been dropped, in time."""
        return list(self._live.values())

    def drop(self, count: Counted, why: str) -> None:
        """Set a count aside."""
        del self._live[count.id]
        self.aside += [SetAside(claim=claim.id, why=why) for claim in count.claims]


def series_of(counts: Iterable[Counted]) -> Series:
    """Each voice's newest word stands; repetitions and looser words are set aside, older words stay as steps."""
    work = _Sorting(counts)
    _drop_parts_told_apart(work)
    _drop_repetitions(work)
    _drop_looser_words(work)
    live = work.live
    newest = {count.voice.key: count for count in live}
    for count in live:
        now = newest[count.voice.key]
        if count is not now:
            same = (count.low, count.high, count.value) == (now.low, now.high, now.value)
            kind = (
                "The same word of the same party as the newer" if same else "An earlier word of the party that now says"
            )
            work.aside += [SetAside(claim=claim.id, why=f"{kind} {_told(now)}.") for claim in count.claims]
    return Series(
        standing=tuple(in_time(newest.values())),
        steps=_steps(live, work.repeated),
        set_aside=tuple(sorted(work.aside, key=lambda aside: (aside.claim, aside.why))),
    )


def _told(count: Counted) -> str:
    day = f" ({tell_day(count.day)})" if count.day else ""
    return f"{count.words}{day}, says {count.voice.name}"


def _drop_parts_told_apart(work: _Sorting) -> None:
    """A report's whole is the greatest count of its first part; others on the same or nobody's word are not it."""
    wholes: dict[str, Counted] = {}
    for count in work.live:
        whole = wholes.setdefault(count.report, count)
        if (count.early, count.size, count.voice.named) > (whole.early, whole.size, whole.voice.named):
            wholes[count.report] = count
    for count in work.live:
        whole = wholes[count.report]
        same_word = count.voice.key == whole.voice.key and count.day == whole.day
        if count is whole or not (same_word or not count.voice.named) or whole.size < 0:
            continue
        if count.size < whole.size and not (count.low is not None and count.high is None):
            work.drop(count, f"Within the greater count of the same report: {_told(whole)}.")
        elif count.size > whole.size and not count.early and whole.early:
            work.drop(count, f"Below, where the report tells other things; above it gives {_told(whole)}.")


def _drop_repetitions(work: _Sorting) -> None:
    """A figure on nobody's word that somebody had given by then is that party's figure again."""
    named: dict[int, Counted] = {}
    for count in work.live:
        if count.voice.named and count.value is not None:
            named.setdefault(count.value, count)
    for count in work.live:
        first = named.get(count.value) if count.value is not None else None
        if count.voice.named or first is None:
            continue
        same_report = count.report == first.report
        if same_report or not (count.day and first.day) or first.day <= count.day:
            work.drop(count, f"Repeats a figure without saying on whose word; it is the one of {_told(first)}.")
            if not same_report:
                work.repeated.append(count)


def _drop_looser_words(work: _Sorting) -> None:
    """Words such as "dozens" on nobody's word, or after a number of the same party, add nothing to what they allow."""
    firm = sorted((count for count in work.live if count.value is not None), key=lambda c: (c.value or 0, c.id))
    values = [count.value or 0 for count in firm]
    position = {count.id: number for number, count in enumerate(work.live)}
    for count in work.live:
        if count.exact:
            continue
        first = 0 if count.low is None else bisect_left(values, count.low)
        last = len(values) if count.high is None else bisect_right(values, count.high)
        for other in islice(firm, first, min(last, first + MOST_LOOKED_AT)):
            later = count.voice.key == other.voice.key and position[count.id] > position[other.id]
            if other is not count and (later or not count.voice.named) and _is_looser(count, other):
                work.drop(count, f"Says no more than the number that stands: {_told(other)}.")
                break
    numbered = next((count for count in work.live if count.size >= 0), None)
    for count in work.live if numbered else ():
        if count.size < 0 and numbered:
            work.drop(count, f"Gives no number where others do: {_told(numbered)}.")


def _is_looser(count: Counted, other: Counted) -> bool:
    """Whether the other number, which the words allow, says more: it is firmer, or bounds one side more tightly."""
    if count.value is None:
        return True
    if other.exact:
        return True
    both_least = count.high is None and other.high is None
    return both_least and (other.low or 0) > (count.low or 0) and not count.voice.named


def _steps(live: Iterable[Counted], repeated: Sequence[Counted]) -> tuple[Step, ...]:
    """Every number in time, equal words of one voice as one step; repetitions by reports last among their day."""
    steps: list[Step] = []
    latest: dict[Key, tuple[int | None, int | None, int | None]] = {}
    place: dict[Key, int] = {}
    for count in in_time([*live, *repeated]):
        bounds = (count.low, count.high, count.value)
        key = count.voice.key
        ids = tuple(claim.id for claim in count.claims)
        if latest.get(key) == bounds:
            old = steps[place[key]]
            steps[place[key]] = _with_claims(old, ids, count)
            continue
        party = count.voice.name if count.voice.named else None
        steps.append(
            Step(
                day=count.day,
                party=party,
                claims=ids,
                low=count.low,
                high=count.high,
                value=count.value,
                group=_group(count),
                supersedes=key in latest,
            )
        )
        latest[key], place[key] = bounds, len(steps) - 1
    return tuple(steps)


def _with_claims(step: Step, ids: tuple[str, ...], count: Counted) -> Step:
    """A step with one more claim for the same figure; the claim that names its group names it for all."""
    return Step(
        day=step.day,
        party=count.voice.name if count.voice.named and count.day == step.day else step.party,
        claims=(*step.claims, *(id for id in ids if id not in step.claims)),  # noqa: A001
        low=step.low,
        high=step.high,
        value=step.value,
        group=step.group or _group(count),
        supersedes=step.supersedes,
    )


def _group(count: Counted) -> Group | None:
    """The group that the words name, also where the toll counts it with everyone."""
    return count.claims[0].affected.group if count.claims[0].affected else None
