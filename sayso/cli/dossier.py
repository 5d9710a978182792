"""`sayso dossier`: a case in one file that travels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import CaseFile

if TYPE_CHECKING:
    from sayso.tell.masking.private import Names


_STEPS = {"report": "looking for names in", "page": "writing"}
"""What is done with what is counted."""


def dossier(
    case: CaseFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="An .html file, or a .pdf.", show_default=False)
    ],
    names: Annotated[
        bool, typer.Option("--names", help="Leave the names of victims, witnesses, relatives and detainees readable.")
    ] = False,
    masks_from: Annotated[
        Path | None,
        typer.Option("--masks-from", metavar="FILE", help="A CSV that says of names whether they are masked."),
    ] = None,
    masks_to: Annotated[
        Path | None,
        typer.Option("--masks-to", metavar="FILE", help="Write all names that were found, masked or not, as CSV."),
    ] = None,
) -> None:
    """Write a case as one file, to be opened from a USB stick without a network.

    It shows what `sayso serve` shows, with the texts of the reports and the hashes of their originals, and can be
    printed. Names of private persons are masked: of everybody whom the reports name but officials, those who speak
    for or lead a body, lawyers, experts and writers of reports. Names are found by rules and a small model of
    English, which miss some, so look before you hand it on: --masks-to writes whom they found, whether each is
    masked and why, with the words around; correct its column "masked" (yes or no), add lines for names that were
    missed, and give it to --masks-from. A PDF is printed by Chromium, which must be installed.

    \b
    Examples:
      sayso dossier flood.sayso -o dossier.html --masks-to names.csv
      sayso dossier flood.sayso -o dossier.html --masks-from names.csv
      sayso dossier flood.sayso -o dossier.html --names
      sayso dossier flood.sayso -o dossier.pdf
    """
    from sayso.cli.guard import complain
    from sayso.cli.progress import Ticker
    from sayso.errors import WrongUse
    from sayso.tell.masking.listed import read_rulings, write_names
    from sayso.web.dossier import dossier_of
    from sayso.web.pdf import print_pdf

    if names and (masks_from or masks_to):
        raise WrongUse("--names leaves every name readable: --masks-from and --masks-to do not go with it")
    rulings = read_rulings(masks_from) if masks_from else {}
    with Ticker() as ticker:
        made = dossier_of(
            case, names=names, rulings=rulings, told=lambda of, done, total: ticker.tell(_STEPS[of], done, total, of)
        )
    if output.suffix.lower() == ".pdf":
        print_pdf(made.html, output)
    else:
        output.write_text(made.html, "utf-8")
    if masks_to and made.names:
        write_names(made.names, masks_to)
    complain(f"{output.name}: {output.stat().st_size / 1e6:,.2f} MB, {_told(made.names)}")


def _told(names: Names | None) -> str:
    """What became of the names."""
    from sayso.tell.wording import plural

    if names is None:
        return "names are readable"
    told = (
        f"{plural(names.masked, 'name')} of private persons masked, {len(names.persons) - names.masked:,} left readable"
    )
    if names.unread:
        told += f"; nobody looked for names in {plural(names.unread, 'report')} of other languages than English"
    return told
