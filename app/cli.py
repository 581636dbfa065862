"""The command ``iceos``."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from app import examples, leaving, logs, stacks
from app.commands import chains, history, images, remote, running, serving
from app.commands.console import STOPPED, err, fail
from app.commands.desktop import desktop
from engine.chain.file import SUFFIX
from engine.folders import folders

_VERBOSITY = "app.verbosity"
_VERBOSE = "--verbose"


class _Group(TyperGroup):
    """Commands that take `--verbose` as `iceos` itself does: people write it at either end."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        command = super().get_command(ctx, cmd_name)
        if command is not None and not any(_VERBOSE in known.opts for known in command.params):
            option: Any = copy(next(own for own in self.params if _VERBOSE in own.opts))
            option.expose_value, option.callback = False, _say_more
            command.params.append(option)
        return command


class _Commands(_Group):
    """The commands of `iceos`; a chain in the place of one is opened."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0].endswith(SUFFIX):
            return "open", self.get_command(ctx, "open"), args
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            err.print("stopped")
            raise typer.Exit(STOPPED) from None


cli = typer.Typer(
    name="iceos",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    help="Draw chains of tools and run them. A chain is a file that ends in .iceos.",
    pretty_exceptions_enable=False,
)
_PANELS: dict[str, tuple[Callable[..., None], ...]] = {
    "Run": (running.run, running.resume),
    "What ran before": (history.runs, history.show, history.compare, history.forget),
    "Images and tools": (images.lock, images.serve_tools, images.new_tool),
    "Server": (remote.export, remote.logs, serving.serve, serving.worker),
    "Look": (chains.check, chains.explain, chains.tools, chains.picture),
}
cli.add_typer(remote.server, name="server", cls=_Group, rich_help_panel="Server")
cli.add_typer(serving.token, name="token", cls=_Group, rich_help_panel="Server")
cli.add_typer(desktop, name="desktop", cls=_Group, rich_help_panel="Run")
cli.add_typer(images.image, name="image", cls=_Group, rich_help_panel="Images and tools")
for panel, commands in _PANELS.items():
    for command in commands:
        cli.command(rich_help_panel=panel)(command)


@cli.callback()
def options(
    context: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            help="Keep settings and results here instead of in your own data folder.", envvar="ICEOS_DATA_DIR"
        ),
    ] = None,
    verbose: Annotated[
        int,
        typer.Option(
            _VERBOSE,
            "-v",
            count=True,
            show_default=False,
            help="Say on stderr what is decided, and with -vv why; see ICEOS_LOG.",
        ),
    ] = 0,
) -> None:
    context.obj = folders(data_dir)
    context.meta[_VERBOSITY] = verbose
    logs.configure(verbose)
    stacks.write_on_signal(context.obj.logs)


def _say_more(context: typer.Context, _option: Any, verbosity: int) -> None:
    """Add what a command was asked to say to what came before it."""
    if verbosity:
        context.meta[_VERBOSITY] = verbosity = context.meta.get(_VERBOSITY, 0) + verbosity
        logs.configure(verbosity)


@cli.command("open", rich_help_panel="Run")
def open_window(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]…", help="Chains (.iceos).")] = None,
    example: Annotated[bool, typer.Option(help="Open the example chain.")] = False,
) -> None:
    """Open the desktop; where it is open already, the chains open there. `iceos FILE` does the same."""
    chosen_files = [examples.folder() / examples.FIRST] if example and not files else files or []
    try:
        from app.__main__ import start

        code = start(chosen_files, context.obj)
    except ImportError as error:
        fail(ImportError(f"the desktop is not installed ({error}); install iceos[desktop]"))
    except RuntimeError as error:
        fail(error)
    raise typer.Exit(code)


def main() -> None:
    leaving.run(cli)


if __name__ == "__main__":
    main()
