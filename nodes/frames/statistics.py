"""What a column holds, in figures over all its rows."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from nodes.frames.arrangement import text_sql
from nodes.frames.lazy import AnyTable, LazyFrame, is_number, is_plain
from nodes.frames.query import figures, running
from nodes.sdk import Context

if TYPE_CHECKING:
    import pyarrow as pa

BINS = 24
EXACT = 5_000_000
"""Of more rows the number of different values and the quartiles are estimates (HyperLogLog, t-digest)."""
FREQUENT = 8


@dataclass(frozen=True, slots=True)
class Bin:
    """So many values lie from `least` on and below `most`; the last bin holds its end, too."""

    least: Any
    most: Any
    count: int


@dataclass(frozen=True, slots=True)
class Frequent:
    """A value as text, and how often it is there."""

    text: str
    count: int


@dataclass(frozen=True)
class ColumnStatistics:
    """What is None or empty is not known for values of this type.

    Attributes:
        rows: All rows.
        missing: Those without a value.
        distinct: Different values.
        is_estimate: Of `distinct` and `quartiles`.
        not_finite: NaN and infinities, which are left out of all figures below.
        least, most: The smallest and the largest value.
        mean, deviation: The arithmetic mean and the standard deviation of a sample (n - 1).
        quartiles: At 25, 50 and 75 %.
        bins: How numbers and times lie between the least and the most, in `BINS` parts of one width.
        frequent: The most frequent values, at most `FREQUENT`; only of what is no number.
    """

    rows: int
    missing: int
    distinct: int | None = None
    is_estimate: bool = False
    not_finite: int = 0
    least: Any = None
    most: Any = None
    mean: float | None = None
    deviation: float | None = None
    quartiles: tuple[float, ...] = ()
    bins: tuple[Bin, ...] = ()
    frequent: tuple[Frequent, ...] = ()


def statistics(table: AnyTable, column: int, ctx: Context) -> ColumnStatistics:
    """The statistics of a column by its number. Raises `ToolError`, `Cancelled`."""
    one = table.select([column])
    kind = one.schema.field(0).type
    if not is_plain(one.schema) and not isinstance(one, LazyFrame):
        return ColumnStatistics(one.num_rows, one.column(0).null_count)
    rows, filled = figures("SELECT count(*), count(c0) FROM input_0", ctx, one)
    summary = ColumnStatistics(rows, rows - filled)
    if is_number(kind):
        return _of_numbers(summary, one, kind, ctx)
    if _is_time(kind):
        return _of_times(summary, one, kind, ctx)
    return _of_values(summary, one, ctx)


def _of_numbers(summary: ColumnStatistics, one: AnyTable, kind: pa.DataType, ctx: Context) -> ColumnStatistics:
    import pyarrow as pa

    finite = "c0 IS NOT NULL"
    if pa.types.is_floating(kind):
        finite = "isfinite(c0)"
    is_estimate = summary.rows > EXACT
    quartiles = "quantile_cont(CAST(c0 AS DOUBLE), [0.25, 0.5, 0.75])"
    if is_estimate:
        quartiles = "approx_quantile(CAST(c0 AS DOUBLE), [0.25, 0.5, 0.75])"
    sql = (
        f"SELECT count(*), {_distinct(is_estimate)}, min(c0), max(c0), avg(c0), stddev_samp(CAST(c0 AS DOUBLE)), "
        f"{quartiles} FROM input_0 WHERE {finite}"
    )
    count, distinct, least, most, mean, deviation, parts = figures(sql, ctx, one)
    bins: tuple[Bin, ...] = ()
    if count:
        bins = _bins(one, "CAST(c0 AS DOUBLE)", finite, float(least), float(most), ctx)
    return ColumnStatistics(
        summary.rows,
        summary.missing,
        distinct,
        is_estimate,
        summary.rows - summary.missing - count,
        least,
        most,
        _finite(mean),
        _finite(deviation),
        tuple(parts or ()),
        bins,
    )


def _of_times(summary: ColumnStatistics, one: AnyTable, kind: pa.DataType, ctx: Context) -> ColumnStatistics:
    is_estimate = summary.rows > EXACT
    sql = (
        f"SELECT {_distinct(is_estimate)}, {text_sql('min(c0)', kind)}, {text_sql('max(c0)', kind)}, "
        "epoch(min(c0) FILTER (isfinite(c0))), epoch(max(c0) FILTER (isfinite(c0))) FROM input_0"
    )
    distinct, least, most, first, last = figures(sql, ctx, one)
    bins: tuple[Bin, ...] = ()
    if first is not None and last is not None:
        with contextlib.suppress(OverflowError):  # years that Python does not have
            parts = _bins(one, "epoch(c0)", "isfinite(c0)", first, last, ctx)
            bins = tuple(Bin(_moment(part.least, kind), _moment(part.most, kind), part.count) for part in parts)
    return ColumnStatistics(summary.rows, summary.missing, distinct, is_estimate, least=least, most=most, bins=bins)


def _of_values(summary: ColumnStatistics, one: AnyTable, ctx: Context) -> ColumnStatistics:
    is_estimate = summary.rows > EXACT
    (distinct,) = figures(f"SELECT {_distinct(is_estimate)} FROM input_0", ctx, one)
    sql = (
        "SELECT CAST(c0 AS VARCHAR), count(*) FROM input_0 WHERE c0 IS NOT NULL GROUP BY c0 "
        f"ORDER BY count(*) DESC, 1 LIMIT {FREQUENT}"
    )
    with running(sql, ctx, one) as relation:
        frequent = tuple(Frequent(text, count) for text, count in relation.fetchall())
    return ColumnStatistics(summary.rows, summary.missing, distinct, is_estimate, frequent=frequent)


def _finite(value: Any) -> float | None:
    """A figure, where numbers were not too large to work it out."""
    return float(value) if value is not None and math.isfinite(value) else None


def _distinct(is_estimate: bool) -> str:
    return "least(approx_count_distinct(c0), count(c0))" if is_estimate else "count(DISTINCT c0)"


def _bins(one: AnyTable, value: str, which: str, least: float, most: float, ctx: Context) -> tuple[Bin, ...]:
    width = (most - least) / BINS
    if not (width > 0 and math.isfinite(width)):
        return ()
    sql = (
        f"SELECT least({BINS - 1}, greatest(0, CAST(floor(({value} - {least!r}) / {width!r}) AS INTEGER))), count(*) "
        f"FROM input_0 WHERE {which} GROUP BY 1"
    )
    with running(sql, ctx, one) as relation:
        counts: dict[int, int] = dict(relation.fetchall())
    edges: Sequence[float] = [least + width * number for number in range(BINS)] + [most]
    return tuple(Bin(edges[n], edges[n + 1], counts.get(n, 0)) for n in range(BINS))


def _moment(seconds: float, kind: pa.DataType) -> str:
    """A point in time by its seconds since 1970, in the zone of its column. Raises OverflowError."""
    import pyarrow as pa

    moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds)
    if pa.types.is_timestamp(kind) and kind.tz:
        with contextlib.suppress(ValueError):  # a zone that Python does not know
            moment = moment.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(kind.tz)).replace(tzinfo=None)
    return str(moment.date()) if pa.types.is_date(kind) else moment.isoformat(" ", "seconds")


def _is_time(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_timestamp(kind) or pa.types.is_date(kind))
