"""`sayso judge`, from the command to the record."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from tests.judging.conftest import Say, claim_id, event_of, listed, toll

INES = ("--by", "Ines", "--because", "I was there")


def test_a_claim_that_is_wrong_leaves_the_record_and_stays_listed(case: Path, say: Say) -> None:
    wrong = claim_id(say, case, "wire")
    assert toll(say, case, "post")["best"] == 19
    assert say("judge", case, "wrong", wrong[:7], *INES)[0] == 0
    assert wrong not in json.dumps(listed(say, "tolls", case))
    _, out, err = say("claims", case, "--json")
    assert wrong not in out
    assert "1 claim judged wrong left out" in err
    assert [one["judged"] for one in listed(say, "claims", case, "--all") if one["id"] == wrong] == ["wrong"]
    assert "wrong, by Ines on" in say("why", case, wrong)[1]
    assert "1 claim judged wrong and left out" in say("show", case)[1]


def test_what_is_right_is_certain(case: Path, say: Say) -> None:
    right = claim_id(say, case, "post")
    assert right not in {one["id"] for one in listed(say, "claims", case, "--min-confidence", "1")}
    assert say("judge", case, "right", right, *INES)[0] == 0
    (claim,) = listed(say, "claims", case, "--min-confidence", "1")
    assert (claim["id"], claim["confidence"], claim["judged"]) == (right, 1.0, "right")


def test_edited_values_are_the_records_and_the_words_and_the_reading_stay(case: Path, say: Say) -> None:
    edited = claim_id(say, case, "wire")
    values = ["value=21", "place=Narva", "day=2031-05-04/2031-05-05", "party=Port Authority (government) > Baltic Wire"]
    options = [option for value in values for option in ("--set", value)]
    status, _, err = say("judge", case, "edit", edited, *options, *INES)
    assert (status, "value=21, low=21, high=21, place=Narva" in err) == (0, True)
    (claim,) = [one for one in listed(say, "claims", case) if one["id"] == edited]
    assert (claim["figure"]["value"], claim["figure"]["low"], claim["figure"]["text"]) == (21, 21, "19")
    assert (claim["where"]["name"], claim["where"]["country"]) == ("Narva", "EE")
    assert (claim["when"]["earliest"], claim["when"]["latest"]) == ("2031-05-04", "2031-05-05")
    assert [party["name"] for party in claim["says_who"]] == ["Port Authority", "Baltic Wire"]
    why = say("why", case, edited, "--width", "200")[1]
    assert "read as  19 killed" in why
    assert "by Ines on" in why
    assert "I was there" in why


@pytest.mark.parametrize(
    ("values", "figure"),
    [
        (["low=10", "high=none"], (10, 10, None, "at_least")),
        (["low=10", "high=30"], (19, 10, 30, "about")),
        (["low=30", "high=40"], (None, 30, 40, "between")),
        (["value=none", "low=none", "high=none"], (None, None, None, "many")),
    ],
)
def test_a_number_is_given_whole(values: list[str], figure: tuple[object, ...], case: Path, say: Say) -> None:
    edited = claim_id(say, case, "wire")
    assert say("judge", case, "edit", edited, *[o for v in values for o in ("--set", v)], *INES)[0] == 0
    (claim,) = [one["figure"] for one in listed(say, "claims", case) if one["id"] == edited]
    assert tuple(claim[name] for name in ("value", "low", "high", "qualifier")) == figure


def test_events_are_joined_and_held_apart_and_undoing_brings_back_what_was(case: Path, say: Say) -> None:
    before = listed(say, "events", case)
    post, bridge = event_of(say, case, "post"), event_of(say, case, "bridge")
    assert set(post["main_for"]) == {"post", "wire", "late"}
    say("judge", case, "same", post["id"], bridge["id"], *INES)
    assert set(event_of(say, case, "post")["main_for"]) == {"post", "wire", "late", "bridge"}
    assert "judged  same: " in say("why", case, event_of(say, case, "post")["id"], "--width", "200")[1]
    say("judge", case, "different", claim_id(say, case, "post"), claim_id(say, case, "wire"), *INES)
    assert event_of(say, case, "post")["id"] != event_of(say, case, "wire")["id"]
    for judgement in listed(say, "judgements", case):
        assert say("judge", case, "undo", judgement["id"][:8], *INES)[0] == 0
    assert listed(say, "events", case) == before
    states = [one["state"] for one in listed(say, "judgements", case, "--all")]
    assert states == ["undone", "undone", "stands", "stands"]
    assert listed(say, "judgements", case, "--all")[0]["because"] == "I was there"


@pytest.mark.parametrize("leaving", ["post", "wire", "late"])
def test_all_that_a_report_tells_of_an_event_is_taken_out_of_it(case: Path, say: Say, leaving: str) -> None:
    before = listed(say, "events", case)
    event = event_of(say, case, "post")["id"]
    status, _, err = say("judge", case, "different", f"{leaving}@{event}", event, *INES)
    assert (status, f"what The {leaving} tells of it" in err) == (0, True)
    assert event_of(say, case, leaving)["main_for"] == [leaving]
    (rest,) = [one["main_for"] for one in listed(say, "events", case) if len(one["main_for"]) > 1]
    assert set(rest) == {"post", "wire", "late"} - {leaving}
    (judgement,) = listed(say, "judgements", case)
    assert judgement["state"] == "stands"
    say("judge", case, "undo", judgement["id"], *INES)
    assert listed(say, "events", case) == before


def test_what_one_report_tells_is_taken_out_of_an_event_of_many_and_nothing_else_goes_with_it(
    tmp_path: Path, say: Say
) -> None:
    lines = (
        {
            "id": f"r{at}",
            "published": "2031-05-05",
            "text": f"At least {at % 7 + 3} people died when a ferry sank off Tallinn on Monday, the coast guard said.",
        }
        for at in range(70)
    )
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, lines)))
    case = tmp_path / "many.sayso"
    assert say("build", tmp_path / "feed.jsonl", "--case", case)[0] == 0
    event = event_of(say, case, "r0")
    assert len(event["reports"]) == 70
    assert say("judge", case, "different", f"r33@{event['id']}", event["id"], *INES)[0] == 0
    assert sorted(len(one["reports"]) for one in listed(say, "events", case)) == [1, 69]


def test_an_undoing_can_be_undone(case: Path, say: Say) -> None:
    wrong = claim_id(say, case, "wire")
    say("judge", case, "wrong", wrong, *INES)
    after = listed(say, "tolls", case)
    (first,) = listed(say, "judgements", case)
    say("judge", case, "undo", first["id"], *INES)
    assert listed(say, "tolls", case) != after
    undoing = listed(say, "judgements", case)[-1]
    say("judge", case, "undo", undoing["id"], *INES)
    assert listed(say, "tolls", case) == after


def test_parties_are_named_by_their_names_and_by_claims(case: Path, say: Say) -> None:
    names = {one["name"] for one in listed(say, "parties", case)}
    assert {"coast guard", "Mari Tamm"} <= {name.removeprefix("Lt. ") for name in names}
    tamm = next(name for name in names if "Tamm" in name)
    assert toll(say, case, "post")["origins"] == 2
    assert say("judge", case, "same", tamm, f"{claim_id(say, case, 'post')}:party", *INES)[0] == 0
    assert toll(say, case, "post")["origins"] == 1
    assert len(listed(say, "parties", case)) == len(names) - 1


def test_two_reports_are_a_copy(case: Path, say: Say) -> None:
    assert say("judge", case, "same", "wire", "late", *INES)[0] == 0
    assert {one["id"]: one["copy_of"] for one in listed(say, "reports", case)}["late"] == "wire"
    assert say("judge", case, "different", "late", "wire", *INES)[0] == 0
    assert {one["copy_of"] for one in listed(say, "reports", case)} == {None}


def test_newer_words_supersede_and_nothing_is_lost(case: Path, say: Say) -> None:
    claim = claim_id(say, case, "wire")
    for number, (verdict, *values) in enumerate([("wrong",), ("right",), ("edit", "--set", "value=20"), ("wrong",)]):
        say("judge", case, verdict, claim, *values, "--by", f"N{number}", "--because", "x")
    rows = listed(say, "judgements", case, "--all")
    assert [(one["by"], one["state"]) for one in rows] == [
        ("N0", "superseded"), ("N1", "superseded"), ("N2", "superseded"), ("N3", "stands"),
    ]  # fmt: skip
    assert [one["by"] for one in listed(say, "judgements", case)] == ["N3"]
    say("judge", case, "right", claim, "--by", "N4", "--because", "x")
    (kept,) = [one for one in listed(say, "claims", case) if one["id"] == claim]
    assert (kept["figure"]["value"], kept["judged"]) == (20, "edited"), "who says right says it of what stands there"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["wrong", "nothing"], "nothing in the case has an id that begins with"),
        (["wrong", "{event}"], "of an event, say it of its claims"),
        (["wrong", "{toll}"], "is a toll, which is computed"),
        (["same", "{claim}"], "needs two things"),
        (["same", "{claim}", "{claim}"], "named twice"),
        (["same", "{claim}", "wire"], "must be of one sort"),
        (["different", "bridge@{event}", "{event}"], "gives no figure and tells of nothing in the event"),
        (["different", "wire@e0", "{event}"], "nothing in the case has an id that begins with"),
        (["edit", "{claim}"], "say which values"),
        (["edit", "{event}", "--set", "value=3"], "only a claim's values"),
        (["edit", "{claim}", "--set", "value=many"], "write a number"),
        (["edit", "{claim}", "--set", "low=300"], "low 300 is above high 19"),
        (["edit", "{claim}", "--set", "colour=red"], "there is no value 'colour'"),
        (["edit", "{claim}", "--set", "group=teachers"], "one of civilians"),
        (["edit", "{claim}", "--set", "place=Nowhereville"], "the gazetteer has no such place"),
        (["edit", "{claim}", "--set", "place=Springfield"], "could be several: Springfield, city, Missouri, US"),
        (["edit", "{claim}", "--set", "day=tomorrow"], "write a day as 2022-01-06"),
        (["edit", "{claim}", "--set", "party=Bo (pope)"], "'pope' is no kind of party"),
        (["edit", "{claim}", "--set", "value"], "--set takes NAME=VALUE"),
        (["right", "{claim}", "--set", "value=3"], "right gives no values"),
        (["undo", "{claim}"], "only a judgement can be undone"),
    ],
)
def test_what_cannot_be_judged_is_wrong_use_and_leaves_nothing(
    arguments: list[str], told: str, case: Path, say: Say
) -> None:
    ids = {"claim": claim_id(say, case, "wire"), "event": event_of(say, case, "post")["id"],
           "toll": toll(say, case, "post")["id"]}  # fmt: skip
    status, out, err = say("judge", case, *(one.format(**ids) for one in arguments), *INES)
    assert (status, out) == (2, "")
    assert told in err
    assert listed(say, "judgements", case, "--all") == []


def test_a_reason_and_a_name_are_asked_for(case: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = claim_id(say, case, "wire")
    assert say("judge", case, "wrong", claim, "--because", "x")[0] == 2
    assert say("judge", case, "wrong", claim, "--by", "Ines")[0] == 2
    assert "say why" in say("judge", case, "wrong", claim, "--by", "Ines", "--because", " ")[2]
    assert "say who" in say("judge", case, "wrong", claim, "--by", " ", "--because", "x")[2]
    monkeypatch.setenv("SAYSO_BY", "Noor")
    assert say("judge", case, "wrong", claim, "--because", "x")[0] == 0
    assert [one["by"] for one in listed(say, "judgements", case)] == ["Noor"]


def test_words_of_strangers_in_a_judgement_are_harmless(case: Path, say: Say) -> None:
    claim = claim_id(say, case, "wire")
    evil = "\x1b[2J| `x` <b>"
    say("judge", case, "right", claim, "--by", evil, "--because", evil)
    for command in (["judgements"], ["show"], ["show", "--markdown"], ["why", claim]):
        name, *rest = command
        status, out, _ = say(name, case, *rest)
        assert status == 0
        assert "\x1b" not in out
    assert "<b>" not in say("show", case, "--markdown")[1]
    assert listed(say, "judgements", case)[0]["by"] == evil
    table = say("judgements", case, "--csv")[1]
    assert table.startswith("id,at,by,kind,about,values,because,state,outranked_by\n")


def test_from_python(case: Path) -> None:
    with sayso.open_case(case, write=True) as live:
        claim = next(one for one in live.claims() if one.report == "wire")
        judgement = live.judge("edit", claim.id, values={"value": 22, "group": "children"}, by="Ines", because="a list")
        assert live.claim(claim.id).figure.value == 22
        assert live.claim_as_read(claim.id).figure.value == 19
        (ruling,) = live.rulings()
        assert (ruling.id, ruling.state, ruling.by) == (judgement.id, "stands", "Ines")
        assert {toll.best for event in live.events() for toll in event.tolls if toll.group == "children"} == {22}
        live.judge("undo", judgement.id, by="Noor", because="the list is of another ship")
        assert live.claim(claim.id) == claim
    with pytest.raises(sayso.SaysoError):
        sayso.open_case(case, write=True, min_confidence=0.5)


def test_two_processes_judge_at_once_and_nothing_is_lost(case: Path, say: Say) -> None:
    claims = [claim_id(say, case, report) for report in ("post", "wire")]
    program = """
