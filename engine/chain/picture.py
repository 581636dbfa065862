"""A chain as an SVG picture, drawn without Qt from the same cards as the canvas."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

from engine.catalog import Catalog
from engine.chain.card import FOOTER, HEADER, WIDTH, Card, card_of
from engine.chain.layout import arranged, missing
from engine.chain.model import SHADES, Area, Chain, Frame, Note

MARGIN = 40.0
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
LIGHT = {
    "back": "#f6f7f9",
    "card": "#ffffff",
    "line": "#d5d9e0",
    "text": "#1d232e",
    "soft": "#6b7482",
    "wire": "#9aa3b2",
    "bad": "#c43c3c",
}


def svg(chain: Chain, catalog: Catalog) -> str:
    """The whole chain at 100 %, nodes without a position laid out automatically."""
    ids = list(chain.blocks())
    places = {n: (p.x, p.y) for n, p in chain.layout.nodes.items()}
    if without := missing(chain):
        places.update(arranged(chain, catalog, None if len(without) == len(ids) else without))
    cards = {n: card_of(chain, catalog, n) for n in ids}
    areas = [*chain.layout.frames.values(), *chain.layout.notes.values()]
    rects = [(*places[n], WIDTH, cards[n].height) for n in ids] + [(a.x, a.y, a.width, a.height) for a in areas]
    left = min((x for x, *_ in rects), default=0) - MARGIN
    top = min((y for _, y, *_ in rects), default=0) - MARGIN
    right = max((x + width for x, _, width, _ in rects), default=200) + MARGIN
    bottom = max((y + height for _, y, _, height in rects), default=100) + MARGIN
    size = f"{right - left:.0f} {bottom - top:.0f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {size}" '
        f'width="{right - left:.0f}" height="{bottom - top:.0f}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(chain.title or 'Chain')}</title>",
        f'<rect class="back" x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" '
        f'fill="{LIGHT["back"]}"/>',
    ]
    parts += [_area(area) for area in areas]
    for edge in chain.edges:
        if edge.source.node in cards and edge.target.node in cards:
            start, end = cards[edge.source.node], cards[edge.target.node]
            row_out, row_in = start.output_row(edge.source.port), end.input_row(edge.target.port)
            if row_out is not None and row_in is not None:
                x1, y1 = places[start.id][0] + WIDTH, places[start.id][1] + start.port_y(row_out)
                x2, y2 = places[end.id][0], places[end.id][1] + end.port_y(row_in)
                stops = [(x1, y1), *chain.layout.bends.get(str(edge.target), ()), (x2, y2)]
                path = f"M{x1:.0f} {y1:.0f}" + "".join(_piece(a, b) for a, b in pairwise(stops))
                parts.append(f'<path class="wire" d="{path}" fill="none" stroke="{LIGHT["wire"]}" stroke-width="1.5"/>')
    parts += [_card(cards[n], *places[n]) for n in ids]
    return "\n".join([*parts, "</svg>", ""])


def png(drawn: str, size: int) -> bytes:
    """A PNG of an SVG that says its width and height; its longer side has `size` pixels."""
    import vl_convert

    width, height = (float(side) for side in _SIZE.findall(drawn)[0])
    return bytes(vl_convert.svg_to_png(drawn, scale=size / max(width, height)))


def _piece(start: tuple[float, float], end: tuple[float, float]) -> str:
    bend = max(40.0, abs(end[0] - start[0]) / 2)
    handles = f"{start[0] + bend:.0f} {start[1]:.0f} {end[0] - bend:.0f} {end[1]:.0f}"
    return f" C{handles} {end[0]:.0f} {end[1]:.0f}"


def _area(area: Area) -> str:
    colour = SHADES.get(area.colour, SHADES["grey"])
    words = area.title if isinstance(area, Frame) else area.text if isinstance(area, Note) else ""
    lines = [escape(_cut(line, int(area.width / 7))) for line in words.splitlines()[: int(area.height / 16)]]
    text = "".join(f'<tspan x="12" dy="16">{line}</tspan>' for line in lines)
    return (
        f'<g transform="translate({area.x:.0f} {area.y:.0f})"><rect width="{area.width:.0f}" '
        f'height="{area.height:.0f}" rx="10" fill="{colour}" fill-opacity="0.14" stroke="{colour}"/>'
        f'<text y="6" fill="{LIGHT["text"]}">{text}</text></g>'
    )


def _card(card: Card, x: float, y: float) -> str:
    line = LIGHT["line"] if card.known else LIGHT["bad"]
    dash = "" if card.known else ' stroke-dasharray="5 4"'
    rows = [
        f'<g class="node" data-node="{escape(card.id)}" transform="translate({x:.0f} {y:.0f})">',
        f"<title>{escape(card.id)}</title>",
        f'<rect class="card" width="{WIDTH}" height="{card.height}" rx="8" '
        f'fill="{LIGHT["card"]}" stroke="{line}"{dash}/>',
        f'<text class="title" x="14" y="{HEADER - 13}" font-weight="bold" fill="{LIGHT["text"]}">'
        f"{escape(_cut(card.title, 26))}</text>",
        f'<text class="footer" x="14" y="{card.height - FOOTER + 16}" font-size="11" fill="{LIGHT["soft"]}">'
        f"{escape(_cut(card.summary, 32))}</text>",
    ]
    for row, port in enumerate(card.inputs):
        rows.append(f'<circle cx="0" cy="{card.port_y(row)}" r="4" fill="{LIGHT["wire"]}"/>')
        rows.append(
            f'<text class="port" x="12" y="{card.port_y(row) + 4}" fill="{LIGHT["soft"]}">'
            f"{escape(_cut(port.title, 14))}</text>"
        )
    for row, port in enumerate(card.outputs):
        rows.append(f'<circle cx="{WIDTH}" cy="{card.port_y(row)}" r="4" fill="{LIGHT["wire"]}"/>')
        rows.append(
            f'<text class="port" x="{WIDTH - 12}" y="{card.port_y(row) + 4}" text-anchor="end" fill="{LIGHT["soft"]}">'
            f"{escape(_cut(port.title, 14))}</text>"
        )
    return "\n".join([*rows, "</g>"])


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
