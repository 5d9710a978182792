"""Which reports tell of one happening."""

from __future__ import annotations

from datetime import date
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.nouns.event import Days
from sayso.reconcile.candidates import candidates_for
from sayso.reconcile.record import reconcile_readings
from sayso.reconcile.shelf import MemoryShelf
from sayso.reconcile.strands import Strand, strands_of
from sayso.reconcile.taken import marks_of_strand
from sayso.settings import Settings
from tests.reading import read
from tests.reconcile.made import HILLS, NORLAND, PORT, Made, Spot, main_event, record, toll


def bomb(name: str, published: str, day: str, killed: str, spot: Spot = PORT, extra: str = "") -> Made:
    text = f"A bomb in {spot.name} killed {killed} people, police said. {extra}"
    return (
        Made(name, text, published, f"{name} paper", spot)
        .happens("bomb", "ASSAULT", "explosives", on=day)
        .count(killed, "killed", by=[("police", "police")], on=day)
    )


def test_one_city_and_day_is_one_happening() -> None:
    found = record(bomb("a", "2031-09-07", "2031-09-06", "8"), bomb("b", "2031-09-08", "2031-09-06", "9"))
    event = main_event(found, "a")
    assert event.main_for == ("a", "b")
    assert (event.kind, event.mode) == ("ASSAULT", "explosives")
    assert event.title == "Bombing in Port Ambler, 6 September 2031"


def test_two_days_or_two_cities_are_two_happenings() -> None:
    found = record(
        bomb("a", "2031-09-07", "2031-09-06", "8"),
        bomb("b", "2031-09-15", "2031-09-14", "3"),
        bomb("c", "2031-09-07", "2031-09-06", "8", HILLS),
    )
    assert len({main_event(found, report).id for report in "abc"}) == 3


def test_tolls_that_are_far_apart_on_one_day_are_two_happenings() -> None:
    found = record(bomb("a", "2031-09-07", "2031-09-06", "80"), bomb("b", "2031-09-07", "2031-09-06", "2"))
    assert main_event(found, "a").id != main_event(found, "b").id


def test_people_named_in_two_reports_join_them() -> None:
    extra = "The driver Peter Varga and the baker Anna Kovacs are dead."
    found = record(
        bomb("a", "2031-09-07", "2031-09-06", "2", extra=extra), bomb("b", "2031-10-20", "2031-09-02", "2", extra=extra)
    )
    assert main_event(found, "a").main_for == ("a", "b")


def test_a_report_printed_before_a_happening_is_not_about_it() -> None:
    extra = "The driver Peter Varga lived on the same old street by the harbour."
    early = Made("a", f"A bomb in Port Ambler killed 2 people, police said. {extra}", "2031-09-01", "paper", PORT)
    early.happens("bomb", "ASSAULT", "explosives").count("2", "killed", by=[("police", "police")])
    found = record(early, bomb("b", "2031-09-08", "2031-09-07", "2", extra=extra))
    assert main_event(found, "a").main_for == ("a",)


def test_days_beside_each_other_speak_for_one_another() -> None:
    extra = "The driver Peter Varga and the baker Anna Kovacs and the smith Carl Lund are dead."
    found = record(
        bomb("a", "2031-09-09", "2031-07-20", "2", extra=extra),
        bomb("b", "2031-09-08", "2031-09-06", "2", extra=extra),
        bomb("c", "2031-09-07", "2031-09-07", "2", extra=extra),
    )
    event = main_event(found, "a")
    assert event.main_for == ("a", "b", "c")
    assert event.when == Days(earliest=date(2031, 9, 6), latest=date(2031, 9, 6))


def test_words_of_a_page_are_no_people() -> None:
    page = "Privacy Policy. Emergency News. Doctors of Mercy Medical gave medical help in an emergency, by policy."
    found = record(
        bomb("a", "2031-09-07", "2031-09-06", "2", extra=f"{page} The harbour stays closed, says its master."),
        bomb("b", "2031-10-20", "2031-09-02", "2", extra=f"Nobody was in the old mill when its roof fell. {page}"),
    )
    assert main_event(found, "a").main_for == ("a",)


def test_an_older_happening_told_beside_is_its_own_event() -> None:
    made = bomb("a", "2031-09-07", "2031-09-06", "8", extra="In 2026 a bomb killed 70 people.")
    made.count("70", "killed", on="2026-05-05", scope="background")
    found = record(made)
    assert toll(main_event(found, "a"), "killed").best == 8
    (older,) = [event for event in found.events if not event.main_for]
    assert (toll(older, "killed").best, older.part_of) == (70, None)


