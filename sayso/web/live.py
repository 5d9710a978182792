"""What changed: everybody who has the case open is told at once, whoever changed it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from litestar import get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from sayso.web.desk import AtDesk, Desk

_SECONDS = 0.5
_BREATHS = 30
"""Looks after which a word is sent all the same, so that a connection that is gone is noticed."""


@get("/changes", include_in_schema=False)
async def changes(desk: AtDesk) -> ServerSentEvent:
    """A stream of `edition` events: one at once, and one whenever the case has changed."""
    return ServerSentEvent(_editions(desk))


async def _editions(desk: Desk) -> AsyncIterator[ServerSentEventMessage]:
    told, silent = "", 0
    while not desk.ending:
        edition = await desk.ready()
        silent += 1
        if edition != told:
            yield ServerSentEventMessage(event="edition", data=edition)
            told, silent = edition, 0
        elif silent == _BREATHS:
            yield ServerSentEventMessage(comment="still here")
            silent = 0
        await asyncio.sleep(_SECONDS)
