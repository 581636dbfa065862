"""Which rows, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from nodes.frames import AnyTable, LazyFrame, table_of
from nodes.frames.duck import need_columns
from nodes.frames.rows import made
from nodes.library.tables.conditions import Operator, check, mask, where
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, Tool


class FilterRows(Tool):
    """Keep the rows of a table for which a condition on one column holds; the others come out below.

    - *contains* and *starts with* compare text, *matches* takes a regular expression;
    - *is one of* takes values separated by commas;
    - a missing value satisfies no condition but *is missing*.

    For conditions over several columns put two filters in a row, or use **SQL**.
    """

    name = "tables.filter"
    title = "Filter rows"
    category = "Tables"
    icon = "funnel"
    keywords = ("where", "condition", "subset", "keep", "drop")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        column: Annotated[str, ColumnOf("table")] = Field(min_length=1, description="The column to look at.")
        operator: Annotated[Operator, CONFIG] = Field("=", description="How to compare.")
        value: str = Field("", description="What to compare with, written as in the table.")

    class Outputs(Fields):
        table: AnyTable = Field(title="Matching", description="Rows for which the condition holds.")
        rest: AnyTable = Field(title="Others", description="All other rows.")

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if "table" not in columns:
            return {}
        return dict.fromkeys(("table", "rest"), columns["table"])

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import pyarrow.compute as pc

        table: AnyTable = inputs.table
        need_columns(table, [inputs.column], "column")
        position = table.column_names.index(inputs.column)
        check(table.schema.field(position).type, inputs.operator, inputs.value)
        if isinstance(table, LazyFrame):
            if holds := where(table, inputs.column, inputs.operator, inputs.value):
                return self.Outputs(table=table.where(holds), rest=table.where(f"NOT {holds}"))
            table = table_of(table, ctx)
        matches = pc.fill_null(mask(table.column(position), inputs.operator, inputs.value), False)
        return self.Outputs(table=table.filter(matches), rest=table.filter(pc.invert(matches)))


class SortRows(Tool):
    """Sort a table by one or more columns; missing values come last.

    With *keep* above 0 only that many rows stay: the largest, or smallest, few.
    """

    name = "tables.sort"
    title = "Sort rows"
    category = "Tables"
    icon = "arrow-down-wide-narrow"
    keywords = ("order", "rank", "top", "limit", "first")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        columns: Annotated[list[str], ColumnOf("table")] = Field(
            min_length=1, description="Sort by the first, then among equals by the next."
        )
        descending: Annotated[bool, CONFIG] = Field(False, title="Largest first")
        keep: int = Field(0, ge=0, title="Keep at most", description="How many rows to keep; 0 keeps all.")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if "table" not in columns:
            return {}
        return {"table": columns["table"]}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import pyarrow as pa
        import pyarrow.compute as pc

        table: AnyTable = inputs.table
        need_columns(table, inputs.columns, "columns")
        if isinstance(table, LazyFrame):
            if _is_ordered_alike(table, inputs.columns):
                return self.Outputs(table=_sorted(table, inputs, ctx))
            table = table_of(table, ctx)
        order = "descending" if inputs.descending else "ascending"
        # by position: several columns may have one name
        keys = pa.table({str(i): table.column(table.column_names.index(name)) for i, name in enumerate(inputs.columns)})
        ordered = table.take(pc.sort_indices(keys, sort_keys=[(name, order) for name in keys.column_names]))
        if inputs.keep:
            ordered = ordered.slice(0, inputs.keep)
        return self.Outputs(table=ordered)


def _is_ordered_alike(table: LazyFrame, columns: list[str]) -> bool:
    """Whether DuckDB and Arrow bring values of these columns into the same order."""
    import pyarrow as pa

    return not any(pa.types.is_nested(table.type_of(name)) for name in columns)


def _sorted(table: LazyFrame, inputs: SortRows.Inputs, ctx: Context) -> AnyTable:
    """Equal rows stay in the order in which they came, as they do in memory."""
    import pyarrow as pa

    order = []
    for name in inputs.columns:
        column = table.column(name)
        if pa.types.is_floating(table.type_of(name)):
            order.append(f"isnan({column}) NULLS LAST")  # after all numbers, whichever way they go
        order.append(f"{column} {'DESC' if inputs.descending else 'ASC'} NULLS LAST")
    columns = ", ".join(f"c{number}" for number in range(table.num_columns))
    query = (
        f"SELECT {columns} FROM (SELECT *, row_number() OVER () AS position FROM input_0) "
        f"ORDER BY {', '.join(order)}, position"
    )
    if not inputs.keep:
        return table.query(query, schema=table.schema, num_rows=table.num_rows, spreads=True)
    with table.query(f"{query} LIMIT {inputs.keep}", schema=table.schema).batches(ctx) as reader:
        return made(reader, ctx)
