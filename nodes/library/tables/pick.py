"""Some rows of a table: one of each, a sample, the first few of each group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.frames import AnyTable
from nodes.frames.duck import need_columns
from nodes.frames.query import numbered, some_rows
from nodes.library.tables.columns import column, ordered, over, without_nan
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, InputProblem, Tool


class RemoveDuplicates(Tool):
    """Keep one of the rows that are equal; the others come out below.

    Rows are equal where all columns are, or only those that you name: customers with the same `email`, say. The
    order of the rows stays. Missing values are equal to each other here.
    """

    name = "tables.distinct"
    title = "Remove duplicates"
    category = "Tables"
    icon = "copy"
    keywords = ("distinct", "unique", "dedupe", "deduplicate")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        columns: Annotated[list[str], CONFIG, ColumnOf("table")] = Field(
            [], title="Equal in", description="Columns to compare; empty compares all."
        )
        keep: Annotated[Literal["first", "last", "none"], CONFIG] = Field(
            "first", description="Which of several; none drops all that have a twin."
        )

    class Outputs(Fields):
        table: AnyTable = Field(title="Unique")
        rest: AnyTable = Field(title="Duplicates", description="The rows that were left out.")

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        return dict.fromkeys(("table", "rest"), columns["table"]) if "table" in columns else {}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, inputs.columns, "columns")
        names = [column(table, name) for name in inputs.columns] or [numbered(table.num_columns)]
        group = f"PARTITION BY {', '.join(names)}"
        number = f"row_number() OVER ({group} ORDER BY position {'DESC' if inputs.keep == 'last' else ''})"
        if inputs.keep == "none":
            number = f"count(*) OVER ({group})"
        return self.Outputs(**_parted(table, f"{number} = 1", ctx))


class SampleRows(Tool):
    """Take some rows at random; the others come out below, so that one is for learning and the other for testing.

    The same seed takes the same rows again. With a column to balance, each of its values keeps its share (or, by
    number of rows, gives that many).
    """

    name = "tables.sample"
    title = "Sample rows"
    category = "Tables"
    icon = "pipette"
    keywords = ("random", "split", "train", "test", "partition", "shuffle")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        amount: float = Field(10, gt=0, description="How many rows, or percent of them.")
        unit: Annotated[Literal["percent", "rows"], CONFIG] = Field("percent", description="What the amount means.")
        balance: Annotated[str, CONFIG, ColumnOf("table")] = Field(
            "", title="Balance by", description="A column whose values keep their shares."
        )
        seed: int = Field(1, description="Another number takes other rows.")

    class Outputs(Fields):
        table: AnyTable = Field(title="Sample")
        rest: AnyTable = Field(title="Others", description="All other rows.")

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        return dict.fromkeys(("table", "rest"), columns["table"]) if "table" in columns else {}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        groups = [inputs.balance] if inputs.balance else []
        need_columns(table, groups, "balance")
        if inputs.unit == "percent" and inputs.amount > 100:
            raise InputProblem("amount", "more than 100 percent cannot be taken")
        place = f"row_number() {over(table, groups, [f'hash(position, {inputs.seed})', 'position'])}"
        most = f"{inputs.amount}"
        if inputs.unit == "percent":
            most = f"round(count(*) {over(table, groups)} * {inputs.amount} / 100)"
        return self.Outputs(**_parted(table, f"{place} <= {most}", ctx))


class TopRows(Tool):
    """Keep the rows of each group that are largest (or smallest) in a column: the three longest films of each year.

    Without groups it takes them of the whole table. Groups come in their order, in them the largest first. Rows
    without a value are never among them.
    """

    name = "tables.top"
    title = "Top rows of groups"
    category = "Tables"
    icon = "arrow-down-wide-narrow"
    keywords = ("best", "largest", "smallest", "rank", "limit", "head", "per group")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        by: Annotated[str, ColumnOf("table")] = Field(min_length=1, description="The column that decides.")
        count: int = Field(3, ge=1, title="Rows", description="How many of each group.")
        group_by: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], title="Group by")
        order: Annotated[Literal["largest", "smallest"], CONFIG] = Field("largest", title="Take the")
        ties: Annotated[Literal["first", "all"], CONFIG] = Field(
            "first", description="Of equal rows at the end take the first, or all, so that there may be more."
        )

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        return {"table": columns["table"]} if "table" in columns else {}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, [inputs.by], "by")
        need_columns(table, inputs.group_by, "group_by")
        order = ordered(table, [inputs.by], inputs.order == "largest")
        place = f"row_number() {over(table, inputs.group_by, [*order, 'position'])}"
        if inputs.ties == "all":
            place = f"rank() {over(table, inputs.group_by, order)}"
        holds = f"({without_nan(table, inputs.by)}) IS NOT NULL AND {place} <= {inputs.count}"
        groups = ordered(table, inputs.group_by, False)
        return self.Outputs(table=some_rows(table, holds, ", ".join([*groups, *order, "position"]), ctx))


def _parted(table: AnyTable, condition: str, ctx: Context) -> dict[str, AnyTable]:
    """The rows for which a condition over windows holds, and the others, each in their order."""
    return {
        "table": some_rows(table, condition, "position", ctx),
        "rest": some_rows(table, f"NOT ({condition})", "position", ctx),
    }
