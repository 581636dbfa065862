"""Put values where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.frames import AnyTable
from nodes.frames.duck import need_columns
from nodes.frames.lazy import is_number
from nodes.frames.query import with_cells
from nodes.library.tables.columns import fields_of, need_numbers, over, position_of, type_of, without_nan
from nodes.library.tables.conditions import sql_value
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, InputProblem, Tool

_OF_NUMBERS = {"mean": "avg({0})", "median": "median({0})"}
_FIGURES = _OF_NUMBERS | {"min": "min({0})", "max": "max({0})", "most frequent": "mode({0} ORDER BY position)"}
_NEAREST = {
    "previous": ("last_value({0} IGNORE NULLS)", "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"),
    "next": ("first_value({0} IGNORE NULLS)", "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING"),
}


class FillMissing(Tool):
    """Put values where there are none: one that you write, the value above or below, or a figure of the column.

    - *a value* is written as in the table, and must be of the type of each column;
    - *previous* and *next* take that of the nearest row which has one, in the order of the table;
    - *mean* and *median* are of the numbers in the column, *most frequent*, *min* and *max* of any values.

    With groups, previous rows and figures are those of the same group. NaN counts as missing. Where there is nothing
    to take (no row above, no value in the group) it stays missing.
    """

    name = "tables.fill"
    title = "Fill missing values"
    category = "Tables"
    icon = "pencil"
    keywords = ("impute", "null", "nan", "default", "coalesce", "fillna", "forward fill")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        columns: Annotated[list[str], CONFIG, ColumnOf("table")] = Field(
            [], description="Empty takes all columns (for mean and median all of numbers)."
        )
        how: Annotated[
            Literal["a value", "previous", "next", "mean", "median", "most frequent", "min", "max"], CONFIG
        ] = Field("a value", title="Take")
        value: str = Field("0", description="For *a value*: what to put there.")
        group_by: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], title="Within groups of")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        return {"table": columns["table"]} if "table" in columns else {}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, inputs.columns, "columns")
        need_columns(table, inputs.group_by, "group_by")
        of_numbers = inputs.how in _OF_NUMBERS
        if of_numbers:
            need_numbers(table, inputs.columns, "columns")
        names = inputs.columns or [
            name
            for name in table.column_names
            if name not in inputs.group_by and (not of_numbers or is_number(type_of(table, name)))
        ]
        if not inputs.columns and inputs.how == "a value":
            names = [name for name in names if _suits(table, name, inputs.value)]
            taken = {*names, *inputs.group_by}
            if left := [name for name in table.column_names if name not in taken]:
                ctx.notice(
                    f"{inputs.value!r} is no value of {', '.join(left)}: left as they are", "skipped", port="value"
                )
        cells: list[str] = [f"c{number}" for number in range(table.num_columns)]
        columns: list[Any] = fields_of(table)
        for name in names:
            position = position_of(table, name)
            cells[position] = _filled(table, name, inputs)
            if of_numbers:  # a mean of whole numbers is none
                columns[position] = name
        return self.Outputs(table=with_cells(table, cells, columns, ctx))


def _filled(table: AnyTable, name: str, inputs: FillMissing.Inputs) -> str:
    """A column with its gaps filled, in SQL."""
    value = f"({without_nan(table, name)})"
    if inputs.how == "a value":
        filling = sql_value(type_of(table, name), inputs.value)
        if not filling:
            raise InputProblem("columns", f"{name!r} holds {type_of(table, name)}, which cannot be written by hand")
        return f"coalesce({value}, {filling})"
    if inputs.how in _NEAREST:
        figure, frame = _NEAREST[inputs.how]
        return f"{figure.format(value)} {over(table, inputs.group_by, ['position'], frame)}"
    return f"coalesce({value}, {_FIGURES[inputs.how].format(value)} {over(table, inputs.group_by)})"


def _suits(table: AnyTable, name: str, value: str) -> bool:
    try:
        return bool(sql_value(type_of(table, name), value))
    except InputProblem:
        return False
