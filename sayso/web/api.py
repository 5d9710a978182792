"""The API: one address a page, each answered by a page's function; errors are JSON too."""

from __future__ import annotations

from typing import Annotated

from litestar import Router, get
from litestar.datastructures import State
from litestar.params import Parameter

from sayso.tell.pages.account import AccountPage, EventPage, account_page, event_page
from sayso.tell.pages.report import ReportPage, report_page
from sayso.tell.pages.why import why_page
from sayso.tell.why import Explanation
from sayso.web.charts import CHARTS
from sayso.web.desk import Desk
from sayso.web.live import changes
from sayso.web.original import original, picture, pictures
from sayso.web.review import judgements, queue, say

Place = Annotated[int, Parameter(ge=0, le=1_000_000_000)]
"""A place in a text."""


@get("/account")
async def account(desk: Desk) -> AccountPage:
    """The case on one page: what, where and when, its tolls, and its disputes first."""
    return await desk.ask(account_page, desk.name)


@get("/events/{event_id:str}")
async def event(desk: Desk, event_id: str) -> EventPage:
    """One event: its tolls, disputes, parts and reports."""
    return await desk.ask(event_page, event_id)


@get("/reports/{report_id:path}")
async def report(desk: Desk, report_id: str, at: Place = 0) -> ReportPage:
    """One report: its text, and what was read where in it; of a very long one the stretch that `at` is in."""
    return await desk.ask(report_page, report_id.removeprefix("/"), at)


@get("/why/{thing_id:str}")
async def why(desk: Desk, thing_id: str) -> Explanation:
    """What stands behind an event, toll, dispute, claim, mention, alleged violation or attribution."""
    return await desk.ask(why_page, thing_id)


def the_desk(state: State) -> Desk:
    """The desk that the application was made with."""
    desk: Desk = state.desk
    return desk


API = Router(
    path="/api",
    route_handlers=[account, event, report, why, original, pictures, picture, queue, judgements, say, *CHARTS, changes],
)
