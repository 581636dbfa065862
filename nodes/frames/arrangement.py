"""Which rows of a table somebody looks at, and in which order: the same for rows that are there and for a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from nodes.frames.duck import connection, literal
from nodes.frames.lazy import LazyFrame, is_plain
from nodes.frames.query import POSITIONED
from nodes.sdk import Context
from nodes.sdk.cells import as_text, columns_of

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


class _Columns(NamedTuple):
    """Columns by their numbers, in SQL: as text, to be compared, to be sorted by."""

    width: int
    text: Callable[[int], str]
    same: Callable[[int], str]
    key: Callable[[int], str]


def arranged(frame: LazyFrame, arrangement: Arrangement) -> LazyFrame:
    """The rows of a frame, and their numbers as a further column, `POSITION`."""
    import pyarrow as pa

    fields = [*frame.schema]
    columns = _Columns(
        len(fields),
        lambda number: text_sql(f"c{number}", fields[number].type),
        lambda number: f"c{number}",
        lambda number: _key_sql(f"c{number}", fields[number].type),
    )
    schema = pa.schema([*fields, pa.field(POSITION, pa.int64())])
    rows = None if arrangement.is_filter else frame.num_rows
    names = ", ".join(f"c{number}" for number in range(len(schema)))
    sql = f"SELECT {names} FROM (SELECT * {_rows(arrangement, columns)}) AS t({names})"
    return frame.query(sql, schema=schema, num_rows=rows, spreads=True)


def positions(table: pa.Table, arrangement: Arrangement, ctx: Context) -> pa.ChunkedArray:
    """The numbers of the rows of a table, from 0 (int64). Raises `ToolError`, `Cancelled`.

    A column of a type that DuckDB does not take is looked through as the text of its cells, and is sorted as Python
    sorts its values; where it does not, it has no order.
    """
    import pyarrow as pa

    registered: dict[str, pa.ChunkedArray | pa.Array] = {"row": pa.nulls(table.num_rows, pa.int8())}
    plain = [is_plain(pa.schema([field])) for field in table.schema]

    def column(number: int, prefix: str, made: Callable[[pa.ChunkedArray], pa.Array]) -> str:
        name = f"c{number}" if plain[number] else f"{prefix}{number}"
        if name not in registered:
            values = table.column(number)
            registered[name] = values if plain[number] else made(values)
        return name

    def text(number: int) -> str:
        name = column(number, "t", _texts)
        return text_sql(name, table.schema.field(number).type) if plain[number] else name

    def key(number: int) -> str:
        name = column(number, "k", _ranks)
        return _key_sql(name, table.schema.field(number).type) if plain[number] else name

    columns = _Columns(table.num_columns, text, lambda number: column(number, "t", _texts), key)
    sql = f"SELECT {POSITION} - 1 AS n {_rows(arrangement, columns)}"
    with connection(ctx, {"input_0": pa.table(registered)}) as database:
        return database.sql(sql).to_arrow_table().column(0)


def text_sql(column: str, kind: pa.DataType) -> str:
    """SQL: the values of a column as texts; points in time in the zone of their column, as cells show them."""
    import pyarrow as pa

    if pa.types.is_timestamp(kind) and kind.tz:
        return f"CAST({column} AT TIME ZONE {literal(kind.tz)} AS VARCHAR)"
    return f"CAST({column} AS VARCHAR)"


def _rows(arrangement: Arrangement, columns: _Columns) -> str:
    """The part of a SELECT behind its columns."""
    conditions = []
    if arrangement.pattern:
        wanted = f"lower({literal(arrangement.pattern)})"
        numbers = range(columns.width) if arrangement.column is None else [arrangement.column]
        matches = (f"contains(lower({columns.text(number)}), {wanted})" for number in numbers)
        conditions.append(" OR ".join(matches) or "false")
    if (cell := arrangement.same_as) is not None:
        value = columns.same(cell.column)
        conditions.append(
            f"{value} IS NOT DISTINCT FROM (SELECT {value} FROM {POSITIONED} WHERE {POSITION} = {int(cell.row)})"
        )
    rows = f"FROM {POSITIONED}"
    if conditions:
        rows += " WHERE " + " AND ".join(f"coalesce({condition}, false)" for condition in conditions)
    if arrangement.sorted_by is not None:
        direction = "DESC" if arrangement.descending else "ASC"
        rows += f" ORDER BY {columns.key(arrangement.sorted_by)} {direction} NULLS LAST, {POSITION}"
    return rows


def _key_sql(column: str, kind: pa.DataType) -> str:
    import pyarrow as pa

    if pa.types.is_floating(kind):
        return f"CASE WHEN isnan({column}) THEN NULL ELSE {column} END"
    return column


def _texts(column: pa.ChunkedArray) -> pa.Array:
    """The texts of the cells of a column."""
    import pyarrow as pa

    (values,) = columns_of(pa.table([column], ["c"]))
    return pa.array([None if value is None else as_text(value) for value in values], pa.string())


def _ranks(column: pa.ChunkedArray) -> pa.Array:
    """Numbers in the order of the values of a column; what is missing, and what is no number, has none."""
    import pyarrow as pa

    (values,) = columns_of(pa.table([column], ["c"]))
    ordinary = [value for value in values if value is not None and value == value]  # NaN is not itself
    ranks = {value: rank for rank, value in enumerate(_in_order(ordinary))}
    return pa.array([ranks.get(value) for value in values], pa.int64())


def _in_order(values: Sequence[object]) -> list[object]:
    """Different values, the least first; none where they have no order, or cannot be told apart by a look."""
    try:
        return sorted(set(values))  # type: ignore[type-var]
    except TypeError:
        return []
