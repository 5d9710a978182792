"""`sayso withdraw`: take a report out of the record."""

from __future__ import annotations

from sayso.cli.options import Because, By, CaseFile, ReportId


def withdraw(case: CaseFile, report: ReportId, because: Because, by: By = None) -> None:
    """Take a report out of the record, not out of the case.

    For a report that its publisher retracted, or that turned out to be no report. What it says no longer counts; its
    text, its original and this judgement stay, and `sayso restore` supersedes it. The record is computed anew.

    \b
    Examples:
      sayso withdraw flood.sayso 4f1c9a --because "retracted on 12 May" --by "A. Desk"
      sayso reports flood.sayso
    """
    from datetime import UTC, datetime

    from sayso.cli.guard import complain
    from sayso.pipeline import withdraw_report
    from sayso.settings import Settings

    at = datetime.now(UTC).isoformat(timespec="seconds")
    judgement = withdraw_report(case, report, Settings(), by=by, because=because, at=at)
    complain(f"withdrawn {judgement.about[0].id}: {judgement.because}")
