"""What a page's own data (JSON-LD) states: the words of its article, and when it was published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape

from msgspec import Struct

from sayso.collect.visible import visible_text

SURE = 20
"""Letters from which a line that stands in the stated words is one of the article; shorter ones stand anywhere."""

_DATA = re.compile(r"<script\b[^>]{0,200}?application/ld\+json[^>]{0,200}>(.*?)</script", re.IGNORECASE | re.DOTALL)
_OFFSET = re.compile(r"T.*[+-](?!00:?00)\d\d:?\d\d$")
_TAG = re.compile(r"<[^>]*>")
_MOST_NODES = 20_000
"""Of one page's data; what comes after is not looked at."""


class Stated(Struct, frozen=True):
    """What the data of a page states; as written, and nobody has checked it."""

    words: str
    """Of the article and, on a live page, of all its updates."""
    headings: frozenset[str]
    """Of those updates."""
    published: tuple[str, ...]
    """Days and times of publication, in the order in which they stand."""


def read_stated(source: str) -> Stated:
    """What a page's data states; data that cannot be read states nothing."""
    words, headings, published = [], set(), []
    for node in _nodes(source):
        body, heading, day = node.get("articleBody"), node.get("headline"), node.get("datePublished")
        if isinstance(body, str):
            words.append(_plain(body))
            if isinstance(heading, str):
                headings.add(_letters(_plain(heading)))
        if isinstance(day, str):
            published.append(day)
    return Stated("\n".join(words), frozenset(headings), tuple(published))


def with_what_is_missing(text: str, source: str, stated: Stated) -> str:
    """The text and, where it has less than half of what the page states, the lines that the page shows of the rest.

    So an article's opening and the updates of a live page stand in the text; words that only the data holds do not,
    since nobody could be led back to them.
    """
    if len(stated.words) < 2 * len(text):
        return text
    ours, whole = set(map(_letters, text.split("\n"))), _letters(stated.words)
    missing = [
        line
        for line in dict.fromkeys(visible_text(source).split("\n"))
        if (letters := _letters(line)) not in ours
        and (letters in stated.headings or (len(letters) >= SURE and letters in whole))
    ]
    return "\n".join((text, *missing)) if sum(map(len, missing)) > len(text) else text


def local_day(day: str, stated: Stated) -> str:
    """A day of publication by the publisher's own clock, where the page states the moment with its offset from UTC.

    Elsewhere on a page the same moment is often given in UTC, whose day may be the one before or after.

    >>> local_day("2022-01-06", Stated("", frozenset(), ("2022-01-07T01:30:00+05:00",)))
    '2022-01-07'
    """
    if any(moment.startswith(day) for moment in stated.published):
        return day
    for moment in filter(_OFFSET.search, stated.published):
        try:
            local, found = datetime.fromisoformat(moment).date(), date.fromisoformat(day)
        except ValueError:
            continue
        if abs((local - found).days) <= 1:
            return local.isoformat()
    return day


def _nodes(source: str) -> Iterator[dict[str, object]]:
    """Every object of the data, from the outside in."""
    waiting: list[object] = []
    for data in _DATA.finditer(source):
        try:
            waiting.append(json.loads(data[1], strict=False))
        except (ValueError, RecursionError):
            continue
    for seen in range(_MOST_NODES):
        if seen >= len(waiting):
            return
        node = waiting[seen]
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _plain(words: str) -> str:
    return unescape(_TAG.sub(" ", words))


def _letters(words: str) -> str:
    return "".join(words.split())
