"""From a run to the window: states on the canvas, results, the status line, the critical path."""

from __future__ import annotations

import time
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from app.desktop.run.crumbs import Crumbs
from app.desktop.run.lens import Lens
from app.desktop.run.live_preview import LivePreviewer
from app.desktop.run.questions import Questions
from app.desktop.run.run_controller import RunController
from canvas.document import Document
from canvas.language import reported, tr
from canvas.view import ChainView
from engine.chain.card import Card
from engine.chain.graph import Graph
from engine.chain.model import OUTPUTS, Edge
from engine.chain.names import path_title
from engine.chain.path import NodePath
from engine.run.history import RunRecord
from engine.run.insight import Insight, insight
from engine.run.state import NodeState, RunState


class ResultsView(Protocol):
    """Where a result is shown."""

    def show_node(self, graph: Graph, node_id: str, card: Card) -> None: ...

    def show_wire(self, graph: Graph, edge: Edge) -> None: ...

    def show_nothing(self) -> None: ...


class ColumnsView(Protocol):
    """What offers columns of tables to choose from, which are known better after a run."""

    def refresh_columns(self) -> None: ...


@dataclass(frozen=True)
class RunPanels:
    """Those that show a run beside the canvas."""

    results: ResultsView
    inspector: ColumnsView
    crumbs: Crumbs
    questions: Questions
    status: QLabel


class RunPresenter(QObject):
    """Listens to the run and to the canvas; tells panels what to show."""

    ended = Signal()
    """A run has ended, or another one is shown."""

    def __init__(
        self,
        document: Document,
        controller: RunController,
        view: ChainView,
        lens: Lens,
        live_previewer: LivePreviewer,
        panels: RunPanels,
    ) -> None:
        super().__init__(view)
        self._document, self._controller, self._view, self._lens = document, controller, view, lens
        self._live_previewer, self._panels = live_previewer, panels
        self.critical = False
        controller.started.connect(self._on_started)
        controller.nodes_changed.connect(self._on_states)
        controller.question_raised.connect(self._on_asked)
        controller.ticked.connect(self._on_tick)
        controller.finished.connect(self._on_finished)
        panels.questions.answered.connect(controller.answer)
        panels.questions.looked_at.connect(self._look_at)
        panels.crumbs.item_chosen.connect(self.show_all)
        live_previewer.changed.connect(self._on_preview)
        document.level_changed.connect(self.show_all)
        document.reset.connect(self._on_reset)

    def show_results(self) -> None:
        """What came out of the selection."""
        scene, graph = self._view.chain_scene, Graph(self._document.chain, self._document.catalog)
        chosen, wires = scene.selected_ids(), list(scene.edges.selected)
        if len(chosen) == 1:
            self._panels.results.show_node(graph, chosen[0], scene.nodes[chosen[0]].card)
        elif len(wires) == 1:
            self._panels.results.show_wire(graph, wires[0])
        else:
            self._panels.results.show_nothing()

    def show_all(self) -> None:
        """Another part, item or run is looked at."""
        scene = self._view.chain_scene
        scene.clear_states()
        scene.set_states(self._states())
        self._panels.crumbs.refresh()
        self._draw_critical()
        self.show_results()

    def show_past(self, record: RunRecord) -> None:
        """A past run was put on the canvas."""
        self._lens.items.clear()
        self._panels.inspector.refresh_columns()
        self.show_all()
        at = time.strftime("%d %b %Y, %H:%M:%S", time.localtime(record.started_at))
        self._panels.status.setText(tr("Run of {at}: {status}", at=at, status=reported(record.status)))
        self.ended.emit()

    def switch_live_preview(self) -> None:
        """Show, or no longer show, what nodes would give."""
        is_on = self._live_previewer.switch()
        self._panels.status.setText(tr("Live preview is on") if is_on else tr("Live preview is off"))

    def _on_preview(self) -> None:
        self._panels.inspector.refresh_columns()
        self.show_results()

    def toggle_critical(self) -> None:
        """Show, or no longer show, which path decides how long a run takes."""
        self.critical = not self.critical
        self._draw_critical()
        if self.critical:
            self._panels.status.setText(_summary(insight(self._document.chain, self._states())))

    def _states(self) -> dict[str, NodeState]:
        """Of the nodes on the canvas that have one."""
        return {n: state for n, state in self._lens.all().items() if state is not None}

    def _draw_critical(self) -> None:
        scene = self._view.chain_scene
        if not self.critical:
            scene.set_critical({}, set())
            return
        try:
            path = insight(self._document.chain, self._states())
        except ValueError:
            scene.set_critical({}, set())
            return
        scene.set_critical({n: _waited(self._lens.state(n)) for n in path.critical}, path.wires(self._document.chain))

    def _on_started(self) -> None:
        self._view.chain_scene.clear_states()
        self._view.chain_scene.set_critical({}, set())
        self._panels.questions.clear()
        self._panels.status.setText(tr("Running…"))

    def _on_states(self, changed: set[str]) -> None:
        states = self._lens.shown(changed)
        scene = self._view.chain_scene
        scene.set_states(states)
        for path in changed:
            state = self._controller.state.nodes.get(path)
            if state is not None and state.question and state.status != "running":
                self._panels.questions.withdraw(path)
        if self._shows_any_of(states):
            self.show_results()

    def _shows_any_of(self, changed: Container[str]) -> bool:
        """Whether the result beside the canvas may be another: that of a node, or what passes through one or a wire."""
        scene = self._view.chain_scene
        chosen = scene.selected_ids()
        passes_on = any(n == OUTPUTS or scene.nodes[n].card.mode == "bypass" for n in chosen)
        return passes_on or bool(scene.edges.selected) or any(n in changed for n in chosen)

    def _on_asked(self, path: str, question: str) -> None:
        self._panels.questions.ask(path, self._title_of(path), question)

    def _title_of(self, path: str) -> str:
        return path_title(self._document.root, self._document.catalog, path)

    def _look_at(self, path: str) -> None:
        """Go to a node, wherever it is in the chain, and show what it received."""
        at = NodePath(path)
        self._lens.items.update(at.items)
        self._document.show_level(at.level)
        self._view.show_node(at.node)
        self.show_all()

    def _on_tick(self) -> None:
        self._view.chain_scene.tick()
        self._panels.crumbs.refresh()

    def _on_finished(self, status: str) -> None:
        self._panels.questions.clear()
        self._panels.crumbs.refresh()
        self._panels.inspector.refresh_columns()
        self._panels.status.setText(_report(status, self._controller.state, self._title_of))
        self._draw_critical()
        self.show_results()
        scene = self._view.chain_scene
        if not self._document.level and not scene.selected_ids():
            scene.select(self._worth_seeing(status))
        self.ended.emit()

    def _worth_seeing(self, status: str) -> set[str]:
        """What a person wants to see first after a run: what failed, the chain's outputs, or its last node."""
        if failed := _failed(self._controller.state):
            return {failed[0]}
        if status != "done":
            return set()
        if self._document.chain.outputs:
            return {OUTPUTS}
        sources = Graph(self._document.chain, self._document.catalog).last_outputs().values()
        giving = [at.node for at in sources if (state := self._lens.state(at.node)) is not None and state.outputs]
        return {[*self._document.chain.nodes, *giving][-1]}

    def _on_reset(self) -> None:
        self._lens.items.clear()
        self._panels.questions.clear()
        self._panels.status.clear()


