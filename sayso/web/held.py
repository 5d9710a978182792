"""The answers that a dossier holds: of each page of the case what the API answers, and of each long list all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx

from sayso.errors import SaysoError
from sayso.nouns.view import Window, Windowed
from sayso.tell.pages.sight import Sight
from sayso.web.app import bare_application
from sayso.web.desk import Desk
from sayso.web.found import MOST_CLAIMS
from sayso.workers import Told

_WINDOW = 200

UNDERLAY = "/map/base"
"""What lies under the map: of no case."""

ONCE = ("/account", "/timeline/overview", "/timeline/choices", "/map", UNDERLAY, "/sayso")
"""Pages that there is one of."""

LISTS = {
    "/timeline": "entries",
    "/figures": "tolls",
    f"/reports?claims={MOST_CLAIMS}": "reports",
    "/judgements": "rows",
    "/disputes": "disputes",
}
"""Long lists, and where in an answer their rows are: a dossier holds them whole, and its pages choose from them."""


async def answers_of(desk: Desk, told: Told) -> dict[str, Any]:
    """Every answer that the pages ask for, by the address without what narrows a list; `told` hears how far it is."""
    transport = httpx.ASGITransport(app=bare_application(desk))  # type: ignore[arg-type]  # the same calls, typed apart
    ones = await desk.ask(_ones)
    async with httpx.AsyncClient(transport=transport, base_url="http://dossier") as asking:
        answers = {}
        for nth, address in enumerate((*ONCE, *ones)):
            told("page", nth, len(ONCE) + len(ones))
            answers[address] = await _answer(asking, address)
        for address, rows in LISTS.items():
            answers[address.partition("?")[0]] = await _whole(asking, address, rows)
        for dispute in answers["/disputes"]["disputes"]:
            if dispute["more_sides"]:
                address = f"/disputes/{dispute['id']}/sides"
                answers[address] = await _whole(asking, address, "sides")
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
            if event.tolls:
                yield f"/sayso?event={event.id}"
            for toll in event.tolls:
                yield f"/figures/{toll.id}"
        offset += _WINDOW


async def _whole(asking: httpx.AsyncClient, address: str, rows: str) -> Any:
    """A list from its first window to its last."""
    window = f"{address}{'&' if '?' in address else '?'}limit={_WINDOW}"
    whole = await _answer(asking, window)
    for offset in range(_WINDOW, int(whole["total"]), _WINDOW):
        whole[rows] += (await _answer(asking, f"{window}&offset={offset}"))[rows]
    return whole


async def _answer(asking: httpx.AsyncClient, address: str) -> Any:
    answer = await asking.get(f"/api{address}")
    if answer.is_error:
        raise SaysoError(f"the dossier could not be made: {address} answers {answer.status_code}")
    return answer.json()
