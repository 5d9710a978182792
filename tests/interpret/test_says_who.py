"""Names and kinds of parties within one report."""

from __future__ import annotations

import pytest

from sayso.interpret.says_who import kind_of_party, read_parties
from sayso.nouns.span import Span


def names(*phrases: str) -> list[str]:
    """The name of each phrase, read in this order."""
    spans, place = [], 0
    for phrase in phrases:
        spans.append(Span(text=phrase, start=place, end=place + len(phrase)))
        place += len(phrase) + 1
    return [party.name for party in read_parties(spans, "en").values()]


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [
        (("the Interior Ministry", "the ministry"), ["Interior Ministry", "Interior Ministry"]),
        (("President Ana Lund", "Lund", "she"), ["Ana Lund", "Ana Lund", "Ana Lund"]),
        (("Ana Lund, head of the Rights Office", "Lund"), ["Ana Lund", "Ana Lund"]),
        (("the Coast Watch’s director for the south, Ben Oro", "Oro"), ["Ben Oro", "Ben Oro"]),
        (("a source in the port", "the source"), ["source in the port", "source in the port"]),
        (
            ("The Oslo-based Observatory for Human Rights", "the Observatory"),
            ["Oslo-based Observatory for Human Rights"] * 2,
        ),
        (("Police Lt. Ben Oro", "the ministry"), ["Ben Oro", "ministry"]),
        (("the ministry", "the Interior Ministry"), ["ministry", "Interior Ministry"]),
        (("he",), ["he"]),
        (("the mayor on Thursday", "the mayor"), ["mayor", "mayor"]),
        (("The ferry master, Ana Lund", "the ferry master", "Lund"), ["Ana Lund"] * 3),
        (("Ferry master Ana Lund", "she", "the master"), ["Ana Lund"] * 3),
        (("Ben Oro, the mine’s safety engineer", "the engineer"), ["Ben Oro", "Ben Oro"]),
        (("the station master at Elm, Ben Oro", "the station master"), ["Ben Oro", "Ben Oro"]),
        (("Governor Ana Lund", "the ministry", "the governor"), ["Ana Lund", "ministry", "Ana Lund"]),
        (("Vice President Ana Lund", "the president"), ["Ana Lund", "president"]),
        (("Officer Ben Oro", "Officer Ana Lund", "the officer"), ["Ben Oro", "Ana Lund", "officer"]),
        (("the Historian Reading Room", "the engineer Ben Oro"), ["Historian Reading Room", "Ben Oro"]),
        (("the ferry operator, Blue Heron Lines", "the operator"), ["ferry operator", "ferry operator"]),
    ],
)
def test_names(phrases: tuple[str, ...], expected: list[str]) -> None:
    assert names(*phrases) == expected


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the Interior Ministry", "government"),
        ("the state broadcaster Kanal 4", "media"),
        ("police", "police"),
        ("Human Rights Watch", "ngo"),
        ("a hospital source", "hospital"),
        ("a source in the port", "anonymous"),
        ("the United Nations High Commissioner for Human Rights", "intergovernmental"),
        ("eyewitnesses", "witness"),
        ("the victim's mother", "relative"),
        ("the Blue Heron", "other"),
    ],
)
def test_kinds(words: str, kind: str) -> None:
    assert kind_of_party(words, "en") == kind


def test_it_is_the_body_that_acted_in_the_sentence_before() -> None:
    text = "Shops opened. The interior ministry lifted the ban. It said that nine had died."
    start = text.index("It said")
    it = Span.of(text, start, start + 2)
    assert read_parties([it], "en", text)[it].name == "interior ministry"
    assert read_parties([it], "en")[it].name == "It"


@pytest.mark.parametrize("before", ["The shop closed. ", "The deputy resigned. ", "It rained. ", "", "The police\n"])
def test_it_is_nobody_where_no_body_acted(before: str) -> None:
    text = before + "It said that nine had died."
    it = Span.of(text, len(before), len(before) + 2)
    assert read_parties([it], "en", text)[it].name == "It"
