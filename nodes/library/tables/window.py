"""Figures of rows that stand around a row: ranks, running sums, the row before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.frames import AnyTable
from nodes.frames.duck import need_columns
from nodes.frames.query import with_cells
from nodes.library.tables.columns import (
    column,
    fields_of,
    foreseen,
    need_numbers,
    new_name,
    ordered,
    over,
    sum_of,
)
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, InputProblem, Tool

Figure = Literal[
    "row number", "rank", "dense rank",
    "running sum", "running mean", "running min", "running max", "running count",
    "moving mean", "moving sum",
    "previous", "next", "difference", "percent change",
    "group sum", "group mean", "share of group",
]  # fmt: skip
_RANKS = {"row number": "row_number()", "rank": "rank()", "dense rank": "dense_rank()"}
_ALL_BEFORE = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
_RUNNING = {
    "running mean": "avg({0})",
    "running min": "min({0})",
    "running max": "max({0})",
    "running count": "count({0})",
}
_OF_ANY = ("running count", "running min", "running max", "previous", "next")


class Window(Tool):
    """Add a column computed from rows around each row: its rank, a running sum, the value before it.

    Rows are looked at in the order of some columns (without, in that of the table), within groups if you name some;
    they come out in the order in which they came.

    - *rank* gives equal rows the same number and leaves a gap behind them, *dense rank* leaves none;
    - *moving mean* and *moving sum* are of so many rows up to this one; *previous*, *next*, *difference* and
      *percent change* look so many rows back or ahead;
    - *share of group* is the part (0 to 1) of the sum of the group.
    """

    name = "tables.window"
    title = "Window"
    category = "Tables"
    icon = "list-tree"
    keywords = ("rank", "running", "cumulative", "lag", "lead", "moving average", "rolling", "share", "shift")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        figure: Annotated[Figure, CONFIG] = Field("running sum", description="What to compute.")
        column: Annotated[str, CONFIG, ColumnOf("table")] = Field("", title="Of", description="Ranks need none.")
        order_by: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], title="In the order of")
        descending: Annotated[bool, CONFIG] = Field(False, title="Largest first")
        group_by: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], title="Within groups of")
        rows: Annotated[int, CONFIG] = Field(1, ge=1, description="Of a moving figure, or how far back or ahead.")
        name: Annotated[str, CONFIG] = Field("", description="Of the new column; empty makes one of what it is.")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if "table" not in columns:
            return {}
        figure, of = inputs.get("figure", "running sum"), inputs.get("column", "")
        return {"table": foreseen(columns, str(inputs.get("name") or _name(figure, of)))}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, inputs.order_by, "order_by")
        need_columns(table, inputs.group_by, "group_by")
        if inputs.figure in _RANKS:
            if inputs.figure != "row number" and not inputs.order_by:
                raise InputProblem("order_by", "a rank needs an order", remedy="Choose a column.")
        elif not inputs.column:
            raise InputProblem("column", f"of which column is the {inputs.figure}?")
        else:
            need_columns(table, [inputs.column], "column")
            if inputs.figure not in _OF_ANY:
                need_numbers(table, [inputs.column], "column")
        name = new_name(inputs.name or _name(inputs.figure, inputs.column), table.column_names)
        cells = [f"c{number}" for number in range(table.num_columns)]
        columns = [*fields_of(table), name]
        return self.Outputs(table=with_cells(table, [*cells, _figure(table, inputs)], columns, ctx))


def _name(figure: str, of: str) -> str:
    words = figure.replace(" ", "_")
    return f"{of}_{words}" if of and figure not in _RANKS else words


def _figure(table: AnyTable, inputs: Window.Inputs) -> str:
    """What is computed, in SQL."""
    order = ordered(table, inputs.order_by, inputs.descending)
    if inputs.figure in ("rank", "dense rank"):
        return f"{_RANKS[inputs.figure]} {over(table, inputs.group_by, order)}"
    in_order = [*order, "position"]
    if inputs.figure == "row number":
        return f"row_number() {over(table, inputs.group_by, in_order)}"
    value = column(table, inputs.column)
    group = over(table, inputs.group_by)
    so_far = over(table, inputs.group_by, in_order, _ALL_BEFORE)
    window = over(table, inputs.group_by, in_order)
    some = over(table, inputs.group_by, in_order, f"ROWS BETWEEN {inputs.rows - 1} PRECEDING AND CURRENT ROW")
    before = f"lag({value}, {inputs.rows}) {window}"
    match inputs.figure:
        case "running sum":
            return sum_of(table, inputs.column, so_far)
        case "moving sum":
            return sum_of(table, inputs.column, some)
        case "moving mean":
            return f"avg({value}) {some}"
        case "previous":
            return before
        case "next":
            return f"lead({value}, {inputs.rows}) {window}"
        case "difference":
            return f"{value} - {before}"
        case "percent change":
            return f"100.0 * ({value} - {before}) / nullif({before}, 0)"
        case "group sum":
            return sum_of(table, inputs.column, group)
        case "group mean":
            return f"avg({value}) {group}"
        case "share of group":
            return f"{value} / nullif(sum({value}) {group}, 0)"
    return f"{_RUNNING[inputs.figure].format(value)} {so_far}"
