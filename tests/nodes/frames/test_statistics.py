"""Figures of a column, as Python has them."""

from __future__ import annotations

import datetime as dt
import math
import statistics as python
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nodes.frames.rows import frame_of
from nodes.frames.statistics import BINS, FREQUENT, ColumnStatistics, statistics
from nodes.sdk import Context


def of(values: Any, folder: Path) -> ColumnStatistics:
    """Of rows that are there, which are those of a query."""
    ctx = Context(lambda message: None, lambda: folder)
    table = pa.table({"other": pa.nulls(len(values)), "c": values})
    told = statistics(table, 1, ctx)
    frame = frame_of(pa.table({"c": values}), ctx)
    if frame is not None:
        assert statistics(frame, 0, ctx) == told
    return told


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.none() | st.floats(-1e6, 1e6) | st.sampled_from([math.nan, math.inf]), max_size=40))
def test_figures_of_numbers(values: list[float | None], tmp_path: Path) -> None:
    told = of(pa.array(values, pa.float64()), tmp_path)
    finite = [value for value in values if value is not None and math.isfinite(value)]
    assert (told.rows, told.missing) == (len(values), values.count(None))
    assert told.not_finite == len(values) - told.missing - len(finite)
    assert told.distinct == len({*finite})
    if finite:
        assert (told.least, told.most) == (min(finite), max(finite))
        assert told.mean == pytest.approx(python.fmean(finite), rel=1e-9, abs=1e-6)
        assert told.quartiles[1] == pytest.approx(python.median(finite), rel=1e-9, abs=1e-9)
        if told.bins:
            assert sum(part.count for part in told.bins) == len(finite)
            assert len(told.bins) == BINS
            assert (told.bins[0].least, told.bins[-1].most) == (min(finite), max(finite))
    if len(finite) > 1:
        assert told.deviation == pytest.approx(python.stdev(finite), rel=1e-6, abs=1e-6)


def test_figures_of_texts(tmp_path: Path) -> None:
    values = ["a", "b", "a", None, "c", *map(str, range(20)), "a"]
    told = of(pa.array(values), tmp_path)
    counts = Counter(value for value in values if value is not None)
    assert (told.rows, told.missing, told.distinct) == (len(values), 1, len(counts))
    assert len(told.frequent) == FREQUENT
    assert (told.frequent[0].text, told.frequent[0].count) == ("a", 3)


@pytest.mark.parametrize(
    "kind", [pa.date32(), pa.timestamp("us"), pa.timestamp("us", "Europe/Berlin"), pa.timestamp("s")], ids=str
)
def test_figures_of_times(kind: pa.DataType, tmp_path: Path) -> None:
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=n) for n in range(49)]
    told = of(pa.array([*days, None], pa.date32()).cast(kind), tmp_path)
    assert (told.rows, told.missing, told.distinct) == (50, 1, 49)
    assert str(told.least).startswith("2020-01-01")
    assert str(told.most).startswith("2020-02-18")
    assert sum(part.count for part in told.bins) == 49
    assert told.bins[0].least[:10] == str(told.least)[:10], "in the same zone"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array([True, False, True]), ("true", 2)),
        (pa.array([[1], [1], []]), ("[1]", 2)),
        (pa.array([b"\xff", b"\xff"]), (r"\xFF", 2)),
    ],
    ids=str,
)
def test_figures_of_other_values(values: pa.Array, expected: tuple[str, int], tmp_path: Path) -> None:
    told = of(values, tmp_path)
    assert (told.frequent[0].text, told.frequent[0].count) == expected


@pytest.mark.parametrize(
    "values",
    [
        pa.nulls(3),
        pa.array([1.5, None], pa.float16()),
        pa.array([1, None], pa.duration("s")),
        pa.array([2**63 - 1, -(2**63)], pa.int64()),
        pa.array([2**64 - 1, 0], pa.uint64()),
        pa.array([Decimal("1.10"), None], pa.decimal128(5, 2)),
        pa.array([-1e308, 1e308]),
        pa.array([-(2**31), 2**31 - 2], pa.int32()).cast(pa.date32()),
        pa.array([2**63 - 1, -(2**63) + 1], pa.int64()).cast(pa.timestamp("us")),
        pa.array([2**63 - 1, 0], pa.int64()).cast(pa.timestamp("us")),
    ],
    ids=str,
)
def test_of_extremes_something_is_told(values: pa.Array, tmp_path: Path) -> None:
    told = of(values, tmp_path)
    assert told.rows == len(values)
    assert told.missing == values.null_count
