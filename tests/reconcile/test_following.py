"""A record that follows what changes is, byte for byte, the one that is made from the start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Literal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.nouns.judgement import Link, Member
from sayso.nouns.reading import Reading
from sayso.nouns.says_who import PartyKind
from sayso.reconcile import candidates, perhaps, sketches
from sayso.reconcile.desk import Placed
from sayso.reconcile.record import follow
from sayso.reconcile.shelf import MemoryBook, MemoryShelf
from sayso.reconcile.source import Given
from sayso.settings import Settings
from tests.reconcile.made import ELSEWHERE, HILLS, NORLAND, PORT, Made, Spot, where

SPOTS = (PORT, HILLS, NORLAND, ELSEWHERE)
PEOPLE = ("Peter Varga", "Anna Kovacs", "Marek Toth", "Ilse Brandt", "Oskar Lindqvist", "Oscar Lindqvist", "P. Varga")
OFFICES = (
    "interior ministry",
    "the ministry",
    "police",
    "Norland's interior ministry",
    "mayor Anna Kovacs",
    "Red Wall",
    "Aleksander Toth",
    "Aleksandr Toth",
    "Peter Varga",
)
LOWLAND = Spot("Lowland", "demonym", "LU", None, (49.0, 6.0))
BODIES = (
    "Wall",
    "Red Wall",
    "Red Wall Watch",
    "Lowland Red Wall",
    "Lowland Wall",
    "Lowland Red Wall Watch",
    "Harbour Aid",
    "Harbor Aid",
    "Harbours Aid",
    "Harbur Aid",
    "Anna Kovacs",
)
"""Names that begin, end or are like others, behind a nation in some reports, and one that is a person's."""
KINDS: tuple[PartyKind, ...] = ("ngo", "media", "police", "government", "witness")
PAPERS = ("Harbour Post", "Hill Sheet", "Red Wall", None)
STORIES = (
    "Divers lifted a sunken barge at the northern quay while families waited behind ropes and volunteers served soup, ",
    "Marchers crossed the river with banners against a tax on bread, shops closed early and trams stopped for hours, ",
    "An engine shed burned through the night, neighbours carried chairs outside and firemen drew water from a pond, ",
)


