"""Days by their number, by the day of the week, by the feast, or counted from the day of writing."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from sayso.interpret.calendar import NO_DAYS, day_of, days_of, feast_of, later, value_of, weekday_by
from sayso.interpret.time_parts import TimeParts
from sayso.interpret.time_setting import Setting, Value, timed, whole

LEAP_YEAR = 2000
AHEAD_WEIGHT: dict[bool | None, float] = {True: 1 / 3, None: 2, False: 8}
"""A day without its year lies ahead where looking back is so many times as far: news tells more of the past."""


def calendar_day(parts: TimeParts, setting: Setting) -> Value | None:
    """A day by its number: "January 6, 2022", "6 Jan", "06/01/2022"."""
    if parts.figures:
        return _day_in_figures(parts)
    if parts.month is None or parts.day is None:
        return None
    if day_of(LEAP_YEAR, parts.month, parts.day) is None:
        return Value("DATE", None)
    year = parts.year if parts.year is not None else _year_said_beside(parts, setting)
    if year is None:
        year = year_of_day(parts.month, parts.day, setting, last=parts.says("last"))
    if year is None:
        return timed(parts, f"XXXX-{parts.month:02}-{parts.day:02}")
    value = f"{year:04}-{parts.month:02}-{parts.day:02}"
    if days_of(value) == NO_DAYS:
        return Value("DATE", None)
    if parts.says("week"):
        return whole(value_of(date.fromisoformat(value), "W"))
    return timed(parts, value)


def _day_in_figures(parts: TimeParts) -> Value:
    days = [date(year, month, day) for year, month, day in parts.figures]
    if len(days) == 1:
        return timed(parts, days[0].isoformat())
    same_year = len({day.year for day in days}) == 1
    return Value("DATE", f"{days[0].year:04}-XX-XX" if same_year else "XXXX-XX-XX", (min(days), max(days)))


def _year_said_beside(parts: TimeParts, setting: Setting) -> int | None:
    """The year of "3 Jan 90" or "3 January last year"."""
    published = setting.published
    if parts.short_year is not None:
        near = published.year if published else date(2000, 1, 1).year
        centuries = (near // 100 - 1, near // 100, near // 100 + 1)
        return min((100 * century + parts.short_year for century in centuries), key=lambda year: abs(year - near))
    if parts.says("year") and parts.from_here is not None and setting.today is not None:
        return setting.today.year + parts.from_here
    return None


def year_of_day(month: int, day: int, setting: Setting, *, last: bool = False) -> int | None:
    """The year of a day that is named without it: the nearest that fits the tense, seen from the publication."""
    published = setting.published
    if published is None:
        return None
    # Eight years to either side: a 29 February can be that far.
    years = range(published.year - 8, published.year + 9)
    found = [first for year in years if (first := days_of(f"{year:04}-{month:02}-{day:02}")[0])]
    back = max((each for each in found if each <= published), default=None)
    ahead = min((each for each in found if each > published), default=None)
    if back is None or ahead is None or setting.doubtful or last:
        return back.year if back else None
    nearer = (ahead - published).days * AHEAD_WEIGHT[setting.ahead] < (published - back).days
    return ahead.year if nearer else back.year


def weekday(parts: TimeParts, setting: Setting) -> Value | None:
    """A day of the week, seen from the publication: that day itself where it fits, else the last one before it."""
    if parts.weekday is None or parts.says("ago"):
        return None
    today = setting.today
    if today is None:
        return _open_weekday(parts, parts.weekday, setting)
    day = _weekday_from(today, parts.weekday, parts, setting)
    if parts.says("day") and parts.says("before", "after"):
        day = later(day, -1 if parts.says("before") else 1, "D") or day
    return timed(parts, day.isoformat())


def _weekday_from(today: date, number: int, parts: TimeParts, setting: Setting) -> date:
    latest = weekday_by(today, number)
    following = later(latest, 1, "W") or latest
    there = setting.day_spoken_of
    if parts.from_there is not None and there is not None and not parts.says("day"):
        before = weekday_by(there - timedelta(days=1), number) if there > date.min else there
        return before if parts.from_there < 0 else later(weekday_by(there, number), 1, "W") or there
    if parts.says("last", "past"):
        return weekday_by(today - timedelta(days=1), number) if today > date.min else today
    if parts.from_here == 1 or (latest != today and setting.ahead):
        return following
    return latest


def _open_weekday(parts: TimeParts, number: int, setting: Setting) -> Value:
    """A weekday of a text whose day of writing is unknown: it could be several."""
    read = timed(parts, f"XXXX-WXX-{number}")
    # Written on that day or later, so the weekday spoken of is at most six days older.
    earliest = weekday_by(setting.not_before, number) if setting.not_before else None
    latest = weekday_by(setting.published, number) if setting.published and not setting.ahead else None
    if earliest and latest and earliest > latest:
        earliest = None
    return replace(read, days=(earliest, latest))


def deictic(parts: TimeParts, setting: Setting) -> Value | None:
    """A day or its part, counted from the day of writing: "yesterday", "this morning", "last night", "overnight"."""
    shift = _days_from_here(parts)
    if shift is None:
        return None
    if parts.says("tonight", "overnight"):
        parts = replace(parts, day_part=parts.day_part or _NIGHT)
    if setting.today is None:
        latest = later(setting.published, shift, "D") if setting.published and shift <= 0 else None
        return replace(timed(parts, "XXXX-XX-XX"), days=(None, latest))
    day = later(setting.today, shift, "D")
    if day is None:
        return Value("DATE", None)
    read = timed(parts, day.isoformat())
    return replace(read, days=(day, setting.today)) if parts.says("overnight") else read


_NIGHT = "NI"


def _days_from_here(parts: TimeParts) -> int | None:
    if parts.says("overnight"):
        return -1
    if parts.deictic is not None:
        return parts.deictic * (2 if parts.unit == "D" and parts.says("before", "after") else 1)
    if not parts.day_part or parts.unit is not None or parts.clock or parts.from_there is not None:
        return None
    if parts.from_here is not None:
        return None if parts.says("the") else parts.from_here
    return 0 if parts.half else None


def part_spoken_of(parts: TimeParts, setting: Setting) -> Value | None:
    """ "That night", "the next morning": counted from the day spoken of before."""
    if not parts.day_part or parts.unit is not None or parts.clock:
        return None
    shift = parts.from_there if parts.from_there is not None else parts.from_here
    if shift is None and parts.says("the"):
        shift = 0
    return None if shift is None else day_from_there(parts, setting, shift)


def day_from_there(parts: TimeParts, setting: Setting, shift: int) -> Value:
    """The day so many days after the one spoken of before."""
    there = setting.day_spoken_of
    day = later(there, shift, "D") if there else None
    return timed(parts, day.isoformat() if day else "XXXX-XX-XX")


def feast(parts: TimeParts, setting: Setting) -> Value | None:
    """A feast day: "Christmas", "New Year's Eve"."""
    rule = parts.feast
    if rule is None:
        return None
    if parts.year is not None:
        year: int | None = parts.year
    else:
        about = feast_of(rule, setting.published.year) if setting.published else None
        year = year_of_day(about.month, about.day, setting, last=parts.says("last")) if about else None
    day = feast_of(rule, year) if year is not None else None
    if day is not None and parts.says("eve"):
        day = later(day, -1, "D")
        if day and rule == "1-1" and parts.year is not None:
            day = later(day, 1, "Y")
    return timed(parts, day.isoformat()) if day else Value("DATE", None)


def year_end(parts: TimeParts, setting: Setting) -> Value | None:
    """The last day of a year: "by year-end" of this one, and of the one before where the words look back."""
    if not (parts.says("year") and parts.says("end") and "hyphen" in parts.classes):
        return None
    if setting.today is None:
        return Value("DATE", "XXXX-12-31")
    return whole(f"{setting.today.year - (setting.ahead is False):04}-12-31")


def weekend(parts: TimeParts, setting: Setting) -> Value | None:
    """A weekend; "the weekend" is the one that has begun last, or the next where the words look ahead."""
    if "weekends" in parts.classes:
        return Value("SET", "XXXX-WXX-WE")
    if "weekend" not in parts.classes:
        return None
    today = setting.today
    if today is None:
        latest = setting.published if not setting.ahead and parts.from_here != 1 else None
        return Value("DATE", "XXXX-WXX-WE", (None, latest))
    saturday = weekday_by(today, 6)
    on_it = (today - saturday).days <= 1
    if parts.from_here == 1 or (not on_it and _is_coming(parts, setting)):
        saturday = later(saturday, 1, "W") or saturday
    elif on_it and parts.says("last", "past"):
        saturday = later(saturday, -1, "W") or saturday
    return whole(value_of(saturday, "W") + "-WE")


def _is_coming(parts: TimeParts, setting: Setting) -> bool:
    if parts.says("this"):
        return setting.ahead is not False and not parts.says("past")
    return bool(setting.ahead) and parts.from_here is None


def clock(parts: TimeParts, setting: Setting) -> Value | None:
    """A time of day without its day: of the day spoken of before, else of the day of writing."""
    if parts.clock is None:
        return None
    day = setting.day_spoken_of or setting.today
    return timed(parts, day.isoformat() if day else "XXXX-XX-XX")
