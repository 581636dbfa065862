"""The sub-chain that a node runs: a button that opens it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.desktop.form.base import FieldContext, FieldEditor
from app.desktop.form.simple import fill
from app.desktop.widgets.icons import themed
from canvas.language import tr
from engine.chain.model import JsonSchema


class SubchainEditor(FieldEditor):
    """The name is the chain's own business; what a person wants is to see what is inside."""

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(schema, context, parent)
        self.button = QPushButton(tr("Open sub-chain"))
        self.button.setIcon(themed("workflow", context.theme))
        self.button.clicked.connect(lambda _=False: context.enter())
        fill(self, self.button)

    def show_value(self, value: Any) -> None:
        self.button.setEnabled(bool(value))
        tip = tr("Open {name} (also: double click on the node, Alt+Down)", name=value)
        self.button.setToolTip(tip if value else "")
