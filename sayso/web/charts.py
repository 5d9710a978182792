"""Who says how many, and when; and who relies on whom."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import FromQuery, QueryParameter

from sayso.nouns.view import Window
from sayso.tell.pages.figures import (
    AsidePage,
    FiguresPage,
    SourcesPage,
    TollsPage,
    aside_page,
    figures_page,
    sources_page,
    tolls_page,
)
from sayso.tell.pages.saysos import About, PairsPage, SaidPage, SaySoPage, pairs_page, said_page, say_so_page
from sayso.web.desk import AtDesk
from sayso.web.faults import FAULTS
from sayso.web.params import Id, Limit, Offset

Name = Annotated[str | None, QueryParameter(max_length=500)]
"""A name, or an id."""


@get("/figures", responses=FAULTS)
async def tolls(desk: AtDesk, effect: Name = None, offset: Offset = 0, limit: Limit = 50) -> TollsPage:
    """The tolls of the case, those of the events that most reports are about first."""
    return await desk.ask(tolls_page, effect, Window(offset, limit))


@get("/figures/{toll_id:str}", responses=FAULTS)
async def figures(desk: AtDesk, toll_id: Id, event: Name = None) -> FiguresPage:
    """Who says how many, and when, for one toll."""
    return await desk.ask(figures_page, toll_id, event)


@get("/figures/{toll_id:str}/aside", responses=FAULTS)
async def aside(desk: AtDesk, toll_id: Id, event: Name = None, offset: Offset = 0, limit: Limit = 50) -> AsidePage:
    """What one toll looked at and did not use, a window at a time."""
    return await desk.ask(aside_page, toll_id, event, Window(offset, limit))


@get("/figures/{toll_id:str}/step", responses=FAULTS)
async def step(
    desk: AtDesk, toll_id: Id, at: Offset = 0, event: Name = None, offset: Offset = 0, limit: Limit = 50
) -> SourcesPage:
    """The claims that give one count of a toll, a window at a time; `at` is the count's place in the series."""
    return await desk.ask(sources_page, toll_id, event, at, Window(offset, limit))


@get("/sayso", responses=FAULTS)
async def say_so(desk: AtDesk, about: FromQuery[About] = "figures", event: Name = None) -> SaySoPage:
    """Who relies on whom in the case, or for what is told of one event."""
    ask = desk.ask if event else desk.ask_once
    return await ask(say_so_page, about, event)


@get("/sayso/pairs", responses=FAULTS)
async def pairs(
    desk: AtDesk, about: FromQuery[About] = "figures", event: Name = None, offset: Offset = 0, limit: Limit = 50
) -> PairsPage:
    """All who rely on others, the heaviest first, a window at a time."""
    return await desk.ask(pairs_page, about, event, Window(offset, limit))


@get("/sayso/said", responses=FAULTS)
async def said(
    desk: AtDesk,
    about: FromQuery[About] = "figures",
    event: Name = None,
    source: Name = None,
    target: Name = None,
    offset: Offset = 0,
    limit: Limit = 20,
) -> SaidPage:
    """What is said by way of a pair, or of one of it; of one that stands for both, whichever way."""
    return await desk.ask(said_page, about, event, source, target, Window(offset, limit))


CHARTS = (tolls, figures, aside, step, say_so, pairs, said)
