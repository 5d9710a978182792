"""Reads time expressions into TIMEX3 values and the days that they can mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from sayso.interpret.calendar import NO_DAYS, Days, days_of, feast_of, later, part_of, value_of, weekday_by
from sayso.interpret.dateline import publication_is_doubtful
from sayso.interpret.tense import lies_ahead
from sayso.interpret.time_parts import TimeParts, take_apart
from sayso.languages.when import TimeGrammar, time_grammar
from sayso.nouns.span import Span
from sayso.nouns.when import TimeKind, When

__all__ = ["publication_is_doubtful", "read_whens"]

SENTENCE_LINE = 80
"""A line at least this long is running text; shorter ones are headings, bylines and stamps of the page."""
NEAR_AHEAD = 8
"""A date without its year lies ahead without a word that says so where looking back is this many times as far."""
SMALL_UNITS = {"TH", "TM", "TS"}
YEARS_IN = {"E": 10, "C": 100}


class Value(Struct, frozen=True):
    """A value on its way to a `When`."""

    type: TimeKind
    value: str | None
    days: Days = NO_DAYS


class Setting(Struct, frozen=True, kw_only=True):
    """What an expression is read against."""

    published: date | None
    doubtful: bool
    """Whether the day of publication is only the latest day on which the text can have been written."""
    not_before: date | None
    """A day that the text itself tells of: it was written on this day or later."""
    spoken_of: str | None
    """Value of the last time before this one that names a day, month, quarter or year."""
    ahead: bool | None
    """Whether the words around say that it lies ahead (True) or behind (False)."""
    rate: bool
    """Whether the words before make "a day" mean every day."""

    @property
    def today(self) -> date | None:
        """The day of writing, where it is known."""
        return None if self.doubtful else self.published


def read_whens(
    times: Sequence[Span], text: str, published: date | None, language: str, *, doubtful: bool = False
) -> tuple[When, ...]:
    """One `When` a time, in the same order: "Monday" in a report of Wednesday 2022-01-12 is 2022-01-10.

    `times` are spans of `text` in text order. `doubtful` says that `published` is only the latest day on which the
    text can have been written (the day of a copy): what counts from the day of writing then keeps its X's.
    """
    grammar = time_grammar(language)
    taken = [take_apart(span.text, grammar) for span in times]
    setting = Setting(
        published=published,
        doubtful=doubtful or published is None,
        not_before=_newest_full_date(times, taken, text, published, grammar),
        spoken_of=None,
        ahead=None,
        rate=False,
    )
    whens: list[When] = []
    for place, (span, parts) in enumerate(zip(times, taken, strict=True)):
        parts = _with_month_beside(place, times, taken, text)
        here = replace(
            setting, ahead=lies_ahead(span, text, grammar), rate=_is_rate(span, text, grammar)
        )
        read = _read(parts, here)
        whens.append(_when(span, read))
        if read.type in ("DATE", "TIME") and read.value and read.value[0].isdecimal():
            setting = replace(setting, spoken_of=read.value)
    return tuple(whens)


def _when(span: Span, read: Value) -> When:
    return When(
        text=span.text, start=span.start, end=span.end, type=read.type, value=read.value,
        earliest=read.days[0], latest=read.days[1],
    )  # fmt: skip


# --- what the text around gives


def _newest_full_date(
    times: Sequence[Span], taken: Sequence[TimeParts], text: str, published: date | None, grammar: TimeGrammar
) -> date | None:
    """The newest day that running text names in full and not as to come: the text was not written before it."""
    days = []
    for span, parts in zip(times, taken, strict=True):
        day = _full_day(parts)
        if day is None or (published is not None and day >= published):
            continue
        line = text[text.rfind("\n", 0, span.start) + 1 : text.find("\n", span.end) % (len(text) + 1)]
        if len(line) >= SENTENCE_LINE and not lies_ahead(span, text, grammar):
            days.append(day)
    return max(days, default=None)


def _full_day(parts: TimeParts) -> date | None:
    """The day, where the words name it with its year and in only one way."""
    if len(parts.figures) == 1:
        year, month, day = parts.figures[0]
        return None if year is None else date(year, month, day)
    if parts.month is None or parts.day is None or parts.year is None:
        return None
    return days_of(f"{parts.year:04}-{parts.month:02}-{parts.day:02}")[0]


def _with_month_beside(
    place: int, times: Sequence[Span], taken: Sequence[TimeParts], text: str
) -> TimeParts:
    """A bare "25" in "April 24 and 25", or "2" in "from 2 to 10 January", with the month that stands beside it."""
    span, parts = times[place], taken[place]
    if not (span.text.isdecimal() and int(span.text) <= 31):
        return parts
    for other in (place - 1, place + 1):
        if 0 <= other < len(times) and taken[other].month is not None:
            gap = text[min(span.end, times[other].end) : max(span.start, times[other].start)]
            if len(gap) <= len(" through "):
                month, year = taken[other].month, taken[other].year
                return replace(parts, month=month, year=year, day=int(span.text), number=None)
    return parts


def _is_rate(span: Span, text: str, grammar: TimeGrammar) -> bool:
    before = grammar.read(text[max(0, span.start - 12) : span.start])
    return bool(before) and ("rate" in before[-1].means)


# --- from parts to values


def _read(parts: TimeParts, setting: Setting) -> Value:
    """The value of one expression: the first reading that its parts allow."""
    for reading in (_set, _calendar_day, _weekday, _deictic, _distance, _stretch, _feast, _weekend, _quarter, _month,
                    _season, _decade, _year, _unit, _clock_alone, _duration, _ref):  # fmt: skip
        value = reading(parts, setting)
        if value is not None:
            return value
    return Value("DATE", None)


def _set(parts: TimeParts, setting: Setting) -> Value | None:
    """What comes again and again: "every Monday", "daily", "each July"."""
    if "set" in parts.classes:
        return Value("SET", _SET[next(iter(parts.words & _SET.keys()))])
    again = "every" in parts.classes and not parts.says("of", "the")
    if parts.weekday is not None and (again or "weekdays" in parts.classes or "parts" in parts.classes):
        return Value("SET", f"XXXX-WXX-{parts.weekday}" + (f"T{parts.day_part}" if parts.day_part else ""))
    if again and parts.month is not None:
        return Value("SET", f"XXXX-{parts.month:02}")
    if again and parts.unit is not None:
        return Value("SET", _amount(parts.number or 1, parts.unit))
    if again and parts.day_part:
        return Value("SET", f"XXXX-XX-XXT{parts.day_part}")
    if setting.rate and parts.unit is not None and parts.number == 1:
        return Value("SET", _amount(1, parts.unit))
    return None


_SET = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "yearly": "P1Y",
    "annually": "P1Y", "hourly": "PT1H",
}  # fmt: skip


def _calendar_day(parts: TimeParts, setting: Setting) -> Value | None:
    """A day by its number: "January 6, 2022", "6 Jan", "06/01/2022"."""
    if parts.figures:
        return _day_in_figures(parts)
    if parts.month is None or parts.day is None:
        return None
    year = parts.year if parts.year is not None else _year_of_day(parts, setting)
    if year is None:
        return Value("DATE", f"XXXX-{parts.month:02}-{parts.day:02}")
    value = f"{year:04}-{parts.month:02}-{parts.day:02}"
    if parts.says("week") and (monday := days_of(value)[0]):
        return _whole(value_of(monday, "W"))
    return _timed(parts, value)


def _day_in_figures(parts: TimeParts) -> Value:
    days = [date(year, month, day) for year, month, day in parts.figures if year is not None]
    if len(days) == 1:
        return _timed(parts, days[0].isoformat())
    same_year = len({day.year for day in days}) == 1
    return Value("DATE", f"{days[0].year:04}-XX-XX" if same_year else "XXXX-XX-XX", (min(days), max(days)))


def _year_of_day(parts: TimeParts, setting: Setting) -> int | None:
    """The year of a day that is given without it: the nearest that fits the tense, seen from the publication."""
    published, month, day = setting.published, parts.month or 1, parts.day or 1
    if parts.short_year is not None:
        near = published.year if published else 2000
        return min((century + parts.short_year for century in (1800, 1900, 2000)), key=lambda year: abs(year - near))
    if published is None:
        return None
    if parts.says("year") and parts.from_here is not None:
        return published.year + parts.from_here
    around = [days_of(f"{year:04}-{month:02}-{day:02}")[0] for year in range(published.year - 8, published.year + 9)]
    back = max((found for found in around if found and found <= published), default=None)
    ahead = min((found for found in around if found and found > published), default=None)
    if back is None or ahead is None or setting.doubtful or parts.says("last"):
        return back.year if back else None
    gone, to_come = (published - back).days, (ahead - published).days
    weight = {True: 1 / 3, None: 2, False: NEAR_AHEAD}[setting.ahead]
    return ahead.year if to_come * weight < gone else back.year


def _timed(parts: TimeParts, value: str) -> Value:
    """A day, with the time of day where one is said."""
    days = days_of(value)
    if parts.clock:
        return Value("TIME", value + parts.clock, days)
    if parts.day_part:
        return Value("TIME", f"{value}T{parts.day_part}", days)
    if "noon" in parts.classes:
        return Value("TIME", f"{value}T12:00", days)
    return Value("DATE", value, days)


def _whole(value: str, half: str | None = None) -> Value:
    """A longer time by its value; of a half of it, the days are fewer."""
    days = days_of(value)
    return Value("DATE", value, part_of(days, half) if half else days)


def _weekday(parts: TimeParts, setting: Setting) -> Value | None:
    """A day of the week, seen from the publication: that day itself where it fits, else the last one before it."""
    if parts.weekday is None:
        return None
    if parts.says("ago"):
        return None
    today = setting.today
    if today is None:
        return _open_weekday(parts.weekday, parts, setting)
    last = weekday_by(today, parts.weekday)
    day: date | None = last
    if parts.from_there is not None and setting.spoken_of and (there := days_of(setting.spoken_of)[0]):
        day = weekday_by(there - timedelta(days=1), parts.weekday)
        if parts.from_there > 0:
            day = later(weekday_by(there, parts.weekday), 1, "W")
    elif parts.from_here == 1:
        day = later(last, 1, "W")
    elif parts.says("last", "past"):
        day = weekday_by(today - timedelta(days=1), parts.weekday)
    elif last != today and setting.ahead:
        day = later(last, 1, "W")
    if day is not None and parts.says("before", "after") and parts.says("day"):
        day = later(day, -1 if parts.says("before") else 1, "D")
    return _timed(parts, day.isoformat()) if day else Value("DATE", None)


def _open_weekday(weekday: int, parts: TimeParts, setting: Setting) -> Value:
    """A weekday of a text whose day of writing is unknown: it could be several."""
    part = f"T{parts.day_part}" if parts.day_part else parts.clock or ""
    value, kind = f"XXXX-WXX-{weekday}{part}", "TIME" if part else "DATE"
    earliest = latest = None
    if setting.not_before is not None:
        # Written on that day or later, so the weekday spoken of is at most a week earlier.
        earliest = later(weekday_by(setting.not_before, weekday), 0, "D")
    if setting.published is not None and not setting.ahead:
        latest = weekday_by(setting.published, weekday)
    if earliest and latest and earliest > latest:
        earliest = None
    return Value("TIME" if kind == "TIME" else "DATE", value, (earliest, latest))


def _deictic(parts: TimeParts, setting: Setting) -> Value | None:
    """A day or its part counted from the day of writing, or from the day spoken of."""
    shift, unit = parts.deictic, parts.unit
    if shift is not None and unit == "D" and parts.says("before", "after"):
        shift *= 2
    if parts.says("overnight") or (parts.says("last") and parts.day_part and unit is None):
        shift = -1
    elif shift is None and parts.day_part and unit is None and not parts.clock:
        shift = 0 if parts.from_there is None else None
        if shift is None:
            return _day_spoken_of(parts, setting, parts.from_there or 0)
    if shift is None or (parts.deictic is None and unit is not None):
        return None
    part = "NI" if parts.says("tonight", "overnight") else parts.day_part
    parts = replace(parts, day_part=part)
    if setting.today is None:
        latest = later(setting.published, min(shift, 0), "D") if setting.published and shift <= 0 else None
        return replace(_timed(parts, "XXXX-XX-XX"), days=(None, latest))
    day = later(setting.today, shift, "D")
    if day is None:
        return Value("DATE", None)
    read = _timed(parts, day.isoformat())
    return replace(read, days=(day, setting.today)) if parts.says("overnight") else read


def _day_spoken_of(parts: TimeParts, setting: Setting, shift: int) -> Value:
    """ "That night", "the next day": counted from the day spoken of before."""
    there = days_of(setting.spoken_of) if setting.spoken_of else NO_DAYS
    if there[0] is None or there[0] != there[1]:
        return replace(_timed(parts, "XXXX-XX-XX"), days=NO_DAYS)
    day = later(there[0], shift, "D")
    return _timed(parts, day.isoformat()) if day else Value("DATE", None)


def _distance(parts: TimeParts, setting: Setting) -> Value | None:
    """So many units from now or from the day spoken of: "two days ago", "a week later"."""
    if parts.unit is None or not parts.says("ago", "earlier", "later", "now"):
        return Value("DATE", "PAST_REF") if parts.says("ago") else None
    if parts.number is None or parts.unit in SMALL_UNITS:
        vague = "PAST_REF" if parts.says("ago", "earlier") else "FUTURE_REF"
        if parts.number is None and not parts.many and parts.says("ago", "earlier", "later"):
            return None
        return Value("DATE", vague)
    back = parts.says("ago", "earlier")
    count = round(parts.number) * (-1 if back else 1)
    if "year" in parts.words and setting.spoken_of and "-Q" in setting.spoken_of and back:
        return _whole(_quarter_value(int(setting.spoken_of[:4]) + count, setting.spoken_of[5:]))
    if parts.says("ago", "now"):
        return _from(setting.today, count, parts, setting)
    there = days_of(setting.spoken_of)[1] if setting.spoken_of else None
    return _from(there or setting.today, count, parts, setting)


def _from(day: date | None, count: int, parts: TimeParts, setting: Setting) -> Value:
    unit = parts.unit or "D"
    if day is None:
        latest = later(setting.published, count, unit) if setting.published and count < 0 else None
        return Value("DATE", _unknown(unit), (None, days_of(value_of(latest, unit))[1] if latest else None))
    moved = later(day, count, unit)
    if moved is None:
        return Value("DATE", None)
    unit = "Y" if unit in YEARS_IN else unit
    if parts.weekday is not None:
        return _timed(parts, weekday_by(moved, parts.weekday).isoformat())
    return _whole(value_of(moved, unit))


def _unknown(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "E": "XXX",
            "C": "XX"}.get(unit, "XXXX")  # fmt: skip


def _stretch(parts: TimeParts, setting: Setting) -> Value | None:
    """Several units up to now, from now on or elsewhere: "the past three months", "recent weeks"."""
    if parts.unit is None or parts.weekday is not None or parts.month is not None or parts.year is not None:
        return None
    counted = parts.number is not None and (parts.number != 1 or "numeral" in parts.classes)
    if counted or parts.plural or parts.many:
        return Value("DURATION", _amount(None if parts.many else parts.number, parts.unit))
    if parts.unit in ("E", "C") and parts.says("past", "last") and parts.ordinal is None:
        return Value("DURATION", _amount(1, parts.unit))
    return None


def _feast(parts: TimeParts, setting: Setting) -> Value | None:
    rule = _FEASTS.get(next(iter(sorted(parts.words & _FEASTS.keys())), ""))
    if rule is None:
        return None
    if parts.says("new") and parts.says("eve"):
        rule = "12-31"
    elif parts.says("christmas") and parts.says("eve"):
        rule = "12-24"
    if parts.year is not None:
        year: int | None = parts.year
    elif setting.published is None:
        return Value("DATE", None)
    else:
        this = feast_of(rule, setting.published.year)
        months, day = (this.month, this.day) if this else (1, 1)
        year = _year_of_day(replace(parts, month=months, day=day), setting)
    found = feast_of(rule, year) if year is not None else None
    return _timed(parts, found.isoformat()) if found else Value("DATE", None)


_FEASTS = {
    "thanksgiving": "11-4-4", "christmas": "12-25", "easter": "E+0", "halloween": "10-31", "new": "01-01",
}  # fmt: skip


def _weekend(parts: TimeParts, setting: Setting) -> Value | None:
    if not ("weekend" in parts.classes or "weekends" in parts.classes):
        return None
    if "weekends" in parts.classes:
        return Value("SET", "XXXX-WXX-WE")
    today = setting.today
    if today is None:
        latest = setting.published if not setting.ahead and parts.from_here != 1 else None
        return Value("DATE", "XXXX-WXX-WE", (None, latest))
    saturday = weekday_by(today, 6)
    if parts.from_here == 1 or (setting.ahead and saturday < today - timedelta(days=1)):
        saturday = later(saturday, 1, "W") or saturday
    elif parts.says("last") and saturday >= today - timedelta(days=1):
        saturday = later(saturday, -1, "W") or saturday
    return _whole(value_of(saturday, "W") + "-WE")


def _quarter_value(year: int, quarter: str) -> str:
    return f"{year:04}-{quarter}"


def _quarter(parts: TimeParts, setting: Setting) -> Value | None:
    """Quarters and halves of a year; which quarter "the quarter" is, the text has said before."""
    if not (parts.unit == "Q" or parts.says("half", "period", "quarter") or "quarter_code" in parts.classes
            or (parts.says("year") and parts.says("ago", "earlier"))):  # fmt: skip
        return None
    if parts.number is not None and parts.ordinal is None and not parts.says("year"):
        return None
    published = setting.published
    year = parts.year
    if year is None and published is not None:
        moved = parts.from_here if parts.says("year") and parts.from_here is not None else 0
        year = published.year + moved - (1 if parts.says("ago", "earlier") else 0)
    number = parts.ordinal or (2 if parts.says("last", "latter") and parts.says("half") else None)
    if "quarter_code" in parts.classes:
        number = next(int(word[1]) for word in parts.words if len(word) == 2 and word[0] == "q")
    letter = "H" if parts.says("half") else "Q"
    if number is None or number > 4:
        return _quarter_spoken_of(parts, setting, year)
    if year is None:
        return Value("DATE", f"XXXX-{letter}{number}")
    if letter == "Q" and published and parts.year is None and not parts.says("year") and not setting.ahead:
        # A quarter that begins far ahead is last year's.
        start = days_of(f"{year:04}-Q{number}")[0]
        year -= bool(start and (start - published).days > 100)
    if setting.doubtful and parts.year is None:
        return Value("DATE", f"XXXX-{letter}{number}")
    return _whole(f"{year:04}-{letter}{number}")


def _quarter_spoken_of(parts: TimeParts, setting: Setting, year: int | None) -> Value:
    spoken = setting.spoken_of
    if spoken and "-Q" in spoken and parts.from_here is None:
        back = parts.says("ago", "earlier")
        kept = int(spoken[:4]) - 1 if back else (parts.year or int(spoken[:4]))
        return _whole(f"{kept:04}-{spoken[5:]}")
    if parts.says("quarter") and setting.today is not None and parts.year is None:
        shift = parts.from_here if parts.from_here is not None else -1
        moved = later(setting.today, 0 if parts.says("current") else shift, "Q")
        if moved and not parts.says("ago", "earlier"):
            return _whole(value_of(moved, "Q"))
    if year is None or (setting.doubtful and parts.year is None):
        return Value("DATE", "XXXX-QX" if parts.says("quarter") else None)
    return Value("DATE", f"{year:04}-QX" if parts.says("quarter") else f"{year:04}", days_of(f"{year:04}"))


def _month(parts: TimeParts, setting: Setting) -> Value | None:
    """A month by its name: the nearest that fits the tense where no year is said."""
    if parts.month is None:
        return None
    year, published = parts.year, setting.published
    if year is None and parts.says("year") and parts.from_there is not None and setting.spoken_of:
        year = int(setting.spoken_of[:4]) + parts.from_there if setting.spoken_of[:4].isdecimal() else None
    elif year is None and published is not None:
        year = _year_of_month(parts, setting, published)
    if year is None or (setting.doubtful and parts.year is None and setting.published is None):
        return Value("DATE", f"XXXX-{parts.month:02}")
    return _whole(f"{year:04}-{parts.month:02}", parts.half)


def _year_of_month(parts: TimeParts, setting: Setting, published: date) -> int:
    month = parts.month or 1
    if parts.says("year") and parts.from_here is not None and not setting.doubtful:
        return published.year + parts.from_here
    gone = (published.month - month) % 12
    back = published.year - (month > published.month)
    if setting.doubtful:
        return back
    if parts.says("last"):
        return back - (gone == 0)
    if parts.says("next"):
        return back + 1
    if parts.says("this"):
        return published.year
    if gone == 0:
        return back
    return back + 1 if setting.ahead and 12 - gone <= 10 else back


def _season(parts: TimeParts, setting: Setting) -> Value | None:
    season = next((_SEASONS[word] for word in sorted(parts.words & _SEASONS.keys())), None)
    if season is None or parts.unit not in (None, "Y"):
        return None
    year, today = parts.year, setting.today
    if year is None:
        if today is None:
            return Value("DATE", f"XXXX-{season}")
        starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        year = today.year - (today.month < starts)
        if season == "WI" and today.month <= 2:
            year = today.year - 1
        if parts.says("next") or ((parts.says("this") or setting.ahead) and year < today.year):
            year += 1
        elif parts.says("last") and today.month < starts + 3 and year == today.year:
            year -= 1
    return _whole(f"{year:04}-{season}")


_SEASONS = {"summer": "SU", "winter": "WI", "autumn": "FA", "fall": "FA", "spring": "SP", "springtime": "SP"}


def _decade(parts: TimeParts, setting: Setting) -> Value | None:
    """Decades and centuries as their first figures: "199", "20" for the 21st century's years."""
    if parts.unit == "C" and parts.ordinal is not None:
        return _whole(f"{parts.ordinal - 1:02}", parts.half)
    named = next((word for word in parts.words if word[:-1].isdecimal() and word[-1] == "s"), None)
    tens = next((_DECADES[word] for word in parts.words & _DECADES.keys()), None)
    if named is not None and len(named) == 5:
        return _whole(named[:3], parts.half)
    if named is not None:
        tens = int(named[0])
    if tens is None:
        return None
    published = setting.published
    if published is None:
        return Value("DATE", f"XX{tens}")
    century = published.year // 100 - (tens > published.year % 100 // 10)
    return _whole(f"{century}{tens}", parts.half)


_DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip


def _year(parts: TimeParts, setting: Setting) -> Value | None:
    return None if parts.year is None else _whole(f"{parts.year:04}", parts.half)


def _unit(parts: TimeParts, setting: Setting) -> Value | None:
    """One unit by its place: "last week", "this year", "the following month", "the day before"."""
    unit = parts.unit
    if unit is None or unit in SMALL_UNITS or parts.number is not None:
        return None
    half = parts.half
    if parts.says("ahead", "all", "long") or (unit == "D" and parts.ordinal is not None):
        return None
    if parts.from_there is not None:
        return _unit_spoken_of(parts, setting, unit)
    if parts.from_here is None and not parts.says("the", "year"):
        return None
    if unit == "D" and parts.from_here is None:
        return _day_spoken_of(parts, setting, 0)
    if unit == "D" and parts.from_here == 1 and parts.says("the"):
        return _day_spoken_of(parts, setting, 1)
    today = setting.today
    if today is None:
        latest = setting.published if (parts.from_here or 0) <= 0 and not parts.says("later", "late", "end") else None
        return Value("DATE", _unknown(unit), (None, latest))
    moved = later(today, parts.from_here or 0, unit)
    if moved is None:
        return Value("DATE", None)
    value = value_of(moved, unit)
    if unit == "Y" and parts.says("end"):
        return Value("DATE", value, part_of(days_of(value), "late"))
    read = _whole(value, half)
    if parts.says("earlier") and moved == today:
        return replace(read, days=(days_of(value)[0], today))
    if parts.says("later") and moved == today:
        return replace(read, days=(today, days_of(value)[1]))
    return read


