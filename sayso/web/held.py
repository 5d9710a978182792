"""The answers that a dossier holds: of each page of the case what the API answers, and of each long list all of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import quote

import httpx

from sayso.errors import SaysoError
from sayso.nouns.view import Window, Windowed
from sayso.tell.pages.sight import Sight
from sayso.web.app import bare_application
from sayso.web.desk import Desk

_WINDOW = 200

ONCE = ("/account", "/timeline/overview", "/timeline/choices")
"""Pages that there is one of."""

LISTS = {"/timeline": "entries", "/figures": "tolls", "/judgements": "rows"}
"""Long lists, and where in an answer their rows are: a dossier holds them whole, and its pages choose from them."""


async def answers_of(desk: Desk) -> dict[str, Any]:
    """Every answer that the pages ask for, by the address without what narrows a list."""
    transport = httpx.ASGITransport(app=bare_application(desk))  # type: ignore[arg-type]  # the same calls, typed apart
    ones = await desk.ask(_ones)
    async with httpx.AsyncClient(transport=transport, base_url="http://dossier") as asking:
        answers = {address: await _answer(asking, address) for address in (*ONCE, *ones)}
        for path, rows in LISTS.items():
            answers[path] = await _whole(asking, path, rows)
    return answers


def _ones(sight: Sight) -> tuple[str, ...]:
    return tuple(_addresses(sight.view))


def _addresses(view: Windowed) -> Iterator[str]:
    """Of each report, event and toll its page."""
    for report in view.reports():
        yield f"/reports/{quote(report.id, safe='')}"
    offset = 0
    while events := view.prominent_events(Window(offset, _WINDOW)):
        for event in events:
            yield f"/events/{event.id}"
            for toll in event.tolls:
                yield f"/figures/{toll.id}"
        offset += _WINDOW


async def _whole(asking: httpx.AsyncClient, path: str, rows: str) -> Any:
    """A list from its first window to its last."""
    whole = await _answer(asking, f"{path}?limit={_WINDOW}")
    async for window in _further(asking, path, rows, whole):
        whole[rows] += window
    return whole


async def _further(asking: httpx.AsyncClient, path: str, rows: str, first: Any) -> AsyncIterator[list[Any]]:
    for offset in range(_WINDOW, int(first["total"]), _WINDOW):
        yield (await _answer(asking, f"{path}?limit={_WINDOW}&offset={offset}"))[rows]


async def _answer(asking: httpx.AsyncClient, address: str) -> Any:
    answer = await asking.get(f"/api{address}")
    if answer.is_error:
        raise SaysoError(f"the dossier could not be made: {address} answers {answer.status_code}")
    return answer.json()
