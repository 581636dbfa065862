"""The form of the chain itself: title, description, declared inputs and outputs."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.form import FieldContext, editor_for
from app.desktop.form.texts import GrowingText
from app.desktop.properties.number_line import NumberLine
from app.desktop.widgets.icons import themed
from canvas.document import Change, Document
from canvas.language import mark, reported, tr
from canvas.plain import label
from canvas.theme import Theme
from engine.chain import edit
from engine.chain.model import INPUTS, OUTPUTS, PORT_NAME, ChainPort
from engine.chain.types import type_of
from nodes.sdk import hints

ON_FAILURE = {mark("carry on"): "continue", mark("stop all"): "stop"}
TYPES: dict[str, dict[str, Any]] = {
    mark("text"): {"type": "string", "default": ""},
    mark("whole number"): {"type": "integer", "default": 0},
    mark("number"): {"type": "number", "default": 0.0},
    mark("yes/no"): {"type": "boolean", "default": False},
    mark("file"): {"type": "string", "format": "path", **hints.TYPE.entry("file")},
    mark("list"): {"type": "array", "default": []},
    mark("record"): {"type": "object", "default": {}},
}


class ChainForm(QWidget):
    """Edits the document and is built anew when inputs or outputs come and go."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 14)
        self._column.setSpacing(8)
        self._build()
        document.changed.connect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if self._shape != self._shape_now():
            while (item := self._column.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            self._build()
        else:
            self._show_values()

    def _show_values(self) -> None:
        """What the fields hold, where it is not what the person has just typed."""
        chain = self._document.chain
        if self._title.text() != chain.title:
            self._title.setText(chain.title)
            self._title.setCursorPosition(0)
        if self._about.toPlainText() != chain.description:
            self._about.blockSignals(True)
            self._about.setPlainText(chain.description)
            self._about.blockSignals(False)
        self._failure.setCurrentIndex(list(ON_FAILURE.values()).index(chain.policy.on_failure))
        self._deadline.show_number(chain.policy.deadline_s)
        self._tokens.show_number(chain.policy.budget_tokens)
        self._money.show_number(chain.policy.budget_money)
        if self._version.text() != chain.version:
            self._version.setText(chain.version)

    def _shape_now(self) -> object:
        chain = self._document.chain
        return tuple((n, str(type_of(p.schema_))) for n, p in chain.inputs.items()), tuple(chain.outputs)

    def _build(self) -> None:
        chain = self._document.chain
        self._shape = self._shape_now()
        self._title = QLineEdit()
        self._title.setObjectName("title")
        self._title.setPlaceholderText(tr("Title of the chain"))
        self._title.textEdited.connect(lambda text: self._set("title", text))
        self._column.addWidget(self._title)
        self._about = GrowingText(3, 12)
        self._about.setPlaceholderText(tr("What it does, for those who open it next"))
        self._about.textChanged.connect(lambda: self._set("description", self._about.toPlainText()))
        self._column.addWidget(self._about)
        self._heading(tr("Inputs"), tr("What the chain is given when it runs"))
        for name, port in chain.inputs.items():
            self._column.addWidget(self._input(name, port))
        self._column.addWidget(self._adder())
        self._heading(tr("Outputs"), tr("Declare them from the menu of a node: Make chain outputs"))
        for name, port in chain.outputs.items():
            self._column.addWidget(self._row(OUTPUTS, name, f"{name}: {reported(str(type_of(port.schema_)))}"))
        self._heading(
            tr("When it runs"), tr("What a failure does to the rest, how long all of it may take, and what it may cost")
        )
        self._column.addWidget(self._policy())
        self._column.addStretch(1)
        self._show_values()

    def _policy(self) -> QWidget:
        row = QWidget()
        form = QFormLayout(row)
        form.setContentsMargins(0, 0, 0, 0)
        self._failure = QComboBox()
        self._failure.addItems([tr(choice) for choice in ON_FAILURE])
        self._failure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._failure.setAccessibleName(tr("After a failure"))
        self._failure.activated.connect(lambda i: self._set_policy(on_failure=list(ON_FAILURE.values())[i]))
        self._deadline = NumberLine(tr("no limit"))
        self._deadline.setAccessibleName(tr("Deadline in seconds"))
        self._deadline.changed.connect(lambda number: self._set_policy(deadline_s=number))
        self._tokens = NumberLine(tr("no limit"))
        self._tokens.setAccessibleName(tr("Budget in tokens"))
        self._tokens.setToolTip(tr("Once its nodes have used so many tokens, no further node starts"))
        self._tokens.changed.connect(lambda number: self._set_policy(budget_tokens=round(number or 0) or None))
        self._money = NumberLine(tr("no limit"))
        self._money.setAccessibleName(tr("Budget in money"))
        self._money.setToolTip(tr("Once its nodes have cost so much, no further node starts"))
        self._money.changed.connect(lambda number: self._set_policy(budget_money=number))
        self._version = QLineEdit()
        self._version.setPlaceholderText(tr("none"))
        self._version.setAccessibleName(tr("Version of the chain"))
        self._version.setToolTip(tr("Such as 1.2.0: chains that use this one can ask for it"))
        self._version.textEdited.connect(lambda text: self._set("version", text.strip()))
        form.addRow(tr("After a failure"), self._failure)
        form.addRow(tr("Deadline (s)"), self._deadline)
        form.addRow(tr("Budget (tokens)"), self._tokens)
        form.addRow(tr("Budget (money)"), self._money)
        form.addRow(tr("Version"), self._version)
        return row

    def _set_policy(self, **fields: Any) -> None:
        chain = self._document.chain
        policy = chain.policy.model_copy(update=fields)
        changed = chain.model_copy(update={"policy": policy})
        self._document.edit(tr("Set how the chain runs"), changed, ("policy", *fields))

    def _heading(self, text: str, hint: str) -> None:
        self._column.addWidget(label(text, "heading"))
        self._column.addWidget(label(hint, "soft", wrap=True))

    def _set(self, field: str, value: str) -> None:
        chain = self._document.chain
        if getattr(chain, field) != value:
            self._document.edit(
                tr("Set {name}", name=tr(field)), chain.model_copy(update={field: value}), ("chain", field)
            )

    def _input(self, name: str, port: ChainPort) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        context = FieldContext(self._document.folder, self._theme, lambda _: [])
        editor = editor_for(port.schema_, context)
        editor.show_value(port.schema_.get("default"))
        editor.edited.connect(lambda value: self._default(name, value))
        column.addWidget(self._row(INPUTS, name, f"{name}: {reported(str(type_of(port.schema_)))}"))
        column.addWidget(editor)
        return box

    def _default(self, name: str, value: Any) -> None:
        port = self._document.chain.inputs[name]
        schema = {**port.schema_, "default": value}
        changed = edit.declare_input(self._document.chain, name, port.model_copy(update={"schema_": schema}))
        self._document.edit(tr("Set {name}", name=name), changed, ("chain input", name))

    def _row(self, block: str, name: str, text: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(text), 1)
        remove = QToolButton()
        remove.setIcon(themed("x", self._theme))
        remove.setAutoRaise(True)
        remove.setToolTip(tr("Remove"))
        remove.setAccessibleName(tr("Remove {name}", name=name))
        remove.clicked.connect(
            lambda: self._document.edit(
                tr("Remove {name}", name=name), edit.remove_port(self._document.chain, block, name)
            )
        )
        line.addWidget(remove)
        return row

    def _adder(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        name = QLineEdit()
        name.setPlaceholderText(tr("name"))
        name.setAccessibleName(tr("Name of the new input"))
        kind = QComboBox()
        kind.setAccessibleName(tr("Type of the new input"))
        for type_name in TYPES:
            kind.addItem(tr(type_name), type_name)
        add = QToolButton()
        add.setIcon(themed("plus", self._theme))
        add.setToolTip(tr("Add"))
        add.setAccessibleName(tr("Add"))
        kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        kind.setMinimumContentsLength(4)
        line.addWidget(name, 3)
        line.addWidget(kind, 2)
        line.addWidget(add)

        def declare() -> None:
            port_name = name.text().strip()
            if not PORT_NAME.fullmatch(port_name) or port_name in self._document.chain.inputs:
                name.setFocus()
                name.selectAll()
                return
            chain = self._document.chain
            left = min((p.x for p in chain.layout.nodes.values()), default=0.0)
            top = min((p.y for p in chain.layout.nodes.values()), default=0.0)
            port = ChainPort.model_validate({"schema": dict(TYPES[kind.currentData()])})
            self._document.edit(
                tr("Add input {name}", name=port_name), edit.declare_input(chain, port_name, port, (left - 280, top))
            )

        add.clicked.connect(declare)
        name.returnPressed.connect(declare)
        return row
