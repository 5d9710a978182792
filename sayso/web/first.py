"""What is asked for first, and takes long: worked out when a case has changed, before anybody is told that it has."""

from __future__ import annotations

from typing import get_args

from sayso.nouns.found import Wanted
from sayso.nouns.listed import Sought
from sayso.nouns.view import Window
from sayso.tell.pages.account import account_page
from sayso.tell.pages.days import choices_page, overview_page, timeline_page
from sayso.tell.pages.disputes import disputes_page
from sayso.tell.pages.found import reports_page
from sayso.tell.pages.places import home_of, map_page
from sayso.tell.pages.saysos import About, say_so_page
from sayso.tell.pages.sight import Sight

_ONE = Window(0, 1)
_FIRST_DISPUTES = Window(0, 20)


def first_answers(sight: Sight, name: str) -> None:
    """Work out the answers to what pages ask once an edition, in the words in which they ask it."""
    sight.once(account_page, name)
    timeline_page(sight, _ONE, Sought())
    reports_page(sight, Wanted(), None, _ONE, 0)
    sight.once(disputes_page, None, None, _FIRST_DISPUTES)
    sight.once(overview_page, Sought())
    sight.once(choices_page)
    sight.once(map_page, None, by_events=False)
    sight.once(home_of)
    for about in get_args(About):
        sight.once(say_so_page, about, None)
