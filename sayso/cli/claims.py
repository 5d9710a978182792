"""`sayso claims`: every count of people, as each report gives it."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import CaseFile, Csv, Json, MinConfidence


def claims(
    case: CaseFile,
    min_confidence: MinConfidence = 0.0,
    json: Json = False,
    csv: Csv = False,
    everything: Annotated[bool, typer.Option("--all", help="Those that were judged wrong, too, marked.")] = False,
) -> None:
    """List every count of people, as each report gives it.

    One line a claim of every report that counts, in the order of the text: figure with bounds and words, effects, who
    was affected, when, where, the chain of say-so, origin first, each party under its name in the case, and how likely
    the claim is to be right. A claim that a person judged has that person's values; one judged wrong is left out, and
    how many are is told on standard error.

    \b
    Examples:
      sayso claims flood.sayso
      sayso claims flood.sayso --json > claims.jsonl
      sayso claims flood.sayso --min-confidence 0.95
      sayso claims flood.sayso --all
    """
    from sayso.cli.opened import open_case, tell_wrong
    from sayso.cli.output import form, write_rows
    from sayso.nouns.claim import Claim
    from sayso.tell.judged import count_wrong
    from sayso.tell.names import Names

    how = form(json=json, csv=csv)
    with open_case(case, None, min_confidence) as view:
        sure = (claim for claim in view.claims(wrong=everything) if claim.is_sure(min_confidence) or claim.judged)
        tell_wrong(0 if everything else count_wrong(view))
        write_rows(Claim, map(Names(view.parties()).unified, sure), how)
