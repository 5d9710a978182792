"""The disputes of a case: both sides with their words, and what would settle them."""

from __future__ import annotations

from msgspec import Struct

from sayso.nouns.event import Dispute, Event
from sayso.nouns.view import Window
from sayso.tell import wording
from sayso.tell.disputed import MOST_WORDS, Disputed, disputed
from sayso.tell.pages.sight import Sight


class DisputeCount(Struct, frozen=True, kw_only=True):
    """How many disputes there are of a kind."""

    about: str
    effect: str | None
    told: str
    disputes: int


class DisputesPage(Struct, frozen=True, kw_only=True):
    """A window of the disputes, those of the most prominent events first."""

    edition: str
    total: int
    counts: tuple[DisputeCount, ...]
    """Of all disputes of the case, whatever is chosen."""
    disputes: tuple[Disputed, ...]


def disputes_page(sight: Sight, about: str | None, effect: str | None, window: Window) -> DisputesPage:
    """Disputes about something, of an effect; all where both are None."""
    found, total = sight.view.disputes(about, effect, window)
    counts = (
        DisputeCount(about=kind, effect=of, told=wording.plain(kind), disputes=count)
        for kind, of, count in sight.view.dispute_counts()
    )
    return DisputesPage(
        edition=sight.edition,
        total=total,
        counts=tuple(counts),
        disputes=tuple(_shown(sight, event, _of(event, id_)) for event, id_ in found),
    )


def dispute_page(sight: Sight, dispute_id: str) -> Disputed:
    """One dispute; raises `UnknownId`."""
    dispute = sight.view.dispute(dispute_id)
    return _shown(sight, sight.view.event(dispute.event), dispute)


def _of(event: Event, dispute_id: str) -> Dispute:
    return next(one for one in event.disputes if one.id == dispute_id)


def _shown(sight: Sight, event: Event, dispute: Dispute) -> Disputed:
    lookup = sight.over((event,))
    lookup.look_for(id_ for side in dispute.sides for id_ in side.mentions[:MOST_WORDS])
    return disputed(lookup, event, dispute)
