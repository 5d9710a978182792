"""Which words of a run name a place: people, papers and common words that look like places are dropped.

Each name is judged by the words around it: *sure* (the text shows that it is a place), *likely* (nothing speaks
against it) or *doubtful* (it stands beside words that we do not know). A doubtful one counts where the same name is
sure elsewhere in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from sayso.interpret.gazetteer_build import fold
from sayso.interpret.where_names import Meaning, is_listed, meanings, sounds_like
from sayso.interpret.where_people import given_name, is_shown_as_place, known_people, perhaps_surnames, person_words
from sayso.interpret.where_words import Word, words_of
from sayso.languages.places import Casing, PlaceWords, casing, common_parts, headline_words, no_names, place_words
from sayso.nouns.span import Span

Verdict = Literal["sure", "likely", "doubtful"]

_LONGEST = 6
_LONGEST_UNKNOWN = 4
"""Words in the name of a place that no gazetteer has, at most."""
"""No name of a place that texts use has more words."""
_LEADS_TO_A_STREET = 40
"""Code points before the name of a street that show it."""
_WELL_KNOWN = 100_000
"""People of a town that may be named without anything else that shows a place, in a text without capitals."""
_TOWN = 20_000
"""People of a town that a common word names ("in Reading")."""
_REGION = 1_000_000
"""People of a region whose one-word name is hardly ever something else."""
_VILLAGE = 1_000
"""The same where nothing else can stand ("in Humble on Monday")."""
_POLICED = 5_000
"""People of a town that a common word names and that has police of its own ("Mobile police")."""
_CITY = 50_000
"""People of a town whose name may consist of common words only ("College Station")."""


class Named(Struct, frozen=True):
    """Words that name a place, and what they can stand for: nothing where the gazetteer cannot know it (a street)."""

    words: Span
    meanings: tuple[Meaning, ...]
    verdict: Verdict


class Text(Struct, frozen=True):
    """A text with what the names in it depend on."""

    text: str
    casing: Casing
    language: str
    listed: PlaceWords
    runs: tuple[tuple[Word, ...], ...]
    persons: tuple[frozenset[int], ...]
    """For each run the positions of the words that belong to people's names."""
    people: frozenset[str]
    """Last names of the people that the text names in full, and other names that it shows to be people's."""
    given: frozenset[str]
    """Their given names."""
    perhaps_people: frozenset[str]
    """Last names of those who may be people."""

    @classmethod
    def of(cls, text: str, runs: Sequence[Span], language: str) -> Text:
        """The text, read for its words and the people that it names."""
        listed = place_words(language)
        written = casing(text)
        parts = tuple(words for run in runs if (words := words_of(text, run)))
        if written != "mixed":
            nobody = tuple(frozenset[int]() for _ in parts)
            return cls(text, written, language, listed, parts, nobody, frozenset(), frozenset(), frozenset())
        perhaps = perhaps_surnames(parts, language, lambda word: bool(meanings(text[word.start : word.end], language)))
        persons = tuple(person_words(run, language) for run in parts)
        named = [(run, person) for run, person in zip(parts, persons, strict=True) if person]
        last = known_people(text, parts, persons, language, lambda name: _is_well_known(meanings(name, language)))
        given = frozenset(name for run, person in named for name in given_name(run, person, language))
        return cls(text, written, language, listed, parts, persons, last, given, perhaps)


class _Candidate(Struct, frozen=True):
    """A name in its run: words `first` to `last` (exclusive)."""

    run: tuple[Word, ...]
    first: int
    last: int
    words: Span
    meanings: tuple[Meaning, ...]
    person: bool
    """Whether one of its words is a part of a person's name."""

    @property
    def single(self) -> bool:
        return self.last - self.first == 1

    @property
    def key(self) -> str:
        return self.run[self.first].key

    @property
    def kind(self) -> str:
        return self.meanings[0].kind

    @property
    def wide(self) -> bool:
        """A country or a large first-order region, or a region called so ("Henry County")."""
        return any(
            meaning.kind == "country"
            or (meaning.kind == "admin" and (not self.single or (not meaning.narrow and meaning.population >= _REGION)))
            or (meaning.kind == "admin" and meaning.country == "US" and not meaning.narrow)
            for meaning in self.meanings
        )

    @property
    def people(self) -> int:
        return max((meaning.population for meaning in self.meanings if meaning.main), default=0)


