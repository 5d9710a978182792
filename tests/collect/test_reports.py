from __future__ import annotations

import gzip
import json
import os
import tracemalloc
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.collect.reports import collect_reports
from sayso.nouns.issue import Issue
from sayso.nouns.report import Collected
from sayso.settings import Settings

from .conftest import Collect, MakePdf

Write = Callable[[str, bytes | str], Path]

STORY = "At least six people were killed in the harbour town on Friday, the Interior Ministry said.\n"
RUSSIAN = "Шесть человек погибли и десятки ранены, когда полиция открыла огонь по толпе в порту, сообщили власти.\n"


def reports(found: list[Collected | Issue]) -> list[Collected]:
    return [one for one in found if isinstance(one, Collected)]


def only(found: list[Collected | Issue]) -> Collected:
    (one,) = found
    assert isinstance(one, Collected)
    return one


def only_issue(found: list[Collected | Issue]) -> Issue:
    (one,) = found
    assert isinstance(one, Issue)
    assert one.path
    assert one.hint
    assert one.stage == "collect"
    return one


def line(**values: object) -> str:
    return json.dumps(values) + "\n"


def test_text_file_is_kept_as_it_is(write: Write, collect: Collect) -> None:
    content = b"\xef\xbb\xbf" + f"Riots\r\n\r\n{STORY}".encode()
    path = write("a.txt", content)
    one = only(collect(path))
    assert one.report.text == f"Riots\r\n\r\n{STORY}"
    assert one.report.id == one.report.sha256 == one.original.sha256 == sha256(content).hexdigest()
    assert one.original.content == content
    assert one.report.path == str(path)
    assert (one.report.language, one.readable, one.offsets, one.issues) == ("en", True, (), ())


def test_publication_line_of_a_text_is_read_and_outranked(write: Write, collect: Collect) -> None:
    path = write("a.txt", f"Posted: January 21, 2022 at 11:34 pm\n\n{STORY}")
    assert only(collect(path)).report.published == "2022-01-21"
    write("reports.toml", '["a.txt"]\npublished = "2022-01-22"\npublisher = "The Post"\n')
    report = only(collect(path)).report
    assert (report.published, report.publisher) == ("2022-01-22", "The Post")


def test_folder_of_every_kind(write: Write, collect: Collect, make_pdf: MakePdf, tmp_path: Path) -> None:
    write("1.txt", STORY)
    write("2.html", f"<html><body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>")
    write("2_files/ad.html", "<p>Ninety dead</p>")
    write("3.pdf", make_pdf([STORY.strip()]))
    write("4.jsonl", line(id="a", text=STORY) + "\n" + line(id=7, text=STORY))
    write("5.jsonl.gz", gzip.compress(line(id="b", text=STORY).encode()))
    write("6", STORY)
    write("deep/er/7.txt", STORY)
    found = reports(collect(tmp_path))
    assert [Path(one.report.path or "").name for one in found] == [
        "1.txt", "2.html", "3.pdf", "4.jsonl:1", "4.jsonl:3", "5.jsonl.gz:1", "6", "7.txt",
    ]  # fmt: skip
    assert all("six people were killed" in one.report.text for one in found)
    assert not any(one.issues for one in found)
    assert [one.report.id for one in found[3:6]] == ["a", "7", "b"]


def test_line_without_id_is_known_by_its_hash(write: Write, collect: Collect) -> None:
    content = line(text=STORY)
    report = only(collect(write("a.jsonl", content))).report
    assert report.id == report.sha256 == sha256(content.strip().encode()).hexdigest()


def test_broken_lines_are_told_and_the_others_read(write: Write, collect: Collect) -> None:
    bad = ['{"text": "cut', "[]", '{"id": "d", "text": 5}', "\x00\x00", '{"id": "e", "text": "\\ud800 dead"}']
    found = collect(write("a.jsonl", line(id="a", text=STORY) + "\n".join(bad) + "\n" + line(id="z", text=STORY)))
    assert [one.report.id if isinstance(one, Collected) else one.path and one.path[-2:] for one in found] == [
        "a", ":2", ":3", "d", ":5", "e", "z",
    ]  # fmt: skip
    for one in found[1:-1]:
        assert (one.issues[0] if isinstance(one, Collected) else one).hint
    assert b"\\ud800" in msgspec.json.encode(found) or b"\xef\xbf\xbd dead" in msgspec.json.encode(found)


