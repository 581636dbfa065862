"""Find on the canvas: ids, titles, tools, constants and results, one match after the other."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.desktop.run.lens import Lens
from app.desktop.widgets.icons import themed
from canvas.language import reported, tr
from canvas.plain import label
from canvas.theme import Theme
from canvas.view import ChainView
from engine.chain.model import Chain


class FindBar(QFrame):
    """Above the canvas while something is looked for. It selects what it finds, at the level that is open."""

    def __init__(self, view: ChainView, lens: Lens, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crumbs")
        self._view, self._lens = view, lens
        self._matches: list[str] = []
        self._at = 0
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Find in ids, titles, tools, constants and results"))
        self.line.setAccessibleName(tr("Find"))
        self.line.installEventFilter(self)
        self.count = label("", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        self._buttons: dict[str, QToolButton] = {}
        for name, title, do in (
            ("chevron-left", tr("Match before (Shift+Enter)"), lambda: self.step(-1)),
            ("chevron-right", tr("Next match (Enter)"), lambda: self.step(1)),
            ("x", tr("Close (Escape)"), self.leave),
        ):
            button = self._buttons[name] = QToolButton()
            button.setToolTip(title)
            button.setAccessibleName(title)
            button.clicked.connect(lambda _=False, do=do: do())
            row.addWidget(button)
        self.line.textChanged.connect(self._look)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        for name, button in self._buttons.items():
            button.setIcon(themed(name, theme))

    def enter(self) -> None:
        """Show it, ready to type."""
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self._look(self.line.text())

    def leave(self) -> None:
        self.hide()
        self._view.setFocus()

    def step(self, by: int) -> None:
        """To the next match, or the one before."""
        if self._matches:
            self._at = (self._at + by) % len(self._matches)
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step(-1 if backwards else 1)
                return True
        return super().eventFilter(watched, event)

    def _look(self, query: str) -> None:
        self._matches = matches(self._view.document.chain, self._lens, query)
        self._at = 0
        if self._matches:
            self._show()
        elif query.strip():
            self.count.setText(tr("nothing"))
        else:
            self.count.clear()

    def _show(self) -> None:
        self.count.setText(tr("{at} of {count}", at=self._at + 1, count=len(self._matches)))
        self._view.show_node(self._matches[self._at])


def matches(chain: Chain, lens: Lens, query: str) -> list[str]:
    """Ids of the nodes that hold the words somewhere, in the order of the document."""
    term = query.strip().lower()
    if not term:
        return []
    nodes = []
    for node_id, node in chain.nodes.items():
        texts = [node_id, chain.title_of(node_id), node.tool, json.dumps(node.inputs, ensure_ascii=False)]
        if (state := lens.state(node_id)) is not None:
            texts += [reported(state.reason), *(str(preview.get("text", "")) for preview in state.outputs.values())]
        if any(term in text.lower() for text in texts):
            nodes.append(node_id)
    return nodes
