"""Reports are found by what their claims say as people judged them, from the next question on."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, get_args

import httpx
import msgspec
import pytest

import sayso
from sayso.nouns.claim import Claim
from sayso.nouns.found import Facet, Wanted
from sayso.nouns.view import Window
from sayso.store.edited import Fate, as_judged
from sayso.store.sqlite import Case
from sayso.web.app import bare_application
from sayso.web.desk import Desk
from tests.judging.conftest import Say, claim_id, listed
from tests.judging.test_read_again import read_anew  # noqa: F401  (a fixture)

Ask = Callable[[str], Any]
INES = ("--by", "Ines", "--because", "I was there")


@pytest.fixture
def ask(case: Path) -> Iterator[Ask]:
    """The API over the case, which stays open while others write to it."""
    with Desk(case) as desk:
        transport = httpx.ASGITransport(app=bare_application(desk))  # type: ignore[arg-type]

        async def answer(address: str) -> Any:
            async with httpx.AsyncClient(transport=transport, base_url="http://case") as client:
                told = (await client.get(f"/api/{address}")).raise_for_status().json()
            del told["edition"]
            return told

        with ThreadPoolExecutor() as apart:  # a browser's driver may have an event loop in this thread
            yield lambda address: apart.submit(asyncio.run, answer(address)).result()


def found(ask: Ask, which: str) -> list[str]:
    return sorted(one["id"] for one in ask(f"reports?{which}")["reports"])


def counted(ask: Ask, facet: str) -> dict[str, int]:
    return {one["value"]: one["reports"] for one in ask(f"facets/{facet}")["values"]}


def everything(ask: Ask) -> str:
    facets = [ask(f"facets/{facet}") for facet in get_args(Facet)]
    return json.dumps([ask("reports?claims=9"), *facets])


def judge(say: Say, case: Path, *arguments: str) -> str:
    status, _, err = say("judge", case, *arguments, *INES)
    assert status == 0, err
    return next(str(one["id"]) for one in listed(say, "judgements", case, "--all")[::-1] if one["by"] == "Ines")


@pytest.mark.parametrize(
    ("said", "lost", "gained"),
    [
        (("edit", "--set", "effects=missing"), "effect=killed", "effect=missing"),
        (("edit", "--set", "place=Narva"), "place=Tallinn", "place=Narva"),
        (("edit", "--set", "day=2031-04-01"), "from=2031-05-01", "to=2031-04-02"),
        (("edit", "--set", "party=Port Authority"), "party=coast guard", "party=Port Authority"),
        (("edit", "--set", "party=none"), "party=coast guard", "effect=killed"),
        (("right",), "publisher=nobody", "least=1"),
        (("wrong",), "effect=killed", "q=ferry"),
    ],
)
def test_filters_and_facets_follow_what_is_judged_and_come_back(
    case: Path, say: Say, ask: Ask, said: tuple[str, ...], lost: str, gained: str
) -> None:
    post = claim_id(say, case, "post")
    before, had = everything(ask), found(ask, lost)
    verdict = judge(say, case, said[0], post, *said[1:])
    assert "post" in found(ask, gained)
    assert found(ask, lost) == [one for one in had if one != "post"]
    judge(say, case, "undo", verdict)
    assert everything(ask) == before
    judge(say, case, "undo", judge(say, case, "right", claim_id(say, case, "wire")))
    assert everything(ask) == before


def test_what_a_list_shows_of_a_report_is_what_was_found(case: Path, say: Say, ask: Ask) -> None:
    post = claim_id(say, case, "post")
    judge(say, case, "edit", post, "--set", "effects=injured,missing", "--set", "place=Narva")
    (row,) = ask("reports?effect=missing&place=Narva")["reports"]
    assert [(one["id"], one["effects"], one["place"]) for one in row["claims"]] == [
        (post, ["injured", "missing"], "Narva")
    ]
    assert counted(ask, "effect") == {"killed": 3, "injured": 1, "missing": 1, "detained": 1}
    assert counted(ask, "place")["Narva"] == 1
    judge(say, case, "wrong", post)
    assert counted(ask, "effect") == {"killed": 3, "detained": 1}
    assert "Narva" not in counted(ask, "place")
    assert [one["claims"] for one in ask("reports?q=coast&claims=9")["reports"] if one["id"] == "post"] == [[]]


def test_a_colleagues_judgements_count_as_soon_as_they_are_taken(
    case: Path, say: Say, ask: Ask, built: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "noor.sayso"
    theirs.write_bytes(built.read_bytes())
    bridge = claim_id(say, theirs, "bridge")
    before = everything(ask)
    assert say("judge", theirs, "edit", bridge, "--set", "effects=injured", "--by", "Noor", "--because", "x")[0] == 0
    assert say("import-judgements", case, theirs)[0] == 0
    assert found(ask, "effect=injured") == ["bridge"]
    assert "bridge" not in found(ask, "effect=killed")
    (taken,) = listed(say, "judgements", case)
    judge(say, case, "undo", taken["id"])
    assert everything(ask) == before


def test_a_report_that_is_read_anew_is_found_by_its_judgements(
    case: Path,
    say: Say,
    ask: Ask,
    read_anew: Callable[[Callable[[Claim], Claim | None]], None],  # noqa: F811
) -> None:
    judge(say, case, "edit", claim_id(say, case, "post"), "--set", "effects=missing")
    judge(say, case, "wrong", claim_id(say, case, "bridge"))
    assert (found(ask, "effect=missing"), found(ask, "effect=killed")) == (["post"], ["late", "wire"])
    read_anew(lambda claim: msgspec.structs.replace(claim, where=None))
    assert (found(ask, "effect=missing"), found(ask, "effect=killed")) == (["post"], ["late", "wire"])
    assert counted(ask, "place") == {}


def test_a_withdrawn_report_is_not_found_by_what_was_judged_of_it(case: Path, say: Say, ask: Ask) -> None:
    judge(say, case, "edit", claim_id(say, case, "post"), "--set", "effects=missing")
    assert say("withdraw", case, "post", *INES)[0] == 0
    assert found(ask, "effect=missing") == []
    assert "missing" not in counted(ask, "effect")
    assert say("restore", case, "post", *INES)[0] == 0
    assert found(ask, "effect=missing") == ["post"]


VALUES: tuple[dict[str, str], ...] = (
    {"effects": "injured,missing"},
    {"place": "Narva", "party": "none"},
    {"day": "2031-04-01/2031-05-20"},
    {"as_of": "2031-05-09", "day": "none", "effects": "killed"},
    {"party": "Port Authority > coast guard", "place": "none"},
)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_judged_and_undone_all_is_as_in_the_claims_themselves(case: Path, seed: int) -> None:
    chosen = random.Random(seed)
    with sayso.open_case(case, write=True) as live:
        ids = [claim.id for claim in live.claims()]
        verdicts: list[str] = []
        for _ in range(12):
            sort = chosen.choice(("right", "wrong", "edit", "edit", "undo"))
            about = chosen.choice(verdicts if sort == "undo" and verdicts else ids)
            values = chosen.choice(VALUES) if sort == "edit" else None
            kind: Any = "right" if sort == "undo" and not verdicts else sort
            verdicts.append(live.judge(kind, about, by="Ines", because="x", values=values).id)
            as_is = tuple(live.claims())
            for wanted in asked():
                fitting = {claim.report for claim in as_is if fits(claim, wanted)}
                window = live.find_reports(wanted, Window(0, 50), 9)
                assert {one.report for one in window.reports if one.claims} == fitting
                assert [one.id for report in window.reports for one in report.claims] == [
                    claim.id
                    for report in window.reports
                    for claim in as_is
                    if claim.report == report.report and fits(claim, wanted)
                ]
                for facet in ("effect", "party", "place"):
                    assert dict(live.values_of(facet, wanted)) == tally(as_is, facet, wanted)


def asked() -> Iterator[Wanted]:
    for effect, place, parties in product(("killed", "missing", None), ("Narva", None), (("coast guard",), None)):
        yield Wanted(effect=effect, place=place, parties=parties)  # type: ignore[arg-type]
    yield Wanted(least=1)
    yield Wanted(earliest=date(2031, 5, 6), effect="killed")
    yield Wanted(latest=date(2031, 5, 4))


def fits(claim: Claim, wanted: Wanted, but: str = "") -> bool:
    first, last = days(claim)
    return (
        (wanted.effect is None or but == "effect" or wanted.effect in claim.effects)
        and (wanted.place is None or but == "place" or wanted.place == place_of(claim))
        and (wanted.parties is None or but == "party" or any(one.name in wanted.parties for one in claim.says_who))
        and (wanted.earliest is None or (last is not None and last >= wanted.earliest))
        and (wanted.latest is None or (first is not None and first <= wanted.latest))
        and (wanted.least is None or (claim.confidence or 0) >= wanted.least)
    )


def days(claim: Claim) -> tuple[date | None, date | None]:
    when = claim.when
    return (when and when.earliest) or claim.as_of, (when and when.latest) or claim.as_of


def place_of(claim: Claim) -> str | None:
    return (claim.where.name or claim.where.text) if claim.where else None


def tally(claims: tuple[Claim, ...], facet: str, wanted: Wanted) -> dict[str, int]:
    """By value the reports with a claim that has it, were nothing asked of the facet itself."""
    with_value: dict[str, set[str]] = {}
    reports = {claim.report for claim in claims if fits(claim, wanted, facet)}
    for claim in claims:
        if claim.report in reports and fits(claim, wanted, facet):
            for value in values_of(claim, facet):
                with_value.setdefault(value, set()).add(claim.report)
    return {value: len(reports) for value, reports in with_value.items()}


def values_of(claim: Claim, facet: str) -> Iterator[str]:
    match facet:
        case "effect":
            yield from claim.effects
        case "party":
            yield from (one.name for one in claim.says_who)
        case _:
            yield from (one for one in (place_of(claim),) if one)


def test_a_judgement_costs_what_it_touches(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []

    def noted(claim: Claim, fate: Fate) -> Claim:
        looked_at.append(claim.id)
        return as_judged(claim, fate)

    monkeypatch.setattr("sayso.store.judged_facts.as_judged", noted)
    with sayso.open_case(case, write=True) as live, Case.open(case) as other:
        ids = [claim.id for claim in live.claims()]
        live.judge("right", ids[0], by="Ines", because="x")
        other.values_of("effect", Wanted())
        live.judge("right", ids[1], by="Ines", because="x")
        other.values_of("effect", Wanted())
        live.values_of("effect", Wanted(effect="killed"))
    assert looked_at == ids[:2]
