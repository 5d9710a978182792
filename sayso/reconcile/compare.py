"""Whether two reports tell of one happening."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from sayso.reconcile.days import gap, width
from sayso.reconcile.places import are_near, contains
from sayso.reconcile.strands import Strand
from sayso.reconcile.topics import likeness

NEXT_DAY = 1
"""Days apart that two reports may put one happening: it went on past midnight, or one counts from its own day."""
NEWS_DAYS = 3
"""Days within which two reports that give no day are about the same news."""
FOLLOW_UP_DAYS = 10
"""Days within which a report that gives no day can follow up another."""
SEASON_DAYS = 60
"""Days apart from which on two reports that give no day are as good as of different days."""
RECALLED_DAYS = 180
"""Days within which a report recalls a happening: arrests and charges come later than news."""
VERY_ALIKE = 0.53
"""Share of their first words from which on two reports of the same days tell one thing, wherever they place it."""
ALIKE = 0.26
"""The same if one of them gives only a region or another place near by."""
SAME_CITY = 0.16
"""The same if both give the city and no equal day."""
SAME_CITY_AND_DAY = 0.085
"""The same if both give the city and the day: most cities have one such happening a day, large ones more."""
FAR = 3
SLACK = 2
"""A count more than so many times another, and so many more, is of another happening: first reports err, and parties
disagree, but not as far as that."""


def are_one(a: Strand, b: Strand, rare_names: Container[str]) -> bool:
    """Sets two strands side by side: where, when, who and how many. The same for (a, b) and (b, a).

    `rare_names`: full names that few reports of the case have.
    """
    shared = sum(name in rare_names for name in a.names & b.names)
    apart = _days_apart(a, b)
    if _is_recalled(a, b, apart) or _is_recalled(b, a, apart):
        return True
    alike = likeness(a.topics, b.topics) if shared else 0.0
    if shared and alike >= _words_needed_with_names(a, b, shared, apart):
        return True
    if (apart is not None and apart > NEXT_DAY) or not _tolls_fit(a, b):
        return False
    if not shared:
        alike = likeness(a.topics, b.topics)
    same_news = _published_near(a, b, NEWS_DAYS)
    if same_news and alike >= VERY_ALIKE:
        return True
    if a.place is None or b.place is None or not _places_fit(a, b) or alike < _words_needed(a, b, apart):
        return False
    if apart is not None or (same_news and _days_allow(a, b)):
        return True
    return alike >= ALIKE and _published_near(a, b, FOLLOW_UP_DAYS)


def _is_recalled(later: Strand, earlier: Strand, apart: int | None) -> bool:
    """Whether a report recalls what another tells: as many harmed at a place of the same name, in words like its."""
    if not later.recalls or not (later.published and earlier.published) or (apart or 0) > NEXT_DAY:
        return False
    told = not set(later.recallable).isdisjoint(earlier.recallable)
    in_time = 0 <= (later.published - earlier.published).days <= RECALLED_DAYS
    here = later.place is None or earlier.place is None or later.place.country == earlier.place.country
    alike = not later.topics or likeness(later.topics, earlier.topics) >= SAME_CITY
    return told and in_time and here and alike


def _days_apart(a: Strand, b: Strand) -> int | None:
    """Days between those that two reports give; None where one leaves it open whether the other's are its own.

    What a report was printed before, or found a body before, is not what it tells of.
    """
    apart = gap(a.days, b.days)
    return apart if (a.sure and b.sure) or (apart or 0) > NEXT_DAY else None


def _words_needed_with_names(a: Strand, b: Strand, names: int, apart: int | None) -> float:
    """The same for reports that share rare names: officers, hospitals and words of web pages are shared by chance too.

    The fewer the names, and the less place and day agree, the more words it takes. More than 1: no words are enough.
    """
    fit = _places_fit(a, b)
    if names >= 3:
        return 0.065 if fit else 0.21
    if apart is not None and apart <= NEXT_DAY:
        return 0.065 if fit else 0.21
    if apart is not None or (names == 2 and not _published_near(a, b, SEASON_DAYS)):
        return 0.37 if fit and names == 2 else 2.0
    if names == 2:
        return 0.13 if fit else 0.21
    return 0.21 if fit and _published_near(a, b, FOLLOW_UP_DAYS) else 2.0


def _words_needed(a: Strand, b: Strand, apart: int | None) -> float:
    """Share of first words that two reports must have in common: the less, the more closely place and day agree.

    What a report tells of beside its main happening has no beginning to compare: place, day and kind must be equal.
    """
    if not (a.topics and b.topics):
        equal = a.place and b.place and a.place.key == b.place.key and a.days == b.days and a.kind == b.kind
        return 0.0 if equal and (width(a.days) or 99) <= NEXT_DAY else 2.0
    if a.place and b.place and a.place.key == b.place.key and a.place.level == "city":
        return SAME_CITY_AND_DAY if apart == 0 else SAME_CITY
    return ALIKE


def _places_fit(a: Strand, b: Strand) -> bool:
    if a.place is None or b.place is None:
        return True
    return are_near(a.place, b.place) or contains(a.place, b.place) or contains(b.place, a.place)


def _days_allow(a: Strand, b: Strand) -> bool:
    """Whether a day that one gives is one that the other could mean by the news of its day."""
    for sure, other in ((a, b), (b, a)):
        if sure.sure and not other.sure and sure.days.latest and other.published:
            return -1 <= (other.published - sure.days.latest).days <= NEWS_DAYS
    return True


def _tolls_fit(a: Strand, b: Strand) -> bool:
    """Whether the counts of killed, and of injured, can be of one happening: near, or grown with the days."""
    for effect in a.counts.keys() & b.counts.keys():
        for less, more in ((a, b), (b, a)):
            high, low = less.counts[effect][1], more.counts[effect][0]
            grown = less.published and more.published and less.published < more.published
            if low is not None and high is not None and low > FAR * high + SLACK and not grown:
                return False
    return True


def _published_near(a: Strand, b: Strand, days: int) -> bool:
    return _apart(a.published, b.published, days)


def _apart(a: date | None, b: date | None, days: int) -> bool:
    return a is not None and b is not None and abs((a - b).days) <= days
