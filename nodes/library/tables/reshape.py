"""Rows to columns and back: pivot, unpivot, cross-tabulate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from nodes.frames import AnyTable, LazyFrame
from nodes.frames.duck import literal, need_columns
from nodes.frames.lazy import is_number
from nodes.frames.query import POSITIONED, Query, answer, figures, numbered
from nodes.library.tables.columns import (
    column,
    fields_of,
    need_numbers,
    new_name,
    ordered,
    position_of,
    sum_of,
    words_of,
)
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, InputProblem, Tool

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_COLUMNS = 1000
_MISSING = "missing"
_SUMMARIES = {
    "the only one": "any_value({0})",
    "mean": "avg({0})",
    "median": "median({0})",
    "min": "min({0})",
    "max": "max({0})",
    "count": "count({0})",
    "first": "arg_min_null({0}, position)",
    "last": "arg_max_null({0}, position)",
}
_OF_NUMBERS = ("sum", "mean", "median")


class Pivot(Tool):
    """Turn the values of a column into columns: one row for each year, one column for each country.

    ```
    year  country  sales          year  FI  NO
    2023  FI       4              2023  4   7
    2023  NO       7       →      2024  5
    2024  FI       5
    ```

    With *the only one*, a place for which there are several values makes the node fail, so that none is lost;
    otherwise say how to summarise them. Rows and new columns come in the order of their values.
    """

    name = "tables.pivot"
    title = "Pivot"
    category = "Tables"
    icon = "table"
    keywords = ("wide", "spread", "reshape", "crosstab", "transpose")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        rows: Annotated[list[str], CONFIG, ColumnOf("table")] = Field(
            min_length=1, description="Columns that stay: one row for each of their values."
        )
        columns: Annotated[str, CONFIG, ColumnOf("table")] = Field(
            min_length=1, title="New columns from", description="Its values become names of columns."
        )
        values: Annotated[str, CONFIG, ColumnOf("table")] = Field(min_length=1, description="What stands in them.")
        summary: Annotated[
            Literal["the only one", "sum", "mean", "median", "min", "max", "count", "first", "last"], CONFIG
        ] = Field("the only one", title="Of several take", description="Where several values meet.")

    class Outputs(Fields):
        table: AnyTable

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, inputs.rows, "rows")
        need_columns(table, [inputs.columns], "columns")
        need_columns(table, [inputs.values], "values")
        if inputs.summary in _OF_NUMBERS:
            need_numbers(table, [inputs.values], "values")
        keys = [column(table, name) for name in inputs.rows]
        heading, value = column(table, inputs.columns), column(table, inputs.values)
        if inputs.summary == "the only one":
            _need_single(table, [*keys, heading], inputs, ctx)
        names, cells = [*inputs.rows], []
        for text in _headings(table, inputs.columns, ctx):
            names.append(_heading(text, names, ctx))
            place = f"FILTER (WHERE {_is(heading, text)})"
            if inputs.summary == "sum":
                cells.append(sum_of(table, inputs.values, place))
            else:
                cells.append(f"{_SUMMARIES[inputs.summary].format(value)} {place}")
        sql = f"""
            SELECT {", ".join([*keys, *cells])} FROM {POSITIONED}
            GROUP BY {", ".join(keys)} ORDER BY {", ".join(ordered(table, inputs.rows, False))}
        """
        columns = [*fields_of(table, inputs.rows), *names[len(keys) :]]
        return self.Outputs(table=answer(Query(sql, columns, spreads=True), ctx, table))


class Unpivot(Tool):
    """Turn columns into rows: from one column a year to a column *year* and a column *value*.

    Columns to keep are repeated in every row. The order is that of the rows, in them that of the columns. Numbers of
    several kinds become one kind that holds them all; other types only together as text.
    """

    name = "tables.unpivot"
    title = "Unpivot"
    category = "Tables"
    icon = "list"
    keywords = ("melt", "long", "gather", "reshape", "stack", "tidy")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        keep: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], description="Columns that stay.")
        columns: Annotated[list[str], CONFIG, ColumnOf("table")] = Field(
            [], title="To rows", description="Columns that become rows; empty takes all that do not stay."
        )
        name: Annotated[str, CONFIG] = Field("name", min_length=1, title="Column of names")
        value: Annotated[str, CONFIG] = Field("value", min_length=1, title="Column of values")
        missing: Annotated[Literal["keep", "leave out"], CONFIG] = Field(
            "keep", title="Missing values", description="Whether there is a row for a value that is not there."
        )
        as_text: Annotated[bool, CONFIG] = Field(
            False, title="As text", description="Make text of all values, so that any columns go together."
        )

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        return {"table": [*inputs.get("keep", ()), inputs.get("name", "name"), inputs.get("value", "value")]}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, inputs.keep, "keep")
        need_columns(table, inputs.columns, "columns")
        names = inputs.columns or [name for name in table.column_names if name not in inputs.keep]
        if not names:
            raise InputProblem("columns", "no column is left that could become rows")
        if len({*inputs.keep, inputs.name, inputs.value}) < len(inputs.keep) + 2:
            raise InputProblem("name", "two columns would have the same name")
        kept = [column(table, name) for name in inputs.keep]
        values = [column(table, name) for name in names]
        if inputs.as_text:
            values = [f"{value}::VARCHAR" for value in values]
        else:
            _need_one_type(table, names, ctx)
        if not isinstance(table, LazyFrame) and not inputs.as_text:
            return self.Outputs(table=_stacked(table, names, inputs))
        number, width = len(kept), len(kept) + 2
        pieces = [*kept, f"unnest([{', '.join(map(literal, names))}])", f"unnest([{', '.join(values)}])"]
        left_out = f" WHERE c{number + 1} IS NOT NULL" if inputs.missing == "leave out" else ""
        sql = f"SELECT * FROM (SELECT {', '.join(pieces)} FROM input_0) AS t({numbered(width)}){left_out}"
        columns = [*fields_of(table, inputs.keep), *_added(table, names, inputs)]
        return self.Outputs(table=answer(Query(sql, columns), ctx, table))


def _added(table: AnyTable, names: Sequence[str], inputs: Unpivot.Inputs) -> list[pa.Field]:
    """The columns of names and values, of the type that holds all of these."""
    import pyarrow as pa

    kind = pa.string()
    if not inputs.as_text:
        kind = _common_type([table.schema.field(position_of(table, name)).type for name in names])
    return [pa.field(inputs.name, pa.string()), pa.field(inputs.value, kind)]


def _common_type(kinds: Sequence[pa.DataType]) -> pa.DataType:
    import pyarrow as pa

    if all(kind == kinds[0] for kind in kinds):
        return kinds[0]
    schemas = [pa.schema([("c", kind)]) for kind in kinds]
    return pa.unify_schemas(schemas, promote_options="permissive").field(0).type


def _stacked(table: Any, names: Sequence[str], inputs: Unpivot.Inputs) -> Any:
    """The same of rows that are there, which may have thousands of columns."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = [table.column(position_of(table, name)) for name in names]
    kind = _common_type([column.type for column in columns])
    columns = [column.cast(kind, safe=False) for column in columns]
    rows, width = table.num_rows, len(names)
    order = pa.array([place * rows + row for row in range(rows) for place in range(width)], pa.int64())
    values = pa.chunked_array([chunk for column in columns for chunk in column.chunks], columns[0].type).take(order)
    if not rows:
        values = pa.chunked_array([], columns[0].type)
    repeated = table.select([position_of(table, name) for name in inputs.keep]).take(
        pa.array([row for row in range(rows) for _ in range(width)], pa.int64())
    )
    named = pa.chunked_array([pa.array(names * rows, pa.string())])
    made = pa.table([*repeated.columns, named, values], names=[*inputs.keep, inputs.name, inputs.value])
    return made.filter(pc.is_valid(made.column(len(inputs.keep) + 1))) if inputs.missing == "leave out" else made