def _unit_spoken_of(parts: TimeParts, setting: Setting, unit: str) -> Value:
    there = days_of(setting.spoken_of)[0] if setting.spoken_of else None
    shift = parts.from_there or 0
    if unit == "D":
        return _day_spoken_of(parts, setting, shift)
    moved = later(there, shift, unit) if there else None
    return _whole(value_of(moved, unit), parts.half) if moved else Value("DATE", _unknown(unit))


def _clock_alone(parts: TimeParts, setting: Setting) -> Value | None:
    """A time of day without its day: of the day spoken of before, else the day of writing."""
    if parts.clock is None:
        return None
    spoken = days_of(setting.spoken_of) if setting.spoken_of else NO_DAYS
    day = spoken[0] if spoken[0] and spoken[0] == spoken[1] else setting.today
    return _timed(parts, day.isoformat() if day else "XXXX-XX-XX")


def _duration(parts: TimeParts, setting: Setting) -> Value | None:
    if parts.unit is None:
        return Value("DURATION", "PXX") if parts.says("time", "while") else None
    return Value("DURATION", _amount(None if parts.many else (parts.number or 1), parts.unit))


def _amount(number: float | None, unit: str) -> str:
    """A length of time: "P5D", "PT1M30S", "PXW" where it is not said how many."""
    if unit == "2W":
        number, unit = None if number is None else 2 * number, "W"
    prefix, letter = ("PT", unit[1]) if unit in SMALL_UNITS else ("P", unit)
    if number is None:
        return f"{prefix}X{letter}"
    if unit in YEARS_IN:
        number, letter = number * YEARS_IN[unit], "Y"
    whole, rest = int(number), number - int(number)
    below = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60)}.get(unit)
    if rest and below and (rest * below[1]).is_integer():
        return f"{prefix}{whole or ''}{letter if whole else ''}{int(rest * below[1])}{below[0]}"
    return f"{prefix}{whole if not rest else round(number, 2)}{letter}"


def _ref(parts: TimeParts, setting: Setting) -> Value | None:
    """Words that only say past, present or future."""
    found = sorted(parts.words & _REFS.keys())
    return Value("DATE", _REFS[found[0]]) if found else None


_REFS = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF", "presently": "PRESENT_REF",
    "nowadays": "PRESENT_REF", "present": "PRESENT_REF", "these": "PRESENT_REF", "moment": "PRESENT_REF",
    "date": "PRESENT_REF", "recently": "PAST_REF", "recent": "PAST_REF", "past": "PAST_REF", "ago": "PAST_REF",
    "soon": "FUTURE_REF", "future": "FUTURE_REF", "term": "FUTURE_REF", "one": "FUTURE_REF",
}  # fmt: skip
