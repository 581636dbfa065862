"""Texts of the Help menu, as rich text."""

_ROWS = (
    ("Add a tool", "double click or Tab on the canvas, or just type; or drag it from the list"),
    ("Wire", "drag from port to port; drop on a node to pick the port, on empty canvas to add a tool that fits"),
    ("See a value", "click on a wire, or select a node"),
    ("Move the picture", "middle button, or Space and drag; the wheel zooms at the mouse, Shift+wheel scrolls"),
    ("Select", "click, Ctrl+click, or drag a frame"),
    ("Nudge", "arrow keys move what is selected; Alt while dragging leaves the grid"),
    ("Give up", "Escape ends what you are doing"),
    ("Run", "F5 runs all, F6 up to the selected node, F7 that node only, Shift+F5 stops"),
)
KEYS = "<table cellpadding='4'>" + "".join(f"<tr><td><b>{k}</b></td><td>{t}</td></tr>" for k, t in _ROWS) + "</table>"


def about() -> str:
    """The text of *About*."""
    from importlib.metadata import version

    return (
        f"<h3>iceOS {version('iceos')}</h3><p>Draw chains of tools, run them on your own machine, hand the same file "
        "to a server.</p><p>Apache License 2.0. Icons: Lucide (ISC). Qt for Python: LGPL 3.</p>"
    )
