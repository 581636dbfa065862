"""Edits of what is drawn around the nodes: frames, notes, bends of wires, and where nodes lie to each other.

Pure functions that return a new chain. None of it changes what a chain does, or its identity.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from engine.chain import edit
from engine.chain.model import Chain, Edge, Frame, Note

MARGIN, TITLE = 24.0, 34.0
"""Room between a frame and the nodes in it, and the height of its title."""
_GAP = 20.0
"""Between things that had to make room."""
_COLUMN = 256.0
"""Only things in the same columns can cover each other."""
Rect = tuple[float, float, float, float]
"""x, y, width, height."""


def framed(chain: Chain, rects: Collection[Rect], title: str = "Frame") -> tuple[Chain, str]:
    """Put a frame around rectangles; returns the chain and the id of the frame."""
    left, top, right, bottom = _bounds(rects)
    name = edit.fresh_id(_ids(chain), "frame")
    width, height = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN + TITLE
    frame = Frame(x=left - MARGIN, y=top - MARGIN - TITLE, width=width, height=height, title=title, colour="blue")
    return _with(chain, frames={**chain.layout.frames, name: frame}), name


def noted(chain: Chain, x: float, y: float, text: str = "Write here.") -> tuple[Chain, str]:
    """Put a note at a place; returns the chain and the id of the note."""
    name = edit.fresh_id(_ids(chain), "note")
    note = Note(x=x, y=y, width=240, height=120, text=text, colour="yellow")
    return _with(chain, notes={**chain.layout.notes, name: note}), name


def changed(chain: Chain, names: Mapping[str, Mapping[str, Any]]) -> Chain:
    """Set fields of frames and notes, by id."""
    frames, notes = chain.layout.frames, chain.layout.notes
    changed_frames = {n: frames[n].model_copy(update=fields) for n, fields in names.items() if n in frames}
    changed_notes = {n: notes[n].model_copy(update=fields) for n, fields in names.items() if n in notes}
    return _with(chain, frames={**frames, **changed_frames}, notes={**notes, **changed_notes})


def removed(chain: Chain, names: Collection[str]) -> Chain:
    """Remove frames and notes; what lies in them stays."""
    frames = {n: f for n, f in chain.layout.frames.items() if n not in names}
    notes = {n: f for n, f in chain.layout.notes.items() if n not in names}
    if len(frames) == len(chain.layout.frames) and len(notes) == len(chain.layout.notes):
        return chain
    return _with(chain, frames=frames, notes=notes)


def bent(chain: Chain, edge: Edge, points: Collection[tuple[float, float]]) -> Chain:
    """Let a wire go through these points; none of them lets it go straight again."""
    bends = {end: stops for end, stops in chain.layout.bends.items() if end != str(edge.target)}
    if points:
        bends[str(edge.target)] = tuple((round(x, 2), round(y, 2)) for x, y in points)
    return _with(chain, bends=bends)


def tidied(chain: Chain) -> Chain:
    """Without bends of wires that are not there any more."""
    if not chain.layout.bends:
        return chain
    ends = {str(edge.target) for edge in chain.edges}
    bends = {end: points for end, points in chain.layout.bends.items() if end in ends}
    if len(bends) == len(chain.layout.bends):
        return chain
    return _with(chain, bends=bends)


Side = Literal["left", "right", "top", "bottom", "centre", "middle"]


def aligned(rects: Mapping[str, Rect], side: Side) -> dict[str, tuple[float, float]]:
    """Where things lie once they share a side (`centre` is a vertical line through all, `middle` a horizontal one)."""
    left, top, right, bottom = _bounds(rects.values())
    places = {}
    for name, (x, y, width, height) in rects.items():
        across = {"left": left, "right": right - width, "centre": (left + right - width) / 2}.get(side, x)
        down = {"top": top, "bottom": bottom - height, "middle": (top + bottom - height) / 2}.get(side, y)
        places[name] = (across, down)
    return places


def distributed(rects: Mapping[str, Rect], axis: Literal["x", "y"]) -> dict[str, tuple[float, float]]:
    """Where things lie with equal gaps between them; the first and the last stay."""
    start, size = {"x": (0, 2), "y": (1, 3)}[axis]
    order = sorted(rects, key=lambda name: rects[name][start])
    at, end = rects[order[0]][start], rects[order[-1]][start]
    free = end - at - sum(rects[name][size] for name in order[:-1])
    gap = free / max(1, len(order) - 1)
    places = {}
    for name in order:
        place = list(rects[name][:2])
        place[start] = at
        places[name] = (place[0], place[1])
        at += rects[name][size] + gap
    return places


def spread(old: Mapping[str, Rect], new: Mapping[str, Rect]) -> dict[str, tuple[float, float]]:
    """Where things move down to, so that none that has grown covers another that it did not cover before."""
    columns: dict[int, dict[str, Rect]] = {}
    """The rectangles that have their place already, by the columns that they lie in."""
    places = {}
    for name in sorted(new, key=lambda name: old[name][1]):
        x, y, width, height = new[name]
        spanned = range(int(x // _COLUMN), int((x + width) // _COLUMN) + 1)
        above = {n: rect for column in spanned for n, rect in columns.get(column, {}).items()}
        above = {n: rect for n, rect in above.items() if not _overlap(old[n], old[name])}
        while covering := next((r for r in above.values() if _overlap(r, (x, y, width, height))), None):
            y = covering[1] + covering[3] + _GAP
        if y != new[name][1]:
            places[name] = (x, y)
        for column in spanned:
            columns.setdefault(column, {})[name] = (x, y, width, height)
    return places


def _bounds(rects: Collection[Rect]) -> tuple[float, float, float, float]:
    """The left, upper, right and lower edge of all of them together."""
    left, top = min(x for x, *_ in rects), min(y for _, y, *_ in rects)
    return left, top, max(x + width for x, _, width, _ in rects), max(y + height for _, y, _, height in rects)


def _overlap(one: Rect, two: Rect) -> bool:
    return (
        one[0] < two[0] + two[2] and two[0] < one[0] + one[2] and one[1] < two[1] + two[3] and two[1] < one[1] + one[3]
    )


def _ids(chain: Chain) -> set[str]:
    return {*chain.nodes, *chain.layout.frames, *chain.layout.notes}


def _with(chain: Chain, **fields: Any) -> Chain:
    return chain.model_copy(update={"layout": chain.layout.model_copy(update=fields)})
