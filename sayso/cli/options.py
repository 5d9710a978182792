"""Arguments and options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sayso.settings import Policy, Reader


def a_day(words: str | date) -> date:
    """A day as it is written on the command line."""
    if isinstance(words, date):
        return words
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise typer.BadParameter(f"{words!r} is no day; write it as 2022-01-09") from None


def a_probability(words: str | float) -> float:
    """A probability as it is written on the command line."""
    try:
        number = float(words)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise typer.BadParameter(f"{words!r} is no probability; write a number from 0 to 1, as 0.95")
    return number


CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.", show_default=False)]
Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="INPUT",
        help="Files or folders: text, saved pages, PDF, JSON Lines (.jsonl).",
        show_default=False,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", metavar="DAY", parser=a_day, help="What stood on that day (2022-01-09).", show_default=False
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="P",
        parser=a_probability,
        help="Leave out claims less likely to be right than P (0.95).",
        show_default=False,
    ),
]
PolicyChoice = Annotated[
    Policy, typer.Option("--policy", help="The rule that picks low, best and high from each party's newest word.")
]
Width = Annotated[
    int | None,
    typer.Option("--width", min=24, max=1000, metavar="N", help="Columns to fill; default: the terminal's, else 80."),
]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines: one object a line, every key present.")]
Csv = Annotated[bool, typer.Option("--csv", help="CSV: one column a scalar, nested ones joined by a dot.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with status 1 where a report became an issue.")]
ReaderChoice = Annotated[
    Reader,
    typer.Option("--reader", help="What reads attributions: the trained model and the rules, or the rules alone."),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", min=0, max=256, metavar="N", help="Processes that read; 0: as many as there are cores."),
]
Judge = Annotated[
    str,
    typer.Option("--by", metavar="NAME", envvar="SAYSO_BY", help="Who decides so; it is kept.", show_default=False),
]
Because = Annotated[str, typer.Option("--because", metavar="WHY", help="The reason; it is kept.", show_default=False)]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides so; it is kept.", show_default=False)]
ReportId = Annotated[
    str, typer.Argument(metavar="REPORT", help="The report's id, or enough of its beginning.", show_default=False)
]
