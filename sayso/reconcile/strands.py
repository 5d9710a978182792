"""One report's tellings by happening: its main one, and others that its words keep apart by place or day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.claim import Claim
from sayso.nouns.event import Days
from sayso.nouns.reading import Reading
from sayso.nouns.what import EventKind, EventMention
from sayso.reconcile.days import UNKNOWN, days_of, gap, hull, is_known, width
from sayso.reconcile.full_names import full_names_in
from sayso.reconcile.judged import NOBODYS, Word
from sayso.reconcile.main_place import main_place
from sayso.reconcile.places import Place
from sayso.reconcile.tellings import STATEMENTS, Telling, tellings_of
from sayso.reconcile.topics import topics_of

LONG_BEFORE = 45
"""Days before the rest of a report from which on a telling is about something older."""
WIDEST = 7
"""Days above which a range says nothing of the day of a happening ("in November")."""
DAYS_BEFORE = 2
"""Days before the day of the main happening from which on a count is of another one."""
OF_ANOTHER_KIND = 0.2
"""What a telling of another kind (an arrest for a shooting) weighs for the day of the main happening."""
ATTACK_BESIDE_ARREST = 0.1
"""Share of what is told of arrests from which on an attack with a day of its own is what they are for."""
BEFORE_A_CHARGE = 45
"""Code points in front of a deed in which words make it a charge."""
FOR_UNREST = 0.25
"""Share of a report's weight in protests from which on it is about unrest, which lasts and spreads.

Half of it is enough where the counts are of protesters."""

YEAR = re.compile(r"\d{4}|/\d{2}$")
"""Of a day written out in full."""

Counts = dict[str, tuple[int | None, int | None]]


class StrandWords(Struct, frozen=True, kw_only=True):
    """Patterns: what makes a deed a charge, and a count one of years."""

    charged: re.Pattern[str]
    over_years: re.Pattern[str]


def _words() -> StrandWords:
    return words("en", "strands", StrandWords)


class Strand(Struct, frozen=True, kw_only=True):
    """What one report tells of one happening."""

    id: str
    """The least id of what it tells."""
    report: str
    main: bool
    """Whether it is what the report is about."""
    place: Place | None
    days: Days
    sure: bool
    """Whether the report's own words give the days (otherwise: no later than its publication)."""
    kind: EventKind | None
    unrest: bool
    tellings: tuple[Telling, ...]
    published: date | None
    names: frozenset[str]
    """Full names in the report, folded."""
    topics: frozenset[str]
    """Words of the beginning, folded."""
    counts: Counts
    """Greatest bounds told for the killed and the injured."""


def strands_of(reading: Reading, word: Word = NOBODYS) -> tuple[Strand, ...]:
    """The report's happenings, the main one first; none where it tells nothing.

    What people hold apart from the rest of a happening comes last, each as one of its own.
    """
    tellings = tellings_of(reading)
    if not tellings:
        return ()
    place, days, sure, groups = _by_happening(reading, tellings)
    apart = [part for group in groups.values() for part in word.regrouped([group])[1:]]
    if apart:
        leaving = {telling.id for part in apart for telling in part}
        rest = [telling for telling in tellings if telling.id not in leaving]
        place, days, sure, groups = _by_happening(reading, rest)
    names, topics = full_names_in(reading), topics_of(reading.report)
    main = _strand(reading, groups.pop(()), place=place, days=days, sure=sure, names=names, topics=topics, main=True)
    others = (
        _strand(
            reading,
            group,
            place=group[0].place or place,
            days=_hull_of(group),
            sure=True,
            names=frozenset(),
            topics=frozenset(),
            main=False,
        )
        for group in (*(group for _, group in sorted(groups.items())), *apart)
    )
    return (main, *others)


def _by_happening(
    reading: Reading, tellings: Sequence[Telling]
) -> tuple[Place | None, Days, bool, dict[tuple[str, ...], list[Telling]]]:
    """Place and days of the main happening, whether words give the days, and what is told of each; () is the main."""
    place = main_place(reading, tellings)
    days, sure = _main_days(tellings, reading, reading.report.published_on)
    unrest = _is_unrest(tellings)
    groups: defaultdict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in tellings:
        groups[_group(telling, place, days, unrest=unrest)].append(telling)
    if () not in groups:
        groups[()] = groups.pop(min(groups))
    return place, days, sure, groups


