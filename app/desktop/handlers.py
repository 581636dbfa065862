"""What each action does: one entry for every id of the table in `app.desktop.actions`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.desktop.documents.pictures import export_picture
from app.desktop.help.about_dialog import AboutDialog
from app.desktop.help.keys import keys
from app.desktop.help.updates import UpdatesDialog
from app.desktop.preferences.languages import choose_language
from canvas.language import tr
from canvas.view import ChainView

if TYPE_CHECKING:
    from app.desktop.main_window import MainWindow


def handlers_of(window: MainWindow) -> dict[str, Callable[[], object]]:
    """The callables by action id."""
    view, editing, files, running = window.view, window.editing, window.file_commands, window.running
    arranging, document = window.arranging, window.document
    return {
        "new": files.new,
        "open": files.open,
        "save": files.save,
        "save_as": files.save_as,
        "export": lambda: export_picture(view, window.message, window),
        "new_window": window.new_window_wanted.emit,
        "close": window.close,
        "quit": lambda: window.window().close(),
        "tour": window.show_around,
        "undo": document.undo_stack.undo,
        "redo": document.undo_stack.redo,
        "cut": editing.cut,
        "copy": editing.copy,
        "paste": editing.paste,
        "duplicate": editing.duplicate,
        "delete": editing.delete,
        "select_all": editing.select_all,
        "add": editing.search_here,
        "make_outputs": editing.make_outputs,
        "upgrade": editing.upgrade,
        "run": running.run,
        "run_fresh": running.run_fresh,
        "run_to": lambda: running.run_to(view.chain_scene.selected_ids()),
        "run_from": lambda: running.run_from(view.chain_scene.selected_ids()),
        "run_one": lambda: running.run_one(view.chain_scene.selected_ids()[0]),
        "stop": window.controller.stop,
        "run_on": window.remote.run,
        "server_runs": window.remote.show_runs,
        "publish": window.remote.export,
        "servers": window.remote.manage,
        "add_image": window.images.ask,
        "logs": lambda: window.images.show_logs_of(view.chain_scene.selected_ids()[0]),
        "shell": lambda: window.images.open_shell_of(view.chain_scene.selected_ids()[0]),
        "warm": editing.keep_warm,
        "critical": lambda: window.watch.toggle_critical(),
        "secrets": window.open_secrets,
        "enter": lambda: document.enter(next(iter(view.chain_scene.selected_ids()), "")),
        "leave": lambda: document.show_level(document.level[:-1]),
        "fit": lambda: _jump(view, view.fit),
        "fit_selection": lambda: _jump(view, view.fit_selection),
        "zoom_in": lambda: view.zoom_by(1.25),
        "zoom_out": lambda: view.zoom_by(0.8),
        "zoom_reset": lambda: view.zoom_to(1.0),
        "arrange": arranging.arrange,
        "preview": arranging.show_results,
        "connect": editing.connect,
        "heal": editing.heal,
        "swap": editing.swap,
        "group": editing.group,
        "ungroup": editing.ungroup,
        "off": lambda: editing.switch("off"),
        "bypass": lambda: editing.switch("bypass"),
        "frame": arranging.frame,
        "note": arranging.note,
        "find": window.find_bar.enter,
        "commands": window.show_commands,
        "align_left": lambda: arranging.align("left"),
        "align_centre": lambda: arranging.align("centre"),
        "align_right": lambda: arranging.align("right"),
        "align_top": lambda: arranging.align("top"),
        "align_middle": lambda: arranging.align("middle"),
        "align_bottom": lambda: arranging.align("bottom"),
        "distribute_x": lambda: arranging.distribute("x"),
        "distribute_y": lambda: arranging.distribute("y"),
        "back": view.back,
        "forward": view.forward,
        "minimap": window.show_minimap,
        "theme_system": lambda: window.choose_theme("system"),
        "theme_light": lambda: window.choose_theme("light"),
        "theme_dark": lambda: window.choose_theme("dark"),
        "language": lambda: choose_language(window.settings, window.message, window),
        "keys": lambda: window.tell(tr("Keyboard and mouse"), keys()),
        "tools_folder": window.open_tools_folder,
        "updates": lambda: _check_for_updates(window),
        "about": lambda: AboutDialog(window).open(),
    }


def _check_for_updates(window: MainWindow) -> None:
    def keep(address: str) -> None:
        window.settings.updates = address

    dialog = UpdatesDialog(window.settings.updates, window)
    dialog.chosen.connect(keep)
    dialog.open()


def _jump(view: ChainView, to: Callable[[], object]) -> None:
    """Look elsewhere, and remember from where."""
    view.remember()
    to()
