"""What every editor of a constant offers, and what it may know of its context."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from canvas.theme import Theme
from engine.chain.model import JsonSchema


@dataclass(frozen=True)
class FieldContext:
    """`folder` is where relative paths start; `columns` names those of the table on an input port, and `types` says
    what they hold, as Arrow calls it, as far as that is known; `enter` opens the sub-chain of the node.
    """

    folder: Path
    theme: Theme
    columns: Callable[[str], list[str]]
    enter: Callable[[], object] = lambda: None
    types: Callable[[str], Mapping[str, str]] = lambda port: {}


def text_of(value: Any) -> str:
    """A constant as a line shows it: empty for None."""
    if value is None:
        return ""
    return str(value)


class FieldEditor(QWidget):
    """Shows a constant and says when the person has changed it.

    `edited` carries a JSON value. `show_value` never emits it.
    """

    edited = Signal(object)

    def __init__(self, schema: JsonSchema, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.schema = schema
        self.context = context

    def show_value(self, value: Any) -> None:
        """Show `value`, the constant or the default."""
        raise NotImplementedError
