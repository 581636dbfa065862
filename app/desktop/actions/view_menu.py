"""The View menu."""

from __future__ import annotations

from collections.abc import Callable

from app.desktop.actions.action import Action, Focus, Place
from canvas.view import ChainView

VIEW = (
    Action(
        "fit",
        "Fit to view",
        "View",
        lambda parts: _jump(parts.view, parts.view.fit),
        icon="maximize",
        keys=("Home",),
        focus=Focus.CANVAS,
        tip="Show the whole chain",
        toolbar="icon",
        places=(Place.CANVAS,),
    ),
    Action(
        "enter",
        "Open sub-chain",
        "View",
        lambda parts: parts.document.enter(next(iter(parts.view.chain_scene.selected_ids()), "")),
        icon="workflow",
        keys=("Alt+Down",),
        focus=Focus.CANVAS,
        tip="Show the chain that the selected node runs (also: double click)",
        enabled=lambda situation: situation.nested,
        places=(Place.NODE,),
    ),
    Action(
        "leave",
        "Step out",
        "View",
        lambda parts: parts.document.show_level(parts.document.level[:-1]),
        icon="corner-left-up",
        keys=("Alt+Up",),
        focus=Focus.CANVAS,
        tip="Back to the chain around this",
        enabled=lambda situation: situation.inside_subchain,
    ),
    Action(
        "fit_selection",
        "Zoom to selection",
        "View",
        lambda parts: _jump(parts.view, parts.view.fit_selection),
        icon="locate-fixed",
        keys=("Shift+Home",),
        focus=Focus.CANVAS,
        enabled=lambda situation: situation.nodes_selected,
    ),
    Action(
        "zoom_in", "Zoom in", "View", lambda parts: parts.view.zoom_by(1.25), icon="zoom-in", keys=("Ctrl++", "Ctrl+=")
    ),
    Action("zoom_out", "Zoom out", "View", lambda parts: parts.view.zoom_by(0.8), icon="zoom-out", keys=("Ctrl+-",)),
    Action("zoom_reset", "Zoom to 100 %", "View", lambda parts: parts.view.zoom_to(1.0), keys=("Ctrl+0",)),
    Action(
        "preview",
        "Show result on the node",
        "View",
        lambda parts: parts.arranging.show_results(),
        icon="eye",
        keys=("F8",),
        focus=Focus.CANVAS,
        tip="A small picture of what came out, on the node itself; once more to hide it",
        enabled=lambda situation: situation.nodes_selected,
        places=(Place.NODE,),
    ),
    Action(
        "live_preview",
        "Live preview",
        "View",
        lambda parts: parts.presenter.switch_live_preview(),
        tip="Show what the selected node gives, on the first rows, while the chain is drawn; once more to turn it off",
    ),
    Action(
        "back",
        "Back",
        "View",
        lambda parts: parts.view.back(),
        keys=("Alt+Left",),
        focus=Focus.CANVAS,
        tip="To where you looked before",
        separate=True,
    ),
    Action(
        "forward",
        "Forward",
        "View",
        lambda parts: parts.view.forward(),
        keys=("Alt+Right",),
        focus=Focus.CANVAS,
    ),
    Action(
        "minimap",
        "Minimap",
        "View",
        lambda parts: parts.window_commands.show_minimap(),
        keys=("Ctrl+M",),
        tip="Show or hide a small picture of the whole chain",
    ),
    Action(
        "theme_system", "Colours of the system", "View", lambda parts: parts.appearance.choose("system"), separate=True
    ),
    Action("theme_light", "Light", "View", lambda parts: parts.appearance.choose("light"), icon="sun"),
    Action("theme_dark", "Dark", "View", lambda parts: parts.appearance.choose("dark"), icon="moon"),
    Action(
        "language",
        "Language…",
        "View",
        lambda parts: parts.window_commands.choose_language(),
        icon="languages",
        tip="English, Deutsch, 简体中文",
    ),
)


def _jump(view: ChainView, to: Callable[[], object]) -> None:
    """Look elsewhere, and remember from where."""
    view.remember()
    to()
