"""`iceos desktop`: menu entry, file type and icons for you, without root."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from app.commands.console import fail

desktop = typer.Typer(no_args_is_help=True, help="Menu entry, file type and icons, for you alone.")
Share = Annotated[Path | None, typer.Option(help="Instead of your own ~/.local/share.", file_okay=False)]


@desktop.command()
def install(share: Share = None) -> None:
    """Put iceOS in the menu, and open .iceos files with it."""
    from app import integration

    command = integration.command()
    if not Path(command).exists():
        fail(FileNotFoundError(f"there is no command {command}; install iceOS first"))
    try:
        written = integration.install(share or _share(), command)
    except OSError as error:
        fail(error)
    typer.echo(f"iceOS is in the menu, and opens .iceos files ({len(written)} files in {share or _share()})")


@desktop.command()
def uninstall(share: Share = None) -> None:
    """Remove what `install` wrote. Settings, history and chains stay."""
    from app import integration

    try:
        removed = integration.uninstall(share or _share())
    except OSError as error:
        fail(error)
    if removed:
        typer.echo(f"removed {len(removed)} files")
    else:
        typer.echo("there was nothing to remove")


def _share() -> Path:
    return Path(platformdirs.user_data_dir())
