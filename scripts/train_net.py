"""The networks of `sayso.extract.learned` in torch: trained here, saved for numpy."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from sayso.extract.learned.net import SPREADS

CUES_WIDTH, SPANS_WIDTH = 112, 96
DROP = 0.4
"""Share of hidden numbers left out while training."""
DROP_FACT = 0.25
"""Share of a token's ids left out while training: no single fact may carry a label."""
TOKENS_A_BATCH = 2500
RATE = 2e-3
MEAN_OVER = 400
"""The weights that count are a running mean over about so many steps."""


@dataclass(frozen=True)
class Told:
    """The rows of the sentences of some cues, and what each row is to its cue."""

    columns: Tensor
    rows: Tensor
    """The token that each row is."""
    number: Tensor
    """The number of the cue that each row belongs to."""
    heads: Tensor
    """The token of the head of each row's cue."""
    labels: Tensor
    """The share of each label, one row a row."""


@dataclass(frozen=True)
class Example:
    """The tokens of one report, as the networks see them, and the labels that they should get."""

    columns: Tensor
    vectors: Tensor
    words: Tensor
    """The row of each token in the table of words."""
    sentence: Tensor
    cues: Tensor
    """The share of each label, one row a token."""
    told: Told | None


def joined(examples: Sequence[Example]) -> Example:
    """Several reports as one."""
    told: list[Told] = []
    tokens = sentences = cues = 0
    sentence = []
    for one in examples:
        sentence.append(one.sentence + sentences)
        if one.told is not None:
            moved = Told(
                one.told.columns,
                one.told.rows + tokens,
                one.told.number + cues,
                one.told.heads + tokens,
                one.told.labels,
            )
            told.append(moved)
            cues += int(one.told.number[-1]) + 1
        tokens += len(one.sentence)
        sentences += int(one.sentence[-1]) + 1

    def together(parts: Iterator[Tensor]) -> Tensor:
        return torch.cat(list(parts))

    return Example(
        columns=together(one.columns for one in examples),
        vectors=together(one.vectors for one in examples),
        words=together(one.words for one in examples),
        sentence=torch.cat(sentence),
        cues=together(one.cues for one in examples),
        told=Told(
            columns=together(one.columns for one in told),
            rows=together(one.rows for one in told),
            number=together(one.number for one in told),
            heads=together(one.heads for one in told),
            labels=together(one.labels for one in told),
        )
        if told
        else None,
    )


class Windows(nn.Module):
    """Looks at the neighbours of each row, nearer ones first."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.looks = nn.ModuleList(nn.Linear(3 * width, width) for _ in SPREADS)

    def forward(self, hidden: Tensor, sequence: Tensor) -> Tensor:
        """Each row with what it makes of its neighbours; windows end where a sequence ends."""
        for spread, look in zip(SPREADS, self.looks, strict=True):
            before = behind = torch.zeros_like(hidden)
            if len(hidden) > spread:
                same = (sequence[spread:] == sequence[:-spread]).unsqueeze(1).to(hidden.dtype)
                edge = hidden.new_zeros(spread, hidden.shape[1])
                before = torch.cat([edge, hidden[:-spread] * same])
                behind = torch.cat([hidden[spread:] * same, edge])
            inner = functional.relu(look(torch.cat([before, hidden, behind], 1)))
            hidden = hidden + functional.dropout(inner, DROP, self.training)
        return hidden


class Tagger(nn.Module):
    """Both networks, trained together: what marks cues helps to mark what is said by them."""

    def __init__(self, size: int, words: Tensor, vector: int) -> None:
        super().__init__()
        self.known_words = words
        self.table = _table(size, CUES_WIDTH)
        self.vectors = nn.Linear(vector, CUES_WIDTH)
        self.words = nn.Linear(words.shape[1], CUES_WIDTH, bias=False)
        self.windows = Windows(CUES_WIDTH)
        self.out = nn.Linear(CUES_WIDTH, 3)
        self.spans_table = _table(size, SPANS_WIDTH)
        self.spans_vectors = nn.Linear(vector, SPANS_WIDTH)
        self.spans_hidden = nn.Linear(CUES_WIDTH, SPANS_WIDTH, bias=False)
        self.by_cue = nn.Linear(CUES_WIDTH, SPANS_WIDTH, bias=False)
        self.spans_windows = Windows(SPANS_WIDTH)
        self.spans_out = nn.Linear(SPANS_WIDTH, 5)

    def hidden(self, one: Example) -> Tensor:
        """What the first network makes of each token."""
        words = functional.dropout(self.known_words[one.words], 0.1, self.training)
        seen = self._facts(self.table, one.columns) + self.vectors(one.vectors.float()) + self.words(words)
        return self.windows(functional.dropout(functional.relu(seen), DROP, self.training), one.sentence)

    def told(self, one: Example, told: Told, hidden: Tensor) -> Tensor:
        """The scores of each row of the sentences of cues."""
        seen = self._facts(self.spans_table, told.columns) + self.spans_vectors(one.vectors.float())[told.rows]
        seen = seen + self.spans_hidden(hidden)[told.rows] + self.by_cue(hidden[told.heads])
        inner = functional.dropout(functional.relu(seen), DROP, self.training)
        return self.spans_out(self.spans_windows(inner, told.number))

    def _facts(self, table: nn.Embedding, columns: Tensor) -> Tensor:
        """The sum of the table's rows for each row of ids."""
        keep = torch.ones(columns.shape)
        if self.training:
            keep = (torch.rand(columns.shape) > DROP_FACT).float() / (1 - DROP_FACT)
        return functional.embedding_bag(columns.int(), table.weight, mode="sum", per_sample_weights=keep)


