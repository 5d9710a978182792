"""The addresses of disputes."""

from __future__ import annotations

from litestar import get

from sayso.nouns.view import Window
from sayso.tell.disputed import Disputed
from sayso.tell.pages.disputes import DisputesPage, dispute_page, disputes_page
from sayso.web.desk import AtDesk
from sayso.web.faults import FAULTS
from sayso.web.params import Id, Limit, Name, Offset


@get("/disputes", responses=FAULTS)
async def disputes(
    desk: AtDesk, about: Name = None, effect: Name = None, offset: Offset = 0, limit: Limit = 50
) -> DisputesPage:
    """Both sides of what cannot both hold, and what would settle it."""
    return await desk.ask_once(disputes_page, about or None, effect or None, Window(offset, limit))


@get("/disputes/{dispute_id:str}", responses=FAULTS)
async def dispute(desk: AtDesk, dispute_id: Id) -> Disputed:
    """One dispute."""
    return await desk.ask(dispute_page, dispute_id)


DISPUTES = (disputes, dispute)
