"""The window: canvas in the middle, tools on the left, form on the right, results below."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QPoint, QPointF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QMessageBox,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.desktop.actions import Actions
from app.desktop.command_palette import CommandPalette
from app.desktop.docks import build_docks
from app.desktop.documents.file_watcher import FileWatcher
from app.desktop.documents.files import FileCommands
from app.desktop.edit.arranging import Arranging
from app.desktop.edit.editing import Editing
from app.desktop.edit.find_bar import FindBar
from app.desktop.handlers import handlers_of
from app.desktop.help.start_page import StartPage
from app.desktop.help.tour import Tour, stops_of
from app.desktop.images.containers_panel import ContainersPanel
from app.desktop.images.images import Images
from app.desktop.panels.help_panel import HelpPanel
from app.desktop.panels.log_panel import LogPanel
from app.desktop.panels.problems import Problems
from app.desktop.panels.tool_palette import ToolPalette
from app.desktop.preferences import settings as stored
from app.desktop.preferences.secrets_dialog import SecretsDialog
from app.desktop.preferences.style import sheet
from app.desktop.properties.inspector import Inspector
from app.desktop.results.history_commands import HistoryCommands
from app.desktop.results.history_panel import HistoryPanel
from app.desktop.results.results import Results
from app.desktop.run.crumbs import Crumbs
from app.desktop.run.lens import Lens
from app.desktop.run.questions import Questions
from app.desktop.run.run_commands import RunCommands
from app.desktop.run.run_controller import RunController
from app.desktop.run.run_presenter import RunPresenter
from app.desktop.servers.remote import Remote
from app.desktop.widgets.message_bar import MessageBar
from app.secrets import keyring_of, secrets_of
from canvas.document import Document
from canvas.icons import pixmap
from canvas.language import reported, tr
from canvas.minimap import Minimap
from canvas.plain import label
from canvas.theme import DARK, LIGHT, Theme
from canvas.view import ChainView
from engine.catalog import Catalog
from engine.chain.file import SUFFIX
from engine.chain.model import INPUTS, OUTPUTS
from engine.chain.path import NodePath
from engine.chain.validate import Finding
from engine.folders import Folders
from engine.run.artifacts import Artifacts
from engine.run.history import History

log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """One document with everything around it: puts the parts together and carries signals between them.

    It is a window of its own, or a tab (see `app.desktop.tabs`).
    """

    closed = Signal()
    close_declined = Signal()
    """It was to be closed, and the person said no."""
    new_window_wanted = Signal()
    theme_chosen = Signal()

    def __init__(self, catalog: Catalog, where: Folders, settings: stored.Settings | None = None) -> None:
        super().__init__()
        self.where = where
        self.settings = settings if settings is not None else stored.read(where.settings)
        self.theme = self._chosen_theme()
        self.document = Document(catalog, self)
        self.history = History(where.history, Artifacts(where.artifacts))
        self.controller = RunController(where.data, self.history, secrets_of(where), self)
        self.lens = Lens(self.document, self.controller)
        self.view = ChainView(self.document, self.theme)
        self.message = MessageBar(self.theme)
        self.file_commands = FileCommands(self, self.document, self.message, self.settings, where)
        self.editing = Editing(self.view, lambda: self.theme, lambda: self.settings.recent_tools, self.settings.used)
        self.arranging = Arranging(self.view)
        self.file_watcher = FileWatcher(self.document, self.file_commands, self.message, self)
        self.running = RunCommands(self.document, self.controller, self.lens, self.file_commands, self.message, self)
        self.past = HistoryCommands(self.document, self.controller, self.file_commands, self.message, self)
        self.palette_panel = ToolPalette(catalog, self.theme)
        self.find_bar = FindBar(self.view, self.lens, self.theme)
        self.crumbs, self.questions = Crumbs(self.document, self.lens, self.theme), Questions()
        self.inspector = Inspector(self.document, self.lens, self.theme)
        self.results = Results(self.lens, self.theme)
        self.history_panel = HistoryPanel(self.history, self.document, self.theme)
        self.log_panel = LogPanel(self.theme)
        self.problems = Problems(self.theme)
        self.help = HelpPanel()
        self.images = Images(self.document, self.controller, self.view, self.message, where.sources, self)
        self.remote = Remote(
            self.document, self.controller, self.file_commands, self.message, where, lambda: self.theme, self
        )
        self.containers_panel = ContainersPanel(self.images.shown)
        self.action_table = Actions(self, handlers_of(self), self.theme)
        self._findings: list[Finding] = []
        self.minimap: Minimap | None = None
        self._placed = False
        self._build_middle()
        self.docks = build_docks(self)
        self._build_bars()
        self._connect()
        self._apply_style()
        self._restore_place()
        self._on_path()
        self._refresh()

    # building

    def _build_middle(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for bar in (self.message, self.questions, self.find_bar, self.crumbs):
            column.addWidget(bar)
        column.addWidget(self.view, 1)
        self.setCentralWidget(middle)
        self.start_page = StartPage(self.document, lambda: self.settings.recent_files, self.theme, self.view.viewport())
        self.start_page.opened.connect(self.file_commands.load)
        self.start_page.tour_wanted.connect(self.show_around)
        self.view.view_changed.connect(self.start_page.look)
        self.setWindowIcon(QIcon(pixmap("iceos", "#000000", 64)))

    def _build_bars(self) -> None:
        menus = self.action_table.fill_menu_bar(self.menuBar())
        recent, examples = menus["File"].addMenu(tr("Recent")), menus["File"].addMenu(tr("Examples"))
        for menu in (recent, examples):
            menus["File"].insertMenu(self.action_table["save"], menu)
        recent.aboutToShow.connect(lambda: self.file_commands.fill_recent(recent))
        self.file_commands.fill_examples(examples)
        panels = menus["View"].addMenu(tr("Panels"))
        for dock in self.findChildren(QDockWidget):
            panels.addAction(dock.toggleViewAction())
        bar = QToolBar(tr("Toolbar"))
        bar.setObjectName("toolbar")
        bar.setIconSize(QSize(20, 20))
        bar.setMovable(False)
        self.action_table.fill_toolbar(bar)
        for name in ("run", "run_to", "stop"):
            button = bar.widgetForAction(self.action_table[name])
            assert isinstance(button, QToolButton)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        self.status_label, self.zoom_label = label(), label()
        self.watch = RunPresenter(
            self.document,
            self.controller,
            self.view,
            self.lens,
            self.results,
            self.inspector,
            self.crumbs,
            self.questions,
            self.status_label,
            self,
        )
        self.statusBar().addWidget(self.status_label, 1)
        self.statusBar().addPermanentWidget(self.images.state)
        self.statusBar().addPermanentWidget(self.zoom_label)

    def _connect(self) -> None:
        scene, undo = self.view.chain_scene, self.document.undo_stack
        scene.selectionChanged.connect(self._on_selection)
        scene.wires_selected.connect(self._on_wires)
        self.document.changed.connect(lambda _: self._refresh())
        self.document.reset.connect(self._on_reset)
        self.document.path_changed.connect(self._on_path)
        undo.cleanChanged.connect(self._on_clean)
        undo.indexChanged.connect(self._name_steps)
        self.view.tool_dropped.connect(self.editing.add_named)
        self.view.files_dropped.connect(self._on_files)
        self.view.text_dropped.connect(self._on_text)
        self.view.add_requested.connect(self.editing.search)
        self.view.wire_dropped.connect(self.editing.search_fitting)
        self.view.node_opened.connect(self._on_opened)
        self.view.decor_opened.connect(lambda _: self.inspector.focus_decor())
        self.view.menu_requested.connect(self._on_menu)
        self.view.zoomed.connect(lambda scale: self.zoom_label.setText(f"{scale * 100:.0f} %"))
        self.palette_panel.chosen.connect(self.editing.add_in_view)
        self.palette_panel.looked_at.connect(self.help.show_tool)
        self.problems.picked.connect(self._on_problem)
        self.results.failed.connect(lambda text: self.message.say(text, "error"))
        self.running.findings_changed.connect(self._on_findings)
        self.running.secret_wanted.connect(self.open_secrets)
        self.running.refused.connect(self.docks.problems.raise_)
        self.controller.started.connect(self._refresh)
        self.controller.logged.connect(self.log_panel.take)
        self.controller.troubled.connect(lambda words: self.message.say(reported(words), "error"))
        self.document.level_changed.connect(self._on_level)
        self.watch.over.connect(self._refresh)
        self.watch.over.connect(self.history_panel.refresh)
        self.images.added.connect(self.palette_panel.fill)
        self.images.added.connect(self.running.check)
        self.containers_panel.logs_wanted.connect(self.images.show_logs)
        self.containers_panel.shell_wanted.connect(self.images.open_shell)
        self.containers_panel.stop_wanted.connect(self.images.stop)
        self.past.shown.connect(self.watch.show_past)
        self.past.changed.connect(self.history_panel.refresh)
        self.history_panel.opened.connect(self.past.open)
        self.history_panel.resumed.connect(self.past.resume)
        self.history_panel.compared.connect(lambda one, two: self.past.compare(one, two, self.theme))
        self.history_panel.forgotten.connect(self.past.forget)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self.apply_theme())

    # what happens

    def _on_selection(self) -> None:
        scene = self.view.chain_scene
        chosen, areas = scene.selected_ids(), scene.selected_decor()
        node = chosen[0] if len(chosen) == 1 else ""
        if len(areas) == 1 and not chosen:
            self.inspector.show_decor(areas[0])
        else:
            self.inspector.show_node(node)
        if node in self.document.chain.nodes:
            self.help.show_tool(self.document.catalog.of(self.document.chain.nodes[node]))
        self.watch.show_results()
        self._refresh()

    def _on_wires(self) -> None:
        self.watch.show_results()
        if self.view.chain_scene.edges.selected:
            self.docks.results.raise_()
        self._refresh()

    def _on_opened(self, node_id: str) -> None:
        """A double click: into a sub-chain, to the file of one, else to what came out."""
        if self.document.enter(node_id):
            return
        node = self.document.chain.nodes.get(node_id)
        if node is not None and node.tool == "flow.chain" and node.inputs.get("file"):
            path = self.document.folder / str(node.inputs["file"])
            self.file_commands.open_path(path)
            return
        self.docks.results.show()
        self.docks.results.raise_()
        self.inspector.setFocus()
        self.view.chain_scene.select({node_id})

    def _on_level(self) -> None:
        self._on_selection()
        self._show_findings()
        self.view.fit()

    def _on_problem(self, node: str, port: str) -> None:
        path = NodePath(node)
        self.document.show_level(path.level)
        self.view.show_node(path.node)
        self.inspector.focus_field(port)

    def _on_menu(self, at: QPoint, scene: QPointF) -> None:
        where = "canvas"
        if self.view.chain_scene.node_at(scene) is not None:
            where = "node"
        elif self.view.chain_scene.edges.selected:
            where = "wire"
        menu = self.action_table.context_menu(where, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _on_files(self, names: list[str], at: QPointF) -> None:
        """Onto an empty canvas a chain is opened, onto another one it comes as a sub-chain."""
        paths = [Path(name) for name in names]
        chains = [path for path in paths if path.suffix == SUFFIX]
        if chains and not self.document.root.nodes:
            self.file_commands.load(chains[0])
        else:
            self.editing.drop_files(paths, at)

    def _on_text(self, text: str, at: QPointF) -> None:
        """The name of an image is asked what it offers; anything else becomes a node."""
        if self.images.is_source(text):
            self.images.add(text, at)
        else:
            self.editing.drop_text(text, at)

    def _on_findings(self, findings: list[Finding]) -> None:
        findings = [f._replace(reason=reported(f.reason), remedy=reported(f.remedy)) for f in findings]
        self._findings = findings
        root, catalog = self.document.root, self.document.catalog

        def title_of(node: str) -> str:
            spec = catalog.of(root.nodes[node]) if node in root.nodes else None
            return root.title_of(node, spec.title if spec else "")

        self.problems.show_findings(findings, title_of)
        count = len(findings)
        self.docks.problems.setWindowTitle(tr("Problems ({count})", count=count) if count else tr("Problems"))
        self._show_findings()

    def _show_findings(self) -> None:
        """Mark what is wrong on the canvas: at the node, or at the one inside of which it is."""
        level = NodePath.join(self.document.level)
        here = [f._replace(node=path) for f in self._findings if (path := NodePath(f.node).below(level)) is not None]
        self.inspector.set_findings(here)
        told: dict[str, list[str]] = {}
        for finding in here:
            told.setdefault(NodePath(finding.node).outermost, []).append(f"{finding.reason}\n{finding.remedy}")
        self.view.chain_scene.set_problems({node: "\n".join(texts) for node, texts in told.items()})

    def _on_reset(self) -> None:
        self.log_panel.clear()
        self._on_selection()
        self.view.fit()

    def _on_path(self) -> None:
        self.setWindowTitle(f"{self.document.name}[*] – iceOS")
        self.setWindowFilePath(str(self.document.path or ""))
        self.setWindowModified(self.document.modified)
        self._refresh()

    def _on_clean(self, clean: bool) -> None:
        self.setWindowModified(not clean)

    def _name_steps(self, _index: int) -> None:
        undo = self.document.undo_stack
        for name, text in (("undo", undo.undoText()), ("redo", undo.redoText())):
            title = tr(name.capitalize())
            self.action_table[name].setText(f"{title} {text[:1].lower()}{text[1:]}" if text else title)
            self.action_table[name].setIconText(title)
        self._refresh()

    def _refresh(self) -> None:
        scene, undo = self.view.chain_scene, self.document.undo_stack
        chosen = [n for n in scene.selected_ids() if n not in (INPUTS, OUTPUTS)]
        holds = {
            "modified": self.document.modified or self.document.path is None,
            "undo": undo.canUndo(),
            "redo": undo.canRedo(),
            "selection": bool(chosen),
            "chosen": bool(scene.chosen()),
            "several": len(scene.chosen()) > 1,
            "deletable": bool(scene.chosen() or scene.edges.selected),
            "one": len(chosen) == 1,
            "outdated": bool(self.editing.outdated),
            "nested": len(chosen) == 1 and self.document.inner_name(chosen[0]) is not None,
            "contained": len(chosen) == 1 and self.images.contained(chosen[0]),
            "inside": bool(self.document.level),
            "outermost": not self.document.level,
            "nodes": bool(self.document.chain.nodes),
            "running": self.controller.running,
            "idle": not self.controller.running,
        }
        self.action_table.refresh({name for name, true in holds.items() if true})

    # looks

    def _chosen_theme(self) -> Theme:
        if self.settings.theme != "system":
            return DARK if self.settings.theme == "dark" else LIGHT
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def choose_theme(self, name: Literal["system", "light", "dark"]) -> None:
        self.settings.theme = name
        self.apply_theme()
        self.theme_chosen.emit()

    def apply_theme(self) -> None:
        """Take the colours that the settings ask for."""
        self.theme = self._chosen_theme()
        self._apply_style()
        self.view.set_theme(self.theme)
        self.action_table.set_theme(self.theme)
        for panel in (
            self.palette_panel,
            self.crumbs,
            self.find_bar,
            self.start_page,
            self.inspector,
            self.results,
            self.log_panel,
            self.problems,
            self.history_panel,
        ):
            panel.set_theme(self.theme)

    def _apply_style(self) -> None:
        """Palette and style sheet of the program; the parts of the window bring the theme they were made with."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(self.theme.palette())
        app.setStyleSheet(sheet(self.theme))

    # other commands

    def show_commands(self) -> None:
        """Everything that can be done, to search in."""
        CommandPalette(self.action_table.all(), self).popup_over(self)

    def show_minimap(self) -> None:
        """Show or hide the small picture of the whole chain."""
        if self.minimap is None:
            self.minimap = Minimap(self.view)
            self.minimap.show()
        else:
            self.minimap.deleteLater()
            self.minimap = None

    def show_around(self) -> None:
        """A short walk around the window."""
        bar = self.findChild(QToolBar, "toolbar")
        assert bar is not None
        Tour(stops_of(self.palette_panel, self.view, self.inspector, bar, self.results), self)

    def open_secrets(self, wanted: str = "") -> None:
        SecretsDialog(keyring_of(self.where), self, wanted).open()

    def open_tools_folder(self) -> None:
        self.where.tools.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.where.tools)))

    def tell(self, title: str, text: str) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setText(text)
        box.open()

    # coming and going

    def _restore_place(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(min(1440, room.width() - 8), min(920, room.height() - 40))
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._placed:
            return
        self._placed = True  # only now the room for panels is known
        line = self.fontMetrics().height()
        self.resizeDocks(self.docks.sides, [line * 15, line * 20], Qt.Orientation.Horizontal)
        self.resizeDocks(self.docks.below, [line * 18], Qt.Orientation.Vertical)
        if self.settings.state:
            self.restoreState(QByteArray.fromBase64(self.settings.state.encode()))

    def _keep_place(self) -> None:
        if self.isWindow():
            self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.state = bytes(self.saveState().toBase64().data()).decode()
        try:
            stored.write(self.where.settings, self.settings)
        except OSError as error:
            log.warning("settings cannot be written: %s", error)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.document.modified:
            event.ignore()
            self.file_commands.when_safe(self._close_unasked, self.close_declined.emit)
            return
        self._keep_place()
        self.file_commands.close()
        self.controller.close()
        event.accept()
        self.closed.emit()

    def _close_unasked(self) -> None:
        self.document.undo_stack.setClean()
        self.close()
