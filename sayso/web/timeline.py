"""What happened by day, for the timeline: a window of its entries, and how many there are."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from litestar import get
from litestar.params import FromQuery, QueryParameter

from sayso.nouns.event import Days
from sayso.nouns.listed import Sought, What
from sayso.nouns.view import Window
from sayso.nouns.what import Effect
from sayso.tell.pages.days import ChoicesPage, OverviewPage, TimelinePage, choices_page, overview_page, timeline_page
from sayso.web.desk import AtDesk
from sayso.web.faults import FAULTS
from sayso.web.params import Limit, Name, Offset

_From = Annotated[date | None, QueryParameter(name="from")]
_To = Annotated[date | None, QueryParameter(name="to")]


@get("/timeline", responses=FAULTS)
async def timeline(
    desk: AtDesk,
    what: FromQuery[What | None] = None,
    kind: Name = None,
    effect: FromQuery[Effect | None] = None,
    place: Name = None,
    first: _From = None,
    last: _To = None,
    dated: FromQuery[bool | None] = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> TimelinePage:
    """A window of the timeline: events, statements and alleged violations by day, those of no known day last."""
    days = Days(earliest=first, latest=last) if first or last else None
    sought = Sought(what=what, kind=kind, effect=effect, place=place, days=days)
    return await desk.ask(timeline_page, Window(offset, limit), sought, dated=dated)


@get("/timeline/overview", responses=FAULTS)
async def overview(
    desk: AtDesk,
    what: FromQuery[What | None] = None,
    kind: Name = None,
    effect: FromQuery[Effect | None] = None,
    place: Name = None,
) -> OverviewPage:
    """How many entries the timeline has, by days or longer."""
    return await desk.ask_once(overview_page, Sought(what=what, kind=kind, effect=effect, place=place))


@get("/timeline/choices", responses=FAULTS)
async def choices(desk: AtDesk) -> ChoicesPage:
    """What the entries of the timeline may be chosen by, with how many there are."""
    return await desk.ask_once(choices_page)


TIMELINE = (timeline, overview, choices)
