from __future__ import annotations

import random

import pytest

from sayso.collect.kinds import Kind, binary_kind, kind_of
from sayso.errors import ReportUnreadable


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"Six", Kind.TEXT),
        ("a.md", b"# Six", Kind.TEXT),
        ("a.HTM", b"Six", Kind.PAGE),
        ("a.mht", b"From: x", Kind.ARCHIVED_PAGE),
        ("a.jsonl", b"{}", Kind.LINES),
        ("a.jsonl.gz", b"\x1f\x8b\x08", Kind.PACKED_LINES),
        ("a.txt", b"%PDF-1.7 ", Kind.PDF),
        ("page", b"\n<!-- saved --><!doctype HTML>", Kind.PAGE),
        ("page.aspx", b'<?xml version="1.0"?>\n<html xmlns="x">', Kind.PAGE),
        ("feed", b'{"id": "a"}', Kind.LINES),
        ("feed.json", b'{"id": "a"}\n{"id": "b"}\n', Kind.LINES),
        (
            "saved",
            b"From: <Saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;",
            Kind.ARCHIVED_PAGE,
        ),
        ("notes", b"Six people were killed.", Kind.TEXT),
        ("notes.log", "Шесть".encode("utf-16"), Kind.TEXT),
    ],
)
def test_kind(name: str, head: bytes, kind: Kind) -> None:
    assert kind_of(name, head) is kind


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x14\x00\x00", b"\x00\x01\x02\x03" * 9])
def test_what_is_no_report_is_refused(head: bytes) -> None:
    with pytest.raises(ReportUnreadable):
        kind_of("thing.bin", head)


@pytest.mark.parametrize("name", ["style.css", "table.csv", "pretty.json", "feed.xml"])
def test_text_of_another_kind_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(ReportUnreadable) as caught:
        kind_of(name, b'{\n "id": "a"\n}')
    assert "JSON Lines" in (caught.value.hint or "")


def test_random_bytes_are_binary_and_words_are_not() -> None:
    assert binary_kind(random.Random(7).randbytes(4_000)) == "binary data"
    assert binary_kind(b"RIFF is a word, and so is ID3") is None
    assert binary_kind(b"one stray \x00 zero") is None
