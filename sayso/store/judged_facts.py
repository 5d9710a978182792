"""The facts by which claims are found, as people judged them: worked out from what stands, never written down.

So nothing has to be mended when a judgement is undone, comes from a colleague, or a report is read anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct

from sayso.nouns.claim import Claim
from sayso.store.bodies import value_of
from sayso.store.edited import Fate, as_judged
from sayso.store.facts import facts_of_claim
from sayso.store.ledger import Ledger, Row


class JudgedFacts(Struct, frozen=True, kw_only=True):
    """What counts of one thing that was judged instead of what was read; nothing where it is no claim."""

    fate: Fate
    report: int | None = None
    """The row of its report."""
    as_read: tuple[int, ...] = ()
    """Its rows in the table, which do not count."""
    rows: tuple[Row, ...] = ()
    """The rows that count in their place, as `CLAIM_FACTS` has them; none of a claim that is wrong."""


def judged_facts(ledger: Ledger, fates: Mapping[str, Fate], known: Mapping[str, JudgedFacts]) -> dict[str, JudgedFacts]:
    """By its id each thing that was judged. What is `known`, of the same readings, is not looked up again."""
    new = {said: fate for said, fate in fates.items() if said not in known or known[said].fate != fate}
    found = dict(_looked_up(ledger, new))
    return {said: found.get(said) or known.get(said) or JudgedFacts(fate=fate) for said, fate in fates.items()}


def _looked_up(ledger: Ledger, fates: Mapping[str, Fate]) -> Iterator[tuple[str, JudgedFacts]]:
    rows = ledger.pages(
        "SELECT claims.report, claims.body, (SELECT json_group_array(rowid) FROM claim_facts"
        " WHERE claim = claims.id AND claim_facts.report = claims.report)"
        " FROM json_each(?) CROSS JOIN claims ON claims.id = value",
        json.dumps(tuple(fates)),
    )
    for report, body, as_read in rows:
        claim = value_of(body, Claim)
        fate = fates[claim.id]
        counts = () if fate.verdict == "wrong" else tuple(facts_of_claim(report, as_judged(claim, fate)))
        yield (
            claim.id,
            JudgedFacts(fate=fate, report=report, as_read=tuple(sorted(json.loads(as_read))), rows=counts),
        )
