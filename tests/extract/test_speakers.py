"""Whose word carries on over the end of a sentence, and whose does not."""

from __future__ import annotations

import pytest

from tests.reading import read

MINISTRY = "The interior ministry said that 12 protesters were killed in Lima, Peru. "
CONTROL = "The government says that it holds its offices in every region of Peru again. "


def speakers_of(text: str, figure: str) -> list[str]:
    """The chain behind the last claim with this figure."""
    claim = [one for one in read(text).claims if one.figure.text == figure][-1]
    return [party.name for party in claim.says_who]


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        (MINISTRY + "Seven people were injured.", "Seven", ["interior ministry"]),
        (CONTROL + "Seven people were killed.", "Seven", []),
        (
            "State television told of 12 dead. On Friday state radio told of dozens of injured people.",
            "dozens",
            ["state radio"],
        ),
        ("Unrest In Peru: Government Counts 26 Deaths And More Than 300 Arrests", "26", ["Government"]),
    ],
    ids=["a count goes on from a count", "not from what harmed nobody", "day before the speaker", "headline counts"],
)
def test_whose_count_it_is(text: str, figure: str, expected: list[str]) -> None:
    assert speakers_of(text, figure) == expected


def test_a_speech_of_several_paragraphs_is_one_persons() -> None:
    text = (
        "Ana Lund said: “The police have beaten students in Lima for weeks now.\n\n"
        "“The detainees should be given fair trials at once, in open courts.\n"
        "“And 14 people are dead.”\n\n“It is a shame,” said Ben Ode. The shops were closed."
    )
    (trial,) = (one for one in read(text).violations if one.right == "ICCPR 14")
    assert [party.name for party in trial.says_who] == ["Ana Lund"]
    assert speakers_of(text, "14") == ["Ana Lund"]


def test_the_organization_is_the_one_named_last() -> None:
    text = (
        "Reporters in the north were beaten, Doctors Without Borders complained. "
        "The government said that the shops were open. The organization said that 14 people were injured."
    )
    assert speakers_of(text, "14") == ["Doctors Without Borders"]


def test_a_new_speaker_breaks_the_place_of_the_sentence_before() -> None:
    text = (
        "Protests go on all over Peru, and Peru's police are tired. Peru's shops are closed. In Peru fuel is dear.\n\n"
        "State television spoke of dozens of dead in Arequipa on Thursday. "
        "The authorities had confirmed the deaths of 18 soldiers. Another 3 were injured there."
    )
    places = {one.figure.text: one.where and one.where.name for one in read(text, "2022-01-07").claims}
    assert places == {"dozens": "Arequipa", "18": "Peru", "3": "Arequipa"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry rejected reports of dead students in Lima.", "denies"),
        ("The president rejected calls from abroad for a peaceful resolution.", "states"),
        ("The president dismissed the entire government on Friday.", "states"),
    ],
)
def test_what_cannot_be_untrue_is_not_denied(text: str, stance: str) -> None:
    assert {one.stance for one in read(text).attributions} <= {stance}
