"""`sayso dossier`: a case in one file that travels."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import CaseFile


def dossier(
    case: CaseFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="An .html file, or a .pdf.", show_default=False)
    ],
    names: Annotated[
        bool, typer.Option("--names", help="Leave the names of victims, witnesses, relatives and detainees readable.")
    ] = False,
) -> None:
    """Write a case as one file, to be opened from a USB stick without a network.

    It shows what `sayso serve` shows, with the texts of the reports and the hashes of their originals, and can be
    printed. Names of private persons are masked, officials and organisations stay; only names that sayso has read as
    those of victims, detainees, witnesses or relatives are known to it, so look before you hand it on. A PDF is
    printed by Chromium, which must be installed.

    \b
    Examples:
      sayso dossier flood.sayso -o dossier.html
      sayso dossier flood.sayso -o dossier.html --names
      sayso dossier flood.sayso -o dossier.pdf
    """
    from sayso.cli.guard import complain
    from sayso.tell.wording import plural
    from sayso.web.dossier import dossier_of
    from sayso.web.pdf import print_pdf

    made = dossier_of(case, names=names)
    if output.suffix.lower() == ".pdf":
        print_pdf(made.html, output)
    else:
        output.write_text(made.html, "utf-8")
    masked = "names are readable" if names else f"{plural(made.masked, 'name')} of private persons masked"
    complain(f"{output.name}: {output.stat().st_size / 1e6:,.2f} MB, {masked}")
