"""What commands have in common: where they print, how they end, how they open a chain."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from engine.folders import Folders
from nodes.sdk.errors import reason_of

if TYPE_CHECKING:
    from engine.catalog import Catalog
    from engine.chain.model import Chain
    from engine.run.history import History


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Whoever read has gone (`iceos run … | head`): what was begun is finished, and the rest goes nowhere."""
        self.quiet = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.file.fileno())
        os.close(nowhere)


out, err = _Console(), _Console(stderr=True)
LEVEL_COLOURS = {"error": "red", "warning": "yellow"}
"""Of findings."""
DONE, FAILED, WRONG, STOPPED = 0, 1, 2, 130

ChainFile = Annotated[Path, typer.Argument(metavar="FILE", help="A chain (.iceos).", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def fail(error: Exception, code: int = WRONG) -> NoReturn:
    """End with a message, and what can be done about it."""
    err.print(f"[red]iceos:[/red] {escape(reason_of(error))}", soft_wrap=True)
    if remedy := getattr(error, "remedy", ""):
        err.print(remedy, markup=False)
    raise typer.Exit(code)


def catalog_of(folders: Folders) -> Catalog:
    from engine.installed import installed

    return installed(folders.tools, folders.sources)


def opened(file: Path, folders: Folders) -> tuple[Chain, Catalog]:
    """A chain file and the tools that are here. Ends the command where it cannot be read."""
    from engine.chain.file import load
    from engine.errors import ChainError

    try:
        return load(file).chain, catalog_of(folders)
    except ChainError as error:
        fail(error)


def history_of(folders: Folders) -> History:
    from engine.run.artifacts import Artifacts
    from engine.run.history import History

    return History(folders.history, Artifacts(folders.artifacts))


def end_with(status: str) -> NoReturn:
    """End as a run ended."""
    raise typer.Exit(DONE if status == "done" else FAILED)


def duration(seconds: float | None) -> str:
    """As tables show it; empty while nobody knows."""
    if seconds is None:
        return ""
    return f"{seconds:.2f} s"


def moment(at: float) -> str:
    """A time in seconds since the epoch, as a person here reads it."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at))


def titles_of(chain: Chain, catalog: Catalog) -> dict[str, str]:
    """What the nodes of a chain are called, by id."""
    titles = {}
    for node_id, node in chain.nodes.items():
        spec = catalog.of(node)
        titles[node_id] = chain.title_of(node_id, spec.title if spec else "")
    return titles


def grid(*columns: str) -> Table:
    return Table(*columns, box=None, pad_edge=False, padding=(0, 2, 0, 0))


def print_rows(rows: Table, nothing: str) -> None:
    """Print a table, or `nothing` where it has no rows."""
    out.print(rows if rows.row_count else nothing)