def _outer(state: RunState) -> dict[str, NodeState]:
    """The nodes of the chain itself, without those of sub-chains."""
    return {path: node for path, node in state.nodes.items() if not NodePath(path).is_inner}


def _failed(state: RunState) -> list[str]:
    return [name for name, node in _outer(state).items() if node.status == "failed" and not node.routed]


def _report(status: str, state: RunState, titles: Callable[[str], str]) -> str:
    """One line on a run that is over."""
    nodes, failed = _outer(state).values(), _failed(state)
    endings = {"done": tr("Done"), "failed": tr("Failed"), "cancelled": tr("Stopped")}
    report = tr("{words} after {elapsed_s:.2f} s", words=endings[status], elapsed_s=state.elapsed_s)
    cached = sum(node.status == "cached" for node in nodes)
    if cached == 1:
        report += tr(", 1 result kept from earlier runs")
    elif cached:
        report += tr(", {kept} results kept from earlier runs", kept=cached)
    if tokens := sum(node.tokens for node in state.nodes.values()):
        report += tr(", {tokens:,} tokens", tokens=tokens)
    notices = sum(len(node.notices) for node in state.nodes.values())
    if notices == 1:
        report += tr(", 1 notice")
    elif notices:
        report += tr(", {count} notices", count=notices)
    if failed:
        report += tr(": {names} failed", names=", ".join(map(titles, failed)))
        if skipped := sum(node.status == "skipped" for node in nodes):
            report += tr(", {skipped} did not run because of it", skipped=skipped)
    return report


def _summary(path: Insight) -> str:
    """One line on the longest path."""
    if not path.work_s:
        return tr("{depth} nodes run one after the other; run the chain to see where its time goes", depth=path.depth)
    return tr(
        "The longest path takes {critical_s:.2f} s of {work_s:.2f} s of work; "
        "nodes waited {waiting_s:.2f} s for a free place",
        critical_s=path.critical_s,
        work_s=path.work_s,
        waiting_s=path.waiting_s,
    )


def _waited(state: NodeState | None) -> str:
    """How long a node waited for a free place, where that is worth telling."""
    if state is None or state.started is None or state.queued is None or state.started - state.queued < 0.01:
        return ""
    return tr("waited {time:.2f} s", time=state.started - state.queued)
