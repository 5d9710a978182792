"""The day of a report's main happening."""

from __future__ import annotations

import pytest

from sayso.reconcile.strands import strands_of
from tests.reading import read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # the day of a charge is not that of the deed
        ("Carl Lund was charged with murder on Thursday. Anna Lund was shot in Elmira on Tuesday.", "2023-03-07"),
        # nor are those of what came after the deed
        ("Carl Lund was arrested on Thursday for the shooting of Anna Lund. She was shot on Tuesday.", "2023-03-07"),
        ("The man who shot Anna Lund in Elmira pleaded guilty on Thursday. They had met on Tuesday.", "2023-03-07"),
        ("Anna Lund died on Thursday after she was shot in Elmira. Shots were fired there on Tuesday.", "2023-03-07"),
        # what is said on the day of publication is not done on it, but for what is told with its hour
        ("A man shot himself in Elmira, officials said Friday. They were told about it on Tuesday.", "2023-03-07"),
        ("A man shot himself in Elmira, said police. His neighbour came about 9 p.m. Friday.", "2023-03-10"),
        # a weekday that is as well tomorrow's
        ("A man shot himself in Elmira. A talk is held Saturday. He had gone out on March 6.", "2023-03-06"),
        # nor those of an arrest, but where nothing else tells a day
        (
            "Carl Lund was arrested on Thursday. He shot Anna Lund in Elmira. They had met there on March 6.",
            "2023-03-06",
        ),
        ("Carl Lund was arrested on Thursday. He shot Anna Lund in Elmira.", "2023-03-09"),
        # the day within the week that is told
        ("Anna Lund was shot in Elmira last week. She had come there on Wednesday, March 1.", "2023-03-01"),
        # a sentence that only points to the deed
        ("A boy was shot in Elmira. It happened about 9 p.m. Tuesday. He came home Thursday.", "2023-03-07"),
        ("A boy was shot in Elmira. Officers were called there late Tuesday. He came home Thursday.", "2023-03-07"),
        # the day of the month that is told
        ("Police look for two men who shot a woman in Elmira in January. They had met on January 9.", "2023-01-09"),
        # the day since when it has gone on, not the one that the count of the dead has reached
        ("In Elmira 10 people have died since a wall fell on Monday. Crews came Tuesday.", "2023-03-06"),
        ("The toll in Elmira rose to 10 dead on Thursday. It was stormy on Tuesday.", "2023-03-07"),
        # a minister who resigned over it did so later
        ("The toll of the crush in Elmira was raised to 8. The minister resigned on Thursday.", None),
        # what is told of a plea, of what was released or of who is held has days of its own
        ("The man held in the shooting of Anna Lund in Elmira entered a plea Thursday. It was March 6.", "2023-03-06"),
        # a deed that is called by its day
        ("Carl Lund was charged on Thursday in the March 6 fatal shooting of a boy in Elmira.", "2023-03-06"),
        ("Police released a picture of Tuesday's shooting in Elmira.", "2023-03-07"),
        (
            "Carl Lund, who shot a boy, was sentenced Thursday. He was held two days after the March 6 murder.",
            "2023-03-06",
        ),
        ("Police said Thursday that Carl Lund is charged with murder in the March 6 death of a boy.", "2023-03-06"),
        # nor is what somebody ruled of it done on the day of the ruling
        ("A coroner ruled the death of the boy in Elmira a homicide Thursday. He was shot on March 6.", "2023-03-06"),
        # a death in hospital came later
        ("Anna Lund died Thursday in hospital of her wounds. She was shot in Elmira on March 6.", "2023-03-06"),
        # what leads back to the deed behind a word for what came after it
        ("Six men died in Elmira when a mill burned on Tuesday. They had met on March 6.", "2023-03-07"),
        # the first day behind the words that it happened, and not that on which it was told
        ("Six men died when a fire broke out in Elmira on Tuesday, the mayor said on Thursday.", "2023-03-07"),
        # nor is the day of what came after a happening that is only recalled
        ("Police in Elmira held a man on Thursday after the fire that killed 6 men. He had fled March 6.", None),
        # the day on which somebody was born
        (
            "Police arrested Carl Lund (DOB 07/19/98). He shot Anna Lund in Elmira. He had left on March 6.",
            "2023-03-06",
        ),
        ("A woman was shot in Elmira. Carl Lund, born on July 19, 1998, was seen there on March 6.", "2023-03-06"),
        # a gathering that mourns is no unrest, whose days reach from the first to the last
        ("A boy was shot in Elmira on Thursday. A vigil was held for a girl. She was killed last week.", "2023-03-09"),
        # a weekend begins on Friday evening
        ("Two boys were shot dead in Elmira over the weekend. The shots fell late on March 3.", "2023-03-03"),
        # the day of a time of day that words apart from it tell
        ("A boy was shot in Elmira in the early morning hours of March 6.", "2023-03-06"),
        # the first day that the report names
        ("A man was shot in Elmira. He had gone out with two friends. It was March 6, his birthday.", "2023-03-06"),
        ("A man was shot in Elmira. He had gone out on March 6. He was found on March 7.", "2023-03-06"),
    ],
)
def test_main_day(text: str, day: str | None) -> None:
    main = strands_of(read(text, "2023-03-10"))[0]
    assert (str(main.days.latest), main.sure) == (day or "2023-03-10", day is not None)


def test_a_body_was_found_no_earlier_than_it_happened() -> None:
    main = strands_of(read("Divers found the bodies of two men in Elmira on Tuesday.", "2023-03-10"))[0]
    assert (main.days.earliest, str(main.days.latest), main.sure) == (None, "2023-03-07", False)


def test_counts_of_years_are_not_of_the_happening() -> None:
    text = (
        "A boy was shot dead in Elmira on Tuesday, police said. Since 1999 there have been 10,569 accidental shooting "
        "deaths in the United States. In 2022, 44 people were shot dead in Elmira."
    )
    main = strands_of(read(text, "2023-03-10"))[0]
    assert main.counts["killed"] == (1, 1)


def test_a_weekday_that_is_as_well_tomorrows_does_not_stand_against_today() -> None:
    text = "Crews searched a home in Elmira Saturday where a boy was shot. A boy was shot there Friday, police said."
    main = strands_of(read(text, "2023-03-10"))[0]
    assert str(main.days.latest) == "2023-03-10"


@pytest.mark.parametrize(
    ("own", "day"),
    [
        ("(Published Thursday, Feb. 16, 2023)", "2023-02-14"),
        ("Posted: February 15, 2023\nUpdated: 9:15 AM EST, February 16, 2023", "2023-02-14"),
        # running text; days of other texts; a day of its own that is that of the page
        ("He posted on February 16, 2023 that he was well.", "2023-03-07"),
        ("Posted: February 16, 2023\nPosted: January 5, 2023", "2023-03-07"),
        ("Posted: February 16, 2023\nUpdated: March 10, 2023", "2023-03-07"),
        ("Posted: February 16", "2023-03-07"),
    ],
)
def test_weekdays_count_from_the_day_that_the_text_gives_as_its_own(own: str, day: str) -> None:
    reading = read(f"A boy was shot in Elmira on Tuesday, police said.\n\n{own}\n", "2023-03-10")
    assert reading.report.published == "2023-03-10"
    assert str(strands_of(reading)[0].days.latest) == day
