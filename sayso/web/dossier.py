"""The dossier: the pages of a case with all their answers in one file, which needs no network and no server.

Its answers are those of the API, asked in this process, so that it shows what the browser shows.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator, Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from msgspec import Struct

from sayso.errors import SaysoError
from sayso.nouns.view import Window, Windowed
from sayso.tell.account import account_of
from sayso.tell.masks import Masks
from sayso.tell.recorded import record_of
from sayso.tell.static_html import static_body_of
from sayso.web.app import BUILT, bare_application
from sayso.web.desk import Desk

_WINDOW = 200
_LISTS = ("/account", "/judgements?limit=200&offset=0")
"""Addresses of pages that are there once."""


class Dossier(Struct, frozen=True, kw_only=True):
    """A dossier and what was left out of it."""

    html: str
    masked: int
    """Names that are masked."""


def dossier_of(case: Path, *, names: bool) -> Dossier:
    """The dossier of a case; private persons are masked unless `names`.

    Raises `CaseUnusable` and its children.
    """
    with Desk(case) as desk:
        answers, body, masks = asyncio.run(_gathered(desk, names=names))
    title = str(answers["/account"]["title"] or answers["/account"]["name"])
    return Dossier(html=_page(title, answers, body), masked=len(masks.names) if masks else 0)


async def _gathered(desk: Desk, *, names: bool) -> tuple[dict[str, Any], str, Masks | None]:
    masks = None if names else await desk.ask(lambda sight: Masks(sight.view.readings()))
    body = await desk.ask(lambda sight: static_body_of(account_of(sight.view, record_of(sight.view))))
    answers = {address: answer async for address, answer in _answers(desk)}
    if masks:
        answers = {address: masks.value(answer) for address, answer in answers.items()}
        body = masks.words(body)
    return answers, body, masks


async def _answers(desk: Desk) -> AsyncIterator[tuple[str, Any]]:
    """Every answer that the pages can ask for, by its address."""
    transport = httpx.ASGITransport(app=bare_application(desk))  # type: ignore[arg-type]  # the same calls, typed apart
    addresses = await desk.ask(lambda sight: tuple(_addresses(sight.view)))
    async with httpx.AsyncClient(transport=transport, base_url="http://dossier") as asking:
        for address in addresses:
            answer = await asking.get(f"/api{address}")
            if answer.is_error:
                raise SaysoError(f"the dossier could not be made: {address} answers {answer.status_code}")
            yield address, answer.json()


def _addresses(view: Windowed) -> Iterator[str]:
    yield from _LISTS
    for report in view.reports():
        yield f"/reports/{quote(report.id, safe='')}"
    offset = 0
    while events := view.prominent_events(Window(offset, _WINDOW)):
        for event in events:
            yield f"/events/{event.id}"
        offset += _WINDOW


def _page(title: str, answers: dict[str, Any], body: str) -> str:
    script = (BUILT / "app.js").read_text("utf-8").replace("</script", "<\\/script")
    style = (BUILT / "app.css").read_text("utf-8").replace("</style", "<\\/style")
    held = json.dumps({"answers": answers}, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    ours = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{ours}'; style-src 'unsafe-inline'; img-src data: blob:;"
        " base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n<body>\n'
        f'<div id="app"></div>\n<noscript>\n<main>{body}</main>\n</noscript>\n'
        f'<script type="application/json" id="dossier">{held}</script>\n'
        f'<script type="module">{script}</script>\n</body>\n</html>\n'
    )
