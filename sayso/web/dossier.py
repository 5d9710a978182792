"""The dossier: the pages of a case with all their answers in one file, which needs no network and no server.

Its answers are those of the API, asked in this process, so that it shows what the browser shows.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sayso.tell.account import account_of
from sayso.tell.folders import file_name, without_folders
from sayso.tell.masking.masks import Masks
from sayso.tell.masking.private import Names, names_of
from sayso.tell.pages.sight import Sight
from sayso.tell.recorded import record_of
from sayso.tell.static_html import static_body_of
from sayso.tell.wording import plural
from sayso.web.app import BUILT
from sayso.web.desk import Desk
from sayso.web.held import UNDERLAY, answers_of
from sayso.workers import Told, cores

_MOST_PLAIN = 4_000_000
"""Characters of what a dossier holds that stand in it as they are; more is packed, to a tenth or so."""


def _silent(_step: str, _done: int, _total: int | None) -> None:
    """Nobody listens."""


class Dossier(Struct, frozen=True, kw_only=True):
    """A dossier and what was left out of it."""

    html: str
    names: Names | None
    """Whom the case names; None where all names were left readable."""


def dossier_of(case: Path, *, names: bool, rulings: Mapping[str, bool] | None = None, told: Told = _silent) -> Dossier:
    """The dossier of a case; private persons are masked unless `names`.

    `rulings`: what somebody said of a name, true that it is masked; `told` hears how far it is: of which step how many
    of how many are done.

    Raises `CaseUnusable` and its children.
    """
    with Desk(case) as desk:
        answers, body, found = asyncio.run(_gathered(desk, rulings or {}, told, names=names))
    title = str(answers["/account"]["title"] or answers["/account"]["name"])
    return Dossier(html=_page(title, answers, body, _told_of_names(found)), names=found)


async def _gathered(
    desk: Desk, rulings: Mapping[str, bool], told: Told, *, names: bool
) -> tuple[dict[str, Any], str, Names | None]:
    found = None if names else await desk.ask(lambda sight: _names(sight, rulings, told))
    body = await desk.ask(_body)
    answers = without_folders(await answers_of(desk, told))
    masks = Masks(found) if found else None
    if masks:
        answers = {
            address: answer if address == UNDERLAY else masks.value(answer) for address, answer in answers.items()
        }
        body = masks.words(body)
    return answers, body, found


def _names(sight: Sight, rulings: Mapping[str, bool], told: Told) -> Names:
    return names_of(sight.view.readings(), rulings, workers=cores(), told=told)


def _body(sight: Sight) -> str:
    """The account without script."""
    account = account_of(sight.view, record_of(sight.view))
    reports = tuple(replace(one, path=one.path and file_name(one.path)) for one in account.reports)
    return static_body_of(replace(account, reports=reports))


def _told_of_names(found: Names | None) -> str:
    """What whoever has the dossier at hand is to know of the names in it, on every page of it and on paper."""
    if found is None:
        return (
            "No names are masked in this dossier: private persons can be read in it by name. Think of them before you"
            " hand it on."
        )
    unread = ""
    if found.unread:
        unread = f" Nobody looked for names in {plural(found.unread, 'report')} of other languages than English."
    are = "is" if found.masked == 1 else "are"
    return (
        f"{plural(found.masked, 'name')} of private persons {are} masked (█) in this dossier, by rules that miss some."
        f"{unread} Look it through before you hand it on."
    )


def _page(title: str, answers: dict[str, Any], body: str, of_names: str) -> str:
    script = (BUILT / "app.js").read_text("utf-8").replace("</script", "<\\/script")
    style = (BUILT / "app.css").read_text("utf-8").replace("</style", "<\\/style")
    held = json.dumps({"answers": answers, "names": of_names}, ensure_ascii=False, separators=(",", ":")).replace(
        "<", "\\u003c"
    )
    packed = ""
    if len(held) > _MOST_PLAIN:
        held = base64.b64encode(gzip.compress(held.encode(), mtime=0)).decode()
        packed = " data-packed"
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
        f'<div id="app"></div>\n<noscript>\n<main>{body}\n<p>{escape(of_names)}</p></main>\n</noscript>\n'
        f'<script type="application/json" id="dossier"{packed}>{held}</script>\n'
        f'<script type="module">{script}</script>\n</body>\n</html>\n'
    )
