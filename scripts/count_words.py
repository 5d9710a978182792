"""Count in how many reports each word stands, so that reports are known by their rare words: about a minute.

    python scripts/count_words.py

writes `sayso/data/common-words-en.csv` from the learn parts of the labelled sets beside the checkout. Each set counts
for its weight, whatever its size.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from shared import BENCH, ROOT, in_check_part, need_bench

from sayso.nouns.report import Report
from sayso.reconcile.topics import LEAST_SHARE, words_of

WEIGHTS = {"gva": 3, "muc4": 1, "polnear": 1, "timex": 1, "hrdsattack": 1, "police": 1, "places": 1, "figures": 1}
"""Shootings weigh most: words of violence say least about which violence it was."""


def main() -> None:
    """Count and write."""
    need_bench()
    shares: Counter[str] = Counter()
    for name, weight in WEIGHTS.items():
        found = [words_of(report) for report in reports(name)]
        counted = Counter(word for words in found for word in words)
        for word, number in counted.items():
            shares[word] += weight * number / len(found)
    whole = sum(WEIGHTS.values())
    kept = sorted((word, share / whole) for word, share in shares.items() if share / whole >= LEAST_SHARE)
    lines = [f"{word},{share:.4f}" for word, share in kept]
    (ROOT / "sayso/data/common-words-en.csv").write_text("\n".join(["word,share", *lines, ""]), "utf-8")
    print(f"{len(kept):,} words")


def reports(name: str) -> Iterator[Report]:
    """The reports of the learn part of a set."""
    folder = BENCH / name
    with (folder / "reports.jsonl").open("rb") as texts, (folder / "gold.jsonl").open("rb") as labels:
        for text, label in zip(texts, labels, strict=True):
            if not in_check_part(json.loads(label)):
                told = json.loads(text)
                yield Report(
                    id=told["id"], path=None, url=None, title=told.get("title"), publisher=None, published=None,
                    language="en", sha256="", text=told["text"],
                )  # fmt: skip


if __name__ == "__main__":
    main()
