"""The bytes of one file, read once and within bounds."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BufferedReader, FileIO
from pathlib import Path

from msgspec import Struct

from sayso.errors import ReportUnreadable

HEAD = 8_192
"""Bytes that are looked at to tell what a file is."""
_CHUNK = 1 << 20


class Content(Struct, frozen=True):
    """A file's bytes with their hash; `content` is None where there are more than may be held."""

    sha256: str
    size: int
    content: bytes | None


@contextmanager
def open_plain(path: Path) -> Iterator[BufferedReader[FileIO]]:
    """A file opened for reading; raises `ReportUnreadable` for anything else, and for what happens while it is read.

    A pipe that takes the file's place between listing and opening is refused, never waited for.
    """
    try:
        # O_NONBLOCK: opening a pipe without a writer would hang. It means nothing for plain files.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with BufferedReader(FileIO(descriptor), 1 << 16) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ReportUnreadable("is no plain file", hint="give a file")
            yield file
    except OSError as error:
        raise ReportUnreadable(
            f"cannot be read: {error.strerror or error}", hint="check that the file is still there and may be read"
        ) from error


def read_content(file: BufferedReader[FileIO], limit: int) -> Content:
    """All bytes of an open file with their SHA-256; above `limit` bytes only the hash is kept, in constant memory."""
    digest, kept, size = sha256(), bytearray(), 0
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if size <= limit:
            kept += chunk
        else:
            kept.clear()
    return Content(digest.hexdigest(), size, bytes(kept) if size <= limit else None)
