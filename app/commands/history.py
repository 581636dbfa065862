"""What ran before: list, look, compare, forget."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.commands.console import AsJson, duration, fail, grid, history_of, moment, out, print_rows
from engine.folders import Folders
from nodes.frames.rows import aside
from nodes.sdk.cells import rows_of
from nodes.sdk.kinds import FILES, SCALARS, Kind, Leaf, same, walk

if TYPE_CHECKING:
    from engine.run.history import History, RunRecord
    from engine.run.state import NodeState
    from nodes.frames import LazyFrame
    from nodes.sdk.types import File, Table

RunName = Annotated[str, typer.Argument(metavar="RUN", help="Its id, a part of it, or last.", show_default=False)]
_COMPARED = ("node", "status", "elapsed_s", "inputs", "outputs", "same")
_COLOURS = {"done": "green", "failed": "red", "running": "blue", "cached": "cyan"}


@contextmanager
def _history(folders: Folders) -> Iterator[History]:
    """The history; what it cannot give ends the command with the reason."""
    from engine.errors import HistoryError

    history = history_of(folders)
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
        records = history.runs(limit, path=file.resolve() if file else None)
    if as_json:
        for record in records:
            print(json.dumps(_described(record)))
        return
    rows = grid("Run", "Chain", "Started", "Took", "Status")
    for record in records:
        colour = _COLOURS.get(record.status, "yellow")
        name = record.name + " (part)" * record.scope.is_partial
        status = f"[{colour}]{record.status}[/{colour}]"
        rows.add_row(record.id, name, moment(record.started_at), duration(record.elapsed_s), status)
    print_rows(rows, "Nothing has run yet.")


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
        nodes = {path: _figures(node_state) for path, node_state in state.nodes.items()}
        print(json.dumps({**_described(record), "nodes": nodes}))
        return
    out.print(f"[bold]{record.name}[/bold]  {record.id}  {record.status}  {moment(record.started_at)}", highlight=False)
    rows = grid("Node", "Status", "Took", "")
    for path, node_state in state.nodes.items():
        colour = _COLOURS.get(node_state.status, "yellow")
        status = f"[{colour}]{node_state.status}[/{colour}]"
        rows.add_row(path.replace("[", r"\["), status, duration(node_state.elapsed_s), node_state.result[:100])
    out.print(rows)
    for path, node_state in state.nodes.items():
        for notice in node_state.notices:
            out.print(f"{path}: {notice.message}", style="yellow", markup=False, highlight=False, soft_wrap=True)
        if node_state.image:
            line = f"{path} ran in {node_state.image} {node_state.digest}"
            out.print(line, style="dim", highlight=False, soft_wrap=True)


def _show_node(history: History, run: str, node: str, output: Path | None, as_json: bool) -> None:
    from engine.errors import HistoryError
    from engine.run import export
    from engine.run.preview import preview

    result = history.node(run, node)
    if result is None:
        raise HistoryError(f"{node} did not come to its end in this run", remedy="`iceos show RUN` lists its nodes.")
    if output is not None:
        try:
            for name, path in export.write(output, result.outputs).items():
                out.print(f"{name}: {path}", highlight=False, soft_wrap=True)
        except OSError as error:
            fail(error)
        return
    if as_json:
        sides = {"inputs": result.inputs, "outputs": result.outputs}
        print(json.dumps({side: {n: _plain(v) for n, v in values.items()} for side, values in sides.items()}))
        return
    for title, values in (("Received", result.inputs), ("Produced", result.outputs)):
        rows = grid(title, "Type", "")
        for name, value in values.items():
            summary = preview(value)
            rows.add_row(name, str(summary["type"]), str(summary["text"]).replace("[", r"\["))
        out.print(rows)


def compare(context: typer.Context, first: RunName, second: RunName, as_json: AsJson = False) -> None:
    """Compare two runs node by node."""
    from engine.run.history import compare as compared

    with _history(context.obj) as history:
        one, two = history.find(first), history.find(second)
        differences = compared(history, one.id, two.id)
    if as_json:
        for difference in differences:
            print(json.dumps({name: getattr(difference, name) for name in _COMPARED}))
        return
    rows = grid("Node", one.id, two.id, "Different")
    for difference in differences:
        sides = zip(difference.status, difference.elapsed_s, strict=True)
        columns = [f"{status or 'not there'} {duration(elapsed)}" for status, elapsed in sides]
        ports = (("in", difference.inputs), ("out", difference.outputs))
        changes = "; ".join(f"{side} {', '.join(names)}" for side, names in ports if names)
        style = "dim" if difference.same else None
        rows.add_row(difference.node.replace("[", r"\["), *columns, changes, style=style)
    out.print(rows)


def forget(context: typer.Context, names: Annotated[list[str], typer.Argument(metavar="RUN…")]) -> None:
    """Remove runs from the history, and files that no other run uses."""
    with _history(context.obj) as history:
        for name in names:
            record = history.find(name)
            history.forget(record.id)
            out.print(f"forgotten: {record.id}", highlight=False)
        history.collect()


def _described(record: RunRecord) -> dict[str, Any]:
    return {
        "run": record.id,
        "chain": record.name,
        "path": record.path,
        "status": record.status,
        "started_at": record.started_at,
        "elapsed_s": record.elapsed_s,
        "part": record.scope.dump(),
    }


def _figures(state: NodeState) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "status": state.status,
        "elapsed_s": state.elapsed_s,
        "result": state.result,
        "remedy": state.remedy,
    }
    if state.notices:
        figures["notices"] = [asdict(notice) for notice in state.notices]
    if state.image:
        figures |= {"image": state.image, "digest": state.digest}
    return figures


def _plain(value: Any) -> Any:
    """A value as JSON: tables as records, files as what is known of them."""
    return walk(value, _PLAIN, str)


def _records(table: Table) -> Any:
    return _plain(rows_of(table))


def _records_of_frame(frame: LazyFrame) -> Any:
    with aside() as ctx:
        return _records(frame.table(ctx))


def _file(file: File) -> dict[str, Any]:
    return file.model_dump(mode="json")


_PLAIN: dict[Kind, Leaf] = {
    **dict.fromkeys(SCALARS, same),
    **dict.fromkeys(FILES, _file),
    "table": _records,
    "frame": _records_of_frame,
}
