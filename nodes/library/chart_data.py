"""What a chart is drawn from: the rows where they are few, else what a query makes of them.

A screen shows some thousand marks. Counting, binning and thinning out happen in the query, so that a chart of 10^8 rows
costs one pass over the columns that it names.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nodes.frames import AnyTable, table_of
from nodes.frames.lazy import is_number
from nodes.frames.query import Query, answer, figures
from nodes.library.tables.columns import position_of
from nodes.sdk import Context

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS = 50_000
"""So many are drawn one by one."""
MOST_PLACES = 1_000
"""So many places side by side, each with a label, are drawn."""
MOST_BINS = 30
_DENSITY = (80, 60)
"""Cells of a density, across and up."""
_AGGREGATES = {
    "sum": "sum", "mean": "avg", "median": "median", "min": "min", "max": "max", "count": "count",
}  # fmt: skip


@dataclass
class Drawn:
    """What is drawn.

    Attributes:
        table: A `pyarrow.Table` of the columns that are left, by their own names, and of those that were made.
        encoding: What the channels of the chart become, in Vega-Lite; None leaves one out.
        mark: The mark, where it becomes another.
    """

    table: Any
    encoding: dict[str, Any] = field(default_factory=dict)
    mark: dict[str, Any] | None = None


def drawn(
    table: AnyTable, kind: str, x: str, y: str, colour: str, aggregate: str, width_px: int, ctx: Context
) -> Drawn:
    """The rows of a chart, at most some ten thousand. `y` and `colour` are empty where there are none.

    What is left out, counted together or thinned out is told. Raises `ToolError`, `Cancelled`.
    """
    names = [*dict.fromkeys(name for name in (x, y, colour) if name)]
    chosen = _columns(table, names)
    _tell_missing(chosen, names, ctx)
    for channel, name in (("x", x), ("y", y)):
        if name and _has_places(chosen, kind, channel, name):
            chosen = _with_few_places(chosen, names.index(name), name, channel, ctx)
    (rows,) = figures("SELECT count(*) FROM input_0", ctx, chosen)
    if rows <= MOST_ROWS:
        return Drawn(table_of(chosen, ctx))
    numeric = {name: _is_scale(chosen.schema.field(name).type) for name in names}
    if kind == "histogram" and numeric[x] == "number":
        return _histogram(chosen, x, colour, ctx)
    if kind == "points" and y and numeric[x] == numeric[y] == "number":
        ctx.notice(f"{rows:,} points are drawn as a density", "guessed", count=rows, port="table")
        return _density(chosen, x, y, ctx)
    if kind in ("bar", "heat map", "histogram") or not y or aggregate != "none":
        return _grouped(chosen, kind, x, y, colour, aggregate, ctx)
    if kind in ("line", "area") and numeric[x]:
        return _outline(chosen, kind, x, y, colour, width_px, ctx)
    ctx.notice(f"a sample of {MOST_ROWS:,} of {rows:,} rows is drawn", "cut", count=rows - MOST_ROWS, port="table")
    sql = (
        f"SELECT {_all(chosen)} FROM (SELECT * FROM (SELECT *, row_number() OVER () AS position FROM input_0) "
        f"ORDER BY hash(position), position LIMIT {MOST_ROWS}) ORDER BY position"
    )
    return Drawn(_made(sql, [*chosen.schema], chosen, ctx))


def _columns(table: AnyTable, names: Sequence[str]) -> AnyTable:
    positions = [position_of(table, name) for name in names]
    return table.select(positions)


def _is_scale(kind: Any) -> str:
    """``number`` or ``time`` for what has a place on an axis, else empty."""
    import pyarrow as pa

    if is_number(kind):
        return "number"
    return "time" if pa.types.is_date(kind) or pa.types.is_timestamp(kind) else ""


def _has_places(table: AnyTable, kind: str, channel: str, name: str) -> bool:
    """Whether a column is shown as places side by side, each with its label, and not on a scale."""
    if kind == "heat map" or (channel == "x" and kind in ("bar", "box plot")):
        return _is_scale(table.schema.field(name).type) != "time"
    return not _is_scale(table.schema.field(name).type)


def _with_few_places(table: AnyTable, number: int, name: str, port: str, ctx: Context) -> AnyTable:
    """The rows of the places that come first, where there are too many to be drawn."""
    places = (
        f"SELECT c{number} AS place, min(position) AS first FROM t GROUP BY place ORDER BY first LIMIT {MOST_PLACES}"
    )
    numbered = "WITH t AS (SELECT *, row_number() OVER () AS position FROM input_0)"
    left_out, all_places = figures(
        f"{numbered} SELECT count(*) FILTER (WHERE places.first IS NULL), count(DISTINCT c{number}) "
        f"FROM t LEFT JOIN ({places}) AS places ON c{number} IS NOT DISTINCT FROM places.place",
        ctx,
        table,
    )
    if not left_out:
        return table
    ctx.notice(
        f"{name!r} has {all_places:,} values: the first {MOST_PLACES:,} are drawn", "cut", count=left_out, port=port
    )
    sql = (
        f"{numbered} SELECT {_all(table)} FROM t SEMI JOIN ({places}) AS places "
        f"ON c{number} IS NOT DISTINCT FROM places.place ORDER BY position"
    )
    return answer(Query(sql, [*table.schema], at_once=True), ctx, table)


def _all(table: AnyTable) -> str:
    return ", ".join(f"c{number}" for number in range(table.num_columns))


def _made(sql: str, columns: Sequence[str | pa.Field], table: AnyTable, ctx: Context) -> Any:
    return table_of(answer(Query(sql, columns, at_once=True), ctx, table), ctx)


def _tell_missing(table: AnyTable, names: Sequence[str], ctx: Context) -> None:
    """How many values have no place in the chart."""
    import pyarrow as pa

    counts = []
    for number, column in enumerate(table.schema):
        is_none = f"c{number} IS NULL"
        if pa.types.is_floating(column.type):
            is_none += f" OR NOT isfinite(c{number})"
        counts.append(f"count(*) FILTER (WHERE {is_none})")
    for name, count in zip(names, figures(f"SELECT {', '.join(counts)} FROM input_0", ctx, table), strict=True):
        if count:
            ctx.notice(f"values of {name!r} are missing or no finite number: not drawn", "skipped", count=count)


def _histogram(table: AnyTable, x: str, colour: str, ctx: Context) -> Drawn:
    value, group = "c0::DOUBLE", ", c1" if colour and colour != x else ""
    low, high = figures(f"SELECT min({value}), max({value}) FROM input_0 WHERE isfinite({value})", ctx, table)
    step = _nice_step(low or 0.0, high or 0.0)
    start = math.floor((low or 0.0) / step) * step
    last = max(0, math.ceil(((high or 0.0) - start) / step) - 1)
    number = f"least(floor(({value} - {start!r}::DOUBLE) / {step!r}::DOUBLE), {last})"
    sql = (
        f"SELECT {start!r}::DOUBLE + n * {step!r}::DOUBLE, {start!r}::DOUBLE + (n + 1) * {step!r}::DOUBLE, rows{group} "
        f"FROM (SELECT {number} AS n{group}, count(*) AS rows FROM input_0 WHERE isfinite({value}) GROUP BY ALL) "
        "ORDER BY ALL"
    )
    columns: list[Any] = ["_from", "_to", "_rows", *([table.schema.field(colour)] if group else [])]
    binned = {"field": "_from", "title": x, "type": "quantitative", "bin": {"binned": True, "step": step}}
    encoding = {"x": binned, "x2": {"field": "_to"}, "y": _counted("_rows")}
    return Drawn(_made(sql, columns, table, ctx), encoding)


def _nice_step(low: float, high: float) -> float:
    """The width of bins that begin at round numbers, at most `MOST_BINS` of them."""
    span = high - low
    if not span:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / MOST_BINS))
    return next(factor * power for factor in (1, 2, 5, 10, 20) if span / (factor * power) <= MOST_BINS - 1)


def _density(table: AnyTable, x: str, y: str, ctx: Context) -> Drawn:
    sides, conditions, axes = [], [], []
    for number, cells in enumerate(_DENSITY):
        value = f"c{number if x != y else 0}::DOUBLE"
        low, high = figures(f"SELECT min({value}), max({value}) FROM input_0 WHERE isfinite({value})", ctx, table)
        low, high = low or 0.0, high or 0.0
        step = (high - low) / cells or 1.0
        sides.append(f"least(floor(({value} - {low!r}::DOUBLE) / {step!r}::DOUBLE), {cells - 1})")
        conditions.append(f"isfinite({value})")
        axes.append((low, step))
    ends = ", ".join(
        f"{low!r}::DOUBLE + {name} * {step!r}::DOUBLE, {low!r}::DOUBLE + ({name} + 1) * {step!r}::DOUBLE"
        for name, (low, step) in zip(("a", "b"), axes, strict=True)
    )
    sql = (
        f"SELECT {ends}, rows FROM (SELECT {sides[0]} AS a, {sides[1]} AS b, count(*) AS rows FROM input_0 "
        f"WHERE {' AND '.join(conditions)} GROUP BY ALL) ORDER BY ALL"
    )
    encoding: dict[str, Any] = {}
    for channel, name in (("x", x), ("y", y)):
        encoding[channel] = {
            "field": f"_{channel}_from",
            "title": name,
            "type": "quantitative",
            "scale": {"zero": False},
            "bin": {"binned": True},
        }
        encoding[f"{channel}2"] = {"field": f"_{channel}_to"}
    encoding["color"] = _counted("_rows")
    columns = ["_x_from", "_x_to", "_y_from", "_y_to", "_rows"]
    return Drawn(_made(sql, columns, table, ctx), encoding, {"type": "rect"})


def _counted(name: str) -> dict[str, Any]:
    return {"field": name, "title": "rows", "type": "quantitative"}


def _grouped(table: AnyTable, kind: str, x: str, y: str, colour: str, aggregate: str, ctx: Context) -> Drawn:
    """One row for each mark. Bars of rows that share a place stand on each other, so their sum is drawn."""
    names = table.column_names
    groups = [x, *([y] if kind == "heat map" and y else []), *([colour] if colour else [])]
    keys = [f"c{names.index(name)}" for name in dict.fromkeys(groups)]
    fields: list[Any] = [table.schema.field(name) for name in dict.fromkeys(groups)]
    measure = "count(*)"
    encoding: dict[str, Any] = {"color" if kind == "heat map" else "y": _counted("_rows")}
    if y and kind not in ("heat map", "histogram"):
        function = aggregate if aggregate != "none" else "sum"
        measure = f"{_AGGREGATES[function]}(c{names.index(y)})"
        title = y if aggregate == "none" else f"{aggregate} of {y}"
        encoding = {"y": {"field": "_rows", "title": title, "type": "quantitative"}}
    if kind == "heat map" and colour:
        encoding = {}
    sql = f"SELECT {', '.join(keys)}, {measure} AS m FROM input_0 GROUP BY {', '.join(keys)} ORDER BY ALL"
    made = _made(sql, [*fields, "_rows"], table, ctx)
    if made.num_rows > MOST_ROWS:
        ctx.notice(f"only the first {MOST_ROWS:,} marks are drawn", "cut", count=made.num_rows - MOST_ROWS, port="x")
    return Drawn(made.slice(0, MOST_ROWS), encoding)


def _outline(table: AnyTable, kind: str, x: str, y: str, colour: str, width_px: int, ctx: Context) -> Drawn:
    """Of the rows that share a column of pixels the first, the last, the lowest and the highest: the line looks the
    same (M4, Jugel et al. 2014).
    """
    names = table.column_names
    across, up = f"c{names.index(x)}", f"c{names.index(y)}"
    line = f"c{names.index(colour)}" if colour and colour not in (x, y) else "1"
    place = f"epoch_us({across})::DOUBLE" if _is_scale(table.schema.field(x).type) == "time" else f"{across}::DOUBLE"
    low, high = figures(f"SELECT min({place}), max({place}) FROM input_0 WHERE isfinite({place})", ctx, table)
    step = ((high or 0.0) - (low or 0.0)) / width_px or 1.0
    # a colour has a share of the rows, so that there are never too many
    bucket = f"floor(({place} - {low or 0.0!r}::DOUBLE) / {step!r}::DOUBLE)"
    sql = f"""
        WITH t AS (SELECT *, row_number() OVER () AS position, {bucket} AS bucket, {line} AS line FROM input_0),
        kept AS (
            SELECT unnest([arg_min(position, {across}), arg_max(position, {across}),
                           arg_min(position, {up}), arg_max(position, {up})]) AS position FROM t GROUP BY bucket, line
        )
        SELECT {_all(table)} FROM t WHERE position IN (SELECT position FROM kept) ORDER BY position
    """
    made = _made(sql, [*table.schema], table, ctx)
    ctx.notice("of rows that share a place across the lowest and the highest are drawn", "cut", port="table")
    if made.num_rows > 4 * MOST_ROWS:
        ctx.notice(f"only the first {4 * MOST_ROWS:,} are drawn", "cut", count=made.num_rows - 4 * MOST_ROWS)
    return Drawn(made.slice(0, 4 * MOST_ROWS), {}, {"type": kind, "opacity": 0.7 if kind == "area" else 1})
