"""What had been said by a day: the record as it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from sayso.nouns.claim import Claim
from sayso.nouns.reading import Reading


def readings_as_of(readings: Iterable[Reading], day: date | None) -> Iterator[Reading]:
    """The readings as they were on `day`; all of them where it is None.

    A report counts from the day of its publication. One without a date counts only for those claims that give their own
    day (`as_of`, or when they were said), since nothing else shows that it had been written by then.
    """
    for reading in readings:
        published = reading.report.published_on
        if day is None:
            yield reading
        elif published is None:
            claims = tuple(claim for claim in reading.claims if (said := said_on(claim)) and said <= day)
            if claims:
                yield msgspec.structs.replace(reading, claims=claims, attributions=(), events=(), violations=())
        elif published <= day:
            claims = tuple(claim for claim in reading.claims if (said_on(claim) or day) <= day)
            yield msgspec.structs.replace(reading, claims=claims)


def said_on(claim: Claim) -> date | None:
    """The day up to which the claim counts, else the last day on which it can have been said; None unknown."""
    if claim.as_of:
        return claim.as_of
    return claim.said.latest if claim.said else None
