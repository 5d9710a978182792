"""The days of the happening that a report is about, and whether its words give them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from sayso.languages import words
from sayso.languages.late_days import is_counted_up_to, is_of_a_birth, is_of_a_find
from sayso.nouns.claim import Claim
from sayso.nouns.event import Days
from sayso.nouns.reading import Reading
from sayso.nouns.what import Effect, EventKind, EventMention
from sayso.nouns.when import When
from sayso.reconcile.days import UNKNOWN, days_of, hull, is_known, width
from sayso.reconcile.main_kind import is_unrest, main_kind
from sayso.reconcile.recalled import of_the_happening, only_recalls
from sayso.reconcile.tellings import STATEMENTS, Telling, by_position, words_of

LONG_BEFORE = 45
"""Days before the rest of a report from which on a telling is about something older."""
WIDEST = 7
"""Days above which a range says nothing of the day of a happening ("in November")."""
OF_ANOTHER_KIND = 0.2
"""What a telling of another kind weighs for the day of the main happening."""
ATTACK_BESIDE_ARREST = 0.1
"""Share of what is told of arrests from which on an attack is what they are for."""
BEFORE_A_CHARGE = 45
"""Code points in front of a deed in which words make it a charge."""
BEFORE_A_DAY = 40
"""Code points in front of a day in which what came after a deed may stand ("sentenced to ten years on Thursday")."""
BEFORE_ITS_DAY = 140
"""The same for the words that it happened."""
HARM: frozenset[Effect] = frozenset(("killed", "injured", "missing"))
HAPPENED = 2.0
"""What a sentence weighs that only points to the happening."""
CALLED = 1.0
"""What a deed weighs that is only called by its day."""
DAYS_OF_A_WEEK = 7
SATURDAY = 5
ENDS = re.compile(r"[.;:\n]")
YEAR = re.compile(r"\d{4}|/\d{2}$")
"""Of a day written out in full."""
BEFORE_ITS_NAME = 6
"""Code points in front of a day by which a deed is called, for an article."""

Votes = defaultdict[tuple[date, date], float]


class MainDayWords(Struct, frozen=True, kw_only=True):
    """`main_days.toml`: what makes a deed a charge, and a day that of what came after it."""

    charged: re.Pattern[str]
    came_after: re.Pattern[str]
    """What follows a deed and has days of its own."""
    leads_back: re.Pattern[str]
    """What leads back from that to the deed: "died when a wall fell on Monday"."""
    weekday: re.Pattern[str]
    happened: re.Pattern[str]
    """What leads to the day of a happening that a sentence only points to."""
    owns: re.Pattern[str]
    """What stands between a day and the deed that is called by it: "Thursday's fatal shooting"."""
    article: re.Pattern[str]
    deed: re.Pattern[str]
    """What follows a day by which a deed is called, in a sentence that is about something else."""
    qualifies: re.Pattern[str]
    """The same where an article stands in front of the day: "the May 31 fatal shooting"."""
    died: re.Pattern[str]
    of_wounds: re.Pattern[str]
    """What follows a word of dying where it was later than the deed."""
    since: re.Pattern[str]
    """What leads to the day from which on something is told to have gone on."""


def _words() -> MainDayWords:
    return words("en", "main_days", MainDayWords)


def main_days(tellings: Sequence[Telling], reading: Reading, published: date | None) -> tuple[Days, bool]:
    """The days of the main happening, and whether words give them."""
    told = [
        telling
        for telling in tellings
        if not telling.background and telling.kind not in STATEMENTS and _can_be(telling.days, published)
    ]
    if is_unrest(tellings):
        days = _lasting([telling.days for telling in told if is_known(telling.days)], reading, published)
        if days != UNKNOWN:
            return days, True
    recalled = only_recalls(tellings, reading.report.text)
    deeds, arrests, wide = _votes(of_the_happening(told) if recalled else told, reading)
    if deeds:
        return _most_told(deeds, reading), True
    if recalled:
        return Days(earliest=None, latest=published), False  # the other days are of what came after
    if (old := _old_days(tellings, published)) != UNKNOWN:
        return old, True
    if day := _since(reading, published) or _first_day(reading, published, wide):
        return Days(earliest=day, latest=day), True
    if arrests:
        return _most_told(arrests, reading), True
    return Days(earliest=None, latest=_first_find(reading, published) or published), False


def _votes(told: Sequence[Telling], reading: Reading) -> tuple[Votes, Votes, list[Days]]:
    """What speaks for each day of the deed, what for each of the arrests for it, and the longer times told of it."""
    text, published = reading.report.text, reading.report.published_on
    kind = _kind_that_dates(told)
    deeds: Votes = defaultdict(float)
    arrests: Votes = defaultdict(float)
    tomorrows: Votes = defaultdict(float)
    wide = []
    harm = any(isinstance(telling.told, Claim) and not HARM.isdisjoint(telling.told.effects) for telling in told)
    for telling in told:
        span = width(telling.days)
        if not (telling.days.earliest and telling.days.latest and span):
            continue
        if harm and telling.kind == "RETREAT":
            continue  # a minister resigned over it, people were let go
        if _is_of_the_page(telling, published):
            continue
        if not _is_called_by_its_day(telling, text) and (_is_a_charge(telling, text) or _came_after(telling, text)):
            continue
        if span > WIDEST:
            wide.append(telling.days)
            continue
        weight = telling.weight if telling.kind in (kind, None) else OF_ANOTHER_KIND * telling.weight
        late = (telling.kind, kind) == ("COERCE", "ASSAULT") or _is_a_death_in_hospital(telling, text)
        votes = arrests if late else tomorrows if _is_tomorrows(telling.told.when, published) else deeds
        votes[telling.days.earliest, telling.days.latest] += weight / span**0.5
    for day, weight in _happened(reading, told):
        deeds[day, day] += weight
    # A page that was changed on the next day calls it by its weekday.
    if published is None or not any(first == last and 0 <= (published - last).days <= 1 for first, last in deeds):
        for ends, weight in tomorrows.items():
            deeds[ends] += weight
    return deeds, arrests, wide


def _most_told(votes: Votes, reading: Reading) -> Days:
    """The days with most votes; of several, the one among them that is told as well ("last week … on April 22")."""
    first, last = min(votes, key=lambda ends: (-round(votes[ends], 9), ends))
    if first < last:
        is_weekend = (last - first).days == 1 and first.weekday() == SATURDAY
        begins = first - timedelta(days=is_weekend)  # on Friday evening
        inside = [ends for ends in votes if begins <= ends[0] == ends[1] <= last]
        text, published = reading.report.text, reading.report.published_on
        named = (day for when in reading.whens if (day := _single_day(when, text, published)) and begins <= day <= last)
        if inside:
            first, last = min(inside, key=lambda ends: (-round(votes[ends], 9), ends))
        elif day := next(named, None):
            first = last = day
    return Days(earliest=first, latest=last)


def _old_days(tellings: Sequence[Telling], published: date | None) -> Days:
    """The days of a report that looks back: all its counts, and all its days, are of long ago."""
    counts = [telling for telling in tellings if isinstance(telling.told, Claim)]
    dated = [telling.days for telling in tellings if is_known(telling.days) and telling.kind not in STATEMENTS]
    now = Days(earliest=published, latest=published)
    looks_back = counts and all(telling.background for telling in counts)
    return hull(dated) if looks_back and dated and all(long_before(days, now) for days in dated) else UNKNOWN


def _kind_that_dates(told: Sequence[Telling]) -> EventKind | None:
    """The kind whose days are the happening's: of an arrest for an attack that is told as well, the attack."""
    kind = main_kind(told)
    if kind != "COERCE":
        return kind
    attack = sum(telling.weight for telling in told if telling.kind == "ASSAULT")
    arrest = sum(telling.weight for telling in told if telling.kind == "COERCE")
    return "ASSAULT" if attack >= ATTACK_BESIDE_ARREST * arrest else kind


