"""Which rows of a table somebody looks at, and in which order: the same for rows that are there and for a query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from nodes.frames.duck import connection, literal
from nodes.frames.lazy import LazyFrame, is_plain
from nodes.frames.query import POSITIONED
from nodes.sdk import Context

if TYPE_CHECKING:
    import pyarrow as pa

POSITION = "position"
"""The last column of what is arranged: the number that a row has in the whole table, from 1."""


class Cell(NamedTuple):
    """The place of a value: the number of its row in the whole table, from 1, and that of its column, from 0."""

    row: int
    column: int


@dataclass(frozen=True)
class Arrangement:
    """What is looked at. Columns are numbers, from 0.

    Attributes:
        pattern: A part of a value as text, small and capital letters alike. Empty for all rows.
        column: Where it is looked for; None for any column.
        same_as: Only rows that have the value of this cell in its column; what is missing is one value, too.
        sorted_by: The column whose order they are in; None for the order of the table. What is missing, and what is no
            number, is last; equal values keep the order of the table.
        descending: The largest first.
    """

    pattern: str = ""
    column: int | None = None
    same_as: Cell | None = None
    sorted_by: int | None = None
    descending: bool = False

    @property
    def is_filter(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.pattern) or self.same_as is not None

    @property
    def is_all(self) -> bool:
        """Whether it is the table as it is."""
        return not self.is_filter and self.sorted_by is None


def arranged(frame: LazyFrame, arrangement: Arrangement) -> LazyFrame:
    """The rows of a frame, and their numbers as a further column, `POSITION`."""
    import pyarrow as pa

    kinds = dict(enumerate(field.type for field in frame.schema))
    sql = f"SELECT * {_rows(arrangement, kinds)}"
    schema = pa.schema([*frame.schema, pa.field(POSITION, pa.int64())])
    rows = None if arrangement.is_filter else frame.num_rows
    columns = ", ".join(f"c{number}" for number in range(len(schema)))
    return frame.query(f"SELECT {columns} FROM ({sql}) AS t({columns})", schema=schema, num_rows=rows, spreads=True)


def positions(table: pa.Table, arrangement: Arrangement, ctx: Context) -> pa.ChunkedArray:
    """The numbers of the rows of a table, from 0 (int64). Raises `ToolError`, `Cancelled`.

    A column of a type that DuckDB does not take is looked through as text, and has no order where Arrow has none for
    it.
    """
    import pyarrow as pa

    named = range(table.num_columns) if arrangement.pattern and arrangement.column is None else _named(arrangement)
    columns = {f"c{number}": _ordinary(table.column(number)) for number in named}
    columns["row"] = pa.nulls(table.num_rows, pa.int8())  # a table without columns has no rows
    kinds = {number: columns[f"c{number}"].type for number in named}
    sql = f"SELECT {POSITION} - 1 AS n {_rows(arrangement, kinds)}"
    with connection(ctx, {"input_0": pa.table(columns)}) as database:
        return database.sql(sql).to_arrow_table().column(0)


def _named(arrangement: Arrangement) -> list[int]:
    """The columns that it needs beside those that a pattern is looked for in anywhere."""
    same = arrangement.same_as and arrangement.same_as.column
    numbers = (arrangement.column, same, arrangement.sorted_by)
    return sorted({number for number in numbers if number is not None})


def _rows(arrangement: Arrangement, kinds: Mapping[int, pa.DataType]) -> str:
    """The part of a SELECT behind its columns. `kinds` are the types of the columns by their numbers."""
    import pyarrow as pa

    conditions = []
    if arrangement.pattern:
        wanted = f"lower({literal(arrangement.pattern)})"
        numbers = kinds if arrangement.column is None else [arrangement.column]
        found = (f"contains(lower(CAST(c{number} AS VARCHAR)), {wanted})" for number in numbers)
        conditions.append(" OR ".join(found) or "false")
    if (cell := arrangement.same_as) is not None:
        conditions.append(
            f"c{cell.column} IS NOT DISTINCT FROM "
            f"(SELECT c{cell.column} FROM {POSITIONED} WHERE {POSITION} = {int(cell.row)})"
        )
    rows = f"FROM {POSITIONED}"
    if conditions:
        rows += " WHERE " + " AND ".join(f"coalesce({condition}, false)" for condition in conditions)
    if arrangement.sorted_by is not None:
        key = f"c{arrangement.sorted_by}"
        if pa.types.is_floating(kinds[arrangement.sorted_by]):
            key = f"CASE WHEN isnan({key}) THEN NULL ELSE {key} END"
        direction = "DESC" if arrangement.descending else "ASC"
        rows += f" ORDER BY {key} {direction} NULLS LAST, {POSITION}"
    return rows


def _ordinary(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as one of a type that DuckDB takes, in the same order where it has one."""
    import pyarrow as pa

    kind = column.type
    if is_plain(pa.schema([pa.field("c", kind)])):
        return column
    if pa.types.is_dictionary(kind):
        return _ordinary(column.cast(kind.value_type))
    for other in (pa.float64(), pa.int64(), pa.string()):
        try:
            return column.cast(other)
        except (pa.ArrowException, TypeError):
            continue
    return pa.chunked_array([[str(value) for value in column.to_pylist()]], pa.string())