def named_places(text: Text) -> tuple[Named, ...]:
    """The names of places in a text, in order."""
    runs = zip(text.runs, text.persons, strict=True)
    found = [named for run, person in runs for named in _in_run(text, run, person)]
    accepted = {fold(named.words.text) for named in found if named.verdict != "doubtful"}
    kept: list[Named] = []
    for index, named in enumerate(found):
        listed = _in_list(text.text, kept[-1:], named) or _in_list(text.text, [named], *found[index + 1 : index + 2])
        if named.verdict != "doubtful" or listed or fold(named.words.text) in accepted:
            kept.append(named)
    if text.casing != "mixed":
        return tuple(kept)
    nobody_shows = _never_shown(text, kept)
    return tuple(named for named in kept if fold(named.words.text) not in nobody_shows)


def _never_shown(text: Text, found: Sequence[Named]) -> frozenset[str]:
    """Words for small towns that the text has several times and never as a place's ("Garner said", "Savage's phone"):
    people and buildings that are called so."""
    shown = [_is_shown(text, named) for named in found]
    names: dict[str, list[bool]] = defaultdict(list)
    for index, named in enumerate(found):
        beside = any(
            shown[first if second == index else second] and _LIST.fullmatch(_between(text.text, found, first, second))
            for first, second in ((index - 1, index), (index, index + 1))
            if first >= 0 and second < len(found)
        )
        names[fold(named.words.text)].append(shown[index] or beside)
    return frozenset(name for name, times in names.items() if len(times) > 1 and not any(times))


def _between(text: str, found: Sequence[Named], first: int, second: int) -> str:
    return text[found[first].words.end : found[second].words.start]


def _is_shown(text: Text, named: Named) -> bool:
    """Whether the words around a name show a place; the name of a large town, or one of several words, needs none."""
    words, meant = named.words, named.meanings
    if " " in words.text or not meant or meant[0].kind != "city" or _is_well_known(meant):
        return True
    return (
        _opens_line(text, words.start)
        or _region_follows(text, words.end)
        or is_shown_as_place(text.text, words.start, words.end, text.language)
    )


def _is_well_known(meant: Sequence[Meaning]) -> bool:
    """Whether a large town is called so, or something larger than a town."""
    return any(one.main and (one.kind != "city" or one.population >= _WELL_KNOWN) for one in meant)


def _in_list(text: str, before: Sequence[Named], *named: Named) -> bool:
    """Whether two names stand in one list of places; the first of them is no doubtful one, or the second is sure."""
    if not before or not named or "doubtful" == before[0].verdict == named[0].verdict:
        return False
    return _LIST.fullmatch(text[before[0].words.end : named[0].words.start]) is not None


_LIST = re.compile(r",? (?:and |or )?|, ")


def _in_run(text: Text, run: tuple[Word, ...], person: frozenset[int]) -> Iterator[Named]:
    """The longest names first, from left to right, none inside another."""
    first = 0
    while first < len(run):
        for last in range(min(len(run), first + _LONGEST), first, -1):
            if _is_phrase(text, run, first, last):
                first = last
                break
            named = _unlisted(text, run, first, last) or _listed(text, run, first, last, person)
            if named:
                yield named
                first = last
                break
        else:
            first += 1


