"""A large made-up case for the browser: reports with texts in which the words of their claims really stand.

python scripts/made_case.py CASE --claims 100000

A seeded generator on the world of scripts/growth.py. A few reports are as long as books, a few events are told by
hundreds, one by more; thousands of parties speak; some reports repeat others; some deny, some allege violations.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import growth
from growth import FIRST_DAY, LARGE, ONE_IN, REPORTS_A_DAY, SIZES, Happening, World, Writer

from sayso.nouns.claim import Claim
from sayso.nouns.how_many import Figure
from sayso.nouns.reading import Reading
from sayso.nouns.report import Report
from sayso.nouns.says_who import Attribution, Party
from sayso.nouns.span import Span
from sayso.nouns.violation import Violation
from sayso.nouns.what import Affected, EventMention
from sayso.nouns.when import When
from sayso.nouns.where import Where
from sayso.pipeline import build_record

HUGE, HUGE_AT = 900, 11
"""How many reports one event has, and which."""
BOOK, BOOK_CHAPTERS = 3000, 250
"""One report in so many is a book, of so many chapters."""
COPIED = 0.03
PEOPLE = 3000
"""Persons who speak."""
DENIED, ALLEGED = 0.06, 0.08
EFFECTS: tuple[Any, ...] = ("killed", "killed", "killed", "injured", "injured", "detained", "missing")
WORDS = {"killed": "killed", "injured": "injured", "detained": "arrested", "missing": "missing"}
KINDS: tuple[Any, ...] = ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "ACCUSE", "AID", "THREATEN", "REJECT")
GROUPS: tuple[Any, ...] = (None, None, None, "civilians", "security_forces", "children")


def readings(claims: int, seed: int) -> Iterator[Reading]:
    """Reports, read, until they make so many claims."""
    world, chance = World(seed), random.Random(f"{seed} browser")
    people = [world.person(chance) for _ in range(PEOPLE)]
    made = told = number = 0
    while made < claims:
        day = FIRST_DAY + timedelta(days=told // REPORTS_A_DAY)
        happening = world.happening(number, day, chance)
        size = chance.choice(SIZES) if number % ONE_IN != ONE_IN - 1 else chance.randint(LARGE // 3, LARGE)
        before: Reading | None = None
        for nth in range(HUGE if number == HUGE_AT else size):
            if before and chance.random() < COPIED:
                reading = _copied(before, happening, nth, world, chance)
            else:
                reading = before = _Report(world, people, happening, nth, chance, told).reading()
            yield reading
            told += 1
            made += len(reading.claims)
            if made >= claims:
                return
        number += 1


class _Report:
    """One report in the making: sentence after sentence, with what each says."""

    def __init__(
        self, world: World, people: list[str], of: Happening, nth: int, chance: random.Random, told: int
    ) -> None:
        self.world, self.people, self.of, self.chance = world, people, of, chance
        self.name = f"{of.number:06}-{nth:04}"
        self.late = min(nth // 3, 6) if chance.random() < 0.8 else chance.randint(0, 6)
        self.publisher = chance.choice(world.media)
        self.write = Writer()
        self.chapters = BOOK_CHAPTERS if told % BOOK == BOOK - 1 else 1
        self.claims: list[Claim] = []
        self.attributions: list[Attribution] = []
        self.violations: list[Violation] = []
        self.mentions: list[EventMention] = []
        self.whens: list[When] = []
        self.wheres: list[Where] = []

    def reading(self) -> Reading:
        self._filler(12)
        for chapter in range(self.chapters):
            self._happened()
            for _ in range(self.chance.choice((2, 3, 4, 5)) if self.chapters == 1 else 1):
                self._count()
            if self.chance.random() < DENIED:
                self._denial()
            if self.chance.random() < ALLEGED:
                self._allegation()
            self._filler(40 if self.chapters == 1 else 150)
            if chapter % 10 == 9:
                self.write.text += "\n\n"
        return Reading(
            report=report_of(self.name, self.of, self.late, self.publisher, self.write.text),
            claims=tuple(self.claims),
            attributions=tuple(self.attributions),
            whens=tuple(self.whens),
            wheres=tuple(self.wheres),
            events=tuple(self.mentions),
            violations=tuple(self.violations),
        )

    def _filler(self, words: int) -> None:
        chosen = self.chance.choices(self.world.words, cum_weights=self.world.weights, k=words)
        own = self.chance.sample(self.of.words, 4)
        while chosen:
            sentence = [*own[:1], *chosen[:12]]
            own, chosen = own[1:], chosen[12:]
            self.write.put(" ".join(sentence).capitalize() + ".")

    def _when(self) -> When:
        day = self.of.day
        told = f"{day.day} {day:%B %Y}"
        when = When(**self.write.put(told), type="DATE", value=str(day), earliest=day, latest=day)
        self.whens.append(when)
        return when

    def _city(self) -> Where:
        city = self.write.spot(self.of.city)
        self.write.put("in")
        self.wheres += [city, self.write.spot(self.of.country)]
        return city

    def _speakers(self) -> tuple[Party, ...]:
        kind: Any
        name, kind = self.chance.choice(
            (
                (f"{self.of.country.name} Interior Ministry", "government"),
                (f"{self.of.city.name} police", "police"),
                (f"{self.of.city.name} Hospital", "hospital"),
                (self.chance.choice(self.people), "witness"),
                (self.chance.choice(self.world.names[:300]) + " Watch", "ngo"),
                ("witnesses", "witness"),
            )
        )
        origin = Party(**self.write.put(name), name=name, kind=kind)
        if self.chance.random() < 0.75:
            return (origin,)
        self.write.put("told")
        through = self.chance.choice(self.world.media)
        return origin, Party(**self.write.put(through), name=through, kind="media")

    def _happened(self) -> None:
        start = len(self.write.text)
        kind = "PROTEST" if self.of.unrest else KINDS[0] if self.chance.random() < 0.7 else self.chance.choice(KINDS)
        trigger = Span(**self.write.put("Protests" if kind == "PROTEST" else "explosion"))
        self.write.put("on")
        when = self._when()
        self.write.put("in")
        where = self._city()
        self.write.put(f"near {self.chance.choice(self.of.victims)}, {self._some(5)}.")
        self.mentions.append(
            EventMention(
                id=growth._id(self.name, "m", start), report=self.name, kind=kind, mode=None, trigger=trigger,
                actor=None, recipient=None, when=when, where=where, says_who=(),
            )
        )  # fmt: skip

    def _count(self) -> None:
        start, of, chance = len(self.write.text), self.of, self.chance
        says = self._speakers()
        cue = Span(**self.write.put("said that"))
        effect, group = chance.choice(EFFECTS), chance.choice(GROUPS)
        value = max(1, of.toll * (2 if effect == "injured" else 1) + self.late - chance.randint(0, 1))
        least = chance.random() < 0.2
        figure = Figure(
            **self.write.put(f"at least {value}" if least else str(value)), value=value, low=value,
            high=None if least else value, qualifier="at_least" if least else "exact",
        )  # fmt: skip
        people = {None: "people", "security_forces": "officers"}.get(group, group)
        affected = Affected(**self.write.put(people), group=group)
        self.write.put(f"were {WORDS[effect]} in")
        where = self._city()
        self.write.put("on")
        when = self._when()
        self.write.put(f"after {self._some(6)}.")
        sentence = Span.of(self.write.text, start, len(self.write.text) - 1)
        self.claims.append(
            Claim(
                id=growth._id(self.name, "c", start), report=self.name, sentence=sentence, effects=(effect,),
                figure=figure, affected=affected, scope="total", part_of=None, when=when, as_of=None, said=None,
                where=where, actor=None, stance="states", says_who=says, confidence=round(chance.uniform(0.3, 1), 3),
            )
        )  # fmt: skip
        self._attribution(start, says, cue, Span.of(self.write.text, cue.end + 1, sentence.end), "states")

    def _denial(self) -> None:
        start = len(self.write.text)
        says = self._speakers()
        cue = Span(**self.write.put("denied that"))
        content = Span(**self.write.put(f"{self._some(4)} had opened fire on {self._some(3)}"))
        self._attribution(start, says, cue, content, "denies")
        self.write.text = self.write.text[:-1] + ". "

    def _allegation(self) -> None:
        start = len(self.write.text)
        says = self._speakers()
        self.write.put(f"accused soldiers of beating {self.chance.choice(self.of.victims)} in")
        where = self._city()
        self.write.put(f"over {self._some(5)}.")
        when = self.whens[-1] if self.whens else None
        self.violations.append(
            Violation(
                id=growth._id(self.name, "v", start), report=self.name, kind="torture", right="ICCPR 7",
                sentence=Span.of(self.write.text, start, len(self.write.text) - 1), actor=None, victims=(), when=when,
                where=where, says_who=says,
            )
        )  # fmt: skip

    def _attribution(self, start: int, says: tuple[Party, ...], cue: Span, content: Span, stance: Any) -> None:
        self.attributions.append(
            Attribution(
                id=growth._id(self.name, "a", start), report=self.name, source=says[0].bare(), cue=cue,
                content=content, kind="indirect", stance=stance, says_who=says,
            )
        )  # fmt: skip

    def _some(self, words: int) -> str:
        return " ".join(self.chance.choices(self.world.words, cum_weights=self.world.weights, k=words))


def report_of(name: str, of: Happening, late: int, publisher: str, text: str) -> Report:
    """The report of a text."""
    return Report(
        id=name, path=None, url=None, title=f"{text.partition('.')[0][:60]} ({of.city.name})", publisher=publisher,
        published=str(of.day + timedelta(days=late)), language="en",
        sha256=hashlib.sha256(f"{name} {text}".encode()).hexdigest(), text=text,
    )  # fmt: skip


def _copied(before: Reading, of: Happening, nth: int, world: World, chance: random.Random) -> Reading:
    """The same words in another paper."""
    name = f"{of.number:06}-{nth:04}"

    def again(things: Any, letter: str) -> Any:
        return tuple(
            type(one)(**{**_fields(one), "id": growth._id(name, letter, at), "report": name})
            for at, one in enumerate(things)
        )

    return Reading(
        report=report_of(name, of, nth // 3 % 7, chance.choice(world.media), before.report.text),
        claims=again(before.claims, "c"),
        attributions=again(before.attributions, "a"),
        whens=before.whens,
        wheres=before.wheres,
        events=again(before.events, "m"),
        violations=again(before.violations, "v"),
    )


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def make(case: Path, claims: int, seed: int) -> None:
    """Make the case, with its record."""
    case.unlink(missing_ok=True)
    growth.keep(case, readings(claims, seed))
    build_record([], case, growth.SETTINGS)


def main() -> None:
    """Make one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make(options.case, options.claims, options.seed)


if __name__ == "__main__":
    main()
