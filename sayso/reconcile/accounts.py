"""What each report by itself tells of the dead and the hurt: the account that most reports share is the likeliest.

Numbers of the dead and of the hurt belong together: who takes the one from one report and the other from another counts
somebody twice, or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

MOST_APART = 50
"""People told of in one report from which on it may count more than its happening, or have none of it."""


class Account(Struct, frozen=True, kw_only=True):
    """How many were killed and how many hurt; 0 where a report tells of none."""

    killed: int
    injured: int

    @property
    def words(self) -> str:
        """The account in words."""
        return f"{self.killed:,} killed and {self.injured:,} injured"


class Shared(Struct, frozen=True, kw_only=True):
    """The account that most reports give."""

    account: Account
    reports: int
    """How many give it."""
    of: int
    """How many give any."""


def shared_account(
    accounts: Mapping[str, Account], now: Account, published: Mapping[str, date | None]
) -> Shared | None:
    """The account that most reports give; of equals that of all their words together (`now`), then one in which
    somebody died, then the nearest to `now`, then the newest.

    None where no report tells of anybody killed or hurt.
    """
    given = Counter(account for account in accounts.values() if account != Account(killed=0, injured=0))
    if not given:
        return None
    most = max(given.values())
    best = [account for account in given if given[account] == most]
    account = now if now in best else max(best, key=lambda account: _rank(account, now, accounts, published))
    return Shared(account=account, reports=most, of=given.total())


def _rank(
    account: Account, now: Account, accounts: Mapping[str, Account], published: Mapping[str, date | None]
) -> tuple[bool, bool, int, date, int, int]:
    days: Sequence[date] = [
        day for report in sorted(accounts) if accounts[report] == account and (day := published.get(report))
    ]
    total = account.killed + account.injured
    near = -abs(total - now.killed - now.injured)
    return total < MOST_APART, account.killed > 0, near, max(days, default=date.min), account.killed, account.injured
