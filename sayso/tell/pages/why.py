"""Why: what stands behind one thing of a case, by its id."""

from __future__ import annotations

from contextlib import suppress

from sayso.errors import UnknownId
from sayso.nouns.event import Event
from sayso.nouns.view import Window
from sayso.tell.find import Thing
from sayso.tell.pages.sight import Sight
from sayso.tell.why import Explanation, explain_thing

_EVENTS = 50
_EVIDENCE = 50


def why_page(sight: Sight, id_: str) -> Explanation:
    """What stands behind the event, toll, dispute, claim, mention, violation or attribution of this id.

    Raises `UnknownId`.
    """
    thing, events = _found(sight, id_)
    return explain_thing(sight.over(events), sight.judged, thing, limit=_EVIDENCE)


def _found(sight: Sight, id_: str) -> tuple[Thing, tuple[Event, ...]]:
    """The thing, and the events that tell of it."""
    view = sight.view
    with suppress(UnknownId):
        event = view.event(id_)
        return event, (event,)
    with suppress(UnknownId):
        toll = view.toll(id_)
        return toll, (view.event(toll.event),)
    with suppress(UnknownId):
        dispute = view.dispute(id_)
        return dispute, (view.event(dispute.event),)
    return _said(sight, id_), view.events_of_report(view.teller_of(id_), Window(0, _EVENTS))


def _said(sight: Sight, id_: str) -> Thing:
    for ask in (sight.view.claim, sight.view.mention):
        with suppress(UnknownId):
            return ask(id_)
    said = sight.view.said(id_)
    if said is None:
        raise UnknownId(f"nothing in the case has the id {id_!r}")
    return said
