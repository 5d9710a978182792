from __future__ import annotations

import pytest

from sayso.collect.ending import without_ending

ARTICLE = ["The mine was shut on Monday.", "Six people died.", "The union called for an inquiry.", "No date was given."]


@pytest.mark.parametrize(
    "ending",
    [
        ["Subscribe to our weekly newsletter"],
        ["Join our commenting forum", "Want to bookmark your favourite stories? Start today."],
        ["Ann Miller is a senior reporter for The Harbour Post. Follow her on Twitter @annmiller."],
        ["More from The Harbour Post", "Ferry aground", "Ninety people were on board when it struck the pier."],
        ["The Harbour Post's Ann Miller contributed to this report."],
    ],
)
def test_what_is_no_part_of_the_article_goes(ending: list[str]) -> None:
    assert without_ending("\n".join(ARTICLE + ending)) == "\n".join(ARTICLE)


@pytest.mark.parametrize(
    "last",
    [
        "Ann Miller, who was shot on Monday, was a reporter for The Harbour Post for ten years.",
        "Follow-up talks are planned.",
        "Join the army or leave, the leaflet said.",
        "More from the square was not known.",
    ],
)
def test_news_stays(last: str) -> None:
    text = "\n".join([*ARTICLE, last])
    assert without_ending(text) == text


def test_a_heading_over_long_paragraphs_is_one_of_the_article() -> None:
    text = "\n".join([*ARTICLE, "More on the strike", "The strike went on. " * 20])
    assert without_ending(text) == text


def test_half_of_the_lines_stay_whatever_they_say() -> None:
    lines = ["Subscribe to our newsletter now"] * 4
    assert without_ending("\n".join(lines)) == "\n".join(lines[:2])
