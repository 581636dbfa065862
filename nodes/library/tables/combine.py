"""Join two tables; group and aggregate one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from nodes.frames import AnyTable, LazyFrame
from nodes.frames.duck import need_columns
from nodes.frames.query import POSITIONED, Query, answer, figures
from nodes.library.tables.columns import (
    column,
    fields_of,
    need_numbers,
    new_name,
    ordered,
    position_of,
    sum_of,
    type_of,
    words_of,
)
from nodes.sdk import CONFIG, ColumnOf, Context, Fields, InputProblem, Tool, ValuesOf
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    import pyarrow as pa

_JOINS = {"inner": "INNER", "left": "LEFT", "right": "RIGHT", "full": "FULL", "only left": "ANTI"}


class Join(Tool):
    """Put two tables side by side where the values of some columns are equal.

    - *inner*: rows that match in both;
    - *left*, *right*, *full*: also the rows of that side (or both) that match nothing;
    - *only left*: rows of the left table that match nothing.

    Columns that are equal may have one name in both tables or two. Numbers match numbers and text matches text;
    whole numbers beside numbers with a fraction, or text beside numbers, match once you say how to compare them. A
    missing value matches nothing. Of equal columns the left one stays; a further column of the right table whose name
    the left one has too gets the suffix. Rows that are left out are counted, except of tables too large for memory.
    """

    name = "tables.join"
    title = "Join"
    category = "Tables"
    icon = "combine"
    keywords = ("merge", "lookup", "vlookup", "combine")
    deterministic = True

    class Inputs(Fields):
        left: AnyTable
        right: AnyTable
        on: Annotated[list[str], CONFIG, ColumnOf("left")] = Field(
            [], title="Equal columns", description="Columns that both tables have."
        )
        pairs: Annotated[dict[str, str], CONFIG, ColumnOf("left"), ValuesOf("right")] = Field(
            {}, title="Of two names", description="A column of the left table, and its like of the right one."
        )
        how: Annotated[Literal["inner", "left", "right", "full", "only left"], CONFIG] = Field(
            "inner", title="Keep", description="Which rows to keep."
        )
        compare: Annotated[Literal["as they are", "as numbers", "as text"], CONFIG] = Field(
            "as they are", description="How values of two types are compared."
        )
        suffix: Annotated[str, CONFIG] = Field("_right", min_length=1, description="For names that both tables have.")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        if "left" not in columns or "right" not in columns:
            return {}
        keys = {*inputs.get("on", ()), *inputs.get("pairs", {}).values()}
        named = _right_names(columns["left"], columns["right"], keys, inputs.get("suffix") or "_right")
        right = [] if inputs.get("how") == "only left" else [alias for _, alias in named]
        return {"table": [*columns["left"], *right]}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        left: AnyTable = inputs.left
        right: AnyTable = inputs.right
        need_columns(left, inputs.on, "on")
        need_columns(right, inputs.on, "on")
        need_columns(left, list(inputs.pairs), "pairs")
        need_columns(right, list(inputs.pairs.values()), "pairs")
        pairs = [*dict.fromkeys([*((name, name) for name in inputs.on), *inputs.pairs.items()])]
        if not pairs:
            raise InputProblem("on", "in which columns are the rows equal?", remedy="Choose one or more.")
        keys = {ours: _compared(left, right, ours, theirs, inputs.compare) for ours, theirs in pairs}
        equal = " AND ".join(f"{ours} = {theirs}" for ours, theirs in keys.values())
        for name, (ours, _) in keys.items():  # to DuckDB NaN equals itself, and here it is missing
            equal += f" AND NOT isnan({ours})" if inputs.compare == "as numbers" or _is_real(left, name) else ""
        both = inputs.how in ("right", "full")  # the key is that of the side which has one
        cells, columns = [], []
        for number, field in enumerate(left.schema):
            first = position_of(left, field.name) == number
            if both and first and field.name in keys:
                ours, theirs = keys[field.name]
                cells.append(f"coalesce({ours}, {theirs})")
                columns.append(field if ours == f"l.c{number}" else field.name)
            else:
                cells.append(f"l.c{number}")
                columns.append(field)
        if inputs.how != "only left":
            dropped = {name for _, name in pairs}
            for number, alias in _right_names(left.column_names, right.column_names, dropped, inputs.suffix):
                cells.append(f"r.c{number}")
                columns.append(right.schema.field(number).with_name(alias))
        is_lazy = isinstance(left, LazyFrame) or isinstance(right, LazyFrame)
        sides = "input_0 l {} JOIN input_1 r", ""
        if not is_lazy:
            _tell_unmatched(left, right, equal, inputs.how, ctx)
            places = "l.position" if inputs.how == "only left" else "l.position NULLS LAST, r.position"
            sides = f"{POSITIONED} l {{}} JOIN {POSITIONED.replace('input_0', 'input_1')} r", f" ORDER BY {places}"
        sql = f"SELECT {', '.join(cells)} FROM {sides[0].format(_JOINS[inputs.how])} ON {equal}{sides[1]}"
        return self.Outputs(table=answer(Query(sql, columns, spreads=True), ctx, left, right))


def _compared(left: AnyTable, right: AnyTable, ours: str, theirs: str, compare: str) -> tuple[str, str]:
    """Two columns in SQL as they are compared. Raises `InputProblem` for types that do not go together."""
    names = f"l.{column(left, ours)}", f"r.{column(right, theirs)}"
    kinds = type_of(left, ours), type_of(right, theirs)
    if _go_together(*kinds):
        return names
    if compare == "as text":
        return f"{names[0]}::VARCHAR", f"{names[1]}::VARCHAR"
    if compare == "as numbers":
        return f"TRY_CAST({names[0]} AS DOUBLE)", f"TRY_CAST({names[1]} AS DOUBLE)"
    raise InputProblem(
        "compare",
        f"{ours!r} holds {words_of(kinds[0])} on the left, {theirs!r} {words_of(kinds[1])} on the right",
        remedy="Choose how to compare them, or convert a type before.",
    )


def _is_real(table: AnyTable, name: str) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_floating(type_of(table, name)))


def _go_together(one: pa.DataType, other: pa.DataType) -> bool:
    """Whether equal values of two types are equal without a loss."""
    import pyarrow as pa

    if one == other:
        return True
    if pa.types.is_timestamp(one) and pa.types.is_timestamp(other):
        return (one.tz is None) == (other.tz is None)
    families = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_date, _is_text)
    return any(family(one) and family(other) for family in families)


def _is_text(kind: pa.DataType) -> bool:
    return words_of(kind) == "text"


def _tell_unmatched(left: AnyTable, right: AnyTable, equal: str, how: str, ctx: Context) -> None:
    """How many rows are left out, and whether rows of both sides are there several times."""
    sides = [
        ("left", "input_0 l ANTI JOIN input_1 r", left, how in ("inner", "right")),
        ("right", "input_1 r ANTI JOIN input_0 l", right, how in ("inner", "left")),
    ]
    for side, tables, table, is_dropped in sides:
        if is_dropped:
            (count,) = figures(f"SELECT count(*) FROM {tables} ON {equal}", ctx, left, right)
            if count:
                message = mark(
                    f"{count:,} of {table.num_rows:,} rows of the {side} table match nothing and are left out"
                )
                ctx.notice(message, "dropped", count=count, port="how")


def _right_names(left: list[str], right: list[str], keys: Collection[str], suffix: str) -> list[tuple[int, str]]:
    """The positions of the right columns without the keys, and what each is called: otherwise where the left table has
    its name.
    """
    names, renamed, dropped = {*left}, [], set()
    for position, name in enumerate(right):
        if name in keys and name not in dropped:
            dropped.add(name)
            continue
        alias = name
        while alias in names:
            alias += suffix
        names.add(alias)
        renamed.append((position, alias))
    return renamed


Function = Literal["mean", "median", "sum", "min", "max", "count", "distinct", "standard deviation", "first", "last"]
_FUNCTIONS = {
    "mean": "avg({0})",
    "median": "median({0})",
    "min": "min({0})",
    "max": "max({0})",
    "count": "count({0})",
    "distinct": "count(DISTINCT {0})",
    "standard deviation": "stddev_samp({0})",
    "first": "arg_min_null({0}, position)",
    "last": "arg_max_null({0}, position)",
}
_OF_NUMBERS = ("mean", "median", "sum", "standard deviation")


class Figure(Fields):
    """A figure of one column."""

    column: Annotated[str, ColumnOf("table")] = Field("", description="What to summarise.")
    function: Function = "mean"
    name: str = Field("", description="Of the new column; empty makes one of both.")


class Aggregate(Tool):
    """Group rows that are equal in some columns and compute figures for each group.

    Every function is applied to every column to summarise: *mean* of `body_mass_g` becomes
    `body_mass_g_mean`. Under *Figures* each column has a function (and a name) of its own: the mean of one, the
    largest of another. The number of rows is always there as `rows`. Without columns to group by, the whole table is
    one group. *First* and *last* go by the order of the rows.
    """

    name = "tables.aggregate"
    title = "Group and aggregate"
    category = "Tables"
    icon = "sigma"
    keywords = ("group by", "pivot", "sum", "mean", "count", "summarise")
    deterministic = True

    class Inputs(Fields):
        table: AnyTable
        group_by: Annotated[list[str], CONFIG, ColumnOf("table")] = Field([], title="Group by")
        columns: Annotated[list[str], CONFIG, ColumnOf("table")] = Field(
            [], title="Summarise", description="Columns to summarise."
        )
        functions: Annotated[list[Function], CONFIG] = Field(["mean"], description="What to compute of each.")
        figures: Annotated[list[Figure], CONFIG] = Field([], description="Further figures, each of one column.")

    class Outputs(Fields):
        table: AnyTable

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        figures = [
            (figure.get("column"), figure.get("function", "mean"), figure.get("name", ""))
            for figure in inputs.get("figures", ())
        ]
        return {
            "table": _names(
                inputs.get("group_by", []),
                [*_crossed(inputs.get("columns", []), inputs.get("functions", ["mean"])), *figures],
            )
        }

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        table: AnyTable = inputs.table
        need_columns(table, inputs.group_by, "group_by")
        need_columns(table, inputs.columns, "columns")
        need_columns(table, [figure.column for figure in inputs.figures], "figures")
        each = _crossed(inputs.columns, inputs.functions)
        more = [(figure.column, figure.function, figure.name) for figure in inputs.figures]
        for port, wanted in (("columns", each), ("figures", more)):
            texts = [n for n, function, _ in wanted if function in _OF_NUMBERS and _is_text(type_of(table, n))]
            need_numbers(table, texts, port)
        wanted = [*each, *more]
        cells = [column(table, name) for name in inputs.group_by]
        cells.append("count(*)")
        cells += [_figure(table, name, function) for name, function, _ in wanted]
        rows = POSITIONED if any(function in ("first", "last") for _, function, _ in wanted) else "input_0"
        sql = f"SELECT {', '.join(cells)} FROM {rows}"
        if inputs.group_by:
            keys = ", ".join(column(table, name) for name in inputs.group_by)
            sql += f" GROUP BY {keys} ORDER BY {', '.join(ordered(table, inputs.group_by, False))}"
        columns = [*fields_of(table, inputs.group_by), *_names(inputs.group_by, wanted)[len(inputs.group_by) :]]
        return self.Outputs(table=answer(Query(sql, columns, at_once=True), ctx, table))


Wanted = tuple[str, str, str]
"""A column, a function, and a name that may be empty."""


def _crossed(columns: Sequence[str], functions: Sequence[str]) -> list[Wanted]:
    return [(name, function, "") for name in columns for function in functions]


def _names(group_by: Sequence[str], wanted: Sequence[Wanted]) -> list[str]:
    """What the columns of the result are called."""
    names = [*group_by]
    names.append(new_name("rows", names))
    for name, function, given in wanted:
        names.append(new_name(given or f"{name}_{function.replace(' ', '_')}", names))
    return names


def _figure(table: AnyTable, name: str, function: str) -> str:
    return sum_of(table, name) if function == "sum" else _FUNCTIONS[function].format(column(table, name))
