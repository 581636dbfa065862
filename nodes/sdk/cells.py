"""Values of tables as cells: what a file, a page, JSON and the clipboard hold of them."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def columns_of(table: pa.Table | pa.RecordBatch) -> list[list[Any]]:
    """The values of each column as Python has them, whatever the columns are called. What it cannot hold (durations
    and points in time that are too long, too late, or finer than a microsecond) is the text that Arrow has for it.
    """
    return [_held_column(column) for column in table.columns]


def rows_of(table: pa.Table | pa.RecordBatch) -> list[dict[str, Any]]:
    """The rows as records, their values as in `columns_of`. Of several columns with one name the last is in it."""
    values = columns_of(table)
    if not values:
        return [{} for _ in range(table.num_rows)]
    return [dict(zip(table.schema.names, row, strict=True)) for row in zip(*values, strict=True)]


def as_json(value: Any) -> Any:
    """A value as JSON has it: times and bytes (Base64) as text, NaN and infinities as null.

    A decimal number is a number where that loses no digit, else text.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return _plain_number(value)
    if isinstance(value, dict):
        return {key if isinstance(key, str) else as_text(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, dt.datetime) else as_text(value)


def as_text(value: Any) -> str:
    """A value as one line of text: all its digits, ISO 8601 for times, JSON for lists and records, nothing for what is
    missing.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, list | tuple | dict):
        return json.dumps(as_json(value), ensure_ascii=False)
    return str(value)


def _plain_number(value: Decimal) -> int | float | str | None:
    if not value.is_finite():
        return None
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else f"{value:f}"


def _held_column(column: Any) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except (OverflowError, ValueError):  # `pyarrow.ArrowInvalid`, of a zone that Python does not know, is one
        values = [held(value) for value in column]
    return values


def held(scalar: Any) -> Any:
    """One value as in `columns_of`."""
    import pyarrow as pa

    try:
        return scalar.as_py()
    except (OverflowError, ValueError):
        if pa.types.is_struct(scalar.type):
            return {name: held(value) for name, value in scalar.items()}
        if pa.types.is_nested(scalar.type):
            return [held(value) for value in scalar.values]
        if pa.types.is_timestamp(scalar.type) and scalar.type.tz:  # of a zone that nobody here knows
            return f"{scalar.cast(pa.timestamp(scalar.type.unit)).cast(pa.string()).as_py()} UTC"
        return scalar.cast(pa.string()).as_py()
