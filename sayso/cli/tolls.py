"""`sayso tolls`: the tolls of a case: what stands for each effect, group and place."""

from __future__ import annotations

from sayso.cli.options import AsOf, CaseFile, Csv, Json, MinConfidence, PolicyChoice


def tolls(
    case: CaseFile,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    policy: PolicyChoice = "latest",
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List the tolls of a case.

    What stands for each effect, group and place, each with its low, best and high, the day it counts up to, the
    rule, how many independent say-sos it has, the claims used and set aside, and the series of counts that led to
    it.

    \b
    Examples:
      sayso tolls flood.sayso
      sayso tolls flood.sayso --csv > tolls.csv
    """
    from sayso.cli.opened import open_case
    from sayso.cli.output import form, write_rows
    from sayso.nouns.event import Toll

    how = form(json=json, csv=csv)
    with open_case(case, as_of, min_confidence, policy) as view:
        write_rows(Toll, (toll for event in view.events() for toll in event.tolls), how)
