"""Edits of what is drawn around the nodes: frames, notes, bends of wires, and where nodes lie to each other.

Pure functions that return a new chain. None of it changes what a chain does, or its identity.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from engine.chain import edit
from engine.chain.model import Area, Chain, Edge, Frame, Note

MARGIN, TITLE = 24.0, 34.0
"""Room between a frame and the nodes in it, and the height of its title."""
_GAP = 20.0
"""Between things that had to make room."""
_COLUMN = 256.0
"""Only things in the same columns can cover each other."""
Rect = tuple[float, float, float, float]
"""x, y, width, height."""


def framed(chain: Chain, around: Collection[Rect], title: str = "Frame") -> tuple[Chain, str]:
    """Put a frame around rectangles; returns the chain and the id of the frame."""
    left, top = min(r[0] for r in around) - MARGIN, min(r[1] for r in around) - MARGIN - TITLE
    right, bottom = max(r[0] + r[2] for r in around) + MARGIN, max(r[1] + r[3] for r in around) + MARGIN
    name = edit.fresh_id(_taken(chain), "frame")
    frame = Frame(x=left, y=top, width=right - left, height=bottom - top, title=title, colour="blue")
    return _with(chain, frames={**chain.layout.frames, name: frame}), name


def noted(chain: Chain, x: float, y: float, text: str = "Write here.") -> tuple[Chain, str]:
    """Put a note at a place; returns the chain and the id of the note."""
    name = edit.fresh_id(_taken(chain), "note")
    note = Note(x=x, y=y, width=240, height=120, text=text, colour="yellow")
    return _with(chain, notes={**chain.layout.notes, name: note}), name


def changed(chain: Chain, names: Mapping[str, Mapping[str, Any]]) -> Chain:
    """Set fields of frames and notes, by id."""
    frames = {n: _set(f, names.get(n)) for n, f in chain.layout.frames.items()}
    notes = {n: _set(f, names.get(n)) for n, f in chain.layout.notes.items()}
    return _with(chain, frames=frames, notes=notes)


def removed(chain: Chain, names: Collection[str]) -> Chain:
    """Remove frames and notes; what lies in them stays."""
    frames = {n: f for n, f in chain.layout.frames.items() if n not in names}
    notes = {n: f for n, f in chain.layout.notes.items() if n not in names}
    same = len(frames) == len(chain.layout.frames) and len(notes) == len(chain.layout.notes)
    return chain if same else _with(chain, frames=frames, notes=notes)


def bent(chain: Chain, edge: Edge, points: Collection[tuple[float, float]]) -> Chain:
    """Let a wire go through these points; none of them lets it go straight again."""
    bends = {end: through for end, through in chain.layout.bends.items() if end != str(edge.target)}
    if points:
        bends[str(edge.target)] = tuple((round(x, 2), round(y, 2)) for x, y in points)
    return _with(chain, bends=bends)


def tidied(chain: Chain) -> Chain:
    """Without bends of wires that are not there any more."""
    if not chain.layout.bends:
        return chain
    ends = {str(edge.target) for edge in chain.edges}
    bends = {end: points for end, points in chain.layout.bends.items() if end in ends}
    return chain if len(bends) == len(chain.layout.bends) else _with(chain, bends=bends)


Side = Literal["left", "right", "top", "bottom", "centre", "middle"]


def aligned(rects: Mapping[str, Rect], side: Side) -> dict[str, tuple[float, float]]:
    """Where things lie once they share a side (`centre` is a vertical line through all, `middle` a horizontal one)."""
    left, top = min(r[0] for r in rects.values()), min(r[1] for r in rects.values())
    right, bottom = max(r[0] + r[2] for r in rects.values()), max(r[1] + r[3] for r in rects.values())
    places = {}
    for name, (x, y, width, height) in rects.items():
        across = {"left": left, "right": right - width, "centre": (left + right - width) / 2}.get(side, x)
        down = {"top": top, "bottom": bottom - height, "middle": (top + bottom - height) / 2}.get(side, y)
        places[name] = (across, down)
    return places


def distributed(rects: Mapping[str, Rect], axis: Literal["x", "y"]) -> dict[str, tuple[float, float]]:
    """Where things lie with equal gaps between them; the first and the last stay."""
    at, size = (0, 2) if axis == "x" else (1, 3)
    order = sorted(rects, key=lambda name: rects[name][at])
    first, last = rects[order[0]], rects[order[-1]]
    room = last[at] - first[at] - sum(rects[name][size] for name in order[:-1])
    gap = room / (len(order) - 1) if len(order) > 1 else 0.0
    places, next_at = {}, first[at]
    for name in order:
        x, y, *_ = rects[name]
        places[name] = (next_at, y) if axis == "x" else (x, next_at)
        next_at += rects[name][size] + gap
    return places


def spread(before: Mapping[str, Rect], after: Mapping[str, Rect]) -> dict[str, tuple[float, float]]:
    """Where things move down to, so that none that has grown covers another that it did not cover before."""
    placed: dict[int, dict[str, Rect]] = {}
    places = {}
    for name in sorted(after, key=lambda name: before[name][1]):
        x, y, width, height = after[name]
        columns = range(int(x // _COLUMN), int((x + width) // _COLUMN) + 1)
        above = {other: rect for column in columns for other, rect in placed.get(column, {}).items()}
        while covering := next(
            (
                rect
                for other, rect in above.items()
                if _overlap(rect, (x, y, width, height)) and not _overlap(before[other], before[name])
            ),
            None,
        ):
            y = covering[1] + covering[3] + _GAP
        if y != after[name][1]:
            places[name] = (x, y)
        for column in columns:
            placed.setdefault(column, {})[name] = (x, y, width, height)
    return places


def _overlap(one: Rect, other: Rect) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _taken(chain: Chain) -> set[str]:
    return {*chain.nodes, *chain.layout.frames, *chain.layout.notes}


def _set(area: Any, fields: Mapping[str, Any] | None) -> Any:
    assert isinstance(area, Area)
    return area.model_copy(update=dict(fields)) if fields else area


def _with(chain: Chain, **fields: Any) -> Chain:
    return chain.model_copy(update={"layout": chain.layout.model_copy(update=fields)})
