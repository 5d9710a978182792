"""The table of counting sentences: each must be read into exactly the claims that stand beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.nouns.claim import Claim
from tests.reading import read

TABLE = Path(__file__).parent.parent / "cases" / "how_many.jsonl"
CASES = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


def _case(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else []
    return pytest.param(case, id=case["text"][:60], marks=marks)


@pytest.mark.parametrize("case", [_case(case) for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    reading = read(case["text"], case["published"])
    assert not reading.issues
    claims = list(reading.claims)
    found = [(wanted, _take(wanted, claims)) for wanted in case["claims"]]
    faults = [
        fault for wanted, claim in found if claim or not wanted.get("optional") for fault in _compare(wanted, claim)
    ]
    assert not faults
    assert [claim.figure.text for claim in claims] == [], "claims that nobody made"


def _take(wanted: dict[str, Any], claims: list[Claim]) -> Claim | None:
    """The claim that is meant, taken out of the list."""
    said = wanted["figure"].lower()
    for claim in claims:
        figure = claim.figure.text.lower()
        if set(claim.effects) & set(wanted["effects"]) and (said in figure or figure in said):
            claims.remove(claim)
            return claim
    return None


def _compare(wanted: dict[str, Any], claim: Claim | None) -> list[str]:
    if claim is None:
        return [f"{wanted['figure']} {wanted['effects']} was not found"]
    found = {
        "low": claim.figure.low,
        "high": claim.figure.high,
        "group": claim.affected.group if claim.affected else None,
        "scope": claim.scope,
        "stance": claim.stance,
    }
    left_open = wanted.get("open", [])
    faults = [
        f"{key}: {found[key]}, not {wanted[key]}" for key in found if key not in left_open and found[key] != wanted[key]
    ]
    if "says_who" not in left_open and not _same_origin(wanted["says_who"], claim):
        faults.append(f"said by {[party.text for party in claim.says_who]}, not {wanted['says_who']}")
    return faults


def _same_origin(wanted: list[str], claim: Claim) -> bool:
    if not wanted or not claim.says_who:
        return not wanted and not claim.says_who
    origin = claim.says_who[0]
    empty = {"the", "a", "an", "of"}
    return bool((set(wanted[0].lower().split()) & set(f"{origin.text} {origin.name}".lower().split())) - empty)
