"""Values as a page shows them: heads of tables, where files are, texts."""

from __future__ import annotations

import json
from typing import Any

from nodes.sdk.types import File, Image

ROWS = 20
TEXT = 20_000


def shown(name: str, value: Any) -> dict[str, Any]:
    """One value as JSON. `kind` is table, image, file, text or json."""
    if isinstance(value, File):
        kind = "image" if isinstance(value, Image) else "file"
        told = value.model_dump(mode="json", include={"sha256", "name", "media_type", "size_bytes"})
        size = f", {value.size_bytes / 1000:,.1f} kB" if value.size_bytes else ""
        return {"name": name, "kind": kind, "text": value.name + size, "file": told}
    if hasattr(value, "to_batches"):
        head = value.slice(0, ROWS).to_pylist()
        rows = [["" if cell is None else str(cell)[:200] for cell in row.values()] for row in head]
        text = f"{value.num_rows:,} rows × {value.num_columns} columns"
        more = max(0, value.num_rows - ROWS)
        return {"name": name, "kind": "table", "text": text, "columns": value.column_names, "rows": rows, "more": more}
    if isinstance(value, str):
        return {"name": name, "kind": "text", "text": value[:TEXT]}
    return {"name": name, "kind": "json", "text": json.dumps(value, indent=2, ensure_ascii=False, default=str)[:TEXT]}
