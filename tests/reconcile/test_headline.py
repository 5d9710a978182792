"""What headlines count, and which of a text's figures they choose."""

from __future__ import annotations

import msgspec
import pytest

from sayso.nouns.event import Toll
from sayso.reconcile.headline import headline_of
from sayso.reconcile.record import reconcile_readings
from sayso.settings import Settings
from tests.reading import read


@pytest.mark.parametrize(
    ("title", "killed", "injured", "hit"),
    [
        ("Two dead, 14 hurt as ferry strikes pier", 2, 14, None),
        ("Three miners killed in Silesia", 3, None, None),
        ("Quake kills 40, injures 200", 40, 200, None),
        ("Four people shot outside club", None, None, 4),
        ("One killed, six others shot at parade", 1, 6, None),
        ("Five stabbed, one fatally, at market", 1, None, 5),
        ("Toddler, 2 others injured in crash", None, 3, None),
        ("Four children, two adults injured in blast", None, 6, None),
        ("Two men shot dead in Lyon", 2, None, None),
        ("Gunman kills three, then self, in Lyon", 4, None, None),
        ("Father kills two children before shooting himself", 3, None, None),
        ("Teenager dead, six shot at dance", None, 6, None),
        ("Mother of 3 killed in Lyon", None, None, None),
        ("3-year-old injured in fall", None, None, None),
        ("Channel 4 reporter hurt", None, None, None),
        ("At least 4 injured in storm", None, None, None),
        ("Six killed in weekend shootings", None, None, None),
        ("Man killed in Lyon", None, None, None),
        (None, None, None, None),
    ],
)
def test_what_a_headline_counts(title: str | None, killed: int | None, injured: int | None, hit: int | None) -> None:
    found = headline_of(title)
    assert (found and (found.killed, found.injured, found.hit)) == (
        (killed, injured, hit) if found and {killed, injured, hit} != {None} else (found and (None, None, None))
    )


@pytest.mark.parametrize(
    ("title", "killed", "injured"),
    [
        ("Boy, 8, dies from accidental gunshot wound", 1, None),
        ("Lyon toddler fatally shoots himself", 1, None),
        ("Man shot in leg at training ground", None, 1),
        ("Man charged in attempted killing of neighbour", None, None),
        ("Council debates gunshots", None, None),
        ("Two men shot in Lyon", None, None),
    ],
)
def test_the_one_whom_a_headline_tells_of(title: str, killed: int | None, injured: int | None) -> None:
    headline = headline_of(title)
    assert headline is not None
    found = headline.of_one
    assert (found and (found.killed, found.injured)) == ((killed, injured) if killed or injured else None)


def tolls_of(title: str, text: str) -> dict[str, Toll]:
    reading = read(text, "2031-05-06")
    titled = msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, title=title))
    (event,) = (event for event in reconcile_readings([titled], Settings()).events if event.main_for)
    return {toll.effect: toll for toll in event.tolls if not toll.group}


def test_of_a_texts_figures_the_headlines_is_taken() -> None:
    text = "Two women were hurt in a blast in Lyon, France, on Monday. The mayor said that four people were hurt there."
    tolls = tolls_of("Four hurt in Lyon blast", text)
    assert tolls["injured"].best == 4
    assert any("headline" in aside.why for aside in tolls["injured"].set_aside)


def test_a_number_that_only_the_headline_gives_stands_and_says_so() -> None:
    text = "A blast shook a flour mill in Lyon, France, on Monday. A woman aged 30 was hurt, police said."
    injured = tolls_of("Three hurt in Lyon blast", text)["injured"]
    assert injured.best == 3
    assert "Three hurt in Lyon blast" in injured.why


def test_the_dead_are_taken_off_a_headline_of_all_who_were_shot() -> None:
    text = "A gunman opened fire in Lyon, France, on Monday. One man was killed, police said."
    tolls = tolls_of("Five shot in Lyon", text)
    assert (tolls["killed"].best, tolls["injured"].best) == (1, 4)


def test_words_of_more_texts_outweigh_one_headline() -> None:
    text = "Four people were hurt in a blast in Lyon, France, on Monday, the {} said."
    readings = [read(text.format(who), f"2031-05-0{6 + n}") for n, who in enumerate(("mayor", "fire service"))]
    last = readings[1]
    readings[1] = msgspec.structs.replace(last, report=msgspec.structs.replace(last.report, title="Lyon blast: 3 hurt"))
    (event,) = (event for event in reconcile_readings(readings, Settings()).events if event.main_for)
    assert [toll.best for toll in event.tolls if toll.effect == "injured"] == [4]


def test_where_a_headline_counts_the_hurt_and_knows_of_no_death_the_dead_are_of_other_happenings() -> None:
    text = "Four people were shot in Lyon, France, on Monday. Ana Lund was shot dead there, neighbours recalled."
    tolls = tolls_of("Four shot in Lyon", text)
    assert tolls["injured"].best == 4
    assert "killed" not in tolls


def test_where_no_text_tells_of_anybody_it_is_the_one_whom_the_headline_tells_of() -> None:
    tolls = tolls_of("Boy, 8, killed by stray bullet", "Police opened fire in Lyon, France, on Monday, the mayor said.")
    assert tolls["killed"].best == 1
    assert "Boy, 8" in tolls["killed"].why
