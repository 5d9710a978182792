"""sayso: what happened, how many, and on whose say-so.

The journey: collect → extract → interpret → reconcile → store → tell.

    build_case(inputs, case)     read reports into a case file
    open_case(case)              look into one: its events, tolls, disputes, claims, reports, issues
    read_reports(inputs)         what each report says, without a case
    account_of(case)             what `sayso show` prints, as one value
    explain(case, id)            what `sayso why` prints, as one value
    to_json(value)               any of these values as the public JSON

Values (`Report`, `Reading`, `Claim`, `Event`, `Toll`, `Dispute`, `Issue`) are frozen; `Settings` has all options; every
error on purpose is a `SaysoError`. Nothing is loaded before it is used: `import sayso` is quick.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

# Before anything loads numpy, which looks only then: more threads wait for one another at sums as small as ours, and
# take the cores from the processes that read other reports.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from sayso.api import account_of, build_case, explain, open_case, read_reports, to_json
    from sayso.errors import SaysoError
    from sayso.nouns.claim import Claim
    from sayso.nouns.event import Dispute, Event, Toll
    from sayso.nouns.issue import Issue
    from sayso.nouns.reading import Reading
    from sayso.nouns.report import Report
    from sayso.settings import Settings

__all__ = [
    "Claim",
    "Dispute",
    "Event",
    "Issue",
    "Reading",
    "Report",
    "SaysoError",
    "Settings",
    "Toll",
    "account_of",
    "build_case",
    "explain",
    "open_case",
    "read_reports",
    "to_json",
]

_HOME = {
    **dict.fromkeys(("account_of", "build_case", "explain", "open_case", "read_reports", "to_json"), "sayso.api"),
    **dict.fromkeys(("Dispute", "Event", "Toll"), "sayso.nouns.event"),
    "Claim": "sayso.nouns.claim",
    "Issue": "sayso.nouns.issue",
    "Reading": "sayso.nouns.reading",
    "Report": "sayso.nouns.report",
    "SaysoError": "sayso.errors",
    "Settings": "sayso.settings",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
