"""`sayso build`: reports in, a case out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.guard import ISSUES, complain
from sayso.cli.options import Inputs, Jobs, ReaderChoice, Strict

CaseToMake = Annotated[
    Path,
    typer.Option("--case", metavar="FILE", help="The case file; made where there is none.", show_default=False),
]


def build(
    inputs: Inputs, case: CaseToMake, strict: Strict = False, reader: ReaderChoice = "full", jobs: Jobs = 0
) -> None:
    """Read reports into a case.

    The case is made or extended, and its record brought up to date. A case is one file: the originals by their
    hash, what each report says, and the record. Building again adds what is new and reads nothing twice; the order
    in which reports come does not matter. A run that was stopped goes on where it was. A report that cannot be read
    becomes an issue (`sayso issues FILE`) and stops nothing.

    A `reports.toml` beside the files says what they do not: one table a file, with publisher, published, title,
    url, language.

    \b
    Examples:
      sayso build reports/ --case flood.sayso
      sayso build monday.html feed.jsonl --case flood.sayso
      sayso build inbox/ --case flood.sayso --strict || sayso issues flood.sayso

    Progress and the summary go to standard error; standard output stays empty.
    """
    from sayso.cli.inputs import existing
    from sayso.cli.progress import Ticker
    from sayso.pipeline import build_record
    from sayso.settings import Settings
    from sayso.tell.wording import plural

    with Ticker() as ticker:
        outcome = build_record(
            existing(inputs),
            case,
            Settings(reader=reader, jobs=jobs),
            lambda progress: ticker.tell(progress.step, progress.done, progress.total),
        )
    counts = {
        "new": outcome.new,
        "changed": outcome.changed,
        "known": outcome.known,
        "refused": outcome.refused,
        "read": outcome.read,
    }
    told = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
    came = plural(outcome.seen, "report") + (f" ({told})" if told else "")
    complain(f"{came} came in; issues in the case: {outcome.issues:,}")
    if strict and outcome.issues:
        raise typer.Exit(ISSUES)
