"""Chains of table tools beside the one DuckDB query that each amounts to: processor seconds, and peak megabytes.

``python -m benchmarks.tables [MILLIONS OF ROWS]``. Each figure is of a process of its own, in which the chain has run
once before where it is run *again*. polars, streaming, stands beside where it is set up (``make peers``).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from app.desktop.viewers.table_model import PAGE_ROWS
from benchmarks.rows import Row, show
from engine.chain.model import Chain
from engine.engine import Engine
from engine.executors.limits import descendants
from engine.installed import installed
from engine.run.scope import RunSpec
from nodes.frames import LazyFrame
from nodes.frames.pages import Pages
from nodes.sdk import File

Figures = tuple[float, float, float]
"""Processor seconds, wall seconds, megabytes."""
ROUNDS = 3
POLARS = Path(__file__).parent.parent / ".peers" / "polars" / "bin" / "python"


def big(folder: Path, millions: int) -> None:
    import duckdb

    rows = f"""
        SELECT i AS id, (hash(i) % 1000)::INT AS g, (hash(i + 1) % 10000) / 100.0::DOUBLE AS x,
               (hash(i + 2) % 5000) / 100.0::DOUBLE AS y, 'name' || (i % 5000) AS name, i % 7 = 0 AS flag,
               DATE '2020-01-01' + (i % 1500)::INT AS day, (hash(i + 3) % 1000000)::BIGINT AS amount
        FROM range({millions * 1_000_000}) t(i)
    """
    duckdb.execute(f"COPY ({rows}) TO '{folder}/big.parquet' (FORMAT parquet)")
    duckdb.execute(f"COPY (FROM '{folder}/big.parquet' LIMIT {millions * 250_000}) TO '{folder}/big.csv'")
    duckdb.execute(
        f"COPY (SELECT id, amount AS other FROM '{folder}/big.parquet' WHERE id % 2 = 0) TO '{folder}/half.parquet'"
    )
    wide = ", ".join(f"i + {column} AS c{column}" for column in range(200))
    duckdb.execute(f"COPY (SELECT {wide} FROM range(300000) t(i)) TO '{folder}/wide.parquet' (FORMAT parquet)")
    duckdb.execute(f"COPY (FROM '{folder}/big.parquet' LIMIT 344) TO '{folder}/tiny.csv'")


def chain(nodes: dict[str, dict[str, Any]], edges: str) -> Chain:
    """`edges` as ``read>few few>totals``; a port other than ``table`` stands behind a dot."""

    def at(end: str) -> str:
        return end if "." in end else f"{end}.table"

    ends = [edge.split(">") for edge in edges.split()]
    return Chain.model_validate(
        {
            "format": 1,
            "nodes": {name: {"version": "1.0.0", **node} for name, node in nodes.items()},
            "edges": [{"from": at(source), "to": at(target)} for source, target in ends],
        }
    )


def node(tool: str, **inputs: Any) -> dict[str, Any]:
    return {"tool": f"tables.{tool}", "inputs": inputs}


def peak_mb() -> float:
    """The most memory that this process has had."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM"))


def ran(data: Path, folder: Path, *chains: Chain) -> Figures:
    """Runs chains one after another on one engine; processor and wall seconds of the last, and MB at the peak."""

    async def all_of_them() -> tuple[float, float]:
        engine, catalog = Engine(folder), installed()
        for made in (tiny(data, "0"), *chains):  # the first imports what all of them need
            run = engine.start(RunSpec(made), catalog, lambda _: None)
            processor, wall = time.process_time(), time.perf_counter()
            assert await engine.execute(run) == "done"
            figures = time.process_time() - processor, time.perf_counter() - wall
        await engine.close()
        return figures

    return (*asyncio.run(all_of_them()), peak_mb())


def on_a_server(folder: Path, *chains: Chain) -> Figures:
    """The same where all tools run in worker processes, as they do on a server; processor seconds of all of them."""
    from app.server.isolation import RunExecutors, limit_tools
    from app.server.settings import ServerSettings

    async def all_of_them() -> tuple[float, float]:
        settings = ServerSettings(data=folder, node_output_mb=4000)
        limit_tools(settings)
        engine, catalog, executors = Engine(folder), installed(), RunExecutors(settings)
        for made in chains:
            run = engine.start(RunSpec(made), catalog, lambda _: None)
            data = sorted({Path(node.inputs["file"]).parent for node in made.nodes.values() if "file" in node.inputs})
            async with executors.of_run(run.resources.workspace.folder, *data) as own:
                run.resources = replace(run.resources, executors={**engine.executors, **own})
                processor, wall = tree_s(), time.perf_counter()
                assert await engine.execute(run) == "done"
                figures = tree_s() - processor, time.perf_counter() - wall
        await executors.close()
        await engine.close()
        return figures

    return (*asyncio.run(all_of_them()), peak_mb())


