from __future__ import annotations

from datetime import date

import pytest

from sayso.nouns.event import Record
from sayso.store.sqlite import Case
from sayso.tell.account import Account, Limits, account_of
from tests.tell.flood import RECORD


@pytest.fixture
def account(case: Case) -> Account:
    return account_of(case, RECORD)


def test_it_begins_with_where_and_when(account: Account) -> None:
    about = account.about
    assert about.title == "Dam breach in Velm"
    assert about.places == ("Velm",)
    assert (about.earliest, about.latest) == (date(2031, 5, 2), date(2031, 5, 4))
    assert (about.shelf.first, about.shelf.last) == (date(2031, 5, 2), date(2031, 5, 4))


def test_a_toll_quotes_the_figure_that_gives_its_best(account: Account) -> None:
    (toll,) = account.tolls
    assert (toll.low, toll.best, toll.high, toll.origins) == (41, 41, 90, 2)
    assert toll.words is not None
    assert toll.words.words == "41 people"
    assert toll.words.report == "bcourier"


def test_official_figures_move_in_order_of_days_and_revisions_are_marked(account: Account) -> None:
    (movement,) = account.movements
    told = [(step.day, step.bounds, step.words, step.party, step.revised) for step in movement.steps]
    assert told == [
        (date(2031, 5, 2), "≥ 26", "at least 26", "Interior Ministry of Norland", None),
        (date(2031, 5, 4), "41", "41", "Interior Ministry of Norland", "up"),
    ]


def test_both_sides_of_a_dispute_have_their_words(account: Account) -> None:
    (dispute,) = account.disputes
    told = [(side.says_who, side.words[0].quote.words, side.words[0].chain) for side in dispute.sides]
    assert told == [
        (("Interior Ministry of Norland",), "41", ("Interior Ministry of Norland", "Courier")),
        (("residents",), "nearly 90", ("residents", "Courier")),
    ]


def test_a_violation_is_alleged_by_somebody(account: Account) -> None:
    (alleged,) = account.allegations
    assert alleged.kinds == ("excessive force",)
    assert (alleged.says_who, alleged.sentences[0].chain) == ("Press Union", ("Press Union", "Harbour Post"))
    assert (alleged.right, alleged.right_name) == ("ICCPR 7", "freedom from torture")


def test_the_timeline_has_events_and_denials_and_the_undated_last(account: Account) -> None:
    assert [(entry.when, entry.title) for entry in account.entries] == [
        ("by 2031-05-02", "“that anybody had been warned”"),
        ("2031-05-02 to 2031-05-04", "Dam breach in Velm"),
        ("?", "Call for help after the breach"),
    ]
    assert [entry.is_statement for entry in account.entries] == [True, False, True]
    breach = account.entries[1]
    assert breach.told is not None
    assert breach.told.words == "gave way"


def test_reports_come_by_day_of_publication_with_copies_marked(account: Account) -> None:
    told = [(report.id, report.copy_of) for report in account.reports]
    assert told == [("aharbour", None), ("creprint", "aharbour"), ("bcourier", None), ("dundated", None)]
    assert (account.about.shelf.total, account.about.shelf.copies, account.issues) == (4, 1, 2)


def test_on_an_earlier_day_later_reports_are_left_out(case: Case) -> None:
    account = account_of(case, RECORD, as_of=date(2031, 5, 2))
    assert [report.id for report in account.reports] == ["aharbour", "dundated"]
    assert account.about.shelf.later == 2


def test_before_anything_was_published_nothing_is_alleged_or_denied(case: Case) -> None:
    account = account_of(case, Record(), as_of=date(2031, 5, 1))
    assert account.allegations == ()
    assert account.entries == ()
    assert account.about.title is None


def test_long_lists_are_cut_and_their_totals_told(case: Case) -> None:
    limits = Limits(tolls=0, movements=0, disputes=0, allegations=0, entries=1, undated=0, reports=2)
    account = account_of(case, RECORD, limits=limits)
    assert (len(account.entries), account.totals.entries) == (1, 3)
    assert (len(account.reports), account.totals.reports) == (2, 4)
    assert (account.tolls, account.totals.tolls) == ((), 1)
    assert (account.disputes, account.totals.disputes) == ((), 1)


def test_every_id_shown_has_a_short_one_that_fits_it(account: Account) -> None:
    assert account.short["c41aaaaaaaaaaaaaa"] == "c41aaaaa"
    assert all(id_.startswith(short) for id_, short in account.short.items())