def _table(size: int, width: int) -> nn.Embedding:
    table = nn.Embedding(size, width)
    nn.init.normal_(table.weight, std=0.05)
    return table


def train(
    examples: Sequence[Example],
    words: Tensor,
    size: int,
    *,
    rounds: int,
    seed: int,
    after: Callable[[int, float], None],
) -> Tagger:
    """A tagger that has seen every example so many times; the running mean of its weights."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    order = random.Random(seed)
    tagger = Tagger(size, words, examples[0].vectors.shape[1])
    mean = {name: values.clone() for name, values in tagger.state_dict().items()}
    optimizer = torch.optim.AdamW(tagger.parameters(), lr=RATE, betas=(0.9, 0.99), weight_decay=0.0)
    steps = rounds * sum(len(one.sentence) for one in examples) / TOKENS_A_BATCH
    step = 0
    for number in range(rounds):
        losses = []
        for batch in _batches(examples, order):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = RATE * max(0.02, 1 - step / steps) * min(1.0, step / 60)
            loss = _loss(tagger, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 5.0)
            optimizer.step()
            losses.append(float(loss.detach()))
            if step % 4 == 0:
                share = max(4 / MEAN_OVER, 4 / (step + 4))
                for name, values in tagger.state_dict().items():
                    mean[name] += (values - mean[name]) * share
        after(number, float(np.mean(losses)))
    tagger.load_state_dict(mean)
    return tagger.eval()


def _batches(examples: Sequence[Example], order: random.Random) -> Iterator[Example]:
    """All examples in a new order, a few at a time."""
    waiting: list[Example] = []
    size = 0
    for place in order.sample(range(len(examples)), len(examples)):
        waiting.append(examples[place])
        size += len(examples[place].sentence)
        if size >= TOKENS_A_BATCH:
            yield joined(waiting)
            waiting, size = [], 0
    if waiting:
        yield joined(waiting)


def _loss(tagger: Tagger, batch: Example) -> Tensor:
    hidden = tagger.hidden(batch)
    loss = functional.cross_entropy(tagger.out(hidden), batch.cues)
    if batch.told is not None:
        loss = loss + 0.5 * functional.cross_entropy(tagger.told(batch, batch.told, hidden), batch.told.labels)
    return loss


def packed(tagger: Tagger, pieces: Tensor) -> dict[str, NDArray[np.generic]]:
    """The weights as they are shipped: tables in bytes with one scale a row, the rest in half precision.

    `pieces` are the vectors of word pieces that words are made of.
    """
    weights = {name: values.detach().numpy() for name, values in tagger.state_dict().items()}
    saved: dict[str, NDArray[np.generic]] = {
        **_bytes("cues.table", weights["table.weight"]),
        **_bytes("spans.table", weights["spans_table.weight"]),
        **_bytes("words", pieces.numpy() @ weights["words.weight"].T),
        "cues.dense": weights["vectors.weight"].T,
        "cues.bias": weights["vectors.bias"],
        "cues.out": weights["out.weight"].T,
        "cues.out_bias": weights["out.bias"],
        "spans.dense": np.vstack([weights["spans_vectors.weight"].T, weights["spans_hidden.weight"].T]),
        "spans.bias": weights["spans_vectors.bias"],
        "spans.out": weights["spans_out.weight"].T,
        "spans.out_bias": weights["spans_out.bias"],
        "by_cue": weights["by_cue.weight"].T,
    }
    for net, name in (("cues", "windows"), ("spans", "spans_windows")):
        for place, spread in enumerate(SPREADS):
            saved[f"{net}.window{spread}"] = weights[f"{name}.looks.{place}.weight"].T
            saved[f"{net}.window{spread}_bias"] = weights[f"{name}.looks.{place}.bias"]
    return {name: values if values.dtype == np.int8 else values.astype(np.float16) for name, values in saved.items()}


def _bytes(name: str, table: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, 1e-6).astype(np.float16)
    whole = np.round(table / scale.astype(np.float32)).clip(-127, 127).astype(np.int8)
    return {name: whole, f"{name}_scale": scale}
