"""Who was hurt, by sentences in no words of an event: "the 19-year-old is in hospital", "the deputy is recovering"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from sayso.reconcile.names import fold
from sayso.reconcile.persons import Fate, Traits, person_words, traits_of

LONGEST = 160
"""Characters behind somebody's age in which it is said what became of that one."""
NEAR = 70
"""Characters behind somebody's role or name in which it is said that this one lives."""
KEPT = 256
"""Texts whose persons are kept, since tolls are counted for all reports of an event and for each."""
_END = re.compile(r"[.!?](?=\s|$)(?<!\b[A-Z]\.)|\n|;")


class Told(Struct, frozen=True, kw_only=True):
    """Somebody told of by age, and what became of that one."""

    start: int
    words: str
    traits: Traits
    fate: Fate


@lru_cache(maxsize=KEPT)
def fates_told(text: str) -> tuple[Told, ...]:
    """Everybody of whom a sentence gives the age and says that harm was done, but not that death came of it: for the
    dead there are more words, and who did it stands too near to them.
    """
    return tuple(sorted((*_by_age(text), *_who_live(text), *_whom_somebody_wounded(text)), key=lambda told: told.start))


def _who_live(text: str) -> Iterator[Told]:
    """Everybody told of by role or full name of whom the words right behind say that this one lives."""
    known = person_words()
    for pattern in (known.by_role, known.by_full_name):
        for match in pattern.finditer(text):
            end = _END.search(text, match.end())
            behind = text[match.end() : min(end.start() if end else len(text), match.end() + NEAR)]
            if known.lives.search(behind) and not known.died.search(behind) and not known.did.search(behind):
                surname = fold(match["who"]).rpartition(" ")[2] if pattern is known.by_full_name else None
                yield _wounded(match, traits_of("" if surname else match["who"], surname=surname))


def _whom_somebody_wounded(text: str) -> Iterator[Told]:
    for match in person_words().wounded_whom.finditer(text):
        yield _wounded(match, traits_of(match["who"], doer=False))


def _wounded(match: re.Match[str], traits: Traits) -> Told:
    return Told(start=match.start("who"), words=match["who"], traits=traits, fate="wounded")


def _by_age(text: str) -> Iterator[Told]:
    known = person_words()
    found = [
        *((match, None) for match in known.by_age.finditer(text)),
        *((match, fold(match["name"]).rpartition(" ")[2]) for match in known.by_name.finditer(text)),
    ]
    starts = sorted(match.start() for match, _ in found)
    for match, surname in found:
        end = _END.search(text, match.end())
        stop = min(end.start() if end else len(text), match.end() + LONGEST)
        stop = min((start for start in starts if match.end() < start < stop), default=stop)
        fate = _fate_in(text[match.end() : stop])
        if fate:
            behind = f", {match['years']}," if surname else ""
            traits = traits_of(match.group() if not surname else "", behind, surname=surname)
            yield Told(start=match.start(), words=match.group().strip(" ,"), traits=traits, fate=fate)


def lives(words: str) -> bool:
    """Whether words say of somebody hurt that this one was not killed."""
    return person_words().lives.search(words) is not None


def _fate_in(behind: str) -> Fate | None:
    known = person_words()
    if known.did.search(behind) or known.died.search(behind):
        return None
    if known.lives.search(behind):
        return "wounded"
    return "hit" if known.struck.search(behind) else None
