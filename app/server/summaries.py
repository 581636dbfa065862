"""Values as a page shows them: heads of tables, where files are, texts."""

from __future__ import annotations

import json
from typing import Any

from nodes.sdk.cells import rows_of
from nodes.sdk.kinds import FILES, kind_of
from nodes.sdk.types import File, Table

ROWS = 20
TEXT = 20_000
CELL = 200


def summary_of(name: str, value: Any) -> dict[str, Any]:
    """One value as JSON. `kind` is table, image, file, text or json."""
    kind = kind_of(value)
    if kind in FILES:
        return {"name": name, "kind": kind, **_file(value)}
    if kind == "table":
        return {"name": name, "kind": kind, **_table(value)}
    if kind == "str":
        return {"name": name, "kind": "text", "text": value[:TEXT]}
    return {"name": name, "kind": "json", "text": json.dumps(value, indent=2, ensure_ascii=False, default=str)[:TEXT]}


def _file(file: File) -> dict[str, Any]:
    size = f", {file.size_bytes / 1000:,.1f} kB" if file.size_bytes else ""
    facts = file.model_dump(mode="json", include={"sha256", "name", "media_type", "size_bytes"})
    return {"text": file.name + size, "file": facts}


def _table(table: Table) -> dict[str, Any]:
    head = rows_of(table.slice(0, ROWS))
    return {
        "text": f"{table.num_rows:,} rows × {table.num_columns} columns",
        "columns": table.column_names,
        "rows": [[_cell(cell) for cell in row.values()] for row in head],
        "more": max(0, table.num_rows - ROWS),
    }


def _cell(cell: Any) -> str:
    return "" if cell is None else str(cell)[:CELL]
