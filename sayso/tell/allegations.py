"""The alleged violations: what is alleged, by whom, against which right. Never a finding."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from sayso.errors import UnknownId
from sayso.nouns.violation import Violation
from sayso.tell import wording
from sayso.tell.harmless import on_one_line
from sayso.tell.lookup import Lookup, Quote
from sayso.tell.printed import is_later

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

_MOST_FOLDED = 100_000
"""Different sentences that are kept apart to fold repetitions; beyond it, allegations are only counted."""


class Allegation(Struct, frozen=True, kw_only=True):
    """One sentence that alleges a violation."""

    id: str
    kind: str
    right: str
    right_name: str | None
    chain: tuple[str, ...]
    """Who alleges it, origin first, down to the publisher."""
    actor: str | None
    when: str
    where: str | None
    quote: Quote
    repeated: int
    """Further reports with the same sentence."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are shown with it."""
        return (self.id,)


def allegations(
    lookup: Lookup, as_of: date | None, limit: int, *, at_home: str | None
) -> tuple[tuple[Allegation, ...], int]:
    """The first allegations by article, and how many different ones there are.

    `at_home` is the place that the whole case is about, which no allegation repeats.
    """
    folded: dict[tuple[str, str, str], tuple[Violation, int]] = {}
    beyond = 0
    for violation in lookup.view.violations():
        if as_of and _is_later(lookup, violation, as_of):
            continue
        key = (violation.right, violation.kind, on_one_line(violation.sentence.text).casefold())
        if key in folded:
            first, times = folded[key]
            folded[key] = (first, times + 1)
        elif len(folded) < _MOST_FOLDED:
            folded[key] = (violation, 0)
        else:
            beyond += 1
    ordered = sorted(folded.values(), key=lambda pair: _order(pair[0]))
    return tuple(_told(lookup, violation, again, at_home) for violation, again in ordered[:limit]), len(folded) + beyond


def article(right: str) -> int:
    """The number of the article, for sorting: 6 of "ICCPR 6"; 0 where there is none."""
    digits = "".join(character for character in right if character.isascii() and character.isdigit())
    return int(digits[:4]) if digits else 0


def _is_later(lookup: Lookup, violation: Violation, as_of: date) -> bool:
    try:
        return is_later(lookup.report(violation.report), as_of)
    except UnknownId:
        return True


def _order(violation: Violation) -> tuple[int, str, str, int, str]:
    return article(violation.right), violation.kind, violation.report, violation.sentence.start, violation.id


def _told(lookup: Lookup, violation: Violation, again: int, at_home: str | None) -> Allegation:
    place = wording.where(violation.where)
    return Allegation(
        id=violation.id,
        kind="other violation" if violation.kind == "other" else wording.plain(violation.kind),
        right=on_one_line(violation.right),
        right_name=RIGHTS.get(violation.right),
        chain=lookup.chain(violation.says_who, violation.report),
        actor=on_one_line(violation.actor.text) if violation.actor else None,
        when=wording.when(violation.when),
        where=None if place == at_home else place,
        quote=lookup.quote(violation.report, violation.sentence),
        repeated=again,
    )
