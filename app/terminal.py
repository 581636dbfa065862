"""A run in the terminal: a live tree of nodes with progress, or plain lines where nobody watches."""

from __future__ import annotations

import time
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from engine.chain.model import Chain
from engine.run import events as ev
from engine.run.state import NodeState, RunState

_SIGNS = {
    "waiting": ("·", "dim"),
    "queued": ("·", "dim"),
    "done": ("✓", "green"),
    "cached": ("✓", "cyan"),
    "failed": ("✗", "red"),
    "skipped": ("–", "yellow"),
    "cancelled": ("■", "yellow"),
}


class View(Protocol):
    """Shows events as they come; used as a context manager."""

    def __call__(self, event: ev.Event) -> None: ...
    def __enter__(self) -> View: ...
    def __exit__(self, *failure: object) -> None: ...


class JsonView:
    """One event a line, as JSON."""

    def __call__(self, event: ev.Event) -> None:
        print(ev.events.dump_json(event).decode(), flush=True)

    def __enter__(self) -> JsonView:
        return self

    def __exit__(self, *failure: object) -> None:
        pass


class PlainView:
    """A line for every node that starts and ends, for logs and pipes."""

    def __init__(self, console: Console, titles: dict[str, str]) -> None:
        self._console = console
        self._titles = titles
        self._state = RunState()

    def __call__(self, event: ev.Event) -> None:
        node = self._state.apply(event)
        if isinstance(event, ev.NodeLog):
            self._console.print(f"  {event.node}: {event.message}", style="dim", markup=False, highlight=False)
        elif isinstance(event, ev.NodeStarted):
            self._console.print(f"… {self._titles.get(event.node, event.node)}", style="dim", highlight=False)
        elif node is not None and node.status in _SIGNS and node.status not in ("waiting", "queued"):
            self._console.print(_line(self._titles.get(event.node, event.node), node))  # type: ignore[union-attr]  # a node event

    def __enter__(self) -> PlainView:
        return self

    def __exit__(self, *failure: object) -> None:
        pass


class LiveView:
    """The tree of nodes, redrawn ten times a second while it runs."""

    def __init__(self, console: Console, titles: dict[str, str], title: str) -> None:
        self._console = console
        self._titles = titles
        self._title = title
        self._state = RunState()
        self._live = Live(get_renderable=self._draw, console=console, refresh_per_second=10, transient=False)
        self._spinner = Spinner("dots", style="blue")

    def __call__(self, event: ev.Event) -> None:
        self._state.apply(event)
        if isinstance(event, ev.NodeLog):
            self._live.console.print(f"{event.node}: {event.message}", style="dim", markup=False, highlight=False)

    def __enter__(self) -> LiveView:
        self._live.__enter__()
        return self

    def __exit__(self, *failure: object) -> None:
        self._live.__exit__(None, None, None)

    def _draw(self) -> RenderableType:
        rows = Table.grid(padding=(0, 1))
        for _ in range(4):
            rows.add_column(no_wrap=True)
        for node_id, node in self._state.nodes.items():
            name = Text(self._titles.get(node_id, node_id))
            if node.status == "running":
                since = Text(f"{time.time() - (node.started or time.time()):.1f} s", "blue")
                bar = ProgressBar(1.0, node.fraction or 0.0, width=20) if node.fraction is not None else Text("")
                rows.add_row(self._spinner, name, since, Group(bar, Text(node.message, "dim")))
            else:
                sign, style = _SIGNS[node.status]
                taken = f"{node.elapsed_s:.2f} s" if node.elapsed_s is not None else "kept" * (node.status == "cached")
                result = Text(node.result, "red" if node.status == "failed" else "dim", overflow="ellipsis")
                rows.add_row(Text(sign, style), name, Text(taken, "dim"), result)
        return Group(Text(self._title, "bold"), rows)


def _line(title: str, node: NodeState) -> Text:
    sign, style = _SIGNS[node.status]
    taken = f"  {node.elapsed_s:.2f} s" if node.elapsed_s is not None else "  kept" * (node.status == "cached")
    return Text.assemble((sign, style), f" {title}", (taken, "dim"), (f"  {node.result}" if node.result else "", "dim"))


def view_for(console: Console, chain: Chain, titles: dict[str, str], as_json: bool) -> View:
    """The view that fits: JSON lines when asked for, live in a terminal, plain lines elsewhere."""
    if as_json:
        return JsonView()
    if console.is_terminal:
        return LiveView(console, titles, chain.title or "Chain")
    return PlainView(console, titles)
