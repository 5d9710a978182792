"""What happened by day, for the timeline: a window of its entries, and how many there are."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from litestar import get
from litestar.params import Parameter

from sayso.nouns.event import Days
from sayso.nouns.listed import Sought, What
from sayso.nouns.view import Window
from sayso.nouns.what import Effect
from sayso.tell.pages.days import ChoicesPage, OverviewPage, TimelinePage, choices_page, overview_page, timeline_page
from sayso.web.desk import Desk
from sayso.web.review import Limit, Offset

_Code = Annotated[str, Parameter(max_length=40)]
_Name = Annotated[str, Parameter(max_length=200)]
_From = Annotated[date | None, Parameter(query="from")]
_To = Annotated[date | None, Parameter(query="to")]


@get("/timeline")
async def timeline(
    desk: Desk,
    what: What | None = None,
    kind: _Code | None = None,
    effect: Effect | None = None,
    place: _Name | None = None,
    first: _From = None,
    last: _To = None,
    dated: bool | None = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> TimelinePage:
    """A window of the timeline: events, statements and alleged violations by day, those of no known day last."""
    days = Days(earliest=first, latest=last) if first or last else None
    sought = Sought(what=what, kind=kind, effect=effect, place=place, days=days)
    return await desk.ask(timeline_page, Window(offset, limit), sought, dated=dated)


@get("/timeline/overview")
async def overview(
    desk: Desk,
    what: What | None = None,
    kind: _Code | None = None,
    effect: Effect | None = None,
    place: _Name | None = None,
) -> OverviewPage:
    """How many entries the timeline has, by days or longer."""
    return await desk.ask(overview_page, Sought(what=what, kind=kind, effect=effect, place=place))


@get("/timeline/choices")
async def choices(desk: Desk) -> ChoicesPage:
    """What the entries of the timeline may be chosen by, with how many there are."""
    return await desk.ask(choices_page)


TIMELINE = (timeline, overview, choices)
