"""The window: canvas in the middle, tools on the left, form on the right, results below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QVBoxLayout, QWidget

from app.desktop.actions.action import Place
from app.desktop.actions.actions import Actions
from app.desktop.actions.command_palette import CommandPalette
from app.desktop.actions.situation import situation_of
from app.desktop.docks import build_docks
from app.desktop.help.tour import Tour, stops_of
from app.desktop.parts import put_together
from app.desktop.preferences import settings as stored
from app.desktop.preferences.place import decoded, encoded, restore_geometry
from canvas.icons import pixmap
from canvas.language import reported, tr
from canvas.plain import label
from canvas.theme import Theme
from engine.catalog import Catalog
from engine.chain.file import SUFFIX
from engine.chain.path import NodePath
from engine.folders import Folders
from nodes.sdk.printable import straight


class MainWindow(QMainWindow):
    """One document with everything around it: lays the parts out and carries signals between them.

    It is a window of its own, or a tab (see `app.desktop.tabs`).
    """

    closed = Signal()
    close_declined = Signal()
    """It was to be closed, and the person said no."""

    def __init__(self, catalog: Catalog, folders: Folders, settings: stored.Settings | None = None) -> None:
        super().__init__()
        self.parts = put_together(self, catalog, folders, settings or stored.read(folders.settings))
        self.document, self.view, self.controller = self.parts.document, self.parts.view, self.parts.controller
        self.file_commands = self.parts.file_commands
        self.action_table = Actions(self, self.parts)
        self._placed = False
        self._is_refused = False
        """What is wrong was put in front."""
        self._may_stop = False
        """The person knows that something runs."""
        self._build_middle()
        self.docks = build_docks(self, self.parts)
        self._build_bars()
        self._connect_canvas()
        self._connect_panels()
        self._connect_run()
        self._connect_appearance()
        self.parts.appearance.apply_style()
        restore_geometry(self, self.parts.settings.geometry)
        self._on_path()

    # building

    def _build_middle(self) -> None:
        parts = self.parts
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in (parts.message, parts.questions, parts.find_bar, parts.crumbs):
            column.addWidget(bar)
        column.addWidget(self.view, 1)
        self.setCentralWidget(middle)
        self.setWindowIcon(QIcon(pixmap("iceos", "#000000", 64)))

    def _build_bars(self) -> None:
        self._build_menus()
        self.toolbar = QToolBar(tr("Toolbar"))
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setIconSize(QSize(20, 20))
        self.toolbar.setMovable(False)
        self.action_table.fill_toolbar(self.toolbar)
        self.addToolBar(self.toolbar)
        self._zoom = label()
        self.view.zoomed.connect(lambda scale: self._zoom.setText(f"{scale * 100:.0f} %"))
        self.statusBar().addWidget(self.parts.status, 1)
        self.statusBar().addPermanentWidget(self.parts.images.state)
        self.statusBar().addPermanentWidget(self._zoom)

    def _build_menus(self) -> None:
        menus = self.action_table.fill_menu_bar(self.menuBar())
        recent, examples = menus["File"].addMenu(tr("Recent")), menus["File"].addMenu(tr("Examples"))
        for menu in (recent, examples):
            menus["File"].insertMenu(self.action_table["save"], menu)
        recent.aboutToShow.connect(lambda: self.file_commands.fill_recent(recent))
        self.file_commands.fill_examples(examples)
        panels = menus["View"].addMenu(tr("Panels"))
        for dock in self.findChildren(QDockWidget):
            panels.addAction(dock.toggleViewAction())

    def _connect_canvas(self) -> None:
        parts, view, document = self.parts, self.view, self.document
        view.chain_scene.selectionChanged.connect(self._on_selection)
        view.chain_scene.wires_selected.connect(self._on_wires)
        view.tool_dropped.connect(parts.editing.add_named)
        view.files_dropped.connect(self._on_files)
        view.text_dropped.connect(self._on_text)
        view.add_requested.connect(parts.editing.search)
        view.wire_dropped.connect(parts.editing.search_fitting)
        view.node_opened.connect(self._on_opened)
        view.decor_opened.connect(lambda _: parts.inspector.focus_decor())
        view.menu_requested.connect(self._on_menu)
        view.view_changed.connect(parts.start_page.refresh)
        document.changed.connect(lambda _: self._refresh())
        document.reset.connect(self._on_reset)
        document.path_changed.connect(self._on_path)
        document.level_changed.connect(self._on_level)
        document.modified_changed.connect(self._on_modified)
        document.undo_stack.indexChanged.connect(self._name_steps)

    def _connect_panels(self) -> None:
        parts = self.parts
        parts.start_page.opened.connect(self.file_commands.load)
        parts.start_page.tour_requested.connect(self._show_tour)
        parts.window_commands.tour_requested.connect(self._show_tour)
        parts.window_commands.palette_requested.connect(self._show_commands)
        parts.tool_palette.chosen.connect(parts.editing.add_in_view)
        parts.tool_palette.tool_highlighted.connect(parts.help_panel.show_tool)
        parts.problems.picked.connect(self._on_problem)
        parts.results.picked.connect(self._on_problem)
        parts.results.failed.connect(lambda text: parts.message.show_message(text, "error"))
        parts.results.noted.connect(parts.message.show_message)
        parts.findings.counted.connect(self._on_findings_counted)
        parts.images.added.connect(parts.tool_palette.fill)
        parts.images.added.connect(parts.run_commands.check)
        parts.containers_panel.logs_wanted.connect(parts.images.show_logs)
        parts.containers_panel.shell_wanted.connect(parts.images.open_shell)
        parts.containers_panel.stop_wanted.connect(parts.images.stop)

    def _connect_run(self) -> None:
        parts = self.parts
        parts.run_commands.findings_changed.connect(parts.findings.show)
        parts.run_commands.secret_wanted.connect(parts.window_commands.open_secrets)
        parts.run_commands.refused.connect(self._on_refused)
        self.controller.started.connect(self._refresh)
        self.controller.logged.connect(parts.log_panel.add_event)
        self.controller.troubled.connect(lambda text: parts.message.show_message(reported(text), "error"))
        parts.presenter.ended.connect(self._refresh)
        parts.presenter.ended.connect(parts.history_panel.refresh)
        parts.presenter.ended.connect(parts.row_counts.count)
        self.controller.recorded.connect(parts.history_panel.refresh)
        parts.history_commands.shown.connect(parts.presenter.show_past)
        parts.history_commands.changed.connect(parts.history_panel.refresh)
        parts.history_panel.opened.connect(parts.history_commands.open)
        parts.history_panel.resumed.connect(parts.history_commands.resume)
        parts.history_panel.compared.connect(
            lambda first, second: parts.history_commands.compare(first, second, parts.appearance.theme)
        )
        parts.history_panel.chosen_changed.connect(self._refresh)
        parts.history_panel.forgotten.connect(parts.history_commands.forget)

    def _connect_appearance(self) -> None:
        parts = self.parts
        listeners: tuple[Callable[[Theme], None], ...] = (
            self.view.set_theme,
            self.action_table.set_theme,
            parts.tool_palette.set_theme,
            parts.crumbs.set_theme,
            parts.find_bar.set_theme,
            parts.start_page.set_theme,
            parts.inspector.set_theme,
            parts.results.set_theme,
            parts.log_panel.set_theme,
            parts.problems.set_theme,
            parts.history_panel.set_theme,
        )
        for listener in listeners:
            parts.appearance.changed.connect(listener)

    # what happens

    def _on_selection(self) -> None:
        parts, scene = self.parts, self.view.chain_scene
        nodes, areas = scene.selected_ids(), scene.selected_decor()
        match nodes, areas:
            case [], [area]:
                parts.inspector.show_decor(area)
            case [node], _:
                parts.inspector.show_node(node)
                if node in self.document.chain.nodes:
                    parts.help_panel.show_tool(self.document.catalog.of(self.document.chain.nodes[node]))
            case _:
                parts.inspector.show_node("")
        parts.live_previewer.look()
        parts.presenter.show_results()
        self._refresh()

    def _on_wires(self) -> None:
        self.parts.presenter.show_results()
        if self.view.chain_scene.edges.selected:
            self.docks.results.raise_()
        self._refresh()

    def _on_opened(self, node_id: str) -> None:
        """A double click: into a sub-chain, to the file of one, else to what came out."""
        if self.document.enter(node_id):
            return
        node = self.document.chain.nodes.get(node_id)
        if node is not None and node.tool == "flow.chain" and node.inputs.get("file"):
            self.file_commands.open_path(self.document.folder / str(node.inputs["file"]))
            return
        self.docks.results.show()
        self.docks.results.raise_()
        self.parts.inspector.setFocus()
        self.view.chain_scene.select({node_id})

    def _on_level(self) -> None:
        self._on_selection()
        self.view.look_again()

    def _on_problem(self, path: str, port: str) -> None:
        at = NodePath(path)
        self.document.show_level(at.level)
        self.view.show_node(at.node)
        self.parts.inspector.focus_field(port)

    def _on_menu(self, at: QPoint, scene_point: QPointF) -> None:
        place = Place.CANVAS
        if self.view.chain_scene.node_at(scene_point) is not None:
            place = Place.NODE
        elif self.view.chain_scene.edges.selected:
            place = Place.WIRE
        menu = self.action_table.context_menu(place, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _on_files(self, names: list[str], at: QPointF) -> None:
        """Onto an empty canvas a chain is opened, onto another one it comes as a sub-chain."""
        paths = [Path(name) for name in names]
        chains = [path for path in paths if path.suffix == SUFFIX]
        if chains and not self.document.root.nodes:
            self.file_commands.load(chains[0])
        else:
            self.parts.editing.drop_files(paths, at)

    def _on_text(self, text: str, at: QPointF) -> None:
        """The name of an image is asked what it offers; anything else becomes a node."""
        if self.parts.images.is_source(text):
            self.parts.images.add(text, at)
        else:
            self.parts.editing.drop_text(text, at)

    def _on_findings_counted(self, count: int) -> None:
        title = tr("Problems ({count})", count=count) if count else tr("Problems")
        self.docks.problems.setWindowTitle(title)
        if self._is_refused and not count:
            self._is_refused = False
            self.docks.results.raise_()

    def _on_refused(self) -> None:
        """Say why nothing runs, until nothing is wrong any more."""
        self._is_refused = True
        self.docks.problems.raise_()

    def _on_reset(self) -> None:
        self.parts.log_panel.clear()
        self._on_selection()
        self.view.fit()

    def _on_path(self) -> None:
        self.setWindowTitle(f"{straight(self.document.name)}[*] – iceOS")
        self.setWindowFilePath(str(self.document.path or ""))
        self.setWindowModified(self.document.modified)
        self._refresh()

    def _on_modified(self) -> None:
        self.setWindowModified(self.document.modified)
        self._refresh()

    def _name_steps(self, _index: int) -> None:
        self.action_table.name_step("undo", self.document.undo_stack.undoText())
        self.action_table.name_step("redo", self.document.undo_stack.redoText())
        self._refresh()

    def _refresh(self) -> None:
        """Enable what can be done now."""
        parts = self.parts
        self.action_table.refresh(
            situation_of(self.view, parts.editing, parts.images, self.controller, parts.history_panel)
        )

    def _show_commands(self) -> None:
        """Everything that can be done, to search in."""
        CommandPalette(self.action_table.all(), self).popup_over(self)

    def _show_tour(self) -> None:
        parts = self.parts
        Tour(stops_of(parts.tool_palette, self.view, parts.inspector, self.toolbar, parts.results), self)

    # coming and going

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._placed:
            return
        self._placed = True  # only now the room for panels is known
        self.view.setFocus()
        line = self.fontMetrics().height()
        self.resizeDocks(self.docks.sides, [line * 15, line * 20], Qt.Orientation.Horizontal)
        self.resizeDocks(self.docks.below, [line * 18], Qt.Orientation.Vertical)
        if self.parts.settings.state:
            self.restoreState(decoded(self.parts.settings.state))

    def _write_settings(self) -> None:
        settings = self.parts.settings
        if self.isWindow():
            settings.geometry = encoded(self.saveGeometry())
        settings.state = encoded(self.saveState())
        stored.write(self.parts.folders.settings, settings.stored())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.document.modified:
            event.ignore()
            self.file_commands.when_safe(self._discard_and_close, self.close_declined.emit)
            return
        if self.controller.works_here and not self._may_stop:
            event.ignore()
            self.parts.run_commands.when_idle(self._stop_and_close, self.close_declined.emit)
            return
        self._write_settings()
        self.file_commands.close()
        self.parts.file_watcher.close()
        self.parts.live_previewer.close()
        self.parts.row_counts.close()
        self.controller.close()
        event.accept()
        self.closed.emit()

    def let_go(self) -> None:
        """It closes without a question: what is not saved is gone, what runs is stopped."""
        self.document.abandon_changes()
        self._may_stop = True

    def _discard_and_close(self) -> None:
        self.document.abandon_changes()
        self.close()

    def _stop_and_close(self) -> None:
        self._may_stop = True
        self.close()
