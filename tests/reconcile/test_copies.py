"""A print is no witness."""

from __future__ import annotations

from sayso.reconcile.copies import find_copies
from tests.reconcile.made import Made, main_event, record, toll

STORY = (
    "A boiler burst in the laundry of a hotel in Port Ambler on Friday and killed 4 people, who were folding sheets "
    "when the wall gave way. The fire brigade closed the street until the evening, and guests were led to a school. "
    "The owner, who had bought the house in spring, promised to help. An engineer is to look at the pipes on Monday."
)


def print_of(name: str, publisher: str, published: str | None, text: str = STORY) -> Made:
    return Made(name, text, published, publisher).count("4", "killed").happens("killed", "ASSAULT")


def test_a_copy_adds_a_publisher_and_no_say_so() -> None:
    found = record(
        print_of("paper", "Harbour Post", "2031-03-04"),
        print_of("agency", "Wire One", "2031-03-03"),
        print_of("late", "City Sheet", None, f"By our newsroom\n\n{STORY}\n\nFollow us"),
    )
    assert [(copy.report, copy.of) for copy in found.copies] == [("late", "agency"), ("paper", "agency")]
    killed = toll(main_event(found, "paper"), "killed")
    assert (killed.origins, killed.parties) == (1, ("Wire One",))


def test_another_text_about_the_same_is_no_copy() -> None:
    other = (
        "Four laundry workers of a hotel in Port Ambler are dead. A boiler had exploded beside them on Friday morning, "
        "a fire officer said at the scene. Neighbours told of a bang and of dust; one had seen the wall fall. Children "
        "of a school nearby made tea for the guests. The pipes were last looked at in winter, the city says."
    )
    assert find_copies([Made("a", STORY).report, Made("b", other).report]) == ()


def test_short_texts_are_never_copies() -> None:
    short = "Police are looking for 4 people."
    assert find_copies([Made("a", short).report, Made("b", short).report]) == ()
