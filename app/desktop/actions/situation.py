"""What holds in a window at the moment, as far as actions depend on it."""

from __future__ import annotations

from dataclasses import dataclass

from app.desktop.edit.editing import Editing
from app.desktop.images.images import Images
from app.desktop.results.history_panel import HistoryPanel
from app.desktop.run.run_controller import RunController
from canvas.view import ChainView
from engine.chain.model import INPUTS, OUTPUTS


@dataclass(frozen=True)
class Situation:
    """The blocks of a chain's inputs and outputs are no nodes here."""

    unsaved: bool
    """Something was changed, or there is no file yet."""
    can_undo: bool
    can_redo: bool
    has_nodes: bool
    nodes_selected: bool
    one_node_selected: bool
    anything_selected: bool
    """Nodes, blocks, frames or notes."""
    several_selected: bool
    deletable: bool
    """Something is selected that can be deleted, a wire included."""
    outdated: bool
    """A selected node's tool is here in another version."""
    nested: bool
    """The one selected node runs a chain of its own."""
    contained: bool
    """The one selected node runs in a container."""
    inside_subchain: bool
    running: bool
    runs_forgettable: bool
    """Past runs are chosen in their list, and none of them goes on."""


def situation_of(
    view: ChainView, editing: Editing, images: Images, controller: RunController, history_panel: HistoryPanel
) -> Situation:
    document, scene = view.document, view.chain_scene
    nodes = [node for node in scene.selected_ids() if node not in (INPUTS, OUTPUTS)]
    selected = scene.chosen()
    one = len(nodes) == 1
    return Situation(
        unsaved=document.modified or document.path is None,
        can_undo=document.undo_stack.canUndo(),
        can_redo=document.undo_stack.canRedo(),
        has_nodes=bool(document.chain.nodes),
        nodes_selected=bool(nodes),
        one_node_selected=one,
        anything_selected=bool(selected),
        several_selected=len(selected) > 1,
        deletable=bool(selected or scene.edges.selected),
        outdated=bool(editing.outdated),
        nested=one and document.inner_name(nodes[0]) is not None,
        contained=one and images.contained(nodes[0]),
        inside_subchain=bool(document.level),
        running=controller.running,
        runs_forgettable=history_panel.forgettable,
    )
