"""What stands, what was overtaken, what is a part, and what nobody may add up."""

from __future__ import annotations

from tests.reconcile.made import PORT, Made, main_event, record, toll

OFFICE = ("civil defence office", "rescue")
POLICE = ("police", "police")


def quake(name: str, words: str, published: str, **how: object) -> Made:
    text = (
        f"The quake in Port Ambler has killed {words} people, the civil defence office said; houses fell in the port."
    )
    return Made(name, text, published, f"{name} paper", PORT).count(words, "killed", by=[OFFICE], **how)  # type: ignore[arg-type]


def test_newest_word_of_a_party_stands_up_or_down() -> None:
    found = record(
        quake("first", "at least 12", "2031-04-11"),
        quake("third", "45", "2031-04-14"),
        quake("second", "48", "2031-04-12"),
    )
    killed = toll(main_event(found, "first"), "killed")
    assert (killed.low, killed.best, killed.high, killed.origins) == (45, 45, 45, 1)
    assert [(step.value, step.supersedes) for step in killed.series] == [(12, False), (48, True), (45, True)]
    assert killed.set_aside[0].why.startswith("An earlier word")


def test_two_parties_stand_side_by_side() -> None:
    text = "In Port Ambler police counted 12 dead on Monday; the Helpers' Union says 20 were killed."
    made = Made("one", text, "2031-04-11", spot=PORT)
    made.count("12", "killed", by=[POLICE]).count("20", "killed", by=[("Helpers' Union", "ngo")])
    event = main_event(record(made), "one")
    killed = toll(event, "killed")
    assert (killed.low, killed.high, killed.origins) == (12, 20, 2)
    assert killed.best in (12, 20)
    assert [dispute.about for dispute in event.disputes] == ["figure"]


def test_what_most_origins_say_is_best() -> None:
    text = "Police counted 12 dead in Port Ambler, as did the City Hospital; the Helpers' Union says 20 died."
    made = Made("one", text, "2031-04-11", spot=PORT)
    made.count("12", "killed", by=[POLICE]).count("20", "killed", by=[("Helpers' Union", "ngo")])
    other = Made("two", "The City Hospital says 12 died in Port Ambler.", "2031-04-11", spot=PORT)
    other.count("12", "killed", by=[("City Hospital", "hospital")])
    killed = toll(main_event(record(made, other), "one"), "killed")
    assert (killed.best, killed.origins) == (12, 3)
    assert "2 origins say it" in killed.why


def test_an_addition_is_put_on_its_base_and_spelled_out() -> None:
    text = "3 people were killed in Port Ambler, police said. Another 2 died later in hospital, police said."
    made = Made("one", text, "2031-04-11", spot=PORT)
    made.count("3", "killed", by=[POLICE]).count("2", "killed", by=[POLICE], scope="additional")
    killed = toll(main_event(record(made), "one"), "killed")
    assert (killed.best, killed.origins) == (5, 1)
    assert "3 and 2 make 5" in killed.why
    assert len(killed.claims) == 2


def test_an_addition_without_a_base_is_a_count() -> None:
    text = "Police said in Port Ambler that 2 were killed and another 7 wounded."
    made = Made("one", text, "2031-04-11", spot=PORT)
    made.count("2", "killed", by=[POLICE]).count("7", "injured", by=[POLICE], scope="additional")
    assert toll(main_event(record(made), "one"), "injured").best == 7


def test_one_number_for_two_effects_counts_neither() -> None:
    made = Made("one", "Some 30 people were hurt or held in Port Ambler.", "2031-04-11", spot=PORT)
    event = main_event(record(made.count("30", "injured", "detained")), "one")
    assert [(found.effect, found.best, found.origins) for found in event.tolls] == [
        ("detained", None, 0),
        ("injured", None, 0),
    ]
    assert "together" in event.tolls[0].set_aside[0].why


def test_who_is_told_of_one_by_one_is_within_the_whole() -> None:
    text = "Police said 4 people were shot in Port Ambler. An 18 year old is among them."
    made = Made("one", text, "2031-04-11", spot=PORT)
    made.count("4", "injured", by=[POLICE]).count("18", "injured", nth=0)
    later = Made("two", "In Port Ambler 4 people were shot; 1 is a boy.", "2031-04-11", spot=PORT)
    later.count("4", "injured", by=[POLICE]).count("1", "injured", by=[POLICE])
    injured = toll(main_event(record(later), "two"), "injured")
    assert (injured.best, injured.origins) == (4, 1)
    assert "Within" in injured.set_aside[0].why


def test_a_denial_is_no_count() -> None:
    first = Made("one", "The health ministry says 22 civilians were killed in Port Ambler.", "2031-03-04", spot=PORT)
    first.count("22", "killed", by=[("health ministry", "government")], group="civilians")
    second = Made("two", "The alliance denied that it killed 22 civilians in Port Ambler.", "2031-03-04", spot=PORT)
    second.count("22", "killed", by=[("The alliance", "militants")], group="civilians", stance="denies")
    event = main_event(record(first, second), "one")
    killed = toll(event, "killed", "civilians")
    assert (killed.best, killed.origins) == (22, 1)
    (dispute,) = event.disputes
    assert (dispute.about, [side.says_who for side in dispute.sides]) == (
        "denial",
        [("The alliance",), ("health ministry",)],
    )


def test_nobody_else_is_no_count() -> None:
    text = "Police said 2 people were hurt in Port Ambler. Police said no one else was hurt."
    made = Made("one", text, "2031-03-04", spot=PORT)
    made.count("2", "injured", by=[POLICE]).count("no one", "injured", by=[POLICE])
    assert toll(main_event(record(made), "one"), "injured").best == 2


def test_low_best_and_high_are_in_order() -> None:
    text = "In Port Ambler police hold nearly 800; the Helpers' Union counts more than 900 held."
    made = Made("one", text, "2031-03-04", spot=PORT)
    made.count("nearly 800", "detained", by=[POLICE])
    made.count("more than 900", "detained", by=[("Helpers' Union", "ngo")])
    detained = toll(main_event(record(made), "one"), "detained")
    assert detained.low is not None
    assert detained.best is not None
    assert detained.low <= detained.best
    assert detained.high is None
