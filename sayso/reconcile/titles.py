"""A few words for an event: what, where, when."""

from __future__ import annotations

from sayso.nouns.event import Days
from sayso.nouns.what import Effect, EventKind
from sayso.nouns.where import Where
from sayso.reconcile.days import tell_days

KINDS: dict[EventKind, str] = {
    "AGREE": "Agreement",
    "CONSULT": "Talks",
    "SUPPORT": "Support",
    "CONCEDE": "Concession",
    "COOPERATE": "Cooperation",
    "AID": "Aid",
    "RETREAT": "Retreat",
    "REQUEST": "Request",
    "ACCUSE": "Accusation",
    "REJECT": "Refusal",
    "THREATEN": "Threat",
    "PROTEST": "Protests",
    "SANCTION": "Sanctions",
    "MOBILIZE": "Forces sent",
    "COERCE": "Coercion",
    "ASSAULT": "Attack",
}

MODES: dict[tuple[EventKind, str], str] = {
    ("PROTEST", "riot"): "Riots",
    ("PROTEST", "strike"): "Strike",
    ("PROTEST", "hunger"): "Hunger strike",
    ("PROTEST", "boycott"): "Boycott",
    ("PROTEST", "obstruct"): "Blockade",
    ("PROTEST", "vandalize"): "Damage by protesters",
    ("ASSAULT", "firearms"): "Shooting",
    ("ASSAULT", "explosives"): "Bombing",
    ("ASSAULT", "suicide-attack"): "Suicide attack",
    ("ASSAULT", "aerial"): "Air strike",
    ("ASSAULT", "drone"): "Drone strike",
    ("ASSAULT", "heavy-weapons"): "Shelling",
    ("ASSAULT", "abduct"): "Abduction",
    ("ASSAULT", "beat"): "Beating",
    ("ASSAULT", "torture"): "Torture",
    ("ASSAULT", "sexual"): "Sexual violence",
    ("ASSAULT", "targeted"): "Killing",
    ("ASSAULT", "destroy"): "Destruction",
    ("ASSAULT", "crowd-control"): "Force against a crowd",
    ("COERCE", "arrest"): "Arrests",
    ("COERCE", "censor"): "Censorship or blackout",
    ("COERCE", "curfew"): "Curfew or state of emergency",
    ("COERCE", "martial-law"): "State of emergency",
    ("COERCE", "restrict"): "Restrictions",
    ("COERCE", "seize"): "Seizure",
    ("COERCE", "deport"): "Deportation",
    ("MOBILIZE", "troops"): "Troops sent",
    ("MOBILIZE", "police"): "Police sent",
    ("RETREAT", "release"): "Release",
    ("RETREAT", "withdraw"): "Withdrawal",
    ("RETREAT", "resign"): "Resignation",
    ("RETREAT", "ceasefire"): "Ceasefire",
    ("THREATEN", "violence"): "Order or threat of force",
    ("ACCUSE", "disapprove"): "Criticism",
    ("ACCUSE", "allege"): "Allegation",
    ("ACCUSE", "investigate"): "Investigation",
    ("CONSULT", "phone"): "Telephone call",
    ("CONSULT", "visit"): "Visit",
}

EFFECTS: dict[Effect, str] = {
    "killed": "Deaths",
    "injured": "Injuries",
    "detained": "Detentions",
    "released": "Releases",
    "missing": "Missing people",
    "abducted": "Abductions",
    "tortured": "Torture",
    "sexually_abused": "Sexual violence",
    "displaced": "Displacement",
    "evacuated": "Evacuation",
    "sentenced": "Sentences",
    "executed": "Executions",
    "participated": "Gathering",
    "deployed": "Deployment",
}


def title_of(
    kind: EventKind | None,
    mode: str | None,
    effect: Effect | None,
    where: Where | None,
    days: Days | None,
    by: str | None = None,
) -> str:
    """ "Protests in Kazakhstan, 2–10 January 2022": kind, place and days; whatever is unknown is left out."""
    what = (MODES.get((kind, mode or "")) or KINDS[kind]) if kind else EFFECTS[effect] if effect else "Happening"
    place = f" in {where.name or where.text}" if where else ""
    who = f" by {by}" if by else ""
    told = tell_days(days) if days else ""
    return f"{what}{who}{place}{', ' + told if told else ''}"
