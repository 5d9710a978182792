"""`sayso issues`: what could not be read, or not be trusted."""

from __future__ import annotations

from sayso.cli.options import CaseFile, Csv, Json


def issues(case: CaseFile, json: Json = False, csv: Csv = False) -> None:
    """List what could not be read, or not be trusted.

    Each issue names the report or file, the place in it, what was found, and what to do about it. Nothing that came in
    is lost: a report with an issue is kept.

    \b
    Examples:
      sayso issues flood.sayso
      sayso issues flood.sayso --csv > todo.csv
    """
    from sayso.cli.opened import open_case
    from sayso.cli.output import form, write_rows
    from sayso.nouns.issue import Issue

    how = form(json=json, csv=csv)
    with open_case(case) as view:
        write_rows(Issue, view.issues(), how)
