"""Which rows, and in which order."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.frames import AnyTable, LazyFrame, table_of
from nodes.frames.duck import need_columns
from nodes.frames.query import POSITIONED, Query, answer, numbered
from nodes.library.tables.columns import fields_of, ordered, position_of, type_of
from nodes.library.tables.conditions import Operator, check, mask, where
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, InputProblem, Tool


class Condition(Fields):
    """A further condition: *and* binds closer than *or*, so that each *or* begins a group."""

    joined: Literal["and", "or"] = "and"
    column: Annotated[str, ColumnOf("table")] = ""
    operator: Operator = "="
    value: str = ""


class FilterRows(Tool):
    """Keep the rows of a table for which a condition holds; the others come out below.

    - *contains* and *starts with* compare text, *matches* takes a regular expression;
    - *is one of* takes values separated by commas;
    - a missing value satisfies no condition but *is missing*.

    Further conditions are joined by *and* or *or*. *And* binds closer: `a and b or c` keeps the rows for which both a
    and b hold, and those for which c does.
    """

    name = "tables.filter"
    title = "Filter rows"
    category = "Tables"
    icon = "funnel"
    keywords = ("where", "condition", "subset", "keep", "drop")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        column: Annotated[str, ColumnOf("table")] = Field(min_length=1, description="The column to look at.")
        operator: Annotated[Operator, CONFIG] = Field("=", description="How to compare.")
        value: str = Field("", description="What to compare with, written as in the table.")
        further: Annotated[list[Condition], CONFIG] = Field([], title="Further conditions")

    class Outputs(Fields):
        table: AnyTable = Field(title="Matching", description="Rows for which the condition holds.")
        rest: AnyTable = Field(title="Others", description="All other rows.")

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if "table" not in columns:
            return {}
        return dict.fromkeys(("table", "rest"), columns["table"])

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import pyarrow.compute as pc

        table: AnyTable = inputs.table
        need_columns(table, [inputs.column], "column")
        need_columns(table, [condition.column for condition in inputs.further], "further")
        groups = [[(inputs.column, inputs.operator, inputs.value)]]
        for condition in inputs.further:
            if condition.joined == "or":
                groups.append([])
            groups[-1].append((condition.column, condition.operator, condition.value))
        for number, (name, operator, value) in enumerate(itertools.chain.from_iterable(groups)):
            try:
                check(type_of(table, name), operator, value)
            except InputProblem as problem:
                raise InputProblem("further" if number else problem.port, str(problem)) from problem
        if isinstance(table, LazyFrame):
            terms = [[where(table, *condition) for condition in group] for group in groups]
            if all(map(all, terms)):
                holds = " OR ".join(f"({' AND '.join(group)})" for group in terms)
                return self.Outputs(table=table.where(f"({holds})"), rest=table.where(f"NOT ({holds})"))
            table = table_of(table, ctx)

        def matching(name: str, operator: str, value: str) -> Any:
            return pc.fill_null(mask(table.column(position_of(table, name)), operator, value), False)

        alike = [functools.reduce(pc.and_, (matching(*condition) for condition in group)) for group in groups]
        matches = functools.reduce(pc.or_, alike)
        return self.Outputs(table=table.filter(matches), rest=table.filter(pc.invert(matches)))


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
        table: AnyTable
        columns: Annotated[list[str], ColumnOf("table")] = Field(
            min_length=1, description="Sort by the first, then among equals by the next."
        )
        descending: Annotated[bool, CONFIG] = Field(False, title="Largest first")
        reverse: Annotated[list[str], CONFIG, ColumnOf("table")] = Field(
            [], title="The other way", description="Of these columns, those that go the other way."
        )
        keep: int = Field(0, ge=0, title="Keep at most", description="How many rows to keep; 0 keeps all.")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if "table" not in columns:
            return {}
        return {"table": columns["table"]}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import pyarrow as pa
        import pyarrow.compute as pc

        table: AnyTable = inputs.table
        need_columns(table, inputs.columns, "columns")
        need_columns(table, inputs.reverse, "reverse")
        if isinstance(table, LazyFrame) or not all(_is_simple(type_of(table, name)) for name in inputs.columns):
            return self.Outputs(table=_sorted(table, inputs, ctx))
        # by position: several columns may have one name
        keys = pa.table({str(i): table.column(position_of(table, name)) for i, name in enumerate(inputs.columns)})
        order = [
            (str(i), "descending" if _descends(inputs, name) else "ascending") for i, name in enumerate(inputs.columns)
        ]
        rows = table.take(pc.sort_indices(keys, sort_keys=order))
        if inputs.keep:
            rows = rows.slice(0, inputs.keep)
        return self.Outputs(table=rows)


def _descends(inputs: SortRows.Inputs, name: str) -> bool:
    return bool(inputs.descending) != (name in inputs.reverse)


def _is_simple(kind: Any) -> bool:
    """Whether Arrow knows an order of values of a type, the one that DuckDB has, too."""
    import pyarrow as pa

    return not pa.types.is_nested(kind) and not pa.types.is_dictionary(kind)


def _sorted(table: AnyTable, inputs: SortRows.Inputs, ctx: Context) -> AnyTable:
    """Equal rows stay in the order in which they came."""
    order = [term for name in inputs.columns for term in ordered(table, [name], _descends(inputs, name))]
    sql = f"SELECT {numbered(table.num_columns)} FROM {POSITIONED} ORDER BY {', '.join(order)}, position"
    if inputs.keep:
        return answer(Query(f"{sql} LIMIT {inputs.keep}", fields_of(table), at_once=True), ctx, table)
    return answer(Query(sql, fields_of(table), num_rows=table.num_rows, spreads=True), ctx, table)
