"""Who relies on whom over all reports, and the tolls of a case by window."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.judging.judge import judge
from sayso.nouns.view import Window
from sayso.pipeline import build_record
from sayso.settings import Settings
from sayso.store import migrations
from sayso.store.sqlite import Case

REPORTS = (
    ("a", "Harbour Post", "2031-03-04", "Police said 12 people were killed in Norvik on Monday."),
    ("b", "Harbour Post", "2031-03-05", "Police said 14 people were killed in Norvik on Monday."),
    ("c", "Bay Wire", "2031-03-05", "According to the hospital, 20 people were injured in Norvik on Monday."),
    ("d", None, "2031-03-06", "Police said 15 people were killed in Norvik on Monday."),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("say")
    lines = (
        json.dumps({"id": id_, "publisher": publisher, "published": day, "text": text})
        for id_, publisher, day, text in REPORTS
    )
    (folder / "feed.jsonl").write_text("\n".join(lines), "utf-8")
    build_record([folder / "feed.jsonl"], folder / "norvik.sayso", Settings())
    return folder / "norvik.sayso"


@pytest.fixture
def view(built: Path) -> Iterator[Case]:
    with Case.open(built) as case:
        yield case


def told(view: Case, *copies: str) -> dict[tuple[str, str], int]:
    found = view.reliances(("claim",), copies)
    rows = zip(found.source, found.target, found.claims, strict=True)
    return {(found.names[source], found.names[target]): int(claims) for source, target, claims in rows}


def test_a_pair_is_counted_over_reports_and_a_printer_without_a_name_is_told_apart(view: Case) -> None:
    assert told(view) == {("Police", "Harbour Post"): 2, ("Police", ""): 1, ("hospital", "Bay Wire"): 1}


def test_reports_that_repeat_others_are_left_out(view: Case) -> None:
    assert told(view, "b")["Police", "Harbour Post"] == 1


def test_what_is_said_on_ones_word_comes_by_window(view: Case) -> None:
    found, total = view.on_the_word_of(("claim",), (), Window(1, 1), sources=["Police"])
    assert total == 3
    assert [one.report for one in found] == ["b"]
    _, printed = view.on_the_word_of(("claim",), (), Window(), sources=["Police"], targets=["Harbour Post"])
    assert printed == 2
    _, through = view.on_the_word_of(("claim",), (), Window(), through=["Bay Wire", "Police"])
    assert through == 4


def test_another_chain_that_a_person_gave_counts_in_place_of_the_one_read(built: Path, tmp_path: Path) -> None:
    with Case.open(Path(shutil.copy(built, tmp_path / "edited.sayso"))) as case:
        claim = next(claim for claim in case.claims() if claim.report == "c")
        judge(case, "edit", [claim.id], by="Ines", because="It says so.", values={"party": "Bay Hospital"})
        assert told(case)["Bay Hospital", "Bay Wire"] == 1
        assert ("hospital", "Bay Wire") not in told(case)
        found, total = case.on_the_word_of(("claim",), (), Window(), sources=["Bay Hospital"])
        assert (total, [one.id for one in found]) == (1, [claim.id])
        judge(case, "wrong", [claim.id], by="Ines", because="It does not.")
        assert ("Bay Hospital", "Bay Wire") not in told(case)


def test_tolls_come_by_effect(view: Case) -> None:
    assert view.count_tolls() == {"injured": 1, "killed": 1}
    ((event, toll),) = view.tolls(Window(), "killed")
    assert toll.effect == "killed"
    assert toll in event.tolls
    assert len(view.tolls(Window())) == 2


def test_a_case_of_before_gets_the_same_pairs(view: Case, built: Path, tmp_path: Path) -> None:
    with sqlite3.connect(built) as kept, sqlite3.connect(tmp_path / "old.sayso") as old:
        kept.backup(old)
        before = old.execute("SELECT kind, said, source, target, printed FROM say_sos ORDER BY 1, 2, 3, 4").fetchall()
        old.execute("DROP TABLE say_sos")
        old.execute("DROP INDEX tolls_effect")
        for column in ("effect", "steps"):
            old.execute(f"ALTER TABLE tolls DROP COLUMN {column}")
        migrations.who_relies_on_whom(old)
        migrations.who_prints_it(old)
        assert before
        assert (
            old.execute("SELECT kind, said, source, target, printed FROM say_sos ORDER BY 1, 2, 3, 4").fetchall()
            == before
        )


def test_a_reading_that_goes_is_no_longer_counted(built: Path, tmp_path: Path) -> None:
    with Case.open(Path(shutil.copy(built, tmp_path / "less.sayso"))) as case:
        case.withdraw("b", by="Ines", because="It is a draft.", at="2031-04-01T00:00:00Z")
        assert told(case)["Police", "Harbour Post"] == 1
        case.restore("b", by="Ines", because="It is none.", at="2031-04-02T00:00:00Z")
        assert told(case)["Police", "Harbour Post"] == 2
    with sqlite3.connect(tmp_path / "less.sayso") as bare:
        bare.execute("PRAGMA foreign_keys = ON")
        bare.execute("DELETE FROM readings WHERE report = (SELECT key FROM reports WHERE id = 'b')")
    with Case.open(tmp_path / "less.sayso") as case:
        assert told(case)["Police", "Harbour Post"] == 1
        assert case.one_on_the_word_of(("claim",), (), "Police", "Harbour Post")
