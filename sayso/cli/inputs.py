"""What is named on the command line must be there; what goes missing later becomes an issue."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import WrongUse


def existing(inputs: list[Path]) -> list[Path]:
    """The inputs; raises `WrongUse` where one does not exist: a slip of the hand must not look like an empty result."""
    for path in inputs:
        if not path.exists() and not path.is_symlink():
            raise WrongUse(f"there is no file or folder {str(path)!r}; check the path")
    return inputs
