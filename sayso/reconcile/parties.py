"""Whose say-so over all reports of a case: one party under its one name, and who speaks with one voice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from rapidfuzz.fuzz import ratio

from sayso.nouns.event import KnownParty, by_name
from sayso.nouns.report import Report
from sayso.nouns.says_who import Party
from sayso.reconcile.judged import NOBODYS, Word
from sayso.reconcile.judged_parties import JUDGED, Renamed, parties_as_judged
from sayso.reconcile.names import fold, fold_noun, unglued
from sayso.reconcile.namings import NAMED_ONCE, OFFICIAL, Key, Naming, PartyWords, party_words, person_of, same_offices
from sayso.reconcile.perhaps import perhaps_the_same
from sayso.reconcile.spellings import spelling_of

ALIKE = 85.0
"""Least likeness (0..100) of two given names in two transliterations of one."""
LEAST_LETTERS = 6
"""Given names shorter than this must be equal: "John" and "Joan" are alike and two people."""

Named = tuple[str, str]
"""A report's id, and a party's name in it."""


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


class Names(Struct, frozen=True, kw_only=True):
    """Who is who in the whole case."""

    known: tuple[KnownParty, ...] = ()
    names: Mapping[Key, str] = {}
    by_words: Mapping[str, Key] = {}
    """By folded name, where it names one party in the whole case."""
    same: Mapping[Key, Key] = {}
    """Each spelling of a party that has several, and the one that stands for it."""
    official: frozenset[Key] = frozenset()
    """Parties that speak for a state under one of the names that a person joined."""
    judged: Mapping[Named, Key] = {}
    """What a person's word made of a name in a report."""
    kinds: Mapping[Key, str] = {}
    """What most reports say each is."""
    perhaps: Mapping[Key, frozenset[Key]] = {}
    """Others that each may be."""


class Parties:
    """The parties of a case as each report names them."""

    def __init__(
        self,
        names: Names,
        namings: Callable[[str], Mapping[str, Key]],
        country: Callable[[str], str | None],
    ) -> None:
        """`namings`: by report id, its parties' names with their keys; `country`: the one that a report is about."""
        self._case = names
        self._namings = namings
        self.country = country

    def key(self, party: Party, report: str) -> Key:
        """The same for two words for one party."""
        key = self._key(report, party.name) or ("name", fold_noun(party.name))
        return self._case.same.get(key, key)

    def _key(self, report: str, name: str) -> Key | None:
        return self._case.judged.get((report, name)) or self._namings(report).get(name)

    def name(self, party: Party, report: str) -> str:
        """The party's one name in the case."""
        return self._case.names.get(self.key(party, report), party.name)

    def name_of_words(self, text: str, report: str) -> str:
        """The name in the case of whoever the words name, where that is a party; else the words."""
        key = self._key(report, text) or self._case.by_words.get(fold_noun(text)) or key_of_words(text)
        return self._case.names.get(self._case.same.get(key, key), text) if key else text

    def voice(self, says_who: Sequence[Party], report: str, original: Report) -> Voice:
        """Who says it first: the first of the chain, else the publisher, else the report (of copies, the original)."""
        return self._voice_of(says_who[0], report, original.id) if says_who else self._own_voice(original)

    def _own_voice(self, original: Report) -> Voice:
        """What a report says without naming anybody originates with its publisher."""
        if original.publisher is None:
            return Voice(key=("report", original.id), name=original.teller, named=False, official=False)
        key = key_of_publisher(original.publisher)
        return Voice(key=key, name=self._case.names.get(key, original.publisher), named=False, official=False)

    def _voice_of(self, party: Party, report: str, original: str) -> Voice:
        """All who speak for one state are one voice; the nameless are one in each report and never across reports."""
        name = self.name(party, report)
        key = self.key(party, report)
        if key[0] == JUDGED:
            return Voice(key=key, name=name, named=True, official=party.kind in OFFICIAL)
        if key[0] == "nameless":
            return Voice(key=(*key, original), name=name, named=True, official=party.kind in OFFICIAL)
        if party.kind in OFFICIAL or key in self._case.official:
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


