"""From a run to the window: states on the canvas, results, the status line, the critical path."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from app.desktop.properties.inspector import Inspector
from app.desktop.results.results import Results
from app.desktop.run.crumbs import Crumbs
from app.desktop.run.lens import Lens
from app.desktop.run.questions import Questions
from app.desktop.run.run_controller import RunController
from canvas.document import Document
from canvas.language import reported, tr
from canvas.view import ChainView
from engine.chain.graph import Graph
from engine.chain.model import OUTPUTS
from engine.chain.path import NodePath
from engine.run.history import RunRecord
from engine.run.insight import insight
from engine.run.state import NodeState


class RunPresenter(QObject):
    """Listens to the run and to the canvas; tells widgets what to show."""

    over = Signal()
    """A run has ended, or another one is shown."""

    def __init__(
        self,
        document: Document,
        controller: RunController,
        view: ChainView,
        lens: Lens,
        results: Results,
        inspector: Inspector,
        crumbs: Crumbs,
        questions: Questions,
        status: QLabel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._controller, self._view, self._lens = document, controller, view, lens
        self._results, self._inspector, self._crumbs, self._questions = results, inspector, crumbs, questions
        self._status = status
        self.critical = False
        controller.started.connect(self._on_started)
        controller.nodes_changed.connect(self._on_states)
        controller.asked.connect(self._on_asked)
        controller.ticked.connect(self._on_tick)
        controller.finished.connect(self._on_finished)
        questions.answered.connect(controller.answer)
        questions.looked_at.connect(self._look_at)
        crumbs.item_chosen.connect(self.show_all)
        document.level_changed.connect(self.show_all)
        document.reset.connect(self._on_reset)

    def show_results(self) -> None:
        """What came out of the selection."""
        scene, graph = self._view.chain_scene, Graph(self._document.chain, self._document.catalog)
        chosen, wires = scene.selected_ids(), list(scene.edges.selected)
        if len(chosen) == 1:
            self._results.show_node(graph, chosen[0], scene.nodes[chosen[0]].card)
        elif len(wires) == 1:
            self._results.show_wire(graph, wires[0])
        else:
            self._results.show_nothing()

    def show_all(self) -> None:
        """Another part, item or run is looked at."""
        scene = self._view.chain_scene
        scene.clear_states()
        scene.set_states({n: state for n, state in self._lens.all().items() if state is not None})
        self._crumbs.refresh()
        self._draw_critical()
        self.show_results()

    def show_past(self, record: RunRecord) -> None:
        """A past run was put on the canvas."""
        self._lens.items.clear()
        self._inspector.look_again()
        self.show_all()
        at = time.strftime("%d %b %Y, %H:%M:%S", time.localtime(record.started_at))
        self._status.setText(tr("Run of {at}: {status}", at=at, status=reported(record.status)))
        self.over.emit()

    def toggle_critical(self) -> None:
        """Show, or no longer show, which path decides how long a run takes."""
        self.critical = not self.critical
        self._draw_critical()
        if self.critical:
            found = insight(self._document.chain, self._seen())
            self._status.setText(
                tr(
                    "The longest path takes {critical_s:.2f} s of {work_s:.2f} s of work; "
                    "nodes waited {waiting_s:.2f} s for a free place",
                    critical_s=found.critical_s,
                    work_s=found.work_s,
                    waiting_s=found.waiting_s,
                )
                if found.work_s
                else tr(
                    "{depth} nodes run one after the other; run the chain to see where its time goes", depth=found.depth
                )
            )

    def _seen(self) -> dict[str, NodeState]:
        return {n: state for n, state in self._lens.all().items() if state is not None}

    def _draw_critical(self) -> None:
        scene = self._view.chain_scene
        if not self.critical:
            scene.set_critical({}, set())
            return
        try:
            found = insight(self._document.chain, self._seen())
        except ValueError:
            scene.set_critical({}, set())
            return
        scene.set_critical({n: _waited(self._lens.state(n)) for n in found.critical}, found.wires(self._document.chain))

    def _on_started(self) -> None:
        self._view.chain_scene.clear_states()
        self._view.chain_scene.set_critical({}, set())
        self._questions.clear()
        self._status.setText(tr("Running…"))

    def _on_states(self, changed: set[str]) -> None:
        shown = self._lens.shown(changed)
        scene = self._view.chain_scene
        scene.set_states(shown)
        for path in changed:
            state = self._controller.state.nodes.get(path)
            if state is not None and state.question and state.status != "running":
                self._questions.withdraw(path)
        if {*shown} & {*scene.selected_ids()} or OUTPUTS in scene.selected_ids():
            self.show_results()

    def _on_asked(self, path: str, question: str) -> None:
        chain = self._document.root
        title = chain.title_of(path, path) if path in chain.nodes else path
        self._questions.ask(path, title, question)

    def _look_at(self, path: str) -> None:
        """Go to a node, wherever it is in the chain, and show what it received."""
        at = NodePath(path)
        self._lens.items.update(at.items)
        self._document.show_level(at.level)
        self._view.show_node(at.node)
        self.show_all()

    def _on_tick(self) -> None:
        self._view.chain_scene.tick()
        self._crumbs.refresh()

    def _on_finished(self, status: str) -> None:
        state = self._controller.state
        self._questions.clear()
        self._crumbs.refresh()
        self._inspector.look_again()
        outer = {path: told for path, told in state.nodes.items() if not NodePath(path).is_inner}
        failed = [n for n, s in outer.items() if s.status == "failed" and not s.routed]
        skipped = sum(s.status == "skipped" for s in outer.values())
        words = {"done": tr("Done"), "failed": tr("Failed"), "cancelled": tr("Stopped")}[status]
        told = tr("{words} after {elapsed_s:.2f} s", words=words, elapsed_s=state.elapsed_s)
        if kept := sum(s.status == "cached" for s in outer.values()):
            told += (
                tr(", 1 result kept from earlier runs")
                if kept == 1
                else tr(", {kept} results kept from earlier runs", kept=kept)
            )
        if tokens := sum(s.tokens for s in state.nodes.values()):
            told += tr(", {tokens:,} tokens", tokens=tokens)
        if failed:
            told += tr(": {names} failed", names=", ".join(failed)) + (
                tr(", {skipped} did not run because of it", skipped=skipped) if skipped else ""
            )
        self._status.setText(told)
        self._draw_critical()
        self.show_results()
        scene = self._view.chain_scene
        if not self._document.level and not scene.selected_ids() and (shown := self._worth_showing(status, failed)):
            scene.select({shown})
        self.over.emit()

    def _worth_showing(self, status: str, failed: list[str]) -> str:
        """What a person wants to see first after a run: what failed, the chain's outputs, or its last node."""
        if failed or status != "done":
            return failed[0] if failed else ""
        if self._document.chain.outputs:
            return OUTPUTS
        sources = Graph(self._document.chain, self._document.catalog).last_outputs().values()
        giving = [at.node for at in sources if (state := self._lens.state(at.node)) is not None and state.outputs]
        return [*self._document.chain.nodes, *giving][-1]

    def _on_reset(self) -> None:
        self._lens.items.clear()
        self._questions.clear()
        self._status.clear()


def _waited(state: NodeState | None) -> str:
    """How long a node waited for a free place, where that is worth telling."""
    if state is None or state.started is None or state.queued is None or state.started - state.queued < 0.01:
        return ""
    return tr("waited {time:.2f} s", time=state.started - state.queued)
