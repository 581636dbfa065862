"""Columns of a table as SQL, where they are called ``c0``, ``c1`` … by their position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nodes.frames import AnyTable
from nodes.frames.lazy import is_number
from nodes.sdk import InputProblem

if TYPE_CHECKING:
    import pyarrow as pa

TypeTest = Callable[[Any], bool]


def position_of(table: AnyTable, name: str) -> int:
    """Where a column stands; the first of its name. Raises ValueError."""
    positions = table.schema.get_all_field_indices(name)
    if not positions:
        raise ValueError(f"there is no column {name!r}")
    return int(positions[0])


def column(table: AnyTable, name: str) -> str:
    """What a column is called in SQL: the first of this name. Raises ValueError."""
    return f"c{position_of(table, name)}"


def type_of(table: AnyTable, name: str) -> pa.DataType:
    """The type of a column: the first of this name. Raises ValueError."""
    return table.schema.field(position_of(table, name)).type


def fields_of(table: AnyTable, names: Sequence[str] | None = None) -> list[pa.Field]:
    """Some columns, or all, with their types."""
    return [*table.schema] if names is None else [table.schema.field(position_of(table, name)) for name in names]


def need_numbers(table: AnyTable, names: Iterable[str], port: str) -> None:
    """Raises `InputProblem` for a column of other things than numbers."""
    for name in names:
        kind = type_of(table, name)
        if not is_number(kind):
            raise InputProblem(
                port, f"{name!r} holds {words_of(kind)}, no numbers", remedy="Choose another, or convert its type."
            )


def words_of(kind: pa.DataType) -> str:
    """A type as people call it."""
    import pyarrow as pa

    types = pa.types
    tests: dict[str, tuple[TypeTest, ...]] = {
        "whole numbers": (types.is_integer,),
        "numbers": (types.is_floating, types.is_decimal),
        "text": (types.is_string, types.is_large_string, types.is_dictionary),
        "yes and no": (types.is_boolean,),
        "dates": (types.is_date,),
        "dates and times of a zone": (lambda kind: types.is_timestamp(kind) and kind.tz is not None,),
        "dates and times": (types.is_timestamp,),
        "times": (types.is_time,),
    }
    return next((words for words, some in tests.items() if any(test(kind) for test in some)), str(kind))


def without_nan(table: AnyTable, name: str) -> str:
    """A column in SQL, its NaN missing like any other value that is not there."""
    import pyarrow as pa

    sql = column(table, name)
    return f"CASE WHEN isnan({sql}) THEN NULL ELSE {sql} END" if pa.types.is_floating(type_of(table, name)) else sql


def ordered(table: AnyTable, names: Sequence[str], descending: bool) -> list[str]:
    """Terms of an ORDER BY, missing values and NaN last, whichever way it goes."""
    import pyarrow as pa

    terms = []
    for name in names:
        sql = column(table, name)
        if pa.types.is_floating(type_of(table, name)):
            terms.append(f"isnan({sql}) NULLS LAST")
        terms.append(f"{sql} {'DESC' if descending else 'ASC'} NULLS LAST")
    return terms


def over(table: AnyTable, groups: Sequence[str], order: Sequence[str] = (), frame: str = "") -> str:
    """The OVER of a window within groups."""
    parts = []
    if groups:
        parts.append(f"PARTITION BY {', '.join(column(table, name) for name in groups)}")
    if order:
        parts.append(f"ORDER BY {', '.join(order)}")
    return f"OVER ({' '.join([*parts, frame]).strip()})"


def sum_of(table: AnyTable, name: str, rest: str = "") -> str:
    """The sum of a column in SQL; of whole numbers a whole number, and an error beyond those. `rest` is its OVER or
    FILTER.
    """
    import pyarrow as pa

    total = f"sum({column(table, name)}) {rest}"
    return f"CAST({total} AS BIGINT)" if pa.types.is_integer(type_of(table, name)) else total


def new_name(wanted: str, taken: Iterable[str]) -> str:
    """A name for a new column that no other one has: with a number behind it where it is taken."""
    names, name, number = {*taken}, wanted, 2
    while name in names:
        name, number = f"{wanted}_{number}", number + 1
    return name


def foreseen(columns: Mapping[str, list[str]], *more: str, port: str = "table") -> list[str]:
    """Names of an output that has the columns of a table and some more; empty where they are not known."""
    if port not in columns:
        return []
    names = [*columns[port]]
    for name in more:
        names.append(new_name(name, names))
    return names