def tree_s() -> float:
    """Processor seconds of this process and all that it has started, those that have ended, too."""
    ticks = 0
    for process in (os.getpid(), *descendants(os.getpid())):
        with contextlib.suppress(OSError):
            ticks += sum(map(int, Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def queried(folder: Path, query: str) -> Figures:
    import duckdb

    database = duckdb.connect()
    processor, wall = time.process_time(), time.perf_counter()
    database.execute(f"COPY ({query}) TO '{folder}/by_hand.csv'")
    figures = time.process_time() - processor, time.perf_counter() - wall
    return (*figures, peak_mb())


def five(data: Path, least: str, file: str = "big.parquet") -> Chain:
    nodes = {
        "read": node("read", file=str(data / file)),
        "few": node("filter", column="x", operator=">", value=least),
        "totals": node("aggregate", group_by=["g"], columns=["y"], functions=["mean"]),
        "sort": node("sort", columns=["y_mean"]),
        "write": node("write", name="out.csv"),
    }
    return chain(nodes, "read>few few>totals totals>sort sort>write")


def five_query(source: str) -> str:
    return f"SELECT g, count(*), avg(y) AS m FROM {source} WHERE x > 60 GROUP BY g ORDER BY m"


def joined(data: Path, consumers: int, function: str = "mean") -> Chain:
    nodes = {
        "read": node("read", file=str(data / "big.parquet")),
        "half": node("read", file=str(data / "half.parquet")),
        "join": node("join", on=["id"]),
    }
    edges = "read>join.left half>join.right"
    for number in range(consumers):
        nodes[f"totals{number}"] = node("aggregate", group_by=["g"], columns=["other"], functions=[function])
        edges += f" join>totals{number}"
    return chain(nodes, edges)


def tiny(data: Path, value: str) -> Chain:
    nodes = {"read": node("read", file=str(data / "tiny.csv"))}
    edges = []
    for number in range(9):
        nodes[f"n{number}"] = node("filter", column="amount", operator=">", value=value)
        edges.append(f"{'n' + str(number - 1) if number else 'read'}>n{number}")
    return chain(nodes, " ".join(edges))


def wide(data: Path, value: str) -> Chain:
    nodes = {"read": node("read", file=str(data / "wide.parquet"))}
    edges = []
    for number in range(5):
        nodes[f"n{number}"] = node("filter", column=f"c{number}", operator=">", value=value)
        edges.append(f"{'n' + str(number - 1) if number else 'read'}>n{number}")
    nodes["totals"] = node("aggregate", columns=["c7"], functions=["mean"])
    return chain(nodes, " ".join([*edges, "n4>totals"]))


def ordered(data: Path, name: str) -> Chain:
    nodes = {
        "read": node("read", file=str(data / "big.parquet")),
        "narrow": node("select", keep=["id", "x"]),
        "sort": node("sort", columns=["x"]),
        "write": node("write", name=name),
    }
    return chain(nodes, "read>narrow narrow>sort sort>write")


JOIN = (
    "SELECT g, count(*), avg(other) FROM (FROM '{0}/big.parquet' a JOIN '{0}/half.parquet' b ON a.id = b.id) GROUP BY g"
)
CASES: dict[str, tuple[Callable[[Path, Path], Figures], Callable[[Path, Path], Any]]] = {
    "read, filter, group, sort, write": (
        lambda data, own: ran(data, own, five(data, "60")),
        lambda data, own: queried(own, five_query(f"'{data}/big.parquet'")),
    ),
    "the same again, filter edited": (
        lambda data, own: ran(data, own, five(data, "50"), five(data, "60")),
        lambda data, own: queried(own, five_query(f"'{data}/big.parquet'")),
    ),
    "the same of CSV": (
        lambda data, own: ran(data, own, five(data, "60", "big.csv")),
        lambda data, own: queried(own, five_query(f"'{data}/big.csv'")),
    ),
    "the same of CSV again": (
        lambda data, own: ran(data, own, five(data, "50", "big.csv"), five(data, "60", "big.csv")),
        lambda data, own: queried(own, five_query(f"'{data}/big.csv'")),
    ),
    "join, group": (
        lambda data, own: ran(data, own, joined(data, 1, "sum"), joined(data, 1)),
        lambda data, own: queried(own, JOIN.format(data)),
    ),
    "join, three that group": (
        lambda data, own: ran(data, own, joined(data, 1, "sum"), joined(data, 3)),
        lambda data, own: [queried(own, JOIN.format(data)) for _ in range(3)],
    ),
    "sort two columns, write Parquet": (
        lambda data, own: ran(data, own, ordered(data, "out.csv"), ordered(data, "out.parquet")),
        lambda data, own: queried(own, f"SELECT id, x FROM '{data}/big.parquet' ORDER BY x, id"),
    ),
    "ten nodes of 344 rows": (
        lambda data, own: ran(data, own, tiny(data, "10"), tiny(data, "20")),
        lambda data, own: queried(own, f"FROM '{data}/tiny.csv' WHERE amount > 20"),
    ),
    "five filters of 200 columns": (
        lambda data, own: ran(data, own, wide(data, "10"), wide(data, "20")),
        lambda data, own: queried(own, f"SELECT avg(c7) FROM '{data}/wide.parquet' WHERE c0 > 20 AND c4 > 20"),
    ),
}
SERVED: dict[str, tuple[Callable[[Path, Path], Figures], ...]] = {
    "filter edited, on a server": (
        lambda data, own: on_a_server(own, five(data, "50"), five(data, "60")),
        lambda data, own: ran(data, own, five(data, "50"), five(data, "60")),
    ),
}


def measured(case: str, side: int, data: Path) -> Figures:
    """In a process of its own, with a data folder of its own."""
    return _of([sys.executable, "-m", "benchmarks.tables", "--one", case, str(side), str(data)])


def in_polars(case: str, data: Path) -> Figures:
    with tempfile.TemporaryDirectory(prefix="iceos-bench-") as own:
        return _of([str(POLARS), str(Path(__file__).with_name("polars_peer.py")), case, str(data), own])


def _of(command: list[str]) -> Figures:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    processor, wall, peak_mb = json.loads(done.stdout.splitlines()[-1])
    return processor, wall, peak_mb


def rows(millions: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="iceos-bench-") as folder:
        data = Path(folder)
        big(data, millions)
        for case in CASES:
            rounds = [_side_by_side(case, data) for _ in range(ROUNDS)]
            for number, (name, unit) in enumerate(((case, "s CPU"), ("", "s wall"), ("", "MB"))):
                figures = {who: median(row[who][number] for row in rounds) for who in rounds[0]}
                yield Row(name, millions, unit, figures.pop(""), peers=figures)
        for case in SERVED:
            rounds = [[measured(case, side, data) for side in (0, 1)] for _ in range(ROUNDS)]
            server, desktop = (
                [median(figures) for figures in zip(*side, strict=True)] for side in zip(*rounds, strict=True)
            )
            yield Row(case, millions, "s CPU", server[0], peers={"the same here": desktop[0]})
            yield Row("", millions, "s wall", server[1], peers={"the same here": desktop[1]})
        ours_ms, by_hand_ms = pages(data / "big.parquet")
        yield Row("a page of the viewer, anywhere", millions, "ms wall", ours_ms, peers={"DuckDB by hand": by_hand_ms})


def _side_by_side(case: str, data: Path) -> dict[str, Figures]:
    """Ours under an empty name."""
    figures = {"": measured(case, 0, data), "DuckDB by hand": measured(case, 1, data)}
    if POLARS.exists():
        figures["polars"] = in_polars(case, data)
    return figures


def pages(path: Path) -> tuple[float, float]:
    """Median milliseconds for the rows of a screen from anywhere in a file: as the viewer has them, and by OFFSET."""
    import duckdb
    import pyarrow.parquet

    metadata = pyarrow.parquet.read_metadata(path)
    frame = LazyFrame.of_file(File(path=path), metadata.schema.to_arrow_schema(), metadata.num_rows)
    opened, columns = Pages(frame), range(frame.num_columns)
    ours, by_hand = [], []
    for number in range(21):
        first = metadata.num_rows * number // 21
        began = time.perf_counter()
        page = opened.read(first, PAGE_ROWS, columns)
        ours.append((time.perf_counter() - began) * 1e3)
        began = time.perf_counter()
        same = duckdb.sql(f"FROM '{path}' LIMIT {PAGE_ROWS} OFFSET {first}").to_arrow_table()
        by_hand.append((time.perf_counter() - began) * 1e3)
        assert page.equals(same)
    return median(ours), median(by_hand)


def one(case: str, side: int, data: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="iceos-bench-") as own:
        figures = {**CASES, **SERVED}[case][side](data, Path(own))
    if isinstance(figures, list):
        figures = (sum(part[0] for part in figures), sum(part[1] for part in figures), max(part[2] for part in figures))
    print(json.dumps(figures))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        numbers = [argument for argument in sys.argv[1:] if argument.isdigit()]
        show(rows(int(numbers[0]) if numbers else 20))
