"""What cannot both hold, and what only looks like it."""

from __future__ import annotations

import pytest

from sayso.reconcile.disputes import rounding
from tests.reconcile.made import HILLS, PORT, Made, main_event, record

SOLDIERS = "Soldiers shot at a crowd in Port Ambler, the Helpers' Union said."
DENIED = "The army denied that soldiers had shot at a crowd in Port Ambler."


@pytest.mark.parametrize(
    ("one", "other", "fight"),
    [
        ("nearly 8000", "almost 10000", True),
        ("nearly 8000", "7500", False),
        ("8000", "7930", False),
        ("about 100", "108", False),
        ("about 100", "140", True),
        ("at least 3", "19", False),
        ("at least 30", "19", True),
        ("hundreds", "more than 3000", False),
        ("12", "14", True),
        ("160", "164", False),
    ],
)
def test_figures_of_two_parties(one: str, other: str, fight: bool) -> None:
    text = f"In Port Ambler police hold {one} people; the Helpers' Union speaks of {other} held."
    made = Made("a", text, "2031-03-04", spot=PORT)
    made.count(one, "detained", by=[("police", "police")]).count(other, "detained", by=[("Helpers' Union", "ngo")])
    assert bool(main_event(record(made), "a").disputes) is fight


@pytest.mark.parametrize(("number", "unit"), [(8000, 1000), (7930, 10), (164, 0), (160, 10), (90, 0), (0, 0)])
def test_what_a_number_may_be_rounded_to(number: int, unit: int) -> None:
    assert rounding(number) == unit


def test_a_later_greater_count_is_growth_while_the_event_goes_on() -> None:
    first = Made("a", "Protests in Port Ambler: 26 dead, police say.", "2031-01-07", spot=PORT)
    first.happens("Protests", "PROTEST", on="2031-01-02").count("26", "killed", by=[("police", "police")])
    second = Made("b", "Protests in Port Ambler go on: 60 dead, the Helpers' Union says.", "2031-01-09", spot=PORT)
    second.happens("Protests", "PROTEST", on="2031-01-09").count("60", "killed", by=[("Helpers' Union", "ngo")])
    assert main_event(record(first, second), "a").disputes == ()


def test_the_same_counts_after_the_event_are_a_dispute() -> None:
    made = [
        Made(name, f"A riot in Port Ambler: {killed} dead, say the {who}.", published, spot=PORT)
        .happens("riot", "ASSAULT", on="2031-02-07")
        .count(killed, "killed", by=[(who, "other")], on="2031-02-07")
        for name, killed, who, published in (
            ("a", "17", "wardens", "2031-02-08"),
            ("b", "25", "relatives", "2031-02-09"),
        )
    ]
    (dispute,) = main_event(record(*made), "a").disputes
    assert "“17”" in dispute.why
    assert "“25”" in dispute.why


@pytest.mark.parametrize(
    ("first", "second", "fight"),
    [
        (None, None, False),
        (None, "wardens", False),
        ("wardens", None, False),
        ("wardens", "wardens", False),
        ("wardens", "relatives", True),
    ],
)
def test_a_count_that_rises_from_day_to_day_is_a_dispute_between_two_parties_alone(
    first: str | None, second: str | None, fight: bool
) -> None:
    made = [
        Made(name, f"A riot in Port Ambler: {killed} dead{f', say the {who}' if who else ''}.", day, spot=PORT)
        .happens("riot", "ASSAULT", on="2031-02-07")
        .count(killed, "killed", by=[(who, "other")] if who else [], on="2031-02-07")
        for name, killed, who, day in (("a", "17", first, "2031-02-08"), ("b", "25", second, "2031-02-11"))
    ]
    assert bool(main_event(record(*made), "a").disputes) is fight


def test_a_count_on_nobodys_word_that_falls_is_a_dispute() -> None:
    made = [
        Made(name, f"A riot in Port Ambler: {killed} dead.", day, spot=PORT)
        .happens("riot", "ASSAULT", on="2031-02-07")
        .count(killed, "killed", on="2031-02-07")
        for name, killed, day in (("a", "25", "2031-02-08"), ("b", "17", "2031-02-11"))
    ]
    assert main_event(record(*made), "a").disputes


def test_a_denial_stands_against_those_who_tell_of_it() -> None:
    told = Made("a", SOLDIERS, "2031-03-04", spot=PORT)
    told.happens("shot", "ASSAULT", "firearms", by=[("Helpers' Union", "ngo")], actor="Soldiers", on="2031-03-03")
    denied = Made("b", DENIED, "2031-03-05", spot=PORT)
    denied.denies("that soldiers had shot at a crowd in Port Ambler", ("The army", "military"))
    (dispute,) = [dispute for event in record(told, denied).events for dispute in event.disputes]
    assert dispute.about == "denial"
    assert [side.says_who for side in dispute.sides] == [("The army",), ("Helpers' Union",)]
    assert dispute.sides[1].mentions == ("a-m9",)


def test_a_denial_of_something_else_is_no_dispute() -> None:
    told = Made("a", SOLDIERS, "2031-03-04", spot=PORT)
    told.happens("shot", "ASSAULT", "firearms", by=[("Helpers' Union", "ngo")], actor="Soldiers", on="2031-03-03")
    denied = Made("b", DENIED.replace("shot at", "robbed"), "2031-03-05", spot=PORT)
    denied.denies("that soldiers had robbed a crowd in Port Ambler", ("The army", "military"))
    assert not [dispute for event in record(told, denied).events for dispute in event.disputes]


def test_one_happening_in_two_far_places_is_disputed() -> None:
    people = "Anna Berg, Lena Falk and Jon Marek died in the fire at the mill"
    one = Made("one", f"{people} in Port Ambler, police said.", "2031-04-11", "one paper", PORT)
    two = Made("two", f"{people} in Hilltown, the union said.", "2031-04-11", "two paper", HILLS)
    one.happens("fire", "ASSAULT", by=[("police", "police")])
    two.happens("fire", "ASSAULT", by=[("union", "ngo")])
    found = record(one, two)
    (dispute,) = [dispute for event in found.events for dispute in event.disputes if dispute.about == "where"]
    assert sorted(side.says_who for side in dispute.sides) == [("police",), ("union",)]
    assert "Port Ambler" in dispute.why
    assert "Hilltown" in dispute.why
