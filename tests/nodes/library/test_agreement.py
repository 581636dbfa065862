"""What our operations give is what another engine (polars) gives, where both mean the same."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nodes.library.tables import (
    Aggregate,
    FillMissing,
    Join,
    Pivot,
    RemoveDuplicates,
    SortRows,
    SplitColumn,
    TopRows,
    Union,
    Unpivot,
    Window,
)
from nodes.sdk.testing import run_tool

NAMES = ["g", "G", "n", "x", "t"]
Rows = list[tuple[Any, ...]]


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    rows = draw(st.integers(0, 12))

    def column(values: st.SearchStrategy[Any], kind: pa.DataType) -> pa.Array:
        return pa.array(draw(st.lists(st.one_of(st.none(), values), min_size=rows, max_size=rows)), kind)

    return pa.table(
        {
            "g": column(st.sampled_from(["a", "b", "ä", ""]), pa.string()),
            "G": column(st.integers(0, 2), pa.int64()),
            "n": column(st.integers(-3, 3), pa.int64()),
            "x": column(st.sampled_from([0.5, -1.25, 2.0, 1e6]), pa.float64()),
            "t": column(st.sampled_from(["a,b", "c", "", "d,,e"]), pa.string()),
        }
    )


def ours(made: Any, port: str = "table") -> Rows:
    table = made.outputs[port]
    return [*zip(*(column.to_pylist() for column in table.columns), strict=True)]


def theirs(frame: pl.DataFrame) -> Rows:
    return frame.rows()


def alike(one: Rows, other: Rows, ordered: bool = True) -> None:
    """Equal but for the last digits of sums, which depend on their order."""

    def key(row: tuple[Any, ...]) -> str:
        return repr([round(value, 6) if isinstance(value, float) else value for value in row])

    if not ordered:
        one, other = sorted(one, key=key), sorted(other, key=key)
    assert len(one) == len(other)
    for left, right in zip(one, other, strict=True):
        for a, b in zip(left, right, strict=True):
            assert a == b or (isinstance(a, float) and isinstance(b, float) and math.isclose(a, b, abs_tol=1e-9)), (
                left,
                right,
            )


some = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
keys = st.lists(st.sampled_from(["g", "G"]), min_size=1, max_size=2, unique=True)


def distinct(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    columns, keep = draw(some), draw(st.sampled_from(["first", "last", "none"]))
    made = run_tool(RemoveDuplicates, table=table, columns=columns, keep=keep)
    alike(ours(made), theirs(pl.DataFrame(table).unique(columns, keep=keep, maintain_order=True)))


def top(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    groups, by, count = draw(keys), draw(st.sampled_from(["n", "x"])), draw(st.integers(1, 3))
    made = run_tool(TopRows, table=table, by=by, count=count, group_by=groups)
    best = pl.DataFrame(table).drop_nulls(by).sort(by, descending=True, maintain_order=True)
    alike(ours(made), theirs(best.group_by(groups, maintain_order=True).head(count).select(NAMES)), ordered=False)


def aggregate(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    groups = draw(keys)
    figures = {
        "sum": pl.col("n").sum(), "mean": pl.col("x").mean(), "min": pl.col("g").min(), "max": pl.col("t").max(),
        "count": pl.col("x").count(), "first": pl.col("n").first(), "last": pl.col("x").last(),
    }  # fmt: skip
    columns = dict(zip(figures, "nxgtxnx", strict=True))
    wanted = [{"column": column, "function": function, "name": function} for function, column in columns.items()]
    made = run_tool(Aggregate, table=table, group_by=groups, figures=wanted)
    expected = pl.DataFrame(table).group_by(groups).agg(pl.len().alias("rows"), **figures)
    # the sum of no value is missing here, as in SQL, and nothing there
    counted = pl.DataFrame(table).group_by(groups).agg(pl.col("n").count().alias("there"))
    expected = expected.join(counted, on=groups, nulls_equal=True)
    expected = expected.with_columns(sum=pl.when(pl.col("there") > 0).then(pl.col("sum"))).drop("there")
    alike(ours(made), theirs(expected.sort(groups, nulls_last=True)))


def join(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    right = draw(tables()).select(["G", "x"]).rename_columns(["key", "x"])
    how = draw(st.sampled_from(["inner", "left", "only left"]))
    made = run_tool(Join, left=table, right=right, pairs={"G": "key"}, how=how)
    kind = {"only left": "anti"}.get(how, how)
    expected = pl.DataFrame(table).join(
        pl.DataFrame(right),
        left_on="G",
        right_on="key",
        how=kind,
        maintain_order="left_right" if kind != "anti" else "left",
    )
    alike(ours(made), theirs(expected))


def sort(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    columns = draw(some)
    reverse = [name for name in columns if draw(st.booleans())]
    made = run_tool(SortRows, table=table, columns=columns, reverse=reverse)
    descending = [name in reverse for name in columns]
    expected = pl.DataFrame(table).sort(columns, descending=descending, nulls_last=True, maintain_order=True)
    alike(ours(made), theirs(expected))


def fill(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    how = draw(st.sampled_from(["previous", "next"]))
    made = run_tool(FillMissing, table=table, columns=["x", "n"], how=how, group_by=["g"])
    filled = [pl.col(name).forward_fill() if how == "previous" else pl.col(name).backward_fill() for name in "xn"]
    alike(ours(made), theirs(pl.DataFrame(table).with_columns(column.over("g") for column in filled)))


def window(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    figure, expected = draw(
        st.sampled_from(
            [
                ("previous", pl.col("n").shift(1)),
                ("next", pl.col("n").shift(-1)),
                ("difference", pl.col("n").diff()),
                ("group mean", pl.col("n").mean()),
                ("running count", pl.col("n").cum_count()),
                ("running max", pl.col("n").cum_max().forward_fill()),
                ("row number", pl.int_range(1, pl.len() + 1)),
            ]
        )
    )
    made = run_tool(Window, table=table, figure=figure, column="n", group_by=["g"], name="made")
    alike(ours(made), theirs(pl.DataFrame(table).with_columns(made=expected.over("g"))))


def unpivot(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    made = run_tool(Unpivot, table=table, keep=["g"], columns=["n", "x"])
    expected = pl.DataFrame(table).unpivot(["n", "x"], index="g").select("g", "variable", "value")
    alike(ours(made), theirs(expected), ordered=False)


def pivot(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    summary = draw(st.sampled_from(["max", "mean", "first", "count"]))
    made = run_tool(Pivot, table=table, rows=["G"], columns="g", values="n", summary=summary)
    how = {"count": pl.element().count()}.get(summary, summary)
    expected = pl.DataFrame(table).pivot("g", index="G", values="n", aggregate_function=how)
    if summary == "count":  # of a place without rows it is 0 here
        expected = expected.with_columns(pl.all().exclude("G").fill_null(0))
    names = ["missing" if name == "null" else name for name in expected.columns]
    result = made.outputs["table"]
    assert sorted(result.column_names) == sorted(names)
    expected.columns = names
    alike(ours(made), theirs(expected.select(result.column_names).sort("G", nulls_last=True)))


def union(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    other = draw(tables()).select(draw(some))
    made = run_tool(Union, tables=["one", "two"], one=table, two=other)
    expected = pl.concat([pl.DataFrame(table), pl.DataFrame(other)], how="diagonal")
    alike(ours(made), theirs(expected))


def split(table: pa.Table, draw: Callable[[Any], Any]) -> None:
    made = run_tool(SplitColumn, table=table, column="t", into="rows")
    alike(ours(made), theirs(pl.DataFrame(table).with_columns(pl.col("t").str.split(",")).explode("t")))


@pytest.mark.parametrize(
    "operation", [distinct, top, aggregate, join, sort, fill, window, unpivot, pivot, union, split]
)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_another_engine_gives_the_same(operation: Callable[..., None], data: st.DataObject) -> None:
    operation(data.draw(tables()), data.draw)
