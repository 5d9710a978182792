"""The reports of a case as the public JSON has them, streamed."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.nouns.event import repeated
from sayso.nouns.reading import Reading
from sayso.nouns.view import View
from sayso.tell.jsonl import ReportLine, report_line
from sayso.tell.names import Names
from sayso.tell.printed import withdrawn_reports


def report_lines(view: View, *, text: bool, said: bool = True) -> Iterator[ReportLine]:
    """Every report by id, withdrawn ones too; without what they say unless `said`, without their text unless `text`.

    Parties have their names in the case.
    """
    withdrawn = withdrawn_reports(view)
    copies = repeated(view.copies())
    names = Names(view.parties())
    readings = _Alongside(map(names.unified_reading, view.readings() if said else ()))
    for report in view.reports():
        yield report_line(
            report,
            readings.of(report.id),
            copy_of=copies.get(report.id),
            withdrawn=report.id in withdrawn,
            text=text,
        )


class _Alongside:
    """Readings beside the reports that they are of: both come by id, so that one of each is held at a time."""

    def __init__(self, readings: Iterator[Reading]) -> None:
        self._readings = readings
        self._next = next(readings, None)

    def of(self, report: str) -> Reading | None:
        """The report's reading; reports must be asked for by id."""
        while self._next is not None and self._next.report.id < report:
            self._next = next(self._readings, None)
        if self._next is None or self._next.report.id != report:
            return None
        return self._next
