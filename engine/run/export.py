"""Results as files in a folder: artifacts under their own names, tables as CSV, the rest as JSON or text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nodes.sdk.types import File


def write(folder: Path, named: Mapping[str, Any]) -> dict[str, Path]:
    """Write each value into `folder` and return where it lies. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{name}{suffix_of(value)}" for name, value in named.items()}
    for name, path in paths.items():
        write_value(path, named[name])
    return paths


def suffix_of(value: Any) -> str:
    """What the name of a file with this value ends in."""
    if isinstance(value, File):
        return Path(value.name).suffix
    if hasattr(value, "to_batches"):
        return ".csv"
    return ".txt" if isinstance(value, str) else ".json"


def write_value(path: Path, value: Any) -> None:
    """Write one value as the kind of file that `suffix_of` names. Raises OSError."""
    if isinstance(value, File):
        shutil.copyfile(value.path, path)
    elif hasattr(value, "to_batches"):
        import pyarrow.csv

        pyarrow.csv.write_csv(value, path)
    elif isinstance(value, str):
        path.write_text(value, "utf-8")
    else:
        path.write_text(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n", "utf-8")
