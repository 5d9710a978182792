"""Reads a sentence or two the way the program reads a report: nothing is replaced."""

from __future__ import annotations

from hashlib import sha256

from sayso.nouns.reading import Reading
from sayso.nouns.report import Collected, Original, Report
from sayso.pipeline import read_reports
from sayso.settings import Settings


def report(text: str, published: str | None = None, **details: str) -> Report:
    """A report of this text, in English."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    known: dict[str, str | None] = {"path": None, "url": None, "title": None, "publisher": None, "language": "en"}
    return Report(id=digest, sha256=digest, text=text, published=published, **{**known, **details})


def read(text: str, published: str | None = None, **details: str) -> Reading:
    """All that the text says."""
    made = report(text, published, **details)
    original = Original(sha256=made.sha256, media_type="text/plain", content=text.encode("utf-8", "surrogatepass"))
    (reading,) = read_reports([Collected(report=made, original=original)], Settings())
    return reading
