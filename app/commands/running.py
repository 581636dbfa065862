"""Running a chain in the terminal, anew or on from where it stopped."""

from __future__ import annotations

import asyncio
import getpass
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import examples
from app.commands.chains import print_findings
from app.commands.console import (
    STOPPED,
    WRONG,
    ChainFile,
    catalog_of,
    end_with,
    err,
    fail,
    opened,
    out,
    titles_of,
)
from app.commands.remote import run_on
from app.commands.values import hand_over, inputs_of
from engine.folders import Folders

if TYPE_CHECKING:
    from app.terminal import Asker
    from engine.catalog import Catalog
    from engine.chain.model import Chain
    from engine.engine import Engine
    from engine.flow.nesting import Answer
    from engine.run.scheduler import Run
    from engine.run.status import RunStatus

Inputs = Annotated[
    list[str] | None, typer.Option("--input", "-i", metavar="NAME=VALUE", help="A value for a chain input.")
]
Output = Annotated[Path | None, typer.Option(help="Write the results into this folder.")]
AsEvents = Annotated[bool, typer.Option("--json", help="Print one event a line.")]
Answers = Annotated[
    list[str] | None,
    typer.Option("--answer", metavar="NODE=yes|no", help="Answer a node that asks a person, before it asks."),
]


def run(
    context: typer.Context,
    file: ChainFile,
    inputs: Inputs = None,
    output: Output = None,
    start: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="NODE", help="Start with this node, on the values of the last run."),
    ] = None,
    to: Annotated[list[str] | None, typer.Option(metavar="NODE", help="Run only what this node needs, and it.")] = None,
    answers: Answers = None,
    as_json: AsEvents = False,
    fresh: Annotated[bool, typer.Option(help="Do all work anew, without results of earlier runs.")] = False,
    trust: Annotated[
        bool, typer.Option(help="Do not ask before a chain from elsewhere runs code or reaches out.")
    ] = False,
    on: Annotated[str, typer.Option("--on", metavar="NAME|URL", help="Run it on this server.")] = "",
) -> None:
    """Run a chain. Exit code 0: done, 1: a node failed, 2: the chain is wrong."""
    from app.secrets import secrets_of
    from engine.run.history.resume import last_results
    from engine.run.plan import NotRunnable
    from engine.run.scope import PriorResults, RunScope, RunSpec

    folders: Folders = context.obj
    if on:
        if start:
            fail(ValueError("--from goes with runs of this machine; a server has `rerun` for its own"))
        run_on(folders, file, on, inputs or [], output, to or [], as_json)
    chain, catalog = opened(file, folders)
    path = file.resolve()
    engine = _engine(folders)
    try:
        prior = PriorResults()
        if start:
            prior = last_results(engine.history, path)
        scope = RunScope(tuple(start or ()), tuple(to or ()), prior)
        spec = RunSpec(chain, file.stem, path.parent, path, inputs_of(chain, inputs or []), scope)
        asker = _asker(chain, catalog, answers or [], as_json)
        started = engine.start(spec, catalog, asker, secrets=secrets_of(folders), fresh=fresh)
    except NotRunnable as error:
        print_findings(file, error.findings)
        raise typer.Exit(WRONG) from None
    except Exception as error:
        fail(error)
    if not trust:
        _ask_trust(chain, catalog, file, folders)
    _execute(engine, started, catalog, asker, output, as_json)


def resume(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="RUN", help="Its id, a part of it, or last.", show_default=False)],
    answers: Answers = None,
    output: Output = None,
    as_json: AsEvents = False,
) -> None:
    """Go on with a run that failed, was stopped or broken off. What was finished is not run again."""
    from app.secrets import secrets_of
    from engine.errors import EngineError

    folders: Folders = context.obj
    engine = _engine(folders)
    catalog = catalog_of(folders)
    try:
        record = engine.history.find(name)
        asker = _asker(engine.history.chain(record.id), catalog, answers or [], as_json)
        resumed = engine.resume(record.id, catalog, asker, secrets=secrets_of(folders))
    except (EngineError, ValueError) as error:
        fail(error)
    _execute(engine, resumed, catalog, asker, output, as_json)


def _engine(folders: Folders) -> Engine:
    from app.servers import client_named
    from engine.engine import Engine
    from engine.executors.server import RemoteExecutor

    return Engine(folders.data, executors={"server": RemoteExecutor(client_named(folders.data))})


def _asker(chain: Chain, catalog: Catalog, answers: list[str], as_json: bool) -> Asker:
    """What shows a run to the person. Raises ValueError for an answer that is none."""
    from app.terminal import Asker, view_for

    view = view_for(out, chain, titles_of(chain, catalog), as_json)
    return Asker(view, dict(_answer(text) for text in answers), sys.stdin.isatty() and not as_json)


def _execute(engine: Engine, run: Run, catalog: Catalog, asker: Asker, output: Path | None, as_json: bool) -> None:
    """Run it before the eyes of the person, and show what came out."""
    from engine.chain.graph import Graph

    async def execute() -> RunStatus:
        asker.attach(run)
        try:
            return await engine.execute(run)
        finally:
            await engine.close()

    with asker.view:
        try:
            status = asyncio.run(execute())
        except KeyboardInterrupt:
            err.print("stopped; `iceos resume last` goes on")
            raise typer.Exit(STOPPED) from None
    for problem in (engine.history.problem, run.problem):
        if problem:
            err.print(problem, style="yellow", markup=False, soft_wrap=True)
    hand_over(Graph(run.spec.chain, catalog).results(run.values), output, as_json)
    end_with(status)


def _answer(text: str) -> tuple[str, Answer]:
    """``NODE=yes`` or ``NODE=no``, with a note after a colon."""
    from engine.flow.nesting import Answer

    node, _, answer_text = text.partition("=")
    verdict, _, note = answer_text.partition(":")
    if verdict not in ("yes", "no"):
        raise ValueError(f"--answer {text}: write NODE=yes or NODE=no, with a note after a colon if you like")
    return node, Answer(verdict == "yes", note.strip(), getpass.getuser(), time.time())


def _ask_trust(chain: Chain, catalog: Catalog, file: Path, folders: Folders) -> None:
    from engine.trust import Trust, reach

    trust = Trust(folders.trust)
    if examples.folder() in file.resolve().parents or trust.holds(chain):
        return
    needs = reach(chain, catalog, file.resolve().parent)
    if not needs:
        return
    err.print(f"[bold]{file.name} was not made on this machine.[/bold] Running it would:")
    for action, items in (
        ("run code in", needs.code),
        ("reach", needs.hosts),
        ("run images", needs.images),
        ("use files", needs.paths),
    ):
        for item in items:
            err.print(f"  • {action} {item}", markup=False, highlight=False)
    if not sys.stdin.isatty():
        err.print("Nothing was run. Add --trust if you trust it.")
        raise typer.Exit(WRONG)
    if not typer.confirm("Run it?", default=False, err=True):
        raise typer.Exit(WRONG)
    trust.add(chain)