def _is_phrase(text: Text, run: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether the words are a fixed phrase that names no place ("Native Americans")."""
    if last - first == 1:
        return False
    return " ".join([word.key for word in run[first:last]]) in text.listed.look_alikes.phrases


def _listed(text: Text, run: tuple[Word, ...], first: int, last: int, person: frozenset[int]) -> Named | None:
    """The words as a place that the gazetteer or the word list has."""
    article = last - first > 1 and run[first + 1].hyphened
    if run[first].small and text.casing == "mixed" and not article:
        return None
    start, end = run[first].start, run[last - 1].end
    name = text.text[start:end]
    after_comma = first == 0 and end - start <= 6 and text.text[max(0, start - 2) : start] == ", "
    found = meanings(name, text.language, after_comma=after_comma)
    if name.endswith(".") and not is_listed(name, text.language):
        end -= 1
        name = name[:-1]
        found = meanings(name, text.language)
    if in_list := _in_plural(text, name, end):
        return Named(Span.of(text.text, start, end), in_list, "sure")
    found = _with_shorter(text, run, first, last, found)
    if last - first > 1 and run[first].key in text.listed.runs.stops and not any(meaning.main for meaning in found):
        return None  # "The Fort Wayne police"
    if not found:
        return _unknown(text, run, first, last, person)
    words = Span.of(text.text, start, end)
    candidate = _Candidate(run, first, last, words, found, any(index in person for index in range(first, last)))
    verdict = _judge(text, candidate) if text.casing == "mixed" else _judge_plain(text, candidate)
    if verdict and candidate.kind in ("city", "admin") and _is_a_street(text, words):
        return Named(words, (), verdict)
    return Named(words, found, verdict) if verdict else None


def _is_a_street(text: Text, words: Span) -> bool:
    """Whether a town's name is a street's here ("the 300 block of Madrid", "87th and Ashland")."""
    context = text.listed.context
    before = text.text[max(0, words.start - _LEADS_TO_A_STREET) : words.start]
    return (
        context.street_behind.match(text.text, words.end) is not None
        or context.street_before.search(before) is not None
    )


def _with_shorter(
    text: Text, run: tuple[Word, ...], first: int, last: int, found: tuple[Meaning, ...]
) -> tuple[Meaning, ...]:
    """ "Salem City Council" may be the council of Salem City or the City Council of Salem: both are kept."""
    context = text.listed.context
    if not found or last - first < 2 or last == len(run):
        return found
    if run[last - 1].key not in context.towns or run[last].key not in context.bodies:
        return found
    shorter = meanings(text.text[run[first].start : run[last - 2].end], text.language)
    return found + tuple(meaning for meaning in shorter if meaning.kind != "demonym")


def _judge(text: Text, name: _Candidate) -> Verdict | None:
    """What a capitalised name is; None where it is no place's."""
    if name.kind == "demonym" or (name.kind == "place" and not name.single):
        return None if name.person else "sure"
    region = name.last == len(name.run) and _region_follows(text, name.words.end)
    before = _word_that_leads(text, name.run, name.first)
    located = region or before in _locatives(text, name)
    if _is_no_place(text, name, region=region, located=located, before=before):
        return None
    left, right = _fits_left(text, name), _fits_right(text, name)
    if not (left and right):
        return "doubtful" if _may_be_doubtful(text, name) else None
    if name.single and not name.wide and not located and _is_a_given_name(text, name):
        return "doubtful"
    return "sure" if located or name.wide or not name.single or _body_follows(text, name) else "likely"


def _locatives(text: Text, name: _Candidate) -> frozenset[str]:
    """Words before a name that show a place: fewer where the text has a person of that name ("taken from Garner")."""
    context = text.listed.context
    if name.single and name.key in text.people:
        return context.surely_before
    if name.single and (name.key in text.given or name.key in text.perhaps_people):
        return context.locatives - {"of", "to"}
    return context.locatives


def _is_no_place(text: Text, name: _Candidate, *, region: bool, located: bool, before: str) -> bool:
    """Whether the name is something else's: a common word, a person, an acronym, a firm, a part of a date."""
    if name.single and (name.key in text.listed.look_alikes.never or _narrow_only(name)):
        return True
    if name.single and len(name.words.text) <= 3 and not any(meaning.main for meaning in name.meanings):
        return not is_listed(name.words.text, text.language)
    if name.single and name.words.text.isupper() and len(name.words.text) <= 4:
        known = name.kind != "city" or is_listed(name.words.text, text.language)
        return not known and not _opens_line(text, name.words.start)
    if name.single and name.key in text.listed.context.brands and not region and before not in ("in", "near"):
        return True
    if _is_made_of_common_words(text, name) and not region:
        return name.key in text.listed.context.modifiers or not _stands_as_a_town(text, name, before)
    if name.person and not _whole_run_of_many(name) and not _begins_a_body(name):
        return True
    person = name.single and not located and _is_a_person(text, name)
    return person or _is_part_of_another_name(text, name)


def _stands_as_a_town(text: Text, name: _Candidate, before: str) -> bool:
    """Whether a common word names a town here: a large one after "in", a small one where its clause goes on or ends
    behind it ("in Humble on Monday"), one that has the police ("Mobile police")."""
    if not name.single or name.words.text.isupper():
        return False
    context = text.listed.context
    kind = name.key in context.bodies or name.key in context.features
    if before in ("in", "near"):
        if name.people >= _TOWN:
            return True
        following = _NEXT_SMALL_WORD.match(text.text, name.words.end)
        goes_on = following is not None and following[1] in context.after_places - {"of"}
        clear = goes_on if following else _NAME_ENDS.match(text.text, name.words.end) is not None
        return clear and not kind and name.people >= _VILLAGE and f" {name.key} " not in text.text
    policed = context.police_of.match(text.text, name.words.end) is not None
    return policed and not kind and name.first == 0 and name.people >= _POLICED


def _whole_run_of_many(name: _Candidate) -> bool:
    return name.first == 0 and name.last == len(name.run) and not name.single


def _begins_a_body(name: _Candidate) -> bool:
    """Whether a country or region begins a longer name with small words in it ("Georgia Freedom of Press Act")."""
    return name.wide and name.first == 0 and any(word.small for word in name.run[name.last :])


def _is_part_of_another_name(text: Text, name: _Candidate) -> bool:
    """Whether it belongs to a region's name that we do not know, a saint's or a firm's, or is a date ("100 B.C.")."""
    context = text.listed.context
    around = text.text[max(0, name.words.start - 3) : name.words.start], text.text[name.words.end : name.words.end + 3]
    if name.kind == "city" and (around[0] == " & " or around[1] == " & ") and not _beside_a_place(text, name):
        return True
    if name.last < len(name.run) and name.run[name.last].key in context.regions and name.kind == "city":
        return True
    if name.key in ("st", "saint") and around[1][:2] in ("'s", "’s") and name.people < _WELL_KNOWN:
        return True
    return name.words.text.endswith(".") and around[0][-2:-1].isdigit() and around[0].endswith(" ")


def _beside_a_place(text: Text, name: _Candidate) -> bool:
    """Whether the word on the other side of an "&" is a place's too, and both stand as such ("in Hama & Homs")."""
    start = name.words.start
    if before := _LAST_WORD.search(text.text, max(0, start - 30), start - 2):
        other, leads = before[1], _word_before(text.text, before.start(1))
    elif behind := _FIRST_WORD.match(text.text, name.words.end + 3):
        other, leads = behind[1], _word_that_leads(text, name.run, name.first)
    else:
        return False
    shown = leads in text.listed.context.surely_before
    return shown and any(meaning.main for meaning in meanings(other, text.language))


def _in_plural(text: Text, name: str, end: int) -> tuple[Meaning, ...]:
    """The region meant where a list of names ends in the word for several ("Hall, White and Banks counties")."""
    if text.text[end : end + 1] not in (" ", ",") or not _names_several(text.text, text.language):
        return ()
    plural = _regions_after(text.language).match(text.text, end)
    if plural is None:
        return ()
    kind = text.listed.context.region_plurals[plural[1].casefold()]
    return tuple(meaning for meaning in meanings(f"{name} {kind}", text.language) if meaning.kind == "admin")


def _narrow_only(name: _Candidate) -> bool:
    """Whether it is only a county's name without the word "County"."""
    return all(meaning.narrow and not meaning.main for meaning in name.meanings)


@lru_cache(maxsize=4)
def _names_several(text: str, language: str) -> bool:
    """Whether a text has a word for several regions."""
    low = text.lower()
    return any(kind in low for kind in place_words(language).context.region_plurals)


@cache
def _regions_after(language: str) -> re.Pattern[str]:
    kinds = "|".join(sorted(place_words(language).context.region_plurals))
    name = r"(?:[^\W\d_]+[ ]){0,2}[^\W\d_]+"
    return re.compile(rf"(?:,[ ](?:and[ ])?{name}){{0,12}},?(?:[ ]and[ ]{name})?[ ](?i:({kinds}))\b")


def _is_made_of_common_words(text: Text, name: _Candidate) -> bool:
    """Whether every word is a common one ("Police Department"), and no large town is called so."""
    look_alikes, context = text.listed.look_alikes, text.listed.context
    if name.single and name.words.text.endswith("."):
        return False
    if name.single:
        word = name.key
        return (
            word in look_alikes.common
            or word in context.bodies
            or word in context.modifiers
            or word in context.features
        )
    last = name.run[name.last - 1].key
    common = common_parts(text.language)
    words = [word.key for word in name.run[name.first : name.last]]
    ends = (last in context.bodies and last not in context.towns) or (len(words) == 2 and words[0] == "the")
    return ends and all(word in common for word in words) and name.people < _CITY


def _is_a_person(text: Text, name: _Candidate) -> bool:
    """Whether a single word is a person's name here: a country's only where the text names that person in full."""
    if name.key in text.people or name.wide:
        return name.key in text.people
    if name.key in text.given or (name.key in text.perhaps_people and name.people < _TOWN):
        return True
    if name.last < len(name.run):
        return False
    behind = text.text[name.words.end : name.words.end + 24]
    said = re.match(r"\s([a-z]+)", behind)
    return bool(re.match(r",? \(?\d{1,2}\b[,)]", behind)) or (
        said is not None and said[1] in text.listed.context.persons_verbs
    )


def _is_a_given_name(text: Text, name: _Candidate) -> bool:
    """Whether a single word is a given name and no large town's, and no office or building of the place comes next."""
    given = name.key in text.listed.look_alikes.given_names
    return given and name.people < _CITY and not _body_follows(text, name)


def _body_follows(text: Text, name: _Candidate) -> bool:
    """Whether an office, a building or people of the place come next."""
    if name.last < len(name.run):
        return name.run[name.last].key in text.listed.context.bodies
    following = re.match(r"[ \u00a0]([^\W\d_]+)", text.text[name.words.end : name.words.end + 24])
    return following is not None and following[1].casefold() in text.listed.context.bodies


def _may_be_doubtful(text: Text, name: _Candidate) -> bool:
    """Whether a name beside unknown words is worth keeping in mind: never beside a paper's or a brand's."""
    around = {word.key for word in name.run[max(0, name.first - 1) : name.last + 1]}
    return name.kind == "city" and not name.person and around.isdisjoint(text.listed.context.brands)


def _fits_left(text: Text, name: _Candidate) -> bool:
    """Whether what stands before the name inside its run lets it be a place."""
    if name.first == 0:
        return True
    before = name.run[name.first - 1]
    if name.run[name.first].hyphened:
        if before.small:
            return True
        party = text.text[before.start : before.end]
        return (len(party) <= 3 and party.isupper()) or _is_place(text, before)
    context = text.listed.context
    if before.key in context.brands:
        return False
    return (
        before.small
        or before.key in context.modifiers
        or before.key in context.bodies
        or before.key in headline_words(text.language)
        or _is_place(text, before)
        or (name.people >= _TOWN and name.first == 1 and _opens_sentence(text, before.start))
    )


def _opens_sentence(text: Text, start: int) -> bool:
    """Whether a word's capital says nothing since it is its sentence's first."""
    before = text.text[max(0, start - 2) : start].strip()
    return not before or before in '.!?”"'


def _fits_right(text: Text, name: _Candidate) -> bool:
    """Whether what stands behind the name inside its run lets it be a place."""
    if name.last == len(name.run):
        return True
    after = name.run[name.last]
    context = text.listed.context
    if after.key in context.brands:
        return False
    if after.hyphened:
        return _is_place(text, after)
    return (
        after.small
        or name.wide
        or not name.single
        or after.key in context.bodies
        or after.key in context.titles
        or after.key in context.streets_first
        or after.key in headline_words(text.language)
    )


def _is_place(text: Text, word: Word) -> bool:
    """Whether a neighbour is a country, a people or a large town itself."""
    return any(
        meaning.kind != "city" or (meaning.main and meaning.population >= _CITY)
        for meaning in meanings(text.text[word.start : word.end], text.language)
        if not (meaning.narrow and not meaning.main)
    )


def _unlisted(text: Text, run: tuple[Word, ...], first: int, last: int) -> Named | None:
    """A street, or a river, a lake, … by its form; no gazetteer of settlements has them."""
    if text.casing != "mixed" or last - first > 4 or any(word.small or word.initial for word in run[first:last]):
        return None
    context = text.listed.context
    end = run[last - 1].key
    if (first, last) == (0, len(run)) and last > 1 and (road := _road_behind(text, run)):
        return Named(Span.of(text.text, run[first].start, road), (), "sure")
    if end in context.streets_first and last - first <= 2 and (number := _NUMBER.match(text.text, run[last - 1].end)):
        return Named(Span.of(text.text, run[first].start, number.end()), (), "sure")
    starts = first == 0 or run[first - 1].small or run[first - 1].key in headline_words(text.language)
    if last - first < 2 or not starts or run[first].key in text.listed.runs.stops:
        return None
    if last < len(run) and not run[last].small:
        return None
    feature = end in context.features or (run[first].key in context.features_first and end not in context.bodies)
    words = Span.of(text.text, run[first].start, run[last - 1].end)
    if not feature and end not in context.streets:
        return _site(text, run, first, last)
    if any(word.key in context.bodies for word in run[first : last - 1]) or _known_as_place(words.text, text.language):
        return None
    return Named(words, (), "sure")


def _road_behind(text: Text, run: tuple[Word, ...]) -> int | None:
    """Where the word for a road ends behind the two towns that it joins ("the Elm-Ford road")."""
    if not all(word.hyphened for word in run[1:]):
        return None
    following = _NEXT_SMALL_WORD.match(text.text, run[-1].end)
    return following.end() if following and following[1] in text.listed.context.streets else None


def _site(text: Text, run: tuple[Word, ...], first: int, last: int) -> Named | None:
    """A building or the like by the end of its name, sure where things happen in it ("inside the Elm Lounge").

    One that has a place's name in it ("Dover High School") is left to that place.
    """
    context, common = text.listed.context, common_parts(text.language)
    if run[last - 1].key not in context.sites or all(word.key in common for word in run[first : last - 1]):
        return None
    if _has_a_place_in_it(text, run[first : last - 1]):
        return None
    before = _word_that_leads(text, run, first)
    if before == "the":
        before = _word_before(text.text, run[first].start - len("the "))
    words = Span.of(text.text, run[first].start, run[last - 1].end)
    return Named(words, (), "sure" if before in context.at_sites else "doubtful")


def _has_a_place_in_it(text: Text, words: tuple[Word, ...]) -> bool:
    """Whether some words of a name are the name of a place that the gazetteer has."""
    common = common_parts(text.language)
    return any(
        meaning.main or meaning.population >= _TOWN
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + 3) + 1)
        if end - start > 1 or words[start].key not in common
        for meaning in meanings(text.text[words[start].start : words[end - 1].end], text.language)
    )


