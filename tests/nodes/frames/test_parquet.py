"""Parquet files as people have them: read as a query, each gives what it gives when it is read into memory."""

from __future__ import annotations

import datetime
import decimal
import uuid
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nodes.frames import LazyFrame, batches, table_of
from nodes.frames.rows import aside
from nodes.library.tables import FilterRows, ReadTable, SelectColumns, SortRows, Sql
from nodes.sdk.testing import run_tool

MOMENT = datetime.datetime(2024, 10, 27, 0, 30, 15, 123456)
AWARE = MOMENT.replace(tzinfo=datetime.UTC)
COLUMNS: dict[str, pa.Array] = {
    "int8": pa.array([1, None, -128], pa.int8()),
    "uint64": pa.array([2**64 - 1, None, 0], pa.uint64()),
    "int64": pa.array([2**63 - 1, None, -(2**63)], pa.int64()),
    "float16": pa.array([1.5, None, 2.0], pa.float16()),
    "float32": pa.array([0.1, None, float("nan")], pa.float32()),
    "float64": pa.array([float("inf"), None, float("nan")]),
    "bool": pa.array([True, None, False]),
    "text": pa.array(["a\0b", None, ""]),
    "large text": pa.array(["ä", None, "𝄞"], pa.large_string()),
    "view": pa.array(["x", None, "y"], pa.string_view()),
    "bytes": pa.array([b"\xff\x00", None, b""]),
    "fixed bytes": pa.array([b"ab", None, b"cd"], pa.binary(2)),
    "date32": pa.array([datetime.date(1, 1, 1), None, datetime.date(9999, 12, 31)]),
    "date64": pa.array([datetime.date(1970, 1, 1), None, datetime.date(2024, 2, 29)], pa.date64()),
    "seconds": pa.array([MOMENT.replace(microsecond=0), None, MOMENT.replace(microsecond=0)], pa.timestamp("s")),
    "milliseconds": pa.array([MOMENT.replace(microsecond=0), None, datetime.datetime(1900, 1, 1)], pa.timestamp("ms")),
    "microseconds": pa.array([MOMENT, None, datetime.datetime(1, 1, 1)], pa.timestamp("us")),
    "nanoseconds": pa.array([1, None, -1], pa.timestamp("ns")),
    "zone": pa.array([AWARE, None, AWARE], pa.timestamp("us", "Europe/Berlin")),
    "nanoseconds in a zone": pa.array([1, None, -1], pa.timestamp("ns", "UTC")),
    "time32": pa.array([datetime.time(1, 2, 3), None, datetime.time(0)], pa.time32("s")),
    "time64": pa.array([datetime.time(23, 59, 59, 999999), None, datetime.time(0)], pa.time64("us")),
    "time of nanoseconds": pa.array([1, None, 2], pa.time64("ns")),
    "duration": pa.array([1, None, -1], pa.duration("us")),
    "decimal": pa.array([decimal.Decimal("1.10"), None, decimal.Decimal("-0.01")], pa.decimal128(38, 2)),
    "long decimal": pa.array([decimal.Decimal(10) ** 50, None, decimal.Decimal(0)], pa.decimal256(60, 0)),
    "list": pa.array([[1, None], None, []]),
    "large list": pa.array([["a"], None, []], pa.large_list(pa.string())),
    "fixed list": pa.array([[1, 2], None, [3, 4]], pa.list_(pa.int32(), 2)),
    "struct": pa.array([{"a": 1, "B": "x"}, None, {"a": None, "B": "y"}]),
    "map": pa.array([[("k", 1)], None, []], pa.map_(pa.string(), pa.int64())),
    "dictionary": pa.array(["a", None, "a"]).dictionary_encode(),
    "nothing": pa.nulls(3),
    "uuid": pa.array([uuid.UUID(int=1).bytes, None, uuid.UUID(int=2).bytes], pa.uuid()),
}
NAMES = [
    ["Name", "NAME", "name_1"],
    ["a", "a"],
    ["", "x"],
    ['"', "'", ";--", "{0}", "$1"],
    ["filename", "file_row_number", "rowid", "input_0", "step_0", "position", "t"],
    ["c1", "c0"],
    ["x" * 20_000],
]


