"""Whose say-so over all reports of a case: one party under its one name, and who speaks with one voice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from rapidfuzz.fuzz import ratio

from sayso.languages import words
from sayso.nouns.event import KnownParty
from sayso.nouns.reading import Reading
from sayso.nouns.report import Report
from sayso.nouns.says_who import Party, PartyKind
from sayso.reconcile.judged import NOBODYS, Word
from sayso.reconcile.judged_parties import JUDGED, parties_as_judged
from sayso.reconcile.names import fold, fold_noun, plain_name, unglued
from sayso.reconcile.perhaps import perhaps_the_same
from sayso.reconcile.spellings import spelling_of

OFFICIAL: tuple[PartyKind, ...] = ("government", "police", "military")
"""Kinds of party that speak for a state."""
ALIKE = 85.0
"""Least likeness (0..100) of two given names in two transliterations of one."""
LEAST_LETTERS = 6
"""Given names shorter than this must be equal: "John" and "Joan" are alike and two people."""
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


class Parties(Struct, frozen=True, kw_only=True):
    """The parties of a case, and who is who."""

    known: tuple[KnownParty, ...]
    names: Mapping[Key, str]
    keys: Mapping[tuple[str, str], Key]
    """By report id and name in that report."""
    by_words: Mapping[str, Key]
    """By folded name, where it names one party in the whole case."""
    same: Mapping[Key, Key]
    """Each spelling of a party that has several, and the one that stands for it."""
    countries: Mapping[str, str | None]
    """By report id: the country that it is about."""
    official: frozenset[Key] = frozenset()
    """Parties that speak for a state under one of the names that a person joined."""

    def key(self, party: Party, report: str) -> Key:
        """The same for two words for one party."""
        key = self.keys.get((report, party.name)) or ("name", fold_noun(party.name))
        return self.same.get(key, key)

    def name(self, party: Party, report: str) -> str:
        """The party's one name in the case."""
        return self.names.get(self.key(party, report), party.name)

    def name_of_words(self, text: str, report: str) -> str:
        """The name in the case of whoever the words name, where that is a party; else the words."""
        key = self.keys.get((report, text)) or self.by_words.get(fold_noun(text))
        key = key or _person(unglued(text), words("en", "parties", PartyWords))
        return self.names.get(self.same.get(key, key), text) if key else text

    def voice(self, says_who: Sequence[Party], report: str, original: Report) -> Voice:
        """Who says it first: the first of the chain, else the publisher, else the report (of copies, the original)."""
        return self._voice_of(says_who[0], report, original.id) if says_who else self._own_voice(original)

    def _own_voice(self, original: Report) -> Voice:
        """What a report says without naming anybody originates with its publisher."""
        if original.publisher is None:
            return Voice(key=("report", original.id), name=original.teller, named=False, official=False)
        key = ("name", fold_noun(original.publisher))
        return Voice(key=key, name=self.names.get(key, original.publisher), named=False, official=False)

    def _voice_of(self, party: Party, report: str, original: str) -> Voice:
        """All who speak for one state are one voice; the nameless are one in each report and never across reports."""
        name = self.name(party, report)
        key = self.key(party, report)
        if key[0] == JUDGED:
            return Voice(key=key, name=name, named=True, official=party.kind in OFFICIAL)
        if key[0] == "nameless":
            return Voice(key=(*key, original), name=name, named=True, official=party.kind in OFFICIAL)
        if party.kind in OFFICIAL or key in self.official:
            country = key[1] if key[0] == "office" else self.countries.get(report)
            general = key[0] == "office" and key[-1] in words("en", "parties", PartyWords).state
            return Voice(key=("official", country or "?"), name=name, named=True, official=True, general=general)
        return Voice(key=key, name=name, named=True, official=False)


