"""Looking at chains and tools without running anything."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markdown import Markdown

from app.commands.console import DONE, WRONG, AsJson, ChainFile, catalog_of, err, fail, grid, history_of, opened, out

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
    raise typer.Exit(WRONG if errors(findings) else DONE)


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

    drawn = svg(*opened(file, context.obj))
    as_png = bool(size) or (output is not None and output.suffix.lower() == ".png")
    if output is not None:
        output.write_bytes(png(drawn, size or _PNG) if as_png else drawn.encode())
    elif as_png:
        sys.stdout.buffer.write(png(drawn, size or _PNG))
    else:
        sys.stdout.write(drawn)


def explain(context: typer.Context, file: ChainFile, as_json: AsJson = False) -> None:
    """Say how a chain is shaped and where the time of its last run went."""
    from engine.run.insight import insight

    chain, _ = opened(file, context.obj)
    history = history_of(context.obj)
    try:
        last = next(iter(history.runs(1, path=file.resolve())), None)
        run = history.state(last.id) if last else None
        found = insight(chain, run.nodes if run else None)
    except ValueError as error:
        fail(error)
    finally:
        history.close()
    states = run.nodes if run else {}
    told = {n: states[n].elapsed_s for n in found.critical if n in states}
    if as_json:
        figures: dict[str, Any] = {
            "nodes": len(chain.nodes),
            "wires": len(chain.edges),
            "depth": found.depth,
            "width": found.width,
            "generations": found.generations,
            "critical_path": found.critical,
            "run": last.id if last else None,
        }
        if run:
            figures |= {"critical_s": found.critical_s, "work_s": found.work_s, "waiting_s": found.waiting_s}
        print(json.dumps(figures))
        return
    out.print(f"{len(chain.nodes)} nodes, {len(chain.edges)} wires", highlight=False)
    out.print(f"depth {found.depth}: so many nodes run one after the other at least", highlight=False)
    out.print(f"width {found.width}: so many can run at the same time at most", highlight=False)
    for number, nodes in enumerate(found.generations, 1):
        if len(nodes) > 1:
            out.print(f"  step {number}, side by side: {', '.join(nodes)}", highlight=False, soft_wrap=True)
    if run is None or last is None:
        out.print(f"longest path: {' → '.join(found.critical)}", highlight=False, soft_wrap=True)
        out.print("Run it once to see where its time goes.")
        return
    path = " → ".join(f"{n} ({told[n]:.2f} s)" if told.get(n) is not None else n for n in found.critical)
    out.print(f"critical path of the last run ({last.id}): {path}", highlight=False, soft_wrap=True)
    out.print(
        f"it took {found.critical_s:.2f} s of {found.work_s:.2f} s of work; nodes waited {found.waiting_s:.2f} s "
        f"for a free place; with places for all it is {found.speed_up:.1f} times as fast as one after the other",
        highlight=False,
        soft_wrap=True,
    )


def print_findings(file: Path, findings: list[Any]) -> None:
    if not findings:
        out.print(f"{file.name}: nothing wrong", highlight=False)
    for finding in findings:
        colour = "red" if finding.level == "error" else "yellow"
        err.print(f"[{colour}]{finding.level}[/{colour}] ", end="")
        err.print(f"{finding} — {finding.remedy}", markup=False, highlight=False, soft_wrap=True)
