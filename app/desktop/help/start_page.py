"""What an empty canvas shows: examples with their pictures, recent files, and a way to be shown around."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from app import examples
from canvas.document import Document
from canvas.language import tr
from canvas.plain import label, tip
from canvas.theme import Theme
from engine.chain.file import load
from engine.chain.picture import svg
from engine.errors import ChainError

_PICTURE = QSize(184, 88)
_WIDTH = _PICTURE.width() + 22
_EXAMPLES = 3
_RECENT = 5


class StartPage(QFrame):
    """Lies over the canvas while there is nothing on it; a double click beside it adds a tool as ever."""

    opened = Signal(Path)
    tour_requested = Signal()

    def __init__(self, document: Document, recent: Callable[[], list[str]], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self._document, self._recent, self._theme = document, recent, theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 18, 24, 18)
        self._column.setSpacing(10)
        self._columns = 0
        """How many examples are shown beside each other; 0 before it was needed for the first time."""
        document.changed.connect(lambda _: self.refresh())
        document.reset.connect(self.refresh)
        document.level_changed.connect(self.refresh)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        self._theme, self._columns = theme, 0
        self.refresh()

    def refresh(self) -> None:
        """Be there or not, in the middle of the canvas."""
        document = self._document
        room = self.parentWidget()
        if room is None or document.root.nodes or document.path or document.level or not room.isVisible():
            self.hide()
            return
        columns = max(1, min(_EXAMPLES, (room.width() - 60) // (_PICTURE.width() + 34)))
        if columns != self._columns:
            self._build(columns)
        self.adjustSize()
        self.move((room.width() - self.width()) // 2, max(8, (room.height() - self.height()) // 2))
        self.show()

    def _build(self, columns: int) -> None:
        self._columns = columns
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._column.addWidget(label(tr("Start with an example"), "heading"))
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for number, path in enumerate(examples.paths()[:columns]):
            grid.addWidget(self._example(path), 0, number)
        self._column.addWidget(row)
        files = [Path(name) for name in self._recent() if Path(name).exists()][:_RECENT]
        if files:
            self._column.addWidget(label(tr("or go on with"), "heading"))
            for file in files:
                button = QPushButton(f"{file.stem}   {file.parent}")
                button.setObjectName("link")
                button.setAccessibleName(tr("Open {file}", file=file))
                button.clicked.connect(lambda _=False, path=file: self.opened.emit(path))
                self._column.addWidget(button)
        below = QWidget()
        line = QHBoxLayout(below)
        line.setContentsMargins(0, 4, 0, 0)
        tour = QPushButton(tr("Show me around"))
        tour.clicked.connect(self.tour_requested)
        line.addWidget(tour)
        line.addWidget(label(tr("or double click on the canvas and type what you need."), "soft"))
        line.addStretch(1)
        self._column.addWidget(below)

    def _example(self, path: Path) -> QWidget:
        button = QToolButton()
        button.setObjectName("example")
        button.setIconSize(_PICTURE)
        button.clicked.connect(lambda _=False: self.opened.emit(path))
        try:
            chain = load(path).chain
        except ChainError:
            button.setText(path.stem)
            return button
        title = tr(chain.title) or path.stem
        button.setFixedWidth(_WIDTH)
        button.setAccessibleName(title)
        description = tr(chain.description)
        button.setToolTip(tip(title))
        button.setIcon(QIcon(_drawn(svg(chain, self._document.catalog), self.devicePixelRatioF())))
        details = QLabel(description)
        details.setTextFormat(Qt.TextFormat.MarkdownText)
        details.setObjectName("soft")
        details.setWordWrap(True)
        details.setFixedWidth(_WIDTH)
        card = QWidget()
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        heading = label(title, "heading", wrap=True)
        heading.setFixedWidth(_WIDTH)
        for widget in (button, heading, details):
            column.addWidget(widget)
        column.addStretch(1)
        return card


def _drawn(picture: str, ratio: float) -> QPixmap:
    """An SVG as a pixmap that fits."""
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(picture.encode()))
    pixmap = QPixmap(_PICTURE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    size = renderer.defaultSize().scaled(_PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
    area = QRectF(0, 0, size.width(), size.height())
    area.moveCenter(QRectF(0, 0, _PICTURE.width(), _PICTURE.height()).center())
    painter = QPainter(pixmap)
    renderer.render(painter, area)
    painter.end()
    return pixmap