def _unknown(text: Text, run: tuple[Word, ...], first: int, last: int, person: frozenset[int]) -> Named | None:
    """A place that no gazetteer has under this name, where the text says that it is one ("Elm Ford, Va.")."""
    joined = last < len(run) and run[last].key in text.listed.runs.between_names
    if text.casing != "mixed" or not (last == len(run) or joined) or last - first > _LONGEST_UNKNOWN:
        return None
    articles, common = text.listed.runs.articles, no_names(text.language)
    if run[first].small and run[first].key not in articles:
        return None
    if any(word.initial or (word.key in common and word.key not in articles) for word in run[first:last]):
        return None
    words = Span.of(text.text, run[first].start, run[last - 1].end)
    if not person.isdisjoint(range(first, last)):
        return Named(words, (), "sure") if _called_a_place(text, run, first, words) else None
    if not joined and (alike := _in_another_spelling(text, run, first, words)):
        return Named(words, alike, "sure")
    region = first == 0 and _region_follows(text, words.end, shortened=not _is_led_to(text, run, first))
    shown = region or _called_a_place(text, run, first, words) or _stands_as_a_place(text, run, first, words)
    return Named(words, (), "sure") if shown else None


def _is_led_to(text: Text, run: tuple[Word, ...], first: int) -> bool:
    """Whether a word before a name leads to a place ("off Elmford, Norland"), but for "of", which leads to all."""
    return _word_that_leads(text, run, first) in text.listed.context.locatives - {"of"}


