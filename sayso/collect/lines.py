"""The lines of a file, one at a time, each within bounds."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from hashlib import sha256
from io import BufferedIOBase
from typing import NamedTuple, cast

from sayso.errors import ReportUnreadable

MOST_TIMES = 200
"""How many times larger than the file its contents may be. Text packs to a tenth at best, a bomb to a thousandth."""
ALWAYS_UNPACKED = 16 * 1024 * 1024
"""Bytes that are unpacked whatever the ratio: a few kilobytes of one repeated line are no bomb."""
_CHUNK = 1 << 20
START = 4_096
"""Bytes of a line too long that are kept, so that it can be named."""


class Line(NamedTuple):
    """One line without its line end."""

    number: int
    """From 1."""
    content: bytes
    """The whole line, or the first bytes of one that is too long."""
    sha256: str
    """Of the whole line."""
    whole: bool


def read_lines(file: BufferedIOBase, limit: int) -> Iterator[Line]:
    """Every line with something in it; of one longer than `limit` bytes only the beginning and the hash are kept."""
    number = 0
    while first := file.readline(limit + 2):
        number += 1
        whole = first.endswith(b"\n") or len(first) <= limit
        content = first.removesuffix(b"\n").removesuffix(b"\r")
        if not whole:
            yield Line(number, content[:START], _hash_rest(file, first), whole=False)
        elif content.strip(b" \t\r"):
            yield Line(number, content, sha256(content).hexdigest(), whole=True)


def _hash_rest(file: BufferedIOBase, first: bytes) -> str:
    """The hash of a line whose beginning was read; it is read to its end and forgotten."""
    digest, before = sha256(), first
    while not before.endswith(b"\n") and (chunk := file.readline(_CHUNK)):
        digest.update(before)
        before = chunk
    digest.update(before.removesuffix(b"\n").removesuffix(b"\r"))
    return digest.hexdigest()


def unpack(file: BufferedIOBase, size: int) -> BufferedIOBase:
    """The contents of a gzip file of `size` bytes; reading raises `ReportUnreadable` where it is broken or a bomb."""
    return cast("BufferedIOBase", _Unpacked(file, size))


class _Unpacked:
    """A gzip file that stops unpacking where it gets out of proportion."""

    def __init__(self, file: BufferedIOBase, size: int) -> None:
        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._left = max(ALWAYS_UNPACKED, size * MOST_TIMES)

    def readline(self, size: int = -1) -> bytes:
        """At most `size` bytes up to the end of the line."""
        try:
            line = self._file.readline(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ReportUnreadable(f"the gzip archive is broken: {error}", hint="get the file again") from error
        self._left -= len(line)
        if self._left < 0:
            raise ReportUnreadable(
                f"unpacks to more than {MOST_TIMES} times its size", hint="unpack it yourself if you trust it"
            )
        return line
