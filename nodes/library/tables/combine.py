"""Join two tables; group and aggregate one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nodes.library.tables.duck import connection, need_columns, quoted
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, Table, Tool

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
        left: Table
        right: Table
        on: Annotated[list[str], CONFIG, ColumnOf("left")] = Field(
            min_length=1, title="Equal columns", description="Columns that both tables have."
        )
        how: Annotated[Literal["inner", "left", "right", "full", "only left"], CONFIG] = Field(
            "inner", title="Keep", description="Which rows to keep."
        )
        suffix: Annotated[str, CONFIG] = Field("_right", min_length=1, description="For names that both tables have.")

    class Outputs(Fields):
        table: Table

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        left_table: Table = inputs.left
        right_table: Table = inputs.right
        need_columns(left_table, inputs.on, "on")
        need_columns(right_table, inputs.on, "on")
        selected = ["l.*"]
        if inputs.how in ("right", "full"):
            selected = [_left(left_table, inputs.on)]
        if inputs.how != "only left":
            selected += _right(left_table, right_table, inputs)
        equal = " AND ".join(f"l.{quoted(c)} = r.{quoted(c)}" for c in inputs.on)
        query = f"SELECT {', '.join(selected)} FROM l {_JOINS[inputs.how]} JOIN r ON {equal}"
        with connection(ctx, {"l": left_table, "r": right_table}) as database:
            return self.Outputs(table=database.sql(query).to_arrow_table())


def _right(left_table: Table, right_table: Table, inputs: Join.Inputs) -> list[str]:
    """The right columns without the keys, called otherwise where the left table has one of that name."""
    names, selected = {*left_table.column_names}, []
    for name in right_table.column_names:
        if name not in inputs.on:
            alias = name
            while alias in names:
                alias += inputs.suffix
            names.add(alias)
            selected.append(f"r.{quoted(name)} AS {quoted(alias)}")
    return selected


def _left(table: Table, on: list[str]) -> str:
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
        table: Table
        group_by: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], title="Group by")
        columns: Annotated[list[str], CONFIG, ColumnOf("table")] = Field(
            [], title="Summarise", description="Columns to summarise."
        )
        functions: Annotated[list[Function], CONFIG] = Field(["mean"], description="What to compute of each.")

    class Outputs(Fields):
        table: Table

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: Table = inputs.table
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
            return self.Outputs(table=database.sql(query).to_arrow_table())
