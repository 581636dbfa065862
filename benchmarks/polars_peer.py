"""The chains of `benchmarks.tables` as polars has them, streaming, in an environment of its own (``make peers``).

``polars_peer.py CASE DATA FOLDER`` prints processor seconds, wall seconds and peak megabytes of one of them.
"""

import json
import sys
import time
from pathlib import Path

import polars as pl

DATA, FOLDER = Path(sys.argv[2]), Path(sys.argv[3])


def five(rows: pl.LazyFrame) -> None:
    few = rows.filter(pl.col("x") > 60)
    totals = few.group_by("g").agg(pl.len().alias("count"), pl.col("y").mean().alias("y_mean"))
    totals.sort("y_mean").sink_csv(FOLDER / "polars.csv")


def joined() -> None:
    both = pl.scan_parquet(DATA / "big.parquet").join(pl.scan_parquet(DATA / "half.parquet"), on="id")
    both.group_by("g").agg(pl.len(), pl.col("other").mean()).sink_csv(FOLDER / "polars.csv")


def three() -> None:
    """One after another, as DuckDB's by hand."""
    for _ in range(3):
        joined()


def ordered() -> None:
    pl.scan_parquet(DATA / "big.parquet").select("id", "x").sort("x", "id").sink_parquet(FOLDER / "polars.parquet")


def tiny() -> None:
    pl.scan_csv(DATA / "tiny.csv").filter(pl.col("amount") > 20).sink_csv(FOLDER / "polars.csv")


def wide() -> None:
    few = pl.scan_parquet(DATA / "wide.parquet").filter(*(pl.col(f"c{number}") > 20 for number in range(5)))
    few.select(pl.col("c7").mean()).sink_csv(FOLDER / "polars.csv")


CASES = {
    "read, filter, group, sort, write": lambda: five(pl.scan_parquet(DATA / "big.parquet")),
    "the same again, filter edited": lambda: five(pl.scan_parquet(DATA / "big.parquet")),
    "the same of CSV": lambda: five(pl.scan_csv(DATA / "big.csv")),
    "the same of CSV again": lambda: five(pl.scan_csv(DATA / "big.csv")),
    "join, group": joined,
    "join, three that group": three,
    "sort two columns, write Parquet": ordered,
    "ten nodes of 344 rows": tiny,
    "five filters of 200 columns": wide,
}
processor, wall = time.process_time(), time.perf_counter()
CASES[sys.argv[1]]()
figures = [time.process_time() - processor, time.perf_counter() - wall]
status = Path("/proc/self/status").read_text()
peak_mb = next(int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM"))
print(json.dumps([*figures, peak_mb]))
