"""Where it happened, for the map: the places, and what lies under them."""

from __future__ import annotations

import asyncio
from typing import Annotated

from litestar import get
from litestar.params import FromQuery, QueryParameter

from sayso.nouns.what import Effect
from sayso.tell.pages.places import Box, MapPage, home_of, map_page
from sayso.web.base_map import BaseMapPage, base_map
from sayso.web.desk import AtDesk
from sayso.web.faults import FAULTS

_Longitude = Annotated[float | None, QueryParameter(ge=-180, le=180)]
_Latitude = Annotated[float | None, QueryParameter(ge=-90, le=90)]


@get("/map", responses=FAULTS)
async def places(desk: AtDesk, effect: FromQuery[Effect | None] = None, events: FromQuery[bool] = False) -> MapPage:
    """The places of the case by the figures of an effect, or by their events."""
    return await desk.ask_once(map_page, effect, by_events=events)


@get("/map/base", responses=FAULTS)
async def base(
    desk: AtDesk,
    west: _Longitude = None,
    south: _Latitude = None,
    east: _Longitude = None,
    north: _Latitude = None,
) -> BaseMapPage:
    """What lies under a part of the map; where none is given, under the part where the case is."""
    if west is None or south is None or east is None or north is None:
        box = await desk.ask_once(home_of)
    else:
        box = Box(west=west, south=south, east=east, north=north)
    return await asyncio.to_thread(base_map, box)


MAP = (places, base)
