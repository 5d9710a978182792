"""`sayso judgements`: what people judged."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import CaseFile, Csv, Json


def judgements(
    case: CaseFile,
    everything: Annotated[bool, typer.Option("--all", help="Superseded and undone ones, too.")] = False,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List what people judged: who, what, about which things, and why.

    Oldest first. Without --all those alone that still say something: that stand, that a newer one overrules though
    it is about something else, or whose words are no longer found. The lines of --json are what
    `sayso import-judgements` takes in another case.

    \b
    Examples:
      sayso judgements flood.sayso
      sayso judgements flood.sayso --all --csv > decisions.csv
      sayso judgements ines.sayso --all --json | sayso import-judgements flood.sayso -
    """
    from sayso.cli.opened import open_case
    from sayso.cli.output import Form, form, write_rows
    from sayso.nouns.judgement import Ruling
    from sayso.tell.judged import JudgementRow, judgement_row

    how = form(json=json, csv=csv)
    with open_case(case) as view:
        rulings = (one for one in view.rulings() if everything or one.state not in ("superseded", "undone"))
        if how is Form.JSON:
            write_rows(Ruling, rulings, how)
        else:
            write_rows(JudgementRow, map(judgement_row, rulings), how)
