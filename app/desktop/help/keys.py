"""Texts of the Help menu, as rich text."""

from canvas.language import mark, tr

_ROWS = (
    (mark("Add a tool"), mark("double click or Tab on the canvas, or just type; or drag it from the list")),
    (
        mark("Wire"),
        mark("drag from port to port; drop on a node to pick the port, on empty canvas to add a tool"),
    ),
    (mark("See a value"), mark("click on a wire, or select a node")),
    (
        mark("Move the picture"),
        mark("middle button, or Space and drag; the wheel zooms, Shift+wheel scrolls"),
    ),
    (mark("Select"), mark("click, Ctrl+click, or drag a frame")),
    (mark("Nudge"), mark("arrow keys move what is selected; Alt while dragging leaves the grid")),
    (mark("Give up"), mark("Escape ends what you are doing")),
    (mark("Run"), mark("F5 runs all, F6 up to the selected node, F7 that node only, Shift+F5 stops")),
)


def keys() -> str:
    """What keys and mouse do."""
    rows = "".join(f"<tr><td><b>{tr(title)}</b></td><td>{tr(explanation)}</td></tr>" for title, explanation in _ROWS)
    return f"<table cellpadding='4'>{rows}</table>"
