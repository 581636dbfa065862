"""Every action as data. Menus, toolbar, shortcuts and context menus are drawn from this one table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from canvas.icons import icon
from canvas.language import tr
from canvas.theme import Theme


class ActionSpec(NamedTuple):
    """One thing a person can do. It is enabled while all of `needs` hold."""

    id: str
    title: str
    menu: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    tip: str = ""
    needs: tuple[str, ...] = ()
    toolbar: bool = False
    context: str = ""
    """Also in the context menu of: ``node``, ``canvas`` or ``wire`` (several with spaces)."""
    separate: bool = False
    """A line above it in its menu."""


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", "New chain", "File", "file-plus-2", ("Ctrl+N",), "Start an empty chain", toolbar=True),
    ActionSpec("open", "Open…", "File", "folder-open", ("Ctrl+O",), "Open a chain", toolbar=True),
    ActionSpec(
        "save", "Save", "File", "save", ("Ctrl+S",), "Save the chain", ("modified",), toolbar=True, separate=True
    ),
    ActionSpec("save_as", "Save as…", "File", "save-all", ("Ctrl+Shift+S",), "Save under another name"),
    ActionSpec("export", "Export picture…", "File", "image", (), "Save a picture of the chain (PNG or SVG)"),
    ActionSpec(
        "new_window", "New window", "File", "", ("Ctrl+Alt+N",), "Another window beside this one", separate=True
    ),
    ActionSpec("close", "Close chain", "File", "x", ("Ctrl+W",), "Close this chain; the others stay open"),
    ActionSpec("quit", "Quit", "File", "", ("Ctrl+Q",), separate=True),
    ActionSpec("undo", "Undo", "Edit", "undo-2", ("Ctrl+Z",), needs=("undo",), toolbar=True),
    ActionSpec("redo", "Redo", "Edit", "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y"), needs=("redo",), toolbar=True),
    ActionSpec("cut", "Cut", "Edit", "scissors", ("Ctrl+X",), needs=("chosen",), context="node", separate=True),
    ActionSpec("copy", "Copy", "Edit", "copy", ("Ctrl+C",), needs=("chosen",), context="node"),
    ActionSpec("paste", "Paste", "Edit", "clipboard-paste", ("Ctrl+V",), context="canvas"),
    ActionSpec("duplicate", "Duplicate", "Edit", "plus", ("Ctrl+D",), needs=("chosen",), context="node"),
    ActionSpec("delete", "Delete", "Edit", "trash-2", ("Del", "Backspace"), needs=("deletable",), context="node wire"),
    ActionSpec(
        "heal",
        "Delete and reconnect",
        "Edit",
        "",
        ("Ctrl+Del",),
        "Delete the nodes, and wire what fed them to what hung on them",
        ("selection",),
        context="node",
    ),
    ActionSpec(
        "swap",
        "Replace tool…",
        "Edit",
        "replace",
        ("Ctrl+R",),
        "Another tool that keeps what fits",
        ("one",),
        context="node",
    ),
    ActionSpec(
        "connect",
        "Connect with…",
        "Edit",
        "plug",
        ("Ctrl+K",),
        "Wire the node without a mouse",
        ("one",),
        context="node",
    ),
    ActionSpec("group", "Group into sub-chain", "Edit", "combine", ("Ctrl+G",), needs=("selection",), context="node"),
    ActionSpec("ungroup", "Ungroup", "Edit", "", ("Ctrl+Shift+G",), needs=("nested",), context="node"),
    ActionSpec(
        "off",
        "Switch off",
        "Edit",
        "circle-slash",
        ("Ctrl+E",),
        "Skip it and what needs it",
        ("selection",),
        context="node",
    ),
    ActionSpec(
        "bypass", "Bypass", "Edit", "", ("Ctrl+B",), "Let it pass on what it is given", ("selection",), context="node"
    ),
    ActionSpec(
        "frame",
        "Frame selection",
        "Edit",
        "",
        ("Ctrl+Shift+F",),
        "A titled frame that moves with its nodes",
        ("chosen",),
    ),
    ActionSpec(
        "add_image",
        "Add image…",
        "Edit",
        "container",
        (),
        "Add the tools of a container image, or of a server that describes itself by OpenAPI",
    ),
    ActionSpec("note", "Add note", "Edit", "file-pen", ("Ctrl+Shift+N",), "A text in Markdown", context="canvas"),
    ActionSpec(
        "find", "Find…", "Edit", "search", ("Ctrl+F",), "Find in ids, tools, constants and results", separate=True
    ),
    ActionSpec(
        "commands", "All commands…", "Edit", "terminal", ("Ctrl+Shift+P",), "Search everything that can be done"
    ),
    ActionSpec("select_all", "Select all", "Edit", "", ("Ctrl+A",), context="canvas", separate=True),
    ActionSpec(
        "add",
        "Add a tool…",
        "Edit",
        "search",
        ("Ctrl+Space",),
        "Search all tools (also: double click, Tab)",
        context="canvas",
    ),
    ActionSpec(
        "upgrade",
        "Update to the version here",
        "Edit",
        "arrow-right-left",
        (),
        "Let the tool that is here take the node over",
        ("outdated",),
        context="node",
    ),
    ActionSpec(
        "make_outputs",
        "Make chain outputs",
        "Edit",
        "log-out",
        (),
        "Declare the unwired outputs as results of the chain",
        ("selection",),
        context="node",
    ),
    ActionSpec(
        "run",
        "Run",
        "Run",
        "play",
        ("F5", "Ctrl+Return"),
        "Run the whole chain",
        ("idle", "nodes"),
        toolbar=True,
        context="canvas",
    ),
    ActionSpec(
        "run_fresh",
        "Run all anew",
        "Run",
        "history",
        ("Ctrl+Shift+Return",),
        "Run the whole chain without results that were kept from earlier runs",
        ("idle", "nodes"),
    ),
    ActionSpec(
        "run_to",
        "Run up to here",
        "Run",
        "step-forward",
        ("F6",),
        "Run all that the selected nodes need, and them",
        ("idle", "selection", "outermost"),
        toolbar=True,
        context="node",
    ),
    ActionSpec(
        "run_from",
        "Run from here",
        "Run",
        "skip-forward",
        ("Shift+F6",),
        "Run the selected nodes and all that they feed, on the values of the last run",
        ("idle", "selection", "outermost"),
        context="node",
    ),
    ActionSpec(
        "run_one",
        "Run this node only",
        "Run",
        "locate-fixed",
        ("F7",),
        "Run one node on the values of the last run",
        ("idle", "one", "outermost"),
        context="node",
    ),
    ActionSpec(
        "critical",
        "Show the longest path",
        "Run",
        "route",
        ("Ctrl+Shift+L",),
        "Show which nodes decide how long a run takes, and what each costs; once more to hide it",
        ("nodes",),
        context="canvas",
    ),
    ActionSpec("logs", "Show logs", "Run", "", (), "What the node's container writes", ("contained",), context="node"),
    ActionSpec(
        "shell", "Open a shell", "Run", "", (), "Inside of the node's container", ("contained",), context="node"
    ),
    ActionSpec(
        "warm",
        "Keep warm",
        "Run",
        "",
        (),
        "Keep the node's container ready for the next run; once more to let it go",
        ("contained",),
        context="node",
    ),
    ActionSpec("stop", "Stop", "Run", "square", ("Shift+F5",), "Stop the run", ("running",), toolbar=True),
    ActionSpec(
        "run_on",
        "Run on a server…",
        "Run",
        "log-out",
        ("Ctrl+Shift+F5",),
        "Run the chain on a server and show it here; it goes on there when this program ends",
        ("idle", "nodes"),
        separate=True,
    ),
    ActionSpec("server_runs", "Runs on a server…", "Run", "", (), "What runs, and ran, on a server"),
    ActionSpec(
        "publish",
        "Export to a server…",
        "Run",
        "globe",
        (),
        "Publish the chain, so that a team can run it and other programs call it",
        ("nodes",),
    ),
    ActionSpec("servers", "Servers…", "Run", "", (), "Add, try and remove the servers you know"),
    ActionSpec(
        "secrets",
        "Secrets…",
        "Run",
        "key-round",
        (),
        "See which secrets there are, set and remove them",
        separate=True,
    ),
    ActionSpec(
        "fit", "Fit to view", "View", "maximize", ("Home",), "Show the whole chain", toolbar=True, context="canvas"
    ),
    ActionSpec(
        "enter",
        "Open sub-chain",
        "View",
        "workflow",
        ("Alt+Down",),
        "Show the chain that the selected node runs (also: double click)",
        ("nested",),
        context="node",
    ),
    ActionSpec(
        "leave", "Step out", "View", "corner-left-up", ("Alt+Up",), "Back to the chain around this", ("inside",)
    ),
    ActionSpec("fit_selection", "Zoom to selection", "View", "locate-fixed", ("Shift+Home",), needs=("selection",)),
    ActionSpec("zoom_in", "Zoom in", "View", "zoom-in", ("Ctrl++", "Ctrl+=")),
    ActionSpec("zoom_out", "Zoom out", "View", "zoom-out", ("Ctrl+-",)),
    ActionSpec("zoom_reset", "Zoom to 100 %", "View", "", ("Ctrl+0",)),
    ActionSpec(
        "arrange",
        "Arrange",
        "Arrange",
        "layout-dashboard",
        ("Ctrl+L",),
        "Lay the chain out from left to right",
        ("nodes",),
        toolbar=True,
        context="canvas",
    ),
    ActionSpec(
        "preview",
        "Show result on the node",
        "View",
        "eye",
        ("F8",),
        "A small picture of what came out, on the node itself; once more to hide it",
        ("selection",),
        context="node",
    ),
    ActionSpec("align_left", "Align left", "Arrange", needs=("several",)),
    ActionSpec("align_centre", "Align centres", "Arrange", needs=("several",)),
    ActionSpec("align_right", "Align right", "Arrange", needs=("several",)),
    ActionSpec("align_top", "Align top", "Arrange", needs=("several",), separate=True),
    ActionSpec("align_middle", "Align middles", "Arrange", needs=("several",)),
    ActionSpec("align_bottom", "Align bottom", "Arrange", needs=("several",)),
    ActionSpec("distribute_x", "Distribute across", "Arrange", needs=("several",), separate=True),
    ActionSpec("distribute_y", "Distribute down", "Arrange", needs=("several",)),
    ActionSpec("back", "Back", "View", "", ("Alt+Left",), "To where you looked before", separate=True),
    ActionSpec("forward", "Forward", "View", "", ("Alt+Right",)),
    ActionSpec("minimap", "Minimap", "View", "", ("Ctrl+M",), "Show or hide a small picture of the whole chain"),
    ActionSpec("theme_system", "Colours of the system", "View", "", separate=True),
    ActionSpec("theme_light", "Light", "View", "sun"),
    ActionSpec("theme_dark", "Dark", "View", "moon"),
    ActionSpec("language", "Language…", "View", "languages", (), "English, Deutsch, 简体中文"),
    ActionSpec("tour", "Show me around", "Help", "", (), "A short walk around the window"),
    ActionSpec("keys", "Keyboard and mouse", "Help", "info", ("F1",), "What keys and mouse do"),
    ActionSpec(
        "tools_folder", "Open my tools folder", "Help", "plug", (), "A Python file in it is a tool on the canvas"
    ),
    ActionSpec("updates", "Check for updates…", "Help", "", separate=True),
    ActionSpec("about", "About iceOS", "Help"),
)
MENUS = ("File", "Edit", "Arrange", "Run", "View", "Help")


class Actions:
    """The table as `QAction`s of a window. `handlers` has a callable for every id."""

    def __init__(self, owner: QWidget, handlers: Mapping[str, Callable[[], object]], theme: Theme) -> None:
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(tr(spec.title), owner)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(tr(spec.tip or spec.title) + (f" ({keys})" if keys else ""))
            action.setStatusTip(tr(spec.tip) if spec.tip else "")
            action.triggered.connect(lambda _=False, do=handlers[spec.id]: do())
            owner.addAction(action)
            self._actions[spec.id] = action
        self.set_theme(theme)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def set_theme(self, theme: Theme) -> None:
        for spec in ACTIONS:
            if spec.icon:
                colour = {"run": theme.good, "stop": theme.bad}.get(spec.id, theme.soft)
                self._actions[spec.id].setIcon(icon(spec.icon, colour, theme.idle))

    def all(self) -> list[tuple[str, QAction]]:
        """Menu and action, in the order of the menus."""
        return [(tr(spec.menu), self._actions[spec.id]) for spec in ACTIONS]

    def refresh(self, holds: Collection[str]) -> None:
        """Enable exactly those whose needs hold."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(all(need in holds for need in spec.needs))

    def fill_menu_bar(self, bar: QMenuBar) -> dict[str, QMenu]:
        """The menus by title; actions without a menu of their own are left to the caller."""
        shown = mnemonic([tr(title) for title in MENUS], MENUS)
        menus = {title: bar.addMenu(words) for title, words in zip(MENUS, shown, strict=True)}
        for spec in ACTIONS:
            if spec.separate:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.id])
        return menus

    def fill_toolbar(self, bar: QToolBar) -> None:
        menu = ""
        for spec in ACTIONS:
            if spec.toolbar:
                if menu and spec.menu != menu:
                    bar.addSeparator()
                menu = spec.menu
                bar.addAction(self._actions[spec.id])

    def context_menu(self, where: str, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        group = ""
        for spec in ACTIONS:
            if where in spec.context.split():
                if group and spec.menu != group:
                    menu.addSeparator()
                group = spec.menu
                menu.addAction(self._actions[spec.id])
        return menu


def mnemonic(titles: Sequence[str], english: Sequence[str]) -> list[str]:
    """The titles, each with a letter that opens it together with Alt.

    Where a title has no Latin letter, that of the English one stands behind it in brackets, as is usual there. (Qt
    marks letters itself on no platform; only KDE does.)
    """
    taken: set[str] = set()
    marked = []
    for title, fallback in zip(titles, english, strict=True):
        letter = next((c for c in title if c.isascii() and c.isalpha() and c.lower() not in taken), "")
        if letter:
            marked.append(title.replace(letter, f"&{letter}", 1))
        else:
            letter = next(c for c in fallback if c.lower() not in taken)
            marked.append(f"{title}(&{letter.upper()})")
        taken.add(letter.lower())
    return marked
