"""One text as published, and the bytes it came from."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath
from urllib.parse import urlsplit

from msgspec import Struct

from sayso.nouns.issue import Issue

_LONGEST_NAME = 48
"""Characters of a title or a file's name that stands for a publisher."""


class Report(Struct, frozen=True, kw_only=True):
    """One text as published: an article, an NGO's statement, a post."""

    id: str
    path: str | None
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    """ISO 8601: a date, or a date and time."""
    language: str | None
    """ISO 639-1 code; None where it cannot be told."""
    sha256: str
    """Of the original's bytes (for JSON Lines: of the line's bytes without its newline)."""
    text: str

    @property
    def published_on(self) -> date | None:
        """The day of publication."""
        return date.fromisoformat(self.published[:10]) if self.published else None

    @property
    def printer(self) -> str | None:
        """Whoever prints it: its publisher, else the host of its address; None where neither is known."""
        return self.publisher or host_of(self.url)

    @property
    def teller(self) -> str:
        """Whoever speaks where the report names nobody: its publisher, else what there is to tell the report by.

        That is the host of its address, else its day, else its title, else the name of its file.
        """
        if self.printer:
            return self.printer
        day = self.published_on
        if day:
            return f"report of {day.day} {day:%B} {day.year}"
        return f"report “{_cut(self.title)}”" if self.title else _cut(PurePath(self.path or self.id).name)


def host_of(url: str | None) -> str | None:
    """The host of an address without "www."; None where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _cut(name: str) -> str:
    """One line of at most `_LONGEST_NAME` characters, cut at a word."""
    line = " ".join(name.split())
    if len(line) <= _LONGEST_NAME:
        return line
    whole = line[:_LONGEST_NAME].rpartition(" ")[0]
    return f"{whole or line[:_LONGEST_NAME]}…"


class Original(Struct, frozen=True, kw_only=True):
    """The bytes that a report was read from."""

    sha256: str
    media_type: str
    content: bytes
    """Empty where the original was larger than `Settings.max_text_bytes`: then only its hash is kept."""


class Stretch(Struct, frozen=True, kw_only=True):
    """A run of the report's text and where it stands in the original's decoded text (code points)."""

    start: int
    end: int
    original_start: int
    original_end: int


class Collected(Struct, frozen=True, kw_only=True):
    """One report as it came in: its text, its original, the way back from one to the other, and what was wrong."""

    report: Report
    original: Original
    offsets: tuple[Stretch, ...] = ()
    """Where the text's parts stand in the original; empty where the text is the original's or the way back unknown."""
    issues: tuple[Issue, ...] = ()
    readable: bool = True
    """False where the text is kept but must not be read for claims (another language, binary content, too long)."""
