"""Who holds a role in one event: "the harbour master" of one report is the "harbour master Ana Lund" of another.

Only within an event: in a whole case there are many harbour masters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from sayso.languages.roles import head_of, is_called
from sayso.reconcile.counted import Counted
from sayso.reconcile.names import fold_noun
from sayso.reconcile.parties import Voice

DEFINITE = re.compile(r"(?:the|that|this)\s", re.IGNORECASE)


def with_holders(counts: Sequence[Counted]) -> list[Counted]:
    """The counts, those on the word of a role alone as on that of the only person whom another gives the role."""
    named = [count for count in counts if count.voice.key[0] == "person"]
    return [
        msgspec.structs.replace(count, voice=holder) if (holder := _holder(count, named)) else count for count in counts
    ]


def _holder(count: Counted, named: Iterable[Counted]) -> Voice | None:
    """Who is meant by a role alone; None where the words are no role, or several persons have it."""
    says = count.claims[0].says_who
    if not says or count.voice.key[0] != "name" or not DEFINITE.match(says[0].text):
        return None
    role = fold_noun(says[0].name)
    fits = {other.voice.key: other.voice for other in named if _holds(role, other)}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _holds(role: str, named: Counted) -> bool:
    """Whether the words for a person have the role beside the name."""
    words = named.claims[0].says_who[0]
    beside = words.text.replace(words.name, ",").split(",")
    return any(is_called(role, " ".join(head_of(fold_noun(part.strip()).split())), "en") for part in beside)
