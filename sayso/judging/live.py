"""A case that people judge while it is open."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from sayso.judging.judge import Written, judge
from sayso.nouns.judgement import Judgement, Values, Verdict
from sayso.pipeline import bring_record_up_to_date
from sayso.settings import Settings
from sayso.store.ledger import open_ledger
from sayso.store.sqlite import Case


class LiveCase(Case):
    """A case open for reading and judging. It shows what is in the file at each moment, also what others write."""

    @classmethod
    def of(cls, path: Path) -> Self:
        """The case at `path`, its record up to date. Raises `CaseUnusable` and its children."""
        case = cls(open_ledger(path, create=False, readonly=False))
        try:
            case.bring_up_to_date()
        except BaseException:
            case.close()
            raise
        return case

    def bring_up_to_date(self) -> None:
        """Let the record follow from what others wrote meanwhile."""
        bring_record_up_to_date(self, Settings())

    def judge(
        self,
        verdict: Verdict,
        *names: str,
        by: str | None,
        because: str,
        values: Values | Written | None = None,
        at: str | None = None,
    ) -> Judgement:
        """Write down what somebody says of some things, and let the record follow.

        `names`: ids or unambiguous beginnings of them, names of parties, or `ID:party` for the origin that a claim
        names. `values`: of an edit, as `{"low": 20, "place": "Almaty, city"}`. `at`: ISO 8601 in UTC; None: now. Raises
        `UnknownId` and `WrongUse`.
        """
        judgement = judge(self, verdict, names, by=by, because=because, at=at, values=values)
        self.bring_up_to_date()
        return judgement
