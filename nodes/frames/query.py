"""Queries that tools put together, over columns that are called ``c0``, ``c1`` … by their position."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nodes.frames.duck import connection, streamed
from nodes.frames.lazy import AnyTable, LazyFrame, is_plain
from nodes.frames.rows import frame_of, made
from nodes.sdk import Context

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Query:
    """What a tool asks of its tables.

    Attributes:
        sql: A SELECT from ``input_0``, ``input_1`` …, whose columns are ``c0``, ``c1`` …. It gives as many columns as
            there are `columns`, whatever it calls them, and their order is part of it.
        columns: What each is called. A `pyarrow.Field` keeps its type, too; that of a name alone is what DuckDB makes.
        num_rows: How many rows it gives, where that is known.
        spreads: Its rows need all rows of the inputs (see `LazyFrame`).
        at_once: Its rows are made at once: because one of them can make it fail, and it is this node which tells; or
            because few come of many.
    """

    sql: str
    columns: Sequence[str | pa.Field]
    num_rows: int | None = None
    spreads: bool = False
    at_once: bool = False


def answer(query: Query, ctx: Context, *tables: AnyTable) -> AnyTable:
    """What a query gives: rows where all tables are rows, else another query.

    Raises `ToolError` in DuckDB's words, `Cancelled`.
    """
    if not query.at_once and any(isinstance(table, LazyFrame) for table in tables):
        frames = [frame_of(table, ctx) for table in tables]
        schema = _schema_of(query.columns) or bound(query, [table.schema for table in tables], ctx)
        whole = [frame for frame in frames if frame is not None]
        if len(whole) == len(frames) and is_plain(schema):
            columns = ", ".join(f"c{number}" for number in range(len(schema)))
            sql = f"SELECT {columns} FROM ({query.sql}) AS t({columns})"
            return whole[0].query(sql, *whole[1:], schema=schema, num_rows=query.num_rows, spreads=query.spreads)
    with running(query.sql, ctx, *tables) as relation:
        return made(_typed(streamed(relation), query.columns), ctx)


def bound(query: Query, schemas: Sequence[pa.Schema], ctx: Context) -> pa.Schema:
    """The columns that a query gives, by binding it; no row is read. Raises `ToolError`."""
    with running(query.sql, ctx, *(schema.empty_table() for schema in schemas)) as relation:
        return _typed(streamed(relation), query.columns).schema


def figures(sql: str, ctx: Context, *tables: AnyTable) -> list[Any]:
    """The one row of a query, empty where there is none: for what a tool has to know before it can go on, or tell."""
    with running(sql, ctx, *tables) as relation:
        rows = relation.fetchall()
    return [*rows[0]] if rows else []


@contextmanager
def running(sql: str, ctx: Context, *tables: AnyTable) -> Iterator[Any]:
    """A query as a `duckdb.DuckDBPyRelation`."""
    views = {f"input_{number}": _numbered(table) for number, table in enumerate(tables)}
    with connection(ctx, views) as database:
        yield database.sql(sql)


def numbered(columns: int, expression: Callable[[str], str] = str) -> str:
    """A list of all columns for SQL, ``c0, c1, …``, each as `expression` makes it."""
    return ", ".join(expression(f"c{number}") for number in range(columns))


def _numbered(table: AnyTable) -> AnyTable:
    names = [f"c{number}" for number in range(table.num_columns)]
    if isinstance(table, LazyFrame):
        return table.select(range(table.num_columns), names)
    return table.rename_columns(names)


def _schema_of(columns: Sequence[str | pa.Field]) -> pa.Schema | None:
    """The columns of a query where each has its type; None where one of them is to be found."""
    import pyarrow as pa

    fields = [pa.field(column.name, column.type) for column in columns if not isinstance(column, str)]
    return pa.schema(fields) if len(fields) == len(columns) else None


def _typed(reader: pa.RecordBatchReader, columns: Sequence[str | pa.Field]) -> pa.RecordBatchReader:
    import pyarrow as pa

    fields = [
        pa.field(column, field.type) if isinstance(column, str) else pa.field(column.name, column.type)
        for field, column in zip(reader.schema, columns, strict=True)
    ]
    schema = pa.schema(fields)

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in reader:
            if batch.num_rows:
                renamed = pa.Table.from_batches([batch]).rename_columns(schema.names)
                yield from renamed.cast(schema).to_batches()

    return pa.RecordBatchReader.from_batches(schema, batches())