def unify_parties(readings: Sequence[Reading], countries: Mapping[str, str | None], word: Word = NOBODYS) -> Parties:
    """Every party of the case under one name. Names that are only similar stay apart, unless people say otherwise."""
    lexicon = words("en", "parties", PartyWords)
    keys: dict[tuple[str, str], Key] = {}
    used: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    kinds: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        nations = _nations(reading)
        parties = [
            (party, _key(party, nations, countries.get(reading.report.id), lexicon)) for party in _parties_of(reading)
        ]
        tied = _same_offices({key for _, key in parties}, lexicon)
        for party, found in parties:
            key = tied.get(found, found)
            keys[reading.report.id, party.name] = key
            used[key][party.name] += 1
            kinds[key][party.kind] += 1
    same = _same_people([key for key in used if key[0] == "person"])
    same |= _same_offices(used, lexicon)
    peoples = {word for reading in readings for word in _nations(reading)}
    same |= _same_organisations({key[1]: _most(kinds[key]) for key in used if key[0] == "name"}, peoples)
    same |= _persons_of_bodies(used, same)
    judged = parties_as_judged(keys, same, word)
    if judged.keys != keys:
        keys = judged.keys
        used, kinds = _counted(readings, keys)
    for key, one in same.items():
        if key != one and key in used:
            used[one] += used.pop(key)
            kinds[one] += kinds.pop(key)
    names = {key: _best_name(key, counted, lexicon) for key, counted in used.items()}
    perhaps = perhaps_the_same({key: _most(kinds[key]) for key in used})
    return Parties(
        known=tuple(
            sorted(
                (
                    KnownParty(
                        name=names[key],
                        kind=_most(kinds[key]),
                        also=tuple(sorted(set(counted) - {names[key]})),
                        perhaps=tuple(
                            sorted({names[other] for other in perhaps.get(key, ()) if {key, other} not in judged.apart})
                        ),
                    )
                    for key, counted in used.items()
                ),
                key=lambda party: (party.name, party.kind, party.also),
            )
        ),
        names=names,
        keys=keys,
        by_words=_unambiguous(keys, same),
        same=same,
        countries=countries,
        official=frozenset(key for key in judged.joined if kinds[key].keys() & set(OFFICIAL)),
    )


def _counted(
    readings: Iterable[Reading], keys: Mapping[tuple[str, str], Key]
) -> tuple[defaultdict[Key, Counter[str]], defaultdict[Key, Counter[str]]]:
    """The names and the kinds under which each party goes, by how often."""
    used: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    kinds: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for party in _parties_of(reading):
            key = keys[reading.report.id, party.name]
            used[key][party.name] += 1
            kinds[key][party.kind] += 1
    return used, kinds


def _unambiguous(keys: Mapping[tuple[str, str], Key], same: Mapping[Key, Key]) -> dict[str, Key]:
    found: defaultdict[str, set[Key]] = defaultdict(set)
    for (_, name), key in keys.items():
        found[fold_noun(name)].add(same.get(key, key))
    return {name: next(iter(one)) for name, one in found.items() if len(one) == 1}


def _parties_of(reading: Reading) -> Iterator[Party]:
    for told in (reading.claims, reading.attributions, reading.events, reading.violations):
        for one in told:
            yield from one.says_who


def _nations(reading: Reading) -> dict[str, str]:
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
    office = _office(bare, lexicon) or _ministry(bare, lexicon)
    if office:
        return ("office", country or "?", office)
    person = None if party.kind in NAMED_ONCE else _person(name, lexicon)
    return person or ("name", folded)


def _office(bare: str, lexicon: PartyWords) -> str | None:
    """The office that the words name, or speak for ("interior ministry spokesman")."""
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


def _same_offices(keys: Iterable[Key], lexicon: PartyWords) -> dict[Key, Key]:
    """What is known by its kind alone ("the ministry"), or without its country, and the only office that it can be."""
    offices = [key for key in keys if key[0] == "office"]
    by_name: defaultdict[str, set[Key]] = defaultdict(set)
    by_kind: defaultdict[tuple[str, str], set[Key]] = defaultdict(set)
    for key in offices:
        if key[2] not in lexicon.bare and key[1] != "?":
            by_name[key[2]].add(key)
            for kind in _kinds_of_office(key[2], lexicon):
                by_kind[key[1], kind].add(key)
    same: dict[Key, Key] = {}
    for key in offices:
        fits = by_kind[key[1], key[2]] if key[2] in lexicon.bare else by_name[key[2]] if key[1] == "?" else set()
        if len(fits) == 1:
            same[key] = next(iter(fits))
    return same


