"""What is in a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from nodes.frames import AnyTable
from nodes.frames.duck import connection, quoted
from nodes.sdk import Context, Fields, Table, Tool

_FIGURES = {
    "column": "column_name",
    "type": "column_type",
    "rows": '"count"',
    "missing_percent": "null_percentage::DOUBLE",
    "distinct_about": "approx_unique",
    "min": '"min"',
    "max": '"max"',
    "mean": 'TRY_CAST("avg" AS DOUBLE)',
    "standard_deviation": "TRY_CAST(std AS DOUBLE)",
    "q25": "q25",
    "median": "q50",
    "q75": "q75",
}
"""What is told of each column, and what it is in DuckDB's summary."""


class Describe(Tool):
    """Summarise every column: type, smallest and largest value, mean, quartiles, distinct and missing values."""

    name = "tables.describe"
    title = "Describe"
    category = "Tables"
    icon = "clipboard-list"
    keywords = ("summary", "statistics", "profile", "schema")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable

    class Outputs(Fields):
        table: Table = Field(title="Summary", description="One row a column of the input.")

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        return {"table": [*_FIGURES]}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        cells = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in _FIGURES.items())
        with connection(ctx, {"data": inputs.table}) as database:
            return self.Outputs(table=database.sql(f"SELECT {cells} FROM (SUMMARIZE data)").to_arrow_table())
