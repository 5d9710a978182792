"""What a time expression is read against, and what comes of the reading."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from sayso.interpret.calendar import NO_DAYS, Days, days_of, part_of
from sayso.interpret.time_parts import TimeParts
from sayso.nouns.when import TimeKind

QUARTER_LASTS = 2
"""For so many times after it, a quarter that the text named is the one that "a year earlier" looks back from."""


class Value(Struct, frozen=True):
    """A value on its way to a `When`."""

    type: TimeKind
    value: str | None
    days: Days = NO_DAYS


class Setting(Struct, frozen=True, kw_only=True):
    """The day of publication, what the text has spoken of so far, and what the words beside the expression tell."""

    published: date | None
    doubtful: bool
    """Whether the day of publication is unknown or only the latest day on which the text can have been written."""
    not_before: date | None
    """A day that the text itself tells of: it was written on this day or later."""
    spoken_of: str | None = None
    """Value of the last time before this one that names a day, month, quarter or year."""
    quarter: str | None = None
    """The quarter that the text reports on: the last one named, other than to compare with."""
    since_quarter: int = QUARTER_LASTS
    """How many times were named since that quarter."""
    ahead: bool | None = None
    """Whether the words around say that it lies ahead (True) or behind (False)."""
    rate: bool = False
    """Whether the words before make "a day" mean every day."""
    ended: bool = False
    """Whether the words after make "the year" a length of time."""

    @property
    def today(self) -> date | None:
        """The day of writing, where it is known."""
        return None if self.doubtful else self.published

    @property
    def day_spoken_of(self) -> date | None:
        """The day spoken of before, where it was a single day."""
        first, last = days_of(self.spoken_of) if self.spoken_of else NO_DAYS
        return first if first == last else None

    @property
    def compared(self) -> str | None:
        """The quarter that a comparison looks back from, while it is fresh."""
        return self.quarter if self.since_quarter < QUARTER_LASTS else None

    def after(self, read: Value, parts: TimeParts) -> Setting:
        """The setting of the next expression."""
        if read.type not in ("DATE", "TIME") or read.value is None or not read.value[0].isdecimal():
            return self
        compares = parts.says("ago", "earlier")
        is_quarter = "-Q" in read.value and "X" not in read.value
        names_quarter = is_quarter and not compares
        return replace(
            self,
            spoken_of=self.spoken_of if is_quarter and compares else read.value,
            quarter=read.value if names_quarter else self.quarter,
            since_quarter=0 if names_quarter else self.since_quarter + (not compares),
        )


def whole(value: str, half: str | None = None) -> Value:
    """A date by its value; of a half of it ("early", "mid", "late"), the days are fewer."""
    days = days_of(value)
    return Value("DATE", value, part_of(days, half) if half else days)


def timed(parts: TimeParts, value: str) -> Value:
    """A day, with the time of day where the words say one."""
    time = parts.clock or (f"T{parts.day_part}" if parts.day_part else "")
    return Value("TIME" if time else "DATE", value + time, days_of(value))
