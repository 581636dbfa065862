"""What ran before: list, look, compare, forget."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.console import AsJson, fail, grid, history_of, out
from engine.folders import Folders
from nodes.sdk.kinds import FILES, SCALARS, Kind, Leaf, same, walk

if TYPE_CHECKING:
    from engine.run.history import History, RunRecord
    from nodes.sdk.types import File, Table

RunName = Annotated[str, typer.Argument(metavar="RUN", help="Its id, a part of it, or last.", show_default=False)]
_COLOURS = {"done": "green", "failed": "red", "running": "blue"}


@contextmanager
def _history(where: Folders) -> Iterator[History]:
    """The history; what it cannot give ends the command with the reason."""
    from engine.errors import HistoryError

    history = history_of(where)
    try:
        yield history
    except HistoryError as error:
        fail(error)
    finally:
        history.close()


def runs(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Only runs of this chain.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many, the latest first.")] = 20,
    as_json: AsJson = False,
    on: Annotated[str, typer.Option("--on", metavar="NAME|URL", help="Those of this server.")] = "",
) -> None:
    """List what ran, the latest first."""
    if on:
        from app.commands.remote import list_remote

        list_remote(context.obj, on, limit, as_json)
        return
    with _history(context.obj) as history:
        found = history.runs(limit, path=file.resolve() if file else None)
    if as_json:
        for record in found:
            print(json.dumps(_told(record)))
        return
    rows = grid("Run", "Chain", "Started", "Took", "Status")
    for record in found:
        taken = f"{record.elapsed_s:.2f} s" if record.elapsed_s is not None else ""
        colour = _COLOURS.get(record.status, "yellow")
        part = " (part)" if record.scope.is_partial else ""
        rows.add_row(record.id, record.name + part, _at(record), taken, f"[{colour}]{record.status}[/{colour}]")
    out.print(rows if found else "Nothing has run yet.")


def show(
    context: typer.Context,
    run: RunName,
    node: Annotated[str, typer.Argument(metavar="[NODE]", help="What this node received and produced.")] = "",
    output: Annotated[Path | None, typer.Option(help="Write what the node produced into this folder.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a run, or what one of its nodes received and produced. Inside sub-chains: map_1[42]/filter."""
    with _history(context.obj) as history:
        record = history.find(run)
        if node:
            _show_node(history, record.id, node, output, as_json)
            return
        state = history.state(record.id)
    if as_json:
        nodes = {
            n: {"status": s.status, "elapsed_s": s.elapsed_s, "result": s.result, "remedy": s.remedy}
            | ({"image": s.image, "digest": s.digest} if s.image else {})
            for n, s in state.nodes.items()
        }
        print(json.dumps({**_told(record), "nodes": nodes}))
        return
    out.print(f"[bold]{record.name}[/bold]  {record.id}  {record.status}  {_at(record)}", highlight=False)
    rows = grid("Node", "Status", "Took", "")
    for path, told in state.nodes.items():
        taken = f"{told.elapsed_s:.2f} s" if told.elapsed_s is not None else ""
        colour = _COLOURS.get(told.status, "cyan" if told.status == "cached" else "yellow")
        rows.add_row(path.replace("[", r"\["), f"[{colour}]{told.status}[/{colour}]", taken, told.result[:100])
    out.print(rows)
    for path, told in state.nodes.items():
        if told.image:
            out.print(f"{path} ran in {told.image} {told.digest}", style="dim", highlight=False, soft_wrap=True)


def _show_node(history: History, run: str, node: str, output: Path | None, as_json: bool) -> None:
    from engine.errors import HistoryError
    from engine.run import export
    from engine.run.preview import preview

    told = history.node(run, node)
    if told is None:
        raise HistoryError(f"{node} did not come to its end in this run", remedy="`iceos show RUN` lists its nodes.")
    if output is not None:
        try:
            for name, path in export.write(output, told.outputs).items():
                out.print(f"{name}: {path}", highlight=False, soft_wrap=True)
        except OSError as error:
            fail(error)
        return
    if as_json:
        sides = {"inputs": told.inputs, "outputs": told.outputs}
        print(json.dumps({side: {n: _plain(v) for n, v in values.items()} for side, values in sides.items()}))
        return
    for title, values in (("Received", told.inputs), ("Produced", told.outputs)):
        rows = grid(title, "Type", "")
        for name, value in values.items():
            seen = preview(value)
            rows.add_row(name, str(seen["type"]), str(seen["text"]).replace("[", r"\["))
        out.print(rows)


def compare(context: typer.Context, first: RunName, second: RunName, as_json: AsJson = False) -> None:
    """Compare two runs node by node."""
    from engine.run.history import compare as compared

    with _history(context.obj) as history:
        one, two = history.find(first), history.find(second)
        found = compared(history, one.id, two.id)
    if as_json:
        for told in found:
            figures = {"node": told.node, "status": told.status, "elapsed_s": told.elapsed_s}
            print(json.dumps({**figures, "inputs": told.inputs, "outputs": told.outputs, "same": told.same}))
        return
    rows = grid("Node", one.id, two.id, "Different")
    for told in found:
        sides = [
            f"{status or 'not there'} {f'{elapsed:.2f} s' if elapsed is not None else ''}"
            for status, elapsed in zip(told.status, told.elapsed_s, strict=True)
        ]
        what = [f"{words} {', '.join(ports)}" for words, ports in (("in", told.inputs), ("out", told.outputs)) if ports]
        rows.add_row(told.node.replace("[", r"\["), *sides, "; ".join(what), style="dim" if told.same else None)
    out.print(rows)


def forget(context: typer.Context, names: Annotated[list[str], typer.Argument(metavar="RUN…")]) -> None:
    """Remove runs from the history, and files that no other run uses."""
    with _history(context.obj) as history:
        for name in names:
            record = history.find(name)
            history.forget(record.id)
            out.print(f"forgotten: {record.id}", highlight=False)
        history.collect()


def _told(record: RunRecord) -> dict[str, Any]:
    return {
        "run": record.id,
        "chain": record.name,
        "path": record.path,
        "status": record.status,
        "started_at": record.started_at,
        "elapsed_s": record.elapsed_s,
        "part": record.scope.dump(),
    }


def _at(record: RunRecord) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(record.started_at))


def _plain(value: Any) -> Any:
    """A value as JSON: tables as records, files as what is known of them."""
    return walk(value, _PLAIN, str)


def _records(table: Table) -> Any:
    return _plain(table.to_pylist())


def _file(file: File) -> dict[str, Any]:
    return file.model_dump(mode="json")


_PLAIN: dict[Kind, Leaf] = {**dict.fromkeys(SCALARS, same), **dict.fromkeys(FILES, _file), "table": _records}
