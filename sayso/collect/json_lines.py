"""One line of JSON Lines becomes a report."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
from msgspec import Struct

from sayso.collect.decode import decode
from sayso.collect.details import KEYS, Details, read_details
from sayso.collect.flaw import Flaw, flaw_of
from sayso.collect.found import Found, nothing
from sayso.collect.lines import Line
from sayso.collect.page import read_page
from sayso.collect.unicode import has_lone_surrogates, writable
from sayso.errors import ReportUnreadable

MEDIA_TYPE = "application/json"

_Values = dict[str, Any]
_READ_KEYS = ("id", "text", "html", *KEYS)
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]')
_SCALAR = re.compile(r'\s*:\s*("(?:[^"\\]|\\.)*+"|-?[0-9][0-9.eE+-]*|true|false|null)')
_EXAMPLE = 'a line is one object: {"id": "a1", "text": "Six people were killed."}'


class LineReport(Struct, frozen=True):
    """What a line gives, under the id and with the details that it gives itself."""

    id: str | None
    given: Details
    found: Found


def read_line(line: Line) -> LineReport:
    """The report of a line; raises `ReportUnreadable` for one that is no object and names no id.

    `text` is kept character for character. With `html` alone the text is what cleaning leaves of it, and offsets are
    places in the value of `html`. A broken line that names an id is kept under it, unread.
    """
    flaws: list[Flaw] = []
    try:
        values = _read_values(line, flaws)
    except ReportUnreadable as error:
        name = _read_id(_flat_values(line.content.decode("utf-8", "replace")).get("id"), [])
        if name is None:
            raise
        return LineReport(name, Details(), nothing(MEDIA_TYPE, flaw_of(error)))
    name = _read_id(values.get("id"), flaws)
    given, wrong = read_details(values)
    found = _read_text(values, given.url)
    return LineReport(name, given, msgspec.structs.replace(found, flaws=(*flaws, *wrong, *found.flaws)))


def _read_values(line: Line, flaws: list[Flaw]) -> _Values:
    """The values of the keys that are known; those of others are skipped, however they look."""
    if not line.whole:
        raise ReportUnreadable("the line is too long to be read", place=f"line {line.number}", hint="split the report")
    try:
        values = _OBJECT.decode(line.content)
        return {key: msgspec.json.decode(values[key]) for key in _READ_KEYS if key in values}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _read_leniently(line, flaws)


def _read_leniently(line: Line, flaws: list[Flaw]) -> _Values:
    """The values of a line that is not quite JSON: bytes that are not UTF-8, halves of characters, raw controls."""
    decoded = decode(line.content.strip(b"\x00"))
    try:
        values = json.loads(decoded.text, strict=False)
    except RecursionError:
        values = _flat_values(decoded.text)
        flaws.append(
            Flaw("holds values nested too deeply to be read", f"line {line.number}", "only plain values were read")
        )
    except ValueError as error:
        place = f"line {line.number}"
        if isinstance(error, json.JSONDecodeError):
            place = f"line {line.number}, column {error.colno}"
        raise ReportUnreadable("the line is broken JSON", place=place, hint=f"mend the line; {_EXAMPLE}") from error
    if not isinstance(values, dict):
        raise ReportUnreadable("the line is no JSON object", place=f"line {line.number}", hint=_EXAMPLE)
    flaws += decoded.flaws
    return values


def _flat_values(text: str) -> _Values:
    """The plain values of an object's own keys, found without reading what is nested in it or comes after a fault."""
    values: _Values = {}
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        elif depth == 1 and (scalar := _SCALAR.match(text, token.end())):
            key = _plain_value(token[0])
            if key in _READ_KEYS:
                values.setdefault(key, _plain_value(scalar[1]))
    return values


def _plain_value(words: str) -> Any:
    try:
        return json.loads(words, strict=False)
    except ValueError:
        return None


def _read_id(value: object, flaws: list[Flaw]) -> str | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and value.strip():
        return writable(value)
    flaws.append(Flaw("the id is neither words nor a number", "id", "the hash of the line is used instead"))
    return None


def _read_text(values: _Values, url: str | None) -> Found:
    text, html = values.get("text"), values.get("html")
    if isinstance(text, str):
        return _kept(text)
    if isinstance(html, str):
        return read_page(writable(html), url=url, media_type=MEDIA_TYPE)
    given = next((key for key in ("text", "html") if values.get(key) is not None), None)
    message = f"{given} is not words" if given else "has neither text nor html"
    return nothing(MEDIA_TYPE, Flaw(message, given, _EXAMPLE))


def _kept(text: str) -> Found:
    flaws: list[Flaw] = []
    if has_lone_surrogates(text):
        flaws.append(Flaw("holds halves of characters; each is shown as \ufffd", "text", "write the text as UTF-8"))
    if not text.strip():
        flaws.append(Flaw("the text is empty", "text", "give the text of the report"))
    return Found(text=writable(text), media_type=MEDIA_TYPE, flaws=tuple(flaws), readable=bool(text.strip()))
