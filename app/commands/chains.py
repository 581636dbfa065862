"""Looking at chains and tools without running anything."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markdown import Markdown

from app.commands.console import (
    LEVEL_COLOURS,
    WRONG,
    AsJson,
    ChainFile,
    catalog_of,
    err,
    fail,
    grid,
    history_of,
    opened,
    out,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.folders import Folders
    from engine.run.state import NodeState

_PNG = 1600


def check(context: typer.Context, file: ChainFile, as_json: AsJson = False) -> None:
    """Find everything that is wrong with a chain, without running it."""
    from engine.chain.validate import errors, validate

    chain, catalog = opened(file, context.obj)
    findings = validate(chain, catalog, file.resolve().parent)
    if as_json:
        for finding in findings:
            print(json.dumps(finding._asdict(), ensure_ascii=False))
    else:
        print_findings(file, findings)
    if errors(findings):
        raise typer.Exit(WRONG)


def tools(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Show the help of this one.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one tool a line, with its schemas.")] = False,
) -> None:
    """List the tools, or show one."""
    catalog = catalog_of(context.obj)
    chosen = [spec for spec in catalog if not name or spec.name == name]
    if not chosen:
        fail(LookupError(f"there is no tool {name!r}; `iceos tools` lists them"))
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
            rows = grid(side.capitalize(), "Type", "")
            for port in getattr(spec, side).values():
                rows.add_row(port.name, str(port.type), port.description, style=None if port.required else "dim")
            out.print()
            out.print(rows)
        return
    rows = grid("Tool", "Version", "Category", "What it does")
    for spec in chosen:
        rows.add_row(spec.name, spec.version, spec.category, spec.summary)
    out.print(rows)
    for problem in catalog.problems:
        err.print(problem, style="yellow", markup=False)


def picture(
    context: typer.Context,
    file: ChainFile,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write; else it is printed.")] = None,
    size: Annotated[int, typer.Option(min=0, max=8192, help="A PNG that fits into so many pixels.")] = 0,
) -> None:
    """Draw a chain as SVG, or as PNG: with --size, or into a file that ends in .png."""
    from engine.chain.picture import png, svg

    text = svg(*opened(file, context.obj))
    image = text.encode()
    if size or (output is not None and output.suffix.lower() == ".png"):
        image = png(text, size or _PNG)
    if output is not None:
        output.write_bytes(image)
    else:
        sys.stdout.buffer.write(image)


def explain(context: typer.Context, file: ChainFile, as_json: AsJson = False) -> None:
    """Say how a chain is shaped and where the time of its last run went."""
    from engine.run.insight import insight

    chain, _ = opened(file, context.obj)
    run_id, states = _last_run(context.obj, file)
    try:
        shape = insight(chain, states)
    except ValueError as error:
        fail(error)
    if as_json:
        figures: dict[str, Any] = {
            "nodes": len(chain.nodes),
            "wires": len(chain.edges),
            "depth": shape.depth,
            "width": shape.width,
            "generations": shape.generations,
            "critical_path": shape.critical,
            "run": run_id or None,
        }
        if run_id:
            figures |= {"critical_s": shape.critical_s, "work_s": shape.work_s, "waiting_s": shape.waiting_s}
        print(json.dumps(figures))
        return
    out.print(f"{len(chain.nodes)} nodes, {len(chain.edges)} wires", highlight=False)
    out.print(f"depth {shape.depth}: so many nodes run one after the other at least", highlight=False)
    out.print(f"width {shape.width}: so many can run at the same time at most", highlight=False)
    for number, nodes in enumerate(shape.generations, 1):
        if len(nodes) > 1:
            out.print(f"  step {number}, side by side: {', '.join(nodes)}", highlight=False, soft_wrap=True)
    if not run_id:
        out.print(f"longest path: {' → '.join(shape.critical)}", highlight=False, soft_wrap=True)
        out.print("Run it once to see where its time goes.")
        return
    path = " → ".join(_with_time(node, states.get(node)) for node in shape.critical)
    out.print(f"critical path of the last run ({run_id}): {path}", highlight=False, soft_wrap=True)
    out.print(
        f"it took {shape.critical_s:.2f} s of {shape.work_s:.2f} s of work; nodes waited {shape.waiting_s:.2f} s "
        f"for a free place; with places for all it is {shape.speed_up:.1f} times as fast as one after the other",
        highlight=False,
        soft_wrap=True,
    )


def _last_run(folders: Folders, file: Path) -> tuple[str, Mapping[str, NodeState]]:
    """The latest run of a chain, and how its nodes ended; empty where it never ran."""
    history = history_of(folders)
    try:
        for record in history.runs(1, path=file.resolve()):
            return record.id, history.state(record.id).nodes
        return "", {}
    finally:
        history.close()


def _with_time(node: str, state: NodeState | None) -> str:
    if state is None or state.elapsed_s is None:
        return node
    return f"{node} ({state.elapsed_s:.2f} s)"


def print_findings(file: Path, findings: list[Any]) -> None:
    if not findings:
        out.print(f"{file.name}: nothing wrong", highlight=False)
    for finding in findings:
        colour = LEVEL_COLOURS[finding.level]
        err.print(f"[{colour}]{finding.level}[/{colour}] ", end="")
        err.print(f"{finding} — {finding.remedy}", markup=False, highlight=False, soft_wrap=True)
