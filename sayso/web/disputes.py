"""The addresses of disputes."""

from __future__ import annotations

from litestar import get

from sayso.nouns.view import Window
from sayso.tell.disputed import Disputed
from sayso.tell.pages.disputes import DisputesPage, SidesPage, dispute_page, disputes_page, sides_page
from sayso.web.desk import AtDesk
from sayso.web.faults import FAULTS
from sayso.web.params import Id, Limit, Name, Offset


@get("/disputes", responses=FAULTS)
async def disputes(
    desk: AtDesk, about: Name = None, effect: Name = None, offset: Offset = 0, limit: Limit = 50
) -> DisputesPage:
    """The sides of what cannot all hold, the first of each dispute, and what would settle it."""
    return await desk.ask_once(disputes_page, about or None, effect or None, Window(offset, limit))


@get("/disputes/{dispute_id:str}", responses=FAULTS)
async def dispute(desk: AtDesk, dispute_id: Id) -> Disputed:
    """One dispute, with its first sides."""
    return await desk.ask(dispute_page, dispute_id)


@get("/disputes/{dispute_id:str}/sides", responses=FAULTS)
async def sides(desk: AtDesk, dispute_id: Id, offset: Offset = 0, limit: Limit = 50) -> SidesPage:
    """The sides of one dispute, a window at a time."""
    return await desk.ask(sides_page, dispute_id, Window(offset, limit))


DISPUTES = (disputes, dispute, sides)