def _is_a_charge(telling: Telling, text: str) -> bool:
    """Whether words name what somebody is charged with: the day beside them is that of the charge."""
    if not isinstance(telling.told, EventMention):
        return False
    before = text[max(0, telling.start - BEFORE_A_CHARGE) : telling.start]
    return _words().charged.search(before) is not None


def _happened(reading: Reading, told: Sequence[Telling]) -> Iterator[tuple[date, float]]:
    """Single days of sentences that only point to the happening, each with its weight: "It happened about 9 p.m. on
    Saturday", "Officers were called to the house on Saturday night", "arrested two days after the Oct. 14 murder".
    """
    text, published = reading.report.text, reading.report.published_on
    bound = {telling.told.when.start for telling in told if telling.told.when}
    of_a_day = {telling.told.when.start for telling in told if telling.told.when and width(telling.days) == 1}
    for when in reading.whens:
        days = days_of(when)
        if not days.latest or days.earliest != days.latest or not _can_be(days, published):
            continue
        if _calls_a_deed(when, text):
            yield days.latest, CALLED * by_position(when.start, max(len(text), 1))
            continue
        if when.start in bound:
            continue
        leads = _words().happened.search(text, max(0, when.start - BEFORE_ITS_DAY), when.start)
        told_before = leads and any(leads.end() <= start < when.start for start in of_a_day)
        if leads and not told_before and not ENDS.search(text, leads.end(), when.start):
            yield days.latest, HAPPENED * by_position(when.start, max(len(text), 1))


def _is_a_death_in_hospital(telling: Telling, text: str) -> bool:
    """Whether somebody died of it later on: the day is that of the death."""
    told = words_of(telling.told)
    if isinstance(telling.told, Claim) or not _words().died.search(told.text):
        return False
    return _words().of_wounds.match(text, told.end) is not None


