"""One text as published, and the bytes it came from."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from sayso.nouns.issue import Issue


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