class CrossTabulate(Tool):
    """Count how often the values of two columns meet, or which share they have.

    One row for each value of the first, one column for each of the second, with sums at the end.
    """

    name = "tables.crosstab"
    title = "Cross-tabulate"
    category = "Tables"
    icon = "layout-dashboard"
    keywords = ("contingency", "count", "share", "percent", "crosstab", "frequency")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        rows: Annotated[str, CONFIG, ColumnOf("table")] = Field(min_length=1, description="Its values become rows.")
        columns: Annotated[str, CONFIG, ColumnOf("table")] = Field(
            min_length=1, description="Its values become columns."
        )
        figure: Annotated[Literal["count", "percent of row", "percent of column", "percent of all"], CONFIG] = Field(
            "count", description="What to show."
        )
        totals: Annotated[bool, CONFIG] = Field(True, description="A last row and a last column with the sums.")

    class Outputs(Fields):
        table: AnyTable

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, [inputs.rows], "rows")
        need_columns(table, [inputs.columns], "columns")
        row, heading = column(table, inputs.rows), column(table, inputs.columns)
        names, conditions, cells = [inputs.rows], [], []
        for text in _headings(table, inputs.columns, ctx):
            names.append(_heading(text, names, ctx))
            conditions.append(_is(heading, text))
        if inputs.totals:
            conditions.append("true")
            names.append(new_name("Total", names))
        for condition in conditions:
            count = f"count(*) FILTER (WHERE {condition})"
            of = {
                "percent of row": "count(*)",
                "percent of column": f"(SELECT {count} FROM input_0)",
                "percent of all": "(SELECT count(*) FROM input_0)",
            }.get(inputs.figure)
            cells.append(f"100.0 * {count} / {of}" if of else count)
        label = f"coalesce({row}::VARCHAR, {literal(_MISSING)})"
        parts = f"""
            SELECT {label} AS label, {", ".join(cells)}, 0 AS place, min(place) AS among
            FROM (SELECT *, dense_rank() OVER (ORDER BY {", ".join(ordered(table, [inputs.rows], False))}) AS place
                  FROM input_0) GROUP BY {label}
        """
        if inputs.totals:
            parts += f" UNION ALL SELECT 'Total', {', '.join(cells)}, 1, 0 FROM input_0 HAVING count(*) > 0"
        width = 1 + len(cells)
        sql = f"SELECT {numbered(width)} FROM ({parts}) AS t({numbered(width)}, place, among) ORDER BY place, among"
        return self.Outputs(table=answer(Query(sql, names, spreads=True), ctx, table))


