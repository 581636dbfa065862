"""The command ``iceos``."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table as Grid

from app import examples
from engine.folders import Folders, folders

if TYPE_CHECKING:
    from app.terminal import View
    from engine.run.scheduler import Run

cli = typer.Typer(
    name="iceos",
    no_args_is_help=True,
    add_completion=False,
    help="Draw chains of tools and run them. A chain is a file that ends in .iceos.",
    pretty_exceptions_enable=False,
)
out, err = Console(), Console(stderr=True)
DONE, FAILED, WRONG, STOPPED = 0, 1, 2, 130

ChainFile = Annotated[Path, typer.Argument(metavar="FILE", help="A chain (.iceos).", show_default=False)]


@cli.callback()
def options(
    context: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            help="Keep settings and results here instead of in your own data folder.", envvar="ICEOS_DATA_DIR"
        ),
    ] = None,
) -> None:
    context.obj = folders(data_dir)


@cli.command()
def run(
    context: typer.Context,
    file: ChainFile,
    inputs: Annotated[
        list[str] | None, typer.Option("--input", "-i", metavar="NAME=VALUE", help="A value for a chain input.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write the results into this folder.")] = None,
    to: Annotated[list[str] | None, typer.Option(metavar="NODE", help="Run only what this node needs, and it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one event a line.")] = False,
    fresh: Annotated[bool, typer.Option(help="Do all work anew, without results of earlier runs.")] = False,
    trust: Annotated[
        bool, typer.Option(help="Do not ask before a chain from elsewhere runs code or reaches out.")
    ] = False,
) -> None:
    """Run a chain. Exit code 0: done, 1: a node failed, 2: the chain is wrong."""
    from app.secrets import secrets_of
    from app.terminal import view_for
    from engine.chain.identity import identity
    from engine.engine import Engine
    from engine.run import export
    from engine.run.plan import NotRunnable, plan

    where: Folders = context.obj
    chain, catalog = _open(file, where)
    folder = file.resolve().parent
    try:
        given = _inputs(chain, inputs or [])
        prepared = plan(chain, catalog, folder, given, up_to=to or (), secrets=secrets_of(where))
    except NotRunnable as error:
        _print_findings(file, error.findings)
        raise typer.Exit(WRONG) from None
    except Exception as error:
        _fail(error)
    if not trust:
        _ask_trust(chain, catalog, file, where)
    titles = {n: chain.title_of(n, spec.title if (spec := catalog.of(node)) else "") for n, node in chain.nodes.items()}
    engine = Engine(where.data)

    async def execute(view: View) -> tuple[Run, str]:
        run = engine.prepare(prepared, view, identity=lambda: identity(chain), fresh=fresh)
        try:
            return run, await engine.execute(run)
        finally:
            await engine.close()

    try:
        with view_for(out, chain, titles, as_json) as view:
            done, status = asyncio.run(execute(view))
    except KeyboardInterrupt:
        err.print("stopped")
        raise typer.Exit(STOPPED) from None
    made = export.results(chain, done.values)
    if output is not None:
        try:
            written = export.write(output, made)
        except OSError as error:
            _fail(error)
        for name, path in written.items():
            (err if as_json else out).print(f"{name}: {path}", highlight=False, soft_wrap=True)
    elif not as_json:
        _print_results(made)
    raise typer.Exit(DONE if status == "done" else FAILED)


@cli.command()
def check(
    context: typer.Context,
    file: ChainFile,
    as_json: Annotated[bool, typer.Option("--json", help="Print one finding a line.")] = False,
) -> None:
    """Find everything that is wrong with a chain, without running it."""
    from engine.chain.validate import errors, validate

    chain, catalog = _open(file, context.obj)
    findings = validate(chain, catalog, file.resolve().parent)
    if as_json:
        for finding in findings:
            print(json.dumps(finding._asdict(), ensure_ascii=False))
    else:
        _print_findings(file, findings)
    raise typer.Exit(WRONG if errors(findings) else DONE)


@cli.command()
def tools(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Show the help of this one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one tool a line, with its schemas.")] = False,
) -> None:
    """List the tools, or show one."""
    catalog = _catalog(context.obj)
    chosen = [spec for spec in catalog if not name or spec.name == name]
    if not chosen:
        _fail(LookupError(f"there is no tool {name!r}; `iceos tools` lists them"))
    if as_json:
        for spec in chosen:
            ports = {side: {n: p.schema for n, p in getattr(spec, side).items()} for side in ("inputs", "outputs")}
            print(json.dumps({"name": spec.name, "version": spec.version, "title": spec.title, **ports}))
        return
    if name:
        spec = chosen[0]
        out.print(f"[bold]{spec.title}[/bold]  {spec.name} {spec.version}\n")
        out.print(Markdown(spec.help))
        for side in ("inputs", "outputs"):
            grid = Grid(side.capitalize(), "Type", "", box=None, pad_edge=False, padding=(0, 2, 0, 0))
            for port in getattr(spec, side).values():
                grid.add_row(port.name, str(port.type), port.description, style=None if port.required else "dim")
            out.print()
            out.print(grid)
        return
    grid = Grid("Tool", "Version", "Category", "What it does", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for spec in chosen:
        grid.add_row(spec.name, spec.version, spec.category, spec.summary)
    out.print(grid)
    for problem in catalog.problems:
        err.print(problem, style="yellow", markup=False)


@cli.command()
def picture(
    context: typer.Context,
    file: ChainFile,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write; else it is printed.")] = None,
) -> None:
    """Draw a chain as SVG."""
    from engine.chain.picture import svg

    drawn = svg(*_open(file, context.obj))
    if output is None:
        sys.stdout.write(drawn)
    else:
        output.write_text(drawn, "utf-8")


@cli.command("open")
def open_window(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A chain (.iceos).")] = None,
    example: Annotated[bool, typer.Option(help="Open the example chain.")] = False,
) -> None:
    """Open the desktop."""
    try:
        from app.__main__ import start
    except ImportError as error:
        _fail(ImportError(f"the desktop is not installed ({error}); install iceos[desktop]"))
    path = examples.folder() / examples.FIRST if example and file is None else file
    try:
        code = start(path, context.obj)
    except RuntimeError as error:
        _fail(error)
    raise typer.Exit(code)


def _catalog(where: Folders) -> Any:
    from engine.catalog import installed

    return installed(where.tools)


def _open(file: Path, where: Folders) -> tuple[Any, Any]:
    from engine.chain.file import load
    from engine.errors import ChainError

    try:
        return load(file).chain, _catalog(where)
    except ChainError as error:
        _fail(error, WRONG)


def _inputs(chain: Any, pairs: list[str]) -> dict[str, Any]:
    """``NAME=VALUE`` options; what is not declared as text is read as JSON where it can be."""
    from engine.chain.types import type_of

    given: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise ValueError(f"--input {pair}: write NAME=VALUE")
        kind = type_of(chain.inputs[name].schema_).kind if name in chain.inputs else "str"
        try:
            given[name] = str(Path(text).absolute()) if kind in ("file", "image") else text
            if kind not in ("str", "file", "image"):
                given[name] = json.loads(text)
        except ValueError:
            given[name] = text
    return given


def _ask_trust(chain: Any, catalog: Any, file: Path, where: Folders) -> None:
    from engine.trust import Trust, reach

    trust = Trust(where.trust)
    if examples.folder() in file.resolve().parents or trust.holds(chain):
        return
    found = reach(chain, catalog, file.resolve().parent)
    if not found:
        return
    err.print(f"[bold]{file.name} was not made on this machine.[/bold] Running it would:")
    for words, items in (("run code in", found.code), ("reach", found.hosts), ("use files", found.paths)):
        for item in items:
            err.print(f"  • {words} {item}", markup=False, highlight=False)
    if not sys.stdin.isatty():
        err.print("Nothing was run. Add --trust if you trust it.")
        raise typer.Exit(WRONG)
    if not typer.confirm("Run it?", default=False, err=True):
        raise typer.Exit(WRONG)
    trust.add(chain)


def _print_findings(file: Path, findings: list[Any]) -> None:
    if not findings:
        out.print(f"{file.name}: nothing wrong", highlight=False)
    for finding in findings:
        colour = "red" if finding.level == "error" else "yellow"
        err.print(f"[{colour}]{finding.level}[/{colour}] ", end="")
        err.print(f"{finding} — {finding.remedy}", markup=False, highlight=False, soft_wrap=True)


def _print_results(made: dict[str, Any]) -> None:
    from engine.run.preview import preview
    from nodes.sdk.types import File

    for name, value in made.items():
        told = str(value.path) if isinstance(value, File) else preview(value)["text"]
        out.print(f"{name}: {told}", highlight=False, markup=False, soft_wrap=True)


def _fail(error: Exception, code: int = WRONG) -> NoReturn:
    err.print(f"[red]iceos:[/red] {error}" if not str(error).count("[") else f"iceos: {error}", soft_wrap=True)
    if remedy := getattr(error, "remedy", ""):
        err.print(remedy)
    raise typer.Exit(code)


def main() -> None:
    cli()


if __name__ == "__main__":
    main()
