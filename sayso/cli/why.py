"""`sayso why`: what stands behind one line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import AsOf, CaseFile, Json, MinConfidence, PolicyChoice, Width


def why(
    case: CaseFile,
    id: Annotated[  # noqa: A002
        str, typer.Argument(metavar="ID", help="An id, or enough of its beginning.", show_default=False)
    ],
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    policy: PolicyChoice = "latest",
    json: Json = False,
    width: Width = None,
    original: Annotated[
        bool, typer.Option("--original", help="Write the original of the report that ID is of, byte by byte.")
    ] = False,
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
      sayso why flood.sayso c81d --original > page.html
    """
    if original:
        _write_original(case, id)
        return
    from sayso.cli.opened import open_case
    from sayso.tell.recorded import record_of
    from sayso.tell.why import MOST_EVIDENCE, explain

    with open_case(case, as_of, min_confidence, policy) as view:
        explanation = explain(view, record_of(view), id, limit=10**9 if everything else MOST_EVIDENCE)
    if json:
        from sayso.cli.output import write_lines
        from sayso.tell.jsonl import encode_line

        write_lines([encode_line(explanation)])
        return
    from sayso.tell.console import console_for
    from sayso.tell.why_terminal import explanation_text

    sys.stdout.write(explanation_text(explanation, console_for(sys.stdout, width)))


def _write_original(case: Path, id_: str) -> None:
    from sayso.cli.opened import open_case
    from sayso.errors import WrongUse
    from sayso.nouns.event import Dispute, Event, Toll
    from sayso.nouns.report import Report
    from sayso.tell.find import find_thing
    from sayso.tell.recorded import record_of

    if sys.stdout.isatty():
        raise WrongUse("an original may hold anything, which a terminal would obey; send it into a file: > page")
    with open_case(case) as view:
        thing = find_thing(view, record_of(view), id_)
        if isinstance(thing, Event | Toll | Dispute):
            raise WrongUse("that rests on several reports; give the id of a report, or of a claim or mention in one")
        report = thing if isinstance(thing, Report) else view.report(thing.report)
        sys.stdout.buffer.write(view.original(report.sha256).content)