def _kinds_of_office(office: str, lexicon: PartyWords) -> Iterator[str]:
    """The words of kind ("ministry") in the names that the office goes by."""
    names = {word for name in lexicon.offices.get(office, (office,)) for word in name.split()}
    yield from sorted(names & lexicon.bare)


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


def _person(name: str, lexicon: PartyWords) -> Key | None:
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


def _same_people(people: Iterable[Key]) -> dict[Key, Key]:
    """Each spelling of a person and the fullest one: surnames equal, given names alike or missing for one."""
    same: dict[Key, Key] = {}
    for bearers in _by_surname(people):
        full = sorted((key for key in bearers if _is_full(key)), key=lambda key: (-len(" ".join(key)), key))
        groups: list[list[Key]] = []
        for key in full:
            home = next((group for group in groups if _given_alike(group[0], key)), None)
            if home is None:
                groups.append([key])
            else:
                home.append(key)
        for group in groups:
            same.update(dict.fromkeys(group, group[0]))
        for key in bearers:
            if not _is_full(key):
                fits = [group[0] for group in groups if len(key) == 2 or group[0][2].startswith(key[2])]
                fits = [full for full in fits if full[1] == key[1]] or fits
                same[key] = fits[0] if len(fits) == 1 else key
    return same


def _persons_of_bodies(keys: Iterable[Key], same: Mapping[Key, Key]) -> dict[Key, Key]:
    """Who speaks for a body, under a full name that is a person's elsewhere in the case ("Ana Lund", a UN envoy)."""
    known = set(keys)
    found: dict[Key, Key] = {}
    for key in known:
        parts = key[1].split() if key[0] == "name" else []
        if len(parts) > 1:
            person = ("person", parts[-1], *parts[:-1])
            if person in known:
                found[key] = same.get(person, person)
    return found


def _by_surname(people: Iterable[Key]) -> list[list[Key]]:
    """Bearers of each surname, those of another transliteration of it among them where given names allow it."""
    groups: defaultdict[str, list[Key]] = defaultdict(list)
    for key in people:
        groups[spelling_of(key[1]) if len(key[1]) >= LEAST_LETTERS else key[1]].append(key)
    return list(groups.values())


def _same_organisations(kinds: Mapping[str, str], peoples: Container[str]) -> dict[Key, Key]:
    """A short form and the only longer name of the same kind of party that begins with it ("Amnesty"), or ends with it
    behind a nation ("Red Cross", "Lebanese Red Cross").
    """
    beginning: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    ending: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, kind in kinds.items():
        tokens = name.split()
        for size in range(1, len(tokens)):
            if kind in NAMED_ONCE:
                beginning[" ".join(tokens[:size]), kind].add(name)
            ending[" ".join(tokens[size:]), kind].add(name)
    same: dict[Key, Key] = {}
    for name, kind in kinds.items():
        national = ending.get((name, kind), set())
        if len(national) == 1 and next(iter(national)).removesuffix(f" {name}") not in peoples:
            national = set()
        fits = beginning.get((name, kind), set()) | national
        if len(fits) == 1:
            same["name", name] = ("name", next(iter(fits)))
    return {key: same.get(one, one) for key, one in same.items()}


def _is_full(key: Key) -> bool:
    """Whether a given name is written out, not missing and not an initial."""
    return len(key) > 2 and len(key[2]) > 1


def _given_alike(a: Key, b: Key) -> bool:
    """Whether two given names can be one person's: equal, or two spellings of a long name."""
    if a[2] == b[2]:
        return True
    whole_a, whole_b = " ".join(a[2:]), " ".join(b[2:])
    return min(len(whole_a), len(whole_b)) >= LEAST_LETTERS and ratio(whole_a, whole_b) >= ALIKE


def _best_name(key: Key, used: Counter[str], lexicon: PartyWords) -> str:
    """The name used most; of a person among those with a given name, of an office among those that say which it is."""
    if key[0] == "person" and len(key) > 2:
        return min(used, key=lambda name: (len(fold(name).split()) < len(key) - 1, -used[name], len(name), name))
    return min(used, key=lambda name: (fold_noun(name) in lexicon.bare, -used[name], len(name), name))


def _most(kinds: Counter[str]) -> str:
    return min(kinds, key=lambda kind: (-kinds[kind], kind))
