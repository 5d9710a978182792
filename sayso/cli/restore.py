"""`sayso restore`: let a withdrawn report count again."""

from __future__ import annotations

from sayso.cli.options import Because, By, CaseFile, ReportId


def restore(case: CaseFile, report: ReportId, because: Because, by: By = None) -> None:
    """Let a withdrawn report count again.

    The withdrawal is superseded, not deleted: both judgements stay in the case with their reasons. The record is
    computed anew.

    \b
    Examples:
      sayso restore flood.sayso 4f1c9a --because "the publisher stands by it"
    """
    from datetime import UTC, datetime

    from sayso.cli.guard import complain
    from sayso.pipeline import restore_report
    from sayso.settings import Settings

    at = datetime.now(UTC).isoformat(timespec="seconds")
    judgement = restore_report(case, report, Settings(), by=by, because=because, at=at)
    complain(f"restored {judgement.about[0].id}: {judgement.because}")
