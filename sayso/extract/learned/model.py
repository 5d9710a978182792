"""The trained model as it is shipped with the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from sayso.extract.learned.net import Net, unpacked
from sayso.extract.learned.word_vectors import WordVectors
from sayso.extract.learned.worth import Worth
from sayso.extract.products import Product


@dataclass(frozen=True, slots=True)
class Model:
    """Two networks: one marks cues, the other what is said by each and by whom, and leans on the first."""

    words: WordVectors
    """What each word adds to its row of the first network."""
    cues: Net
    spans: Net
    by_cue: Product
    """How what the first network made of a cue's head weighs on every row of the second."""
    size: int
    """Rows of each network's table."""
    eager: float
    """How much less likely than computed "no cue" is taken to be when what might be a cue is looked for."""
    worth: Worth
    """Which of what might be said is listed."""
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
        words=WordVectors(str(weights["pieces"]).split("\n"), unpacked(weights, "words")),
        cues=Net.of(weights, "cues"),
        spans=Net.of(weights, "spans"),
        by_cue=Product(weights["by_cue"].astype(np.float32)),
        size=len(weights["cues.table"]),
        eager=float(weights["eager"]),
        worth=Worth(weights["worth"].astype(np.float64)),
        forms=frozenset(str(weights["forms"]).split()),
    )
