"""What is in a table."""

from __future__ import annotations

from pydantic import Field

from nodes.frames import AnyTable
from nodes.frames.duck import connection
from nodes.sdk import Context, Fields, Table, Tool


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

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        query = """
            SELECT column_name AS "column", column_type AS "type", "count" AS rows,
                   null_percentage::DOUBLE AS missing_percent,
                   approx_unique AS distinct_about, "min", "max", TRY_CAST("avg" AS DOUBLE) AS mean,
                   TRY_CAST(std AS DOUBLE) AS standard_deviation, q25, q50 AS median, q75
            FROM (SUMMARIZE data)
        """
        with connection(ctx, {"data": inputs.table}) as database:
            return self.Outputs(table=database.sql(query).to_arrow_table())
