"""Whole small events, end to end: reports in, the record that a desk would write out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.stories.built import Built, build
from tests.stories.checks import CHECKS, hold
from tests.stories.story import Story, load_story, story_names


@pytest.fixture(scope="session")
def built_story(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Story, Built]]:
    """Each story is built once and asked many things."""
    done: dict[str, tuple[Story, Built]] = {}

    def ask(name: str) -> tuple[Story, Built]:
        if name not in done:
            scratch = tmp_path_factory.mktemp(name)
            story = load_story(name)
            done[name] = story, build(story.inputs(scratch), scratch / "case.sayso")
        return done[name]

    return ask


@pytest.mark.parametrize("check", sorted(CHECKS))
@pytest.mark.parametrize("name", story_names())
def test_record_says_what_a_desk_would_write(
    name: str, check: str, built_story: Callable[[str], tuple[Story, Built]]
) -> None:
    story, built = built_story(name)
    hold(check, story, built, story.known)


def test_there_are_stories_and_checks_that_ask_something() -> None:
    assert len(story_names()) >= 8
    assert {name for story in map(load_story, story_names()) for name in CHECKS if getattr(story, name, None)} >= {
        "claims", "tolls", "series", "disputes", "copies", "events", "happenings", "violations", "parties", "said",
    }  # fmt: skip


def test_known_failures_name_checks() -> None:
    stories = [load_story(name) for name in story_names()]
    assert {one.check for story in stories for one in (*story.known, *story.known_as_published)} <= CHECKS.keys()