def _stands_as_a_place(text: Text, run: tuple[Word, ...], first: int, words: Span) -> bool:
    """Whether a name that nothing else is known of stands where hardly anything but a place does ("in Elmfordham on
    Monday"), and is no person's in this text."""
    context = text.listed.context
    key = run[first].key
    if first and not run[first - 1].small:
        return False
    if _word_that_leads(text, run, first) not in context.within or len(words.text) < 4 or words.text.isupper():
        return False
    if run[first + 1 :] and (run[-1].key.endswith(("s", "ing")) or _has_a_place_in_it(text, run[first:])):
        return False  # a headline's words ("in Mortar Attacks"), or a place with words round it
    names = {word.key for word in run[first:]}
    if key in text.listed.look_alikes.never or not names.isdisjoint(context.not_within | context.brands):
        return False
    if names & (text.people | text.given | text.perhaps_people | text.listed.look_alikes.given_names):
        return False
    following = _NEXT_SMALL_WORD.match(text.text, words.end)
    if following is None:
        return _NAME_ENDS.match(text.text, words.end) is not None
    return following[1] in context.after_places


def _in_another_spelling(text: Text, run: tuple[Word, ...], first: int, words: Span) -> tuple[Meaning, ...]:
    """What the name sounds like, where hardly anything but a place can stand ("in Deir Ezzor")."""
    before = _word_that_leads(text, run, first)
    key = run[first].key
    other = key in text.listed.look_alikes.never or key in text.people or key in text.perhaps_people
    if before not in text.listed.context.surely_before or other or words.text.isupper():
        return ()
    return sounds_like(words.text)