import sys, sayso
with sayso.open_case(sys.argv[1], write=True) as case:
    print(flush=True)
    for number in range(5):
        case.judge(["right", "wrong"][number % 2], sys.argv[2], by=sys.argv[3], because=str(number))
"""
    processes = [
        subprocess.Popen([sys.executable, "-c", program, str(case), claim, by], env=os.environ, stdout=subprocess.PIPE)
        for claim, by in zip(claims, ("Ines", "Noor"), strict=True)
    ]
    for process in processes:
        process.communicate(timeout=120)
        assert process.returncode == 0
    rows = listed(say, "judgements", case, "--all")
    assert sorted((one["by"], one["because"]) for one in rows) == [
        (by, str(n)) for by in ("Ines", "Noor") for n in range(5)
    ]
    assert len({one["at"] for one in rows}) == 10, "of any two, one is the newer"
    assert {one["judged"] for one in listed(say, "claims", case) if one["id"] in claims} == {"right"}
    with sayso.open_case(case) as opened:
        assert type(opened).__name__ == "Case", "the record that is kept follows from all of them"


def test_the_real_command(case: Path, say: Say) -> None:
    claim = claim_id(say, case, "wire")

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "sayso", *arguments]
        return subprocess.run(
            command, capture_output=True, timeout=120, check=False, env={**os.environ, "SAYSO_BY": "Ines"}
        )

    done = run("judge", str(case), "wrong", claim[:8], "--because", "it counts cars")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"it counts cars" in done.stderr
    lines = run("judgements", str(case), "--json").stdout
    assert json.loads(lines)["by"] == "Ines"
