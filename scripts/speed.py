"""Whole-program speed as a ratio: `sayso read` against one full spaCy pass over the same texts with the same model.

python scripts/speed.py [--reports N] [--rounds N] [-- OPTIONS OF READ]

Both are programs of their own, start to end, model loading included, one after the other in turns, with the same
environment. The pass is all components of the model over whole texts through `nlp.pipe`, in one process, and writes
nothing; sayso runs as it does by default. `-- --jobs 1` or `-- --reader rules` measures another way to run it.
"""

from __future__ import annotations

import argparse
import compileall
import json
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from cost import Spent, full_pass, measure
from shared import BENCH, ROOT, SAYSO, need_bench


def main() -> None:
    """Alternate, then print the median ratio and the peak memory of both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, help="only the first N of the set; all by default")
    parser.add_argument("--rounds", type=int, default=1, help="how many times each runs")
    parser.add_argument("how", nargs="*", help="options for `sayso read`")
    options = parser.parse_args()
    need_bench()
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder, "reports.jsonl")
        count = first(BENCH / "gva" / "reports.jsonl", options.reports, reports)
        texts = [json.loads(line)["text"] for line in reports.read_bytes().splitlines()]
        runs: dict[str, Callable[[], Spent]] = {
            "sayso": lambda: measure([SAYSO, "read", reports, "--json", *options.how]),
            "spacy": lambda: full_pass(texts),
        }
        warm_up(Path(folder, "one.jsonl"))
        spent: dict[str, list[Spent]] = {name: [] for name in runs}
        for turn in range(options.rounds):
            for name, run in runs.items():
                spent[name].append(run())
                print(f"round {turn + 1}: {name} {told(spent[name][-1], count)}", flush=True)
    wall, cpu = (
        statistics.median(
            getattr(b, unit) / getattr(a, unit) for a, b in zip(spent["sayso"], spent["spacy"], strict=True)
        )
        for unit in ("seconds", "cpu_seconds")
    )
    peaks = {name: round(max(one.peak_mb for one in all_of_it)) for name, all_of_it in spent.items()}
    print(f"sayso is {wall:.2f} times as fast; in CPU time {cpu:.2f} times; peak memory {peaks} MB")
    print(json.dumps({"reports": count, "ratio": round(wall, 2), "cpu_ratio": round(cpu, 2), "peak_mb": peaks}))


def warm_up(one: Path) -> None:
    """Let a fresh checkout compile its gazetteer and byte code, as `make setup` does, before anything is measured."""
    compileall.compile_dir(ROOT / "sayso", quiet=1)
    first(BENCH / "gva" / "reports.jsonl", 1, one)
    measure([SAYSO, "read", one, "--json"])


def first(source: Path, limit: int | None, target: Path) -> int:
    """Write the first reports of a set; how many there are."""
    lines = source.read_bytes().splitlines(keepends=True)[:limit]
    target.write_bytes(b"".join(lines))
    return len(lines)


def told(spent: Spent, count: int) -> str:
    """One run in words."""
    rate = count / spent.seconds
    return f"{spent.seconds:.1f} s, {spent.cpu_seconds:.1f} s of CPU, {rate:.1f} reports/s, peak {spent.peak_mb:.0f} MB"


if __name__ == "__main__":
    main()
