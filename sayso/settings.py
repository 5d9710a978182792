"""All options in one frozen object; the only module that decides defaults."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from sayso.errors import WrongUse

Policy = Literal["latest", "ucdp", "acled"]
Reader = Literal["full", "rules"]


class Settings(Struct, frozen=True, kw_only=True):
    """What a user can choose. The same reports, judgements and settings give the same record."""

    as_of: date | None = None
    """Only what had been published or said by this day counts; None: everything."""
    min_confidence: float = 0.0
    """Claims less likely to be right than this, from 0 to 1, are left out of what is computed and listed, and counted.

    One whose confidence is unknown stays only at 0. Nothing is read otherwise, and a case keeps all claims.
    """
    policy: Policy = "latest"
    """The rule that picks a toll's low, best and high from each party's newest word, origins weighed one each.

    `latest`: the number that most origins give, then the newest. `ucdp`: the lowest, likeliest and highest number of
    origins that count for themselves. `acled`: the most conservative number. See `sayso.reconcile.policy`.
    """
    reader: Reader = "full"
    """What reads attributions: the trained model with the written rules, or the rules alone."""
    max_text_bytes: int = 64 * 1024 * 1024
    """Files above this size are kept by hash and become an issue instead of being read."""
    max_chars_read: int = 2_000_000
    """Only this much of one report's text is read for claims; the rest is kept and named in an issue."""
    batch_sentences: int = 512
    """How many sentences the parser takes at a time (speed and memory only; never the result)."""
    jobs: int = 1
    """How many processes read many reports (speed and memory only; never the result); 0: as many as there are cores.

    The command line uses them all. A script of your own that asks for more than one needs the usual
    `if __name__ == "__main__":`, since each process imports it.
    """

    def __post_init__(self) -> None:
        """Raises `WrongUse` where a value cannot be."""
        if not 0 <= self.min_confidence <= 1:
            raise WrongUse(f"{self.min_confidence} is no probability; min_confidence is a number from 0 to 1, as 0.95")
