"""What a file is: by its name, or where the name says nothing by how it begins."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import PurePath

from sayso.errors import ReportUnreadable


class Kind(Enum):
    """The kinds of files that can be read."""

    TEXT = auto()
    PAGE = auto()
    ARCHIVED_PAGE = auto()
    """A page with its pictures in one file (MHTML)."""
    PDF = auto()
    LINES = auto()
    """JSON Lines."""
    PACKED_LINES = auto()
    """JSON Lines, compressed with gzip."""


_BY_SUFFIX = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.TEXT, ".markdown": Kind.TEXT,
    ".html": Kind.PAGE, ".htm": Kind.PAGE, ".xhtml": Kind.PAGE, ".xht": Kind.PAGE,
    ".mhtml": Kind.ARCHIVED_PAGE, ".mht": Kind.ARCHIVED_PAGE,
    ".pdf": Kind.PDF,
    ".jsonl": Kind.LINES, ".ndjson": Kind.LINES, ".jl": Kind.LINES,
}  # fmt: skip

_OTHER_TEXT = (
    ".css", ".csv", ".ini", ".js", ".json", ".map", ".mjs", ".py", ".rss", ".sh", ".svg", ".toml", ".tsv",
    ".xml", ".yaml", ".yml",
)  # fmt: skip
"""Text that is no report, unless it begins like a page or like JSON Lines."""
_PACKED = (".jsonl.gz", ".ndjson.gz", ".jl.gz")
_MAGIC = {
    b"\x1f\x8b": "a gzip archive", b"PK\x03\x04": "a zip archive or an office file", b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"RIFF": "sound, video or a picture", b"OggS": "sound or video",
    b"\xd0\xcf\x11\xe0": "an old office file", b"SQLite format 3": "a database", b"7z\xbc\xaf": "an archive",
    b"Rar!": "an archive", b"\xfd7zXZ": "an archive", b"\x7fELF": "a program", b"MZ\x90\x00": "a program",
}  # fmt: skip
_PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_LINE_START = re.compile(rb'(?:\xef\xbb\xbf)?[ \t]*\{[ \t]*"[^\n]*(?:\}[ \t\r]*\n|\Z|\}[ \t\r]*\Z)')
_MIME_START = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.I)
_KNOWN = "give text, HTML, MHTML, PDF or JSON Lines (one object a line, in a file named .jsonl)"
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\b\x1b"))
_MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are not text; a stray one is forgiven."""


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file with this name and these first bytes; raises `ReportUnreadable` for what is no report.

    >>> kind_of("a.txt", b"Six people"), kind_of("saved", b"<!DOCTYPE html>")
    (<Kind.TEXT: 1>, <Kind.PAGE: 2>)
    """
    if not head:
        raise ReportUnreadable("is empty", hint="check that the file was saved")
    suffix = PurePath(name).suffix.lower()
    if head.startswith(b"%PDF-"):
        return Kind.PDF  # whatever its name: nothing else begins so
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if name.lower().endswith(_PACKED):
        return Kind.PACKED_LINES
    binary = binary_kind(head)
    if binary:
        raise ReportUnreadable(f"is {binary}, not a report", hint=_KNOWN)
    if _PAGE_START.match(head):
        return Kind.PAGE
    if _LINE_START.match(head):
        return Kind.LINES
    if _MIME_START.match(head) and b"multipart/related" in head:
        return Kind.ARCHIVED_PAGE
    if suffix in _OTHER_TEXT:
        raise ReportUnreadable(f"is a {suffix} file, not a report", hint=_KNOWN)
    return Kind.TEXT


def binary_kind(head: bytes) -> str | None:
    """What bytes are that are no text, in words; None where they may be text.

    >>> binary_kind(bytes(range(256)) * 4), binary_kind("дата".encode("utf-16"))
    ('binary data', None)
    """
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if head.startswith(b"{\\rtf"):
        return "an RTF file"
    if controls == 0 or looks_like_utf16(head):
        return None  # "RIFF" may also be a word
    known = next((words for magic, words in _MAGIC.items() if head.startswith(magic)), None)
    return known or ("binary data" if controls > max(1, len(head) * _MOST_CONTROLS) else None)


def looks_like_utf16(head: bytes) -> str | None:
    """The codec of text in UTF-16, with a byte order mark or with every other byte mostly zero; else None."""
    if head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = len(head) // 2
    if len(head) < 16 or max(even, odd) < 0.4 * most or min(even, odd) > 0.05 * most:
        return None
    letters = head[::2] if odd > even else head[1::2]
    if len(letters) - len(letters.translate(None, _CONTROLS)) > 0.05 * most:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
