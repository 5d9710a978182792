"""`sayso why`: what stands behind one line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sayso.cli.options import AsOf, CaseFile, Json, Width


def why(
    case: CaseFile,
    id: Annotated[  # noqa: A002
        str, typer.Argument(metavar="ID", help="An id, or enough of its beginning.", show_default=False)
    ],
    as_of: AsOf = None,
    json: Json = False,
    width: Width = None,
    everything: Annotated[bool, typer.Option("--all", help="Every claim and mention, however many.")] = False,
) -> None:
    """Show what stands behind one thing of a case.

    Behind a toll, event, dispute, claim, mention, alleged violation or report: the rule in a sentence; the claims
    it used, and those it set aside and why; for each the exact words in their context, the chain of say-so from the
    origin to the publisher, the report, and the SHA-256 of the original, which the case keeps. Ids stand beside
    everything that `sayso show` prints.

    \b
    Examples:
      sayso why flood.sayso t3f2a9c1
      sayso why flood.sayso t3f2a9c1 --as-of 2022-01-09
      sayso why flood.sayso c81d --json
    """
    from sayso.cli.opened import open_case, record_of
    from sayso.tell.why import MOST_EVIDENCE, explain

    with open_case(case, as_of) as view:
        explanation = explain(view, record_of(view), id, limit=10**9 if everything else MOST_EVIDENCE)
    if json:
        from sayso.cli.output import write_lines
        from sayso.tell.jsonl import encode_line

        write_lines([encode_line(explanation)])
        return
    from sayso.tell.console import console_for
    from sayso.tell.why_terminal import explanation_text

    sys.stdout.write(explanation_text(explanation, console_for(sys.stdout, width)))