def _is_called_by_its_day(telling: Telling, text: str) -> bool:
    """Whether the day stands right before the word for a deed: "the May 31 fatal shooting", "last Thursday's raid"."""
    when, told = telling.told.when, words_of(telling.told)
    if when is None or isinstance(telling.told, Claim) or told.start < when.end:
        return False
    known = _words()
    if known.owns.fullmatch(text, when.end, told.start):
        return True
    article = known.article.search(text, max(0, when.start - BEFORE_ITS_NAME), when.start)
    return article is not None and known.qualifies.fullmatch(text, when.end, told.start) is not None


def _calls_a_deed(when: When, text: str) -> bool:
    """Whether a day is the name of a deed, whatever its sentence is about: "charged in the May 31 death"."""
    noun = _words().deed.match(text, when.end)
    if noun is None:
        return False
    owned = noun[0][0] in "’'"
    return owned or _words().article.search(text, max(0, when.start - BEFORE_ITS_NAME), when.start) is not None


def _came_after(telling: Telling, text: str) -> bool:
    """Whether the day is that of what came after the deed, for its words stand nearer ("a man was charged on Tuesday
    with shooting", "the suspect in a shooting was arrested on Friday", "he died on Monday, days after he was shot").
    """
    when = telling.told.when
    if when is None or telling.kind == "COERCE":
        return False
    told = words_of(telling.told)
    if told.end <= when.start:
        last = list(_words().came_after.finditer(text, told.end, when.start))[-1:]
        return any(not _words().leads_back.search(text, one.end(), when.start) for one in last)
    return _is_led_by_it(when, text) or _words().came_after.search(text, when.end, told.start) is not None


def _is_led_by_it(when: When, text: str) -> bool:
    """Whether what came after a deed stands right in front of a day."""
    led_by = _words().came_after.finditer(text, max(0, when.start - BEFORE_A_DAY), when.start)
    return any(not ENDS.search(text, found.end(), when.start) for found in led_by)


def _is_of_the_page(telling: Telling, published: date | None) -> bool:
    """Whether the day is written out with its year and is that of publication: a page heads its texts so, and a
    text calls its own day "today" or by its weekday."""
    when = telling.told.when
    return when is not None and when.latest == published is not None and YEAR.search(when.text) is not None


def _first_day(reading: Reading, published: date | None, wide: Sequence[Days]) -> date | None:
    """The day of a happening that no words are bound to: the first within the month told of it, else the first that
    the report names.
    """
    text = reading.report.text
    single = [
        day
        for when in reading.whens
        if (day := _single_day(when, text, published))
        and not is_counted_up_to(when, text, "en")
        and not is_of_a_find(when, text, "en")
        and not is_of_a_birth(when, text, "en")
    ]
    inside = (day for day in single if any((days.earliest or day) <= day <= (days.latest or day) for days in wide))
    return next(inside, None) or next(iter(single), None)


def _since(reading: Reading, published: date | None) -> date | None:
    """The first recent day since when the report says that anything has gone on ("have died since a wall fell on
    Monday").
    """
    for when in reading.whens:
        days = days_of(when)
        if published is None or not days.latest or days.earliest != days.latest:
            continue
        begins = _words().since.search(reading.report.text, max(0, when.start - BEFORE_ITS_DAY), when.start)
        if begins and 0 < (published - days.latest).days <= LONG_BEFORE:
            return days.latest
    return None


def _first_find(reading: Reading, published: date | None) -> date | None:
    """The first day on which the report says that a body was found: it had happened by then."""
    text = reading.report.text
    finds = (when for when in reading.whens if is_of_a_find(when, text, "en"))
    return next((day for when in finds if (day := _single_day(when, text, published))), None)


def _single_day(when: When, text: str, published: date | None) -> date | None:
    """A day that may be a happening's: none of what came after a deed, nor that of publication, which heads a page and
    on which things are said, but with a time of day; nor a weekday that is as well tomorrow's.
    """
    days = days_of(when)
    day = days.latest
    if day is None or days.earliest != day or not _can_be(days, published) or _is_led_by_it(when, text):
        return None
    if day == published:
        return day if when.type == "TIME" and not YEAR.search(when.text) else None
    return None if _is_tomorrows(when, published) else day


def _is_tomorrows(when: When | None, published: date | None) -> bool:
    """Whether a weekday is as well that of the day after publication."""
    if when is None or published is None or when.latest is None or when.earliest != when.latest:
        return False
    return (published - when.latest).days == DAYS_OF_A_WEEK - 1 and _words().weekday.search(when.text) is not None


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
    return hull(days for days in fitting if not long_before(days, Days(earliest=last, latest=last)))


def long_before(a: Days, b: Days) -> bool:
    """Whether some days are so far before others that something older is told."""
    start = b.earliest or b.latest
    return a.latest is not None and start is not None and a.latest < start - timedelta(days=LONG_BEFORE)
