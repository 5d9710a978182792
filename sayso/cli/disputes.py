"""`sayso disputes`: what cannot both hold, set side by side."""

from __future__ import annotations

from sayso.cli.options import AsOf, CaseFile, Csv, Json, MinConfidence


def disputes(
    case: CaseFile, as_of: AsOf = None, min_confidence: MinConfidence = 0.0, json: Json = False, csv: Csv = False
) -> None:
    """List what cannot both hold, set side by side.

    Each dispute with what it is about, why it is one, and its sides with their claims. The words are in `sayso show`
    and `sayso why`.

    \b
    Examples:
      sayso disputes flood.sayso
      sayso disputes flood.sayso --json
    """
    from sayso.cli.opened import open_case
    from sayso.cli.output import form, write_rows
    from sayso.nouns.event import Dispute

    how = form(json=json, csv=csv)
    with open_case(case, as_of, min_confidence) as view:
        write_rows(Dispute, (dispute for event in view.events() for dispute in event.disputes), how)
