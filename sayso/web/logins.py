"""The file of those who may come in from other machines: a name and the argon2 hash of a password a line."""

from __future__ import annotations

import tomllib
from pathlib import Path

from sayso.errors import WrongUse


def read_logins(path: Path) -> dict[str, str]:
    """The hashes by name; raises `WrongUse` where the file is none of this kind or names nobody."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WrongUse(f"{path} cannot be read as a file of logins: {error}") from error
    if not found or not all(isinstance(one, str) and one.startswith("$argon2") for one in found.values()):
        raise WrongUse(f"{path} holds no logins; sayso login {path} NAME adds one")
    return found
