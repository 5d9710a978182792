"""Days that cannot be: named in an issue with their place, and never taken for another day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.api import read_reports


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Six people were killed in Lima on November 31, police said.", "November 31"),
        ("Posted: February 30, 2022\n\nSix people were killed in Lima, police said.", "February 30, 2022"),
        ("Six people were killed in Lima on November 30, police said.", None),
        ("They fought all night long until six o'clock, and six people were killed in Lima.", None),
        ("The Lima Daily wrote on Monday that six people were killed.", None),
    ],
)
def test_an_issue_names_the_day_and_its_place(text: str, words: str | None, tmp_path: Path) -> None:
    (tmp_path / "feed.jsonl").write_text(json.dumps({"id": "a", "text": text}))
    (reading,) = read_reports([tmp_path])
    assert reading.claims
    if words is None:
        assert reading.issues == ()
        return
    start = text.index(words)
    (issue,) = reading.issues
    assert (issue.report, issue.place, issue.stage) == ("a", f"characters {start}-{start + len(words)}", "interpret")
    assert words in issue.message
    assert issue.hint
    assert all(claim.when is None or claim.when.earliest is None for claim in reading.claims)
