"""Whom one report names, and as whom: an office of a country, a person, a body, or somebody without a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.reading import Reading
from sayso.nouns.says_who import Party, PartyKind
from sayso.reconcile.names import fold, fold_noun, plain_name

OFFICIAL: tuple[PartyKind, ...] = ("government", "police", "military")
"""Kinds of party that speak for a state."""
NAMED_ONCE: tuple[PartyKind, ...] = ("media", "ngo", "intergovernmental")
"""Kinds of party whose names are their own, so that a short form means the only long one of the case."""

Key = tuple[str, ...]

_MINISTRY = re.compile(r"^(?:ministry of (?:the )?(.+)|(.+) ministry)$")


class PartyWords(Struct, frozen=True, kw_only=True):
    """What tells a person from an office, and one office from another."""

    titles: frozenset[str]
    organisations: frozenset[str]
    not_in_names: frozenset[str]
    state: frozenset[str]
    nameless: frozenset[str]
    speaking: frozenset[str]
    bare: frozenset[str]
    offices: dict[str, tuple[str, ...]]
    only: dict[str, tuple[str, str]]


class Naming(Struct, frozen=True, array_like=True):
    """A party as one report names it."""

    key: Key
    """What it is as far as the report tells: the same for two words for one party."""
    name: str
    kind: PartyKind


def party_words() -> PartyWords:
    """The word list."""
    return words("en", "parties", PartyWords)


def namings_of(reading: Reading, about: str | None) -> tuple[Naming, ...]:
    """The parties of a report, each name once for each kind; `about`: the country that the report is about."""
    lexicon = party_words()
    nations = nations_of(reading)
    found = {(party.name, party.kind): _key(party, nations, about, lexicon) for party in reading.parties}
    tied = same_offices(found.values())
    return tuple(Naming(tied.get(key, key), name, kind) for (name, kind), key in sorted(found.items()))


def nations_of(reading: Reading) -> dict[str, str]:
    """Words of the report that name a country or its people, folded, with the country."""
    return {
        fold(where.text): where.country
        for where in reading.wheres
        if where.country and where.kind in ("country", "demonym")
    }


def _key(party: Party, nations: Mapping[str, str], about: str | None, lexicon: PartyWords) -> Key:
    name = plain_name(party.name)
    folded = fold_noun(name)
    if folded in lexicon.only:
        return ("office", *lexicon.only[folded])
    bare, country = _without_nation(folded, nations)
    country = country or about
    if bare in lexicon.nameless:
        return ("nameless", bare)
    if bare in lexicon.state and party.kind in (*OFFICIAL, "other", "anonymous"):
        return ("office", country or "?", bare)
    office = _office(bare) or _ministry(bare, lexicon)
    if office:
        return ("office", country or "?", office)
    person = None if party.kind in NAMED_ONCE else person_of(name, lexicon)
    return person or ("name", folded)


@lru_cache(maxsize=65536)
def _office(bare: str) -> str | None:
    """The office that the words name, or speak for ("interior ministry spokesman")."""
    lexicon = party_words()
    for office, variants in lexicon.offices.items():
        for variant in variants:
            before, found, after = f" {bare} ".partition(f" {variant} ")
            rest = (before + " " + after).split()
            if found and all(word in lexicon.titles or word in lexicon.speaking for word in rest):
                return office
    return None


def _ministry(bare: str, lexicon: PartyWords) -> str | None:
    """Any other ministry ("ministry of energy", "energy ministry spokesman"); the bare word where that is all."""
    tokens = bare.split()
    while tokens and tokens[-1] != "ministry" and (tokens[-1] in lexicon.speaking or tokens[-1] in lexicon.titles):
        tokens.pop()
    plain = " ".join(tokens) or bare
    if plain in lexicon.bare:
        return plain
    found = _MINISTRY.match(plain)
    return f"{found[1] or found[2]} ministry" if found else None


def same_offices(keys: Iterable[Key]) -> dict[Key, Key]:
    """What is known by its kind alone ("the ministry"), or without its country, and the only office that it can be."""
    offices = {key for key in keys if key[0] == "office"}
    blocks: defaultdict[Key, set[Key]] = defaultdict(set)
    for key in offices:
        for block in office_blocks(key):
            blocks[block].add(key)
    sought = ((key, blocks[block]) for key in offices for block in office_sought(key))
    return {key: next(iter(fits)) for key, fits in sought if len(fits) == 1}


def office_blocks(key: Key) -> Iterator[Key]:
    """As what an office of a country can be meant: by its name, and by each word of kind ("ministry") in its names."""
    _, country, office = key
    bare = party_words().bare
    if office not in bare and country != "?":
        yield "office", office
        names = {word for name in party_words().offices.get(office, (office,)) for word in name.split()}
        yield from (("kind", country, word) for word in sorted(names & bare))


def office_sought(key: Key) -> Iterator[Key]:
    """As what an office that is known by its kind alone, or without its country, is looked for."""
    _, country, office = key
    if office in party_words().bare:
        yield "kind", country, office
    elif country == "?":
        yield "office", office


def _without_nation(folded: str, nations: Mapping[str, str]) -> tuple[str, str | None]:
    """The name without "Kazakhstan's", "Russian", "of Ukraine", and the country that these name."""
    tokens = folded.split()
    for size in (3, 2, 1):
        for start in range(len(tokens) - size + 1):
            country = nations.get(" ".join(tokens[start : start + size]))
            if country:
                rest = tokens[:start] + tokens[start + size :]
                while rest and rest[-1] in ("of", "in", "the", "republic"):
                    rest.pop()
                return " ".join(rest), country
    return folded, None


def person_of(name: str, lexicon: PartyWords) -> Key | None:
    """("person", surname, given names…) where the words have a person's shape; None otherwise."""
    tokens = name.replace(",", " ").split()
    folded = [fold(token) for token in tokens]
    if any(word in lexicon.organisations for word in folded[1:]) or (folded and folded[0] in lexicon.organisations):
        return None
    rest = [(token, word) for token, word in zip(tokens, folded, strict=True) if word and word not in lexicon.titles]
    if not 1 <= len(rest) <= 4 or not all(token[0].isupper() and not token[1:].isupper() for token, _ in rest):
        return None
    if any(word in lexicon.not_in_names or any(letter.isdigit() for letter in word) for _, word in rest):
        return None
    return ("person", rest[-1][1], *(word for _, word in rest[:-1]))
