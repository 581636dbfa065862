"""Results as files in a folder: artifacts under their own names, tables as CSV, the rest as JSON or text."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nodes.frames.csv import write_csv
from nodes.frames.rows import aside, reader_of
from nodes.sdk.files import replacing
from nodes.sdk.kinds import FILES, Kind, kind_of

_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST = 200
"""Bytes; with a suffix and a number it is a name on every file system."""


def write(folder: Path, named: Mapping[str, Any]) -> dict[str, Path]:
    """Write each value into `folder`, whatever its name, and return where it lies. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths, taken = dict[str, Path](), set[str]()
    for name, value in named.items():
        stem, suffix, count = _plain_name(name), suffix_of(value), 1
        plain = f"{stem}{suffix}"
        while plain.casefold() in taken:
            count += 1
            plain = f"{stem}_{count}{suffix}"
        taken.add(plain.casefold())
        paths[name] = folder / plain
    for name, path in paths.items():
        write_value(path, named[name])
    return paths


def _plain_name(name: str) -> str:
    """The name of an output as that of a file: a chain's author chooses it, and none leads out of the folder."""
    plain = _NO_NAME.sub("_", name).strip(" ")
    if set(plain) <= {"."}:
        plain = f"_{plain}"
    return plain.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")


def suffix_of(value: Any) -> str:
    """What the name of a file with this value ends in."""
    kind = kind_of(value)
    if kind in FILES:
        return Path(value.name).suffix
    return _SUFFIXES.get(kind, ".json")


def write_value(path: Path, value: Any) -> None:
    """Write one value as the kind of file that `suffix_of` names. Raises OSError."""
    with replacing(path) as temporary:
        _WRITERS.get(kind_of(value), _write_json)(temporary, value)


def _copy_file(path: Path, value: Any) -> None:
    shutil.copyfile(value.path, path)


def _write_csv(path: Path, value: Any) -> None:
    with aside() as ctx, reader_of(value, ctx) as rows:
        write_csv(path, rows.schema, rows)


def _write_text(path: Path, value: Any) -> None:
    path.write_text(value, "utf-8", "backslashreplace")  # half characters, which UTF-8 cannot carry


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False, default=str) + "\n", "utf-8", "backslashreplace")


_SUFFIXES: dict[Kind, str] = {"table": ".csv", "frame": ".csv", "str": ".txt"}
_WRITERS: dict[Kind, Callable[[Path, Any], None]] = {
    "file": _copy_file,
    "image": _copy_file,
    "table": _write_csv,
    "frame": _write_csv,
    "str": _write_text,
}
