"""`sayso reports`: the reports of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import CaseFile, Csv, Json

_LISTS = frozenset({"claims", "attributions", "whens", "wheres", "events", "violations", "issues"})


def reports(
    case: CaseFile,
    json: Json = False,
    csv: Csv = False,
    text: Annotated[bool, typer.Option("--text", help="With each report's whole text (--json and --csv).")] = False,
) -> None:
    """List the reports of a case, with copies marked.

    Withdrawn ones are listed too. A copy repeats another report's text and is no new witness: `copy_of` names the
    other. With --json each line has all that the report says, as `sayso read --json` has it; CSV leaves those lists
    out (`sayso claims --csv` has claims).

    \b
    Examples:
      sayso reports flood.sayso
      sayso reports flood.sayso --csv > reports.csv
      sayso reports flood.sayso --json --text > archive.jsonl
    """
    from sayso.cli.opened import open_case
    from sayso.cli.output import Form, form, write_rows
    from sayso.tell.jsonl import ReportLine
    from sayso.tell.report_lines import report_lines

    how = form(json=json, csv=csv)
    without = _LISTS if text else _LISTS | {"text"}
    with open_case(case) as view:
        write_rows(ReportLine, report_lines(view, text=text, said=how is Form.JSON), how, without=without)
