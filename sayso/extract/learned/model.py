"""The trained model as it is shipped with the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from sayso.extract.learned.net import Net


@dataclass(frozen=True, slots=True)
class Model:
    """Two networks: one marks cues, the other what is said by each and by whom."""

    cues: Net
    spans: Net
    size: int
    """Rows of each network's table."""
    eager: float
    """How much less likely than computed "no cue" is taken to be: more finds more and errs more."""
    forms: frozenset[str]
    """Words that make a sentence worth reading for attributions."""


@cache
def load_model(language: str) -> Model | None:
    """The model of a language; None where there is none."""
    file = files("sayso.data") / f"attributions-{language}.npz"
    if not file.is_file():
        return None
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as saved:
        weights = {name: saved[name] for name in saved.files}
    return Model(
        cues=Net.of(weights, "cues"),
        spans=Net.of(weights, "spans"),
        size=len(weights["cues.table"]),
        eager=float(weights["eager"]),
        forms=frozenset(str(weights["forms"]).split()),
    )
