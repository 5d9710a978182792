"""What an event is made of, by ids."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.nouns.event import Event


def claims_in(event: Event) -> Iterator[str]:
    """The claims of its tolls, also those that are set aside; one may come twice."""
    for toll in event.tolls:
        yield from toll.claims
        yield from (aside.claim for aside in toll.set_aside)
        yield from (claim for step in toll.series for claim in step.claims)


def has_part(event: Event, part: str) -> bool:
    """Whether a claim, a mention or an alleged violation is of the event."""
    return part in event.mentions or part in claims_in(event)
