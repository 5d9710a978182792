from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.tell.short import LEAST, shorten_ids


@given(st.sets(st.text(alphabet="ab~", min_size=1, max_size=14)))
def test_a_short_id_is_the_beginning_of_its_own_id_and_of_no_other(ids: set[str]) -> None:
    for id_, short in shorten_ids(ids).items():
        assert id_.startswith(short)
        assert len(short) >= min(LEAST, len(id_))
        others = [other for other in ids if other != id_ and other.startswith(short)]
        assert short == id_ or not others


def test_ids_that_share_a_long_beginning_are_told_apart() -> None:
    assert shorten_ids(["report-0001", "report-0002"]) == {"report-0001": "report-0001", "report-0002": "report-0002"}
