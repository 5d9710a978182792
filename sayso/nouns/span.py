"""Words at their place in a text."""

from __future__ import annotations

from typing import Self

from msgspec import Struct


class Span(Struct, frozen=True, kw_only=True):
    """Words and where they stand: code-point offsets into the report's text, `end` exclusive."""

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"{self.text!r} does not fit {self.start}..{self.end}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The words of `text` from `start` to `end`."""
        return cls(text=text[start:end], start=start, end=end)

    @property
    def range(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def bare(self) -> Span:
        """The words and offsets alone, without what a richer value adds to them."""
        return Span(text=self.text, start=self.start, end=self.end)
