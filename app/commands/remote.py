"""Chains on a server: sent there, run there, followed from here."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from app.commands.console import (
    LEVEL_COLOURS,
    STOPPED,
    WRONG,
    AsJson,
    ChainFile,
    duration,
    end_with,
    err,
    fail,
    grid,
    moment,
    opened,
    out,
    print_rows,
    titles_of,
)
from app.commands.values import hand_over, inputs_of
from engine.folders import Folders

if TYPE_CHECKING:
    from engine.client import Client, RemoteRun

server = typer.Typer(no_args_is_help=True, help="The servers you know.")
On = Annotated[str, typer.Option("--server", "-s", metavar="NAME|URL", help="The server, by name or address.")]


@server.command("add")
def add_server(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What you call it.")],
    url: Annotated[str, typer.Argument(help="Its address, such as http://host:8000.")],
    token: Annotated[str, typer.Option(prompt=True, hide_input=True, envvar="ICEOS_TOKEN", help="Your token for it.")],
) -> None:
    """Remember a server and your token for it; the token is tried first."""
    from app.servers import Servers
    from engine.client import Client
    from engine.errors import EngineError

    try:
        with Client(url, token) as client:
            token_info = client.me()
        Servers(context.obj).add(name, url, token)
    except (EngineError, OSError) as error:
        fail(error)
    out.print(
        f"{name}: you are {token_info['name']!r} there and may {', '.join(token_info['scopes'])}", highlight=False
    )


@server.command("list")
def list_servers(context: typer.Context) -> None:
    """List the servers you know."""
    from app.servers import Servers

    rows = grid("Name", "Address")
    for entry in Servers(context.obj).all():
        rows.add_row(entry.name, entry.url)
    out.print(rows)


@server.command("remove")
def remove_server(context: typer.Context, name: Annotated[str, typer.Argument(help="Its name.")]) -> None:
    """Forget a server and your token for it."""
    from app.servers import Servers

    Servers(context.obj).remove(name)


def export(
    context: typer.Context,
    file: ChainFile,
    on: On,
    name: Annotated[str, typer.Option(help="Under which it is published; without it, that of the file.")] = "",
    version: Annotated[str, typer.Option(help="Without it, the chain's own, or the next one.")] = "",
    check: Annotated[bool, typer.Option("--check", help="Only say whether it could run there.")] = False,
) -> None:
    """Publish a chain on a server, with the files and sub-chains that it names."""
    from engine.chain.bundle import bundle
    from engine.chain.file import load
    from engine.chain.validate import errors
    from engine.client import chain_name
    from engine.versions import following

    chain, catalog = opened(file, context.obj)
    with _client(context.obj, on) as client:
        upload = bundle(load(file), chain, catalog, file.resolve().parent)
        findings = client.check(upload)
        for finding in findings:
            colour = LEVEL_COLOURS[finding.level]
            err.print(f"[{colour}]{finding.level}[/{colour}] {finding}", soft_wrap=True, highlight=False)
            if finding.remedy:
                err.print(f"  {finding.remedy}", markup=False, highlight=False)
        if errors(findings):
            err.print("Nothing was published.")
            raise typer.Exit(WRONG)
        for old, new in upload.moved.items():
            err.print(f"{old} goes along as {new}", markup=False, highlight=False, soft_wrap=True)
        if check:
            out.print("It can run there.")
            return
        called = name or chain_name(file)
        chosen = version or following(chain.version, [v["version"] for v in client.versions(called)])
        client.publish(upload, called, chosen)
    out.print(f"{called} {chosen} is published: {client.url}/chains/{called}/run", highlight=False, soft_wrap=True)


def run_on(
    folders: Folders, file: Path, on: str, values: list[str], output: Path | None, up_to: list[str], as_json: bool
) -> NoReturn:
    """Run a chain file on a server and follow it; Ctrl+C leaves it running there."""
    from engine.chain.bundle import bundle
    from engine.chain.file import load

    chain, catalog = opened(file, folders)
    with _client(folders, on) as client:
        try:
            inputs = inputs_of(chain, values, paths=True)
        except ValueError as error:
            fail(error)
        upload = bundle(load(file), chain, catalog, file.resolve().parent)
        run = client.start_once(upload, inputs, up_to=up_to)
        _follow(client, run, titles_of(chain, catalog), chain, as_json)
        ended = client.run(run.id)
        if ended.problem:
            err.print(ended.problem, style="red", markup=False, soft_wrap=True)
        hand_over(client.outputs(ended.id, folders.artifacts), output, as_json)
    end_with(ended.status)


def logs(
    context: typer.Context,
    run: Annotated[str, typer.Argument(metavar="RUN", help="Its id, or last.")],
    on: On,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Stay, and show what comes.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what happened in a run on a server; with --follow, what happens."""
    from engine.chain.model import Chain

    with _client(context.obj, on) as client:
        followed = _find(client, run)
        if follow or followed.over:
            _follow(client, followed, {}, Chain(title=followed.name), as_json)
            return
        for _, line in _so_far(client, followed):
            print(line)


def _find(client: Client, run: str) -> RemoteRun:
    if run != "last":
        return client.run(run)
    latest = client.runs(limit=1)
    if not latest:
        fail(LookupError("nothing has run there yet"))
    return latest[0]


def list_remote(folders: Folders, on: str, limit: int, as_json: bool) -> None:
    """The latest runs of a server."""
    with _client(folders, on) as client:
        remote_runs = client.runs(limit=limit)
    if as_json:
        for run in remote_runs:
            print(json.dumps({name: getattr(run, name) for name in run.__slots__}))
        return
    rows = grid("Run", "Chain", "Started", "Took", "Status")
    rows.columns[0].no_wrap = True
    for run in remote_runs:
        elapsed_s = run.finished_at and run.finished_at - run.created_at
        rows.add_row(run.id, f"{run.name} {run.version}", moment(run.created_at), duration(elapsed_s), run.status)
    print_rows(rows, "Nothing has run there yet.")


@contextmanager
def _client(folders: Folders, on: str) -> Iterator[Client]:
    """What the server refuses ends the command with the reason."""
    from app.servers import Servers
    from engine.errors import EngineError

    servers = Servers(folders)
    try:
        with servers.client(servers.find(on)) as client:
            yield client
    except EngineError as error:
        fail(error)


def _so_far(client: Client, run: RemoteRun) -> Iterator[tuple[int, str]]:
    last = client.get(f"/v1/runs/{run.id}/last")["seq"]
    for number, line in client.lines(run.id):
        yield number, line
        if number >= last:
            return


def _follow(client: Client, run: RemoteRun, titles: dict[str, str], chain: Any, as_json: bool) -> None:
    from app.terminal import view_for
    from engine.run import events as ev

    try:
        with view_for(out, chain, titles, as_json) as view:
            for event in client.events(run.id):
                view(event)
                if isinstance(event, ev.NodePhase) and event.question and sys.stdin.isatty() and not as_json:
                    view.__exit__(None, None, None)
                    yes = typer.confirm(f"{event.node} asks: {event.question}")
                    view.__enter__()
                    client.answer(run.id, event.node, yes)
    except KeyboardInterrupt:
        err.print(f"It goes on there: iceos logs {run.id} --server {client.url} --follow", soft_wrap=True)
        raise typer.Exit(STOPPED) from None
