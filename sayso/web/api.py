"""The API: one address a page, each answered by a page's function; errors are JSON too."""

from __future__ import annotations

from litestar import Router, get
from litestar.datastructures import State

from sayso.tell.pages.account import AccountPage, EventPage, NearPage, account_page, event_page, near_page
from sayso.tell.pages.report import ReportPage, report_page
from sayso.tell.pages.why import why_page
from sayso.tell.why import Explanation
from sayso.web.charts import CHARTS
from sayso.web.desk import AtDesk, Desk
from sayso.web.disputes import DISPUTES
from sayso.web.faults import FAULTS
from sayso.web.found import FOUND
from sayso.web.live import changes
from sayso.web.map import MAP
from sayso.web.original import original, picture, pictures
from sayso.web.params import Id, Limit, Name, Place
from sayso.web.review import judgements, queue, say
from sayso.web.timeline import TIMELINE


@get("/account", responses=FAULTS)
async def account(desk: AtDesk) -> AccountPage:
    """The case on one page: what, where and when, its tolls, and its disputes first."""
    return await desk.ask_once(account_page, desk.name)


@get("/events/{event_id:str}", responses=FAULTS)
async def event(desk: AtDesk, event_id: Id, part: Name = None) -> EventPage:
    """One event: its tolls, disputes, parts and reports; `part`: a claim or mention of it, which outlives its id."""
    return await desk.ask(event_page, event_id, part or None)


@get("/events/{event_id:str}/near", responses=FAULTS)
async def near(desk: AtDesk, event_id: Id, part: Name = None, words: Name = None, limit: Limit = 20) -> NearPage:
    """Events that may be one happening with it: by day and place, or told by reports with all these words."""
    return await desk.ask(near_page, event_id, part or None, words or None, limit)


@get("/reports/{report_id:path}", responses=FAULTS)
async def report(desk: AtDesk, report_id: Id, at: Place = 0) -> ReportPage:
    """One report: its text, and what was read where in it; of a very long one the stretch that `at` is in."""
    return await desk.ask(report_page, report_id.removeprefix("/"), at)


@get("/why/{thing_id:str}", responses=FAULTS)
async def why(desk: AtDesk, thing_id: Id) -> Explanation:
    """What stands behind an event, toll, dispute, claim, mention, alleged violation or attribution."""
    return await desk.ask(why_page, thing_id)


def the_desk(state: State) -> Desk:
    """The desk that the application was made with."""
    desk: Desk = state.desk
    return desk


API = Router(
    path="/api",
    route_handlers=[
        *(account, event, near, report, why, original, pictures, picture),
        *FOUND,
        *DISPUTES,
        *CHARTS,
        *TIMELINE,
        *MAP,
        *(queue, judgements, say),
        changes,
    ],
)
