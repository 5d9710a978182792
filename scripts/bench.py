"""Score sayso on every labelled set and write the table of BENCHMARKS.md.

python scripts/bench.py                  every set, and write scores.json and BENCHMARKS.md
python scripts/bench.py figures timex    these only; the other rows stay as they are
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

from shared import BENCH, ROOT, SAYSO, need_bench

SCORES = ROOT / "quality" / "scores.json"
PAGE = ROOT / "BENCHMARKS.md"
START, END = "<!-- scores -->", "<!-- end of scores -->"
PROMISES = ("unread_reports", "changed_texts", "misquoted_spans")

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
    """The scorer's last line: every metric of one set."""
    command = [sys.executable, BENCH / "score.py", bench.scorer, "--data", BENCH / bench.folder, "--sayso", SAYSO]
    if bench.limit:
        command += ["--limit", str(bench.limit)]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if run.returncode:
        return {"failed": run.returncode}
    metrics: dict[str, Any] = json.loads(run.stdout.decode("utf-8").splitlines()[-1])
    return {name: value for name, value in metrics.items() if isinstance(value, int | float)}


def keep(scores: Scores) -> None:
    """All metrics, as JSON, in the order of the table."""
    SCORES.parent.mkdir(exist_ok=True)
    ordered = {name: scores[name] for name in BENCHES if name in scores}
    SCORES.write_text(json.dumps(ordered, indent=1) + "\n", "utf-8")


def row(name: str, metrics: dict[str, float]) -> str:
    """One line of the table."""
    if "failed" in metrics:
        return f"| `{name}` | the run failed | | |"
    shown = ", ".join(f"{key} {metrics[key]:.3f}" for key in BENCHES[name].shown if key in metrics)
    promises = " / ".join(str(round(metrics[key])) if key in metrics else "–" for key in PROMISES)
    return f"| `{name}` | {shown} | {promises} | {metrics.get('seconds', 0):.0f} |"


def table(scores: Scores) -> Iterable[str]:
    """The table of the page."""
    yield "| set | scores | unread / changed / misquoted | seconds |"
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
