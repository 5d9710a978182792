"""What had been said by a day: the record as it stood."""

from __future__ import annotations

from datetime import date

import msgspec

from sayso.nouns.claim import Claim
from sayso.nouns.reading import Reading


def reading_as_of(reading: Reading, day: date | None) -> Reading | None:
    """A reading as it was on `day`, None where it was not; as it is where no day is given.

    A report counts from the day of its publication. One without a date counts only for those claims that give their own
    day (`as_of`, or when they were said), since nothing else shows that it had been written by then.
    """
    if day is None:
        return reading
    published = reading.report.published_on
    if published is None:
        claims = tuple(claim for claim in reading.claims if (said := said_on(claim)) and said <= day)
        bare = msgspec.structs.replace(reading, claims=claims, attributions=(), events=(), violations=())
        return bare if claims else None
    if published > day:
        return None
    return msgspec.structs.replace(
        reading, claims=tuple(claim for claim in reading.claims if (said_on(claim) or day) <= day)
    )


def said_on(claim: Claim) -> date | None:
    """The day up to which the claim counts, else the last day on which it can have been said; None unknown."""
    if claim.as_of:
        return claim.as_of
    return claim.said.latest if claim.said else None
