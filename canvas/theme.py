"""Colours and port shapes, light and dark.

Port colours are those of Okabe and Ito (2008), told apart with any colour vision; a shape goes with each.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPalette, QPolygonF


@dataclass(frozen=True)
class Theme:
    """All colours of the canvas and of the window around it."""

    dark: bool
    canvas: QColor
    grid: QColor
    card: QColor
    field: QColor
    border: QColor
    text: QColor
    soft: QColor
    accent: QColor
    wire: QColor
    good: QColor
    busy: QColor
    bad: QColor
    warn: QColor
    idle: QColor
    ports: dict[str, QColor]

    def status(self, status: str) -> QColor:
        """The colour of a node's state in a run."""
        return {
            "running": self.busy,
            "done": self.good,
            "cached": self.good,
            "failed": self.bad,
            "skipped": self.soft,
            "cancelled": self.warn,
        }.get(status, self.idle)

    def port(self, family: str) -> QColor:
        return self.ports.get(family, self.ports["any"])

    def palette(self) -> QPalette:
        """For all widgets, so that window and canvas belong together."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, colour in {
            roles.Window: self.canvas,
            roles.WindowText: self.text,
            roles.Base: self.field,
            roles.AlternateBase: self.canvas,
            roles.Text: self.text,
            roles.Button: self.card,
            roles.ButtonText: self.text,
            roles.ToolTipBase: self.card,
            roles.ToolTipText: self.text,
            roles.PlaceholderText: self.soft,
            roles.Highlight: self.accent,
            roles.HighlightedText: self.canvas if self.dark else QColor("#ffffff"),
            roles.Link: self.accent,
            roles.Mid: self.border,
            roles.Midlight: self.border,
            roles.Light: self.card,
            roles.Dark: self.border,
            roles.Shadow: self.border,
        }.items():
            palette.setColor(role, colour)
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            faded = QColor(self.soft)
            faded.setAlpha(150)
            palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
        return palette


def _theme(dark: bool, ports: dict[str, str], **colours: str) -> Theme:
    return Theme(dark, ports={k: QColor(v) for k, v in ports.items()}, **{k: QColor(v) for k, v in colours.items()})


LIGHT = _theme(
    False,
    canvas="#f5f6f9",
    grid="#d3d9e3",
    card="#ffffff",
    field="#ffffff",
    border="#cfd5df",
    text="#1b212c",
    soft="#5d6776",
    accent="#2b6be4",
    wire="#97a1b1",
    good="#1f8a4c",
    busy="#2b6be4",
    bad="#c8322f",
    warn="#a86a00",
    idle="#b5bdc9",
    ports={
        "table": "#0072b2",
        "file": "#d98e00",
        "image": "#b9598f",
        "text": "#00916a",
        "number": "#3a9fdc",
        "switch": "#d55e00",
        "list": "#6b5bb5",
        "record": "#8a6d3b",
        "bytes": "#5d6776",
        "any": "#7b8594",
    },
)
DARK = _theme(
    True,
    canvas="#171a20",
    grid="#2d333f",
    card="#232831",
    field="#1d2129",
    border="#3a414e",
    text="#e8ebf0",
    soft="#9ca6b5",
    accent="#5b93ff",
    wire="#6d7788",
    good="#4cc27d",
    busy="#5b93ff",
    bad="#ff6b66",
    warn="#e3a63c",
    idle="#5a6372",
    ports={
        "table": "#4aa8e0",
        "file": "#f0b040",
        "image": "#e08fbd",
        "text": "#35c79c",
        "number": "#7cc8f5",
        "switch": "#f08a4b",
        "list": "#a99bf0",
        "record": "#c9a86a",
        "bytes": "#9ca6b5",
        "any": "#a3adbb",
    },
)


def _regular(corners: int, radius: float, turn: float) -> QPolygonF:
    step = 2 * math.pi / corners
    return QPolygonF(
        [QPointF(radius * math.cos(turn + i * step), radius * math.sin(turn + i * step)) for i in range(corners)]
    )


_UP = -math.pi / 2
SHAPES: dict[str, QPolygonF | None] = {
    "table": _regular(4, 6.4, math.pi / 4),
    "file": _regular(4, 6.4, 0),
    "image": _regular(3, 6.6, 0),
    "number": _regular(6, 5.6, 0),
    "switch": _regular(3, 6.6, _UP),
    "list": _regular(5, 6.0, _UP),
    "record": _regular(8, 5.6, math.pi / 8),
}
"""Polygons around the origin by type family; a family without one is a circle."""
CIRCLE_RADIUS = 5.0
