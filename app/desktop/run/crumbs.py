"""The path from the whole chain to the sub-chain on the canvas, and the item of a loop that is looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSpinBox, QToolButton, QWidget

from app.desktop.run.lens import Lens
from app.desktop.widgets.icons import themed
from app.desktop.widgets.wheel import ignore_wheel
from canvas.document import Document
from canvas.language import tr
from canvas.plain import label
from canvas.theme import Theme
from engine.chain import edit
from nodes.sdk.printable import straight

_ALL = 0
"""What the box of items holds while all of them are looked at together."""


class Crumbs(QFrame):
    """A bar above the canvas, there while a sub-chain is open."""

    item_chosen = Signal()
    """Another item of a loop is looked at."""

    def __init__(self, document: Document, lens: Lens, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crumbs")
        self._document = document
        self._lens = lens
        self._theme = theme
        self._items: dict[tuple[str, ...], QSpinBox] = {}
        self._choosers: dict[tuple[str, ...], tuple[QWidget, ...]] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 4, 10, 4)
        self._row.setSpacing(4)
        document.level_changed.connect(self._build)
        document.reset.connect(self._build)
        document.path_changed.connect(self._build)
        self._build()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._build()

    def refresh(self) -> None:
        """How many items there are by now."""
        for level, box in self._items.items():
            count = self._lens.count(level)
            _limit(box, count)
            for widget in self._choosers[level]:
                widget.setVisible(count > 0)

    def _build(self) -> None:
        self._items, self._choosers = {}, {}
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        level = self._document.level
        self.setVisible(bool(level))
        if not level:
            return
        up = QToolButton()
        up.setIcon(themed("corner-left-up", self._theme))
        up.setToolTip(tr("Step out (Alt+Up)"))
        up.setAccessibleName(tr("Step out of the sub-chain"))
        up.clicked.connect(lambda: self._document.show_level(level[:-1]))
        self._row.addWidget(up)
        self._step(self._document.name, ())
        chain = self._document.root
        for n, node_id in enumerate(level, 1):
            spec = self._document.catalog.of(chain.nodes[node_id])
            self._row.addWidget(label("›", "soft"))
            self._step(chain.title_of(node_id, spec.title if spec else ""), level[:n])
            self._choosers[level[:n]] = self._chooser(level[:n])
            for widget in self._choosers[level[:n]]:
                self._row.addWidget(widget)
            chain = edit.inner_at(chain, (node_id,))
        self._row.addStretch(1)
        self.refresh()

    def _step(self, title: str, level: tuple[str, ...]) -> None:
        button = QPushButton(straight(title))
        button.setObjectName("segment")
        button.setCheckable(True)
        button.setChecked(level == self._document.level)
        button.setAccessibleName(tr("Show {title}", title=title))
        button.clicked.connect(lambda: self._document.show_level(level))
        self._row.addWidget(button)

    def _chooser(self, level: tuple[str, ...]) -> tuple[QWidget, ...]:
        """The number of the item, between a button back and one forward."""
        box = QSpinBox()
        ignore_wheel(box)
        box.setMinimum(_ALL)
        box.setSpecialValueText(tr("all items"))
        box.setPrefix(tr("item "))
        box.setToolTip(tr("Which time it ran is looked at; before the first all of them together"))
        box.setAccessibleName(tr("Item that is looked at"))
        item = self._lens.items.get(level)
        _limit(box, self._lens.count(level))
        box.setValue(item + 1 if item is not None else _ALL)
        box.valueChanged.connect(lambda number: self._choose(level, number))
        self._items[level] = box
        previous = self._turn("chevron-left", tr("Item before"), box.stepDown)
        following = self._turn("chevron-right", tr("Next item"), box.stepUp)
        return previous, box, following

    def _turn(self, name: str, title: str, step: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(themed(name, self._theme))
        button.setToolTip(title)
        button.setAccessibleName(title)
        button.clicked.connect(lambda _=False: step())
        return button

    def _choose(self, level: tuple[str, ...], number: int) -> None:
        self._lens.items[level] = number - 1 if number > _ALL else None
        self.item_chosen.emit()


def _limit(box: QSpinBox, count: int) -> None:
    """So many items there are to choose from."""
    box.setMaximum(count)
    box.setSuffix(tr(" of {count:,}", count=count))