def test_two_reports_with_one_id_both_go_on(write: Write, collect: Collect) -> None:
    same, other = line(id="a", text=STORY), line(id="a", text="Nine people were killed.")
    found = reports(collect(write("a.jsonl", same + other + same), write("b.jsonl", other)))
    assert [one.report.id for one in found] == ["a"] * 4
    assert [len(one.issues) for one in found] == [0, 1, 0, 1]
    assert found[1].issues[0].report == "a"


def test_same_file_twice_is_given_twice_without_an_issue(write: Write, collect: Collect, tmp_path: Path) -> None:
    write("a.txt", STORY)
    write("b.txt", STORY)
    first, second = reports(collect(tmp_path))
    assert first.report.id == second.report.id
    assert not first.issues
    assert not second.issues


def test_other_language_is_kept_unread_and_named(write: Write, collect: Collect) -> None:
    one = only(collect(write("a.txt", RUSSIAN)))
    assert (one.report.language, one.report.text, one.readable) == ("ru", RUSSIAN, False)
    assert 'written in "ru"' in one.issues[0].message


def test_very_short_text_stays_readable(write: Write, collect: Collect) -> None:
    one = only(collect(write("a.txt", "Six killed.")))
    assert (one.report.language, one.readable) == (None, True)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.jsonl", "a.jsonl.gz", "a"])
def test_empty_file(write: Write, collect: Collect, name: str) -> None:
    assert "empty" in only_issue(collect(write(name, b""))).message


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.mhtml", "a.md"])
def test_binary_file_is_kept_unread(write: Write, collect: Collect, name: str) -> None:
    content = bytes(range(256)) * 50
    one = only(collect(write(name, content)))
    assert (one.report.text, one.readable, one.original.content) == ("", False, content)
    assert one.issues[0].report == one.report.id
    assert one.issues[0].hint


def test_picture_beside_the_reports_is_told(write: Write, collect: Collect) -> None:
    assert "picture" in only_issue(collect(write("a.png", b"\x89PNG\r\n\x1a\n\x00"))).message


