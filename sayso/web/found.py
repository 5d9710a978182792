"""The addresses of lists of reports, and of what they can be chosen by."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter

from sayso.nouns.found import Facet, Wanted
from sayso.nouns.view import Window
from sayso.nouns.what import Effect
from sayso.tell.pages.found import FacetPage, ReportsPage, facet_page, reports_page
from sayso.web.desk import AtDesk
from sayso.web.faults import FAULTS
from sayso.web.params import Limit, Name, Offset

_Sure = Annotated[float, QueryParameter(ge=0, le=1)]

MOST_CLAIMS = 1000
_Claims = Annotated[int, QueryParameter(ge=0, le=MOST_CLAIMS)]


def wanted_of(
    q: Name = None,
    place: Name = None,
    effect: FromQuery[Effect | None] = None,
    first: Annotated[date | None, QueryParameter(name="from")] = None,
    last: Annotated[date | None, QueryParameter(name="to")] = None,
    least: _Sure = 0,
    publisher: Name = None,
    copies: FromQuery[bool] = True,
) -> Wanted:
    """The reports that an address asks for, but for the party, whose names the case knows."""
    return Wanted(
        words=q or None,
        place=place or None,
        effect=effect,
        earliest=first,
        latest=last,
        least=least or None,
        publisher=publisher or None,
        copies=copies,
    )


_WANTED = {"wanted": Provide(wanted_of, sync_to_thread=False)}


@get("/reports", responses=FAULTS, dependencies=_WANTED)
async def reports(
    desk: AtDesk,
    wanted: NamedDependency[Wanted],
    party: Name = None,
    claims: _Claims = 3,
    offset: Offset = 0,
    limit: Limit = 50,
) -> ReportsPage:
    """Reports that have all words, with at most `claims` claims of each that are as asked; the newest first."""
    return await desk.ask(reports_page, wanted, party or None, Window(offset, limit), claims)


@get("/facets/{facet:str}", responses=FAULTS, dependencies=_WANTED)
async def facets(
    desk: AtDesk,
    facet: FromPath[Facet],
    wanted: NamedDependency[Wanted],
    party: Name = None,
    starts: Name = None,
    limit: Limit = 20,
) -> FacetPage:
    """What reports as wanted can be chosen by, that which most have first; `starts`: how a word of it begins."""
    return await desk.ask(facet_page, facet, wanted, party or None, starts, limit)


FOUND = (reports, facets)
