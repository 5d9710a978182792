"""How many people, as firmly as the words allow."""

from __future__ import annotations

from typing import Literal

from sayso.nouns.span import Span

Qualifier = Literal[
    "exact", "at_least", "more_than", "at_most", "less_than", "nearly", "about", "between",
    "dozens", "scores", "hundreds", "thousands", "several", "many", "none",
]  # fmt: skip


class Figure(Span, frozen=True, kw_only=True):
    """A number with its bound words: "nearly 8,000" is 8000 written, and no more than 8,000."""

    value: int | None
    """The number written; None for ranges and vague words."""
    low: int | None
    """Least number of people the words allow, inclusive."""
    high: int | None
    """Greatest number of people the words allow, inclusive."""
    qualifier: Qualifier

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.text!r}: low {self.low} above high {self.high}")
