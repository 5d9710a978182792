"""Counts of all who were shot, and the dead among them."""

from __future__ import annotations

import pytest

from sayso.reconcile.record import reconcile_readings
from sayso.settings import Settings
from tests.reading import read

SHOOTING = "A shooting took place in Lisbon, Portugal, on Monday. "


@pytest.mark.parametrize(
    ("texts", "injured"),
    [
        (["Five people were shot. One man was killed, police said."], 4),
        (["Five people were shot, police said.", "One man was killed and four others were wounded."], 4),
        (["Two people were shot. Both were killed, police said. Two people were killed."], None),
        (["Five people were wounded. One man was killed, police said."], 5),
        (["He shot five people, police said.", "Five people were shot. One man was killed."], 4),
        (["Five people were shot. Ana Lund was shot dead, police said."], 4),
        (["A man was shot in a car. Ana Lund was found dead, shot to death."], None),
    ],
    ids=[
        "less the dead",
        "another gives the rest",
        "all died",
        "wounded are not dead",
        "another report counts the dead",
        "told of by name",
        "one person",
    ],
)
def test_the_dead_are_not_injured(texts: list[str], injured: int | None) -> None:
    record = reconcile_readings([read(SHOOTING + text, "2031-05-06") for text in texts], Settings())
    found = [
        toll.best for event in record.events for toll in event.tolls if toll.effect == "injured" and not toll.group
    ]
    assert [best for best in found if best] == ([injured] if injured else [])


def test_what_was_taken_off_is_spelled_out() -> None:
    record = reconcile_readings(
        [read(SHOOTING + "Five people were shot. One man was killed, police said.", "2031-05-06")], Settings()
    )
    (toll,) = (toll for event in record.events for toll in event.tolls if toll.effect == "injured")
    assert "Five hit, less One killed" in toll.why


def test_groups_that_one_sentence_counts_make_everyone_where_nobody_does() -> None:
    text = SHOOTING + "A woman and a teenage girl were killed, police said."
    record = reconcile_readings([read(text, "2031-05-06")], Settings())
    found = {toll.group: toll for event in record.events for toll in event.tolls if toll.effect == "killed"}
    assert {group: toll.best for group, toll in found.items()} == {None: 2, "women": 1, "children": 1}
    assert "A and a make 2" in found[None].why


@pytest.mark.parametrize(
    ("text", "effect", "number"),
    [
        ("Two men and a girl were wounded, police said.", "injured", 3),
        ("A girl and four other people were wounded, police said.", "injured", 5),
        ("Nine people were wounded. Another man and eight others were wounded badly.", "injured", 9),
        ("A mother and her young son were found shot to death, police said.", "killed", 2),
        # who was shot and died later has moved from one toll to the other
        ("A boy was shot in a car. He was taken to hospital, where he was pronounced dead.", "killed", 1),
        ("A boy was shot in a car. He was taken to hospital, where he was pronounced dead.", "injured", 0),
        ("Shots were fired at a car. The driver is in critical condition.", "injured", 1),
        ("Shots were fired at a car. The driver was not shot.", "injured", 0),
        ("A boy was shot in a car. He is lucky that nobody died.", "killed", 0),
    ],
)
def test_persons_who_are_told_of_together(text: str, effect: str, number: int) -> None:
    record = reconcile_readings([read(SHOOTING + text, "2031-05-06")], Settings())
    found = [
        toll.best
        for event in record.events
        for toll in event.tolls
        if toll.effect == effect and toll.group is None and toll.best
    ]
    assert sum(found) == number
