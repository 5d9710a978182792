from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.nouns.claim import Claim
from sayso.nouns.event import Event, SetAside, Toll
from sayso.nouns.issue import Issue
from sayso.store.sqlite import Case
from sayso.tell.jsonl import ReportLine
from sayso.tell.report_lines import report_lines
from sayso.tell.table_csv import columns, csv_lines
from tests.tell.flood import C_41, C_90, EVENT, TOLL, party

NONE: frozenset[str] = frozenset()


def rows(kind: type[msgspec.Struct], *values: msgspec.Struct, without: frozenset[str] = NONE) -> list[dict[str, str]]:
    text = b"".join(csv_lines(kind, values, without=without)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def issue(message: str) -> Issue:
    return Issue(report=None, path=None, stage="collect", place=None, message=message, hint=None)


def test_nested_scalars_have_a_column_each() -> None:
    (row,) = rows(Claim, C_41)
    assert row["figure.low"] == "41"
    assert row["says_who.0.name"] == "ministry"
    assert row["effects.0"] == "killed"
    assert row["where.latitude"] == "-10.5"
    assert (row["when.earliest"], row["says_who.1.name"], row["says_who.more"]) == ("", "", "")


def test_the_header_does_not_depend_on_the_rows() -> None:
    header = b"".join(csv_lines(Claim, [], without=NONE))
    assert header == next(iter(csv_lines(Claim, [C_41], without=NONE)))
    assert header.decode().startswith("id,report,sentence.text,")


def test_what_a_list_has_beyond_its_columns_is_kept_as_json() -> None:
    text = "A B C D E"
    chain = tuple(party(text, letter, letter, "media") for letter in "ABCDE")
    (row,) = rows(Claim, msgspec.structs.replace(C_41, says_who=chain))
    assert [row[f"says_who.{at}.name"] for at in range(3)] == ["A", "B", "C"]
    assert [one["name"] for one in json.loads(row["says_who.more"])] == ["D", "E"]


def test_nothing_of_a_toll_is_lost() -> None:
    aside = tuple(SetAside(claim=f"c{at}", why="older") for at in range(5))
    (row,) = rows(Toll, msgspec.structs.replace(TOLL, set_aside=aside))
    assert [row[f"set_aside.{at}.claim"] for at in range(3)] == ["c0", "c1", "c2"]
    assert [one["claim"] for one in json.loads(row["set_aside.more"])] == ["c3", "c4"]
    assert row["series.1.supersedes"] == "true"


def test_fields_can_be_left_out() -> None:
    (row,) = rows(Event, EVENT, without=frozenset({"tolls", "disputes"}))
    assert not any(name.startswith(("tolls", "disputes")) for name in row)
    assert row["when.earliest"] == "2031-05-02"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"])
def test_no_cell_of_words_is_run_by_a_spreadsheet(text: str) -> None:
    (row,) = rows(Issue, issue(text))
    assert row["message"] == f"'{text}"


def test_numbers_below_zero_stay_numbers() -> None:
    assert rows(Claim, C_90)[0]["where.latitude"] == "-10.5"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_words_come_back_whole(text: str) -> None:
    (row,) = rows(Issue, issue(text))
    assert row["message"].removeprefix("'") == text.removeprefix("'")


def test_lone_surrogates_and_nul_do_not_stop_a_table() -> None:
    (row,) = rows(Issue, issue("half \ud800 nul \0"))
    assert row["message"] == "half ? nul \ufffd"


def test_reports_are_a_table_without_their_lists(case: Case) -> None:
    lists = frozenset({"claims", "attributions", "whens", "wheres", "events", "violations", "issues", "text"})
    found = rows(ReportLine, *report_lines(case, text=False, said=False), without=lists)
    assert [row["copy_of"] for row in found] == ["", "", "aharbour", ""]
    assert list(found[0])[-2:] == ["copy_of", "withdrawn"]


@pytest.mark.parametrize("kind", [Claim, Toll, Issue])
def test_no_column_is_there_twice(kind: type[msgspec.Struct]) -> None:
    assert len(set(columns(kind))) == len(columns(kind))
