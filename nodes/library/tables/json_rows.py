"""JSON and JSON lines as tables: every key of every record is a column, and no number changes."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nodes.library.tables.content import too_large_to_sample
from nodes.sdk import Context, InputProblem
from nodes.sdk.cells import as_text

_EXACT = 2**53
_LINE = 256 << 20
_BLOCK = 1 << 20
_PREVIEWED = 16 << 20
"""Bytes of a list that is read whole for its first rows."""


def read_lines(path: Path, name: str, ctx: Context) -> Any:
    """A `pyarrow.Table` of a file with one JSON object a line. Raises `InputProblem` with the line at fault."""
    import pyarrow as pa
    import pyarrow.json

    if ctx.sample_rows is None and path.stat().st_size > _BLOCK:  # Arrow reads in blocks, and fast, what is of one type
        try:
            table = pa.json.read_json(path)
            if not any(_beyond(column) for column in table.columns):
                return table
        except pa.ArrowException:
            ctx.check_cancelled()
    return table_of(list(itertools.islice(_lines(path, name, ctx), ctx.sample_rows)), ctx)


def read_list(path: Path, name: str, ctx: Context) -> Any:
    """A `pyarrow.Table` of a file with a list of JSON objects. Raises `InputProblem`."""
    if ctx.sample_rows is not None and path.stat().st_size > _PREVIEWED:
        raise too_large_to_sample(name)
    try:
        rows = _parsed(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputProblem("file", f"{name} is no json that can be read: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputProblem("file", f"{name} is not a list of objects", remedy="Use Parse JSON and Pick for it.")
    return table_of(rows[: ctx.sample_rows], ctx)


def table_of(rows: list[dict[str, Any]], ctx: Context) -> Any:
    """A `pyarrow.Table` with a column for each key, in the order in which they first stand. Missing keys are missing
    values; integers of up to 38 digits are decimals, and unlike values texts, which is told."""
    import pyarrow as pa

    names = list(dict.fromkeys(name for row in rows for name in row))
    return pa.table([column_of(name, [row.get(name) for row in rows], ctx) for name in names], names=names)


def column_of(name: str, values: list[Any], ctx: Context) -> Any:
    """A column of what is alike; whole numbers beyond 64 bits are decimals, and unlike values text, which is told."""
    import pyarrow as pa

    try:
        if not any(type(value) is int and abs(value) > _EXACT for value in values) or all(
            value is None or type(value) is int for value in values
        ):
            return pa.array(values)
    except (pa.ArrowException, OverflowError):
        pass
    if all(value is None or (type(value) is int and abs(value) < 10**38) for value in values):
        ctx.notice(f"the column {name!r} is decimal: its numbers are longer than 18 digits", "cast")
        return pa.array(values, pa.decimal128(38, 0))
    ctx.notice(f"the column {name!r} is text: its values are of unlike types, or longer than a number", "cast")
    texts = [None if value is None else as_text(value) for value in values]
    return pa.array(texts, pa.string())


def _beyond(column: Any) -> bool:
    """Whether numbers were made inexact to fit, as whole ones beyond 2^53 are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_nested(column.type):
        return True
    if not pa.types.is_floating(column.type):
        return False
    largest = pc.max(pc.abs(column)).as_py()
    return largest is not None and largest > _EXACT


def _lines(path: Path, name: str, ctx: Context) -> Iterator[dict[str, Any]]:
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(_LINE):
            number += 1
            if not number % 1000:
                ctx.check_cancelled()
            if not line.strip():
                continue
            try:
                row = _parsed(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except (ValueError, RecursionError) as error:
                raise InputProblem("file", f"{name} is no jsonl that can be read: line {number}: {error}") from error
            if not isinstance(row, dict):
                raise InputProblem("file", f"{name}, line {number}: this is not an object")
            yield row


def _parsed(text: str) -> Any:
    return json.loads(text, parse_int=_whole)


def _whole(digits: str) -> int | str:
    """A whole number; one that is longer than Python reads stays text."""
    most = sys.get_int_max_str_digits()
    return digits if most and len(digits) > most else int(digits)
