"""The command line: one file a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import typer
from typer.main import get_command

from sayso.cli.commands import app
from sayso.cli.guard import guarded
from sayso.memory import collect_rarely
from sayso.tell.plainly import speak_plainly

__all__ = ["app", "main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `sayso` with these arguments (None: those of the process) and exit with its status."""
    collect_rarely()
    _have_streams()
    try:
        guarded(get_command(app).main)(args=arguments, prog_name="sayso")
    except typer.Exit as stopped:  # a fault outside of any command: help that could not be printed, say
        sys.exit(stopped.exit_code)


def _have_streams() -> None:
    """Standard output and error that can take any sign; where one is closed, it goes nowhere."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        speak_plainly(stream)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")  # for as long as the program runs
