"""Results as files in a folder: artifacts under their own names, tables as CSV, the rest as JSON or text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nodes.sdk.kinds import FILES, Kind, kind_of


def write(folder: Path, named: Mapping[str, Any]) -> dict[str, Path]:
    """Write each value into `folder` and return where it lies. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {name: folder / f"{name}{suffix_of(value)}" for name, value in named.items()}
    for name, path in paths.items():
        write_value(path, named[name])
    return paths


def suffix_of(value: Any) -> str:
    """What the name of a file with this value ends in."""
    kind = kind_of(value)
    if kind in FILES:
        return Path(value.name).suffix
    return _SUFFIXES.get(kind, ".json")


def write_value(path: Path, value: Any) -> None:
    """Write one value as the kind of file that `suffix_of` names. Raises OSError."""
    _WRITERS.get(kind_of(value), _write_json)(path, value)


def _copy_file(path: Path, value: Any) -> None:
    shutil.copyfile(value.path, path)


def _write_csv(path: Path, value: Any) -> None:
    import pyarrow.csv

    pyarrow.csv.write_csv(value, path)


def _write_text(path: Path, value: Any) -> None:
    path.write_text(value, "utf-8")


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n", "utf-8")


_SUFFIXES: dict[Kind, str] = {"table": ".csv", "str": ".txt"}
_WRITERS: dict[Kind, Callable[[Path, Any], None]] = {
    "file": _copy_file,
    "image": _copy_file,
    "table": _write_csv,
    "str": _write_text,
}
