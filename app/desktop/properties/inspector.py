"""The form of the selected node, made from its tool's schemas; of the chain, when nothing is selected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.form import FieldContext, FieldEditor, editor_for
from app.desktop.properties.behaviour_form import BehaviourForm
from app.desktop.properties.chain_form import ChainForm
from app.desktop.properties.decor_form import DecorForm
from app.desktop.properties.fold import Fold
from app.desktop.run.lens import Lens
from app.desktop.run.live_preview import LivePreviewer
from app.desktop.widgets.icons import themed
from canvas.document import Change, Document
from canvas.icons import pixmap
from canvas.language import reported, tr
from canvas.plain import label, tip
from canvas.theme import Theme
from engine.catalog import Port, ToolSpec
from engine.chain import edit
from engine.chain.model import INPUTS, OUTPUTS, Endpoint
from engine.chain.names import end_title
from engine.chain.validate import Finding
from nodes.sdk import hints


class Inspector(QScrollArea):
    """Shows one node at a time. It edits the document and listens to it."""

    def __init__(
        self, document: Document, lens: Lens, live_previewer: LivePreviewer, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(self.fontMetrics().height() * 17)
        self._document = document
        self._theme = theme
        self._lens = lens
        self._live_previewer = live_previewer
        self._findings: list[Finding] = []
        self._node = ""
        self._shape: object = None
        self._offered: object = None
        self._is_outdated = False
        """More is known than the form shows; it is built anew when nobody is in it."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        self._fields: dict[str, _Field] = {}
        document.changed.connect(self._on_changed)
        document.level_changed.connect(lambda: self.show_node(""))
        self.show_node("")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._build()

    def refresh_columns(self) -> None:
        """A run has ended, or a preview is there: its tables tell the names of columns. Nothing is built anew around
        somebody who is in it: what is open or half written would be lost. Lists ask again when they open.
        """
        if not self._node or self._offered == self._offers():
            return
        if self._holds(self.window().focusWidget()):
            self._is_outdated = True
        else:
            self._build()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._is_outdated and now is not None and not self._holds(now):
            self._is_outdated = False
            QTimer.singleShot(0, self, self.refresh_columns)

    def _holds(self, widget: QWidget | None) -> bool:
        """Whether a widget is in the form, or in a list that was opened from there: a window of its own."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is not None

    def set_findings(self, findings: list[Finding]) -> None:
        """Show under each field what is wrong with it."""
        self._findings = findings
        for name, field in self._fields.items():
            field.set_problem(next((f.reason for f in findings if (f.node, f.port) == (self._node, name)), ""))

    def show_node(self, node_id: str) -> None:
        """Show the form of a node; of the chain for an empty id or a block of declared ports."""
        self._node = node_id
        if node_id in (INPUTS, OUTPUTS):
            self._node = ""
        self._build()

    def show_decor(self, name: str) -> None:
        """Show the form of a frame or a note."""
        self._node, self._fields = "", {}
        self.setWidget(DecorForm(self._document, name))

    def focus_decor(self) -> None:
        """Put the cursor where one writes."""
        form = self.widget()
        if isinstance(form, DecorForm):
            form.focus()

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        if name in self._fields:
            self._fields[name].setFocus()
            self.ensureWidgetVisible(self._fields[name])

    def _on_changed(self, change: Change) -> None:
        if not self._node:
            return
        if self._node in change.removed:
            self.show_node("")
        elif self._node in change.changed:
            if self._shape != self._shape_now():
                self._build()
            else:
                self._show_values()
                self.refresh_columns()

    def _spec(self) -> ToolSpec | None:
        if (node := self._document.chain.nodes.get(self._node)) is None:
            return None
        return self._document.catalog.of(node)

    def _port(self, name: str) -> Port | None:
        if (spec := self._spec()) is None:
            return None
        return spec.inputs_of(self._document.chain.nodes[self._node]).get(name)

    def _shape_now(self) -> object:
        """What the form is built from beside the values: when it changes, the form is built anew."""
        chain = self._document.chain
        node, spec = chain.nodes.get(self._node), self._spec()
        if node is None or spec is None:
            return None
        wired = {e.target.port: e.source for e in chain.edges_of.get(self._node, ()) if e.target.node == self._node}
        return tuple(spec.inputs_of(node)), tuple(sorted(wired.items())), chain.layout.nodes[self._node].shown

    def _offers(self) -> object:
        """The columns that lists of the form offer."""
        edges = self._document.chain.edges_of.get(self._node, ())
        return {e.target.port: self._columns(e.target.port) for e in edges if e.target.node == self._node}

    def _build(self) -> None:
        self._fields = {}
        self._shape, self._offered = self._shape_now(), self._offers()
        chain = self._document.chain
        if not self._node or self._node not in chain.nodes:
            self.setWidget(ChainForm(self._document, self._theme))
            return
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        spec, node = self._spec(), chain.nodes[self._node]
        column.addWidget(self._header(spec))
        if spec is None:
            explanation = tr(
                "The tool {tool} {version} is not here. The node is kept as it is and saved back unchanged; "
                "install the package that brings the tool to use it.",
                tool=node.tool,
                version=node.version,
            )
            column.addWidget(label(explanation, wrap=True))
        else:
            self._add_fields(column, spec, spec.inputs_of(node))
            column.addWidget(self._behaviour(spec))
        column.addStretch(1)
        self.setWidget(body)
        self._show_values()
        self.set_findings(self._findings)

    def _header(self, spec: ToolSpec | None) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        icon, default_title = "circle-help", ""
        if spec is not None:
            icon, default_title = spec.icon, spec.title
        picture = QLabel()
        picture.setPixmap(pixmap(icon, self._theme.accent.name(), 22, self.devicePixelRatioF()))
        self._title = QLineEdit()
        self._title.setObjectName("title")
        self._title.setPlaceholderText(default_title)
        self._title.setToolTip(tr("The title on the canvas"))
        self._title.setAccessibleName(tr("Title of the node"))
        self._title.textEdited.connect(self._retitle)
        row.addWidget(picture)
        row.addWidget(self._title, 1)
        below = label(f"{self._document.chain.nodes[self._node].tool} · {self._node}", "soft")
        below.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(header)
        column.addWidget(below)
        return both

    def _retitle(self, text: str) -> None:
        self._document.edit(tr("Retitle"), edit.retitle(self._document.chain, self._node, text), ("title", self._node))

    def _add_fields(self, column: QVBoxLayout, spec: ToolSpec, ports: dict[str, Port]) -> None:
        groups: dict[str, list[Port]] = {}
        for port in ports.values():
            groups.setdefault(port.group, []).append(port)
        for title, members in groups.items():
            if not title:
                for port in members:
                    column.addWidget(self._field(port))
                continue
            fold = Fold(title, self._theme)
            constants = self._document.chain.nodes[self._node].inputs
            fold.set_open(any(port.name in constants for port in members))
            for port in members:
                fold.add(self._field(port))
            column.addWidget(fold)

    def _behaviour(self, spec: ToolSpec) -> QWidget:
        """How the node runs, folded until something of it is set."""
        node = self._document.chain.nodes[self._node]
        fold = Fold(tr("When it runs"), self._theme)
        form = BehaviourForm(node, spec)
        form.changed.connect(self._configure)
        fold.add(form)
        fold.set_open(form.is_customised)
        self._behaviour_form = form
        return fold

    def _configure(self, fields: dict[str, Any]) -> None:
        chain = edit.configure(self._document.chain, self._node, **fields)
        self._document.edit(tr("Set how it runs"), chain, ("configure", self._node, *fields))

    def _field(self, port: Port) -> _Field:
        context = FieldContext(
            self._document.folder,
            self._theme,
            self._columns,
            lambda: self._document.enter(self._node),
            self._types,
        )
        edge = self._document.chain.incoming.get(Endpoint(self._node, port.name))
        is_port = port.name in self._document.chain.layout.nodes[self._node].shown
        source = ""
        if edge is not None:
            source = end_title(self._document.chain, self._document.catalog, edge.source, is_input=False)
        field = _Field(port, context, source, is_port)
        if field.editor is not None:
            field.editor.edited.connect(lambda value, name=port.name: self._set(name, value))
        if field.unwire is not None and edge is not None:
            field.unwire.clicked.connect(
                lambda _=False, e=edge: self._document.edit(
                    tr("Remove wire"), edit.remove(self._document.chain, edges=[e])
                )
            )
        if field.pin is not None:
            field.pin.clicked.connect(lambda on, name=port.name: self._pin(name, on))
        self._fields[port.name] = field
        return field

    def _set(self, name: str, value: Any) -> None:
        document, title = self._document, name
        if (port := self._port(name)) is not None:
            title = port.title.lower()
            if not port.required and value == port.default:
                value = edit.UNSET
        chain = edit.set_input(document.chain, document.catalog, self._node, name, value, document.folder)
        document.edit(tr("Set {title}", title=title), chain, ("input", self._node, name))

    def _pin(self, port: str, on: bool) -> None:
        chain = edit.show_port(self._document.chain, self._node, port, on)
        name = tr("Show port") if on else tr("Hide port")
        self._document.edit(name, chain)

    def _show_values(self) -> None:
        node, spec = self._document.chain.nodes[self._node], self._spec()
        title = self._document.chain.layout.nodes[self._node].title
        if title != self._title.text():
            self._title.setText(title)
            self._title.setCursorPosition(0)
        if spec is None:
            return
        self._behaviour_form.show_node(node)
        for name, port in spec.inputs_of(node).items():
            if name in self._fields:
                self._fields[name].show_value(node.inputs.get(name, port.default))

    def _columns(self, port: str) -> list[str]:
        """Columns of the table that comes in on a port: as foreseen, as previewed, or as they were in the last run."""
        at = Endpoint(self._node, port)
        previewed = self._live_previewer.received(self._node)
        return self._lens.columns().foreseen(at) or [*previewed.get(port, ())] or self._lens.columns().of_input(at)

    def _types(self, port: str) -> Mapping[str, str]:
        """What the columns of that table hold, by name."""
        previewed = self._live_previewer.received(self._node)
        return previewed.get(port) or self._lens.types_of_input(Endpoint(self._node, port))


class _Field(QWidget):
    """A label, an editor or the wire in its place (from `source`), help below, and what is wrong."""

    def __init__(self, port: Port, context: FieldContext, source: str, is_port: bool) -> None:
        super().__init__()
        self.editor: FieldEditor | None = None
        self.unwire: QToolButton | None = None
        self.pin: QToolButton | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(4)
        heading = label(port.title + (" *" if port.required else ""), "label")
        heading.setToolTip(tip(f"{port.name}: {port.type}"))
        head.addWidget(heading)
        head.addStretch(1)
        typed = _can_be_typed(port)
        if not port.config and typed and not source:
            self.pin = QToolButton()
            self.pin.setIcon(themed("plug", context.theme))
            self.pin.setCheckable(True)
            self.pin.setChecked(is_port)
            self.pin.setAutoRaise(True)
            self.pin.setToolTip(tr("Show it as a port on the node, so that a wire can feed it"))
            self.pin.setAccessibleName(tr("Show {title} as a port", title=port.title))
            head.addWidget(self.pin)
        column.addLayout(head)
        if source:
            column.addWidget(self._wired(source, context.theme))
        elif typed:
            self.editor = editor_for(port.schema, context)
            self.editor.setAccessibleName(port.title)
            self.setFocusProxy(self.editor)
            heading.setBuddy(self.editor)
            column.addWidget(self.editor)
        else:
            column.addWidget(label(tr("Wire {type} to this port.", type=reported(str(port.type))), "soft"))
        if port.description and not source:
            column.addWidget(label(port.description, "soft", wrap=True))
        self._problem = label(name="problem", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)

    def _wired(self, source: str, theme: Theme) -> QWidget:
        chip = QFrame()
        chip.setObjectName("chip")
        row = QHBoxLayout(chip)
        row.setContentsMargins(8, 2, 2, 2)
        words = label(f"← {source}")
        words.setToolTip(tip(source))
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(words, 1)
        self.unwire = QToolButton()
        self.unwire.setIcon(themed("x", theme))
        self.unwire.setAutoRaise(True)
        self.unwire.setToolTip(tr("Remove the wire"))
        self.unwire.setAccessibleName(tr("Remove the wire"))
        row.addWidget(self.unwire)
        return chip

    def show_value(self, value: Any) -> None:
        if self.editor is not None:
            self.editor.show_value(value)

    def set_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))


def _can_be_typed(port: Port) -> bool:
    return port.type.kind != "table" and not (
        port.type.kind == "any" and port.required and not hints.EDITOR.read(port.schema)
    )
