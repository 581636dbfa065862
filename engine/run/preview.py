"""What a value looks like in an event: its type, one line of words, and a few facts. Never the value."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from engine.run.events import Preview
from nodes.sdk import Context
from nodes.sdk.cells import columns_of
from nodes.sdk.kinds import Kind, kind_of
from nodes.sdk.texts import mark
from nodes.sdk.types import File, Table

if TYPE_CHECKING:
    from nodes.frames import LazyFrame

log = logging.getLogger(__name__)

TEXT_LENGTH = 240
_HEAD_ROWS, _HEAD_COLUMNS, _HEAD_LENGTH = 5, 4, 24


def preview(value: Any) -> Preview:
    """A small JSON object with at least ``type`` and ``text``. It never raises: what cannot be shown says so."""
    try:
        return _OF_KIND.get(kind_of(value), _other)(value)
    except Exception as problem:  # whatever a value does when it is looked at, the node that gave it has not failed
        log.debug("no preview of a %s", type(value).__name__, exc_info=True)
        error = _words(problem)
        return {"type": type(value).__name__, "text": mark(f"it cannot be shown: {error}")}


def _words(problem: Exception) -> str:
    """What an exception says; its own text may fail, too."""
    try:
        return str(problem) or type(problem).__name__
    except Exception:
        return type(problem).__name__


def _none(value: None) -> Preview:
    return {"type": "none", "text": "nothing"}


def _bool(value: bool) -> Preview:
    return {"type": "bool", "text": "yes" if value else "no"}


def _int(value: int) -> Preview:
    return {"type": type(value).__name__, "text": f"{value:,}"}


def _float(value: float) -> Preview:
    return {"type": type(value).__name__, "text": f"{value:g}"}


def _str(value: str) -> Preview:
    return {"type": "str", "text": _cut(value), "length": len(value)}


def _bytes(value: bytes) -> Preview:
    return {"type": "bytes", "text": size(len(value)), "size_bytes": len(value)}


def _list(value: Sequence[Any]) -> Preview:
    label = mark("1 item") if len(value) == 1 else mark(f"{len(value):,} items")
    return {"type": "list", "text": label, "length": len(value)}


def _dict(value: dict[Any, Any]) -> Preview:
    return {"type": "dict", "text": _cut(_json(value)), "length": len(value)}


def _table(table: Table) -> Preview:
    return {
        "type": "table",
        "text": dimensions(table.num_rows, table.num_columns),
        "rows": table.num_rows,
        "columns": [{"name": f.name, "type": str(f.type)} for f in list(table.schema)[:200]],
        "head": _head(table),
        "size_bytes": table.nbytes,
    }


def _frame(frame: LazyFrame) -> Preview:
    """Its first rows are not among it: they cost a query; see `counted`."""
    text = mark(f"{across(frame.num_columns)}, rows not counted")
    if frame.num_rows is not None:
        text = dimensions(frame.num_rows, frame.num_columns)
    columns = [{"name": f.name, "type": str(f.type)} for f in list(frame.schema)[:200]]
    return {"type": "table", "text": text, "rows": frame.num_rows, "columns": columns}


def counted(frame: LazyFrame, ctx: Context) -> Preview:
    """As `preview`, with its rows counted, and the first of them where they cost no more than that.

    Raises `ToolError` where they cannot be made, `Cancelled`.
    """
    rows = frame.count(ctx)
    facts = {**_frame(frame), "text": dimensions(rows, frame.num_columns), "rows": rows}
    if not frame.spreads:
        first = frame.select(range(min(_HEAD_COLUMNS, frame.num_columns))).head(_HEAD_ROWS)
        facts["head"] = _head(first.table(ctx))
    return facts


def uncounted(frame: LazyFrame, reason: str) -> Preview:
    """As `preview`, with the reason why its rows cannot be made."""
    return {**_frame(frame), "text": mark(f"{across(frame.num_columns)}; its rows cannot be made: {reason}")}


def _other(value: object) -> Preview:
    return {"type": type(value).__name__, "text": _cut(str(value))}


def _head(table: Table) -> list[list[str]]:
    """The first values of the first columns, shortened: what a node shows of a table."""
    head = table.select(range(min(_HEAD_COLUMNS, table.num_columns))).slice(0, _HEAD_ROWS)
    return [[str(value)[:_HEAD_LENGTH] for value in row] for row in zip(*columns_of(head), strict=True)]


def _file(value: File) -> Preview:
    label = value.name
    if value.size_bytes is not None:
        label = f"{label}, {size(value.size_bytes)}"
    return {
        "type": kind_of(value),
        "text": label,
        "name": value.name,
        "path": str(value.path),
        "media_type": value.media_type,
        "size_bytes": value.size_bytes,
        "sha256": value.sha256,
    }


def dimensions(rows: int, columns: int) -> str:
    """``344 rows × 8 columns``."""
    return mark(f"1 row × {across(columns)}" if rows == 1 else f"{rows:,} rows × {across(columns)}")


def across(columns: int) -> str:
    """``8 columns``."""
    return mark("1 column" if columns == 1 else f"{columns:,} columns")


def size(count: int) -> str:
    """Bytes in words: ``12.3 kB`` (powers of 1,000)."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return ""


def _cut(text: str) -> str:
    if len(text) <= TEXT_LENGTH:
        return text
    return text[: TEXT_LENGTH - 1] + "…"


def _json(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[: TEXT_LENGTH * 2]
    except (ValueError, TypeError, RecursionError):
        return str(value)[: TEXT_LENGTH * 2]


_OF_KIND: dict[Kind, Callable[[Any], Preview]] = {
    "none": _none,
    "bool": _bool,
    "int": _int,
    "float": _float,
    "str": _str,
    "bytes": _bytes,
    "list": _list,
    "dict": _dict,
    "file": _file,
    "image": _file,
    "table": _table,
    "frame": _frame,
}
