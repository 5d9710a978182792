"""A judgement outlives the ids: it is found again by its words after a newer reader has read the reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

import sayso
from sayso import pipeline
from sayso.interpret import reading as interpret
from sayso.nouns.claim import Claim
from sayso.nouns.reading import Reading
from sayso.pipeline import build_record
from sayso.settings import Settings
from tests.judging.conftest import write_feed

Change = Callable[[Claim], Claim | None]


@pytest.fixture
def read_anew(case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Change], None]:
    """Build the case with a later reader, which reads each claim as told, under another id."""

    def build(change: Change) -> None:
        real = interpret.interpret_mentions

        def read(*arguments: object) -> Reading:
            found = real(*arguments)  # type: ignore[arg-type]
            claims = (change(msgspec.structs.replace(claim, id=f"new{claim.id[:9]}")) for claim in found.claims)
            return msgspec.structs.replace(found, claims=tuple(claim for claim in claims if claim))

        monkeypatch.setattr(interpret, "interpret_mentions", read)
        monkeypatch.setattr(pipeline, "READER_VERSION", pipeline.READER_VERSION + 1)
        assert build_record([write_feed(tmp_path / "again.jsonl")], case, Settings()).read == 4

    return build


def judge(case: Path, verdict: str, report: str, **more: object) -> None:
    with sayso.open_case(case, write=True) as live:
        claim = next(claim for claim in live.claims() if claim.report == report)
        live.judge(verdict, claim.id, by="Ines", because="x", **more)  # type: ignore[arg-type]


def narrower(claim: Claim) -> Claim:
    """The figure without its bound words."""
    figure = claim.figure
    words = figure.text.split()[-1]
    cut = {"text": words, "start": figure.end - len(words)}
    return msgspec.structs.replace(claim, figure=msgspec.structs.replace(figure, **cut))


def test_every_judgement_is_found_again_under_other_ids_and_spans(
    case: Path, read_anew: Callable[[Change], None]
) -> None:
    judge(case, "wrong", "bridge")
    judge(case, "edit", "post", values={"value": 13})
    with sayso.open_case(case, write=True) as live:
        a, b = (next(event for event in live.events() if report in event.main_for) for report in ("post", "bridge"))
        live.judge("same", a.id, b.id, by="Ines", because="x")
    read_anew(narrower)
    with sayso.open_case(case) as opened:
        assert {claim.id[:3] for claim in opened.claims()} == {"new"}
        assert not [claim for claim in opened.claims() if claim.report == "bridge" and "killed" in claim.effects]
        assert [claim.figure.value for claim in opened.claims() if claim.report == "post"] == [13]
        assert all(ruling.state == "stands" and all(ruling.now) for ruling in opened.rulings())
        assert any({"post", "bridge"} <= set(event.main_for) for event in opened.events())
        assert not list(opened.issues())


def test_what_is_read_otherwise_now_is_not_taken_for_right(case: Path, read_anew: Callable[[Change], None]) -> None:
    judge(case, "right", "post")
    read_anew(lambda claim: msgspec.structs.replace(claim, effects=("missing",)))
    with sayso.open_case(case) as opened:
        (ruling,) = opened.rulings()
        assert ruling.state == "missing"
        assert "was read as 'killed 12..', and is read as 'missing 12..' now" in ruling.missing[0]
        assert not any(claim.judged for claim in opened.claims())
        (issue,) = opened.issues()
        assert "cannot be followed" in issue.message


def test_what_is_no_longer_read_is_an_issue_and_the_judgement_waits(
    case: Path, read_anew: Callable[[Change], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    judge(case, "edit", "post", values={"value": 13})
    read_anew(lambda claim: None if claim.report == "post" else claim)
    with sayso.open_case(case) as opened:
        (issue,) = opened.issues()
        assert "no claim is read at “At least 12” in the report 'post' any more" in issue.message
        assert len(list(opened.judgements())) == 1
    monkeypatch.undo()
    build_record([write_feed(tmp_path / "again.jsonl")], case, Settings())
    with sayso.open_case(case) as opened:
        assert [claim.figure.value for claim in opened.claims() if claim.report == "post"] == [13]
        assert not list(opened.issues())
