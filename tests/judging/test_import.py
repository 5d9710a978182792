"""A colleague's judgements: what agrees is taken, what conflicts is shown, what is hostile is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.nouns.judgement import Judgement
from sayso.store.judgements import id_of
from tests.judging.conftest import Say, claim_id, event_of, listed


@pytest.fixture
def theirs(built: Path, tmp_path: Path) -> Path:
    """A colleague's case of the same reports."""
    copy = tmp_path / "noor.sayso"
    copy.write_bytes(built.read_bytes())
    return copy


def word(say: Say, case: Path, by: str, *arguments: str) -> None:
    status, _, err = say("judge", case, *arguments, "--by", by, "--because", "x")
    assert status == 0, err


def test_judgements_travel_through_a_pipe_and_once(case: Path, theirs: Path, say: Say) -> None:
    wire, post = claim_id(say, theirs, "wire"), claim_id(say, theirs, "post")
    word(say, theirs, "Noor", "wrong", wire)
    word(say, theirs, "Noor", "same", post, event_of(say, theirs, "bridge")["id"])
    lines = say("judgements", theirs, "--json", "--all")[1].encode()
    status, out, err = say("import-judgements", case, "-", stdin=lines)
    assert (status, out) == (0, "")
    assert "2 judgements taken, 0 known, 0 in conflict" in err
    assert listed(say, "events", case) == listed(say, "events", theirs)
    assert listed(say, "judgements", case) == listed(say, "judgements", theirs)
    assert "0 judgements taken, 2 known" in say("import-judgements", case, theirs)[2]


@pytest.mark.parametrize(
    ("ours", "their"),
    [
        (["right", "{wire}"], ["wrong", "{wire}"]),
        (["edit", "{wire}", "--set", "value=20"], ["edit", "{wire}", "--set", "value=21"]),
        (["right", "{wire}"], ["edit", "{wire}", "--set", "value=21"]),
        (["same", "{post}", "{bridge}"], ["different", "{post}", "{bridge}"]),
        (["same", "wire", "late"], ["different", "wire", "late"]),
    ],
)
def test_what_conflicts_is_shown_and_overwrites_nothing(
    ours: list[str], their: list[str], case: Path, theirs: Path, say: Say
) -> None:
    ids = {name: claim_id(say, case, name) for name in ("wire", "post", "bridge")}
    word(say, case, "Ines", *(one.format(**ids) for one in ours))
    word(say, theirs, "Noor", *(one.format(**ids) for one in their))
    word(say, theirs, "Noor", "right", claim_id(say, theirs, "late"))
    before = listed(say, "tolls", case)
    status, out, err = say("import-judgements", case, theirs)
    assert status == 1
    assert "1 judgement taken, 0 known, 1 in conflict" in err
    assert out.startswith("theirs  ")
    assert "by Noor" in out.splitlines()[0]
    assert "by Ines" in out.splitlines()[1]
    assert listed(say, "tolls", case) == before
    (conflict,) = [json.loads(line) for line in say("import-judgements", case, theirs, "--json")[1].splitlines()]
    assert (conflict["theirs"]["by"], conflict["ours"]["by"]) == ("Noor", "Ines")
    assert say("import-judgements", case, theirs, "--theirs")[0] == 0
    assert listed(say, "tolls", case) == listed(say, "tolls", theirs)
    assert {one["by"] for one in listed(say, "judgements", case, "--all")} == {"Ines", "Noor"}
    assert say("import-judgements", case, theirs)[0] == 0, "who agrees has no conflict"


def test_taking_back_what_stands_here_is_a_conflict(case: Path, theirs: Path, say: Say) -> None:
    word(say, case, "Ines", "wrong", claim_id(say, case, "wire"))
    say("import-judgements", theirs, case)
    word(say, theirs, "Noor", "undo", listed(say, "judgements", theirs)[0]["id"])
    assert say("import-judgements", case, theirs)[0] == 1
    assert [one["state"] for one in listed(say, "judgements", case)] == ["stands"]


def a_line(say: Say, theirs: Path) -> dict[str, Any]:
    word(say, theirs, "Noor", "wrong", claim_id(say, theirs, "wire"))
    (line,) = listed(say, "judgements", theirs)
    return line


def signed(line: dict[str, Any]) -> dict[str, Any]:
    """The line with the id that it would have."""
    judgement = msgspec.convert(line, Judgement)
    return line | {"id": id_of(judgement)}


def test_hostile_lines_become_issues_and_the_rest_is_taken(case: Path, theirs: Path, say: Say) -> None:
    good = a_line(say, theirs)
    (thing,) = good["about"]
    (quoted,) = thing["quoted"]
    nowhere = quoted | {"words": {"text": "x", "start": -1, "end": 0}}
    lines = [
        b"no json", b"[" * 200_000, b'{"id": "j1"}', b"\xff\xfe", b'"\\ud800"',
        json.dumps(good | {"because": "changed"}).encode(),
        json.dumps(signed(good | {"at": "9999-12-31T00:00:00Z"})).encode(),
        json.dumps(signed(good | {"at": "yesterday"})).encode(),
        json.dumps(signed(good | {"at": "2031-05-05T00:00:00"})).encode(),
        json.dumps(signed(good | {"because": " "})).encode(),
        json.dumps(signed(good | {"about": []})).encode(),
        json.dumps(signed(good | {"kind": "same"})).encode(),
        json.dumps(signed(good | {"kind": "edit", "values": {"value": 1, "low": 9, "high": 2}})).encode(),
        json.dumps(signed(good | {"about": [thing | {"quoted": [quoted | {"at": 7}]}]})).encode(),
        json.dumps(good | {"about": [thing | {"quoted": [nowhere]}]}).encode(),
        b'{"a": "' + b"x" * 5_000_000 + b'"}',
    ]  # fmt: skip
    feed = b"\n".join([*lines, b"", json.dumps(good).encode()])
    status, _, err = say("import-judgements", case, "-", stdin=feed)
    assert status == 1
    assert f"1 judgement taken, 0 known, 0 in conflict, {len(lines)} lines that became issues" in err
    issues = listed(say, "issues", case)
    assert {one["path"] for one in issues} == {f"-:{number}" for number in range(1, len(lines) + 1)}
    assert [one["id"] for one in listed(say, "judgements", case)] == [good["id"]]


def test_a_judgement_waits_for_its_report(case: Path, theirs: Path, say: Say, tmp_path: Path) -> None:
    more = tmp_path / "more.jsonl"
    more.write_text(
        '{"id": "dam", "text": "Seven people were killed when a dam broke in Narva on Friday, police said."}\n'
    )
    assert say("build", more, "--case", theirs)[0] == 0
    word(say, theirs, "Noor", "wrong", claim_id(say, theirs, "dam"))
    word(say, theirs, "Noor", "same", "dam", "wire")
    assert say("withdraw", theirs, "dam", "--because", "retracted")[0] == 0
    assert say("import-judgements", case, theirs)[0] == 0
    assert len(listed(say, "issues", case)) == 3
    assert say("build", more, "--case", case)[0] == 0
    assert listed(say, "issues", case) == []
    assert listed(say, "events", case) == listed(say, "events", theirs)
    assert {one["id"]: one["withdrawn"] for one in listed(say, "reports", case)}["dam"] is True


def test_what_is_no_file_is_wrong_use(case: Path, say: Say, tmp_path: Path) -> None:
    assert say("import-judgements", case, tmp_path / "nothing")[0] == 2
