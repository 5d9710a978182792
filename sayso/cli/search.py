"""`sayso search`: reports by their words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sayso.cli.options import CaseFile


def search(
    case: CaseFile,
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Words to find.", show_default=False)],
) -> None:
    """List the reports that have certain words.

    Those with every word, best first, each with the words in their context. Case and accents do not matter. Words
    in double quotes stand next to each other.

    \b
    Examples:
      sayso search flood.sayso dam evacuated
      sayso search flood.sayso '"state of emergency"'
    """
    from sayso.cli.opened import open_case
    from sayso.tell.console import console_for, hang, phrase
    from sayso.tell.harmless import on_one_line

    console = console_for(sys.stdout)
    with open_case(case) as view:
        for hit in view.search(" ".join(words)):
            hang(console, phrase((on_one_line(hit.report), "bold"), f"  {on_one_line(hit.snippet)}"), rest="  ")