def _called_a_place(text: Text, run: tuple[Word, ...], first: int, words: Span) -> bool:
    """Whether the text calls it a village, a neighbourhood, … ("the village of Elm", "the Elm neighborhood"), or it
    and others villages ("the villages of Elm and Ford")."""
    context = text.listed.context
    following = _NEXT_WORD.match(text.text, words.end)
    if following is not None and following[1] in context.called:
        return True
    start = words.start
    if first > 1 and run[first - 1].key in text.listed.runs.between_names:
        start = run[0].start
    before = text.text[max(0, start - 30) : start].casefold().split()
    if not before:
        return False
    if start < words.start or before[-1] != "of":
        return not context.called_several.isdisjoint(before[-2:] if before[-1] == "of" else before[-1:])
    return len(before) > 1 and before[-2] in context.called | context.called_several


_NEXT_WORD = re.compile(r"[ ]((?:border )?[a-z]+)")
_NEXT_SMALL_WORD = re.compile(r"[ ]([a-z]+)(?![\w-])")
_NAME_ENDS = re.compile(r"$|[.,;:!?)\]”\"–—\n]|[ ][-–—(\[\"“0-9]")
_NUMBER = re.compile(r"[ -]\d{1,3}[A-Z]?\b")


def _known_as_place(name: str, language: str) -> bool:
    return any(meaning.main for meaning in meanings(name, language))


