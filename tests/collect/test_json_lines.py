from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect.json_lines import LineReport, read_line
from sayso.collect.lines import Line
from sayso.errors import ReportUnreadable


def read(content: bytes | str) -> LineReport:
    line = content if isinstance(content, bytes) else content.encode("utf-8")
    return read_line(Line(17, line, sha256(line).hexdigest(), whole=True))


@given(st.text(min_size=1), st.booleans())
def test_text_is_kept_character_for_character(text: str, ascii_only: bool) -> None:
    found = read(json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only)).found
    assert found.text == text
    assert found.readable == bool(text.strip())


@pytest.mark.parametrize(
    ("given_id", "read_id"),
    [('"a"', "a"), ("7", "7"), ("7.5", "7.5"), ("null", None), ('""', None), ("[]", None), ("true", None)],
)
def test_ids(given_id: str, read_id: str | None) -> None:
    assert read('{"text": "Six", "id": %s}' % given_id).id == read_id  # noqa: UP031 (braces)


def test_html_gives_text_title_and_date() -> None:
    page = (
        '<html><head><title>Riots</title><meta property="article:published_time" content="2022-01-07"></head>'
        "<body><article>"
        "<p>At least six people were killed in the harbour town on Friday, the Interior Ministry said.</p>"
        "<p>Another eighteen were hurt, according to the hospital in the next town.</p></article></body></html>"
    )
    line = read(json.dumps({"id": "a", "html": page, "publisher": "The Post"}))
    assert line.found.text.startswith("At least six")
    assert line.found.details.published == "2022-01-07"
    assert line.given.publisher == "The Post"
    first = line.found.offsets[0]
    assert page[first.original_start :].startswith("At least six")


@pytest.mark.parametrize(
    "line",
    ['{"id": "a", "text": "cut off', "[1, 2]", '"words"', "7", "null", "{", "\x00\x00\x00", "{]", "9" * 5000],
)
def test_what_is_no_object_is_refused_with_its_place(line: str) -> None:
    if '"id"' in line:
        kept = read(line)
        assert (kept.id, kept.found.text, kept.found.readable) == ("a", "", False)
        assert (kept.found.flaws[0].place or "").startswith("line 17")
        return
    with pytest.raises(ReportUnreadable) as caught:
        read(line)
    assert (caught.value.place or "").startswith("line 17")
    assert caught.value.hint


@pytest.mark.parametrize(
    "line", ['{"id": "a"}', '{"id": "a", "text": 5}', '{"id": "a", "html": []}', '{"id": "a", "text": " "}']
)
def test_object_without_words_is_kept_unread(line: str) -> None:
    report = read(line)
    assert report.id == "a"
    assert not report.found.readable
    assert report.found.flaws[0].hint


def test_wrong_types_beside_the_text_are_told_one_by_one() -> None:
    report = read('{"id": "a", "text": "Six", "title": 5, "published": "2022-02-31", "url": {}, "extra": [1]}')
    assert report.found.text == "Six"
    assert [flaw.place for flaw in report.found.flaws] == ["title", "published", "url"]


def test_halves_of_characters_are_replaced_and_told() -> None:
    found = read('{"id": "\\udc80", "text": "six \\ud800 dead \\ud83d\\ude00"}')
    assert found.found.text == "six \ufffd dead 😀"
    assert found.found.flaws
    msgspec.json.encode((found.id, found.found.text))


def test_bytes_that_are_not_utf8() -> None:
    report = read(b'{"id": "a", "text": "\x93Six\x94 people"}')
    assert report.found.text == "“Six” people"
    assert report.found.flaws


def test_raw_control_characters_and_zero_bytes() -> None:
    assert read(b'\x00\x00{"id": "a", "text": "Six\x00\tpeople"}').found.text == "Six\x00\tpeople"


def test_values_nested_too_deeply_do_not_hide_the_text() -> None:
    deep = "[" * 200_000 + "]" * 200_000
    report = read('{"x": %s, "text": "Six \\"people\\"", "y": {"id": "b", "text": "no"}, "id": "a"}' % deep)  # noqa: UP031
    assert (report.id, report.found.text) == ("a", 'Six "people"')
    assert report.found.flaws


def test_line_too_long_is_kept_under_its_id() -> None:
    report = read_line(Line(3, b'{"id": "a", "text": "Six people', "0" * 64, whole=False))
    assert (report.id, report.found.readable) == ("a", False)
    assert report.found.flaws[0].place == "line 3"


@given(st.binary(max_size=200))
def test_any_bytes_give_a_report_or_are_refused(content: bytes) -> None:
    with suppress(ReportUnreadable):
        msgspec.json.encode(read(content).found.text)
