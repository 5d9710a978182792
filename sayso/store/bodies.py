"""Values as the case holds them: JSON, so that anybody with SQLite can read a case without sayso."""

from __future__ import annotations

import hashlib
import threading
from typing import Any, TypeVar

import msgspec

from sayso.errors import CaseUnusable

T = TypeVar("T")


def body_of(value: object) -> str:
    """The value as JSON."""
    return msgspec.json.encode(value).decode("utf-8")


def digest_of(*values: object) -> str:
    """SHA-256, in hex, of the values as JSON."""
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


def value_of(body: Any, kind: type[T]) -> T:
    """The value that a body holds; raises `CaseUnusable` where it holds none of this kind."""
    try:
        value: T = _decoder(kind).decode(body)
    except (msgspec.DecodeError, TypeError) as error:
        raise CaseUnusable(
            f"the case holds a {kind.__name__} that cannot be read ({error}): it is damaged, or made by another"
            " version of sayso; run sayso build on it, or build it anew from the reports"
        ) from error
    return value


_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}
_MAKING = threading.Lock()


def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """Made once a kind, by one thread at a time: two that first read of a kind at once bring msgspec 0.22 down."""
    made = _DECODERS.get(kind)
    if made is None:
        with _MAKING:
            made = _DECODERS[kind] = msgspec.json.Decoder(kind)
    return made
