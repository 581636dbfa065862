"""Join two tables; group and aggregate one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

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
        left: Any = inputs.left
        right: Any = inputs.right
        need_columns(left, inputs.on, "on")
        need_columns(right, inputs.on, "on")
        taken = {*left.column_names}
        selected = ["l.*" if inputs.how in ("inner", "left", "only left") else _left(left, inputs.on)]
        for name in right.column_names if inputs.how != "only left" else ():
            if name not in inputs.on:
                new = name
                while new in taken:
                    new += inputs.suffix
                taken.add(new)
                selected.append(f"r.{quoted(name)} AS {quoted(new)}")
        equal = " AND ".join(f"l.{quoted(c)} = r.{quoted(c)}" for c in inputs.on)
        query = f"SELECT {', '.join(selected)} FROM l {_JOINS[inputs.how]} JOIN r ON {equal}"
        with connection(ctx, {"l": left, "r": right}) as database:
            return self.Outputs(table=database.sql(query).to_arrow_table())


def _left(left: Any, on: list[str]) -> str:
    """The left columns, keys taken from whichever side has them."""
    return ", ".join(
        f"coalesce(l.{quoted(c)}, r.{quoted(c)}) AS {quoted(c)}" if c in on else f"l.{quoted(c)}"
        for c in left.column_names
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
        table: Any = inputs.table
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
