"""The file of those who may come in from other machines: a name and the argon2 hash of a password a line, as TOML."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import msgspec
from argon2 import PasswordHasher

from sayso.errors import WrongUse

FEWEST_CHARACTERS = 8
MOST_CHARACTERS = 1_000
_LONGEST_NAME = 200


def read_logins(path: Path) -> dict[str, str]:
    """The hashes by name; raises `WrongUse` where the file is none of this kind or names nobody."""
    found = _read(path)
    if not found:
        raise WrongUse(f"{path} names nobody; sayso login {path} NAME adds somebody")
    return found


def add_login(path: Path, name: str, password: str) -> bool:
    """Add somebody, or give them another password; whether the name is new.

    The file is readable by its owner alone. Raises `WrongUse` where it is another kind of file, or name or password
    will not do.
    """
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise WrongUse(f"a name has from 1 to {_LONGEST_NAME} characters that can be seen")
    if not FEWEST_CHARACTERS <= len(password) <= MOST_CHARACTERS:
        raise WrongUse(f"a password has from {FEWEST_CHARACTERS} to {MOST_CHARACTERS:,} characters")
    known = _read(path) if path.exists() else {}
    is_new = name not in known
    known[name] = PasswordHasher().hash(password)
    draft = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        # A string of JSON is one of TOML as well.
        file.writelines(f"{_quoted(one)} = {_quoted(hashed)}\n" for one, hashed in sorted(known.items()))
    draft.replace(path)
    return is_new


def _read(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WrongUse(f"{path} cannot be read as a file of logins: {error}") from error
    if not all(isinstance(one, str) and one.startswith("$argon2") for one in found.values()):
        raise WrongUse(f"{path} is no file of logins; sayso login FILE NAME makes one")
    return found


def _quoted(words: str) -> str:
    return msgspec.json.encode(words).decode()
