"""The Arrange menu."""

from __future__ import annotations

from app.desktop.actions.action import Action, Focus, Place

ARRANGE = (
    Action(
        "arrange",
        "Arrange",
        "Arrange",
        lambda parts: parts.arranging.arrange(),
        icon="layout-dashboard",
        keys=("Ctrl+L",),
        focus=Focus.CANVAS,
        tip="Lay the chain out from left to right",
        enabled=lambda situation: situation.has_nodes,
        toolbar="icon",
        places=(Place.CANVAS,),
    ),
    Action(
        "align_left",
        "Align left",
        "Arrange",
        lambda parts: parts.arranging.align("left"),
        enabled=lambda situation: situation.several_selected,
    ),
    Action(
        "align_centre",
        "Align centres",
        "Arrange",
        lambda parts: parts.arranging.align("centre"),
        enabled=lambda situation: situation.several_selected,
    ),
    Action(
        "align_right",
        "Align right",
        "Arrange",
        lambda parts: parts.arranging.align("right"),
        enabled=lambda situation: situation.several_selected,
    ),
    Action(
        "align_top",
        "Align top",
        "Arrange",
        lambda parts: parts.arranging.align("top"),
        enabled=lambda situation: situation.several_selected,
        separate=True,
    ),
    Action(
        "align_middle",
        "Align middles",
        "Arrange",
        lambda parts: parts.arranging.align("middle"),
        enabled=lambda situation: situation.several_selected,
    ),
    Action(
        "align_bottom",
        "Align bottom",
        "Arrange",
        lambda parts: parts.arranging.align("bottom"),
        enabled=lambda situation: situation.several_selected,
    ),
    Action(
        "distribute_x",
        "Distribute across",
        "Arrange",
        lambda parts: parts.arranging.distribute("x"),
        enabled=lambda situation: situation.several_selected,
        separate=True,
    ),
    Action(
        "distribute_y",
        "Distribute down",
        "Arrange",
        lambda parts: parts.arranging.distribute("y"),
        enabled=lambda situation: situation.several_selected,
    ),
)
