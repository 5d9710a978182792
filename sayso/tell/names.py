"""The one name that a party has in a case, whatever a report calls it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from sayso.nouns.claim import Claim
from sayso.nouns.event import KnownParty
from sayso.nouns.reading import Reading
from sayso.nouns.says_who import Attribution, Party
from sayso.nouns.violation import Violation
from sayso.nouns.what import EventMention

Said = TypeVar("Said", Claim, Attribution, EventMention, Violation)


def names_of(parties: Iterable[KnownParty]) -> dict[str, str]:
    """By each name that reports give, in small letters: the name in the case; without those that several have."""
    names: dict[str, set[str]] = defaultdict(set)
    for party in parties:
        for name in (party.name, *party.also):
            names[name.casefold()].add(party.name)
    return {given: next(iter(known)) for given, known in names.items() if len(known) == 1}


class Names:
    """From the names that reports give to the names of the case."""

    def __init__(self, parties: Iterable[KnownParty]) -> None:
        self._names = names_of(parties)

    def of(self, party: Party) -> str:
        """The party's name in the case; the report's where the case knows nobody, or several, of that name."""
        return self.known_as(party.name)

    def known_as(self, name: str) -> str:
        """The name in the case of whoever a report gives this name."""
        return self._names.get(name.casefold(), name)

    def unified(self, said: Said) -> Said:
        """The same claim or mention with every party under its name in the case; words and offsets stay."""
        if all(self.of(party) == party.name for party in said.says_who):
            return said
        return replace(said, says_who=tuple(replace(party, name=self.of(party)) for party in said.says_who))

    def unified_reading(self, reading: Reading) -> Reading:
        """The same reading with every party under its name in the case."""
        return replace(
            reading,
            claims=tuple(map(self.unified, reading.claims)),
            attributions=tuple(map(self.unified, reading.attributions)),
            events=tuple(map(self.unified, reading.events)),
            violations=tuple(map(self.unified, reading.violations)),
        )
