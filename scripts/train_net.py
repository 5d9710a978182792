"""Trains the small network of `sayso.extract.learned.net` in plain numpy: no framework, the same weights every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from sayso.extract.learned.features import Columns
from sayso.extract.learned.net import SPREADS, Net, beside
from sayso.extract.learned.tokens import Floats, Places

Weights = dict[str, NDArray[np.float32]]


def fresh(size: int, width: int, vector: int, labels: int, random: np.random.Generator) -> Weights:
    """Weights to start from."""

    def normal(*shape: int, scale: float) -> NDArray[np.float32]:
        return (random.standard_normal(shape) * scale).astype(np.float32)

    weights = {
        "table": normal(size, width, scale=0.05),
        "dense": normal(vector, width, scale=0.02),
        "bias": np.zeros(width, np.float32),
        "out": normal(width, labels, scale=0.05),
        "out_bias": np.zeros(labels, np.float32),
    }
    for spread in SPREADS:
        weights[f"window{spread}"] = normal(3 * width, width, scale=(1.0 / (3 * width)) ** 0.5)
        weights[f"window{spread}_bias"] = np.zeros(width, np.float32)
    return weights


def as_net(weights: Weights) -> Net:
    """The weights as the program uses them."""
    return Net(
        table=weights["table"],
        dense=weights["dense"],
        bias=weights["bias"],
        windows=tuple((weights[f"window{spread}"], weights[f"window{spread}_bias"]) for spread in SPREADS),
        out=weights["out"],
        out_bias=weights["out_bias"],
    )


def packed(weights: Weights, name: str) -> dict[str, NDArray[np.generic]]:
    """The weights as they are shipped: the table in bytes, the rest in half precision."""
    saved: dict[str, NDArray[np.generic]] = {}
    for part, values in weights.items():
        if part == "table":
            scale = np.maximum(np.abs(values).max(axis=1, keepdims=True) / 127, 1e-8).astype(np.float16)
            saved[f"{name}.scale"] = scale
            saved[f"{name}.table"] = (
                np.round(values / np.maximum(scale.astype(np.float32), 1e-8)).clip(-127, 127).astype(np.int8)
            )
        else:
            saved[f"{name}.{part}"] = values.astype(np.float16)
    return saved


Batch = tuple[Columns, Floats, Places, Places]
"""Columns, vectors, the number of each row's sequence, and each row's label."""


def gradients(
    weights: Weights, batch: Batch, random: np.random.Generator, drop: float, drop_fact: float
) -> tuple[Weights, float]:
    """The loss of one batch and how each weight moves it; the table's as (rows, values) spread out."""
    columns, vectors, sequence, labels = batch
    size, width = len(columns), weights["bias"].shape[0]
    keep_fact = (random.random(columns.shape, dtype=np.float32) >= drop_fact).astype(np.float32) / (1 - drop_fact)
    raw = vectors @ weights["dense"] + weights["bias"]
    for place, column in enumerate(columns.T):
        raw += weights["table"][column] * keep_fact[:, place : place + 1]
    mask = (random.random((size, width), dtype=np.float32) >= drop).astype(np.float32) / (1 - drop)
    hidden = np.maximum(raw, 0) * mask
    kept = []
    for spread in SPREADS:
        wide = beside(hidden, sequence, spread)
        inner = wide @ weights[f"window{spread}"] + weights[f"window{spread}_bias"]
        inner_mask = (random.random((size, width), dtype=np.float32) >= drop).astype(np.float32) / (1 - drop)
        kept.append((wide, inner, inner_mask))
        hidden = hidden + np.maximum(inner, 0) * inner_mask
    scores = hidden @ weights["out"] + weights["out_bias"]
    scores -= scores.max(axis=1, keepdims=True)
    likely = np.exp(scores)
    likely /= likely.sum(axis=1, keepdims=True)
    rows = np.arange(size)
    loss = float(-np.log(likely[rows, labels] + 1e-9).mean())
    back = likely
    back[rows, labels] -= 1
    back /= size
    grads: Weights = {"out": hidden.T @ back, "out_bias": back.sum(axis=0)}
    flow = back @ weights["out"].T
    for spread, (wide, inner, inner_mask) in zip(reversed(SPREADS), reversed(kept), strict=True):
        inner_flow = flow * inner_mask * (inner > 0)
        grads[f"window{spread}"] = wide.T @ inner_flow
        grads[f"window{spread}_bias"] = inner_flow.sum(axis=0)
        wide_flow = inner_flow @ weights[f"window{spread}"].T
        flow = flow + wide_flow[:, width : 2 * width]
        if size > spread:
            same = (sequence[spread:] == sequence[:-spread])[:, None]
            flow[:-spread] += wide_flow[spread:, :width] * same
            flow[spread:] += wide_flow[:-spread, 2 * width :] * same
    flow = flow * mask * (raw > 0)
    grads["dense"] = vectors.T @ flow
    grads["bias"] = flow.sum(axis=0)
    table = np.zeros_like(weights["table"])
    _scatter(table, columns, flow, keep_fact)
    grads["table"] = table
    return grads, loss


def _scatter(table: NDArray[np.float32], columns: Columns, flow: Floats, keep: Floats) -> None:
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for place, column in enumerate(columns.T):
        ops.scatter_add(table, np.ascontiguousarray(column), np.ascontiguousarray(flow * keep[:, place : place + 1]))


def train(
    weights: Weights,
    batches: Callable[[np.random.Generator], Iterator[Batch]],
    *,
    rounds: int,
    steps: int,
    rate: float,
    random: np.random.Generator,
    after: Callable[[int, Weights, float], None],
    drop: float = 0.25,
    drop_fact: float = 0.1,
) -> Weights:
    """Adam with a falling rate; what comes back is a running mean of the weights."""
    mean = {name: values.copy() for name, values in weights.items()}
    first = {name: np.zeros_like(values) for name, values in weights.items()}
    second = {name: np.zeros_like(values) for name, values in weights.items()}
    step, total = 0, rounds * steps
    for number in range(rounds):
        losses = []
        for batch in batches(random):
            step += 1
            grads, loss = gradients(weights, batch, random, drop, drop_fact)
            losses.append(loss)
            now = rate * max(0.03, 1 - step / total) * min(1.0, step / 100)
            near = (1 - 0.9**step, 1 - 0.99**step)
            for name, grad in grads.items():
                first[name] += 0.1 * (grad - first[name])
                second[name] += 0.01 * (grad * grad - second[name])
                weights[name] -= now * (first[name] / near[0]) / (np.sqrt(second[name] / near[1]) + 1e-7)
            if step % 8 == 0:
                share = min(0.02, 8 / (step + 8))
                share = max(share, 8 / (step + 8)) if step < 400 else share
                for name, values in weights.items():
                    mean[name] += share * (values - mean[name])
        after(number, mean, float(np.mean(losses)))
    return mean
