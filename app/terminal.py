"""A run in the terminal: a live tree of nodes with progress, or plain lines where nobody watches."""

from __future__ import annotations

import asyncio
import getpass
import threading
import time
from typing import TYPE_CHECKING, Protocol

import typer
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from engine.chain.model import Chain
from engine.chain.path import NodePath
from engine.flow.nesting import Answer
from engine.run import events as ev
from engine.run.state import NodeState, RunState
from engine.run.status import NodeStatus

if TYPE_CHECKING:
    from engine.run.scheduler import Run

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
    """Shows events as they come; used as a context manager. It can be left and entered again."""

    def __call__(self, event: ev.Event) -> None: ...
    def __enter__(self) -> View: ...
    def __exit__(self, *failure: object) -> None: ...


class Asker:
    """Passes events on to a view, and what nodes ask to the person: `answers` first, then the terminal."""

    def __init__(self, view: View, answers: dict[str, Answer], person: bool) -> None:
        self.view = view
        self._answers = answers
        self._person = person
        self._run: Run | None = None
        self._asking = threading.Lock()

    def attach(self, run: Run) -> None:
        """The run that asks. Call it on its loop."""
        self._run = run
        self._loop = asyncio.get_running_loop()

    def __call__(self, event: ev.Event) -> None:
        self.view(event)
        if isinstance(event, ev.NodePhase) and event.question:
            # a moment later: the node waits only once it has told what it asks
            self._loop.call_soon(self._asked, event)

    def _asked(self, event: ev.NodePhase) -> None:
        assert self._run is not None
        if (answer := self._answers.get(event.node)) is not None:
            self._run.answer(event.node, answer)
        elif self._person:
            # a thread that nobody waits for: the run can be stopped while the question stands
            threading.Thread(target=self._ask, args=(event,), daemon=True).start()
        else:
            remedy = f"Answer beforehand with --answer {event.node}=yes, or run it on the desktop."
            self._run.refuse(event.node, f"it asks {event.question!r}, and nobody is there to answer", remedy)

    def _ask(self, event: ev.NodePhase) -> None:
        assert self._run is not None
        with self._asking:
            self.view.__exit__(None, None, None)
            context = f" ({event.about['text']})" if event.about.get("text") else ""
            yes = typer.confirm(f"{event.node} asks: {event.question}{context}")
            note = typer.prompt("A note for the record", default="", show_default=False)
            self.view.__enter__()
        answer = Answer(yes, note, getpass.getuser(), time.time())
        self._loop.call_soon_threadsafe(self._run.answer, event.node, answer)


class JsonView:
    """One event a line, as JSON. `console` is told when nobody reads them any more."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __call__(self, event: ev.Event) -> None:
        try:
            print(ev.events.dump_json(event).decode(), flush=True)
        except BrokenPipeError:
            self._console.on_broken_pipe()

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
        if isinstance(event, ev.NodeLog) and event.level != "debug":
            self._console.print(f"  {event.node}: {event.message}", style="dim", markup=False, highlight=False)
        elif isinstance(event, ev.NodeNotice):
            self._console.print(_notice_line(event), highlight=False, soft_wrap=True)
        elif isinstance(event, ev.NodeStarted):
            self._console.print(f"… {self._titles.get(event.node, event.node)}", style="dim", highlight=False)
        elif isinstance(event, ev.NodePhase):
            self._console.print(f"… {event.node}: {event.phase} {event.question}", style="dim", highlight=False)
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
        self._live = self._begun()
        self._spinner = Spinner("dots", style="blue")

    def __call__(self, event: ev.Event) -> None:
        self._state.apply(event)
        if isinstance(event, ev.NodeLog) and event.level != "debug":
            self._live.console.print(f"{event.node}: {event.message}", style="dim", markup=False, highlight=False)
        elif isinstance(event, ev.NodeNotice):
            self._live.console.print(_notice_line(event), highlight=False, soft_wrap=True)

    def _begun(self) -> Live:
        return Live(get_renderable=self._draw, console=self._console, refresh_per_second=10, transient=False)

    def __enter__(self) -> LiveView:
        self._live.__enter__()
        return self

    def __exit__(self, *failure: object) -> None:
        self._live.__exit__(None, None, None)
        self._live = self._begun()

    def _draw(self) -> RenderableType:
        rows = Table.grid(padding=(0, 1))
        for _ in range(4):
            rows.add_column(no_wrap=True)
        for node_id, node in self._state.nodes.items():
            if NodePath(node_id).is_inner:
                continue  # the node around it tells how far it is
            name = Text(self._titles.get(node_id, node_id))
            if node.status is NodeStatus.RUNNING:
                since = Text(f"{time.time() - (node.started or time.time()):.1f} s", "blue")
                bar = ProgressBar(1.0, node.fraction or 0.0, width=20) if node.fraction is not None else Text("")
                rows.add_row(self._spinner, name, since, Group(bar, Text(node.message, "dim")))
            else:
                sign, style = _SIGNS[node.status]
                result_style = "red" if node.status is NodeStatus.FAILED else "dim"
                result = Text(node.result, result_style, overflow="ellipsis")
                rows.add_row(Text(sign, style), name, Text(_elapsed(node), "dim"), result)
        return Group(Text(self._title, "bold"), rows)


def _line(title: str, node: NodeState) -> Text:
    sign, style = _SIGNS[node.status]
    details = "".join(f"  {detail}" for detail in (_elapsed(node), node.result) if detail)
    return Text.assemble((sign, style), f" {title}", (details, "dim"))


def _notice_line(event: ev.NodeNotice) -> Text:
    """What was decided without being asked, and the input where that is changed."""
    where = f"  ({event.port})" if event.port else ""
    return Text.assemble(("i", "yellow"), f" {event.node}: {event.message}", (where, "dim"))


def _elapsed(node: NodeState) -> str:
    if node.elapsed_s is not None:
        return f"{node.elapsed_s:.2f} s"
    if node.status is NodeStatus.CACHED:
        return "kept"
    return ""


def view_for(console: Console, chain: Chain, titles: dict[str, str], as_json: bool) -> View:
    """The view that fits: JSON lines when asked for, live in a terminal, plain lines elsewhere."""
    if as_json:
        return JsonView(console)
    if console.is_terminal:
        return LiveView(console, titles, chain.title or "Chain")
    return PlainView(console, titles)