def test_a_city_s_protest_is_of_the_country_s_unrest() -> None:
    city = Made("city", "Protests in Port Ambler; 3 protesters were killed, police said.", "2031-08-09", spot=PORT)
    city.happens("Protests", "PROTEST", "demo", on="2031-08-08")
    city.count("3", "killed", by=[("police", "police")], group="protesters", said="2031-08-08")
    whole = Made("whole", "Protests across Norland; 9 people were killed, police said.", "2031-08-11", spot=NORLAND)
    whole.happens("Protests", "PROTEST", "demo", on="2031-08-10").count("9", "killed", by=[("police", "police")])
    event = main_event(record(city, whole), "whole")
    assert event.main_for == ("city", "whole")
    assert event.title == "Protests in Norland, 8–10 August 2031"
    killed = toll(event, "killed")
    assert [(step.value, step.supersedes) for step in killed.series] == [(3, False), (9, True)]
    assert toll(event, "killed", "protesters", "Port Ambler").best == 3


def test_protests_in_two_cities_alone_are_two() -> None:
    made = [
        Made(name, f"Protests in {spot.name}.", "2031-08-09", spot=spot).happens("Protests", "PROTEST", on="2031-08-08")
        for name, spot in (("a", PORT), ("b", HILLS))
    ]
    found = record(*made)
    assert main_event(found, "a").id != main_event(found, "b").id


DAYS = st.integers(1, 9).map(lambda day: f"2031-09-0{day}")


@settings(max_examples=40, deadline=None)
@given(
    told=st.lists(st.tuples(DAYS, DAYS, st.integers(1, 30), st.sampled_from([PORT, HILLS, NORLAND])), max_size=7),
    seed=st.integers(0, 999),
)
def test_any_reports_in_any_order(told: list[tuple[str, str, int, Spot]], seed: int) -> None:
    readings = [
        bomb(f"r{number}", published, day, str(killed), spot).read()
        for number, (published, day, killed, spot) in enumerate(told)
    ]
    found = reconcile_readings(readings, Settings())
    shuffled = list(readings)
    Random(seed).shuffle(shuffled)
    assert msgspec.json.encode(reconcile_readings(shuffled, Settings())) == msgspec.json.encode(found)
    claims = [claim.id for reading in readings for claim in reading.claims]
    told_of = [
        claim
        for event in found.events
        for one in event.tolls
        for claim in (*one.claims, *(aside.claim for aside in one.set_aside))
    ]
    assert set(claims) == set(told_of)
    ids = [event.id for event in found.events]
    assert len(set(ids)) == len(ids)
    assert {event.part_of for event in found.events} <= {*ids, None}
    assert sorted(report for event in found.events for report in event.main_for) == sorted(
        f"r{i}" for i in range(len(told))
    )
    for event in found.events:
        for one in event.tolls:
            known = [number for number in (one.low, one.best, one.high) if number is not None]
            assert known == sorted(known)


def many(count: int) -> list[Strand]:
    """A city a report, a day for every ten."""
    spots = [Spot(f"Town {number}", "city", "NL", f"Region {number % 40}") for number in range(count)]
    made = [
        bomb(f"r{number:05}", f"2031-{1 + number // 10 % 12:02}-{1 + number // 120 % 28:02}", "2031-01-01", "3", spot)
        for number, spot in enumerate(spots)
    ]
    return [strand for one in made for strand in strands_of(one.read())]


def test_strands_to_compare_grow_with_the_blocks_and_not_with_all() -> None:
    strands = many(800)
    shelf = MemoryShelf()
    for strand in strands:
        for name in marks_of_strand(strand):
            shelf.add(name, strand.id)
    assert sum(len(candidates_for(shelf, strand)) for strand in strands) < 80 * len(strands)


SIGN_IN = "Sign in with your account. Please check your email and click on the link. Thank you for registering!"


def test_a_headline_alone_tells_of_a_happening() -> None:
    """The page under it is a form to sign in, which every page of the site is: no copy, and no story of its own."""
    text = "A baker was shot dead at the harbour market in Elmira on Saturday."
    readings = {
        "a": read(f"{SIGN_IN} ", "2023-03-05", title="Baker shot dead at Elmira harbour market"),
        "b": read(SIGN_IN, "2023-03-05", title="Teacher wounded in Ithaca shooting"),
        "c": read(text, "2023-03-05", title="Baker killed in Elmira"),
        "d": read(f" {SIGN_IN}", "2023-03-05", title="Our best recipes"),
    }
    names = {reading.report.id: name for name, reading in readings.items()}
    events = reconcile_readings(readings.values(), Settings()).events
    found = sorted(
        (sorted(names[report] for report in event.main_for), event.when, event.where and event.where.name)
        for event in events
    )
    assert found == [
        (["a", "c"], Days(earliest=date(2023, 3, 4), latest=date(2023, 3, 4)), "Elmira"),
        (["b"], Days(earliest=None, latest=date(2023, 3, 5)), None),
    ]