def _judge_plain(text: Text, name: _Candidate) -> Verdict | None:
    """In a text without capitals: well-known places, and small ones where the words around show a place."""
    listed = text.listed
    before = _word_that_leads(text, name.run, name.first)
    shown = (
        before in listed.context.locatives
        or _region_follows(text, name.words.end)
        or _opens_line(text, name.words.start)
    )
    if name.single and (name.key in listed.look_alikes.common or name.key in listed.look_alikes.never):
        return None
    if len(name.words.text) < 4 and name.kind not in ("country", "demonym", "admin"):
        return None
    if name.kind == "demonym":
        return "sure"
    words = name.run[name.first : name.last]
    if name.kind == "admin" and all(word.key in listed.context.modifiers | listed.context.regions for word in words):
        return None
    if name.last < len(name.run) and name.run[name.last].key in listed.runs.joiners:
        return None
    if name.kind == "country" or (shown and (name.wide or name.people >= _WELL_KNOWN)):
        return "sure" if shown else "likely"
    if _is_in_a_name(name, listed):
        return None
    if name.wide or name.people >= _WELL_KNOWN:
        return "likely"
    return "sure" if shown and any(meaning.main for meaning in name.meanings) else "doubtful"


def _is_in_a_name(name: _Candidate, listed: PlaceWords) -> bool:
    """Whether a given name or a title is in the name or stands before it."""
    words = name.run[max(0, name.first - 2) : name.last if name.single else name.first]
    return any(word.key in listed.look_alikes.given_names or word.key in listed.context.titles for word in words)


