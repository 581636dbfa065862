"""Between tables and JSON records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from nodes.library.tables.columns import new_name
from nodes.library.tables.json_rows import column_of, table_of
from nodes.sdk import CONFIG, ONE_OR_MANY, Context, Fields, InputProblem, Ports, Table, Tool
from nodes.sdk.cells import rows_of


class FromRecords(Tool):
    """Make a table of a list of JSON objects, as web services answer with: one row an object.

    Nested objects become columns of their own with a dot in the name: `{"rate": {"eur": 1}}` gives
    `rate.eur`. Objects may lack keys; those values are missing.
    """

    name = "tables.from_records"
    title = "Records to table"
    category = "Tables"
    icon = "table"
    keywords = ("json", "convert", "list", "dict", "dataframe")
    deterministic = True

    class Inputs(Fields):
        records: Any = Field(description="A list of JSON objects, or one object of equally long lists.")

    class Outputs(Fields):
        table: Table

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import pyarrow as pa

        records = inputs.records
        try:
            if isinstance(records, dict) and records and all(isinstance(v, list) for v in records.values()):
                return self.Outputs(
                    table=pa.table({name: column_of(name, values, ctx) for name, values in records.items()})
                )
            rows = records
            if not isinstance(records, list):
                rows = [records]
            if not rows or not all(isinstance(row, dict) for row in rows):
                raise InputProblem(
                    "records", "a list of JSON objects is needed", remedy="Pick the list out of the data."
                )
            flat = [_flat(row, ctx) for row in rows]
            return self.Outputs(table=table_of(flat, ctx))
        except pa.ArrowException as error:
            raise InputProblem("records", f"the records make no table: {error}") from error


def _flat(row: dict[str, Any], ctx: Context) -> dict[str, Any]:
    """Nested objects as columns with dots in their names; one that would have the name of another gets a number."""
    flat: dict[str, Any] = {}

    def add(record: dict[str, Any], prefix: str) -> None:
        for key, value in record.items():
            if isinstance(value, dict) and value:
                add(value, f"{prefix}{key}.")
                continue
            name = new_name(f"{prefix}{key}", flat)
            if name != f"{prefix}{key}":
                ctx.notice(f"{prefix}{key} is there twice: the second is called {name}", port="records")
            flat[name] = value

    add(row, "")
    return flat


class FromColumns(Tool):
    """Put lists beside each other as the columns of a table.

    Name the columns in the form: each becomes an input. The lists are equally long; a single value, or a list of
    one, is repeated in every row.
    """

    name = "tables.from_columns"
    title = "Lists to table"
    category = "Tables"
    icon = "columns-3"
    keywords = ("zip", "combine", "convert", "list", "columns", "dataframe")
    deterministic = True

    class Inputs(Fields):
        columns: Annotated[list[str], CONFIG] = Field(["a", "b"], min_length=1, description="Names of the inputs.")

    class Outputs(Fields):
        table: Table

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports:
        names = config.get("columns") or []
        if len(set(names)) < len(names):
            raise ValueError("two columns have the same name")
        return Ports(inputs={name: (Annotated[list[Any], ONE_OR_MANY], Field(title=name)) for name in names})

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        return {"table": [*inputs.get("columns", ("a", "b"))]}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import pyarrow as pa

        columns: dict[str, list[Any]] = {name: getattr(inputs, name) for name in inputs.columns}
        lengths = {len(values) for values in columns.values()} - {1}
        if len(lengths) > 1:
            counts = ", ".join(f"{name}: {len(values)}" for name, values in columns.items())
            odd = next(name for name, values in columns.items() if len(values) not in (1, max(lengths)))
            raise InputProblem(odd, f"the lists are not equally long ({counts})")
        rows = max(lengths, default=1)
        for name, values in columns.items():
            if len(values) == 1:
                columns[name] = values * rows
        return self.Outputs(table=pa.table({name: column_of(name, values, ctx) for name, values in columns.items()}))


class ToRecords(Tool):
    """Turn a table into a list of JSON objects, one a row."""

    name = "tables.to_records"
    title = "Table to records"
    category = "Tables"
    icon = "braces"
    keywords = ("json", "convert", "list", "dict")
    deterministic = True

    class Inputs(Fields):
        table: Table
        limit: int = Field(10_000, ge=1, description="At most this many rows.")

    class Outputs(Fields):
        records: list[dict[str, Any]]

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: Table = inputs.table
        if table.num_rows > inputs.limit:
            left_out = table.num_rows - inputs.limit
            ctx.notice(f"only the first {inputs.limit:,} rows are taken", "cut", count=left_out, port="limit")
        return self.Outputs(records=rows_of(table.slice(0, inputs.limit)))
