"""`sayso events`: the events of a case, each with its tolls and disputes."""

from __future__ import annotations

from sayso.cli.options import AsOf, CaseFile, Csv, Json, MinConfidence, PolicyChoice


def events(
    case: CaseFile,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    policy: PolicyChoice = "latest",
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List the events of a case, each with its tolls and disputes.

    One line an event: kind (PLOVER), days, place, who, the reports that tell of it, its tolls and its disputes. CSV
    leaves tolls and disputes out: `sayso tolls` and `sayso disputes` have them, each with its event.

    \b
    Examples:
      sayso events flood.sayso
      sayso events flood.sayso --json | head -1
    """
    from sayso.cli.opened import open_case
    from sayso.cli.output import form, write_rows
    from sayso.nouns.event import Event

    how = form(json=json, csv=csv)
    with open_case(case, as_of, min_confidence, policy) as view:
        write_rows(Event, view.events(), how, without=frozenset({"tolls", "disputes"}))
