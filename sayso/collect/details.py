"""What is known of a report beside its text: title, publisher, publication, address, language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Self

from msgspec import Struct, structs

from sayso.collect.dateline import read_written_date
from sayso.collect.flaw import Flaw
from sayso.collect.published import read_published
from sayso.collect.unicode import writable

KEYS = ("title", "publisher", "published", "url", "language")

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
_DATE_HINT = 'write it as "2022-01-21" or "2022-01-21T23:34"'


class Details(Struct, frozen=True, kw_only=True):
    """Values as `Report` has them; None where unknown."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: Self) -> Self:
        """These values, and the other's where these are unknown."""
        return structs.replace(
            other, **{key: value for key, value in structs.asdict(self).items() if value is not None}
        )


def read_details(given: Mapping[str, object]) -> tuple[Details, tuple[Flaw, ...]]:
    """The five values among those given, each checked on its own: what cannot be becomes a flaw, the rest is used."""
    values: dict[str, str] = {}
    flaws: list[Flaw] = []
    for key in KEYS:
        value = given.get(key)
        if value is None or value == "":
            continue
        read = _read(key, value)
        if isinstance(read, Flaw):
            flaws.append(read)
        elif read:
            values[key] = read
    return Details(**values), tuple(flaws)


def _read(key: str, value: object) -> str | Flaw:
    if key == "published" and isinstance(value, date):  # TOML has dates of its own; a date-time is a date too
        value = value.isoformat()
    if not isinstance(value, str):
        return Flaw(f"{key} is not a text but {_shown(value)}", key, f"give {key} in quotation marks")
    words = writable(value).strip()
    if key == "published":
        return read_published(words) or read_written_date(words) or _no_date(words)
    if key == "language":
        match = _LANGUAGE.fullmatch(words)
        return (
            match[1].lower()
            if match
            else Flaw(f"language {_shown(words)} is no two-letter code", key, 'write it as "en", "ru" (ISO 639-1)')
        )
    return words


def _no_date(words: str) -> Flaw:
    return Flaw(f"published {_shown(words)} is no date that can be", "published", _DATE_HINT)


def _shown(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 60 else words[:57] + "..."
