"""When: a day, or a range of days, with the words it was read from."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sayso.nouns.span import Span

TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]


class When(Span, frozen=True, kw_only=True):
    """A time expression (TIMEX3, ISO-TimeML) with the days that it can mean."""

    type: TimeKind
    value: str | None
    """TIMEX3 value: "2022-01-06", "2013-W11", "P5D", "PAST_REF"; "XXXX-WXX-1" where a weekday could be several."""
    earliest: date | None
    latest: date | None
