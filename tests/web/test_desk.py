"""The case as many ask it at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from sayso.errors import CaseUnusable, WrongUse
from sayso.judging.live import LiveCase
from sayso.store.sqlite import Case
from sayso.tell.pages.account import account_page
from sayso.tell.pages.kept import Kept
from sayso.tell.pages.sight import Sight
from sayso.web import desk as desks
from sayso.web.app import bare_application
from sayso.web.desk import Desk
from sayso.web.first import first_answers
from sayso.web.held import ONCE

T = TypeVar("T")


def answered(asked: Coroutine[Any, Any, T]) -> T:
    """What comes of it, in a thread of its own: the browser's driver has an event loop in this one."""
    with ThreadPoolExecutor() as apart:
        return apart.submit(asyncio.run, asked).result()


def judge_first(case: LiveCase) -> str:
    claim = next(case.claims())
    return case.judge("right", claim.id, by="Ines", because="so it says").id


def test_what_is_asked_after_a_change_knows_of_it(case: Path) -> None:
    async def ask() -> tuple[int, int]:
        with Desk(case) as desk:
            before = await asyncio.gather(*(desk.ask(account_page, desk.name) for _ in range(6)))
            await desk.write(judge_first)
            after = await asyncio.gather(*(desk.ask(account_page, desk.name) for _ in range(6)))
        assert len({page.edition for page in before}) == len({page.edition for page in after}) == 1
        return before[0].totals.judgements, after[0].totals.judgements

    assert answered(ask()) == (0, 1)


def test_a_case_that_cannot_be_written_is_shown_and_takes_no_judgements(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "can_be_written", lambda _: False)

    async def ask() -> None:
        with Desk(case) as desk:
            assert (await desk.ask(account_page, desk.name)).totals.reports == 5
            with pytest.raises(WrongUse, match="read-only"):
                await desk.write(judge_first)

    answered(ask())


def test_one_whose_record_is_behind_says_so(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(case) as opened:
        opened.withdraw(next(opened.reports()).id, by="Ines", because="retracted", at="2031-01-01T00:00:00Z")
    monkeypatch.setattr(desks, "can_be_written", lambda _: False)
    with pytest.raises(CaseUnusable, match="not up to date"):
        Desk(case)


def test_its_file_is_one_again_when_it_is_closed(case: Path) -> None:
    async def ask() -> None:
        with Desk(case) as desk:
            await asyncio.gather(*(desk.ask(account_page, desk.name) for _ in range(6)))
            await desk.write(judge_first)

    answered(ask())
    assert [one.name for one in case.parent.iterdir() if one.name.startswith(case.stem)] == [case.name]


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
        assert answered(ask(desk)) == (1, 1, 2)


def test_what_is_asked_first_is_worked_out_before_a_change_is_told(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worked, once = list[Hashable](), Kept.once

    def counted(kept: Kept, question: Hashable, work: Callable[[], T]) -> T:
        return once(kept, question, lambda: (worked.append(question), work())[1])

    monkeypatch.setattr(Kept, "once", counted)

    async def ask() -> None:
        with Desk(case, first_answers) as desk:
            transport = httpx.ASGITransport(app=bare_application(desk))  # type: ignore[arg-type]  # typed apart
            async with httpx.AsyncClient(transport=transport, base_url="http://desk") as client:
                for _ in range(2):
                    edition = await desk.ready()
                    assert worked
                    worked.clear()
                    for address in (*ONCE, "/sayso?about=all", "/timeline", "/disputes?offset=0&limit=20"):
                        answer = await client.get(f"/api{address}")
                        assert answer.json().get("edition", edition) == edition
                    assert worked == []
                    await desk.write(judge_first)

    answered(ask())


def test_a_case_of_which_something_cannot_be_told_is_ready_all_the_same(case: Path) -> None:
    def first(sight: Sight, name: str) -> None:
        raise ZeroDivisionError(name)

    with Desk(case, first) as desk:
        desk.prepare()
        assert answered(desk.ask(account_page, desk.name)).name == case.stem


def test_claims_looked_up_at_once_are_those_looked_up_one_by_one(built: Path) -> None:
    with Case.open(built, readonly=True) as case:
        ids = [claim.id for claim in case.claims()][::-1]
        assert case.claims_of([*ids, "nothing", ids[0]]) == tuple(map(case.claim, ids))
