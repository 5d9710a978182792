"""Score sayso on every labelled set and write the table of BENCHMARKS.md.

python scripts/bench.py                  every set, and write scores.json and BENCHMARKS.md
python scripts/bench.py figures timex    these only; the other rows stay as they are
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from shared import BENCH, ROOT, SAYSO, need_bench

SCORES = ROOT / "quality" / "scores.json"
PAGE = ROOT / "BENCHMARKS.md"
START, END = "<!-- scores -->", "<!-- end of scores -->"
PROMISES = ("unread_reports", "changed_texts", "misquoted_spans", "faults")
FAULT = "the text could not be read"
"""How the issue begins that a report gets on which the program failed."""

Scores = dict[str, dict[str, float]]


class Bench(NamedTuple):
    """One run of the scorer: its name for the set, the folder, a limit, and the metrics that the table shows."""

    scorer: str
    folder: str
    limit: int | None
    shown: tuple[str, ...]


TOLLS = ("toll_accuracy", "date_accuracy", "city_accuracy", "b3_f1")
CLAIMS = ("claim_f1", "attributed_f1", "where_accuracy", "scope_accuracy")
VIOLATIONS = ("violation_f1", "country_accuracy", "city_accuracy_where_known", "day_accuracy_where_known")
QUOTES = ("source_exact_f1", "cue_exact_f1", "content_exact_f1", "joint_f1")
PLACES = ("overlap_f1", "accuracy_161km_of_detected", "end_to_end_161km_f1")

BENCHES = {
    "figures, the five": Bench("figures", "figures", 5, (*CLAIMS, "part_of_accuracy")),
    "figures": Bench("figures", "figures", None, CLAIMS),
    "gva": Bench("gva", "gva", None, TOLLS),
    "gva_small": Bench("gva", "gva_small", None, TOLLS),
    "polnear": Bench("polnear", "polnear", None, QUOTES),
    "hrdsattack": Bench("hrdsattack", "hrdsattack", None, VIOLATIONS),
    "muc4": Bench("muc4", "muc4", None, ("figure_f1", "figure_recall", "count_f1", "date_f1", "place_f1")),
    "timex": Bench("timex", "timex", None, ("strict_f1", "relaxed_f1", "value_f1")),
    "places": Bench("places", "places", None, PLACES),
    "pages": Bench("pages", "pages", None, ("text_f1",)),
    "page_dates": Bench("page_dates", "page_dates", None, ("date_f1",)),
    "police": Bench("police", "police", None, ("kill_f1", "arrest_f1", "macro_f1")),
}


def main(names: list[str]) -> None:
    """Score, keep, and write the page."""
    need_bench()
    if unknown := set(names) - BENCHES.keys():
        sys.exit(f"No such set: {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
    scores: Scores = json.loads(SCORES.read_text("utf-8")) if SCORES.exists() else {}
    for name in names or BENCHES:
        print(f"{name} …", file=sys.stderr, flush=True)
        scores[name] = score(BENCHES[name])
        print(row(name, scores[name]), flush=True)
        keep(scores)
    write_page(scores)


def score(bench: Bench) -> dict[str, float]:
    """Every metric of one set, how long the program took, and how many reports it could not read because it failed.

    The program is run here and not by the scorer, since a report that made it fail is still printed, saying nothing:
    without a look at the issues a broken program would pass for a poor one.
    """
    with tempfile.TemporaryDirectory() as folder:
        reports, output = Path(folder, "reports.jsonl"), Path(folder, "output.jsonl")
        reports.write_bytes(b"".join(given(bench)))
        started = time.monotonic()
        issues = events_of(reports, output) if bench.scorer == "gva" else read(reports, output)
        seconds = time.monotonic() - started
        metrics = scored(bench, output)
    faults = sum(issue["message"].startswith(FAULT) for issue in issues)
    return {**metrics, "seconds": round(seconds, 1), "faults": faults}


def given(bench: Bench) -> list[bytes]:
    """The reports of a set, one line each."""
    packed = BENCH / bench.folder / "reports.jsonl.gz"
    content = gzip.decompress(packed.read_bytes()) if packed.exists() else packed.with_suffix("").read_bytes()
    return content.splitlines(keepends=True)[: bench.limit]


def read(reports: Path, output: Path) -> list[dict[str, Any]]:
    """Keep what `sayso read` prints; the issues in it."""
    with output.open("wb") as file:
        subprocess.run([SAYSO, "read", reports, "--json"], stdout=file, stderr=subprocess.DEVNULL, check=True)
    with output.open("rb") as lines:
        return [issue for line in lines for issue in json.loads(line)["issues"]]


def events_of(reports: Path, output: Path) -> list[dict[str, Any]]:
    """Keep what `sayso events` prints of a case built from the reports; the issues of the case."""
    case = reports.with_name("case.sayso")
    subprocess.run([SAYSO, "build", reports, "--case", case], check=True, capture_output=True)
    with output.open("wb") as file:
        subprocess.run([SAYSO, "events", case, "--json"], stdout=file, check=True)
    printed = subprocess.run([SAYSO, "issues", case, "--json"], stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def scored(bench: Bench, output: Path) -> dict[str, float]:
    """The scorer's last line."""
    command = [sys.executable, BENCH / "score.py", bench.scorer, "--data", BENCH / bench.folder, "--output", output]
    if bench.limit:
        command += ["--limit", str(bench.limit)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    metrics: dict[str, Any] = json.loads(printed.decode("utf-8").splitlines()[-1])
    return {name: value for name, value in metrics.items() if isinstance(value, int | float)}


def keep(scores: Scores) -> None:
    """All metrics, as JSON, in the order of the table."""
    SCORES.parent.mkdir(exist_ok=True)
    ordered = {name: scores[name] for name in BENCHES if name in scores}
    SCORES.write_text(json.dumps(ordered, indent=1) + "\n", "utf-8")


def row(name: str, metrics: dict[str, float]) -> str:
    """One line of the table."""
    shown = ", ".join(f"{key} {metrics[key]:.3f}" for key in BENCHES[name].shown if key in metrics)
    promises = " / ".join(str(round(metrics[key])) if key in metrics else "–" for key in PROMISES)
    return f"| `{name}` | {shown} | {promises} | {metrics.get('seconds', 0):.0f} |"


def table(scores: Scores) -> Iterable[str]:
    """The table of the page."""
    yield "| set | scores | unread / changed / misquoted / failed on | seconds |"
    yield "|---|---|---|---|"
    for name in BENCHES:
        yield row(name, scores[name]) if name in scores else f"| `{name}` | not run yet | | |"


def write_page(scores: Scores) -> None:
    """Put the table between the two marks of the page."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    PAGE.write_text("\n".join([before + START, *table(scores), END + after]), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
