"""How every benchmark prints: a table of ratios, or with ``--json`` one object a line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field


@dataclass
class Row:
    """One figure. Lower is better unless `better` says otherwise; `limit` is what no program can beat here."""

    name: str
    n: int
    unit: str
    ours: float
    limit: float | None = None
    peers: dict[str, float] = field(default_factory=dict)
    better: str = "lower"


def best(measure: Callable[[], float], times: int = 5) -> float:
    """The least of several measurements: what the code costs when nothing disturbs it."""
    return min(measure() for _ in range(times))


def seconds(do: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def show(rows: Iterator[Row]) -> None:
    """Print rows as they are measured."""
    as_json = "--json" in sys.argv[1:]
    for row in rows:
        if as_json:
            record = asdict(row)
            if row.better == "lower":
                del record["better"]
            print(json.dumps(record), flush=True)
            continue
        parts = [f"{row.name:<34} n={row.n:<6} {row.ours:>10.3g} {row.unit}"]
        if row.limit is not None:
            parts.append(f"limit {row.limit:.3g} ({row.ours / row.limit:.1f}×)")
        parts += [f"{name} {figure:.3g} (ours is {row.ours / figure:.2g}× that)" for name, figure in row.peers.items()]
        print("   ".join(parts), flush=True)
