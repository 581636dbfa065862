"""Rows from anywhere in a Parquet file."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nodes.frames import LazyFrame, pages
from nodes.frames.pages import Pages
from nodes.sdk import File


def stored(table: pa.Table, path: Path, group: int) -> LazyFrame:
    pq.write_table(table, path, row_group_size=group)
    return LazyFrame.of_file(File(path=path), table.schema, table.num_rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.integers(0, 60),
    group=st.integers(1, 25),
    first=st.integers(0, 70),
    count=st.integers(0, 70),
    columns=st.sets(st.integers(0, 3)),
    batch=st.integers(1, 30),
)
def test_a_page_is_that_part_of_the_table(
    rows: int, group: int, first: int, count: int, columns: set[int], batch: int, tmp_path: Path
) -> None:
    table = pa.table({"n": range(rows), "a.b": [str(n) for n in range(rows)], "r": [{"x": n} for n in range(rows)]})
    table = table.append_column("n", pa.array([-n for n in range(rows)], pa.int64()))
    if rows == 0:
        table = table.set_column(2, "r", pa.array([], pa.struct([("x", pa.int64())])))
        table = table.set_column(0, "n", pa.array([], pa.int64())).set_column(1, "a.b", pa.array([], pa.string()))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pages, "_BATCH_ROWS", batch)
        read = Pages(stored(table, tmp_path / "t.parquet", group))
        assert read.num_rows == rows
        part = read.read(first, count, sorted(columns))
    assert part.equals(table.select(sorted(columns)).slice(first, count)) or (not columns and part.num_columns == 0)


def test_its_columns_have_the_names_and_types_of_the_frame(tmp_path: Path) -> None:
    """Not those of the file, which may be others."""
    frame = stored(pa.table({"c0": [1, 2], "c1": ["a", "b"]}), tmp_path / "t.parquet", 10)
    assert frame.source is not None
    named = LazyFrame.of_file(frame.source, pa.schema([("x", pa.int32()), ("x", pa.string())]), 2)
    page = Pages(named).read(1, 5, [0, 1])
    assert page.schema == named.schema
    assert [column.to_pylist() for column in page.columns] == [[2], ["b"]]
