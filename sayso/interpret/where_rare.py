"""Names that are only another, rare name of some town in a land of which the text has nothing: it is not meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.interpret.where_names import Meaning
from sayso.interpret.where_runs import Named

_LARGE = 30_000
"""People of a town that other languages have their own names for ("Leghorn")."""
_WELL_KNOWN = 100_000
"""People of a town that speaks for its country."""


def strangers(named: Sequence[Named]) -> frozenset[int]:
    """The names, by their place, that no town is chiefly called by, in countries of which the text says nothing.

    They are villages that the gazetteer lacks, surnames, clubs. A larger town may be called otherwise anywhere.
    """
    nations = {meaning.country for name in named for meaning in name.meanings if meaning.kind in ("country", "demonym")}
    spoken_of = nations | set(_countries(named))
    return frozenset(
        index
        for index, name in enumerate(named)
        if name.meanings
        and all(_is_rare(meaning) for meaning in name.meanings)
        and spoken_of.isdisjoint(meaning.country for meaning in name.meanings)
    )


def _is_rare(meaning: Meaning) -> bool:
    return meaning.kind == "city" and not meaning.main and meaning.population < _LARGE


def _countries(named: Iterable[Named]) -> Iterable[str | None]:
    """The countries of regions and of large towns that the text names."""
    return (name.meanings[0].country for name in named if name.meanings and _is_large(name.meanings[0]))


def _is_large(meaning: Meaning) -> bool:
    return meaning.main and (meaning.kind != "city" or meaning.population >= _WELL_KNOWN)
