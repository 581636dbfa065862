"""The Help menu."""

from __future__ import annotations

from app.desktop.actions.action import Action

HELP = (
    Action(
        "tour",
        "Show me around",
        "Help",
        lambda parts: parts.window_commands.tour_requested.emit(),
        tip="A short walk around the window",
    ),
    Action(
        "keys",
        "Keyboard and mouse",
        "Help",
        lambda parts: parts.window_commands.show_keys(),
        icon="info",
        keys=("F1",),
        tip="What keys and mouse do",
    ),
    Action(
        "tools_folder",
        "Open my tools folder",
        "Help",
        lambda parts: parts.window_commands.open_tools_folder(),
        icon="plug",
        tip="A Python file in it is a tool on the canvas",
    ),
    Action(
        "stacks",
        "Write what is running…",
        "Help",
        lambda parts: parts.window_commands.write_running(),
        tip="Into a file: where each thread and task stands",
    ),
    Action(
        "updates", "Check for updates…", "Help", lambda parts: parts.window_commands.check_for_updates(), separate=True
    ),
    Action("about", "About iceOS", "Help", lambda parts: parts.window_commands.show_about()),
)
