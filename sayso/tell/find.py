"""What an id means: the whole id, or a beginning that nothing else in the case begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec import Struct

from sayso.errors import UnknownId, WrongUse
from sayso.nouns.claim import Claim
from sayso.nouns.event import Dispute, Event, Record, Toll
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution
from sayso.nouns.view import View
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.tell.harmless import on_one_line, shortened

Thing = Event | Toll | Dispute | Claim | EventMention | Attribution | Violation | Report
T = TypeVar("T")

KINDS: dict[type[Struct], str] = {
    Event: "event",
    Toll: "toll",
    Dispute: "dispute",
    Claim: "claim",
    EventMention: "event mention",
    Attribution: "attribution",
    Violation: "alleged violation",
    Report: "report",
}
"""What each kind of thing is called."""

_MOST_TOLD = 8


def find_thing(view: View, record: Record, id_: str) -> Thing:
    """The one thing whose id is `id_` or begins so.

    Raises `UnknownId` where there is none, and `WrongUse`, naming the candidates, where there are several.
    """
    if not id_.strip():
        raise WrongUse("an empty id names nothing; ids stand beside everything that `sayso show CASE` prints")
    found = _whole(view, record, id_)
    id_ = id_.strip().removesuffix("…")  # as it comes along when an id is copied
    if found is not None:
        return found
    candidates: dict[tuple[str, str], Thing] = {}
    for thing in _everything(view, record):
        if thing.id.startswith(id_):
            candidates.setdefault((KINDS[type(thing)], thing.id), thing)
            if len(candidates) > _MOST_TOLD:
                break
    if not candidates:
        raise UnknownId(
            f"nothing in the case has an id that begins with {shortened(id_, 60)!r}; "
            "`sayso show CASE` prints the ids beside the things"
        )
    if len(candidates) > 1:
        raise WrongUse(_ambiguous(id_, list(candidates)))
    return next(iter(candidates.values()))


def _ambiguous(id_: str, candidates: list[tuple[str, str]]) -> str:
    told = ", ".join(f"{kind} {on_one_line(full)}" for kind, full in candidates[:_MOST_TOLD])
    more = " and more" if len(candidates) > _MOST_TOLD else ""
    return f"{shortened(id_, 60)!r} is the beginning of several ids: {told}{more}; give more of it"


def _whole(view: View, record: Record, id_: str) -> Thing | None:
    for thing in _recorded(record):
        if thing.id == id_:
            return thing
    asked: tuple[Callable[[str], Thing], ...] = (view.claim, view.mention, view.report)
    for ask in asked:
        found = _if_known(ask, id_)
        if found is not None:
            return found
    return None


def _if_known(ask: Callable[[str], T], id_: str) -> T | None:
    try:
        return ask(id_)
    except UnknownId:
        return None


def _recorded(record: Record) -> Iterator[Event | Toll | Dispute]:
    for event in record.events:
        yield event
        yield from event.tolls
        yield from event.disputes


def _everything(view: View, record: Record) -> Iterator[Thing]:
    yield from _recorded(record)
    yield from view.claims(wrong=True)
    yield from view.mentions()
    yield from view.violations()
    yield from view.attributions()
    yield from view.reports()