def test_file_above_the_limit_keeps_its_hash_in_little_memory(write: Write, collect: Collect) -> None:
    content = STORY.encode() * 400_000
    path = write("a.txt", content)
    size, digest = len(content), sha256(content).hexdigest()
    del content
    tracemalloc.start()
    one = only(collect(path, max_text_bytes=1_000_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < size / 3
    assert (one.report.id, one.report.text, one.original.content, one.readable) == (digest, "", b"", False)
    assert f"{size:,}" in one.issues[0].message


def test_line_above_the_limit_is_kept_under_its_id(write: Write, collect: Collect) -> None:
    path = write("a.jsonl", line(id="long", text=STORY * 1_000) + line(id="z", text=STORY))
    long, last = reports(collect(path, max_text_bytes=2_000))
    assert (long.report.id, long.report.text, long.readable) == ("long", "", False)
    assert last.report.text == STORY


def test_text_longer_than_is_read_is_told(write: Write, collect: Collect) -> None:
    one = only(collect(write("a.txt", STORY * 10), max_chars_read=100))
    assert (one.readable, one.report.text) == (True, STORY * 10)
    assert (one.issues[0].place or "").startswith("characters 100-")


def test_file_that_vanishes_between_listing_and_reading(write: Write, tmp_path: Path) -> None:
    write("a.txt", STORY)
    path = write("b.txt", STORY)
    found: Iterator[Collected | Issue] = collect_reports([tmp_path, path], Settings())
    assert isinstance(next(found), Collected)
    path.unlink()
    issues = [one for one in found if isinstance(one, Issue)]
    assert len(issues) == 2
    assert all(issue.hint for issue in issues)


def test_pipe_in_the_place_of_a_file_is_not_waited_for(write: Write, tmp_path: Path) -> None:
    write("a.txt", STORY)
    path = write("b.txt", STORY)
    found = collect_reports([tmp_path], Settings())
    next(found)
    path.unlink()
    os.mkfifo(path)
    assert isinstance(next(found), Issue)


def test_file_that_may_not_be_read(write: Write, collect: Collect) -> None:
    path = write("a.txt", STORY)
    path.chmod(0)
    root = os.geteuid() == 0
    if root:  # root may read everything: be somebody else for a moment, in a folder that anybody may enter
        for folder in path.parents:
            if folder.stat().st_uid == 0 and folder != Path(folder.anchor) and not folder.stat().st_mode & 1:
                folder.chmod(folder.stat().st_mode | 0o11)
        os.seteuid(65534)
    try:
        issue = only_issue(collect(path))
    finally:
        if root:
            os.seteuid(0)
    assert "ermission" in issue.message


def test_broken_archive_tells_after_what_it_gave(write: Write, collect: Collect) -> None:
    packed = gzip.compress("".join(line(id=number, text=STORY) for number in range(2_000)).encode())
    found = collect(write("a.jsonl.gz", packed[: len(packed) // 2]))
    assert isinstance(found[-1], Issue)
    assert "broken" in found[-1].message


def test_lines_in_utf16_are_told_once(write: Write, collect: Collect) -> None:
    issue = only_issue(collect(write("a.jsonl", (line(id="a", text=STORY) * 9).encode("utf-16"))))
    assert "UTF-16" in issue.message


def test_lines_after_a_byte_order_mark(write: Write, collect: Collect) -> None:
    assert only(collect(write("a.jsonl", b"\xef\xbb\xbf" + line(id="a", text=STORY).encode()))).report.text == STORY


def test_sidecar_faults_are_told_once(write: Write, collect: Collect, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "sub/c.txt", "z.txt"):
        write(name, STORY + name)
    write("reports.toml", '["gone.txt"]\ntitle = "x"\n')
    issues = [one for one in collect(tmp_path) if isinstance(one, Issue)]
    assert [issue.place for issue in issues] == ['["gone.txt"]']


def test_values_of_a_feed_hold_for_lines_that_have_none(write: Write, collect: Collect) -> None:
    path = write("a.jsonl", line(id="a", text=STORY) + line(id="b", text=STORY, publisher="The Other"))
    write("reports.toml", '["a.jsonl"]\npublisher = "The Post"\n')
    assert [one.report.publisher for one in reports(collect(path))] == ["The Post", "The Other"]


def test_a_feed_streams(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for number in range(20_000):
            file.write(line(id=number, text=STORY * 20, language="en"))
    tracemalloc.start()
    count = sum(isinstance(one, Collected) for one in collect_reports([path], Settings()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < path.stat().st_size / 4


def test_same_input_gives_the_same(write: Write, collect: Collect, tmp_path: Path) -> None:
    write("a.html", f"<html><body><p>{STORY}</p></body></html>")
    write("b.jsonl", line(id="a", text=STORY) + "{")
    assert collect(tmp_path) == collect(tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300),
    name=st.sampled_from(["a.txt", "a.html", "a.mhtml", "a.jsonl", "a", "reports.toml"]),
)
def test_any_bytes_give_reports_or_issues_that_can_be_written(write: Write, content: bytes, name: str) -> None:
    path = write(name, content)
    found = list(collect_reports([path.parent], Settings()))
    path.unlink()
    json.dumps(msgspec.to_builtins([one.report if isinstance(one, Collected) else one for one in found])).encode(
        "utf-8"
    )
    for one in found:
        issues = one.issues if isinstance(one, Collected) else (one,)
        assert all(issue.message and issue.path for issue in issues)
        if isinstance(one, Collected) and not one.readable:
            assert issues
