"""What is read once of all that the reports of a case say, or people judged, and kept in memory for all who ask."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar, cast

from sayso.store.ledger import Ledger

T = TypeVar("T")

_KEPT: dict[tuple[str, object], tuple[object, object]] = {}
"""By the path of the case that was asked last, and what reads it: the state that was read, and what it gave."""
_LOCKS: dict[object, threading.Lock] = {}
_LOCK = threading.Lock()


def at_hand(ledger: Ledger, read: Callable[[Ledger], T], *, judged: bool = False) -> T:
    """What `read` gives of the case's reports and readings as they are now; `judged`: of judgements, too."""
    state = ledger.one(
        "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'changes'),"
        " (SELECT max(key) || id || sha256 FROM reports), (SELECT count(*) FROM migrations),"
        " iif(?, (SELECT max(position) || id FROM judgements), NULL)",
        judged,
    )
    place = str(ledger.path.absolute()), read
    with _LOCK:
        lock = _LOCKS.setdefault(read, threading.Lock())
    with lock:
        kept = _KEPT.get(place)
        if kept is None or kept[0] != state:
            kept = state, read(ledger)
            with _LOCK:
                for other in [one for one in _KEPT if one[1] is read]:
                    del _KEPT[other]
                _KEPT[place] = kept
        return cast("T", kept[1])
