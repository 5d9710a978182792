"""What may touch a stretch of text is found, whatever stands around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.nearby import Nearby
from sayso.nouns.span import Span

TEXT = "abcdefghij" * 10
spans = st.tuples(st.integers(0, 90), st.integers(1, 10)).map(lambda at: Span.of(TEXT, at[0], at[0] + at[1]))


@given(st.lists(spans, max_size=30), spans)
def test_all_that_overlap_are_found_in_text_order(things: list[Span], stretch: Span) -> None:
    around = Nearby(things, lambda span: span).around(stretch)
    assert [span for span in around if span.overlaps(stretch)] == sorted(
        (span for span in things if span.overlaps(stretch)), key=lambda span: span.start
    )
