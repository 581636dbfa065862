"""Each figure of this checkout beside an older one's, in alternation: ``python -m benchmarks.pairs OLD [NAME …]``.

OLD is the folder of another checkout that has been set up (``make setup``). NAMEs are benchmarks (``engine canvas``
when none is given). In each of seven rounds every benchmark runs once in either checkout, the order changing from
round to round; what a process measures of itself is its processor time, so that a busy machine disturbs little. What
stands in both is printed as the median of the rounds' ratios with its middle half; a median above 1.07 is a loss where
that middle half lies above 1. The exit status says whether there is one.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROUNDS = 7
MOST = 1.07
"""How much slower a figure may have become: what the noise of two cores cannot be told from."""
HERE = Path(__file__).resolve().parent.parent
SINGLE_PROCESS = ("engine", "canvas")
"""They measure their own process; the others measure programs that they start, by the clock."""

_DRIVER = """
import importlib, sys, time, types
module, rows = importlib.import_module(f"benchmarks.{sys.argv[1]}"), importlib.import_module("benchmarks.rows")
if "cpu" in sys.argv:
    module.time = rows.time = types.SimpleNamespace(**{**vars(time), "perf_counter": time.process_time})
rows.show(module.rows())
"""

Figure = tuple[str, int]
"""A figure's name and its n."""


def measured(checkout: Path, name: str) -> Iterator[tuple[Figure, float, bool]]:
    """The figures of one run of one benchmark, and whether more of it is better."""
    clock = "cpu" if name in SINGLE_PROCESS else "clock"
    command = [str(checkout / ".venv/bin/python"), "-c", _DRIVER, name, clock, "--json"]
    run = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{name} in {checkout} failed:\n{run.stderr[-2000:]}")
    for line in run.stdout.splitlines():
        row = json.loads(line)
        yield (row["name"], row["n"]), row["ours"], row.get("better") == "higher"


def ratios_of(older: Path, name: str) -> dict[Figure, list[float]]:
    """For each figure how much slower this checkout was, once a round."""
    ratios: dict[Figure, list[float]] = defaultdict(list)
    for round_number in range(ROUNDS):
        order = (HERE, older) if round_number % 2 else (older, HERE)
        figures = {
            checkout: {figure: (cost, more) for figure, cost, more in measured(checkout, name)} for checkout in order
        }
        for figure, (cost, higher_is_better) in figures[HERE].items():
            if figure in figures[older] and cost and figures[older][figure][0]:
                ratio = cost / figures[older][figure][0]
                ratios[figure].append(1 / ratio if higher_is_better else ratio)
        print(f"{name}: round {round_number + 1} of {ROUNDS}", file=sys.stderr, flush=True)
    return ratios


def main(older: Path, names: list[str]) -> int:
    losses = 0
    for name in names or SINGLE_PROCESS:
        for (title, n), ratios in ratios_of(older, name).items():
            low, middle, high = statistics.quantiles(ratios, n=4)
            loss = middle > MOST and low > 1
            losses += loss
            mark = "   ← slower" if loss else ""
            print(f"{title:<40} n={n:<6} {middle:6.2f}× of before ({low:.2f}–{high:.2f}){mark}", flush=True)
    return 1 if losses else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