def both(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """What *Read table* gives of it where it is large, and where it is small."""
    given = []
    for most in (1, 1 << 30):
        monkeypatch.setattr(batches, "IN_MEMORY", most)
        given.append(run_tool(ReadTable, file=path).outputs["table"])
    return given[0], given[1]


def same(large: Any, small: pa.Table) -> None:
    with aside() as ctx:
        rows = table_of(large, ctx)
    assert rows.column_names == small.column_names
    assert rows.schema.types == small.schema.types
    for name, ours, theirs in zip(small.column_names, rows.columns, small.columns, strict=True):
        assert ours.combine_chunks().to_string(window=99) == theirs.combine_chunks().to_string(window=99), name


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_types_stay_as_they_are(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    column = COLUMNS[kind]
    table = pa.table({"n": [1, 2, 3], "it": column})
    pq.write_table(table, tmp_path / "a.parquet")
    large, small = both(tmp_path / "a.parquet", monkeypatch)
    same(large, small)
    for tool, options in (
        (FilterRows, {"column": "it", "operator": "is there"}),
        (FilterRows, {"column": "n", "operator": "≥", "value": "2"}),
        (SortRows, {"columns": ["n"], "descending": True}),
        (SelectColumns, {"keep": ["it"], "rename": {"it": "n"}}),
    ):
        answers = [run_tool(tool, table=given, **options).outputs["table"] for given in (large, small)]
        same(*answers)


@pytest.mark.parametrize("names", NAMES, ids=lambda names: "|".join(names)[:30])
def test_names_stay_as_they_are(names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = pa.table([pa.array([number, number + 1]) for number in range(len(names))], names=names)
    pq.write_table(table, tmp_path / "a.parquet")
    large, small = both(tmp_path / "a.parquet", monkeypatch)
    assert isinstance(large, LazyFrame)
    same(large, small)
    for name in filter(None, dict.fromkeys(names)):
        for tool, options in (
            (SortRows, {"columns": [name], "descending": True}),
            (FilterRows, {"column": name, "operator": ">", "value": "1"}),
            (SelectColumns, {"keep": [name]}),
        ):
            answers = [run_tool(tool, table=given, **options).outputs["table"] for given in (large, small)]
            same(*answers)


@pytest.mark.parametrize(
    ("write", "rows"),
    [
        ({}, 0),
        ({"row_group_size": 1}, 5),
        ({"use_deprecated_int96_timestamps": True}, 3),
        ({"coerce_timestamps": "ms", "allow_truncated_timestamps": True}, 3),
        ({"version": "1.0"}, 3),
        ({"compression": "brotli"}, 3),
        ({"use_dictionary": False, "write_statistics": False}, 3),
        ({"store_schema": False}, 3),
    ],
    ids=str,
)
def test_ways_of_writing(write: dict[str, Any], rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = pa.array([MOMENT] * rows, pa.timestamp("us"))
    table = pa.table({"n": pa.array(range(rows), pa.int64()), "at": moments, "x": pa.array([float("nan")] * rows)})
    folder = tmp_path / "year=2024" / "a*b[c]?"
    folder.mkdir(parents=True)
    pq.write_table(table, folder / "a.parquet", **write)
    same(*both(folder / "a.parquet", monkeypatch))


@pytest.mark.parametrize("column", ["number", '"of.a.name"', "of.record"])
@pytest.mark.parametrize("operator", ["=", "<>", "<", "<=", ">", ">="])
def test_what_is_no_number_is_where_sql_says(
    column: str, operator: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of Arrow say that the least and the most of ``[1, NaN]`` are 1."""
    numbers = pa.array([1.0, float("nan"), None, 1.0])
    record = pa.StructArray.from_arrays([numbers], ["record"])
    pq.write_table(pa.table({"number": numbers, "of": record, "of.a.name": numbers}), tmp_path / "a.parquet")
    large, small = both(tmp_path / "a.parquet", monkeypatch)
    query = f"SELECT count(*) AS n FROM data WHERE {column} {operator} 1.0"
    answers = [run_tool(Sql, query=query, data=given).outputs["table"].to_pylist() for given in (large, small)]
    assert answers[0] == answers[1]
