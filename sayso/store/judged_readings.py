"""What reports say, as people judged it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from sayso.nouns.claim import Claim
from sayso.nouns.reading import Reading
from sayso.nouns.says_who import Attribution
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention
from sayso.store.edited import Fate, as_judged
from sayso.store.ledger import Ledger
from sayso.store.readings import Table, all_readings, all_said, one_reading

T = TypeVar("T", Attribution, EventMention, Violation)


class JudgedReadings:
    """The readings of a case without what was judged wrong, and with the values that people gave."""

    def __init__(self, ledger: Ledger, fates: Mapping[str, Fate]) -> None:
        self._ledger = ledger
        self._fates = fates

    def readings(self) -> Iterator[Reading]:
        """Every reading of a report that counts, by report id."""
        for reading in all_readings(self._ledger):
            yield self._reading(reading) if self._fates else reading

    def reading(self, report_id: str) -> Reading | None:
        """The reading of a report that counts."""
        reading = one_reading(self._ledger, report_id)
        return self._reading(reading) if reading and self._fates else reading

    def _reading(self, reading: Reading) -> Reading:
        kept = {
            "claims": tuple(map(self.judged, filter(self._counts, reading.claims))),
            "attributions": tuple(filter(self._counts, reading.attributions)),
            "events": tuple(filter(self._counts, reading.events)),
            "violations": tuple(filter(self._counts, reading.violations)),
        }
        return replace(reading, **kept)

    def claims(self, *, wrong: bool) -> Iterator[Claim]:
        """Every claim, by report id and place in the text; with `wrong` those that were judged wrong, too."""
        for claim in all_said(self._ledger, "claims", Claim):
            if wrong or self._counts(claim):
                yield self.judged(claim)

    def all(self, table: Table, kind: type[T]) -> Iterator[T]:
        """Everything else of one kind, by report id and place in the text."""
        return filter(self._counts, all_said(self._ledger, table, kind))

    def _counts(self, said: Claim | Attribution | EventMention | Violation) -> bool:
        fate = self._fates.get(said.id)
        return fate is None or fate.verdict != "wrong"

    def judged(self, claim: Claim) -> Claim:
        """A claim with its judged values."""
        fate = self._fates.get(claim.id)
        return as_judged(claim, fate) if fate else claim
