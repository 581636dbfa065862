"""Queries that tools put together, over columns that are called ``c0``, ``c1`` … by their position."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nodes.frames.batches import read
from nodes.frames.duck import connection, streamed
from nodes.frames.lazy import AnyTable, LazyFrame, is_plain
from nodes.frames.rows import frame_of, made
from nodes.sdk import Context

if TYPE_CHECKING:
    import pyarrow as pa


POSITIONED = "(SELECT *, row_number() OVER () AS position FROM input_0)"
"""The rows of the first table with their number, from 1."""
_COLUMN = re.compile(r"\bc(\d+)\b")


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


def some_rows(table: AnyTable, holds: str, order: str, ctx: Context) -> AnyTable:
    """The rows for which an expression over windows is true, in an order; both may name ``position``, the number of a
    row from 1. Rows that are there are taken as they are, whatever their types.
    """
    numbered_rows = f"(SELECT *, {holds} AS holds FROM {POSITIONED}) WHERE holds ORDER BY {order}"
    if isinstance(table, LazyFrame):
        sql = f"SELECT {numbered(table.num_columns)} FROM {numbered_rows}"
        return answer(Query(sql, [*table.schema], spreads=True), ctx, table)
    with running(f"SELECT position - 1 FROM {numbered_rows}", ctx, table) as relation:
        (positions,) = relation.to_arrow_table().columns
    return table.take(positions)


def with_cells(
    table: AnyTable, cells: Sequence[str], columns: Sequence[str | pa.Field], ctx: Context, rows: str = ""
) -> AnyTable:
    """The same rows with other columns: each cell is ``c3``, which is that column as it is, or an SQL expression.

    `rows` is what they are from where that is not the table itself: a subquery that keeps the order and `position`.
    """
    source = rows or POSITIONED
    if isinstance(table, LazyFrame):
        sql = f"SELECT {', '.join(cells)} FROM {source} ORDER BY position"
        return answer(Query(sql, columns, num_rows=table.num_rows, spreads=True), ctx, table)
    made = [number for number, cell in enumerate(cells) if not _COLUMN.fullmatch(cell)]
    if not made:
        return _assembled(table, cells, columns, {})
    sql = f"SELECT {', '.join(cells[number] for number in made)} FROM {source} ORDER BY position"
    with running(sql, ctx, table) as relation:
        found = read(_typed(streamed(relation), [columns[number] for number in made]), ctx)
    return _assembled(table, cells, columns, dict(zip(made, found.columns, strict=True)))


def _assembled(
    table: pa.Table, cells: Sequence[str], columns: Sequence[str | pa.Field], made: Mapping[int, Any]
) -> pa.Table:
    """Some columns of a table and some that were made, by their places."""
    import pyarrow as pa

    arrays = [made[n] if n in made else table.column(int(cell.removeprefix("c"))) for n, cell in enumerate(cells)]
    names = [column if isinstance(column, str) else column.name for column in columns]
    return pa.table(arrays, names=names)


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
    named = {*map(int, _COLUMN.findall(sql))}
    views = {f"input_{number}": _numbered(table, named) for number, table in enumerate(tables)}
    with connection(ctx, views) as database:
        yield database.sql(sql)


def numbered(columns: int, expression: Callable[[str], str] = str) -> str:
    """A list of all columns for SQL, ``c0, c1, …``, each as `expression` makes it."""
    return ", ".join(expression(f"c{number}") for number in range(columns))


def _numbered(table: AnyTable, named: Collection[int]) -> AnyTable:
    """A table under the names that its columns have in SQL; of one that is there only what is named, so that columns
    of types that DuckDB does not know do no harm, and wide tables cost little.
    """
    import pyarrow as pa

    names = [f"c{number}" for number in range(table.num_columns)]
    if isinstance(table, LazyFrame):
        return table.select(range(table.num_columns), names)
    positions = [number for number in range(table.num_columns) if number in named]
    if not positions:
        return pa.table({"row": pa.nulls(table.num_rows, pa.int8())})
    return table.select(positions).rename_columns([names[position] for position in positions])


def _named_as_arrow_does(kind: pa.DataType) -> pa.DataType:
    """A type of DuckDB's, in which the items of a list have the name that Arrow gives them, not one of its own."""
    import pyarrow as pa

    if pa.types.is_list(kind):
        return pa.list_(_named_as_arrow_does(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(field.name, _named_as_arrow_does(field.type)) for field in kind])
    return kind


def _schema_of(columns: Sequence[str | pa.Field]) -> pa.Schema | None:
    """The columns of a query where each has its type; None where one of them is to be found."""
    import pyarrow as pa

    fields = [pa.field(column.name, column.type) for column in columns if not isinstance(column, str)]
    return pa.schema(fields) if len(fields) == len(columns) else None


def _typed(reader: pa.RecordBatchReader, columns: Sequence[str | pa.Field]) -> pa.RecordBatchReader:
    import pyarrow as pa

    fields = [
        pa.field(c, _named_as_arrow_does(field.type)) if isinstance(c, str) else pa.field(c.name, c.type)
        for field, c in zip(reader.schema, columns, strict=True)
    ]
    schema = pa.schema(fields)

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in reader:
            if batch.num_rows:
                renamed = pa.Table.from_batches([batch]).rename_columns(schema.names)
                yield from renamed.cast(schema).to_batches()

    return pa.RecordBatchReader.from_batches(schema, batches())
