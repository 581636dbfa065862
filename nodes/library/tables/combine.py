"""Join two tables; group and aggregate one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nodes.frames import AnyTable, LazyFrame
from nodes.frames.duck import connection, need_columns, quoted, streamed
from nodes.frames.rows import frame_of, made
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, Tool

_JOINS = {"inner": "INNER", "left": "LEFT", "right": "RIGHT", "full": "FULL", "only left": "ANTI"}


class Join(Tool):
    """Put two tables side by side where the values of some columns are equal.

    - *inner*: rows that match in both;
    - *left*, *right*, *full*: also the rows of that side (or both) that match nothing;
    - *only left*: rows of the left table that match nothing.

    A column of the right table whose name the left one has too gets the suffix.
    """

    name = "tables.join"
    title = "Join"
    category = "Tables"
    icon = "combine"
    keywords = ("merge", "lookup", "vlookup", "combine")
    deterministic = True

    class Inputs(Fields):
        left: AnyTable
        right: AnyTable
        on: Annotated[list[str], CONFIG, ColumnOf("left")] = Field(
            min_length=1, title="Equal columns", description="Columns that both tables have."
        )
        how: Annotated[Literal["inner", "left", "right", "full", "only left"], CONFIG] = Field(
            "inner", title="Keep", description="Which rows to keep."
        )
        suffix: Annotated[str, CONFIG] = Field("_right", min_length=1, description="For names that both tables have.")

    class Outputs(Fields):
        table: AnyTable

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        left_table: AnyTable = inputs.left
        right_table: AnyTable = inputs.right
        need_columns(left_table, inputs.on, "on")
        need_columns(right_table, inputs.on, "on")
        if lazy := _composed(left_table, right_table, inputs, ctx):
            return self.Outputs(table=lazy)
        selected = ["l.*"]
        if inputs.how in ("right", "full"):
            selected = [_left(left_table, inputs.on)]
        if inputs.how != "only left":
            named = _right_names(left_table, right_table, inputs)
            names = right_table.column_names
            selected += [f"r.{quoted(names[position])} AS {quoted(alias)}" for position, alias in named]
        equal = " AND ".join(f"l.{quoted(c)} = r.{quoted(c)}" for c in inputs.on)
        query = f"SELECT {', '.join(selected)} FROM l {_JOINS[inputs.how]} JOIN r ON {equal}"
        with connection(ctx, {"l": left_table, "r": right_table}) as database:
            return self.Outputs(table=made(streamed(database.sql(query)), ctx))


def _composed(left_table: AnyTable, right_table: AnyTable, inputs: Join.Inputs, ctx: Context) -> LazyFrame | None:
    """The join as a query that is not run yet; None where both tables are small, or a column is of a type that
    DuckDB does not give back as it was.
    """
    import pyarrow as pa

    if not isinstance(left_table, LazyFrame) and not isinstance(right_table, LazyFrame):
        return None
    left, right = frame_of(left_table, ctx), frame_of(right_table, ctx)
    if left is None or right is None:
        return None
    keys = [(left.column_names.index(name), right.column_names.index(name)) for name in inputs.on]
    if any(left.schema.field(ours).type != right.schema.field(theirs).type for ours, theirs in keys):
        return None
    from_right = {ours: theirs for ours, theirs in keys if inputs.how in ("right", "full")}
    selected = [
        f"coalesce(l.c{i}, r.c{from_right[i]})" if i in from_right else f"l.c{i}" for i in range(len(left.schema))
    ]
    fields = list(left.schema)
    if inputs.how != "only left":
        for position, alias in _right_names(left, right, inputs):
            selected.append(f"r.c{position}")
            fields.append(right.schema.field(position).with_name(alias))
    columns = ", ".join(f"{expression} AS c{i}" for i, expression in enumerate(selected))
    equal = " AND ".join(f"l.c{ours} = r.c{theirs}" for ours, theirs in keys)
    query = f"SELECT {columns} FROM input_0 l {_JOINS[inputs.how]} JOIN input_1 r ON {equal}"
    return left.query(query, right, schema=pa.schema(fields), spreads=True)


def _right_names(left_table: AnyTable, right_table: AnyTable, inputs: Join.Inputs) -> list[tuple[int, str]]:
    """The positions of the right columns without the keys, and what each is called: otherwise where the left table has
    its name.
    """
    names, renamed = {*left_table.column_names}, []
    for position, name in enumerate(right_table.column_names):
        if name not in inputs.on:
            alias = name
            while alias in names:
                alias += inputs.suffix
            names.add(alias)
            renamed.append((position, alias))
    return renamed


def _left(table: AnyTable, on: list[str]) -> str:
    """The left columns, keys taken from whichever side has them."""
    return ", ".join(
        f"coalesce(l.{quoted(c)}, r.{quoted(c)}) AS {quoted(c)}" if c in on else f"l.{quoted(c)}"
        for c in table.column_names
    )


Function = Literal["mean", "median", "sum", "min", "max", "count", "distinct", "standard deviation", "first", "last"]
_FUNCTIONS = {
    "mean": "avg({})",
    "median": "median({})",
    "sum": "sum({})",
    "min": "min({})",
    "max": "max({})",
    "count": "count({})",
    "distinct": "count(DISTINCT {})",
    "standard deviation": "stddev_samp({})",
    "first": "first({})",
    "last": "last({})",
}


class Aggregate(Tool):
    """Group rows that are equal in some columns and compute figures for each group.

    Every function is applied to every column to summarise: *mean* of `body_mass_g` becomes
    `body_mass_g_mean`. The number of rows is always there as `rows`. Without columns to group by, the whole
    table is one group.
    """

    name = "tables.aggregate"
    title = "Group and aggregate"
    category = "Tables"
    icon = "sigma"
    keywords = ("group by", "pivot", "sum", "mean", "count", "summarise")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        group_by: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], title="Group by")
        columns: Annotated[list[str], CONFIG, ColumnOf("table")] = Field(
            [], title="Summarise", description="Columns to summarise."
        )
        functions: Annotated[list[Function], CONFIG] = Field(["mean"], description="What to compute of each.")

    class Outputs(Fields):
        table: AnyTable

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, inputs.group_by, "group_by")
        need_columns(table, inputs.columns, "columns")
        keys = [quoted(name) for name in inputs.group_by]
        figures = [
            f"{_FUNCTIONS[f].format(quoted(c))} AS {quoted(c + '_' + f.replace(' ', '_'))}"
            for c in inputs.columns
            for f in inputs.functions
        ]
        query = f"SELECT {', '.join([*keys, 'count(*) AS rows', *figures])} FROM data"
        if keys:
            query += f" GROUP BY {', '.join(keys)} ORDER BY {', '.join(keys)}"
        with connection(ctx, {"data": table}) as database:
            return self.Outputs(table=made(streamed(database.sql(query)), ctx))
