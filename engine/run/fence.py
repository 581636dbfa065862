"""Which files the nodes of one run see: one door for all of them, wherever in a value a file or a path stands.

A path is data until it has come through here. What counts is what a tool would open, not what its port declares: the
inputs are made what the tool gets, and every file and path in them is looked at, in lists, records, keys and models.
Files of the store are handed to a node by the engine only; no text of a chain leads there, whichever hash it guesses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from engine.catalog import Port, ports_of
from engine.checks import validate_inputs
from engine.errors import NodeError
from engine.executors.base import Job
from nodes.sdk import hints
from nodes.sdk.kinds import FILES, files_in, kind_of

_REMEDY = "Send the file along with the chain, or make it an input."


class Fence:
    """Nodes see what lies below `folders`, and the files that the engine has handed to them."""

    def __init__(self, *folders: Path) -> None:
        self._resolved = tuple(folder.resolve() for folder in folders)
        self.folders = tuple(dict.fromkeys((*folders, *self._resolved)))

    def check(self, job: Job, inputs: Mapping[str, Any]) -> None:
        """Look at all that a tool would open. Blocks on the disk. Raises `NodeError` for what is none of the run."""
        ports = path_ports(job.inputs)
        if not ports:
            return
        handed = {file.path for value in inputs.values() for file in files_in(value)}
        values = validate_inputs(job.inputs, inputs)
        for name, is_text in ports.items():
            for path in _paths(getattr(values, name), is_text):
                if path not in handed and not self.holds(path):
                    raise NodeError("on a server a node sees the files of its run only", port=name, remedy=_REMEDY)

    def holds(self, path: Path) -> bool:
        """Whether a path leads to a file of the run, through whatever links. Blocks on the disk."""
        try:
            resolved = path.resolve()
        except (OSError, ValueError, RuntimeError):  # a name that no file has, or links in a circle
            return False
        return any(folder == resolved or folder in resolved.parents for folder in self._resolved)


@lru_cache(maxsize=4096)
def path_ports(model: type[BaseModel]) -> Mapping[str, bool]:
    """The inputs of a tool in which a file or a path may stand; True where a text in it is one."""
    return {name: port.is_path for name, port in ports_of(model).items() if names_paths(port)}


def names_paths(port: Port) -> bool:
    """Whether a path may stand anywhere in the values of a port."""
    return _has_path(port.schema)


def _has_path(schema: Any) -> bool:
    if isinstance(schema, list):
        return any(map(_has_path, schema))
    if not isinstance(schema, dict):
        return False
    if str(schema.get("format", "")).endswith("path") or hints.TYPE.read(schema) in FILES:
        return True
    return any(_has_path(inner) for key, inner in schema.items() if key not in ("default", "examples", "const", "enum"))


def _paths(value: Any, is_text: bool) -> Iterator[Path]:
    """What a tool might open of a value as it is given it."""
    pending = [value]
    while pending:
        item = pending.pop()
        kind = kind_of(item)
        if kind in FILES:
            yield item.path
        elif kind == "path":
            yield Path(item)
        elif kind == "str":
            if is_text:
                yield Path(item)
        elif kind == "list" or isinstance(item, set | frozenset):
            pending += item
        elif kind == "dict":
            pending += [*item.keys(), *item.values()]
        elif kind in ("model", "other") and hasattr(item, "__dict__"):
            pending += vars(item).values()
            pending += (getattr(item, "model_extra", None) or {}).values()
