"""Unrest told in five ways: one series, what is a part, what repeats, and what cannot both hold."""

from __future__ import annotations

from datetime import date
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reconcile.record import reconcile_readings
from sayso.settings import Settings
from tests.reconcile.made import NORLAND, PORT, Made, main_event, record, toll


def blog() -> Made:
    text = (
        "Protests in Norland: the Norland government reports 26 deaths. The Interior Ministry says 26 demonstrators "
        "were killed; more than 3,000 arrests, said Channel 5, citing the ministry. State television spoke of dozens "
        "killed in Port Ambler. The authorities first confirmed 18 dead soldiers. Another 17 demonstrators were hurt."
    )
    ministry = ("Interior Ministry", "government")
    return (
        Made("blog", text, published="2031-01-07", publisher="The Blog")
        .happens("Protests", "PROTEST", "demo", on="2031-01-02")
        .count("26", "killed", by=[("Norland government", "government")])
        .count("26", "killed", by=[ministry], group="protesters", nth=1)
        .count("more than 3,000", "detained", by=[ministry, ("Channel 5", "media")])
        .count("dozens", "killed", by=[("State television", "media")], at=PORT, said="2031-01-06")
        .count("18", "killed", by=[("The authorities", "government")], group="security_forces")
        .count("17", "injured", by=[ministry], group="protesters", scope="additional")
    )


def weekly() -> Made:
    text = (
        "The unrest in Norland has killed over 100 people and thousands were injured or arrested. During an almost "
        "week-long internet blackout the government said on Sunday that at least 164 people died in the protests, 103 "
        "in Port Ambler. The Courier says that almost 10,000 protesters were arrested. The five-day blackout is over."
    )
    government = ("the government", "government")
    return (
        Made("weekly", text, publisher="World Weekly")
        .happens("protests", "PROTEST", "demo")
        .happens("blackout", "COERCE", "censor")
        .happens("blackout is", "COERCE", "censor")
        .lasts("week-long", "P1W")
        .lasts("five-day", "P5D")
        .count("over 100", "killed")
        .count("thousands", "injured", "detained")
        .count("at least 164", "killed", by=[government], open_day=True)
        .count("103", "killed", by=[government], at=PORT, scope="part", open_day=True)
        .count("almost 10,000", "detained", by=[("The Courier", "media")], group="protesters")
    )


def repost() -> Made:
    text = (
        "Authorities reported on Monday that nearly 8,000 people were detained in Norland's protests. In addition to "
        "the thousands detained, 164 people, including 3 children, were killed."
    )
    return (
        Made("repost", text, published="2031-01-21", publisher="Forum")
        .happens("protests", "PROTEST", "demo")
        .count("nearly 8,000", "detained", by=[("Authorities", "government")], open_day=True)
        .count("thousands", "detained")
        .count("164", "killed")
        .count("3", "killed", group="children", scope="part")
    )


UNREST = (blog, weekly, repost)


def test_the_official_count_is_one_series_in_time() -> None:
    event = main_event(record(*(one() for one in UNREST)), "blog")
    killed = toll(event, "killed")
    assert (killed.low, killed.best, killed.high, killed.origins) == (164, 164, None, 1)
    assert [(step.value, step.group, step.supersedes) for step in killed.series] == [
        (26, "protesters", False),
        (164, None, True),
        (164, None, False),
    ]
    assert [step.party is None for step in killed.series] == [False, False, True]
    assert killed.series[0].day == date(2031, 1, 7)
    assert "at least 164" in killed.why


def test_what_is_set_aside_says_why() -> None:
    killed = toll(main_event(record(*(one() for one in UNREST)), "blog"), "killed")
    reasons = {(aside.claim.split("-")[0], aside.why.split(",")[0].split("“")[0].strip()) for aside in killed.set_aside}
    assert ("blog", "An earlier word of the party that now says") in reasons
    assert ("weekly", "Says no more than the number that stands:") in reasons
    assert any(report == "repost" and why.startswith("Repeats") for report, why in reasons)


def test_groups_and_places_are_counted_apart() -> None:
    event = main_event(record(*(one() for one in UNREST)), "blog")
    assert toll(event, "killed", "security_forces").best == 18
    assert toll(event, "killed", "children").best == 3
    assert toll(event, "injured", "protesters").best == 17
    port = toll(event, "killed", place="Port Ambler")
    assert (port.best, port.low) == (103, 24)


def test_the_two_highest_counts_are_in_dispute_and_no_others() -> None:
    event = main_event(record(*(one() for one in UNREST)), "blog")
    detained = toll(event, "detained")
    assert (detained.low, detained.best, detained.high, detained.origins) == (None, 8000, 10000, 2)
    figures = [dispute for dispute in event.disputes if dispute.about == "figure"]
    assert [dispute.effect for dispute in figures] == ["detained"]
    assert {side.says_who for side in figures[0].sides} == {("Authorities",), ("The Courier",)}


def test_a_chain_is_one_say_so_of_its_origin() -> None:
    detained = toll(main_event(record(blog()), "blog"), "detained")
    assert (detained.origins, detained.parties) == (1, ("Interior Ministry",))
    assert (detained.low, detained.best, detained.high) == (3000, 3000, None)


def test_lengths_that_differ_are_a_dispute() -> None:
    events = record(*(one() for one in UNREST)).events
    (dispute,) = [dispute for event in events for dispute in event.disputes if dispute.about == "duration"]
    assert "five-day" in dispute.why
    assert "almost week-long" in dispute.why.replace("\n", " ")


def test_narrower_events_are_parts_of_the_widest() -> None:
    found = record(*(one() for one in UNREST))
    root = main_event(found, "blog")
    assert root.main_for == ("blog", "repost", "weekly")
    assert root.title.startswith("Protests in Norland")
    assert {event.part_of for event in found.events if event.id != root.id} == {root.id}


def test_record_as_of_a_day() -> None:
    event = main_event(record(*(one() for one in UNREST), as_of="2031-01-08"), "blog")
    assert toll(event, "killed").best == 26
    assert event.main_for == ("blog",)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_order_of_arrival_does_not_matter(seed: int) -> None:
    readings = [one().read() for one in UNREST]
    expected = msgspec.json.encode(reconcile_readings(readings, Settings()))
    Random(seed).shuffle(readings)
    assert msgspec.json.encode(reconcile_readings(iter(readings), Settings())) == expected


def test_nothing_gives_nothing() -> None:
    assert record().events == ()
    assert record(Made("empty", "Nothing happened in Norland.", spot=NORLAND)).events == ()
