"""The small panels: log, problems, help, and the bar for messages."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.desktop.actions import themed
from canvas.icons import icon
from canvas.language import reported, tr
from canvas.plain import label, tip
from canvas.theme import Theme
from engine.catalog import ToolSpec
from engine.chain.validate import Finding
from engine.run import events as ev

_LINES = 5000


class LogPanel(QPlainTextEdit):
    """What the run and its nodes said; the last few thousand lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setMaximumBlockCount(_LINES)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setPlaceholderText(tr("What nodes print and report appears here."))
        self.setAccessibleName(tr("Log"))
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def take(self, event: ev.Event) -> None:
        """Add a line for an event that says something."""
        at = time.strftime("%H:%M:%S", time.localtime(event.at))
        theme = self._theme
        match event:
            case ev.NodeLog():
                colour = {"error": theme.bad, "warning": theme.warn}.get(event.level, theme.text)
                self._line(f"{at}  {event.node}: {event.message}", colour)
            case ev.NodeFailed():
                what = tr("{node} failed: {reason}", node=event.node, reason=reported(event.reason))
                self._line(f"{at}  {what}", theme.bad)
                if event.detail:
                    self._line(event.detail.rstrip(), theme.soft)
            case ev.NodeSkipped():
                what = tr("{node} did not run: {reason}", node=event.node, reason=reported(event.reason))
                self._line(f"{at}  {what}", theme.warn)
            case ev.RunFinished():
                colour = {"done": theme.good, "failed": theme.bad}.get(event.status, theme.warn)
                status, took = reported(event.status), f"{event.elapsed_s:.2f} s"
                what = tr("run {run} {status} after {took}", run=event.run, status=status, took=took)
                self._line(f"{at}  {what}", colour)

    def _line(self, text: str, colour: QColor) -> None:
        style = QTextCharFormat()
        style.setForeground(colour)
        bar = self.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 4
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        if not self.document().isEmpty():
            cursor.insertBlock()
        cursor.insertText(text, style)
        if follows:
            bar.setValue(bar.maximum())


class Problems(QTreeWidget):
    """Everything that is wrong; a click goes to the node it speaks of."""

    picked = Signal(str, str)
    """Node and port."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._findings: list[Finding] = []
        self._titles: Callable[[str], str] = str
        self.setHeaderLabels([tr("Node"), tr("Problem"), tr("What to do")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, 170)
        self.setAccessibleName(tr("Problems"))
        self.itemClicked.connect(self._pick)
        self.itemActivated.connect(self._pick)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_findings(self._findings, self._titles)

    def show_findings(self, findings: list[Finding], titles: Callable[[str], str]) -> None:
        self._findings, self._titles = findings, titles
        self.clear()
        for finding in findings:
            item = QTreeWidgetItem(
                [titles(finding.node) if finding.node else tr("Chain"), finding.reason, finding.remedy]
            )
            error = finding.level == "error"
            colour = self._theme.bad if error else self._theme.warn
            item.setIcon(0, icon("circle-alert" if error else "triangle-alert", colour))
            for column, text in ((1, finding.reason), (2, finding.remedy)):
                item.setToolTip(column, tip(text))
            item.setData(0, Qt.ItemDataRole.UserRole, (finding.node, finding.port))
            self.addTopLevelItem(item)

    def _pick(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        node, port = item.data(0, Qt.ItemDataRole.UserRole)
        if node:
            self.picked.emit(node, port)


class HelpPanel(QTextBrowser):
    """The help of a tool."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(14)
        self.setAccessibleName(tr("Help"))
        self.show_tool(None)

    def show_tool(self, spec: ToolSpec | None) -> None:
        if spec is None:
            self.setMarkdown(tr("Select a node or a tool to read its help."))
            return
        rows = [f"## {spec.title}", spec.help, f"`{spec.name}` {spec.version}"]
        for title, ports in ((tr("Inputs"), spec.inputs), (tr("Outputs"), spec.outputs)):
            if ports:
                rows.append(f"### {title}")
                rows += [f"- **{p.title}** ({reported(str(p.type))}) {p.description}" for p in ports.values()]
        # items of a list must stand together, everything else apart
        self.setMarkdown("\n\n".join(rows).replace("\n\n- **", "\n- **"))


class MessageBar(QFrame):
    """One message across the top of the canvas, with what can be done about it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        self.label = label(wrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.label, 1)
        self._buttons: list[QPushButton] = []
        self._row = row
        self._close = QToolButton()
        self._close.setIcon(themed("x", theme))
        self._close.setAutoRaise(True)
        self._close.setToolTip(tr("Close"))
        self._close.setAccessibleName(tr("Close message"))
        self._close.clicked.connect(self.hide)
        row.addWidget(self._close)
        self.hide()

    def say(self, text: str, kind: str = "info", choices: dict[str, Callable[[], object]] | None = None) -> None:
        """Show a message (`kind` is info or error) with a button for each choice."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        self.label.setText(text)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        for title, do in (choices or {}).items():
            button = QPushButton(title)
            button.clicked.connect(lambda _=False, do=do: self._chosen(do))
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self.show()

    def _chosen(self, do: Callable[[], object]) -> None:
        self.hide()
        do()
