"""Values on the command line: inputs from ``NAME=VALUE``, results written into a folder or shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.console import err, fail, out
from nodes.sdk.kinds import FILES, kind_of

if TYPE_CHECKING:
    from engine.chain.model import Chain


def inputs_of(chain: Chain, pairs: list[str], *, paths: bool = False) -> dict[str, Any]:
    """``NAME=VALUE`` options; what an input declares as other than text is read as JSON where it can be.

    With `paths` files are `Path`s, for a client that uploads them.
    """
    from engine.chain.types import type_of

    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise ValueError(f"--input {pair}: write NAME=VALUE")
        port = chain.inputs.get(name)
        values[name] = text
        if port is not None:
            values[name] = _parsed(text, type_of(port.schema_).kind, paths=paths)
    return values


def _parsed(text: str, kind: str, *, paths: bool) -> Any:
    if kind == "str":
        return text
    if kind in ("file", "image"):
        path = Path(text).absolute()
        return path if paths else str(path)
    try:
        return json.loads(text)
    except ValueError:
        return text


def hand_over(results: dict[str, Any], output: Path | None, as_json: bool) -> None:
    """Write results into a folder, or show them."""
    from engine.run import export

    if output is not None:
        try:
            written = export.write(output, results)
        except OSError as error:
            fail(error)
        console = err if as_json else out
        for name, path in written.items():
            console.print(f"{name}: {path}", highlight=False, soft_wrap=True)
    elif not as_json:
        _show(results)


def _show(results: dict[str, Any]) -> None:
    from engine.run.preview import preview

    for name, value in results.items():
        text = str(value.path) if kind_of(value) in FILES else preview(value)["text"]
        out.print(f"{name}: {text}", highlight=False, markup=False, soft_wrap=True)
