from __future__ import annotations

from sayso.collect.offsets import trace
from sayso.collect.visible import visible_text


def places(text: str, source: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], source[one.original_start : one.original_end]) for one in trace(text, source)]


def test_runs_end_at_tags_and_entities() -> None:
    source = "<p>Six <b>people</b> &amp; a\n   dog</p>"
    assert places("Six people & a dog", source) == [
        ("Six", "Six"), ("people", "people"), ("&", "&amp;"), ("a", "a"), ("dog", "dog"),
    ]  # fmt: skip


def test_words_that_the_page_does_not_have_are_left_out() -> None:
    source = "<p>Six people were killed in the square.</p><p>Twelve were hurt when they ran.</p>"
    text = "Six people were killed in the square.\nAdded by nobody knows whom at all.\nTwelve were hurt when they ran."
    assert places(text, source) == [
        ("Six people were killed in the square.",) * 2,
        ("Twelve were hurt when they ran.",) * 2,
    ]


def test_paragraphs_that_stand_twice_are_taken_in_order() -> None:
    source = "<p>Six were killed.</p><p>Then it was quiet.</p><p>Six were killed.</p>"
    text = "Six were killed.\nThen it was quiet.\nSix were killed."
    starts = [one.original_start for one in trace(text, source)]
    assert starts == sorted(starts)
    assert len(set(starts)) == 3


def test_scripts_and_comments_are_not_the_page() -> None:
    source = "<!-- Six were killed. --><script>Six were killed.</script><p>Six were killed.</p>"
    assert trace("Six were killed.", source)[0].original_start == source.rindex("Six")


def test_word_across_tags() -> None:
    assert places("Almaty", "Al<b>ma</b>ty") == [("Al", "Al"), ("ma", "ma"), ("ty", "ty")]


def test_visible_text_has_a_line_for_each_block() -> None:
    source = "<table><tr><td>Killed</td><td>6</td></tr></table>a < b<br>c <select><option>no</option></select>"
    assert visible_text(source) == "Killed\n6\na < b\nc"