def _region_follows(text: Text, end: int, *, shortened: bool = False) -> bool:
    """Whether a comma or a bracket and a region or country come next ("Salem, Ore."); only a shortened one if asked."""
    following = _AFTER_COMMA.match(text.text, end)
    if following is None:
        return False
    words = following[1].split()
    if shortened and not (words[0].endswith(".") or words[0].isupper()):
        return False
    return any(
        meaning.kind in ("country", "admin") and (meaning.main or not meaning.narrow)
        for length in range(min(3, len(words)), 0, -1)
        for meaning in meanings(" ".join(words[:length]).rstrip(" -"), text.language, after_comma=True)
    )


_AFTER_COMMA = re.compile(r"(?:,[ ]?|[ ]\()((?:[^\W\d_]+\.?[ -]?){1,3})")


def _opens_line(text: Text, start: int) -> bool:
    """Whether the words begin a line, as a dateline does; in a text without capitals, whose lines may be cut anywhere,
    a paragraph."""
    end = "\n" if text.casing == "mixed" else "\n\n"
    return not text.text[text.text.rfind(end, 0, start) + 1 : start].strip()


def _word_that_leads(text: Text, run: tuple[Word, ...], first: int) -> str:
    """The word before a name, in lower case, inside its run or before it."""
    return run[first - 1].key if first else _word_before(text.text, run[first].start)


def _word_before(text: str, start: int) -> str:
    """The word before, in lower case; empty where something else than a blank is between."""
    before = _LAST_WORD.search(text, max(0, start - 24), start)
    return before[1].casefold() if before else ""


_FIRST_WORD = re.compile(r"([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s$")