def _headings(table: AnyTable, name: str, ctx: Context) -> list[str | None]:
    """The values of a column as text, in their order, the missing one last."""
    sql = column(table, name)
    order = ", ".join(ordered(table, [name], False))
    texts, count = figures(
        f"SELECT list(text ORDER BY place), count(*) FROM (SELECT {sql}::VARCHAR AS text, min(place) AS place FROM "
        f"(SELECT {sql}, dense_rank() OVER (ORDER BY {order}) AS place FROM input_0) GROUP BY text "
        f"ORDER BY place LIMIT {_MOST_COLUMNS + 1})",
        ctx,
        table,
    )
    if count > _MOST_COLUMNS:
        raise InputProblem(
            "columns", f"{name!r} has more than {_MOST_COLUMNS} different values", remedy="Bin or filter it before."
        )
    return texts or []


def _heading(text: str | None, taken: Sequence[str], ctx: Context) -> str:
    """What the column of a value is called."""
    wanted = _MISSING if text is None else text
    name = new_name(wanted, taken)
    if name != wanted:
        ctx.notice(f"the column of {wanted!r} is called {name!r}, for there is one of that name", port="columns")
    return name


def _is(sql: str, text: str | None) -> str:
    return f"{sql} IS NULL" if text is None else f"{sql}::VARCHAR = {literal(text)}"


def _need_single(table: AnyTable, keys: Sequence[str], inputs: Pivot.Inputs, ctx: Context) -> None:
    """Raises `InputProblem` where several rows meet in one place, and says where."""
    texts = ", ".join(f"{key}::VARCHAR" for key in keys)
    found = figures(
        f"SELECT {texts}, count(*) FROM input_0 GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1", ctx, table
    )
    if found:
        *values, count = found
        names = [*inputs.rows, inputs.columns]
        place = ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))
        raise InputProblem(
            "summary", f"there are {count} rows for {place}", remedy="Choose how to summarise them, such as sum."
        )


def _need_one_type(table: AnyTable, names: Sequence[str], ctx: Context) -> None:
    """Raises `InputProblem` for columns that share no type."""
    kinds = [field.type for field in fields_of(table, names)]
    if all(kind == kinds[0] for kind in kinds):
        return
    odd = next((i for i, kind in enumerate(kinds) if words_of(kind) != words_of(kinds[0])), 0)
    if not all(map(is_number, kinds)) and odd:
        raise InputProblem(
            "columns",
            f"{names[0]!r} holds {words_of(kinds[0])}, {names[odd]!r} {words_of(kinds[odd])}",
            remedy="Choose As text, or convert a type before.",
        )
    ctx.notice("numbers of several kinds become one kind", "cast", port="columns")