def _group(telling: Telling, place: Place | None, days: Days, *, unrest: bool) -> tuple[str, ...]:
    """() for the main happening; else what sets the telling apart from it."""
    elsewhere = telling.place and place and telling.place.country != place.country
    long_ago = _long_before(telling.days, days)
    earlier = not unrest and isinstance(telling.told, Claim) and _is_of_other_days(telling.told, telling.days, days)
    older = telling.background and not (is_known(telling.days) and gap(telling.days, days) == 0)
    if not (elsewhere or long_ago or earlier or older):
        return ()
    if elsewhere and not telling.background and not isinstance(telling.told, Claim):
        return () if not long_ago else ("before", str(telling.days.latest))
    where = telling.place.key if telling.place else ("",)
    return ("apart", *where, str(telling.days.latest or ""))


def _long_before(a: Days, b: Days) -> bool:
    start = b.earliest or b.latest
    return a.latest is not None and start is not None and a.latest < start - timedelta(days=LONG_BEFORE)


def _is_of_days_before(a: Days, b: Days) -> bool:
    """Whether a count is of days before a happening of known days: it is of another, told of beside it."""
    return (
        is_known(b) and a.latest is not None and b.earliest is not None and (b.earliest - a.latest).days > DAYS_BEFORE
    )


def _is_of_other_days(claim: Claim, a: Days, b: Days) -> bool:
    """Whether a count is of days before a happening of known days, or of the years in which others like it were."""
    if 0 < (width(b) or 0) <= WIDEST and (
        (width(a) or 0) > LONG_BEFORE or _words().over_years.search(claim.sentence.text)
    ):
        return True
    return _is_of_days_before(a, b)


def _strand(
    reading: Reading,
    tellings: Sequence[Telling],
    *,
    place: Place | None,
    days: Days,
    sure: bool,
    names: frozenset[str],
    topics: frozenset[str],
    main: bool,
) -> Strand:
    return Strand(
        id=min((telling.id for telling in tellings), default=reading.report.id),
        report=reading.report.id,
        main=main,
        place=place,
        days=days,
        sure=sure,
        kind=_kind(tellings),
        unrest=_is_unrest(tellings),
        tellings=tuple(tellings),
        published=reading.report.published_on,
        names=names,
        topics=topics,
        counts=_counts(tellings),
    )


def _main_days(tellings: Sequence[Telling], reading: Reading, published: date | None) -> tuple[Days, bool]:
    """The days of the main happening, and whether words give them."""
    told = [
        telling
        for telling in tellings
        if not telling.background and telling.kind not in STATEMENTS and _can_be(telling.days, published)
    ]
    if _is_unrest(tellings):
        days = _lasting([telling.days for telling in told if is_known(telling.days)], reading, published)
        if days != UNKNOWN:
            return days, True
    kind = _kind_that_dates(told)
    votes: defaultdict[tuple[date, date], float] = defaultdict(float)
    wide: list[Days] = []
    for telling in told:
        span = width(telling.days)
        if not (telling.days.earliest and telling.days.latest and span):
            continue
        if _is_a_charge(telling, reading.report.text) or _is_of_the_page(telling, published):
            continue
        if span > WIDEST:
            wide.append(telling.days)
            continue
        weight = telling.weight if telling.kind in (kind, None) else OF_ANOTHER_KIND * telling.weight
        votes[telling.days.earliest, telling.days.latest] += weight / span**0.5
    if votes:
        best = min(votes, key=lambda ends: (-round(votes[ends], 9), ends))
        return Days(earliest=best[0], latest=best[1]), True
    if (old := _old_days(tellings, published)) != UNKNOWN:
        return old, True
    day = _first_day(reading, published, wide)
    return (Days(earliest=day, latest=day), True) if day else (Days(earliest=None, latest=published), False)


def _old_days(tellings: Sequence[Telling], published: date | None) -> Days:
    """The days of a report that looks back: all its counts, and all its days, are of long ago."""
    counts = [telling for telling in tellings if isinstance(telling.told, Claim)]
    dated = [telling.days for telling in tellings if is_known(telling.days) and telling.kind not in STATEMENTS]
    now = Days(earliest=published, latest=published)
    looks_back = counts and all(telling.background for telling in counts)
    return hull(dated) if looks_back and dated and all(_long_before(days, now) for days in dated) else UNKNOWN


