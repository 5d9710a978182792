from __future__ import annotations

import gzip
from hashlib import sha256
from io import BytesIO

import pytest

from sayso.collect.lines import ALWAYS_UNPACKED, read_lines, unpack
from sayso.errors import ReportUnreadable


def test_lines_with_their_numbers_and_hashes() -> None:
    lines = list(read_lines(BytesIO(b'{"a": 1}\r\n\n   \n{"b": 2}'), 100))
    assert [(line.number, line.content) for line in lines] == [(1, b'{"a": 1}'), (4, b'{"b": 2}')]
    assert lines[0].sha256 == sha256(b'{"a": 1}').hexdigest()


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_line_too_long_is_hashed_whole_and_the_next_one_read(end: bytes) -> None:
    long = b'{"id": "a"' + b"x" * 3_000_000
    first, *others = read_lines(BytesIO(long + end + (b"{}" if end else b"")), 1_000)
    assert (first.whole, first.sha256, len(first.content)) == (False, sha256(long).hexdigest(), 1_002)
    assert [line.content for line in others] == ([b"{}"] if end else [])


@pytest.mark.parametrize("size", [999, 1_000])
def test_line_just_within_the_limit(size: int) -> None:
    for end in (b"", b"\n", b"\r\n"):
        (line,) = read_lines(BytesIO(b"x" * size + end), 1_000)
        assert line.whole
        assert len(line.content) == size


def test_packed_lines() -> None:
    packed = gzip.compress(b'{"a": 1}\n{"b": 2}\n' * 1_000)
    assert len(list(read_lines(unpack(BytesIO(packed), len(packed)), 100))) == 2_000


def test_bomb_is_refused() -> None:
    packed = gzip.compress(b"x" * 999 + b"\n", 1) * ((ALWAYS_UNPACKED + 10_000_000) // 1_000)
    with pytest.raises(ReportUnreadable, match="times its size"):
        list(read_lines(unpack(BytesIO(packed), 100_000), 1_000))


@pytest.mark.parametrize("content", [b"\x1f\x8b broken", gzip.compress(b"{}\n" * 9)[:-9], b"no gzip"])
def test_broken_archive_is_refused(content: bytes) -> None:
    with pytest.raises(ReportUnreadable, match="broken"):
        list(read_lines(unpack(BytesIO(content), len(content)), 1_000))
