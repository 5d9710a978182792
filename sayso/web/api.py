"""The API: one address a page, each answered by a page's function; errors are JSON too."""

from __future__ import annotations

from litestar import Router, get
from litestar.datastructures import State

from sayso.tell.pages.account import AccountPage, EventPage, account_page, event_page
from sayso.tell.pages.report import ReportPage, report_page
from sayso.web.desk import Desk
from sayso.web.live import changes
from sayso.web.review import judgements, queue, say


@get("/account")
async def account(desk: Desk) -> AccountPage:
    """The case on one page: what, where and when, its tolls, and its disputes first."""
    return await desk.ask(account_page, desk.name)


@get("/events/{event_id:str}")
async def event(desk: Desk, event_id: str) -> EventPage:
    """One event: its tolls, disputes, parts and reports."""
    return await desk.ask(event_page, event_id)


@get("/reports/{report_id:str}")
async def report(desk: Desk, report_id: str) -> ReportPage:
    """One report: its text, and what was read where in it."""
    return await desk.ask(report_page, report_id)


def the_desk(state: State) -> Desk:
    """The desk that the application was made with."""
    desk: Desk = state.desk
    return desk


API = Router(path="/api", route_handlers=[account, event, report, queue, judgements, say, changes])
