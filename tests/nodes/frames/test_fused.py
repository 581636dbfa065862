"""A chain of table tools over rows that are not made yet comes to what it comes to step by step in memory."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nodes.frames import table_of
from nodes.frames.rows import frame_of
from nodes.library.tables import (
    Bin,
    ConvertTypes,
    FillMissing,
    FilterRows,
    RemoveDuplicates,
    SampleRows,
    SelectColumns,
    SortRows,
    SplitColumn,
    TopRows,
    Unpivot,
    Window,
)
from nodes.library.tables.read import ColumnType
from nodes.library.tables.window import Figure
from nodes.sdk import Context, Tool, ToolError

TYPES: dict[str, tuple[pa.DataType, st.SearchStrategy[Any]]] = {
    "int": (pa.int64(), st.integers(-5, 5)),
    "small": (pa.uint8(), st.integers(0, 255)),
    "float": (pa.float64(), st.sampled_from([0.0, -1.5, 2.0, 1e300, math.inf, -math.inf, math.nan])),
    "text": (pa.string(), st.sampled_from(["", "a", "A", "ab", "ä", "z'", '"', "{0}", "5", "a.b"])),
    "long": (pa.large_string(), st.sampled_from(["x", "y", ""])),
    "yes": (pa.bool_(), st.booleans()),
    "day": (pa.date32(), st.dates(datetime.date(1969, 1, 1), datetime.date(1971, 1, 1))),
    "moment": (pa.timestamp("ms"), st.datetimes(datetime.datetime(1960, 1, 1), datetime.datetime(2200, 1, 1))),
    "zone": (pa.timestamp("us", "Europe/Berlin"), st.just(datetime.datetime(2024, 3, 31, 1, tzinfo=datetime.UTC))),
    "money": (pa.decimal128(10, 2), st.sampled_from([Decimal("1.10"), Decimal("-0.05"), Decimal("99999999.99")])),
    "list": (pa.list_(pa.int32()), st.lists(st.integers(0, 3), max_size=2)),
}
NAMES = ["a", "A", "b", "B b", 'c"', "c0", "input_0", "ä"]
OPERATORS = ["=", "≠", "<", "≤", ">", "≥", "contains", "starts with", "matches", "is one of", "is missing", "is there"]
OPERATIONS = ["distinct", "sample", "of groups", "fill", "window", "convert", "split", "bin", "unpivot"]
VALUES = ["5", "-1", "2.0", "a", "ab", "1970-01-01", "", "true", "x,y", "1,2", "^a", "inf", "1.10", "{0}", "'"]


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    rows = draw(st.integers(0, 12))
    columns = {}
    for name in names:
        kind, values = TYPES[draw(st.sampled_from(sorted(TYPES)))]
        column = draw(st.lists(st.one_of(st.none(), values), min_size=rows, max_size=rows))
        if pa.types.is_timestamp(kind) and kind.unit == "ms":
            column = [value and value.replace(microsecond=value.microsecond // 1000 * 1000) for value in column]
        columns[name] = pa.array(column, kind)
    return pa.table(columns)


Step = tuple[type[Tool], dict[str, Any]]


@st.composite
def steps(draw: st.DrawFn, names: list[str]) -> list[Step]:
    found: list[Step] = []
    for _ in range(draw(st.integers(1, 6))):
        name = draw(st.sampled_from(names))
        some = st.lists(st.sampled_from(names), max_size=2, unique=True)
        match draw(st.sampled_from([*["filter", "rest", "select", "sort", "top"], *OPERATIONS])):
            case "filter" | "rest" as port:
                how = {"operator": draw(st.sampled_from(OPERATORS)), "value": draw(st.sampled_from(VALUES))}
                further = [
                    {"joined": joined, "column": draw(st.sampled_from(names)), "operator": "is there"}
                    for joined in draw(st.lists(st.sampled_from(["and", "or"]), max_size=2))
                ]
                options = {"column": name, **how, "further": further}
                found.append((FilterRows, {**options, "port": {"filter": "table"}.get(port, port)}))
            case "distinct":
                options = {"columns": draw(some), "keep": draw(st.sampled_from(["first", "last", "none"]))}
                found.append((RemoveDuplicates, {**options, "port": draw(st.sampled_from(["table", "rest"]))}))
            case "sample":
                options = {"amount": draw(st.integers(1, 100)), "unit": draw(st.sampled_from(["rows", "percent"]))}
                found.append((SampleRows, {**options, "balance": draw(st.sampled_from(["", name]))}))
            case "of groups":
                options = {"order": draw(st.sampled_from(["largest", "smallest"])), "count": draw(st.integers(1, 3))}
                options |= {"group_by": draw(some), "ties": draw(st.sampled_from(["first", "all"]))}
                found.append((TopRows, {"by": name, **options}))
            case "fill":
                ways = ["a value", "previous", "next", "mean", "median", "most frequent", "min", "max"]
                options = {"how": draw(st.sampled_from(ways)), "group_by": draw(some)}
                found.append((FillMissing, {"columns": draw(some), "value": draw(st.sampled_from(VALUES)), **options}))
            case "window":
                options = {"figure": draw(st.sampled_from(get_args(Figure))), "order_by": draw(some)}
                options |= {"group_by": draw(some), "rows": draw(st.integers(1, 3))}
                found.append((Window, {"column": name, **options, "name": "made"}))
                names = [*names, "made"] if "made" not in names else names
            case "convert":
                wanted = draw(st.sampled_from(get_args(ColumnType)))
                options = {"types": {name: wanted}, "wrong": draw(st.sampled_from(["fail", "make it missing"]))}
                found.append((ConvertTypes, options))
            case "split":
                options = {"separator": draw(st.sampled_from([".", "a", ","])), "into": "rows"}
                if draw(st.booleans()):
                    options = {**options, "into": "columns", "names": ["p", "q"], "keep": True}
                found.append((SplitColumn, {"column": name, **options}))
            case "bin":
                options = {"how": draw(st.sampled_from(["equal width", "equally many"])), "count": 3}
                found.append((Bin, {"column": name, **options}))
            case "unpivot":
                found.append((Unpivot, {"keep": draw(some), "columns": draw(some), "as_text": draw(st.booleans())}))
                names = [*found[-1][1]["keep"], "name", "value"]
            case "select":
                names = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
                renamed = {old: f"{old} 2" for old in draw(st.lists(st.sampled_from(names), max_size=1))}
                found.append((SelectColumns, {"keep": names, "rename": renamed}))
                names = [renamed.get(name, name) for name in names]
            case "sort" | "top" as kind:
                keep = draw(st.integers(1, 5)) if kind == "top" else 0
                columns = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
                found.append((SortRows, {"columns": columns, "descending": draw(st.booleans()), "keep": keep}))
    return found


def done(table: Any, step: Step, ctx: Context) -> Any:
    tool, options = step
    options = dict(options)
    port = options.pop("port", "table")
    inputs, outputs = tool.models({})
    returned = tool().run(inputs.model_validate({"table": table, **options}), ctx)
    return dict(outputs.model_validate(dict(returned)))[port]


def outcome(table: Any, chain: list[Step], ctx: Context) -> Any:
    """What comes out, or which step refuses it and why."""
    for number, step in enumerate(chain):
        try:
            table = done(table, step, ctx)
        except (ToolError, pa.ArrowException) as error:
            return number, type(error)
    return table_of(table, ctx)


def comparable(table: Any) -> Any:
    """NaN equals itself, for once."""
    if not isinstance(table, pa.Table):
        return table
    rows = [[repr(value) for value in column.to_pylist()] for column in table.columns]
    return table.column_names, [str(kind) for kind in table.schema.types], rows


def check(table: pa.Table, chain: list[Step], ctx: Context) -> None:
    lazy = frame_of(table, ctx)
    assert lazy is not None
    assert comparable(outcome(lazy, chain, ctx)) == comparable(outcome(table, chain, ctx))


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return Context(lambda _: None, lambda: tmp_path)


def explored(examples: int) -> Callable[[Any], Any]:
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@explored(100)
@given(data=st.data())
def test_fused_is_step_by_step(data: st.DataObject, ctx: Context) -> None:
    table = data.draw(tables())
    check(table, data.draw(steps(table.column_names)), ctx)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@explored(5000)
@given(data=st.data())
def test_fused_is_step_by_step_at_length(data: st.DataObject, ctx: Context) -> None:
    table = data.draw(tables())
    check(table, data.draw(steps(table.column_names)), ctx)
