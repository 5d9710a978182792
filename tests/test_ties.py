"""What is joined or held apart first wins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.ties import Ties

PAIRS = st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 5)), max_size=20)


def test_a_later_word_is_told_whose_earlier_one_stands_against_it() -> None:
    ties = Ties(4)
    assert ties.join(0, 1, "first") is None
    assert ties.hold_apart(0, 1, "second") == "first"
    assert ties.hold_apart(1, 2, "third") is None
    assert ties.join(0, 2, "fourth") == "third"
    assert ties.join(2, 3) is None
    assert ties.join(3, 0) == "third", "what is held apart keeps its groups apart, too"
    assert ties.groups() == [[0, 1], [2, 3]]


@given(PAIRS)
def test_groups_never_hold_what_was_held_apart(words: list[tuple[bool, int, int]]) -> None:
    ties = Ties(6)
    joined, apart = [], []
    for number, (same, a, b) in enumerate(words):
        if same and ties.join(a, b, str(number)) is None:
            joined.append((a, b))
        elif not same and ties.hold_apart(a, b, str(number)) is None:
            apart.append((a, b))
    assert all(ties.root(a) == ties.root(b) for a, b in joined)
    assert all(ties.root(a) != ties.root(b) for a, b in apart)


@given(PAIRS.map(lambda words: [word for word in words if word[0]]))
def test_without_anything_held_apart_the_order_does_not_matter(words: list[tuple[bool, int, int]]) -> None:
    one, other = Ties(6), Ties(6)
    for _, a, b in words:
        one.join(a, b)
    for _, a, b in reversed(words):
        other.join(b, a)
    assert one.groups() == other.groups()
    assert not one.holds_apart
