from __future__ import annotations

import json

import pytest

from sayso.collect.page import read_page
from sayso.collect.stated import Stated, local_day, read_stated, with_what_is_missing

UPDATES = [
    (
        f"Boats sent out at {hour} o'clock",
        f"The harbour master sent out boat number {hour} at {hour} o'clock, with a crew of five.",
    )
    for hour in range(7, 20)
]
OPENING = "A ferry with ninety people on board ran aground off the northern pier early on Friday, the coast guard said."


def live_page(updates: list[tuple[str, str]], *, shown: bool = True) -> str:
    data = {
        "@type": "LiveBlogPosting",
        "datePublished": "2022-01-07T07:00:00+01:00",
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": head, "articleBody": body} for head, body in updates],
    }
    feed = "".join(f"<div class='u'><h3>{head}</h3><div>{body}</div></div>" for head, body in updates) if shown else ""
    return (
        "<html lang='en'><head><title>Ferry aground</title>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script></head><body><article><h1>Ferry aground</h1>"
        f"<p>{OPENING}</p><p>Divers are on their way to the wreck, and the road to the pier is closed.</p>"
        f"</article><aside>{feed}<div>Sign in to comment</div></aside></body></html>"
    )


def test_a_live_page_gives_its_updates_too() -> None:
    page = live_page(UPDATES)
    found = read_page(page)
    assert found.text.startswith(OPENING)
    assert all(head in found.text and body in found.text for head, body in UPDATES)
    assert "Sign in" not in found.text
    last = found.text.index("boat number 19")
    assert any(stretch.start <= last < stretch.end for stretch in found.offsets)


def test_words_that_only_the_data_holds_are_not_taken() -> None:
    assert "boat number" not in read_page(live_page(UPDATES, shown=False)).text


def test_a_text_that_has_most_of_what_is_stated_stays_as_it_is() -> None:
    stated = Stated("Six people died.\nA seventh was hurt in the street.", frozenset(), ())
    assert with_what_is_missing("Six people died.", "<p>A seventh was hurt in the street.</p>", stated) == (
        "Six people died.\nA seventh was hurt in the street."
    )
    text = "Six people died in the square."
    assert with_what_is_missing(text, "<p>A seventh was hurt in the street.</p>", stated) == text


@pytest.mark.parametrize("data", ["", "{", "[" * 100_000, "null", '{"articleBody": 7, "datePublished": ["x"]}', "\x00"])
def test_data_that_cannot_be_read_states_nothing(data: str) -> None:
    assert read_stated(f'<script type="application/ld+json">{data}</script>') == Stated("", frozenset(), ())


@pytest.mark.parametrize(
    ("found", "stated", "day"),
    [
        ("2022-01-06", "2022-01-07T01:30:00+05:00", "2022-01-07"),
        ("2022-01-06", "2022-01-07T01:30:00Z", "2022-01-06"),
        ("2022-01-06", "2022-01-07T01:30:00+00:00", "2022-01-06"),
        ("2022-01-06", "2022-03-07T01:30:00+05:00", "2022-01-06"),
        ("2022-01-06", "2022-99-07T01:30:00+05:00", "2022-01-06"),
        ("2022-01-06", "soon", "2022-01-06"),
    ],
)
def test_the_publishers_own_clock(found: str, stated: str, day: str) -> None:
    assert local_day(found, Stated("", frozenset(), (stated,))) == day


def test_a_day_that_the_page_states_itself_stands() -> None:
    stated = Stated("", frozenset(), ("2022-01-06T23:00:00Z", "2022-01-07T04:00:00+05:00"))
    assert local_day("2022-01-06", stated) == "2022-01-06"
