"""`sayso claims`: every count of people, as each report gives it."""

from __future__ import annotations

from sayso.cli.options import CaseFile, Csv, Json, MinConfidence


def claims(case: CaseFile, min_confidence: MinConfidence = 0.0, json: Json = False, csv: Csv = False) -> None:
    """List every count of people, as each report gives it.

    One line a claim of every report that counts, in the order of the text: figure with bounds and words, effects, who
    was affected, when, where, the chain of say-so, origin first, each party under its name in the case, and how likely
    the claim is to be right.

    \b
    Examples:
      sayso claims flood.sayso
      sayso claims flood.sayso --json > claims.jsonl
      sayso claims flood.sayso --min-confidence 0.95
    """
    from sayso.cli.opened import open_case
    from sayso.cli.output import form, write_rows
    from sayso.nouns.claim import Claim
    from sayso.tell.names import Names

    how = form(json=json, csv=csv)
    with open_case(case, None, min_confidence) as view:
        sure = (claim for claim in view.claims() if claim.is_sure(min_confidence))
        write_rows(Claim, map(Names(view.parties()).unified, sure), how)
