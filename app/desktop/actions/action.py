"""One action as data, and what it may use of a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from PySide6.QtGui import QColor

from app.desktop.actions.situation import Situation
from app.desktop.actions.window_commands import WindowCommands
from app.desktop.documents.files import FileCommands
from app.desktop.edit.arranging import Arranging
from app.desktop.edit.editing import Editing
from app.desktop.edit.find_bar import FindBar
from app.desktop.images.images import Images
from app.desktop.preferences.appearance import Appearance
from app.desktop.results.history_panel import HistoryPanel
from app.desktop.run.run_commands import RunCommands
from app.desktop.run.run_controller import RunController
from app.desktop.run.run_presenter import RunPresenter
from app.desktop.servers.remote import Remote
from app.desktop.widgets.message_bar import MessageBar
from canvas.document import Document
from canvas.theme import Theme
from canvas.view import ChainView


class Commands(Protocol):
    """The parts of a window that actions speak to."""

    @property
    def appearance(self) -> Appearance: ...
    @property
    def arranging(self) -> Arranging: ...
    @property
    def controller(self) -> RunController: ...
    @property
    def document(self) -> Document: ...
    @property
    def editing(self) -> Editing: ...
    @property
    def file_commands(self) -> FileCommands: ...
    @property
    def find_bar(self) -> FindBar: ...
    @property
    def history_panel(self) -> HistoryPanel: ...
    @property
    def images(self) -> Images: ...
    @property
    def message(self) -> MessageBar: ...
    @property
    def presenter(self) -> RunPresenter: ...
    @property
    def remote(self) -> Remote: ...
    @property
    def run_commands(self) -> RunCommands: ...
    @property
    def view(self) -> ChainView: ...
    @property
    def window_commands(self) -> WindowCommands: ...


class Focus(StrEnum):
    """Where the keyboard's focus must be for a shortcut to apply."""

    CANVAS = "canvas"
    """On the canvas, as for all that changes the chain: elsewhere the keys mean something to the list, the table or the
    text that has the focus, or would change what the person does not look at."""
    RUNS = "runs"
    """In the list of past runs."""
    WINDOW = "window"
    """Anywhere in the window; a text that is written takes the keys it knows first."""


class Place(StrEnum):
    """What a context menu was opened on."""

    CANVAS = "canvas"
    NODE = "node"
    WIRE = "wire"


@dataclass(frozen=True)
class Action:
    """One thing a person can do: `run` does it, while `enabled` holds."""

    id: str
    title: str
    menu: str
    run: Callable[[Commands], object]
    icon: str = ""
    keys: tuple[str, ...] = ()
    focus: Focus = Focus.WINDOW
    """Where `keys` apply."""
    tip: str = ""
    enabled: Callable[[Situation], bool] = lambda _: True
    toolbar: Literal["icon", "text"] | None = None
    """In the toolbar, too; with its title beside the icon for ``text``."""
    colour: Callable[[Theme], QColor] = lambda theme: theme.soft
    """Of the icon."""
    places: tuple[Place, ...] = ()
    """Context menus it stands in, too."""
    separate: bool = False
    """A line above it in its menu."""
