"""`sayso serve`: the case in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import CaseFile


def serve(
    case: CaseFile,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="0: any that is free.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="Another address than this machine alone; needs --logins.")
    ] = "127.0.0.1",
    logins: Annotated[
        Path | None,
        typer.Option("--logins", metavar="FILE", help="Who may come in; sayso login writes it.", show_default=False),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", help="For HTTPS.", show_default=False)
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Of the certificate.", show_default=False)
    ] = None,
) -> None:
    """Show a case in the browser: read it, search it, judge it.

    The address that is printed holds a token; without it nothing is shown. Only this machine can ask, and nothing
    leaves it. For a team, --host and --logins let others in by name and password, and --certificate with --key
    makes it HTTPS. Ctrl-C ends it.

    \b
    Examples:
      sayso serve flood.sayso
      sayso serve flood.sayso --port 8080 --no-browser
      sayso serve flood.sayso --host 0.0.0.0 --port 8443 --logins team.toml \\
          --certificate team.crt --key team.key
    """
    from sayso.cli.guard import complain
    from sayso.errors import WrongUse
    from sayso.web.logins import read_logins
    from sayso.web.serve import LOOPBACK
    from sayso.web.serve import serve as run

    if host not in LOOPBACK and logins is None:
        raise WrongUse(f"{host} lets other machines in: say who may, with --logins FILE (sayso login --help)")
    if (certificate is None) != (key is None):
        raise WrongUse("--certificate and --key go together")
    known = read_logins(logins) if logins else None

    def ready(address: str) -> None:
        typer.echo(address)
        complain(f"{case.name} is served at the address above until Ctrl-C")
        if browser:
            import webbrowser

            webbrowser.open(address)

    run(
        case,
        host=host,
        port=port,
        logins=known,
        certificate=(certificate, key) if certificate and key else None,
        ready=ready,
    )
