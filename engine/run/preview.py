"""What a value looks like in an event: its type, one line of words, and a few facts. Never the value."""

from __future__ import annotations

import json
import sys
from typing import Any

from engine.run.events import Preview
from nodes.sdk.texts import mark
from nodes.sdk.types import File, Image

TEXT_LENGTH = 240
_HEAD_ROWS, _HEAD_COLUMNS, _HEAD_LENGTH = 5, 4, 24


def preview(value: Any) -> Preview:
    """A small JSON object with at least ``type`` and ``text``. A value that cannot be looked at says so in its text."""
    try:
        return _preview(value)
    except Exception as error:  # whatever a value does when it is looked at, the node that gave it has not failed
        return {"type": type(value).__name__, "text": mark(f"it cannot be shown: {error}")}


def _preview(value: Any) -> Preview:
    if value is None:
        return {"type": "none", "text": "nothing"}
    if isinstance(value, bool):
        return {"type": "bool", "text": "yes" if value else "no"}
    if isinstance(value, int | float):
        return {"type": type(value).__name__, "text": f"{value:,}" if isinstance(value, int) else f"{value:g}"}
    if isinstance(value, str):
        return {"type": "str", "text": _cut(value), "length": len(value)}
    if isinstance(value, bytes):
        return {"type": "bytes", "text": size(len(value)), "size_bytes": len(value)}
    if isinstance(value, File):
        return _file(value)
    if isinstance(value, list | tuple):
        return {
            "type": "list",
            "text": mark(f"{len(value):,} items" if len(value) != 1 else "1 item"),
            "length": len(value),
        }
    if isinstance(value, dict):
        return {"type": "dict", "text": _cut(_json(value)), "length": len(value)}
    pyarrow = sys.modules.get("pyarrow")
    if pyarrow is not None and isinstance(value, pyarrow.Table):
        return {
            "type": "table",
            "text": dimensions(value.num_rows, value.num_columns),
            "rows": value.num_rows,
            "columns": [{"name": f.name, "type": str(f.type)} for f in list(value.schema)[:200]],
            "head": _head(value),
            "size_bytes": value.nbytes,
        }
    return {"type": type(value).__name__, "text": _cut(str(value))}


def _head(table: Any) -> list[list[str]]:
    """The first values of the first columns, shortened: what a node shows of a table."""
    rows = table.select(range(min(_HEAD_COLUMNS, table.num_columns))).slice(0, _HEAD_ROWS).to_pylist()
    return [[str(value)[:_HEAD_LENGTH] for value in row.values()] for row in rows]


def _file(value: File) -> Preview:
    shown = f"{value.name}, {size(value.size_bytes)}" if value.size_bytes is not None else value.name
    return {
        "type": "image" if isinstance(value, Image) else "file",
        "text": shown,
        "name": value.name,
        "path": str(value.path),
        "media_type": value.media_type,
        "size_bytes": value.size_bytes,
        "sha256": value.sha256,
    }


def dimensions(rows: int, columns: int) -> str:
    """``344 rows × 8 columns``."""
    across = mark("1 column" if columns == 1 else f"{columns:,} columns")
    return mark(f"1 row × {across}" if rows == 1 else f"{rows:,} rows × {across}")


def size(count: int) -> str:
    """Bytes in words: ``12.3 kB`` (powers of 1,000)."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return ""


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_LENGTH else text[: TEXT_LENGTH - 1] + "…"


def _json(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[: TEXT_LENGTH * 2]
    except (ValueError, TypeError, RecursionError):
        return str(value)[: TEXT_LENGTH * 2]
