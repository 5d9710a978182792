"""The addresses of the originals that reports were read from."""

from __future__ import annotations

from typing import Annotated

from litestar import MediaType, Response, get
from litestar.params import PathParameter

from sayso.errors import UnknownId
from sayso.nouns.report import Collected
from sayso.tell.pages.report import how_shown
from sayso.tell.pages.sight import Sight
from sayso.web.desk import AtDesk
from sayso.web.drawn_pdf import MOST_PAGES, PdfPages, draw_pdf_page, pdf_pages
from sayso.web.faults import FAULTS
from sayso.web.originals import ORIGINAL_POLICY, original_page
from sayso.web.params import Id, Place

_CONTEXT = 200


@get("/originals/{report_id:path}", media_type=MediaType.HTML, include_in_schema=False)
async def original(desk: AtDesk, report_id: Id, start: Place = 0, end: Place = 0) -> Response[str]:
    """An original as a harmless page, opened at the words of the report from `start` to `end`."""
    page = await desk.ask(_page, report_id.removeprefix("/"), start, end)
    return Response(page, media_type=MediaType.HTML, headers={"Content-Security-Policy": ORIGINAL_POLICY})


@get("/pictures/{report_id:path}", responses=FAULTS)
async def pictures(desk: AtDesk, report_id: Id, start: Place = 0, end: Place = 0) -> PdfPages:
    """How many pages a PDF has, and where on them the words of the report from `start` to `end` are."""
    return await desk.ask(_pictures, report_id.removeprefix("/"), start, end)


@get("/picture/{number:int}/{report_id:path}", media_type="image/png", include_in_schema=False)
async def picture(
    desk: AtDesk, report_id: Id, number: Annotated[int, PathParameter(ge=0, lt=MOST_PAGES)]
) -> Response[bytes]:
    """A page of a PDF, drawn."""
    return Response(await desk.ask(_picture, report_id.removeprefix("/"), number), media_type="image/png")


def _page(sight: Sight, report_id: str, start: int, end: int) -> str:
    collected = _kept(sight, report_id, "page", "text")
    reading = sight.view.reading(report_id)
    marked = [claim.figure.range for claim in reading.claims] if reading else []
    return original_page(collected, marked, (start, end) if end > start else None)


def _pictures(sight: Sight, report_id: str, start: int, end: int) -> PdfPages:
    collected = _kept(sight, report_id, "pictures")
    text = collected.report.text
    before, words, after = text[max(start - _CONTEXT, 0) : start], text[start:end], text[end : end + _CONTEXT]
    return pdf_pages(collected.original.content, before, words, after)


def _picture(sight: Sight, report_id: str, number: int) -> bytes:
    return draw_pdf_page(_kept(sight, report_id, "pictures").original.content, number)


def _kept(sight: Sight, report_id: str, *shown: str) -> Collected:
    collected = sight.view.collected(report_id)
    if how_shown(collected.original) not in shown:
        raise UnknownId(f"the case has no original of {report_id!r} that could be shown so")
    return collected
