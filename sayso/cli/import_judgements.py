"""`sayso import-judgements`: what a colleague judged, taken into a case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.guard import ISSUES, complain
from sayso.cli.options import CaseFile, Json


def import_judgements(
    case: CaseFile,
    source: Annotated[
        Path,
        typer.Argument(metavar="FROM", help="A case, a file of JSON Lines, or - for a pipe.", show_default=False),
    ],
    theirs: Annotated[bool, typer.Option("--theirs", help="Let theirs supersede ours where they conflict.")] = False,
    json: Json = False,
) -> None:
    """Take in what a colleague judged.

    From another case, or from the lines of `sayso judgements CASE --json`. What contradicts a judgement that stands
    here is not taken but listed on standard output, with both sides: nothing here is overwritten. With --theirs such
    a judgement is written down anew, as of now and under its maker's name, and so supersedes what stood. To take
    only some, filter the lines. A line that is no judgement becomes an issue (`sayso issues CASE`).

    Exit status 1: done, but judgements conflict, or lines became issues.

    \b
    Examples:
      sayso import-judgements flood.sayso ines.sayso
      sayso judgements ines.sayso --json | sayso import-judgements flood.sayso -
      grep j51c8e ines.jsonl | sayso import-judgements flood.sayso - --theirs
    """
    from sayso.cli.inputs import existing
    from sayso.judging.lines import judgements_from, judgements_in
    from sayso.judging.live import LiveCase
    from sayso.judging.take import take_judgements
    from sayso.tell.judged import conflict_told
    from sayso.tell.wording import plural

    piped = str(source) == "-"
    if not piped:
        existing([source])
    with LiveCase.of(case) as live:
        arriving = judgements_from(sys.stdin.buffer, "-") if piped else judgements_in(source)
        outcome = take_judgements(live, arriving, theirs=theirs)
        live.bring_up_to_date()
    if json:
        from sayso.cli.output import write_lines
        from sayso.tell.jsonl import encode_line

        write_lines(map(encode_line, outcome.conflicts))
    else:
        for conflict in outcome.conflicts:
            sys.stdout.write(conflict_told(conflict.theirs, conflict.ours))
    complain(
        f"{plural(len(outcome.taken), 'judgement')} taken, {outcome.known:,} known, "
        f"{len(outcome.conflicts):,} in conflict, {plural(len(outcome.issues), 'line')} that became issues"
    )
    if outcome.conflicts or outcome.issues:
        raise typer.Exit(ISSUES)
