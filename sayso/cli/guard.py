"""What goes wrong becomes one line and an exit status; a traceback only with SAYSO_DEBUG=1."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

from sayso.errors import SaysoError, WrongUse

P = ParamSpec("P")
R = TypeVar("R")

DONE = 0
ISSUES = 1
"""Done, but some reports became issues; only with --strict."""
WRONG_USE = 2
CANNOT_GO_ON = 3
STOPPED = 130
"""Ctrl-C, as shells count it."""


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """The command with every fault turned into a line on standard error and an exit status."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return _flushed(command(*args, **kwargs))
        except typer.Exit:
            raise
        except BrokenPipeError:
            _close_quietly()
            raise typer.Exit(DONE) from None
        except KeyboardInterrupt:
            complain("stopped; a case that was being built is whole, and the same command goes on with it")
            raise typer.Exit(STOPPED) from None
        except Exception as error:
            if type(error).__module__.startswith("typer"):  # wrong use, which typer tells by itself
                raise
            status = _told(error)
            _let_go()
            raise typer.Exit(status) from None

    return run


def _flushed(result: R) -> R:
    """What the command gave, after all of its output has left: a closed pipe must show here and not at exit."""
    sys.stdout.flush()
    return result


def complain(message: str) -> None:
    """One line on standard error, harmless whatever it quotes."""
    from sayso.tell.harmless import on_one_line

    print(f"sayso: {on_one_line(message)}", file=sys.stderr)


def _told(error: Exception) -> int:
    if os.environ.get("SAYSO_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    if isinstance(error, SaysoError):
        complain(str(error))
        return WRONG_USE if isinstance(error, WrongUse) else CANNOT_GO_ON
    if isinstance(error, OSError):
        complain(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return CANNOT_GO_ON
    if isinstance(error, MemoryError):
        complain("out of memory; give fewer or smaller reports at a time, the case goes on where it stopped")
        return CANNOT_GO_ON
    complain(
        f"a fault in sayso itself ({type(error).__name__}: {str(error)[:300]}); "
        "SAYSO_DEBUG=1 shows where, and that is worth reporting"
    )
    return CANNOT_GO_ON


def _let_go() -> None:
    """Write what is left, or drop it: of a full disk Python would complain again at exit, with a status of its own."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _close_quietly()


def _close_quietly() -> None:
    """Whoever read standard output has gone (`| head`): what is left in its buffer must not complain at exit."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # standard output is no file, as under tests
        pass
