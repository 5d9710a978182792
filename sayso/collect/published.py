"""Days of publication: only dates that can be."""

from __future__ import annotations

import re
from datetime import date, datetime

EARLIEST_YEAR = 1500
LATEST_YEAR = 2200
"""Outside these years a date of publication is a slip. Fixed bounds and not today: a step has no clock."""

_BEGINS_WITH_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])")


def read_published(words: str) -> str | None:
    """An ISO 8601 date or date-time as given, or None where it is none or cannot be.

    >>> read_published("2022-01-21T23:34:00Z")
    '2022-01-21T23:34:00Z'
    >>> read_published("2022-02-31"), read_published("0000-00-00"), read_published("soon")
    (None, None, None)
    """
    words = words.strip()
    if not _BEGINS_WITH_DAY.match(words):
        return None
    try:
        day = date.fromisoformat(words[:10])
        if len(words) > len("YYYY-MM-DD"):
            datetime.fromisoformat(words)
    except ValueError:
        return None
    return words if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None
