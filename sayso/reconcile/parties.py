"""Whose say-so over all reports of a case: one party under its one name, and who speaks with one voice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from sayso.nouns.report import Report
from sayso.nouns.says_who import Party
from sayso.reconcile.entries import Entry, entry_of, only_called, party_of
from sayso.reconcile.judged_parties import JUDGED, Move, Named
from sayso.reconcile.names import fold_noun, unglued
from sayso.reconcile.namings import OFFICIAL, Key, Naming, party_words, person_of
from sayso.reconcile.shelf import Shelf

PARTIES_AT_HAND = 65536


class Voice(Struct, frozen=True, kw_only=True):
    """An origin of say-so: parties with one voice count once, however many reports carry it."""

    key: Key
    name: str
    """A name for readers: of the party, else of the publisher, else the report's id."""
    named: bool
    """Whether the words name or describe somebody; False where the report itself says it."""
    official: bool
    general: bool = False
    """Whether it is a word for the state as a whole ("the government"), and not one of its offices."""


class Names:
    """Who is who in the whole case."""

    def __init__(self, shelf: Shelf, judged: Mapping[Named, Move]) -> None:
        """`judged`: what a person's word made of a name in a report."""
        self._shelf, self._judged = shelf, judged
        self.one = lru_cache(PARTIES_AT_HAND)(self._one)
        self.only = lru_cache(PARTIES_AT_HAND)(self._only)
        self._entry = lru_cache(PARTIES_AT_HAND)(self._entry_of)

    def _one(self, key: Key) -> Key:
        """The party that a key stands for: the same for each spelling of one that has several."""
        return party_of(self._shelf, key)

    def _only(self, word: str) -> Key | None:
        """The party that a folded name means, where it names one party in the whole case."""
        return only_called(self._shelf, word)

    def _entry_of(self, key: Key) -> Entry | None:
        return entry_of(self._shelf, key)

    def judged(self, report: str, name: str) -> Key | None:
        """What a person's word made of a name in a report."""
        move = self._judged.get((report, name))
        return move.party if move else None

    def name(self, key: Key) -> str | None:
        """A party's one name in the case; None where the key is not one of a party."""
        entry = self._entry(key)
        return entry.known.name if entry else None

    def is_official(self, key: Key) -> bool:
        """Whether it speaks for a state under one of the names that a person joined."""
        entry = self._entry(key)
        return entry is not None and entry.official


class Parties:
    """The parties of a case as each report names them."""

    def __init__(
        self,
        names: Names,
        namings: Callable[[str], Mapping[str, Naming]],
        country: Callable[[str], str | None],
    ) -> None:
        """`namings`: by report id, its parties by their names; `country`: the one that a report is about."""
        self._case = names
        self._namings = namings
        self.country = country

    def key(self, party: Party, report: str) -> Key:
        """The same for two words for one party."""
        return self._case.one(self._key(report, party.name) or ("name", fold_noun(party.name)))

    def _key(self, report: str, name: str) -> Key | None:
        naming = self._namings(report).get(name)
        return self._case.judged(report, name) or (naming.key if naming else None)

    def name(self, party: Party, report: str) -> str:
        """The party's one name in the case."""
        return self._case.name(self.key(party, report)) or party.name

    def name_of_words(self, text: str, report: str) -> str:
        """The name in the case of whoever the words name, where that is a party; else the words."""
        key = self._key(report, text) or self._case.only(fold_noun(text)) or key_of_words(text)
        return (self._case.name(self._case.one(key)) if key else None) or text

    def voice(self, says_who: Sequence[Party], report: str, original: Report) -> Voice:
        """Who says it first: the first of the chain, else the publisher, else the report (of copies, the original)."""
        return self._voice_of(says_who[0], report, original.id) if says_who else self._own_voice(original)

    def _own_voice(self, original: Report) -> Voice:
        """What a report says without naming anybody originates with its publisher."""
        if original.publisher is None:
            return Voice(key=("report", original.id), name=original.teller, named=False, official=False)
        key = key_of_publisher(original.publisher)
        return Voice(key=key, name=self._case.name(key) or original.publisher, named=False, official=False)

    def _voice_of(self, party: Party, report: str, original: str) -> Voice:
        """All who speak for one state are one voice; the nameless are one in each report and never across reports."""
        name = self.name(party, report)
        key = self.key(party, report)
        if key[0] == JUDGED:
            return Voice(key=key, name=name, named=True, official=party.kind in OFFICIAL)
        if key[0] == "nameless":
            return Voice(key=(*key, original), name=name, named=True, official=party.kind in OFFICIAL)
        if party.kind in OFFICIAL or self._case.is_official(key):
            country = key[1] if key[0] == "office" else self.country(report)
            general = key[0] == "office" and key[-1] in party_words().state
            return Voice(key=("official", country or "?"), name=name, named=True, official=True, general=general)
        return Voice(key=key, name=name, named=True, official=False)


def key_of_words(text: str) -> Key | None:
    """The person that words name which name no party of their report; None where they name none."""
    return person_of(unglued(text), party_words())


def key_of_publisher(publisher: str) -> Key:
    """The party that a publisher is."""
    return ("name", fold_noun(publisher))
