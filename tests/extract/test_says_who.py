"""Attributions: a table of sentences with source, cue and content, and who is still speaking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import read

TABLE = Path(__file__).parent.parent / "cases" / "says_who.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
CASES = [row for row in ROWS if "content" in row]
COUNTS = [row for row in ROWS if "origins" in row]


@pytest.mark.parametrize("case", COUNTS, ids=[case["text"][:60] for case in COUNTS])
def test_origin_of_each_count(case: dict[str, Any]) -> None:
    claims = [claim for claim in read(case["text"]).claims if claim.figure.text.lower() not in ("a", "an")]
    found = [claim.says_who[0] if claim.says_who else None for claim in claims]
    assert len(found) == len(case["origins"])
    for party, wanted in zip(found, case["origins"], strict=True):
        assert (party is None) == (wanted is None)
        if party is not None:
            assert wanted.lower() in f"{party.name} | {party.text}".lower()


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_attribution(case: dict[str, Any]) -> None:
    found = read(case["text"]).attributions
    said = [
        (one.cue.text if one.cue else None, one.content.text, [party.text for party in one.says_who]) for one in found
    ]
    assert (case["cue"], case["content"], case["chain"]) in said
    if "stance" in case:
        assert case["stance"] in {one.stance for one in found}


def test_a_content_broken_by_its_cue_is_two_attributions() -> None:
    found = read("“The square is calm,” she said, “and the shops are open.”").attributions
    assert [one.source.text for one in found if one.source] == ["she", "she"]
    assert len({one.content.start for one in found}) == 2


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("The ministry said nine people were killed. Another 18 were injured.", ["ministry", "ministry"]),
        ("“Nine people died. The bridge was full,” said Ana Lund.", ["Ana Lund"]),
        ("At least 16 people died, the governor said. This includes seven in Karsu.", ["governor", "governor"]),
        ("The union said that 80 people died. Police arrested two crew members.", ["union", None]),
        ("The ministry said nine people were killed. However, 30 people were injured.", ["ministry", None]),
        ("The ministry said nine people were killed.\n\nSome 300 people were arrested.", ["ministry", None]),
        ("Judge Ana Lund said three men had been jailed. Lund said two women were released.", ["Ana Lund", "Ana Lund"]),
    ],
)
def test_who_is_still_speaking(text: str, origins: list[str | None]) -> None:
    claims = read(text).claims
    assert [claim.says_who[0].name if claim.says_who else None for claim in claims] == origins
