"""A copy of what a tool has made, where the person wants it."""

from __future__ import annotations

import shutil
from pathlib import Path

from nodes.sdk import Context, InputProblem
from nodes.sdk.errors import system_reason
from nodes.sdk.files import replacing


def save_copy(path: Path, save_to: Path | None, ctx: Context) -> None:
    """Copy a file to the path of the input ``save_to``, if it has one. Raises `InputProblem`."""
    if save_to is None:
        return
    try:
        save_to.parent.mkdir(parents=True, exist_ok=True)
        with replacing(save_to) as temporary:
            shutil.copyfile(path, temporary)
    except OSError as error:
        raise InputProblem("save_to", f"{save_to}: {system_reason(error)}") from error
    ctx.log(f"saved to {save_to}")
