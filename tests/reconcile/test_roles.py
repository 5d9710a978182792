"""A role and who holds it, within one event: read and set side by side as the program does."""

from __future__ import annotations

import pytest

from sayso.reconcile.record import reconcile_readings
from sayso.settings import Settings
from tests.reading import read

FIRST = "A roof fell in at a school in Tarma, Peru, on Monday. Nine pupils were hurt, {} said."
SECOND = "{} said on Thursday that 14 pupils were hurt when a roof fell in at a school in Tarma, Peru, on Monday."


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("the head teacher", "Head teacher Ben Oro", True),
        ("the head teacher, Ben Oro,", "The head teacher", True),
        ("the town's head teacher, Ben Oro,", "Oro", True),
        ("the head teacher", "Ben Oro, head teacher of the school,", True),
        ("the deputy head teacher", "Head teacher Ben Oro", False),
        ("the head teacher", "Deputy head teacher Ben Oro", False),
        ("a teacher", "Teacher Ben Oro", False),
        ("the fisherman", "Head teacher Ben Oro", False),
    ],
)
def test_a_role_is_whoever_holds_it(first: str, second: str, one: bool) -> None:
    readings = [read(FIRST.format(first), "2023-03-07"), read(SECOND.format(second), "2023-03-10")]
    record = reconcile_readings(readings, Settings())
    (toll,) = (toll for event in record.events for toll in event.tolls if toll.effect == "injured")
    assert (toll.best, toll.origins) == (14, 1 if one else 2)
    disputes = [dispute for event in record.events for dispute in event.disputes]
    assert bool(disputes) is not one


def test_of_two_who_hold_it_neither_is_meant() -> None:
    texts = (
        (FIRST.format("head teacher Ana Lund"), "2023-03-07"),
        (SECOND.format("Head teacher Ben Oro"), "2023-03-10"),
        (SECOND.format("The head teacher").replace("14", "15"), "2023-03-10"),
    )
    record = reconcile_readings([read(*text) for text in texts], Settings())
    assert {toll.origins for event in record.events for toll in event.tolls} == {3}
