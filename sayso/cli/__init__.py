"""The command line: one file a command."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from typer.main import get_command

from sayso.cli.commands import app
from sayso.tell.plainly import speak_plainly

__all__ = ["app", "main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `sayso` with these arguments (None: those of the process) and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        speak_plainly(stream)
    get_command(app).main(args=arguments, prog_name="sayso")