@pytest.fixture(autouse=True)
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds on the work that a few reports reach."""
    monkeypatch.setattr(candidates, "FULL_BLOCK", 3)
    monkeypatch.setattr(candidates, "RARE", 2)
    monkeypatch.setattr(sketches, "OLDEST", 2)
    monkeypatch.setattr(sketches, "PAGES", 3)
    monkeypatch.setattr(perhaps, "FULL_BLOCK", 2)


def told(name: str, chance: Random) -> Reading:
    """Some report: of one of a few happenings, in words that others have too, by and about a few parties."""
    day = f"2031-05-{chance.randint(4, 9):02}"
    spot, actor = chance.choice(SPOTS), chance.choice((*PEOPLE, *BODIES))
    people = " and ".join(chance.sample(PEOPLE, 2))
    office, number = chance.choice(OFFICES), str(chance.choice((2, 3, 4, 11)))
    body = chance.choice(STORIES) + (chance.choice(STORIES) * 2 if chance.random() < 0.4 else "")
    text = (
        f"{body} {people} were there. Gunmen of {actor} shot {number} people in {spot.name}. Protests; {office} spoke."
    )
    if chance.random() < 0.08:
        text += " A Lowland man saw it."
    made = Made(name, text, day if chance.random() < 0.9 else None, chance.choice(PAPERS), spot)
    by: list[tuple[str, PartyKind]] = [(office, chance.choice(("government", "ngo")))] if chance.random() < 0.7 else []
    by += [
        (body, chance.choice(KINDS[: chance.choice((1, 5))]))
        for body in chance.sample(BODIES, chance.choice((0, 1, 2)))
    ]
    made.count(number, chance.choice(("killed", "injured")), by=by, on=day if chance.random() < 0.6 else None)
    if chance.random() < 0.5:
        made.happens("shot", "ASSAULT", on=day, by=by, actor=actor)
    if chance.random() < 0.4:
        made.happens("Protests", "PROTEST", on=day, actor="Marchers" if "Marchers" in text else None)
    if chance.random() < 0.3:
        made.happens("burned" if "burned" in text else "spoke", "COERCE", on="2031-03-01", at=chance.choice(SPOTS))
    if "Lowland" in text:
        made.wheres.append(where(text, LOWLAND))
    if chance.random() < 0.3:
        made.denies(f"Gunmen of {actor} shot {number} people", (office, "government"))
    return made.read()


def changes(chance: Random, steps: int) -> Iterator[tuple[dict[str, Reading], set[str]]]:
    """States of a case, each with the reports that changed since the one before."""
    now: dict[str, Reading] = {}
    for step in range(steps):
        changed = set()
        for _ in range(chance.choice((1, 1, 2, 6)) if step else 12):
            name = f"r{chance.randrange(30):02}"
            changed.add(name)
            if name in now and chance.random() < 0.4:
                del now[name]
            else:
                now[name] = told(name, chance)
        yield now, changed


def assert_is_made_anew(shelf: MemoryShelf, book: MemoryBook, now: dict[str, Reading], links: Sequence[Link]) -> None:
    """The record, and what strands it links, are those of a run over all reports."""
    anew, record = MemoryShelf(), MemoryBook()
    follow(anew, record, Given(now, {}), Settings(), links, now, fresh=True)
    assert msgspec.json.encode(book.record()) == msgspec.json.encode(record.record())
    assert placed(shelf) == placed(anew)


def placed(shelf: MemoryShelf) -> list[tuple[str, Placed]]:
    return [(name, msgspec.msgpack.decode(body, type=Placed)) for name, body in shelf.notes("strand")]


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_a_record_that_follows_is_the_one_made_anew(chance: Random) -> None:
    shelf, book = MemoryShelf(), MemoryBook()
    for number, (now, changed) in enumerate(changes(chance, 6)):
        follow(shelf, book, Given(now, {}), Settings(), (), changed, fresh=not number)
        assert_is_made_anew(shelf, book, now, ())


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_it_follows_with_what_people_said(chance: Random) -> None:
    shelf, book = MemoryShelf(), MemoryBook()
    links: tuple[Link, ...] = ()
    for number, (now, changed) in enumerate(changes(chance, 5)):
        before = links
        if chance.random() < 0.6:
            links = tuple(said(now, chance))
        judged = {member.report for link in {*before} ^ {*links} for member in (*link.one, *link.other)}
        follow(shelf, book, Given(now, {}), Settings(), links, changed | judged, fresh=not number)
        assert_is_made_anew(shelf, book, now, links)


def said(now: dict[str, Reading], chance: Random) -> Iterator[Link]:
    """That some claims are of one happening, or of two, and some parties one, or two."""
    claims = [Member(report=claim.report, id=claim.id) for one in now.values() for claim in one.claims]
    parties = [
        Member(report=claim.report, id=party.name)
        for one in now.values()
        for claim in one.claims
        for party in claim.says_who
    ]
    for number in range(4):
        members = claims if number % 2 else parties
        if len(members) > 1:
            one, other = chance.sample(members, 2)
            sort: Literal["happening", "party"] = "happening" if number % 2 else "party"
            yield Link(
                judgement=f"j{chance.randrange(9)}{number}", sort=sort, same=chance.random() < 0.5, narrow=False,
                one=(one,), other=(other,),
            )  # fmt: skip


def test_following_touches_only_what_a_report_has_to_do_with() -> None:
    chance = Random(5)
    now = {name: told(name, chance) for name in (f"r{number:02}" for number in range(20))}
    shelf, book = MemoryShelf(), MemoryBook()
    follow(shelf, book, Given(now, {}), Settings(), (), now, fresh=True)
    asked: list[str] = []

    class Watched(Given):
        def reading(self, report_id: str) -> Reading | None:
            asked.append(report_id)
            return super().reading(report_id)

    far = Made("far", "A ferry sank off Farland. 7 people drowned.", "2032-01-01", "Sea Sheet", ELSEWHERE)
    far.count("7", "killed", on="2031-12-31")
    follow(shelf, book, Watched({**now, "far": far.read()}, {}), Settings(), (), ["far"], fresh=False)
    assert set(asked) == {"far"}


class Growing:
    """A case to which reports come that have nothing in common but whom they name."""

    def __init__(self) -> None:
        self.now: dict[str, Reading] = {}
        self.links: tuple[Link, ...] = ()
        self.shelf, self.book = MemoryShelf(), MemoryBook()

    def add(self, *who: str, kind: PartyKind = "ngo", actor: str | None = None) -> None:
        """Reports, each on the word of somebody."""
        for one in who:
            number = len(self.now)
            day = f"{2031 + number}-05-04"
            made = Made(
                f"r{number:02}", f"{one} said that {actor or 'somebody'} shot {number + 3} people.", day, None, PORT
            )
            made.count(str(number + 3), "killed", by=[(one, kind)], on=day)
            self.now[f"r{number:02}"] = made.happens("shot", "ASSAULT", on=day, actor=actor).read()
            self.follow(f"r{number:02}")

    def follow(self, *changed: str) -> None:
        """Follow and compare."""
        source, fresh = Given(self.now, {}), len(self.now) == 1
        follow(self.shelf, self.book, source, Settings(), self.links, changed, fresh=fresh)
        assert_is_made_anew(self.shelf, self.book, self.now, self.links)

    def parties(self) -> list[str]:
        """Whoever is behind the tolls, by report."""
        tolls = (toll for event in self.book.record().events for toll in event.tolls if toll.parties)
        return [toll.parties[0] for toll in sorted(tolls, key=lambda toll: toll.best or 0)]


def test_who_goes_by_another_name_does_so_in_every_report() -> None:
    case = Growing()
    case.add("Aleksander Toth", "Aleksander Toth", "Aleksandr Toth", kind="witness")
    assert set(case.parties()) == {"Aleksander Toth"}
    case.add("Aleksandr Toth", "Aleksandr Toth", kind="witness")
    assert set(case.parties()) == {"Aleksandr Toth"}


def test_whoever_did_it_goes_by_the_name_of_the_party_that_the_words_mean() -> None:
    case = Growing()
    case.add("Ann Lee", actor="Red Wall")
    assert actors(case) == {"Red Wall"}
    case.add("Red Wall Watch", "Red Wall Watch", "Red Wall")
    assert actors(case) == {"Red Wall Watch"}
    case.add("Red Wall", "Red Wall")
    assert actors(case) == {"Red Wall"}


def actors(case: Growing) -> set[str | None]:
    """Whoever did something."""
    return {one for event in case.book.record().events for one in event.actors}


def test_parties_that_people_joined_are_one_in_every_report() -> None:
    case = Growing()
    case.add("Harbour Aid", "Port Relief", "Harbour Aid", "Port Relief", "Port Relief")
    one, other = Member(report="r00", id="Harbour Aid"), Member(report="r01", id="Port Relief")
    case.links = (Link(judgement="j", sort="party", same=True, narrow=False, one=(one,), other=(other,)),)
    case.follow("r00", "r01")
    assert set(case.parties()) == {"Port Relief"}
    case.add("The Port Relief", "The Port Relief", "The Port Relief", "The Port Relief")
    assert set(case.parties()) == {"The Port Relief"}
    case.links = ()
    case.follow("r00", "r01")
    assert set(case.parties()) == {"The Port Relief", "Harbour Aid"}
