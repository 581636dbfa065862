"""Node images and servers as sources of tools: add, list, choose, pin, test, build."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from app.commands.console import FAILED, AsJson, ChainFile, catalog_of, err, fail, grid, out, print_rows
from nodes.sdk.printable import printable

if TYPE_CHECKING:
    from engine.executors.docker.executor import DockerExecutor

T = TypeVar("T")
image = typer.Typer(no_args_is_help=True, help="Node images and servers as sources of tools.")


def with_docker(work: Callable[[DockerExecutor], Awaitable[T]]) -> T:
    """Do something with containers, of which nothing is left afterwards. Ends the command where it fails."""
    from engine.errors import EngineError
    from engine.executors.docker.executor import DockerExecutor

    async def do() -> T:
        docker = DockerExecutor()
        try:
            return await work(docker)
        finally:
            await docker.close()

    try:
        return asyncio.run(do())
    except EngineError as error:
        fail(error, FAILED)


@image.command("add")
def add(
    context: typer.Context,
    source_name: Annotated[
        str, typer.Argument(metavar="WHAT", help="An image (name:version), a running container, or an address.")
    ],
) -> None:
    """Add the tools of an image or a server; they appear on the canvas."""
    from engine.executors.docker.discovery import discover
    from engine.images.sources import Sources
    from engine.images.tools import tools_of

    last_step = ""

    def say(step: str) -> None:
        nonlocal last_step
        if step != last_step:
            err.print(f"{step} …", style="dim", highlight=False)
        last_step = step

    source = with_docker(lambda docker: discover(docker, source_name, say))
    Sources(context.obj.sources).add(source)
    rows = grid("Tool", "Version", "What it does")
    for tool in tools_of(source):
        rows.add_row(tool.name, tool.version, tool.title)
    out.print(rows)
    for place, reason in source.refused.items():
        err.print(printable(f"left out: {place}: {reason}"), style="yellow", highlight=False, markup=False)


@image.command("list")
def list_sources(context: typer.Context, as_json: AsJson = False) -> None:
    """List what was added."""
    from engine.images.sources import Sources

    rows = grid("Name", "Kind", "Asked for", "Version", "Digest")
    for source in Sources(context.obj.sources):
        if as_json:
            print(source.model_dump_json(exclude={"document"}))
        rows.add_row(source.name, source.kind, source.reference or source.address, source.version, source.digest[:19])
    if not as_json:
        out.print(rows)


@image.command("remove")
def remove(
    context: typer.Context, name: Annotated[str, typer.Argument(help="As `iceos image list` shows it.")]
) -> None:
    """Forget the tools of an image or a server; the image itself stays."""
    from engine.images.sources import Sources

    if not Sources(context.obj.sources).remove(name):
        fail(LookupError(f"nothing is called {name!r}; `iceos image list` lists what was added"))


@image.command("resolve")
def resolve(
    name: Annotated[str, typer.Argument(help="The image, without a version.")],
    version_range: Annotated[str, typer.Argument(metavar="RANGE", help="Such as ^1.2, ~1.2.3, 1.x or a tag.")] = "*",
    as_json: AsJson = False,
) -> None:
    """Show which version a range takes, and why."""
    from engine.executors.docker.daemon import EngineProblem
    from engine.executors.docker.images import inspect_image, resolve_image
    from engine.images.reference import Reference

    async def decide(docker: DockerExecutor) -> tuple[Any, str]:
        resolution = await resolve_image(docker.daemon, Reference(name, version_range), ask_registry=True)
        try:
            return resolution, (await inspect_image(docker.daemon, resolution.reference)).identity
        except EngineProblem as error:
            if error.kind != "missing":
                raise
            return resolution, ""

    resolution, digest = with_docker(decide)
    if as_json:
        print(json.dumps({**resolution._asdict(), "digest": digest}))
        return
    out.print(
        f"[bold]{resolution.reference}[/bold]  {digest or 'not here yet: it is pulled when it runs'}", soft_wrap=True
    )
    rows = grid("Tag", "Where", "")
    if choice := resolution.choice:
        sources = (("here", resolution.local), ("registry", resolution.remote))
        groups = ((choice.fitting, "in the range"), (choice.other, "outside of it"), (choice.ignored, "no version"))
        for tag, reason in [(tag, reason) for tags, reason in groups for tag in tags]:
            places = " and ".join(name for name, tags in sources if tag in tags)
            rows.add_row(tag, places, reason, style="bold" if tag == choice.tag else None)
    out.print(rows)
    if resolution.trouble:
        err.print(f"The registry was not asked: {resolution.trouble}", soft_wrap=True)


@image.command("test")
def conformance(
    name: Annotated[str, typer.Argument(help="The image.")],
    operation: Annotated[str, typer.Option(help="The operation to call; else the first that needs no input.")] = "",
    inputs: Annotated[str, typer.Option(help="Its inputs as JSON.")] = "{}",
) -> None:
    """Test whether an image honours the node contract (docs/node-contract.md)."""
    from engine.executors.docker.conformance import check

    try:
        values = json.loads(inputs)
    except ValueError as error:
        fail(ValueError(f"--inputs is no JSON: {error}"))
    findings = with_docker(lambda docker: check(docker, name, operation, values))
    rows = grid("", "What", "")
    for finding in findings:
        sign = {"passed": "[green]✔[/green]", "failed": "[red]✘[/red]", "skipped": "[dim]·[/dim]"}[finding.outcome]
        rows.add_row(sign, finding.requirement, finding.detail)
    out.print(rows)
    raise typer.Exit(FAILED if any(f.outcome == "failed" for f in findings) else 0)


@image.command("build")
def build(
    source: Annotated[str, typer.Argument(metavar="DIR|MODULE", help="A tool package, a module, or a Python file.")],
    tag: Annotated[str, typer.Option(help="Name and version of the image; else those of the package.")] = "",
) -> None:
    """Make the image of a tool package."""
    from app.packages import ImageProblem, build_image

    try:
        image_name = build_image(source, tag, lambda line: err.print(line, style="dim", markup=False, highlight=False))
    except ImageProblem as error:
        fail(error, FAILED)
    out.print(f"[bold]{image_name}[/bold]  is ready: iceos image add {image_name}")


def lock(
    context: typer.Context,
    file: ChainFile,
    update: Annotated[bool, typer.Option(help="Choose anew what is pinned already.")] = False,
) -> None:
    """Pin the images of a chain to what their versions mean now."""
    from engine.chain.file import dump, load, write_atomically
    from engine.errors import ChainError
    from engine.executors.docker.images import inspect_image, resolve_image
    from engine.images.reference import reference
    from engine.run.placement import images_of

    try:
        chain = load(file).chain
    except ChainError as error:
        fail(error)
    names = sorted(images_of(chain, catalog_of(context.obj)))
    pins = {name: digest for name, digest in chain.lock.items() if name in names and not update}

    async def pin(docker: DockerExecutor) -> dict[str, str]:
        digests = dict(pins)
        for name in names:
            if name not in digests:
                full = await resolve_image(docker.daemon, reference(name))
                digests[name] = (await inspect_image(docker.daemon, full.reference)).identity
        return digests

    pinned = with_docker(pin) if names else {}
    write_atomically(file, dump(chain.model_copy(update={"lock": pinned})))
    rows = grid("Asked for", "Pinned to")
    for name, digest in pinned.items():
        rows.add_row(name, digest)
    print_rows(rows, "No node of this chain runs in a container.")


def serve_tools(
    modules: Annotated[list[str], typer.Argument(metavar="MODULE", help="A module, package or Python file.")],
    port: Annotated[int, typer.Option(help="Listen here.")] = 8080,
    host: Annotated[str, typer.Option(help="And on this address.")] = "127.0.0.1",
    uds: Annotated[str, typer.Option(help="Listen on this unix socket instead.")] = "",
) -> None:
    """Serve tools as the node contract asks: for other programs, or to try what an image will do."""
    try:
        from nodes.sdk.serve.__main__ import main
    except ImportError as error:
        fail(ImportError(f"serving is not installed ({error}); install iceos[serve]"))
    sys.path.insert(0, str(Path.cwd()))
    if not uds:
        err.print(f"http://{host}:{port}/openapi.json", style="dim")
    main([*modules, "--host", host, "--port", str(port), "--uds", uds])


def new_tool(
    name: Annotated[str, typer.Argument(help="Of the package, such as word-count.")],
    folder: Annotated[Path, typer.Option(help="Where its folder is made.")] = Path(),
) -> None:
    """Begin a tool package: one tool, its test, and all that an image of it needs."""
    from app.packages import new_package

    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        fail(ValueError(f"{name!r} cannot name a package: small letters, digits and hyphens"))
    target = folder / name
    if target.exists():
        fail(FileExistsError(f"{target} is there already"))
    new_package(name, target)
    out.print(f"[bold]{target}[/bold] is ready: pytest {target}, then iceos image build {target}")
