"""Victims told one by one, where nobody gives a number: "her nephew was shot dead" is one killed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from sayso.languages import words
from sayso.nouns.what import EventMention
from sayso.reconcile.names import fold, fold_noun


class VictimWords(Struct, frozen=True, kw_only=True):
    """What tells a person from a thing, and the killed from the hurt."""

    killing: frozenset[str]
    hurting: frozenset[str]
    persons: frozenset[str]


class Victims(Struct, frozen=True, kw_only=True):
    """Persons to whom one thing was done, as far as they can be told apart."""

    names: tuple[str, ...]
    """Names, or the words for the only one who has none."""
    mentions: tuple[str, ...]

    @property
    def why(self) -> str:
        """How the number came about, in a sentence."""
        if len(self.names) == 1:
            return f"Nobody gives a number; one person is told of: {self.names[0]}."
        return f"Nobody gives a number; {len(self.names)} persons are told of by name: {', '.join(self.names)}."


def killed_and_hurt(mentions: Iterable[EventMention]) -> tuple[Victims | None, Victims | None]:
    """Who was killed, and who else was hurt. Persons without a name are one: nobody says that they are more."""
    done = [mention for mention in mentions if mention.kind == "ASSAULT" and mention.recipient and _is_person(mention)]
    killed = _told_apart([mention for mention in done if _is_in(mention, _lexicon().killing)])
    dead = {_surname(name) for name in killed.names} if killed else set()
    hurt = [
        mention
        for mention in done
        if _is_in(mention, _lexicon().hurting) and not (mention.recipient and _surname(mention.recipient.text) in dead)
    ]
    alive = _told_apart(hurt)
    if killed and alive and not _has_name(hurt):
        alive = None  # "a man was shot … he died": one person, for all that is told
    return killed, alive


@cache
def _lexicon() -> VictimWords:
    return words("en", "victims", VictimWords)


def _is_in(mention: EventMention, listed: frozenset[str]) -> bool:
    trigger = fold(mention.trigger.text)
    return trigger in listed or any(word in listed for word in trigger.split())


def _is_person(mention: EventMention) -> bool:
    if mention.recipient is None:
        return False
    if mention.recipient.named:
        return len(mention.recipient.text.split()) > 1
    return fold_noun(mention.recipient.text).rpartition(" ")[2] in _lexicon().persons


def _has_name(mentions: Iterable[EventMention]) -> bool:
    return any(mention.recipient and mention.recipient.named for mention in mentions)


def _surname(name: str) -> str:
    return fold(name).rpartition(" ")[2]


def _told_apart(mentions: Sequence[EventMention]) -> Victims | None:
    named: dict[str, str] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.report, mention.trigger.start)):
        if mention.recipient and mention.recipient.named:
            named.setdefault(_surname(mention.recipient.text), mention.recipient.text)
    ids = tuple(sorted(mention.id for mention in mentions))
    if named:
        return Victims(names=tuple(named.values()), mentions=ids)
    texts = sorted(mention.recipient.text for mention in mentions if mention.recipient)
    return Victims(names=(texts[0],), mentions=ids) if texts else None
