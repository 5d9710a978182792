"""The alleged violations: what is alleged, by whom, against which right. Never a finding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.violation import Violation
from sayso.tell import wording
from sayso.tell.harmless import on_one_line, shortened
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.printed import was_out

RIGHTS = {
    "ICCPR 2": "an effective remedy", "ICCPR 4": "limits of emergency powers", "ICCPR 6": "life",
    "ICCPR 7": "freedom from torture", "ICCPR 8": "freedom from slavery", "ICCPR 9": "liberty and security",
    "ICCPR 10": "humane treatment in detention", "ICCPR 12": "freedom of movement", "ICCPR 13": "expulsion only by law",
    "ICCPR 14": "fair trial", "ICCPR 15": "no punishment without law", "ICCPR 17": "privacy",
    "ICCPR 18": "freedom of belief", "ICCPR 19": "freedom of expression", "ICCPR 21": "peaceful assembly",
    "ICCPR 22": "freedom of association", "ICCPR 23": "family", "ICCPR 24": "rights of the child",
    "ICCPR 25": "public affairs", "ICCPR 26": "equality before the law", "ICCPR 27": "minorities",
}  # fmt: skip
"""The articles in a word or two, after their headings in common use."""

MOST_KEPT = 100_000
"""Different sentences kept at most; beyond it, allegations are only counted."""


class Most(Struct, frozen=True, kw_only=True):
    """How much is shown: parties with what they allege, sentences of each, characters of a sentence."""

    parties: int
    sentences: int
    characters: int


class Alleged(Struct, frozen=True, kw_only=True):
    """One sentence that alleges a violation."""

    id: str
    kinds: tuple[str, ...]
    chain: tuple[str, ...]
    """Who alleges it, origin first, down to the publisher."""
    actor: str | None
    when: str
    where: str | None
    words: str
    """The sentence, or as much of it as is shown."""
    quote: Quote
    repeated: int
    """Further places with the same sentence."""


class Allegation(Struct, frozen=True, kw_only=True):
    """What one party alleges against one right, in however many sentences and reports."""

    right: str
    right_name: str | None
    kinds: tuple[str, ...]
    says_who: str
    sentences: tuple[Alleged, ...]
    """The plainest first: those that name a kind and a doer."""
    more: int
    """Sentences that are not shown."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are shown with it."""
        return tuple(sentence.id for sentence in self.sentences)


class _Told(Struct, kw_only=True):
    """One sentence while the case is gone through."""

    first: Violation
    kinds: set[str]
    repeated: int = 0


def allegations(
    lookup: Lookup, as_of: date | None, most: Most, *, at_home: str | None
) -> tuple[tuple[Allegation, ...], int]:
    """The first allegations by article and party, and how many there are.

    `at_home` is the place that the whole case is about, which none repeats.
    """
    parties: dict[tuple[str, str], list[_Told]] = {}
    for told in _sentences(lookup, as_of):
        who = lookup.chain(told.first.says_who, told.first.report)[0]
        parties.setdefault((told.first.right, who), []).append(told)
    ordered = sorted(parties.items(), key=_order)
    return tuple(
        _allegation(lookup, right, who, told, most, at_home) for (right, who), told in ordered[: most.parties]
    ), len(ordered)


def _sentences(lookup: Lookup, as_of: date | None) -> tuple[_Told, ...]:
    """Every sentence that alleges something, once for each right."""
    found: dict[tuple[str, str], _Told] = {}
    for violation in lookup.view.violations():
        if as_of and not _was_out(lookup, violation, as_of):
            continue
        key = (violation.right, _letters(violation.sentence.text))
        known = found.get(key)
        if known is None:
            if len(found) < MOST_KEPT:
                found[key] = _Told(first=violation, kinds={violation.kind})
            continue
        known.kinds.add(violation.kind)
        if violation.sentence.range != known.first.sentence.range or violation.report != known.first.report:
            known.repeated += 1
    return tuple(found.values())


def _letters(text: str) -> str:
    """What makes two sentences the same: their letters and digits."""
    return "".join(character for character in on_one_line(text).casefold() if character.isalnum())


def by_whom(alleged: Alleged) -> str:
    """Who is said to have done it, where and when, as far as the words say so."""
    facts = wording.join([fact for fact in (alleged.where, alleged.when) if fact != wording.UNKNOWN], "; ")
    return (f" by {alleged.actor}" if alleged.actor else "") + (f" ({facts})" if facts else "")


def again(alleged: Alleged) -> str:
    """How often the same sentence stands elsewhere."""
    return f" (and in {wording.plural(alleged.repeated, 'further place')})" if alleged.repeated else ""


def article(right: str) -> int:
    """The number of the article, for sorting: 6 of "ICCPR 6"; 0 where there is none."""
    digits = "".join(character for character in right if character.isascii() and character.isdigit())
    return int(digits[:4]) if digits else 0


def _was_out(lookup: Lookup, violation: Violation, as_of: date) -> bool:
    try:
        return was_out(lookup.report(violation.report), as_of)
    except UnknownId:
        return False


def _order(one: tuple[tuple[str, str], list[_Told]]) -> tuple[int, str, bool, int, str]:
    """By article; parties that reports name before the reports themselves; those with most to say first."""
    (right, who), told = one
    named = any(sentence.first.says_who for sentence in told)
    return article(right), right, not named, -len(told), who


def _allegation(lookup: Lookup, right: str, who: str, told: list[_Told], most: Most, at_home: str | None) -> Allegation:
    plainest = sorted(told, key=_plainness)
    shown = plainest[: most.sentences]
    return Allegation(
        right=on_one_line(right),
        right_name=RIGHTS.get(right),
        kinds=_kinds(kind for sentence in plainest for kind in sorted(sentence.kinds)),
        says_who=who,
        sentences=tuple(_alleged(lookup, sentence, most.characters, at_home) for sentence in shown),
        more=len(told) - len(shown),
    )


def _plainness(told: _Told) -> tuple[bool, bool, str, int, str]:
    one = told.first
    return told.kinds == {"other"}, one.actor is None, one.report, one.sentence.start, one.id


def _kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """Kinds in words, "other" only where there is no better one."""
    found = dict.fromkeys(kinds)
    named = [kind for kind in found if kind != "other"]
    return tuple(map(wording.plain, named)) or ("other violation",)


def _alleged(lookup: Lookup, told: _Told, longest: int, at_home: str | None) -> Alleged:
    violation = told.first
    place = wording.where(violation.where)
    return Alleged(
        id=violation.id,
        kinds=_kinds(sorted(told.kinds)),
        chain=lookup.chain(violation.says_who, violation.report),
        actor=on_one_line(violation.actor.text) if violation.actor else None,
        when=wording.when(violation.when),
        where=None if place == at_home else place,
        words=shortened(violation.sentence.text, longest),
        quote=lookup.quote(violation.report, violation.sentence),
        repeated=told.repeated,
    )
