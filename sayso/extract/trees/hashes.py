"""The numbers that the model's weights know words by: the same for a word on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Ids = NDArray[np.uint64]

_ALL = (1 << 64) - 1
_FACTOR = 0xC6A4A7935BD1E995
_SEED = 1
_REMEMBERED = 100_000


class _Run(Struct, frozen=True, forbid_unknown_fields=True):
    first: int
    names: tuple[str, ...]


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """`parser-en.toml`: what the model takes for granted and none of its files holds."""

    symbols: tuple[_Run, ...]
    """Names with small numbers of their own, counted on from the first of each run."""
    norms: Mapping[str, str]
    """Other ways to write a mark."""
    numbers: frozenset[str]
    """Words that are like numbers."""


@cache
def known() -> Known:
    """What the model takes for granted."""
    return msgspec.toml.decode((files("sayso.data") / "parser-en.toml").read_bytes(), type=Known)


@cache
def _symbols() -> Mapping[str, int]:
    return {name: number for run in known().symbols for number, name in enumerate(run.names, run.first)}


@lru_cache(_REMEMBERED)
def id_of(name: str) -> int:
    """The model's id of a word or a label: 64 bits (Austin Appleby's MurmurHash64A), or the number of a symbol."""
    symbol = _symbols().get(name)
    if symbol is not None:
        return symbol
    data = name.encode("utf-8", "surrogatepass")
    whole = len(data) & ~7
    mixed = _SEED ^ len(data) * _FACTOR & _ALL
    for start in range(0, whole, 8):
        part = int.from_bytes(data[start : start + 8], "little") * _FACTOR & _ALL
        mixed = (mixed ^ (part ^ part >> 47) * _FACTOR & _ALL) * _FACTOR & _ALL
    if len(data) > whole:
        mixed = (mixed ^ int.from_bytes(data[whole:], "little")) * _FACTOR & _ALL
    mixed = (mixed ^ mixed >> 47) * _FACTOR & _ALL
    return mixed ^ mixed >> 47


def four_of(ids: Ids, seed: int) -> NDArray[np.uint32]:
    """Four numbers of 32 bits for each id, a row an id (MurmurHash3, 128 bits, of the id's eight bytes)."""
    low = ids * np.uint64(0x87C37B91114253D5)
    low = _turned(low) * np.uint64(0x4CF5AD432745937F)
    high = np.full_like(low, seed ^ 8)
    low = (low ^ high) + high
    high += low
    low, high = _stirred(low), _stirred(high)
    low += high
    high += low
    return np.stack((low, high), axis=1).view(np.uint32)


def _turned(ids: Ids) -> Ids:
    return (ids << np.uint64(31)) | (ids >> np.uint64(33))


def _stirred(ids: Ids) -> Ids:
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        ids = (ids ^ (ids >> np.uint64(33))) * np.uint64(factor)
    return ids ^ (ids >> np.uint64(33))
