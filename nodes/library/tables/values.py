"""New values of columns: other types, a formula, the parts of a text, bins of numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from nodes.frames import AnyTable, table_of
from nodes.frames.duck import literal, need_columns, quoted
from nodes.frames.lazy import is_number
from nodes.frames.query import POSITIONED, Query, answer, figures, with_cells
from nodes.library.tables.column_types import candidates
from nodes.library.tables.columns import (
    column,
    fields_of,
    foreseen,
    need_numbers,
    new_name,
    position_of,
    type_of,
    words_of,
)
from nodes.library.tables.dialect import Dialect
from nodes.library.tables.read import ColumnType
from nodes.library.tables.sql import VOLATILE
from nodes.sdk import CONFIG, Code, ColumnOf, Context, Fields, InputProblem, Tool, ToolError

_SQL_TYPES = {
    "text": "VARCHAR",
    "whole number": "BIGINT",
    "number": "DOUBLE",
    "yes/no": "BOOLEAN",
    "date": "DATE",
    "date and time": "TIMESTAMP",
    "time": "TIME",
}
_MOST_PARTS = 200
_OFFERED = 12


class ConvertTypes(Tool):
    """Make numbers, dates or texts of columns of another type.

    Text is read as **Read table** reads it. A format such as `%d.%m.%Y` says how dates are written where they are
    (or become) text. A value that does not fit, also a fraction where a whole number is wanted, makes the node fail
    with its row, or becomes missing and is counted. An empty text is a missing value.
    """

    name = "tables.convert"
    title = "Convert types"
    category = "Tables"
    icon = "type"
    keywords = ("cast", "number", "date", "parse", "text", "string", "integer")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        types: Annotated[dict[str, ColumnType], CONFIG, ColumnOf("table")] = Field(
            min_length=1, title="New types", description="A column, and what it becomes."
        )
        wrong: Annotated[Literal["fail", "make it missing"], CONFIG] = Field("fail", title="Where a value does not fit")
        decimal: Annotated[Literal[".", ","], CONFIG] = Field(".", title="Decimal sign", description="Of texts.")
        format: Annotated[str, CONFIG] = Field(
            "", title="Format of dates", description="Such as %d.%m.%Y %H:%M; empty finds the usual ones."
        )
        dates: Annotated[Literal["year first", "day first", "month first"], CONFIG] = Field(
            "year first", title="Order of dates", description="Of texts without a format, such as 3/4/2024."
        )

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        return {"table": columns["table"]} if "table" in columns else {}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, list(inputs.types), "types")
        cells: list[str] = [f"c{number}" for number in range(table.num_columns)]
        columns: list[Any] = fields_of(table)
        for name, wanted in inputs.types.items():
            position = position_of(table, name)
            value = _converted(table, name, wanted, inputs)
            _tell_misfits(table, name, wanted, value, inputs, ctx)
            cells[position], columns[position] = value, name
        return self.Outputs(table=with_cells(table, cells, columns, ctx))


def _converted(table: AnyTable, name: str, wanted: str, inputs: ConvertTypes.Inputs) -> str:
    """A column of another type in SQL, missing where a value does not fit."""
    import pyarrow as pa

    sql, kind, sql_type = column(table, name), type_of(table, name), _SQL_TYPES[wanted]
    is_text = words_of(kind) == "text"
    is_moment = pa.types.is_date(kind) or pa.types.is_timestamp(kind)
    if wanted == "text":
        if inputs.format and is_moment:
            return f"strftime({sql}, {literal(inputs.format)})"
        text = f"{sql}::VARCHAR"
        return f"replace({text}, '.', ',')" if inputs.decimal == "," and is_number(kind) else text
    if is_text and inputs.format and wanted in ("date", "date and time", "time"):
        return f"try_strptime(trim({sql}), {literal(inputs.format)})::{sql_type}"
    if is_text:
        dialect = Dialect(decimal=inputs.decimal, dates=inputs.dates, separator="")
        tried = [c for c in candidates(dialect) if c.name == wanted]
        if wanted == "date and time":  # a day is the beginning of it
            tried += [c for c in candidates(dialect) if c.name == "date"]
        text = f"{sql}::VARCHAR"
        whens = " ".join(f"WHEN {c.fits(text)} THEN ({c.cast(text)})::{sql_type}" for c in tried)
        return f"CASE {whens} END"
    if is_moment != (wanted in ("date", "date and time", "time")) and (is_moment or is_number(kind)):
        raise InputProblem(
            "types",
            f"{name!r} holds {words_of(kind)}: no {wanted} can be made of it",
            remedy="Convert it to text first.",
        )
    if wanted == "whole number" and is_number(kind) and not pa.types.is_integer(kind):
        return f"CASE WHEN {sql} = trunc({sql}) THEN TRY_CAST({sql} AS {sql_type}) END"
    return f"TRY_CAST({sql} AS {sql_type})"


def _tell_misfits(
    table: AnyTable, name: str, wanted: str, value: str, inputs: ConvertTypes.Inputs, ctx: Context
) -> None:
    """Raises `InputProblem` for the first value that does not fit, or tells how many there are."""
    sql = column(table, name)
    count, row, example = figures(
        f"SELECT count(*), min(position), arg_min({sql}::VARCHAR, position) FROM {POSITIONED} "
        f"WHERE {_is_there(table, name)} AND ({value}) IS NULL",
        ctx,
        table,
    )
    if not count:
        return
    if inputs.wrong == "fail":
        raise InputProblem(
            "types",
            f"{name!r}, row {row}: {example!r} is no {wanted} ({count} such values)",
            remedy="Choose another type, or make what does not fit missing.",
        )
    ctx.notice(
        f"{name!r}: {example!r} and the like are no {wanted} and became missing", "dropped", count=count, port="wrong"
    )


def _is_there(table: AnyTable, name: str) -> str:
    """Whether a value is there, in SQL: an empty text is none."""
    sql = column(table, name)
    return f"{sql} IS NOT NULL" if words_of(type_of(table, name)) != "text" else f"trim({sql}::VARCHAR) <> ''"


class Formula(Tool):
    """Compute a column from the others of each row, with an expression of SQL (DuckDB).

    - `weight / (height * height)` for numbers; names with blanks stand in double quotes: `"body mass" * 2`;
    - `lower(city) || ', ' || country` for text, `date_diff('day', ordered, delivered)` for dates;
    - `CASE WHEN age < 18 THEN 'child' ELSE 'adult' END` for choices;
    - `sum(sales) OVER (PARTITION BY year)` for figures of a group.

    A column of that name is replaced where it stands. An expression that fails in one row makes the node fail;
    `TRY(…)` gives a missing value there instead.
    """

    name = "tables.formula"
    title = "Formula column"
    category = "Tables"
    icon = "square-code"
    keywords = ("calculate", "compute", "expression", "derive", "mutate", "new column", "math")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        column: str = Field("result", min_length=1, title="Name", description="Of the column that is made.")
        expression: Annotated[str, Code("sql")] = Field(min_length=1, description="What to compute for each row.")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def repeatable(cls, inputs: Mapping[str, Any]) -> bool:
        """Not with functions of chance or time in it."""
        return not VOLATILE.search(str(inputs.get("expression", "")))

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        name = str(inputs.get("column", "result"))
        if "table" not in columns:
            return {}
        return {"table": columns["table"] if name in columns["table"] else [*columns["table"], name]}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import duckdb

        table: AnyTable = inputs.table
        try:
            duckdb.SQLExpression(inputs.expression)
        except duckdb.ParserException as error:
            raise InputProblem("expression", str(error).strip()) from error
        except duckdb.Error as error:
            raise InputProblem("expression", "one expression is needed, no more and no less") from error
        names = [name for name in _by_case(table.column_names) if _is_named(name, inputs.expression)]
        if hidden := [name for name in table.column_names if name not in names and _is_named(name, inputs.expression)]:
            ctx.notice(
                f"to SQL {', '.join(hidden)} is another column, whose name differs in case only", port="expression"
            )
        seen = "".join(f", {column(table, name)} AS {quoted(name)}" for name in names)
        position = "position"
        while any(name.lower().startswith(position) for name in names):
            position += "_"
        # the second makes two columns of a *
        rows = f"(SELECT row_number() OVER () AS {position}, 0 AS {position}_{seen} FROM input_0) ORDER BY {position}"
        query = Query(f"SELECT ({inputs.expression}\n) FROM {rows}", [inputs.column], at_once=True)
        try:
            made = table_of(answer(query, ctx, table), ctx)
        except ValueError as error:
            raise InputProblem("expression", "one expression is needed, no more and no less") from error
        except ToolError as error:
            offered = ", ".join(table.column_names[:_OFFERED])
            raise InputProblem("expression", str(error), remedy=f"The columns are: {offered}") from error
        rows_there = table_of(table, ctx)
        if made.num_rows != rows_there.num_rows:
            raise InputProblem("expression", "it gives more than one value, or none, for a row")
        if inputs.column in rows_there.column_names:
            place = position_of(rows_there, inputs.column)
            return self.Outputs(table=rows_there.set_column(place, inputs.column, made.column(0)))
        return self.Outputs(table=rows_there.append_column(inputs.column, made.column(0)))


def _is_named(name: str, expression: str) -> bool:
    """Whether an expression may name a column."""
    return bool(name) and (name.lower() in expression.lower() or quoted(name).lower() in expression.lower())


def _by_case(names: Sequence[str]) -> list[str]:
    """Names that differ in more than the case of their letters: to DuckDB the others are the same."""
    return [*{name.lower(): name for name in reversed(names)}.values()]


class SplitColumn(Tool):
    """Take a text apart at a separator, or a list into its items: into columns, or into rows below each other.

    Into columns: without names there are as many as the longest text has parts; with names the last takes what is
    left. Into rows: the other columns are repeated for each part.
    """

    name = "tables.split"
    title = "Split column"
    category = "Tables"
    icon = "split"
    keywords = ("separate", "explode", "delimiter", "text to columns", "parse")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        column: Annotated[str, ColumnOf("table")] = Field(min_length=1)
        separator: str = Field(",", min_length=1, description="What stands between two parts.")
        into: Annotated[Literal["columns", "rows"], CONFIG] = Field("columns")
        names: Annotated[list[str], CONFIG] = Field([], description="Names of the new columns.")
        trim: Annotated[bool, CONFIG] = Field(True, title="Without blanks", description="Around each part.")
        keep: Annotated[bool, CONFIG] = Field(False, title="Keep the column", description="Beside its parts.")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if inputs.get("into") == "rows":
            return {"table": foreseen(columns)} if "table" in columns else {}
        names = [name for name in inputs.get("names") or [] if name]
        if "table" not in columns or not names:
            return {}
        dropped = () if inputs.get("keep") else (inputs.get("column"),)
        return {"table": foreseen({"table": [n for n in columns["table"] if n not in dropped]}, *names)}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, [inputs.column], "column")
        position = position_of(table, inputs.column)
        parts, is_list = f"c{position}", _is_list(type_of(table, inputs.column))
        if not is_list:
            parts = f"string_split(c{position}::VARCHAR, {literal(inputs.separator)})"
        if inputs.trim and not is_list:
            parts = f"list_transform({parts}, lambda part: trim(part))"
        cells: list[str] = [f"c{number}" for number in range(table.num_columns)]
        columns: list[Any] = fields_of(table)
        if inputs.into == "rows":
            cells[position] = f"unnest(CASE WHEN c{position} IS NULL THEN [NULL] ELSE {parts} END)"
            columns[position] = inputs.column
            return self.Outputs(table=answer(Query(f"SELECT {', '.join(cells)} FROM input_0", columns), ctx, table))
        names = [name for name in inputs.names if name] or _names_of_parts(table, inputs, parts, ctx)
        pieces = [f"parts[{number + 1}]" for number in range(len(names))]
        if any(inputs.names) and not is_list:
            pieces[-1] = f"nullif(array_to_string(parts[{len(names)}:], {literal(inputs.separator)}), '')"
        if not inputs.keep:
            del cells[position], columns[position]
        for piece, name in zip(pieces, names, strict=True):
            cells.append(piece)
            columns.append(new_name(name, [getattr(c, "name", c) for c in columns]))
        rows = f"(SELECT *, {parts} AS parts FROM {POSITIONED})"
        return self.Outputs(table=with_cells(table, cells, columns, ctx, rows))


def _is_list(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind))


def _names_of_parts(table: AnyTable, inputs: SplitColumn.Inputs, parts: str, ctx: Context) -> list[str]:
    """As many as the longest text has parts."""
    (most,) = figures(f"SELECT max(len({parts})) FROM input_0", ctx, table)
    if most and most > _MOST_PARTS:
        raise InputProblem("column", f"one text has {most} parts", remedy="Name the columns, or split into rows.")
    names = [f"{inputs.column}_{number + 1}" for number in range(most or 1)]
    ctx.notice(f"the longest text has {len(names)} parts", count=len(names), port="names")
    return names


class Bin(Tool):
    """Sort numbers into classes: of equal width, of equally many rows, or between edges that you give.

    A class is from its lower edge up to, without, its upper one; only the last has both. What lies outside of given
    edges, and what is no finite number, gets no class and is counted.
    """

    name = "tables.bin"
    title = "Bin numbers"
    category = "Tables"
    icon = "chart-column"
    keywords = ("bucket", "histogram", "class", "interval", "discretize", "cut", "quantile")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        column: Annotated[str, ColumnOf("table")] = Field(min_length=1)
        how: Annotated[Literal["equal width", "equally many", "edges"], CONFIG] = Field(
            "equal width", title="Classes of", description="How they are made."
        )
        count: Annotated[int, CONFIG] = Field(10, ge=1, le=1000, title="Classes", description="How many.")
        edges: Annotated[str, CONFIG] = Field("", description="For *edges*: such as 0, 18, 65, 120.")
        write: Annotated[Literal["interval", "number", "lower edge", "middle"], CONFIG] = Field(
            "interval", description="What stands in the new column."
        )
        name: Annotated[str, CONFIG] = Field("", description="Of the new column; empty puts _bin behind the name.")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if "table" not in columns:
            return {}
        return {"table": foreseen(columns, str(inputs.get("name") or f"{inputs.get('column', '')}_bin"))}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, [inputs.column], "column")
        need_numbers(table, [inputs.column], "column")
        value = f"{column(table, inputs.column)}::DOUBLE"
        edges = _edges(table, value, inputs, ctx)
        is_in = f"isfinite({value}) AND {value} BETWEEN {edges[0]!r}::DOUBLE AND {edges[-1]!r}::DOUBLE"
        (outside,) = figures(f"SELECT count(*) FROM input_0 WHERE {value} IS NOT NULL AND NOT ({is_in})", ctx, table)
        if outside:
            ctx.notice("values are in no class", "skipped", count=outside, port="edges")
        whens = " ".join(
            f"WHEN {value} < {upper!r}::DOUBLE THEN {_class(inputs.write, number, lower, upper, edges)}"
            for number, (lower, upper) in enumerate(pairwise(edges[:-1]))
        )
        last = _class(inputs.write, len(edges) - 2, edges[-2], edges[-1], edges)
        cells = [f"c{number}" for number in range(table.num_columns)]
        cells.append(f"CASE WHEN NOT ({is_in}) OR {value} IS NULL THEN NULL {whens} ELSE {last} END")
        name = new_name(inputs.name or f"{inputs.column}_bin", table.column_names)
        return self.Outputs(table=with_cells(table, cells, [*fields_of(table), name], ctx))


def _edges(table: AnyTable, value: str, inputs: Bin.Inputs, ctx: Context) -> list[float]:
    """The edges of all classes, each above the last, at least two."""
    if inputs.how == "edges":
        return _given(inputs.edges)
    where = f"FROM input_0 WHERE isfinite({value})"
    if inputs.how == "equally many":
        shares = ", ".join(f"{number / inputs.count!r}" for number in range(inputs.count + 1))
        (found,) = figures(f"SELECT quantile_cont({value}, [{shares}]) {where}", ctx, table)
        edges = sorted({*(found or [0.0, 1.0])})
        if len(edges) <= inputs.count and found:
            ctx.notice(f"so many values are equal that there are {max(1, len(edges) - 1)} classes", port="count")
    else:
        low, high = figures(f"SELECT min({value}), max({value}) {where}", ctx, table)
        low, high = low or 0.0, high or 0.0
        edges = [low + (high - low) * number / inputs.count for number in range(inputs.count)] + [high]
        edges = sorted({*edges})
    if len(edges) < 2:
        return [edges[0], math.nextafter(edges[0], math.inf)]
    return edges


def _given(text: str) -> list[float]:
    """Edges as a person has written them. Raises `InputProblem`."""
    try:
        edges = [float(part) for part in text.replace(";", ",").split(",")]
    except ValueError as error:
        raise InputProblem("edges", "numbers are needed, with commas between", remedy="Such as 0, 18, 65.") from error
    rises = all(lower < upper for lower, upper in pairwise(edges))
    if len(edges) < 2 or not rises or not all(map(math.isfinite, edges)):
        raise InputProblem("edges", "two or more numbers are needed, each above the last")
    return edges


def _class(write: str, number: int, lower: float, upper: float, edges: Sequence[float]) -> str:
    """What stands for a class, in SQL."""
    match write:
        case "number":
            return str(number + 1)
        case "lower edge":
            return f"{lower!r}::DOUBLE"
        case "middle":
            return f"{lower / 2 + upper / 2!r}::DOUBLE"
    end = "]" if number == len(edges) - 2 else ")"
    return literal(f"[{_short(lower, edges)}, {_short(upper, edges)}{end}")


def _short(edge: float, edges: Sequence[float]) -> str:
    """An edge with as many digits as tell it from all others."""
    for digits in range(3, 18):
        texts = [f"{other:.{digits}g}" for other in edges]
        if len({*texts}) == len(edges):
            return f"{edge:.{digits}g}"
    return repr(edge)


assert set(_SQL_TYPES) == set(get_args(ColumnType)), "a type of column without one of SQL"
