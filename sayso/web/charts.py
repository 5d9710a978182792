"""Who says how many, and when; and who relies on whom."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import Parameter

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
from sayso.web.desk import Desk

Offset = Annotated[int, Parameter(ge=0, le=1_000_000_000)]
Limit = Annotated[int, Parameter(ge=1, le=200)]
Name = Annotated[str | None, Parameter(max_length=200)]


@get("/figures")
async def tolls(desk: Desk, effect: Name = None, offset: Offset = 0, limit: Limit = 50) -> TollsPage:
    """The tolls of the case, those of the events that most reports are about first."""
    return await desk.ask(tolls_page, effect, Window(offset, limit))


@get("/figures/{toll_id:str}")
async def figures(desk: Desk, toll_id: str, event: Name = None) -> FiguresPage:
    """Who says how many, and when, for one toll."""
    return await desk.ask(figures_page, toll_id, event)


@get("/figures/{toll_id:str}/aside")
async def aside(desk: Desk, toll_id: str, event: Name = None, offset: Offset = 0, limit: Limit = 50) -> AsidePage:
    """What one toll looked at and did not use, a window at a time."""
    return await desk.ask(aside_page, toll_id, event, Window(offset, limit))


@get("/figures/{toll_id:str}/steps/{at:int}")
async def step(
    desk: Desk, toll_id: str, at: int, event: Name = None, offset: Offset = 0, limit: Limit = 50
) -> SourcesPage:
    """The claims that give one count of a toll, a window at a time."""
    return await desk.ask(sources_page, toll_id, event, at, Window(offset, limit))


CHARTS = (tolls, figures, aside, step)
