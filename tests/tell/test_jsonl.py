from __future__ import annotations

import json

import msgspec
import pytest

from sayso.nouns.issue import Issue
from sayso.store.sqlite import Case
from sayso.tell.jsonl import encode_line, read_line
from sayso.tell.names import Names
from sayso.tell.report_lines import report_lines
from tests.tell.flood import DENIED, EVENT, HARBOUR, HOSTILE, READINGS, RECORD, TOLL

from tests.tell.public import CLAIM, DISPUTE, EVENT as EVENT_KEYS, ISSUE, READING, TOLL as TOLL_KEYS, check  # isort: skip


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.report.id)
def test_a_line_of_read_has_every_key(reading: object) -> None:
    check(json.loads(encode_line(read_line(reading))), READING)  # type: ignore[arg-type]


def test_the_lines_of_a_case_have_every_key() -> None:
    check(json.loads(encode_line(EVENT)), EVENT_KEYS)
    check(json.loads(encode_line(TOLL)), TOLL_KEYS)
    check(json.loads(encode_line(EVENT.disputes[0])), DISPUTE)
    check(json.loads(encode_line(READINGS[0].claims[0])), CLAIM)
    check(json.loads(encode_line(READINGS[3].issues[0])), ISSUE)


def test_unknown_is_null_and_words_are_exact() -> None:
    line = json.loads(encode_line(read_line(READINGS[0])))
    assert line["url"] is None
    assert line["title"] == HOSTILE
    assert line["text"] == HARBOUR
    said = line["attributions"][0]["content"]
    assert HARBOUR[said["start"] : said["end"]] == said["text"] == DENIED.content.text


def test_a_line_is_one_line() -> None:
    assert encode_line(read_line(READINGS[0])).count(b"\n") == 1


def test_half_a_surrogate_pair_is_written_as_json_can() -> None:
    issue = Issue(report=None, path=None, stage="collect", place=None, message="half \ud83d", hint=None)
    assert json.loads(encode_line(issue))["message"] == "half \ud83d"


def test_a_report_of_a_case_has_all_but_its_text(case: Case) -> None:
    lines = [json.loads(encode_line(line)) for line in report_lines(case, text=False)]
    assert [line["id"] for line in lines] == ["aharbour", "bcourier", "creprint", "dundated"]
    for line in lines:
        check(line, [key for key in READING if key != "text"])
        assert "text" not in line
    assert [line["copy_of"] for line in lines] == [None, None, "aharbour", None]
    assert [len(line["claims"]) for line in lines] == [1, 2, 1, 0]


def test_with_text_it_is_the_line_of_read_and_more(case: Case) -> None:
    for line, reading in zip(report_lines(case, text=True), READINGS, strict=True):
        public = msgspec.json.decode(encode_line(line))
        read = msgspec.json.decode(encode_line(read_line(Names(RECORD.parties).unified_reading(reading))))
        assert {key: public[key] for key in read} == read
        assert list(public)[:9] == READING[:9]
