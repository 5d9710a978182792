"""Text that UTF-8 cannot hold (lone surrogates, as in names of files that are no UTF-8), made storable."""

from __future__ import annotations

import re
from typing import overload

from msgspec.structs import replace

from sayso.nouns.issue import Issue
from sayso.nouns.report import Report

_LONE = re.compile("[\ud800-\udfff]")


@overload
def storable(words: str) -> str: ...
@overload
def storable(words: None) -> None: ...
def storable(words: str | None) -> str | None:
    r"""The words with each lone surrogate replaced by U+FFFD, so that every offset stays as it was.

    >>> storable("caf\udce9")
    'caf�'
    """
    return None if words is None else _LONE.sub("\ufffd", words)


@overload
def storable_name(name: str) -> str: ...
@overload
def storable_name(name: None) -> None: ...
def storable_name(name: str | None) -> str | None:
    r"""The name with each lone surrogate spelt out, so that two names stay two.

    >>> storable_name("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return None if name is None else name.encode("utf-8", "backslashreplace").decode("utf-8")


def storable_report(report: Report) -> Report:
    """The report, storable."""
    return replace(
        report,
        id=storable_name(report.id),
        path=storable_name(report.path),
        url=storable_name(report.url),
        title=storable(report.title),
        publisher=storable(report.publisher),
        published=storable(report.published),
        language=storable(report.language),
        sha256=storable_name(report.sha256),
        text=storable(report.text),
    )


def storable_issue(issue: Issue) -> Issue:
    """The issue, storable."""
    return replace(
        issue,
        report=storable_name(issue.report),
        path=storable_name(issue.path),
        place=storable(issue.place),
        message=storable(issue.message),
        hint=storable(issue.hint),
    )
