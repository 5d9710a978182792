"""Who asks the case: answers that are kept, and claims that are looked up at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sayso.store.sqlite import Case
from sayso.tell.pages.sight import Sight
from sayso.web.desk import Desk


def test_an_answer_is_kept_until_the_case_changes(case: Path) -> None:
    asked: list[str] = []

    def page(sight: Sight) -> int:
        asked.append(sight.edition)
        return len(asked)

    async def ask(desk: Desk) -> tuple[int, int, int]:
        first, again = await desk.ask_once(page), await desk.ask_once(page)
        await desk.write(lambda live: live.judge("right", next(live.claims()).id, by="Ines", because="it says so"))
        return first, again, await desk.ask_once(page)

    with Desk(case) as desk:
        assert asyncio.run(ask(desk)) == (1, 1, 2)


def test_claims_looked_up_at_once_are_those_looked_up_one_by_one(built: Path) -> None:
    with Case.open(built, readonly=True) as case:
        ids = [claim.id for claim in case.claims()][::-1]
        assert case.claims_of([*ids, "nothing", ids[0]]) == tuple(map(case.claim, ids))
