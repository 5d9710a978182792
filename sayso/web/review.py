"""Judging in the browser: what to look at, what was said, and a person's word written down."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, get, post
from litestar.background_tasks import BackgroundTask
from litestar.params import JSONBody
from litestar.response import Response
from msgspec import Meta, Struct

from sayso.judging.judge import judge
from sayso.judging.live import LiveCase
from sayso.nouns.judgement import Verdict
from sayso.tell.pages.queue import JudgementsPage, QueuePage, judgements_page, queue_page
from sayso.web.access import Visitor
from sayso.web.desk import AtDesk
from sayso.web.faults import FAULTS
from sayso.web.params import Limit, Offset


class Said(Struct, frozen=True, kw_only=True):
    """A person's word, as `sayso judge` takes it."""

    verdict: Verdict
    ids: Annotated[list[str], Meta(min_length=1, max_length=50)]
    because: Annotated[str, Meta(min_length=1, max_length=10_000)]
    by: Annotated[str, Meta(max_length=200)] | None = None
    """Who says so; where people log in, it is who they logged in as."""
    values: dict[str, str | int | None] | None = None
    """Of an edit: `{"low": 20, "place": "Almaty, city"}`."""


class Written(Struct, frozen=True, kw_only=True):
    """What became of a person's word."""

    judgement: str
    """Its id, by which it can be undone."""
    by: str
    at: str


@get("/queue", responses=FAULTS)
async def queue(desk: AtDesk, limit: Limit = 20) -> QueuePage:
    """What is worth a person's look: the claims first that would move a toll most if they were misread."""
    return await desk.ask(queue_page, limit)


@get("/judgements", responses=FAULTS)
async def judgements(desk: AtDesk, offset: Offset = 0, limit: Limit = 50) -> JudgementsPage:
    """What people judged, the newest first."""
    return await desk.ask(judgements_page, offset, limit)


@post("/judgements", responses=FAULTS)
async def say(desk: AtDesk, request: Request[Visitor, Any, Any], data: JSONBody[Said]) -> Response[Written]:
    """Write down a person's word; it outranks the machine's, and the record follows from it a moment later."""
    visitor: Visitor | None = request.scope.get("user")
    written = await desk.write(_judge, data, (visitor and visitor.name) or data.by)
    return Response(written, background=BackgroundTask(desk.write, LiveCase.bring_up_to_date))


def _judge(case: LiveCase, said: Said, by: str | None) -> Written:
    made = judge(case, said.verdict, said.ids, by=by or "", because=said.because, values=said.values)
    return Written(judgement=made.id, by=made.by or "", at=made.at)
