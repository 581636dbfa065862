"""DuckDB that sees the wired tables and nothing else: no files, no network, no Python variables."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodes.sdk import Context, ToolError

MEMORY = "ICEOS_SQL_MEMORY_MB"
SPILL = "ICEOS_SQL_SPILL_MB"
THREADS = "ICEOS_SQL_THREADS"
"""Variables of the environment that limit a query; else half of the memory, half of the free disk, all cores."""
_NAMED = 12
"""So many columns are named to one who asks for another."""
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


@contextmanager
def connection(
    ctx: Context, tables: Mapping[str, Any] | None = None, readable: Path | None = None, memory_mb: int = 0
) -> Iterator[Any]:
    """A locked in-memory database with `tables` as views; `readable` is the one file it may open, `memory_mb` the
    most memory that it has, 0 for that of every query.

    What does not fit into its memory goes to the node's own folder, up to a limit, and is removed at the end. A stop
    of the run interrupts its query. DuckDB's own errors become `ToolError`.
    """
    import duckdb

    spill = ctx.new_file("spill")
    database = duckdb.connect(":memory:", config={**_CLOSED, **_limits(spill, memory_mb)})
    try:
        if readable is not None:
            database.execute(f"SET allowed_paths = [{literal(str(readable))}]")
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        for name, table in (tables or {}).items():
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


def _limits(spill: Path, most_mb: int) -> dict[str, str | bool | int | float | list[str]]:
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
    return limits


def quoted(name: str) -> str:
    """A column or table name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def need_columns(table: Any, names: list[str], port: str) -> None:
    """Raises `InputProblem` naming a column that the table has not got."""
    from nodes.sdk import InputProblem

    for name in names:
        if name not in table.column_names:
            columns = ", ".join(table.column_names[:_NAMED])
            if len(table.column_names) > _NAMED:
                columns += "…"
            raise InputProblem(port, f"there is no column {name!r}", remedy=f"The columns are: {columns}")
