"""The form of a frame or a note."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.desktop.form.texts import GrowingText
from canvas.document import Change, Document
from canvas.items.decor import shade
from canvas.language import tr
from canvas.plain import label
from engine.chain import decor
from engine.chain.model import SHADES, Frame, Note


class DecorForm(QWidget):
    """Edits the document and listens to it."""

    def __init__(self, document: Document, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._name = document, name
        self.title = QLineEdit()
        self.title.setObjectName("title")
        self.title.setPlaceholderText(tr("Title of the frame"))
        self.title.setAccessibleName(tr("Title of the frame"))
        self.title.textEdited.connect(lambda text: self._set(title=text))
        self.text = GrowingText(6, 24)
        self.text.setPlaceholderText(tr("Markdown"))
        self.text.setAccessibleName(tr("Text of the note"))
        self.text.textChanged.connect(lambda: self._set(text=self.text.toPlainText()))
        self.colour = QComboBox()
        self.colour.setAccessibleName(tr("Colour"))
        self.colour.setIconSize(QSize(14, 14))
        for name_ in SHADES:
            self.colour.addItem(_swatch(name_), tr(name_))
        self.colour.activated.connect(lambda i: self._set(colour=list(SHADES)[i]))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        self._is_frame = isinstance(self._area(), Frame)
        column.addWidget(label(tr("Frame") if self._is_frame else tr("Note"), "heading"))
        column.addWidget(self._text_field)
        column.addWidget(label(tr("Colour"), "label"))
        column.addWidget(self.colour)
        column.addStretch(1)
        document.changed.connect(self._on_changed)
        self._show()

    def focus(self) -> None:
        """Put the cursor where one writes."""
        self._text_field.setFocus()

    @property
    def _text_field(self) -> QWidget:
        if self._is_frame:
            return self.title
        return self.text

    def _area(self) -> Frame | Note | None:
        layout = self._document.chain.layout
        return layout.frames.get(self._name) or layout.notes.get(self._name)

    def _on_changed(self, change: Change) -> None:
        if change.decor:
            self._show()

    def _show(self) -> None:
        area = self._area()
        if isinstance(area, Frame) and self.title.text() != area.title:
            self.title.setText(area.title)
        if isinstance(area, Note) and self.text.toPlainText() != area.text:
            self.text.blockSignals(True)
            self.text.setPlainText(area.text)
            self.text.blockSignals(False)
        if area is not None:
            self.colour.setCurrentIndex(max(0, self.colour.findData(area.colour)))

    def _set(self, **fields: Any) -> None:
        chain = decor.changed(self._document.chain, {self._name: fields})
        name = tr("Change frame") if "title" in fields else tr("Change note")
        self._document.edit(name, chain, ("decor", self._name, *fields))


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(14, 14)
    picture.fill(shade(colour, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(shade(colour))
    painter.setPen(shade(colour))
    painter.drawRoundedRect(1, 1, 12, 12, 3, 3)
    painter.end()
    return QIcon(picture)
