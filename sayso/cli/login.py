"""`sayso login`: who may open a case from another machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def login(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of logins.", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who; it stands with judgements.", show_default=False)],
) -> None:
    """Let somebody in by name and password, or change their password.

    The password is asked for, or read as one line where standard input is no terminal. The file holds its argon2 hash
    and not the password. One name that several people share works as well: then judgements are all under it.

    \b
    Examples:
      sayso login team.toml Ines
      sayso serve flood.sayso --host 0.0.0.0 --logins team.toml
    """
    from sayso.cli.guard import complain
    from sayso.web.logins import add_login

    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    is_new = add_login(file, name, password)
    complain(f"{name} may come in with {file}" if is_new else f"{name} has another password in {file}")
