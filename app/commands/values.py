"""Values on the command line: inputs from ``NAME=VALUE``, results written into a folder or shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.console import err, fail, out

if TYPE_CHECKING:
    from engine.chain.model import Chain


def inputs_of(chain: Chain, pairs: list[str], *, paths: bool = False) -> dict[str, Any]:
    """``NAME=VALUE`` options; what is not declared as text is read as JSON where it can be.

    With `paths` files are `Path`s, for a client that uploads them.
    """
    from engine.chain.types import type_of

    given: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise ValueError(f"--input {pair}: write NAME=VALUE")
        kind = type_of(chain.inputs[name].schema_).kind if name in chain.inputs else "str"
        try:
            path = Path(text).absolute()
            given[name] = (path if paths else str(path)) if kind in ("file", "image") else text
            if kind not in ("str", "file", "image"):
                given[name] = json.loads(text)
        except ValueError:
            given[name] = text
    return given


def hand_over(made: dict[str, Any], output: Path | None, as_json: bool) -> None:
    """Write results into a folder, or show them."""
    from engine.run import export

    if output is not None:
        try:
            written = export.write(output, made)
        except OSError as error:
            fail(error)
        for name, path in written.items():
            (err if as_json else out).print(f"{name}: {path}", highlight=False, soft_wrap=True)
    elif not as_json:
        _show(made)


def _show(made: dict[str, Any]) -> None:
    from engine.run.preview import preview
    from nodes.sdk.types import File

    for name, value in made.items():
        told = str(value.path) if isinstance(value, File) else preview(value)["text"]
        out.print(f"{name}: {told}", highlight=False, markup=False, soft_wrap=True)
