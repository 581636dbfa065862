"""Which rows, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.library.tables.duck import need_columns
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, InputProblem, Table, Tool

Operator = Literal[
    "=", "≠", "<", "≤", ">", "≥", "contains", "starts with", "matches", "is one of", "is missing", "is there"
]


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
        table: Table
        column: Annotated[str, ColumnOf("table")] = Field(min_length=1, description="The column to look at.")
        operator: Annotated[Operator, CONFIG] = Field("=", description="How to compare.")
        value: str = Field("", description="What to compare with, written as in the table.")

    class Outputs(Fields):
        table: Table = Field(title="Matching", description="Rows for which the condition holds.")
        rest: Table = Field(title="Others", description="All other rows.")

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if "table" not in columns:
            return {}
        return dict.fromkeys(("table", "rest"), columns["table"])

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import pyarrow.compute as pc

        table: Table = inputs.table
        need_columns(table, [inputs.column], "column")
        mask = pc.fill_null(_mask(table[inputs.column], inputs.operator, inputs.value), False)
        return self.Outputs(table=table.filter(mask), rest=table.filter(pc.invert(mask)))


def _mask(column: Any, operator: str, value: str) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if operator == "is missing":
        return pc.is_null(column, nan_is_null=True)
    if operator == "is there":
        return pc.invert(pc.is_null(column, nan_is_null=True))
    if operator in ("contains", "starts with", "matches"):
        text = column.cast(pa.string())
        compare = {
            "contains": pc.match_substring,
            "starts with": pc.starts_with,
            "matches": pc.match_substring_regex,
        }
        try:
            return compare[operator](text, value)
        except pa.ArrowInvalid as error:
            raise InputProblem("value", f"{value!r} is no regular expression: {error}") from error
    if operator == "is one of":
        return pc.is_in(column, value_set=pa.array([_typed(column.type, v.strip()) for v in value.split(",")]))
    compare = {
        "=": pc.equal,
        "≠": pc.not_equal,
        "<": pc.less,
        "≤": pc.less_equal,
        ">": pc.greater,
        "≥": pc.greater_equal,
    }
    return compare[operator](column, _typed(column.type, value))


def _typed(kind: Any, value: str) -> Any:
    """A text as a scalar of the column's type."""
    import pyarrow as pa

    try:
        if pa.types.is_integer(kind) and not value.lstrip("+-").isdigit():
            return pa.scalar(float(value))
        return pa.scalar(value).cast(kind)
    except (pa.ArrowException, ValueError) as error:
        raise InputProblem("value", f"{value!r} cannot be compared with a column of {kind}") from error


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
        table: Table
        columns: Annotated[list[str], ColumnOf("table")] = Field(
            min_length=1, description="Sort by the first, then among equals by the next."
        )
        descending: Annotated[bool, CONFIG] = Field(False, title="Largest first")
        keep: int = Field(0, ge=0, title="Keep at most", description="How many rows to keep; 0 keeps all.")

    class Outputs(Fields):
        table: Table

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if "table" not in columns:
            return {}
        return {"table": columns["table"]}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: Table = inputs.table
        need_columns(table, inputs.columns, "columns")
        order = "ascending"
        if inputs.descending:
            order = "descending"
        ordered = table.sort_by([(name, order) for name in inputs.columns])
        if inputs.keep:
            ordered = ordered.slice(0, inputs.keep)
        return self.Outputs(table=ordered)
