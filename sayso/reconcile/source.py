"""What the reports of a case say, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sayso.nouns.reading import Reading
from sayso.reconcile.as_of import reading_as_of
from sayso.reconcile.copies import signature_of
from sayso.settings import Settings


class Source(Protocol):
    """The reports of a case that are read."""

    def reading(self, report_id: str) -> Reading | None:
        """What a report says, as people judged it; None where it does not count."""

    def signature(self, reading: Reading) -> bytes:
        """By what its text is compared with others (see `copies.py`)."""


class Given:
    """Readings at hand."""

    def __init__(self, readings: Mapping[str, Reading], signatures: Mapping[str, bytes]) -> None:
        self._readings, self._signatures = readings, signatures

    def reading(self, report_id: str) -> Reading | None:
        """One of them."""
        return self._readings.get(report_id)

    def signature(self, reading: Reading) -> bytes:
        """The one that is known, else one that is drawn now."""
        known = self._signatures.get(reading.report.id)
        return signature_of(reading.report.text) if known is None else known


class AsOf:
    """A source as it was on a day, with the claims that are sure enough."""

    def __init__(self, source: Source, settings: Settings) -> None:
        self._source, self._settings = source, settings
        self.signature = source.signature

    def reading(self, report_id: str) -> Reading | None:
        """What a report says."""
        reading = self._source.reading(report_id)
        reading = reading_as_of(reading, self._settings.as_of) if reading else None
        return reading.surest(self._settings.min_confidence) if reading else None
