"""Which columns, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from nodes.frames import AnyTable, LazyFrame
from nodes.frames.duck import need_columns
from nodes.library.tables.columns import position_of
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, InputProblem, Tool


class SelectColumns(Tool):
    """Keep, drop, order and rename columns.

    *Keep* lists the columns that stay, in that order; empty keeps all. *Drop* removes some of them.
    *Rename* gives new names to old ones.
    """

    name = "tables.select"
    title = "Select columns"
    category = "Tables"
    icon = "columns-3"
    keywords = ("rename", "drop", "keep", "reorder")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        keep: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], description="Empty keeps all columns.")
        drop: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], description="Columns to leave out.")
        rename: Annotated[dict[str, str], CONFIG, ColumnOf("table")] = Field({}, description="Old name to new name.")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        names = inputs.get("keep") or columns.get("table", [])
        dropped, renamed = inputs.get("drop") or (), inputs.get("rename") or {}
        return {"table": [renamed.get(name, name) for name in names if name not in dropped]} if names else {}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, inputs.keep, "keep")
        need_columns(table, list(inputs.rename), "rename")
        dropped = {*inputs.drop}
        names = [name for name in inputs.keep or table.column_names if name not in dropped]
        if not names:
            raise InputProblem("keep", "no column would be left")
        renamed = [inputs.rename.get(name, name) for name in names]
        if len(set(renamed)) < len(renamed):
            raise InputProblem("rename", "two columns would have the same name")
        positions = [position_of(table, name) for name in names]
        if isinstance(table, LazyFrame):
            return self.Outputs(table=table.select(positions, renamed))
        return self.Outputs(table=table.select(positions).rename_columns(renamed))
