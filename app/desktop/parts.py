"""All parts of one window, and the one place where they are put together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QMainWindow

from app.desktop.actions.window_commands import WindowCommands
from app.desktop.documents.file_watcher import FileWatcher
from app.desktop.documents.files import FileCommands
from app.desktop.edit.arranging import Arranging
from app.desktop.edit.editing import Editing
from app.desktop.edit.find_bar import FindBar
from app.desktop.help.start_page import StartPage
from app.desktop.images.containers_panel import ContainersPanel
from app.desktop.images.images import Images
from app.desktop.panels.findings import FindingsPresenter
from app.desktop.panels.help_panel import HelpPanel
from app.desktop.panels.log_panel import LogPanel
from app.desktop.panels.problems import Problems
from app.desktop.panels.tool_palette import ToolPalette
from app.desktop.preferences.appearance import Appearance
from app.desktop.preferences.settings import Settings
from app.desktop.properties.inspector import Inspector
from app.desktop.results.history_commands import HistoryCommands
from app.desktop.results.history_panel import HistoryPanel
from app.desktop.results.results import Results
from app.desktop.run.crumbs import Crumbs
from app.desktop.run.lens import Lens
from app.desktop.run.live_preview import LivePreviewer
from app.desktop.run.questions import Questions
from app.desktop.run.row_counts import RowCounts
from app.desktop.run.run_commands import RunCommands
from app.desktop.run.run_controller import RunController
from app.desktop.run.run_presenter import RunPanels, RunPresenter
from app.desktop.servers.remote import Remote
from app.desktop.widgets.message_bar import MessageBar
from app.secrets import secrets_of
from canvas.document import Document
from canvas.plain import label
from canvas.view import ChainView
from engine.catalog import Catalog
from engine.chain.names import path_title
from engine.folders import Folders
from engine.run.artifacts import Artifacts
from engine.run.history import History


@dataclass(frozen=True)
class Parts:
    """In the order in which they are made: each knows those before it, none knows the window's class."""

    folders: Folders
    settings: Settings
    appearance: Appearance
    document: Document
    history: History
    controller: RunController
    row_counts: RowCounts
    lens: Lens
    live_previewer: LivePreviewer
    view: ChainView
    message: MessageBar
    file_commands: FileCommands
    file_watcher: FileWatcher
    window_commands: WindowCommands
    editing: Editing
    arranging: Arranging
    run_commands: RunCommands
    history_commands: HistoryCommands
    images: Images
    remote: Remote
    find_bar: FindBar
    crumbs: Crumbs
    questions: Questions
    start_page: StartPage
    tool_palette: ToolPalette
    inspector: Inspector
    results: Results
    history_panel: HistoryPanel
    log_panel: LogPanel
    problems: Problems
    help_panel: HelpPanel
    containers_panel: ContainersPanel
    findings: FindingsPresenter
    status: QLabel
    presenter: RunPresenter


def put_together(window: QMainWindow, catalog: Catalog, folders: Folders, settings: Settings) -> Parts:
    """Make the parts of a window, which owns them."""
    appearance = Appearance(settings, window)
    theme = appearance.theme
    document = Document(catalog, window)
    history = History(folders.history, Artifacts(folders.artifacts))
    controller = RunController(folders.data, history, secrets_of(folders), window)
    lens = Lens(document, controller)
    view = ChainView(document, theme)
    message = MessageBar(theme)
    files = FileCommands(window, document, message, settings, folders)
    images = Images(document, controller, view, message, folders.sources, window)
    live_previewer = LivePreviewer(document, controller, lens, view, settings)
    crumbs, questions = Crumbs(document, lens, theme), Questions()
    inspector = Inspector(document, lens, live_previewer, theme)
    results = Results(lens, live_previewer, theme)
    problems = Problems(theme)
    status = label()
    status.setMinimumWidth(1)  # a long one is cut, where else the window could not be narrower
    return Parts(
        folders=folders,
        settings=settings,
        appearance=appearance,
        document=document,
        history=history,
        controller=controller,
        row_counts=RowCounts(controller, window),
        lens=lens,
        live_previewer=live_previewer,
        view=view,
        message=message,
        file_commands=files,
        file_watcher=FileWatcher(document, files, message, window),
        window_commands=WindowCommands(view, settings, folders, message, window),
        editing=Editing(
            view,
            lambda: appearance.theme,
            lambda: settings.recent_tools,
            settings.remember_tool,
            live_previewer.forget,
        ),
        arranging=Arranging(view),
        run_commands=RunCommands(document, controller, lens, files, message, window),
        history_commands=HistoryCommands(document, controller, files, message, window),
        images=images,
        remote=Remote(document, controller, files, message, folders, lambda: appearance.theme, window),
        find_bar=FindBar(view, lens, theme),
        crumbs=crumbs,
        questions=questions,
        start_page=StartPage(document, lambda: settings.recent_files, theme, view.viewport()),
        tool_palette=ToolPalette(catalog, theme),
        inspector=inspector,
        results=results,
        history_panel=HistoryPanel(history, document, theme),
        log_panel=LogPanel(theme, lambda path: path_title(document.root, catalog, path)),
        problems=problems,
        help_panel=HelpPanel(),
        containers_panel=ContainersPanel(images.shown),
        findings=FindingsPresenter(view, problems, inspector),
        status=status,
        presenter=RunPresenter(
            document, controller, view, lens, live_previewer, RunPanels(results, inspector, crumbs, questions, status)
        ),
    )