def _kind_that_dates(told: Sequence[Telling]) -> EventKind | None:
    """The kind whose days are the happening's: of an arrest for an attack that is told as well, the attack."""
    kind = _kind(told)
    if kind != "COERCE":
        return kind
    attack = sum(telling.weight for telling in told if telling.kind == "ASSAULT" and is_known(telling.days))
    arrest = sum(telling.weight for telling in told if telling.kind == "COERCE")
    return "ASSAULT" if attack >= ATTACK_BESIDE_ARREST * arrest else kind


def _is_a_charge(telling: Telling, text: str) -> bool:
    """Whether words name what somebody is charged with: the day beside them is that of the charge."""
    if not isinstance(telling.told, EventMention):
        return False
    before = text[max(0, telling.start - BEFORE_A_CHARGE) : telling.start]
    return _words().charged.search(before) is not None


def _is_of_the_page(telling: Telling, published: date | None) -> bool:
    """Whether the day is written out with its year and is that of publication: a page heads its texts so, and a
    text calls its own day "today" or by its weekday."""
    when = telling.told.when
    return when is not None and when.latest == published is not None and YEAR.search(when.text) is not None


def _first_day(reading: Reading, published: date | None, wide: Sequence[Days]) -> date | None:
    """The day of a happening that no words are bound to: the first within the month told of it, else the first that
    the report names besides that of its publication.
    """
    named = [days_of(when) for when in reading.whens]
    single = {
        days.latest
        for days in named
        if days.latest and days.earliest == days.latest != published and _can_be(days, published)
    }
    inside = {day for day in single if any((days.earliest or day) <= day <= (days.latest or day) for days in wide)}
    found = inside if wide else single
    first = [days.latest for days in named if days.latest in found and days.earliest == days.latest]
    return first[0] if first else None


def _can_be(days: Days, published: date | None) -> bool:
    return days.earliest is None or published is None or days.earliest <= published


def _lasting(ranges: Sequence[Days], reading: Reading, published: date | None) -> Days:
    """From the first to the last day told, leaving out what lies long before the rest."""
    named = [days_of(when) for when in reading.whens]
    ranges = [*ranges, *(days for days in named if (width(days) or 9) <= 2 and days.earliest != published)]
    fitting = [days for days in ranges if (width(days) or 999) <= LONG_BEFORE and _can_be(days, published)]
    last = max((days.latest for days in fitting if days.latest), default=None)
    if last is None:
        return UNKNOWN
    return hull(days for days in fitting if not _long_before(days, Days(earliest=last, latest=last)))


def _hull_of(tellings: Sequence[Telling]) -> Days:
    return hull(telling.days for telling in tellings)


def _kind(tellings: Sequence[Telling]) -> EventKind | None:
    """The kind of most weight; statements only where there is nothing else."""
    votes: defaultdict[EventKind, float] = defaultdict(float)
    for telling in tellings:
        if telling.kind:
            votes[telling.kind] += telling.weight * (0.1 if telling.kind in STATEMENTS else 1.0)
    if _is_unrest(tellings):
        return "PROTEST"
    return min(votes, key=lambda kind: (-round(votes[kind], 9), kind), default=None)


def _is_unrest(tellings: Sequence[Telling]) -> bool:
    """Whether protests are enough of what is told to have happened; counts, allegations and statements apart."""
    weight = protest = 0.0
    for telling in tellings:
        if isinstance(telling.told, EventMention) and telling.kind not in STATEMENTS:
            weight += telling.weight
            protest += telling.weight if telling.kind == "PROTEST" else 0.0
    of_protesters = any(
        isinstance(telling.told, Claim) and telling.told.affected and telling.told.affected.group == "protesters"
        for telling in tellings
    )
    return protest > 0 and protest >= (FOR_UNREST / 2 if of_protesters else FOR_UNREST) * weight


def _counts(tellings: Sequence[Telling]) -> Counts:
    found: Counts = {}
    for telling in tellings:
        if isinstance(telling.told, Claim) and telling.told.scope in ("total", "additional"):
            for effect in telling.told.effects:
                if effect in ("killed", "injured"):
                    found[effect] = max(
                        found.get(effect, (None, None)),
                        (telling.told.figure.low, telling.told.figure.high),
                        key=lambda bounds: (bounds[0] or bounds[1] or 0, bounds[1] or 0),
                    )
    return found
