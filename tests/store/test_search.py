from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.store.sqlite import Case
from tests.store.made import collected

REPORTS = (
    collected("a", "A state of emergency was declared in Çelikköy."),
    collected("b", "The emergency room of the state hospital took in 30.", title="Celikkoy after the blast"),
    collected("c", "Alle blieben unverletzt."),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("emergency state", {"a", "b"}),
        ('"state of emergency"', {"a"}),
        ("celikköy", {"a", "b"}),
        ("EMERGENCY 30", {"b"}),
        ("emergency NOT hospital", set()),
        ("emerg*", set()),
        ('"', set()),
        ("", set()),
        ("*", set()),
        ("- ( ) : ^", set()),
        ("title:blast", set()),
        ("blast\0", {"b"}),
        ("blast\ud800", {"b"}),
    ],
)
def test_words_find_the_reports_that_have_them(case: Case, words: str, found: set[str]) -> None:
    for one in REPORTS:
        case.take(one)
    assert {hit.report for hit in case.search(words)} == found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("ab \"*():^-+{}~\0'é") | st.characters()))
def test_nothing_that_is_typed_is_an_error(case: Case, words: str) -> None:
    list(case.search(words))


def test_a_report_is_found_by_what_it_says_now(case: Case) -> None:
    case.take(collected("a", "same bytes", path="a", title="Ferry sinks", sha256="1"))
    case.take(collected("a", "same bytes", path="a", title="Ferry afloat", sha256="1"))
    assert not list(case.search("sinks"))
    assert [hit.report for hit in case.search("afloat")] == ["a"]


def test_a_hit_shows_the_words_in_their_place(case: Case) -> None:
    case.take(collected("a", "one two " * 200 + "then the siren sounded " + "three four " * 200))
    (hit,) = case.search("siren")
    assert "then the siren sounded" in hit.snippet
    assert len(hit.snippet) < 300