def unify_parties(
    namings: Mapping[Naming, int],
    is_nation: Callable[[str], bool],
    word: Word = NOBODYS,
    named: Callable[[], Mapping[Named, Key]] = dict,
    before: Names | None = None,
) -> Names:
    """Every party of the case under one name. Names that are only similar stay apart, unless people say otherwise.

    `namings`: each with the number of reports that have it. `is_nation`: whether a folded word names a country or its
    people in some report. `named`: what each report calls its parties, asked for only where people judged parties.
    `before`: what an earlier run found, which saves time and changes nothing.
    """
    lexicon = party_words()
    used: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    kinds: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for naming, reports in namings.items():
        used[naming.key][naming.name] += reports
        kinds[naming.key][naming.kind] += reports
    same = _same_people([key for key in used if key[0] == "person"])
    same |= same_offices(used, lexicon)
    same |= _same_organisations({key[1]: _most(kinds[key]) for key in used if key[0] == "name"}, is_nation)
    same |= _persons_of_bodies(used, same)
    judged, changed = _judged(used, kinds, same, word, named)
    by_words = _unambiguous(
        ((name, key) for (_, name), key in judged.keys.items())
        if changed
        else ((naming.name, naming.key) for naming in namings),
        same,
    )
    for key, one in same.items():
        if key != one and key in used:
            used[one] += used.pop(key)
            kinds[one] += kinds.pop(key)
    names = {key: _best_name(key, counted, lexicon) for key, counted in used.items()}
    kind = {key: _most(kinds[key]) for key in used}
    perhaps = perhaps_the_same(kind, before.kinds, before.perhaps) if before else perhaps_the_same(kind, {}, {})
    known = (
        KnownParty(
            name=names[key],
            kind=kind[key],
            also=tuple(sorted(set(counted) - {names[key]})),
            perhaps=tuple(sorted({names[other] for other in perhaps.get(key, ()) if {key, other} not in judged.apart})),
        )
        for key, counted in used.items()
    )
    return Names(
        known=tuple(sorted(known, key=by_name)),
        names=names,
        by_words=by_words,
        same=same,
        official=frozenset(key for key in judged.joined if kinds[key].keys() & set(OFFICIAL)),
        judged=changed,
        kinds=kind,
        perhaps=perhaps,
    )


def _judged(
    used: defaultdict[Key, Counter[str]],
    kinds: defaultdict[Key, Counter[str]],
    same: Mapping[Key, Key],
    word: Word,
    named: Callable[[], Mapping[Named, Key]],
) -> tuple[Renamed, dict[Named, Key]]:
    """What people joined and held apart, and the names whose key it changes; moves what these count for."""
    if not word.on("party"):
        return Renamed(keys={}, joined=frozenset(), apart=frozenset()), {}
    keys = named()
    judged = parties_as_judged(keys, same, word)
    changed = {one: key for one, key in judged.keys.items() if keys[one] != key}
    for (_, name), before, after in ((one, keys[one], key) for one, key in changed.items()):
        kind = _most(kinds[before])
        for counts, what in ((used, name), (kinds, kind)):
            counts[after][what] += 1
            counts[before][what] -= 1
            counts[before] += Counter()  # drops what is nought
            if not counts[before]:
                del counts[before]
    return judged, changed


def _unambiguous(named: Iterable[tuple[str, Key]], same: Mapping[Key, Key]) -> dict[str, Key]:
    found: defaultdict[str, set[Key]] = defaultdict(set)
    for name, key in named:
        found[fold_noun(name)].add(same.get(key, key))
    return {name: next(iter(one)) for name, one in found.items() if len(one) == 1}


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


def _same_organisations(kinds: Mapping[str, str], is_nation: Callable[[str], bool]) -> dict[Key, Key]:
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
        if len(national) == 1 and not is_nation(next(iter(national)).removesuffix(f" {name}")):
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
