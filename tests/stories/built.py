"""A story taken through the whole program, once a test run, and what came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.nouns.event import Copy, Event, KnownParty, Toll
from sayso.nouns.reading import Reading
from sayso.pipeline import build_record, open_case
from sayso.settings import Settings


class Built(Struct, frozen=True):
    """All of a case that a story asks about."""

    readings: tuple[Reading, ...]
    events: tuple[Event, ...]
    copies: tuple[Copy, ...]
    parties: tuple[KnownParty, ...]

    def claims(self) -> list[Claim]:
        """Every claim."""
        return [claim for reading in self.readings for claim in reading.claims]

    def claim(self, id: str) -> Claim:  # noqa: A002
        """One claim."""
        return next(claim for claim in self.claims() if claim.id == id)

    def tolls(self, *, widest: bool = False) -> list[Toll]:
        """Every toll, or those of the events that are part of no other."""
        return [toll for event in self.events if not (widest and event.part_of) for toll in event.tolls]

    def reading(self, name: str) -> Reading:
        """A report by its id, or by the name of its file."""
        return next(one for one in self.readings if name == one.report.id or name == Path(one.report.path or "").stem)


def build(inputs: Sequence[Path], case: Path) -> Built:
    """Read the inputs into a new case, and open it again as anybody else would."""
    build_record(inputs, case, Settings())
    return from_case(case)


def from_case(path: Path) -> Built:
    """What the case file holds."""
    with open_case(path, Settings()) as case:
        return Built(tuple(case.readings()), tuple(case.events()), tuple(case.copies()), tuple(case.parties()))


def folded(words: Iterable[str | None]) -> str:
    """Words to search in, in one case."""
    return " | ".join(word.casefold() for word in words if word)
