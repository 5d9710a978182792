"""All commands in the order in which they are used."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli import (
    build,
    claims,
    copies,
    disputes,
    dossier,
    events,
    import_judgements,
    issues,
    judge,
    judgements,
    login,
    parties,
    read,
    reports,
    restore,
    search,
    serve,
    show,
    tolls,
    why,
    withdraw,
)
from sayso.cli.guard import guarded

app = typer.Typer(
    name="sayso",
    rich_markup_mode=None,  # plain help: the same on every terminal, and in docs/cli.md
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"sayso {version('sayso')}")
        raise typer.Exit


@app.callback()
def sayso(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What happened, how many, and on whose say-so.

    sayso takes reports on an unfolding event and gives back the sourced record: every count of people with its words,
    its bounds, its day and place, and the chain of parties behind it; what moved and what disagrees, never averaged.
    It works offline; nothing leaves the machine.

    \b
    Start here:
      sayso build reports/ --case my.sayso    read a folder into a case
      sayso show my.sayso                     what the case says
      sayso why my.sayso t3f2a9c1             what stands behind one line of it

    \b
    Exit status: 0 done; 1 done, but reports became issues (only with --strict),
    or a colleague's judgements conflict; 2 wrong use; 3 cannot go on. SAYSO_DEBUG=1 shows where a fault happened;
    NO_COLOR=1 switches colours off.
    """


for _command in (
    build.build,
    show.show,
    why.why,
    read.read,
    events.events,
    tolls.tolls,
    claims.claims,
    reports.reports,
    copies.copies,
    parties.parties,
    disputes.disputes,
    issues.issues,
    search.search,
    serve.serve,
    login.login,
    dossier.dossier,
    judge.judge,
    judgements.judgements,
    import_judgements.import_judgements,
    withdraw.withdraw,
    restore.restore,
):
    app.command()(guarded(_command))
