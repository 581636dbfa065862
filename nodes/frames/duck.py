"""DuckDB that sees the wired tables and nothing else: no files, no network, no Python variables."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nodes.sdk import Context, ToolError
from nodes.sdk.errors import reason_of
from nodes.sdk.kinds import kind_of

if TYPE_CHECKING:
    import pyarrow as pa

MEMORY = "ICEOS_SQL_MEMORY_MB"
SPILL = "ICEOS_SQL_SPILL_MB"
THREADS = "ICEOS_SQL_THREADS"
"""Variables of the environment that limit a query; else half of the memory, half of the free disk, all cores."""
_BATCH_ROWS = 50_000
_NAMED = 12
"""So many columns are named to one who asks for another."""
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


@contextmanager
def connection(
    ctx: Context,
    tables: Mapping[str, Any] | None = None,
    readable: Sequence[Path] = (),
    memory_mb: int = 0,
    threads: int = 0,
) -> Iterator[Any]:
    """A locked in-memory database with `tables` as views; `readable` are the only files it may open, `memory_mb` is
    the most memory that it has and `threads` the most cores, 0 for those of every query. A table is a `pyarrow.Table`
    or a `LazyFrame`.

    What does not fit into its memory goes to the node's own folder, up to a limit, and is removed at the end. A stop
    of the run interrupts its query. DuckDB's own errors become `ToolError`.
    """
    import duckdb

    tables = tables or {}
    lazy = {name: table for name, table in tables.items() if kind_of(table) == "frame"}
    paths = {str(path): None for path in (*readable, *(file.path for frame in lazy.values() for file in frame.files()))}
    spill = ctx.new_file("spill")
    database = duckdb.connect(":memory:", config={**_CLOSED, **_limits(spill, memory_mb, threads)})
    try:
        if paths:
            database.execute(f"SET allowed_paths = [{', '.join(map(literal, paths))}]")
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        for name, table in tables.items():
            if name in lazy:
                database.execute(f"CREATE VIEW {quoted(name)} AS {table.named()}")
            else:
                database.register(name, table)
        with ctx.on_cancel(database.interrupt):
            yield database
    except duckdb.InterruptException:
        ctx.check_cancelled()
        raise
    except duckdb.Error as error:
        raise ToolError(str(error).strip()) from error
    finally:
        database.close()
        shutil.rmtree(spill, ignore_errors=True)


def streamed(relation: Any) -> pa.RecordBatchReader:
    """The rows of a `duckdb.DuckDBPyRelation`, some at a time. What goes wrong raises `duckdb.Error`, as elsewhere;
    by itself it comes out of Arrow's stream as an OSError.
    """
    import duckdb
    import pyarrow as pa

    reader = relation.to_arrow_reader(_BATCH_ROWS)

    def batches() -> Iterator[pa.RecordBatch]:
        try:
            yield from reader
        except OSError as error:
            reason = reason_of(error)
            if reason.startswith("INTERRUPT"):
                raise duckdb.InterruptException(reason) from error
            raise duckdb.Error(reason) from error

    return pa.RecordBatchReader.from_batches(reader.schema, batches())


def _limits(spill: Path, most_mb: int, most_threads: int) -> dict[str, str | bool | int | float | list[str]]:
    """A configuration for a database that spills into a folder."""
    spill_mb = int(os.environ.get(SPILL) or shutil.disk_usage(spill.parent).free // 2_000_000)
    limits: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": "50%",
        "temp_directory": str(spill),
        "max_temp_directory_size": f"{spill_mb}MB",
    }
    if memory_mb := os.environ.get(MEMORY):
        limits["memory_limit"] = f"{int(memory_mb)}MB"
    if most_mb:
        limits["memory_limit"] = f"{min(most_mb, int(memory_mb or most_mb))}MB"
    if threads := os.environ.get(THREADS):
        limits["threads"] = int(threads)
    if most_threads:
        limits["threads"] = min(most_threads, int(threads or most_threads))
    return limits


def parquet(path: Path, columns: int) -> str:
    """A Parquet file in SQL, its columns called ``c0``, ``c1`` … whatever they are called there."""
    names = ", ".join(f"c{number}" for number in range(columns))
    return f"read_parquet({literal(str(path))}, hive_partitioning = false) AS t({names})"


def quoted(name: str) -> str:
    """A column or table name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def need_columns(table: Any, names: list[str], port: str) -> None:
    """Raises `InputProblem` naming a column that the table has not got."""
    from nodes.sdk import InputProblem

    known = table.column_names
    there = {*known}
    for name in names:
        if name not in there:
            columns = ", ".join(known[:_NAMED])
            if len(known) > _NAMED:
                columns += "…"
            raise InputProblem(port, f"there is no column {name!r}", remedy=f"The columns are: {columns}")
