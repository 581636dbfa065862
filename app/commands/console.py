"""What commands have in common: where they print, how they end, how they open a chain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from engine.folders import Folders

if TYPE_CHECKING:
    from engine.catalog import Catalog
    from engine.chain.model import Chain
    from engine.run.history import History

out, err = Console(), Console(stderr=True)
DONE, FAILED, WRONG, STOPPED = 0, 1, 2, 130

ChainFile = Annotated[Path, typer.Argument(metavar="FILE", help="A chain (.iceos).", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def fail(error: Exception, code: int = WRONG) -> NoReturn:
    """End with a message, and what can be done about it."""
    err.print(f"[red]iceos:[/red] {escape(str(error))}", soft_wrap=True)
    if remedy := getattr(error, "remedy", ""):
        err.print(remedy, markup=False)
    raise typer.Exit(code)


def catalog_of(where: Folders) -> Catalog:
    from engine.installed import installed

    return installed(where.tools, where.sources)


def opened(file: Path, where: Folders) -> tuple[Chain, Catalog]:
    """A chain file and the tools that are here. Ends the command where it cannot be read."""
    from engine.chain.file import load
    from engine.errors import ChainError

    try:
        return load(file).chain, catalog_of(where)
    except ChainError as error:
        fail(error)


def history_of(where: Folders) -> History:
    from engine.run.artifacts import Artifacts
    from engine.run.history import History

    return History(where.history, Artifacts(where.artifacts))


def grid(*columns: str) -> Table:
    return Table(*columns, box=None, pad_edge=False, padding=(0, 2, 0, 0))
