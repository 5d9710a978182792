"""Texts in decomposed Unicode are read, and an issue names what may be missed."""

from __future__ import annotations

import unicodedata

from tests.reading import read

TEXT = "Nine people were killed in Málaga, police said."


def test_accents_written_apart_are_named() -> None:
    apart = unicodedata.normalize("NFD", TEXT)
    reading = read(apart)
    assert reading.report.text == apart
    assert [claim.figure.low for claim in reading.claims] == [9]
    (issue,) = reading.issues
    assert issue.place == "characters 28-30"
    assert issue.hint


def test_composed_letters_and_other_scripts_are_no_issue() -> None:
    assert read(TEXT).issues == ()
    assert read("Nine people were killed in بيروت, police said.").issues == ()
