"""What can go wrong in a way that a user can mend.

    SaysoError
    ├── WrongUse              the command line asks for something that does not exist or fit
    │   └── UnknownId         no toll, event, dispute, claim or report has this id
    ├── CaseUnusable          the case file cannot be opened or continued
    │   ├── NotACase          the file is something else
    │   └── CaseTooNew        a later sayso made it
    ├── CannotServe           the address for the browser cannot be had
    ├── GazetteerUnusable     the places that come with sayso can neither be found nor made
    └── ReportUnreadable      one report cannot be turned into text (becomes an issue, never stops a run)

Doubt is not an error: it is a value. A report that cannot be read is not one either: it becomes an issue.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of everything that sayso raises on purpose; its message says what was found and what to try."""


class WrongUse(SaysoError):
    """The request itself does not fit; exit status 2."""


class UnknownId(WrongUse):
    """Nothing in the case has the id that was asked for."""


class CaseUnusable(SaysoError):
    """The case file cannot be opened or continued; exit status 3."""


class NotACase(CaseUnusable):
    """The file exists and is no sayso case."""


class CaseTooNew(CaseUnusable):
    """The case was made by a later version of sayso than this one."""


class CannotServe(SaysoError):
    """The case cannot be served under this address; exit status 3."""


class GazetteerUnusable(SaysoError):
    """The names of places that come with sayso can neither be found nor made; no report can be read; exit status 3."""


class ReportUnreadable(SaysoError):
    """One report cannot be turned into text; the run goes on and the report becomes an issue."""

    def __init__(self, message: str, *, place: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint
