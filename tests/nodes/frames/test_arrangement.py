"""Which rows are looked at, and in which order: for rows that are there, for a query, and as Python says."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nodes.frames.arrangement import POSITION, Arrangement, Cell, arranged, positions
from nodes.frames.rows import frame_of
from nodes.sdk import Context

COLUMNS: dict[str, tuple[pa.DataType, st.SearchStrategy[Any]]] = {
    "n": (pa.int64(), st.integers(-5, 5)),
    "x": (pa.float64(), st.sampled_from([0.0, -0.0, 1.5, -2.25, math.nan, math.inf, -math.inf])),
    "Text": (pa.string(), st.sampled_from(["", "a", "B", "ab", "a%", "a_", "Ä", "ä'", '"'])),
    "text": (pa.string(), st.text("aÄß'\\%_\n", max_size=4)),
    "day": (pa.date32(), st.dates(dt.date(1990, 1, 1), dt.date(1990, 1, 20))),
    "yes": (pa.bool_(), st.booleans()),
    "amount": (pa.decimal128(6, 2), st.decimals(-10, 10, places=2)),
    "list": (pa.list_(pa.int64()), st.lists(st.integers(0, 3), max_size=2)),
}


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    count = draw(st.integers(0, 12))
    columns = {}
    for name, (kind, values) in COLUMNS.items():
        columns[name] = pa.array(draw(st.lists(st.none() | values, min_size=count, max_size=count)), kind)
    return pa.table(columns)


def arrangements(rows: int) -> st.SearchStrategy[Arrangement]:
    column = st.integers(0, len(COLUMNS) - 1)
    cells = st.none()
    if rows:
        cells = st.none() | st.builds(Cell, st.integers(1, rows), column)
    return st.builds(
        Arrangement,
        pattern=st.sampled_from(["", "a", "A", "%", "_", "'", "ä", "1", "\\"]),
        column=st.none() | column,
        same_as=cells,
        sorted_by=st.none() | st.integers(0, len(COLUMNS) - 2),
        descending=st.booleans(),
    )


def context(folder: Path) -> Context:
    return Context(lambda message: None, lambda: folder)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_query_gives_the_rows_that_are_there(data: st.DataObject, tmp_path: Path) -> None:
    table = data.draw(tables())
    arrangement = data.draw(arrangements(table.num_rows))
    ctx = context(tmp_path)
    numbers = positions(table, arrangement, ctx)
    frame = frame_of(table, ctx)
    assert frame is not None
    looked = arranged(frame, arrangement).table(ctx)
    assert looked.column(len(COLUMNS)).to_pylist() == [number + 1 for number in numbers.to_pylist()]
    assert looked.schema.names == [*COLUMNS, POSITION]
    assert str(looked.select(range(len(COLUMNS))).to_pylist()) == str(table.take(numbers).to_pylist())
    assert numbers.to_pylist() == expected(table, arrangement)


def expected(table: pa.Table, arrangement: Arrangement) -> list[int]:
    """The same in Python."""
    columns = [column.to_pylist() for column in table.columns]
    chosen = [*range(table.num_rows)]
    if (cell := arrangement.same_as) is not None:
        wanted = columns[cell.column][cell.row - 1]
        chosen = [row for row in chosen if _same(columns[cell.column][row], wanted)]
    if arrangement.pattern:
        looked = range(len(columns)) if arrangement.column is None else [arrangement.column]
        pattern = arrangement.pattern.lower()
        chosen = [row for row in chosen if any(pattern in _text(columns[c][row]) for c in looked)]
    if arrangement.sorted_by is not None:
        values = columns[arrangement.sorted_by]
        there = [row for row in chosen if not (values[row] is None or values[row] != values[row])]
        last = [row for row in chosen if row not in there]
        there.sort(key=lambda row: values[row], reverse=False)
        if arrangement.descending:
            there = [row for _, rows in _grouped(there, values) for row in rows]
        chosen = there + last
    return chosen


def _grouped(rows: list[int], values: list[Any]) -> list[tuple[Any, list[int]]]:
    """Rows of one value, the largest value first."""
    groups: list[tuple[Any, list[int]]] = []
    for row in rows:
        if groups and groups[-1][0] == values[row]:
            groups[-1][1].append(row)
        else:
            groups.append((values[row], [row]))
    return groups[::-1]


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) or (one != one and other != other)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value).lower()
    return str(value).lower()


@pytest.mark.parametrize(
    ("column", "ordered"),
    [
        (pa.array([3.0, 1.0, None, 2.0], pa.float16()), [1, 3, 0, 2]),
        (pa.array([3, 1, None, 2], pa.duration("s")), [1, 3, 0, 2]),
        (pa.array([3, 1, None, 2], pa.timestamp("ns", "UTC")), [1, 3, 0, 2]),
        (pa.array(["c", "a", None, "b"]).dictionary_encode(), [1, 3, 0, 2]),
        (
            pa.array([decimal.Decimal(3), decimal.Decimal(1), None, decimal.Decimal(2)], pa.decimal256(50, 2)),
            [1, 3, 0, 2],
        ),
        (pa.nulls(4), [0, 1, 2, 3]),
    ],
    ids=str,
)
def test_columns_of_any_type_are_sorted_and_found(column: pa.Array, ordered: list[int], tmp_path: Path) -> None:
    """Also of those that DuckDB does not take."""
    table = pa.table({"a": column})
    ctx = context(tmp_path)
    assert positions(table, Arrangement(sorted_by=0), ctx).to_pylist() == ordered
    assert positions(table, Arrangement(pattern="no such text"), ctx).to_pylist() == []
    assert positions(table, Arrangement(same_as=Cell(3, 0)), ctx).to_pylist()[-1] == (2 if ordered[-1] == 2 else 3)


def test_a_table_without_columns_has_rows(tmp_path: Path) -> None:
    table = pa.table({"a": [1, 2]}).select([])
    assert positions(table, Arrangement(), context(tmp_path)).to_pylist() == [0, 1]
    assert positions(table, Arrangement(pattern="a"), context(tmp_path)).to_pylist() == []


def test_values_that_only_text_tells_apart_are_no_one_value(tmp_path: Path) -> None:
    """Not made numbers of, which hold fewer digits."""
    values = [decimal.Decimal(f"12345678901234567890123456789012345{n}") for n in (901, 903, 902)]
    table = pa.table({"d": pa.array(values, pa.decimal256(60, 0))})
    ctx = context(tmp_path)
    assert positions(table, Arrangement(same_as=Cell(2, 0)), ctx).to_pylist() == [1]
    assert positions(table, Arrangement(sorted_by=0), ctx).to_pylist() == [0, 2, 1]
    assert positions(table, Arrangement(sorted_by=0, descending=True), ctx).to_pylist() == [1, 2, 0]


@pytest.mark.parametrize("unit", ["us", "ns"])
def test_times_are_found_as_they_are_shown(unit: str, tmp_path: Path) -> None:
    """In the zone of their column, whatever that of this machine is."""
    moment = dt.datetime(2024, 1, 1, 3, tzinfo=dt.UTC)
    table = pa.table({"t": pa.array([moment, moment + dt.timedelta(days=1)], pa.timestamp(unit, "America/New_York"))})
    ctx = context(tmp_path)
    assert positions(table, Arrangement(pattern="2023-12-31 22:00"), ctx).to_pylist() == [0]
    if unit == "us":
        frame = frame_of(table, ctx)
        assert frame is not None
        assert arranged(frame, Arrangement(pattern="2023-12-31 22:00")).table(ctx).num_rows == 1
