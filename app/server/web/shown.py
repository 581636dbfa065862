"""Values as a page shows them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from engine.client import Client
from nodes.sdk.types import File, Image

ROWS = 20
TEXT = 20_000


class Shown(NamedTuple):
    """One value. `kind` is table, image, file, text or json; `href` leads to a file."""

    name: str
    kind: str
    text: str = ""
    href: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    more: int = 0


def outputs_of(client: Client, run: str, folder: Path) -> list[Shown]:
    return [shown(name, value, run) for name, value in client.outputs(run, folder).items()]


def shown(name: str, value: Any, run: str) -> Shown:
    if isinstance(value, File):
        href = f"/web/runs/{run}/files/{value.sha256}?name={quote(value.name)}"
        size = f", {value.size_bytes / 1000:,.1f} kB" if value.size_bytes else ""
        return Shown(name, "image" if isinstance(value, Image) else "file", value.name + size, href)
    if hasattr(value, "to_batches"):
        head = value.slice(0, ROWS).to_pylist()
        rows = tuple(tuple("" if cell is None else str(cell)[:200] for cell in row.values()) for row in head)
        text = f"{value.num_rows:,} rows × {value.num_columns} columns"
        return Shown(name, "table", text, "", tuple(value.column_names), rows, max(0, value.num_rows - ROWS))
    if isinstance(value, str):
        return Shown(name, "text", value[:TEXT])
    return Shown(name, "json", json.dumps(value, indent=2, ensure_ascii=False, default=str)[:TEXT])


def seconds(run: Mapping[str, Any]) -> str:
    if run.get("finished_at") is None:
        return ""
    return f"{float(run['finished_at']) - float(run['created_at']):.1f} s"
