"""A table as a sheet of Excel: what Excel cannot hold is written as text, and told."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nodes.sdk import Context, InputProblem
from nodes.sdk.cells import as_text, columns_of
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MOST_LETTERS = 32_767
_EXACT = 10**15
"""Excel holds numbers of fifteen digits."""
_FIRST_DAY = dt.date(1900, 3, 1)
"""Excel takes 1900 for a leap year: earlier days would move."""


class _Told(Counter[str]):
    """How often what was done to a value, by what is told of it."""


_NOTICES = {
    "zone": (mark("times with a zone are written in UTC, for Excel knows no zones"), "cast"),
    "digits": (mark("numbers of more than 15 digits are written as text, for Excel would round them"), "cast"),
    "early": (mark("days before March 1900 are written as text, for Excel does not know them"), "cast"),
    "not finite": (mark("NaN and infinite numbers are left empty, for Excel has none"), "dropped"),
    "control": (mark("control characters are left out, for Excel refuses them"), "dropped"),
    "long": (mark(f"texts of more than {_MOST_LETTERS:,} letters are cut, for a cell of Excel holds no more"), "cut"),
}


def write_sheet(path: Path, names: list[str], batches: Iterable[pa.RecordBatch], ctx: Context) -> None:
    """Write rows to a workbook with one sheet. Raises `InputProblem` for more than a sheet holds, OSError."""
    import openpyxl

    if len(names) > _MOST_COLUMNS:
        raise InputProblem("table", f"{len(names):,} columns are more than a sheet of Excel holds ({_MOST_COLUMNS:,})")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Table")
    told = _Told()
    sheet.append([_cell(sheet, name, told) for name in names])
    written = 1
    for batch in batches:
        written += batch.num_rows
        if written > _MOST_ROWS:
            raise InputProblem("table", f"more than {_MOST_ROWS - 1:,} rows are more than a sheet of Excel holds")
        for row in zip(*columns_of(batch), strict=True):
            sheet.append([_cell(sheet, value, told) for value in row])
    book.save(path)
    for what, count in told.items():
        message, action = _NOTICES[what]
        ctx.notice(message, action, count=count, port="kind")  # type: ignore[arg-type]  # a literal of the table above


def _cell(sheet: Any, value: Any, told: _Told) -> Any:
    """What openpyxl takes for a value."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        return _number(value, told)
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None:
            told["zone"] += 1
            value = value.astimezone(dt.UTC).replace(tzinfo=None)
        return value if value.date() >= _FIRST_DAY else _early(value, told)
    if isinstance(value, dt.date):
        return value if value >= _FIRST_DAY else _early(value, told)
    if isinstance(value, dt.time | dt.timedelta):
        return value
    return _text(sheet, as_text(value), told)


def _number(value: int | float | Decimal, told: _Told) -> Any:
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        told["not finite"] += 1
        return None
    if isinstance(value, int):
        if abs(value) < _EXACT:
            return value
    elif len(value.normalize().as_tuple().digits) <= 15:
        return value
    told["digits"] += 1
    return as_text(value) if isinstance(value, Decimal) else str(value)


def _early(value: dt.date, told: _Told) -> str:
    told["early"] += 1
    return as_text(value)


def _text(sheet: Any, text: str, told: _Told) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if ILLEGAL_CHARACTERS_RE.search(text):
        told["control"] += 1
        text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(text) > _MOST_LETTERS:
        told["long"] += 1
        text = text[:_MOST_LETTERS]
    if not text.startswith(("=", "#")):
        return text
    cell = WriteOnlyCell(sheet, text)  # by itself it would become a formula, or an error
    cell.data_type = "s"
    return cell
